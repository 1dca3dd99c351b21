"""職員のDX推進実感率: the trend towards the target and how sure it is, where it leads, and which staff feel it."""

from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.realisation import cards, groups, reading, realisation
from dxkpi.wording.language import _

view = open_view()
show_heading(view, _("DX felt by staff"), view.plan.about.title, period_text(view))

if realisation.followed(view) is None:
    realisation.not_followed(view)
else:
    realisation.answer(view)
    cards.show(view)
    realisation.picture(view)
    reading.show(view)
    groups.show(view)

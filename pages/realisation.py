"""職員のDX推進実感率: the trend towards the target and how sure it is, where it leads, and which staff feel it."""

from dxkpi.web.common import choice, parts
from dxkpi.web.realisation import cards, groups, reading, realisation
from dxkpi.wording.language import _

view = choice.opened()
parts.heading(view, _("DX felt by staff"), view.plan.about.title, parts.period(view))

if realisation.followed(view) is None:
    realisation.not_followed(view)
else:
    realisation.answer(view)
    cards.show(view)
    realisation.picture(view)
    reading.show(view)
    groups.show(view)

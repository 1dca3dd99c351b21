"""実績の登録: from the form to the receipt, in four steps; nothing is stored before the last."""

from dxkpi import fiscal
from dxkpi.web.common import choice, parts
from dxkpi.web.upload import desk, entry, upload
from dxkpi.wording.language import _

view = choice.opened(to_report=True)
desk.put_waiting()
parts.heading(
    view,
    _("Register actuals"),
    view.plan.about.title,
    _("Actuals of {year}", year=fiscal.wareki(view.year)),
)

if desk.desk().typing:
    entry.show(view)
else:
    upload.steps(view)
    if desk.desk().confirming and upload.papers():
        upload.check(view)
    else:
        upload.start(view)

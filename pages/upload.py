"""実績の登録: from the form to the receipt, in four steps; nothing is stored before the last."""

from dxkpi import fiscal
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.upload import desk, entry, upload

view = open_view(to_report=True)
desk.put_waiting()
show_heading(
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

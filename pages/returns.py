"""提出状況: who has handed in what, what is still to come, and the way back of a return."""

from dxkpi import fiscal
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.returns import returns
from dxkpi.wording.language import _

view = open_view(to_report=True)
submissions = returns.read(view)
returns.follow(submissions)
show_heading(
    view,
    _("Returns"),
    view.plan.about.title,
    _("Actuals of {year}", year=fiscal.wareki(view.year)),
)
returns.answer(view, submissions)
returns.departments(view, submissions)
returns.opened(view, submissions)
returns.years(view, submissions)

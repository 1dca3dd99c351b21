"""提出状況: who has handed in what, what is still to come, and the way back of a return."""

from dxkpi.actions import Right
from dxkpi.web.common.closed_page import open_closed_view
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _, current_language
from dxkpi.web.returns.all_years import show_all_years
from dxkpi.web.returns.departments import show_departments
from dxkpi.web.returns.opened_department import show_opened_department
from dxkpi.web.returns.other_plans import show_other_plans
from dxkpi.web.returns.sentence import show_sentence
from dxkpi.web.returns.submissions import open_addressed_submission, read_submissions

title = _("Returns")
view = open_closed_view(Right.SEE_REPORTED, title, to_report=True)
submissions = read_submissions(view)
open_addressed_submission(view, submissions)
show_heading(
    view,
    title,
    view.plan.about.title,
    _("Actuals of {year}", year=current_language().fiscal_year_title(view.year)),
)
show_sentence(view, submissions)
show_departments(view, submissions)
show_opened_department(view, submissions)
show_other_plans(view)
show_all_years(view, submissions)

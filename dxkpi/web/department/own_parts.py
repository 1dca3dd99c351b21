"""What of a plan is a 課's own: its indicators, its measures, what it has to hand in."""

from datetime import date

from dxkpi.plan import Measure
from dxkpi.returns.finality import figures_of_all
from dxkpi.returns.outstanding import Outstanding, outstanding_of
from dxkpi.rules import Judgement
from dxkpi.rules.severity import worst_first
from dxkpi.web.common.department_form import department_form
from dxkpi.web.common.finality import finality_badge
from dxkpi.web.common.view import View


def own_judgements(view: View, department: str | None) -> tuple[Judgement, ...]:
    """Its indicators in the view's year, worst first."""
    return view.kept(_own_judgements, department)


def own_measures(view: View, department: str | None) -> tuple[Measure, ...]:
    """Its measures in the plan's order."""
    return tuple(
        measure
        for measure in view.plan.measures
        if _is_own(view, department, measure.departments)
    )


def outstanding(view: View, department: str | None) -> Outstanding:
    """What it has to hand in of the view's year, and what it has."""
    return view.kept(_outstanding, department)


def own_finality(view: View, department: str | None) -> str:
    """Whether its figures are preliminary or final, as a badge for the head."""
    return finality_badge(view, figures_of_all(own_judgements(view, department)))


def department_deadline(view: View, department: str | None) -> date | None:
    """By when what is still open is to be in: the day for figures while any of them, or
    its reasons, are open; once all is in, the day for figures where any are asked.
    """
    asked, deadlines = outstanding(view, department), view.deadlines
    if asked.figures or asked.texts or (asked.is_complete and asked.counts.asked):
        return deadlines.of_figures(department)
    return deadlines.of_schedule(department)


def _own_judgements(view: View, department: str | None) -> tuple[Judgement, ...]:
    own = [
        judgement
        for judgement in view.judgements()
        if _is_own(view, department, view.plan.departments_of(judgement.indicator))
    ]
    return worst_first(own)


def _outstanding(view: View, department: str | None) -> Outstanding:
    form = department_form(view, department)
    return outstanding_of(form, own_judgements(view, department))


def _is_own(view: View, department: str | None, named: tuple[str, ...]) -> bool:
    return department is None or view.register.is_asked(department, named)

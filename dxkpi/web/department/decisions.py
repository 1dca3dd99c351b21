"""What the headquarters decided about the 課's indicators and measures, and what the 課 is
to carry out.
"""

from dxkpi.plan import Decision
from dxkpi.plan.decision import WHOLE_PLAN
from dxkpi.returns.department_decisions import departments_of_decision
from dxkpi.rules import FollowedDecision
from dxkpi.web.common.decision_form import offer_decision_form
from dxkpi.web.common.decision_list import show_decision_table
from dxkpi.web.common.language import _
from dxkpi.web.common.view import View
from dxkpi.web.department.own_parts import own_judgements, own_measures


def show_decisions(view: View, department: str | None) -> None:
    """The table, the latest first, and the form for whoever may write; nothing where there
    is neither.
    """
    decisions = view.kept(_own_decisions, department)
    show_decision_table(
        view, decisions, _("Decided by the headquarters"), with_subjects=True
    )
    offer_decision_form(view, WHOLE_PLAN, [each.decision for each in decisions])


def _own_decisions(view: View, department: str | None) -> tuple[FollowedDecision, ...]:
    own = [
        FollowedDecision(decision)
        for decision in view.plan.decisions
        if _is_own(view, department, decision)
    ]
    return tuple(sorted(own, key=lambda each: -each.decision.fiscal_year))


def _is_own(view: View, department: str | None, decision: Decision) -> bool:
    """Whether it is about something of the 課's, or the 課 carries it out."""
    if department is None:
        return True
    if view.register.is_asked(department, departments_of_decision(view.plan, decision)):
        return True
    codes = {
        indicator.code
        for judgement in own_judgements(view, department)
        for indicator in (judgement.indicator, *judgement.indicator.part_indicators)
    }
    numbers = {measure.number for measure in own_measures(view, department)}
    return decision.indicator in codes or decision.measure in numbers

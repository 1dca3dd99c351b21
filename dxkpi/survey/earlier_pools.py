"""Groups that were pooled in an earlier registration stay pooled in a later one.

防災課 and 監査課 were pooled with 9 answers; one late answer makes both large enough to be
shown. The pool of before, subtracted from the two of now, would tell the late answer, and
what each of the two answered before. So a pool stays while fewer than the smallest number
of answers differ in it, and longer where those that differ are nearly of one mind: it comes
apart once as many positive answers differ, and as many that are not.
"""

from collections.abc import Iterable, Sequence

from dxkpi.findings import FactList, Finding, make_finding
from dxkpi.plan import Indicator, Plan, Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind, folded_answer
from dxkpi.plan.survey_versions import differ_by_few, without_groups
from dxkpi.survey.course import surveys_by_year
from dxkpi.survey.small_groups import join_groups, pool_small_groups

_BETWEEN_NAMES = "・"
_MOST_NAMES = 8


def keep_earlier_pools(
    survey: Survey, earlier: Iterable[Survey], smallest: int
) -> Survey:
    """The survey with those groups together that were together in an earlier one."""
    groups = survey.groups_by_kind
    for other in earlier:
        groups = {
            kind: _with_pools_of(groups[kind], other.groups(kind), smallest)
            for kind in GroupKind
        }
    return survey.with_groups(groups)


def earlier_versions(
    indicator: Indicator, fiscal_year: int, survey: Survey, smallest: int
) -> list[Survey]:
    """The surveys on record that a new one of a year may be a later state of.

    That of the year, and of other years those with nearly the same counts: the same
    survey may have been registered in the wrong year.
    """
    versions = []
    for year, other in surveys_by_year(indicator).items():
        has_same_counts = without_groups(other) == without_groups(survey)
        is_near = has_same_counts or differ_by_few(other, survey, smallest)
        if year == fiscal_year or is_near:
            versions.append(other)
    return versions


def findings_of_kept_pools(
    counted: Survey, kept: Survey, smallest: int
) -> list[Finding]:
    """What is told of each group that is together only because it was before."""
    findings = []
    for kind, groups in kept.groups_by_kind.items():
        before = {group.names for group in counted.groups(kind)}
        for group in groups:
            if group.is_pool and group.names not in before:
                names = FactList.first_of(group.names, _MOST_NAMES)
                findings.append(
                    make_finding("survey_pool_kept", names=names, smallest=smallest)
                )
    return findings


def plan_with_earlier_pools(plan: Plan, stored: Plan | None, smallest: int) -> Plan:
    """The plan with the groups of its surveys as they are pooled in the stored one.

    It is the very same plan where nothing was taken apart.
    """
    if stored is None:
        return plan
    for indicator in plan.measured_indicators:
        if not any(actual.survey for actual in indicator.actuals):
            continue
        before = stored.indicator(indicator.code)
        surveys = surveys_by_year(before) if before else {}
        for actual in indicator.actuals:
            earlier = surveys.get(actual.fiscal_year)
            if actual.survey is None or earlier is None:
                continue
            kept = keep_earlier_pools(actual.survey, [earlier], smallest)
            if kept != actual.survey:
                new = actual.model_copy(update={"survey": kept})
                plan = plan.with_actuals({indicator.code: new})
    return plan


def _with_pools_of(
    groups: Sequence[SurveyGroup], earlier: Sequence[SurveyGroup], smallest: int
) -> tuple[SurveyGroup, ...]:
    """The groups, those together that an earlier table pooled and that may not come apart."""
    kept = tuple(groups)
    for before in earlier:
        names = _member_names(before)
        members = [group for group in kept if names & _member_names(group)]
        is_taken_apart = len(names) > 1 and len(members) > 1
        if is_taken_apart and not _may_come_apart(before, members, smallest):
            others = [group for group in kept if group not in members]
            kept = (*others, join_groups(members))
    return pool_small_groups(kept, smallest)


def _may_come_apart(
    before: SurveyGroup, members: Sequence[SurveyGroup], smallest: int
) -> bool:
    """Whether what differs in a pool is a crowd of each mind, so that it hides both."""
    answers = sum(group.answers for group in members) - before.answers
    positive = sum(group.positive for group in members) - before.positive
    not_positive = answers - positive
    return min(abs(positive), abs(not_positive)) >= smallest


def _member_names(group: SurveyGroup) -> set[str]:
    """The groups in a group, however they are spelt.

    A name may itself be put together: 会計課・監査課 in the sheet of totals.
    """
    names: set[str] = set()
    for name in group.names:
        names.update(folded_answer(part) for part in name.split(_BETWEEN_NAMES))
    return names

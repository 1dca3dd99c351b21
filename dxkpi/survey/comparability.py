"""What is told where a survey takes the place of another of the same year."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from dxkpi.findings import Fact, FactList, Finding, FiscalYear, make_finding
from dxkpi.plan import Survey
from dxkpi.plan.staff_survey import NOT_STATED, GroupKind

_MOST_NAMES = 8
_KINDS = (GroupKind.POSITION, GroupKind.AGE, GroupKind.DEPARTMENT)


class InvitedStaff(StrEnum):
    """The numbers of staff invited that a survey may lose."""

    BY_DEPARTMENT = "invited_by_department"
    IN_ALL = "invited_in_all"


def replacement_findings(
    before: Survey | None, now: Survey, fiscal_year: int
) -> Iterator[Finding]:
    """What is told where a survey takes the place of another of the same year."""
    if before is None:
        return
    if has_other_counts(before, now):
        yield make_finding("survey_again", year=FiscalYear(fiscal_year, era_only=True))
    lost = tuple(lost_parts(before, now))
    if lost:
        yield make_finding("survey_parts_gone", what=FactList(lost))


def has_other_counts(before: Survey, now: Survey) -> bool:
    """Whether somebody who has both surveys could subtract one from the other."""
    return _counts(before) != _counts(now)


def _counts(survey: Survey) -> tuple[object, ...]:
    """All counts of a survey, whatever the order of its groups."""
    counts_by_kind = [
        {frozenset(group.names): (group.answers, group.positive) for group in groups}
        for groups in survey.groups_by_kind.values()
    ]
    return survey.tally, survey.excluded, survey.blanks, *counts_by_kind


def lost_parts(before: Survey, now: Survey) -> Iterator[Fact]:
    """What `before` has and `now` has not: kinds of groups, names of groups, numbers of staff."""
    for kind in _KINDS:
        lost = _lost_groups(before.names_of(kind), now.names_of(kind), kind)
        if lost is not None:
            yield lost
    if not _names_with_staff(before) <= _names_with_staff(now):
        yield InvitedStaff.BY_DEPARTMENT
    if before.invited is not None and now.invited is None:
        yield InvitedStaff.IN_ALL


def _lost_groups(
    names_before: Sequence[str], names_now: Sequence[str], kind: GroupKind
) -> Fact | None:
    """The kind where all its groups are gone, else the names of those that are."""
    if not names_before:
        return None
    if not names_now:
        return kind
    still_there = {*names_now, NOT_STATED}
    gone = [name for name in names_before if name not in still_there]
    if not gone:
        return None
    return FactList.first_of(gone, _MOST_NAMES)


def _names_with_staff(survey: Survey) -> set[str]:
    """The 課 of which it is known how many were invited."""
    names: set[str] = set()
    for group in survey.departments:
        if group.invited is not None:
            names.update(group.names)
    return names

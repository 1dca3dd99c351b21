"""What is told where a survey takes the place of another of the same year."""

from dxkpi.findings import FactList, FiscalYear
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.survey.comparability import InvitedStaff, lost_parts, replacement_findings
from tests.support.surveys import survey, survey_group, survey_of_departments

DEPARTMENTS = (survey_group("市民課", 20, 10), survey_group("会計課", 9, 4, "監査課"))
BEFORE = survey_of_departments(*DEPARTMENTS)


def test_the_same_counts_in_another_order_are_no_other_counts() -> None:
    again = survey_of_departments(*reversed(DEPARTMENTS))
    assert not list(replacement_findings(BEFORE, again, 2026))
    assert not list(replacement_findings(None, again, 2026))


def test_other_counts_are_told_with_their_year() -> None:
    now = survey_of_departments(survey_group("市民課", 20, 11), DEPARTMENTS[1])
    [told] = replacement_findings(BEFORE, now, 2026)
    assert told.code == "survey_again"
    assert told.facts == {"year": FiscalYear(2026, era_only=True)}


def test_kinds_of_groups_and_names_that_are_lost_are_told() -> None:
    positions = (survey_group("主任級", 29, 14),)
    before = BEFORE.model_copy(update={"positions": positions})
    now = survey_of_departments(survey_group("市民課", 29, 14))
    assert list(lost_parts(before, now)) == [
        GroupKind.POSITION,
        FactList(("会計課", "監査課")),
    ]
    assert list(lost_parts(before, survey(29, 14, None))) == [
        GroupKind.POSITION,
        GroupKind.DEPARTMENT,
    ]


def test_numbers_of_staff_that_are_lost_are_told() -> None:
    counted = DEPARTMENTS[0].model_copy(update={"invited": 30})
    before = BEFORE.model_copy(
        update={"departments": (counted, DEPARTMENTS[1]), "invited": 60}
    )
    assert list(lost_parts(before, BEFORE)) == [
        InvitedStaff.BY_DEPARTMENT,
        InvitedStaff.IN_ALL,
    ]
    assert not list(lost_parts(BEFORE, before))

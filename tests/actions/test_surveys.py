"""A survey counted for a city: what is told of its year, its day and the counts on record."""

from datetime import date
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.plan import Plan, SharedIndicator
from dxkpi.store import ChangedInStore, Store, writing
from tests.support import answered
from tests.support.checking import english_text
from tests.support.registered_surveys import (
    HELD,
    TODAY,
    YEAR,
    code_of,
    counted,
    entry,
    method_of,
    plan_of,
    registered,
    sheet,
)
from tests.support.returned import person
from tests.support.several_plans import beside, linked
from tests.support.shipped_cities import key_of


def test_other_groups_than_those_on_record_are_warned_of_because_the_two_could_be_subtracted(
    store: Store, city: str
) -> None:
    def codes(found: actions.ExaminedSurvey) -> set[str]:
        return {one.code for one in found.counted.findings}

    assert "survey_again" not in codes(counted(store, city))
    registered(store, city)
    assert "survey_again" not in codes(counted(store, city))
    again = counted(store, city, renamed={"会計課": "市民課"}, invited_by_department=())
    assert again.checked is not None
    assert "survey_again" in codes(again)


def test_a_survey_counted_again_without_the_staff_of_its_sections_says_that_they_go(
    store: Store, city: str
) -> None:
    registered(store, city)
    assert "survey_parts_gone" not in {
        one.code for one in counted(store, city).counted.findings
    }
    again = counted(store, city, invited_by_department=(), age=None)
    (gone,) = [one for one in again.counted.findings if one.code == "survey_parts_gone"]
    assert english_text(gone).endswith("By age, Staff asked in each section")


@pytest.mark.parametrize(
    ("year", "code", "taken"),
    [(2008, "survey_year_outside", True), (2028, "survey_year_to_come", False)],
)
def test_a_year_outside_the_plan_is_told_and_one_to_come_is_refused(
    store: Store, city: str, year: int, code: str, taken: bool
) -> None:
    given = sheet()
    found = actions.count_answers(
        store, key_of(city), year, TODAY, given, method_of(given), None
    )
    assert code in {one.code for one in found.counted.findings}
    assert (found.checked is not None) is taken


def test_other_counts_without_any_group_are_warned_of_too(
    store: Store, city: str
) -> None:
    alone: dict[str, Any] = {"department": None, "position": None, "age": None}
    first = counted(store, city, **alone)
    actions.register_survey(store, actions.RegisterSurvey(first), person("佐藤"))
    rows = answered.but(answered.answers(), 4, choice=answered.NOT)
    again = counted(store, city, rows, **alone)
    assert "survey_again" in {one.code for one in again.counted.findings}


def test_counting_a_year_again_keeps_its_month_and_drops_texts_that_are_no_longer_true(
    store: Store, city: str
) -> None:
    registered(store, city)
    first, code = entry(store, city), code_of(store, city)
    assert first is not None
    texts = {"note": "332人のうち212人が回答した。", "countermeasure": "督促する。"}
    noted = first.model_copy(update=texts)
    writing.save_plans(
        store,
        [plan_of(store, city).with_actuals({code: noted})],
        "secretariat",
        "plan.yaml",
    )
    same = counted(store, city)
    assert same.actual is not None
    assert same.actual == noted
    given = sheet(answered.answers()[:150])
    found = actions.count_answers(
        store, key_of(city), YEAR, TODAY, given, method_of(given), None
    )
    assert found.actual is not None
    written = (found.actual.note, found.actual.countermeasure)
    assert (*written, found.actual.as_of) == (None, None, HELD)
    dropped = [
        one for one in found.counted.findings if one.code == "survey_note_dropped"
    ]
    assert len(dropped) == 2
    assert "332人のうち212人が回答した。" in english_text(dropped[0])
    assert "督促する。" in english_text(dropped[1])


@pytest.mark.parametrize(
    ("held", "taken"), [("2027-02-19", True), ("2027-02-20", False), ("2027-03", False)]
)
def test_a_survey_cannot_have_been_held_after_today(
    store: Store, city: str, held: str, taken: bool
) -> None:
    given = sheet()
    found = actions.count_answers(
        store, key_of(city), YEAR, date(2027, 2, 19), given, method_of(given), held
    )
    codes = {one.code for one in found.counted.findings}
    assert (found.checked is not None, "survey_still_to_come" not in codes) == (
        taken,
        taken,
    )
    assert ("year_not_over" in codes) is taken, "the year ends in March"


def test_a_survey_says_what_it_changes_as_a_return_does(
    store: Store, city: str
) -> None:
    found = counted(store, city)
    assert found.checked is not None
    assert {change.field for change in found.checked.changes} == {
        "value",
        "as_of",
        "survey",
    }
    assert "year_not_over" not in {one.code for one in found.counted.findings}


def test_a_survey_that_was_counted_before_somebody_else_registered_is_refused(
    store: Store, city: str
) -> None:
    early = counted(store, city)
    registered(store, city, answered.answers()[:150])
    with pytest.raises(ChangedInStore):
        actions.register_survey(store, actions.RegisterSurvey(early), person("鈴木"))


def test_the_survey_of_a_rate_that_is_entered_in_another_plan_is_refused(
    store: Store, sample_plan: Plan
) -> None:
    rate = sample_plan.realisation
    assert rate is not None
    shared = SharedIndicator(plan=sample_plan.about.id, code=rate.code)
    plan = linked(beside(sample_plan, "strategy-2025"), rate.code, shares=shared)
    writing.save_plans(store, [plan], "tester", "plans")
    answers = sheet()
    counted = actions.count_answers(
        store, plan.key, YEAR, TODAY, answers, method_of(answers), HELD
    )
    assert [one.code for one in counted.counted.findings] == ["survey_shared"]
    assert (counted.counted.survey, counted.checked) == (None, None)

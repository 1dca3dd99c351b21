"""What a superseded survey leaves in the store: nothing that tells by subtraction."""

import json
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from dxkpi import actions
from dxkpi.plan import Actual, Plan, Survey, SurveyGroup
from dxkpi.rules.survey_margin import positive_rate
from dxkpi.store import HistoryStep, Store, writing
from dxkpi.store.engine import read_connection
from dxkpi.text.rounding import round_half_up
from tests.support import answered, databases
from tests.support.registered_surveys import (
    YEAR,
    code_of,
    counted,
    entry,
    plan_of,
    registered,
)
from tests.support.returned import person
from tests.support.shipped_cities import key_of
from tests.support.stored import register_figures

POOLED = ("防災課", "監査課")


def survey_of(
    yes: int, no: int, *departments: tuple[tuple[str, ...], int, int]
) -> Survey:
    """A survey with so many answers of each choice, and its departments."""
    groups = tuple(
        SurveyGroup(names=names, answers=answers, positive=positive)
        for names, answers, positive in departments
    )
    return Survey(
        question="実感しますか",
        tally={"思う": yes, "思わない": no},
        counted=("思う",),
        departments=groups,
    )


FIRST = survey_of(48, 56, (("市民課",), 95, 44), (POOLED, 9, 4))
LATE = survey_of(
    48, 57, (("市民課",), 95, 44), (("防災課",), 5, 2), (("監査課",), 5, 2)
)
OTHER = survey_of(70, 90, (("市民課",), 140, 60), (POOLED, 20, 10))


def stored(store: Store, city: str, survey: Survey, year: int = YEAR) -> None:
    """Put a survey on record with its rate, as loading a plan does."""
    rate = round_half_up(positive_rate(survey), 1)
    actual = Actual(fiscal_year=year, value=rate, survey=survey)
    plan = plan_of(store, city).with_actuals({code_of(store, city): actual})
    writing.save_plans(store, [plan], "佐藤", "plan.yaml")


def kept_surveys(store: Store) -> list[dict[str, Any]]:
    """Every survey in the database that was superseded."""
    query = "select survey from figure where superseded_in is not null"
    with read_connection(store.engine) as connection:
        rows = [row.survey for row in connection.execute(text(query))]
    found = [json.loads(row) if isinstance(row, str) else row for row in rows]
    return [survey for survey in found if survey]


def own_steps(store: Store, city: str, year: int = YEAR) -> list[HistoryStep]:
    steps = store.history(key_of(city), code_of(store, city))
    return [step for step in steps if step.fiscal_year == year]


def test_one_late_answer_leaves_nothing_of_the_counts_before(
    store: Store, city: str
) -> None:
    stored(store, city, FIRST)
    stored(store, city, LATE)
    assert kept_surveys(store) == []
    last = own_steps(store, city)[-1]
    assert last.before is not None
    assert last.after is not None
    assert (last.before.value, last.before.survey, last.before.withheld) == (
        None,
        None,
        True,
    )
    assert (last.after.value, last.after.survey) == (Decimal("45.7"), LATE)


def test_counts_that_differ_by_a_crowd_stay_without_their_groups(
    store: Store, city: str
) -> None:
    stored(store, city, FIRST)
    stored(store, city, OTHER)
    [kept] = kept_surveys(store)
    assert (kept["tally"], kept["departments"]) == ({"思う": 48, "思わない": 56}, [])
    last = own_steps(store, city)[-1]
    assert last.before is not None
    assert last.before.value == Decimal("46.2")


def test_what_came_before_two_versions_is_compared_with_the_last(
    store: Store, city: str
) -> None:
    for survey in (FIRST, OTHER, LATE):
        stored(store, city, survey)
    assert [kept["tally"] for kept in kept_surveys(store)] == [
        {"思う": 70, "思わない": 90}
    ]
    assert own_steps(store, city)[1].before == own_steps(store, city)[0].after
    assert own_steps(store, city)[0].new is None


def test_a_survey_registered_in_the_wrong_year_leaves_nothing_there(
    store: Store, city: str
) -> None:
    stored(store, city, FIRST, YEAR - 1)
    stored(store, city, LATE)
    bare = plan_of(store, city)
    indicator = bare.realisation
    assert indicator is not None
    actuals = tuple(a for a in indicator.actuals if a.fiscal_year != YEAR - 1)
    corrected = indicator.model_copy(update={"actuals": actuals})
    others = [one for one in bare.indicators if one.code != indicator.code]
    plan = bare.model_copy(update={"indicators": (*others, corrected)})
    writing.save_plans(store, [plan], "佐藤", "plan.yaml")
    tallies = [kept["tally"] for kept in kept_surveys(store)]
    assert {"思う": 48, "思わない": 56} not in tallies
    assert own_steps(store, city, YEAR - 1)[-1].old is None


def test_a_withheld_figure_does_not_come_back(store: Store, city: str) -> None:
    registered(store, city)
    late = [*answered.answers(), {**answered.answers()[-1], answered.NUMBER: "late"}]
    second = registered(store, city, late)
    back = store.preview_withdrawal(second)[0].back
    assert back is None
    writing.withdraw_return(store, second, "佐藤", "誤り")
    assert entry(store, city) is None
    assert len(kept_surveys(store)) == 1
    registered(store, city)
    assert kept_surveys(store) == []


def test_another_figure_of_an_indicator_without_a_survey_stays(
    store: Store, city: str, sample_plan: Plan
) -> None:
    for value in ("1.0", "2.0"):
        actual = Actual(fiscal_year=2025, value=Decimal(value))
        plan = plan_of(store, city).with_actuals({"K01": actual})
        writing.save_plans(store, [plan], "佐藤", "plan.yaml")
    steps = [s for s in store.history(key_of(city), "K01") if s.fiscal_year == 2025]
    assert steps[-1].old == Decimal("1.0")


def test_an_older_store_loses_what_it_tells_when_it_is_upgraded(
    store: Store, city: str
) -> None:
    stored(store, city, FIRST)
    stored(store, city, OTHER)
    databases.lower(store, "0005")
    with store.engine.begin() as connection:
        kept = json.dumps(FIRST.model_dump(mode="json"))
        connection.execute(
            text(
                "update figure set survey = :kept where superseded_in is not null"
                " and survey is not null"
            ),
            {"kept": kept},
        )
    store.migrate()
    assert store.level().current
    [survey] = kept_surveys(store)
    assert survey["departments"] == []


@pytest.mark.parametrize("stores", ["sqlite"], indirect=True)
def test_what_is_removed_is_not_in_the_file_any_more(store: Store, city: str) -> None:
    stored(store, city, FIRST)
    assert "監査課".encode() in file_bytes(store) or escaped("監査課") in file_bytes(
        store
    )
    stored(store, city, survey_of(48, 57, (("市民課",), 105, 48)))
    assert "監査課".encode() not in file_bytes(store)
    assert escaped("防災課") + b'", "' + escaped("監査課") not in file_bytes(store)


def escaped(name: str) -> bytes:
    return json.dumps(name).strip('"').encode()


def file_bytes(store: Store) -> bytes:
    path = databases.sqlite_path(store.url)
    files = sorted(path.parent.glob(f"{path.name}*"))
    return b"".join(file.read_bytes() for file in files)


# Groups that were pooled


def rows_of(*groups: tuple[str, int, int]) -> list[dict[str, str]]:
    """Answers: of each department so many, and so many of them positive."""
    pattern = answered.answers()[0]
    rows = []
    for name, answers, positive in groups:
        for n in range(answers):
            choice = answered.AGREE if n < positive else answered.NOT
            rows.append(
                {
                    **pattern,
                    answered.NUMBER: f"{name}{n}",
                    answered.SECTION: name,
                    answered.QUESTION: choice,
                }
            )
    return rows


BEFORE = (("市民課", 60, 30), ("福祉課", 35, 14), ("防災課", 4, 2), ("監査課", 5, 2))
ONE_LATE = (*BEFORE[:2], ("防災課", 5, 2), ("監査課", 5, 2))
MANY_LATE = (*BEFORE[:2], ("防災課", 12, 6), ("監査課", 14, 7))


def examined(store: Store, city: str, *groups: tuple[str, int, int]) -> Any:
    return counted(store, city, rows_of(*groups), invited_by_department=())


def put_on_record(store: Store, city: str, *groups: tuple[str, int, int]) -> None:
    command = actions.RegisterSurvey(examined(store, city, *groups))
    actions.register_survey(store, command, person("佐藤"))


def departments_now(store: Store, city: str) -> set[tuple[str, ...]]:
    now = entry(store, city)
    assert now is not None
    assert now.survey is not None
    return {tuple(sorted(group.names)) for group in now.survey.departments}


@pytest.mark.parametrize(("later", "are_apart"), [(ONE_LATE, False), (MANY_LATE, True)])
def test_what_was_pooled_stays_pooled_while_few_answers_differ(
    store: Store, city: str, later: tuple[tuple[str, int, int], ...], are_apart: bool
) -> None:
    put_on_record(store, city, *BEFORE)
    pool = tuple(sorted(POOLED))
    assert pool in departments_now(store, city)
    found = examined(store, city, *later)
    codes = [finding.code for finding in found.counted.findings]
    assert ("survey_pool_kept" in codes) is not are_apart
    put_on_record(store, city, *later)
    assert (pool in departments_now(store, city)) is not are_apart


def test_loading_a_plan_takes_no_pool_apart(store: Store, city: str) -> None:
    stored(store, city, FIRST)
    late = Actual(fiscal_year=YEAR, value=Decimal("45.7"), survey=LATE)
    plan = plan_of(store, city).with_actuals({code_of(store, city): late})
    command = actions.LoadPlans((plan,), "plan.yaml")
    actions.load_plans(store, command, person("佐藤"))
    pool = tuple(sorted(POOLED))
    assert departments_now(store, city) == {("市民課",), pool}
    assert actions.load_plans(store, command, person("佐藤")) is None


# The workbooks that the totals came with


def surveyed(survey: Survey, note: str | None = None) -> Actual:
    rate = round_half_up(positive_rate(survey), 1)
    return Actual(fiscal_year=YEAR, value=rate, note=note, survey=survey)


def test_the_workbook_of_totals_is_not_kept_once_others_stand(
    store: Store, city: str
) -> None:
    code = code_of(store, city)
    first = register_figures(store, city, {code: surveyed(FIRST), "K01": 5})
    noted = register_figures(store, city, {code: surveyed(FIRST, "速報")})
    assert store.is_original_kept(first.number)
    second = register_figures(store, city, {code: surveyed(OTHER)})
    kept = [store.is_original_kept(made.number) for made in (first, noted, second)]
    assert kept == [False, True, True]
    receipt = store.submission(first.number)
    assert receipt is not None
    assert (receipt.file, receipt.sha256) == (first.file, first.sha256)


def test_a_workbook_without_totals_stays(store: Store, city: str) -> None:
    code = code_of(store, city)
    typed = Actual(fiscal_year=YEAR, value=Decimal("60.0"))
    first = register_figures(store, city, {code: typed})
    register_figures(store, city, {code: surveyed(FIRST)})
    register_figures(store, city, {code: surveyed(OTHER)})
    assert store.is_original_kept(first.number)


def test_a_withdrawn_workbook_of_totals_goes_with_the_next_survey(
    store: Store, city: str
) -> None:
    code = code_of(store, city)
    first = register_figures(store, city, {code: surveyed(FIRST)})
    writing.withdraw_return(store, first.number, "佐藤", "誤り")
    assert store.is_original_kept(first.number)
    register_figures(store, city, {code: surveyed(LATE)})
    assert not store.is_original_kept(first.number)

"""The counts of a survey in the store, on real SQLite and real PostgreSQL: kept with their figure, put back, never lost."""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from typer.testing import CliRunner

from dxkpi.cli.commands import application
from dxkpi.plan import Actual, Plan, Survey, changes_between, document, document_writing
from dxkpi.plan.survey_versions import without_groups
from dxkpi.returns import FilledForm, FilledRow, FormColumn, ReturnForm, WrittenCell
from dxkpi.returns.checking import check_return
from dxkpi.returns.status import SURVEYED
from dxkpi.settings import settings as own_settings
from dxkpi.store import Store, writing
from tests.support import answered, databases
from tests.support.checking import english_text
from tests.support.plan_strategies import of_survey, surveys
from tests.support.registered_surveys import (
    HELD,
    YEAR,
    code_of,
    entry,
    plan_of,
    registered,
    steps,
)
from tests.support.returned import put_on_record
from tests.support.shipped_cities import key_of

# Registered


def test_a_survey_is_on_record_with_its_figure_and_its_receipt(
    store: Store, city: str
) -> None:
    number = registered(store, city)
    kept = entry(store, city)
    assert kept is not None
    assert kept.survey is not None
    assert (str(kept.value), kept.as_of) == ("71.7", HELD)
    assert (kept.survey.answers, kept.survey.positive, kept.survey.invited) == (
        212,
        152,
        332,
    )
    assert ("防災課", "会計課") in [one.names for one in kept.survey.departments]
    made = store.submission(number)
    assert made is not None
    assert (made.source, made.file, made.sha256, made.who) == (
        SURVEYED,
        None,
        None,
        "佐藤",
    )
    assert store.original(number) is None
    assert steps(store, city) == [(SURVEYED, None, Decimal("71.7"))]


def test_a_second_hand_on_the_store_reads_the_same_survey(
    store: Store, city: str
) -> None:
    registered(store, city)
    other = Store(store.url)
    assert other.plan(key_of(city)) == plan_of(store, city)
    assert repr(other.plan(key_of(city))) == repr(plan_of(store, city))
    other.close()


def test_the_same_answers_again_change_nothing(store: Store, city: str) -> None:
    registered(store, city)
    before = plan_of(store, city)
    made = store.submission(registered(store, city))
    assert made is not None
    assert made.figures == 0
    assert plan_of(store, city) == before
    assert len(steps(store, city)) == 1


def test_other_counts_behind_the_same_figure_are_a_step_of_its_history(
    store: Store, city: str
) -> None:
    registered(store, city)
    rows = answered.answers()
    swapped = [
        {**row, answered.QUESTION: answered.RATHER}
        if row[answered.QUESTION] == answered.AGREE
        else row
        for row in rows
    ]
    registered(store, city, swapped)
    assert [new for _source, _old, new in steps(store, city)] == [
        Decimal("71.7"),
        Decimal("71.7"),
    ]
    last = store.history(key_of(city), code_of(store, city))[-1]
    assert last.before is not None
    assert last.after is not None
    assert last.before.survey != last.after.survey
    kept = entry(store, city)
    assert kept is not None
    assert kept.survey is not None
    assert kept.survey.tally[answered.RATHER] == 152


def test_nothing_of_a_person_is_anywhere_in_the_file_of_the_store(
    tmp_path: Path, sample_plan: Plan, city: str
) -> None:
    path = tmp_path / "kept.sqlite3"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    writing.save_plans(store, [sample_plan], "secretariat", "plan.yaml")
    registered(store, city)
    store.close()
    kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert (
        answered.QUESTION.encode() in kept
        or json.dumps(answered.QUESTION).encode() in kept
    )
    assert answered.SECRET.encode() not in kept
    assert json.dumps(answered.SECRET).strip('"').encode() not in kept
    assert not [
        row
        for row in answered.answers()
        if f'"{row[answered.NUMBER]}"'.encode() in kept
    ]
    assert b'"answers": 3,' not in kept


# Withdrawn


def test_a_withdrawn_survey_leaves_no_figure_where_there_was_none(
    store: Store, city: str
) -> None:
    number = registered(store, city)
    writing.withdraw_return(store, number, "佐藤", "集計のやり直し")
    assert entry(store, city) is None
    assert [new for _source, _old, new in steps(store, city)] == [Decimal("71.7"), None]


def test_withdrawing_puts_back_the_figure_with_the_counts_of_the_whole(
    store: Store, city: str
) -> None:
    registered(store, city)
    before = entry(store, city)
    second = registered(store, city, answered.answers()[:150])
    changed = entry(store, city)
    assert changed is not None
    assert before is not None
    assert changed.survey != before.survey
    writing.withdraw_return(store, second, "佐藤", "集計のやり直し")
    assert before.survey is not None
    counts = without_groups(before.survey)
    expected = before.model_copy(update={"survey": counts})
    assert repr(entry(store, city)) == repr(expected)


def test_withdrawing_puts_back_a_figure_that_had_no_survey(
    store: Store, city: str
) -> None:
    code = code_of(store, city)
    typed = Actual(fiscal_year=YEAR, value=Decimal("70.0"), note="速報")
    writing.save_plans(
        store,
        [plan_of(store, city).with_actuals({code: typed})],
        "secretariat",
        "plan.yaml",
    )
    number = registered(store, city)
    kept = entry(store, city)
    assert kept is not None
    assert (kept.note, kept.survey is not None) == (None, True)
    writing.withdraw_return(store, number, "佐藤", "集計のやり直し")
    assert repr(entry(store, city)) == repr(typed)


# Beside the yearly return


def returned(store: Store, city: str, value: float, note: str | None = None) -> Any:
    """The yearly return of a figure, as it is checked against what is stored."""
    code = code_of(store, city)
    form = ReturnForm(plan_of(store, city), YEAR, None, store.revision().number, YEAR)
    cells = {FormColumn.VALUE: WrittenCell("実績", "J30", value)} | (
        {FormColumn.NOTE: WrittenCell("実績", "M30", note)} if note else {}
    )
    return check_return(form, FilledForm(rows=(FilledRow(code, cells),)))


def test_a_return_that_repeats_the_figure_keeps_its_survey(
    store: Store, city: str
) -> None:
    registered(store, city)
    before = entry(store, city)
    answer = returned(store, city, 71.7)
    assert "survey_dropped" not in {one.code for one in answer.findings}
    put_on_record(store, answer, "人事 田中", "様式.xlsx", b"PK")
    assert repr(entry(store, city)) == repr(before)


def test_a_return_that_adds_a_note_keeps_the_survey(store: Store, city: str) -> None:
    registered(store, city)
    put_on_record(
        store,
        returned(store, city, 71.7, "三月に実施"),
        "人事 田中",
        "様式.xlsx",
        b"PK",
    )
    kept = entry(store, city)
    assert kept is not None
    assert kept.note == "三月に実施"
    assert kept.survey is not None


def test_a_return_of_another_figure_says_that_the_counts_go(
    store: Store, city: str
) -> None:
    registered(store, city)
    answer = returned(store, city, 72.5)
    [told] = [one for one in answer.findings if one.code == "survey_dropped"]
    assert "71.7%" in english_text(told)
    put_on_record(store, answer, "人事 田中", "様式.xlsx", b"PK")
    kept = entry(store, city)
    assert kept is not None
    assert (kept.value, kept.survey) == (Decimal("72.5"), None)


# Plan documents


def without_surveys(plan: Plan) -> Plan:
    indicators = tuple(
        one.model_copy(
            update={
                "actuals": tuple(
                    a.model_copy(update={"survey": None}) for a in one.actuals
                )
            }
        )
        for one in plan.indicators
    )
    return plan.model_copy(update={"indicators": indicators})


def test_a_document_without_the_survey_would_lose_it(sample_plan: Plan) -> None:
    lost = [
        change
        for change in changes_between(sample_plan, without_surveys(sample_plan))
        if change.loses_actual
    ]
    assert {change.path[-1] for change in lost} == {"survey"}
    assert len(lost) == 5
    assert not [
        change
        for change in changes_between(without_surveys(sample_plan), sample_plan)
        if change.loses_actual
    ]


def test_a_document_without_the_survey_is_not_loaded_unless_that_is_meant(
    store: Store, city: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(store, city)
    before = plan_of(store, city)
    monkeypatch.setenv("DXKPI_DATABASE_URL", store.url)
    own_settings.cache_clear()
    poor = tmp_path / "plan.yaml"
    poor.write_text(
        document_writing.plan_as_yaml(without_surveys(before)), encoding="utf-8"
    )
    refused = CliRunner().invoke(application(), ["load", str(poor)])
    assert refused.exit_code != 0
    assert "6 actuals that the files do not" in " ".join(refused.output.split())
    assert plan_of(store, city) == before
    assert (
        CliRunner()
        .invoke(application(), ["load", str(poor), "--remove-actuals"])
        .exit_code
        == 0
    )
    own_settings.cache_clear()
    again = Store(store.url)
    assert again.plan(key_of(city)) == without_surveys(before)
    again.close()


def test_other_counts_in_a_document_are_told_by_what_they_come_to_and_nothing_of_their_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample_plan: Plan
) -> None:
    monkeypatch.setenv("DXKPI_DATABASE_URL", databases.sqlite(tmp_path))
    own_settings.cache_clear()
    lead = sample_plan.realisation
    assert lead is not None
    last = lead.actuals[-1]
    assert last.survey is not None
    changed = last.model_copy(
        update={
            "survey": last.survey.model_copy(update={"blanks": last.survey.blanks + 1})
        }
    )
    for entry_ in (last, changed):
        plan = sample_plan.with_actuals({lead.code: entry_})
        (tmp_path / "plan.yaml").write_text(
            document_writing.plan_as_yaml(plan), encoding="utf-8"
        )
        told = CliRunner().invoke(
            application(), ["load", str(tmp_path / "plan.yaml")], catch_exceptions=False
        )
    own_settings.cache_clear()
    counts = f"{last.survey.positive} / {last.survey.answers}"
    assert f": {counts} → {counts}" in told.output


def test_an_export_is_loaded_again_with_its_surveys(
    store: Store, city: str, sample_plan: Plan
) -> None:
    registered(store, city)
    kept = plan_of(store, city)
    for written in (
        document_writing.plan_as_yaml(kept),
        document_writing.plan_as_json(kept),
    ):
        assert document.parse_plan(written) == kept
        assert (
            writing.save_plans(
                store, [document.parse_plan(written)], "secretariat", "plan.yaml"
            )
            is None
        )


@pytest.fixture(scope="module")
def generated(sqlite_stores: databases.Prepared, sample_plan: Plan) -> Iterator[Store]:
    store = Store(sqlite_stores.store([sample_plan]))
    yield store
    store.close()


@given(surveys())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_survey_comes_back_from_the_store(
    generated: Store, sample_plan: Plan, survey: Survey
) -> None:
    indicator, code = sample_plan.realisation, sample_plan.municipality.code
    assert indicator is not None
    plan = sample_plan.with_actuals(
        {indicator.code: Actual(fiscal_year=YEAR, **of_survey(survey))}
    )
    writing.save_plans(generated, [plan], "tester", "test")
    assert plan_of(generated, code) == plan
    kept = entry(generated, code)
    assert kept is not None
    assert repr(kept.survey) == repr(survey)


# Older stores


def test_a_store_before_surveys_is_upgraded_and_takes_them(
    store: Store, city: str
) -> None:
    before = databases.of_the_first_level(plan_of(store, city))
    writing.save_plans(store, [before], "secretariat", "plan.yaml")
    databases.lower(store, "0003")
    store.migrate()
    assert store.level().current
    assert plan_of(store, city) == before
    registered(store, city)
    kept = entry(store, city)
    assert kept is not None
    assert kept.survey is not None

"""Figures and progress typed without a file."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.plan import Actual, BarState, Missing, Plan, Progress
from dxkpi.plan.publication import Publication
from dxkpi.returns import FilledRow, FormColumn, WrittenCell
from dxkpi.settings import settings
from dxkpi.store import Store
from dxkpi.web.common.view import make_once
from tests.support.apptest import Open, save
from tests.support.returned import person
from tests.support.shipped_cities import key_of
from tests.support.stored import plan_with_actual, plan_with_indicator
from tests.support.upload_page import (
    CITY,
    DEPARTMENT,
    TODAY,
    YEAR,
    page_text,
    press_button,
    pressable_buttons,
    recorded_actual,
    recorded_value,
    type_in,
    with_name,
)


def test_a_figure_is_corrected_without_a_file(typing: AppTest, store: Store) -> None:
    texts = {"note": "訂正", "countermeasure": "確かめる"}
    at = type_in(typing, {1: {"value": "約24", **texts}})
    assert at.header[1].value == "登録できます。1件の値が変わります。"
    assert "21人 → **約24人**" in page_text(at)
    assert "**対応** :gray[（空白）] → **確かめる**" in page_text(at)
    at = press_button(with_name(at), "register")
    [submission] = store.submissions(key_of(CITY))
    assert submission.file is None
    found = recorded_actual(store, "K16")
    assert found is not None
    assert (found.value, found.approximate) == (Decimal(24), True)
    assert (found.note, found.countermeasure) == ("訂正", "確かめる")
    assert "受付票" in page_text(at)


def test_a_typed_figure_is_checked_like_one_in_a_file(
    typing: AppTest, store: Store
) -> None:
    at = type_in(
        typing, {1: {"value": "たくさん"}, 4: {"value": "1,234件（うち採用4）"}}
    )
    assert "か所" in at.header[1].value
    assert "register" not in pressable_buttons(at)
    assert store.submissions(key_of(CITY)) == ()


def test_choosing_a_reason_does_away_with_the_figure(
    typing: AppTest, store: Store
) -> None:
    at = type_in(typing, {1: {"missing": "評価困難"}})
    press_button(with_name(at), "register")
    found = recorded_actual(store, "K16")
    assert found is not None
    assert (found.value, found.missing) == (None, Missing.CANNOT_BE_EVALUATED)


def test_what_was_typed_is_still_there_after_going_back(typing: AppTest) -> None:
    at = type_in(typing, {1: {"value": "24", "note": "訂正"}})
    at = press_button(press_button(at, "back"), "type")
    assert at.header[1].value == "登録できます。1件の値が変わります。"
    assert "24" in at.data_editor[0].value["value"].to_list()


def progress(store: Store, label: str) -> list[Progress]:
    return [
        known
        for (_measure, name, _nth), known in store.progress(key_of(CITY), YEAR).items()
        if name == label
    ]


def test_progress_of_the_schedule_is_typed_checked_and_registered_beside_figures(
    typing: AppTest, store: Store
) -> None:
    at = typing
    assert len(at.data_editor) == 2
    label = at.data_editor[1].value["name"].iloc[0].partition(" ")[2]
    at = type_in(
        type_in(at, {1: {"value": "24"}}),
        {0: {"state": "実施中", "percent": "40", "comment": "調達"}},
        "schedule",
    )
    assert at.header[1].value == "登録できます。2件の値が変わります。"
    assert "→ **実施中 40%**" in page_text(at)
    at = press_button(with_name(at), "register")
    assert "受付票" in page_text(at)
    expected = Progress(
        fiscal_year=YEAR,
        state=BarState.IN_PROGRESS,
        percent=Decimal(40),
        comment="調達",
    )
    assert expected in progress(store, label)
    assert recorded_value(store, "K16") == 24
    at = press_button(press_button(at, "another"), "type")
    assert at.data_editor[1].value.iloc[0][
        ["now", "state", "percent", "comment"]
    ].to_list() == [
        "実施中 40%（R7）",
        "実施中",
        "40",
        "調達",
    ]


@pytest.mark.parametrize(
    ("cells", "header"),
    [
        ({"state": "実施中", "percent": "半分"}, "1か所を直すと登録できます。"),
        ({"percent": "40"}, "1か所を直すと登録できます。"),
        ({"state": "完了", "percent": "40"}, "1か所を確かめると登録できます。"),
    ],
)
def test_typed_progress_that_is_wrong_or_doubtful_is_not_registered(
    typing: AppTest, store: Store, cells: Mapping[str, str], header: str
) -> None:
    at = type_in(typing, {0: cells}, "schedule")
    assert at.header[1].value == header
    assert "register" not in pressable_buttons(at)
    assert store.submissions(key_of(CITY)) == ()


def test_typed_progress_is_not_registered_over_what_another_registered_meanwhile(
    typing: AppTest, store: Store
) -> None:
    at = with_name(type_in(typing, {0: {"state": "遅れ"}}, "schedule"))
    asked = actions.return_form(store, key_of(CITY), YEAR, DEPARTMENT, TODAY)
    entry = asked.schedule_entries[0]
    cells = {FormColumn.STATE: WrittenCell("", "", "実施中")}
    other = actions.examine_typed(asked, (), (FilledRow(entry.code, cells),))
    command = actions.ReportProgress(other)
    actions.report_progress(store, command, person("市民課 鈴木"))
    at = press_button(at, "register")
    assert len(store.submissions(key_of(CITY))) == 1
    assert store.progress(key_of(CITY), YEAR)[entry.key].state is BarState.IN_PROGRESS
    assert "市民課 鈴木" in page_text(at)
    at = press_button(at, "register")
    assert len(store.submissions(key_of(CITY))) == 1
    [box] = [box for box in at.checkbox if str(box.key).startswith("upload_changes")]
    press_button(box.check().run(), "register")
    assert store.progress(key_of(CITY), YEAR)[entry.key].state is BarState.LATE


def test_a_cause_that_another_wrote_meanwhile_is_shown_beside_its_figure(
    typing: AppTest, own_store: Path, sample_plan: Plan
) -> None:
    at = with_name(type_in(typing, {1: {"value": "24"}}))
    figure = actual_of(sample_plan, "K16", YEAR)
    noted = figure.model_copy(update={"note": "採用が遅れた"})
    others = tuple(a for a in actuals_of(sample_plan, "K16") if a != figure)
    changed = plan_with_indicator(sample_plan, "K16", actuals=(*others, noted))
    save(own_store, changed)
    at = press_button(at, "register")
    assert "→ 21人 / 採用が遅れた" in page_text(at)


def test_a_figure_of_the_year_before_that_another_registered_meanwhile_is_shown(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    """It comes out late, so this year's report asks for that of the year before."""
    earlier = tuple(
        a for a in actuals_of(sample_plan, "K16") if a.fiscal_year < YEAR - 1
    )
    late = {"published": Publication(month=12), "actuals": earlier}
    plan = plan_with_indicator(sample_plan, "K16", **late)
    save(own_store, plan)
    at = visit("upload", city=CITY, year=str(YEAR))
    at.session_state["who"] = ""
    at.selectbox(key="upload_department").set_value(DEPARTMENT)
    at = press_button(at.run(), "type")
    at = with_name(type_in(at, {1: {"value": "24"}}))
    save(own_store, plan_with_actual(plan, "K16", YEAR - 1, "19"))
    at = press_button(at, "register")
    assert "→ 19人（tester" in page_text(at)


def actuals_of(plan: Plan, code: str) -> tuple[Actual, ...]:
    indicator = plan.indicator(code)
    assert indicator is not None
    return indicator.actuals


def actual_of(plan: Plan, code: str, year: int) -> Actual:
    return next(a for a in actuals_of(plan, code) if a.fiscal_year == year)


def test_contradictory_progress_is_registered_once_somebody_says_why(
    typing: AppTest, store: Store
) -> None:
    at = type_in(typing, {0: {"state": "完了", "percent": "40"}}, "schedule")
    at.radio[0].set_value("done").run()
    at.text_input[0].set_value("残りは次の工程で行う").run()
    press_button(with_name(at), "register")
    [submission] = store.submissions(key_of(CITY))
    assert [(word.code, word.reason) for word in submission.confirmations] == [
        ("state_and_percent", "残りは次の工程で行う")
    ]


def test_a_department_with_entries_of_the_schedule_only_sees_their_table_alone(
    visit: Open,
) -> None:
    at = visit("upload", city=CITY, year=str(YEAR))
    at.session_state["who"] = ""
    at.selectbox(key="upload_department").set_value("企画課")
    at = press_button(at.run(), "type")
    [table] = at.data_editor
    assert len(table.value) == 3
    assert table.value.columns[-3:].to_list() == ["state", "percent", "comment"]
    assert len(at.header) == 1


def test_who_answers_for_all_departments_types_what_is_asked_of_them(
    visit: Open, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    register = tmp_path / "departments.yaml"
    register.write_text(f'"{CITY}": {{answers_for: {{全課: [行政改革室]}}}}', "utf-8")
    monkeypatch.setenv("DXKPI_DEPARTMENTS", str(register))
    settings.cache_clear()
    make_once.cache_clear()  # what was made under other settings
    at = visit("upload", city=CITY, year=str(YEAR))
    at.session_state["who"] = ""
    at.selectbox(key="upload_department").set_value("行政改革室")
    at = press_button(at.run(), "type")
    form = actions.return_form(store, key_of(CITY), YEAR, "行政改革室", TODAY)
    assert form.schedule_entries
    assert len(at.data_editor[-1].value) == len(form.schedule_entries)
    make_once.cache_clear()

"""実績の登録: from the form to the receipt, with real workbooks, a real store and Streamlit's own test runner."""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.plan import Actual, BarState, Missing, Plan, Progress
from dxkpi.returns import FilledRow, WrittenCell
from dxkpi.returns.form_columns import ORIGIN_SHEET, FormColumn
from dxkpi.settings import settings
from dxkpi.store import Store, SubmissionState
from dxkpi.web.common.session import state_key
from dxkpi.web.upload.drafts import UploadState
from dxkpi.workbook import template
from tests.support.apptest import HOSTILE, KeepOnly, Open, charts_of, save, words
from tests.support.forms import fill
from tests.support.returned import person

CITY, YEAR, DEPARTMENT = "999997", 2025, "人事課"
TODAY = date(2026, 11, 21)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VALUE, NOTE = FormColumn.VALUE, FormColumn.NOTE
GOOD: Mapping[str, Mapping[FormColumn, Any]] = {
    "K13": {VALUE: 99.4},
    "K16": {VALUE: 24, NOTE: "研修を増やす"},
    "K17": {VALUE: 10.4},
    "K18": {VALUE: 4, FormColumn.MISSING: "", NOTE: "来年度も募集する"},
    "K19": {VALUE: 18},
}
Filled = Callable[..., bytes]


@pytest.fixture
def store(own_store: Path) -> Iterator[Store]:
    """A second hand on the store that the pages use."""
    opened = Store(f"sqlite:///{own_store}")
    yield opened
    opened.close()


@pytest.fixture
def form(store: Store) -> Filled:
    """Makes the form of a department and fills it in."""

    def make(
        rows: Mapping[str, Mapping[FormColumn, Any]] = GOOD,
        city: str = CITY,
        department: str | None = DEPARTMENT,
    ) -> bytes:
        return fill(
            template.form_workbook(
                actions.return_form(store, city, YEAR, department, TODAY)
            ),
            rows,
        )

    return make


@pytest.fixture
def bring(visit: Open) -> Callable[..., AppTest]:
    """Opens the page and chooses these files there."""

    def brought(*files: bytes, names: tuple[str, ...] = (), **query: str) -> AppTest:
        at = visit("upload", **{"city": CITY, "year": str(YEAR)} | query)
        at.user.clear()
        return choose(at, *files, names=names)

    return brought


def choose(at: AppTest, *files: bytes, names: tuple[str, ...] = ()) -> AppTest:
    named = names or tuple(f"様式{n}.xlsx" for n in range(1, len(files) + 1))
    at.file_uploader[0].set_value(
        [(name, content, XLSX) for name, content in zip(named, files, strict=True)]
    )
    return at.run()


def press(at: AppTest, name: str) -> AppTest:
    """Press the button of this name, else that of the first draft."""
    buttons = {button.key: button for button in at.button if button.key}
    key = f"upload_{name}"
    of_drafts = [b for k, b in buttons.items() if k.startswith(f"{key}_")]
    return (buttons.get(key) or of_drafts[0]).click().run()


def pressable(at: AppTest) -> set[str]:
    """The names of the page's buttons that can be pressed."""
    return {
        re.sub(r"_\d+$", "", button.key.removeprefix("upload_"))
        for button in at.button
        if button.key and not button.disabled
    }


def state_of(at: AppTest) -> UploadState:
    """What the page remembers of its reader."""
    state = at.session_state[state_key(UploadState)]
    assert isinstance(state, UploadState)
    return state


def named(at: AppTest, who: str = "人事課 佐藤") -> AppTest:
    assert [box for box in at.text_input if box.key == "who"], told(at)
    return at.text_input(key="who").set_value(who).run()


def told(at: AppTest) -> str:
    """Everything the page says, its tables too."""
    assert not at.exception
    cells = [
        str(cell)
        for table in at.table
        for cell in table.value.reset_index().to_numpy().flatten()
    ]
    warnings = [str(element.value) for element in at.warning]
    return (
        "\n".join([words(at), *cells, *warnings])
        .replace("\\", "")
        .replace("\u2060", "")
    )


def actual(store: Store, code: str, city: str = CITY) -> Actual | None:
    plan = store.plan(city)
    assert plan is not None
    found = plan.indicator(code)
    assert found is not None
    return found.actual(YEAR)


def value(store: Store, code: str) -> Decimal | None:
    found = actual(store, code)
    return found.value if found else None


# --- The start ----------------------------------------------------------------------------------------------------------


def test_the_start_offers_the_form_of_each_department_and_of_all(visit: Open) -> None:
    at = visit("upload", city=CITY, year=str(YEAR))
    options = at.selectbox(key="upload_department").options
    assert options[0].startswith("全課まとめて（22指標、工程25件）")
    assert "人事課（5指標、工程2件）" in options
    assert ":blue-background[**① 様式を受け取る**]" in words(at)
    labels = [button.proto.label for button in at.get("download_button")]
    assert labels[0].endswith("の様式を受け取る")
    assert any("zip" in label for label in labels)


def test_a_plan_without_departments_has_one_form_and_says_so(visit: Open) -> None:
    at = visit("upload", city="052116", year=str(YEAR))
    assert len(at.selectbox(key="upload_department").options) == 1
    assert "計画に担当課が書かれていないため" in told(at)
    assert len(at.get("download_button")) == 1


def test_a_plan_with_nothing_to_report_says_so(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, sample_plan.model_copy(update={"policies": (), "indicators": ()}))
    at = visit("upload", city=CITY)
    assert "報告する実績はありません" in told(at)
    assert not at.file_uploader


def test_no_workbook_is_made_before_its_button_is_pressed(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object) -> bytes:
        raise AssertionError("made too early")

    monkeypatch.setattr(template, "form_workbook", never)
    at = visit("upload", city=CITY)
    assert not at.run().exception


def test_the_year_offered_first_is_the_last_one_that_is_over(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    older = tuple(
        one.model_copy(
            update={"actuals": tuple(a for a in one.actuals if a.fiscal_year < YEAR)}
        )
        for one in sample_plan.indicators
    )
    save(own_store, sample_plan.model_copy(update={"indicators": older}))
    assert visit("upload", city=CITY).selectbox(key="select_year").value == YEAR
    assert visit("overview", city=CITY).selectbox(key="select_year").value == YEAR - 1


def test_the_archive_holds_the_form_of_every_department(
    store: Store, visit: Open
) -> None:
    plan = store.plan(CITY)
    assert plan is not None
    forms = actions.return_forms(store, CITY, YEAR, TODAY)
    with ZipFile(io.BytesIO(actions.form_archive(forms))) as archive:
        names = archive.namelist()
    assert (
        len(set(names))
        == len(forms)
        == len(visit("upload", city=CITY).selectbox(key="upload_department").options)
        - 1
    )


# --- A file with nothing to mend -----------------------------------------------------------------------------------------


def test_a_good_file_is_previewed_and_nothing_is_stored_before_it_is_registered(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(form())
    assert at.header[0].value == "登録できます。5件の値が変わります。", [
        e.value for e in at.error
    ]
    said = told(at)
    assert "21人 → **24人**" in said
    assert "まだ保存していません" in said
    rings = [mark for spec in charts_of(at) for mark in spec["layer"] if _is_ring(mark)]
    assert len(rings) == len(charts_of(at)) >= 4
    assert {row["year"] for ring in rings for row in ring["data"]["values"]} == {YEAR}
    assert store.submissions(CITY) == ()
    assert value(store, "K16") == 21


def _is_ring(layer: Mapping[str, Any]) -> bool:
    return any(row.get("role") == "alert" for row in layer["data"]["values"])


def test_registering_gives_a_receipt_and_every_page_shows_the_new_figure_at_once(
    bring: Callable[..., AppTest], form: Filled, store: Store, visit: Open
) -> None:
    content = form()
    at = press(named(bring(content)), "register")
    [submission] = store.submissions(CITY)
    assert at.header[0].value == f"登録しました。受付番号は{submission.number}です。"
    assert str(submission.sha256) in told(at).replace(" ", "")
    assert (submission.who, submission.file) == ("人事課 佐藤", "様式1.xlsx")
    assert store.original(submission.number) == content
    assert value(store, "K16") == 24
    assert "24" in told(visit("indicator", city=CITY, year=str(YEAR), kpi="K16"))


def test_without_a_name_nothing_is_registered_and_it_is_asked_for(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = press(bring(form()), "register")
    assert "先に、登録する人の名前" in told(at)
    assert store.submissions(CITY) == ()


def test_the_same_file_again_says_so_and_changes_nothing(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    content = form()
    press(named(bring(content)), "register")
    at = bring(content, names=("別名.xlsx",))
    [submission] = store.submissions(CITY)
    assert (
        at.header[0].value
        == f"このファイルは登録済みです（受付番号{submission.number}）。"
    )
    assert "register" not in pressable(at)


def test_the_same_file_chosen_twice_is_one_draft(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    content = form()
    assert (
        bring(content, content).header[0].value == "登録できます。5件の値が変わります。"
    )


# --- A file to mend or to confirm ----------------------------------------------------------------------------------------


def test_what_to_mend_is_listed_by_cell_and_nothing_can_be_registered(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(
        form(
            {
                **GOOD,
                "K18": {VALUE: "集計中", FormColumn.MISSING: ""},
                "K19": {VALUE: "たくさん"},
            }
        )
    )
    assert at.header[0].value.startswith("2か所を直すと登録できます。")
    table = at.table[0].value
    assert list(table.columns) == ["セル", "指標", "書かれている値", "どう直すか"]
    assert "集計中" in table["書かれている値"].to_list()
    assert "register" not in pressable(at)
    marked = [
        button
        for button in at.get("download_button")
        if "印を付けた様式" in button.proto.label
    ]
    assert len(marked) == 1
    assert store.submissions(CITY) == ()


def test_a_mended_file_of_the_same_form_takes_the_place_of_the_first(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    at = bring(form({**GOOD, "K18": {VALUE: "集計中"}}))
    at = choose(press(at, "back"), form(), names=("様式1-確認結果.xlsx",))
    assert at.header[0].value == "登録できます。5件の値が変わります。", [
        e.value for e in at.error
    ]


def test_a_held_value_needs_a_word_and_its_reason_which_are_kept(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(form({**GOOD, "K13": {VALUE: 101.2}}))
    assert at.header[0].value == "1か所を確かめると登録できます。"
    assert "register" not in pressable(at)
    at.radio[0].set_value(_first(at)).run()
    assert "register" not in pressable(at)
    at.text_input[0].set_value("他課からの参加を含む").run()
    assert at.header[0].value == "登録できます。5件の値が変わります。", [
        e.value for e in at.error
    ]
    press(named(at), "register")
    [submission] = store.submissions(CITY)
    [word] = submission.confirmations
    assert (word.code, word.reason) == ("over_hundred", "他課からの参加を含む")
    assert value(store, "K13") == Decimal("101.2")


def _first(at: AppTest) -> Any:
    """The key of the first way to settle the first held value."""
    draft = next(iter(state_of(at).files.values()))
    assert draft.answer is not None
    findings = draft.answer.examined.findings
    return next(found for found in findings if found.choices).choices[0].key


def test_a_word_can_be_taken_back(bring: Callable[..., AppTest], form: Filled) -> None:
    at = bring(form({**GOOD, "K17": {VALUE: 0.098}}))
    at.radio[0].set_value(_first(at)).run()
    assert at.header[0].value.startswith("登録できます。")
    at.radio[0].set_value("").run()
    assert at.header[0].value == "1か所を確かめると登録できます。"


def test_a_file_with_held_values_can_be_left_to_the_secretariat_who_registers_it(
    bring: Callable[..., AppTest], form: Filled, store: Store, visit: Open
) -> None:
    at = press(named(bring(form({**GOOD, "K17": {VALUE: 0.098}}))), "hold")
    [waiting] = store.submissions(CITY)
    assert waiting.state is SubmissionState.WAITING
    assert at.header[0].value == f"確認待ちです。受付番号は{waiting.number}です。"
    assert value(store, "K16") == 21
    at = visit("upload", city=CITY, year=str(YEAR), submission=str(waiting.number))
    at.user.clear()
    at = at.run()
    assert "submission" not in at.query_params
    at.radio[0].set_value(_first(at)).run()
    press(named(at, "デジタル推進課 田中"), "register")
    registered = [
        s for s in store.submissions(CITY) if s.state is SubmissionState.REGISTERED
    ]
    assert [(s.number, s.who, s.registered_by) for s in registered] == [
        (waiting.number, "人事課 佐藤", "デジタル推進課 田中")
    ]
    assert not [
        s for s in store.submissions(CITY) if s.state is SubmissionState.WAITING
    ]


@pytest.mark.parametrize("number", ["1", "abc", "99999999999999999999", "-1"])
def test_a_submission_that_does_not_wait_is_said_to_be_none(
    visit: Open, number: str
) -> None:
    at = visit("upload", city=CITY, submission=number)
    assert "確認待ちの受付番号" in told(at)
    assert at.file_uploader


# --- Files that are something else ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.xlsx", b""),
        ("計画.pdf", b"%PDF-1.7\n"),
        ("値.csv", "番号,実績値\nK01,30".encode("cp932")),
        ("古い.xls", b"\xd0\xcf\x11\xe0"),
    ],
)
def test_a_file_that_is_no_workbook_is_answered_in_a_sentence(
    bring: Callable[..., AppTest], store: Store, name: str, content: bytes
) -> None:
    at = bring(content, names=(name,))
    assert at.header[0].value == "このファイルは登録できません。"
    assert at.error
    assert "register" not in pressable(at)
    assert store.submissions(CITY) == ()


def test_the_form_of_another_city_offers_to_go_over_there(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(form(), city="472123")
    assert at.header[0].value == "このファイルは登録できません。"
    at = press(at, "go_to_city")
    assert at.header[0].value == "登録できます。5件の値が変わります。", [
        e.value for e in at.error
    ]
    assert at.selectbox(key="select_city").value == CITY


def test_a_form_without_its_hidden_sheet_asks_for_what_it_does_not_say(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    at = bring(without_origin(form()))
    for _round in range(2):
        for box in at.selectbox:
            name = str(box.key).removeprefix("upload_").rpartition("_")[0]
            if name in ("department", "fiscal_year") and box.value is None:
                at = box.set_value(DEPARTMENT if name == "department" else YEAR).run()
    assert at.header[0].value == "登録できます。5件の値が変わります。", [
        e.value for e in at.error
    ]


def without_origin(content: bytes) -> bytes:
    """A copy of the sheets without the hidden one, its title or its page heading."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    del book[ORIGIN_SHEET]
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=3):
            for cell in row:
                if isinstance(cell.value, str) and DEPARTMENT in cell.value:
                    cell.value = None
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def test_hostile_text_is_shown_letter_by_letter(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    at = bring(
        form({**GOOD, "K19": {VALUE: HOSTILE[:200]}}),
        names=("**a** [x](http://x) 様式.xlsx",),
    )
    assert not at.exception
    marked = "\n".join(str(m.value) for m in at.markdown)
    assert "[x](http://x)" not in marked
    assert "<img src=x" not in marked


# --- Several files -------------------------------------------------------------------------------------------------------


def test_of_several_files_each_has_its_own_state_and_all_that_are_ready_are_registered(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    other = form({"K05": {VALUE: 800, NOTE: "会場を増やす"}}, department="生涯学習課")
    at = bring(
        form(), other, b"%PDF-1.7\n", names=("人事.xlsx", "生涯.xlsx", "計画.pdf")
    )
    assert (
        at.header[0].value
        == "3件のファイル：登録できるもの2件、直すか確かめるもの1件。"
    )
    press(named(at), "register")
    assert {s.department for s in store.submissions(CITY)} == {DEPARTMENT, "生涯学習課"}
    assert value(store, "K05") == 800


def test_going_back_and_to_another_page_loses_nothing(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(form({**GOOD, "K17": {VALUE: 0.098}}))
    at.radio[0].set_value(_first(at)).run()
    at = press(at, "back")
    assert "確認中のファイル 1件" in told(at)
    at = (
        at.switch_page("../../pages/overview.py")
        .run()
        .switch_page("../../pages/upload.py")
        .run()
    )
    at = press(at, "on")
    assert at.header[0].value.startswith("登録できます。")
    assert store.submissions(CITY) == ()


def test_a_file_can_be_taken_away(bring: Callable[..., AppTest], form: Filled) -> None:
    at = press(bring(form()), "take_away")
    assert at.file_uploader


# --- Two people ----------------------------------------------------------------------------------------------------------


def test_who_comes_second_is_shown_what_the_first_changed_and_nothing_is_stored(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = named(bring(form()))
    asked = actions.return_form(store, CITY, YEAR, DEPARTMENT, TODAY)
    rows = (
        FilledRow(
            "K16", {VALUE: WrittenCell("", "", "22"), NOTE: WrittenCell("", "", "増員")}
        ),
    )
    typed = actions.examine_typed(asked, rows)
    assert typed.accepted
    actions.register_return(store, actions.RegisterReturn(typed), person("人事課 鈴木"))
    at = press(at, "register")
    said = told(at)
    assert "まだ何も保存していません" in said
    assert "21人 → 22人（人事課 鈴木" in said
    assert len(store.submissions(CITY)) == 1
    assert value(store, "K16") == 22


# --- Who may -------------------------------------------------------------------------------------------------------------


def test_where_registration_is_switched_off_nothing_can_be_brought(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = visit("upload", city=CITY)
    assert not at.file_uploader
    assert "登録を受け付けていません" in told(at)
    assert at.get("download_button")


def test_registration_switched_off_meanwhile_is_refused_at_the_moment_of_writing(
    bring: Callable[..., AppTest],
    form: Filled,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at = named(bring(form()))
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = press(at, "register")
    assert "登録を受け付けていません" in told(at)
    assert store.submissions(CITY) == ()


def test_whoever_signed_in_is_named_without_being_asked(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(form())
    at.user["name"] = "職員A"
    at = at.run()
    assert not [box for box in at.text_input if box.key == "who"]
    press(at, "register")
    assert [s.who for s in store.submissions(CITY)] == ["職員A"]


# --- Typed ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def typing(visit: Open) -> AppTest:
    """The table to type figures of 人事課 into."""
    at = visit("upload", city=CITY, year=str(YEAR))
    at.user.clear()
    at.selectbox(key="upload_department").set_value(DEPARTMENT)
    return press(at.run(), "type")


def type_in(
    at: AppTest, edits: Mapping[int, Mapping[str, str]], table: str = "figures"
) -> AppTest:
    [draft] = state_of(at).typed.values()
    tables = {"figures": draft.figures, "schedule": draft.schedule}
    at.session_state[tables[table].editor_key] = {
        "edited_rows": dict(edits),
        "added_rows": [],
        "deleted_rows": [],
    }
    return at.run()


def test_a_figure_is_corrected_without_a_file(typing: AppTest, store: Store) -> None:
    at = type_in(typing, {1: {"value": "約24", "note": "訂正"}})
    assert at.header[1].value == "登録できます。1件の値が変わります。"
    assert "21人 → **約24人**" in told(at)
    at = press(named(at), "register")
    [submission] = store.submissions(CITY)
    assert submission.file is None
    found = actual(store, "K16")
    assert found is not None
    assert (found.value, found.approximate, found.note) == (Decimal(24), True, "訂正")
    assert "受付票" in told(at)


def test_a_typed_figure_is_checked_like_one_in_a_file(
    typing: AppTest, store: Store
) -> None:
    at = type_in(
        typing, {1: {"value": "たくさん"}, 4: {"value": "1,234件（うち採用4）"}}
    )
    assert "か所" in at.header[1].value
    assert "register" not in pressable(at)
    assert store.submissions(CITY) == ()


def test_choosing_a_reason_does_away_with_the_figure(
    typing: AppTest, store: Store
) -> None:
    at = type_in(typing, {1: {"missing": "評価困難"}})
    press(named(at), "register")
    found = actual(store, "K16")
    assert found is not None
    assert (found.value, found.missing) == (None, Missing.CANNOT_BE_EVALUATED)


def test_what_was_typed_is_still_there_after_going_back(typing: AppTest) -> None:
    at = type_in(typing, {1: {"value": "24", "note": "訂正"}})
    at = press(press(at, "back"), "type")
    assert at.header[1].value == "登録できます。1件の値が変わります。"
    assert "24" in at.data_editor[0].value["value"].to_list()


def progress(store: Store, label: str) -> list[Progress]:
    return [
        known
        for (_measure, name, _nth), known in store.progress(CITY, YEAR).items()
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
    assert "→ **実施中 40%**" in told(at)
    at = press(named(at), "register")
    assert "受付票" in told(at)
    expected = Progress(
        fiscal_year=YEAR,
        state=BarState.IN_PROGRESS,
        percent=Decimal(40),
        comment="調達",
    )
    assert expected in progress(store, label)
    assert value(store, "K16") == 24
    at = press(press(at, "another"), "type")
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
    assert "register" not in pressable(at)
    assert store.submissions(CITY) == ()


def test_contradictory_progress_is_registered_once_somebody_says_why(
    typing: AppTest, store: Store
) -> None:
    at = type_in(typing, {0: {"state": "完了", "percent": "40"}}, "schedule")
    at.radio[0].set_value("done").run()
    at.text_input[0].set_value("残りは次の工程で行う").run()
    press(named(at), "register")
    [submission] = store.submissions(CITY)
    assert [(word.code, word.reason) for word in submission.confirmations] == [
        ("state_and_percent", "残りは次の工程で行う")
    ]


def test_a_department_with_entries_of_the_schedule_only_sees_their_table_alone(
    visit: Open,
) -> None:
    at = visit("upload", city=CITY, year=str(YEAR))
    at.user.clear()
    at.selectbox(key="upload_department").set_value("企画課")
    at = press(at.run(), "type")
    [table] = at.data_editor
    assert len(table.value) == 3
    assert table.value.columns[-3:].to_list() == ["state", "percent", "comment"]
    assert len(at.header) == 1


# --- Everywhere ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
@pytest.mark.parametrize(
    "city", ["052116", "412091", "422096", "452068", "472123", CITY]
)
def test_the_form_of_every_city_goes_through(
    bring: Callable[..., AppTest], form: Filled, city: str, locale: str
) -> None:
    at = bring(form({}, city=city, department=None), city=city, locale=locale)
    assert not at.exception
    assert at.header


@pytest.mark.parametrize("state", ["empty", "never set up"])
def test_without_a_plan_the_page_says_so(
    visit: Open, own_store: Path, keep_only: KeepOnly, state: str
) -> None:
    own_store.unlink()
    if state == "empty":
        keep_only()
    at = visit("upload")
    assert not at.exception
    assert (len(at.info), len(at.error)) == ((1, 0) if state == "empty" else (0, 1))


def test_what_one_person_brought_nobody_else_sees(
    visit: Open, bring: Callable[..., AppTest], form: Filled
) -> None:
    bring(form())
    at = visit("upload", city=CITY)
    assert not state_of(at).files
    assert at.file_uploader

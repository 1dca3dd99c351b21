"""One file or several: what is mended, confirmed, previewed and registered."""

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.findings import Severity
from dxkpi.plan import Plan
from dxkpi.returns import Confirmation, FilledRow, WrittenCell, reportable_entries
from dxkpi.returns.form_columns import ORIGIN_SHEET, FormColumn
from dxkpi.store import Store, SubmissionState
from dxkpi.web.upload.draft_return import FileReturn
from tests.support.apptest import HOSTILE, Open, charts_of, save
from tests.support.returned import person
from tests.support.several_plans import strategy
from tests.support.shipped_cities import key_of
from tests.support.upload_page import (
    CITY,
    DEPARTMENT,
    GOOD,
    NOTE,
    TODAY,
    VALUE,
    YEAR,
    Filled,
    choose_files,
    first_choice,
    page_text,
    press_button,
    pressable_buttons,
    recorded_value,
    state_of,
    with_name,
)


def test_a_good_file_is_previewed_and_nothing_is_stored_before_it_is_registered(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(form())
    assert at.header[0].value == "登録できます。5件の値が変わります。", [
        e.value for e in at.error
    ]
    said = page_text(at)
    assert "21人 → **24人**" in said
    assert "まだ保存していません" in said
    rings = [mark for spec in charts_of(at) for mark in spec["layer"] if _is_ring(mark)]
    assert len(rings) == len(charts_of(at)) >= 4
    assert {row["year"] for ring in rings for row in ring["data"]["values"]} == {YEAR}
    assert store.submissions(key_of(CITY)) == ()
    assert recorded_value(store, "K16") == 21


def _is_ring(layer: Mapping[str, Any]) -> bool:
    return any(row.get("role") == "alert" for row in layer["data"]["values"])


def test_registering_gives_a_receipt_and_every_page_shows_the_new_figure_at_once(
    bring: Callable[..., AppTest], form: Filled, store: Store, visit: Open
) -> None:
    content = form()
    at = press_button(with_name(bring(content)), "register")
    [submission] = store.submissions(key_of(CITY))
    assert at.header[0].value == f"登録しました。受付番号は{submission.number}です。"
    assert str(submission.sha256) in page_text(at).replace(" ", "")
    assert (submission.who, submission.file) == ("人事課 佐藤", "様式1.xlsx")
    assert store.original(submission.number) == content
    assert recorded_value(store, "K16") == 24
    assert "24" in page_text(visit("indicator", city=CITY, year=str(YEAR), kpi="K16"))


def test_without_a_name_nothing_is_registered_and_it_is_asked_for(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = press_button(bring(form()), "register")
    assert "先に、お名前を入れて" in page_text(at)
    assert store.submissions(key_of(CITY)) == ()


def test_the_same_file_again_says_so_and_changes_nothing(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    content = form()
    press_button(with_name(bring(content)), "register")
    at = bring(content, names=("別名.xlsx",))
    [submission] = store.submissions(key_of(CITY))
    assert (
        at.header[0].value
        == f"このファイルは登録済みです（受付番号{submission.number}）。"
    )
    assert "register" not in pressable_buttons(at)


def test_the_same_file_chosen_twice_is_one_draft(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    content = form()
    assert (
        bring(content, content).header[0].value == "登録できます。5件の値が変わります。"
    )


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
    assert "register" not in pressable_buttons(at)
    marked = [
        button
        for button in at.get("download_button")
        if "印を付けた様式" in button.proto.label
    ]
    assert len(marked) == 1
    assert store.submissions(key_of(CITY)) == ()


def test_a_mended_file_of_the_same_form_takes_the_place_of_the_first(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    at = bring(form({**GOOD, "K18": {VALUE: "集計中"}}))
    at = choose_files(press_button(at, "back"), form(), names=("様式1-確認結果.xlsx",))
    assert at.header[0].value == "登録できます。5件の値が変わります。", [
        e.value for e in at.error
    ]


def test_a_held_value_needs_a_word_and_its_reason_which_are_kept(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(form({**GOOD, "K13": {VALUE: 101.2}}))
    assert at.header[0].value == "1か所を確かめると登録できます。"
    assert "register" not in pressable_buttons(at)
    at.radio[0].set_value(first_choice(at)).run()
    assert "register" not in pressable_buttons(at)
    at.text_input[0].set_value("他課からの参加を含む").run()
    assert at.header[0].value == "登録できます。5件の値が変わります。", [
        e.value for e in at.error
    ]
    press_button(with_name(at), "register")
    [submission] = store.submissions(key_of(CITY))
    [word] = submission.confirmations
    assert (word.code, word.reason) == ("over_hundred", "他課からの参加を含む")
    assert recorded_value(store, "K13") == Decimal("101.2")


def test_a_word_can_be_taken_back(bring: Callable[..., AppTest], form: Filled) -> None:
    at = bring(form({**GOOD, "K17": {VALUE: 0.098}}))
    at.radio[0].set_value(first_choice(at)).run()
    assert at.header[0].value.startswith("登録できます。")
    at.radio[0].set_value("").run()
    assert at.header[0].value == "1か所を確かめると登録できます。"


def test_a_file_with_held_values_can_be_left_to_the_secretariat_who_registers_it(
    bring: Callable[..., AppTest], form: Filled, store: Store, visit: Open
) -> None:
    at = press_button(with_name(bring(form({**GOOD, "K17": {VALUE: 0.098}}))), "hold")
    [waiting] = store.submissions(key_of(CITY))
    assert waiting.state is SubmissionState.WAITING
    assert at.header[0].value == f"確認待ちです。受付番号は{waiting.number}です。"
    assert recorded_value(store, "K16") == 21
    at = visit("upload", city=CITY, year=str(YEAR), submission=str(waiting.number))
    at.session_state["who"] = ""
    at = at.run()
    assert "submission" not in at.query_params
    at.radio[0].set_value(first_choice(at)).run()
    press_button(with_name(at, "デジタル推進課 田中"), "register")
    registered = [
        s
        for s in store.submissions(key_of(CITY))
        if s.state is SubmissionState.REGISTERED
    ]
    assert [(s.number, s.who, s.registered_by) for s in registered] == [
        (waiting.number, "人事課 佐藤", "デジタル推進課 田中")
    ]
    assert not [
        s for s in store.submissions(key_of(CITY)) if s.state is SubmissionState.WAITING
    ]


@pytest.mark.parametrize("number", ["1", "abc", "99999999999999999999", "-1"])
def test_a_submission_that_does_not_wait_is_said_to_be_none(
    visit: Open, number: str
) -> None:
    at = visit("upload", city=CITY, submission=number)
    assert "確認待ちの受付番号" in page_text(at)
    assert at.file_uploader


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
    assert "正しいファイルを選び直してください" in page_text(at)
    assert "直すところが" not in page_text(at)
    assert "register" not in pressable_buttons(at)
    assert store.submissions(key_of(CITY)) == ()


def test_who_left_a_file_to_the_secretariat_is_done_and_can_go_on(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    held = with_name(bring(form({**GOOD, "K17": {VALUE: 0.098}})))
    at = press_button(held, "hold")
    assert "ここですることは、もうありません" in page_text(at)
    assert "確かめるところが1か所残っています" not in page_text(at)
    at = press_button(at, "another")
    assert not state_of(at).files
    assert at.file_uploader
    [waiting] = store.submissions(key_of(CITY))
    assert waiting.state is SubmissionState.WAITING


def test_the_form_of_another_city_offers_to_go_over_there(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(form(), city="472123")
    assert at.header[0].value == "このファイルは登録できません。"
    at = press_button(at, "go_over")
    assert at.header[0].value == "登録できます。5件の値が変わります。", [
        e.value for e in at.error
    ]
    assert at.selectbox(key="select_city").value == CITY


def test_the_form_of_another_plan_offers_to_go_over_there(
    bring: Callable[..., AppTest],
    form: Filled,
    own_store: Path,
    store: Store,
    sample_plan: Plan,
) -> None:
    asked = sample_plan.indicators[0].department or ""
    save(own_store, strategy(sample_plan))
    further = strategy(sample_plan).key
    empty = actions.return_form(store, further, YEAR, asked, TODAY)
    at = bring(actions.form_workbook(empty))
    [error] = [e.value for e in at.error]
    assert "見本市総合戦略" in error
    at = press_button(at, "go_over")
    assert at.selectbox(key="select_plan").value == further.id
    assert "見本市総合戦略" not in "".join(e.value for e in at.error)


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
    press_button(with_name(at), "register")
    assert {s.department for s in store.submissions(key_of(CITY))} == {
        DEPARTMENT,
        "生涯学習課",
    }
    assert recorded_value(store, "K05") == 800


def _progress(store: Store) -> list[str]:
    return [str(p.state) for p in store.progress(key_of(CITY), YEAR).values()]


def test_files_that_share_an_entry_are_all_registered_at_once(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    departments = departments_sharing(store)
    files = [shared_form(form, store, name, "実施中") for name in departments]
    at = bring(*files)
    press_button(with_name(at), "register")
    assert {s.department for s in store.submissions(key_of(CITY))} == set(departments)
    assert not [draft.failure for draft in state_of(at).files.values() if draft.failure]


def test_a_file_that_says_otherwise_than_one_before_it_is_asked_and_nobody_is_blamed(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    first, second = departments_sharing(store)[:2]
    at = bring(
        shared_form(form, store, first, "実施中"),
        shared_form(form, store, second, "遅れ"),
        names=("先.xlsx", "後.xlsx"),
    )
    last = list(state_of(at).files.values())[-1]
    assert set(codes_held(last)) == {"changed_meanwhile"}
    at = press_button(with_name(at), "register")
    [submission] = store.submissions(key_of(CITY))
    assert submission.department == first
    last = list(state_of(at).files.values())[-1]
    assert set(codes_held(last)) == {"changed_meanwhile"}
    assert (last.failure, last.changes_meanwhile) == ("", ())


def test_one_of_several_files_can_be_registered_before_the_others(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    first, second = departments_sharing(store)[:2]
    at = bring(
        shared_form(form, store, first, "実施中"),
        shared_form(form, store, second, "実施中"),
    )
    last = list(state_of(at).files.values())[-1]
    box = f"upload_file_{last.key}"
    at.session_state[box] = True
    at = with_name(at.run())
    at = at.button(key=f"upload_register_{last.key}").click().run()
    [submission] = store.submissions(key_of(CITY))
    assert submission.department == second
    assert "in_progress" in _progress(store)


def test_an_answer_about_a_file_before_it_is_not_passed_over_by_registering_it_first(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    first, second = departments_sharing(store)[:2]
    at = bring(
        shared_form(form, store, first, "実施中"),
        shared_form(form, store, second, "遅れ"),
    )
    last = list(state_of(at).files.values())[-1]
    assert last.answer is not None
    for hold in last.answer.examined.findings_of(Severity.HOLD):
        place = (hold.code, hold.where)
        last.confirmations[place] = Confirmation(*place, "stored")
    at = at.run()
    at.session_state[f"upload_file_{last.key}"] = True
    at = with_name(at.run())
    at = at.button(key=f"upload_register_{last.key}").click().run()
    assert store.submissions(key_of(CITY)) == ()
    assert list(state_of(at).files.values())[-1].failure


def departments_sharing(store: Store) -> list[str]:
    """The departments that are asked for one and the same entry of the schedule."""
    plan = store.plan(key_of(CITY))
    assert plan is not None
    for entry in reportable_entries(plan):
        if len(entry.measure.departments) > 1:
            return list(entry.measure.departments)
    raise LookupError("no entry is shared")


def shared_form(form: Filled, store: Store, department: str, state: str) -> bytes:
    """A department's form with the state of every entry that it shares."""
    asked = actions.return_form(store, key_of(CITY), YEAR, department, TODAY)
    rows: dict[str, dict[FormColumn, Any]] = {}
    for entry in asked.schedule_entries:
        if len(entry.measure.departments) > 1:
            rows[entry.code] = {FormColumn.STATE: state}
    for indicator in asked.indicators:
        rows[indicator.code] = {VALUE: None, FormColumn.MISSING: "評価困難"}
    return form(rows, department=department)


def codes_held(draft: FileReturn) -> list[str]:
    assert draft.answer is not None
    return [f.code for f in draft.answer.examined.findings_of(Severity.HOLD)]


def test_going_back_and_to_another_page_loses_nothing(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = bring(form({**GOOD, "K17": {VALUE: 0.098}}))
    at.radio[0].set_value(first_choice(at)).run()
    at = press_button(at, "back")
    assert "確認中のファイル 1件" in page_text(at)
    at = (
        at.switch_page("../../pages/overview.py")
        .run()
        .switch_page("../../pages/upload.py")
        .run()
    )
    at = press_button(at, "on")
    assert at.header[0].value.startswith("登録できます。")
    assert store.submissions(key_of(CITY)) == ()


def test_a_file_can_be_taken_away(bring: Callable[..., AppTest], form: Filled) -> None:
    at = press_button(bring(form()), "take_away")
    assert at.file_uploader


def test_who_comes_second_is_shown_what_the_first_changed_and_nothing_is_stored(
    bring: Callable[..., AppTest], form: Filled, store: Store
) -> None:
    at = with_name(bring(form()))
    asked = actions.return_form(store, key_of(CITY), YEAR, DEPARTMENT, TODAY)
    rows = (
        FilledRow(
            "K16", {VALUE: WrittenCell("", "", "22"), NOTE: WrittenCell("", "", "増員")}
        ),
    )
    typed = actions.examine_typed(asked, rows)
    assert typed.accepted
    actions.register_return(store, actions.RegisterReturn(typed), person("人事課 鈴木"))
    at = press_button(at, "register")
    said = page_text(at)
    assert "まだ何も保存していません" in said
    assert "21人 → 22人（人事課 鈴木" in said
    assert len(store.submissions(key_of(CITY))) == 1
    assert recorded_value(store, "K16") == 22

"""Several files: a row for each, what needs somebody first, and only what is wanted."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.returns.form_columns import FormColumn
from tests.support.apptest import HOSTILE
from tests.support.upload_page import (
    GOOD,
    NOTE,
    VALUE,
    Filled,
    page_text,
    press_button,
    state_of,
    with_name,
)

HELD = {**GOOD, "K13": {VALUE: 101.2}}
WRONG = {**GOOD, "K18": {VALUE: "たくさん"}}
TRAINED = {"K05": {VALUE: 800, NOTE: "会場を増やす"}}
NO_WORKBOOK = b"%PDF-1.7\n"


def rows(at: AppTest) -> list[str]:
    """What the rows say, in their order."""
    return [
        box.label.replace("\\", "").replace("\u2060", "")
        for box in at.expander
        if box.label.startswith("**")
    ]


@pytest.fixture
def four(bring: Callable[..., AppTest], form: Filled) -> AppTest:
    """One that is ready, one that is held, one that is no workbook, and a blank one."""
    return bring(
        form(TRAINED, department="生涯学習課"),
        form(HELD),
        NO_WORKBOOK,
        form({}, department="防災課"),
        names=("a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"),
    )


def test_what_needs_somebody_stands_first_with_department_year_and_matter(
    four: AppTest,
) -> None:
    unreadable, blank, held, ready = rows(four)
    assert unreadable.startswith("**c.xlsx**")
    assert "Excel" in unreadable
    assert blank.startswith("**防災課**\u3000令和7年度")
    assert "何も記入されていません" in blank
    assert held.startswith("**人事課**\u3000令和7年度")
    assert "K6 " in held
    assert "100%を超えています" in held
    assert held.endswith(":gray[b.xlsx]")
    assert ready.startswith("**生涯学習課**\u3000令和7年度\u3000登録できます")


def test_only_files_of_one_need_can_be_seen(four: AppTest) -> None:
    [control] = four.segmented_control
    assert control.options == [
        "すべて 4",
        "直すもの 2",
        "確かめるもの 1",
        "登録できるもの 1",
    ]
    at = control.set_value("CONFIRM").run()
    [held] = rows(at)
    assert held.startswith("**人事課**")


def test_a_row_stays_in_its_place_while_it_is_worked_on(four: AppTest) -> None:
    at = four.segmented_control[0].set_value("CONFIRM").run()
    at = at.radio[0].set_value("101.2").run()
    at = at.text_input(key=_reason_key(at)).set_value("他課からの参加を含む").run()
    [worked_on] = rows(at)
    assert "登録できます" in worked_on


def _reason_key(at: AppTest) -> str:
    [key] = [
        str(box.key)
        for box in at.text_input
        if str(box.key).startswith("upload_reason")
    ]
    return key


def test_after_all_are_registered_the_answer_is_brought_into_view(
    four: AppTest,
) -> None:
    before = state_of(four).steps
    at = press_button(with_name(four), "register")
    assert at.header[0].value.startswith("4件のファイル：登録1件")
    assert state_of(at).steps > before
    assert rows(at)[-1].startswith("**生涯学習課**\u3000令和7年度\u3000登録しました")


def test_a_few_files_are_not_filtered(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    at = bring(form(HELD), NO_WORKBOOK)
    assert len(rows(at)) == 2
    assert not at.segmented_control


def test_hostile_names_stand_letter_by_letter(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    at = bring(
        form({**GOOD, "K19": {VALUE: HOSTILE[:200]}}),
        NO_WORKBOOK,
        names=("**a** [x](http:x) 様式.xlsx", "計画.xlsx"),
    )
    assert not at.exception
    labels = "\n".join(box.label for box in at.expander)
    assert "[x](http" not in labels
    assert "<img src=x" not in labels


def test_a_changed_note_is_shown_before_and_after(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    at = bring(form({"K16": {NOTE: "研修を二回に増やす"}}))
    assert (
        at.header[0].value
        == "登録できます。変わる値はありません。記述が変わるのは1か所です。"
    )
    text = page_text(at)
    assert "（値は変わりません）" in text
    _figures, notes, *_schedule = [list(table.value.columns) for table in at.table]
    assert notes == ["指標", "要因・対応（今 → 新）"]
    assert "→ **研修を二回に増やす**" in text


def test_a_changed_comment_of_the_schedule_is_shown_before_and_after(
    bring: Callable[..., AppTest], form: Filled
) -> None:
    cells = {FormColumn.STATE: "実施中", FormColumn.COMMENT: "契約を結んだ"}
    at = bring(form({"3-1/1": cells}))
    assert "→ **契約を結んだ**" in page_text(at)

"""The progress that a filled-in form says of the schedule: what is taken, what is asked about, what must be mended."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import Severity
from dxkpi.plan import BarState, Progress
from dxkpi.returns import (
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    ReturnChange,
    WrittenCell,
)
from dxkpi.returns.checking import check_return
from dxkpi.returns.filled_form import CellLook
from tests.support.checking import (
    COMMENT,
    PERCENT,
    SCHEDULE,
    STATE,
    VALUE,
    YEAR,
    check_progress,
    choice_keys,
    codes_of,
    filled_row,
    finding_of,
    indicator,
    reported_progress,
    return_form,
)

# --- The schedule -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "state", "listed"),
    [
        ("実施中", BarState.IN_PROGRESS, False),
        ("in progress", BarState.IN_PROGRESS, False),
        ("進行中", BarState.IN_PROGRESS, True),
        ("済", BarState.DONE, True),
        ("未着手", BarState.NOT_STARTED, False),
        ("遅延", BarState.LATE, True),
        ("廃止", BarState.STOPPED, True),
        ("実施している", BarState.IN_PROGRESS, True),
        ("実施中（一部完了）", BarState.IN_PROGRESS, True),
        ("構築中", BarState.IN_PROGRESS, True),
        ("R8.3完了", BarState.DONE, True),
        ("検討済", BarState.DONE, True),
        ("未着手（R8着手予定）", BarState.NOT_STARTED, True),
        ("大幅に遅れ", BarState.LATE, True),
    ],
)
def test_a_state_is_taken_by_its_label_or_in_other_words(
    text: str, state: BarState, listed: bool
) -> None:
    answer = check_progress(text)
    assert answer.progress == {("1-2", "研修", 0): reported_progress(state)}
    assert codes_of(answer) == ({"read_as"} if listed else set())


@pytest.mark.parametrize(
    ("percent", "value", "listed"),
    [
        (50, "50", set()),
        ("50%", "50", {"read_as"}),
        ({"value": 0.5, "percent": True}, "50", set()),
        (None, None, set()),
        ("－", None, set()),
        (0, "0", set()),
        (1, "1", set()),
        (100, "100", set()),
    ],
)
def test_a_percentage_of_progress_is_between_0_and_100(
    percent: Any, value: str | None, listed: set[str]
) -> None:
    answer = check_progress("実施中", percent)
    assert answer.progress == {
        ("1-2", "研修", 0): reported_progress(
            percent=None if value is None else Decimal(value)
        )
    }
    assert codes_of(answer) == listed


@pytest.mark.parametrize(
    "percent", [101, -1, "半分", {"value": 50, "percent": True}, True]
)
def test_what_is_no_percentage_of_progress_must_be_mended(percent: Any) -> None:
    answer = check_progress("実施中", percent)
    assert (codes_of(answer), answer.progress) == ({"percent_outside"}, {})


def test_half_a_percent_of_progress_is_asked_about() -> None:
    answer = check_progress("実施中", 0.5)
    assert (choice_keys(finding_of(answer, "extra_text")), answer.accepted) == (
        ["50", "0.5"],
        False,
    )
    settled = check_progress("実施中", 0.5, None, Confirmation("extra_text", "工程!G7"))
    assert settled.progress == {
        ("1-2", "研修", 0): reported_progress(percent=Decimal(50))
    }


def test_progress_without_a_state_must_be_completed_unless_one_is_registered_for_the_year() -> (
    None
):
    assert codes_of(check_progress(None, 50)) == {"state_missing"}
    assert codes_of(
        check_progress(None, None, "順調", now=reported_progress(year=YEAR - 1))
    ) == {"state_missing"}
    answer = check_progress(
        None, 50, now=reported_progress(percent=Decimal(40), comment="前の")
    )
    assert answer.progress == {
        ("1-2", "研修", 0): reported_progress(percent=Decimal(50), comment="前の")
    }
    assert answer.changes == (
        ReturnChange("1-2/1", YEAR, "percent", Decimal(40), Decimal(50)),
    )


def test_an_unknown_state_is_answered_with_those_there_are() -> None:
    answer = check_progress("絶好調")
    assert codes_of(answer) == {"unknown_state"}
    labels = finding_of(answer, "unknown_state").facts["choices_"]
    assert labels == "未着手、実施中、完了、遅れ、中止"


def test_states_left_blank_are_told_once_and_change_nothing() -> None:
    own = return_form(indicator("K1"))
    answer = check_return(
        own,
        FilledForm(
            rows=(filled_row("K1", 7, {VALUE: 3}),),
            entry_rows=(filled_row("1-2/1", 7, {}, SCHEDULE),),
        ),
    )
    assert finding_of(answer, "states_blank").facts == {"n": 2}
    assert answer.accepted


def test_the_same_progress_again_is_no_change_and_last_years_is_said_anew() -> None:
    assert (
        check_progress("実施中", 40, now=reported_progress(percent=Decimal(40))).changes
        == ()
    )
    answer = check_progress(
        "実施中", now=reported_progress(year=YEAR - 1, percent=Decimal(40))
    )
    assert answer.changes == (
        ReturnChange("1-2/1", YEAR, "state", None, BarState.IN_PROGRESS),
    )
    assert answer.progress == {("1-2", "研修", 0): reported_progress()}


def test_bars_of_the_same_label_are_told_apart_by_their_code() -> None:
    own = return_form(indicator("K1"))
    rows = (
        filled_row("１－２／２", 7, {STATE: "完了"}, SCHEDULE),
        filled_row("2-1/1", 8, {STATE: "完了"}, SCHEDULE),
    )
    answer = check_return(own, FilledForm(entry_rows=rows))
    assert answer.progress == {("1-2", "研修", 1): reported_progress(BarState.DONE)}
    assert "other_departments_row" in codes_of(answer)


@pytest.mark.parametrize(
    ("state", "percent"), [("完了", 40), ("完了", 0), ("未着手", 50), ("遅れ", 100)]
)
def test_a_state_that_its_percentage_contradicts_waits_for_somebodys_word(
    state: str, percent: int
) -> None:
    answer = check_progress(state, percent)
    held = finding_of(answer, "state_and_percent")
    assert (held.severity, held.cell, answer.accepted) == (Severity.HOLD, "F7", False)
    assert check_progress(
        state, percent, None, Confirmation("state_and_percent", "F7")
    ).accepted


@pytest.mark.parametrize(
    ("state", "percent"),
    [
        ("完了", 100),
        ("完了", None),
        ("未着手", 0),
        ("遅れ", 0),
        ("実施中", 0),
        ("実施中", 100),
        ("中止", 40),
        ("中止", 100),
    ],
)
def test_a_state_that_its_percentage_may_go_with_is_not_asked_about(
    state: str, percent: int | None
) -> None:
    assert (
        codes_of(check_progress(state, percent)),
        check_progress(state, percent).accepted,
    ) == (set(), True)


@pytest.mark.parametrize("year", [YEAR - 2, YEAR - 1, YEAR])
@pytest.mark.parametrize("state", ["未着手", "実施中", "遅れ"])
def test_what_was_done_before_and_is_not_any_more_waits_for_somebodys_word(
    state: str, year: int
) -> None:
    done = reported_progress(BarState.DONE, year)
    answer = check_progress(state, now=done)
    assert (codes_of(answer), answer.accepted) == ({"done_before"}, False)
    assert len(answer.progress) == 1
    assert check_progress(
        state, None, None, Confirmation("done_before", "F7", None, "不具合"), now=done
    ).accepted


def test_what_was_done_before_may_stay_so_or_be_stopped() -> None:
    for state in ("完了", "中止"):
        assert (
            codes_of(
                check_progress(state, now=reported_progress(BarState.DONE, YEAR - 1))
            )
            == set()
        )


def test_progress_that_is_registered_already_is_not_asked_about_again() -> None:
    odd = reported_progress(BarState.DONE, percent=Decimal(40))
    assert (
        codes_of(check_progress("完了", 40, now=odd))
        == codes_of(check_progress("完了", 40, "説明", now=odd))
        == set()
    )
    assert codes_of(check_progress(None, 30, now=odd)) == {"state_and_percent"}


def test_progress_typed_on_the_screen_is_checked_alike_and_its_state_cannot_be_emptied_away() -> (
    None
):
    def progress(
        state: str | None, percent: str | None, now: Progress | None = None
    ) -> CheckedReturn:
        own = return_form(
            indicator("K1"), progress={("1-2", "研修", 0): now} if now else {}
        )
        values = {STATE: state, PERCENT: percent, COMMENT: None}
        return check_return(
            own,
            FilledForm(
                entry_rows=(
                    FilledRow(
                        "1-2/1",
                        {
                            name: WrittenCell("", "", text)
                            for name, text in values.items()
                        },
                    ),
                )
            ),
        )

    assert progress("実施中", "40").progress == {
        ("1-2", "研修", 0): reported_progress(percent=Decimal(40))
    }
    held = finding_of(progress("完了", "40"), "state_and_percent")
    assert (held.sheet, held.cell, held.where) == (None, None, "1-2/1")
    assert (
        codes_of(progress(None, None, reported_progress()))
        == codes_of(progress(None, "40"))
        == {"state_missing"}
    )
    assert codes_of(progress("実施中", "半分")) == {"percent_outside"}


@pytest.mark.parametrize(
    "text",
    ["導入済み", "済（R8.2）", "実施済み（令和8年2月）", "対応済み", "完了（3月）"],
)
def test_what_is_done_is_understood_with_its_month_behind_it(text: str) -> None:
    [progress] = check_progress(text).progress.values()
    assert progress.state is BarState.DONE


@pytest.mark.parametrize("text", ["完了（一部除く）", "実施済み（予定）", "順調", "●"])
def test_what_may_not_be_done_is_no_state(text: str) -> None:
    assert "unknown_state" in codes_of(check_progress(text))


@pytest.mark.parametrize(
    "text",
    [
        "完了（R9.3）",
        "R8着手",
        "令和8年度完了",
        "実施中（遅れ）",
        "完了（予定）",
        "完了（一部）",
        "毎年実施",
        "運用開始済み",
    ],
)
def test_a_state_of_a_later_year_or_with_another_beside_it_is_none(text: str) -> None:
    assert codes_of(check_progress(text)) == {"unknown_state"}


@pytest.mark.parametrize(
    ("look", "code"),
    [
        (CellLook(is_hidden=True), "hidden_figure"),
        (CellLook(legend="赤字は見込み"), "coloured_figure"),
    ],
)
def test_a_state_and_a_percentage_are_asked_about_by_their_look(
    look: CellLook, code: str
) -> None:
    state = check_progress({"value": "実施中", "look": look})
    assert (codes_of(state), state.accepted) == ({code}, False)
    percent = check_progress("実施中", {"value": 40, "look": look})
    assert (codes_of(percent), percent.accepted) == ({code}, False)


def test_a_fraction_of_what_is_to_be_done_is_a_percentage() -> None:
    held = finding_of(check_progress("実施中", "3課/5課"), "extra_text")
    assert choice_keys(held) == ["60"]

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
from tests.support.checking import (
    COMMENT,
    PERCENT,
    SCHEDULE,
    STATE,
    VALUE,
    YEAR,
    bar,
    came,
    form,
    found,
    indicator,
    keys,
    message_of,
    row,
    told,
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
    ],
)
def test_a_state_is_taken_by_its_label_or_in_other_words(
    text: str, state: BarState, listed: bool
) -> None:
    answer = bar(text)
    assert answer.progress == {("1-2", "研修", 0): came(state)}
    assert told(answer) == ({"read_as"} if listed else set())


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
    answer = bar("実施中", percent)
    assert answer.progress == {
        ("1-2", "研修", 0): came(percent=None if value is None else Decimal(value))
    }
    assert told(answer) == listed


@pytest.mark.parametrize(
    "percent", [101, -1, "半分", {"value": 50, "percent": True}, True]
)
def test_what_is_no_percentage_of_progress_must_be_mended(percent: Any) -> None:
    answer = bar("実施中", percent)
    assert (told(answer), answer.progress) == ({"percent_outside"}, {})


def test_half_a_percent_of_progress_is_asked_about() -> None:
    answer = bar("実施中", 0.5)
    assert (keys(found(answer, "extra_text")), answer.accepted) == (
        ["50", "0.5"],
        False,
    )
    settled = bar("実施中", 0.5, None, Confirmation("extra_text", "工程!G7"))
    assert settled.progress == {("1-2", "研修", 0): came(percent=Decimal(50))}


def test_progress_without_a_state_must_be_completed_unless_one_is_registered_for_the_year() -> (
    None
):
    assert told(bar(None, 50)) == {"state_missing"}
    assert told(bar(None, None, "順調", now=came(year=YEAR - 1))) == {"state_missing"}
    answer = bar(None, 50, now=came(percent=Decimal(40), comment="前の"))
    assert answer.progress == {
        ("1-2", "研修", 0): came(percent=Decimal(50), comment="前の")
    }
    assert answer.changes == (
        ReturnChange("1-2/1", YEAR, "percent", Decimal(40), Decimal(50)),
    )


def test_an_unknown_state_is_answered_with_those_there_are() -> None:
    answer = bar("絶好調")
    assert told(answer) == {"unknown_state"}
    assert "未着手、実施中、完了、遅れ、中止" in message_of(
        found(answer, "unknown_state")
    )


def test_states_left_blank_are_told_once_and_change_nothing() -> None:
    own = form(indicator("K1"))
    answer = check_return(
        own,
        FilledForm(
            rows=(row("K1", 7, {VALUE: 3}),), bars=(row("1-2/1", 7, {}, SCHEDULE),)
        ),
    )
    assert "2" in message_of(found(answer, "states_blank"))
    assert answer.accepted


def test_the_same_progress_again_is_no_change_and_last_years_is_said_anew() -> None:
    assert bar("実施中", 40, now=came(percent=Decimal(40))).changes == ()
    answer = bar("実施中", now=came(year=YEAR - 1, percent=Decimal(40)))
    assert answer.changes == (
        ReturnChange("1-2/1", YEAR, "state", None, BarState.IN_PROGRESS),
    )
    assert answer.progress == {("1-2", "研修", 0): came()}


def test_bars_of_the_same_label_are_told_apart_by_their_code() -> None:
    own = form(indicator("K1"))
    rows = (
        row("１－２／２", 7, {STATE: "完了"}, SCHEDULE),
        row("2-1/1", 8, {STATE: "完了"}, SCHEDULE),
    )
    answer = check_return(own, FilledForm(bars=rows))
    assert answer.progress == {("1-2", "研修", 1): came(BarState.DONE)}
    assert "other_departments_row" in told(answer)


@pytest.mark.parametrize(
    ("state", "percent"), [("完了", 40), ("完了", 0), ("未着手", 50), ("遅れ", 100)]
)
def test_a_state_that_its_percentage_contradicts_waits_for_somebodys_word(
    state: str, percent: int
) -> None:
    answer = bar(state, percent)
    held = found(answer, "state_and_percent")
    assert (held.severity, held.cell, answer.accepted) == (Severity.HOLD, "F7", False)
    assert bar(state, percent, None, Confirmation("state_and_percent", "F7")).accepted


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
    assert (told(bar(state, percent)), bar(state, percent).accepted) == (set(), True)


@pytest.mark.parametrize("year", [YEAR - 2, YEAR - 1, YEAR])
@pytest.mark.parametrize("state", ["未着手", "実施中", "遅れ"])
def test_what_was_done_before_and_is_not_any_more_waits_for_somebodys_word(
    state: str, year: int
) -> None:
    done = came(BarState.DONE, year)
    answer = bar(state, now=done)
    assert (told(answer), answer.accepted) == ({"done_before"}, False)
    assert len(answer.progress) == 1
    assert bar(
        state, None, None, Confirmation("done_before", "F7", None, "不具合"), now=done
    ).accepted


def test_what_was_done_before_may_stay_so_or_be_stopped() -> None:
    for state in ("完了", "中止"):
        assert told(bar(state, now=came(BarState.DONE, YEAR - 1))) == set()


def test_progress_that_is_registered_already_is_not_asked_about_again() -> None:
    odd = came(BarState.DONE, percent=Decimal(40))
    assert (
        told(bar("完了", 40, now=odd))
        == told(bar("完了", 40, "説明", now=odd))
        == set()
    )
    assert told(bar(None, 30, now=odd)) == {"state_and_percent"}


def test_progress_typed_on_the_screen_is_checked_alike_and_its_state_cannot_be_emptied_away() -> (
    None
):
    def progress(
        state: str | None, percent: str | None, now: Progress | None = None
    ) -> CheckedReturn:
        own = form(indicator("K1"), progress={("1-2", "研修", 0): now} if now else {})
        values = {STATE: state, PERCENT: percent, COMMENT: None}
        return check_return(
            own,
            FilledForm(
                bars=(
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
        ("1-2", "研修", 0): came(percent=Decimal(40))
    }
    held = found(progress("完了", "40"), "state_and_percent")
    assert (held.sheet, held.cell, held.where) == (None, None, "1-2/1")
    assert (
        told(progress(None, None, came()))
        == told(progress(None, "40"))
        == {"state_missing"}
    )
    assert told(progress("実施中", "半分")) == {"percent_outside"}

"""A filled-in form against the plan, cell by cell: what is taken, what is asked about, what must be mended."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import SEVERITIES, UNREADABLE, FactList, Severity
from dxkpi.plan import (
    Actual,
    Aggregation,
    Baseline,
    Indicator,
    Measure,
    Missing,
    Policy,
    ReachTarget,
)
from dxkpi.returns import (
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    ReturnChange,
    WrittenCell,
)
from dxkpi.returns.cell_reading import LONGEST_TEXT
from dxkpi.returns.checking import check_return
from dxkpi.wording import language
from tests.support.checking import (
    AS_OF,
    FIGURES,
    MISSING,
    NOON,
    NOTE,
    SCHEDULE,
    STATE,
    TARGET,
    VALUE,
    YEAR,
    YES_NO,
    actual,
    ask,
    bar,
    form,
    found,
    indicator,
    keys,
    message_of,
    new,
    overtaken,
    row,
    told,
)

# --- Number cells -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (64, "64"),
        (64.4, "64.4"),
        (0.1 + 0.2, "0.3"),
        (75.0, "75"),
        (-0.0, "0"),
        (Decimal("64.40"), "64.40"),
        (12345678901234567890, "12345678901234567890"),
    ],
)
def test_a_number_cell_is_taken_with_the_digits_that_excel_shows(
    cell: Any, value: str
) -> None:
    answer = ask(indicator("K1", decimals=1), cell)
    assert str(new(answer).value) == value
    assert answer.accepted
    assert told(answer) <= {"finer_than_plan"}


def test_a_number_finer_than_the_plan_prints_is_kept_and_told() -> None:
    answer = ask(indicator("K1", "%", decimals=1), 66.666666666666671)
    assert str(new(answer).value) == "66.6666666666667"
    assert found(answer, "finer_than_plan").severity is Severity.INFO


def test_a_cell_of_percentages_counts_a_hundred_times() -> None:
    answer = ask(
        indicator("K1", "%", "64.4", decimals=1), {"value": 0.6640, "percent": True}
    )
    assert str(new(answer).value) == "66.4"
    assert told(answer) == {"percent_cell"}
    assert found(answer, "percent_cell").value == "0.664"


def test_64_4_in_a_cell_of_percentages_shown_as_6440_percent_is_asked_about() -> None:
    one = indicator("K1", "%", "62", decimals=1)
    answer = ask(one, {"value": 64.4, "percent": True})
    held = found(answer, "ratio_as_share")
    assert (keys(held), held.proposed, held.where) == (["64.4", "6440"], "64.4", "K7")
    assert not answer.accepted
    taken = ask(
        one, {"value": 64.4, "percent": True}, Confirmation("ratio_as_share", "K7")
    )
    assert taken.accepted
    assert new(taken).value == Decimal("64.4")
    strange = ask(
        one,
        {"value": 64.4, "percent": True},
        Confirmation("ratio_as_share", "K7", "6440"),
    )
    assert "over_hundred" in {
        f.code for f in strange.findings if f.severity is Severity.HOLD
    }


def test_a_share_that_may_exceed_100_is_read_from_a_cell_of_percentages_as_it_is_shown() -> (
    None
):
    answer = ask(indicator("K1", "%", "120"), {"value": 1.25, "percent": True})
    assert (new(answer).value, told(answer)) == (Decimal(125), {"percent_cell"})


@pytest.mark.parametrize(("value", "proposed"), [(0.12, "12"), (12, "12")])
def test_percentages_where_things_are_counted_are_asked_about(
    value: float, proposed: str
) -> None:
    held = found(
        ask(indicator("K1", "件", "11"), {"value": value, "percent": True}),
        "other_unit",
    )
    assert (held.proposed, len(held.choices)) == (proposed, 2)


def test_a_date_in_a_number_cell_is_to_be_mended() -> None:
    for value in (date(2026, 3, 31), NOON.replace(day=31)):
        answer = ask(indicator("K1"), value)
        assert told(answer) == {"date_as_number"}
        assert found(answer, "date_as_number").value == "2026-03-31"


def test_a_formula_counts_with_its_result_and_without_one_must_be_saved_again() -> None:
    answer = ask(indicator("K1"), {"value": 12, "formula": True})
    assert (new(answer).value, told(answer)) == (Decimal(12), {"formula_result"})
    assert told(ask(indicator("K1"), {"value": None, "formula": True})) == {"no_result"}
    assert told(ask(indicator("K1"), {"value": "#REF!", "formula": True})) == {
        "error_value"
    }
    empty = {"value": None, "formula": True}
    assert told(ask(indicator("K1"), 4, missing=empty, as_of=empty, note=empty)) == {
        "no_result"
    }
    assert told(bar(empty)) == {"no_result"}


def test_true_is_no_figure_and_too_many_digits_are_said() -> None:
    assert told(ask(indicator("K1"), True)) == {"not_a_number"}
    for huge in (
        10**40,
        10**5000,
        1e300,
        Decimal("1e999999"),
        float("inf"),
        float("nan"),
        Decimal("NaN"),
        "9" * 40,
    ):
        assert told(ask(indicator("K1"), huge)) == {"too_many_digits"}, huge
    assert told(ask(indicator("K1", "%"), {"value": 9.99e28, "percent": True})) == {
        "too_many_digits"
    }


# --- Text cells ---------------------------------------------------------------------------------------------------------


def test_text_that_is_read_as_a_number_is_told() -> None:
    answer = ask(indicator("K1", "%", "62", decimals=1), "６４．４％")
    assert new(answer).value == Decimal("64.4")
    assert (found(answer, "read_as").value, found(answer, "read_as").cell) == (
        "６４．４％",
        "K7",
    )


def test_a_number_stored_as_text_is_no_matter() -> None:
    assert told(ask(indicator("K1"), "64")) == set()


def test_about_30_is_taken_as_approximate() -> None:
    answer = ask(indicator("K1", "件"), "約30件")
    assert (new(answer).value, new(answer).approximate) == (Decimal(30), True)
    assert told(answer) == {"approximate"}


@pytest.mark.parametrize(
    ("text", "key"), [("43（16）", "43"), ("12※", "12"), ("17(うち採用4)", "17")]
)
def test_a_figure_with_a_remark_waits_for_somebodys_word(text: str, key: str) -> None:
    one = indicator("K1", "件")
    held = found(ask(one, text), "extra_text")
    assert (keys(held), held.proposed) == ([key], key)
    answer = ask(one, text, Confirmation("extra_text", "実績!K7", None, "電話で確認"))
    assert answer.accepted
    assert new(answer).value == Decimal(key)
    settled = found(answer, "extra_text")
    assert (settled.severity, settled.reason, settled.proposed) == (
        Severity.INFO,
        "電話で確認",
        key,
    )


def test_a_range_needs_a_choice_and_nothing_is_proposed() -> None:
    one = indicator("K1", "件")
    answer = ask(one, "10～12")
    held = found(answer, "range")
    assert (keys(held), held.proposed, answer.actuals) == (["10", "12"], None, {})
    for choice, taken in ((None, {}), ("11", {}), ("12", {"K1": actual(12)})):
        assert ask(one, "10～12", Confirmation("range", "K7", choice)).actuals == taken


def test_another_unit_waits_for_somebodys_word() -> None:
    held = found(ask(indicator("K1", "人"), "70件"), "other_unit")
    assert "人" in message_of(held)
    assert keys(held) == ["70"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("集計中", "needs_reason"),
        ("－", "needs_reason"),
        ("######", "needs_reason"),
        ("#DIV/0!", "error_value"),
        ("#N/A", "error_value"),
        ("17名くらいか", "not_a_number"),
        ("1,23", "not_a_number"),
        ("①", "not_a_number"),
        ("二十", "not_a_number"),
        ("a\x00b", "not_a_number"),
    ],
)
def test_text_without_a_figure_must_be_mended(text: str, code: str) -> None:
    answer = ask(indicator("K1", "件"), text)
    assert told(answer) == {code}
    assert answer.actuals == {}


def test_a_word_for_no_figure_names_the_column_and_the_reason_that_fits() -> None:
    message = message_of(found(ask(indicator("K1"), "公表待ち"), "needs_reason"))
    assert "未報告の理由" in message
    assert "未公表" in message


# --- Reasons ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason", "listed"),
    [
        ("未公表", Missing.NOT_PUBLISHED, False),
        ("not published", Missing.NOT_PUBLISHED, False),
        (" 未公表 ", Missing.NOT_PUBLISHED, False),
        ("公表待ち", Missing.NOT_PUBLISHED, True),
        ("該当なし", Missing.NOT_APPLICABLE, True),
        ("廃止", Missing.DISCONTINUED, True),
    ],
)
def test_a_reason_is_taken_by_its_label_or_in_other_words(
    text: str, reason: Missing, listed: bool
) -> None:
    answer = ask(indicator("K1"), missing=text)
    assert new(answer) == actual(missing=reason)
    assert told(answer) == ({"reason_read"} if listed else set())


def test_an_unknown_reason_is_answered_with_those_there_are() -> None:
    answer = ask(indicator("K1"), missing="忙しい")
    assert told(answer) == {"unknown_reason"}
    assert "未提出、未公表、評価困難、中止、対象外" in message_of(
        found(answer, "unknown_reason")
    )


@pytest.mark.parametrize("text", ["－", "集計中", "#N/A", "調べていないため"])
def test_a_chosen_reason_wins_over_words_in_the_value_cell_and_this_is_told(
    text: str,
) -> None:
    answer = ask(indicator("K1"), text, missing="評価困難")
    assert new(answer) == actual(missing=Missing.CANNOT_BE_EVALUATED)
    assert (told(answer), found(answer, "reason_read").value) == ({"reason_read"}, text)


@pytest.mark.parametrize("said", [0, 12, "約30", "43（16）"])
def test_a_figure_beside_a_reason_must_be_mended(said: Any) -> None:
    assert told(ask(indicator("K1"), said, missing="未公表")) == {"figure_and_reason"}


def test_a_figure_takes_the_place_of_the_reason_that_the_form_came_with() -> None:
    one = indicator(
        "K1", actuals=(actual(missing=Missing.NOT_SUBMITTED, as_of="2026-03"),)
    )
    answer = ask(one, 4, missing="未提出", as_of="R8.3")
    assert answer.accepted
    assert new(answer) == actual(4, as_of="2026-03")
    assert [(c.field, c.old, c.new) for c in answer.changes] == [
        ("value", None, Decimal(4)),
        ("missing", Missing.NOT_SUBMITTED, None),
    ]


@pytest.mark.parametrize("text", ["－", "なし", "-"])
def test_a_stroke_in_the_reasons_column_is_no_reason(text: str) -> None:
    assert new(ask(indicator("K1"), 4, missing=text)) == actual(4)


# --- Blank --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [None, "", " ", "　\n", "'"])
def test_a_blank_figure_must_be_written_or_explained(text: str | None) -> None:
    answer = ask(indicator("K1"), text, as_of="R8.3", note="多忙のため")
    assert told(answer) == {"blank"}
    assert found(answer, "blank").cell == "K7"


def test_a_figure_that_was_registered_cannot_be_emptied_away() -> None:
    answer = ask(indicator("K1", "件", actuals=(actual(21),)), note="x")
    assert told(answer) == {"blank_registered"}
    assert "21件" in message_of(found(answer, "blank_registered"))
    reason = indicator("K1", "件", actuals=(actual(missing=Missing.NOT_PUBLISHED),))
    assert told(ask(reason, note="x")) == {"blank_registered"}


def test_a_blank_figure_is_left_to_the_other_departments_that_are_asked_for_it() -> (
    None
):
    shared = Measure(number="3-1", name="共管", departments=("人事課", "市民課"))
    one = indicator("K1", "%", "60", department=None, measure="3-1")
    own = form(one, indicator("K2"))
    plan = own.plan.model_copy(
        update={
            "policies": (
                *own.plan.policies,
                Policy(number="3", name="x", measures=(shared,)),
            )
        }
    )
    rows = (row("K1", 7, {}), row("K2", 8, {VALUE: 3}))
    answer = check_return(replace(own, plan=plan), FilledForm(rows=rows))
    assert (answer.accepted, told(answer), set(answer.actuals)) == (
        True,
        {"blank_shared"},
        {"K2"},
    )
    rows = (row("K1", 7, {NOTE: "わが課の分"}), row("K2", 8, {VALUE: 3}))
    assert told(check_return(replace(own, plan=plan), FilledForm(rows=rows))) == {
        "blank"
    }


def test_a_form_with_nothing_but_the_months_it_came_with_is_said_to_be_empty() -> None:
    own = form(indicator("K1"), indicator("K2"))
    rows = (row("K1", 7, {AS_OF: "R8.3"}), row("K2", 8, {}))
    assert [f.code for f in check_return(own, FilledForm(rows=rows)).findings] == [
        "nothing_filled"
    ]
    assert [f.code for f in check_return(own, FilledForm()).findings] == [
        "nothing_filled"
    ]


def test_a_column_that_is_not_there_leaves_what_is_registered() -> None:
    stored = actual(21, as_of="2026-03", note="増やす")
    one = indicator("K1", actuals=(stored,))
    answer = check_return(
        form(one), FilledForm(rows=(row("K1", 7, {VALUE: 22}, (VALUE,)),))
    )
    assert new(answer) == actual(22, as_of="2026-03", note="増やす")
    answer = check_return(
        form(one), FilledForm(rows=(row("K1", 7, {NOTE: "別"}, (NOTE,)),))
    )
    assert new(answer) == actual(21, as_of="2026-03", note="別")


# --- Yes or no ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("実施", 1),
        ("未実施", 0),
        ("済", 1),
        ("未", 0),
        ("○", 1),
        ("〇", 1),
        ("×", 0),
        ("はい", 1),
        ("いいえ", 0),
        ("有", 1),
        ("無", 0),
        ("あり", 1),
        ("なし", 0),
        (1, 1),
        (0, 0),
        (1.0, 1),
        ("１", 1),
        (True, 1),
        (False, 0),
        ("TRUE", 1),
        ("yes", 1),
        ("No", 0),
    ],
)
def test_yes_and_no_are_understood_in_their_forms(said: Any, value: int) -> None:
    answer = ask(indicator("K1", **YES_NO), said, note="x")
    assert new(answer).value == value
    assert told(answer) == (set() if said in ("実施", "未実施") else {"read_as"})


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("たぶん", "yes_or_no"),
        (2, "yes_or_no"),
        (0.5, "yes_or_no"),
        (date(2026, 3, 1), "yes_or_no"),
        ("検討中", "needs_reason"),
        ("#N/A", "error_value"),
    ],
)
def test_what_is_neither_yes_nor_no_must_be_mended(said: Any, code: str) -> None:
    assert told(ask(indicator("K1", **YES_NO), said)) == {code}


# --- Months -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "as_of", "listed"),
    [
        ("R8.3末", "2026-03", False),
        ("令和8年3月31日", "2026-03-31", False),
        ("2026-03", "2026-03", False),
        ("令和８年３月", "2026-03", False),
        (date(2026, 3, 31), "2026-03-31", False),
        (NOON, "2026-03", True),
        (46112, "2026-03-31", True),
        ("46112", "2026-03-31", True),
        (2026.3, "2026-03", True),
        (8.3, "2026-03", True),
        (202603, "2026-03", True),
        ("3月末", "2026-03", True),
        ("4月", "2025-04", True),
        ("3/31", "2026-03-31", True),
        ("令和7年度", None, False),
        ("R7", None, True),
        (2025, None, True),
        ("－", None, False),
        (None, None, False),
        ("未定", None, False),
    ],
)
def test_a_month_is_read_as_people_write_it(
    said: Any, as_of: str | None, listed: bool
) -> None:
    answer = ask(indicator("K1"), 4, as_of=said)
    assert new(answer).as_of == as_of
    assert told(answer) == ({"as_of_read"} if listed else set())


@pytest.mark.parametrize(
    "said", ["R8.4", "令和6年度", date(2026, 4, 1), 2024, "2019-05"]
)
def test_a_month_of_another_fiscal_year_must_be_mended(said: Any) -> None:
    assert told(ask(indicator("K1"), 4, as_of=said)) == {"as_of_other_year"}


@pytest.mark.parametrize(
    "said",
    ["春ごろ", "R8.13", True, 3.7, "9" * 5000, "2026-02-30", 7.3, "7.3", "#REF!"],
)
def test_what_is_no_month_must_be_mended(said: Any) -> None:
    assert told(ask(indicator("K1"), 4, as_of=said)) == {"as_of_unreadable"}


def test_a_blank_month_and_the_months_own_day_leave_the_registered_one() -> None:
    one = indicator("K1", actuals=(actual(21, as_of="2026-03-31"),))
    for said in (None, "R8.3", "令和7年度"):
        assert new(ask(one, 22, as_of=said)).as_of == "2026-03-31"
    assert new(ask(one, 22, as_of="R8.2")).as_of == "2026-02"


# --- Values that a person should look at --------------------------------------------------------------------------------


def test_0_664_where_last_year_was_64_4_is_asked_about() -> None:
    one = indicator("K1", "%", "64.4", decimals=1)
    answer = ask(one, 0.664)
    held = found(answer, "share_as_ratio")
    assert (keys(held), held.proposed, held.value) == (
        ["66.4", "0.664"],
        "66.4",
        "0.664",
    )
    assert new(answer).value == Decimal("66.4")
    assert not answer.accepted
    assert new(
        ask(one, 0.664, Confirmation("share_as_ratio", "K7", "66.4"))
    ).value == Decimal("66.4")
    again = ask(one, 0.664, Confirmation("share_as_ratio", "K7", "0.664"))
    assert [f.code for f in again.findings if f.severity is Severity.HOLD] == ["jump"]


def test_a_confirmed_share_is_looked_at_again_as_what_it_is_now() -> None:
    answer = ask(
        indicator("K1", "%", "20"), 0.664, Confirmation("share_as_ratio", "K7")
    )
    assert found(answer, "jump").value == "0.664"
    assert "66.4%" in message_of(found(answer, "jump"))


@pytest.mark.parametrize(
    ("last", "said"), [("0.8", 0.9), ("2", 1), ("64.4", "0.7%"), ("0.5", 0.01)]
)
def test_small_shares_are_not_taken_for_ratios(last: str, said: Any) -> None:
    assert "share_as_ratio" not in told(
        ask(indicator("K1", "%", last, decimals=1), said)
    )


@pytest.mark.parametrize(
    ("one", "said", "code"),
    [
        (indicator("K1", "%", "98.7", decimals=1), 101.2, "over_hundred"),
        (indicator("K1", "件", "30"), -3, "negative"),
        (
            indicator("K1", "件", "30", aggregation=Aggregation.CUMULATIVE),
            29,
            "cumulative_falls",
        ),
        (indicator("K1", "%", "40"), 71, "jump"),
        (indicator("K1", "%", "40"), 9, "jump"),
        (indicator("K1", "%", "3"), 10, "jump"),
        (indicator("K1", "件", "30"), 91, "jump"),
        (indicator("K1", "件", "30"), 9, "jump"),
        (indicator("K1", "件", "30"), 0, "jump"),
        (indicator("K1", "億円", "1.2", decimals=1), 12, "jump"),
        (
            indicator(
                "K1", "件", baseline=Baseline(fiscal_year=2022, value=Decimal(30))
            ),
            3000,
            "jump",
        ),
    ],
)
def test_an_unlikely_figure_is_held_and_registered_once_somebody_says_it_is_right(
    one: Indicator, said: Any, code: str
) -> None:
    answer = ask(one, said)
    assert told(answer) == {code}
    held = found(answer, code)
    assert (held.severity, keys(held), held.proposed) == (
        Severity.HOLD,
        [str(said)],
        str(said),
    )
    confirmed = ask(one, said, Confirmation(code, "k7", None, "特別な調査のため"))
    assert confirmed.accepted
    assert new(confirmed).value == Decimal(str(said))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (indicator("K1", "%", "120"), 130),
        (
            indicator(
                "K1",
                "%",
                "80",
                target=ReachTarget(value=Decimal(110), fiscal_year=2028),
            ),
            105,
        ),
        (indicator("K1", "件", "-30"), -35),
        (indicator("K1", "%", "40"), 70),
        (indicator("K1", "%", "2"), "6.5"),
        (indicator("K1", "件", "30"), 90),
        (indicator("K1", "件", "30"), 10),
        (indicator("K1", "件", "2"), 9),
        (indicator("K1", "件", "0"), 500),
        (indicator("K1", "件"), 5000),
        (indicator("K1", "件", "30", aggregation=Aggregation.CUMULATIVE), 30),
    ],
)
def test_likely_figures_are_not_held(one: Indicator, said: Any) -> None:
    assert ask(one, said).accepted


def test_a_figure_that_is_registered_already_is_not_asked_about_again() -> None:
    one = indicator("K1", "%", "64.4")
    stored = one.model_copy(update={"actuals": (*one.actuals, actual("101.2"))})
    answer = ask(stored, 101.2)
    assert (told(answer), answer.actuals) == (set(), {})


@pytest.mark.parametrize(
    "word",
    [
        Confirmation("jump", "K8"),
        Confirmation("over_hundred", "K7"),
        Confirmation("jump", "K7", "900"),
        Confirmation("jump", "工程!K7"),
        Confirmation("jump", ""),
    ],
)
def test_a_word_about_something_else_settles_nothing(word: Confirmation) -> None:
    answer = ask(indicator("K1", "件", "30"), 910, word)
    assert found(answer, "jump").severity is Severity.HOLD


# --- The note -----------------------------------------------------------------------------------------------------------


def test_who_falls_behind_must_say_why() -> None:
    one = indicator(
        "K1",
        "%",
        "62",
        baseline=Baseline(fiscal_year=2022, value=Decimal(60)),
        target=TARGET,
        decimals=1,
    )
    answer = ask(one, 62.5)
    asked = found(answer, "comment_required")
    assert (asked.cell, asked.severity, told(answer)) == (
        "O7",
        Severity.ERROR,
        {"comment_required"},
    )
    assert ask(one, 62.5, note="研修を増やす").accepted
    assert ask(one, 75).accepted
    assert told(ask(one, 62.5, note="－")) == {"comment_required"}
    alone = check_return(
        form(one), FilledForm(rows=(row("K1", 7, {VALUE: 62.5}, (VALUE,)),))
    )
    assert found(alone, "comment_required").cell == "K7"


def test_a_note_taken_out_of_its_cell_is_deleted_and_this_is_shown() -> None:
    one = indicator("K1", actuals=(actual(21, note="古い"),))
    answer = ask(one, 21)
    assert answer.changes == (ReturnChange("K1", YEAR, "note", "古い", None),)


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("あ" * (LONGEST_TEXT + 1), "too_long"),
        ("a\x00b", "unstorable"),
        ("\ud800", "unstorable"),
        ("#REF!", "error_in_text"),
    ],
)
def test_a_note_that_cannot_be_kept_must_be_mended(note: str, code: str) -> None:
    answer = ask(indicator("K1"), 4, note=note)
    assert told(answer) == {code}
    assert found(answer, code).cell == "O7"
    assert "\x00" not in str(found(answer, code).value)


def test_a_note_is_kept_as_it_is_written_with_its_lines() -> None:
    assert new(ask(indicator("K1"), 4, note=" =1+1\r\n二行目 ")).note == "=1+1\n二行目"
    assert new(ask(indicator("K1"), 4, note=12.0)).note == "12"


# --- Old and new --------------------------------------------------------------------------------------------------------


def test_what_is_equal_to_the_store_is_no_change() -> None:
    stored = actual("75.00", as_of="2026-03", note="行1\n行2", approximate=True)
    one = indicator(
        "K1",
        "%",
        "74",
        actuals=(Actual(fiscal_year=YEAR - 1, value=Decimal(74)), stored),
        decimals=1,
    )
    answer = ask(one, 75, as_of="R8.3", note="行1\r\n行2 ")
    assert (answer.changes, answer.actuals, answer.accepted) == ((), {}, True)
    plain = ask(one, "75.0", as_of="R8.3", note="行1\n行2")
    assert plain.changes == (ReturnChange("K1", YEAR, "approximate", True, False),)


def test_a_figure_with_more_digits_than_a_cell_keeps_comes_back_unchanged() -> None:
    one = indicator("K1", "%", actuals=(actual("66.666666666666666667"),))
    assert ask(one, float("66.666666666666666667")).changes == ()


def test_changes_are_listed_field_by_field() -> None:
    one = indicator(
        "K1",
        "件",
        "20",
        actuals=(
            Actual(fiscal_year=YEAR - 1, value=Decimal(20)),
            actual(21, note="古い"),
        ),
    )
    answer = ask(one, "約22", as_of="R8.3", note="新しい")
    assert [(c.field, c.old, c.new) for c in answer.changes] == [
        ("value", Decimal(21), Decimal(22)),
        ("as_of", None, "2026-03"),
        ("note", "古い", "新しい"),
        ("approximate", False, True),
    ]
    assert {(c.place, c.fiscal_year) for c in answer.changes} == {("K1", YEAR)}


def test_a_year_that_is_not_over_is_told_once() -> None:
    own = form(indicator("K1"), indicator("K2"), last_closed=YEAR - 1)
    answer = check_return(
        own, FilledForm(rows=(row("K1", 7, {VALUE: 3}), row("K2", 8, {VALUE: 4})))
    )
    assert [f.severity for f in answer.findings if f.code == "year_not_over"] == [
        Severity.WARNING
    ]
    assert answer.accepted


# --- Somebody else was faster -------------------------------------------------------------------------------------------


NOW = indicator(
    "K1",
    "件",
    actuals=(
        Actual(fiscal_year=YEAR - 1, value=Decimal(20)),
        actual(22, note="佐藤の"),
    ),
)


@pytest.mark.parametrize(
    ("then", "said"),
    [
        (actual(21), {"said": 21}),
        (None, {}),
        (actual(missing=Missing.NOT_PUBLISHED), {"missing": "未公表"}),
    ],
)
def test_a_cell_as_the_form_had_it_leaves_what_was_registered_meanwhile(
    then: Actual | None, said: Any
) -> None:
    answer = ask(NOW, overtaken=overtaken(then), others=(indicator("K2"),), **said)
    if not said:  # the row is blank: something else must be filled in
        own = form(NOW, indicator("K2"))
        rows = (row("K1", 7, {AS_OF: "R8.3"}), row("K2", 8, {VALUE: 3}))
        answer = check_return(own, FilledForm(rows=rows), {"K1": overtaken(then)})
    assert told(answer) == {"stored_kept"}
    assert "K1" not in answer.actuals
    assert "22件" in message_of(found(answer, "stored_kept"))


def test_a_cell_that_says_what_was_registered_meanwhile_is_no_matter() -> None:
    assert told(ask(NOW, 22, note="佐藤の", overtaken=overtaken(actual(21)))) == set()


def test_two_different_figures_are_both_shown_and_one_is_chosen() -> None:
    answer = ask(NOW, 23, note="佐藤の", overtaken=overtaken(actual(21)))
    held = found(answer, "changed_meanwhile")
    assert (keys(held), held.proposed, answer.actuals) == (["file", "stored"], None, {})
    assert all(words in message_of(held) for words in ("22件", "佐藤", "23件"))
    assert not ask(
        NOW,
        23,
        Confirmation("changed_meanwhile", "K7"),
        overtaken=overtaken(actual(21)),
    ).accepted
    file = ask(
        NOW,
        23,
        Confirmation("changed_meanwhile", "K7", "file"),
        note="佐藤の",
        overtaken=overtaken(actual(21)),
    )
    assert new(file) == actual(23, note="佐藤の")
    stored = ask(
        NOW,
        23,
        Confirmation("changed_meanwhile", "K7", "stored"),
        note="佐藤の",
        overtaken=overtaken(actual(21)),
    )
    assert (stored.accepted, stored.actuals) == (True, {})


def test_a_figure_that_was_withdrawn_meanwhile_is_not_dropped_silently() -> None:
    gone = indicator("K1", "件")
    assert keys(
        found(ask(gone, 21, overtaken=overtaken(actual(21))), "changed_meanwhile")
    ) == ["file", "stored"]
    assert told(ask(gone, note="x", overtaken=overtaken(actual(21)))) == {"blank"}
    noted = indicator("K1", "件", actuals=(actual(note="後日"),))
    assert told(ask(noted, note="後日", overtaken=overtaken(None))) == {"blank"}


def test_two_different_notes_are_both_shown_and_one_is_chosen() -> None:
    then = overtaken(actual(22, note="古い"))
    assert told(ask(NOW, 22, note="古い", overtaken=then)) == set()
    held = found(ask(NOW, 22, note="鈴木の", overtaken=then), "changed_meanwhile")
    assert held.cell == "O7"
    taken = ask(
        NOW,
        22,
        Confirmation("changed_meanwhile", "O7", "file"),
        note="鈴木の",
        overtaken=then,
    )
    assert new(taken).note == "鈴木の"


# --- Rows ---------------------------------------------------------------------------------------------------------------


def test_rows_are_found_by_their_code_however_it_is_written() -> None:
    own = form(indicator("K1"), indicator("K2"))
    answer = check_return(
        own, FilledForm(rows=(row("Ｋ２ ", 7, {VALUE: 3}), row("k1", 8, {VALUE: 4})))
    )
    assert {code: entry.value for code, entry in answer.actuals.items()} == {
        "K2": 3,
        "K1": 4,
    }


def test_unknown_rows_and_rows_of_others_are_told_where_something_is_written() -> None:
    own = form(indicator("K1"))
    rows = (
        row("K1", 7, {VALUE: 3}),
        row("Z1", 8, {VALUE: 4}),
        row("K99", 9, {VALUE: 5}),
        row("合計", 10, {}),
        row("Z1", 11, {}),
    )
    answer = check_return(own, FilledForm(rows=rows))
    assert [
        (f.code, f.value, f.cell) for f in answer.findings if f.code != "states_blank"
    ] == [
        ("other_departments_row", "Z1", "K8"),
        ("unknown_code", "K99", "K9"),
    ]
    assert set(answer.actuals) == {"K1"}


def test_a_workbook_with_rows_of_others_only_is_answered_in_one_sentence() -> None:
    answer = check_return(
        form(indicator("K1")),
        FilledForm(rows=(row("Z1", 8, {VALUE: 4}), row("X", 9, {VALUE: 4}))),
    )
    assert [f.code for f in answer.findings] == ["nothing_of_this"]
    assert "人事課" in message_of(answer.findings[0])


def test_a_row_that_is_there_twice_is_refused_only_where_the_two_differ() -> None:
    own = form(indicator("K1"))
    same = (
        row("K1", 7, {VALUE: 3}),
        row("K1", 9, {VALUE: 3, AS_OF: "R8.3"}),
        row("K1", 10, {AS_OF: "R8.3"}),
    )
    assert told(check_return(own, FilledForm(rows=same))) == set()
    blank_first = check_return(
        own, FilledForm(rows=(row("K1", 7, {}), row("K1", 9, {VALUE: 3})))
    )
    assert new(blank_first).value == 3
    answer = check_return(
        own, FilledForm(rows=(row("K1", 7, {VALUE: 3}), row("K1", 9, {VALUE: 4})))
    )
    assert (told(answer), answer.actuals) == ({"duplicate_row"}, {})
    assert found(answer, "duplicate_row").facts["cells"] == FactList(("K7", "K9"))


def test_a_deleted_row_is_told_and_changes_nothing() -> None:
    answer = check_return(
        form(indicator("K1"), indicator("K2", actuals=(actual(3),))),
        FilledForm(rows=(row("K1", 7, {VALUE: 3}),)),
    )
    assert (found(answer, "row_missing").place, set(answer.actuals)) == ("K2", {"K1"})


def test_all_mistakes_are_found_in_one_pass_in_the_order_of_the_sheet() -> None:
    own = form(indicator("K1"), indicator("K2"), indicator("K3"))
    rows = (
        row("K2", 7, {VALUE: "集計中", AS_OF: "春", NOTE: "a\x00"}),
        row("K9", 8, {VALUE: 1}),
        row("K1", 9, {VALUE: 3, MISSING: "?!", AS_OF: "R9.4"}),
        row("K3", 10, {VALUE: 5}),
    )
    answer = check_return(
        own, FilledForm(rows=rows, bars=(row("1-2/1", 7, {STATE: "絶好調"}, SCHEDULE),))
    )
    assert [f.cell for f in answer.findings] == [
        "K7",
        "L7",
        "O7",
        "K8",
        "L9",
        "M9",
        "F7",
        None,
    ]
    assert set(answer.actuals) == {"K3"}


# --- Typed on the screen ------------------------------------------------------------------------------------------------


def typed(one: Indicator, said: str | None, *confirmed: Confirmation) -> CheckedReturn:
    cells = {
        column: WrittenCell("", "", said if column is VALUE else None)
        for column in FIGURES
    }
    return check_return(
        form(one), FilledForm(rows=(FilledRow(one.code, cells),)), {}, confirmed
    )


def test_what_is_typed_on_the_screen_is_checked_alike_and_named_by_its_indicator() -> (
    None
):
    one = indicator("K1", "件", "30")
    held = found(typed(one, "910"), "jump")
    assert (held.sheet, held.cell, held.where) == (None, None, "K1")
    assert typed(one, "910", Confirmation("jump", "K1")).accepted
    assert found(typed(one, "集計中"), "needs_reason").place == "K1"
    assert told(typed(indicator("K1", actuals=(actual(3),)), None)) == {
        "blank_registered"
    }


# --- Words --------------------------------------------------------------------------------------------------------------


def test_findings_speak_the_readers_language_and_the_workbooks_words_stay_japanese() -> (
    None
):
    language.use("ja")
    answer = ask(indicator("K1", "件"), "集計中")
    assert message_of(found(answer, "needs_reason")).startswith(
        "「集計中」は数値ではありません。"
    )
    language.use("en")
    english = ask(indicator("K1", "件"), "集計中")
    assert "未報告の理由" in message_of(found(english, "needs_reason"))


def test_every_finding_of_a_cell_is_placed() -> None:
    for said in ("集計中", "x", "10～12", "12※", -5, 101.2, "約3"):
        for finding in ask(indicator("K1", "%", "60"), said).findings:
            assert finding.code in SEVERITIES
            assert finding.code not in UNREADABLE
            if finding.code != "states_blank":
                assert (finding.sheet, finding.place) == ("実績", "K1")

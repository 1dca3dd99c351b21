"""A row of figures: its reason, its blank, its note, and what was registered meanwhile."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import IndicatorFigure, Severity
from dxkpi.plan import Actual, Baseline, Measure, Missing, Policy
from dxkpi.returns import Confirmation, FilledForm, ReturnChange
from dxkpi.returns.cell_reading import LONGEST_TEXT
from dxkpi.returns.checking import check_return
from tests.support.checking import (
    AS_OF,
    COUNTERMEASURE,
    NOTE,
    TARGET,
    VALUE,
    WHEN,
    YEAR,
    actual,
    changed_meanwhile,
    check_figure,
    choice_keys,
    codes_of,
    filled_row,
    finding_of,
    indicator,
    new_actual,
    return_form,
)

# Reasons


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
    answer = check_figure(indicator("K1"), missing=text)
    assert new_actual(answer) == actual(missing=reason)
    assert codes_of(answer) == ({"reason_read"} if listed else set())


def test_an_unknown_reason_is_answered_with_those_there_are() -> None:
    answer = check_figure(indicator("K1"), missing="忙しい")
    assert codes_of(answer) == {"unknown_reason"}
    labels = finding_of(answer, "unknown_reason").facts["choices_"]
    assert labels == "未提出、未公表、評価困難、中止、対象外"


@pytest.mark.parametrize("text", ["－", "集計中", "#N/A", "調べていないため"])
def test_a_chosen_reason_wins_over_words_in_the_value_cell_and_this_is_told(
    text: str,
) -> None:
    answer = check_figure(indicator("K1"), text, missing="評価困難")
    assert new_actual(answer) == actual(missing=Missing.CANNOT_BE_EVALUATED)
    assert (codes_of(answer), finding_of(answer, "reason_read").value) == (
        {"reason_read"},
        text,
    )


@pytest.mark.parametrize("said", [0, 12, "約30", "43（16）"])
def test_a_figure_beside_a_reason_must_be_mended(said: Any) -> None:
    assert codes_of(check_figure(indicator("K1"), said, missing="未公表")) == {
        "figure_and_reason"
    }


def test_a_figure_takes_the_place_of_the_reason_that_the_form_came_with() -> None:
    one = indicator(
        "K1", actuals=(actual(missing=Missing.NOT_SUBMITTED, as_of="2026-03"),)
    )
    answer = check_figure(one, 4, missing="未提出", as_of="R8.3")
    assert answer.accepted
    assert new_actual(answer) == actual(4, as_of="2026-03")
    assert [(c.field, c.old, c.new) for c in answer.changes] == [
        ("value", None, Decimal(4)),
        ("missing", Missing.NOT_SUBMITTED, None),
    ]


@pytest.mark.parametrize("text", ["－", "なし", "-"])
def test_a_stroke_in_the_reasons_column_is_no_reason(text: str) -> None:
    assert new_actual(check_figure(indicator("K1"), 4, missing=text)) == actual(4)


# Blank


@pytest.mark.parametrize("text", [None, "", " ", "　\n", "'"])
def test_a_blank_figure_must_be_written_or_explained(text: str | None) -> None:
    answer = check_figure(indicator("K1"), text, as_of="R8.3", note="多忙のため")
    assert codes_of(answer) == {"blank"}
    assert finding_of(answer, "blank").cell == "K7"


def test_a_figure_that_was_registered_cannot_be_emptied_away() -> None:
    answer = check_figure(indicator("K1", "件", actuals=(actual(21),)), note="x")
    assert codes_of(answer) == {"blank_registered"}
    stored = finding_of(answer, "blank_registered").facts["stored"]
    assert stored == IndicatorFigure(Decimal(21), "件", 0)
    reason = indicator("K1", "件", actuals=(actual(missing=Missing.NOT_PUBLISHED),))
    assert codes_of(check_figure(reason, note="x")) == {"blank_registered"}


def test_a_blank_figure_is_left_to_the_other_departments_that_are_asked_for_it() -> (
    None
):
    shared = Measure(number="3-1", name="共管", departments=("人事課", "市民課"))
    one = indicator("K1", "%", "60", department=None, measure="3-1")
    own = return_form(one, indicator("K2"))
    plan = own.plan.model_copy(
        update={
            "policies": (
                *own.plan.policies,
                Policy(number="3", name="x", measures=(shared,)),
            )
        }
    )
    rows = (filled_row("K1", 7, {}), filled_row("K2", 8, {VALUE: 3}))
    answer = check_return(replace(own, plan=plan), FilledForm(rows=rows))
    assert (answer.accepted, codes_of(answer), set(answer.actuals)) == (
        True,
        {"blank_shared"},
        {"K2"},
    )
    for column in (NOTE, COUNTERMEASURE):
        said = {column: "わが課の分"}
        rows = (filled_row("K1", 7, said), filled_row("K2", 8, {VALUE: 3}))
        answer = check_return(replace(own, plan=plan), FilledForm(rows=rows))
        assert codes_of(answer) == {"blank"}


def test_a_form_with_nothing_but_the_months_it_came_with_is_said_to_be_empty() -> None:
    own = return_form(indicator("K1"), indicator("K2"))
    rows = (filled_row("K1", 7, {AS_OF: "R8.3"}), filled_row("K2", 8, {}))
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
        return_form(one), FilledForm(rows=(filled_row("K1", 7, {VALUE: 22}, (VALUE,)),))
    )
    assert new_actual(answer) == actual(22, as_of="2026-03", note="増やす")
    answer = check_return(
        return_form(one), FilledForm(rows=(filled_row("K1", 7, {NOTE: "別"}, (NOTE,)),))
    )
    assert new_actual(answer) == actual(21, as_of="2026-03", note="別")


# The note


def test_who_falls_behind_must_say_why() -> None:
    one = indicator(
        "K1",
        "%",
        "62",
        baseline=Baseline(fiscal_year=2022, value=Decimal(60)),
        target=TARGET,
        decimals=1,
    )
    answer = check_figure(one, 62.5)
    asked = finding_of(answer, "comment_required")
    assert (asked.cell, asked.severity, codes_of(answer)) == (
        "O7",
        Severity.ERROR,
        {"comment_required"},
    )
    assert check_figure(one, 62.5, note="研修を増やす").accepted
    assert check_figure(one, 75).accepted
    assert codes_of(check_figure(one, 62.5, note="－")) == {"comment_required"}
    alone = check_return(
        return_form(one),
        FilledForm(rows=(filled_row("K1", 7, {VALUE: 62.5}, (VALUE,)),)),
    )
    assert finding_of(alone, "comment_required").cell == "K7"


def test_a_note_taken_out_of_its_cell_is_deleted_and_this_is_shown() -> None:
    one = indicator("K1", actuals=(actual(21, note="古い"),))
    answer = check_figure(one, 21)
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
    answer = check_figure(indicator("K1"), 4, note=note)
    assert codes_of(answer) == {code}
    assert finding_of(answer, code).cell == "O7"
    assert "\x00" not in str(finding_of(answer, code).value)


def test_a_note_is_kept_as_it_is_written_with_its_lines() -> None:
    assert (
        new_actual(check_figure(indicator("K1"), 4, note=" =1+1\r\n二行目 ")).note
        == "=1+1\n二行目"
    )
    assert new_actual(check_figure(indicator("K1"), 4, note=12.0)).note == "12"


# Old and new


def test_what_is_equal_to_the_store_is_no_change() -> None:
    stored = actual("75.00", as_of="2026-03", note="行1\n行2", approximate=True)
    one = indicator(
        "K1",
        "%",
        "74",
        actuals=(Actual(fiscal_year=YEAR - 1, value=Decimal(74)), stored),
        decimals=1,
    )
    answer = check_figure(one, 75, as_of="R8.3", note="行1\r\n行2 ")
    assert (answer.changes, answer.actuals, answer.accepted) == ((), {}, True)
    plain = check_figure(one, "75.0", as_of="R8.3", note="行1\n行2")
    assert plain.changes == (ReturnChange("K1", YEAR, "approximate", True, False),)


def test_a_figure_with_more_digits_than_a_cell_keeps_comes_back_unchanged() -> None:
    one = indicator("K1", "%", actuals=(actual("66.666666666666666667"),))
    assert check_figure(one, float("66.666666666666666667")).changes == ()


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
    answer = check_figure(one, "約22", as_of="R8.3", note="新しい")
    assert [(c.field, c.old, c.new) for c in answer.changes] == [
        ("value", Decimal(21), Decimal(22)),
        ("as_of", None, "2026-03"),
        ("note", "古い", "新しい"),
        ("approximate", False, True),
    ]
    assert {(c.place, c.fiscal_year) for c in answer.changes} == {("K1", YEAR)}


def test_a_year_that_is_not_over_is_told_once() -> None:
    own = return_form(indicator("K1"), indicator("K2"), last_closed=YEAR - 1)
    answer = check_return(
        own,
        FilledForm(
            rows=(filled_row("K1", 7, {VALUE: 3}), filled_row("K2", 8, {VALUE: 4}))
        ),
    )
    assert [f.severity for f in answer.findings if f.code == "year_not_over"] == [
        Severity.WARNING
    ]
    assert answer.accepted


# Somebody else was faster


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
    answer = check_figure(
        NOW, overtaken=changed_meanwhile(then), others=(indicator("K2"),), **said
    )
    if not said:  # the row is blank: something else must be filled in
        own = return_form(NOW, indicator("K2"))
        rows = (filled_row("K1", 7, {AS_OF: "R8.3"}), filled_row("K2", 8, {VALUE: 3}))
        answer = check_return(
            own, FilledForm(rows=rows), {"K1": changed_meanwhile(then)}
        )
    assert codes_of(answer) == {"stored_kept"}
    assert "K1" not in answer.actuals
    stored = finding_of(answer, "stored_kept").facts["stored"]
    assert stored == IndicatorFigure(Decimal(22), "件", 0)


def test_a_cell_that_says_what_was_registered_meanwhile_is_no_matter() -> None:
    assert (
        codes_of(
            check_figure(
                NOW, 22, note="佐藤の", overtaken=changed_meanwhile(actual(21))
            )
        )
        == set()
    )


def test_two_different_figures_are_both_shown_and_one_is_chosen() -> None:
    answer = check_figure(
        NOW, 23, note="佐藤の", overtaken=changed_meanwhile(actual(21))
    )
    held = finding_of(answer, "changed_meanwhile")
    assert (choice_keys(held), held.proposed, answer.actuals) == (
        ["file", "stored"],
        None,
        {},
    )
    assert held.facts == {
        "value": IndicatorFigure(Decimal(23), "件", 0),
        "stored": IndicatorFigure(Decimal(22), "件", 0),
        "who": "佐藤",
        "when": WHEN,
    }
    assert not check_figure(
        NOW,
        23,
        Confirmation("changed_meanwhile", "K7"),
        overtaken=changed_meanwhile(actual(21)),
    ).accepted
    file = check_figure(
        NOW,
        23,
        Confirmation("changed_meanwhile", "K7", "file"),
        note="佐藤の",
        overtaken=changed_meanwhile(actual(21)),
    )
    assert new_actual(file) == actual(23, note="佐藤の")
    stored = check_figure(
        NOW,
        23,
        Confirmation("changed_meanwhile", "K7", "stored"),
        note="佐藤の",
        overtaken=changed_meanwhile(actual(21)),
    )
    assert (stored.accepted, stored.actuals) == (True, {})


def test_a_figure_that_was_withdrawn_meanwhile_is_not_dropped_silently() -> None:
    gone = indicator("K1", "件")
    assert choice_keys(
        finding_of(
            check_figure(gone, 21, overtaken=changed_meanwhile(actual(21))),
            "changed_meanwhile",
        )
    ) == ["file", "stored"]
    assert codes_of(
        check_figure(gone, note="x", overtaken=changed_meanwhile(actual(21)))
    ) == {"blank"}
    noted = indicator("K1", "件", actuals=(actual(note="後日"),))
    assert codes_of(
        check_figure(noted, note="後日", overtaken=changed_meanwhile(None))
    ) == {"blank"}


def test_two_different_notes_are_both_shown_and_one_is_chosen() -> None:
    then = changed_meanwhile(actual(22, note="古い"))
    assert codes_of(check_figure(NOW, 22, note="古い", overtaken=then)) == set()
    held = finding_of(
        check_figure(NOW, 22, note="鈴木の", overtaken=then), "changed_meanwhile"
    )
    assert held.cell == "O7"
    taken = check_figure(
        NOW,
        22,
        Confirmation("changed_meanwhile", "O7", "file"),
        note="鈴木の",
        overtaken=then,
    )
    assert new_actual(taken).note == "鈴木の"

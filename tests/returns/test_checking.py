"""A filled-in form against the plan: which rows are taken, and what is told of the whole."""

from dxkpi.findings import SEVERITIES, UNREADABLE, FactList
from dxkpi.plan import Indicator, SharedIndicator
from dxkpi.returns import (
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    WrittenCell,
)
from dxkpi.returns.checking import check_return
from tests.support.checking import (
    AS_OF,
    FIGURES,
    MISSING,
    NOTE,
    SCHEDULE,
    STATE,
    VALUE,
    actual,
    check_figure,
    codes_of,
    filled_row,
    finding_of,
    indicator,
    new_actual,
    return_form,
)

# Rows


def test_rows_are_found_by_their_code_however_it_is_written() -> None:
    own = return_form(indicator("K1"), indicator("K2"))
    answer = check_return(
        own,
        FilledForm(
            rows=(filled_row("Ｋ２ ", 7, {VALUE: 3}), filled_row("k1", 8, {VALUE: 4}))
        ),
    )
    assert {code: entry.value for code, entry in answer.actuals.items()} == {
        "K2": 3,
        "K1": 4,
    }


def test_a_figure_that_is_kept_in_another_plan_is_not_asked_for_and_not_taken() -> None:
    shared = SharedIndicator(plan="strategy-2025", code="S1")
    form = return_form(indicator("K1"), indicator("K2", shares=shared))
    assert [one.code for one in form.indicators] == ["K1"]
    rows = (filled_row("K1", 7, {VALUE: 3}), filled_row("K2", 8, {VALUE: 4}))
    answer = check_return(form, FilledForm(rows=rows))
    told = [(f.code, f.facts["plan"]) for f in answer.findings if f.value == "K2"]
    assert told == [("shared_row", "strategy-2025")]
    assert list(answer.actuals) == ["K1"]


def test_unknown_rows_and_rows_of_others_are_told_where_something_is_written() -> None:
    own = return_form(indicator("K1"))
    rows = (
        filled_row("K1", 7, {VALUE: 3}),
        filled_row("Z1", 8, {VALUE: 4}),
        filled_row("K99", 9, {VALUE: 5}),
        filled_row("合計", 10, {}),
        filled_row("Z1", 11, {}),
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
        return_form(indicator("K1")),
        FilledForm(
            rows=(filled_row("Z1", 8, {VALUE: 4}), filled_row("X", 9, {VALUE: 4}))
        ),
    )
    assert [f.code for f in answer.findings] == ["nothing_of_this"]
    assert answer.findings[0].facts == {"department": "人事課"}


def test_a_row_that_is_there_twice_is_refused_only_where_the_two_differ() -> None:
    own = return_form(indicator("K1"))
    same = (
        filled_row("K1", 7, {VALUE: 3}),
        filled_row("K1", 9, {VALUE: 3, AS_OF: "R8.3"}),
        filled_row("K1", 10, {AS_OF: "R8.3"}),
    )
    assert codes_of(check_return(own, FilledForm(rows=same))) == set()
    blank_first = check_return(
        own, FilledForm(rows=(filled_row("K1", 7, {}), filled_row("K1", 9, {VALUE: 3})))
    )
    assert new_actual(blank_first).value == 3
    answer = check_return(
        own,
        FilledForm(
            rows=(filled_row("K1", 7, {VALUE: 3}), filled_row("K1", 9, {VALUE: 4}))
        ),
    )
    assert (codes_of(answer), answer.actuals) == ({"duplicate_row"}, {})
    assert finding_of(answer, "duplicate_row").facts["cells"] == FactList(("K7", "K9"))


def test_a_deleted_row_is_told_and_changes_nothing() -> None:
    answer = check_return(
        return_form(indicator("K1"), indicator("K2", actuals=(actual(3),))),
        FilledForm(rows=(filled_row("K1", 7, {VALUE: 3}),)),
    )
    assert (finding_of(answer, "row_missing").place, set(answer.actuals)) == (
        "K2",
        {"K1"},
    )


def test_all_mistakes_are_found_in_one_pass_in_the_order_of_the_sheet() -> None:
    own = return_form(indicator("K1"), indicator("K2"), indicator("K3"))
    rows = (
        filled_row("K2", 7, {VALUE: "集計中", AS_OF: "春", NOTE: "a\x00"}),
        filled_row("K9", 8, {VALUE: 1}),
        filled_row("K1", 9, {VALUE: 3, MISSING: "?!", AS_OF: "R9.4"}),
        filled_row("K3", 10, {VALUE: 5}),
    )
    answer = check_return(
        own,
        FilledForm(
            rows=rows, entry_rows=(filled_row("1-2/1", 7, {STATE: "絶好調"}, SCHEDULE),)
        ),
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


# Typed on the screen


def typed(one: Indicator, said: str | None, *confirmed: Confirmation) -> CheckedReturn:
    cells = {
        column: WrittenCell("", "", said if column is VALUE else None)
        for column in FIGURES
    }
    return check_return(
        return_form(one), FilledForm(rows=(FilledRow(one.code, cells),)), {}, confirmed
    )


def test_what_is_typed_on_the_screen_is_checked_alike_and_named_by_its_indicator() -> (
    None
):
    one = indicator("K1", "件", "30")
    held = finding_of(typed(one, "910"), "jump")
    assert (held.sheet, held.cell, held.where) == (None, None, "K1")
    assert typed(one, "910", Confirmation("jump", "K1")).accepted
    assert finding_of(typed(one, "集計中"), "needs_reason").place == "K1"
    assert codes_of(typed(indicator("K1", actuals=(actual(3),)), None)) == {
        "blank_registered"
    }


def test_every_finding_of_a_cell_is_placed() -> None:
    for said in ("集計中", "x", "10～12", "12※", -5, 101.2, "約3"):
        for finding in check_figure(indicator("K1", "%", "60"), said).findings:
            assert finding.code in SEVERITIES
            assert finding.code not in UNREADABLE
            if finding.code != "states_blank":
                assert (finding.sheet, finding.place) == ("実績", "K1")

"""The number of a row and the name beside it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from dxkpi.findings import Severity
from dxkpi.plan import BarState, Indicator
from dxkpi.returns import (
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    FormColumn,
    WrittenCell,
)
from dxkpi.returns.checking import check_return
from tests.support.checking import (
    SCHEDULE,
    STATE,
    VALUE,
    choice_keys,
    codes_of,
    filled_row,
    finding_of,
    indicator,
    return_form,
)

NAMES = {
    "K1": "オンライン申請ができる手続の割合",
    "K2": "DX研修を受けた職員数",
    "K3": "書かない窓口の利用件数",
    "K4": "書かない窓口の利用件数（支所）",
    "K5": "電子契約の件数",
}
LAST = {"K1": "62", "K2": "120", "K3": "4000", "K4": "900", "K5": "35"}
UNITS = {"K1": "%", "K2": "人", "K3": "件", "K4": "件", "K5": "件"}
INDICATORS = [
    indicator(code, UNITS[code], LAST[code], name=name) for code, name in NAMES.items()
]


def named_row(code: str, n: int, name: str, value: Any = None) -> FilledRow:
    row = filled_row(code, n, {VALUE: value})
    named = WrittenCell("実績", f"B{n}", name)
    return replace(row, cells={FormColumn.NAME: named, **row.cells})


def check(
    rows: Sequence[FilledRow],
    *confirmed: Confirmation,
    indicators: Sequence[Indicator] = INDICATORS,
) -> CheckedReturn:
    form = return_form(*indicators)
    return check_return(form, FilledForm(rows=tuple(rows)), {}, confirmed)


def values(answer: CheckedReturn) -> dict[str, Any]:
    return {code: actual.value for code, actual in answer.actuals.items()}


@pytest.mark.parametrize(
    "name",
    [
        "DX研修を受けた職員数",
        "ＤＸ研修を受けた職員数",
        "DX研修を受けた職員数\n1-2 人材の育成",
        "DX研修を\n受けた職員数",
        "DX研修を受けた職員数（人）",
        "研修を受けた職員数",
        "",
        "　",
    ],
)
def test_a_name_that_is_the_same_or_nearly_so_is_no_matter(name: str) -> None:
    rows = [named_row("K1", 6, NAMES["K1"], 64), named_row("K2", 7, name, 130)]
    assert codes_of(check(rows)) == set()


def test_two_names_that_were_swapped_are_held_and_settled_by_a_choice() -> None:
    rows = [named_row("K1", 6, NAMES["K2"], 130), named_row("K2", 7, NAMES["K1"], 64)]
    answer = check(rows)
    held = [f for f in answer.findings if f.code == "name_of_other"]
    assert [(f.cell, f.place, f.severity) for f in held] == [
        ("B6", "K1", Severity.HOLD),
        ("B7", "K2", Severity.HOLD),
    ]
    assert choice_keys(held[0]) == ["K1", "K2"]
    assert held[0].proposed is None
    by_name = check(
        rows,
        Confirmation("name_of_other", "B6", "K2"),
        Confirmation("name_of_other", "B7", "K1"),
    )
    assert by_name.accepted
    assert values(by_name) == {"K2": 130, "K1": 64}


def test_names_sorted_without_their_numbers_are_held_one_by_one() -> None:
    codes = list(NAMES)
    names = [NAMES[code] for code in reversed(codes)]
    rows = [
        named_row(code, n, name, LAST[code])
        for n, (code, name) in enumerate(zip(codes, names, strict=True), start=6)
    ]
    answer = check(rows)
    held = {f.place for f in answer.findings if f.code == "name_of_other"}
    assert held == {"K1", "K2", "K4", "K5"}
    assert not answer.accepted


def test_a_name_like_nothing_in_the_plan_is_held() -> None:
    rows = [
        named_row("K1", 6, NAMES["K1"], 64),
        named_row("K2", 7, "空き家バンクの登録", 130),
    ]
    held = finding_of(check(rows), "name_of_other")
    assert (choice_keys(held), held.proposed) == (["K2"], "K2")


def test_two_names_that_are_nearly_alike_are_not_taken_for_one() -> None:
    rows = [named_row("K3", 6, NAMES["K4"], 910), named_row("K4", 7, NAMES["K3"], 4100)]
    assert {f.place for f in check(rows).findings if f.code == "name_of_other"} == {
        "K3",
        "K4",
    }


def test_a_column_that_holds_other_things_than_names_is_left_alone() -> None:
    rows = [named_row("K1", 6, "人事課", 64), named_row("K2", 7, "総務課", 130)]
    assert codes_of(check(rows)) == set()


# Names without numbers


def test_a_row_is_known_by_its_name_alone() -> None:
    rows = [
        named_row("", 6, "オンライン申請ができる手続の割合", 64),
        named_row("", 7, "ＤＸ研修を受けた職員数 ", 130),
        named_row("", 8, "第2章 窓口の改革"),
        named_row("", 9, "合計", 194),
    ]
    answer = check(rows)
    assert codes_of(answer) == set()
    assert values(answer) == {"K1": 64, "K2": 130}


def test_a_name_written_otherwise_is_asked_about() -> None:
    rows = [named_row("", 6, "オンライン申請が可能な手続の割合", 64)]
    held = finding_of(check(rows), "name_read")
    assert (choice_keys(held), held.proposed, held.cell) == (["K1"], "K1", "B6")
    settled = check(rows, Confirmation("name_read", "B6"))
    assert settled.accepted
    assert values(settled) == {"K1": 64}


def test_a_name_of_several_indicators_must_be_chosen() -> None:
    twins = [
        indicator("A1", "件", "10", name="利用件数"),
        indicator("A2", "件", "10", name="利用件数"),
        indicator("A3", "件", "10", name="参加者数"),
    ]
    rows = [named_row("A3", 6, "参加者数", 11), named_row("", 7, "利用件数", 12)]
    held = finding_of(check(rows, indicators=twins), "name_read")
    assert (choice_keys(held), held.proposed) == (["A1", "A2"], None)
    chosen = check(rows, Confirmation("name_read", "B7", "A2"), indicators=twins)
    assert values(chosen) == {"A3": 11, "A2": 12}


def test_a_figure_beside_an_unknown_name_must_be_mended() -> None:
    rows = [
        named_row("", 6, NAMES["K1"], 64),
        named_row("", 7, "空き家バンクの登録", 9),
    ]
    unknown = finding_of(check(rows), "unknown_name")
    assert (unknown.cell, unknown.value) == ("B7", "空き家バンクの登録")


def test_a_state_beside_the_name_of_another_entry_is_held() -> None:
    row = filled_row("1-2/1", 7, {STATE: "完了"}, SCHEDULE)
    name = WrittenCell("工程", "C7", "窓口")
    other = filled_row("1-2/2", 8, {STATE: "実施中"}, SCHEDULE)
    own = WrittenCell("工程", "C8", "研修\n（人材育成）")
    form = return_form(indicator("K1"))
    filled = FilledForm(
        entry_rows=(
            replace(row, cells={FormColumn.NAME: name, **row.cells}),
            replace(other, cells={FormColumn.NAME: own, **other.cells}),
        )
    )
    answer = check_return(form, filled)
    held = finding_of(answer, "name_of_other")
    assert (held.place, choice_keys(held)) == ("1-2/1", ["1-2/1", "2-1/1"])
    assert {p.state for p in answer.progress.values()} == {
        BarState.DONE,
        BarState.IN_PROGRESS,
    }


# Figures in others' rows


def test_figures_one_row_down_are_held() -> None:
    shifted = {"K2": 64, "K3": 123, "K4": 4100, "K5": 910}
    rows = [named_row("K1", 6, NAMES["K1"])] + [
        named_row(code, n, NAMES[code], value)
        for n, (code, value) in enumerate(shifted.items(), start=7)
    ]
    held = finding_of(check(rows), "figures_displaced")
    assert (held.cell, held.severity) == ("K7", Severity.HOLD)


def test_figures_sorted_without_their_names_are_held() -> None:
    sorted_values = dict(zip(NAMES, (4100, 910, 123, 64, 36), strict=True))
    rows = [
        named_row(code, n, NAMES[code], value)
        for n, (code, value) in enumerate(sorted_values.items(), start=6)
    ]
    assert "figures_displaced" in codes_of(check(rows))


def test_figures_in_their_own_rows_are_not_held_even_if_some_jump() -> None:
    own = {"K1": 64, "K2": 35, "K3": 4300, "K4": 123, "K5": 36}
    rows = [
        named_row(code, n, NAMES[code], value)
        for n, (code, value) in enumerate(own.items(), start=6)
    ]
    assert "figures_displaced" not in codes_of(check(rows))


@pytest.mark.parametrize(
    "name", ["DX研修を受けた職員の割合", "研修を受けた市民の数", "窓口の満足度"]
)
def test_another_measure_or_another_thing_beside_a_number_is_held(name: str) -> None:
    rows = [named_row("K2", 7, name, 130), named_row("K5", 8, NAMES["K5"], 36)]
    held = finding_of(check(rows), "name_of_other")
    assert (held.place, held.proposed) == ("K2", "K2")


@pytest.mark.parametrize("code", ["K02", "K-2", "指標2"])
def test_a_number_that_the_plan_has_not_is_asked_about_by_the_name_beside_it(
    code: str,
) -> None:
    rows = [named_row(code, 7, NAMES["K2"], 130), named_row("K5", 8, NAMES["K5"], 36)]
    answer = check(rows)
    held = finding_of(answer, "name_read")
    assert (held.cell, held.proposed) == ("B7", "K2")
    assert set(answer.actuals) == {"K2", "K5"}
    assert check(rows, Confirmation("name_read", "B7")).accepted


def test_numbers_that_only_count_the_rows_are_none_of_the_plan() -> None:
    rows = [named_row("1", 7, NAMES["K2"], 130), named_row("2", 8, NAMES["K5"], 36)]
    answer = check(rows)
    assert answer.accepted
    assert set(answer.actuals) == {"K2", "K5"}


def test_a_stroke_in_place_of_a_name_says_nothing() -> None:
    rows = [named_row("K2", 7, "－", 130), named_row("K5", 8, NAMES["K5"], 36)]
    assert check(rows).accepted

"""Cells of numbers, text and yes or no: what is taken, told, held, or to be mended."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import Severity
from dxkpi.returns import Confirmation
from tests.support.checking import (
    NOON,
    YES_NO,
    actual,
    check_figure,
    check_progress,
    choice_keys,
    codes_of,
    finding_of,
    indicator,
    new_actual,
)

# Number cells


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
    answer = check_figure(indicator("K1", decimals=1), cell)
    assert str(new_actual(answer).value) == value
    assert answer.accepted
    assert codes_of(answer) <= {"finer_than_plan"}


def test_a_number_finer_than_the_plan_prints_is_kept_and_told() -> None:
    answer = check_figure(indicator("K1", "%", decimals=1), 66.666666666666671)
    assert str(new_actual(answer).value) == "66.6666666666667"
    assert finding_of(answer, "finer_than_plan").severity is Severity.INFO


def test_a_cell_of_percentages_counts_a_hundred_times() -> None:
    answer = check_figure(
        indicator("K1", "%", "64.4", decimals=1), {"value": 0.6640, "percent": True}
    )
    assert str(new_actual(answer).value) == "66.4"
    assert codes_of(answer) == {"percent_cell"}
    assert finding_of(answer, "percent_cell").value == "0.664"


def test_64_4_in_a_cell_of_percentages_shown_as_6440_percent_is_asked_about() -> None:
    one = indicator("K1", "%", "62", decimals=1)
    answer = check_figure(one, {"value": 64.4, "percent": True})
    held = finding_of(answer, "ratio_as_share")
    assert (choice_keys(held), held.proposed, held.where) == (
        ["64.4", "6440"],
        "64.4",
        "K7",
    )
    assert not answer.accepted
    taken = check_figure(
        one, {"value": 64.4, "percent": True}, Confirmation("ratio_as_share", "K7")
    )
    assert taken.accepted
    assert new_actual(taken).value == Decimal("64.4")
    strange = check_figure(
        one,
        {"value": 64.4, "percent": True},
        Confirmation("ratio_as_share", "K7", "6440"),
    )
    assert "other_scale" in {
        f.code for f in strange.findings if f.severity is Severity.HOLD
    }


def test_a_share_that_may_exceed_100_is_read_from_a_cell_of_percentages_as_it_is_shown() -> (
    None
):
    answer = check_figure(indicator("K1", "%", "120"), {"value": 1.25, "percent": True})
    assert (new_actual(answer).value, codes_of(answer)) == (
        Decimal(125),
        {"percent_cell"},
    )


@pytest.mark.parametrize(("value", "proposed"), [(0.12, "12"), (12, "12")])
def test_percentages_where_things_are_counted_are_asked_about(
    value: float, proposed: str
) -> None:
    held = finding_of(
        check_figure(indicator("K1", "件", "11"), {"value": value, "percent": True}),
        "other_unit",
    )
    assert (held.proposed, len(held.choices)) == (proposed, 2)


def test_a_date_in_a_number_cell_is_to_be_mended() -> None:
    for value in (date(2026, 3, 31), NOON.replace(day=31)):
        answer = check_figure(indicator("K1"), value)
        assert codes_of(answer) == {"date_as_number"}
        assert finding_of(answer, "date_as_number").value == "2026-03-31"


def test_a_formula_counts_with_its_result_and_without_one_must_be_saved_again() -> None:
    answer = check_figure(indicator("K1"), {"value": 12, "formula": True})
    assert (new_actual(answer).value, codes_of(answer)) == (
        Decimal(12),
        {"formula_result"},
    )
    assert codes_of(
        check_figure(indicator("K1"), {"value": None, "formula": True})
    ) == {"no_result"}
    assert codes_of(
        check_figure(indicator("K1"), {"value": "#REF!", "formula": True})
    ) == {"error_value"}
    empty = {"value": None, "formula": True}
    assert codes_of(
        check_figure(indicator("K1"), 4, missing=empty, as_of=empty, note=empty)
    ) == {"no_result"}
    assert codes_of(check_progress(empty)) == {"no_result"}


def test_true_is_no_figure_and_too_many_digits_are_said() -> None:
    assert codes_of(check_figure(indicator("K1"), True)) == {"not_a_number"}
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
        assert codes_of(check_figure(indicator("K1"), huge)) == {"too_many_digits"}, (
            huge
        )
    assert codes_of(
        check_figure(indicator("K1", "%"), {"value": 9.99e28, "percent": True})
    ) == {"too_many_digits"}


# Text cells


def test_text_that_is_read_as_a_number_is_told() -> None:
    answer = check_figure(indicator("K1", "%", "62", decimals=1), "６４．４％")
    assert new_actual(answer).value == Decimal("64.4")
    assert (
        finding_of(answer, "read_as").value,
        finding_of(answer, "read_as").cell,
    ) == (
        "６４．４％",
        "K7",
    )


def test_a_number_stored_as_text_is_no_matter() -> None:
    assert codes_of(check_figure(indicator("K1"), "64")) == set()


def test_about_30_is_taken_as_approximate() -> None:
    answer = check_figure(indicator("K1", "件"), "約30件")
    assert (new_actual(answer).value, new_actual(answer).approximate) == (
        Decimal(30),
        True,
    )
    assert codes_of(answer) == {"approximate"}


@pytest.mark.parametrize(
    ("text", "key"), [("43（R8.3）", "43"), ("12※", "12"), ("17(うち採用4)", "17")]
)
def test_a_figure_with_a_remark_waits_for_somebodys_word(text: str, key: str) -> None:
    one = indicator("K1", "件")
    held = finding_of(check_figure(one, text), "extra_text")
    assert (choice_keys(held), held.proposed) == ([key], key)
    answer = check_figure(
        one, text, Confirmation("extra_text", "実績!K7", None, "電話で確認")
    )
    assert answer.accepted
    assert new_actual(answer).value == Decimal(key)
    settled = finding_of(answer, "extra_text")
    assert (settled.severity, settled.reason, settled.proposed) == (
        Severity.INFO,
        "電話で確認",
        key,
    )


def test_a_range_needs_a_choice_and_nothing_is_proposed() -> None:
    one = indicator("K1", "件")
    answer = check_figure(one, "10～12")
    held = finding_of(answer, "range")
    assert (choice_keys(held), held.proposed, answer.actuals) == (
        ["10", "12"],
        None,
        {},
    )
    for choice, taken in ((None, {}), ("11", {}), ("12", {"K1": actual(12)})):
        assert (
            check_figure(one, "10～12", Confirmation("range", "K7", choice)).actuals
            == taken
        )


def test_another_unit_waits_for_somebodys_word() -> None:
    held = finding_of(check_figure(indicator("K1", "人"), "70件"), "other_unit")
    assert held.facts["unit"] == "人"
    assert choice_keys(held) == ["70"]


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
        ("数十", "not_a_number"),
        ("a\x00b", "not_a_number"),
    ],
)
def test_text_without_a_figure_must_be_mended(text: str, code: str) -> None:
    answer = check_figure(indicator("K1", "件"), text)
    assert codes_of(answer) == {code}
    assert answer.actuals == {}


def test_a_word_for_no_figure_names_the_column_and_the_reason_that_fits() -> None:
    finding = finding_of(check_figure(indicator("K1"), "公表待ち"), "needs_reason")
    assert finding.facts == {"heading": "未報告の理由", "reason": "未公表"}


@pytest.mark.parametrize(
    ("text", "facts"),
    [("順調", {"heading": "未報告の理由"}), ("数十", {}), ("1,23", {})],
)
def test_words_alone_are_pointed_to_the_column_of_reasons(
    text: str, facts: dict[str, str]
) -> None:
    answer = check_figure(indicator("K1", "件", "24"), text)
    assert finding_of(answer, "not_a_number").facts == facts


@pytest.mark.parametrize("text", ["変更なし", "同左", "25"])
def test_a_figure_in_words_beside_a_reason_is_no_reason(text: str) -> None:
    answer = check_figure(indicator("K1", "件", "24"), text, missing="対象外")
    assert codes_of(answer) == {"figure_and_reason"}


def test_two_reasons_are_none() -> None:
    answer = check_figure(indicator("K1", "件", "24"), missing="評価困難・未公表")
    assert codes_of(answer) == {"unknown_reason"}


# Yes or no


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
    answer = check_figure(indicator("K1", **YES_NO), said, note="x")
    assert new_actual(answer).value == value
    assert codes_of(answer) == (set() if said in ("実施", "未実施") else {"read_as"})


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("たぶん", "yes_or_no"),
        (2, "yes_or_no"),
        (0.5, "yes_or_no"),
        (date(2026, 3, 1), "yes_or_no"),
        ("未定", "needs_reason"),
        ("#N/A", "error_value"),
    ],
)
def test_what_is_neither_yes_nor_no_must_be_mended(said: Any, code: str) -> None:
    assert codes_of(check_figure(indicator("K1", **YES_NO), said)) == {code}

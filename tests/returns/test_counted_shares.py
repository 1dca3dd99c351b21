"""Shares that are asked for with their two counts, in the cell of the figure."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.findings import IndicatorFigure, Severity
from dxkpi.plan import Actual, CountedThings, Indicator, Missing
from dxkpi.returns import CheckedReturn, Confirmation
from tests.support.checking import (
    YEAR,
    actual,
    changed_meanwhile,
    check_figure,
    choice_keys,
    codes_of,
    finding_of,
    indicator,
    new_actual,
)
from tests.support.counted import counts_of

THINGS = CountedThings(
    numerator="オンライン化した手続", denominator="全手続", unit="手続"
)
ONLINE = indicator("K1", unit="%", last="65.9", decimals=1, counts=THINGS)


def counted(value: str, part: int, whole: int, **more: Any) -> Actual:
    return actual(value, numerator=Decimal(part), denominator=Decimal(whole), **more)


def with_stored(stored: Actual) -> Indicator:
    return ONLINE.with_actual(stored)


def reading(answer: CheckedReturn) -> tuple[Any, ...]:
    entry = new_actual(answer)
    return entry.value, entry.share_counts


@pytest.mark.parametrize("text", ["163/182", " 163/182 "])
def test_two_counts_are_taken_as_they_are_asked_for(text: str) -> None:
    answer = check_figure(ONLINE, text)
    assert new_actual(answer) == counted("89.6", 163, 182)
    assert codes_of(answer) == set()


@pytest.mark.parametrize(
    "text",
    ["163／182手続", "182手続中163手続", "163件（182件中）", "89.6%（163/182）"],
)
def test_other_writings_are_taken_and_the_reading_is_told(text: str) -> None:
    answer = check_figure(ONLINE, text)
    assert new_actual(answer) == counted("89.6", 163, 182)
    assert codes_of(answer) == {"read_as"}
    figure = finding_of(answer, "read_as").facts["read"]
    assert isinstance(figure, IndicatorFigure)
    assert (figure.counts, figure.counted_unit) == (counts_of(163, 182), "手続")


@pytest.mark.parametrize(
    ("text", "value"), [("89.56%（163/182）", "89.56"), ("90%（163/182）", "89.6")]
)
def test_the_figure_has_the_digits_of_the_rate_but_no_fewer_than_the_plan(
    text: str, value: str
) -> None:
    assert reading(check_figure(ONLINE, text)) == (Decimal(value), (163, 182))


def test_a_rate_that_the_counts_do_not_make_is_asked_about_with_both() -> None:
    answer = check_figure(ONLINE, "88.0%（163/182）")
    finding = finding_of(answer, "counts_disagree")
    assert finding.severity is Severity.HOLD
    assert choice_keys(finding) == ["89.6", "88.0"]
    assert finding.proposed is None
    assert not answer.accepted

    of_counts = Confirmation("counts_disagree", "K7", "89.6")
    answer = check_figure(ONLINE, "88.0%（163/182）", of_counts)
    assert reading(answer) == (Decimal("89.6"), (163, 182))
    assert answer.accepted


def test_the_counts_are_dropped_where_the_other_rate_is_chosen() -> None:
    of_rate = Confirmation("counts_disagree", "K7", "88.0")
    answer = check_figure(ONLINE, "88.0%（163/182）", of_rate)
    assert reading(answer) == (Decimal("88.0"), None)
    assert "counts_missing" in codes_of(answer)


@pytest.mark.parametrize("said", [89.6, "89.6", "89.6%"])
def test_the_rate_alone_is_taken_and_its_counts_are_missed(said: Any) -> None:
    answer = check_figure(ONLINE, said)
    assert reading(answer) == (Decimal("89.6"), None)
    missing = finding_of(answer, "counts_missing")
    assert missing.severity is Severity.WARNING
    assert missing.facts == {
        "numerator": "オンライン化した手続",
        "denominator": "全手続",
    }
    assert answer.accepted


def test_more_than_all_is_asked_about() -> None:
    answer = check_figure(ONLINE, "190/182")
    assert codes_of(answer) >= {"over_hundred"}
    assert reading(answer) == (Decimal("104.4"), (190, 182))


def test_none_of_none_is_no_share() -> None:
    answer = check_figure(ONLINE, "0/0")
    assert codes_of(answer) == {"share_of_nothing"}
    assert not answer.actuals
    answer = check_figure(ONLINE, "0/0", missing="対象外")
    assert new_actual(answer).missing is Missing.NOT_APPLICABLE


def test_two_counts_beside_a_reason_must_be_mended() -> None:
    answer = check_figure(ONLINE, "163/182", missing="未公表")
    assert codes_of(answer) == {"figure_and_reason"}


def test_the_form_as_it_came_changes_nothing() -> None:
    stored = with_stored(counted("89.6", 163, 182))
    answer = check_figure(stored, "163/182")
    assert (answer.actuals, codes_of(answer)) == ({}, set())


def test_the_registered_digits_stay_where_the_counts_stay() -> None:
    stored = with_stored(counted("89.5604", 163, 182))
    assert check_figure(stored, "163/182").actuals == {}


def test_the_registered_rate_alone_leaves_its_counts() -> None:
    stored = with_stored(counted("89.6", 163, 182))
    answer = check_figure(stored, 89.6)
    assert (answer.actuals, codes_of(answer)) == ({}, set())


def test_other_counts_of_the_same_rate_are_a_change() -> None:
    stored = with_stored(counted("89.6", 163, 182))
    answer = check_figure(stored, "326/364")
    assert reading(answer) == (Decimal("89.6"), (326, 364))
    assert [(change.field, change.new) for change in answer.changes] == [
        ("numerator", 326),
        ("denominator", 364),
    ]


def test_counts_are_added_to_a_registered_rate() -> None:
    answer = check_figure(with_stored(actual("89.6")), "163/182")
    assert reading(answer) == (Decimal("89.6"), (163, 182))


def test_what_somebody_else_registered_meanwhile_is_asked_about_with_its_counts() -> (
    None
):
    stored = with_stored(counted("90.1", 164, 182))
    answer = check_figure(stored, "163/182", overtaken=changed_meanwhile(None))
    finding = finding_of(answer, "changed_meanwhile")
    other = finding.facts["stored"]
    assert isinstance(other, IndicatorFigure)
    assert other.counts == counts_of(164, 182)


def test_a_share_without_counts_is_asked_about_a_fraction_as_before() -> None:
    plain = indicator("K1", unit="%", last="65.9", decimals=1)
    answer = check_figure(plain, "163/182")
    assert codes_of(answer) == {"extra_text"}
    assert reading(answer) == (Decimal("89.6"), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026/3", "not_a_number"),
        ("75.0/76.2", "several_figures"),
        ("163/182（速報）", "extra_text"),
        ("男20 女23", "several_figures"),
    ],
)
def test_what_are_no_two_counts_is_read_as_of_any_share(text: str, code: str) -> None:
    plain = indicator("K1", unit="%", last="65.9", decimals=1)
    assert code in codes_of(check_figure(plain, text)), "the example itself"
    assert code in codes_of(check_figure(ONLINE, text))


def test_counts_with_a_remark_are_kept_once_they_are_confirmed() -> None:
    confirmed = Confirmation("extra_text", "K7")
    answer = check_figure(ONLINE, "163/182（速報）", confirmed)
    assert reading(answer) == (Decimal("89.6"), (163, 182))


@pytest.mark.parametrize(
    "text", ["9" * 31 + "/1", "9" * 30 + "/1", "1/3（" + "9" * 40 + "%）"]
)
def test_counts_and_shares_of_too_many_digits_are_refused(text: str) -> None:
    assert codes_of(check_figure(ONLINE, text)) == {"too_many_digits"}


def test_the_year_is_that_of_the_form() -> None:
    assert new_actual(check_figure(ONLINE, "163/182")).fiscal_year == YEAR

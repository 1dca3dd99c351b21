"""Plan values: what cannot be built, what stays as it is, how figures are printed."""

import pickle
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dxkpi.plan import (
    About,
    Actual,
    Baseline,
    Direction,
    Indicator,
    KeepTarget,
    Municipality,
    Plan,
    RiseTarget,
    ScheduleItem,
    ScheduleKind,
    TargetRule,
    ValueType,
    WrittenTarget,
)
from dxkpi.plan.fields import municipal_check_digit
from dxkpi.text.rounding import percent_text, rounded_text
from dxkpi.wording import figures
from dxkpi.wording.language import Language

REACH = {"rule": "reach", "value": 75, "fiscal_year": 2030}
FIGURES = st.decimals(
    allow_nan=False,
    allow_infinity=False,
    places=4,
    min_value=-(10**20),
    max_value=10**20,
)


def problems(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return [item["type"] for item in error.value.errors()]


def indicator(**fields: Any) -> Indicator:
    return Indicator.model_validate({"code": "K01", "name": "指標", **fields})


@pytest.mark.parametrize(
    "code",
    ["472123", "452068", "422096", "052116", "412091", "011002", "131016", "999997"],
)
def test_a_real_municipal_code_is_accepted(code: str) -> None:
    assert Municipality(code=code, prefecture="県", name="市").code == code


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("472124", "municipal_code_check"),
        ("472132", "municipal_code_check"),
        ("47212", "municipal_code"),
        ("4721230", "municipal_code"),
        ("４７２１２３", "municipal_code"),
        ("", "municipal_code"),
        ("472123\n", "municipal_code"),
        (472123, "string_type"),
    ],
)
def test_a_code_with_a_wrong_digit_is_refused(code: object, problem: str) -> None:
    with pytest.raises(ValidationError) as error:
        Municipality.model_validate({"code": code, "prefecture": "県", "name": "市"})
    assert problems(error) == [problem]


@given(st.integers(0, 99999), st.integers(0, 4), st.integers(1, 9))
def test_every_single_wrong_digit_of_a_code_is_noticed(
    number: int, place: int, off: int
) -> None:
    """Modulo 11 with two remainders on one check digit: only those two may be mixed up."""
    right = f"{number:05}"
    wrong = right[:place] + str((int(right[place]) + off) % 10) + right[place + 1 :]
    checks = {municipal_check_digit(right), municipal_check_digit(wrong)}
    remainders = {
        sum(int(d) * w for d, w in zip(code, (6, 5, 4, 3, 2), strict=True)) % 11
        for code in (right, wrong)
    }
    assert len(checks) == 2 or remainders == {0, 10}


@pytest.mark.parametrize(
    ("kind", "start", "end", "problem"),
    [
        ("bar", 2027, 2026, "schedule_order"),
        ("milestone", 2026, 2027, "milestone_span"),
        ("milestone", 2026, None, "milestone_span"),
        ("deadline", 2026, None, "deadline_year"),
        ("deadline", None, None, "deadline_year"),
    ],
)
def test_a_schedule_entry_with_impossible_ends_is_refused(
    kind: str, start: int | None, end: int | None, problem: str
) -> None:
    with pytest.raises(ValidationError) as error:
        ScheduleItem.model_validate(
            {"kind": kind, "label": "移行", "start": start, "end": end}
        )
    assert problems(error) == [problem]


@pytest.mark.parametrize(
    "ends", [(2026, 2030), (2026, None), (None, 2030), (None, None), (2026, 2026)]
)
def test_the_ends_of_a_bar_may_be_unknown(ends: tuple[int | None, int | None]) -> None:
    item = ScheduleItem(kind=ScheduleKind.BAR, label="移行", start=ends[0], end=ends[1])
    assert (item.start, item.end) == ends


def test_a_period_in_the_wrong_order_is_refused() -> None:
    with pytest.raises(ValidationError) as error:
        About(title="計画", first_fiscal_year=2030, last_fiscal_year=2026)
    assert problems(error) == ["period_order"]


@pytest.mark.parametrize(
    "year", [1988, 2101, "2026", 2026.0, True, None, Decimal("2026.5")]
)
def test_a_fiscal_year_is_a_whole_number_of_our_time(year: object) -> None:
    with pytest.raises(ValidationError):
        Baseline.model_validate({"fiscal_year": year, "value": 1})


@pytest.mark.parametrize(
    "month",
    [
        "2026-13",
        "2026-00",
        "2026-3",
        "2026/03",
        "2026-02-30",
        "２０２６-０３",
        "2026-03\n",
        "令和8年3月",
        "1988-05",
        "",
    ],
)
def test_only_a_real_month_or_day_is_a_month(month: str) -> None:
    with pytest.raises(ValidationError):
        About(title="計画", established=month)


@pytest.mark.parametrize(
    ("month", "year"), [("2026-03", 2026), ("2026-04", 2025), ("2026-03-31", 2026)]
)
def test_a_month_must_lie_in_the_fiscal_year_beside_it(month: str, year: int) -> None:
    with pytest.raises(ValidationError) as error:
        Baseline(fiscal_year=year, as_of=month, value=Decimal(1))
    assert problems(error) == ["as_of_year"]
    with pytest.raises(ValidationError) as error:
        KeepTarget(fiscal_year=year, as_of=month)
    assert problems(error) == ["as_of_year"]


def test_a_month_without_its_fiscal_year_is_no_deadline() -> None:
    with pytest.raises(ValidationError) as error:
        RiseTarget(as_of="2031-03")
    assert problems(error) == ["as_of_year"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"value": 1, "missing": "not_submitted"}, "missing_beside_value"),
        ({"value": 0, "missing": "not_submitted"}, "missing_beside_value"),
        ({"approximate": True}, "approximate_nothing"),
    ],
)
def test_a_figure_and_a_reason_for_its_absence_exclude_each_other(
    fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValidationError) as error:
        Actual.model_validate({"fiscal_year": 2025, **fields})
    assert problems(error) == [problem]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"target": {"rule": "reach", "value": 75}}, "reach_needs"),
        ({"target": {"rule": "reach", "fiscal_year": 2030}}, "reach_needs"),
        ({"target": {"rule": "keep", "comparator": ">="}}, "comparator_alone"),
        ({"target": {"rule": "do"}}, "do_is_yes_no"),
        ({"value_type": "yes_no", "target": {**REACH, "value": 1}}, "yes_no_rule"),
        ({"value_type": "yes_no", "target": {"rule": "improve"}}, "yes_no_rule"),
        ({"value_type": "yes_no", "target": {"rule": "rise"}}, "yes_no_rule"),
        (
            {"value_type": "yes_no", "actuals": [{"fiscal_year": 2025, "value": 2}]},
            "yes_no_value",
        ),
        (
            {"value_type": "yes_no", "baseline": {"fiscal_year": 2025, "value": 50}},
            "yes_no_value",
        ),
        (
            {"value_type": "yes_no", "target": {"rule": "keep", "value": 80}},
            "yes_no_value",
        ),
        (
            {
                "value_type": "yes_no",
                "references": [{"series": "県", "fiscal_year": 2025, "value": 3}],
            },
            "yes_no_value",
        ),
        (
            {"baseline": {"fiscal_year": 2030, "value": 1}, "target": REACH},
            "baseline_late",
        ),
        (
            {"baseline": {"fiscal_year": 2025, "value": 80}, "target": REACH},
            "direction",
        ),
        (
            {
                "baseline": {"fiscal_year": 2025, "value": 1},
                "direction": "lower",
                "target": REACH,
            },
            "direction",
        ),
        ({"target": {**REACH, "comparator": "<="}}, "comparator_direction"),
        (
            {"direction": "lower", "target": {**REACH, "comparator": ">="}},
            "comparator_direction",
        ),
        ({"direction": "lower", "target": {"rule": "keep"}}, "keep_needs"),
    ],
)
def test_a_target_that_contradicts_itself_is_refused(
    fields: dict[str, Any], problem: str
) -> None:
    with pytest.raises(ValidationError) as error:
        indicator(**fields)
    assert problems(error) == [problem]


@pytest.mark.parametrize(
    "fields",
    [
        {"baseline": {"fiscal_year": 2025, "value": 75}, "target": REACH},
        {"target": {**REACH, "comparator": "="}},
        {"direction": "lower", "target": {**REACH, "comparator": "<="}},
        {"direction": "lower", "target": {"rule": "keep", "value": 0}},
        {"value_type": "yes_no", "target": {"rule": "keep"}},
        {"value_type": "yes_no", "target": {"rule": "do", "fiscal_year": 2026}},
        {"target": {"rule": "keep"}},
    ],
)
def test_every_target_that_occurs_in_plans_can_be_built(fields: dict[str, Any]) -> None:
    assert indicator(**fields).target is not None


@pytest.mark.parametrize("text", ["", " ", "\u3000", "\n\t"])
def test_a_blank_name_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as error:
        indicator(name=text)
    assert problems(error) == ["blank_text"]


@pytest.mark.parametrize("field", ["name", "quote", "unit"])
@pytest.mark.parametrize("text", ["x\0", "\ud800x"])
def test_a_character_that_no_database_can_hold_is_refused(
    field: str, text: str
) -> None:
    with pytest.raises(ValidationError):
        indicator(**{field: text})


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        (Decimal("75.0"), "75.0"),
        (75, "75"),
        (64.4, "64.4"),
        (Decimal("1e3"), "1000"),
        (Decimal("-0.50"), "-0.50"),
        (Decimal("1e-7"), "0.0000001"),
    ],
)
def test_a_figure_keeps_the_digits_it_was_written_with(
    value: object, digits: str
) -> None:
    assert (
        format(
            Baseline.model_validate({"fiscal_year": 2025, "value": value}).value, "f"
        )
        == digits
    )


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        None,
        "多い",
        "NaN",
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1e999999999"),
        Decimal("1e-999999999"),
        Decimal("0e999999999"),
        10**30,
        Decimal("1e-31"),
        "1e999999999",
        [1],
    ],
)
def test_what_is_no_figure_of_reasonable_size_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        Baseline.model_validate({"fiscal_year": 2025, "value": value})


@pytest.mark.parametrize(
    "key", ["2027.0", " 2027", "+2027", "2_027", "２０２７", "x", True, 2027.0, 1988]
)
def test_a_yearly_target_has_one_spelling_of_its_year(key: object) -> None:
    with pytest.raises(ValidationError):
        WrittenTarget.model_validate({**REACH, "yearly": {key: 70}})


@pytest.mark.parametrize("key", [2027, "2027"])
def test_the_year_of_a_yearly_target_may_be_text_because_json_has_no_other_keys(
    key: object,
) -> None:
    assert WrittenTarget.model_validate({**REACH, "yearly": {key: 70}}).yearly == {
        2027: 70
    }


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValidationError) as error:
        indicator(colour="red")
    assert problems(error) == ["extra_forbidden"]


def test_a_value_cannot_be_changed() -> None:
    value = indicator(name="前")
    with pytest.raises(ValidationError):
        value.name = "後"


def test_a_plan_compares_pickles_and_serves_as_a_key(sample_plan: Plan) -> None:
    twin = Plan.model_validate(sample_plan.model_dump())
    assert twin == sample_plan
    assert hash(twin) == hash(sample_plan)
    assert pickle.loads(pickle.dumps(sample_plan)) == sample_plan


def test_a_plan_knows_its_measures_indicators_and_years(sample_plan: Plan) -> None:
    assert [m.number for m in sample_plan.measures[:2]] == ["1-1", "1-2"]
    found = sample_plan.indicator("K01")
    assert found is not None
    assert found.name == "オンライン申請の利用率"
    assert sample_plan.indicator("K99") is None
    assert sample_plan.fiscal_years == range(2021, 2028)


def test_a_plan_without_any_year_has_no_fiscal_years() -> None:
    about = About(title="計画")
    plan = Plan(
        municipality=Municipality(code="472123", prefecture="沖縄県", name="豊見城市"),
        about=about,
    )
    assert plan.fiscal_years == range(0)


def test_a_figure_of_a_year_is_found_and_a_year_without_one_is_not() -> None:
    value = indicator(
        actuals=[
            {"fiscal_year": 2025, "value": 0},
            {"fiscal_year": 2024, "missing": "not_submitted"},
        ]
    )
    assert value.actual(2025) == Actual(fiscal_year=2025, value=Decimal(0))
    found = value.actual(2024)
    assert found is not None
    assert found.value is None
    assert value.actual(2023) is None


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("66.52", 1, "66.5"),
        ("68.64", 1, "68.6"),
        ("70.76", 1, "70.8"),
        ("0.05", 1, "0.1"),
        ("-0.05", 1, "−0.1"),
        ("-0.04", 1, "0.0"),
        ("0", 0, "0"),
        ("2.5", 0, "3"),
        ("4200", 0, "4,200"),
        ("-1234567.891", 2, "−1,234,567.89"),
        ("9.995", 2, "10.00"),
        ("9" * 30, 6, ",".join(["999"] * 10) + ".000000"),
    ],
)
def test_figures_are_rounded_half_up_and_grouped(
    value: str, decimals: int, text: str
) -> None:
    assert rounded_text(Decimal(value), decimals) == text


@given(FIGURES, st.integers(0, 6))
def test_a_printed_figure_is_never_off_by_more_than_half_a_digit(
    value: Decimal, decimals: int
) -> None:
    printed = Decimal(rounded_text(value, decimals).replace(",", "").replace("−", "-"))
    assert abs(printed - value) <= Decimal(5).scaleb(-decimals - 1)


@given(FIGURES, st.integers(0, 6))
def test_a_figure_printed_with_its_finer_digits_is_exact(
    value: Decimal, decimals: int
) -> None:
    shown = indicator(decimals=decimals, unit="件")
    extra = shown.finer_digits(value)
    printed = (
        figures.number_text(shown, value, Language.ENGLISH, extra)
        .replace(",", "")
        .replace("−", "-")
    )
    assert Decimal(printed) == value


def test_a_figure_is_printed_with_its_unit() -> None:
    assert (
        figures.figure_text(
            indicator(unit="%", decimals=1),
            Decimal("73.40"),
            Language.ENGLISH,
        )
        == "73.4%"
    )
    assert (
        figures.figure_text(indicator(unit="件"), Decimal(4200), Language.ENGLISH)
        == "4,200件"
    )
    assert (
        figures.figure_text(
            indicator(unit="%", decimals=1),
            Decimal("66.52"),
            Language.ENGLISH,
            1,
        )
        == "66.52%"
    )


def test_a_yes_or_no_is_printed_as_a_word_without_a_unit() -> None:
    yes_no = indicator(value_type=ValueType.YES_NO, unit="回")
    assert [
        figures.figure_text(yes_no, Decimal(n), Language.ENGLISH) for n in (1, 0)
    ] == ["yes", "no"]


@pytest.mark.parametrize(
    ("ratio", "text"),
    [("0.8586666", "85.9%"), ("1", "100.0%"), ("0", "0.0%"), ("-0.5", "−50.0%")],
)
def test_a_ratio_is_printed_as_a_percentage(ratio: str, text: str) -> None:
    assert percent_text(Decimal(ratio)) == text


def test_directions_and_rules_print_as_the_words_of_the_document() -> None:
    assert f"{Direction.LOWER} {TargetRule.IMPROVE}" == "lower improve"

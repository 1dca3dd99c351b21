"""判定の目安: the formula says what the rules say, and a spreadsheet program makes of it what is expected here."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import Actual, FormerTarget, Indicator, Municipality, Plan, ValueType
from dxkpi.plan.grading import Grading
from dxkpi.plan.tree import About
from dxkpi.returns import ReturnForm, vocabulary
from dxkpi.rules import PROFILES, Profile
from dxkpi.rules.profiles import profile_of_grading
from dxkpi.workbook.judging_formula import (
    judging_formula,
    status_bounds,
    status_steps,
    status_word,
)
from dxkpi.workbook.messages import FIGURE_CELL
from tests.support.counted import online_share
from tests.support.indicator_strategies import FIGURES, PROFILE, YEARS, indicators

RECALCULATED = Path(__file__).parents[1] / "fixtures" / "judging-libreoffice.xlsx"


def evaluated(formula: str, value: object) -> object:
    """A formula of ours as a spreadsheet program works it out: its two functions and its comparisons as Python's."""
    names: dict[str, Callable[..., object]] = {
        "IF": lambda asked, yes, no: yes if asked else no,
        "ISNUMBER": lambda one: isinstance(one, int | float),
    }
    python = re.sub(
        r'(?<![<>])=(?=")', "==", formula.removeprefix("=").replace(FIGURE_CELL, "cell")
    )
    branches = re.sub(
        r"cell(>=|>)", r"(isinstance(cell, (int, float)) and cell)\1", python
    )
    return eval(branches, {**names, "cell": value})


def agree(form: ReturnForm, indicator: Indicator, value: Decimal) -> None:
    formula, over = (
        judging_formula(form, indicator),
        replace(form, last_closed=max(form.last_closed, form.fiscal_year)),
    )
    status = over.judged(
        indicator.with_actual(Actual(fiscal_year=form.fiscal_year, value=value))
    ).status
    cell: Any = float(value)
    if indicator.value_type is ValueType.YES_NO:
        cell = vocabulary.YES if value == 1 else vocabulary.NO
    if indicator.has_stages:
        cell = indicator.stage(value)
    word = evaluated(formula, cell) if formula else ""
    assert word == status_word(status), (indicator.code, value, formula)


def test_a_spreadsheet_program_comes_to_the_same_result() -> None:
    rows = list(
        openpyxl.load_workbook(RECALCULATED, data_only=True)
        .worksheets[0]
        .iter_rows(values_only=True)
    )
    assert len(rows) > 400
    for formula, value, result in rows:
        assert evaluated(str(formula), value) == (result or ""), (formula, value)


@pytest.mark.parametrize("year", [2021, 2022, 2024, 2025, 2026, 2028, 2030])
def test_the_formula_says_what_the_rules_say_of_every_plan(
    shipped_plans: dict[str, Plan], year: int
) -> None:
    for plan in shipped_plans.values():
        form = ReturnForm(plan, year, None, 7, 2025)
        for indicator in form.indicators:
            if indicator.value_type is ValueType.YES_NO:
                tried = {Decimal(0), Decimal(1)}
            elif indicator.has_stages:
                tried = set(map(Decimal, range(1, len(indicator.stages) + 1)))
            else:
                bounds = {
                    Decimal(f"{bound:.15g}") for bound in status_bounds(form, indicator)
                }
                tried = {
                    bound + step
                    for bound in bounds
                    for step in map(Decimal, ("0", "-0.01", "0.01", "-7", "7"))
                }
            for value in tried:
                agree(form, indicator, value)


@given(indicators(), YEARS, st.booleans(), PROFILE, FIGURES)
@settings(max_examples=150)
def test_the_formula_says_what_the_rules_say_of_any_indicator(
    indicator: Indicator, year: int, over: bool, profile: Profile, value: Decimal
) -> None:
    city = Municipality(code="999997", prefecture="見本県", name="見本市")
    plan = Plan(
        municipality=city,
        about=About(title="計画", first_fiscal_year=2018),
        indicators=(indicator,),
    )
    form = ReturnForm(plan, year, None, 1, year if over else year - 1, profile=profile)
    if indicator.value_type is ValueType.YES_NO:
        value = Decimal(value > 0)
    if indicator.has_stages:
        value = Decimal(1 + int(abs(value)) % len(indicator.stages))
    rounded = Decimal(f"{value:.12g}")
    bounds = [] if not indicator.is_number else list(status_bounds(form, indicator))
    if all(
        bound == rounded or abs(bound - rounded) > abs(bound) * Decimal("1e-12")
        for bound in bounds
    ):
        agree(form, indicator, rounded)


def test_words_and_blank_cells_are_not_judged(sample_plan: Plan) -> None:
    form = ReturnForm(sample_plan, 2025, None, 7, 2025)
    for indicator in form.indicators:
        if formula := judging_formula(form, indicator):
            assert evaluated(formula, "約30") == evaluated(formula, None) == ""


def test_what_is_only_watched_or_cannot_be_judged_yet_has_no_formula(
    sample_plan: Plan,
) -> None:
    watched, rising = sample_plan.indicator("R01"), sample_plan.indicator("K17")
    assert watched is not None
    assert rising is not None
    assert judging_formula(ReturnForm(sample_plan, 2025, None, 7, 2025), watched) == ""
    assert judging_formula(ReturnForm(sample_plan, 2022, None, 7, 2025), rising) == ""


def test_a_year_that_is_not_over_is_judged_as_it_will_be(sample_plan: Plan) -> None:
    reading = sample_plan.indicator("K16")
    assert reading is not None
    formulas = {
        judging_formula(ReturnForm(sample_plan, 2026, None, 7, last), reading)
        for last in (2025, 2026)
    }
    assert len(formulas) == 1
    assert '"▲ 遅れ"' in formulas.pop()


def test_the_profile_sets_the_limits(sample_plan: Plan) -> None:
    indicator = sample_plan.indicator("K16")
    assert indicator is not None
    steps = status_steps(
        ReturnForm(sample_plan, 2025, None, 7, 2025, profile=PROFILES["tama"]),
        indicator,
    )
    assert [str(step.bound) for step in steps[1:]] == ["17.28", "28.8", "48"]


def test_the_form_is_judged_by_the_bounds_of_the_plan_itself(sample_plan: Plan) -> None:
    """More than 110% is another step than 110% or more; half a plan's year is due there."""
    grading = Grading.model_validate(
        {
            "quantity": "year_achievement",
            "bands": [
                {"grade": "◎", "status": "on_track", "more_than": 110},
                {"grade": "○", "status": "mostly_on_track", "at_least": 95},
                {"grade": "×", "status": "behind"},
            ],
        }
    )
    profile = profile_of_grading(grading)
    indicator = sample_plan.indicator("K16")
    assert indicator is not None
    steps = status_steps(
        ReturnForm(sample_plan, 2025, None, 7, 2025, profile=profile), indicator
    )
    told = [(str(step.bound), step.included, step.status.value) for step in steps[1:]]
    assert told == [
        ("30.4", True, "mostly_on_track"),
        ("35.2", False, "on_track"),
        ("48", True, "achieved"),
    ]


def test_a_form_judges_by_the_target_in_force_in_its_year(sample_plan: Plan) -> None:
    reading = sample_plan.indicator("K16")
    assert reading is not None
    assert reading.target is not None
    assert reading.target.value is not None
    higher = reading.target.model_copy(update={"value": reading.target.value * 2})
    former = FormerTarget(target=higher, decided="2026-03-18", reason="制度改正")
    revised = reading.model_copy(update={"former_targets": (former,)})
    before, now, at_first = (
        judging_formula(ReturnForm(sample_plan, year, None, 7, 2026), one)
        for year, one in (
            (2024, revised),
            (2025, revised),
            (2024, reading.model_copy(update={"target": higher})),
        )
    )
    assert before == at_first
    assert now == judging_formula(ReturnForm(sample_plan, 2025, None, 7, 2026), reading)
    for value in (10, 30, 60, 80):
        agree(ReturnForm(sample_plan, 2024, None, 7, 2026), revised, Decimal(value))


# Shares that are written by their two counts


def share_worked_out(formula: str, cell: str | float) -> Decimal:
    """The share that the formula of such an indicator compares, as a spreadsheet works
    it out: the first ROUND(…) of it, else the VALUE(…) behind.
    """
    text = str(cell).translate(_HALF_WIDTH).replace("手続", "").replace("%", "")
    assert 'SUBSTITUTE(ASC(SUBSTITUTE({v},"手続","")),"%","")' in formula
    place = text.find("/")
    if place < 0:
        return Decimal(text)
    [whole, decimals] = re.findall(r"ROUND\((\d+)\*LEFT.*?,30\),(\d)\)", formula)[0]
    quotient = Decimal(whole) * Decimal(text[:place]) / Decimal(text[place + 1 :])
    return round(quotient, int(decimals))


_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)}


@pytest.mark.parametrize("written", ["163/182", "163／182手続", 89.6, "89.6", "89.6%"])
def test_a_share_is_judged_by_its_counts_too(
    sample_plan: Plan, written: str | float
) -> None:
    share = online_share()
    plan = sample_plan.model_copy(update={"indicators": (share,)})
    form = ReturnForm(plan, 2025, None, 7, 2025)
    formula = judging_formula(form, share)
    assert share_worked_out(formula, written) == Decimal("89.6")

    share_formula = re.search(r"IF\((IFERROR\(ROUND.*?)>", formula)
    assert share_formula is not None
    by_number = formula.replace(share_formula[1], FIGURE_CELL)
    inner = by_number.removeprefix(f'=IF({FIGURE_CELL}="","",IFERROR(')
    nested = inner.removesuffix(',""))')
    plain = judging_formula(form, share.model_copy(update={"counts": None}))
    assert plain == f'=IF(ISNUMBER({FIGURE_CELL}),{nested},"")'


def test_the_formula_of_a_share_stays_short_enough_for_a_spreadsheet(
    sample_plan: Plan,
) -> None:
    things = {"numerator": "甲", "denominator": "乙", "unit": "申" * 400}
    share = online_share(counts=things, target={**EVERY_YEAR, "value": 100})
    plan = sample_plan.model_copy(update={"indicators": (share,)})
    for profile in PROFILES.values():
        form = ReturnForm(plan, 2025, None, 7, 2025, profile=profile)
        assert len(judging_formula(form, share)) < LONGEST_FORMULA


EVERY_YEAR = {"rule": "reach", "fiscal_year": 2027, "yearly": {2025: 90, 2026: 95}}
LONGEST_FORMULA = 8192

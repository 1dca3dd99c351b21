"""The book of a plan is the plan: everything goes out and comes back."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings

from dxkpi.plan import About, Plan, document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.workbook.plan_book.book_writing import plan_book
from dxkpi.workbook.reader import WorkbookReader
from tests.conftest import PLANS
from tests.support.plan_books import document_of, plan_of_book
from tests.support.plan_documents import PLAN
from tests.support.plan_strategies import TEXTS, plans

SAVED_BY_LIBREOFFICE = (
    Path(__file__).parents[2] / "fixtures" / "plan-book-libreoffice.xlsx"
)
WITHOUT_SHRINKING = [Phase.explicit, Phase.reuse, Phase.generate]
"""A book takes half a second, and making a failing plan small would take many."""

CITIES = ("052116", "412091", "422096", "452068", "472123", "999997")


def digits(plan: Plan) -> list[str]:
    figures = [
        figure
        for indicator in plan.measured_indicators
        for figure in (
            indicator.baseline,
            indicator.target,
            *indicator.actuals,
            *indicator.references,
        )
    ]
    return [
        f"{figure.value:f}"
        for figure in figures
        if figure is not None and figure.value is not None
    ]


@pytest.mark.parametrize("code", CITIES)
def test_the_book_of_each_shipped_plan_is_that_plan(
    code: str, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[code]
    again = plan_of_book(plan_book(plan))
    assert again == plan
    assert digits(again) == digits(plan)


@pytest.mark.parametrize("code", CITIES)
def test_a_book_that_nobody_changed_changes_nothing_and_asks_nothing(
    code: str, shipped_plans: dict[str, Plan]
) -> None:
    plan = shipped_plans[code]
    stored = plan_as_data(plan)
    merged = document_of(plan_book(plan), stored)
    assert merged.findings == ()
    assert plan_of_book(plan_book(plan), stored) == plan


@given(plans())
@settings(max_examples=20, deadline=None, phases=WITHOUT_SHRINKING)
def test_the_book_of_any_plan_is_that_plan(plan: Plan) -> None:
    again = plan_of_book(plan_book(plan))
    assert again == plan
    assert digits(again) == digits(plan)


@given(TEXTS, TEXTS)
@settings(max_examples=20, deadline=None)
@example("\n\r-", "\r---\n")
@example("=1+1", "@x")
@example("＝1", "\t+1")
@example('"a", "b"', '"')
@example("a、b", "c,\nd")
@example("\ufffe", "_x000D_")
@example(" a ", "\u3000b")
def test_any_text_comes_back_exactly(first: str, second: str) -> None:
    first, second = (text if text.strip() else text + "x" for text in (first, second))
    plan = document.parse_plan(PLAN)
    about = About(title=first, notes=(second, first), source=second)
    plan = plan.model_copy(update={"about": about})
    assert plan_of_book(plan_book(plan)) == plan


def test_a_figure_keeps_the_zero_that_a_spreadsheet_loses() -> None:
    plan = document.parse_plan(PLAN)
    [indicator] = plan_of_book(plan_book(plan)).indicators
    assert indicator.target is not None
    assert str(indicator.target.value) == "75.0"
    assert indicator.actuals[0].value == Decimal("66.0")


def test_the_process_that_reads_files_reads_the_book(
    shipped_plans: dict[str, Plan],
) -> None:
    with WorkbookReader() as reader:
        reading = reader.read_plan_book(plan_book(shipped_plans["472123"], 7))
    assert reading.findings == ()
    assert reading.origin is not None
    assert (str(reading.origin.key), reading.origin.revision) == ("472123/dx-2026", 7)
    assert reading.city_code == "472123"


def test_a_book_saved_by_libreoffice_is_the_same_plan() -> None:
    plan = document.read_plan(next(path for path in PLANS if "tomigusuku" in path.name))
    again = plan_of_book(SAVED_BY_LIBREOFFICE.read_bytes())
    assert again == plan
    assert digits(again) == digits(plan)

"""Yearly returns: reading a form against openpyxl's own load of it, and a whole city's forms from file to registration."""

import io
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr
from datetime import date
from decimal import Decimal
from statistics import median

import openpyxl

from dxkpi import actions
from dxkpi.plan import Actual, Plan
from dxkpi.returns import ReturnForm, departments_asked
from dxkpi.store import Store, writing
from dxkpi.workbook import template
from dxkpi.workbook.plan_book.book_writing import plan_book
from dxkpi.workbook.reader import WorkbookReader
from tests.bench import cities
from tests.support.listed import revisions_by_city
from tests.support.returned import person

YEAR = cities.FIRST_YEAR + 5
TODAY = date(YEAR + 1, 5, 10)
FORMS, FIGURES = 40, 30


def city(plan: Plan, forms: int) -> Plan:
    """A plan whose indicators belong to this many departments in turn, each with no more to report than figures."""
    owned = tuple(
        indicator.model_copy(update={"department": f"第{n % forms + 1}課"})
        for n, indicator in enumerate(plan.indicators)
    )
    bare = tuple(
        policy.model_copy(
            update={
                "measures": tuple(
                    m.model_copy(update={"departments": ()}) for m in policy.measures
                )
            }
        )
        for policy in plan.policies
    )
    return plan.model_copy(update={"indicators": owned, "policies": bare})


def plans(number: int, forms: int = FORMS, figures: int = FIGURES) -> Iterator[Plan]:
    for plan in cities.plans(number, indicators=forms * figures, years=4):
        yield city(plan, forms)


def reported(plan: Plan) -> Plan:
    """The same plan with a figure for the year: forms made of it are filled in."""
    actuals = {}
    for indicator in plan.indicators:
        last = indicator.actuals[-1].value
        assert last is not None
        actuals[indicator.code] = Actual(
            fiscal_year=YEAR,
            value=last + Decimal("0.1"),
            note="件数の伸びが鈍い。",
            countermeasure="案内を増やす。",
        )
    return plan.with_actuals(actuals)


def filled_forms(plan: Plan, revision: int) -> list[bytes]:
    after = reported(plan)
    return [
        template.form_workbook(ReturnForm(after, YEAR, department, revision, YEAR))
        for department in departments_asked(plan) or (None,)
    ]


def reading(turns: int) -> tuple[float, float]:
    """Seconds to read a form of 300 rows, and of openpyxl to load it; in turn, with everything warm."""
    (content,) = filled_forms(next(plans(1, forms=1, figures=300)), 1)
    ours, plain = [], []
    with WorkbookReader() as reader:
        reader.read_form(content)
        for _turn in range(turns):
            start = time.perf_counter()
            reader.read_form(content)
            between = time.perf_counter()
            openpyxl.load_workbook(io.BytesIO(content))
            ours.append(between - start)
            plain.append(time.perf_counter() - between)
    return median(ours), median(plain)


def reading_plan_book(turns: int) -> tuple[float, float]:
    """Seconds to read the plan book of 127 indicators, and of openpyxl to load it; in turn, with everything warm."""
    (plan,) = cities.plans(1, indicators=127, years=5)
    content = plan_book(plan)
    ours, plain = [], []
    with WorkbookReader() as reader:
        assert reader.read_plan_book(content).findings == ()
        for _turn in range(turns):
            start = time.perf_counter()
            reader.read_plan_book(content)
            between = time.perf_counter()
            openpyxl.load_workbook(io.BytesIO(content))
            ours.append(between - start)
            plain.append(time.perf_counter() - between)
    return median(ours), median(plain)


def taking_in(store: Store, some: Sequence[Plan]) -> tuple[float, float, int]:
    """Seconds from files to registrations, of openpyxl to load the same files, and how many figures were registered."""
    writing.save_plans(store, some, "bench", "bench")
    at = revisions_by_city(store)
    files = [
        (plan, content)
        for plan in some
        for content in filled_forms(plan, at[plan.municipality.code].number)
    ]
    figures, start = 0, time.perf_counter()
    with WorkbookReader() as reader:
        for n, (_plan, content) in enumerate(files):
            returned = actions.examine_return(
                store, actions.open_workbook(reader, f"{n}.xlsx", content), TODAY
            )
            assert returned.accepted, returned.findings
            figures += actions.register_return(
                store, actions.RegisterReturn(returned), person("bench")
            ).figures
    between = time.perf_counter()
    with redirect_stderr(io.StringIO()):
        for _plan, content in files:
            openpyxl.load_workbook(io.BytesIO(content))
    return between - start, time.perf_counter() - between, figures

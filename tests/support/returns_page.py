"""The page of returns: its tables, the cities it is tried on, and a plan with nothing reported."""

from streamlit.testing.v1 import AppTest

from dxkpi.plan import Plan
from tests.support.one_line import without_one_line

MIHON = "999997"


def page_tables(at: AppTest) -> list[list[list[str]]]:
    """The cells of each table on the page, row by row."""
    return [
        table.value.reset_index(drop=True).astype(str).to_numpy().tolist()
        for table in at.table
    ]


def row_of(at: AppTest, department: str) -> list[str]:
    return next(row for row in page_tables(at)[0] if bare_text(row[0]) == department)


def bare_text(text: str) -> str:
    """A cell as it reads: without what keeps its letters on one line."""
    return without_one_line(text).replace("\\", "")


def codes_of(plan: Plan, department: str) -> list[str]:
    return [i.code for i in plan.indicators if department in plan.departments_of(i)]

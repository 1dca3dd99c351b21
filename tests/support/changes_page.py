"""The page of changes: its tables, the line of each write, and its filters."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from tests.support.returned import TODAY

MIHON = "999997"


def cells_of_tables(at: AppTest) -> list[list[list[str]]]:
    return [table.value.astype(str).to_numpy().tolist() for table in at.table]


def lines_of_writes(at: AppTest) -> list[str]:
    """The line of each write on the page."""
    return [m.value for m in at.markdown if str(m.value).startswith("**令和")]


def narrow_history(at: AppTest, name: str, value: object) -> AppTest:
    return at.selectbox(key=f"changes_{name}").set_value(value).run()


def view_of_city(path: Path, city: str) -> View:
    [known] = cached.plans_of_city(city)
    return View(known, cached.plan(known), 2025, (2025,), TODAY)

"""実績の登録 with real workbooks, a real store and Streamlit's own test runner."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.returns.form_columns import FormColumn
from dxkpi.store import Store
from dxkpi.workbook import template
from tests.support.apptest import Open
from tests.support.forms import fill
from tests.support.shipped_cities import key_of
from tests.support.upload_page import (
    CITY,
    DEPARTMENT,
    GOOD,
    TODAY,
    YEAR,
    Filled,
    choose_files,
    press_button,
)


@pytest.fixture
def store(own_store: Path) -> Iterator[Store]:
    """A second hand on the store that the pages use."""
    opened = Store(f"sqlite:///{own_store}")
    yield opened
    opened.close()


@pytest.fixture
def form(store: Store) -> Filled:
    """Makes the form of a department and fills it in."""

    def make(
        rows: Mapping[str, Mapping[FormColumn, Any]] = GOOD,
        city: str = CITY,
        department: str | None = DEPARTMENT,
    ) -> bytes:
        return fill(
            template.form_workbook(
                actions.return_form(store, key_of(city), YEAR, department, TODAY)
            ),
            rows,
        )

    return make


@pytest.fixture
def bring(visit: Open) -> Callable[..., AppTest]:
    """Opens the page and chooses these files there."""

    def brought(*files: bytes, names: tuple[str, ...] = (), **query: str) -> AppTest:
        at = visit("upload", **{"city": CITY, "year": str(YEAR)} | query)
        at.session_state["who"] = ""
        return choose_files(at, *files, names=names)

    return brought


@pytest.fixture
def typing(visit: Open) -> AppTest:
    """The table to type figures of 人事課 into."""
    at = visit("upload", city=CITY, year=str(YEAR))
    at.session_state["who"] = ""
    at.selectbox(key="upload_department").set_value(DEPARTMENT)
    return press_button(at.run(), "type")

"""アンケート取込 with a real store and Streamlit's own test runner."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.store import Store
from tests.support import answered, exports
from tests.support.apptest import Open
from tests.support.speaking import speak
from tests.support.survey_page import CITY, YEAR, Rows, choose_file


@pytest.fixture(autouse=True)
def _as_the_page_speaks(_speaking_english: None) -> None:
    speak("ja")


@pytest.fixture
def store(own_store: Path) -> Iterator[Store]:
    """A second hand on the store that the pages use."""
    opened = Store(f"sqlite:///{own_store}")
    yield opened
    opened.close()


@pytest.fixture
def bring(visit: Open) -> Callable[..., AppTest]:
    """Opens the page and chooses a file with these answers there."""

    def brought(rows: Rows | None = None, **query: str) -> AppTest:
        at = visit("survey", **{"city": CITY, "year": str(YEAR)} | query)
        at.session_state["who"] = ""
        return choose_file(
            at, exports.google_csv(answered.answers() if rows is None else rows)
        )

    return brought

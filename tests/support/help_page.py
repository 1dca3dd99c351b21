"""The text of the help page."""

from streamlit.testing.v1 import AppTest

from tests.support.apptest import words
from tests.support.one_line import without_one_line


def text_of_page(at: AppTest) -> str:
    """The page's text with its tables."""
    assert not at.exception
    assert not at.error
    cells = [
        str(cell) for table in at.table for cell in table.value.to_numpy().flatten()
    ]
    return loosened("\n".join([words(at), *cells]))


def loosened(text: str) -> str:
    """A text without what keeps its words on one line."""
    return without_one_line(text)

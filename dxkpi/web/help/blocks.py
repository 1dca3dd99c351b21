"""What a chapter of 使い方 is made of: text and tables, both Markdown."""

from collections.abc import Iterable, Sequence

import pandas as pd

from dxkpi.web.common.markdown import strong, unbroken

Block = str | pd.DataFrame

_SHORT = 8
"""Terms of so few letters stay on one line."""


def explained_terms(
    terms_heading: str, meaning_heading: str, rows: Iterable[tuple[str, str]]
) -> pd.DataFrame:
    """Terms with what there is to say about each; two columns are what a narrow screen
    has room for.
    """
    return markdown_table(
        [terms_heading, meaning_heading],
        [(_emphasised(term), meaning) for term, meaning in rows],
    )


def markdown_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]]
) -> pd.DataFrame:
    """A table whose cells are Markdown."""
    return pd.DataFrame(rows, columns=list(headings))


def joined_lines(*texts: str) -> str:
    """Texts below each other in one cell; empty ones are left out."""
    return "  \n".join(text for text in texts if text)


def _emphasised(term: str) -> str:
    if len(term) <= _SHORT:
        return f"**{unbroken(term)}**"
    return strong(term)

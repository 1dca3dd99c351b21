"""What tests of pages read off a page that Streamlit's own test runner has run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from streamlit import dataframe_util
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Element, Table

from dxkpi.plan import Plan
from dxkpi.settings import PROJECT
from dxkpi.store import Store, writing

CITIES = ("052116", "412091", "422096", "452068", "472123", "999997")
MAIN = PROJECT / "dxkpi" / "web" / "main.py"
HOSTILE = (
    "<img src=x onerror=alert(1)> **太字** `=1+1` [x](http://example.jp) $a$ ~~s~~ :red[r] # h 🏯 𠮷 テレワーク "
    + "長い名前" * 70
)
Open = Callable[..., AppTest]
KeepOnly = Callable[..., None]


def save(path: Path, *plans: Plan) -> None:
    """Puts plans into the SQLite store that the pages use."""
    store = Store(f"sqlite:///{path}")
    writing.save_plans(store, list(plans), "tester", "changed")
    store.close()


def words(at: AppTest) -> str:
    """Everything that stands on the page as text."""
    kinds = (at.title, at.header, at.markdown, at.caption, at.text, at.info, at.error)
    return "\n".join(
        str(element.value)
        for kind in kinds
        for element in kind
        if not _is_drawing(element)
    )


def printed_table(table: Table) -> pd.DataFrame:
    """A table as it is printed: its figures as text, with the digits that are shown."""
    printed = table.proto.arrow_data.styler.display_values
    return dataframe_util.convert_arrow_bytes_to_pandas_df(printed)


def charts_of(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]


def drawings_of(at: AppTest) -> list[str]:
    """The charts that the server drew itself, as they are sent."""
    return [text.value for text in at.markdown if _is_drawing(text)]


def _is_drawing(element: Element) -> bool:
    return bool(getattr(element.proto, "allow_html", False))


def address_of(at: AppTest) -> dict[str, str]:
    """The query of a page's address."""
    query: dict[str, str] = {}
    for name, value in at.query_params.items():
        query[name] = value if isinstance(value, str) else value[-1]
    return query

"""What tests of pages read off a page that Streamlit's own test runner has run."""

import json
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from dxkpi.settings import PROJECT

CITIES = ("052116", "412091", "422096", "452068", "472123", "999997")
MAIN = PROJECT / "dxkpi" / "web" / "main.py"
Open = Callable[..., AppTest]


def words(at: AppTest) -> str:
    """Everything that stands on the page as text."""
    kinds = (at.title, at.header, at.markdown, at.caption, at.text, at.info, at.error)
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def charts_of(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]

"""Values of a plan written short, and why one is refused."""

from typing import Any

import pytest
from hypothesis import strategies as st
from pydantic import ValidationError

from dxkpi.plan import Indicator

FIGURES = st.decimals(
    allow_nan=False,
    allow_infinity=False,
    places=4,
    min_value=-(10**20),
    max_value=10**20,
)
"""Figures of any size that a plan may hold."""


def problems(error: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    """The kinds of what is wrong with a value that was refused."""
    return [item["type"] for item in error.value.errors()]


def indicator(**fields: Any) -> Indicator:
    """An indicator with these fields of the document."""
    return Indicator.model_validate({"code": "K01", "name": "指標", **fields})

"""What tests of the page of changes share."""

import pytest

from dxkpi.plan import Plan


@pytest.fixture
def code(sample_plan: Plan) -> str:
    """A figure of 人事課."""
    return next(
        i.code
        for i in sample_plan.indicators
        if "人事課" in sample_plan.departments_of(i) and i.unit == "%"
    )

"""What tests of the page of returns share."""

from pathlib import Path

import pytest

from dxkpi.plan import Plan
from dxkpi.settings import settings
from tests.support.apptest import save


@pytest.fixture
def deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXKPI_SUBMISSION_DEADLINE", "05-15")
    settings.cache_clear()


@pytest.fixture
def asked(own_store: Path, sample_plan: Plan) -> Plan:
    """見本市 with nothing reported for 令和7年度 yet."""
    open_ = tuple(
        i.model_copy(
            update={"actuals": tuple(a for a in i.actuals if a.fiscal_year < 2025)}
        )
        for i in sample_plan.indicators
    )
    plan = sample_plan.model_copy(update={"indicators": open_})
    save(own_store, plan)
    return plan

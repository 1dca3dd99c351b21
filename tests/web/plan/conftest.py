"""What tests of the plan's page share."""

from functools import partial
from pathlib import Path

import pytest

from tests.support.apptest import save
from tests.support.plan_page import Keep


@pytest.fixture
def keep(own_store: Path) -> Keep:
    """Puts a plan into the store that the pages use."""
    return partial(save, own_store)

"""Stores to begin with."""

from collections.abc import Iterator

import pytest

from dxkpi.store import Store
from tests.support.databases import Prepared


@pytest.fixture
def empty_store(stores: Prepared) -> Iterator[Store]:
    """A store without any plan."""
    opened = Store(stores.store())
    yield opened
    opened.close()

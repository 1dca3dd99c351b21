"""dxkpi migrate."""

import pytest

from tests.support.commands import run

pytestmark = pytest.mark.usefixtures("empty_store")


def test_migrate_tells_the_level_and_is_harmless_again() -> None:
    assert "now at level 0006" in run("migrate").stderr
    assert "up to date" in run("migrate").stderr

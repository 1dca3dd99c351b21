"""Stores for commands."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dxkpi.settings import settings


@pytest.fixture
def empty_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, one_day: None
) -> Iterator[Path]:
    """An address at which there is no store yet, on one and the same day."""
    path = tmp_path / "own.sqlite3"
    monkeypatch.setenv("DXKPI_DATABASE_URL", f"sqlite:///{path}")
    settings.cache_clear()
    yield path
    settings.cache_clear()


@pytest.fixture
def loaded(empty_store: Path, filled: Path) -> None:
    shutil.copy(filled, empty_store)

"""Clocks that only a test moves on, in the place of the real ones."""

import time
from datetime import datetime

import pytest

from dxkpi import fiscal


class ManualClock:
    """Stands still from now on until it is told to go on."""

    def __init__(self) -> None:
        self._now = time.monotonic()

    def __call__(self) -> float:
        return self._now

    def pass_seconds(self, seconds: float) -> None:
        self._now += seconds


def stand_at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    """Let it be this moment, wherever dxkpi asks what time or day it is."""
    monkeypatch.setattr("dxkpi.fiscal.now", lambda: moment)
    monkeypatch.setattr("dxkpi.fiscal.today", lambda: fiscal.day_in_japan(moment))

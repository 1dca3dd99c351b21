"""Submissions as far as the rules of returns look at them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum


class State(StrEnum):
    REGISTERED = "registered"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Handed:
    """A submission as far as the rules look at it."""

    number: int
    department: str | None
    state: State = State.REGISTERED
    fiscal_year: int = 2025
    file: str | None = "実績様式.xlsx"
    source: str | None = None
    figures: int = 2
    at: datetime = datetime(2026, 5, 8, 1, 2, tzinfo=UTC)

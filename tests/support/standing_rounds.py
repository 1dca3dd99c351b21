"""Rounds of invented departments for tests: how far each is, on 20 May 2026."""

from dataclasses import replace
from datetime import UTC, date, datetime

from dxkpi.plan.review import ItemKind
from dxkpi.plan.round import Extension, ReportDeadlines, TakenForm
from dxkpi.returns.round_items import ItemState, RoundItem
from dxkpi.returns.round_status import (
    DepartmentInRound,
    RoundProgress,
    department_in_round,
    round_progress,
)

FIGURES, TODAY, SCHEDULE = date(2026, 5, 15), date(2026, 5, 20), date(2026, 5, 29)
DEADLINES = ReportDeadlines(FIGURES, SCHEDULE)
_STATES = {
    "-": ItemState.OPEN,
    "i": ItemState.HANDED_IN,
    "b": ItemState.SENT_BACK,
    "c": ItemState.CONFIRMED,
}


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 3, tzinfo=UTC)


def items(
    states: str, kind: ItemKind = ItemKind.FIGURE, deadline: date | None = FIGURES
) -> tuple[RoundItem, ...]:
    """A thing for each letter: - open, i in, b sent back, c confirmed."""
    return tuple(
        RoundItem(kind, f"{kind}{n}", f"{kind}の{n}", deadline, _STATES[letter])
        for n, letter in enumerate(states, 1)
    )


def decided(things: tuple[RoundItem, ...], at: datetime) -> tuple[RoundItem, ...]:
    """The things with the moment at which each was sent back or confirmed."""
    open_states = (ItemState.OPEN, ItemState.HANDED_IN)
    return tuple(
        item if item.state in open_states else replace(item, decided_at=at)
        for item in things
    )


def entries(states: str) -> tuple[RoundItem, ...]:
    return items(states, ItemKind.ENTRY, SCHEDULE)


def standing(
    name: str | None,
    *things: tuple[RoundItem, ...],
    taken: datetime | None = None,
    handed_in: datetime | None = None,
    today: date = TODAY,
    is_reviewed: bool = False,
    extension: Extension | None = None,
) -> DepartmentInRound:
    """How far a department is with these things."""
    forms = [TakenForm(name, taken, "佐藤")] if taken else []
    moments = [handed_in] if handed_in else []
    return department_in_round(
        name,
        tuple(item for several in things for item in several),
        forms,
        moments,
        today,
        is_reviewed=is_reviewed,
        extension=extension,
    )


def example() -> RoundProgress:
    """One of each: late, partly in, only the schedule, not taken, all in."""
    return round_progress(
        [
            standing("市民課", items("ii"), taken=noon(4, 20), handed_in=noon(5, 8)),
            standing("人事課", items("i-"), taken=noon(4, 20), handed_in=noon(5, 12)),
            standing("企画課", entries("--"), taken=noon(5, 12)),
            standing("防災課", entries("--")),
            standing("総務課", entries("i-"), handed_in=noon(5, 14)),
        ]
    )

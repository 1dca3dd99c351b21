"""The history of every figure and of every entry of the schedule, and what changed since a revision."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, or_, select

from dxkpi.plan import Actual, BarState, Missing, Survey
from dxkpi.returns import ChangedMeanwhile
from dxkpi.rules import EntryKey
from dxkpi.store.revisions import utc
from dxkpi.store.tables import (
    FIGURE,
    INDICATOR,
    PLAN,
    PROGRESS,
    REVISION,
    SUBMISSION,
    FigureKind,
)

_LATER = REVISION.alias("later")
_WRITES = (
    REVISION.c.at,
    REVISION.c.who,
    REVISION.c.source,
    _LATER.c.at.label("later_at"),
    _LATER.c.who.label("later_who"),
    _LATER.c.source.label("later_source"),
)


@dataclass(frozen=True)
class HistoryEntry:
    """What a write said of a figure, or of an entry of the schedule.

    `said` is the figure, or the reason given for its absence, or the entry's state; None where nothing was said but
    what else stands here. `percent` is the schedule's; its comment is the `note`; `survey` is what a figure is made of.
    """

    said: Decimal | Missing | BarState | None
    approximate: bool = False
    as_of: str | None = None
    percent: Decimal | None = None
    note: str | None = None
    survey: Survey | None = None


@dataclass(frozen=True)
class Recorded:
    """One step in the history of a figure or of an entry of the schedule: who wrote what, when, from where.

    Of a figure `indicator` is the code and `kind` which figure it is; of the schedule's progress both are None and
    `bar` is the entry's `Bar.key`. `before` and `after` are None where there was or is no entry. `submission` is the
    number of the return that the write belongs to, `withdrawal` whether the write withdrew it; `source` names its file.
    """

    revision: int
    at: datetime
    who: str
    source: str
    indicator: str | None
    kind: FigureKind | None
    bar: EntryKey | None
    series: str
    fiscal_year: int | None
    before: HistoryEntry | None
    after: HistoryEntry | None
    submission: int | None = None
    withdrawal: bool = False

    @property
    def place(self) -> str:
        """The indicator's code, or the measure's number and the label of the schedule's entry."""
        return f"{self.bar[0]} {self.bar[1]}" if self.bar else self.indicator or ""

    @property
    def old(self) -> Decimal | Missing | BarState | None:
        return self.before.said if self.before else None

    @property
    def new(self) -> Decimal | Missing | BarState | None:
        return self.after.said if self.after else None


def history(
    connection: Connection, code: str, indicator: str | None = None
) -> tuple[Recorded, ...]:
    """Every step of a municipality's figures and schedule, or of one indicator's figures, oldest first."""
    figures = _figures(code).order_by(
        FIGURE.c.recorded_in, INDICATOR.c.position, FIGURE.c.position
    )
    chosen = (
        figures if indicator is None else figures.where(INDICATOR.c.code == indicator)
    )
    lives = [*_figure_lives(connection.execute(chosen))]
    if indicator is None:
        bars = connection.execute(
            _progress(code).order_by(PROGRESS.c.recorded_in, PROGRESS.c.id)
        )
        lives += _bar_lives(bars)
    steps = _steps(lives)
    returns = _returns(connection, code)
    return tuple(replace(step, **returns.get(step.revision, {})) for step in steps)


def changed_since(
    connection: Connection, code: str, fiscal_year: int, revision: int
) -> Mapping[str, ChangedMeanwhile]:
    """The indicators whose actual of the year is another than it was at a revision, with the last who changed it.

    Empty where the store knows no such revision, as after a backup was restored.
    """
    if (
        connection.execute(
            select(REVISION.c.id).where(REVISION.c.id == revision)
        ).first()
        is None
    ):
        return {}
    f = FIGURE.c
    actuals = _figures(code).where(
        or_(f.recorded_in > revision, f.superseded_in > revision),
        f.kind == FigureKind.ACTUAL,
        f.fiscal_year == fiscal_year,
        INDICATOR.c.retired_in.is_(None),
    )
    lives: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in connection.execute(
        actuals.order_by(INDICATOR.c.position, f.recorded_in)
    ):
        lives[row.code].append(row)
    found = {}
    for indicator, rows in lives.items():
        then = [
            r
            for r in rows
            if r.recorded_in <= revision
            and (r.superseded_in is None or r.superseded_in > revision)
        ]
        last = rows[-1]
        gone = last.superseded_in is not None
        before = actual_of(then[0]) if then else None
        if before != (None if gone else actual_of(last)):
            who, at = (last.later_who, last.later_at) if gone else (last.who, last.at)
            found[indicator] = ChangedMeanwhile(before, who, utc(at))
    return found


def actual_of(row: Row[Any]) -> Actual:
    """A row of the figures' table as the actual it is."""
    return Actual.model_validate(
        {name: getattr(row, name) for name in Actual.model_fields}
    )


def _figures(code: str) -> Select[Any]:
    f = FIGURE.c
    return (
        select(INDICATOR.c.code, *f, *_WRITES)
        .join(INDICATOR, INDICATOR.c.id == f.indicator_id)
        .join(PLAN, PLAN.c.id == INDICATOR.c.plan_id)
        .join(REVISION, REVISION.c.id == f.recorded_in)
        .outerjoin(_LATER, _LATER.c.id == f.superseded_in)
        .where(PLAN.c.municipality_code == code)
    )


def _progress(code: str) -> Select[Any]:
    p = PROGRESS.c
    return (
        select(*p, *_WRITES)
        .join(PLAN, PLAN.c.id == p.plan_id)
        .join(REVISION, REVISION.c.id == p.recorded_in)
        .outerjoin(_LATER, _LATER.c.id == p.superseded_in)
        .where(PLAN.c.municipality_code == code)
    )


class _Life(NamedTuple):
    """What one row said, the write it came with, and the write it went with, if it is gone."""

    place: tuple[Any, ...]
    what: Mapping[str, Any]
    entry: HistoryEntry
    came: Mapping[str, Any]
    went: Mapping[str, Any] | None


def _figure_lives(rows: Iterable[Row[Any]]) -> Iterable[_Life]:
    for row in rows:
        single = row.kind in (FigureKind.BASELINE, FigureKind.TARGET)
        what = {
            "indicator": row.code,
            "kind": row.kind,
            "bar": None,
            "series": row.series,
            "fiscal_year": row.fiscal_year,
        }
        said = row.value if row.value is not None else row.missing
        entry = HistoryEntry(
            said,
            approximate=row.approximate,
            as_of=row.as_of,
            note=row.note,
            survey=row.survey,
        )
        yield _Life(
            (row.code, row.kind, row.series, None if single else row.fiscal_year),
            what,
            entry,
            *_writes(row),
        )


def _bar_lives(rows: Iterable[Row[Any]]) -> Iterable[_Life]:
    for row in rows:
        key = (row.measure, row.label, row.nth)
        what = {
            "indicator": None,
            "kind": None,
            "bar": key,
            "series": "",
            "fiscal_year": row.fiscal_year,
        }
        entry = HistoryEntry(row.state, percent=row.percent, note=row.comment)
        yield _Life((*key, row.fiscal_year), what, entry, *_writes(row))


def _writes(row: Row[Any]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    came = {
        "revision": row.recorded_in,
        "at": utc(row.at),
        "who": row.who,
        "source": row.source,
    }
    if row.superseded_in is None:
        return came, None
    later = {
        "revision": row.superseded_in,
        "at": utc(row.later_at),
        "who": row.later_who,
        "source": row.later_source,
    }
    return came, later


def _steps(lives: Iterable[_Life]) -> tuple[Recorded, ...]:
    """Rows, in the order of their writes, say when an entry came and went; steps say what each write did to it."""
    steps: dict[tuple[Any, ...], Recorded] = {}
    for life in lives:
        came = steps.get((life.came["revision"], *life.place))
        before = came.before if came else None
        steps[life.came["revision"], *life.place] = Recorded(
            **life.came, **life.what, before=before, after=life.entry
        )
        if life.went is not None:
            gone = Recorded(**life.went, **life.what, before=life.entry, after=None)
            steps[life.went["revision"], *life.place] = gone
    return tuple(sorted(steps.values(), key=lambda step: step.revision))


def _returns(connection: Connection, code: str) -> dict[int, dict[str, Any]]:
    """Which return each revision belongs to, and whether it took it back."""
    s = SUBMISSION.c
    query = select(s.number, s.recorded_in, s.withdrawn_in).join(
        PLAN, PLAN.c.id == s.plan_id
    )
    found: dict[int, dict[str, Any]] = {}
    for row in connection.execute(query.where(PLAN.c.municipality_code == code)):
        found[row.recorded_in] = {"submission": row.number, "withdrawal": False}
        found[row.withdrawn_in] = {"submission": row.number, "withdrawal": True}
    return found

"""公表: a plan's year as it was released. What was released never changes."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlmodel import SQLModel

from dxkpi.plan.fields import VALUE
from dxkpi.plan.grading import Status
from dxkpi.plan.review import ItemKind
from dxkpi.plan.tree import Plan, Progress

LONGEST_NOTE = 200
LONGEST_REASON = 200


class ReleasedText(StrEnum):
    """Texts that are released only where it is chosen.

    要因 and 対応 of figures; what departments wrote beside schedule, initiatives and
    marks; what the headquarters decided.
    """

    REASONS = "reasons"
    NOTES = "notes"
    DECISIONS = "decisions"


USUAL_TEXTS = frozenset({ReleasedText.REASONS})
"""What is released where nothing else is chosen."""


class ReleasedJudgement(SQLModel):
    """How an indicator was judged when its year was released. Rates are ratios: 1 is 100%.

    `counted_status` is the status under which it was counted.
    """

    model_config = VALUE
    indicator: str
    fiscal_year: int
    figure_year: int
    status: Status
    counted_status: Status
    grade: str
    actual: Decimal | None = None
    expected: Decimal | None = None
    target: Decimal | None = None
    achievement_rate: Decimal | None = None
    progress_rate: Decimal | None = None
    pace: Decimal | None = None
    parts: "tuple[ReleasedJudgement, ...]" = ()


class ReleasedProgress(SQLModel):
    """How far an entry of the schedule was: the measure's number, the entry's label, and
    which one of that label it is.
    """

    model_config = VALUE
    measure: str
    label: str
    nth: int
    progress: Progress


class ReleasedFinality(SQLModel):
    """When a thing that was reported had become final; None where it was 速報.

    `kind` and `place` are those of its `ItemKey`.
    """

    model_config = VALUE
    kind: ItemKind
    place: str
    fiscal_year: int
    confirmed_at: datetime | None = None


@dataclass(frozen=True)
class ReleasedYear:
    """What a release holds: the plan without figures of later years, and how it stood.

    `profile` is the key of the profile by which a plan is judged that names none.
    `finality` tells of everything that is reviewed; empty where all of it was final.
    """

    plan: Plan
    profile: str
    judgements: tuple[ReleasedJudgement, ...] = ()
    progress: tuple[ReleasedProgress, ...] = ()
    finality: tuple[ReleasedFinality, ...] = ()

    @property
    def number_preliminary(self) -> int:
        """How many things of it were 速報."""
        return sum(item.confirmed_at is None for item in self.finality)


@dataclass(frozen=True)
class Release:
    """A release of a plan's year, known by its number in the plan.

    `corrects` is the number of the earlier release of the same year that it takes the
    place of, `reason` why; both are None of a first one. `sha256` is that of the content.
    """

    number: int
    fiscal_year: int
    at: datetime
    who: str
    sha256: str
    note: str | None = None
    corrects: int | None = None
    reason: str | None = None


def release_showing_year(
    releases: tuple[Release, ...], fiscal_year: int
) -> Release | None:
    """The release with which a year is shown: its newest one, else that of the next year
    that was released; None where neither was.
    """
    years = [each.fiscal_year for each in releases if each.fiscal_year >= fiscal_year]
    return last_release_of_year(releases, min(years)) if years else None


def last_release_of_year(
    releases: tuple[Release, ...], fiscal_year: int
) -> Release | None:
    """The newest release of a year; None where it was never released."""
    of_year = [each for each in releases if each.fiscal_year == fiscal_year]
    return max(of_year, key=lambda each: each.number, default=None)

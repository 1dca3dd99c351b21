"""How a plan grades its indicators, as its document says it: by a named profile, by one
with single things changed, or by bounds of its own.

`dxkpi.rules.profiles` makes of it the profile by which the rules judge, and has the
published numbers of the named ones.
"""

from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.fields import OPTIONAL, VALUE, Figure, Flag, Text


class Status(StrEnum):
    """How an indicator stands in one fiscal year, from best to worst, then what cannot
    be placed in that order.

    `WITHIN_MARGIN` is no verdict: so is counted what would be behind or missed, if its
    figure were sure (`Judgement.counted_status`).

    Not due yet are: a year before the plan, the starting point, a year of a plan in
    force whose first figure is yet to come, a figure that was reported and is not
    confirmed yet or is not published yet, and what lies ahead.
    """

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    MOSTLY_ON_TRACK = "mostly_on_track"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    MISSED = "missed"
    WITHIN_MARGIN = "within_margin"
    NOT_ASSESSABLE = "not_assessable"
    NOT_REPORTED = "not_reported"
    PLAN_AHEAD = "plan_ahead"
    STARTING_POINT = "starting_point"
    UNMEASURED = "unmeasured"
    UNCONFIRMED = "unconfirmed"
    AWAITED = "awaited"
    AHEAD = "ahead"
    MONITORED = "monitored"


class GradedStatus(StrEnum):
    """What a grade stands for: the statuses that a rate can lead to."""

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    MOSTLY_ON_TRACK = "mostly_on_track"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    MISSED = "missed"


class NamedProfile(StrEnum):
    """A profile with a name, whose numbers the program knows."""

    STANDARD = "standard"
    NAGANO = "nagano"
    TAMA = "tama"
    SANO = "sano"
    HAMAMATSU = "hamamatsu"
    MIYAGI = "miyagi"
    CABINET_OFFICE = "cabinet_office"


class GradedQuantity(StrEnum):
    """What is graded.

    The pace; the progress rate to the final target; the achievement rate of the final
    target; that of what the year asks for; that of the part of the target that is due
    by the year (n/5 in the nth of five years).
    """

    PACE = "pace"
    PROGRESS = "progress_rate"
    ACHIEVEMENT = "achievement_rate"
    YEAR_ACHIEVEMENT = "year_achievement"
    DUE_PART = "due_part"


class PathStart(StrEnum):
    """Where the path to the target begins: in the baseline's own year, or at the end of
    the year before the plan, with the baseline's value.
    """

    BASELINE_YEAR = "baseline_year"
    BEFORE_PLAN = "before_plan"


class WrittenBand(SQLModel):
    """A grade and from which percentage on it is given; without one, for all the rest.

    `quantity`: the percentage is of another quantity than the profile's.
    """

    model_config = VALUE
    grade: Text
    status: GradedStatus
    at_least: Figure | None = OPTIONAL
    more_than: Figure | None = OPTIONAL
    quantity: GradedQuantity | None = OPTIONAL

    @model_validator(mode="after")
    def _one_bound(self) -> Self:
        if self.at_least is not None and self.more_than is not None:
            raise PydanticCustomError(
                "grading_two_bounds", "a grade has one bound, not two"
            )
        return self

    @property
    def bound(self) -> Decimal | None:
        """Its percentage; None for all the rest."""
        return self.more_than if self.at_least is None else self.at_least

    @property
    def is_open(self) -> bool:
        """Whether it takes all the rest."""
        return self.bound is None

    def __str__(self) -> str:
        if self.bound is None:
            return self.grade
        sign = "≥" if self.more_than is None else ">"
        bound = f"{self.grade} {sign} {self.bound:f}%"
        return bound if self.quantity is None else f"{bound} ({self.quantity})"


_NO_BANDS: Any = Field(default=(), exclude_if=lambda bands: not bands)


class Grading(SQLModel):
    """How a plan grades. What is left out is as in the named profile, or as usual."""

    model_config = VALUE
    profile: NamedProfile | None = OPTIONAL
    name: Text | None = OPTIONAL
    source: Text | None = OPTIONAL
    quantity: GradedQuantity | None = OPTIONAL
    bands: tuple[WrittenBand, ...] = _NO_BANDS
    path_start: PathStart | None = OPTIONAL
    keep_by_bands: Flag | None = OPTIONAL
    deadline_by_bands: Flag | None = OPTIONAL
    latest_figure: Flag | None = OPTIONAL
    not_assessable: Text | None = OPTIONAL

    @model_validator(mode="after")
    def _says_how(self) -> Self:
        if self.profile is None and not self.bands:
            raise PydanticCustomError(
                "grading_needs", "a grading needs a named profile or bands of its own"
            )
        return self

    @model_validator(mode="after")
    def _bands_in_order(self) -> Self:
        if not self.bands:
            return self
        *bounded, rest = self.bands
        if not rest.is_open or any(band.is_open for band in bounded):
            raise PydanticCustomError(
                "grading_rest", "the last grade, and no other, has no bound"
            )
        if any(not _goes_down(*pair) for pair in pairwise(bounded)):
            raise PydanticCustomError(
                "grading_order", "the bounds do not go down from grade to grade"
            )
        return self

    def __hash__(self) -> int:
        return hash((self.profile, self.name, self.bands))


def _goes_down(upper: WrittenBand, lower: WrittenBand) -> bool:
    """Whether a bound lies below the one before it; of two quantities nothing is said."""
    assert upper.bound is not None
    assert lower.bound is not None
    if upper.quantity is not lower.quantity:
        return True
    if upper.bound == lower.bound:
        return upper.at_least is None and lower.more_than is None
    return upper.bound > lower.bound

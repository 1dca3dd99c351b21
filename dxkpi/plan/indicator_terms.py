"""The terms by which a plan says what kind an indicator is."""

from decimal import Decimal
from enum import StrEnum


class ValueType(StrEnum):
    NUMBER = "number"
    YES_NO = "yes_no"
    STAGE = "stage"


class Direction(StrEnum):
    """Which way a figure is to go."""

    HIGHER = "higher"
    LOWER = "lower"

    def is_better(self, value: Decimal, other: Decimal) -> bool:
        """Whether a value lies further in this direction than another."""
        if self is Direction.HIGHER:
            return value > other
        return value < other


class Aggregation(StrEnum):
    """A state at a date, a count within the year, or a running total."""

    POINT = "point"
    ANNUAL = "annual"
    CUMULATIVE = "cumulative"


class Calendar(StrEnum):
    """The year that an indicator's figures are of, where it is not the fiscal year."""

    CALENDAR_YEAR = "calendar_year"
    SCHOOL_YEAR = "school_year"


class IndicatorRole(StrEnum):
    """What an indicator is to the program, beyond what its name says."""

    REALISATION = "realisation"


class Missing(StrEnum):
    """Why a year has no figure."""

    NOT_SUBMITTED = "not_submitted"
    NOT_PUBLISHED = "not_published"
    CANNOT_BE_EVALUATED = "cannot_be_evaluated"
    DISCONTINUED = "discontinued"
    NOT_APPLICABLE = "not_applicable"

"""The facts that fill the sentence of a finding."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Phrase(StrEnum):
    """Words that fill a sentence where there is no figure or name to put in."""

    NO_FIGURE = "no_figure"
    NO_EARLIER_FIGURE = "no_earlier_figure"
    NO_NOTE = "no_note"
    NO_UNIT = "no_unit"
    ALL_DEPARTMENTS = "all_departments"
    ALL_STAFF = "all_staff"
    THREEFOLD_OR_A_THIRD = "threefold_or_a_third"
    EARLIER_IN_BATCH = "earlier_in_batch"
    BLANK = "blank"
    TAKEN_AWAY = "taken_away"


@dataclass(frozen=True)
class Quantity:
    """A number of people or things, printed with grouped thousands."""

    number: int


@dataclass(frozen=True)
class Percentage:
    """A percentage: 75 is 75%. `decimals` rounds it, None prints every digit."""

    value: Decimal
    decimals: int | None = None


@dataclass(frozen=True)
class IndicatorFigure:
    """A figure with what it takes to print it; all its digits are printed.

    `decimals` is the least number of digits after the point. `stage` is the name of a
    figure that is a stage; `counts` are the two counts of a share, in the `counted_unit`.
    """

    value: Decimal
    unit: str
    decimals: int
    is_yes_no: bool = False
    approximate: bool = False
    stage: str = ""
    counts: tuple[Decimal, Decimal] | None = None
    counted_unit: str = ""


@dataclass(frozen=True)
class EarlierFigure:
    """What an indicator's figure was last time, told in a sentence of its own."""

    figure: IndicatorFigure


@dataclass(frozen=True)
class PointsOfShare:
    """A difference between two shares, in points."""

    number: Decimal


@dataclass(frozen=True)
class FiscalYear:
    """A fiscal year, printed in both calendars or in that of the era only."""

    year: int
    era_only: bool = False


@dataclass(frozen=True)
class FiscalPeriod:
    """The fiscal years from the first to the last."""

    first: int
    last: int


@dataclass(frozen=True)
class Month:
    """A month or day: 2027-02, 2027-02-20."""

    as_of: str


@dataclass(frozen=True)
class MarkedTerm:
    """A term of the glossary with its mark before it: △ やや遅れ."""

    term: StrEnum


@dataclass(frozen=True)
class EntryProgress:
    """How far an entry of the schedule has come; `percent` lies between 0 and 100."""

    state: StrEnum
    percent: Decimal | None


@dataclass(frozen=True)
class Quotation:
    """Somebody's own text, printed in quotation marks."""

    text: str


class FileMeasure(StrEnum):
    """What a file can hold too much of. SIZE is in megabytes."""

    PARTS = "parts"
    SIZE = "size"
    MERGES = "merges"
    CELLS = "cells"
    ROWS = "rows"
    COLUMNS = "columns"
    LETTERS = "letters"


@dataclass(frozen=True)
class FileExcess:
    """How much of something a file holds, where that is too much."""

    measure: FileMeasure
    number: int


@dataclass(frozen=True)
class FactList:
    """Several things in a row; `shortened` where more of them were left out."""

    items: "tuple[Fact, ...]"
    shortened: bool = False

    @classmethod
    def first_of(cls, items: "Sequence[Fact]", most: int) -> "FactList":
        """The first so many of these things."""
        return cls(tuple(items[:most]), shortened=len(items) > most)


Fact = (
    str
    | int
    | StrEnum
    | datetime
    | date
    | Quantity
    | Percentage
    | IndicatorFigure
    | EarlierFigure
    | PointsOfShare
    | FiscalYear
    | FiscalPeriod
    | Month
    | MarkedTerm
    | EntryProgress
    | Quotation
    | FileExcess
    | FactList
)
"""What fills a sentence. A `Phrase` has words of its own, any other `StrEnum` is a term of
the glossary, a `datetime` a moment, a `date` a day of a year that is known; a `str` is
printed as it is: a name, a heading, a cell.
"""

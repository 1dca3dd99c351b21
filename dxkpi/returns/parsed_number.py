"""What a text about a figure says, as a value."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dxkpi.fiscal import ParsedYear
from dxkpi.plan import Missing, ShareCounts


class NumberKind(StrEnum):
    """What a text was recognised as. All but NUMBER need a person."""

    BLANK = "blank"
    NUMBER = "number"
    EXTRA = "extra"
    TWO_FIGURES = "two_figures"
    FROM_TO = "from_to"
    PARTS = "parts"
    FRACTION = "fraction"
    COUNTS_DISAGREE = "counts_disagree"
    SHARE_OF_NOTHING = "share_of_nothing"
    SEVERAL = "several"
    AMONG_WORDS = "among_words"
    LETTERS = "letters"
    CHANGE = "change"
    PER_PERIOD = "per_period"
    RANGE = "range"
    OTHER_UNIT = "other_unit"
    NO_FIGURE = "no_figure"
    ERROR = "error"
    TOO_LONG = "too_long"
    DATE = "date"
    NO_RESULT = "no_result"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class ParsedNumber:
    """What a text about a figure says, in the unit that was asked for.

    `values` is one for NUMBER, EXTRA (other text stands beside it), OTHER_UNIT and CHANGE
    (by how much it changed). TWO_FIGURES has both, of which `total` (0 or 1) is said to be
    the running total, if any; FROM_TO the new figure and the old one; PER_PERIOD the figure
    and, of a month, that of twelve; RANGE both ends, or the bound of 10未満. PARTS has the
    sum and what was added up; FRACTION what was counted and the whole of it; SEVERAL those
    of which nobody knows which one counts. AMONG_WORDS is one between words of which
    nobody knows what they make of it, LETTERS one with letters in place of digits.
    COUNTS_DISAGREE has the share that its `counts` make, and the other that is written
    beside them. Any other kind has none.

    `as_written`: the text is the number, digit by digit; otherwise its reading is told.
    `unit_written`: it carries its unit. `is_other_measure`: that unit can be no other name
    for the one asked for, as days for hours. `missing` is the most fitting reason where the
    text says that there is no figure (NO_FIGURE). `times` are the years or months that
    stand beside the values, None beside one without; empty where none stands there.
    `counts` are those of which the first value is the share.
    """

    kind: NumberKind
    values: tuple[Decimal, ...] = ()
    approximate: bool = False
    as_written: bool = False
    unit_written: bool = False
    missing: Missing | None = None
    total: int | None = None
    is_other_measure: bool = False
    times: tuple[ParsedYear | None, ...] = ()
    counts: ShareCounts | None = None

"""What is noticed about a file: a stable code, how grave it is, where, and the facts.

Findings hold no words: `dxkpi.wording.findings` has the sentence of each code. Codes are
for programs and never change, sentences are for people and may. Errors must be mended,
holds wait until somebody confirms a value, warnings and infos are only told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from dxkpi.text.lines import shortened

LONGEST_QUOTE = 40
"""Characters of a value that are quoted back."""


class Severity(StrEnum):
    ERROR = "error"
    HOLD = "hold"
    WARNING = "warning"
    INFO = "info"


# The facts that fill a sentence


class Phrase(StrEnum):
    """Words that fill a sentence where there is no figure or name to put in."""

    NO_FIGURE = "no_figure"
    NO_EARLIER_FIGURE = "no_earlier_figure"
    NO_NOTE = "no_note"
    NO_UNIT = "no_unit"
    ALL_DEPARTMENTS = "all_departments"
    ALL_STAFF = "all_staff"
    THREEFOLD_OR_A_THIRD = "threefold_or_a_third"


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

    `decimals` is the least number of digits after the point.
    """

    value: Decimal
    unit: str
    decimals: int
    is_yes_no: bool = False
    approximate: bool = False


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
the glossary, a `datetime` a moment; a `str` is printed as it is: a name, a heading, a cell.
"""


# Findings


class ChoiceKind(StrEnum):
    """What a choice does with the value that is held."""

    REGISTER = "register"
    REGISTER_FROM_FORM = "register_from_form"
    KEEP = "keep"
    KNOWN_SECTION = "known_section"
    NEW_SECTION = "new_section"


@dataclass(frozen=True)
class Choice:
    """One answer to a hold: its key (for --confirm CODE@CELL=KEY), and what it takes.

    `subject` is the figure, note or progress that is registered or kept, or the section.
    """

    key: str
    kind: ChoiceKind = ChoiceKind.REGISTER
    subject: Fact = ""


@dataclass(frozen=True)
class Finding:
    """One thing that was noticed. Make it with `make_finding`.

    `sheet`, `cell` and `value` (as it is written, or what was made of that) are None where
    it concerns the whole file. `place` is the code of the indicator or schedule entry, or
    the section, that it concerns. A hold lists its `choices`; `proposed` is the key of the
    one that is taken if nobody names another, None where one must be named. `reason` is
    why a hold was confirmed, None while it was not.
    """

    code: str
    _: KW_ONLY
    sheet: str | None = None
    cell: str | None = None
    value: Fact | None = None
    place: str | None = None
    choices: tuple[Choice, ...] = ()
    proposed: str | None = None
    reason: str | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)

    @property
    def severity(self) -> Severity:
        """How grave it is; a hold that was confirmed is only told."""
        if self.reason is not None:
            return Severity.INFO
        return SEVERITIES[self.code]

    @property
    def where(self) -> str:
        """What a confirmation names: the cell, or the code of a figure typed on screen."""
        return self.cell or self.place or ""

    def confirmed(self, reason: str, choice: str | None = None) -> "Finding":
        """The same once confirmed; `proposed` is then the key of the choice taken."""
        return replace(self, reason=reason, proposed=choice or self.proposed)


def make_finding(
    code: str,
    /,
    *,
    sheet: str | None = None,
    cell: str | None = None,
    value: Fact | None = None,
    place: str | None = None,
    choices: tuple[Choice, ...] = (),
    proposed: str | None = None,
    **facts: Fact,
) -> Finding:
    """A finding; `facts` fill its sentence. Raises `KeyError` for an unknown code."""
    if code not in SEVERITIES:
        raise KeyError(code)
    if type(value) in (str, int):
        value = quoted(str(value))
    return Finding(
        code,
        sheet=sheet,
        cell=cell,
        value=value,
        place=place,
        choices=choices,
        proposed=proposed,
        facts=facts,
    )


def quoted(text: str) -> str:
    """A value as it is quoted back: one line, not too long."""
    return shortened(" ".join(text.split()), LONGEST_QUOTE)


def is_unreadable(code: str) -> bool:
    """Whether a finding says that the file is no readable workbook at all."""
    return code in UNREADABLE


UNREADABLE = frozenset(
    (
        "empty_file",
        "too_large",
        "encrypted",
        "old_excel",
        "macro_workbook",
        "binary_workbook",
        "strict_workbook",
        "other_office",
        "text_file",
        "web_page",
        "other_file",
        "damaged",
        "duplicate_parts",
        "too_much_inside",
        "entities",
        "timed_out",
        "out_of_memory",
        "no_sheets",
        "survey_other_file",
        "survey_other_kind",
        "survey_yearly_form",
        "survey_no_rows",
        "survey_no_headings",
        "survey_row_longer",
        "survey_row_unreadable",
        "survey_too_much",
        "survey_too_heavy",
    )
)
"""The codes of files that cannot be read; they are all errors."""

SEVERITIES: dict[str, Severity] = dict.fromkeys(sorted(UNREADABLE), Severity.ERROR) | {
    # the workbook as a whole
    "not_the_form": Severity.ERROR,
    "which_city": Severity.ERROR,
    "which_year": Severity.ERROR,
    "which_department": Severity.ERROR,
    "unknown_city": Severity.ERROR,
    "unknown_department": Severity.ERROR,
    "other_city": Severity.ERROR,
    "other_year": Severity.ERROR,
    "other_department": Severity.ERROR,
    "newer_form": Severity.ERROR,
    "nothing_filled": Severity.ERROR,
    "nothing_of_this": Severity.ERROR,
    "already_registered": Severity.INFO,
    "origin_missing": Severity.WARNING,
    "origin_altered": Severity.WARNING,
    "external_links": Severity.INFO,
    "read_from_sheet": Severity.INFO,
    # rows and columns
    "unknown_code": Severity.ERROR,
    "no_code": Severity.ERROR,
    "other_departments_row": Severity.WARNING,
    "duplicate_row": Severity.ERROR,
    "row_missing": Severity.WARNING,
    "column_missing": Severity.WARNING,
    "column_twice": Severity.ERROR,
    "two_years": Severity.ERROR,
    # a figure
    "blank": Severity.ERROR,
    "blank_shared": Severity.WARNING,
    "blank_registered": Severity.ERROR,
    "needs_reason": Severity.ERROR,
    "error_in_text": Severity.ERROR,
    "not_a_number": Severity.ERROR,
    "error_value": Severity.ERROR,
    "no_result": Severity.ERROR,
    "date_as_number": Severity.ERROR,
    "yes_or_no": Severity.ERROR,
    "too_long": Severity.ERROR,
    "unstorable": Severity.ERROR,
    "too_many_digits": Severity.ERROR,
    "figure_and_reason": Severity.ERROR,
    "unknown_reason": Severity.ERROR,
    "as_of_unreadable": Severity.ERROR,
    "as_of_other_year": Severity.ERROR,
    "comment_required": Severity.ERROR,
    # a value that a person should look at
    "share_as_ratio": Severity.HOLD,
    "ratio_as_share": Severity.HOLD,
    "over_hundred": Severity.HOLD,
    "negative": Severity.HOLD,
    "cumulative_falls": Severity.HOLD,
    "jump": Severity.HOLD,
    "range": Severity.HOLD,
    "extra_text": Severity.HOLD,
    "other_unit": Severity.HOLD,
    "changed_meanwhile": Severity.HOLD,
    # told, and registered as read
    "read_as": Severity.INFO,
    "percent_cell": Severity.INFO,
    "approximate": Severity.INFO,
    "formula_result": Severity.INFO,
    "as_of_read": Severity.INFO,
    "reason_read": Severity.INFO,
    "finer_than_plan": Severity.INFO,
    "year_not_over": Severity.WARNING,
    "stored_kept": Severity.INFO,
    # the schedule
    "unknown_state": Severity.ERROR,
    "state_missing": Severity.ERROR,
    "percent_outside": Severity.ERROR,
    "state_and_percent": Severity.HOLD,
    "done_before": Severity.HOLD,
    "states_blank": Severity.WARNING,
    "label_changed": Severity.WARNING,
    # a staff survey
    "survey_no_column": Severity.ERROR,
    "survey_column_twice": Severity.ERROR,
    "survey_no_choice": Severity.ERROR,
    "survey_no_answers": Severity.ERROR,
    "survey_too_few": Severity.ERROR,
    "survey_no_groups": Severity.ERROR,
    "survey_unknown_choice": Severity.ERROR,
    "survey_too_many": Severity.ERROR,
    "survey_too_many_in_all": Severity.ERROR,
    "survey_too_many_staff": Severity.ERROR,
    "survey_staff_twice": Severity.ERROR,
    "survey_department": Severity.HOLD,
    "survey_department_asked": Severity.HOLD,
    "survey_department_meant": Severity.HOLD,
    "survey_department_unknown": Severity.HOLD,
    "survey_new_department": Severity.WARNING,
    "survey_not_stated": Severity.INFO,
    "survey_blanks": Severity.WARNING,
    "survey_repeated_last": Severity.WARNING,
    "survey_repeated_first": Severity.WARNING,
    "survey_repeated_all": Severity.WARNING,
    "survey_asked_unknown": Severity.WARNING,
    "survey_low_response": Severity.WARNING,
    "survey_staff_differ": Severity.WARNING,
    "survey_pooled": Severity.INFO,
    "survey_changed": Severity.WARNING,
    "survey_still_to_come": Severity.ERROR,
    "survey_note_dropped": Severity.INFO,
    "survey_year_to_come": Severity.ERROR,
    "survey_year_outside": Severity.WARNING,
    "survey_heading_twice": Severity.INFO,
    "survey_parts_gone": Severity.WARNING,
    "survey_again": Severity.WARNING,
    # the sheet of a staff survey's totals
    "totals_not_asked": Severity.WARNING,
    "totals_sheets": Severity.ERROR,
    "totals_question": Severity.ERROR,
    "totals_no_name": Severity.ERROR,
    "totals_needed": Severity.ERROR,
    "totals_not_whole": Severity.ERROR,
    "totals_twice": Severity.ERROR,
    "totals_unknown_mark": Severity.ERROR,
    "totals_no_mark": Severity.ERROR,
    "totals_blank_choice": Severity.ERROR,
    "totals_sum": Severity.ERROR,
    "totals_felt": Severity.ERROR,
    "totals_departments": Severity.ERROR,
    "totals_departments_felt": Severity.ERROR,
    "totals_small": Severity.ERROR,
    "totals_small_rest": Severity.ERROR,
    "totals_rest": Severity.INFO,
    "totals_no_blanks": Severity.INFO,
    "totals_department": Severity.HOLD,
    "totals_disagree": Severity.ERROR,
    "survey_dropped": Severity.WARNING,
}

"""The record of a round that is filed, as a value: the same for screen, workbook and PDF.

What came, what is missing and why, what was asked and answered, what is final, what was
corrected, what changed since last year. The cells of its tables keep their types.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from dxkpi.reports.contents.recorded_round import RecordedRound
from dxkpi.reports.contents.round_changes import change_table
from dxkpi.reports.contents.round_departments import department_table, missing_table
from dxkpi.reports.contents.round_overview import overview_table
from dxkpi.reports.contents.round_review import (
    confirmation_table,
    correction_table,
    course_table,
    remark_table,
)
from dxkpi.reports.sheet_head import SheetHead
from dxkpi.text.lines import one_line
from dxkpi.wording.language import Language
from dxkpi.wording.municipality import (
    invented_label,
    invented_suffix,
    name_with_prefecture,
)
from dxkpi.wording.round_sentences import round_sentences
from dxkpi.workbook.typed_table import TypedCell, TypedFigure, TypedTable


@dataclass(frozen=True)
class FiledRecord(SheetHead):
    """Everything that the record says. `stamp` is the moment of the plan's last change."""

    tables: tuple[TypedTable, ...]
    foot: str
    stamp: datetime | None


def make_filed_record(year: RecordedRound) -> FiledRecord:
    """The record of a round as it stands."""
    language = year.language
    _ = language.gettext
    municipality = year.plan.municipality
    place = name_with_prefecture(municipality) + invented_suffix(municipality, language)
    when = language.fiscal_year(year.fiscal_year)
    return FiledRecord(
        language,
        one_line(place),
        _("Record of the round"),
        invented_label(municipality, language),
        _("{place}: record of the round of {year}", place=one_line(place), year=when),
        one_line(year.plan.about.title),
        _sentence(year),
        tuple(_tables(year)),
        _foot(year),
        year.stamp,
    )


def cell_text(cell: TypedCell, language: Language) -> str:
    """What stands in a cell, in one line, as it is printed."""
    match cell:
        case None:
            return ""
        case TypedFigure():
            return one_line(cell.text)
        case datetime():
            return language.short_moment(cell)
        case date():
            return language.short_day(cell.isoformat())
        case int():
            return f"{cell:,}"
    return one_line(cell)


def _tables(year: RecordedRound) -> Iterator[TypedTable]:
    yield overview_table(year)
    yield department_table(year)
    yield missing_table(year)
    if year.opened.is_reviewed:
        yield remark_table(year)
        yield confirmation_table(year)
    yield correction_table(year)
    yield change_table(year)
    yield course_table(year)


def _sentence(year: RecordedRound) -> str:
    texts = round_sentences(
        year.progress,
        year.opened.deadlines,
        year.today,
        year.language,
        is_reviewed=year.opened.is_reviewed,
    )
    return one_line(year.language.sentences(texts))


def _foot(year: RecordedRound) -> str:
    """As of when it is."""
    if year.stamp is None:
        return ""
    return year.language.gettext(
        "As of {moment}.", moment=year.language.moment(year.stamp)
    )

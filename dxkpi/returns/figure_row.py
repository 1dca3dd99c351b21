"""One row of the form's figures: what it says of an indicator, and the year's new entry.

What stands in a column that the sheet does not have stays as it is registered. A blank
figure is never taken for one, and a blank month leaves the registered one; a note that was
taken out of its cell is deleted.
"""

from dataclasses import dataclass, replace

from dxkpi import fiscal
from dxkpi.findings import (
    Choice,
    ChoiceKind,
    Fact,
    FiscalYear,
    MarkedTerm,
    Month,
    Phrase,
    Quotation,
)
from dxkpi.plan import Actual, Indicator, Survey, ValueType
from dxkpi.returns.cell_looks import with_shown_words, without_struck_cells
from dxkpi.returns.cell_reading import TakenText, is_same_text, take_text
from dxkpi.returns.checked_return import ChangedMeanwhile
from dxkpi.returns.empty_notes import says_no_cause
from dxkpi.returns.figure_value import read_year_figure
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.late_figures import year_of_row
from dxkpi.returns.months import is_just_after, month_in_cell, says_no_month
from dxkpi.returns.reported_row import FROM_FORM, ReportedRow, YearFigure
from dxkpi.returns.return_form import ReturnForm

_ENTRY_FIELDS = (
    "value",
    "numerator",
    "denominator",
    "as_of",
    "missing",
    "note",
    "approximate",
)


@dataclass(frozen=True)
class _TakenMonth:
    """The month that is written, None for none."""

    as_of: str | None


def read_figure_row(
    form: ReturnForm,
    indicator: Indicator,
    row: FilledRow,
    overtaken: ChangedMeanwhile | None,
    findings: FindingList,
) -> Actual | None:
    """The year's new entry, as it would be once what is proposed is confirmed.

    None where nothing changes or nothing can be taken.
    """
    row = without_struck_cells(row, indicator.code, findings)
    if indicator.published is not None:
        asked_year = form.figure_year(indicator)
        if not row.is_filled_in and not form.is_asked(indicator):
            return None
        year = year_of_row(indicator, row, asked_year, form.fiscal_year)
        if year != asked_year:
            overtaken = None  # known of the year that is asked for alone
        form = _form_in_year(form, indicator, row, year, findings)
    if indicator.value_type is ValueType.NUMBER:
        row = _with_shown_words(row, indicator.unit)
    reported = ReportedRow(form, indicator, row, overtaken, findings)
    return _FigureRow(reported).new_entry()


def _form_in_year(
    form: ReturnForm,
    indicator: Indicator,
    row: FilledRow,
    year: int,
    findings: FindingList,
) -> ReturnForm:
    """The form of the year whose figure the row reports; an earlier one is told."""
    cell = row.cells.get(FormColumn.VALUE)
    if year != form.fiscal_year and cell is not None and not cell.is_blank:
        findings.add("late_figure", cell, indicator.code, year=FiscalYear(year))
    return form.in_year(year)


def _with_shown_words(row: FilledRow, unit: str) -> FilledRow:
    """The row with its figure as its cell shows it."""
    cell = row.cells.get(FormColumn.VALUE)
    if cell is None:
        return row
    shown = with_shown_words(cell, unit)
    return replace(row, cells={**row.cells, FormColumn.VALUE: shown})


@dataclass(frozen=True)
class _FigureRow:
    row: ReportedRow

    def new_entry(self) -> Actual | None:
        figure = read_year_figure(self.row)
        month = self._month()
        note = self._note()
        if figure is None or month is None or note is None:
            return None
        entry = self._entry(figure, month.as_of, note.text)
        if entry is None:
            return None
        if not figure.is_stored:
            self._tell_of_missing_counts(figure)
            self._ask_for_note(entry)
        return entry if _differs(self.row.stored, entry) else None

    # the month and the note

    def _month(self) -> _TakenMonth | None:
        """The month that is written; None where it cannot be taken, which is told."""
        cell, year = self.row.cell(FormColumn.AS_OF), self.row.form.fiscal_year
        if cell is None or cell.is_blank or says_no_month(cell):
            return _TakenMonth(None)
        month = month_in_cell(cell, year)
        if month is None:
            code = "no_result" if cell.value is None else "as_of_unreadable"
            example = fiscal.short_month(fiscal.last_month(year))
            self.row.tell(code, cell, example=example)
            return None
        if is_just_after(month, year):
            return self._month_before(cell)
        if month.fiscal_year != year:
            self.row.tell("as_of_other_year", cell, year=FiscalYear(year))
            return None
        if month.is_doubtful:
            self.row.tell("as_of_read", cell, read=month.time)
        return _TakenMonth(month.as_of)

    def _month_before(self, cell: WrittenCell) -> _TakenMonth:
        """The last month of the year, for a figure of the day after it; asked about."""
        year = self.row.form.fiscal_year
        last_month = fiscal.last_month(year)
        choice = Choice(last_month, ChoiceKind.REGISTER, Month(last_month))
        self.row.findings.hold(
            "as_of_day_after",
            cell,
            self.row.indicator.code,
            (choice,),
            choice.key,
            year=FiscalYear(year),
            read=Month(last_month),
        )
        return _TakenMonth(last_month)

    def _note(self) -> TakenText | None:
        """The note that counts; None where it cannot be kept, or must be chosen first."""
        cell = self.row.cell(FormColumn.NOTE)
        if cell is None:
            return TakenText(_note_of(self.row.stored))
        written = take_text(self.row.findings, cell, self.row.indicator.code)
        if written is None:
            return None
        return self._note_against_others(cell, written)

    def _note_against_others(
        self, cell: WrittenCell, written: TakenText
    ) -> TakenText | None:
        """The note that counts; None while somebody must choose between the two."""
        stored = _note_of(self.row.stored)
        original = _note_of(self.row.original)
        if is_same_text(written.text, stored):
            return TakenText(stored)
        if self.row.overtaken is None or is_same_text(stored, original):
            return written
        if is_same_text(written.text, original):
            return TakenText(stored)
        key = self.row.hold_against_stored(
            self.row.overtaken, cell, _fact_of_note(written.text), _fact_of_note(stored)
        )
        if key is None:
            return None
        return written if key == FROM_FORM else TakenText(stored)

    # the entry

    def _entry(
        self, figure: YearFigure, as_of: str | None, note: str | None
    ) -> Actual | None:
        """The year's entry; None where nothing is registered and nothing was written."""
        is_nothing_written = figure.is_empty and note is None
        if self.row.stored is None and is_nothing_written:
            return None
        survey = self._survey_kept(figure)
        counts = figure.counts if survey is None else None
        return Actual(
            fiscal_year=self.row.form.fiscal_year,
            as_of=self._month_of(figure, as_of),
            value=figure.value,
            numerator=counts.numerator if counts else None,
            denominator=counts.denominator if counts else None,
            approximate=figure.approximate and figure.value is not None,
            missing=figure.missing,
            note=note,
            countermeasure=self.row.stored.countermeasure if self.row.stored else None,
            survey=survey,
        )

    def _survey_kept(self, figure: YearFigure) -> Survey | None:
        """The counts behind the registered figure, dropped where it is another now."""
        stored = self.row.stored
        if stored is None or stored.survey is None:
            return None
        if self._stays(figure):
            return stored.survey
        fact = self.row.fact_of_figure(self.row.stored_figure)
        self.row.tell("survey_dropped", self.row.cell(FormColumn.VALUE), stored=fact)
        return None

    def _stays(self, figure: YearFigure) -> bool:
        """Whether the figure is the registered one, approximate or not."""
        stored = self.row.stored
        if stored is None:
            return False
        return (stored.value, stored.missing) == (figure.value, figure.missing)

    def _month_of(self, figure: YearFigure, written: str | None) -> str | None:
        """The month of the entry: a blank one, or one that says less, leaves the registered."""
        registered = self.row.stored.as_of if self.row.stored else None
        if figure.is_stored:
            return registered
        if figure.value is None:
            return registered if self._stays(figure) else None
        if written is None or _is_month_of_day(written, registered):
            return registered
        return written

    def _tell_of_missing_counts(self, figure: YearFigure) -> None:
        """Tell of a new rate that its two counts, which are asked for with it, are not there."""
        things = self.row.indicator.counts
        is_registered = figure.equals(self.row.stored_figure)
        if things is None or figure.value is None or figure.counts or is_registered:
            return
        self.row.tell(
            "counts_missing",
            self.row.cell(FormColumn.VALUE),
            numerator=things.numerator,
            denominator=things.denominator,
        )

    def _ask_for_note(self, entry: Actual) -> None:
        """A figure that is behind needs its causes and what will be done."""
        says_nothing = entry.note is not None and says_no_cause(entry.note)
        if entry.value is None or (entry.note and not says_nothing):
            return
        indicator = self.row.indicator.with_actual(entry)
        judgement = self.row.form.judged(indicator)
        if judgement.needs_attention:
            cell = self.row.cell(FormColumn.NOTE) or self.row.cell(FormColumn.VALUE)
            code = "comment_says_nothing" if says_nothing else "comment_required"
            self.row.tell(code, cell, status=MarkedTerm(judgement.status))


def _is_month_of_day(month: str, day: str | None) -> bool:
    """Whether a month (2027-03) is that of a day, or the same month."""
    return day is not None and month == day[:7]


def _note_of(entry: Actual | None) -> str | None:
    return entry.note if entry else None


def _fact_of_note(note: str | None) -> Fact:
    return Quotation(note) if note else Phrase.NO_NOTE


def _differs(stored: Actual | None, new: Actual) -> bool:
    if stored is None:
        return True
    for name in _ENTRY_FIELDS:
        if getattr(stored, name) != getattr(new, name):
            return True
    return False

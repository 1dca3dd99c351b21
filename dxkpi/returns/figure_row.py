"""One row of the form's figures: what it says of an indicator, and the year's new entry.

What stands in a column that the sheet does not have stays as it is registered. A blank
figure is never taken for one, and a blank month leaves the registered one.
"""

from dataclasses import dataclass, replace

from dxkpi import fiscal
from dxkpi.findings import Choice, ChoiceKind, FiscalYear, Month
from dxkpi.plan import Actual, Indicator, Survey, ValueType
from dxkpi.returns.cell_looks import with_shown_words, without_struck_cells
from dxkpi.returns.checked_return import FIELDS_IN_FORM, ChangedMeanwhile
from dxkpi.returns.figure_texts import FigureTexts, ask_for_texts, read_figure_texts
from dxkpi.returns.figure_value import read_year_figure
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.late_figures import year_of_row
from dxkpi.returns.months import is_just_after, month_in_cell, says_no_month
from dxkpi.returns.reported_row import ReportedRow, YearFigure
from dxkpi.returns.return_form import ReturnForm


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
        texts = read_figure_texts(self.row)
        if figure is None or month is None or texts is None:
            return None
        entry = self._entry(figure, month.as_of, texts)
        if entry is None:
            return None
        if not figure.is_stored:
            self._tell_of_missing_counts(figure)
            ask_for_texts(self.row, entry)
        return entry if _differs(self.row.stored, entry) else None

    # the month

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

    # the entry

    def _entry(
        self, figure: YearFigure, as_of: str | None, texts: FigureTexts
    ) -> Actual | None:
        """The year's entry; None where nothing is registered and nothing was written."""
        is_nothing_written = figure.is_empty and texts.are_blank
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
            note=texts.note,
            countermeasure=texts.countermeasure,
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


def _is_month_of_day(month: str, day: str | None) -> bool:
    """Whether a month (2027-03) is that of a day, or the same month."""
    return day is not None and month == day[:7]


def _differs(stored: Actual | None, new: Actual) -> bool:
    if stored is None:
        return True
    for name in FIELDS_IN_FORM:
        if getattr(stored, name) != getattr(new, name):
            return True
    return False

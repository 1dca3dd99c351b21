"""One row of the form's figures: what it says of an indicator, and the year's new entry.

What stands in a column that the sheet does not have stays as it is registered. A blank
figure is never taken for one, and a blank month leaves the registered one; a note that was
taken out of its cell is deleted.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.findings import (
    Choice,
    ChoiceKind,
    Fact,
    FiscalYear,
    IndicatorFigure,
    MarkedTerm,
    Percentage,
    Phrase,
    Quotation,
)
from dxkpi.plan import Actual, Indicator, Missing, ValueType
from dxkpi.returns import plausibility, vocabulary
from dxkpi.returns.cell_reading import (
    TakenNumber,
    TakenText,
    is_same_text,
    take_number,
    take_text,
    trouble_code,
    value_choice,
)
from dxkpi.returns.cell_values import (
    as_percentage,
    digits_text,
    is_stored_number,
    number_in_cell,
    shown_value,
)
from dxkpi.returns.checked_return import ChangedMeanwhile
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn, column_heading
from dxkpi.returns.missing_reasons import missing_reason
from dxkpi.returns.months import month_in_cell, says_no_month
from dxkpi.returns.numbers import NumberKind, ParsedNumber
from dxkpi.returns.return_form import ReturnForm
from dxkpi.rules import Status
from dxkpi.text.rounding import digits_after_point

_BEHIND = (Status.BEHIND, Status.FAR_BEHIND, Status.MISSED)
_FROM_FORM, _STORED = "file", "stored"
"""The keys of the choice between the form's figure and the one registered meanwhile."""

_HOLDS_NUMBER = (
    NumberKind.NUMBER,
    NumberKind.EXTRA,
    NumberKind.OTHER_UNIT,
    NumberKind.RANGE,
    NumberKind.DATE,
    NumberKind.TOO_LONG,
)
_ENTRY_FIELDS = ("value", "as_of", "missing", "note", "approximate")
_NO_CELL = WrittenCell("", "")


@dataclass(frozen=True)
class _YearFigure:
    """A value, or why there is none; `is_stored`: the registered one, left alone."""

    value: Decimal | None = None
    missing: Missing | None = None
    approximate: bool = False
    is_stored: bool = False

    @property
    def is_empty(self) -> bool:
        return self.value is None and self.missing is None

    def equals(self, other: "_YearFigure") -> bool:
        """Whether both say the same, wherever they come from."""
        return replace(self, is_stored=other.is_stored) == other


@dataclass(frozen=True)
class _TakenReason:
    """The reason for having no figure that was chosen, if any."""

    missing: Missing | None


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
    return _FigureRow(form, indicator, row, overtaken, findings).new_entry()


@dataclass(frozen=True)
class _FigureRow:
    form: ReturnForm
    indicator: Indicator
    row: FilledRow
    overtaken: ChangedMeanwhile | None
    findings: FindingList

    def new_entry(self) -> Actual | None:
        figure = self._figure()
        month = self._month()
        note = self._note()
        if figure is None or month is None or note is None:
            return None
        entry = self._entry(figure, month.as_of, note.text)
        if entry is None:
            return None
        if not figure.is_stored:
            self._ask_for_note(entry)
        return entry if _differs(self._stored, entry) else None

    # what is registered, and what the form was made with

    @property
    def _stored(self) -> Actual | None:
        return self.indicator.actual(self.form.fiscal_year)

    @property
    def _original(self) -> Actual | None:
        """The entry that the form was made with."""
        return self.overtaken.then if self.overtaken else self._stored

    @property
    def _stored_figure(self) -> _YearFigure:
        return _figure_of(self._stored)

    @property
    def _original_figure(self) -> _YearFigure:
        return _figure_of(self._original)

    # telling

    def _cell(self, column: FormColumn) -> WrittenCell | None:
        return self.row.cells.get(column)

    @property
    def _value_cell(self) -> WrittenCell:
        return self._cell(FormColumn.VALUE) or _NO_CELL

    def _tell(self, code: str, cell: WrittenCell | None, **facts: Fact) -> None:
        self.findings.add(code, cell, self.indicator.code, **facts)

    def _hold(
        self, code: str, cell: WrittenCell, values: tuple[Decimal, ...], **facts: Fact
    ) -> str | None:
        """Hold a value; the first of `values` is proposed."""
        choices = [value_choice(value, self._fact_of) for value in values]
        return self.findings.hold(
            code, cell, self.indicator.code, choices, choices[0].key, **facts
        )

    def _fact_of(self, value: Decimal) -> IndicatorFigure:
        return plausibility.indicator_figure(self.indicator, value)

    def _fact_of_figure(self, figure: _YearFigure) -> Fact:
        if figure.missing is not None:
            return figure.missing
        if figure.value is None:
            return Phrase.NO_FIGURE
        return plausibility.indicator_figure(
            self.indicator, figure.value, approximate=figure.approximate
        )

    # the figure, or the reason for having none

    def _figure(self) -> _YearFigure | None:
        reason = self._reason()
        number = self._parsed_number()
        if reason is not None and reason.missing is not None:
            if number.kind not in _HOLDS_NUMBER:
                return self._figure_missing(reason.missing, number)
            if reason.missing is not self._original_figure.missing:
                self._tell("figure_and_reason", self._value_cell)
                return None
            # the form came with this reason, and the figure has been found since
        figure = self._figure_in_cell(number, has_valid_reason=reason is not None)
        return None if reason is None else figure

    def _reason(self) -> _TakenReason | None:
        """The reason that was chosen, if any; None where it is no reason, which is told."""
        cell = self._cell(FormColumn.MISSING)
        if cell is None:
            return _TakenReason(self._reason_of_column_left_out())
        text = cell.value if isinstance(cell.value, str) else None
        if cell.is_blank or (text is not None and vocabulary.says_nothing(text)):
            return _TakenReason(None)
        reason = None if text is None else vocabulary.reason_named(text)
        if text is None or reason is None:
            code = "no_result" if cell.value is None else "unknown_reason"
            self._tell(code, cell, choices_=vocabulary.listed_labels(Missing))
            return None
        if not vocabulary.is_label(reason, text):
            self._tell("reason_read", cell, read=vocabulary.FORM_LABELS[reason])
        return _TakenReason(reason)

    def _reason_of_column_left_out(self) -> Missing | None:
        """Without a column of reasons the registered one stays, if no figure is written."""
        if self.row.is_blank(FormColumn.VALUE):
            return self._stored_figure.missing
        return None

    def _parsed_number(self) -> ParsedNumber:
        cell = self._value_cell
        if cell.is_blank:
            return ParsedNumber(NumberKind.BLANK)
        if self.indicator.value_type is ValueType.NUMBER:
            return number_in_cell(cell, self.indicator.unit)
        return _yes_or_no_in_cell(cell)

    def _figure_missing(
        self, reason: Missing, number: ParsedNumber
    ) -> _YearFigure | None:
        """No figure, for the reason that was chosen; words in its cell say the same."""
        if number.kind not in (NumberKind.BLANK, NumberKind.NO_RESULT):
            label = vocabulary.FORM_LABELS[reason]
            self._tell("reason_read", self._value_cell, read=label)
        return self._against_others(_YearFigure(missing=reason))

    def _figure_in_cell(
        self, number: ParsedNumber, *, has_valid_reason: bool
    ) -> _YearFigure | None:
        """What the cell of the figure says, where no reason stands beside it.

        Where something that is no reason stands there, that is all that needs mending of
        a cell without a figure.
        """
        if number.kind is NumberKind.BLANK:
            return self._figure_left_blank() if has_valid_reason else None
        if number.missing is not None:
            if has_valid_reason:
                self._ask_for_reason(number.missing)
            return None
        code = self._trouble_code(number)
        if code is not None:
            self._tell(code, self._value_cell)
            return None
        return self._figure_taken(number)

    def _ask_for_reason(self, reason: Missing) -> None:
        self._tell(
            "needs_reason",
            self._value_cell,
            heading=column_heading(FormColumn.MISSING),
            reason=vocabulary.FORM_LABELS[reason],
        )

    def _trouble_code(self, number: ParsedNumber) -> str | None:
        code = trouble_code(number)
        if self.indicator.value_type is ValueType.NUMBER:
            return code
        if code in ("error_value", "no_result"):
            return code
        is_yes_or_no = number.kind is NumberKind.NUMBER and number.values[0] in (0, 1)
        return None if is_yes_or_no else "yes_or_no"

    # a figure that was left blank

    def _figure_left_blank(self) -> _YearFigure | None:
        """The registered figure, where it may stay; None where a blank is to be mended."""
        stored = self._stored_figure
        cell = self._cell(FormColumn.VALUE)
        if self._was_reported_meanwhile():
            return self._keep_stored_and_tell()
        if cell is None and not stored.is_empty:
            return self._keep_stored()
        if self._is_left_to_others():
            self._tell("blank_shared", cell, name=self.indicator.name)
            return self._keep_stored()
        if stored.is_empty:
            self._tell("blank", cell)
        else:
            self._tell("blank_registered", cell, stored=self._fact_of_figure(stored))
        return None

    def _was_reported_meanwhile(self) -> bool:
        """Whether the form came without a figure, and somebody has registered one since."""
        return (
            self.overtaken is not None
            and self._original_figure.is_empty
            and not self._stored_figure.is_empty
        )

    def _is_left_to_others(self) -> bool:
        """Whether another department may report the figure, and this one says nothing."""
        if not self.form.shared(self.indicator):
            return False
        return self._stored is not None or self.row.is_blank(FormColumn.NOTE)

    def _keep_stored(self) -> _YearFigure:
        return replace(self._stored_figure, is_stored=True)

    def _keep_stored_and_tell(self) -> _YearFigure:
        stored = self._stored_figure
        if not stored.equals(self._original_figure):
            fact = self._fact_of_figure(stored)
            self._tell("stored_kept", self._cell(FormColumn.VALUE), stored=fact)
        return self._keep_stored()

    # what somebody else registered since the form was made

    def _against_others(self, figure: _YearFigure) -> _YearFigure | None:
        """The figure that counts; None while somebody must choose between the two."""
        stored, original = self._stored_figure, self._original_figure
        is_undisputed = figure.equals(stored) or stored.equals(original)
        if self.overtaken is None or is_undisputed:
            return figure
        if figure.equals(original) and not stored.is_empty:
            return self._keep_stored_and_tell()
        key = self._hold_against_stored(
            self.overtaken,
            self._value_cell,
            self._fact_of_figure(figure),
            self._fact_of_figure(stored),
        )
        if key is None:
            return None
        return figure if key == _FROM_FORM else self._keep_stored()

    def _hold_against_stored(
        self,
        overtaken: ChangedMeanwhile,
        cell: WrittenCell,
        written: Fact,
        stored: Fact,
    ) -> str | None:
        choices = (
            Choice(_FROM_FORM, ChoiceKind.REGISTER_FROM_FORM, written),
            Choice(_STORED, ChoiceKind.KEEP, stored),
        )
        return self.findings.hold(
            "changed_meanwhile",
            cell,
            self.indicator.code,
            choices,
            None,
            value=written,
            stored=stored,
            who=overtaken.who,
            when=overtaken.at,
        )

    # a number

    def _figure_taken(self, number: ParsedNumber) -> _YearFigure | None:
        taken = self._taken_number(number)
        if taken.value is None:
            return None
        figure = self._with_stored_digits(
            _YearFigure(taken.value, approximate=taken.approximate)
        )
        if taken.is_open:
            return figure
        counting = self._against_others(figure)
        if counting is not figure or figure.value == self._stored_figure.value:
            return counting
        return self._looked_at(figure, number)

    def _taken_number(self, number: ParsedNumber) -> TakenNumber:
        cell = self._value_cell
        if cell.formula:
            self._tell("formula_result", cell)
        is_number = self.indicator.value_type is ValueType.NUMBER
        if is_number and cell.is_percent_number:
            return self._taken_percentage(number.values[0])
        return take_number(
            self.findings,
            cell,
            self.indicator.code,
            number,
            self.indicator.unit,
            self._fact_of,
        )

    def _with_stored_digits(self, figure: _YearFigure) -> _YearFigure:
        """The figure with all digits of the registered one, if it is that one.

        A number cell cannot say that it is approximate; its figure stays so.
        """
        cell = self._value_cell
        for entry in (self._stored_figure, self._original_figure):
            value = figure.value
            if value is None or not is_stored_number(cell, value, entry.value):
                continue
            stays_approximate = entry.approximate and not isinstance(cell.value, str)
            figure = replace(
                figure,
                value=entry.value,
                approximate=figure.approximate or stays_approximate,
            )
        return figure

    def _taken_percentage(self, number: Decimal) -> TakenNumber:
        """A number that its cell shows as a percentage.

        0.75 is 75; but 64.4, which is shown as 6440%, is asked about.
        """
        cell = self._value_cell
        seen = as_percentage(number)
        likely_first = (seen, number) if abs(number) < 1 else (number, seen)
        decimals = 0 if seen == seen.to_integral_value() else 1
        shown = Percentage(seen, decimals)
        if not self._counts_percents():
            key = self._hold(
                "other_unit",
                cell,
                likely_first,
                value=shown,
                unit=self.indicator.unit or Phrase.NO_UNIT,
                read=self._fact_of(likely_first[0]),
            )
        elif abs(number) > 1 and abs(seen) > 2 * self._highest_likely_percentage():
            key = self._hold(
                "ratio_as_share",
                cell,
                likely_first,
                value=digits_text(number),
                shown=shown,
                percent=self._fact_of(number),
            )
        else:
            self._tell("percent_cell", cell, read=self._fact_of(seen))
            return TakenNumber(seen)
        if key is None:
            return TakenNumber(likely_first[0], is_open=True)
        return TakenNumber(Decimal(key))

    def _counts_percents(self) -> bool:
        return self.indicator.is_percentage or self.indicator.unit in ("ポイント", "pt")

    def _highest_likely_percentage(self) -> Decimal:
        known = plausibility.figures_of_other_years(
            self.indicator, self.form.fiscal_year
        )
        return max([Decimal(100), *map(abs, known)])

    def _looked_at(self, figure: _YearFigure, number: ParsedNumber) -> _YearFigure:
        """The figure, held where a person should look at it, one question at a time."""
        assert figure.value is not None
        if self.indicator.value_type is ValueType.YES_NO:
            return figure
        value = figure.value
        if self._may_be_ratio(value, number):
            key = self._hold_ratio(value)
            value = as_percentage(value) if key is None else Decimal(key)
            figure = replace(figure, value=value)
            if key is None:
                return figure
        if self._is_question_open(value):
            return figure
        if digits_after_point(value) > self.indicator.decimals:
            fact = self._fact_of(value)
            self._tell("finer_than_plan", self._value_cell, value=fact)
        return figure

    def _may_be_ratio(self, value: Decimal, number: ParsedNumber) -> bool:
        says_its_unit = number.unit_written or self._value_cell.is_percent_number
        return not says_its_unit and plausibility.seems_ratio(
            self.indicator, self.form.fiscal_year, value
        )

    def _hold_ratio(self, value: Decimal) -> str | None:
        share = as_percentage(value)
        return self._hold(
            "share_as_ratio",
            self._value_cell,
            (share, value),
            value=digits_text(value),
            before=plausibility.earlier_figure(self.indicator, self.form.fiscal_year),
            percent=self._fact_of(share),
        )

    def _is_question_open(self, value: Decimal) -> bool:
        """Whether the value calls for a question that nobody has answered yet."""
        question = plausibility.question_about(
            self.indicator, self.form.fiscal_year, value
        )
        if question is None:
            return False
        code, facts = question
        fact = self._fact_of(value)
        key = self._hold(code, self._value_cell, (value,), value=fact, **facts)
        return key is None

    # the month and the note

    def _month(self) -> _TakenMonth | None:
        """The month that is written; None where it cannot be taken, which is told."""
        cell, year = self._cell(FormColumn.AS_OF), self.form.fiscal_year
        if cell is None or cell.is_blank or says_no_month(cell):
            return _TakenMonth(None)
        month = month_in_cell(cell, year)
        if month is None:
            code = "no_result" if cell.value is None else "as_of_unreadable"
            example = fiscal.short_month(fiscal.last_month(year))
            self._tell(code, cell, example=example)
            return None
        if month.fiscal_year != year:
            self._tell("as_of_other_year", cell, year=FiscalYear(year))
            return None
        if month.is_doubtful:
            self._tell("as_of_read", cell, read=month.time)
        return _TakenMonth(month.as_of)

    def _note(self) -> TakenText | None:
        """The note that counts; None where it cannot be kept, or must be chosen first."""
        cell = self._cell(FormColumn.NOTE)
        stored, original = _note_of(self._stored), _note_of(self._original)
        if cell is None:
            return TakenText(stored)
        written = take_text(self.findings, cell, self.indicator.code)
        if written is None:
            return None
        if is_same_text(written.text, stored):
            return TakenText(stored)
        if self.overtaken is None or is_same_text(stored, original):
            return written
        if is_same_text(written.text, original):
            return TakenText(stored)
        key = self._hold_against_stored(
            self.overtaken, cell, _fact_of_note(written.text), _fact_of_note(stored)
        )
        if key is None:
            return None
        return written if key == _FROM_FORM else TakenText(stored)

    # the entry

    def _entry(
        self, figure: _YearFigure, as_of: str | None, note: str | None
    ) -> Actual | None:
        """The year's entry; None where nothing is registered and nothing was written."""
        stored = self._stored
        if stored is None and figure.is_empty and note is None:
            return None
        stays = stored is not None and (stored.value, stored.missing) == (
            figure.value,
            figure.missing,
        )
        survey = stored.survey if stored else None
        if survey is not None and not stays:
            fact = self._fact_of_figure(self._stored_figure)
            self._tell("survey_dropped", self._cell(FormColumn.VALUE), stored=fact)
        return Actual(
            fiscal_year=self.form.fiscal_year,
            as_of=self._month_of(figure, as_of, figure_stays=stays),
            value=figure.value,
            approximate=figure.approximate and figure.value is not None,
            missing=figure.missing,
            note=note,
            survey=survey if stays else None,
        )

    def _month_of(
        self, figure: _YearFigure, written: str | None, *, figure_stays: bool
    ) -> str | None:
        """The month of the entry: a blank one, or one that says less, leaves the registered."""
        registered = self._stored.as_of if self._stored else None
        if figure.is_stored:
            return registered
        if figure.value is None:
            return registered if figure_stays else None
        if written is None:
            return registered
        if registered is not None and written == registered[:7]:
            return registered
        return written

    def _ask_for_note(self, entry: Actual) -> None:
        """A figure that is behind needs its causes and what will be done."""
        if entry.value is None or entry.note:
            return
        status = self.form.judged(self.indicator.with_actual(entry)).status
        if status in _BEHIND:
            cell = self._cell(FormColumn.NOTE) or self._cell(FormColumn.VALUE)
            self._tell("comment_required", cell, status=MarkedTerm(status))


def _yes_or_no_in_cell(cell: WrittenCell) -> ParsedNumber:
    """1 or 0 for what was done or not, as far as the cell says so."""
    text = _text_of_yes_or_no(cell)
    answer = vocabulary.yes_or_no(text)
    if answer is not None:
        is_label = text.strip() in (vocabulary.YES, vocabulary.NO)
        return ParsedNumber(NumberKind.NUMBER, (Decimal(answer),), as_written=is_label)
    reason = missing_reason(text)
    if reason is not None:
        return ParsedNumber(NumberKind.NO_FIGURE, missing=reason)
    return number_in_cell(cell, "")


def _text_of_yes_or_no(cell: WrittenCell) -> str:
    if cell.value is None:
        return ""
    if isinstance(cell.value, bool):
        return str(cell.value)
    return shown_value(cell) or ""


def _figure_of(entry: Actual | None) -> _YearFigure:
    if entry is None:
        return _YearFigure()
    return _YearFigure(entry.value, entry.missing, entry.approximate)


def _note_of(entry: Actual | None) -> str | None:
    return entry.note if entry else None


def _fact_of_note(note: str | None) -> Fact:
    return Quotation(note) if note else Phrase.NO_NOTE


def _differs(stored: Actual | None, new: Actual) -> bool:
    if stored is None:
        return True
    return any(getattr(stored, name) != getattr(new, name) for name in _ENTRY_FIELDS)

"""One row of the form's figures: what it says of an indicator, what is doubtful about it, and the year's new entry.

What stands in a column that the sheet does not have stays as it is registered. A blank figure is never taken for one,
and a blank month leaves the registered one; a note that was taken out of its cell is deleted.
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
    FindingList,
    Taken,
    as_shown,
    blank,
    choice,
    is_percent_number,
    month_in_cell,
    no_month,
    number_in,
    plain,
    same,
    same_text,
    shown,
    take,
    text_in,
    trouble,
)
from dxkpi.returns.form_columns import FormColumn, column_heading
from dxkpi.returns.model import ChangedMeanwhile, FilledRow, ReturnForm, WrittenCell
from dxkpi.returns.numbers import NumberKind, ParsedNumber, why_missing
from dxkpi.rules import Status
from dxkpi.wording import figures

_LATE = (Status.BEHIND, Status.FAR_BEHIND, Status.MISSED)
_FILE, _STORED = "file", "stored"
_NUMBERS = (
    NumberKind.NUMBER,
    NumberKind.EXTRA,
    NumberKind.OTHER_UNIT,
    NumberKind.RANGE,
    NumberKind.DATE,
    NumberKind.TOO_LONG,
)


@dataclass(frozen=True)
class _Figure:
    """What a row says of its figure: a value, or why there is none; `kept` where it is the registered one, left alone."""

    value: Decimal | None = None
    missing: Missing | None = None
    approximate: bool = False
    kept: bool = False


def read_figure_row(
    form: ReturnForm,
    indicator: Indicator,
    row: FilledRow,
    overtaken: ChangedMeanwhile | None,
    told: FindingList,
) -> Actual | None:
    """The year's new entry, as it would be once what is proposed is confirmed; None where nothing changes or can be taken."""
    return _Reader(form, indicator, row, overtaken, told).entry()


@dataclass(frozen=True)
class _Reader:
    form: ReturnForm
    indicator: Indicator
    row: FilledRow
    overtaken: ChangedMeanwhile | None
    told: FindingList

    @property
    def stored(self) -> Actual | None:
        return self.indicator.actual(self.form.fiscal_year)

    @property
    def then(self) -> Actual | None:
        """The entry that the form was made with."""
        return self.overtaken.then if self.overtaken else self.stored

    def entry(self) -> Actual | None:
        figure = self._figure()
        as_of, as_of_kept = self._as_of()
        note, note_kept = self._note()
        if figure is None or not as_of_kept or not note_kept:
            return None
        new = self._new(figure, as_of, note)
        if new is not None and not figure.kept:
            self._ask_for_note(new)
        return new if _differs(self.stored, new) else None

    def _cell(self, column: FormColumn) -> WrittenCell | None:
        return self.row.cells.get(column)

    def _tell(self, code: str, cell: WrittenCell | None, **facts: Fact) -> None:
        self.told.add(code, cell, self.indicator.code, **facts)

    def _hold(
        self, code: str, cell: WrittenCell, values: tuple[Decimal, ...], **facts: Fact
    ) -> str | None:
        """Hold a value; the first of `values` is proposed."""
        choices = [choice(value, self._fact) for value in values]
        return self.told.hold(
            code, cell, self.indicator.code, choices, choices[0].key, **facts
        )

    def _fact(self, value: Decimal) -> IndicatorFigure:
        return plausibility.indicator_figure(self.indicator, value)

    def _said_of(self, entry: Actual | _Figure | None) -> Fact:
        if entry is None or (entry.value is None and entry.missing is None):
            return Phrase.NO_FIGURE
        if entry.missing is not None:
            return entry.missing
        assert entry.value is not None
        return plausibility.indicator_figure(
            self.indicator, entry.value, approximate=entry.approximate
        )

    # the figure, or the reason for having none

    def _figure(self) -> _Figure | None:
        reason, reason_known = self._reason()
        cell = self._cell(FormColumn.VALUE) or WrittenCell("", "")
        said = self._said(cell)
        if (
            reason is not None
            and said.kind in _NUMBERS
            and reason is not _missing(self.then)
        ):
            self._tell("figure_and_reason", cell)
            return None
        if reason is not None and said.kind not in _NUMBERS:
            if said.kind not in (NumberKind.BLANK, NumberKind.NO_RESULT):
                self._tell("reason_read", cell, read=vocabulary.in_japanese(reason))
            return self._against_others(cell, _Figure(missing=reason))
        if said.kind is NumberKind.BLANK:
            return self._left_blank(cell) if reason_known else None
        if said.kind is NumberKind.NO_FIGURE:
            if reason_known:
                assert said.missing is not None
                facts = {
                    "heading": column_heading(FormColumn.MISSING),
                    "reason": vocabulary.in_japanese(said.missing),
                }
                self._tell("needs_reason", cell, **facts)
            return None
        if code := self._trouble(said):
            self._tell(code, cell)
            return None
        figure = self._taken(cell, said)
        return figure if reason_known else None

    def _reason(self) -> tuple[Missing | None, bool]:
        """The reason that was chosen, if any; and whether it is one."""
        cell = self._cell(FormColumn.MISSING)
        if cell is None:
            left = blank(self._cell(FormColumn.VALUE))
            return (_missing(self.stored) if left else None), True
        if blank(cell) or (
            isinstance(cell.value, str) and vocabulary.says_nothing(cell.value)
        ):
            return None, True
        found = vocabulary.reason(cell.value) if isinstance(cell.value, str) else None
        if found is None:
            code = "no_result" if cell.value is None else "unknown_reason"
            self._tell(code, cell, choices_=vocabulary.choices(Missing))
        elif not vocabulary.is_label(found, str(cell.value)):
            self._tell("reason_read", cell, read=vocabulary.in_japanese(found))
        return found, found is not None

    def _said(self, cell: WrittenCell) -> ParsedNumber:
        if self.indicator.value_type is ValueType.NUMBER or blank(cell):
            return (
                ParsedNumber(NumberKind.BLANK)
                if blank(cell)
                else number_in(cell, self.indicator.unit)
            )
        text = (
            ""
            if cell.value is None
            else str(cell.value)
            if isinstance(cell.value, bool)
            else shown(cell) or ""
        )
        answer = vocabulary.yes_or_no(text)
        if answer is not None:
            return ParsedNumber(
                NumberKind.NUMBER,
                (Decimal(answer),),
                as_written=text.strip() in (vocabulary.YES, vocabulary.NO),
            )
        reason = why_missing(text)
        return (
            ParsedNumber(NumberKind.NO_FIGURE, missing=reason)
            if reason
            else number_in(cell, "")
        )

    def _trouble(self, said: ParsedNumber) -> str | None:
        code = trouble(said)
        if self.indicator.value_type is ValueType.NUMBER or code in (
            "error_value",
            "no_result",
        ):
            return code
        return (
            None
            if said.kind is NumberKind.NUMBER and said.values[0] in (0, 1)
            else "yes_or_no"
        )

    def _left_blank(self, cell: WrittenCell) -> _Figure | None:
        stored, then = self.stored, self.then
        at = cell if self._cell(FormColumn.VALUE) else None
        if (
            self.overtaken is not None
            and _says_nothing(then)
            and not _says_nothing(stored)
        ):
            return self._kept()
        if at is None and not _says_nothing(stored):
            return self._kept(tell=False)
        if self.form.shared(self.indicator) and (
            stored is not None or not self._notes_something()
        ):
            self._tell("blank_shared", at, name=self.indicator.name)
            return self._kept(tell=False)
        if _says_nothing(stored):
            self._tell("blank", at)
        else:
            self._tell("blank_registered", at, stored=self._said_of(stored))
        return None

    def _notes_something(self) -> bool:
        cell = self._cell(FormColumn.NOTE)
        return cell is not None and not blank(cell)

    def _kept(self, *, tell: bool = True) -> _Figure:
        """The registered figure, which stays."""
        stored = self.stored
        if tell and not _same_figure(stored, self.then):
            self._tell(
                "stored_kept",
                self._cell(FormColumn.VALUE),
                stored=self._said_of(stored),
            )
        return (
            _Figure(stored.value, stored.missing, stored.approximate, kept=True)
            if stored
            else _Figure(kept=True)
        )

    def _against_others(self, cell: WrittenCell, figure: _Figure) -> _Figure | None:
        """The figure that counts where somebody else registered one since the form was made."""
        stored, then = self.stored, self.then
        if self.overtaken is None or _same_figure(figure, stored):
            return figure
        if _same_figure(stored, then):
            return figure
        if _same_figure(figure, then) and not _says_nothing(stored):
            return self._kept()
        key = self._hold_between(cell, self._said_of(figure), self._said_of(stored))
        return (
            figure
            if key == _FILE
            else self._kept(tell=False)
            if key == _STORED
            else None
        )

    def _hold_between(self, cell: WrittenCell, file: Fact, stored: Fact) -> str | None:
        assert self.overtaken is not None
        choices = [
            Choice(_FILE, ChoiceKind.REGISTER_FROM_FORM, file),
            Choice(_STORED, ChoiceKind.KEEP, stored),
        ]
        who, when = self.overtaken.who, self.overtaken.at
        facts: dict[str, Fact] = {
            "stored": stored,
            "who": who,
            "when": when,
            "value": file,
        }
        return self.told.hold(
            "changed_meanwhile", cell, self.indicator.code, choices, None, **facts
        )

    # a number

    def _taken(self, cell: WrittenCell, said: ParsedNumber) -> _Figure | None:
        taken = self._number(cell, said)
        if taken.value is None:
            return None
        value, approximate = taken.value, taken.approximate
        for entry in (self.stored, self.then):
            if entry is not None and same(cell, value, entry.value):
                approximate = approximate or (
                    entry.approximate and not isinstance(cell.value, str)
                )
                value = entry.value if entry.value is not None else value
        figure = _Figure(value, None, approximate)
        counted = figure if taken.open else self._against_others(cell, figure)
        if taken.open or counted is not figure or _value(self.stored) == value:
            return counted
        return self._plausible(cell, said, figure)

    def _number(self, cell: WrittenCell, said: ParsedNumber) -> Taken:
        indicator = self.indicator
        if cell.formula:
            self._tell("formula_result", cell)
        if indicator.value_type is ValueType.NUMBER and is_percent_number(cell):
            return self._of_percents(cell, said.values[0])
        return take(self.told, cell, indicator.code, said, indicator.unit, self._fact)

    def _of_percents(self, cell: WrittenCell, number: Decimal) -> Taken:
        """A number that its cell shows as a percentage: 0.75 is 75, but 64.4, shown as 6440%, is asked about."""
        seen = as_shown(number)
        both = (seen, number) if abs(number) < 1 else (number, seen)
        limit = max(
            map(abs, plausibility.known_figures(self.indicator, self.form.fiscal_year)),
            default=Decimal(0),
        )
        decimals = 0 if seen == seen.to_integral_value() else 1
        text = Percentage(seen, decimals)
        if not _counts_shares(self.indicator):
            facts: dict[str, Fact] = {
                "value": text,
                "unit": self.indicator.unit or Phrase.NO_UNIT,
                "read": self._fact(both[0]),
            }
            key = self._hold("other_unit", cell, both, **facts)
        elif abs(number) > 1 and abs(seen) > 2 * max(limit, Decimal(100)):
            facts = {
                "value": plain(number),
                "shown": text,
                "percent": self._fact(number),
            }
            key = self._hold("ratio_as_share", cell, both, **facts)
        else:
            self._tell("percent_cell", cell, read=self._fact(seen))
            return Taken(seen)
        return Taken(Decimal(key) if key else both[0], open=key is None)

    def _plausible(
        self, cell: WrittenCell, said: ParsedNumber, figure: _Figure
    ) -> _Figure:
        """The figure, held where a person should look at it. One question at a time; a new reading is looked at again."""
        indicator, year, value, waits = (
            self.indicator,
            self.form.fiscal_year,
            figure.value,
            False,
        )
        assert value is not None
        if indicator.value_type is ValueType.YES_NO:
            return figure
        explicit = said.unit_written or is_percent_number(cell)
        if not explicit and plausibility.seems_ratio(indicator, year, value):
            share = as_shown(value)
            facts = {
                "value": plain(value),
                "before": plausibility.before(indicator, year),
                "percent": self._fact(share),
            }
            key = self._hold("share_as_ratio", cell, (share, value), **facts)
            value, waits = Decimal(key) if key else share, key is None
        if not waits and (question := plausibility.question(indicator, year, value)):
            code, about = question
            waits = (
                self._hold(code, cell, (value,), value=self._fact(value), **about)
                is None
            )
        if not waits and figures.finer_digits(indicator, value) > 0:
            self._tell("finer_than_plan", cell, value=self._fact(value))
        return replace(figure, value=value)

    # the month and the note

    def _as_of(self) -> tuple[str | None, bool]:
        """The month that is written, None for none; and whether it can be taken."""
        cell, year = self._cell(FormColumn.AS_OF), self.form.fiscal_year
        if cell is None or blank(cell) or no_month(cell):
            return None, True
        month = month_in_cell(cell, year)
        if month is None:
            code = "no_result" if cell.value is None else "as_of_unreadable"
            self._tell(code, cell, example=fiscal.short_month(fiscal.last_month(year)))
            return None, False
        if month.fiscal_year != year:
            self._tell("as_of_other_year", cell, year=FiscalYear(year))
            return None, False
        if month.told:
            self._tell("as_of_read", cell, read=month.time)
        return month.as_of, True

    def _note(self) -> tuple[str | None, bool]:
        """The note that counts; and whether it can be."""
        cell, stored = self._cell(FormColumn.NOTE), _note_of(self.stored)
        if cell is None:
            return stored, True
        note, kept = text_in(self.told, cell, self.indicator.code)
        if not kept:
            return None, False
        if same_text(note, stored) or (
            self.overtaken is not None and same_text(note, _note_of(self.then))
        ):
            return stored, True
        if self.overtaken is None or same_text(stored, _note_of(self.then)):
            return note, True
        key = self._hold_between(cell, _quoted(note), _quoted(stored))
        return (note if key == _FILE else stored), key is not None

    # the entry

    def _new(
        self, figure: _Figure, as_of: str | None, note: str | None
    ) -> Actual | None:
        stored = self.stored
        untouched = stored is not None and (figure.value, figure.missing) == (
            stored.value,
            stored.missing,
        )
        kept = stored.as_of if stored else None
        if figure.kept:
            as_of = kept
        elif figure.value is None:
            as_of = kept if untouched else None
        elif as_of is None or (kept is not None and as_of == kept[:7]):
            as_of = kept
        if stored is None and (figure.value, figure.missing, note) == (
            None,
            None,
            None,
        ):
            return None
        if stored is not None and stored.survey is not None and not untouched:
            self._tell(
                "survey_dropped",
                self._cell(FormColumn.VALUE),
                stored=self._said_of(stored),
            )
        return Actual(
            fiscal_year=self.form.fiscal_year,
            as_of=as_of,
            value=figure.value,
            approximate=figure.approximate and figure.value is not None,
            missing=figure.missing,
            note=note,
            survey=stored.survey if stored is not None and untouched else None,
        )

    def _ask_for_note(self, new: Actual) -> None:
        if new.value is None or new.note:
            return
        status = self.form.judged(self.indicator.with_actual(new)).status
        if status in _LATE:
            cell = self._cell(FormColumn.NOTE) or self._cell(FormColumn.VALUE)
            self._tell(
                "comment_required",
                cell,
                status=MarkedTerm(status),
            )


def _counts_shares(indicator: Indicator) -> bool:
    return indicator.is_percentage or indicator.unit in ("ポイント", "pt")


def _value(entry: Actual | None) -> Decimal | None:
    return entry.value if entry else None


def _missing(entry: Actual | None) -> Missing | None:
    return entry.missing if entry else None


def _note_of(entry: Actual | None) -> str | None:
    return entry.note if entry else None


def _says_nothing(entry: Actual | None) -> bool:
    return entry is None or (entry.value is None and entry.missing is None)


def _same_figure(one: Actual | _Figure | None, other: Actual | _Figure | None) -> bool:
    a, b = one or _Figure(), other or _Figure()
    return (a.value, a.missing, a.approximate) == (b.value, b.missing, b.approximate)


def _quoted(note: str | None) -> Fact:
    return Quotation(note) if note else Phrase.NO_NOTE


def _differs(stored: Actual | None, new: Actual | None) -> bool:
    if new is None:
        return False
    fields = ("value", "as_of", "missing", "note", "approximate")
    return stored is None or any(
        getattr(stored, name) != getattr(new, name) for name in fields
    )

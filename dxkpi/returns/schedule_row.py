"""One row of the form's schedule: the progress that it says of an entry."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.findings import Choice, ChoiceKind, EntryProgress, FiscalYear, Percentage
from dxkpi.plan import BarState, Progress
from dxkpi.returns import vocabulary
from dxkpi.returns.cell_reading import (
    TakenNumber,
    TakenText,
    take_number,
    take_text,
    trouble_code,
    value_choice,
)
from dxkpi.returns.cell_values import as_percentage, number_in_cell
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.numbers import NumberKind, ParsedNumber
from dxkpi.returns.plausibility import Question
from dxkpi.returns.return_form import ReturnForm
from dxkpi.rules import ReportableEntry


@dataclass(frozen=True)
class _TakenState:
    """The state that was chosen, if any."""

    state: BarState | None


def read_schedule_row(
    form: ReturnForm, entry: ReportableEntry, row: FilledRow, findings: FindingList
) -> Progress | None:
    """The year's new progress of an entry; None where nothing changes or can be taken.

    A column that the sheet does not have stays as it is registered for the year; so does a
    blank percentage or comment where the state is blank as well. In a row that was typed on
    the screen a state is needed.
    """
    return _ScheduleRow(form, entry, row, findings).new_progress()


@dataclass(frozen=True)
class _ScheduleRow:
    form: ReturnForm
    entry: ReportableEntry
    row: FilledRow
    findings: FindingList

    def new_progress(self) -> Progress | None:
        state = self._state()
        percent = self._percent()
        comment = self._comment()
        if state is None or percent is None or comment is None:
            return None
        new = self._progress(state.state, percent.value, comment.text)
        if new is None or new == self._registered:
            return None
        if self._changes_state_or_percent(new):
            self._hold_contradictions(new)
        return new

    @property
    def _registered(self) -> Progress | None:
        """The progress that is registered for the form's year."""
        return self.form.reported(self.entry)

    def _cell(self, column: FormColumn) -> WrittenCell | None:
        return self.row.cells.get(column)

    @property
    def _is_typed(self) -> bool:
        """Whether the row was typed on the screen, where a state is needed."""
        cell = self._cell(FormColumn.STATE)
        return cell is not None and not cell.sheet

    def _progress(
        self, state: BarState | None, percent: Decimal | None, comment: str | None
    ) -> Progress | None:
        """The progress that is written, completed from the registered one.

        None where nothing is written, or a state must be chosen first.
        """
        is_left_blank = state is None and percent is None and comment is None
        if is_left_blank and not self._is_typed:
            return None
        new_state = state or self._state_kept()
        if new_state is None:
            self.findings.add(
                "state_missing", self._cell(FormColumn.STATE), self.entry.code
            )
            return None
        registered = self._registered
        if registered is not None:
            if percent is None and self._keeps(FormColumn.PERCENT, state):
                percent = registered.percent
            if comment is None and self._keeps(FormColumn.COMMENT, state):
                comment = registered.comment
        return Progress(
            fiscal_year=self.form.fiscal_year,
            state=new_state,
            percent=percent,
            comment=comment,
        )

    def _state_kept(self) -> BarState | None:
        """The registered state, where a blank one may leave it."""
        if self._registered is None or self._is_typed:
            return None
        return self._registered.state

    def _keeps(self, column: FormColumn, state: BarState | None) -> bool:
        """Whether a blank in a column keeps what is registered, rather than deleting it."""
        return state is None or column not in self.row.cells

    def _changes_state_or_percent(self, new: Progress) -> bool:
        registered = self._registered
        if registered is None:
            return True
        return (registered.state, registered.percent) != (new.state, new.percent)

    def _hold_contradictions(self, new: Progress) -> None:
        progress = EntryProgress(new.state, new.percent)
        choice = Choice(new.state.value, ChoiceKind.REGISTER, progress)
        cell = self._cell(FormColumn.STATE) or self.row.cells[FormColumn.PERCENT]
        last = self.form.progress.get(self.entry.key)
        for code, facts in _contradictions(new, last):
            self.findings.hold(
                code, cell, self.entry.code, (choice,), choice.key, **facts
            )

    # state, percentage and comment

    def _state(self) -> _TakenState | None:
        """The state that was chosen, if any; None where it is no state, which is told."""
        cell = self._cell(FormColumn.STATE)
        if cell is None or cell.is_blank:
            return _TakenState(None)
        text = cell.value if isinstance(cell.value, str) else None
        if text is not None and vocabulary.says_nothing(text):
            return _TakenState(None)
        state = None if text is None else vocabulary.state_named(text)
        if text is None or state is None:
            code = "no_result" if cell.value is None else "unknown_state"
            labels = vocabulary.listed_labels(BarState)
            self.findings.add(code, cell, self.entry.code, choices_=labels)
            return None
        if not vocabulary.is_label(state, text):
            label = vocabulary.FORM_LABELS[state]
            self.findings.add("read_as", cell, self.entry.code, read=label)
        return _TakenState(state)

    def _percent(self) -> TakenNumber | None:
        """The percentage that is written, if any; None where it cannot be taken."""
        cell = self._cell(FormColumn.PERCENT)
        if cell is None or cell.is_blank:
            return TakenNumber(None)
        number = number_in_cell(cell, "%")
        if number.kind is NumberKind.NO_FIGURE:
            return TakenNumber(None)
        code = trouble_code(number)
        if code is not None:
            if code == "not_a_number":
                code = "percent_outside"
            self.findings.add(code, cell, self.entry.code)
            return None
        if cell.formula:
            self.findings.add("formula_result", cell, self.entry.code)
        taken = self._taken_percent(cell, number)
        if taken.is_open:
            return None
        if taken.value is None or not 0 <= taken.value <= 100:
            self.findings.add("percent_outside", cell, self.entry.code)
            return None
        return taken

    def _taken_percent(self, cell: WrittenCell, number: ParsedNumber) -> TakenNumber:
        registered = self._registered
        if cell.is_percent_number:
            return TakenNumber(as_percentage(number.values[0]))
        if registered is not None and number.values == (registered.percent,):
            return TakenNumber(registered.percent)
        if _may_be_ratio(number):
            return self._hold_ratio(cell, number.values[0])
        return take_number(
            self.findings, cell, self.entry.code, number, "%", Percentage
        )

    def _hold_ratio(self, cell: WrittenCell, ratio: Decimal) -> TakenNumber:
        """A plain 0.5, which may be meant for 50%, is asked about."""
        share = as_percentage(ratio)
        choices = [value_choice(value, Percentage) for value in (share, ratio)]
        key = self.findings.hold(
            "extra_text",
            cell,
            self.entry.code,
            choices,
            choices[0].key,
            read=Percentage(share),
        )
        return TakenNumber(None if key is None else Decimal(key), is_open=key is None)

    def _comment(self) -> TakenText | None:
        """The comment that is written, if any; None where it cannot be kept."""
        cell = self._cell(FormColumn.COMMENT)
        if cell is None:
            return TakenText(None)
        return take_text(self.findings, cell, self.entry.code)


def _may_be_ratio(number: ParsedNumber) -> bool:
    if number.kind is not NumberKind.NUMBER or number.unit_written:
        return False
    return 0 < number.values[0] < 1


def _contradictions(new: Progress, last: Progress | None) -> Iterator[Question]:
    """What a state contradicts: its own percentage, or what was reported before."""
    if new.percent is not None and _contradicts_percent(new.state, new.percent):
        percent = Percentage(new.percent)
        yield "state_and_percent", {"state": new.state, "percent": percent}
    goes_back = new.state in (BarState.NOT_STARTED, BarState.IN_PROGRESS, BarState.LATE)
    if last is not None and last.state is BarState.DONE and goes_back:
        year = FiscalYear(last.fiscal_year)
        yield "done_before", {"state": new.state, "done": last.state, "year": year}


def _contradicts_percent(state: BarState, percent: Decimal) -> bool:
    if state is BarState.DONE:
        return percent != 100
    if state is BarState.NOT_STARTED:
        return percent != 0
    if state is BarState.LATE:
        return percent == 100
    return False

"""One row of the form's schedule: the progress that it says of an entry."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.findings import (
    Choice,
    ChoiceKind,
    EntryProgress,
    Fact,
    FiscalYear,
    Percentage,
    Phrase,
    Quotation,
)
from dxkpi.plan import BarState, Progress
from dxkpi.plan.unit import PERCENT_WHOLE
from dxkpi.returns.cell_looks import question_about_look, without_struck_cells
from dxkpi.returns.cell_reading import (
    STATES,
    TakenNumber,
    TakenTerm,
    TakenText,
    take_number,
    take_term,
    take_text,
    trouble_code,
    value_choice,
)
from dxkpi.returns.cell_values import as_percentage, number_in_cell
from dxkpi.returns.checked_return import ProgressMeanwhile
from dxkpi.returns.choice_against_stored import FROM_FORM, choose_against_stored
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.months import names_later_year
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.returns.plausibility import Question
from dxkpi.returns.progress_merging import MergedProgress, merge_progress
from dxkpi.returns.return_form import ReturnForm
from dxkpi.returns.several_figures import fraction_as_share
from dxkpi.returns.vocabulary import listed_labels, state_named
from dxkpi.rules import ReportableEntry

_UNDONE_STATES = (BarState.NOT_STARTED, BarState.IN_PROGRESS, BarState.LATE)


@dataclass(frozen=True)
class _WrittenProgress:
    """What a row says, None for what is left blank."""

    state: BarState | None
    percent: Decimal | None
    comment: str | None

    @property
    def is_blank(self) -> bool:
        return self.state is None and self.percent is None and self.comment is None


def read_schedule_row(
    form: ReturnForm,
    entry: ReportableEntry,
    row: FilledRow,
    findings: FindingList,
    overtaken: ProgressMeanwhile | None = None,
) -> Progress | None:
    """The year's new progress of an entry; None where nothing changes or can be taken.

    A column that the sheet does not have stays as it is registered for the year; so does a
    blank percentage or comment where the state is blank as well. In a row that was typed on
    the screen a state is needed. `overtaken` is set where somebody else changed the progress
    since the form was made.
    """
    row = without_struck_cells(row, entry.code, findings)
    return _ScheduleRow(form, entry, row, findings, overtaken).new_progress()


@dataclass(frozen=True)
class _ScheduleRow:
    form: ReturnForm
    entry: ReportableEntry
    row: FilledRow
    findings: FindingList
    overtaken: ProgressMeanwhile | None = None

    def new_progress(self) -> Progress | None:
        state = self._state()
        percent = self._percent()
        comment = self._comment()
        if state is None or percent is None or comment is None:
            return None
        written = _WrittenProgress(state.term, percent.value, comment.text)
        new = self._completed(written)
        if new is not None:
            new = self._against_others(new)
        if new is None or new == self._registered:
            return None
        if self._changes_state_or_percent(new):
            self._hold_contradictions(new)
        return new

    @property
    def _registered(self) -> Progress | None:
        """The progress that is registered for the form's year."""
        return self.form.registered_progress(self.entry)

    def _cell(self, column: FormColumn) -> WrittenCell | None:
        return self.row.cells.get(column)

    def _tell(self, code: str, cell: WrittenCell | None) -> None:
        self.findings.add(code, cell, self.entry.code)

    @property
    def _is_typed(self) -> bool:
        """Whether the row was typed on the screen, where a state is needed."""
        cell = self._cell(FormColumn.STATE)
        return cell is not None and not cell.sheet

    # what is written, completed from the registered progress

    def _completed(self, written: _WrittenProgress) -> Progress | None:
        """The progress of the year.

        None where nothing is written, or a state must be chosen first.
        """
        if written.is_blank and not self._is_typed:
            return None
        state = self._state_or_registered(written)
        if state is None:
            self._tell("state_missing", self._cell(FormColumn.STATE))
            return None
        return Progress(
            fiscal_year=self.form.fiscal_year,
            state=state,
            percent=self._percent_or_registered(written),
            comment=self._comment_or_registered(written),
        )

    def _state_or_registered(self, written: _WrittenProgress) -> BarState | None:
        """The state; in a row that was typed a blank one does not leave the registered."""
        if written.state is not None or self._is_typed or self._registered is None:
            return written.state
        return self._registered.state

    def _percent_or_registered(self, written: _WrittenProgress) -> Decimal | None:
        kept = self._progress_kept(FormColumn.PERCENT, written)
        if written.percent is not None or kept is None:
            return written.percent
        return kept.percent

    def _comment_or_registered(self, written: _WrittenProgress) -> str | None:
        kept = self._progress_kept(FormColumn.COMMENT, written)
        if written.comment is not None or kept is None:
            return written.comment
        return kept.comment

    def _progress_kept(
        self, column: FormColumn, written: _WrittenProgress
    ) -> Progress | None:
        """The registered progress, where a blank in a column keeps it, not deletes it."""
        is_on_sheet = column in self.row.cells
        if is_on_sheet and written.state is not None:
            return None
        return self._registered

    # what somebody else registered since the form was made

    def _against_others(self, new: Progress) -> Progress | None:
        """The progress that counts; None while somebody must choose between the two."""
        overtaken, registered = self.overtaken, self._registered
        if overtaken is None or registered is None:
            return new
        merged = merge_progress(new, overtaken.then, registered)
        if not merged.is_disputed:
            self._tell_if_registered_stays(new, merged.by_store, overtaken)
            return merged.by_store
        both = merged.with_both_comments
        if self._are_comments_joined(merged, overtaken) and both is not None:
            self._tell("comments_joined", self._cell(FormColumn.COMMENT))
            return both
        return self._chosen_progress(merged, overtaken)

    def _tell_if_registered_stays(
        self, new: Progress, kept: Progress, overtaken: ProgressMeanwhile
    ) -> None:
        if (new.state, new.percent) != (kept.state, kept.percent):
            stored = _fact_of_progress(kept)
            self.findings.add(
                overtaken.kept, self._state_cell, self.entry.code, stored=stored
            )

    def _are_comments_joined(
        self, merged: MergedProgress, overtaken: ProgressMeanwhile
    ) -> bool:
        """Whether both comments stay: another department reports the same entry too."""
        if not merged.is_comment_alone_disputed:
            return False
        other = overtaken.department
        return other is not None and other != self.form.department

    def _chosen_progress(
        self, merged: MergedProgress, overtaken: ProgressMeanwhile
    ) -> Progress | None:
        """Let somebody choose between the form's and what was registered meanwhile."""
        cell = self._state_cell
        written, stored = map(_fact_of_progress, (merged.by_form, merged.by_store))
        if merged.is_comment_alone_disputed:
            cell = self._cell(FormColumn.COMMENT) or cell
            written = _fact_of_comment(merged.by_form)
            stored = _fact_of_comment(merged.by_store)
        key = choose_against_stored(
            self.findings, overtaken, cell, self.entry.code, written, stored
        )
        if key is None:
            return None
        return merged.by_form if key == FROM_FORM else merged.by_store

    @property
    def _state_cell(self) -> WrittenCell:
        return self._cell(FormColumn.STATE) or next(iter(self.row.cells.values()))

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

    def _state(self) -> TakenTerm[BarState] | None:
        """The state that was chosen, if any; None where it is no state, which is told."""
        cell = self._cell(FormColumn.STATE)
        if cell is None:
            return TakenTerm(None)
        if names_later_year(cell.text, self.form.fiscal_year):
            return self._state_of_later_year(cell)
        taken = take_term(self.findings, cell, self.entry.code, STATES)
        if taken is not None and taken.term is not None:
            choice = Choice(taken.term.value, ChoiceKind.REGISTER, taken.term)
            self._ask_about_look(cell, choice)
        return taken

    def _state_of_later_year(self, cell: WrittenCell) -> TakenTerm[BarState] | None:
        """未着手（R9着手予定）; but 完了（R9.3） says nothing of this year."""
        if state_named(cell.text) is not BarState.NOT_STARTED:
            labels = listed_labels(BarState)
            self.findings.add("unknown_state", cell, self.entry.code, choices_=labels)
            return None
        return take_term(self.findings, cell, self.entry.code, STATES)

    def _ask_about_look(self, cell: WrittenCell, choice: Choice) -> None:
        """Hold what looks as if it did not count: hidden, or in a colour with a meaning."""
        question = question_about_look(cell)
        if question is None:
            return
        code, facts = question
        self.findings.hold(
            code,
            cell,
            self.entry.code,
            (choice,),
            choice.key,
            read=choice.subject,
            **facts,
        )

    def _percent(self) -> TakenNumber | None:
        """The percentage that is written, if any; None where it cannot be taken."""
        cell = self._cell(FormColumn.PERCENT)
        if cell is None or cell.is_blank:
            return TakenNumber(None)
        number = number_in_cell(cell, "%")
        if number.kind is NumberKind.FRACTION:
            number = fraction_as_share(number, PERCENT_WHOLE, decimals=0)
        if number.kind is NumberKind.NO_FIGURE:
            return TakenNumber(None)
        code = _trouble_of_percent(number)
        if code is not None:
            self._tell(code, cell)
            return None
        if cell.formula:
            self._tell("formula_result", cell)
        return self._percent_within_bounds(cell, number)

    def _percent_within_bounds(
        self, cell: WrittenCell, number: ParsedNumber
    ) -> TakenNumber | None:
        taken = self._taken_percent(cell, number)
        if taken.is_open:
            return None
        if taken.value is None or not 0 <= taken.value <= 100:
            self._tell("percent_outside", cell)
            return None
        self._ask_about_look(cell, value_choice(taken.value, Percentage))
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
        if key is None:
            return TakenNumber(None, is_open=True)
        return TakenNumber(Decimal(key))

    def _comment(self) -> TakenText | None:
        """The comment that is written, if any; None where it cannot be kept."""
        cell = self._cell(FormColumn.COMMENT)
        if cell is None:
            return TakenText(None)
        return take_text(self.findings, cell, self.entry.code)


def _fact_of_progress(progress: Progress) -> Fact:
    return EntryProgress(progress.state, progress.percent)


def _fact_of_comment(progress: Progress) -> Fact:
    return Quotation(progress.comment) if progress.comment else Phrase.NO_NOTE


def _trouble_of_percent(number: ParsedNumber) -> str | None:
    """The code of what keeps a cell from being read as a percentage."""
    if number.kind is NumberKind.UNREADABLE:
        return "percent_outside"
    return trouble_code(number)


def _may_be_ratio(number: ParsedNumber) -> bool:
    if number.kind is not NumberKind.NUMBER or number.unit_written:
        return False
    return 0 < number.values[0] < 1


def _contradictions(new: Progress, last: Progress | None) -> Iterator[Question]:
    """What a state contradicts: its own percentage, or what was reported before."""
    if new.percent is not None and _contradicts_percent(new.state, new.percent):
        percent = Percentage(new.percent)
        yield "state_and_percent", {"state": new.state, "percent": percent}
    if last is None:
        return
    was_done = last.state is BarState.DONE
    if was_done and new.state in _UNDONE_STATES:
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

"""A row of the sheet 取組: from what is written to the yearly report of an initiative, and
to the mark that its own department gives it.
"""

from dataclasses import dataclass

from dxkpi.findings import Choice, ChoiceKind, Fact, Phrase, Quantity, Quotation
from dxkpi.plan import InitiativeState, Judge, OwnMark, YearlyReport
from dxkpi.returns.cell_looks import question_about_look, without_struck_cells
from dxkpi.returns.cell_reading import (
    INITIATIVE_STATES,
    is_same_text,
    take_term,
    take_text,
)
from dxkpi.returns.checked_return import REPORT_FIELDS, ReportMeanwhile
from dxkpi.returns.choice_against_stored import FROM_FORM, choose_against_stored
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.return_form import ReturnForm
from dxkpi.rules import ReportSubject

LONGEST_MARK = 40
"""Characters of a mark; what is longer belongs into the report."""

_COLUMNS = {
    "done": FormColumn.DONE,
    "results": FormColumn.RESULTS,
    "difficulties": FormColumn.DIFFICULTIES,
    "next_steps": FormColumn.NEXT_STEPS,
}
"""The texts of a report, and where they are written."""

_Fields = dict[str, object]


@dataclass(frozen=True)
class NewlySaid:
    """What a row newly says; None where nothing changes or can be taken.

    `takes_mark_away`: the mark that is registered was deleted.
    """

    report: YearlyReport | None = None
    mark: OwnMark | None = None
    takes_mark_away: bool = False


def read_report_row(
    form: ReturnForm,
    subject: ReportSubject,
    row: FilledRow,
    findings: FindingList,
    overtaken_report: ReportMeanwhile | None = None,
    overtaken_mark: ReportMeanwhile | None = None,
) -> NewlySaid:
    """The year's new report of an initiative, and its new mark.

    A row that is left blank says nothing, and a column that the sheet does not have stays
    as it is registered. Where anything is written a state is needed. The `overtaken` are
    set where somebody else changed report or mark since the form was made.
    """
    row = without_struck_cells(row, subject.code, findings)
    reported = _ReportRow(form, subject, row, findings)
    if not row.is_filled_in:
        return NewlySaid()
    report = reported.new_report(overtaken_report)
    mark, takes_away = reported.new_mark(overtaken_mark)
    return NewlySaid(report, mark, takes_away)


@dataclass(frozen=True)
class _ReportRow:
    form: ReturnForm
    subject: ReportSubject
    row: FilledRow
    findings: FindingList

    # the report

    def new_report(self, overtaken: ReportMeanwhile | None) -> YearlyReport | None:
        state, is_state_readable = self._state()
        texts = self._texts()
        if texts is None or not is_state_readable:
            return None
        is_only_mark = state is None and not any(texts.values())
        if is_only_mark:
            return None
        if state is None:
            self._tell("report_state_missing", self._cell(FormColumn.REPORT_STATE))
            return None
        written = YearlyReport(fiscal_year=self.form.fiscal_year, state=state, **texts)
        written = self._with_registered_spelling(written)
        if overtaken is not None:
            chosen = self._against_others(written, overtaken)
            if chosen is None:
                return None
            written = chosen
        return None if written == self._registered else written

    @property
    def _registered(self) -> YearlyReport | None:
        return self.subject.report(self.form.fiscal_year)

    def _state(self) -> tuple[InitiativeState | None, bool]:
        """The state, the registered one where the cell is blank; and whether it can be
        read.
        """
        registered = self._registered.state if self._registered else None
        cell = self._cell(FormColumn.REPORT_STATE)
        if cell is None:
            return registered, True
        taken = take_term(self.findings, cell, self.subject.code, INITIATIVE_STATES)
        if taken is None:
            return None, False
        if taken.term is not None:
            self._ask_about_look(cell, taken.term)
        return taken.term or registered, True

    def _ask_about_look(self, cell: WrittenCell, state: InitiativeState) -> None:
        """Hold what looks as if it did not count: hidden, or in a colour with a meaning."""
        question = question_about_look(cell)
        if question is None:
            return
        code, facts = question
        choice = Choice(state.value, ChoiceKind.REGISTER, state)
        self.findings.hold(
            code, cell, self.subject.code, (choice,), choice.key, read=state, **facts
        )

    def _texts(self) -> dict[str, str | None] | None:
        """The texts; None where one of them cannot be kept, which is told."""
        texts: dict[str, str | None] = {}
        is_readable = True
        for name, column in _COLUMNS.items():
            cell = self._cell(column)
            if cell is None:
                texts[name] = getattr(self._registered, name, None)
                continue
            taken = take_text(self.findings, cell, self.subject.code)
            is_readable = is_readable and taken is not None
            texts[name] = taken.text if taken else None
        return texts if is_readable else None

    def _with_registered_spelling(self, written: YearlyReport) -> YearlyReport:
        """The report with the registered text where a cell only changed its line breaks."""
        changed = {}
        for name in _COLUMNS:
            registered = getattr(self._registered, name, None)
            if is_same_text(getattr(written, name), registered):
                changed[name] = registered
        return written.model_copy(update=changed)

    # what somebody else registered since the form was made

    def _against_others(
        self, written: YearlyReport, overtaken: ReportMeanwhile
    ) -> YearlyReport | None:
        """Field by field, what only one of the two changed counts; None while somebody
        must choose between the two.
        """
        stored, then = self._registered, overtaken.then
        by_form: _Fields = {}
        by_store: _Fields = {}
        for name in REPORT_FIELDS:
            own, now = getattr(written, name), getattr(stored, name, None)
            before = getattr(then, name, None)
            by_form[name], by_store[name] = _merged(own, before, now)
        if by_form == by_store:
            kept = written.model_copy(update=by_form)
            if kept != written:
                self._tell(overtaken.kept, self._first_cell, stored=_fact(stored))
            return kept
        key = choose_against_stored(
            self.findings,
            overtaken,
            self._first_cell,
            self.subject.code,
            _fact(written.model_copy(update=by_form)),
            _fact(stored),
        )
        if key is None:
            return None
        return written.model_copy(update=by_form if key == FROM_FORM else by_store)

    # the department's own mark

    def new_mark(
        self, overtaken: ReportMeanwhile | None
    ) -> tuple[OwnMark | None, bool]:
        """The mark, and whether the registered one is taken away."""
        cell = self._cell(FormColumn.OWN_MARK)
        if cell is None:
            return None, False
        taken = take_text(self.findings, cell, self.subject.code)
        if taken is None:
            return None, False
        if taken.text and len(taken.text) > LONGEST_MARK:
            limit = Quantity(LONGEST_MARK)
            self.findings.add("too_long", cell, self.subject.code, limit=limit)
            return None, False
        registered = self.subject.department_mark(self.form.fiscal_year)
        stored = registered.mark if registered else None
        if taken.text == stored or self._is_left_to_others(taken.text, overtaken):
            return None, False
        if taken.text is None:
            return None, registered is not None and registered.text is None
        update = {"mark": taken.text}
        if registered is not None:
            return registered.model_copy(update=update), False
        year = self.form.fiscal_year
        return OwnMark(fiscal_year=year, by=Judge.DEPARTMENT, mark=taken.text), False

    def _is_left_to_others(
        self, written: str | None, overtaken: ReportMeanwhile | None
    ) -> bool:
        """Whether the form says what it came with, and somebody changed it since."""
        if overtaken is None:
            return False
        then = overtaken.then.mark if isinstance(overtaken.then, OwnMark) else None
        return written == then

    # cells

    def _cell(self, column: FormColumn) -> WrittenCell | None:
        return self.row.cells.get(column)

    @property
    def _first_cell(self) -> WrittenCell:
        state = self._cell(FormColumn.REPORT_STATE)
        return state or next(iter(self.row.cells.values()))

    def _tell(self, code: str, cell: WrittenCell | None, **facts: Fact) -> None:
        self.findings.add(code, cell, self.subject.code, **facts)


def _merged(own: object, then: object, stored: object) -> tuple[object, object]:
    """A field by the form's words and by the registered ones; alike if undisputed."""
    if stored == then:
        return own, own
    if own is None or own == then:
        return stored, stored
    return own, stored


def _fact(report: YearlyReport | None) -> Fact:
    """A report in a few words: its state and how what was done begins."""
    if report is None:
        return Phrase.NO_NOTE
    first_text = next((text for text in report.texts if text), None)
    if first_text is not None:
        return Quotation(first_text)
    return report.state or Phrase.NO_NOTE

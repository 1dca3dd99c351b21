"""What is written beside a figure: why it is what it is (要因), and what is done about it
(対応).

Older forms have one column for both, which is read as the reason; the other text stays then
as it is registered. A text that was taken out of its cell is deleted.
"""

from dataclasses import dataclass

from dxkpi.findings import Fact, MarkedTerm, Phrase, Quotation
from dxkpi.plan import Actual
from dxkpi.returns.cell_reading import TakenText, is_same_text, take_text
from dxkpi.returns.choice_against_stored import FROM_FORM, choose_against_stored
from dxkpi.returns.empty_notes import says_no_cause
from dxkpi.returns.filled_form import WrittenCell
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.reported_row import ReportedRow


@dataclass(frozen=True)
class FigureTexts:
    """Both texts, None where nothing is written."""

    note: str | None
    countermeasure: str | None

    @property
    def are_blank(self) -> bool:
        return self.note is None and self.countermeasure is None


def read_figure_texts(row: ReportedRow) -> FigureTexts | None:
    """The texts that count; None where one cannot be kept, or must be chosen first."""
    note = _ColumnText(row, FormColumn.NOTE).read()
    countermeasure = _ColumnText(row, FormColumn.COUNTERMEASURE).read()
    if note is None or countermeasure is None:
        return None
    return FigureTexts(note.text, countermeasure.text)


@dataclass(frozen=True)
class _ColumnText:
    """The text of a row in one of the two columns."""

    row: ReportedRow
    column: FormColumn

    def read(self) -> TakenText | None:
        """The text that counts; None where it cannot be kept, or must be chosen first."""
        cell = self.row.cell(self.column)
        if cell is None:
            return TakenText(self._text_of(self.row.stored))
        written = take_text(self.row.findings, cell, self.row.indicator.code)
        if written is None:
            return None
        return self._against_others(cell, written)

    def _against_others(
        self, cell: WrittenCell, written: TakenText
    ) -> TakenText | None:
        """The text that counts; None while somebody must choose between the two."""
        stored = self._text_of(self.row.stored)
        original = self._text_of(self.row.original)
        if is_same_text(written.text, stored):
            return TakenText(stored)
        if self.row.overtaken is None or is_same_text(stored, original):
            return written
        if is_same_text(written.text, original):
            return TakenText(stored)
        key = choose_against_stored(
            self.row.findings,
            self.row.overtaken,
            cell,
            self.row.indicator.code,
            _fact_of_text(written.text),
            _fact_of_text(stored),
        )
        if key is None:
            return None
        return written if key == FROM_FORM else TakenText(stored)

    def _text_of(self, entry: Actual | None) -> str | None:
        if entry is None:
            return None
        if self.column is FormColumn.COUNTERMEASURE:
            return entry.countermeasure
        return entry.note


def _fact_of_text(text: str | None) -> Fact:
    return Quotation(text) if text else Phrase.NO_NOTE


# What is asked of a figure that is behind


def ask_for_texts(row: ReportedRow, entry: Actual) -> None:
    """Ask why a figure is behind, and remind of what is done about it."""
    if entry.value is None:
        return
    judgement = row.form.judged(row.indicator.with_actual(entry))
    if not judgement.needs_attention:
        return
    status = MarkedTerm(judgement.status)
    _ask_for_cause(row, entry.note, status)
    _remind_of_countermeasure(row, entry.countermeasure, status)


def _ask_for_cause(row: ReportedRow, note: str | None, status: MarkedTerm) -> None:
    cell = row.cell(FormColumn.NOTE) or row.cell(FormColumn.VALUE)
    if not note:
        row.tell("comment_required", cell, status=status)
    elif says_no_cause(note):
        row.tell("comment_says_nothing", cell, status=status)


def _remind_of_countermeasure(
    row: ReportedRow, countermeasure: str | None, status: MarkedTerm
) -> None:
    """Older forms have no cell for it: nobody is reminded of what they cannot write."""
    cell = row.cell(FormColumn.COUNTERMEASURE)
    if cell is None:
        return
    if not countermeasure or says_no_cause(countermeasure):
        row.tell("countermeasure_missing", cell, status=status)

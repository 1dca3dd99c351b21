"""The rows of a form that were edited in the tables to type into.

An edited row is read in full: what was not edited of it is what the store holds now.
"""

from functools import cache

from dxkpi.plan import BarState, Missing
from dxkpi.returns import FilledRow, FormColumn, ReturnForm, WrittenCell
from dxkpi.web.upload.recorded_texts import Texts, figure_texts, progress_texts
from dxkpi.web.upload.typing_table import Edits
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import LANGUAGES, Language

_CHOSEN = (FormColumn.MISSING, FormColumn.STATE)
"""The columns whose words are chosen from a list, in the reader's language."""


def figure_rows(form: ReturnForm, edits: Edits) -> tuple[FilledRow, ...]:
    """The edited rows of indicators."""
    rows = []
    for indicator in form.asked_indicators:
        edited = _edits_of_row(indicator.code, edits)
        if edited:
            recorded = figure_texts(indicator, form.registered(indicator))
            texts = _without_what_was_replaced(recorded, edited) | edited
            rows.append(_filled_row(indicator.code, texts))
    return tuple(rows)


def entry_rows(form: ReturnForm, edits: Edits) -> tuple[FilledRow, ...]:
    """The edited rows of the schedule."""
    rows = []
    for entry in form.schedule_entries:
        edited = _edits_of_row(entry.code, edits)
        if edited:
            texts = progress_texts(form.registered_progress(entry)) | edited
            rows.append(_filled_row(entry.code, texts))
    return tuple(rows)


def _edits_of_row(code: str, edits: Edits) -> Texts:
    return {
        column: text for (row_code, column), text in edits.items() if row_code == code
    }


def _without_what_was_replaced(recorded: Texts, edited: Texts) -> Texts:
    """A figure in the place of a reason does away with the reason, and the other way round."""
    texts = dict(recorded)
    for column, other in (
        (FormColumn.VALUE, FormColumn.MISSING),
        (FormColumn.MISSING, FormColumn.VALUE),
    ):
        if edited.get(column):
            texts[other] = ""
    return texts


def _filled_row(code: str, texts: Texts) -> FilledRow:
    cells = {}
    for column, text in texts.items():
        written = _term_in_form(text) if column in _CHOSEN else text
        cells[column] = WrittenCell("", "", written or None)
    return FilledRow(code, cells)


def _term_in_form(text: str) -> str:
    """What a reason or a state is called in the form, which is Japanese."""
    return _terms_in_form().get(text, text)


@cache
def _terms_in_form() -> dict[str, str]:
    """What reasons and states are called in the form, by what screens call them."""
    in_form: dict[str, str] = {}
    for term in (*Missing, *BarState):
        for language in LANGUAGES:
            in_form[term_label(term, language)] = term_label(term, Language.JAPANESE)
    return in_form

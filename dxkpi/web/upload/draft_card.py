"""③ 確かめる: what was found in a return, and what would change, before anything is
stored; then its receipt.

It stands in the order of what to do: mend in the workbook, confirm what was held, look at
what changes.
"""

import streamlit as st

from dxkpi.actions import ExaminedReturn
from dxkpi.findings import Severity
from dxkpi.returns import ReturnForm
from dxkpi.web.common import seen_changes
from dxkpi.web.common.finding_lines import MOST_LISTED, finding_line
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, plain_lines, strong
from dxkpi.web.common.view import View
from dxkpi.web.returns.receipt import file_size_text, show_receipt_slip
from dxkpi.web.upload import drafts
from dxkpi.web.upload.answer_view import answer_of_step
from dxkpi.web.upload.draft_return import (
    DraftAnswer,
    DraftReturn,
    FileReturn,
    TypedReturn,
    key_of_changes,
)
from dxkpi.web.upload.draft_sentence import draft_sentence
from dxkpi.web.upload.errors import show_errors
from dxkpi.web.upload.examination import examine_draft
from dxkpi.web.upload.form_options import asked_text
from dxkpi.web.upload.form_purpose import ask_purpose, show_unmatched_file
from dxkpi.web.upload.held_values import show_file_questions, show_held_values
from dxkpi.web.upload.preview import show_preview
from dxkpi.web.upload.widget_keys import KEYS
from dxkpi.wording import glossary
from dxkpi.wording.findings import finding_text


def show_draft(view: View, draft: DraftReturn, *, step: int) -> None:
    """A draft with what came of it, under its own sentence; `step` is the reader's step
    that it answers (0: none).
    """
    with answer_of_step(step):
        st.header(plain(draft_sentence(view, draft)), anchor=False)
    show_draft_content(view, draft)


def show_draft_content(view: View, draft: DraftReturn) -> None:
    """What came of a draft, without its sentence."""
    answer = examine_draft(view, draft)
    _show_what_it_is(view, draft, answer)
    if draft.receipt is None and isinstance(draft, FileReturn):
        ask_purpose(view, draft, answer.examined.asks)
        show_file_questions(draft, answer.examined)
    _show_failure(draft)
    _show_outcome(view, draft, answer)


def _show_outcome(view: View, draft: DraftReturn, answer: DraftAnswer) -> None:
    examined = answer.examined
    if draft.receipt is not None:
        show_receipt_slip(draft.receipt)
    elif examined.registered is not None:
        st.info(_sentences_in_lines(examined), icon=":material/task_alt:")
        show_receipt_slip(examined.registered)
    elif examined.checked is not None:
        show_errors(draft, answer)
        show_held_values(draft, examined.checked)
        _show_warnings(examined)
        show_preview(answer)
    elif isinstance(draft, FileReturn):
        show_unmatched_file(view, draft, examined)


def _sentences_in_lines(examined: ExaminedReturn) -> str:
    language = current_language()
    texts = [finding_text(finding, language) for finding in examined.findings]
    return plain_lines("\n".join(texts))


# What it is


def _show_what_it_is(view: View, draft: DraftReturn, answer: DraftAnswer) -> None:
    """The file with its size, which form it was read as, and the way to take it away."""
    facts = _file_facts(draft)
    checked = answer.examined.checked
    if checked is not None:
        facts += _form_facts(view, checked.form)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(SEPARATOR.join(facts), width="content")
        if draft.receipt is None:
            _show_take_away_button(draft)


def _file_facts(draft: DraftReturn) -> list[str]:
    if not isinstance(draft, FileReturn):
        return []
    name, size = draft.workbook.name, len(draft.workbook.content)
    return [":material/description: " + strong(name), faint(file_size_text(size))]


def _form_facts(view: View, form: ReturnForm) -> list[str]:
    """The form's year, its department and what it asks for; a year that is not the one
    looked at stands out.
    """
    year = current_language().fiscal_year(form.fiscal_year)
    year_text = plain(year)
    if form.fiscal_year != view.year:
        year_text = ":orange-badge[" + _("for {year}", year=year) + "]"
    department = glossary.department_name(form.department, current_language())
    return [year_text, plain(department), faint(asked_text(form))]


def _show_take_away_button(draft: DraftReturn) -> None:
    label = _("Drop what was typed")
    if isinstance(draft, FileReturn):
        label = _("Take it away")
    st.button(
        label,
        icon=":material/close:",
        type="tertiary",
        key=KEYS.key("take_away", draft.key),
        on_click=drafts.take_away,
        args=(draft,),
    )


def _show_failure(draft: DraftReturn) -> None:
    """Why the last attempt stored nothing, and what others changed meanwhile."""
    if draft.failure:
        st.error(plain(draft.failure), icon=":material/block:")
    if not draft.changes_meanwhile or draft.receipt is not None:
        return
    seen_changes.show_changes(draft.changes_meanwhile)
    if isinstance(draft, TypedReturn):  # of a file each such value is held
        seen_changes.ask_whether_seen(key_of_changes(draft))


def _show_warnings(examined: ExaminedReturn) -> None:
    warnings = examined.findings_of(Severity.WARNING)
    if warnings:
        lines = [finding_line(warning) for warning in warnings[:MOST_LISTED]]
        st.warning("  \n".join(lines), icon=":material/info:")

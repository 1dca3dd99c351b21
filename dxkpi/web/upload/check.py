"""③ and ④: each chosen file with what came of it, and what can be done."""

from collections.abc import Sequence

import streamlit as st

from dxkpi.findings import Severity
from dxkpi.web.common.language import current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.upload.draft_card import show_draft
from dxkpi.web.upload.draft_return import FileReturn
from dxkpi.web.upload.draft_sentence import draft_sentence
from dxkpi.web.upload.drafts import chosen_files
from dxkpi.web.upload.examination import acceptable_drafts, examine_draft
from dxkpi.web.upload.registration import show_registration, show_registration_of_one
from dxkpi.web.upload.widget_keys import KEYS


def show_check(view: View) -> None:
    """One file with its answer, or several folded, then what can be registered."""
    files = chosen_files()
    if len(files) == 1:
        show_draft(view, files[0])
    else:
        st.header(plain(_sentence_of_several(view, files)), anchor=False)
        for n, draft in enumerate(files):
            _show_one_of_several(view, draft, is_first=n == 0)
    show_registration(view, files)


def _sentence_of_several(view: View, files: Sequence[FileReturn]) -> str:
    """How many files are done, can be registered, or need somebody."""
    done = sum(not draft.is_open for draft in files)
    acceptable = len(acceptable_drafts(view, files))
    need_a_look = len(files) - done - acceptable
    counts = []
    if done:
        counts.append(ngettext("{n} registered", "{n} registered", done))
    if acceptable:
        counts.append(
            ngettext("{n} can be registered", "{n} can be registered", acceptable)
        )
    if need_a_look:
        counts.append(ngettext("{n} needs a look", "{n} need a look", need_a_look))
    return ngettext(
        "{n} file: {said}.",
        "{n} files: {said}.",
        len(files),
        said=current_language().listed(counts),
    )


def _show_one_of_several(view: View, draft: FileReturn, *, is_first: bool) -> None:
    """A file's name and state; unfolded, what came of it."""
    sentence = plain(draft_sentence(view, draft))
    box = st.expander(
        strong(draft.workbook.name) + SEPARATOR + sentence,
        expanded=is_first,
        icon=_state_icon(view, draft),
        key=KEYS.key("file", draft.key),
        on_change="rerun",
    )
    if box.open:
        with box:
            show_draft(view, draft, titled=False)
            show_registration_of_one(view, draft)


def _state_icon(view: View, draft: FileReturn) -> str:
    if not draft.is_open:
        return ":material/task_alt:"
    examined = examine_draft(view, draft).examined
    if examined.accepted:
        return ":material/check:"
    has_question = bool(examined.findings_of(Severity.HOLD))
    is_unmatched = examined.checked is None and not has_question
    if is_unmatched or examined.findings_of(Severity.ERROR):
        return ":material/error:"
    return ":material/help:"

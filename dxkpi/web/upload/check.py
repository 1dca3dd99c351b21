"""③ and ④: each chosen file with what came of it, and what can be done."""

from collections.abc import Sequence

import streamlit as st

from dxkpi.web.common.language import current_language, ngettext
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.web.upload.answer_view import answer_of_step
from dxkpi.web.upload.batch import show_batch
from dxkpi.web.upload.draft_card import show_draft
from dxkpi.web.upload.draft_return import FileReturn
from dxkpi.web.upload.drafts import chosen_files, upload_state
from dxkpi.web.upload.examination import acceptable_drafts
from dxkpi.web.upload.registration import show_registration


def show_check(view: View) -> None:
    """One file with its answer, or several folded, then what can be registered."""
    files = chosen_files()
    state = upload_state()
    if len(files) == 1:
        step = state.step_of() or state.step_of(files[0])
        show_draft(view, files[0], step=step)
    else:
        with answer_of_step(state.step_of()):
            st.header(plain(_sentence_of_several(view, files)), anchor=False)
        show_batch(view, files)
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

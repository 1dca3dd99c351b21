"""What somebody works on, kept from one run to the next and taken up again after F5 or a
restart of the server.

The address names it (`?draft=…`). Whoever signed in finds only what is their own.
"""

import streamlit as st

from dxkpi import actions
from dxkpi.returns import FormColumn
from dxkpi.store import Submission
from dxkpi.web.common import cached
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.page_choices import choice_in_address, choose
from dxkpi.web.sign_in.reader import signed_in_subject
from dxkpi.web.upload.answer_view import answer_of_step
from dxkpi.web.upload.draft_folder import (
    SERVER,
    KeptDrafts,
    KeptFile,
    KeptTyping,
    forget_drafts,
    new_token,
    read_drafts,
    write_drafts,
)
from dxkpi.web.upload.draft_return import FileReturn, TypedReturn
from dxkpi.web.upload.drafts import UploadScreen, UploadState, upload_state
from dxkpi.web.upload.file_opening import open_with_progress
from dxkpi.web.upload.form_downloads import DEPARTMENT_KEY
from dxkpi.web.upload.form_purpose import recall_purpose
from dxkpi.web.upload.held_values import recall_choices
from dxkpi.web.upload.typing_table import Edits

_ADDRESS = "draft"


# Taking up


def take_up_kept_drafts() -> None:
    """Take up the drafts that the address names, in a session that has none yet."""
    state = upload_state()
    token = st.query_params.get(_ADDRESS)
    if token is None or state.token is not None:
        return
    saved = read_drafts(token)
    if saved is None or saved[0].reader != signed_in_subject():
        del st.query_params[_ADDRESS]
        state.tell(_nothing_left_text())
        return
    kept, contents = saved
    _take_up(state, kept, contents)
    state.token = token
    state.server = kept.server  # a page comes back by several sessions: each says so
    if kept.server != SERVER:
        state.tell(_restarted_text())


def show_what_happened() -> None:
    """What happened to the drafts meanwhile, until the reader goes on."""
    state = upload_state()
    if state.notice:
        with answer_of_step(state.steps):
            st.warning(plain(state.notice), icon=":material/info:")


def _nothing_left_text() -> str:
    return _(
        "The server was started anew, or a day has passed: what was being checked here is "
        "gone. What was registered is safe. Choose the files again."
    )


def _restarted_text() -> str:
    return _(
        "The server was started anew meanwhile. The files, what was typed and what was "
        "confirmed are still here; what was pressed last may not have been done. Look "
        "at the state of each file and go on."
    )


def _take_up(state: UploadState, kept: KeptDrafts, contents: dict[str, bytes]) -> None:
    named = [(file.name, contents[file.sha256]) for file in kept.files]
    workbooks = open_with_progress(named)
    for file, workbook in zip(kept.files, workbooks, strict=True):
        state.files[file.key] = _draft_of(file, workbook)
    state.kept_typings = {typing.address: typing for typing in kept.typings}
    state.drafts_so_far = kept.drafts_so_far
    state.screen = UploadScreen(kept.screen)
    if not choice_in_address(DEPARTMENT_KEY):
        choose(DEPARTMENT_KEY, kept.department)


def _draft_of(file: KeptFile, workbook: actions.OpenedWorkbook) -> FileReturn:
    draft = FileReturn(
        file.key,
        workbook=workbook,
        chosen_at=file.chosen_at,
        stated=file.stated,
        typed=dict(file.typed),
        confirmations={(c.code, c.cell): c for c in file.confirmations},
        waiting=_submission(file.waiting),
        receipt=_submission(file.receipt),
    )
    recall_choices(draft)
    recall_purpose(draft)
    return draft


def _submission(number: int | None) -> Submission | None:
    return None if number is None else cached.store().submission(number)


# Keeping


def keep_drafts() -> None:
    """Keep what is being worked on, if it changed since the last run."""
    state = upload_state()
    kept = _kept(state)
    if not kept.files and not kept.typings:
        _forget(state)
        return
    if state.token is None:
        state.token = new_token()
    if kept != state.kept:
        contents = {d.workbook.sha256: d.workbook.content for d in state.files.values()}
        write_drafts(state.token, kept, contents)
        state.kept = kept
    if st.query_params.get(_ADDRESS) != state.token:
        st.query_params[_ADDRESS] = state.token


def _forget(state: UploadState) -> None:
    if state.token is not None:
        forget_drafts(state.token)
    state.token = state.kept = None
    if _ADDRESS in st.query_params:
        del st.query_params[_ADDRESS]


def _kept(state: UploadState) -> KeptDrafts:
    return KeptDrafts(
        server=state.server,
        reader=signed_in_subject(),
        screen=state.screen,
        department=choice_in_address(DEPARTMENT_KEY),
        drafts_so_far=state.drafts_so_far,
        files=tuple(_kept_file(draft) for draft in state.files.values()),
        typings=(*_kept_typings(state), *state.kept_typings.values()),
    )


def _kept_file(draft: FileReturn) -> KeptFile:
    return KeptFile(
        key=draft.key,
        name=draft.workbook.name,
        sha256=draft.workbook.sha256,
        chosen_at=draft.chosen_at,
        stated=draft.stated,
        typed=tuple(draft.typed.items()),
        confirmations=tuple(draft.confirmations.values()),
        waiting=draft.waiting.number if draft.waiting else None,
        receipt=draft.receipt.number if draft.receipt else None,
    )


def _kept_typings(state: UploadState) -> list[KeptTyping]:
    """What is typed and not registered yet."""
    typed = [draft for draft in state.typed.values() if draft.receipt is None]
    return [
        _kept_typing(draft)
        for draft in typed
        if draft.figures.edits or draft.schedule.edits
    ]


def _kept_typing(draft: TypedReturn) -> KeptTyping:
    return KeptTyping(
        address=draft.address,
        figures=_cells(draft.figures.edits),
        schedule=_cells(draft.schedule.edits),
        confirmations=tuple(draft.confirmations.values()),
    )


def _cells(edits: Edits) -> tuple[tuple[str, FormColumn, str], ...]:
    return tuple((code, column, text) for (code, column), text in edits.items())

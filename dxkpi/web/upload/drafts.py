"""The returns that somebody works on in this session, and which screen of the page is shown.

A file is opened once and kept. Nothing of it is stored before it is registered or left to
the secretariat (`registration`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from dxkpi import actions
from dxkpi.actions import OpenedWorkbook, Right
from dxkpi.plan import PlanKey
from dxkpi.store import SubmissionState
from dxkpi.web.common import access, cached
from dxkpi.web.common.addressed_submission import take_addressed_submission
from dxkpi.web.common.language import _
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.session import page_state
from dxkpi.web.common.workbook_reader import workbook_reader
from dxkpi.web.upload.draft_folder import SERVER, KeptDrafts, KeptTyping
from dxkpi.web.upload.draft_return import (
    DraftReturn,
    FileReturn,
    FormAddress,
    TypedReturn,
)


class UploadScreen(StrEnum):
    """What the page shows: the form and the choice of files, the check, or the tables."""

    START = "start"
    CHECK = "check"
    TYPING = "typing"


@dataclass(eq=False)
class UploadState:
    """What the page remembers of one reader: the drafts, files by their key, in the order
    in which they were chosen.

    `times_chosen` tells the uploader of the next files from the one before. `steps` counts
    what the reader did that has an answer to be brought into view; `answered` is the key
    of the draft among several that the last step concerned, None where it concerned all.
    `notice` says what happened to the drafts meanwhile, until the reader's next step;
    `server` is the run of the server in which they took the last one.
    `listed` are the keys of the files that are seen, in their order; None: to be put in
    order anew. `token` names what is kept of the drafts, `kept` is what was kept last,
    `kept_typings` what was taken up of the tables and not looked at since.
    """

    files: dict[int, FileReturn] = field(default_factory=dict)
    typed: dict[FormAddress, TypedReturn] = field(default_factory=dict)
    screen: UploadScreen = UploadScreen.START
    times_chosen: int = 0
    drafts_so_far: int = 0
    steps: int = 0
    answered: int | None = None
    notice: str = ""
    server: str = SERVER
    listed: tuple[int, ...] | None = None
    token: str | None = None
    kept: KeptDrafts | None = None
    kept_typings: dict[FormAddress, KeptTyping] = field(default_factory=dict)

    def new_key(self) -> int:
        """What tells the next draft's widgets from those of others."""
        self.drafts_so_far += 1
        return self.drafts_so_far

    def take_step(self, answered: DraftReturn | None = None) -> None:
        """Let the answer of what the reader just did come into view."""
        self.steps += 1
        self.notice = ""
        self.server = SERVER
        self.answered = answered.key if answered else None
        if answered is None:
            self.listed = None

    def tell(self, notice: str) -> None:
        """Let the reader know what happened meanwhile; this comes into view."""
        self.steps += 1
        self.notice = notice

    def step_of(self, draft: DraftReturn | None = None) -> int:
        """The last step if it concerned this draft (None: all of them), else 0."""
        concerned = draft.key if draft else None
        if self.notice or concerned != self.answered:
            return 0
        return self.steps


def upload_state() -> UploadState:
    """What the page remembers of this session's reader; it may be changed."""
    return page_state(UploadState)


def chosen_files() -> list[FileReturn]:
    """The files that were chosen, in their order."""
    return list(upload_state().files.values())


# Files come in


def add_files(workbooks: Iterable[OpenedWorkbook]) -> None:
    """Take files up, to be checked.

    A newer file of the same form or name takes the older one's place; registered files
    make room.
    """
    state = upload_state()
    older = chosen_files()
    revision = cached.store().revision().number
    for workbook in workbooks:
        for draft in older:
            if draft.receipt or _is_newer_version(workbook, draft.workbook):
                state.files.pop(draft.key, None)
        if not _is_among_the_files(workbook):
            key = state.new_key()
            state.files[key] = FileReturn(key, workbook=workbook, chosen_at=revision)
    state.times_chosen += 1
    state.screen = UploadScreen.CHECK
    state.take_step()


def _is_among_the_files(workbook: OpenedWorkbook) -> bool:
    return any(draft.workbook.sha256 == workbook.sha256 for draft in chosen_files())


def _is_newer_version(newer: OpenedWorkbook, older: OpenedWorkbook) -> bool:
    """Whether two files are the same return, as far as can be told: it was mended and
    chosen again.
    """
    if newer.name == older.name:
        return True
    form = _form_of(newer)
    return form is not None and form == _form_of(older)


def _form_of(workbook: OpenedWorkbook) -> FormAddress | None:
    """Whose form a workbook says that it is; None where it does not."""
    if workbook.filled is None or workbook.filled.origin is None:
        return None
    origin = workbook.filled.origin
    plan = PlanKey(origin.city, origin.plan or origin.plan_title)
    return FormAddress(plan, origin.fiscal_year, origin.department)


def take_up_addressed_submission() -> None:
    """Take up the submission that the address names (`?submission=12`), if it still waits."""
    asked = take_addressed_submission()
    if asked is None:
        return
    if asked.number is None or not _take_up_submission(asked.number):
        add_notice(
            _(
                "There is no submission {number} that waits to be confirmed.",
                number=asked.quote,
            )
        )


def _take_up_submission(number: int) -> bool:
    """Check a waiting submission's original like a chosen file; whether there is one."""
    submission = cached.store().submission(number)
    if submission is None or submission.state is not SubmissionState.WAITING:
        return False
    city, department = submission.plan.city, submission.department
    if not access.may(Right.SEE_ORIGINALS, city, department):
        return False
    content = cached.store().original(number)
    if content is None:
        return False
    name = submission.file or ""
    add_files([actions.open_workbook(workbook_reader(), name, content)])
    draft = chosen_files()[-1]
    draft.waiting = submission
    draft.stated = actions.purpose_of_waiting(submission)
    return True


# What is pressed


def take_away(draft: DraftReturn) -> None:
    """Take a draft away; nothing of it is kept here."""
    state = upload_state()
    if isinstance(draft, TypedReturn):
        state.typed.pop(draft.address, None)
    state.files.pop(draft.key, None)
    state.take_step()
    if not state.files and state.screen is UploadScreen.CHECK:
        state.screen = UploadScreen.START


def go_back() -> None:
    """To the form and the choice of files; the drafts stay."""
    _turn_to(UploadScreen.START)


def go_on_to_check() -> None:
    """To the check of the chosen files."""
    _turn_to(UploadScreen.CHECK)


def type_figures() -> None:
    """To the tables to type into."""
    _turn_to(UploadScreen.TYPING)


def _turn_to(screen: UploadScreen) -> None:
    state = upload_state()
    state.screen = screen
    state.take_step()


def forget_registered() -> None:
    """Forget the drafts that are done or left to the secretariat, ready for the next
    return; what waits is found under 提出状況.
    """
    state = upload_state()
    for draft in chosen_files():
        is_left_to_others = draft.waiting is not None and not draft.confirmations
        if not draft.is_open or is_left_to_others:
            del state.files[draft.key]
    for typed in list(state.typed.values()):
        if not typed.is_open:
            del state.typed[typed.address]
    go_back()

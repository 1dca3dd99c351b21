"""The desk: the returns somebody has brought in this session, what each was answered,
and what is done with them.

A file is opened once and kept; the answer is asked for again when a word is given, the
store changes or another municipality is chosen. Nothing is stored before `register` or
`hold_return`, which ask for permission at that moment and store what was shown: where
somebody else was faster nothing is stored, and what changed meanwhile is told.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar, cast

import streamlit as st

from dxkpi import actions, fiscal
from dxkpi.actions import ExaminedReturn, NotPermitted, OpenedWorkbook, StatedPurpose
from dxkpi.findings import Finding, Severity
from dxkpi.returns import CheckedReturn, Confirmation, FilledRow, ReturnForm
from dxkpi.settings import settings
from dxkpi.store import StoreError, Submission, SubmissionState
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.view import View
from dxkpi.wording.figures import recorded_figure_text, recorded_progress_text
from dxkpi.workbook.reader import WorkbookReader

_KEY = "desk"
_OF_THE_MOMENT = "changed_meanwhile"

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Answered:
    """What was answered, to which question, and what was made of it to be shown."""

    stamp: Hashable
    returned: ExaminedReturn
    _made: dict[Callable[[CheckedReturn], Any], Any] = field(default_factory=dict)

    def kept(self, make: Callable[[CheckedReturn], T]) -> T:
        """What `make` makes of the answer, made once. There must be an answer."""
        assert self.returned.answer is not None
        if make not in self._made:
            self._made[make] = make(self.returned.answer)
        return cast("T", self._made[make])


@dataclass(eq=False)
class ReturnOnDesk:
    """A return on the desk: a file that was opened, or `rows` and `entry_rows` typed for a
    `place` (city, year, department).

    `words` are the confirmations of held values by code and place; `waiting` is the
    submission that is kept as to be confirmed; `receipt` what came of it. `trouble`
    says why the last attempt stored nothing, `moved` what others changed since it was
    first shown.
    """

    key: int
    reading: OpenedWorkbook | None = None
    place: tuple[str, int, str | None] | None = None
    rows: tuple[FilledRow, ...] = ()
    entry_rows: tuple[FilledRow, ...] = ()
    asked: StatedPurpose = field(default_factory=StatedPurpose)
    words: dict[tuple[str, str], Confirmation] = field(default_factory=dict)
    waiting: Submission | None = None
    receipt: Submission | None = None
    trouble: str = ""
    moved: tuple[str, ...] = ()
    answered: Answered | None = None

    @property
    def open(self) -> bool:
        """Whether something can still be done with it."""
        return self.receipt is None and (
            self.answered is None or self.answered.returned.registered is None
        )


@dataclass(eq=False)
class Desk:
    """Everything on the desk. `confirming`: whether the files are looked through, or
    new ones are waited for.
    """

    papers: dict[int, ReturnOnDesk] = field(default_factory=dict)
    typed: dict[tuple[str, int, str | None], ReturnOnDesk] = field(default_factory=dict)
    confirming: bool = False
    typing: bool = False
    batch: int = 0
    papers_so_far: int = 0

    def new_key(self) -> int:
        """What tells the next paper's widgets from those of others."""
        self.papers_so_far += 1
        return self.papers_so_far


@st.cache_resource(show_spinner=False, on_release=WorkbookReader.close)
def reader() -> WorkbookReader:
    """The reader of workbooks of this process."""
    return WorkbookReader()


def desk() -> Desk:
    """The desk of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = Desk()
    return cast("Desk", st.session_state[_KEY])


def put(readings: Iterable[OpenedWorkbook]) -> None:
    """Lay files on the desk, to be looked through. A newer file of the same form or
    name takes the older one's place.
    """
    own = desk()
    older = [paper for paper in own.papers.values() if paper.reading]
    for reading in readings:
        for paper in older:
            if paper.receipt or (paper.reading and _same(paper.reading, reading)):
                own.papers.pop(paper.key, None)
        if any(
            paper.reading and paper.reading.sha256 == reading.sha256
            for paper in own.papers.values()
        ):
            continue
        key = own.new_key()
        own.papers[key] = ReturnOnDesk(key, reading)
    own.batch += 1
    own.confirming, own.typing = True, False


def _same(one: OpenedWorkbook, other: OpenedWorkbook) -> bool:
    """Whether two files are the same return, as far as can be told: one was mended and
    brought again.
    """
    origins = [
        reading.filled.origin
        for reading in (one, other)
        if reading.filled and reading.filled.origin
    ]
    places = {
        (origin.city, origin.fiscal_year, origin.department) for origin in origins
    }
    return one.name == other.name or (len(origins) == 2 and len(places) == 1)


def put_waiting() -> None:
    """Lay the submission that the address names (`?submission=12`) on the desk, if it
    still waits.
    """
    asked = st.query_params.get("submission")
    if asked is None:
        return
    del st.query_params["submission"]
    store = cached.store()
    number = int(asked) if asked.isdecimal() and len(asked) < 10 else 0
    submission = store.submission(number)
    content = (
        store.original(number)
        if submission and submission.state is SubmissionState.WAITING
        else None
    )
    if submission is None or content is None:
        add_notice(
            _(
                "There is no submission {number} that waits to be confirmed.",
                number=asked[:20],
            )
        )
        return
    put([actions.open_workbook(reader(), submission.file or "", content)])
    paper = list(desk().papers.values())[-1]
    paper.waiting = submission
    paper.asked = StatedPurpose(
        None, submission.fiscal_year, submission.department or actions.EVERYONE
    )


def examine(view: View, paper: ReturnOnDesk) -> Answered:
    """What comes of a paper now; with what others changed since it was last shown,
    which is to be looked at again.
    """
    if paper.answered is not None and paper.receipt is not None:
        return paper.answered
    stamp = _stamp(view, paper)
    if paper.answered is None or paper.answered.stamp != stamp:
        before, returned = paper.answered, _examined(view, paper)
        changed = _changed_meanwhile(
            before.returned.answer if before else None, returned.answer
        )
        if changed:
            paper.moved += changed
            paper.words = {
                place: word
                for place, word in paper.words.items()
                if word.code != _OF_THE_MOMENT
            }
            stamp, returned = _stamp(view, paper), _examined(view, paper)
        paper.answered = Answered(stamp, returned)
    return paper.answered


def _stamp(view: View, paper: ReturnOnDesk) -> Hashable:
    words = tuple(paper.words.values())
    state = (cached.store().revision(), view.today, current_language(), settings())
    return view.city.code, state, paper.asked, words, paper.rows, paper.entry_rows


def _examined(view: View, paper: ReturnOnDesk) -> ExaminedReturn:
    store, words = cached.store(), tuple(paper.words.values())
    if paper.reading is not None:
        return actions.examine_return(
            store,
            paper.reading,
            view.today,
            replace(paper.asked, city=view.city.code),
            words,
        )
    assert paper.place is not None
    return actions.examine_typed(
        actions.return_form(store, *paper.place, view.today),
        paper.rows,
        paper.entry_rows,
        words,
    )


def _changed_meanwhile(
    before: CheckedReturn | None, now: CheckedReturn | None
) -> tuple[str, ...]:
    """Which of the figures and entries asked for others have changed between two
    answers, in words.
    """
    if before is None or now is None or _place(before.form) != _place(now.form):
        return ()
    old, new, year = before.form, now.form, now.form.fiscal_year
    by = cached.store().changed_since(new.plan.municipality.code, year, old.revision)
    said: list[str] = []
    for indicator in new.indicators:
        past = old.plan.indicator(indicator.code)
        was, is_ = past.actual(year) if past else None, indicator.actual(year)
        if was != is_ and indicator.code in by:
            said.append(
                _(
                    "{name}: {old} → {new} ({who}, {when})",
                    name=indicator.name,
                    old=recorded_figure_text(indicator, was, current_language()),
                    new=recorded_figure_text(indicator, is_, current_language()),
                    who=by[indicator.code].who,
                    when=fiscal.moment_label(by[indicator.code].at),
                )
            )
    for bar in new.schedule_entries:
        if old.progress.get(bar.key) != new.progress.get(bar.key):
            changed = recorded_progress_text(
                new.progress.get(bar.key), current_language()
            )
            said.append(
                _(
                    "{name}: {old} → {new}",
                    name=bar.item.label,
                    old=recorded_progress_text(
                        old.progress.get(bar.key), current_language()
                    ),
                    new=changed,
                )
            )
    return tuple(said)


def _place(form: ReturnForm) -> Hashable:
    return form.plan.municipality.code, form.fiscal_year, form.department


# --- What is pressed


def settle(
    paper: ReturnOnDesk, finding: Finding, choice_key: str | None, reason: str
) -> None:
    """Take somebody's word for a held value; no choice takes it back."""
    place = (finding.code, finding.where)
    if choice_key is None:
        paper.words.pop(place, None)
    else:
        paper.words[place] = Confirmation(
            finding.code, finding.where, choice_key, " ".join(reason.split())
        )


def say(paper: ReturnOnDesk, name: str) -> None:
    """Take what was chosen where a file does not say its year or department."""
    paper.asked = replace(
        paper.asked, **{name: st.session_state.get(f"{name}-{paper.key}")}
    )


def register(*papers: ReturnOnDesk) -> None:
    """Register what was shown of these papers, each on its own; a failure of one is told there."""
    speak_to_reader()
    for paper in papers:
        paper.trouble = _register(paper)


def _register(paper: ReturnOnDesk) -> str:
    shown = paper.answered
    if shown is None or not paper.open or not shown.returned.accepted:
        return ""
    command = actions.RegisterReturn(shown.returned)
    try:
        paper.receipt = actions.register_return(
            cached.store(), command, access.current_actor()
        )
    except NotPermitted as error:
        return access.not_done_text(error)
    except StoreError as error:
        paper.answered = replace(shown, stamp=None)
        return access.not_done_text(error)
    return ""


def hold_return(paper: ReturnOnDesk) -> None:
    """Hand a file in with its held values for the secretariat to confirm: the original
    is kept, no figure changes.
    """
    speak_to_reader()
    paper.trouble = ""
    shown = paper.answered
    if (
        shown is None
        or shown.returned.answer is None
        or paper.reading is None
        or paper.waiting
    ):
        return
    if shown.returned.of(Severity.ERROR):
        return
    command = actions.HoldReturn(shown.returned)
    try:
        paper.waiting = actions.hold_return(
            cached.store(), command, access.current_actor()
        )
    except (NotPermitted, StoreError) as error:
        paper.trouble = access.not_done_text(error)


def take_away(paper: ReturnOnDesk) -> None:
    """Take a paper off the desk; nothing of it is kept here."""
    own = desk()
    own.papers.pop(paper.key, None)
    if paper.place is not None:
        own.typed.pop(paper.place, None)
    if not own.papers:
        own.confirming = False


def go_back() -> None:
    """To the form and the choice of files; what lies on the desk stays there."""
    desk().confirming = desk().typing = False


def look_through() -> None:
    desk().confirming = True


def type_figures() -> None:
    desk().typing = True


def clear() -> None:
    """Everything that is done off the desk, ready for the next."""
    own = desk()
    own.papers = {key: paper for key, paper in own.papers.items() if paper.open}
    own.typed = {place: paper for place, paper in own.typed.items() if paper.open}
    go_back()


def ready(view: View, papers: Sequence[ReturnOnDesk]) -> list[ReturnOnDesk]:
    """Those that can be registered as they are."""
    return [
        paper
        for paper in papers
        if paper.open and examine(view, paper).returned.accepted
    ]

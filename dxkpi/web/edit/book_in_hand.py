"""The plan book that a session has read for a draft, its answers, and what it comes to."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dxkpi import actions
from dxkpi.actions import DraftInHand, ExaminedBook
from dxkpi.findings import Finding
from dxkpi.plan import PlanKey
from dxkpi.plan.document_changes import (
    ABSENT,
    DocumentChange,
    changes_in_document,
    value_at,
)
from dxkpi.plan.document_problem import DocumentProblem, Location, SheetCell
from dxkpi.plan.row_matches import exact_place
from dxkpi.plan.standard_data import standard_data
from dxkpi.plan.written_alike import is_written_alike
from dxkpi.web.common import cached
from dxkpi.web.common.session import page_state
from dxkpi.web.common.workbook_reader import workbook_reader
from dxkpi.web.edit.opened_draft import OpenedDraft

if TYPE_CHECKING:
    from dxkpi.workbook.plan_book.book_reading import BookReading

_STAYS = (("municipality", "code"), ("plan", "id"))
"""What says of which plan the draft is: a book does not change it."""


@dataclass
class BookInHand:
    """A plan book that was read; `answers` are those given on the page, `on_draft` what it
    came to last, with the state of draft and answers of which that is.
    """

    name: str
    content: bytes
    reading: "BookReading"
    answers: dict[tuple[str, str], str] = field(default_factory=dict)
    marked: bytes | None = None
    on_draft: "tuple[Any, BookOnDraft] | None" = None


@dataclass(frozen=True)
class BookOnDraft:
    """What a book would change of a draft, and what is to be said of it."""

    examined: ExaminedBook
    changes: tuple[DocumentChange, ...]
    other_id: str | None = None
    """The id that the book has for the plan, where it is another one."""

    @property
    def wrong(self) -> list[Finding]:
        """What keeps the rows of the book from the draft."""
        return [
            finding
            for finding in self.examined.findings
            if finding.is_open and not finding.choices
        ]

    @property
    def questions(self) -> list[Finding]:
        """What is asked, answered or not."""
        return [finding for finding in self.examined.findings if finding.choices]

    @property
    def problems_of_cells(self) -> list[tuple[str, DocumentProblem]]:
        """What cannot be read in cells of the book, with sheet and cell."""
        return [
            (f"{problem.position.sheet}!{problem.position.name}", problem)
            for problem in self.examined.problems
            if isinstance(problem.position, SheetCell)
        ]

    @property
    def unanswered(self) -> list[Finding]:
        """What is asked and not answered yet."""
        return [finding for finding in self.questions if finding.is_open]


@dataclass
class BookState:
    """The books of this session by the number of the draft that they are for.

    `times_chosen` counts how often a file was taken up, so that its widget is empty then;
    `entered` is how many changes the last book made.
    """

    books: dict[int, BookInHand] = field(default_factory=dict)
    times_chosen: int = 0
    entered: int | None = None


def read_book_file(opened: OpenedDraft, name: str, content: bytes) -> None:
    """Read a book for a draft. Raises `Unreadable`."""
    reading = workbook_reader().read_plan_book(content)
    state = page_state(BookState)
    state.books[opened.number] = BookInHand(name, content, reading)
    state.times_chosen += 1


def book_of(opened: OpenedDraft) -> BookInHand | None:
    """The book that this session has for a draft."""
    return page_state(BookState).books.get(opened.number)


def put_book_away(opened: OpenedDraft) -> None:
    """Have no book for a draft any more."""
    page_state(BookState).books.pop(opened.number, None)


def answer(book: BookInHand, finding: Finding, choice: str) -> None:
    """Answer a question of a book."""
    book.answers[finding.code, exact_place(finding)] = choice
    book.marked = None


def book_on_draft(opened: OpenedDraft, book: BookInHand) -> BookOnDraft:
    """What a book makes of a draft as it stands, with the answers of now; worked out once
    for each step and answer.
    """
    state = (opened.number, opened.step, opened.compared.seen, dict(book.answers))
    if book.on_draft is None or book.on_draft[0] != state:
        book.on_draft = (state, _examined_on_draft(opened, book))
    return book.on_draft[1]


def _examined_on_draft(opened: OpenedDraft, book: BookInHand) -> BookOnDraft:
    examined = actions.examine_plan_book(
        cached.store(),
        book.name,
        book.reading,
        _key_of_draft(opened),
        book.answers,
        draft=DraftInHand(opened.number, opened.data),
    )
    if examined.data is None:
        return BookOnDraft(examined, ())
    after = standard_data(examined.data)
    changes = changes_in_document(standard_data(opened.data), after)
    kept = tuple(change for change in changes if not _stays(change))
    return BookOnDraft(examined, kept, _other_id(opened, after))


def marked_copy(book: BookInHand, examined: ExaminedBook) -> bytes:
    """The book with marks on what is to be mended and answered. Raises `Unreadable`."""
    if book.marked is None:
        book.marked = actions.marked_plan_book(
            workbook_reader(), book.content, examined
        )
    return book.marked


def edits_of_book(on_draft: BookOnDraft) -> dict[Location, Any]:
    """The edits by which a draft says what the book does.

    Items of a list that the draft does not have yet come in their order anyway.
    """
    return {
        change.location: change.new
        for change in on_draft.changes
        if change.old or not change.is_order
    }


def _key_of_draft(opened: OpenedDraft) -> PlanKey | None:
    if opened.listed.key is not None:
        return opened.listed.key
    plan_id = opened.value(("plan", "id"))
    return PlanKey(opened.listed.city, str(plan_id)) if plan_id else None


def _stays(change: DocumentChange) -> bool:
    """Whether a draft keeps what stands at a place: also counts of staff surveys, which
    have a page of their own, and figures that the book only writes with other digits.
    """
    location = change.location
    is_same = is_written_alike(change.old, change.new)
    return location in _STAYS or "survey" in location or is_same


def _other_id(opened: OpenedDraft, after: Any) -> str | None:
    place = ("plan", "id")
    book_id = value_at(after, place)
    is_other = book_id not in (ABSENT, None, opened.value(place))
    return str(book_id) if is_other else None

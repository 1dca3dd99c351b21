"""Plan books by the command line: read over the stored plan, answered, given back marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dxkpi import actions
from dxkpi.actions import ExaminedBook
from dxkpi.cli.confirmed_cells import confirmed_cell
from dxkpi.cli.console import PLAN_ADDRESS, fail, listed_plan, not_written_text, say
from dxkpi.cli.finding_lines import finding_line
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.cli.own_files import write_own_file
from dxkpi.plan import PlanKey
from dxkpi.plan.document import PlanDocument
from dxkpi.plan.row_matches import Answers
from dxkpi.store import Store
from dxkpi.wording.plan_document import placed_problem_text
from dxkpi.workbook.reader import Unreadable, WorkbookReader

BOOK_ENDING = ".xlsx"

BookPlan = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar=PLAN_ADDRESS,
        help=_("Of which plan a plan book is that does not say it."),
    ),
]
BookAnswers = Annotated[
    list[str] | None,
    typer.Option(
        "--confirm",
        metavar="CODE@CELL[=VALUE]",
        help=_("Answer a question about a plan book, e.g. book_renamed@B7=rename."),
    ),
]
MarkedBooks = Annotated[
    Path | None,
    typer.Option(
        "--marked",
        help=_("Folder for the plan books given back with marks on what to mend."),
    ),
]


@dataclass(frozen=True)
class BookOptions:
    """Of which plan the books are, what was answered, and where marked copies go."""

    plan: str | None = None
    confirmed: Sequence[str] = ()
    marked: Path | None = None

    @property
    def answers(self) -> Answers:
        """The answers by code and cell; without a value what is proposed."""
        answers: dict[tuple[str, str], str] = {}
        for text in self.confirmed:
            code, cell, choice = confirmed_cell(text)
            answers[code, cell] = choice
        return answers


def is_book(file: Path) -> bool:
    """Whether a file is a workbook by its name."""
    return file.suffix.lower() == BOOK_ENDING


def read_books(
    store: Store, files: Sequence[Path], options: BookOptions
) -> list[PlanDocument]:
    """The plan of each book, or all that is wrong in them and the end of the program."""
    if not files:
        return []
    chosen = _chosen_plan(store, options.plan)
    documents: list[PlanDocument] = []
    refused = 0
    with WorkbookReader() as reader:
        for file in files:
            document = _read_book(store, reader, file, chosen, options)
            if document is None:
                refused += 1
            else:
                documents.append(document)
    if refused:
        _refuse_books(refused)
    return documents


def _chosen_plan(store: Store, address: str | None) -> PlanKey | None:
    return None if address is None else listed_plan(address, store.listed_plans()).key


def _read_book(
    store: Store,
    reader: WorkbookReader,
    file: Path,
    chosen: PlanKey | None,
    options: BookOptions,
) -> PlanDocument | None:
    """The plan of a book; None, and said why, where it has none yet."""
    try:
        content = file.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        say(_("{file} cannot be read: {reason}", file=file, reason=reason))
        return None
    try:
        reading = reader.read_plan_book(content)
    except Unreadable as unreadable:
        say(f"{file}:")
        say(finding_line(unreadable.finding))
        return None
    examined = actions.examine_plan_book(
        store, str(file), reading, chosen, options.answers
    )
    _say_what_is_asked(examined)
    if not examined.is_accepted:
        _give_back(reader, file, content, examined, options.marked)
        return None
    return examined.document


def _say_what_is_asked(examined: ExaminedBook) -> None:
    if examined.findings:
        say(f"{examined.name}:")
    for finding in examined.findings:
        say(finding_line(finding))
    for problem in examined.problems:
        say(placed_problem_text(problem, current_language()))


def _give_back(
    reader: WorkbookReader,
    file: Path,
    content: bytes,
    examined: ExaminedBook,
    folder: Path | None,
) -> None:
    """Put a copy of the book with marks into the folder, where one was named."""
    if folder is None:
        return
    copy = folder / (file.stem + _("-marked") + file.suffix)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_own_file(copy, actions.marked_plan_book(reader, content, examined))
    except OSError as error:
        say(not_written_text(copy, error))
        return
    say(_("  With marks on what to mend: {file}", file=copy))


def _refuse_books(refused: int) -> NoReturn:
    fail(
        ngettext(
            "{n} plan book is to be mended or answered. Nothing was loaded.",
            "{n} plan books are to be mended or answered. Nothing was loaded.",
            refused,
        )
    )

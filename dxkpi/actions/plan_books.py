"""Plan books that come in: of which plan they are, what they make of it, what is asked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dxkpi.actions.book_bases import DraftInHand, base_of_book
from dxkpi.findings import WHOLE_FILE, Choice, ChoiceKind, Finding, make_finding
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.document import PlanDocument, check_document
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import DocumentProblem, UnreadablePlan
from dxkpi.plan.document_rows import DocumentRow, DocumentSection
from dxkpi.plan.document_source import DocumentSource
from dxkpi.plan.older_rows import merge_older_rows
from dxkpi.plan.put_rows import DocumentOfRows
from dxkpi.plan.row_matches import Answers, answer_to, is_answered
from dxkpi.plan.row_merging import merge_rows
from dxkpi.store import ListedPlan, Store
from dxkpi.store.drafts import plain_data
from dxkpi.workbook.reader import WorkbookReader

if TYPE_CHECKING:
    from dxkpi.workbook.plan_book.book_reading import BookReading

_CODE_DIGITS = 6


@dataclass(frozen=True)
class ExaminedBook:
    """What a plan book comes to: the plan that it makes, or what is wrong with it.

    `replaced` is the stored plan over which its rows were put; None: a new one.
    """

    name: str
    reading: "BookReading"
    findings: tuple[Finding, ...]
    problems: tuple[DocumentProblem, ...] = ()
    document: PlanDocument | None = None
    replaced: Plan | None = None
    data: Mapping[str, Any] | None = None
    """The document's data as the rows make them, whether they are a sound plan or not."""

    @property
    def is_accepted(self) -> bool:
        """Whether nothing is wrong with it, and nothing left to be answered."""
        is_open = any(finding.is_open for finding in self.findings)
        return self.document is not None and not is_open


def examine_plan_book(
    store: Store,
    name: str,
    reading: "BookReading",
    chosen: PlanKey | None = None,
    answers: Answers | None = None,
    draft: DraftInHand | None = None,
) -> ExaminedBook:
    """What a book makes of the plan that it is of; `chosen` is the one that somebody named.

    Its rows are put over the `draft` that somebody works on, where one is given, in place
    of the stored plan. Where either was changed after the book was made, only what was
    changed in the book is put in.
    """
    answers = answers or {}
    key = chosen or _key_of_book(store, reading)
    foreign = tuple(_of_another(reading, key))
    if chosen is not None and not foreign:
        foreign = tuple(_with_anothers_id(reading, chosen))
    if foreign or not reading.rows:
        return ExaminedBook(name, reading, (*reading.findings, *foreign))
    stored = store.plan(key) if key is not None and _listed(store, key) else None
    present = draft.data if draft is not None else None
    if draft is None and stored is not None:
        present = plan_as_data(stored)
    if present is None and reading.about_sheet is None:
        return ExaminedBook(
            name, reading, (*reading.findings, make_finding("book_no_plan"))
        )
    base = base_of_book(store, reading.origin, key, draft)
    merged = _merged(base, present, reading.rows, answers)
    findings = [*reading.findings, *merged.findings]
    source = DocumentSource(name, merged.positions)
    problems: tuple[DocumentProblem, ...] = ()
    document = None
    try:
        document = check_document(merged.data, source)
    except UnreadablePlan as unreadable:
        problems = unreadable.problems
    changes_plan = document is None or document.plan != stored
    if base is None and changes_plan:
        findings += _older(reading, _listed(store, key))
    answered = tuple(_with_answer(finding, answers) for finding in findings)
    return ExaminedBook(
        name, reading, answered, problems, document, stored, merged.data
    )


def _merged(
    base: Mapping[str, Any] | None,
    present: Mapping[str, Any] | None,
    rows: Sequence[DocumentRow],
    answers: Answers,
) -> DocumentOfRows:
    """The rows over what is there; where that is not what the book was made of, only what
    they change of that.
    """
    if base is None or present is None:
        return merge_rows(present, rows, answers)
    plain_present = plain_data(present)
    if plain_present == base:
        return merge_rows(present, rows, answers)
    return merge_older_rows(base, plain_present, rows, answers)


def marked_plan_book(
    reader: WorkbookReader, content: bytes, examined: ExaminedBook
) -> bytes:
    """The book with marks on what is to be mended and answered. Raises `Unreadable`."""
    from dxkpi.workbook.plan_book.book_marks import marks_of_book  # brings openpyxl

    request = marks_of_book(examined.reading, examined.problems, examined.findings)
    return reader.mark_plan_book(content, request)


def _with_answer(finding: Finding, answers: Answers) -> Finding:
    if not finding.choices or not is_answered(finding, answers):
        return finding
    return finding.confirmed("", answer_to(finding, answers))


# Of which plan it is


def _key_of_book(store: Store, reading: "BookReading") -> PlanKey | None:
    """The plan of which a book was made, else the one that its sheet 計画 tells."""
    if reading.origin is not None and reading.origin.key is not None:
        return reading.origin.key
    about = _about(reading.rows)
    code = _six_digits(reading.city_code)
    if about is None or code is None:
        return None
    plan_id = about.values.get(("plan", "id"))
    title = about.values.get(("plan", "title"))
    for listed in store.listed_plans():
        is_named = plan_id == listed.id if plan_id else title == listed.title
        if listed.city.code == code and is_named:
            return listed.key
    return None


def _about(rows: Sequence[DocumentRow]) -> DocumentRow | None:
    for row in rows:
        if row.section is DocumentSection.ABOUT:
            return row
    return None


def _of_another(reading: "BookReading", key: PlanKey | None) -> Iterator[Finding]:
    """That a book is of another city or plan than the one that is meant."""
    if key is None:
        return
    code = _six_digits(reading.city_code)
    origin = None if reading.origin is None else reading.origin.key
    if code is not None and code != key.city:
        yield make_finding(
            "book_other_city",
            sheet=reading.about_sheet,
            code=code,
            expected=key.city,
        )
    elif origin is not None and origin.city != key.city:
        yield make_finding("book_other_city", code=origin.city, expected=key.city)
    elif origin is not None and origin != key:
        yield make_finding("book_other_plan", key=str(origin), expected=str(key))


def _with_anothers_id(reading: "BookReading", chosen: PlanKey) -> Iterator[Finding]:
    """That the sheet 計画 names another plan of the city than the one that is meant."""
    about = _about(reading.rows)
    plan_id = None if about is None else about.values.get(("plan", "id"))
    if plan_id and plan_id != chosen.id:
        other = PlanKey(chosen.city, str(plan_id))
        yield make_finding(
            "book_other_plan",
            sheet=reading.about_sheet,
            key=str(other),
            expected=str(chosen),
        )


def _six_digits(code: str | None) -> str | None:
    """A municipal code with the zero that a spreadsheet may have taken away."""
    if code is None:
        return None
    digits = code.strip()
    return (
        digits.zfill(_CODE_DIGITS) if digits.isascii() and digits.isdecimal() else None
    )


def _listed(store: Store, key: PlanKey | None) -> ListedPlan | None:
    for listed in store.listed_plans():
        if listed.key == key:
            return listed
    return None


def _older(reading: "BookReading", listed: ListedPlan | None) -> Iterator[Finding]:
    """Whether the plan was changed after the book was made of it, in a state that is not
    known any more.
    """
    origin = reading.origin
    if origin is None or origin.revision is None or listed is None:
        return
    if listed.revision.number > origin.revision:
        replace_changes = Choice(ChoiceKind.REPLACE_CHANGES, ChoiceKind.REPLACE_CHANGES)
        yield make_finding(
            "book_older",
            place=WHOLE_FILE,
            choices=(replace_changes,),
            proposed=replace_changes.key,
        )

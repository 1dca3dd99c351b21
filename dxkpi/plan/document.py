"""Reading a plan document: YAML, JSON, or data from elsewhere; `document_writing` goes
the other way.

Reading collects every problem of a document in one pass, each with its position; a
document with problems gives no plan.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from dxkpi.plan.document_counts import fill_shares_of_counts
from dxkpi.plan.document_periods import fill_periods_of_totals, fill_unknown_years
from dxkpi.plan.document_place import malformed_code, report_place
from dxkpi.plan.document_problem import (
    DocumentProblem,
    Location,
    ProblemCode,
    ProblemFact,
    SheetCell,
    UnreadablePlan,
    position_order,
)
from dxkpi.plan.document_references import report_references
from dxkpi.plan.document_rule_cells import CELLS_OF_RULES
from dxkpi.plan.document_shape import shape_at
from dxkpi.plan.document_source import DocumentSource, quoted_text, written_value
from dxkpi.plan.document_words import JAPANESE_WORDS
from dxkpi.plan.document_writings import read_writings
from dxkpi.plan.document_yaml import read_yaml
from dxkpi.plan.tree import Plan

MAX_BYTES = 2_000_000
_DEFAULT_WAITS = "default_factory_not_called"
"""A default that is made of other fields, which are refused themselves."""

_KEY_MARK = "[key]"
"""By this pydantic says that the key of a mapping is wrong, and not its value."""


@dataclass(frozen=True)
class PlanDocument:
    """A plan with where it was read from, which knows the position of each value."""

    plan: Plan
    source: DocumentSource


def read_plan(path: Path) -> Plan:
    """The plan in a file. Raises `UnreadablePlan` with every problem found."""
    return read_document(path).plan


def parse_plan(text: str, name: str = "-") -> Plan:
    """The plan in a text; `name` stands in the problems. Raises `UnreadablePlan` with
    all of them.
    """
    return parse_document(text, name).plan


def read_document(path: Path) -> PlanDocument:
    """A file's plan and lines. Raises `UnreadablePlan` with every problem found."""
    return parse_document(_text_of_file(path), str(path))


def parse_document(text: str, name: str = "-") -> PlanDocument:
    """A text's plan and lines. Raises `UnreadablePlan` with every problem found."""
    source = DocumentSource(name)
    data = read_yaml(text, source)
    if isinstance(data, dict):
        data.pop("$schema", None)  # by this a JSON file names its schema to editors
    return _checked_document(data, source)


def check_document(data: Any, source: DocumentSource) -> PlanDocument:
    """The plan of data that was put together elsewhere: dict, list, text, int, bool, None
    and `Decimal`, as YAML gives them. The data stay as they are.

    Raises `UnreadablePlan` with every problem found.
    """
    return _checked_document(deepcopy(data), source)


def _checked_document(data: Any, source: DocumentSource) -> PlanDocument:
    """The plan of the data, into which their standard forms are put."""
    if not isinstance(data, dict):
        if not source.problems:
            source.report((), ProblemCode.NO_PLAN)
        raise UnreadablePlan(source.problems)

    read_writings(data, source)
    fill_periods_of_totals(data)
    fill_unknown_years(data, source)
    fill_shares_of_counts(data)
    plan = _checked_plan(data, source)
    report_references(data, source)
    report_place(data, source)
    if plan is None or source.problems:
        problems = dict.fromkeys(source.problems)
        raise UnreadablePlan(
            sorted(problems, key=lambda problem: position_order(problem.position))
        )
    return PlanDocument(plan, source)


def _text_of_file(path: Path) -> str:
    name = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise UnreadablePlan([_not_opened(error, name)]) from None
    if len(content) > MAX_BYTES:
        raise UnreadablePlan([DocumentProblem(name, 1, ProblemCode.TOO_LARGE)])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UnreadablePlan(
            [DocumentProblem(name, line, ProblemCode.NOT_UTF8)]
        ) from None


def _not_opened(error: Exception, name: str) -> DocumentProblem:
    match error:
        case FileNotFoundError() | ValueError():  # ValueError: a path with NUL in it
            return DocumentProblem(name, 1, ProblemCode.NO_FILE)
        case IsADirectoryError():
            return DocumentProblem(name, 1, ProblemCode.IS_FOLDER)
        case PermissionError():
            return DocumentProblem(name, 1, ProblemCode.NOT_PERMITTED)
        case _:
            facts = {"reason": str(error)}
            return DocumentProblem(name, 1, ProblemCode.CANNOT_OPEN, facts)


def _checked_plan(data: dict[str, Any], source: DocumentSource) -> Plan | None:
    """The plan of the data; None, and reported, where a field or object breaks its own rules."""
    plan = None
    try:
        plan = Plan.model_validate(data)
    except ValidationError as error:
        for refusal in error.errors(include_url=False):
            place = tuple(part for part in refusal["loc"] if part != _KEY_MARK)
            waits = refusal["type"] == _DEFAULT_WAITS
            if place not in source.unread and not waits:
                _report_refusal(refusal, place, source)
    if "about" in data:  # the value's name for what the document calls “plan”
        source.report(
            ("about",), ProblemCode.EXTRA_FORBIDDEN, field="about", input="null"
        )
    return plan


def _report_refusal(
    refusal: Mapping[str, Any], place: Location, source: DocumentSource
) -> None:
    """Report what pydantic refuses, with the name of the field and what stands in it."""
    facts: dict[str, ProblemFact] = {
        "field": _field_name(place),
        "input": written_value(refusal["input"]),
    }
    for name, value in refusal.get("ctx", {}).items():
        facts[name] = str(value).replace(" or ", ", ")
    code = _problem_code(refusal["type"])
    if code is ProblemCode.MUNICIPAL_CODE:
        code, meant = malformed_code(refusal["input"])
        facts |= meant
    if code is ProblemCode.ENUM:
        facts["words"] = _words_of_terms(place)
    source.report(_cell_of_rule(code, place, source), code, **facts)


def _cell_of_rule(
    code: ProblemCode, place: Location, source: DocumentSource
) -> Location:
    """Where a rule of several fields is mended: in a workbook the cell of one of them."""
    for field in CELLS_OF_RULES.get(code, ()):
        if isinstance(source.positions.get((*place, *field)), SheetCell):
            return (*place, *field)
    return place


def _words_of_terms(place: Location) -> str:
    """The Japanese words for the terms of a field: 期間, 節目, 期限."""
    shape = shape_at(place, Plan)
    terms = shape.terms if shape is not None else None
    return ", ".join(JAPANESE_WORDS[term][0] for term in terms or ())


def _problem_code(refusal_type: str) -> ProblemCode:
    try:
        return ProblemCode(refusal_type)
    except ValueError:
        return ProblemCode.REFUSED


def _field_name(place: Location) -> str:
    """The innermost name on the way to a place."""
    names = [part for part in place if isinstance(part, str)]
    return quoted_text(names[-1]) if names else ""

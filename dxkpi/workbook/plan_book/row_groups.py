"""Gradings and staff surveys, each of which stands in several rows of the book."""

from collections.abc import Iterator, Sequence
from typing import Any

from dxkpi.plan.document_columns import (
    ASKED,
    BLANKS,
    CHOICE,
    EXCLUDED,
    GROUPS_OF_SURVEY,
    HEADING_OF_FILE,
    OF_CITY,
    QUESTION,
    BookRole,
    ListStyle,
)
from dxkpi.plan.document_rows import DocumentRow, DocumentSection
from dxkpi.text.folding import folded_text
from dxkpi.text.listed_texts import parted_texts
from dxkpi.workbook.plan_book.cell_words import SEPARATORS, flag_of_text
from dxkpi.workbook.plan_book.table_rows import TableRow

Rows = Sequence[TableRow]


# The grading


def read_gradings(rows: Rows, _last_year: int | None) -> Iterator[DocumentRow]:
    """One row for the plan's grading and one for that of the city."""
    by_kind: dict[str, DocumentRow] = {}
    for row in rows:
        is_of_city = folded_text(row.text(role=BookRole.KIND)) == folded_text(OF_CITY)
        holder = "municipality" if is_of_city else "plan"
        grading = by_kind.setdefault(
            holder, DocumentRow(DocumentSection.GRADING, row.cell())
        )
        whole: dict[str, Any] = grading.values.setdefault((holder, "grading"), {})
        _put_grading(grading, whole, row, holder)
    yield from by_kind.values()


def _put_grading(
    grading: DocumentRow, whole: dict[str, Any], row: TableRow, holder: str
) -> None:
    band: dict[str, Any] = {}
    number = len(whole.get("bands", ()))
    for column, place in row.places.items():
        cell = row.cells.get(column)
        if not column.path or cell is None:
            continue
        value = row.value(path=column.path, role=column.role)
        if value is None:
            continue
        name = column.path[0]
        is_of_band = column.model is not None and column.model.__name__ == "WrittenBand"
        if is_of_band:
            band[name] = value
            path: tuple[str | int, ...] = (holder, "grading", "bands", number, name)
        else:
            whole[name] = value
            path = (holder, "grading", name)
        grading.cells[path] = row.cell_at(place)
    if band:
        whole.setdefault("bands", []).append(band)


# Staff surveys


def read_surveys(rows: Rows, _last_year: int | None) -> Iterator[DocumentRow]:
    """One row for each survey, of all the lines that tell of it."""
    surveys: dict[tuple[str, str], DocumentRow] = {}
    for row in rows:
        whose = (row.text(role=BookRole.INDICATOR), row.text(path=("fiscal_year",)))
        if whose not in surveys:
            first = row.document_row(DocumentSection.SURVEY)
            first.values["survey",] = {"tally": {}, "counted": []}
            surveys[whose] = first
        _put_line(surveys[whose].values["survey",], row)
    for document_row in surveys.values():
        survey = document_row.values["survey",]
        survey["counted"] = _counted_in_order(survey["counted"])
        yield document_row


def _counted_in_order(counted: list[tuple[Any, str]]) -> list[str]:
    """The choices that count: by their numbers where they have any, else as they stand."""
    if all(isinstance(mark, int) for mark, _choice in counted):
        counted = sorted(counted)
    return [choice for _mark, choice in counted]


def _put_line(survey: dict[str, Any], row: TableRow) -> None:
    content = row.value(role=BookRole.CONTENT)
    count = _whole(row.value(role=BookRole.COUNT))
    positive = _whole(row.value(role=BookRole.POSITIVE))
    kind = row.text(role=BookRole.KIND)
    if kind in GROUPS_OF_SURVEY:
        names = parted_texts(str(content or ""), SEPARATORS[ListStyle.NAMES])
        group = {"names": names, "answers": count, "felt": positive}
        asked = _whole(row.value(role=BookRole.INVITED))
        group |= {"asked": asked} if asked is not None else {}
        survey.setdefault(GROUPS_OF_SURVEY[kind], []).append(group)
    elif kind == CHOICE:
        survey["tally"][content] = count
        if isinstance(positive, int) or flag_of_text(positive) is True:
            survey["counted"].append((positive, content))
    elif kind == EXCLUDED:
        survey.setdefault("excluded", {})[content] = count
    elif kind == HEADING_OF_FILE:
        use, heading = _two_texts(content)
        survey.setdefault("headings", {})[use] = heading
    else:
        name = _FIELDS_OF_SURVEY.get(kind, kind or "item")
        survey[name] = content if kind == QUESTION else count


_FIELDS_OF_SURVEY = {QUESTION: "question", BLANKS: "blanks", ASKED: "asked"}


def _two_texts(content: Any) -> tuple[str, str]:
    """What stands before and behind a colon."""
    parts = parted_texts(str(content or ""), "：")
    return (parts[0], parts[1]) if len(parts) == 2 else (str(content), "")


def _whole(value: Any) -> Any:
    """A count as a whole number, where it is one."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal():
        return int(value)
    return value

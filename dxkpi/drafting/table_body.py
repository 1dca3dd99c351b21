"""The rows of a plan's table under its head: without heads that come again on each page,
page numbers and empty rows; with what a cell takes from the cell above.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dxkpi.drafting.column_meaning import FIGURES, GROUPS, ColumnMeaning
from dxkpi.drafting.table_head import PlanColumn, Rows, TableHead, is_head_row
from dxkpi.text.folding import folded_text, without_spaces


@dataclass(frozen=True)
class BodyRow:
    """A row of a table. `number` counts the table's rows from 0. `cells` hold what was
    above where `from_above` has their column; `sections` are the rows over the whole
    width that stand over it, the last one nearest.
    """

    number: int
    cells: tuple[str, ...]
    from_above: frozenset[int] = frozenset()
    section: str | None = None


_DITTO = re.compile(r"[〃″々\"”]|同上|上に同じ|''")
_PAGE_NUMBER = re.compile(
    r"[-－―‐\s(（pPｐ.]*[0-9０-９]{1,3}[-－―‐\s)）]*|[0-9]{1,3}/[0-9]{1,3}"
)
_SECTION = re.compile(
    r"[【〔(（<＜■◆○●◎〇第]|(?:基本)?(?:方針|目標|施策|政策|戦略)|[0-9０-９Ⅰ-Ⅻ①-⑳]+[.．\s　]?"
)


def body_rows(rows: Rows, head: TableHead) -> list[BodyRow]:
    """The rows that hold something of their own."""
    head_rows = {_folded(row) for row in rows[head.start : head.stop]}
    result: list[BodyRow] = []
    section: str | None = None
    for number in range(head.stop, len(rows)):
        row = rows[number]
        if not any(map(str.strip, row)) or _is_repeated_head(row, head_rows):
            continue
        alone = _text_alone(row)
        if alone is not None and _PAGE_NUMBER.fullmatch(alone):
            continue
        if alone is not None and _is_section(row, alone, head.columns):
            section = alone
            continue
        above = result[-1] if result else None
        if above is not None and _is_rest_of(row, above, head.columns):
            result[-1] = _with_rest(above, row)
            continue
        same_section = above is not None and above.section == section
        result.append(
            _with_above(number, row, above if same_section else None, section, head)
        )
    return result


def _folded(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(folded_text, row))


def _is_repeated_head(row: tuple[str, ...], head_rows: set[tuple[str, ...]]) -> bool:
    return bool(head_rows) and (_folded(row) in head_rows or is_head_row(row))


def _text_alone(row: tuple[str, ...]) -> str | None:
    """The text of a row that has only one, in one cell or in all of them."""
    texts = {text.strip() for text in row if text.strip()}
    return texts.pop() if len(texts) == 1 else None


def _is_section(row: tuple[str, ...], text: str, columns: Sequence[PlanColumn]) -> bool:
    """Whether a row with one text is a heading within the table."""
    if len(row) < 3:
        return False
    filled = [place for place, cell in enumerate(row) if cell.strip()]
    if len(filled) > 1:
        return True
    is_group = columns[filled[0]].meaning in GROUPS
    return filled[0] == 0 and not is_group and _SECTION.match(text) is not None


def _is_rest_of(
    row: tuple[str, ...], above: BodyRow, columns: Sequence[PlanColumn]
) -> bool:
    """Whether a row only goes on with texts of the one above, as after the end of a page:
    it has neither a name nor a figure nor a group of its own.
    """
    own = {columns[place].meaning for place, cell in enumerate(row) if cell.strip()}
    begins = {ColumnMeaning.NAME, ColumnMeaning.NUMBER, *FIGURES, *GROUPS}
    has_name = any(column.meaning is ColumnMeaning.NAME for column in columns)
    return has_name and not own & begins and any(above.cells)


def _with_rest(above: BodyRow, row: tuple[str, ...]) -> BodyRow:
    cells = tuple(
        f"{cell}\n{rest.strip()}".strip() if rest.strip() else cell
        for cell, rest in zip(above.cells, row, strict=True)
    )
    return replace(above, cells=cells)


def _with_above(
    number: int,
    row: tuple[str, ...],
    above: BodyRow | None,
    section: str | None,
    head: TableHead,
) -> BodyRow:
    if above is None:
        return BodyRow(number, row, section=section)
    taken = set(_places_from_above(row, above, head.columns))
    cells = tuple(
        above.cells[place] if place in taken else cell for place, cell in enumerate(row)
    )
    return BodyRow(number, cells, frozenset(taken), section)


def _places_from_above(
    row: tuple[str, ...], above: BodyRow, columns: Sequence[PlanColumn]
) -> Iterator[int]:
    """The columns whose cells say 〃, or are empty where an empty cell means as above."""
    is_same_group = True
    for place, cell in enumerate(row):
        meaning = columns[place].meaning
        is_empty = not cell.strip()
        if _DITTO.fullmatch(without_spaces(cell)):
            yield place
        elif is_empty and above.cells[place].strip():
            is_group = meaning in GROUPS and is_same_group
            goes_with_group = meaning is ColumnMeaning.DEPARTMENT and is_same_group
            needs_name = meaning is ColumnMeaning.NAME and _has_figure(row, columns)
            if is_group or goes_with_group or needs_name:
                yield place
        elif meaning in GROUPS and cell != above.cells[place]:
            is_same_group = False


def _has_figure(row: tuple[str, ...], columns: Sequence[PlanColumn]) -> bool:
    return any(
        cell.strip() and columns[place].meaning in FIGURES
        for place, cell in enumerate(row)
    )

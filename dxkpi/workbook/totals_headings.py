"""What the headings and labels on the sheet of a staff survey's totals name.

回答数 may stand over the answers of a choice and over those of a department: where a
heading could belong to either table, it belongs to the nearer one.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from dxkpi.returns.form_columns import (
    CHOICE_COLUMNS,
    DEPARTMENT_COLUMNS,
    FIELDS,
    TOTALS_HEADINGS,
    TotalsPart,
)
from dxkpi.text.folding import folded_text
from dxkpi.workbook.sheet_grid import SheetGrid

_COUNTS_OF_EITHER = (TotalsPart.COUNT, TotalsPart.ANSWERS)
"""The columns of the two tables that have the same headings."""


def _parts_by_text(
    parts: Collection[TotalsPart],
) -> dict[str, tuple[TotalsPart, ...]]:
    """What each heading, folded, may name."""
    by_text: dict[str, tuple[TotalsPart, ...]] = {}
    for part in parts:
        for text in {folded_text(text) for text in TOTALS_HEADINGS[part]}:
            by_text[text] = (*by_text.get(text, ()), part)
    return by_text


_LABELS = {text: parts[-1] for text, parts in _parts_by_text(FIELDS).items()}
_HEADINGS = _parts_by_text((*CHOICE_COLUMNS, *DEPARTMENT_COLUMNS))

TOTALS_HEADINGS_SOUGHT = frozenset(
    _parts_by_text((TotalsPart.MARK, TotalsPart.FELT)),
)
"""The headings, folded, that no other sheet has."""


def field_of_label(text: str) -> TotalsPart | None:
    """The field that a label names; a colon may stand behind it."""
    return _LABELS.get(folded_text(text).rstrip(":"))


def is_totals_heading(text: str) -> bool:
    """Whether a text is a heading of one of the tables."""
    return folded_text(text) in _HEADINGS


def totals_columns_in(sheet: SheetGrid, row: int) -> dict[TotalsPart, int]:
    """The columns that a row of headings names.

    A heading that could be of either table belongs to the one whose heading stands left of
    it. Where a table is then left without, it gets one of the other's two, the nearer one.
    Tables that are mixed up with each other have none.
    """
    certain: dict[int, TotalsPart] = {}
    ambiguous: dict[int, Sequence[TotalsPart]] = {}
    for column in sheet.columns_in(row):
        parts = _HEADINGS.get(folded_text(sheet.cell_text(row, column)), ())
        if len(parts) == 1:
            certain[column] = parts[0]
        elif parts:
            ambiguous[column] = parts

    columns: dict[TotalsPart, int] = {}
    for column, part in certain.items():
        columns.setdefault(part, column)
    if certain and not _are_mixed_up(certain):
        columns |= _columns_of_counts(ambiguous, certain)
    return columns


def _columns_of_counts(
    ambiguous: Mapping[int, Sequence[TotalsPart]], certain: Mapping[int, TotalsPart]
) -> dict[TotalsPart, int]:
    """Which table has which of the headings that could be of either."""
    shared = _shared_columns(ambiguous, certain)
    count, answers = _COUNTS_OF_EITHER
    _give_nearest(shared, certain, giver=count, taker=answers)
    _give_nearest(shared, certain, giver=answers, taker=count)
    return {part: columns[0] for part, columns in shared.items()}


def _are_mixed_up(certain: Mapping[int, TotalsPart]) -> bool:
    """Whether headings of one table stand between those of the other."""
    of_choices = _columns_of(CHOICE_COLUMNS, certain)
    of_departments = _columns_of(DEPARTMENT_COLUMNS, certain)
    if not of_choices or not of_departments:
        return False
    return columns_overlap(of_choices, of_departments)


def _columns_of(
    parts: Collection[TotalsPart], certain: Mapping[int, TotalsPart]
) -> list[int]:
    return [column for column, part in certain.items() if part in parts]


def _shared_columns(
    ambiguous: Mapping[int, Sequence[TotalsPart]], certain: Mapping[int, TotalsPart]
) -> dict[TotalsPart, list[int]]:
    """The headings that could be of either table, by what they name beside their neighbour."""
    shared: dict[TotalsPart, list[int]] = {}
    for column, parts in ambiguous.items():
        left = [other for other in certain if other < column]
        neighbour = max(left, default=min(certain))
        table = _table_with(certain[neighbour])
        part = next(part for part in parts if part in table)
        shared.setdefault(part, []).append(column)
    return shared


def _give_nearest(
    shared: dict[TotalsPart, list[int]],
    certain: Mapping[int, TotalsPart],
    giver: TotalsPart,
    taker: TotalsPart,
) -> None:
    """Where one table has two such columns and the other none, the nearer one is the other's."""
    columns = shared.get(giver, [])
    columns_of_taker = _columns_of(_table_with(taker), certain)
    has_one_too_many = len(columns) > 1
    other_has_none = bool(columns_of_taker) and taker not in shared
    if has_one_too_many and other_has_none:
        nearest = min(columns, key=lambda column: _distance(column, columns_of_taker))
        columns.remove(nearest)
        shared[taker] = [nearest]


def _distance(column: int, others: Iterable[int]) -> int:
    """How many columns away the nearest of the others is."""
    return min(abs(column - other) for other in others)


def _table_with(part: TotalsPart) -> Sequence[TotalsPart]:
    """The columns of the table that has this one."""
    return CHOICE_COLUMNS if part in CHOICE_COLUMNS else DEPARTMENT_COLUMNS


def columns_overlap(columns: Collection[int], others: Collection[int]) -> bool:
    """Whether neither of two sets of columns ends before the other begins."""
    return min(columns) <= max(others) and min(others) <= max(columns)

"""Tables that list measures or initiatives, one a row: schedules, overviews, tables of KPI."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dxkpi.drafting.blocks import Table
from dxkpi.drafting.numbering import marked
from dxkpi.drafting.section_words import Section, section_of
from dxkpi.drafting.tidy_text import name_key, tidy
from dxkpi.fiscal import NotAFiscalYear, parse_year


class ColumnRole(StrEnum):
    NAME = "name"
    INITIATIVE = "initiative"
    DEPARTMENT = "department"
    YEAR = "year"
    DEADLINE = "deadline"
    FIGURE = "figure"
    OTHER = "other"


_NAME_HEAD = re.compile(
    r"施策|取組|取り組み|事業|項目|方針|区分|名称|プロジェクト|アクション|詳細|分野|柱|目標名|内容|戦略|プログラム|プラン|テーマ|方向"
)
_POLICY_HEAD = re.compile(r"方針|基本目標|柱|戦略|分野|区分|方向|テーマ")
_DEPARTMENT_HEAD = re.compile(
    r"担当|所管|主管|部署|部局|課名|所属|実施主体|関係課|主体"
)
_DEADLINE_HEAD = re.compile(
    r"目標(?:時期|年度|年次)|完了(?:時期|年度)|達成(?:時期|年度)|期限|実施(?:時期|年度)|導入時期"
)
_FIGURE_HEAD = re.compile(r"現状|目標|実績|基準|指標|KPI|KGI|単位|値$|進捗")
_REVIEW_HEAD = re.compile(r"課題|これまで|評価|検証")
_LIST_ITEM = re.compile(
    r"(?=(?:^|(?<=\s))(?:[(（]\s?[0-9０-９]{1,2}\s?[)）]|[①-⑳]|[・●○■]\s?))"
)
_LONGEST_NAME = 120
_ROWS_OF_HEAD = 3


@dataclass(frozen=True)
class ListedName:
    """A name in a table. `depth` counts from 0 for the outermost column or a row of its own."""

    text: str
    row: int
    column: int
    depth: int
    role: ColumnRole


@dataclass
class ListingTable:
    """The roles of a table's columns. `years` has the fiscal year of each year's column."""

    roles: tuple[ColumnRole, ...]
    years: dict[int, int]
    head_rows: int
    rows: tuple[tuple[str, ...], ...]
    names: list[ListedName] = field(default_factory=list)
    other_rows: set[int] = field(default_factory=set)
    """Rows that are no entry: over the whole width, or the head once more."""

    head: tuple[tuple[str, ...], ...] = ()
    """The rows of its head, or those of the table that it goes on."""

    goes_on: bool = False
    """It has no head of its own; `years` are then those of the table before."""

    @property
    def has_years(self) -> bool:
        return len(self.years) >= 2

    @property
    def has_figures(self) -> bool:
        return ColumnRole.FIGURE in self.roles

    def columns(self, role: ColumnRole) -> list[int]:
        return [at for at, other in enumerate(self.roles) if other is role]

    def announces_initiatives(self, column: int) -> bool:
        """Whether a column's head says that it lists initiatives: 事業名, 取組."""
        heads = [tidy(row[column]) for row in self.head]
        return any(section_of(head) is Section.INITIATIVES for head in heads if head)


def listing_table(table: Table, before: ListingTable | None) -> ListingTable | None:
    """A table as a list of names; None for other tables.

    `before` is the listing right before it: a table without a head goes on with its columns.
    """
    listing = _with_head(table)
    if listing is None and before is not None:
        listing = _continued(table, before)
    if listing is None:
        return None
    listing.names = list(_names(listing))
    return listing


def column_year(text: str) -> int | None:
    """The fiscal year that a column's head is: 令和8年度 (2026), R8, 2026年度."""
    plain = re.sub(r"\s", "", text)[:30]
    plain = re.sub(r"(?<=\d)(?:年度)?(?:計画|予定|目標|実施)$", "", plain)
    try:
        return parse_year(plain).fiscal_year
    except NotAFiscalYear:
        pass
    outside = re.sub(r"[(（][^()（）]*[)）]", "", plain)
    try:
        return parse_year(outside).fiscal_year
    except NotAFiscalYear:
        return None


def cell_items(text: str) -> list[str]:
    """The items of a cell that holds a list: (1) … (2) …; one item for other cells."""
    parts = [part.strip() for part in _LIST_ITEM.split(text) if part.strip()]
    return parts if len(parts) > 1 else [text.strip()]


def _with_head(table: Table) -> ListingTable | None:
    for height in range(1, min(_ROWS_OF_HEAD, len(table.rows)) + 1):
        head = _head_texts(table.rows[:height])
        roles = [_role(text) for text in head]
        if height > 1 and not _is_part_of_head(table.rows[height - 1], table.rows[0]):
            return None
        years = {
            at: year
            for at, text in enumerate(head)
            if (year := column_year(text)) is not None
        }
        for at in years:
            roles[at] = ColumnRole.YEAR
        is_review = any(_REVIEW_HEAD.search(text) for text in head)
        if not is_review and _is_listing(roles, years):
            stop = height + _second_head_row(table, height)
            roles = _without_descriptions(roles, table.rows[stop:])
            roles = _with_initiatives(roles, head)
            return ListingTable(
                tuple(roles), years, stop, table.rows, head=table.rows[:stop]
            )
    return None


def _second_head_row(table: Table, height: int) -> int:
    """1 where the next row only repeats the years in the other calendar."""
    if height >= len(table.rows):
        return 0
    cells = [cell for cell in table.rows[height] if cell.strip()]
    is_all_years = bool(cells) and all(column_year(cell) is not None for cell in cells)
    return 1 if is_all_years else 0


def _head_texts(rows: Sequence[tuple[str, ...]]) -> list[str]:
    heads = []
    for cells in zip(*rows, strict=True):
        texts = dict.fromkeys(tidy(cell) for cell in cells if cell.strip())
        heads.append("".join(texts))
    return heads


def _is_part_of_head(row: tuple[str, ...], first: tuple[str, ...]) -> bool:
    empty = sum(not cell.strip() or cell == first[at] for at, cell in enumerate(row))
    is_heading_of_rows = len(row) - empty == 1 and bool(row[0].strip())
    if is_heading_of_rows and row[0] != first[0]:
        return False
    return empty > 0 and not any(len(cell) > 30 for cell in row)


def _role(head: str) -> ColumnRole:
    if len(head) > 30:
        return ColumnRole.OTHER
    if _DEADLINE_HEAD.search(head):
        return ColumnRole.DEADLINE
    if _DEPARTMENT_HEAD.search(head):
        return ColumnRole.DEPARTMENT
    if _FIGURE_HEAD.search(head):
        return ColumnRole.FIGURE
    return ColumnRole.NAME if _NAME_HEAD.search(head) else ColumnRole.OTHER


def _without_descriptions(
    roles: list[ColumnRole], rows: Sequence[tuple[str, ...]]
) -> list[ColumnRole]:
    """A column of sentences has no names where another has: 事業内容 beside 事業名."""
    names = [at for at, role in enumerate(roles) if role is ColumnRole.NAME]
    described = [at for at in names if _are_sentences([row[at] for row in rows])]
    if len(described) == len(names):
        return roles
    return [
        ColumnRole.OTHER if at in described else role for at, role in enumerate(roles)
    ]


def _are_sentences(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    sentences = [cell for cell in filled if cell.endswith(("。", "ます", "する"))]
    return 2 * len(sentences) > len(filled)


def _with_initiatives(roles: list[ColumnRole], head: list[str]) -> list[ColumnRole]:
    """A column of 主な取組 behind another column of names has initiatives."""
    has_name = False
    result = list(roles)
    for at, role in enumerate(roles):
        if role is not ColumnRole.NAME:
            continue
        if has_name and section_of(head[at]) is Section.INITIATIVES:
            result[at] = ColumnRole.INITIATIVE
        has_name = has_name or _POLICY_HEAD.search(head[at]) is None
    return result


def _is_listing(roles: Sequence[ColumnRole], years: dict[int, int]) -> bool:
    if ColumnRole.NAME not in roles:
        return False
    first_name = roles.index(ColumnRole.NAME)
    has_schedule = len(years) >= 2 and first_name < min(years)
    others = {ColumnRole.DEPARTMENT, ColumnRole.FIGURE, ColumnRole.DEADLINE}
    several_names = sum(role is ColumnRole.NAME for role in roles) >= 2
    return has_schedule or several_names or bool(others & set(roles))


def _continued(table: Table, before: ListingTable) -> ListingTable | None:
    width = len(table.rows[0]) if table.rows else 0
    if not 1 < width <= len(before.roles):
        return None
    names = before.columns(ColumnRole.NAME)
    if not names or names[0] >= width:
        return None
    return ListingTable(
        before.roles[:width],
        dict(before.years),
        0,
        table.rows,
        head=before.head,
        goes_on=True,
    )


def _names(listing: ListingTable) -> Iterator[ListedName]:
    columns = [
        at
        for at, role in enumerate(listing.roles)
        if role in (ColumnRole.NAME, ColumnRole.INITIATIVE)
    ]
    if listing.has_figures and not listing.has_years:
        columns = columns[:1]
    heads = {name_key(cell) for cell in listing.rows[0]} if listing.head_rows else set()
    above: dict[int, str] = {}
    for number, row in enumerate(listing.rows[listing.head_rows :], listing.head_rows):
        whole = _whole_row(row)
        if whole is not None:
            listing.other_rows.add(number)
            yield ListedName(whole, number, 0, 0, ColumnRole.NAME)
            above.clear()
            continue
        if _repeats_head(row, heads):
            listing.other_rows.add(number)
            continue
        yield from _names_of_row(listing, row, number, columns, above)


def _repeats_head(row: tuple[str, ...], heads: set[str]) -> bool:
    """Whether a row is the head once more, or the years that stand under it."""
    cells = [cell for cell in row if cell.strip()]
    if len(cells) < 2:
        return False
    headings = [cell for cell in cells if name_key(cell) in heads]
    is_head_again = len(headings) > 1
    has_years_only = all(column_year(cell) is not None for cell in cells)
    return is_head_again or has_years_only


def _names_of_row(
    listing: ListingTable,
    row: tuple[str, ...],
    number: int,
    columns: list[int],
    above: dict[int, str],
) -> Iterator[ListedName]:
    for depth, column in enumerate(columns, 1):
        cell = row[column].strip()
        is_repeated = not cell or cell == above.get(column)
        if is_repeated or len(cell) > _LONGEST_NAME * 8:
            continue
        above[column] = cell
        for inner in columns[depth:]:
            above.pop(inner, None)
        for item in cell_items(cell):
            if len(item) <= _LONGEST_NAME:
                yield ListedName(item, number, column, depth, listing.roles[column])


def _whole_row(row: tuple[str, ...]) -> str | None:
    """The text of a row that is one cell over the whole table."""
    if len(row) < 3:
        return None
    texts = {cell.strip() for cell in row}
    if len(texts) == 1:
        return texts.pop() or None
    is_alone = bool(row[0].strip()) and not any(cell.strip() for cell in row[1:])
    return row[0].strip() if is_alone and marked(row[0]).style is not None else None

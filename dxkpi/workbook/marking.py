"""The workbook given back: the cells to mend and to confirm coloured and commented, everything else as it was.

Nothing that could act is given back: formulas become their last results, and links, names, charts and other people's
rules are dropped; the form's own dropdowns, colours and judging formula are put in their place. Marks of an earlier
round go first. What was filled in is never changed.
"""

import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.packaging.custom import CustomPropertyList
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidationList
from openpyxl.worksheet.scenario import ScenarioList
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.workbook import cells, styling

AUTHOR = "dxkpi"
RESULT_WIDTH = 46

_GLYPHS = {"error": "×", "hold": "△"}
_COLOURS = {
    "error": (styling.ERROR, styling.ERROR_EDGE),
    "hold": (styling.HELD, styling.HELD_EDGE),
}
_MARK_FILLS = (styling.ERROR, styling.HELD)
_COMMENT_HEAD = f"【{styling.RESULT_HEADING}】"
_THEIR_THEME = re.compile(rb"<!|\br:(?:id|link|embed)=")
_LONGEST_MESSAGE = 500

Plain = Mapping[str, Any]


def mark(content: bytes, marks: Sequence[Plain], aids: Sequence[Plain]) -> bytes:
    """The same workbook with marks; both arguments are those of `aids.of_return`.

    A workbook that openpyxl cannot open in full comes back with its values alone. Raises `safety.Refused` where not
    even those can be read.
    """
    book = _opened(content)
    _empty_linked(book, content)
    _disarm(book)
    by_sheet = {aid["sheet"]: aid for aid in aids}
    for sheet in book.worksheets:
        own = [one for one in marks if one["sheet"] == sheet.title]
        if aid := by_sheet.get(sheet.title):
            table = _Table.of(sheet, aid)
            _unmark(sheet, table)
            styling.help_with(sheet, aid, table.status)
            _results(sheet, table, _mark(sheet, own))
            _sentence(sheet, table)
        else:
            _mark(sheet, own)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


# Opening somebody's workbook


def _opened(content: bytes) -> Workbook:
    try:
        return load_workbook(
            io.BytesIO(content), data_only=True, keep_links=False, rich_text=True
        )
    except cells.BROKEN:
        return _rebuilt(content)


class _Everything:
    def __contains__(self, name: object) -> bool:
        return True


def _rebuilt(content: bytes) -> Workbook:
    """A new workbook with the same values at the same places, where the old one cannot be opened in full."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for found in cells.read(content, _Everything(), _Everything()):
        sheet = book.create_sheet(found["name"])
        sheet.sheet_state = found["state"]
        for row, column, value, _flags in found["cells"]:
            styling.put(styling.cell_at(sheet, row, column), _carried(value))
    return book


def _carried(value: Any) -> Any:
    if isinstance(value, dict):
        return (
            datetime.fromisoformat(value["datetime"])
            if "datetime" in value
            else date.fromisoformat(value["date"])
        )
    return value


def _empty_linked(book: Workbook, content: bytes) -> None:
    """Empty the cells that hold nothing but a link: openpyxl writes the link's address into them when it opens a file."""
    linked = [
        cell
        for sheet in book.worksheets
        for cell in _cells(sheet)
        if cell.hyperlink is not None
    ]
    if linked:
        sheets = cells.read(
            content, frozenset(), frozenset(cell.parent.title for cell in linked)
        )
        written = {
            (sheet["name"], row, column)
            for sheet in sheets
            for row, column, *_rest in sheet["cells"]
        }
        for cell in linked:
            if (cell.parent.title, cell.row, cell.column) not in written:
                cell.value = None


def _disarm(book: Workbook) -> None:
    """Drop whatever acts, follows something or draws; the cells keep the last results of their formulas."""
    book.defined_names.clear()
    book.custom_doc_props = CustomPropertyList()  # type: ignore[attr-defined]  # the stubs leave it out
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    if book.loaded_theme and _THEIR_THEME.search(book.loaded_theme):
        book.loaded_theme = None
    for chartsheet in book.chartsheets:
        book.remove(chartsheet)
    for sheet in book.worksheets:
        sheet.conditional_formatting = ConditionalFormattingList()
        sheet.data_validations = DataValidationList()
        sheet.scenarios = ScenarioList()
        sheet.defined_names.clear()
        sheet.tables.clear()
        drawn: Any = sheet
        drawn._charts, drawn._images, drawn._pivots, drawn._hyperlinks = [], [], [], []  # noqa: SLF001  # openpyxl has no other way
        for cell in _cells(sheet):
            cell.hyperlink = None
            if cell.data_type == "f":
                cell.data_type = "s"


def _cells(sheet: Worksheet) -> list[Cell]:
    """The cells that exist: walking over a sheet by rows would make all those between."""
    return [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]  # noqa: SLF001  # openpyxl has no other way


# Where the form lies


@dataclass(frozen=True)
class _Table:
    """Where the form lies on a sheet: its aid, and the row of its headings.

    `status` is the column of the judging formula, if there is one; `result` that of the messages, new or from an earlier
    round.
    """

    aid: Plain
    head: int
    status: int | None
    result: int

    @property
    def code(self) -> int:
        return int(self.aid["columns"].get("code", 1))

    @classmethod
    def of(cls, sheet: Worksheet, aid: Plain) -> "_Table":
        first = min(aid["rows"])
        written = [
            cell
            for cell in _cells(sheet)
            if _is_near(cell) and cell.value not in (None, "")
        ]
        above = [cell for cell in written if cell.row < first]
        code = aid["columns"].get("code", 1)
        headings = {cells.plain(text) for text in aid["headings"]}
        heads = [
            cell.row
            for cell in above
            if cell.column == code and cells.plain(str(cell.value)) in headings
        ]
        head = max(heads, default=max(first - 1, 1))
        titles = {
            cells.plain(str(cell.value)): cell for cell in above if cell.row >= head - 1
        }
        status, result = (
            titles.get(cells.plain(text))
            for text in (styling.STATUS_HEADING, styling.RESULT_HEADING)
        )
        if result is not None and _fill(result) == styling.ERROR:
            ours = result.column
        else:
            ours = (
                max((cell.column for cell in written if cell.row >= head), default=code)
                + 1
            )
        return cls(aid, head, status.column if status else None, ours)


def _is_near(cell: Cell) -> bool:
    return cell.row <= cells.MOST_ROWS and cell.column <= cells.MOST_COLUMNS


# Marks


def _unmark(sheet: Worksheet, table: _Table) -> None:
    """Take away the marks of an earlier round."""
    inputs = {at for name, at in table.aid["columns"].items() if name != "code"}
    headings = {cells.plain(text) for text in table.aid["headings"]}
    live = {ref for ref, _formula in table.aid.get("live", ())}
    for cell in _cells(sheet):
        if cell.column == table.result and cell.row >= table.head:
            cell.value, cell.style = None, "Normal"
            continue
        if cell.comment is not None and _COMMENT_HEAD in cell.comment.text:
            theirs, author = (
                cell.comment.text.partition(_COMMENT_HEAD)[0].strip(),
                cell.comment.author,
            )
            cell.comment = Comment(theirs, author) if theirs else None
        if (
            cell.row > table.head
            and _fill(cell) in _MARK_FILLS
            and cells.plain(str(cell.value)) not in headings
        ):
            own = (
                styling.AUTOMATIC
                if cell.coordinate in live
                else styling.INPUT
                if cell.column in inputs
                else None
            )
            cell.fill = styling.filled(own) if own else PatternFill()
            styling.edge(cell)


def _fill(cell: Cell) -> str | None:
    colour = cell.fill.start_color.rgb if cell.fill.fill_type == "solid" else None
    return colour[-6:] if isinstance(colour, str) else None


def _mark(sheet: Worksheet, marks: Sequence[Plain]) -> dict[Cell, list[Plain]]:
    """Colour and comment the cells; which cells, with what was found in each, the worst first."""
    told: dict[str, list[Plain]] = defaultdict(list)
    for one in marks:
        if one["cell"]:
            told[one["cell"]].append(one)
    found: dict[Cell, list[Plain]] = defaultdict(list)
    for ref, ones in told.items():
        worst = sorted(ones, key=lambda one: list(_GLYPHS).index(one["severity"]))
        cell = _anchor(sheet, *coordinate_to_tuple(ref))
        fill, edge = _COLOURS[worst[0]["severity"]]
        cell.fill = styling.filled(fill)
        side = Side(style="medium", color=edge)
        cell.border = Border(left=side, right=side, top=side, bottom=side)
        theirs, author = (
            (f"{cell.comment.text}\n", cell.comment.author)
            if cell.comment
            else ("", AUTHOR)
        )
        words = [theirs + _COMMENT_HEAD, *map(_said, worst)]
        lines = sum(1 + styling.width(text) // 44 for text in words)
        cell.comment = Comment(
            "\n".join(words), author, height=24 + 19 * lines, width=340
        )
        found[cell] += worst
    return found


def _anchor(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell; of a merged area the one that holds its value."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        area = next(
            area for area in sheet.merged_cells.ranges if cell.coordinate in area
        )
        cell = sheet.cell(area.min_row, area.min_col)
    return cast("Cell", cell)


def _said(one: Plain) -> str:
    return styling.clean(f"{_GLYPHS[one['severity']]} {_short(one)}")


def _short(one: Plain) -> str:
    return str(one["message"])[:_LONGEST_MESSAGE]


def _results(
    sheet: Worksheet, table: _Table, found: Mapping[Cell, Sequence[Plain]]
) -> None:
    """The messages once more in a column at the right, because comments do not print."""
    if not found:
        return
    styling.header(
        _anchor(sheet, table.head, table.result), styling.RESULT_HEADING, styling.ERROR
    )
    sheet.column_dimensions[get_column_letter(table.result)].width = RESULT_WIDTH
    lines: dict[Cell, list[str]] = {
        _anchor(sheet, row, table.result): [] for row in table.aid["rows"]
    }
    for cell, ones in found.items():
        said = [
            f"{_GLYPHS[one['severity']]} {cell.coordinate} {_short(one)}"
            for one in ones
        ]
        lines.setdefault(_anchor(sheet, cell.row, table.result), []).extend(said)
    for cell, texts in lines.items():
        wrong = any(text.startswith(_GLYPHS["error"]) for text in texts)
        colour, text = (
            styling.ERROR_EDGE if wrong else styling.HELD_EDGE,
            "\n".join(texts),
        )
        styling.frame(styling.put(cell, text or None, size=9, bold=True, colour=colour))
        given = sheet.row_dimensions[cell.row].height
        if given is not None:
            sheet.row_dimensions[cell.row].height = max(
                given, styling.height([(text, RESULT_WIDTH)])
            )
    last = max(
        cell.row
        for cell in _cells(sheet)
        if _is_near(cell) and cell.value not in (None, "")
    )
    sheet.print_area = f"A1:{get_column_letter(table.result)}{last}"


def _sentence(sheet: Worksheet, table: _Table) -> None:
    """What is to be done, in the place of the line of advice above the table, or in an empty line there."""
    sentence, advice = table.aid["sentence"], table.aid["advice"]
    cell = _line_of_advice(sheet, table)
    if cell is None or (sentence is None and cell.value is None):
        return
    if sentence is None:
        styling.put(cell, advice, size=11)
    else:
        wrong = _GLYPHS["error"] in sentence
        styling.put(
            cell,
            sentence,
            size=11,
            bold=True,
            colour=styling.ERROR_EDGE if wrong else styling.HELD_EDGE,
        )


def _line_of_advice(sheet: Worksheet, table: _Table) -> Cell | None:
    """Where our advice stands, or our sentence of an earlier round; else an empty line above the table."""
    above = [
        cell
        for cell in _cells(sheet)
        if cell.row < table.head and cell.value not in (None, "")
    ]
    for cell in above:
        text, colour = str(cell.value), cell.font.color.rgb if cell.font.color else None
        ours = isinstance(colour, str) and colour[-6:] in (
            styling.ERROR_EDGE,
            styling.HELD_EDGE,
        )
        if text == table.aid["advice"] or (
            ours and text.startswith(tuple(_GLYPHS.values()))
        ):
            return cell
    used = {cell.row for cell in above}
    empty = next((row for row in range(table.head - 1, 0, -1) if row not in used), None)
    return None if empty is None else _anchor(sheet, empty, table.code)

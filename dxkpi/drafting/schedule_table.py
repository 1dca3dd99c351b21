"""The rows of a table of years as entries of a schedule: bars, milestones, deadlines.

What a row has in the columns of years is read as it stands; where the ends of a bar were
lost, the years are inferred and marked so, as the documents in data/plans do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dxkpi.drafting.listing_table import ColumnRole, ListingTable
from dxkpi.drafting.numbering import clean_title
from dxkpi.drafting.tidy_text import tidy
from dxkpi.drafting.written_years import years_in

_ARROWS = re.compile(r"[\s→⇒➡⇨▶►⟶＝=ー―─━\-~～><＞＜↔⟷]+")
_SIGNS = re.compile(r"[\s○◯〇●■□◎★☆△▲◆◇・]+")
_MILESTONE = re.compile(
    r"^\s*[●◆★▲◎]\s*(?P<before>\S.*)$|^(?P<behind>.*\S)\s*[●◆★▲]\s*$"
)
_DEADLINE_TEXT = re.compile(r"[0-9０-９元]")
_UNTIL = re.compile(r"[～〜~]\s*(?P<year>[^～〜~()（）\s]{2,9})[)）\s]*$")
_BROKEN = re.compile(r"(?<=[^\s・、][・、])[ \t]*\n\s*|[ \t]*\n\s*(?=[、）)])")
_FINISHED = re.compile(
    r"(?:移行|導入|完了|整備|策定|構築|開始|廃止|統合|更新|設置|改訂|改正|公開|供用)"
    r"(?:を(?:完了|開始|実施))?(?:します|する|いたします)。?\s*$"
)
_LONGEST_LABEL = 80


@dataclass(frozen=True)
class ScheduleBar:
    """An entry of a row. `is_inferred`: an end of it does not stand in the table."""

    kind: str
    label: str
    start: int | None
    end: int | None
    is_inferred: bool = False


def holds_figures(listing: ListingTable) -> bool:
    """Whether the columns of years hold figures: a table of actuals or targets."""
    cells = [
        row[column]
        for row in listing.rows[listing.head_rows :]
        for column in listing.years
        if column < len(row) and row[column].strip()
    ]
    figures = sum(
        re.fullmatch(r"[\s0-9０-９.,．，%％]+\S{0,3}", cell) is not None
        for cell in cells
    )
    return figures > 0.5 * len(cells)


def bars_of_row(listing: ListingTable, number: int, name: str) -> Iterator[ScheduleBar]:
    """The entries of a row. `name` labels what has only arrows or signs."""
    row = listing.rows[number]
    cells = [
        (listing.years[column], row[column].strip())
        for column in sorted(listing.years)
        if column < len(row)
    ]
    yield from _bars(listing, cells, name)
    for column in listing.columns(ColumnRole.DEADLINE):
        text = tidy(row[column]) if column < len(row) else ""
        years = years_in(text)
        if years and _DEADLINE_TEXT.search(text):
            yield ScheduleBar("deadline", text, None, years[-1].year.fiscal_year)


def _bars(
    listing: ListingTable, cells: list[tuple[int, str]], name: str
) -> Iterator[ScheduleBar]:
    if not cells:
        return
    first, last = cells[0][0], max(listing.years.values())
    filled = [(year, text) for year, text in cells if text]
    for year, end, text in _runs(cells):
        lines = [line for line in _whole_lines(text).split("\n") if line.strip()]
        if _is_sign_only(text):
            is_lost = "○" not in text and year == end and len(filled) == 1
            yield ScheduleBar("bar", name, year, last if is_lost else end, is_lost)
            continue
        for line in lines:
            yield _bar_of_line(listing, line, (year, end), (first, last), len(filled))


def _whole_lines(text: str) -> str:
    """A cell's lines, those that a narrow column broke behind ・ or 、 in one."""
    return _BROKEN.sub("", text)


def _bar_of_line(
    listing: ListingTable,
    line: str,
    run: tuple[int, int],
    whole: tuple[int, int],
    filled: int,
) -> ScheduleBar:
    milestone = _MILESTONE.match(line)
    if milestone is not None:
        label = tidy(milestone["before"] or milestone["behind"])
        return ScheduleBar("milestone", label, run[0], run[0], is_inferred=True)
    label = clean_title(
        _ARROWS.sub(" ", line) if _ARROWS.fullmatch(line[-1:]) else line
    )
    label = label[:_LONGEST_LABEL]
    if run[0] < run[1]:
        return ScheduleBar("bar", label, *run)
    is_alone = filled == 1 and _labels_are_centred(listing)
    if is_alone or listing.goes_on:
        return ScheduleBar("bar", label, *whole, is_inferred=True)
    return ScheduleBar("bar", label, run[0], None, is_inferred=True)


def _labels_are_centred(listing: ListingTable) -> bool:
    """Whether no row with one label has it in the first year's column: then labels stand
    in the middle of bars over several years, whose ends were lost.
    """
    columns = sorted(listing.years)
    for number in range(listing.head_rows, len(listing.rows)):
        row = listing.rows[number]
        filled = [at for at in columns if at < len(row) and row[at].strip()]
        is_entry = number not in listing.other_rows
        if is_entry and len(filled) == 1 and filled[0] in (columns[0], columns[-1]):
            return False
    return True


def _runs(cells: list[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Cells of one text side by side are one merged cell: first year, last year, text.

    Arrows and signs behind a text prolong it.
    """
    start, end, text = cells[0][0], cells[0][0], cells[0][1]
    for year, cell in cells[1:]:
        is_same = bool(text) and (cell == text or (cell and _is_sign_only(cell)))
        if is_same:
            end = year
            continue
        if text:
            yield start, end, text
        start, end, text = year, year, cell
    if text:
        yield start, end, text


def _is_sign_only(text: str) -> bool:
    return not _SIGNS.sub("", _ARROWS.sub("", text))


def with_written_end(bar: ScheduleBar) -> ScheduleBar:
    """A bar that is said to go on behind the last year of its table: …の運用（～R12）."""
    match = _UNTIL.search(bar.label)
    if match is None or bar.start is None:
        return bar
    years = years_in(match["year"])
    if not years or years[-1].year.fiscal_year < bar.start:
        return bar
    return replace(bar, end=years[-1].year.fiscal_year)


def deadline_in_sentence(text: str) -> ScheduleBar | None:
    """When something is to be finished, as one sentence says with one year:
    令和7年度末までに…へ移行します。
    """
    years = years_in(text)
    if len(years) != 1 or "までに" not in years[0].words or not _FINISHED.search(text):
        return None
    label = tidy(text[years[0].start : years[0].end]).removesuffix("までに")
    return ScheduleBar("deadline", label, None, years[0].year.fiscal_year)

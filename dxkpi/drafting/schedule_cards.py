"""Initiatives side by side in one table, each with a schedule of its own beneath its name.

Extraction leaves such a table with the inner schedules flattened into rows: the word
スケジュール, the years, the words of the bars, once for each initiative. Which column a
schedule belongs to is told by their order; where the counts differ, nothing is read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dxkpi.drafting.blocks import Table
from dxkpi.drafting.listing_table import column_year
from dxkpi.drafting.numbering import clean_title
from dxkpi.drafting.section_words import Section, section_of

_FEWEST_CARDS, _FEWEST_YEARS = 2, 2
_LONGEST_LABEL = 80
_JAPANESE = re.compile(r"[ぁ-んァ-ヶー一-龠]")
_SHORTEST_PHRASE = 4
"""Letters of Japanese on both sides of a space that parts two bars, not two words."""


@dataclass(frozen=True)
class ScheduleCard:
    """The schedule in one column: the cell that names it, its years (`printed` as they stand
    there), the words of its bars.
    """

    head: str
    years: tuple[int, ...]
    printed: str
    labels: tuple[str, ...]


class _Group(NamedTuple):
    """What stands in a flattened row of one schedule."""

    years: tuple[int, ...]
    printed: str
    labels: tuple[str, ...]


def schedule_cards(table: Table) -> tuple[ScheduleCard, ...]:
    """The schedules of a table of columns side by side; none where it is not such a one."""
    heads = heads_of(table)
    if len(heads) < _FEWEST_CARDS:
        return ()
    for row in table.rows[1:]:
        groups = _groups(row)
        if len(groups) == len(heads):
            return tuple(
                ScheduleCard(head, group.years, group.printed, group.labels)
                for head, group in zip(heads, groups, strict=True)
            )
    return _cards_in_columns(table, heads)


def heads_of(table: Table) -> tuple[str, ...]:
    """The cells of the first row up to the first empty one, if nothing stands behind it."""
    first = [cell.strip() for cell in table.rows[0]]
    count = next((at for at, cell in enumerate(first) if not cell), len(first))
    return () if any(first[count:]) else tuple(first[:count])


def parted_labels(text: str) -> tuple[str, ...]:
    """The words of bars in a text: one a line, or two on a line with a space between them."""
    labels = []
    for line in text.split("\n"):
        labels += [clean_title(part)[:_LONGEST_LABEL] for part in _parts(line)]
    return tuple(label for label in labels if len(label) > 1)


def _parts(line: str) -> list[str]:
    words = line.split()
    is_list = len(words) > 1 and all(map(_is_phrase, words))
    return words if is_list else [" ".join(words)]


def _is_phrase(text: str) -> bool:
    return len(_JAPANESE.findall(text)) >= _SHORTEST_PHRASE


def _groups(row: Sequence[str]) -> list[_Group]:
    """Years and labels of each スケジュール in a flattened row."""
    cells = [cell.strip() for cell in row if cell.strip()]
    years = [column_year(cell) for cell in cells]
    starts = [
        at
        for at in range(1, len(cells))
        if years[at] is not None and years[at - 1] is None
    ]
    if not starts or years[0] is not None:
        return []
    groups = []
    for start, following in zip(starts, [*starts[1:], len(cells) + 1], strict=True):
        beside = _words_behind_section(cells[start - 1])
        run = _run_of_years(years[start:])
        if beside is None or len(run) < _FEWEST_YEARS:
            return []
        behind = cells[start + len(run) : following - 1]
        texts = behind or [beside]
        labels = [label for text in texts for label in parted_labels(text)]
        printed = _on_one_line(cells[start : start + len(run)])
        groups.append(_Group(tuple(run), printed, tuple(labels)))
    return groups


def _on_one_line(cells: Sequence[str]) -> str:
    return " | ".join(" ".join(cell.split()) for cell in cells)


def _run_of_years(years: Sequence[int | None]) -> list[int]:
    run = []
    for year in years:
        if year is None:
            break
        run.append(year)
    return run


def _words_behind_section(cell: str) -> str | None:
    """What stands in a cell behind its line スケジュール; None where it has no such line."""
    lines = [line.strip() for line in cell.split("\n")]
    for at, line in enumerate(lines):
        if section_of(line) is Section.SCHEDULE:
            return "\n".join(lines[at + 1 :])
    return None


def _cards_in_columns(table: Table, heads: Sequence[str]) -> tuple[ScheduleCard, ...]:
    """Each column has スケジュール, and under it, behind rows of years, its bars."""
    count = len(heads)
    begins = next(
        (at for at, row in enumerate(table.rows) if _is_row_of_sections(row, count)),
        None,
    )
    if begins is None:
        return ()
    years: list[int] = []
    printed = ""
    columns: list[list[str]] = [[] for _head in heads]
    for row in table.rows[begins + 1 :]:
        filled = [cell.strip() for cell in row if cell.strip()]
        in_row = [column_year(cell) for cell in filled]
        if filled and None not in in_row:
            years = years or sorted({year for year in in_row if year is not None})
            printed = printed or _on_one_line(filled[: len(years)])
            continue
        if not years or any(cell.strip() for cell in row[count:]):
            return ()
        for column, cell in zip(columns, row, strict=False):
            _add_label(column, cell)
    if len(years) < _FEWEST_YEARS:
        return ()
    return tuple(
        ScheduleCard(head, tuple(years), printed, tuple(labels))
        for head, labels in zip(heads, columns, strict=True)
    )


def _add_label(column: list[str], cell: str) -> None:
    """A cell that repeats the one over it is one merged cell."""
    for label in parted_labels(cell):
        if not column or column[-1] != label:
            column.append(label)


def _is_row_of_sections(row: Sequence[str], count: int) -> bool:
    """Whether each column begins its schedule here, and nothing else stands beside."""
    return all(
        section_of(cell) is Section.SCHEDULE for cell in row[:count]
    ) and not any(cell.strip() for cell in row[count:])

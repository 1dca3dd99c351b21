"""Tables of a PDF's page that are ruled by lines across alone: a row is what stands between
two lines, a column is where no row leaves the page empty.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from dxkpi.drafting.blocks import MOST_TABLE_COLUMNS
from dxkpi.workbook.papers.pdf_lines import Letter, lines_of
from dxkpi.workbook.papers.pdf_tables import RuledTable

_SAME = 3.0
"""Points by which ends and heights of lines may differ and be the same."""

_FEWEST_LINES = 3
_HIGHEST_ROW = 250.0
_SHORTEST_LINE = 120.0
_STRIP = 0.6
"""Of a letter's size: how wide the empty strip between two columns is at least."""

_MOST_EDGES = 4_000


class _Rule(NamedTuple):
    """A line across the page."""

    left: float
    right: float
    top: float


def banded_tables(
    page: Any, letters: Sequence[Letter], number: int
) -> list[RuledTable]:
    """The tables whose rows are parted by lines, of letters that stand in no other table."""
    edges = page.horizontal_edges
    if not _FEWEST_LINES <= len(edges) <= _MOST_EDGES:
        return []
    tables = []
    for rules in _runs(_rules(edges)):
        table = _table(rules, letters, number)
        if table is not None:
            tables.append(table)
    return tables


def _rules(edges: Sequence[dict[str, Any]]) -> list[_Rule]:
    """The lines across, those that only go on with one another as one."""
    rules: list[_Rule] = []
    for edge in sorted(edges, key=lambda edge: (round(edge["top"]), edge["x0"])):
        last = rules[-1] if rules else None
        if last is not None and _goes_on(last, edge):
            rules[-1] = last._replace(right=max(last.right, edge["x1"]))
        else:
            rules.append(_Rule(edge["x0"], edge["x1"], edge["top"]))
    return [rule for rule in rules if rule.right - rule.left >= _SHORTEST_LINE]


def _goes_on(rule: _Rule, edge: dict[str, Any]) -> bool:
    left, top = float(edge["x0"]), float(edge["top"])
    return abs(rule.top - top) < _SAME and left <= rule.right + _SAME


def _runs(rules: list[_Rule]) -> list[list[_Rule]]:
    """Lines under one another that begin and end at the same places."""
    runs: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.top):
        for run in runs:
            if _is_below(run[-1], rule):
                run.append(rule)
                break
        else:
            runs.append([rule])
    return [run for run in runs if len(run) >= _FEWEST_LINES]


def _is_below(above: _Rule, rule: _Rule) -> bool:
    same_ends = (
        abs(above.left - rule.left) < _SAME and abs(above.right - rule.right) < _SAME
    )
    return same_ends and _SAME < rule.top - above.top < _HIGHEST_ROW


def _table(
    rules: list[_Rule], letters: Sequence[Letter], number: int
) -> RuledTable | None:
    box = (rules[0].left, rules[0].top, rules[0].right, rules[-1].top)
    whole = RuledTable([], box, number)
    within = [letter for letter in letters if whole.holds(letter)]
    bands = [
        [letter for letter in within if above.top < letter.middle <= below.top]
        for above, below in pairwise(rules)
    ]
    bands = [band for band in bands if band]
    if len(bands) < 2:
        return None
    starts = _columns(bands)
    if not 2 <= len(starts) <= MOST_TABLE_COLUMNS:
        return None
    return RuledTable([_row(band, starts) for band in bands], box, number)


def _columns(bands: list[list[Letter]]) -> list[float]:
    """Where columns begin. The head may go over several; then the other rows say it."""
    of_all = _starts([letter for band in bands for letter in band])
    of_rows = _starts([letter for band in bands[1:] for letter in band])
    return of_rows if len(of_rows) > len(of_all) else of_all


def _starts(letters: list[Letter]) -> list[float]:
    starts: list[float] = []
    right = float("-inf")
    for letter in sorted(letters, key=lambda letter: letter.x0):
        if letter.x0 - right > _STRIP * letter.size:
            starts.append(letter.x0)
        right = max(right, letter.x1)
    return starts


def _row(band: list[Letter], starts: list[float]) -> list[str]:
    cells: list[list[Letter]] = [[] for _start in starts]
    for letter in band:
        middle = (letter.x0 + letter.x1) / 2
        place = sum(start <= middle for start in starts) - 1
        cells[max(place, 0)].append(letter)
    return ["\n".join(line.text for line in lines_of(cell)) for cell in cells]

"""From what was written to an answer: which rows are this form's, what is found in them, and what registering would change.

Pure, and one pass over everything, so that no mistake hides another. What a row says is read in `figure` and `bar`; here
rows are matched to what is asked, and what concerns the return as a whole is told.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from dxkpi.findings import FactList, FiscalYear, Phrase, make_finding
from dxkpi.plan import Actual, Progress
from dxkpi.returns import figure_row, schedule_row
from dxkpi.returns.cell_reading import LONGEST_TEXT, FindingList, blank, shown
from dxkpi.returns.form_columns import ACTUALS_SHEET, INPUTS, SCHEDULE_SHEET, FormColumn
from dxkpi.returns.model import (
    ChangedMeanwhile,
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    ReturnChange,
    ReturnForm,
    SurveyTotals,
    WrittenCell,
)
from dxkpi.rules import reportable_entries

__all__ = [
    "LONGEST_TEXT",
    "check_return",
    "gives_totals",
    "return_changes",
    "rows_by_code",
    "says_something",
]

_T = TypeVar("_T")

_NOBODY: Mapping[str, ChangedMeanwhile] = MappingProxyType({})
_INPUTS = frozenset(
    column
    for columns in INPUTS.values()
    for column in columns
    if column is not FormColumn.AS_OF
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_LONGEST_CODE = 100


def check_return(
    form: ReturnForm,
    filled: FilledForm,
    overtaken: Mapping[str, ChangedMeanwhile] = _NOBODY,
    confirmed: Sequence[Confirmation] = (),
) -> CheckedReturn:
    """What comes of a return to this form. Never raises because of what was written.

    `overtaken` are the figures that somebody else changed since the workbook was made; `confirmed` settles holds. Among
    the changes a held value counts as it is proposed. Findings come in the order of the rows, then what concerns all.
    """
    everything = (*filled.rows, *filled.bars)
    said = any(map(says_something, everything)) or (
        filled.totals is not None and gives_totals(filled.totals)
    )
    if not said and not any(map(_is_typed, everything)):
        return CheckedReturn(form, (make_finding("nothing_filled"),), (), {}, {})
    indicators = {one.code: one for one in form.indicators}
    bars = {one.code: one for one in form.bars}
    rows = rows_by_code(filled.rows, [one.code for one in form.plan.indicators])
    bar_rows = rows_by_code(
        filled.bars, [one.code for one in reportable_entries(form.plan)]
    )
    if not indicators.keys() & rows.keys() and not bars.keys() & bar_rows.keys():
        department = form.department or Phrase.ALL_DEPARTMENTS
        return CheckedReturn(
            form, (make_finding("nothing_of_this", department=department),), (), {}, {}
        )

    told = FindingList(confirmed)
    known = {one.code for one in form.plan.indicators}
    actuals: dict[str, Actual] = {}
    for code, row in _asked(rows, indicators, known, told):
        with told.in_order_of(row.cells.values()):
            entry = figure_row.read_figure_row(
                form, indicators[code], row, overtaken.get(code), told
            )
        actuals |= {code: entry} if entry else {}
    known = {one.code for one in reportable_entries(form.plan)}
    progress: dict[tuple[str, str, int], Progress] = {}
    for code, row in _asked(bar_rows, bars, known, told):
        with told.in_order_of(row.cells.values()):
            state = schedule_row.read_schedule_row(form, bars[code], row, told)
        progress |= {bars[code].key: state} if state else {}

    missing = [one for one in form.indicators if one.code not in rows]
    told.findings += (
        make_finding("row_missing", sheet=ACTUALS_SHEET, place=one.code, name=one.name)
        for one in missing
    )
    if left := sum(
        not any(map(says_something, bar_rows.get(code, ()))) for code in bars
    ):
        told.findings.append(make_finding("states_blank", sheet=SCHEDULE_SHEET, n=left))
    if form.fiscal_year > form.last_closed and any(
        entry.value is not None for entry in actuals.values()
    ):
        told.add("year_not_over", year=FiscalYear(form.fiscal_year))
    return CheckedReturn(
        form,
        tuple(told.findings),
        tuple(return_changes(form, actuals, progress)),
        actuals,
        progress,
    )


def says_something(row: FilledRow) -> bool:
    """Whether anything was written into a row; a month alone, which the form comes with, is nothing."""
    return any(
        not blank(cell) for column, cell in row.cells.items() if column in _INPUTS
    )


def gives_totals(totals: SurveyTotals) -> bool:
    """Whether anything was written among a survey's totals that the form does not come with."""
    return not all(map(blank, totals.inputs))


def _is_typed(row: FilledRow) -> bool:
    """Whether a row was typed on the screen, where only rows that were touched are handed in."""
    return any(not cell.sheet for cell in row.cells.values())


# Which rows are asked for


def rows_by_code(
    rows: Iterable[FilledRow], known: Collection[str]
) -> dict[str, list[FilledRow]]:
    """The rows by the plan's code that they mean, full-width letters and strokes of any kind looked through."""
    by_letters = {_letters(code): code for code in known} | {
        code: code for code in known
    }
    found: dict[str, list[FilledRow]] = defaultdict(list)
    for row in rows:
        code = (
            by_letters.get(row.code) or by_letters.get(_letters(row.code)) or row.code
        )
        found[code].append(row)
    return dict(found)


def _letters(code: str) -> str:
    if len(code) > _LONGEST_CODE:
        return code
    return (
        re.sub(r"\s+", "", unicodedata.normalize("NFKC", code))
        .translate(_DASHES)
        .casefold()
    )


def _asked(
    rows: Mapping[str, Sequence[FilledRow]],
    own: Mapping[str, _T],
    known: Collection[str],
    told: FindingList,
) -> Iterator[tuple[str, FilledRow]]:
    """The one row of each code that is asked for, in the order given; what is odd about the others is told.

    Blank copies of a row and copies that say the same do no harm.
    """
    for code, copies in rows.items():
        written = [row for row in copies if says_something(row)]
        if code in own:
            if len(set(map(_said, written))) > 1:
                _twice(code, written, told)
            else:
                yield code, (written or copies)[0]
        for row in written if code not in own else ():
            at, place = _first(row), code if code in known else None
            kind = (
                "other_departments_row"
                if place
                else "unknown_code"
                if code
                else "no_code"
            )
            said = code or shown(at)
            told.findings.append(
                make_finding(
                    kind,
                    sheet=at.sheet or None,
                    cell=at.ref or None,
                    value=said,
                    place=place,
                )
            )


def _said(row: FilledRow) -> tuple[tuple[FormColumn, str], ...]:
    cells = (
        (column, cell)
        for column, cell in row.cells.items()
        if column in _INPUTS and not blank(cell)
    )
    return tuple(
        sorted(
            (column, f"{cell.percent} {(shown(cell) or '').strip()}")
            for column, cell in cells
        )
    )


def _first(row: FilledRow) -> WrittenCell:
    """The cell by which a row is pointed at: that of its code, else the first in which something stands."""
    code = row.cells.get(FormColumn.CODE)
    written = (cell for cell in row.cells.values() if not blank(cell))
    return code if code and row.code else next(written, next(iter(row.cells.values())))


def _twice(code: str, copies: Sequence[FilledRow], told: FindingList) -> None:
    cells = [_first(row) for row in copies]
    told.add(
        "duplicate_row",
        cells[-1],
        code,
        place_=code,
        cells=FactList(tuple(cell.ref for cell in cells)),
    )


# What changes


def return_changes(
    form: ReturnForm,
    actuals: Mapping[str, Actual],
    progress: Mapping[tuple[str, str, int], Progress],
) -> Iterator[ReturnChange]:
    """What registering these figures and this progress changes of what is registered, in the form's order."""
    year = form.fiscal_year
    for one in form.indicators:
        if one.code in actuals:
            stored = one.actual(year) or Actual(fiscal_year=year)
            yield from _fields(one.code, year, stored, actuals[one.code])
    for entry in form.bars:
        if entry.key in progress:
            yield from _fields(
                entry.code, year, form.reported(entry), progress[entry.key]
            )


def _fields(
    place: str, year: int, old: Actual | Progress | None, new: Actual | Progress
) -> Iterator[ReturnChange]:
    names = (
        "value",
        "as_of",
        "missing",
        "note",
        "approximate",
        "survey",
        "state",
        "percent",
        "comment",
    )
    for name in (name for name in names if hasattr(new, name)):
        before, after = getattr(old, name, None), getattr(new, name)
        if before != after:
            yield ReturnChange(place, year, name, before, after)

"""The schedule as the plan's own table: years as columns."""

from collections.abc import Collection, Iterator, Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.plan import Measure, ScheduleItem, ScheduleKind
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.markdown import SEPARATOR, plain, strong, unbroken
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.schedule.reports import reports_of_view
from dxkpi.wording.timetable import marked_measure

_MANY_COLUMNS = 11
_UNTIL = " ～"

LinkQuery = tuple[tuple[str, str], ...]


def show_years_table(
    view: View, numbers: tuple[str, ...], *, is_typed: bool = False
) -> None:
    """The table beneath how it is read.

    It is kept, unless the measures are what typed words have found.
    """
    st.caption(table_note(view, numbers))
    query = tuple(link_query().items())
    if is_typed:
        table = years_table(view, numbers, query)
    else:
        table = view.worded(years_table, numbers, query)
    st.table(table, border="horizontal", hide_index=True, alt=_("Schedule"))


def table_note(view: View, numbers: Collection[str]) -> str:
    """How to read the table, as far as it occurs in these measures."""
    measures = [measure for measure in view.plan.measures if measure.number in numbers]
    notes = [_("Entries stand in the year they start in."), *_notes_on_ends(measures)]
    if _any_reported(view, measures):
        notes.append(
            _(
                "Beneath an entry: how far it has come, as reported by {year}.",
                year=current_language().fiscal_year(view.year),
            )
        )
    return plain(sentences(notes))


def _notes_on_ends(measures: Sequence[Measure]) -> Iterator[str]:
    """How the table says until when a bar lasts."""
    entries = [entry for measure in measures for entry in measure.schedule]
    bars = [entry for entry in entries if entry.kind is ScheduleKind.BAR]
    if any(map(_starts_and_ends, bars)):
        yield _(
            "～{year}: until that year, and → where it goes on; in brackets where inferred.",
            year=current_language().short_year(2024),
        )
    if any(map(_has_open_end, bars)):
        yield _("～ alone: no end stated.")


def _any_reported(view: View, measures: Sequence[Measure]) -> bool:
    """Whether anything was reported of the entries of these measures."""
    reports = reports_of_view(view)
    for measure in measures:
        if any(entry.progress for entry in reports.entries(measure)):
            return True
    return False


def _starts_and_ends(bar: ScheduleItem) -> bool:
    return bool(bar.start and bar.end)


def _has_open_end(bar: ScheduleItem) -> bool:
    return bool(bar.start and not bar.end)


def years_table(view: View, numbers: Collection[str], query: LinkQuery) -> pd.DataFrame:
    """The table in Markdown.

    Policies in bold, measures as links into the plan, initiatives beneath them.

    `query` is that of the links.
    """
    printed = charts.plan_timetable(
        view.plan, numbers, current_language(), reports=reports_of_view(view)
    )
    first_column = _("Measure")
    columns = _column_titles(printed)
    rows: list[dict[str, str]] = []
    policy_above, measure_above = "", ""
    for policy, measure, initiative, *texts in printed.itertuples(index=False):
        is_new_policy = policy != policy_above
        is_new_measure = is_new_policy or measure != measure_above
        if is_new_policy:
            rows.append({first_column: strong(_policy_title(view, policy))})
        if is_new_measure:
            rows.append({first_column: _measure_link(view, measure, query)})
        if initiative or not is_new_measure:
            rows.append({first_column: SEPARATOR + plain(initiative)})
        rows[-1] |= dict(zip(columns, map(_years_cell, texts), strict=True))
        policy_above, measure_above = policy, measure
    return pd.DataFrame(rows, columns=[first_column, *columns]).fillna("")


def _column_titles(printed: pd.DataFrame) -> list[str]:
    """The headings of the years, and of what stands in none."""
    few = len(printed.columns) < _MANY_COLUMNS
    return [_column_title(name, few=few) for name in printed.columns[3:]]


def _column_title(name: int | str, *, few: bool) -> str:
    """The heading of a column: short where there are many years."""
    if name == "undated":
        return unbroken(_("No year"))
    if name == "deadline":
        return unbroken(_("Deadline"))
    year, language = int(name), current_language()
    return unbroken(language.fiscal_year(year) if few else language.short_year(year))


def _policy_title(view: View, number: str) -> str:
    policy = view.plan.policy(number)
    if policy is None:
        return number
    return f"{number} {policy.name}"


def _measure_link(view: View, number: str, query: LinkQuery) -> str:
    """A measure as a link into the plan.

    With links in it, a table wider than the screen scrolls by keyboard.
    """
    measure = view.plan.measure(number)
    name = marked_measure(measure) if measure else number
    address = urlencode([*query, ("measure", number)])
    return f"[{plain(name)}]({page_files.PLAN.stem}?{address})"


def _years_cell(text: str) -> str:
    """Entries on lines of their own; what says until when stays with the end of its entry."""
    lines = []
    for line in text.splitlines():
        entry, until, end = line.rpartition(_UNTIL)
        if entry:
            lines.append(f"{plain(entry)} {unbroken(until + end)}")
        else:
            lines.append(plain(end))
    return "  \n".join(lines)

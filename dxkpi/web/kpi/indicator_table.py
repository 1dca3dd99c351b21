"""All indicators as one table: whose they are, how they stand and by how much."""

from collections.abc import Iterator
from urllib.parse import urlencode

import streamlit as st
from pandas.io.formats.style import Styler

from dxkpi.rules import Judgement, differing_marks, year_marks
from dxkpi.rules.year_on_year import year_on_year
from dxkpi.web.common import page_files
from dxkpi.web.common.finality import finality_mark
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, badge_with_range, faint, plain, strong
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.kpi import table_cells
from dxkpi.web.kpi.order import IndicatorGroup, IndicatorOrder, grouped_indicators
from dxkpi.web.kpi.table_cells import NOTHING, FigureCell
from dxkpi.wording import judgement as wording
from dxkpi.wording.policies import policy_title
from dxkpi.wording.targets import goal_with_stretch
from dxkpi.wording.yearly_reports import marks_text

LinkQuery = tuple[tuple[str, str], ...]
Row = dict[str, str | FigureCell]


def show_indicator_table(
    view: View,
    codes: tuple[str, ...],
    order: IndicatorOrder,
    *,
    is_typed: bool,
) -> None:
    """The table. It is kept, unless the indicators are what typed words have found."""
    query = tuple(link_query().items())
    if is_typed:
        table = indicator_table(view, codes, order, query)
    else:
        table = view.worded(indicator_table, codes, order, query)
    with st.container(key="indicator_table"):
        st.table(
            table,
            border="horizontal",
            hide_index=True,
            alt=_("Indicators with their status"),
        )


def indicator_table(
    view: View, codes: tuple[str, ...], order: IndicatorOrder, query: LinkQuery
) -> Styler:
    """The table of these indicators; `query` is that of the links."""
    shown = [j for j in view.judgements() if j.indicator.code in codes]
    columns = _Columns(view, order, query)
    rows: list[Row] = []
    for group in grouped_indicators(view, shown, order):
        if group.title:
            rows.append(columns.title_row(group))
        for judgement in group.judgements:
            rows.append(columns.row(judgement))
            rows.extend(columns.part_rows(judgement))
    return table_cells.figures_table(rows)


class _Columns:
    """The columns that a plan's table has in a year and an order."""

    def __init__(self, view: View, order: IndicatorOrder, query: LinkQuery) -> None:
        self._view = view
        self._query = query
        judgements = view.judgements()
        self._has_marks = any(year_marks(judgement) for judgement in judgements)
        self._has_grades = any(judgement.own_grade for judgement in judgements)
        self._has_revised = any(judgement.by_original for judgement in judgements)
        self._with_department = order is not IndicatorOrder.DEPARTMENT and any(
            view.plan.departments_of(judgement.indicator) for judgement in judgements
        )
        self._with_policy = order is not IndicatorOrder.PLAN and any(
            judgement.indicator.policy for judgement in judgements
        )

    def title_row(self, group: IndicatorGroup) -> Row:
        """The title of a group with how many indicators it has."""
        count = ngettext("{n} indicator", "{n} indicators", len(group.judgements))
        row = self._empty_row()
        row[_("Indicator")] = f"{strong(group.title)} :small[{count}]"
        return row

    def row(self, judgement: Judgement) -> Row:
        """An indicator with its link; its figures are those of its parts where it has any."""
        row = self._empty_row() | self._words(judgement)
        if not judgement.parts:
            row |= _figures(judgement)
        return row

    def part_rows(self, judgement: Judgement) -> Iterator[Row]:
        """A row beneath it for each of its parts."""
        for name, part in judgement.named_parts:
            row = self._empty_row() | _figures(part)
            row[_("Status")] = _status_cell(self._view, part)
            row[_("Indicator")] = SEPARATOR + plain(name)
            yield row

    def _empty_row(self) -> Row:
        row: Row = {_("Status"): "", _("Indicator"): ""}
        if self._has_grades:
            row[_("Grade")] = ""
        if self._has_marks:
            row[_("The city's own mark")] = ""
        if self._has_revised:
            row[_("By the first target")] = ""
        if self._with_department:
            row[_("Department")] = ""
        for column in _figure_columns():
            row[column] = table_cells.EMPTY
        row[_("Unit")] = ""
        row[_("Target")] = ""
        if self._with_policy:
            row[_("Policy")] = ""
        return row

    def _words(self, judgement: Judgement) -> Row:
        language = current_language()
        indicator = judgement.indicator
        address = urlencode([*self._query, ("kpi", indicator.code)])
        link = f"[{plain(indicator.name)}]({page_files.INDICATOR.stem}?{address})"
        row: Row = {
            _("Status"): _status_cell(self._view, judgement),
            _("Indicator"): link,
        }
        if self._has_grades:
            row[_("Grade")] = plain(judgement.own_grade or NOTHING)
        if self._has_marks:
            row[_("The city's own mark")] = plain(_marks_text(self._view, judgement))
        if self._has_revised:
            row[_("By the first target")] = plain(_first_verdict(judgement))
        if self._with_department:
            departments = self._view.plan.departments_of(indicator)
            row[_("Department")] = plain(language.listed(departments) or NOTHING)
        if self._with_policy:
            title = policy_title(self._view.plan, indicator.policy, language)
            row[_("Policy")] = plain(title)
        return row


def _status_cell(view: View, judgement: Judgement) -> str:
    """The badge of the status, whether its figure is preliminary, and what it can be
    within the margin, which `screen.css` puts beneath it: a line's end would part the row
    where it is copied as plain text.
    """
    badge = badge_with_range(judgement.status, "", is_undecided=judgement.is_undecided)
    mark = finality_mark(view, judgement)
    badges = f"*{badge}{mark}*" if mark else badge  # unbroken
    possible = wording.possible_statuses_text(judgement, current_language())
    return f"{badges} :small[{faint(possible)}]" if possible else badges


def _figure_columns() -> tuple[str, ...]:
    return (
        _("Year before"),
        _("Actual"),
        _("Difference"),
        _("Expected"),
        _("Pace (%)"),
    )


def _figures(judgement: Judgement) -> Row:
    """The figures of an indicator without parts, or of a part."""
    years = year_on_year(judgement)
    cells = (
        table_cells.before_cell(judgement, years),
        table_cells.actual_cell(judgement),
        table_cells.change_cell(judgement, years),
        table_cells.expected_cell(judgement),
        table_cells.pace_cell(judgement),
    )
    goal = goal_with_stretch(judgement.indicator, current_language())
    return dict(zip(_figure_columns(), cells, strict=True)) | {
        _("Unit"): plain(judgement.indicator.unit),
        _("Target"): plain(goal or NOTHING),
    }


def _first_verdict(judgement: Judgement) -> str:
    """What the first target would say of the year; － where it was not revised."""
    if judgement.by_original is None:
        return NOTHING
    return wording.verdict_text(judgement.by_original, current_language())


def _marks_text(view: View, judgement: Judgement) -> str:
    """The marks of the year; that one differs from the status is said with it."""
    language = current_language()
    text = marks_text(year_marks(judgement), language) or NOTHING
    if differing_marks(view.plan, judgement):
        return _("{marks} (differs)", marks=text)
    return text

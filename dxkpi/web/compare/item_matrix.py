"""All items × cities in pictures, one for each kind of item, or as one table."""

from collections.abc import Sequence

import pandas as pd

from dxkpi.charts import matrix_chart
from dxkpi.charts.matrix import Fill, MatrixCell, MatrixRow
from dxkpi.comparison.item_coverage import ItemCoverage, ItemRow, item_rows
from dxkpi.comparison.national_items import ItemGroup, ItemSource
from dxkpi.store import ListedPlan
from dxkpi.web.common import cached
from dxkpi.web.common.downloads import Picture
from dxkpi.web.common.language import _, current_language, sentences
from dxkpi.web.common.view import View
from dxkpi.web.compare.compared_plans import city_names
from dxkpi.wording.comparison import (
    NOTHING_GLYPH,
    item_group_title,
    item_label,
    match_place_text,
    short_period_text,
)
from dxkpi.wording.municipality import plain_city_name

_MATCHES_IN_TIP = 4
_NOTHING = (NOTHING_GLYPH, NOTHING_GLYPH)


def rows_of_items(view: View, compared: tuple[ListedPlan, ...]) -> tuple[ItemRow, ...]:
    """Each item with what each city has on it."""
    return view.timeless.worded(_make_rows, compared)


def _make_rows(_view: View, compared: tuple[ListedPlan, ...]) -> tuple[ItemRow, ...]:
    plans = [cached.plan(listed) for listed in compared]
    return item_rows(list(zip(city_names(compared), plans, strict=True)))


def how_to_read() -> str:
    """What the marks and brackets of the picture mean."""
    return sentences(
        [
            _("★ ◆: the plan itself marks the measure."),
            _("○: read from the name of a measure or initiative (dashed)."),
            _(
                "－: no measure of that name was found, which does not mean that nothing is done."
            ),
            _("Numbers are the plan's own. Years in brackets are inferred."),
        ]
    )


# The pictures


def matrix_pictures(
    view: View, compared: tuple[ListedPlan, ...]
) -> tuple[Picture, ...]:
    """A picture for each kind of item that there is."""
    pictures = []
    for kind in ItemGroup:
        rows = [row for row in rows_of_items(view, compared) if row.item.group is kind]
        if rows:
            title = item_group_title(kind, current_language())
            pictures.append(_matrix_picture(title, rows, compared))
    return tuple(pictures)


def _matrix_picture(
    title: str, rows: Sequence[ItemRow], compared: tuple[ListedPlan, ...]
) -> Picture:
    short_names = [plain_city_name(listed.city) for listed in compared]
    heads = list(zip(city_names(compared), short_names, strict=True))
    lines = []
    for row in rows:
        cells = tuple(_matrix_cell(coverage) for coverage in row.plans)
        lines.append(MatrixRow(item_label(row.item, current_language()), cells))
    spec = matrix_chart(heads, lines, _description(title, rows))
    return Picture(title, spec, how_to_read())


def _matrix_cell(coverage: ItemCoverage) -> MatrixCell:
    if not coverage.matches:
        return MatrixCell(Fill.NONE, _NOTHING)
    tip = _tip(coverage)
    source = coverage.matches[0].source
    if source is ItemSource.MENTIONED:
        mentioned = (_("in a description"), _("in text"))
        return MatrixCell(Fill.NONE, _NOTHING, mentioned, tip)
    fill = Fill.STATED if source is ItemSource.STATED else Fill.READ
    kpi = _kpi_text(coverage)
    period = short_period_text(coverage.period, current_language())
    with_period = f"{kpi} {period}".strip()
    return MatrixCell(fill, _places(coverage), (with_period, kpi), tip)


def _places(coverage: ItemCoverage) -> tuple[str, str]:
    """Where the first measure stands in the plan and how many more there are, in a long
    and a short form.
    """
    first, *others = coverage.matches
    place = match_place_text(first)
    if not others:
        return place, first.place
    more = len(others)
    long_form = _("{place} and {n} more", place=place, n=more)
    return long_form, f"{first.measure.number}+{more}"


def _tip(coverage: ItemCoverage) -> str:
    return " / ".join(
        f"{match_place_text(match)} {match.name}"
        for match in coverage.matches[:_MATCHES_IN_TIP]
    )


def _kpi_text(coverage: ItemCoverage) -> str:
    """How many KPIs the measures have, else how many indicators for reference."""
    indicators = coverage.indicators
    official = sum(indicator.official for indicator in indicators)
    if official:
        return _("KPI {n}", n=official)
    if indicators:
        return _("ref. {n}", n=len(indicators))
    return _("no KPI")


# The picture in words


def _description(title: str, rows: Sequence[ItemRow]) -> str:
    """The picture for those who cannot see it."""
    return sentences([f"{title}. ", *(_row_in_words(row) for row in rows)])


def _row_in_words(row: ItemRow) -> str:
    language = current_language()
    facts = [f"{each.city} {_coverage_in_words(each)}" for each in row.plans]
    return _(
        "{title}: {facts}.",
        title=item_label(row.item, language),
        facts=language.listed(facts),
    )


def _coverage_in_words(coverage: ItemCoverage) -> str:
    if not coverage.matches:
        return _("none")
    if not coverage.has_measure:
        return _("in a description")
    places = current_language().listed(map(match_place_text, coverage.matches))
    return f"{places} {_kpi_text(coverage)}"


# The table


def items_table(view: View, compared: tuple[ListedPlan, ...]) -> pd.DataFrame:
    """A row for each item, a column for each city."""
    lines = []
    for row in rows_of_items(view, compared):
        cells = [_cell_text(coverage) for coverage in row.plans]
        lines.append([item_label(row.item, current_language()), *cells])
    headings = _numbered_repeats([_("Item"), *city_names(compared)])
    return pd.DataFrame(lines, columns=headings)


def _cell_text(coverage: ItemCoverage) -> str:
    cell = _matrix_cell(coverage)
    return f"{cell.words[0]} {cell.below[0]}".strip()


def _numbered_repeats(names: Sequence[str]) -> list[str]:
    """The names, each that stands there before with its place: a table's headings must
    differ.
    """
    headings = []
    for place, name in enumerate(names):
        is_first = names.index(name) == place
        headings.append(name if is_first else f"{name} ({place})")
    return headings

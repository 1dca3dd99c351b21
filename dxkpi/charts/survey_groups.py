"""The staff survey by groups: a map of groups and years, groups of one year with their margins, and who answered.

The map's blue only supports the figure in each cell; what was put together because it is too small says so. Rows stand in
the order of the survey and never by rank.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from dxkpi import fiscal
from dxkpi.charts import plane, tabular
from dxkpi.charts.plane import Layer, Row
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.survey import positive_rate, rate_interval, response_rate, survey_breaks
from dxkpi.text.rounding import percent_text, rounded_text
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording import figures
from dxkpi.wording.language import _, current_language
from dxkpi.wording.survey import rate_with_range

_HEAD, _ROW, _GAP, _EDGE = 26, 27, 2, 8
_NAMES = 7.4
_SIZE = 12
_PALEST, _DEEPEST = 0.05, 0.5
_ROOMY = 60
_BAR_ROW = 30


def group_map(
    indicator: Indicator, known: Mapping[int, Survey], kind: GroupKind
) -> dict[str, Any]:
    """The rates of every group of a kind in every year as one picture, 27 px a group.

    Returns a Vega-Lite spec without a width. A cell is the rate; on pointing its answers, its margin, and which groups
    it was counted with.
    """
    years = list(known)
    names = _names(known, kind)
    aside = text_width("国" * round(_NAMES), _SIZE) + 8
    step = f"((width - {aside} - {_EDGE}) / {len(years)})"
    left = f"{aside} + datum.column * {step}"
    cells = [
        cell
        for n, year in enumerate(years)
        for cell in _cells(known[year], kind, names, n, year)
    ]
    whole = [cell for cell in cells if cell["kind"] == "told"]
    other = [cell for cell in cells if cell["kind"] == "together"]
    place = (
        f"{left} + {_GAP}",
        f"{left} + {step} - {_GAP}",
        "datum.y + 2",
        f"datum.y + {_ROW - 2}",
    )
    ink = [
        {**cell, "role": "ink" if cell["kind"] == "told" else "muted"} for cell in cells
    ]
    broken = [
        {"column": years.index(year), "role": "alert", "y": 4}
        for year in survey_breaks(known)
    ]
    layers = [
        *_filled(whole, place),
        *plane.boxes(other, *place, filled=False, strokeWidth=1, strokeDash=[3, 3]),
        *plane.boxes(
            broken, f"{left} - 0.75", f"{left} + 0.75", 4, _HEAD + _ROW * len(names)
        ),
        *plane.texts(
            ink,
            f"{step} >= {_ROOMY} ? datum.long : datum.short",
            f"{left} + {step} / 2",
            f"datum.y + {_ROW / 2}",
        ),
        *plane.texts(_labels(names, aside), "datum.text", "0", "datum.y"),
        *plane.texts(
            _heads(years),
            f"{step} >= {_ROOMY} ? datum.long : datum.short",
            f"{left} + {step} / 2",
            "datum.y",
        ),
    ]
    return plane.draw(
        layers,
        _HEAD + _ROW * len(names) + 4,
        _spoken_map(indicator, known[years[-1]], kind, years[-1]),
    )


def group_margins(
    indicator: Indicator, groups: Sequence[SurveyGroup]
) -> dict[str, Any]:
    """The groups of one year, each with its rate and its 95% margin, from 0 to 100%: 30 px a group, in the order given."""
    aside = text_width("国" * 9, _SIZE) + 8
    beside = text_width("100%（100～100）", _SIZE) + 12
    span = f"(width - {aside + beside} - {_EDGE})"
    rows = []
    for n, group in enumerate(groups):
        margin, share = rate_interval(group), positive_rate(group)
        rows.append(
            {
                "y": 8 + _BAR_ROW * n + _BAR_ROW / 2,
                "low": float(margin.low),
                "high": float(margin.high),
                "at": float(share),
                "role": "actual",
                "text": cut_to_width(group.name, 9),
                "tip": _tip(group),
                "value": rate_with_range(group, current_language()),
                "size": _SIZE,
                "bold": False,
                "anchor": "left",
            }
        )
    at = f"{aside} + {{}} / 100 * {span}"
    ticks = [{"role": "track", "at": share} for share in (0, 25, 50, 75, 100)]
    bottom = 8 + _BAR_ROW * len(rows)
    x = at.format("datum.at")
    scale = [
        {
            "text": f"{tick['at']}%",
            "at": tick["at"],
            "role": "muted",
            "size": _SIZE,
            "bold": False,
            "anchor": "center",
        }
        for tick in ticks
    ]
    layers = [
        *plane.boxes(ticks, f"{x} - 0.5", f"{x} + 0.5", 8, bottom),
        *plane.boxes(
            rows,
            at.format("datum.low"),
            at.format("datum.high"),
            "datum.y - 1",
            "datum.y + 1",
            opacity=0.55,
        ),
        *plane.marks(rows, "point", _dot(x), tips=True),
        *plane.texts(
            [{**row, "role": "ink"} for row in rows], "datum.text", "0", "datum.y"
        ),
        *plane.texts(
            [{**row, "role": "ink"} for row in rows],
            "datum.value",
            f"width - {beside - 8}",
            "datum.y",
        ),
        *plane.texts(
            scale,
            f"{span} < 180 && datum.at % 50 ? '' : datum.text",
            x,
            str(bottom + 12),
        ),
    ]
    said = _(", ").join(f"{row['text']} {row['value']}" for row in rows)
    return plane.draw(
        layers, bottom + 24, _("{title}: {facts}.", title=indicator.name, facts=said)
    )


def responses(known: Mapping[int, Survey]) -> dict[str, Any]:
    """How many of the staff answered, year by year, as bars from 0 to 100%: 30 px a year."""
    aside, beside = (
        text_width("令和10年度", _SIZE) + 10,
        text_width("100.0% (888/888)", _SIZE) + 10,
    )
    rows = []
    for n, (year, found) in enumerate(known.items()):
        share = response_rate(found)
        counted = (
            f"{found.answered}/{found.invited}"
            if found.invited
            else _("{n} answers", n=found.answered)
        )
        text = (
            _("{rate} ({counts})", rate=percent_text(share), counts=counted)
            if share is not None
            else counted
        )
        rows.append(
            {
                "y": _BAR_ROW * n + _BAR_ROW / 2,
                "share": None if share is None else float(share),
                "role": "actual",
                "year": fiscal.wareki(year),
                "text": text,
                "size": _SIZE,
                "bold": False,
                "anchor": "left",
            }
        )
    span = f"(width - {aside + beside} - {_EDGE})"
    ink, known_rows = (
        [{**row, "role": "ink"} for row in rows],
        [row for row in rows if row["share"] is not None],
    )
    layers = [
        *plane.boxes(
            [{**row, "role": "track"} for row in known_rows],
            str(aside),
            f"{aside} + {span}",
            "datum.y - 6",
            "datum.y + 6",
        ),
        *plane.boxes(
            known_rows,
            str(aside),
            f"{aside} + datum.share * {span}",
            "datum.y - 6",
            "datum.y + 6",
        ),
        *plane.texts(ink, "datum.year", "0", "datum.y"),
        *plane.texts(ink, "datum.text", f"width - {beside - 8}", "datum.y"),
    ]
    said = _(", ").join(f"{row['year']} {row['text']}" for row in rows)
    return plane.draw(
        layers,
        _BAR_ROW * len(rows) + 2,
        _("{title}: {facts}.", title=_("Response rate"), facts=said),
    )


def group_table(
    indicator: Indicator, known: Mapping[int, Survey], kind: GroupKind
) -> pd.DataFrame:
    """The map as text: a row for each group, a column for each year; what was counted together has its names and ＊."""
    columns = {
        fiscal.short_year(year): _column(indicator, found, kind)
        for year, found in known.items()
    }
    names = _names(known, kind)
    rows = [
        {_("Group"): name}
        | {year: column.get(name, tabular.NONE) for year, column in columns.items()}
        for name in names
    ]
    return pd.DataFrame(rows, columns=[_("Group"), *columns])


def group_csv(indicator: Indicator, known: Mapping[int, Survey], place: str) -> bytes:
    """Every group of every year as a file for Excel: its answers, those that feel it, rate, margin, and staff asked."""
    rows = [
        {
            _("municipality"): place,
            _("indicator"): indicator.name,
            _("fiscal year"): fiscal.wareki(year),
            _("kind of group"): words,
            _("Group"): group.name,
            _("staff asked"): "" if group.invited is None else group.invited,
            _("answers"): group.answers,
            _("felt"): group.positive,
            _("rate"): round(positive_rate(group), 2),
            _("lower end (95%)"): round(rate_interval(group).low, 2),
            _("upper end (95%)"): round(rate_interval(group).high, 2),
        }
        for year, found in known.items()
        for words, groups in _kinds(found)
        for group in groups
    ]
    return tabular.csv_file(pd.DataFrame(rows, dtype=object))


def _kinds(found: Survey) -> tuple[tuple[str, Sequence[SurveyGroup]], ...]:
    """The whole of a survey, then its groups by kind."""
    whole = SurveyGroup(
        names=(_("all"),),
        answers=found.answers,
        positive=found.positive,
        invited=found.invited,
    )
    return (
        (_("all"), (whole,)),
        (_("section"), found.departments),
        (_("position"), found.positions),
        (_("age"), found.ages),
    )


def _names(known: Mapping[int, Survey], kind: GroupKind) -> list[str]:
    """The names of all groups, those of the last year first, in its order."""
    groups = (
        group for year in reversed(list(known)) for group in known[year].groups(kind)
    )
    return list(dict.fromkeys(name for group in groups for name in group.names))


def _column(indicator: Indicator, found: Survey, kind: GroupKind) -> dict[str, str]:
    shown: dict[str, str] = {}
    for group in found.groups(kind):
        text = figures.figure_text(indicator, positive_rate(group), current_language())
        shown |= dict.fromkeys(
            group.names, text if len(group.names) == 1 else f"＊{text}"
        )
    return shown


def _dot(x: str) -> dict[str, Any]:
    return {
        "x": {"expr": x},
        "y": {"expr": "datum.y"},
        "filled": True,
        "opacity": 1,
        "size": 80,
    }


def _filled(cells: Sequence[Row], place: tuple[str, str, str, str]) -> list[Layer]:
    """The blue of each cell: the deeper, the higher its rate among all that are shown."""
    return plane.boxes(cells, *place, opacity={"expr": "datum.depth"}, cornerRadius=2)


def _cells(
    survey: Survey, kind: GroupKind, names: Sequence[str], column: int, year: int
) -> Iterator[dict[str, Any]]:
    """A cell for each group that the year has."""
    for group in survey.groups(kind):
        share = positive_rate(group)
        for name in group.names:
            told = len(group.names) == 1
            whole = rounded_text(share, 0)
            yield {
                "column": column,
                "y": _HEAD + _ROW * names.index(name),
                "kind": "told" if told else "together",
                "role": "actual" if told else "muted",
                "depth": _depth(share),
                "size": _SIZE,
                "bold": False,
                "anchor": "center",
                "tip": " ".join([fiscal.wareki(year), _tip(group)]),
                "long": _("{rate}%", rate=whole) if told else _("together"),
                "short": whole if told else "＊",
            }


def _depth(share: Decimal) -> float:
    return round(
        _PALEST + (_DEEPEST - _PALEST) * max(0.0, min(1.0, (float(share) - 20) / 80)), 3
    )


def _tip(group: SurveyGroup) -> str:
    """What a group's figure is made of."""
    facts = [rate_with_range(group, current_language())]
    facts.append(
        _("{n} of {asked}", n=group.answers, asked=group.invited)
        if group.invited
        else _("{n} answers", n=group.answers)
    )
    return _("{title}: {facts}.", title=group.name, facts=_(", ").join(facts))


def _labels(names: Sequence[str], aside: float) -> list[Row]:
    return [
        {
            "y": _HEAD + _ROW * n + _ROW / 2,
            "text": cut_to_width(name, (aside - 8) / _SIZE),
            "role": "ink",
            "size": _SIZE,
            "bold": False,
            "anchor": "left",
        }
        for n, name in enumerate(names)
    ]


def _heads(years: Sequence[int]) -> list[Row]:
    return [
        {
            "column": n,
            "y": _HEAD / 2,
            "long": fiscal.wareki(year),
            "short": fiscal.short_year(year),
            "role": "muted",
            "size": _SIZE,
            "bold": False,
            "anchor": "center",
        }
        for n, year in enumerate(years)
    ]


def _spoken_map(
    indicator: Indicator, survey: Survey, kind: GroupKind, year: int
) -> str:
    """The last year's rates in words; the other years are in the table beside."""
    facts = (
        f"{group.name} {figures.figure_text(indicator, positive_rate(group), current_language())}"
        for group in survey.groups(kind)
    )
    return _(
        "{title}: {facts}.",
        title=f"{indicator.name} {fiscal.wareki(year)}",
        facts=_(", ").join(facts),
    )

"""The schedule of a policy as a Gantt chart: its measures down, the fiscal years across, in the plan's order and words.

Across, places are expressions over `width`; down, `dxkpi.charts.gantt_rows` has laid out two arrangements in pixels, and `mode`
says which one a width shows. A bar is solid where the plan states its years, pale with a dashed edge where they were
inferred, and fades where it has no end. Lines (today, deadlines, years) run behind everything, and every text beside
bars lies on a patch of the page's colour.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import ceil
from typing import Any

import altair as alt

from dxkpi import fiscal
from dxkpi.charts import lanes, plane, timetable
from dxkpi.charts.gantt_rows import EDGE, KINDS, NAMES, GanttGrid, gantt_grid
from dxkpi.charts.plane import Layer, Row
from dxkpi.charts.timetable import NO_REPORTS, Reports
from dxkpi.plan import Measure, Plan, Policy, Progress
from dxkpi.rules import EntryKey
from dxkpi.wording.language import _

_PAGE = 525
_FADING = "rgba(8,119,215,{})"  # a gradient cannot name a role; this blue fades into the page of either theme

_AT = "left + datum.a * step"
_FROM, _TO = f"{_AT} + 1", "left + datum.b * step - 1"
_FITS = f"(datum.side == {lanes.INSIDE} || datum.wide + {2 * lanes.INSET} <= (datum.b - datum.a) * step)"
_ENDS = f"(!{_FITS} && datum.side == {lanes.LEFT})"
_LABEL = (
    f"({_FITS} ? {_AT} + {lanes.INSET}"
    f" : datum.side == {lanes.RIGHT} ? left + datum.b * step + datum.pad : {_AT} - datum.pad)"
)
_LABEL_FROM = f"{_LABEL} - ({_ENDS} ? datum.wide : 0)"
_WORDS = (
    f"(datum.beside == {lanes.RIGHT} ? left + datum.b * step + datum.pad"
    f" : datum.beside == {lanes.LEFT} ? {_AT} - datum.pad - datum.wide"
    f" : max(left, min({_AT} + datum.pad, width - {EDGE} - datum.wide)))"
)


def gantt(
    plan: Plan,
    policy: Policy,
    numbers: Collection[str],
    *,
    today: date,
    selected_year: int,
    progress: Mapping[EntryKey, Progress] = NO_REPORTS.known,
) -> list[dict[str, Any]]:
    """The measures of a policy that have a schedule and one of these numbers, `selected_year` standing out.

    `progress` is what was reported by then, by `Bar.key`. One chart, or several where one would be cut at the end of a
    printed page; none for a plan without any year. Each is a Vega-Lite spec without a width, as high as its rows need.
    """
    measures = [
        measure
        for measure in policy.measures
        if measure.schedule and measure.number in numbers
    ]
    if not measures or not timetable.fiscal_years(plan):
        return []
    shared = gantt_grid(
        plan, today, Reports(selected_year, fiscal.last_closed_year(today), progress)
    )
    return [_draw(shared, policy, page) for page in _pages(shared, measures)]


def _pages(shared: GanttGrid, measures: Sequence[Measure]) -> list[list[Measure]]:
    """The measures in as few charts as pages need, about as long as each other."""
    tall = [shared.sheet(0).measure(measure, 0) for measure in measures]
    even = sum(tall) / ceil(sum(tall) / _PAGE)
    pages: list[list[Measure]] = []
    used = 0.0
    for measure, height in zip(measures, tall, strict=True):
        if not pages or used + height / 2 > even:
            pages.append([])
            used = 0.0
        pages[-1].append(measure)
        used += height
    return pages


def _draw(
    shared: GanttGrid, policy: Policy, measures: Sequence[Measure]
) -> dict[str, Any]:
    beside, above = shared.sheet(0), shared.sheet(1)
    heights = [sheet.fill(measures) for sheet in (beside, above)]
    rows = {kind: beside.rows[kind] + above.rows[kind] for kind in KINDS}
    spec = plane.draw(
        _layers(rows),
        heights[0],
        timetable.spoken(policy, measures, shared.years, shared.reports),
    )
    names = {
        "mode": f"width < {shared.switch} ? 1 : 0",
        "left": f"mode ? 0 : {NAMES}",
        "step": f"(width - left - {EDGE}) / {len(shared.years)}",
        "height": f"mode ? {heights[1]} : {heights[0]}",
    }
    return {
        **spec,
        "params": [
            {"name": name, "expr": expression} for name, expression in names.items()
        ],
    }


def _layers(rows: Mapping[str, Sequence[Row]]) -> list[Layer]:
    """What is drawn, from the back to the front. A kind of mark that does not occur has no layer."""
    layers = [
        *_lines(rows),
        *_patches(rows),
        *_bars(rows),
        *_strips(rows),
        *_points(rows),
        *_texts(rows),
        *_tips(rows["tip"]),
    ]
    return [
        replace(layer, chart=layer.chart.transform_filter("datum.mode == mode"))
        for layer in layers
    ]


def _lines(rows: Mapping[str, Sequence[Row]]) -> list[Layer]:
    """The years, the measures, then today and the deadlines."""
    sides = f"{_AT} - datum.wide / 2", f"{_AT} + datum.wide / 2", "datum.y", "datum.y2"
    return [
        *plane.boxes(rows["line"], *sides),
        *plane.boxes(rows["separator"], "0", "width", "datum.y", "datum.y + 1"),
        *plane.boxes(rows["pole"], *sides),
    ]


def _patches(rows: Mapping[str, Sequence[Row]]) -> list[Layer]:
    """The page's colour under texts that a line could run through: labels, and names above their bars."""
    labels = [{**row, "role": "surface"} for row in rows["label"]]
    names = [{**row, "role": "surface"} for row in rows["text"] if row["mode"] == 1]
    words = [{**row, "role": "surface"} for row in rows["words"]]
    tall = "datum.y - 8", "datum.y + 8"
    return [
        *plane.boxes(
            labels, f"{_LABEL_FROM} - 2", f"{_LABEL_FROM} + datum.wide + 2", *tall
        ),
        *plane.boxes(names, "datum.x - 2", "datum.x + datum.wide + 2", *tall),
        *plane.boxes(
            words,
            f"{_WORDS} - 2",
            f"{_WORDS} + datum.wide + 2",
            "datum.y - 7",
            "datum.y + 7",
        ),
    ]


def _bars(rows: Mapping[str, Sequence[Row]]) -> list[Layer]:
    """Fills and edges; bars whose end or start nobody knows fade."""
    box = _FROM, _TO, "datum.y", "datum.y2"
    fills = [{**row, "role": "bar"} for row in rows["bar"]]
    edges = [{**row, "role": "actual"} for row in rows["bar"]]
    edge: dict[str, Any] = {
        "strokeWidth": 1.25,
        "strokeDash": alt.ExprRef("datum.dash"),
        "cornerRadius": 3,
    }
    return [
        *plane.boxes(
            fills, *box, opacity=alt.ExprRef("datum.strength"), cornerRadius=3
        ),
        *plane.boxes(edges, *box, filled=False, **edge),
        *_fades(rows["fading"], (1, 0), edge),
        *_fades(rows["rising"], (0, 1), edge),
    ]


def _fades(
    rows: Sequence[Row], ends: tuple[int, int], edge: Mapping[str, Any]
) -> list[Layer]:
    if not rows:
        return []
    places = {"x": _FROM, "x2": _TO, "y": "datum.y", "y2": "datum.y2"}
    settings: dict[str, Any] = {
        name: alt.ExprRef(expression) for name, expression in places.items()
    }
    chart = alt.Chart().mark_rect(
        aria=False,
        fill=_gradient(ends, 0.28),
        stroke=_gradient(ends, 1),
        **settings,
        **edge,
    )
    return [Layer(chart, rows)]


def _gradient(ends: tuple[int, int], strength: float) -> dict[str, Any]:
    stops = [
        {"offset": at, "color": _FADING.format(end * strength)}
        for at, end in enumerate(ends)
    ]
    return {"gradient": "linear", "stops": stops}


def _strips(rows: Mapping[str, Sequence[Row]]) -> list[Layer]:
    """What was reported, as a thin bar or the mark of an end, and the years before a change as an outline."""
    ends = _FROM, f"max({_TO}, {_FROM} + 2)"
    tick = f"{_AT} - datum.wide / 2", f"{_AT} + datum.wide / 2"
    moved = {
        "x": alt.ExprRef(_AT),
        "y": alt.ExprRef("datum.y"),
        "shape": alt.ExprRef("datum.shape"),
        "size": 55,
    }
    return [
        *plane.boxes(rows["told"], *ends, "datum.y", "datum.y2", cornerRadius=2),
        *plane.boxes(rows["tick"], *tick, "datum.y", "datum.y2"),
        *plane.boxes(
            rows["former"],
            *ends,
            "datum.y",
            "datum.y2",
            filled=False,
            strokeWidth=1,
            cornerRadius=2,
        ),
        *plane.marks(
            rows["moved"],
            "point",
            {**moved, "filled": False, "strokeWidth": 1.25, "opacity": 1},
        ),
    ]


def _points(rows: Mapping[str, Sequence[Row]]) -> list[Layer]:
    """Milestones, solid or as a dashed ring, and the flags of deadlines."""
    place = {"x": alt.ExprRef(_AT), "y": alt.ExprRef("datum.y"), "opacity": 1}
    dot = {**place, "shape": "circle", "size": 85}
    flag = {**place, "shape": "triangle-left", "size": 75, "xOffset": -5}
    return [
        *plane.marks(rows["milestone"], "point", {**dot, "filled": True}),
        *plane.marks(
            rows["ring"],
            "point",
            {**dot, "filled": False, "strokeWidth": 1.5, "strokeDash": [2.5, 2]},
        ),
        *plane.marks(rows["flag"], "point", {**flag, "filled": True}),
    ]


def _texts(rows: Mapping[str, Sequence[Row]]) -> list[Layer]:
    """Labels, names and years: 令和7年度 where there is room for it, else R7, and as many as fit."""
    inside = f"clamp({_AT}, left + datum.half, width - datum.half)"
    year = "datum.n % ceil(30 / step) ? '' : step >= 66 ? datum.long : datum.short"
    ends = alt.ExprRef(f"{_ENDS} ? 'right' : 'left'")
    return [
        *plane.texts(rows["label"], "datum.text", _LABEL, "datum.y", align=ends),
        *plane.texts(rows["words"], "datum.text", _WORDS, "datum.y", align="left"),
        *plane.texts(rows["text"], "datum.text", "datum.x", "datum.y"),
        *plane.texts(rows["year"], year, inside, "datum.y", align="center"),
    ]


def _tips(rows: Sequence[Row]) -> list[Layer]:
    """Invisible boxes in front of everything that say what an entry is, how its years were found and how it goes on."""
    titles = {
        "entry": _("Entry"),
        "when": _("Years"),
        "progress": _("Progress"),
        "comment": _("Comment"),
        "before": _("Years before the change"),
        "reason": _("Reason for the change"),
        "basis": _("Basis"),
        "measure": _("Measure"),
    }
    places = {
        "x": f"{_AT} - datum.reach",
        "x2": "left + datum.b * step + datum.reach",
        "y": "datum.y",
        "y2": "datum.y2",
    }
    box = {name: alt.ExprRef(expression) for name, expression in places.items()}
    alike: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        alike.setdefault(tuple(name for name in titles if name in row), []).append(row)
    return [
        layer
        for names, members in alike.items()
        for layer in plane.marks(
            members,
            "rect",
            {**box, "opacity": 0},
            tooltip=[alt.Tooltip(f"{n}:N", title=titles[n]) for n in names],
        )
    ]

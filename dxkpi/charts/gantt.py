"""The schedule of a policy as a Gantt chart: its measures down, the fiscal years
across, in the plan's order and words.

Across, places are expressions over `width`; down, `dxkpi.charts.gantt_rows` has laid
out two arrangements in pixels, and `mode` says which one a width shows. A bar is solid
where the plan states its years, pale with a dashed edge where they were inferred, and
fades where it has no end. Lines (today, deadlines, years) run behind everything, and
every text beside bars lies on a patch of the page's colour.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from dxkpi import fiscal
from dxkpi.charts.gantt_marks import BarMark, EntryTip, GanttMarks
from dxkpi.charts.gantt_rows import EDGE, NAMES, gantt_grid
from dxkpi.charts.lanes import INSET
from dxkpi.charts.spec import (
    Layer,
    Spec,
    box_layers,
    chart_spec,
    expr,
    in_role,
    mark_layers,
    text_layers,
)
from dxkpi.charts.strips import Side
from dxkpi.plan import Plan, Policy, Progress
from dxkpi.rules import EntryKey
from dxkpi.rules.timetable import NO_REPORTS, ScheduleReports, timetable_years
from dxkpi.wording.language import Language
from dxkpi.wording.timetable import schedule_description

ROW_ENDS = "row_ends"
"""What the lines under the measures are called in the picture, the first of which lies under
the years: where the page cuts it for paper (`page.js` knows it).
"""

# a gradient cannot name a role; this blue fades into the page of either theme
_FADING = "rgba(8,119,215,{})"

_LEFT, _INSIDE, _RIGHT = int(Side.LEFT), int(Side.INSIDE), int(Side.RIGHT)

# Expressions over a mark and the chart's `left` edge of years and pixels a year (`step`)
_START = "left + datum.a * step"
_END = "left + datum.b * step"
_FROM, _TO = f"{_START} + 1", f"{_END} - 1"
_FITS = (
    f"(datum.side == {_INSIDE}"
    f" || datum.wide + {2 * INSET} <= (datum.b - datum.a) * step)"
)
_ENDS_AT_PLACE = f"(!{_FITS} && datum.side == {_LEFT})"
_LABEL = (
    f"({_FITS} ? {_START} + {INSET}"
    f" : datum.side == {_RIGHT} ? {_END} + datum.pad : {_START} - datum.pad)"
)
_LABEL_FROM = f"{_LABEL} - ({_ENDS_AT_PLACE} ? datum.wide : 0)"
_WORDS = (
    f"(datum.beside == {_RIGHT} ? {_END} + datum.pad"
    f" : datum.beside == {_LEFT} ? {_START} - datum.pad - datum.wide"
    f" : max(left, min({_START} + datum.pad, width - {EDGE} - datum.wide)))"
)


def gantt_chart(
    plan: Plan,
    policy: Policy,
    numbers: Collection[str],
    language: Language,
    *,
    today: date,
    selected_year: int,
    progress: Mapping[EntryKey, Progress] = NO_REPORTS.known,
) -> Spec | None:
    """The measures of a policy that have a schedule and one of these numbers,
    `selected_year` standing out; None without such, and for a plan without any year.

    `progress` is what was reported by then, by `ReportableEntry.key`. It is a Vega-Lite
    spec without a width, as high as its rows need; both arrangements are in it.
    """
    measures = [
        measure
        for measure in policy.measures
        if measure.schedule and measure.number in numbers
    ]
    if not measures or not timetable_years(plan):
        return None
    last_closed = fiscal.last_closed_year(today)
    reports = ScheduleReports(selected_year, last_closed, progress)
    grid = gantt_grid(plan, today, reports, language)
    beside, above = grid.sheet(0), grid.sheet(1)
    beside_height = beside.add_measures(measures)
    above_height = above.add_measures(measures)
    marks = GanttMarks()
    marks.add_all(beside.marks)
    marks.add_all(above.marks)

    layers = [
        layer.only_where("datum.mode == mode")
        for layer in _layers(marks, grid.language)
    ]
    description = schedule_description(
        policy, measures, grid.years, grid.language, grid.reports
    )
    parameters = {
        "mode": f"width < {grid.switch} ? 1 : 0",
        "left": f"mode ? 0 : {NAMES}",
        "step": f"(width - left - {EDGE}) / {len(grid.years)}",
        "height": f"mode ? {above_height} : {beside_height}",
    }
    return {
        **chart_spec(layers, beside_height, description),
        "params": [{"name": name, **expr(text)} for name, text in parameters.items()],
    }


def _layers(marks: GanttMarks, language: Language) -> list[Layer]:
    """What is drawn, from the back to the front. A kind of mark that does not occur has
    no layer.
    """
    return [
        *_line_layers(marks),
        *_patch_layers(marks),
        *_bar_layers(marks),
        *_strip_layers(marks),
        *_point_layers(marks),
        *_text_layers(marks),
        *_tip_layers(marks.tips, language),
    ]


def _line_layers(marks: GanttMarks) -> list[Layer]:
    """The years, the measures, then today and the deadlines."""
    sides = (f"{_START} - datum.wide / 2", f"{_START} + datum.wide / 2")
    row_ends = box_layers(marks.separators, "0", "width", "datum.y", "datum.y + 1")
    return [
        *box_layers(marks.year_lines, *sides, "datum.y", "datum.y2"),
        *(layer.named(ROW_ENDS) for layer in row_ends),
        *box_layers(marks.poles, *sides, "datum.y", "datum.y2"),
    ]


def _patch_layers(marks: GanttMarks) -> list[Layer]:
    """The page's colour under texts that a line could run through: labels, and names
    above their bars.
    """
    labels = in_role(marks.labels, "surface")
    names = in_role([name for name in marks.names if name.mode == 1], "surface")
    words = in_role(marks.strip_words, "surface")
    label_end = f"{_LABEL_FROM} + datum.wide + 2"
    words_end = f"{_WORDS} + datum.wide + 2"
    tall = ("datum.y - 8", "datum.y + 8")
    flat = ("datum.y - 7", "datum.y + 7")
    return [
        *box_layers(labels, f"{_LABEL_FROM} - 2", label_end, *tall),
        *box_layers(names, "datum.x - 2", "datum.x + datum.wide + 2", *tall),
        *box_layers(words, f"{_WORDS} - 2", words_end, *flat),
    ]


def _bar_layers(marks: GanttMarks) -> list[Layer]:
    """Fills and edges; bars whose end or start nobody knows fade."""
    place = (_FROM, _TO, "datum.y", "datum.y2")
    fill: dict[str, Any] = {"opacity": expr("datum.strength"), "cornerRadius": 3}
    edge: dict[str, Any] = {
        "strokeWidth": 1.25,
        "strokeDash": expr("datum.dash"),
        "cornerRadius": 3,
    }
    return [
        *box_layers(in_role(marks.bars, "bar"), *place, **fill),
        *box_layers(in_role(marks.bars, "actual"), *place, filled=False, **edge),
        *_fading_layers(marks.fading, (1, 0), edge),
        *_fading_layers(marks.rising, (0, 1), edge),
    ]


def _fading_layers(
    bars: Sequence[BarMark], ends: tuple[int, int], edge: Mapping[str, Any]
) -> list[Layer]:
    """Bars that fade from one end (1) to the other (0), in a colour of their own."""
    if not bars:
        return []
    mark = {
        "type": "rect",
        "fill": _gradient(ends, 0.28),
        "stroke": _gradient(ends, 1),
        "x": expr(_FROM),
        "x2": expr(_TO),
        "y": expr("datum.y"),
        "y2": expr("datum.y2"),
        **edge,
    }
    return [Layer(mark, {}, bars)]


def _gradient(ends: tuple[int, int], strength: float) -> dict[str, Any]:
    stops = [
        {"offset": offset, "color": _FADING.format(end * strength)}
        for offset, end in enumerate(ends)
    ]
    return {"gradient": "linear", "stops": stops}


def _strip_layers(marks: GanttMarks) -> list[Layer]:
    """What was reported, as a thin bar or the mark of an end, and the years before a
    change as an outline.
    """
    thin = (_FROM, f"max({_TO}, {_FROM} + 2)", "datum.y", "datum.y2")
    tick = (f"{_START} - datum.wide / 2", f"{_START} + datum.wide / 2")
    outline: dict[str, Any] = {"filled": False, "strokeWidth": 1, "cornerRadius": 2}
    hollow = {
        "x": expr(_START),
        "y": expr("datum.y"),
        "shape": expr("datum.shape"),
        "size": 55,
        "filled": False,
        "strokeWidth": 1.25,
        "opacity": 1,
    }
    return [
        *box_layers(marks.reported_bars, *thin, cornerRadius=2),
        *box_layers(marks.ticks, *tick, "datum.y", "datum.y2"),
        *box_layers(marks.former_bars, *thin, **outline),
        *mark_layers(marks.moved_points, "point", hollow),
    ]


def _point_layers(marks: GanttMarks) -> list[Layer]:
    """Milestones, solid or as a dashed ring, and the flags of deadlines."""
    place = {"x": expr(_START), "y": expr("datum.y"), "opacity": 1}
    dot = {**place, "shape": "circle", "size": 85, "filled": True}
    ring = {**dot, "filled": False, "strokeWidth": 1.5, "strokeDash": [2.5, 2]}
    flag = {
        **place,
        "shape": "triangle-left",
        "size": 75,
        "xOffset": -5,
        "filled": True,
    }
    return [
        *mark_layers(marks.milestones, "point", dot),
        *mark_layers(marks.rings, "point", ring),
        *mark_layers(marks.flags, "point", flag),
    ]


def _text_layers(marks: GanttMarks) -> list[Layer]:
    """Labels, names and years: 令和7年度 where there is room for it, else R7, and as
    many as fit.
    """
    inside = f"clamp({_START}, left + datum.half, width - datum.half)"
    year = "datum.n % ceil(30 / step) ? '' : step >= 66 ? datum.long : datum.short"
    label_end = expr(f"{_ENDS_AT_PLACE} ? 'right' : 'left'")
    return [
        *text_layers(marks.labels, "datum.text", _LABEL, "datum.y", align=label_end),
        *text_layers(marks.strip_words, "datum.text", _WORDS, "datum.y", align="left"),
        *text_layers(marks.names, "datum.text", "datum.x", "datum.y"),
        *text_layers(marks.heads, year, inside, "datum.y", align="center"),
    ]


def _tip_layers(tips: Sequence[EntryTip], language: Language) -> list[Layer]:
    """Invisible boxes in front of everything that say what an entry is, how its years
    were found and how it goes on.

    A tooltip names what it has nothing of, too; so entries that say different things
    stand in different layers.
    """
    _ = language.gettext
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
    box = {
        "x": expr(f"{_START} - datum.reach"),
        "x2": expr(f"{_END} + datum.reach"),
        "y": expr("datum.y"),
        "y2": expr("datum.y2"),
        "opacity": 0,
    }
    groups: dict[tuple[str, ...], list[EntryTip]] = {}
    for tip in tips:
        filled = tuple(name for name in titles if getattr(tip, name) is not None)
        groups.setdefault(filled, []).append(tip)
    layers: list[Layer] = []
    for filled, members in groups.items():
        tooltip = [
            {"field": name, "type": "nominal", "title": titles[name]} for name in filled
        ]
        layers += mark_layers(members, "rect", box, tooltip=tooltip)
    return layers

"""The way to a target as one large picture: what is known, the line to the target, what is left, where the trend leads.

Drawn as of the year looked at. Figures of later years are pale: they were not known then and have no part in the
outlook. The outlook is a band, with a dotted line through its middle, that opens from the last figure. A figure that comes
from a survey has its margin of error as an upright line; where the survey was changed the line is broken, and a word
says so. What is only supposed is a hollow point with dots to it and on to the target.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import altair as alt
import pandas as pd

from dxkpi import fiscal
from dxkpi.charts import callouts, captions, line, scale, series, tabular
from dxkpi.charts.course import FigureCourse
from dxkpi.charts.plane import Label, Layer, Plane, boxes, marks, texts
from dxkpi.plan import Indicator, TargetRule
from dxkpi.rules import Forecast, Judgement, Trajectory
from dxkpi.survey import IndicatorTrend, rate_interval, surveys_by_year
from dxkpi.text.width import text_width
from dxkpi.wording import figures
from dxkpi.wording.forecast import forecast_text
from dxkpi.wording.language import _, current_language, sentences

_BRACKET, _BRACKET_TEXT = 16, 24


def trend(
    standing: Trajectory,
    judgements: Sequence[Judgement],
    outlook: Forecast | None,
    supposed: Decimal | None = None,
) -> dict[str, Any]:
    """The chart of an indicator's trend in the year of `standing`.

    `judgements` holds one for each fiscal year of interest; `supposed` is a figure for the year after the last one that
    is known, which somebody only plays with. Returns a Vega-Lite spec without a width, 430 px high; its
    value axis starts at `trend_start`, or includes zero where that is None.
    """
    year = standing.judgement.fiscal_year
    whole = _without_references(standing.indicator)
    span = series.span(whole, judgements, year)
    ends = [outlook.end.fiscal_year] if outlook else []
    years = range(span[0], max([span[-1], *ends]) + 1)
    until = max(year, standing.last)
    seen = whole.model_copy(
        update={"actuals": tuple(a for a in whole.actuals if a.fiscal_year <= until)}
    )
    taken = {
        a.fiscal_year
        for a in whole.actuals
        if a.fiscal_year > until and a.value is not None
    }
    taken |= {standing.last + 1} if supposed is not None else set()
    course = FigureCourse(seen, judgements, years)
    axis = _axis(whole, outlook, supposed)
    bracket = (
        _bracket_lines(standing)
        if standing.needed is not None and standing.deadline == years[-1]
        else []
    )
    beside = [_BRACKET_TEXT + 4 + text_width(text, 13, bold=True) for text in bracket]
    plane = Plane(
        years,
        line.HEIGHT,
        left=round(line.room_for_ticks(whole, axis) + 24),
        right=round(max([34, *beside])),
        span=(float(axis.start), float(axis.stop)),
        band=(50, line.HEIGHT - 62),
    )
    return plane.draw(
        [
            *plane.column(year, 16, line.HEIGHT - 4),
            *line.value_axis(plane, whole, axis),
            *_band(standing, plane, outlook),
            *_later(standing, plane),
            *_margins(course, plane),
            *_breaks(course, plane),
            *line.lines(course, plane, 3),
            *line.marks(course, plane, 90, year),
            *_bracket(standing, course, plane, bracket),
            *_outlook_label(course, standing, plane, outlook),
            *_supposition(standing, plane, supposed),
            *plane.labels(callouts.trend(course, plane, year, outlook, taken)),
            *plane.year_labels(line.HEIGHT - 17, year),
        ],
        _description(
            seen, [j for j in judgements if j.fiscal_year <= year], years, outlook
        ),
    )


def trend_start(indicator: Indicator, outlook: Forecast | None) -> Decimal | None:
    """Where the value axis of `trend` starts when it leaves out zero, so that the page can say so; otherwise None."""
    axis = _axis(_without_references(indicator), outlook)
    return None if axis.holds_zero else axis.start


def trend_note(found: IndicatorTrend) -> str:
    """What one must know to read `trend`: where its axis starts, what lines and band are, which figures are pale."""
    indicator, ahead = found.indicator, found.outlook
    until = max(
        [
            found.judgement.fiscal_year,
            *([found.trajectory.last] if found.trajectory else []),
        ]
    )
    facts = (
        [_("upright lines: 95% margin of error")] if found.surveys is not None else []
    )
    if (start := trend_start(indicator, ahead)) is not None:
        facts.append(
            _(
                "vertical axis from {value}",
                value=figures.figure_text(indicator, start, current_language()),
            )
        )
    if ahead is not None and ahead.has_width:
        facts.append(_("band: 80% prediction interval of the least-squares line"))
    later = [
        a.fiscal_year
        for a in indicator.actuals
        if a.value is not None and a.fiscal_year > until
    ]
    if later:
        facts.append(
            _(
                "pale: actuals from {year} on, after the chosen year",
                year=fiscal.wareki(min(later)),
            )
        )
    return _(", ").join(facts)


def trend_table(
    indicator: Indicator, judgements: Sequence[Judgement], outlook: Forecast | None
) -> pd.DataFrame:
    """The chart's numbers as text, one row a fiscal year: year, actual, line to the target, outlook, verdict.

    Line and outlook are left out where no year has one.
    """
    whole = _without_references(indicator)
    frame = tabular.table(whole, judgements).drop(columns=_("as of"))
    reach = indicator.target is not None and indicator.target.rule is TargetRule.REACH
    ahead = (
        {
            e.fiscal_year: forecast_text(indicator, e, current_language(), unit=False)
            for e in outlook.estimates
        }
        if outlook
        else {}
    )
    frame.insert(
        3,
        "outlook",
        [ahead.get(year, tabular.NONE) for year in series.span(whole, judgements)],
    )
    names = [
        _("Year"),
        _("Actual"),
        _("Line") if reach else _("Expected"),
        _("Trend"),
        _("Verdict"),
    ]
    kept = [
        n
        for n in range(5)
        if n not in (2, 3) or (frame.iloc[:, n] != tabular.NONE).any()
    ]
    return frame.set_axis(names, axis="columns").iloc[:, kept]


def trend_csv(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    outlook: Forecast | None,
    place: str,
) -> bytes:
    """The same as a file for Excel, with the middle and both ends of the outlook, one digit finer than the figures."""
    frame = tabular.record(indicator, judgements, place)
    ahead = (
        {e.fiscal_year: (e.centre, e.low, e.high) for e in outlook.estimates}
        if outlook
        else {}
    )
    years, digits = series.span(indicator, judgements), indicator.decimals + 1
    for n, name in enumerate(
        (_("outlook: middle"), _("outlook: lower end"), _("outlook: upper end"))
    ):
        ends = [
            round(ahead[year][n], digits) if year in ahead else "" for year in years
        ]
        frame[name] = pd.Series(ends, dtype=object)
    return tabular.csv_file(frame)


def _without_references(indicator: Indicator) -> Indicator:
    return indicator.model_copy(update={"references": ()})


def _axis(
    indicator: Indicator, outlook: Forecast | None, supposed: Decimal | None = None
) -> scale.Axis:
    beside = (
        [end for e in outlook.estimates for end in (e.low, e.high)] if outlook else []
    )
    margins = [rate_interval(found) for found in surveys_by_year(indicator).values()]
    beside += [end for found in margins for end in (found.low, found.high)]
    return scale.axis(
        indicator, [*beside, *([supposed] if supposed is not None else [])]
    )


def _margins(course: FigureCourse, plane: Plane) -> list[Layer]:
    """The margin of error of each figure that comes from a survey."""
    known = {
        year: rate_interval(found)
        for year, found in surveys_by_year(course.indicator).items()
    }
    rows = [
        {
            **line.row(year, found.low, "actual", "margin"),
            "low": float(found.low),
            "high": float(found.high),
        }
        for year, found in known.items()
    ]
    return plane.spans(rows, 2, 0.55)


def _breaks(course: FigureCourse, plane: Plane) -> list[Layer]:
    """A line and a word where the survey was changed, between the two years that cannot be compared."""
    top, words = plane.band[0] - 34, _("changed survey")
    look = {
        "role": "alert",
        "text": words,
        "size": 12,
        "bold": False,
        "anchor": "center",
    }
    rows = [{"year": year, **look} for year in course.breaks]
    at = f"({plane.at_year} - {plane.step} / 2)"
    return [
        *boxes(rows, f"{at} - 0.75", f"{at} + 0.75", top + 10, line.HEIGHT - 30),
        *texts(
            rows,
            "datum.text",
            f"max({at}, {text_width(words, 12) / 2 + 2})",
            str(top),
            halo=True,
        ),
    ]


def _supposition(
    standing: Trajectory, plane: Plane, supposed: Decimal | None
) -> list[Layer]:
    """A figure for the next year that is only supposed, and the way it would leave to the target."""
    if supposed is None:
        return []
    year, role = standing.last + 1, "ink"
    points = [
        line.row(standing.last, standing.value, role, "supposed"),
        line.row(year, supposed, role, "supposed"),
    ]
    if (
        standing.goal is not None
        and standing.deadline is not None
        and standing.deadline > year
    ):
        points.append(line.row(standing.deadline, standing.goal, role, "supposed"))
    said = _(
        "supposed: {value}",
        value=figures.figure_text(standing.indicator, supposed, current_language()),
    )
    here, beside = plane.pixel(supposed), 20 if standing.gained >= 0 else -18
    label = Label(year, here + beside, said, role, 13, bold=True)
    return [
        *plane.line(points, 1.75, line.DOTS),
        *plane.points([{**points[1], "role": "surface"}], 130),
        *plane.points([{**points[1], "tip": said}], 100, filled=False, strokeWidth=2),
        *plane.labels([label]),
    ]


def _band(standing: Trajectory, plane: Plane, outlook: Forecast | None) -> list[Layer]:
    if outlook is None:
        return []
    indicator, name = standing.indicator, _("outlook")
    start = line.row(standing.last, standing.value, "actual", "outlook")
    middle = [
        line.row(
            e.fiscal_year,
            e.centre,
            "actual",
            "outlook",
            line.tip(
                e.fiscal_year,
                forecast_text(indicator, e, current_language()),
                name,
            ),
        )
        for e in outlook.estimates
    ]
    band = [{**start, "high": start["value"]}]
    band += [
        {**row, "value": float(e.low), "high": float(e.high)}
        for row, e in zip(middle, outlook.estimates, strict=True)
    ]
    return [
        *plane.area(band, 0.16),
        *plane.line([start, *middle], 2, line.DOTS),
        *plane.points(middle, 24),
    ]


def _later(standing: Trajectory, plane: Plane) -> list[Layer]:
    """What came after the year looked at, pale."""
    indicator, year = standing.indicator, standing.judgement.fiscal_year
    later = {
        a.fiscal_year: a
        for a in indicator.actuals
        if a.fiscal_year > max(year, standing.last)
    }
    rows = [
        line.row(
            n,
            a.value,
            "reference",
            "later",
            line.tip(n, captions.actual(indicator, a, unit=True)),
        )
        for n, a in sorted(later.items())
        if a.value is not None
    ]
    if not rows:
        return []
    start = line.row(standing.last, standing.value, "reference", "later")
    labels = [
        Label(
            n,
            plane.pixel(a.value) + 16,
            captions.actual(indicator, a),
            "muted",
            12,
            optional=True,
        )
        for n, a in later.items()
        if a.value is not None
    ]
    return [
        *plane.line([start, *rows], 1.5),
        *plane.points(rows, 50),
        *plane.labels(labels),
    ]


def _bracket_lines(standing: Trajectory) -> list[str]:
    indicator, left, needed = standing.indicator, standing.left, standing.needed
    assert left is not None
    assert needed is not None
    number = figures.number_text(
        indicator,
        abs(left),
        current_language(),
        figures.telling_digits(indicator, left),
    )
    return [
        _("{n} to go", n=number),
        _(
            "{n} a year",
            n=figures.signed_text(indicator, needed, current_language()),
        ),
    ]


def _bracket(
    standing: Trajectory, course: FigureCourse, plane: Plane, said: Sequence[str]
) -> list[Layer]:
    """How much is left, as an arrow at the right edge from the last figure up or down to the target."""
    if not said or standing.goal is None or standing.deadline is None:
        return []
    here, there = plane.pixel(standing.value), plane.pixel(standing.goal)
    way = 1 if there > here else -1
    edge = plane.right - _BRACKET
    level = [{"year": standing.last, "value": float(standing.value), "role": "muted"}]
    ends = {
        "x": alt.ExprRef(plane.at_year),
        "x2": alt.ExprRef(f"width - {edge - 6}"),
        "strokeDash": [1, 3],
    }
    top = min(here, there)
    head = {
        "shape": "triangle-down" if way > 0 else "triangle-up",
        "filled": True,
        "opacity": 1,
        "size": 45,
    }
    beside = (here + there) / 2 - 9
    label_above = callouts.goal_side(course, plane, standing.deadline) < 0
    first = max(beside, there + 12) if label_above else min(beside, there - 28)
    rows = [
        {
            "y": first + 18 * n,
            "text": text,
            "role": "ink",
            "size": 13 - n,
            "bold": n == 0,
            "anchor": "left",
        }
        for n, text in enumerate(said)
    ]
    return [
        *plane.rules(level, 0, **ends),
        *boxes(
            [{"role": "ink"}],
            f"width - {edge + 0.75}",
            f"width - {edge - 0.75}",
            top,
            top + abs(here - there),
        ),
        *marks(
            [{"role": "ink"}],
            "point",
            {**head, "x": alt.ExprRef(f"width - {edge}"), "y": there - 4 * way},
        ),
        *texts(
            rows,
            "datum.text",
            f"width - {plane.right - _BRACKET_TEXT}",
            "datum.y",
            halo=True,
        ),
    ]


def _outlook_label(
    course: FigureCourse, standing: Trajectory, plane: Plane, outlook: Forecast | None
) -> list[Layer]:
    """Where the trend leads, in two lines at the end of its band, on the side that faces away from the target.

    Where the years are too narrow for it, the label moves under (or over) everything, to the right edge.
    """
    if outlook is None:
        return []
    end, last = outlook.end, plane.pixel(standing.value)
    lows = [last, *(plane.pixel(e.low) for e in outlook.estimates)]
    highs = [last, *(plane.pixel(e.high) for e in outlook.estimates)]
    falls, goals = (
        callouts.sinks(course),
        [plane.pixel(value) for value in course.goal.values()],
    )
    over = falls is not any(
        goal < highs[-1] - 8 if falls else goal > lows[-1] + 8 for goal in goals
    )
    if over:
        beside, beyond = (
            min(highs[-1], 0.6 * highs[-2] + 0.4 * highs[-1]) - 32,
            min(highs) - 54,
        )
    else:
        beside, beyond = (
            max(lows[-1], 0.6 * lows[-2] + 0.4 * lows[-1]) + 15,
            max(lows) + 36,
        )
    wide, narrow = (min(max(y, 12), plane.band[1] + 8) for y in (beside, beyond))
    lines = (
        (_("if this trend goes on"), 12, False),
        (
            forecast_text(course.indicator, end, current_language()),
            14,
            True,
        ),
    )
    rows = [
        {
            "year": end.fiscal_year,
            "text": text,
            "role": "actual",
            "size": size,
            "bold": bold,
            "anchor": "right",
            "y": wide + 18 * n,
            "under": narrow + 18 * n,
        }
        for n, (text, size, bold) in enumerate(lines)
    ]
    roomy = f"{plane.step} >= {max(text_width(text, size, bold=bold) for text, size, bold in lines) * 1.5}"
    x = f"{roomy} ? {plane.at_year} + 4 : width - 4"
    return texts(rows, "datum.text", x, f"{roomy} ? datum.y : datum.under", halo=True)


def _description(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: range,
    outlook: Forecast | None,
) -> str:
    said = [captions.description(indicator, judgements, years)]
    if outlook is not None:
        year = fiscal.wareki(outlook.end.fiscal_year)
        said.append(
            _(
                "If this trend goes on: {value} in {year}.",
                value=forecast_text(indicator, outlook.end, current_language()),
                year=year,
            )
        )
    return sentences(said)

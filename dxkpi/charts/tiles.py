"""Years judged each on its own (keep, improve, do, yes/no): a row of tiles instead of a line, which would promise a trend."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dxkpi import fiscal
from dxkpi.charts import captions, roles, series
from dxkpi.charts.plane import Label, Layer, Plane, Row
from dxkpi.charts.series import SeriesKind
from dxkpi.plan import Indicator, TargetRule
from dxkpi.rules import Judgement, Status
from dxkpi.wording import figures, glossary
from dxkpi.wording.language import _, current_language

HEIGHT, SMALL_HEIGHT = 216, 120


@dataclass(frozen=True)
class _Size:
    """How large a row of tiles is drawn, in pixels."""

    height: int
    tile: int
    tile_y: float
    text_y: float
    text: int
    years_y: float


_OPENED = _Size(HEIGHT, 40, 72, 110, 15, 198)
_SMALL = _Size(SMALL_HEIGHT, 25, 47, 72, 12, 111)


def years(
    indicator: Indicator, judgements: Sequence[Judgement], *, selected_year: int
) -> dict[str, Any]:
    """The years of an opened indicator as tiles: glyph in the status colour, figure and word beneath, target above.

    `judgements` holds one for each fiscal year of interest; `selected_year` stands out. Returns a Vega-Lite spec without
    a width, 216 px high.
    """
    span = series.span(indicator, judgements, selected_year)
    return _draw(indicator, judgements, span, _OPENED, selected_year)


def strip(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    shown: range,
    ring: int | None = None,
) -> dict[str, Any]:
    """The same as a small multiple, 120 px high, without the words; one year may be ringed."""
    return _draw(indicator, judgements, shown, _SMALL, None, ring)


def _draw(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    shown: range,
    size: _Size,
    selected_year: int | None,
    ring: int | None = None,
) -> dict[str, Any]:
    opened = size is _OPENED
    margin = 40 if opened else 22
    plane = Plane(shown, size.height, left=margin, right=margin, long_years=opened)
    tiles = [
        _tile(indicator, j)
        for j in judgements
        if j.fiscal_year in shown and _is_shown(indicator, j)
    ]
    judged = {tile["year"] for tile in tiles}
    labels = [_goal(indicator, shown, size)]
    labels += [
        label
        for year in shown
        for label in _beneath(indicator, judgements, year, judged, size)
    ]
    column = (
        plane.column(selected_year, 40, size.height - 6)
        if selected_year is not None
        else []
    )
    return plane.draw(
        [
            *column,
            *_squares(plane, tiles, size),
            *_unjudged(plane, indicator, judged, size),
            *_ringed(plane, ring, size),
            *plane.labels(
                [_glyph(tile, size) for tile in tiles if tile["glyph"]], halo=False
            ),
            *plane.labels(labels),
            *plane.year_labels(size.years_y, selected_year),
        ],
        captions.description(indicator, judgements, shown),
    )


def _is_shown(indicator: Indicator, judgement: Judgement) -> bool:
    """Not the baseline's own year, which is the starting point, and no year that is merely observed without a figure."""
    start, status = indicator.baseline, judgement.status
    if status is Status.MONITORED:
        return judgement.value is not None
    begins = start is not None and judgement.fiscal_year == start.fiscal_year
    return not (begins and status in (Status.NOT_DUE, Status.NOT_ASSESSABLE))


def _tile(indicator: Indicator, judgement: Judgement) -> dict[str, Any]:
    status, year = judgement.status, judgement.fiscal_year
    waits = status is Status.NOT_DUE and judgement.value is None
    shape = "full"
    if status is Status.NOT_REPORTED:
        shape = "dashed"
    elif _waits_to_be_done(indicator, judgement):
        shape = "deadline" if _is_deadline(indicator, year) else "dot"
    elif roles.needs_outline(status):
        shape = "outlined"
    return {
        "year": year,
        "role": status.value,
        "shape": shape,
        "glyph": "" if waits else glossary.term_glyph(status),
        "on": roles.text_on(status),
        "tip": f"{fiscal.wareki(year)} {glossary.term_label(status, current_language())}",
    }


def _waits_to_be_done(indicator: Indicator, judgement: Judgement) -> bool:
    """A year in which something to be done once is not asked for yet."""
    to_do = indicator.target is not None and indicator.target.rule is TargetRule.DO
    return to_do and judgement.status is Status.NOT_DUE and judgement.value is None


def _squares(plane: Plane, tiles: Sequence[Row], size: _Size) -> list[Layer]:
    side = f"min({size.tile}, {plane.step} * 0.82)"

    def rows(role: str | None, *shapes: str) -> list[Row]:
        return [
            {**tile, "role": role or tile["role"]}
            for tile in tiles
            if tile["shape"] in shapes
        ]

    edge = {"filled": False, "strokeWidth": 1.5}
    return [
        *plane.squares(rows(None, "full", "outlined", "dashed"), size.tile_y, side),
        *plane.squares(
            rows("ink", "outlined"),
            size.tile_y,
            side,
            filled=False,
            strokeWidth=0.75,
            opacity=0.55,
        ),
        *plane.squares(
            rows("muted", "dashed"), size.tile_y, side, **edge, strokeDash=[3, 3]
        ),
        *plane.squares(rows("ink", "deadline"), size.tile_y, f"{side} * 0.6", **edge),
        *plane.squares(rows("muted", "dot"), size.tile_y, "4", shape="circle"),
    ]


def _unjudged(
    plane: Plane, indicator: Indicator, judged: set[int], size: _Size
) -> list[Layer]:
    """Years with a figure but without a judgement: the baseline and what lies before the plan, as hollow points."""
    known = series.by_year(
        series.numbers(indicator), SeriesKind.ACTUAL, SeriesKind.BASELINE
    )
    rows = [
        {"year": year, "role": "actual", "tip": fiscal.wareki(year)}
        for year in known
        if year in plane.years and year not in judged
    ]
    return plane.squares(
        rows, size.tile_y, "9", shape="circle", filled=False, strokeWidth=2
    )


def _ringed(plane: Plane, ring: int | None, size: _Size) -> list[Layer]:
    if ring is None or ring not in plane.years:
        return []
    side = f"min({size.tile + 7}, {plane.step} * 0.98)"
    return plane.squares(
        [{"year": ring, "role": "alert", "tip": fiscal.wareki(ring)}],
        size.tile_y,
        side,
        filled=False,
        strokeWidth=2,
    )


def _glyph(tile: Row, size: _Size) -> Label:
    return Label(
        tile["year"],
        size.tile_y,
        tile["glyph"],
        tile["on"],
        20 if size is _OPENED else 14,
        bold=True,
    )


def _goal(indicator: Indicator, shown: range, size: _Size) -> Label:
    opened = size is _OPENED
    text = captions.target(indicator, with_deadline=opened)
    return Label(
        shown[-1],
        20 if opened else 14,
        text,
        "target",
        size.text,
        opened,
        "right",
        dx=18 if opened else 14,
    )


def _beneath(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    year: int,
    judged: Collection[int],
    size: _Size,
) -> list[Label]:
    """What stands under a year: its figure or the reason for none, and on an opened chart the status in words."""
    opened = size is _OPENED
    lines: list[Label] = []
    if text := _figure(indicator, year):
        lines.append(Label(year, 0, text, "ink", size.text, opened))
    elif reason := series.missing(indicator, judgements).get(year):
        lines.append(Label(year, 0, reason, "muted", 12))
    elif _is_deadline(indicator, year):
        lines.append(Label(year, 0, _("deadline"), "muted", 12))
    if (
        opened
        and (word := _word(indicator, judgements, year, judged))
        and word not in [line.text for line in lines]
    ):
        lines.append(Label(year, 0, word, "muted", 12))
    return [
        replace(
            line, y=size.text_y + 18 * n, stagger=36 if opened else 15, optional=True
        )
        for n, line in enumerate(lines)
    ]


def _figure(indicator: Indicator, year: int) -> str:
    entry, start = indicator.actual(year), indicator.baseline
    if entry is not None and entry.value is not None:
        return captions.actual(indicator, entry)
    if start is not None and start.fiscal_year == year:
        return figures.number_text(indicator, start.value, current_language())
    return ""


def _is_deadline(indicator: Indicator, year: int) -> bool:
    target = indicator.target
    return (
        target is not None
        and target.rule is TargetRule.DO
        and target.fiscal_year == year
    )


def _word(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    year: int,
    judged: Collection[int],
) -> str:
    start = indicator.baseline
    if year not in judged:
        return _("baseline") if start is not None and start.fiscal_year == year else ""
    found = next(j for j in judgements if j.fiscal_year == year)
    return (
        ""
        if _waits_to_be_done(indicator, found)
        else glossary.term_label(found.status, current_language())
    )

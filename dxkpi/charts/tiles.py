"""Years judged each on its own (keep, improve, do, yes/no): a row of tiles instead of a
line, which would promise a trend.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from dxkpi.charts import roles
from dxkpi.charts.plane import Label, Plane, YearMark
from dxkpi.charts.spec import Layer, Spec, in_role
from dxkpi.plan import DoTarget, Indicator
from dxkpi.rules import WAITING, Judgement, Status
from dxkpi.rules.figure_course import course_years, missing_reasons
from dxkpi.rules.known_figures import known_figures
from dxkpi.text.width import text_width
from dxkpi.wording.chart_captions import (
    indicator_description,
    known_label,
    target_label,
)
from dxkpi.wording.glossary import term_glyph, term_label
from dxkpi.wording.language import Language
from dxkpi.wording.targets import goal_text

_LINE_HEIGHT = 18
_NARROWEST_CARD = 205  # pixels within its edges


@dataclass(frozen=True)
class _TileSize:
    """How large a row of tiles is drawn, in pixels; labels stagger where the years are narrow."""

    height: int
    margin: int
    tile: int
    tile_y: float
    text_y: float
    text: int
    years_y: float
    stagger: int
    has_words: bool

    @property
    def column_top(self) -> float:
        """Where the column behind the chosen year begins, beneath the target."""
        return 40 if self.has_words else 30


_OPENED = _TileSize(216, 40, 40, 72, 110, 15, 198, stagger=36, has_words=True)
_SMALL = _TileSize(120, 22, 25, 47, 72, 12, 111, stagger=15, has_words=False)


class _TileShape(Enum):
    """How a year's tile is drawn."""

    FULL = "full"
    OUTLINED = "outlined"
    DASHED = "dashed"
    DEADLINE = "deadline"
    DOT = "dot"


@dataclass(frozen=True)
class _Tile:
    """The tile of a judged year, with the glyph on it."""

    mark: YearMark
    shape: _TileShape
    glyph: str
    glyph_role: str


@dataclass(frozen=True)
class _TileRow:
    """An indicator in the years shown, drawn at a size in a language."""

    indicator: Indicator
    judgements: Sequence[Judgement]
    years: range
    size: _TileSize
    language: Language

    @property
    def judged(self) -> dict[int, Judgement]:
        """The years that have a tile, with their judgements."""
        judged: dict[int, Judgement] = {}
        for judgement in self.judgements:
            if judgement.fiscal_year in self.years and has_tile(judgement):
                judged.setdefault(judgement.fiscal_year, judgement)
        return judged


def year_tiles(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    language: Language,
    *,
    selected_year: int,
) -> Spec:
    """The years of an opened indicator as tiles: glyph in the status colour, figure and
    word beneath, target above.

    `judgements` holds one for each fiscal year of interest; `selected_year` stands out.
    Returns a Vega-Lite spec without a width, 216 px high.
    """
    years = course_years(indicator, judgements, selected_year)
    row = _TileRow(indicator, judgements, years, _OPENED, language)
    return _row_spec(row, selected_year=selected_year, ring=None)


def tile_strip(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: range,
    ring: int | None,
    selected_year: int | None,
    language: Language,
) -> Spec:
    """The same as a small multiple, 120 px high, without the words; one year may be ringed."""
    row = _TileRow(indicator, judgements, years, _SMALL, language)
    return _row_spec(row, selected_year=selected_year, ring=ring)


def has_tile(judgement: Judgement) -> bool:
    """Whether a year is judged: not the baseline's own, the starting point, and none
    merely observed without a figure.
    """
    baseline = judgement.indicator.baseline
    if judgement.status is Status.MONITORED:
        return judgement.value is not None
    is_start = baseline is not None and judgement.fiscal_year == baseline.fiscal_year
    is_open = judgement.status in (*WAITING, Status.NOT_ASSESSABLE)
    return not (is_start and is_open)


def _row_spec(row: _TileRow, *, selected_year: int | None, ring: int | None) -> Spec:
    size = row.size
    plane = Plane(
        row.years,
        size.height,
        left=size.margin,
        right=size.margin,
        long_years=size.has_words,
    )
    column = plane.column_layer(selected_year, size.column_top, size.height - 6)
    tiles = [_tile(judgement, row.language) for judgement in row.judged.values()]
    labels = [_goal_label(row)]
    for year in row.years:
        labels += _labels_beneath(row, year)
    return plane.spec(
        [
            *column,
            *_tile_layers(plane, tiles, size),
            *_unjudged_layers(plane, row),
            *_ring_layers(plane, ring, row),
            *plane.label_layers(_glyph_labels(tiles, size), halo=False),
            *plane.label_layers(labels),
            *plane.year_label_layers(
                size.years_y, selected_year, language=row.language
            ),
        ],
        indicator_description(row.indicator, row.judgements, row.years, row.language),
    )


def _tile(judgement: Judgement, language: Language) -> _Tile:
    status, year = judgement.counted_status, judgement.fiscal_year
    is_awaited = status in WAITING and judgement.value is None
    words = f"{language.fiscal_year(year)} {term_label(status, language)}"
    return _Tile(
        YearMark(role=roles.status_role(status), year=year, tip=words),
        _tile_shape(judgement),
        glyph="" if is_awaited else term_glyph(status),
        glyph_role=roles.glyph_role(status),
    )


def _tile_shape(judgement: Judgement) -> _TileShape:
    if judgement.status is Status.NOT_REPORTED:
        return _TileShape.DASHED
    if _waits_to_be_done(judgement):
        is_deadline = _is_deadline(judgement.indicator, judgement.fiscal_year)
        return _TileShape.DEADLINE if is_deadline else _TileShape.DOT
    if roles.needs_outline(judgement.counted_status):
        return _TileShape.OUTLINED
    return _TileShape.FULL


def _waits_to_be_done(judgement: Judgement) -> bool:
    """Whether it is a year in which something to be done once is not asked for yet."""
    if not isinstance(judgement.indicator.target, DoTarget):
        return False
    return judgement.status in WAITING and judgement.value is None


def _is_deadline(indicator: Indicator, year: int) -> bool:
    """Whether something is to be done by the end of this year."""
    target = indicator.target
    return isinstance(target, DoTarget) and target.fiscal_year == year


def _tile_layers(plane: Plane, tiles: Sequence[_Tile], size: _TileSize) -> list[Layer]:
    """Filled squares; pale ones with an edge, those without a figure dashed, and dots
    for what is not asked for yet.
    """
    marks: dict[_TileShape, list[YearMark]] = {shape: [] for shape in _TileShape}
    filled: list[YearMark] = []
    for tile in tiles:
        marks[tile.shape].append(tile.mark)
        if tile.shape not in (_TileShape.DEADLINE, _TileShape.DOT):
            filled.append(tile.mark)

    outlined = in_role(marks[_TileShape.OUTLINED], "ink")
    dashed = in_role(marks[_TileShape.DASHED], "muted")
    deadline = in_role(marks[_TileShape.DEADLINE], "ink")
    dots = in_role(marks[_TileShape.DOT], "muted")
    y = size.tile_y
    side = f"min({size.tile}, {plane.step} * 0.82)"
    thin = {"filled": False, "strokeWidth": 0.75, "opacity": 0.55}
    edge = {"filled": False, "strokeWidth": 1.5}
    return [
        *plane.square_layers(filled, y, side),
        *plane.square_layers(outlined, y, side, **thin),
        *plane.square_layers(dashed, y, side, **edge, strokeDash=[3, 3]),
        *plane.square_layers(deadline, y, f"{side} * 0.6", **edge),
        *plane.square_layers(dots, y, "4", shape="circle"),
    ]


def _unjudged_layers(plane: Plane, row: _TileRow) -> list[Layer]:
    """Years with a figure but without a judgement: the baseline and what lies before
    the plan, as hollow points.
    """
    judged = row.judged
    points = [
        YearMark(role="actual", year=year, tip=row.language.fiscal_year(year))
        for year in known_figures(row.indicator, row.years[-1])
        if year in row.years and year not in judged
    ]
    hollow = {"shape": "circle", "filled": False, "strokeWidth": 2}
    return plane.square_layers(points, row.size.tile_y, "9", **hollow)


def _ring_layers(plane: Plane, ring: int | None, row: _TileRow) -> list[Layer]:
    if ring is None or ring not in plane.years:
        return []
    size = row.size
    side = f"min({size.tile + 7}, {plane.step} * 0.98)"
    mark = YearMark(role="alert", year=ring, tip=row.language.fiscal_year(ring))
    return plane.square_layers([mark], size.tile_y, side, filled=False, strokeWidth=2)


def _glyph_labels(tiles: Sequence[_Tile], size: _TileSize) -> list[Label]:
    letters = 20 if size.has_words else 14
    return [
        Label(
            tile.mark.year, size.tile_y, tile.glyph, tile.glyph_role, letters, bold=True
        )
        for tile in tiles
        if tile.glyph
    ]


def _goal_label(row: _TileRow) -> Label:
    """The target in the upper right corner; without its name where a card has no room."""
    is_opened = row.size.has_words
    text = target_label(row.indicator, row.language, with_deadline=is_opened)
    if not is_opened and text_width(text, row.size.text) > _NARROWEST_CARD:
        text = goal_text(row.indicator, row.language) or text
    return Label(
        row.years[-1],
        20 if is_opened else 14,
        text,
        "target",
        row.size.text,
        bold=is_opened,
        anchor="right",
        dx=18 if is_opened else 14,
    )


def _labels_beneath(row: _TileRow, year: int) -> list[Label]:
    """What stands under a year: its figure or the reason for none, and on an opened
    chart the status in words.
    """
    lines = [_first_line(row, year)]
    if row.size.has_words:
        word = _verdict_word(row, year)
        if word != lines[0].text:
            lines.append(Label(year, 0, word, "muted", 12))
    labels: list[Label] = []
    for line in lines:
        if line.text:
            y = row.size.text_y + _LINE_HEIGHT * len(labels)
            stagger = row.size.stagger
            labels.append(replace(line, y=y, stagger=stagger, optional=True))
    return labels


def _first_line(row: _TileRow, year: int) -> Label:
    """The figure of a year, else why there is none, else that something is to be done by then."""
    _ = row.language.gettext
    figure = known_label(row.indicator, year, row.language)
    if figure:
        return Label(year, 0, figure, "ink", row.size.text, bold=row.size.has_words)
    reason = missing_reasons(row.indicator, row.judgements).get(year)
    if reason is not None:
        return Label(year, 0, term_label(reason, row.language), "muted", 12)
    if _is_deadline(row.indicator, year):
        return Label(year, 0, _("deadline"), "muted", 12)
    return Label(year, 0, "")


def _verdict_word(row: _TileRow, year: int) -> str:
    """The status of a judged year; of others whether it is the baseline's."""
    judgement = row.judged.get(year)
    if judgement is None:
        baseline = row.indicator.baseline
        if baseline is not None and baseline.fiscal_year == year:
            return row.language.gettext("baseline")
        return ""
    if _waits_to_be_done(judgement):
        return ""
    return term_label(judgement.counted_status, row.language)

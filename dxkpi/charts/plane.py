"""The years from left to right and values from bottom to top: the surface of line
charts and year tiles.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import altair as alt

from dxkpi.charts.spec import (
    NARROW,
    WIDE,
    Anchor,
    Layer,
    Mark,
    Spec,
    TextAtHeight,
    TextMark,
    chart_spec,
    expr,
    mark_layers,
    text_layers,
)
from dxkpi.text.width import text_width
from dxkpi.wording.language import Language

Room = Literal["narrow", "wide"]

_COLUMN_WIDTH = 72
_CAP = 196
_YEAR_WORD = 36


@dataclass(frozen=True, kw_only=True)
class YearMark(Mark):
    """A mark at a fiscal year; `tip` is said where it is pointed at."""

    year: int
    tip: str | None = None


@dataclass(frozen=True, kw_only=True)
class YearPoint(YearMark):
    """A mark at a year and a value. The points of one `segment` are joined where a line
    is drawn.
    """

    value: float
    segment: str = ""


@dataclass(frozen=True, kw_only=True)
class YearRange(YearPoint):
    """A year with the values from `low` to `high`; for a band `value` is its lower edge."""

    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class GridLine(Mark):
    """A horizontal line at a value."""

    value: float


@dataclass(frozen=True)
class Label:
    """A text at a year and a height in pixels; `anchor` and `dx` place it beside the year.

    An `optional` one vanishes where a year is narrower than the text. With `stagger`,
    labels of odd years move down by so many pixels where the years are too narrow for
    all labels on one line. One with `room` stands only on a narrow or only on a wide chart.
    """

    year: int
    y: float
    text: str
    role: str = "ink"
    size: int = 13
    bold: bool = False
    anchor: Anchor = "center"
    dx: float = 0
    optional: bool = False
    stagger: float = 0
    room: Room | None = None


@dataclass(frozen=True, kw_only=True)
class _PlacedLabel(TextMark):
    """A label with its width, `before` of it left of its place."""

    text: str
    year: int
    y: float
    dx: float
    optional: bool
    stagger: float
    room: Room | None
    odd: int
    wide: float
    before: float


@dataclass(frozen=True, kw_only=True)
class _YearLabel(TextMark):
    """A year as an axis prints it; `after` counts the years behind it."""

    year: int
    y: float
    long: str
    short: str
    after: int


@dataclass(frozen=True, kw_only=True)
class _YearWord(TextMark):
    """A word that holds for a year."""

    year: int
    text: str


@dataclass(frozen=True)
class Plane:
    """The years between two margins, and the height in pixels.

    `span` holds the values at the bottom and at the top of `band`, which is given in
    pixels from the top. With `in_steps` lines keep their value until the next year's.
    `narrow_right` is the right margin where the chart is too narrow for words there.
    """

    years: range
    height: int
    left: float
    right: float
    span: tuple[float, float] = (0, 1)
    band: tuple[float, float] = (0, 0)
    long_years: bool = True
    in_steps: bool = False
    narrow_right: float | None = None

    @property
    def ends(self) -> tuple[int, int]:
        """The domain across; a single year stands in the middle."""
        first, last = self.years[0], self.years[-1]
        if first == last:
            return (first - 1, last + 1)
        return (first, last)

    @property
    def step(self) -> str:
        """The pixels from one year to the next, as an expression."""
        first, last = self.ends
        if self.narrow_right is None:
            return f"((width - {self.left + self.right}) / {last - first})"
        return f"((width - {self.left} - {self._right_margin}) / {last - first})"

    @property
    def _right_margin(self) -> str:
        """The pixels behind the last year, as an expression."""
        if self.narrow_right is None:
            return str(self.right)
        return f"({NARROW} ? {self.narrow_right} : {self.right})"

    @property
    def at_year(self) -> str:
        """Where a mark's year lies, as an expression."""
        return f"{self.left} + (datum.year - {self.ends[0]}) * {self.step}"

    def pixel(self, value: float | Decimal) -> float:
        """How many pixels from the top a value lies."""
        low, high = self.span
        top, bottom = self.band
        return bottom - (float(value) - low) / (high - low) * (bottom - top)

    def value(self, pixel: float) -> float:
        """The value that lies so many pixels from the top."""
        low, high = self.span
        top, bottom = self.band
        return low + (bottom - pixel) / (bottom - top) * (high - low)

    def line_layers(
        self, points: Sequence[YearPoint], width: float, dash: Sequence[float] = (1, 0)
    ) -> list[Layer]:
        """A line through the points of each segment."""
        look = {
            "strokeWidth": width,
            "strokeDash": list(dash),
            "strokeJoin": "round",
        }
        if self.in_steps:
            look["interpolate"] = "step-after"
        return mark_layers(
            points,
            "line",
            look,
            **self._across(),
            **self._up(),
            detail=alt.Detail("segment:N"),
            order=alt.Order("year:Q"),
        )

    def band_layers(self, ranges: Sequence[YearRange], opacity: float) -> list[Layer]:
        """A pale band through the years of each segment."""
        upper = alt.Y2("high")
        look = {"opacity": opacity}
        return mark_layers(
            ranges,
            "area",
            look,
            **self._across(),
            **self._up(),
            y2=upper,
            detail=alt.Detail("segment:N"),
        )

    def span_layers(
        self, ranges: Sequence[YearRange], width: float, opacity: float
    ) -> list[Layer]:
        """An upright line with caps from each range's `low` to its `high`."""
        look = {"strokeWidth": width, "opacity": opacity}
        cap = {**look, "shape": "stroke", "filled": False, "size": _CAP}
        caps: list[YearRange] = []
        for mark in ranges:
            caps += [replace(mark, value=mark.low), replace(mark, value=mark.high)]

        place = {**self._across(), **self._up()}
        return [
            *self.upright_layers(ranges, width, opacity),
            *mark_layers(caps, "point", cap, **place),
        ]

    def upright_layers(
        self, ranges: Sequence[YearRange], width: float, opacity: float = 1
    ) -> list[Layer]:
        """An upright line from each range's `low` to its `high`."""
        look = {"strokeWidth": width, "opacity": opacity}
        upright = [replace(mark, value=mark.low) for mark in ranges]
        place = {**self._across(), **self._up()}
        return mark_layers(upright, "rule", look, **place, y2=alt.Y2("high"))

    def point_layers(
        self, points: Sequence[YearPoint], size: float, **look: Any
    ) -> list[Layer]:
        """A mark at each year and value; `size` is its area in square pixels."""
        settings = {"filled": True, "opacity": 1, "size": size, **look}
        place = {**self._across(), **self._up()}
        return mark_layers(points, "point", settings, tips=True, **place)

    def square_layers(
        self, marks: Sequence[YearMark], y: float, side: str, **look: Any
    ) -> list[Layer]:
        """A square at each year, its side an expression for pixels."""
        settings = {
            "shape": "square",
            "filled": True,
            "opacity": 1,
            "size": expr(f"pow({side}, 2)"),
            "y": y,
            **look,
        }
        return mark_layers(marks, "point", settings, tips=True, **self._across())

    def rule_layers(
        self, lines: Sequence[GridLine | YearPoint], start: float, **look: Any
    ) -> list[Layer]:
        """A horizontal line at each value, from `start` pixels to the right edge."""
        settings = {"x": start, "x2": expr("width - 4"), **look}
        return mark_layers(lines, "rule", settings, **self._up())

    def column_layer(self, year: int | None, top: float, bottom: float) -> list[Layer]:
        """A pale column behind the year that the reader has chosen; none where that is not
        here.
        """
        if year is None or year not in self.years:
            return []
        look = {
            "y": top,
            "y2": bottom,
            "strokeWidth": expr(f"min({_COLUMN_WIDTH}, {self.step} * 0.86)"),
            "opacity": 0.45,
        }
        column = YearMark(role="track", year=year)
        return mark_layers([column], "rule", look, **self._across())

    def label_layers(
        self, labels: Iterable[Label], *, halo: bool = True
    ) -> list[Layer]:
        """Texts with a halo in the page's colour. Those at the edges move inwards;
        crowded ones take two lines.
        """
        placed = [self._placed(label) for label in labels if label.text]
        staggered = [label.wide for label in placed if label.stagger]
        widest = max(staggered, default=0) + 2

        room = f"{self.step} * (datum.stagger ? 1.9 : 1)"
        words = f"datum.optional && {room} < datum.wide ? '' : datum.text"
        if any(label.room for label in placed):
            here = f"({NARROW} ? 'narrow' : 'wide')"
            words = f"datum.room && datum.room != {here} ? '' : {words}"
        place = f"{self.at_year} + datum.dx"
        leftmost = "2 + datum.before"
        rightmost = f"max(width - 2 - datum.wide + datum.before, {leftmost})"
        x = f"clamp({place}, {leftmost}, {rightmost})"
        y = f"datum.y + ({self.step} < {widest} ? datum.stagger * datum.odd : 0)"
        return text_layers(placed, words, x, y, halo=halo)

    def side_label_layers(
        self, labels: Iterable[tuple[float, str]], right: float
    ) -> list[Layer]:
        """The figures of the value axis with their heights, ending at `right`."""
        marks = [
            TextAtHeight(role="muted", anchor="right", y=y, text=text)
            for y, text in labels
        ]
        return text_layers(marks, "datum.text", str(right), "datum.y")

    def year_label_layers(
        self,
        y: float,
        selected: int | None = None,
        size: int = 12,
        *,
        language: Language,
    ) -> list[Layer]:
        """令和7年度 where there is room for it on a wide chart, else R7; as many years as fit."""
        marks = [
            self._year_label(year, y, selected, size, language) for year in self.years
        ]
        has_room = "false"
        if self.long_years:
            has_room = f"(width >= {WIDE} && {self.step} >= {size * 5.2})"
        every = f"ceil({size * 2.9} / {self.step})"
        is_clear = "true"
        if selected is not None:
            is_clear = f"abs(datum.year - {selected}) >= {every}"

        is_shown = f"datum.bold || (datum.after % {every} == 0 && {is_clear})"
        words = f"({has_room} ? datum.long : datum.short)"
        return text_layers(marks, f"{is_shown} ? {words} : ''", self.at_year, "datum.y")

    def year_word_layers(self, years: Iterable[int], word: str) -> list[Layer]:
        """A word above the labels of these years."""
        marks = [
            _YearWord(role="ink", size=12, anchor="center", year=year, text=word)
            for year in years
        ]
        y = str(self.height - _YEAR_WORD)
        return text_layers(marks, "datum.text", self.at_year, y, halo=True)

    def spec(self, layers: Iterable[Layer], description: str) -> Spec:
        """The spec: the layers over each other, as wide as what holds them."""
        return chart_spec(layers, self.height, description)

    def _across(self) -> Mapping[str, Any]:
        """The encoding of a mark's year."""
        between = [expr(str(self.left)), expr(f"width - {self._right_margin}")]
        scale = alt.Scale(domain=list(self.ends), range=between, nice=False, zero=False)
        return {"x": alt.X("year:Q", scale=scale, axis=None)}

    def _up(self) -> Mapping[str, Any]:
        """The encoding of a mark's value."""
        top, bottom = self.band
        height = [bottom, top]
        scale = alt.Scale(domain=list(self.span), range=height, nice=False, zero=False)
        return {"y": alt.Y("value:Q", scale=scale, axis=None)}

    def _placed(self, label: Label) -> _PlacedLabel:
        share_before = {"left": 0.0, "center": 0.5, "right": 1.0}[label.anchor]
        wide = round(text_width(label.text, label.size, bold=label.bold), 1)
        return _PlacedLabel(
            role=label.role,
            size=label.size,
            bold=label.bold,
            anchor=label.anchor,
            text=label.text,
            year=label.year,
            y=label.y,
            dx=label.dx,
            optional=label.optional,
            stagger=label.stagger,
            room=label.room,
            odd=(label.year - self.years[0]) % 2,
            wide=wide,
            before=wide * share_before,
        )

    def _year_label(
        self,
        year: int,
        y: float,
        selected: int | None,
        size: int,
        language: Language,
    ) -> _YearLabel:
        is_selected = year == selected
        return _YearLabel(
            role="ink" if is_selected else "muted",
            bold=is_selected,
            size=size,
            anchor="center",
            year=year,
            y=y,
            long=language.fiscal_year(year),
            short=language.short_year(year),
            after=self.years[-1] - year,
        )

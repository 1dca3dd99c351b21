"""The drawing surface: fiscal years across, pixels down, and the few marks our charts are made of.

Nothing is laid out by Vega (`autosize` none): heights and margins are ours, only `width` is the browser's. Texts get
their place from expressions over `width`, so one spec fits a desk screen and a telephone. Marks are hidden from screen
readers, who get the chart's `description` and the table beside it instead of a hundred unnamed shapes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import altair as alt
from altair.utils.schemapi import disable_debug_mode

from dxkpi import fiscal
from dxkpi.charts import roles
from dxkpi.text.width import text_width

WIDE = 620
Anchor = Literal["left", "center", "right"]
Row = Mapping[str, Any]

disable_debug_mode()  # Altair checks every object it makes against its schema; our tests check the finished specs


@dataclass(frozen=True)
class Layer:
    """One kind of mark and the rows it is drawn from, which join it only in the spec: Altair would copy them often."""

    chart: alt.Chart
    rows: Sequence[Row]


def boxes(
    rows: Sequence[Row], x: str, x2: str, y: float | str, y2: float | str, **mark: Any
) -> list[Layer]:
    """A box for each row between these edges: pixels, or expressions over `width` and the row."""
    edges = {
        "x": alt.ExprRef(x),
        "x2": alt.ExprRef(x2),
        "y": alt.ExprRef(str(y)),
        "y2": alt.ExprRef(str(y2)),
    }
    return marks(
        rows, "rect", {**edges, **mark}, tips=all("tip" in row for row in rows)
    )


def texts(
    rows: Sequence[Row], shown: str, x: str, y: str, *, halo: bool = False, **mark: Any
) -> list[Layer]:
    """A text for each row (its `size`, `bold`, `anchor`, `role`) at a place; `shown` is an expression too."""
    settings: dict[str, Any] = {
        "align": alt.ExprRef("datum.anchor"),
        "baseline": "middle",
        "x": alt.ExprRef(x),
        "y": alt.ExprRef(y),
        "fontSize": alt.ExprRef("datum.size"),
        "fontWeight": alt.ExprRef("datum.bold ? 700 : 400"),
        **mark,
    }
    text = alt.Text("text:N")
    layers: list[Layer] = []
    if halo:
        behind = [{**row, "role": "surface"} for row in rows]
        layers += marks(
            behind,
            "text",
            {**settings, "filled": False, "strokeWidth": 4, "strokeJoin": "round"},
            text=text,
        )
    layers += marks(rows, "text", settings, text=text)
    return [
        replace(layer, chart=layer.chart.transform_calculate(text=shown))
        for layer in layers
    ]


def marks(
    rows: Sequence[Row],
    mark: str,
    settings: Mapping[str, Any],
    *,
    tips: bool = False,
    **encoding: Any,
) -> list[Layer]:
    """One layer, or none where there is nothing to draw: an empty one would be an unnamed group of the picture."""
    if not rows:
        return []
    if tips:
        encoding["tooltip"] = alt.Tooltip("tip:N")
    chart = getattr(alt.Chart(), f"mark_{mark}")(**{"aria": False, **settings})
    return [Layer(chart.encode(color=roles.colour(), **encoding), rows)]


def draw(layers: Iterable[Layer], height: int, description: str) -> dict[str, Any]:
    """The spec: the layers over each other, this high, as wide as what holds them."""
    frame = alt.LayerChart().properties(
        height=height,
        description=description,
        padding=0,
        autosize=alt.AutoSizeParams(type="none"),
    )
    spec: dict[str, Any] = frame.configure_view(stroke=None).to_dict(validate=False)
    spec["layer"] = [
        {**_bare(layer.chart), "data": {"values": [dict(row) for row in layer.rows]}}
        for layer in layers
    ]
    return spec


def _bare(chart: alt.Chart) -> dict[str, Any]:
    """A layer's own part of the spec. Altair's `layer` would copy every layer deeply, three times."""
    return chart.to_dict(validate=False, context={"top_level": False})


@dataclass(frozen=True)
class Label:
    """A text at a year and a height in pixels. `optional` ones vanish where a year is narrower than the text."""

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


@dataclass(frozen=True)
class Plane:
    """The years from left to right between two margins, and the height; `span` is the value at bottom and at top."""

    years: range
    height: int
    left: float
    right: float
    span: tuple[float, float] = (0, 1)
    band: tuple[float, float] = (0, 0)
    long_years: bool = True

    @property
    def ends(self) -> tuple[int, int]:
        """The domain across; a single year stands in the middle."""
        first, last = self.years[0], self.years[-1]
        return (first, last) if first < last else (first - 1, last + 1)

    @property
    def step(self) -> str:
        """The pixels from one year to the next, as an expression."""
        return f"((width - {self.left + self.right}) / {self.ends[1] - self.ends[0]})"

    @property
    def at_year(self) -> str:
        """Where a row's year lies, as an expression."""
        return f"{self.left} + (datum.year - {self.ends[0]}) * {self.step}"

    def pixel(self, value: Any) -> float:
        """How far down a value lies."""
        (low, high), (top, bottom) = self.span, self.band
        return bottom - (float(value) - low) / (high - low) * (bottom - top)

    def value(self, pixel: float) -> float:
        """The value that lies this far down."""
        (low, high), (top, bottom) = self.span, self.band
        return low + (bottom - pixel) / (bottom - top) * (high - low)

    def x(self) -> alt.X:
        between = [alt.ExprRef(str(self.left)), alt.ExprRef(f"width - {self.right}")]
        return alt.X(
            "year:Q",
            scale=alt.Scale(
                domain=list(self.ends), range=between, nice=False, zero=False
            ),
            axis=None,
        )

    def y(self) -> alt.Y:
        scale = alt.Scale(
            domain=list(self.span),
            range=[self.band[1], self.band[0]],
            nice=False,
            zero=False,
        )
        return alt.Y("value:Q", scale=scale, axis=None)

    def line(
        self, rows: Sequence[Row], width: float, dash: Sequence[float] = (1, 0)
    ) -> list[Layer]:
        """One line per `segment` through the rows' years and values."""
        mark = {
            "strokeWidth": width,
            "strokeDash": list(dash),
            "strokeJoin": "round",
            "aria": False,
        }
        return self._layer(
            rows,
            "line",
            mark,
            self.y(),
            detail=alt.Detail("segment:N"),
            order=alt.Order("year:Q"),
        )

    def area(self, rows: Sequence[Row], opacity: float) -> list[Layer]:
        """A pale band through the years, from each row's value to its `high`."""
        mark = {"opacity": opacity, "aria": False}
        return self._layer(rows, "area", mark, self.y(), y2=alt.Y2("high:Q"))

    def spans(self, rows: Sequence[Row], width: float, opacity: float) -> list[Layer]:
        """From each row's `low` to its `high` an upright line with caps."""
        upright = [{**row, "value": row["low"]} for row in rows]
        mark = {"strokeWidth": width, "opacity": opacity, "aria": False}
        caps = [{**row, "value": row[end]} for row in rows for end in ("low", "high")]
        flat = {
            "shape": "stroke",
            "filled": False,
            "strokeWidth": width,
            "opacity": opacity,
        }
        return [
            *self._layer(upright, "rule", mark, self.y(), y2=alt.Y2("high:Q")),
            *self._layer(caps, "point", {**flat, "size": 196, "aria": False}, self.y()),
        ]

    def points(self, rows: Sequence[Row], size: float, **mark: Any) -> list[Layer]:
        """A mark at each row's year and value."""
        return self._layer(
            rows,
            "point",
            {"filled": True, "opacity": 1, "size": size, **mark},
            self.y(),
            tips=True,
        )

    def squares(
        self, rows: Sequence[Row], y: float, size: str, **mark: Any
    ) -> list[Layer]:
        """A square of `size` pixels (an expression) at each row's year."""
        settings = {
            "shape": "square",
            "filled": True,
            "opacity": 1,
            "size": alt.ExprRef(f"pow({size}, 2)"),
            "y": y,
            **mark,
        }
        return self._layer(rows, "point", settings, None, tips=True)

    def rules(self, rows: Sequence[Row], start: float, **mark: Any) -> list[Layer]:
        """A horizontal line at each row's value, from `start` pixels to the right edge."""
        settings = {"x": start, "x2": alt.ExprRef("width - 4"), "aria": False, **mark}
        return self._layer(rows, "rule", settings, self.y(), across=False)

    def column(self, year: int, top: float, bottom: float) -> list[Layer]:
        """A pale column behind the year that the reader has chosen."""
        if year not in self.years:
            return []
        width = alt.ExprRef(f"min(72, {self.step} * 0.86)")
        mark = {
            "y": top,
            "y2": bottom,
            "strokeWidth": width,
            "opacity": 0.45,
            "aria": False,
        }
        return self._layer([{"year": year, "role": "track"}], "rule", mark, None)

    def labels(self, labels: Iterable[Label], *, halo: bool = True) -> list[Layer]:
        """Texts with a halo in the page's colour. Those at the edges move inwards; crowded ones take two lines."""
        rows = [_row(label, self.years) for label in labels if label.text]
        place = f"{self.at_year} + datum.dx"
        shift = {"left": 0, "center": 0.5, "right": 1}
        rows = [{**row, "before": row["wide"] * shift[row["anchor"]]} for row in rows]
        shown = f"datum.optional && {self.step} * (datum.stagger ? 1.9 : 1) < datum.wide ? '' : datum.text"
        inside = f"clamp({place}, 2 + datum.before, max(width - 2 - datum.wide + datum.before, 2 + datum.before))"
        widest = max((row["wide"] for row in rows if row["stagger"]), default=0) + 2
        down = f"datum.y + ({self.step} < {widest} ? datum.stagger * datum.odd : 0)"
        return texts(rows, shown, inside, down, halo=halo)

    def side_labels(
        self, figures: Iterable[tuple[float, str]], right: float
    ) -> list[Layer]:
        """The figures of the value axis, ending at `right`."""
        rows = [
            {
                "y": y,
                "text": text,
                "role": "muted",
                "size": 12,
                "bold": False,
                "anchor": "right",
            }
            for y, text in figures
        ]
        return texts(rows, "datum.text", str(right), "datum.y")

    def year_labels(
        self, y: float, selected: int | None = None, size: int = 12
    ) -> list[Layer]:
        """令和7年度 where there is room for it on a wide chart, else R7; as many years as fit."""
        rows = [
            {
                "year": year,
                "y": y,
                "long": fiscal.wareki(year),
                "short": fiscal.short_year(year),
                "role": "ink" if year == selected else "muted",
                "bold": year == selected,
                "size": size,
                "anchor": "center",
                "after": self.years[-1] - year,
            }
            for year in self.years
        ]
        long = (
            f"(width >= {WIDE} && {self.step} >= {size * 5.2})"
            if self.long_years
            else "false"
        )
        every = f"ceil({size * 2.9} / {self.step})"
        clear = (
            "true" if selected is None else f"abs(datum.year - {selected}) >= {every}"
        )
        chosen = f"datum.bold || (datum.after % {every} == 0 && {clear}) ? ({long} ? datum.long : datum.short) : ''"
        return texts(rows, chosen, self.at_year, "datum.y")

    def draw(self, layers: Iterable[Layer], description: str) -> dict[str, Any]:
        """The spec: the layers over each other, as wide as what holds them."""
        return draw(layers, self.height, description)

    def _layer(
        self,
        rows: Sequence[Row],
        mark: str,
        settings: Mapping[str, Any],
        y: alt.Y | None,
        *,
        across: bool = True,
        tips: bool = False,
        **encoding: Any,
    ) -> list[Layer]:
        if across:
            encoding["x"] = self.x()
        if y is not None:
            encoding["y"] = y
        return marks(rows, mark, settings, tips=tips, **encoding)


def _row(label: Label, years: range) -> dict[str, Any]:
    return {
        **asdict(label),
        "wide": round(text_width(label.text, label.size, bold=label.bold), 1),
        "odd": (label.year - years[0]) % 2,
    }

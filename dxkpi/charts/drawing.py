"""A small chart drawn here as SVG, so that the browser has nothing left to work out.

A page with many small charts would wait for as many Vega views. This draws the few kinds
of marks that our small charts consist of, from the same specs and to the same pixel; a
test holds it against Vega's own drawing. Roles are named as custom properties of CSS,
which the page gives their colours, and letters are in the page's font.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from itertools import groupby
from typing import Any

from dxkpi.charts.expression import Scope, parsed
from dxkpi.charts.roles import ROLES
from dxkpi.charts.spec import Spec
from dxkpi.text.width import cut_to_width

_ANCHORS = {
    "left": ' text-anchor="start"',
    "center": "",
    "right": ' text-anchor="end"',
}
_SHARED_LOOK = (
    'fill="none" stroke-linejoin="round" paint-order="stroke" text-anchor="middle"'
)
_CORNERS: dict[str, Sequence[tuple[int, int]]] = {
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
}
_LARGEST = 1.25
_NO_DASH = [1, 0]
_MIDDLE = 0.3
"""How far below its middle a text's base line lies, by its size."""


def drawn_svg(spec: Spec, width: float, *, largest: float = _LARGEST) -> str:
    """The chart as an SVG element, laid out this many pixels wide.

    It is drawn as wide as what holds it, but no more than so many times larger.
    """
    return _svg(spec, width, largest, _name(spec))


def fitting_svgs(spec: Spec, widths: Sequence[float]) -> str:
    """The chart laid out for each of these widths, as an element of class `fitting`: the
    page shows the one that fits.
    """
    svgs = [_svg(spec, width, _LARGEST) for width in widths]
    return f'<div class="fitting"{_name(spec)}>{"".join(svgs)}</div>'


def _name(spec: Spec) -> str:
    """What who cannot see the chart hears instead."""
    return f' role="img" aria-label="{escape(spec["description"])}"'


def _svg(spec: Spec, width: float, largest: float, name: str = "") -> str:
    scales = {channel: _scale(spec, channel, width) for channel in ("x", "y")}
    layers = [_Layer(layer, width, scales) for layer in spec["layer"]]
    body = "".join(_as_svg(layer.drawn()) for layer in layers)
    return (
        f'<svg viewBox="0 0 {width:g} {spec["height"]:g}" width="100%"'
        f' style="max-width: {largest * width:g}px" {_SHARED_LOOK}{name}>{body}</svg>'
    )


def colour_of_role(role: str) -> str:
    """The colour of a role, as the head of the page names it."""
    return f"var(--chart-{ROLES.index(role)})"


_HALO = f' stroke="{colour_of_role("surface")}" stroke-width="4"'


@dataclass(frozen=True)
class _LinearScale:
    """A linear scale: where values from the one end to the other lie, in pixels."""

    ends: tuple[float, float]
    pixels: tuple[float, float]

    def at(self, value: float) -> float:
        low, high = self.ends
        start, end = self.pixels
        return start + (value - low) / (high - low) * (end - start)


def _scale(spec: Spec, channel: str, width: float) -> _LinearScale | None:
    """The scale that all layers of a spec share, if they have one."""
    for layer in spec["layer"]:
        scale = layer.get("encoding", {}).get(channel, {}).get("scale")
        if scale is not None:
            low, high = scale["domain"]
            start, end = (_worked_out(end, width, {}) for end in scale["range"])
            return _LinearScale((low, high), (start, end))
    return None


def _worked_out(value: Any, width: float, datum: Mapping[str, Any]) -> Any:
    """A setting of a mark: as it stands, or what its expression comes to."""
    if isinstance(value, Mapping):
        return parsed(value["expr"])(Scope(width, datum))
    return value


@dataclass(frozen=True)
class _Shape:
    """An SVG element: how it is called with its place, what it holds, and how it looks."""

    element: str
    content: str
    look: str

    def as_svg(self, look: str = "") -> str:
        name = self.element.split(" ", 1)[0]
        if not self.content:
            return f"<{self.element}{look}/>"
        return f"<{self.element}{look}>{self.content}</{name}>"


def _as_svg(shapes: Iterable[_Shape]) -> str:
    """The elements one after the other; what neighbours look like is written once."""
    parts: list[str] = []
    for look, alike in groupby(shapes, lambda shape: shape.look):
        group = list(alike)
        if len(group) == 1:
            parts.append(group[0].as_svg(look))
        else:
            parts += [f"<g{look}>", *(shape.as_svg() for shape in group), "</g>"]
    return "".join(parts)


@dataclass(frozen=True)
class _Layer:
    """A layer of a spec in a chart so many pixels wide."""

    layer: Spec
    width: float
    scales: Mapping[str, _LinearScale | None]

    def drawn(self) -> Iterator[_Shape]:
        """The shapes of the layer's marks."""
        draw = {
            "area": self._area,
            "line": self._lines,
            "point": self._points,
            "rect": self._boxes,
            "rule": self._rules,
            "text": self._texts,
        }
        return draw[self.layer["mark"]["type"]]()

    @cached_property
    def _marks(self) -> list["_Mark"]:
        return [_Mark(self, datum) for datum in self.layer["data"]["values"]]

    def _segments(self) -> Iterator[list["_Mark"]]:
        """The marks that are joined, by year."""
        for _segment, marks in groupby(self._marks, lambda mark: mark.datum["segment"]):
            yield sorted(marks, key=lambda mark: mark.datum["year"])

    def _lines(self) -> Iterator[_Shape]:
        for marks in self._segments():
            joined = _joined(marks, self.layer["mark"].get("interpolate"))
            yield _Shape(f'path d="{joined}"', "", marks[0].edge())

    def _area(self) -> Iterator[_Shape]:
        for marks in self._segments():
            upper = [f"{mark.x},{mark.up('high')}" for mark in reversed(marks)]
            lower = [f"{mark.x},{mark.y}" for mark in marks]
            outline = f'path d="M{"L".join(lower + upper)}Z"'
            yield _Shape(outline, "", marks[0].filling())

    def _points(self) -> Iterator[_Shape]:
        for mark in self._marks:
            yield _Shape(f'path d="{mark.symbol()}"', mark.title(), mark.look())

    def _boxes(self) -> Iterator[_Shape]:
        for mark in self._marks:
            x, x2 = sorted((mark.setting("x"), mark.setting("x2")))
            y, y2 = sorted((mark.setting("y"), mark.setting("y2")))
            place = (
                f'x="{_n(x)}" y="{_n(y)}" width="{_n(x2 - x)}" height="{_n(y2 - y)}"'
            )
            corners = _attribute("rx", mark.setting("cornerRadius"))
            yield _Shape(f"rect {place}{corners}", mark.title(), mark.look())

    def _rules(self) -> Iterator[_Shape]:
        for mark in self._marks:
            (x, x2), (y, y2) = mark.rule_ends()
            yield _Shape(f'path d="M{x},{y}L{x2},{y2}"', "", mark.edge())

    def _texts(self) -> Iterator[_Shape]:
        for mark in self._marks:
            letters = mark.text()
            if letters:
                place = f'text x="{_n(mark.setting("x"))}" y="{_n(mark.base_line)}"'
                yield _Shape(place, escape(letters), mark.text_look())


@dataclass(frozen=True)
class _Mark:
    """One mark of a layer."""

    layer: _Layer
    datum: Mapping[str, Any]

    @property
    def x(self) -> str:
        """Where its year lies, or where its setting says."""
        return self._place("x")

    @property
    def y(self) -> str:
        return self._place("y")

    def up(self, field: str) -> str:
        """How high the value of a field lies."""
        scale = self.layer.scales["y"]
        assert scale is not None
        return _n(scale.at(self.datum[field]))

    def setting(self, name: str) -> Any:
        """A setting of the mark; None where it has none."""
        value = self.layer.layer["mark"].get(name)
        return _worked_out(value, self.layer.width, self.datum)

    def symbol(self) -> str:
        """The outline of a point."""
        size = self.setting("size")
        shape = self.setting("shape") or "circle"
        half = math.sqrt(size) / 2
        x, y = float(self.x), float(self.y)
        if shape == "stroke":
            return f"M{_n(x - half)},{_n(y)}H{_n(x + half)}"
        if shape == "circle":
            start, r, across = (f"{n:.5g}" for n in (x - half, half, 2 * half))
            arcs = f"a{r},{r} 0 1 1 {across},0a{r},{r} 0 1 1 -{across},0"
            return f"M{start},{_n(y)}{arcs}"
        corners = _CORNERS[shape]
        places = [f"{_n(x + dx * half)},{_n(y + dy * half)}" for dx, dy in corners]
        return f"M{'L'.join(places)}Z"

    def rule_ends(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Where a straight line begins and ends, across and down."""
        return (self.x, self._end("x")), (self.y, self._end("y"))

    def look(self) -> str:
        """Filled with the colour of its role, or edged with it."""
        return self.edge() if self.setting("filled") is False else self.filling()

    def filling(self) -> str:
        opacity = _attribute("opacity", self.setting("opacity"))
        return f' fill="{self._colour}"{opacity}'

    def edge(self) -> str:
        width = self.setting("strokeWidth")
        dash = self.setting("strokeDash")
        dashes = " ".join(map(_n, dash)) if dash and dash != _NO_DASH else None
        return "".join(
            [
                f' stroke="{self._colour}"',
                _attribute("stroke-width", width),
                _attribute("stroke-dasharray", dashes),
                _attribute("opacity", self.setting("opacity")),
            ]
        )

    def text(self) -> str:
        """The letters of a text, cut where it has a limit; none where it has no room."""
        (step,) = self.layer.layer["transform"]
        scope = Scope(self.layer.width, self.datum)
        letters = str(parsed(step["calculate"])(scope) or "")
        limit = self.setting("limit")
        if limit is None:
            return letters
        return cut_to_width(letters, limit / self.setting("fontSize"))

    @property
    def base_line(self) -> float:
        """On which line the letters of a text stand."""
        down = math.floor(_MIDDLE * self.setting("fontSize") + 0.5)
        y: float = self.setting("y") + down
        return y

    def text_look(self) -> str:
        is_bold = self.setting("fontWeight") == 700
        has_halo = "stroke" in self.layer.layer["mark"]
        return "".join(
            [
                _ANCHORS[self.setting("align")],
                f' font-size="{_n(self.setting("fontSize"))}"',
                ' font-weight="700"' if is_bold else "",
                f' fill="{self._colour}"',
                _HALO if has_halo else "",
            ]
        )

    def title(self) -> str:
        """The words that appear where the mark is pointed at."""
        words = self.datum.get("tip")
        if not words or "tooltip" not in self.layer.layer["encoding"]:
            return ""
        return f"<title>{escape(words)}</title>"

    @property
    def _colour(self) -> str:
        return colour_of_role(self.datum["role"])

    def _place(self, channel: str) -> str:
        setting = self.setting(channel)
        if setting is not None:
            return _n(setting)
        scale = self.layer.scales[channel]
        assert scale is not None
        field = self.layer.layer["encoding"][channel]["field"]
        return _n(scale.at(self.datum[field]))

    def _end(self, channel: str) -> str:
        """Where a straight line ends: where it begins, unless it says otherwise."""
        end = f"{channel}2"
        setting, field = self.setting(end), self.layer.layer["encoding"].get(end)
        if setting is not None:
            return _n(setting)
        scale = self.layer.scales[channel]
        if field is None or scale is None:
            return self._place(channel)
        return _n(scale.at(self.datum[field["field"]]))


def _joined(points: Iterable[_Mark], interpolate: str | None) -> str:
    """A line through the points; in steps it keeps its height until the next one."""
    first, *others = points
    path = f"M{first.x},{first.y}"
    for point in others:
        path += f"H{point.x}V{point.y}" if interpolate else f"L{point.x},{point.y}"
    return path


def _attribute(name: str, value: Any) -> str:
    """An attribute, left out where it would say nothing."""
    if value is None or (name == "opacity" and value == 1):
        return ""
    return f' {name}="{value if isinstance(value, str) else f"{value:g}"}"'


def _n(number: float) -> str:
    """A number as short as a tenth of a pixel allows."""
    return f"{number:.1f}".removesuffix(".0")

"""A Vega-Lite spec of our own marks, built with Altair: small values in, plain JSON out.

Nothing is laid out by Vega (`autosize` none): heights and margins are ours, only
`width` is the browser's. Marks get their place from expressions over `width` and over
the fields of their value, which Vega calls `datum`; so one spec fits a desk screen and
a telephone. Marks are hidden from screen readers, who get the chart's `description` and
the table beside it instead of a hundred unnamed shapes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

import altair as alt
from altair.utils.schemapi import disable_debug_mode

from dxkpi.charts.roles import role_colour

# Altair checks every object it makes against its schema; tests check the finished specs.
disable_debug_mode()

Anchor = Literal["left", "center", "right"]
Spec = dict[str, Any]

_HALO = {
    "stroke": {"expr": "scale('color', 'surface')"},
    "strokeWidth": 4,
    "strokeJoin": "round",
}

WIDE = 620
"""From this width in pixels on a chart has room for long words."""

NARROW = "width < 480"
"""Whether a chart has no room for words beside it, as an expression."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something drawn in the colour of a role. Kinds of marks add the fields that their
    expressions use.
    """

    role: str


@dataclass(frozen=True, kw_only=True)
class TextMark(Mark):
    """A text; `size` is in pixels, `anchor` says which part of the text stands at its place."""

    size: int = 12
    bold: bool = False
    anchor: Anchor = "left"


@dataclass(frozen=True, kw_only=True)
class TextAtHeight(TextMark):
    """A text so many pixels from the top; its layer says where it stands across."""

    text: str
    y: float


M = TypeVar("M", bound=Mark)


def in_role(marks: Iterable[M], role: str) -> list[M]:
    """The same marks in the colour of another role."""
    return [replace(mark, role=role) for mark in marks]


@dataclass(frozen=True)
class Layer:
    """One kind of mark, how it looks, and the values that it is drawn from."""

    mark: Mapping[str, Any]
    encoding: Mapping[str, Any]
    values: Sequence[Mark]
    transform: tuple[Mapping[str, str], ...] = ()
    name: str = ""

    def named(self, name: str) -> "Layer":
        """The layer under a name, by which the picture can be asked for it."""
        return replace(self, name=name)

    def with_text(self, expression: str) -> "Layer":
        """The layer with an expression that says which text is drawn."""
        calculated = {"calculate": expression, "as": "text"}
        return replace(self, transform=(*self.transform, calculated))

    def only_where(self, condition: str) -> "Layer":
        """The layer with those of its values alone for which an expression holds."""
        return replace(self, transform=(*self.transform, {"filter": condition}))

    def as_json(self) -> Spec:
        """The layer as it stands in the spec; the values join it here, or Altair would
        copy them.
        """
        chart = alt.Chart(mark=alt.MarkDef(**self.mark))
        if self.encoding:
            chart = chart.encode(**self.encoding)
        layer: Spec = chart.to_dict(validate=False, context={"top_level": False})
        if self.name:
            layer["name"] = self.name
        if self.transform:
            layer["transform"] = [dict(step) for step in self.transform]
        layer["data"] = {"values": [_as_datum(value) for value in self.values]}
        return layer


def expr(expression: str) -> dict[str, str]:
    """An expression where a spec takes a value."""
    return {"expr": expression}


def box_layers(
    boxes: Sequence[Mark],
    x: str,
    x2: str,
    y: float | str,
    y2: float | str,
    *,
    tips: bool = False,
    **look: Any,
) -> list[Layer]:
    """A box for each mark between these edges: pixels, or expressions over `width` and the mark."""
    edges = {"x": expr(x), "x2": expr(x2), "y": expr(str(y)), "y2": expr(str(y2))}
    return mark_layers(boxes, "rect", {**edges, **look}, tips=tips)


def text_layers(
    texts: Sequence[TextMark],
    words: str,
    x: str,
    y: str,
    *,
    halo: bool = False,
    **look: Any,
) -> list[Layer]:
    """A text for each mark at a place; `words` is an expression too.

    A halo in the page's colour lies behind its letters: who draws the chart paints the
    edges of a text before what they surround.
    """
    settings: dict[str, Any] = {
        "align": expr("datum.anchor"),
        "baseline": "middle",
        "x": expr(x),
        "y": expr(y),
        "fontSize": expr("datum.size"),
        "fontWeight": expr("datum.bold ? 700 : 400"),
        **look,
    }
    if halo:
        settings |= _HALO
    layers = mark_layers(texts, "text", settings, text=alt.Text("text:N"))
    return [layer.with_text(words) for layer in layers]


def mark_layers(
    marks: Sequence[Mark],
    kind: str,
    look: Mapping[str, Any],
    *,
    tips: bool = False,
    **encoding: Any,
) -> list[Layer]:
    """One layer, or none where there is nothing to draw: an empty one would be an
    unnamed group of the picture.

    With `tips`, the mark's `tip` appears where it is pointed at.
    """
    if not marks:
        return []
    if tips:
        encoding["tooltip"] = alt.Tooltip("tip:N")
    return [Layer({"type": kind, **look}, {"color": role_colour(), **encoding}, marks)]


def chart_spec(layers: Iterable[Layer], height: int, description: str) -> Spec:
    """The layers over each other, this high, as wide as what holds them.

    A mark without words of its own shows none where it is pointed at: Vega would list the
    fields of its value.
    """
    frame = alt.LayerChart().properties(
        height=height,
        description=description,
        padding=0,
        autosize=alt.AutoSizeParams(type="none"),
    )
    quiet = frame.configure_view(stroke=None).configure_mark(aria=False, tooltip=None)
    spec: Spec = quiet.to_dict(validate=False)
    spec["layer"] = [layer.as_json() for layer in layers]
    _share_scales(spec["layer"])
    return spec


def _share_scales(layers: Iterable[Spec]) -> None:
    """Leave a scale out of the layers after the first that has it: Vega gives all the same."""
    written: dict[str, Spec] = {}
    for layer in layers:
        for channel in ("x", "y", "color"):
            encoding = layer.get("encoding", {}).get(channel, {})
            scale = encoding.get("scale")
            if scale is not None and written.setdefault(channel, scale) is not scale:
                assert written[channel] == scale
                del encoding["scale"]


def _as_datum(mark: Mark) -> Spec:
    """The fields of a mark as Vega sees them; what is None is not there."""
    datum: Spec = {}
    for name, value in vars(mark).items():
        if isinstance(value, tuple):
            datum[name] = list(value)
        elif value is not None:
            datum[name] = value
    return datum

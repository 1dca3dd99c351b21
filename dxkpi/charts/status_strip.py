"""How many indicators of each policy have which status: one bar a policy, as long as it
has indicators.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dxkpi.charts import roles
from dxkpi.charts.spec import (
    Layer,
    Mark,
    Spec,
    TextAtHeight,
    TextMark,
    box_layers,
    chart_spec,
    expr,
    in_role,
    text_layers,
)
from dxkpi.rules import Judgement, Status
from dxkpi.rules.plan_summary import group_by_status
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.chart_captions import described
from dxkpi.wording.glossary import marked_label, term_glyph, term_label
from dxkpi.wording.language import Language

_ROW, _BAR, _BAR_TOP, _TITLE_MIDDLE = 50, 24, 20, 10
_GAP = 3
_WIDEST_UNIT, _GLYPH_ROOM = 96, 17
_TEXT, _COUNT = 13, 12
_NAMED = 6

Groups = Mapping[str, Sequence[Judgement]]


@dataclass(frozen=True, kw_only=True)
class _StatusBox(Mark):
    """A status in a bar: `before` so many indicators and `place` boxes stand before its `count`."""

    y: float
    before: int
    place: int
    count: int
    tip: str


@dataclass(frozen=True, kw_only=True)
class _StatusText(TextMark):
    """The words on a box, as many as it has room for."""

    y: float
    before: int
    place: int
    count: int
    glyph: str
    brief: str
    full: str
    narrow: float
    wide: float


def status_strip(groups: Groups, language: Language) -> Spec:
    """The statuses of each group (a policy by its title), best first, one unit of
    length an indicator.

    A box prints glyph, word and count where they fit, else glyph and count, else the
    glyph alone. Where so many stand in one bar that a unit is narrower than a glyph,
    every box gets a glyph's width first and the rest is shared by count. Returns a
    Vega-Lite spec without a width, 50 px high for each group.
    """
    boxes: list[_StatusBox] = []
    texts: list[_StatusText] = []
    for row, members in enumerate(groups.values()):
        for box, text in _bar(row, members, language):
            boxes.append(box)
            texts.append(text)

    left, wide = _edges(groups, boxes)
    room_for_brief = f"{wide} >= datum.narrow ? datum.brief : datum.glyph"
    words = f"{wide} >= datum.wide ? datum.full : {room_for_brief}"
    middle = f"{left} + {wide} / 2"
    layers = [
        *_title_layers(groups, language),
        *_box_layers(boxes, left, f"{left} + {wide}"),
        *text_layers(texts, words, middle, f"datum.y + {_BAR / 2}"),
    ]
    return chart_spec(layers, _ROW * len(groups), _description(groups, language))


def _edges(groups: Groups, boxes: Sequence[_StatusBox]) -> tuple[str, str]:
    """The left edge of a box and its width, as expressions."""
    longest = max(len(members) for members in groups.values())
    most_boxes = max(box.place for box in boxes) + 1
    is_dense = f"(width / {longest} < {_GLYPH_ROOM})"
    dense_unit = f"(width - {_GLYPH_ROOM * most_boxes}) / {longest}"
    roomy_unit = f"min({_WIDEST_UNIT}, width / {longest})"
    unit = f"({is_dense} ? {dense_unit} : {roomy_unit})"
    least = f"({is_dense} ? {_GLYPH_ROOM} : 0)"
    left = f"(datum.before * {unit} + datum.place * {least})"
    wide = f"(datum.count * {unit} + {least} - {_GAP})"
    return left, wide


def _bar(
    row: int, members: Sequence[Judgement], language: Language
) -> list[tuple[_StatusBox, _StatusText]]:
    """The boxes of a group with their words."""
    bar: list[tuple[_StatusBox, _StatusText]] = []
    before = 0
    for place, (status, judgements) in enumerate(group_by_status(members).items()):
        count = len(judgements)
        glyph = term_glyph(status)
        full = f"{marked_label(status, language)} {count}"
        brief = f"{glyph} {count}" if count > 1 else glyph
        where = {"before": before, "place": place, "count": count}
        y = row * _ROW + _BAR_TOP
        box = _StatusBox(
            role=roles.status_role(status),
            y=y,
            tip=_tip(status, judgements, language),
            **where,
        )
        text = _StatusText(
            role=roles.glyph_role(status),
            size=_TEXT,
            bold=True,
            anchor="center",
            y=y,
            glyph=glyph,
            brief=brief,
            full=full,
            narrow=_room(brief),
            wide=_room(full),
            **where,
        )
        bar.append((box, text))
        before += count
    return bar


def _room(text: str) -> float:
    """The pixels that words need on a box."""
    return round(text_width(text, _TEXT, bold=True) + 6, 1)


def _tip(status: Status, judgements: Sequence[Judgement], language: Language) -> str:
    """The status with the names of its first indicators."""
    _ = language.gettext
    names = [cut_to_width(j.indicator.name, 20) for j in judgements[:_NAMED]]
    more = len(judgements) - len(names)
    if more:
        names.append(_("{n} more", n=more))
    label = term_label(status, language)
    return f"{label} {len(judgements)}: {language.listed(names)}"


def _box_layers(boxes: Sequence[_StatusBox], left: str, right: str) -> list[Layer]:
    """The boxes in their status colours; the pale ones with an edge, what nobody
    reported with a dashed one.
    """
    pale = [box for box in boxes if roles.needs_outline(box.role)]
    empty = [box for box in boxes if box.role == Status.NOT_REPORTED]
    y, y2 = "datum.y", f"datum.y + {_BAR}"
    edge: dict[str, Any] = {"filled": False, "cornerRadius": 3}
    thin = {**edge, "strokeWidth": 0.75, "opacity": 0.55}
    dashed = {**edge, "strokeWidth": 1.25, "strokeDash": [3, 3]}
    return [
        *box_layers(boxes, left, right, y, y2, tips=True, cornerRadius=3),
        *box_layers(in_role(pale, "ink"), left, right, y, y2, **thin),
        *box_layers(in_role(empty, "muted"), left, right, y, y2, **dashed),
    ]


def _title_layers(groups: Groups, language: Language) -> list[Layer]:
    """The name of each group at the left, how many indicators it has at the right."""
    titles: list[TextAtHeight] = []
    counts: list[TextAtHeight] = []
    for row, (title, members) in enumerate(groups.items()):
        y = row * _ROW + _TITLE_MIDDLE
        name = " ".join(title.split())
        count = language.ngettext("{n} indicator", "{n} indicators", len(members))
        titles.append(TextAtHeight(role="ink", size=_TEXT, bold=True, text=name, y=y))
        counts.append(
            TextAtHeight(role="muted", size=_COUNT, anchor="right", text=count, y=y)
        )
    room = max(text_width(count.text, _COUNT) for count in counts) + 12
    limit = expr(f"max(40, width - {room})")
    return [
        *text_layers(titles, "datum.text", "0", "datum.y", limit=limit),
        *text_layers(counts, "datum.text", "width - 2", "datum.y"),
    ]


def _description(groups: Groups, language: Language) -> str:
    sentences: list[str] = []
    for title, members in groups.items():
        counts = [
            f"{term_label(status, language)} {len(judgements)}"
            for status, judgements in group_by_status(members).items()
        ]
        sentences.append(described(title, counts, language))
    return " ".join(sentences)

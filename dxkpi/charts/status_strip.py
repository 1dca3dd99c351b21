"""How many indicators of each policy have which status: one bar a policy, as long as it has indicators."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dxkpi.charts import plane, roles
from dxkpi.charts.plane import Layer, Row
from dxkpi.rules import Judgement, Status
from dxkpi.rules.plan_summary import group_by_status
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording import glossary
from dxkpi.wording.language import _, current_language, ngettext

_ROW, _BAR, _GAP = 58, 28, 3
_WIDEST_UNIT, _GLYPH_ROOM = 96, 18
_TEXT, _TITLE = 13, 13
_NAMED = 6


def status_strip(groups: Mapping[str, Sequence[Judgement]]) -> dict[str, Any]:
    """The statuses of each group (a policy by its title), best first, one unit of length an indicator.

    A box prints glyph, word and count where they fit, else glyph and count, else the glyph alone. Where so many stand in
    one bar that a unit is narrower than a glyph, every box gets a glyph's width first and the rest is shared by count.
    Returns a Vega-Lite spec without a width, 58 px high for each group.
    """
    rows = [
        row for n, members in enumerate(groups.values()) for row in _boxes(n, members)
    ]
    longest = max(len(members) for members in groups.values())
    most = max(int(row["place"]) for row in rows) + 1
    dense = f"(width / {longest} < {_GLYPH_ROOM})"
    unit = f"({dense} ? (width - {_GLYPH_ROOM * most}) / {longest} : min({_WIDEST_UNIT}, width / {longest}))"
    least = f"({dense} ? {_GLYPH_ROOM} : 0)"
    left = f"(datum.before * {unit} + datum.place * {least})"
    wide = f"(datum.count * {unit} + {least} - {_GAP})"
    layers = [
        *_titles(groups),
        *_fills(rows, left, f"{left} + {wide}"),
        *plane.texts(
            [{**row, "role": row["on"]} for row in rows],
            f"{wide} >= datum.wide ? datum.full : {wide} >= datum.narrow ? datum.brief : datum.glyph",
            f"{left} + {wide} / 2",
            f"datum.y + {_BAR / 2}",
        ),
    ]
    return plane.draw(layers, _ROW * len(groups), _description(groups))


def _boxes(line: int, members: Sequence[Judgement]) -> Iterator[Row]:
    before = 0
    for place, (status, found) in enumerate(group_by_status(members).items()):
        glyph, count = glossary.term_glyph(status), len(found)
        full, brief = (
            f"{glyph} {glossary.term_label(status, current_language())} {count}",
            f"{glyph} {count}" if count > 1 else glyph,
        )
        yield {
            "y": line * _ROW + 22,
            "before": before,
            "place": place,
            "count": count,
            "role": status.value,
            "on": roles.text_on(status),
            "glyph": glyph,
            "brief": brief,
            "full": full,
            "size": _TEXT,
            "bold": True,
            "anchor": "center",
            "wide": _room(full),
            "narrow": _room(brief),
            "tip": _tip(status, found),
        }
        before += count


def _room(text: str) -> float:
    return round(text_width(text, _TEXT, bold=True) + 6, 1)


def _tip(status: Status, found: Sequence[Judgement]) -> str:
    names = [cut_to_width(judgement.indicator.name, 20) for judgement in found[:_NAMED]]
    if more := len(found) - len(names):
        names.append(_("{n} more", n=more))
    return f"{glossary.term_label(status, current_language())} {len(found)}: " + _(
        ", "
    ).join(names)


def _fills(rows: Sequence[Row], left: str, right: str) -> list[Layer]:
    """The boxes in their status colours; the pale ones with an edge, what nobody reported with a dashed one."""
    y, y2 = "datum.y", f"datum.y + {_BAR}"
    pale = [
        {**row, "role": "ink"}
        for row in rows
        if roles.needs_outline(Status(row["role"]))
    ]
    empty = [
        {**row, "role": "muted"} for row in rows if row["role"] == Status.NOT_REPORTED
    ]
    edge = {"filled": False, "cornerRadius": 3}
    return [
        *plane.boxes(rows, left, right, y, y2, cornerRadius=3),
        *plane.boxes(pale, left, right, y, y2, strokeWidth=0.75, opacity=0.55, **edge),
        *plane.boxes(
            empty, left, right, y, y2, strokeWidth=1.25, strokeDash=[3, 3], **edge
        ),
    ]


def _titles(groups: Mapping[str, Sequence[Judgement]]) -> list[Layer]:
    counts = [
        ngettext("{n} indicator", "{n} indicators", len(members))
        for members in groups.values()
    ]
    room = max(text_width(count, 12) for count in counts) + 12
    line: dict[str, Any] = {
        "size": _TITLE,
        "bold": True,
        "anchor": "left",
        "role": "ink",
    }
    beside: dict[str, Any] = {
        "size": 12,
        "bold": False,
        "anchor": "right",
        "role": "muted",
    }
    titles = [
        {**line, "text": " ".join(title.split()), "y": n * _ROW + 10}
        for n, title in enumerate(groups)
    ]
    totals = [
        {**beside, "text": count, "y": n * _ROW + 10} for n, count in enumerate(counts)
    ]
    return [
        *plane.texts(
            titles,
            "datum.text",
            "0",
            "datum.y",
            limit={"expr": f"max(40, width - {room})"},
        ),
        *plane.texts(totals, "datum.text", "width - 2", "datum.y"),
    ]


def _description(groups: Mapping[str, Sequence[Judgement]]) -> str:
    lines = []
    for title, members in groups.items():
        facts = [
            f"{glossary.term_label(status, current_language())} {len(found)}"
            for status, found in group_by_status(members).items()
        ]
        lines.append(
            _(
                "{title}: {facts}.",
                title=" ".join(title.split()),
                facts=_(", ").join(facts),
            )
        )
    return " ".join(lines)

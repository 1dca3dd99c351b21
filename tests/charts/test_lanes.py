"""How a Gantt chart is drawn: every label whole, on nothing else, at every width."""

import json
import random
import re
from functools import cache
from itertools import combinations
from typing import Any, NamedTuple

import altair as alt
import pytest
import vl_convert

from dxkpi.charts import fonts
from dxkpi.plan import BarState, Initiative, Plan, Progress, ScheduleItem
from dxkpi.rules import EntryKey, reportable_entries
from dxkpi.wording.language import Language
from tests.support.apptest import CITIES
from tests.support.font_advances import advances_of_the_font
from tests.support.gantt import (
    MARKUP_NAME,
    THIN,
    entry_labels,
    gantt_specs,
    measure_with,
    plan_of_measures,
    progress_report,
    schedule_entry,
)

WIDTHS = (326, 358, 689, 690, 905, 906, 1032)


class Box(NamedTuple):
    """Where a text or a bar lies, in pixels."""

    left: float
    right: float
    top: float
    bottom: float
    text: str = ""

    def meets(self, other: "Box") -> bool:
        return (
            self.left < other.right - 0.5
            and other.left < self.right - 0.5
            and self.top < other.bottom
            and other.top < self.bottom
        )


@cache
def font_advances(weight: str) -> dict[str, float]:
    """How wide the shipped font sets each character, in parts of its size."""
    units = advances_of_the_font(weight)
    return {letter: advance / 2048 for letter, advance in units.items()}


def drawn_marks(spec: dict[str, Any], width: int) -> list[tuple[str, dict[str, Any]]]:
    """Everything that Vega draws at a width, from the back to the front."""
    fonts.register_fonts()
    drawn = vl_convert.vegalite_to_scenegraph({**spec, "width": width})
    (root,) = drawn["scenegraph"]["items"]
    return [
        (group["marktype"], mark) for group in root["items"] for mark in group["items"]
    ]


def boxes_of(spec: dict[str, Any], width: int) -> tuple[list[Box], list[Box]]:
    """The texts and the bars at a width."""
    texts, drawn = [], []
    for kind, mark in drawn_marks(spec, width):
        if kind == "text" and mark.get("text"):
            font = font_advances("bold" if mark["fontWeight"] == 700 else "regular")
            wide = (
                sum(font.get(letter, 1.0) for letter in mark["text"]) * mark["fontSize"]
            )
            left = (
                mark.get("x", 0)
                - {"left": 0, "center": wide / 2, "right": wide}[mark["align"]]
            )
            texts.append(
                Box(left, left + wide, mark["y"] - 6, mark["y"] + 6, mark["text"])
            )
        elif kind == "rect" and ("stroke" in mark or mark["y2"] - mark["y"] == THIN):
            drawn.append(Box(mark.get("x", 0), mark["x2"], mark["y"], mark["y2"]))
    return texts, drawn


def assert_legible(spec: dict[str, Any], width: int) -> None:
    """No text is cut by an edge or lies on another, and none crosses the edge of a bar."""
    texts, drawn = boxes_of(spec, width)
    for text in texts:
        assert text.left >= -0.5, (width, text)
        assert text.right <= width + 0.5, (width, text)
        for bar in drawn:
            inside = (
                bar.left <= text.left
                and text.right <= bar.right + 0.5
                and bar.bottom - bar.top > THIN
            )
            assert inside or not text.meets(bar), (width, text, bar)
    for one, other in combinations(texts, 2):
        assert not one.meets(other), (width, one, other)
    for one, other in combinations(drawn, 2):
        if THIN in (one.bottom - one.top, other.bottom - other.top):
            assert not one.meets(other), (width, one, other)


@pytest.mark.parametrize("code", CITIES)
def test_labels_are_whole_and_on_nothing_else_at_every_width(
    shipped_plans: dict[str, Plan], code: str
) -> None:
    language = Language.ENGLISH if code == "999997" else Language.JAPANESE
    for spec in gantt_specs(shipped_plans[code], language=language):
        for width in WIDTHS:
            assert_legible(spec, width)


def test_long_names_and_labels_are_broken_and_stay_legible(sample_plan: Plan) -> None:
    long = "情報システムの標準化・共通化に向けた仕様確認と庁内調整（第2期）" * 4
    plan = plan_of_measures(
        sample_plan,
        measure_with(
            schedule_entry(label=long, start=2025, end=2025),
            schedule_entry("deadline", long, end=2024),
            schedule_entry(label=long, start=2028),
            schedule_entry("milestone", long, start=2026, end=2026),
            schedule_entry(label="短い", start=2024, end=2028, initiative="1"),
            name=long,
            departments=(long, "市民課"),
            initiatives=(Initiative(number="1", name=long),),
        ),
        measure_with(
            schedule_entry(label=MARKUP_NAME, start=2024, end=2024),
            name=MARKUP_NAME,
            number="<1>",
        ),
    )
    for spec in gantt_specs(plan):
        for width in WIDTHS:
            assert_legible(spec, width)


@pytest.mark.parametrize(
    ("code", "label", "width", "place"),
    [
        ("999997", "窓口予約・書かない窓口の導入", 1032, "inside"),
        ("999997", "窓口予約・書かない窓口の導入", 358, "right"),
        ("999997", "対象手続の洗い出し", 760, "right"),
        ("999997", "順次オンライン化", 358, "inside"),
        ("452068", "スマホ教室等の実施、調査研究", 1032, "left"),
        ("452068", "スマホ教室等の実施、調査研究", 358, "left"),
        ("452068", "検討・導入", 358, "inside"),
        ("472123", "情報セキュリティ対策・監査", 358, "inside"),
    ],
)
def test_a_label_stands_in_its_bar_where_it_fits_and_right_beside_it_where_not(
    shipped_plans: dict[str, Plan], code: str, label: str, width: int, place: str
) -> None:
    spec = next(
        spec for spec in gantt_specs(shipped_plans[code]) if label in entry_labels(spec)
    )
    texts, drawn = boxes_of(spec, width)
    text = next(text for text in texts if text.text == label)
    bar = next(bar for bar in drawn if bar.top < text.top and text.bottom < bar.bottom)
    gaps = {
        "inside": text.left - bar.left,
        "right": text.left - bar.right,
        "left": bar.left - text.right,
    }
    assert 0 < gaps[place] < 8


def test_no_line_runs_through_a_text(shipped_plans: dict[str, Plan]) -> None:
    """Lines are drawn first, then patches of the page's colour as large as the texts upon them."""
    for spec in (spec for plan in shipped_plans.values() for spec in gantt_specs(plan)):
        order = [
            layer["mark"]["type"] if "encoding" in layer else "fade"
            for layer in spec["layer"]
        ]
        roles = [
            {row.get("role") for row in layer["data"]["values"]}
            for layer in spec["layer"]
        ]
        assert "text" not in order[: roles.index({"surface"})]
        assert all(
            not role & {"alert", "track"}
            for role, kind in zip(roles, order, strict=True)
            if kind == "text"
        )
        last_line = max(n for n, role in enumerate(roles) if "track" in role)
        assert last_line < roles.index({"surface"})
        patches = [
            row
            for layer in spec["layer"]
            for row in layer["data"]["values"]
            if row.get("role") == "surface"
        ]
        covered = {row["text"] for row in patches}
        assert {
            row["text"] for mode in (0, 1) for row in entry_labels(spec, mode).values()
        } <= covered


def test_a_chart_is_as_high_as_its_arrangement(
    shipped_plans: dict[str, Plan],
) -> None:
    for plan in shipped_plans.values():
        for spec in gantt_specs(plan):
            for width in (358, 1032):
                lowest = max(
                    box.bottom
                    for box in [*boxes_of(spec, width)[0], *boxes_of(spec, width)[1]]
                )
                (height,) = {
                    mark["y2"]
                    for kind, mark in drawn_marks(spec, width)
                    if kind == "rect" and mark.get("width") == 1
                }
                assert 0 < height - lowest < 20


def changed_and_reported(
    plan: Plan, seed: int
) -> tuple[Plan, dict[EntryKey, Progress]]:
    """A plan with former years for some of its entries, and reports of most of them."""
    draw = random.Random(seed)

    def changed(entry: ScheduleItem) -> ScheduleItem:
        start = draw.choice([2023, 2025, None])
        before = {
            "start": start,
            "end": (start or 2024) + draw.choice([0, 1, 3]),
            "reason": "変更",
        }
        moved = entry.model_copy(
            update={"before": schedule_entry(before=before).before}
        )
        return moved if draw.random() < 0.3 else entry

    policies = tuple(
        policy.model_copy(
            update={
                "measures": tuple(
                    each.model_copy(
                        update={"schedule": tuple(map(changed, each.schedule))}
                    )
                    for each in policy.measures
                )
            }
        )
        for policy in plan.policies
    )
    plan = plan.model_copy(update={"policies": policies})
    states = [state.value for state in BarState]
    known = {
        bar.key: progress_report(
            draw.choice(states),
            draw.choice([None, 0, 45, 100]),
            draw.choice([2024, 2025]),
        )
        for bar in reportable_entries(plan)
        if draw.random() < 0.8
    }
    return plan, known


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("code", CITIES)
def test_whatever_is_reported_and_changed_nothing_meets_at_any_width(
    shipped_plans: dict[str, Plan], code: str, seed: int
) -> None:
    language = Language.JAPANESE if seed == 1 else Language.ENGLISH
    plan, known = changed_and_reported(shipped_plans[code], seed)
    for spec in gantt_specs(plan, progress=known, language=language):
        alt.LayerChart.validate(spec)
        assert not re.search(r"#[0-9a-fA-F]{6}\b", json.dumps(spec))
        for width in (326, 690, 1032):
            assert_legible(spec, width)

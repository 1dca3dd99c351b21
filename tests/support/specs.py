"""Charts for tests: indicators, their specs, and what a spec draws."""

import io
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd
import vl_convert

from dxkpi import charts
from dxkpi.plan import Actual, Baseline, Indicator, Plan, ReachTarget, Reference
from dxkpi.rules import Judgement, judge
from dxkpi.settings import PROJECT
from dxkpi.wording.language import Language

CONFIG = PROJECT / ".streamlit" / "config.toml"
AWKWARD = (
    '𠮷野家👩‍👩‍👧 <b onload="x">**太**</b> [a](http://b) `c` $d$ =1+1 "q" \\n \'s\' & {e} 髙'
    * 6
)[:300]


def judged(
    indicator: Indicator, first: int = 2023, last: int = 2027, closed: int = 2025
) -> list[Judgement]:
    return [
        judge(indicator, year, due=year <= closed) for year in range(first, last + 1)
    ]


def detail(
    indicator: Indicator, selected: int = 2025, place: str = "見本市", **years: int
) -> dict[str, Any]:
    return charts.line_chart(
        indicator,
        judged(indicator, **years),
        Language.ENGLISH,
        place=place,
        selected_year=selected,
    )


def tiles(indicator: Indicator, selected: int = 2025) -> dict[str, Any]:
    return charts.year_tiles(
        indicator, judged(indicator), Language.ENGLISH, selected_year=selected
    )


def layers(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [layer for layer in spec["layer"] if layer["mark"]["type"] == mark]


def rows(spec: dict[str, Any], mark: str) -> list[dict[str, Any]]:
    return [row for layer in layers(spec, mark) for row in layer["data"]["values"]]


def texts(spec: dict[str, Any]) -> list[str]:
    return [row["text"] for row in rows(spec, "text") if "text" in row]


def text_row(spec: dict[str, Any], text: str) -> dict[str, Any]:
    return next(row for row in rows(spec, "text") if row.get("text") == text)


def line_values(spec: dict[str, Any], role: str) -> dict[int, float]:
    """The figures of a line's points, as drawn."""
    return {
        row["year"]: row["value"] for row in rows(spec, "line") if row["role"] == role
    }


def scales(spec: dict[str, Any], channel: str) -> list[dict[str, Any]]:
    """The scales of a channel as they are written in the layers: one that all share, or none."""
    encodings = [layer.get("encoding", {}).get(channel, {}) for layer in spec["layer"]]
    return [encoding["scale"] for encoding in encodings if "scale" in encoding]


def domain(spec: dict[str, Any], axis: str) -> list[float]:
    (scale,) = scales(spec, axis)
    between: list[float] = scale["domain"]
    return between


def svg(spec: dict[str, Any], width: int) -> str:
    colours = tomllib.loads(CONFIG.read_text("utf-8"))["theme"]["light"][
        "chartCategoricalColors"
    ]
    config = {
        **spec["config"],
        "range": {"category": colours},
        "font": "Noto Sans CJK JP",
    }
    return str(vl_convert.vegalite_to_svg({**spec, "width": width, "config": config}))


def indicator_of(plan: Plan, code: str) -> Indicator:
    found = plan.indicator(code)
    assert found is not None
    return found


def rising(
    *actuals: Actual, target: str = "85", references: tuple[Reference, ...] = ()
) -> Indicator:
    return Indicator(
        code="K",
        name="率",
        unit="%",
        decimals=1,
        baseline=Baseline(fiscal_year=2022, value=Decimal("57.8")),
        target=ReachTarget(value=Decimal(target), fiscal_year=2027),
        actuals=actuals,
        references=references,
    )


def actual(year: int, value: str, **rest: Any) -> Actual:
    return Actual(fiscal_year=year, value=Decimal(value), **rest)


def all_specs(plan: Plan) -> Iterator[tuple[Indicator, dict[str, Any]]]:
    for indicator in plan.indicators:
        form = charts.chart_form(indicator)
        if form != "nothing":
            yield indicator, detail(indicator) if form == "line" else tiles(indicator)
            yield (
                indicator,
                charts.small_multiple(
                    indicator,
                    judged(indicator),
                    Language.ENGLISH,
                    first_year=2022,
                    last_year=2027,
                ),
            )


def read_back(content: bytes) -> pd.DataFrame:
    """A CSV file of ours, every cell as text."""
    assert content.startswith(b"\xef\xbb\xbf")
    return pd.read_csv(
        io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig"
    )


# --- where things stand ----------------------------------------------------------------------------------------------------


def pixel_of_value(spec: dict[str, Any], value: float) -> float:
    """How many pixels from the top a value lies, by the scale that the spec gives Vega."""
    (scale,) = scales(spec, "y")
    (low, high), (bottom, top) = scale["domain"], scale["range"]
    share: float = (value - low) / (high - low)
    return float(bottom - share * (bottom - top))


@dataclass(frozen=True)
class LabelBox:
    """The room that a label takes in a chart of some width, in pixels."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    def overlaps(self, other: "LabelBox") -> bool:
        """Whether the letters of the two touch."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def label_boxes(spec: dict[str, Any], width: float) -> list[LabelBox]:
    """The labels at years as they are drawn in a chart this wide; those that vanish there are left out."""
    plot = _YearScale.of(spec, width)
    return [
        plot.box(row)
        for row in rows(spec, "text")
        if "optional" in row and plot.shows(row)
    ]


@dataclass(frozen=True)
class _YearScale:
    first_year: int
    left: float
    step: float
    width: float

    @classmethod
    def of(cls, spec: dict[str, Any], width: float) -> "_YearScale":
        (scale,) = scales(spec, "x")
        (first, last), (start, end) = scale["domain"], scale["range"]
        left = float(start["expr"])
        right = float(end["expr"].removeprefix("width - "))
        return cls(first, left, (width - left - right) / (last - first), width)

    def shows(self, row: dict[str, Any]) -> bool:
        room = self.step * (1.9 if row["stagger"] else 1)
        return not row["optional"] or room >= row["wide"]

    def box(self, row: dict[str, Any]) -> LabelBox:
        """A label's box; labels at the edges are moved inwards."""
        place = self.left + (row["year"] - self.first_year) * self.step + row["dx"]
        leftmost = 2 + row["before"]
        rightmost = max(self.width - 2 - row["wide"] + row["before"], leftmost)
        left = min(max(place, leftmost), rightmost) - row["before"]
        half = row["size"] * 0.45
        return LabelBox(
            row["text"], left, left + row["wide"], row["y"] - half, row["y"] + half
        )

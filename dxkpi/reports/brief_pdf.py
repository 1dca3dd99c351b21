"""The sheet as PDF: A4 portrait, one page whatever stands on it, and further pages where
they are wanted; the shipped font embedded, all text as text.

The template (`brief.typ`) gets data only: nobody's words are read as markup. The same
brief gives the same bytes.
"""

import json
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from dxkpi.charts import ROLES, fonts, image
from dxkpi.charts.spec import Spec
from dxkpi.reports.brief import Brief, BriefConcern
from dxkpi.reports.indicator_pages import IndicatorPage
from dxkpi.settings import PROJECT

_TEMPLATE = Path(__file__).with_name("brief.typ")
_MISSING = "〓"
_TREND, _STRIP, _WIDE = 481, 226, 732  # widths of charts in pixels: 12 are 8.6 points
_BAR = 150
_COLOURS = ("text", "border", "primary", "secondaryBackground")
_ALWAYS_PRINTABLE = frozenset(
    [
        *map(ord, "\n\t"),
        *range(0xFE00, 0xFE10),  # selectors of variants
        *range(0xE0100, 0xE01F0),
    ]
)


def brief_pdf(brief: Brief, pages: Sequence[IndicatorPage] = ()) -> bytes:
    """One page of A4, and one for each of the `pages`, as PDF/A-2a and PDF/UA-1, dated
    with the brief's stamp. May be called by several threads at once.
    """
    fonts.register_fonts()
    sheet = _template_data(brief) | {"pages": [_page_data(page) for page in pages]}
    data = json.dumps(sheet, ensure_ascii=False, sort_keys=True)
    return typst.compile(
        _TEMPLATE,
        font_paths=[fonts.font_folder()],
        ignore_system_fonts=True,
        sys_inputs={"brief": _printable(data)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(brief.stamp.timestamp()) if brief.stamp else 0,
        format="pdf",
    )


def _template_data(brief: Brief) -> dict[str, Any]:
    """What the template arranges: texts, and charts as SVG."""
    colours = _light_theme()["chartCategoricalColors"]
    data = asdict(brief)
    data["colours"] = _template_colours()
    data["counts"] = [count.text for count in brief.counts]
    data["concerns"] = [_concern_data(concern, colours) for concern in brief.concerns]
    data["stamp"] = None
    if brief.strip is not None:
        width = _WIDE if brief.lead is None else _STRIP
        data["strip"] = _picture(brief.strip, width, colours)
    if brief.lead is not None:
        chart = _picture(brief.lead.chart, _TREND, colours)
        status = brief.lead.verdict
        data["lead"] = asdict(brief.lead) | {"status": status, "chart": chart}
    return data


def _concern_data(concern: BriefConcern, colours: Sequence[str]) -> dict[str, Any]:
    data = asdict(concern) | {"status": concern.verdict}
    if concern.bar is not None:
        data["bar"] = _picture(concern.bar, _BAR, colours)
    return data


def _page_data(page: IndicatorPage) -> dict[str, Any]:
    data = asdict(page)
    if page.chart is not None:
        colours = _light_theme()["chartCategoricalColors"]
        data["chart"] = _picture(page.chart, _WIDE, colours)
    return data


def _template_colours() -> Mapping[str, str]:
    """The colours of the light theme by the names that the template uses."""
    theme = _light_theme()
    colours = {name: theme[f"{name}Color"] for name in _COLOURS}
    return colours | {"muted": theme["chartCategoricalColors"][ROLES.index("muted")]}


def _picture(spec: Spec, width: int, colours: Sequence[str]) -> dict[str, str]:
    svg = image.chart_svg(spec, width, colours)
    return {"svg": svg, "words": spec["description"]}


def _printable(text: str) -> str:
    """The text with 〓 for every letter that the font does not have, as printers set
    it, and nothing for unseen ones.
    """
    lacking = set(map(ord, text)) - _printable_codes()
    replaced: dict[int, str | None] = {}
    for code in lacking:
        is_unseen = unicodedata.category(chr(code)) == "Cf"
        replaced[code] = None if is_unseen else _MISSING
    return text.translate(replaced)


@cache
def _printable_codes() -> frozenset[int]:
    """The letters that can be printed, in both weights, and the selectors of their variants."""
    files = sorted(fonts.font_folder().glob("*.ttf"))
    weights = [set(TTFont(file).getBestCmap()) for file in files]
    return frozenset(set.intersection(*weights)) | _ALWAYS_PRINTABLE


@cache
def _light_theme() -> dict[str, Any]:
    """The light theme of the dashboard: one place for all colours."""
    config = (PROJECT / ".streamlit" / "config.toml").read_text("utf-8")
    theme: dict[str, Any] = tomllib.loads(config)["theme"]["light"]
    return theme

"""The sheet as PDF: A4 portrait, one page whatever stands on it, and further pages where
they are wanted; the shipped font embedded, all text as text.

The same brief gives the same bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dxkpi.charts import ROLES, gauge_bar, image
from dxkpi.charts.spec import Spec
from dxkpi.reports.brief import Brief, BriefConcern
from dxkpi.reports.indicator_pages import IndicatorPage
from dxkpi.reports.typesetting import light_theme, typeset
from dxkpi.wording.language import Language

_TEMPLATE = Path(__file__).with_name("brief.typ")
_TREND, _STRIP, _WIDE = 481, 226, 732  # widths of charts in pixels: 12 are 8.6 points
_BAR = 150
_COLOURS = ("text", "border", "primary", "secondaryBackground")


def brief_pdf(brief: Brief, pages: Sequence[IndicatorPage] = ()) -> bytes:
    """One page of A4, and one for each of the `pages`, as PDF/A-2a and PDF/UA-1, dated
    with the brief's stamp. May be called by several threads at once.
    """
    sheet = _template_data(brief) | {"pages": [_page_data(page) for page in pages]}
    return typeset(_TEMPLATE, sheet, brief.stamp)


def _template_data(brief: Brief) -> dict[str, Any]:
    """What the template arranges: texts, and charts as SVG."""
    colours = light_theme()["chartCategoricalColors"]
    data = asdict(brief)
    data["colours"] = _template_colours()
    data["counts"] = [count.text for count in brief.counts]
    data["concerns"] = [
        _concern_data(concern, brief.language, colours) for concern in brief.concerns
    ]
    data["stamp"] = None
    if brief.strip is not None:
        width = _WIDE if brief.lead is None else _STRIP
        data["strip"] = _picture(brief.strip, width, colours)
    if brief.lead is not None:
        chart = _picture(brief.lead.chart, _TREND, colours)
        status = brief.lead.verdict
        data["lead"] = asdict(brief.lead) | {"status": status, "chart": chart}
    return data


def _concern_data(
    concern: BriefConcern, language: Language, colours: Sequence[str]
) -> dict[str, Any]:
    data = asdict(concern) | {"status": concern.verdict, "share": None, "bar": None}
    if concern.share is not None:
        bar = gauge_bar(concern.share, concern.counted_status, language)
        data["bar"] = _picture(bar, _BAR, colours)
    return data


def _page_data(page: IndicatorPage) -> dict[str, Any]:
    data = asdict(page)
    if page.chart is not None:
        colours = light_theme()["chartCategoricalColors"]
        data["chart"] = _picture(page.chart, _WIDE, colours)
    return data


def _template_colours() -> Mapping[str, str]:
    """The colours of the light theme by the names that the template uses."""
    theme = light_theme()
    colours = {name: theme[f"{name}Color"] for name in _COLOURS}
    return colours | {"muted": theme["chartCategoricalColors"][ROLES.index("muted")]}


def _picture(spec: Spec, width: int, colours: Sequence[str]) -> dict[str, str]:
    svg = image.chart_svg(spec, width, colours)
    return {"svg": svg, "words": spec["description"]}

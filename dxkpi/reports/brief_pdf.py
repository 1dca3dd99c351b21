"""The sheet as PDF: A4 portrait, one page whatever stands on it, the shipped font embedded, all text as text.

The template (`sheet.typ`) gets data only: nobody's words are read as markup. The same brief gives the same bytes.
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
from dxkpi.reports.brief import Brief, headings, verdict
from dxkpi.settings import PROJECT
from dxkpi.wording.language import speaking

_TEMPLATE = Path(__file__).with_name("brief.typ")
_MISSING = "〓"
_TREND, _STRIP, _WIDE = 560, 280, 860


def pdf(brief: Brief) -> bytes:
    """One page of A4 as PDF/A-2a, dated with the brief's stamp. May be called by several threads at once."""
    fonts.register()
    with speaking(brief.language):
        data = _printable(json.dumps(_data(brief), ensure_ascii=False, sort_keys=True))
    return typst.compile(
        _TEMPLATE,
        font_paths=[fonts.folder()],
        ignore_system_fonts=True,
        sys_inputs={"brief": data},
        pdf_standards="a-2a",
        timestamp=int(brief.stamp.timestamp()) if brief.stamp else 0,
        format="pdf",
    )


def _data(brief: Brief) -> dict[str, Any]:
    """What the template arranges: texts, and charts as SVG."""
    theme = _theme()
    colours = theme["chartCategoricalColors"]
    lead, data = brief.lead, asdict(brief)
    data |= {
        "strip": brief.strip
        and _picture(brief.strip, _STRIP if lead else _WIDE, colours),
        "counts": [count.text for count in brief.counts],
        "worries": [
            asdict(worry) | {"status": verdict(worry.status)} for worry in brief.worries
        ],
        "headings": headings(),
        "colours": {
            **{
                name: theme[f"{name}Color"]
                for name in ("text", "border", "primary", "secondaryBackground")
            },
            "muted": colours[ROLES.index("muted")],
        },
        "stamp": None,
    }
    if lead is not None:
        data["lead"] = asdict(lead) | {
            "status": verdict(lead.status),
            "chart": _picture(lead.chart, _TREND, colours),
        }
    return data


def _picture(
    spec: Mapping[str, Any], width: int, colours: Sequence[str]
) -> dict[str, str]:
    return {"svg": image.bare(spec, width, colours), "words": spec["description"]}


def _printable(text: str) -> str:
    """The text with 〓 for every letter that the font does not have, as printers set it, and nothing for unseen ones."""
    lacking = set(map(ord, text)) - _letters()
    return text.translate(
        {n: None if unicodedata.category(chr(n)) == "Cf" else _MISSING for n in lacking}
    )


@cache
def _letters() -> frozenset[int]:
    """The letters that can be printed, in both weights, and the selectors of their variants."""
    weights = [
        set(TTFont(file).getBestCmap()) for file in sorted(fonts.folder().glob("*.ttf"))
    ]
    return frozenset(set.intersection(*weights)) | {
        *map(ord, "\n\t"),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    }


@cache
def _theme() -> dict[str, Any]:
    """The light theme of the dashboard: one place for all colours."""
    theme: dict[str, Any] = tomllib.loads(
        (PROJECT / ".streamlit" / "config.toml").read_text("utf-8")
    )["theme"]["light"]
    return theme

"""Typesetting by Typst: data into a template, as a tagged PDF in the shipped font.

A template gets data only: nobody's words are read as markup. The same data gives the same
bytes.
"""

import json
import tomllib
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst
from fontTools.ttLib import TTFont

from dxkpi.charts import fonts
from dxkpi.settings import PROJECT

_MISSING = "〓"
_ALWAYS_PRINTABLE = frozenset(
    [
        *map(ord, "\n\t"),
        *range(0xFE00, 0xFE10),  # selectors of variants
        *range(0xE0100, 0xE01F0),
    ]
)


def typeset(template: Path, data: Mapping[str, Any], stamp: datetime | None) -> bytes:
    """The template with the data as PDF/A-2a and PDF/UA-1, dated with the stamp. May be
    called by several threads at once.
    """
    fonts.register_fonts()
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return typst.compile(
        template,
        font_paths=[fonts.font_folder()],
        ignore_system_fonts=True,
        sys_inputs={"data": _printable(text)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(stamp.timestamp()) if stamp else 0,
        format="pdf",
    )


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
def light_theme() -> dict[str, Any]:
    """The light theme of the dashboard: one place for all colours."""
    config = (PROJECT / ".streamlit" / "config.toml").read_text("utf-8")
    theme: dict[str, Any] = tomllib.loads(config)["theme"]["light"]
    return theme

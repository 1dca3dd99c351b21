"""One way to compare texts that people write in several ways: ＫＰＩ－１, KPI‐1, kpi - 1."""

import unicodedata

HYPHENS = "-‐‑‒–—―−﹣"
"""Strokes that are typed for one another. The ー of サーバー is a letter and none of them."""

_AS_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_LONG_VOWEL_AS_HYPHEN = str.maketrans("ー", "-")


def without_spaces(text: str) -> str:
    """The text with letters and digits of the usual width (NFKC) and no spaces at all."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def with_hyphens(text: str) -> str:
    """The text with every stroke of `HYPHENS` as a plain hyphen."""
    return text.translate(_AS_HYPHEN)


def folded_text(text: str) -> str:
    """What two texts have in common if only width, spaces, case and strokes differ.

    It is for comparing only, never to be shown or kept.
    """
    plain = with_hyphens(without_spaces(text))
    return unicodedata.normalize("NFKC", plain.casefold())


def folded_code(text: str) -> str:
    """As `folded_text`, for numbers of indicators and entries: a ー in them is a stroke."""
    return folded_text(text).translate(_LONG_VOWEL_AS_HYPHEN)

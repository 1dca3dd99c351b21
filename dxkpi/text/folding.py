"""One way to compare texts that people write in several ways: ＫＰＩ－１, KPI‐1, kpi - 1."""

import re
import unicodedata

HYPHENS = "-‐‑‒–—―−﹣"
"""Strokes that are typed for one another. The ー of サーバー is a letter and none of them."""

WAVES = "~\u301c\u223c\u223e\u3030\ufe4b\ufe4f"
"""Waves that are typed for one another, as in 20～29歳, once NFKC has made ～ of U+FF5E."""

_STROKE_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s*ー\s*(?=\d)")
_AS_WAVE = str.maketrans(dict.fromkeys(WAVES, "~"))
_AS_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_LONG_VOWEL_AS_HYPHEN = str.maketrans("ー", "-")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
"""Marks without width and of direction, and those that choose a letter's shape."""


def without_unseen(text: str) -> str:
    """The text without marks that nobody sees; they come with copies from web pages."""
    return _UNSEEN.sub("", text)


def without_spaces(text: str) -> str:
    """The text with letters and digits of the usual width (NFKC), no spaces at all and no
    marks that nobody sees.
    """
    return "".join(unicodedata.normalize("NFKC", without_unseen(text)).split())


def with_hyphens(text: str) -> str:
    """The text with every stroke of `HYPHENS` as a plain hyphen."""
    return text.translate(_AS_HYPHEN)


def with_one_spelling(text: str) -> str:
    """The text with one stroke and one wave for all of their kind.

    A ー is a letter, but between two digits a stroke: 20ー29.
    """
    strokes = _STROKE_BETWEEN_DIGITS.sub("-", with_hyphens(text))
    return strokes.translate(_AS_WAVE)


def folded_text(text: str) -> str:
    """What two texts have in common if only width, spaces, case and strokes differ.

    It is for comparing only, never to be shown or kept.
    """
    plain = with_hyphens(without_spaces(text))
    return unicodedata.normalize("NFKC", plain.casefold())


def folded_code(text: str) -> str:
    """As `folded_text`, for numbers of indicators and entries: a ー in them is a stroke."""
    return folded_text(text).translate(_LONG_VOWEL_AS_HYPHEN)


def usual_width(text: str) -> str:
    """Full-width letters and half-width kana as usual, without characters that nobody sees.

    Unlike NFKC it makes no digit of ①, ½ or ², which are no figures.
    """
    seen = without_unseen(text)
    kana = _HALF_WIDTH_KANA.sub(lambda run: unicodedata.normalize("NFKC", run[0]), seen)
    return kana.translate(_USUAL_WIDTH)


_HALF_WIDTH_KANA = re.compile("[\uff61-\uff9f]+")
_USUAL_WIDTH: dict[int, str | int | None] = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)
}
_USUAL_WIDTH |= {ord("㌫"): "%", ord("﹪"): "%", ord("￥"): "¥"}
_USUAL_WIDTH |= {ord("〜"): "~", ord("∼"): "~"}

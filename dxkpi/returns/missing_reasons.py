"""Why there is no figure, of texts that say so: 集計中, 未公表, 該当なし, －."""

import re

from dxkpi.plan import Missing
from dxkpi.returns.units import ANY_UNIT
from dxkpi.text.folding import usual_width

LONGEST = 200
"""Characters; no figure is longer, and nothing longer is looked at."""

DASHES = "-−‐‑‒–—―ー─━ｰ﹣"
"""Strokes, as they are put into cells that stay empty, and before figures below zero."""

_REASONS = {
    Missing.NOT_SUBMITTED: (
        "未提出",
        "未報告",
        "未回答",
        "無回答",
        "回答なし",
        "集計中",
        "集計前",
        "未集計",
        "調整中",
        "確認中",
        "照会中",
        "調査中",
        "作成中",
        "算出中",
        "精査中",
        "検討中",
        "未確定",
        "未定",
        "後日",
        "追って",
        "未入力",
        "未記入",
        "tbd",
    ),
    Missing.NOT_PUBLISHED: (
        "未公表",
        "未発表",
        "公表前",
        "公表待ち",
        "公表予定",
        "非公表",
        "結果待ち",
    ),
    Missing.CANNOT_BE_EVALUATED: (
        "評価困難",
        "評価不能",
        "評価できない",
        "測定不",
        "測定できない",
        "算出不",
        "算出できない",
        "算定不",
        "把握不",
        "把握できない",
        "把握していない",
        "未把握",
        "未調査",
        "未測定",
        "未計測",
        "不明",
        "不詳",
        "データなし",
        "データ無",
        "データがな",
        "未実施",
        "実施なし",
        "実施せず",
        "nodata",
        "unknown",
    ),
    Missing.DISCONTINUED: (
        "中止",
        "廃止",
        "休止",
        "終了",
        "事業終了",
        "事業廃止",
        "事業中止",
        "取りやめ",
        "取り止め",
    ),
    Missing.NOT_APPLICABLE: (
        "対象外",
        "対象なし",
        "対象無",
        "該当なし",
        "該当無",
        "該当せず",
        "該当がな",
        "該当しない",
        "非該当",
        "なし",
        "無し",
        "斜線",
    ),
}
_REASON_BY_WORD = {word: reason for reason, words in _REASONS.items() for word in words}
_SHORT_WORDS = dict.fromkeys(
    ("n/a", "na", "n.a", "nil", "none", "null", "無", "空欄"), Missing.NOT_APPLICABLE
)

_BRACKETS = "()[]{}<>「」【】《》〈〉。"
_REMARK = re.compile(r"(?<=.)\([^()]*\)$")
_ANY_DIGIT = re.compile(r"\d")
_DASHES_ONLY = re.compile(rf"[{DASHES}]+(?:{ANY_UNIT})?|[/＼\\]")
_SIGNS_ONLY = re.compile(r"[…‥・.]{2,}|…|‥|#{2,}|\?+|\*{1,}")


def written_text(text: str) -> str:
    """What was typed into a cell, in letters of the usual width, without spaces around.

    A ' before it only tells a spreadsheet that it is text.
    """
    return usual_width(text).strip().removeprefix("'").strip()


def is_dash(text: str) -> bool:
    """Whether a text is nothing but a stroke, as put into cells that stay empty."""
    return _DASHES_ONLY.fullmatch(written_text(text)) is not None


def missing_reason(text: str) -> Missing | None:
    """The reason that fits a text best which says that there is no figure; None for others."""
    words = "".join(written_text(text.strip()[:LONGEST]).split())
    words = _REMARK.sub("", words) or words
    words = words.strip(_BRACKETS).casefold()
    if _DASHES_ONLY.fullmatch(words):
        return Missing.NOT_APPLICABLE
    if _SIGNS_ONLY.fullmatch(words):
        return _reason_of_signs(words)
    if words in _SHORT_WORDS:
        return _SHORT_WORDS[words]
    if _ANY_DIGIT.search(words):
        return None
    for word, reason in _REASON_BY_WORD.items():
        if words.startswith(word):
            return reason
    return None


def _reason_of_signs(signs: str) -> Missing:
    """### and ? stand where a figure is still to come, … and * where there can be none."""
    if signs[0] in "#?":
        return Missing.NOT_SUBMITTED
    return Missing.CANNOT_BE_EVALUATED

"""The words of the form's dropdowns, and what people write in their place: 実施 or ○, 未公表 or 公表待ち, 完了 or 済.

The workbook is Japanese whatever language the screen speaks; in the typed table the words are those of the screen.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TypeVar

from dxkpi.plan import BarState, Missing
from dxkpi.returns.numbers import LONGEST, is_dash, why_missing
from dxkpi.wording import glossary
from dxkpi.wording.language import current_language, speaking

_T = TypeVar("_T", Missing, BarState)

YES, NO = "実施", "未実施"

_YES = frozenset(
    (
        YES,
        "実施済",
        "実施済み",
        "実施した",
        "済",
        "済み",
        "完了",
        "達成",
        "はい",
        "有",
        "有り",
        "あり",
        "○",
        "〇",
        "◯",
        "◎",
        "レ",
        "✓",
        "✔",
        "1",
        "true",
        "yes",
        "y",
        "ok",
    )
)
_NO = frozenset(
    (
        NO,
        "未",
        "実施せず",
        "実施なし",
        "実施していない",
        "未着手",
        "未完了",
        "未達成",
        "いいえ",
        "無",
        "無し",
        "なし",
        "×",
        "✕",
        "✖",
        "✗",
        "x",
        "0",
        "false",
        "no",
        "n",
    )
)
_STATES = {
    BarState.NOT_STARTED: ("未実施", "着手前", "未", "未開始", "開始前", "準備前"),
    BarState.IN_PROGRESS: (
        "着手",
        "着手済",
        "着手済み",
        "着手中",
        "進行中",
        "継続",
        "継続中",
        "継続実施",
        "取組中",
        "対応中",
    ),
    BarState.DONE: (
        "済",
        "済み",
        "完",
        "完了済",
        "完了済み",
        "実施済",
        "実施済み",
        "終了",
        "完成",
        "達成",
    ),
    BarState.LATE: ("遅延", "遅延中", "遅れている", "遅れあり", "やや遅れ"),
    BarState.STOPPED: ("中断", "休止", "廃止", "取りやめ", "取り止め"),
}
_NONE = frozenset(("なし", "無し", "無", "特になし", "空欄"))


def word(text: str) -> str:
    """A short answer as it is compared: without spaces and full stops, full-width letters as usual ones."""
    plain = unicodedata.normalize("NFKC", text.strip()[:LONGEST])
    return re.sub(r"\s+", "", plain).strip("。.()「」").casefold()


def yes_or_no(text: str) -> bool | None:
    """Whether an answer is yes or no; None where it is neither."""
    said = word(text)
    return True if said in _YES else False if said in _NO else None


def says_nothing(text: str) -> bool:
    """Whether a choice was left open in words: －, なし."""
    return is_dash(text) or word(text) in _NONE


def reason(text: str) -> Missing | None:
    """The reason that a text names, by its label or in other words."""
    return _named(Missing, text) or why_missing(text)


def state(text: str) -> BarState | None:
    """The state of progress that a text names, by its label or in other words."""
    said = word(text)
    return _named(BarState, text) or next(
        (term for term, others in _STATES.items() if said in others), None
    )


@cache
def in_japanese(term: Missing | BarState) -> str:
    """What the dropdown calls it."""
    with speaking("ja"):
        return glossary.term_label(term, current_language())


def is_label(term: Missing | BarState, text: str) -> bool:
    """Whether a text is the very label, in Japanese or as the screen has it."""
    return text.strip() in (
        in_japanese(term),
        glossary.term_label(term, current_language()),
    )


def choices(kind: Iterable[Missing | BarState]) -> str:
    """All labels of a dropdown, as they stand in it."""
    return "、".join(map(in_japanese, kind))


def _named(kind: type[_T], text: str) -> _T | None:
    said = word(text)
    names: Mapping[str, _T] = {name: term for term in kind for name in _names(term)}
    return names.get(said)


def _names(term: Missing | BarState) -> tuple[str, str]:
    return word(in_japanese(term)), word(glossary.term_label(term, current_language()))

"""The words of the form's dropdowns, and what people write in their place.

The workbook is Japanese whatever language the screen speaks, so its words are data here:
実施 or ○, 未公表 or 公表待ち, 完了 or 済. The labels of English screens are understood too.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

from dxkpi.plan import BarState, Missing
from dxkpi.returns.missing_reasons import LONGEST, is_dash, missing_reason
from dxkpi.text.folding import folded_text

_Term = TypeVar("_Term", Missing, BarState)

YES, NO = "実施", "未実施"
"""The dropdown of an indicator that asks whether something was done."""

FORM_LABELS: dict[Missing | BarState, str] = {
    Missing.NOT_SUBMITTED: "未提出",
    Missing.NOT_PUBLISHED: "未公表",
    Missing.CANNOT_BE_EVALUATED: "評価困難",
    Missing.DISCONTINUED: "中止",
    Missing.NOT_APPLICABLE: "対象外",
    BarState.NOT_STARTED: "未着手",
    BarState.IN_PROGRESS: "実施中",
    BarState.DONE: "完了",
    BarState.LATE: "遅れ",
    BarState.STOPPED: "中止",
}
"""What the dropdowns call the reasons for a missing figure and the states of progress."""

ENGLISH_LABELS: dict[Missing | BarState, str] = {
    Missing.NOT_SUBMITTED: "not submitted",
    Missing.NOT_PUBLISHED: "not published",
    Missing.CANNOT_BE_EVALUATED: "cannot be evaluated",
    Missing.DISCONTINUED: "discontinued",
    Missing.NOT_APPLICABLE: "not applicable",
    BarState.NOT_STARTED: "not started",
    BarState.IN_PROGRESS: "in progress",
    BarState.DONE: "done",
    BarState.LATE: "late",
    BarState.STOPPED: "stopped",
}
"""What English screens call the same; it is understood in a form as well."""

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
        "レ点",
        "●",
        "◉",
        "■",
        "☑",
        "✅",
        "✔️",
        "実施しました",
        "実施しています",
        "実施している",
        "実施中",
        "導入",
        "導入した",
        "導入しました",
        "導入している",
        "策定した",
        "策定しました",
        "整備した",
        "設置した",
        "公開した",
        "公開中",
        "公開している",
        "運用中",
        "稼働中",
        "運用開始",
        "本格運用",
        "設置あり",
        "策定あり",
        "策定",
        "設置",
        "公開",
        "達成した",
        "できた",
        "している",
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
        "未達",
        "未導入",
        "未整備",
        "未策定",
        "未設置",
        "未公開",
        "未対応",
        "未開始",
        "未済",
        "導入なし",
        "導入していない",
        "策定していない",
        "していない",
        "実施していません",
        "実施しなかった",
        "できなかった",
        "できていない",
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
    BarState.NOT_STARTED: (
        "未実施",
        "着手前",
        "未",
        "未開始",
        "開始前",
        "準備前",
    ),
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
_NOTHING = frozenset(("なし", "無し", "無", "特になし", "空欄"))


_DONE_WORD = re.compile(
    "(?:導入|整備|策定|設置|配置|作業|検討|研修|周知|公開|対応|完了|実施|作成|構築|締結|開始|移行|配備|改修|制定|達成|着手|接続"
    "|更新|開設|開催|公表|運用|稼働|登録|参加|提供)(?:が|は)?済み?(?:です)?"
)
_NOT_DONE_YET = re.compile(
    "(?:検討|準備|計画|調整|協議|設計|構築|調達|試行|実証|策定|作成|整備|着手)"
    "(?:に着手|を進め|段階|作業)?(?:中|してい(?:る|ます))?"
    "|.{0,8}(?:試験運用|実証実験|試行)(?:中)?|.{0,12}(?:検討|準備|計画|調整|協議|設計|構築|調達|試行|実証|策定|作成|整備)中"
    "|.{0,16}予定|これから|今後.{0,10}|まだ|次年度.{0,10}|来年度.{0,10}|見送り|延期"
)
_PARTLY_DONE = re.compile(
    "△|▲|.{0,8}一部.{0,12}|部分的?.{0,10}|ほぼ.{0,6}|概ね.{0,6}|おおむね.{0,6}|進行中|取組中|継続中?|.{0,8}途中"
    "|着手済み?"
)
_STILL_TO_COME = re.compile("予定|見込|一部|検討|未|除く|のみ")
_TIME_BEFORE = re.compile(
    r"^(?:(?:令和|平成|r|h)\.?(?:元|\d{1,2})|20\d\d)(?:年度?|[./])(?:\d{1,2}月?)?(?:[./]?\d{1,2}日?)?"
    r"(?:に|から|より|:|、|末)*"
)
_BRACKETS_BEHIND = re.compile(r"(?<=.)[(（][^()（）]*[)）]$")
_NO_CAUSE = re.compile(
    "特に?(?:なし|無し|無|ありません|ない)|とくになし|(?:要因|理由|課題|対応|備考)?(?:は|が)?(?:なし|無し|無|ありません)"
    "|同[上左前様]|同じ|〃+|″+|上記(?:の)?(?:とおり|通り|同様)?|(?:前|昨)年度?(?:と|に)?同(?:様|じ|上)?"
    "|(?:別紙|別添|別表)(?:の)?(?:とおり|通り|参照)?|不明|未定|未記入|空欄|該当なし|対象外|n/?a|none|nil"
    "|記入(?:者)?なし|(?:後日|追って)(?:記入|報告|提出|回答)?|集計中|確認中|調査中|検討中|xxx+|テスト|test"
    "|よろしくお願いします|変更なし|左記(?:の)?(?:とおり|通り)?"
)


def says_no_cause(note: str) -> bool:
    """Whether a note says nothing of causes: 特になし, 同上, a mere full stop."""
    word = folded_text(note.strip()[:LONGEST])
    letters = "".join(letter for letter in word if letter.isalnum() or letter in "〃″")
    if not letters:
        return True
    plain = word.strip("。.()「」・、,-ー ")
    return _NO_CAUSE.fullmatch(plain) is not None


def is_not_done_yet(text: str) -> bool:
    """Whether an answer says that something is still to be done: 検討中, 来年度実施予定."""
    return _NOT_DONE_YET.fullmatch(folded_word(text)) is not None


def is_partly_done(text: str) -> bool:
    """Whether an answer says neither yes nor no: 一部実施, △."""
    return _PARTLY_DONE.fullmatch(folded_word(text)) is not None


def folded_word(text: str) -> str:
    """A short answer as it is compared: without full stops and brackets around."""
    return folded_text(text.strip()[:LONGEST]).strip("。.()「」")


def yes_or_no(text: str) -> bool | None:
    """Whether an answer is yes or no; None where it is neither."""
    word = folded_word(text)
    if _is_yes(word):
        return True
    if word in _NO:
        return False
    whole = folded_text(text.strip()[:LONGEST])
    without_remark = _TIME_BEFORE.sub("", _BRACKETS_BEHIND.sub("", whole))
    if without_remark != whole and not _STILL_TO_COME.search(whole):
        return yes_or_no(without_remark)
    return None


def _is_yes(word: str) -> bool:
    return word in _YES or _DONE_WORD.fullmatch(word) is not None


def says_nothing(text: str) -> bool:
    """Whether a choice was left open in words: －, なし."""
    return is_dash(text) or folded_word(text) in _NOTHING


def reason_named(text: str) -> Missing | None:
    """The reason for a missing figure that a text names, by its label or otherwise."""
    return _term_named(text, _REASON_BY_WORD) or missing_reason(text)


def state_named(text: str) -> BarState | None:
    """The state of progress that a text names, by its label or otherwise."""
    state = _term_named(text, _STATE_BY_WORD)
    if state is not None:
        return state
    whole = folded_text(text.strip()[:LONGEST])
    if _STILL_TO_COME.search(whole):
        return None
    word = folded_word(_BRACKETS_BEHIND.sub("", whole))
    if _DONE_WORD.fullmatch(word):
        return BarState.DONE
    return _STATE_BY_WORD.get(word)


def is_label(term: Missing | BarState, text: str) -> bool:
    """Whether a text is the very label that the dropdown or an English screen has."""
    return text.strip() in (FORM_LABELS[term], ENGLISH_LABELS[term])


def listed_labels(terms: Iterable[Missing | BarState]) -> str:
    """The labels of a dropdown, as they stand in it."""
    return "、".join(FORM_LABELS[term] for term in terms)


def _term_named(text: str, terms: dict[str, _Term]) -> _Term | None:
    return terms.get(folded_word(text))


def _by_label(terms: type[_Term]) -> dict[str, _Term]:
    by_word = {folded_word(ENGLISH_LABELS[term]): term for term in terms}
    return by_word | {folded_word(FORM_LABELS[term]): term for term in terms}


def _states_by_other_words() -> dict[str, BarState]:
    return {word: state for state, words in _STATES.items() for word in words}


_REASON_BY_WORD = _by_label(Missing)
_STATE_BY_WORD = _states_by_other_words() | _by_label(BarState)

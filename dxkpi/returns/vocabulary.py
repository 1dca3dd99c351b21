"""The words of the form's dropdowns, and what people write in their place.

The workbook is Japanese whatever language the screen speaks, so its words are data here:
実施 or ○, 未公表 or 公表待ち, 完了 or 済. The labels of English screens are understood too.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

from dxkpi.plan import BarState, InitiativeState, Missing
from dxkpi.returns.done_words import (
    folded_word,
    is_entry_done,
    remark_behind,
    without_remark,
    word_alone,
)
from dxkpi.returns.missing_reasons import is_dash, missing_reason

FormTerm = Missing | BarState | InitiativeState
"""What a dropdown of the form offers."""

_Term = TypeVar("_Term", Missing, BarState)

YES, NO = "実施", "未実施"
"""The dropdown of an indicator that asks whether something was done."""

FORM_LABELS: dict[FormTerm, str] = {
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
    InitiativeState.NOT_BEGUN: "未着手",
    InitiativeState.UNDER_WAY: "実施中",
    InitiativeState.COMPLETED: "完了",
    InitiativeState.DELAYED: "遅れ",
    InitiativeState.REVISED: "見直し",
    InitiativeState.CANCELLED: "中止",
}
"""What the dropdowns call the reasons for a missing figure and the states of progress."""

ENGLISH_LABELS: dict[FormTerm, str] = {
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
    InitiativeState.NOT_BEGUN: "not started",
    InitiativeState.UNDER_WAY: "in progress",
    InitiativeState.COMPLETED: "done",
    InitiativeState.DELAYED: "late",
    InitiativeState.REVISED: "under revision",
    InitiativeState.CANCELLED: "stopped",
}
"""What English screens call the same; it is understood in a form as well."""

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
        "取組み中",
        "取り組み中",
        "取り組んでいる",
        "対応中",
        "進捗中",
        "実施している",
        "実施しています",
        "策定中",
        "作成中",
        "構築中",
        "整備中",
        "導入中",
        "試行中",
        "実証中",
        "運用中",
        "稼働中",
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
    BarState.LATE: (
        "遅延",
        "遅延中",
        "遅れている",
        "遅れあり",
        "やや遅れ",
        "大幅に遅れ",
    ),
    BarState.STOPPED: ("中断", "休止", "一時中止", "廃止", "取りやめ", "取り止め"),
}
_NOTHING = frozenset(("なし", "無し", "無", "特になし", "空欄"))


def says_nothing(text: str) -> bool:
    """Whether a choice was left open in words: －, なし."""
    return is_dash(text) or folded_word(text) in _NOTHING


def reason_named(text: str) -> Missing | None:
    """The reason for a missing figure that a text names, by its label or otherwise; None
    where it names several.
    """
    labels = [FORM_LABELS[reason] for reason in Missing if FORM_LABELS[reason] in text]
    if len(labels) > 1:
        return None
    return _term_named(text, _REASON_BY_WORD) or missing_reason(text)


def state_named(text: str) -> BarState | None:
    """The state of progress that a text names, by its label or otherwise."""
    state = _term_named(text, _STATE_BY_WORD)
    if state is not None:
        return state
    if without_remark(text) == _NOT_STARTED:
        return BarState.NOT_STARTED  # 未着手（R8着手予定）
    state = _STATE_BY_WORD.get(word_alone(text))
    if is_entry_done(text):
        state = BarState.DONE
    return None if _is_changed_by_remark(state, remark_behind(text)) else state


def _is_changed_by_remark(state: BarState | None, remark: str) -> bool:
    """Whether what stands behind a state makes another one of it: 完了（一部）."""
    if state is BarState.DONE and _LEAVES_OPEN.search(remark):
        return True
    return _CHANGES_STATE.search(remark) is not None


_LEAVES_OPEN = re.compile("一部|検討|残|継続")
_CHANGES_STATE = re.compile(
    "遅れ(?!な)|遅延|中止|休止|中断|予定(?!どおり|通り)|見込|除く|のみ|未"
)
"""What makes another state of one, where it stands behind it: 完了（予定）."""


def is_label(term: FormTerm, text: str) -> bool:
    """Whether a text is the very label that the dropdown or an English screen has."""
    return text.strip() in (FORM_LABELS[term], ENGLISH_LABELS[term])


def listed_labels(terms: Iterable[FormTerm]) -> str:
    """The labels of a dropdown, as they stand in it."""
    return "、".join(FORM_LABELS[term] for term in terms)


_INITIATIVE_STATES = {
    BarState.NOT_STARTED: InitiativeState.NOT_BEGUN,
    BarState.IN_PROGRESS: InitiativeState.UNDER_WAY,
    BarState.DONE: InitiativeState.COMPLETED,
    BarState.LATE: InitiativeState.DELAYED,
    BarState.STOPPED: InitiativeState.CANCELLED,
}
_REVISED = frozenset(
    (
        "見直し",
        "見直し中",
        "見直し予定",
        "見直しあり",
        "要見直し",
        "計画変更",
        "変更",
        "under revision",
    )
)


def initiative_state_named(text: str) -> InitiativeState | None:
    """The state of an initiative that a text names, by its label or otherwise."""
    if folded_word(text) in {folded_word(word) for word in _REVISED}:
        return InitiativeState.REVISED
    state = state_named(text)
    return None if state is None else _INITIATIVE_STATES[state]


_NOT_STARTED = folded_word(FORM_LABELS[BarState.NOT_STARTED])


def _term_named(text: str, terms: dict[str, _Term]) -> _Term | None:
    return terms.get(folded_word(text))


def _by_label(terms: type[_Term]) -> dict[str, _Term]:
    by_word = {folded_word(ENGLISH_LABELS[term]): term for term in terms}
    return by_word | {folded_word(FORM_LABELS[term]): term for term in terms}


def _states_by_other_words() -> dict[str, BarState]:
    return {word: state for state, words in _STATES.items() for word in words}


_REASON_BY_WORD = _by_label(Missing)
_STATE_BY_WORD = _states_by_other_words() | _by_label(BarState)

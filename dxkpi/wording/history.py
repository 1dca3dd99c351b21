"""What a step of the history is about, in a word."""

from enum import StrEnum

from dxkpi.plan import PlanChange
from dxkpi.wording.glossary import field_label, term_label
from dxkpi.wording.language import Language, mark

_WORDS = {
    "account": mark("account"),
    "review": mark("review"),
    "wording": mark("text of the plan"),
}
_FIELDS = ("report", "decision", "release", "round", "schedule")


def topic_text(topic: StrEnum, language: Language) -> str:
    """The word for a `store.HistoryStep.topic`: 実績値, 本部評価, 工程; a change of a promise
    says what it is itself.
    """
    if topic.value in _WORDS:
        return language.gettext(_WORDS[topic.value])
    if topic.value in _FIELDS:
        return field_label(topic.value, language)
    return term_label(topic, language)


def text_owner(change: PlanChange, language: Language) -> str:
    """Whose text was changed: 計画, 基本方針 1, 施策 1-2."""
    match change.path:
        case ("policy" | "measure" | "indicator" as kind, name, *_inside):
            return f"{field_label(kind, language)} {name}"
    return field_label(change.path[0], language)


def text_field(change: PlanChange, language: Language) -> str:
    """Which text of its owner was changed: 名称; 工程 導入 終わり."""
    match change.path:
        case ("measure", _, "initiative", _, *inside):
            names = inside
        case ("policy" | "measure" | "indicator", _, *inside):
            names = inside
        case (_, *inside):
            names = inside
    return " ".join(field_label(name, language) for name in names)

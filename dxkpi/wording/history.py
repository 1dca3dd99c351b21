"""What a step of the history is about, in a word."""

from enum import StrEnum

from dxkpi.wording.glossary import field_label, term_label
from dxkpi.wording.language import Language, mark

_WORDS = {"account": mark("account"), "review": mark("review")}
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

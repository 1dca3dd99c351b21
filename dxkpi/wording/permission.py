"""Why somebody may not do something, in words."""

from enum import StrEnum

from dxkpi.wording.language import Language, mark

_SENTENCES = {
    "switched_off": mark(
        "Registration is switched off on this dashboard. Please turn to the secretariat."
    ),
    "nameless": mark("Write your name first: it is kept with what you register."),
}


def refusal_text(refusal: StrEnum, language: Language) -> str:
    """The sentence of an `actions.Refusal`."""
    return language.gettext(_SENTENCES[refusal.value])

"""What a department wrote of a figure: why it is what it is (要因), and what is done about
it (対応), each under its name.
"""

from typing import NamedTuple

from dxkpi.rules import Judgement
from dxkpi.wording.language import Language


class NamedText(NamedTuple):
    """A text under its name; empty where the department wrote none."""

    name: str
    text: str


def department_words(judgement: Judgement, language: Language) -> tuple[NamedText, ...]:
    """Both texts of the year, or of the part that decides; nothing where there is neither."""
    if not judgement.note and not judgement.countermeasure:
        return ()
    return (
        NamedText(cause_label(language), judgement.note),
        NamedText(countermeasure_label(language), judgement.countermeasure),
    )


def cause_label(language: Language) -> str:
    return language.gettext("cause")


def countermeasure_label(language: Language) -> str:
    return language.gettext("countermeasure")


def nothing_written_text(language: Language) -> str:
    """What stands in the place of a text that the department did not write."""
    return language.gettext("not written")

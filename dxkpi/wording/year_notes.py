"""What is to be known of single years of an indicator, numbered: ① ② ….

What its department wrote of a figure, why it is so and what is done about it, and that a
survey was changed.
"""

from dataclasses import dataclass

from dxkpi.plan import Indicator
from dxkpi.survey import survey_breaks, surveys_by_year
from dxkpi.wording.department_words import countermeasure_label
from dxkpi.wording.language import Language

_FIRST_CIRCLE, _CIRCLES = 0x2460, 20


@dataclass(frozen=True)
class YearNote:
    """A note of a fiscal year: its number as it stands on the chart, and its words."""

    year: int
    number: str
    text: str

    @property
    def short(self) -> str:
        """Its words without the full stop, for a chart."""
        return " ".join(self.text.split()).rstrip("。.")


def year_notes(
    indicator: Indicator, until: int, language: Language
) -> tuple[YearNote, ...]:
    """The notes of the years up to `until`, numbered in order."""
    texts = _texts_by_year(indicator, until, language)
    return tuple(
        YearNote(year, _circled(n), text)
        for n, (year, text) in enumerate(texts.items(), 1)
    )


def _texts_by_year(
    indicator: Indicator, until: int, language: Language
) -> dict[int, str]:
    breaks = survey_breaks(surveys_by_year(indicator))
    texts: dict[int, str] = {}
    for actual in sorted(indicator.actuals, key=lambda actual: actual.fiscal_year):
        year = actual.fiscal_year
        parts: list[str] = []
        if year in breaks:
            parts.append(language.gettext("The survey was changed."))
        if actual.note:
            parts.append(actual.note)
        if actual.countermeasure:
            parts.append(_named_countermeasure(actual.countermeasure, language))
        if parts and year <= until:
            texts[year] = language.sentences(parts)
    return texts


def _named_countermeasure(text: str, language: Language) -> str:
    name = countermeasure_label(language)
    return language.gettext("{part}: {text}", part=name, text=text)


def _circled(number: int) -> str:
    """① to ⑳; further ones in brackets."""
    if number <= _CIRCLES:
        return chr(_FIRST_CIRCLE + number - 1)
    return f"({number})"

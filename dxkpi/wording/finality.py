"""速報 and 確定 in words, for a figure and for a whole year."""

from dxkpi import fiscal
from dxkpi.plan.review import Finality
from dxkpi.returns.finality import FinalitySummary
from dxkpi.wording.glossary import marked_label, term_label
from dxkpi.wording.language import Language


def finality_text(finality: Finality | None, language: Language) -> str:
    """The word for a cell; empty where nobody reviews it."""
    return "" if finality is None else term_label(finality, language)


def mark_of_preliminary(
    finality: Finality | None, summary: FinalitySummary, language: Language
) -> str:
    """速報 beside a single figure, where others of the year are final; else empty, for
    then it is said once for all.
    """
    if finality is Finality.PRELIMINARY and summary.is_mixed:
        return term_label(finality, language)
    return ""


def year_finality_text(summary: FinalitySummary, language: Language) -> str:
    """What holds for a year as a whole: 速報, ■ 確定 6月3日, 速報を含む（3件）; empty where
    nothing is reviewed.
    """
    if summary.is_mixed:
        return language.ngettext(
            "with {n} preliminary figure",
            "with {n} preliminary figures",
            summary.preliminary,
        )
    if summary.preliminary:
        return term_label(Finality.PRELIMINARY, language)
    if summary.last_confirmed_at is None:
        return ""
    day = language.day_within_year(fiscal.day_in_japan(summary.last_confirmed_at))
    return f"{marked_label(Finality.CONFIRMED, language)} {day}"

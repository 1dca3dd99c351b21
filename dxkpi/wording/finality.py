"""速報 and 確定 in words, for a figure and for a whole year."""

from dxkpi import fiscal
from dxkpi.plan.review import Finality
from dxkpi.returns.finality import FinalitySummary
from dxkpi.wording.glossary import marked_label, term_label
from dxkpi.wording.language import Language


def finality_text(finality: Finality | None, language: Language) -> str:
    """The word for a cell; empty where nobody reviews it."""
    return "" if finality is None else term_label(finality, language)


def mark_of_finality(
    finality: Finality | None, summary: FinalitySummary, language: Language
) -> str:
    """The word beside a single figure: 速報 where most of the year are final, ■ 確定 where
    most are not; empty beside the others, and where all are alike.
    """
    if finality is None or finality is not summary.marked:
        return ""
    if finality is Finality.CONFIRMED:
        return marked_label(finality, language)
    return term_label(finality, language)


def meaning_of_mark(summary: FinalitySummary, language: Language) -> str:
    """What the word beside single figures means; empty where it stands beside none."""
    _ = language.gettext
    match summary.marked:
        case None:
            return ""
        case Finality.PRELIMINARY:
            word = term_label(Finality.PRELIMINARY, language)
            return _("{word}: the secretariat has not confirmed it yet.", word=word)
        case Finality.CONFIRMED:
            return _(
                "{word}: the secretariat has confirmed it. The others are preliminary.",
                word=marked_label(Finality.CONFIRMED, language),
            )


def year_finality_text(summary: FinalitySummary, language: Language) -> str:
    """What holds for a year as a whole: 速報, ■ 確定 6月3日, 速報を含む（3件）, 速報（2件は確定）;
    empty where nothing is reviewed.
    """
    if summary.marked is Finality.CONFIRMED:
        return language.ngettext(
            "preliminary, {n} figure final",
            "preliminary, {n} figures final",
            summary.confirmed,
        )
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

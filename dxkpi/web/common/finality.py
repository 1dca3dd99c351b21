"""速報 and 確定 on the pages: once in the head, or beside the figures that differ."""

from collections.abc import Iterable

from dxkpi.plan.review import Finality, entry_item, initiative_key
from dxkpi.returns.finality import (
    FinalitySummary,
    ItemOfYear,
    figures_of,
    figures_of_all,
)
from dxkpi.rules import EntryKey, Judgement, report_subjects
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import grey_badge, plain
from dxkpi.web.common.view import View
from dxkpi.wording.finality import mark_of_finality, meaning_of_mark, year_finality_text


def finality_badge(view: View, items: Iterable[ItemOfYear] | None = None) -> str:
    """What holds for the figures of the year (or for these things) as a whole, as a badge
    for the head; empty where nobody reviews them.
    """
    if items is None:
        summary = figures_summary(view)
    else:
        summary = view.finality.summary(items)
    text = year_finality_text(summary, current_language())
    if not text:
        return ""
    colour = "gray" if summary.preliminary else "blue"
    return f":{colour}-badge[{text}]"


def followed_finality(view: View) -> str:
    """The same of the 実感率; empty where the plan does not follow it."""
    trend = view.realisation_trend()
    if trend is None:
        return ""
    return finality_badge(view, figures_of(view.judged(trend.indicator)))


def reported_finality(view: View) -> str:
    """The same of what was reported of the schedule and of initiatives in the year."""
    return finality_badge(view, view.kept(_reported_items))


def reported_summary(view: View) -> FinalitySummary:
    """How final what was reported of schedule and initiatives is together."""
    return view.finality.summary(view.kept(_reported_items))


def marked_entries(view: View, finality: Finality) -> frozenset[EntryKey]:
    """The entries of the schedule whose report is marked as preliminary, or as final,
    because most of what was reported is the other.
    """
    if reported_summary(view).marked is not finality:
        return frozenset()
    return frozenset(
        key
        for key, progress in view.progress().items()
        if view.finality.of_item(entry_item(*key), progress.fiscal_year) is finality
    )


def _reported_items(view: View) -> tuple[ItemOfYear, ...]:
    entries = [
        (entry_item(*key), progress.fiscal_year)
        for key, progress in view.progress().items()
    ]
    initiatives = [
        (initiative_key(*subject.key), view.year)
        for subject in report_subjects(view.plan)
        if subject.report(view.year) is not None
    ]
    return (*entries, *initiatives)


def figures_summary(view: View) -> FinalitySummary:
    """How final the figures are that stand in the view's year."""
    return view.kept(_figures_summary)


def _figures_summary(view: View) -> FinalitySummary:
    return view.finality.summary(figures_of_all(view.judgements()))


def finality_mark(
    view: View, judgement: Judgement, among: Iterable[Judgement] | None = None
) -> str:
    """速報 or ■ 確定 as a badge, to stand behind another, where a figure differs in that
    from most of its year (or from most of these); empty for all others.
    """
    summary = figures_summary(view)
    if among is not None:
        summary = view.finality.summary(figures_of_all(among))
    finality = view.finality.of_judgement(judgement)
    word = mark_of_finality(finality, summary, current_language())
    return finality_word_badge(word)


def finality_word_badge(word: str) -> str:
    """Such a word as a badge, to stand behind another; nothing for nothing."""
    return f" {grey_badge(word)}" if word else ""


def finality_note(view: View) -> str:
    """What the word beside a figure means; empty where it stands beside none."""
    return plain(meaning_of_mark(figures_summary(view), current_language()))

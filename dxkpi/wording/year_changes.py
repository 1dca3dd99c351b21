"""What changed since the year before, in words."""

from dxkpi.rules.profiles import Status
from dxkpi.rules.year_changes import StatusMove, YearChanges
from dxkpi.wording.glossary import term_glyph
from dxkpi.wording.language import Language, mark

_COUNTS = {
    StatusMove.NEW_CONCERN: mark("newly in need of attention {n}"),
    StatusMove.MENDED: mark("no longer in need of attention {n}"),
    StatusMove.WORSE: mark("worse {n}"),
    StatusMove.BETTER: mark("better {n}"),
    StatusMove.UNREPORTED: mark("not reported any more {n}"),
}


def year_changes_text(changes: YearChanges | None, language: Language) -> str:
    """What changed, in a sentence; empty where nothing can be compared."""
    if changes is None:
        return ""
    return language.gettext(
        "Since last year: {counts} ({moves}).",
        counts=in_order_text(changes, language),
        moves=moves_text(changes, language),
    )


def in_order_text(changes: YearChanges, language: Language) -> str:
    """How many were in order in the year before, and how many are."""
    _ = language.gettext
    if changes.judged_before == changes.judged:
        return _(
            "“mostly on track” or better of {n} indicators: {before} → {now}",
            n=changes.judged,
            before=changes.in_order_before,
            now=changes.in_order,
        )
    return _(
        "“mostly on track” or better: {before} of {judged_before} → {now} of {judged} indicators",
        before=changes.in_order_before,
        judged_before=changes.judged_before,
        now=changes.in_order,
        judged=changes.judged,
    )


def last_year_text(status: Status, language: Language) -> str:
    """How something stood in the year before, as a mark in few letters."""
    return language.gettext("last year {mark}", mark=term_glyph(status))


def moves_text(changes: YearChanges, language: Language) -> str:
    """How many moved in each way, or that none did."""
    counts = [
        language.gettext(_COUNTS[move], n=changes.count(move))
        for move in StatusMove
        if changes.count(move)
    ]
    if not counts:
        return language.gettext("no status changed")
    return language.listed(counts)

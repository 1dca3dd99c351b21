"""What was reported of a schedule by a fiscal year, in a sentence or two."""

from collections.abc import Sequence

from dxkpi.plan import BarState, Plan
from dxkpi.rules.agenda import group_unreported, late_entries, unreported_ends
from dxkpi.rules.scheduled_ends import (
    ReportedProgress,
    ScheduledEnd,
    schedule_ends,
    waiting_entries,
)
from dxkpi.wording.language import Language


def progress_sentence(
    plan: Plan,
    fiscal_year: int,
    last_closed: int,
    reported: ReportedProgress,
    language: Language,
) -> str:
    """How many of the entries reported by a fiscal year are done or late, and how many
    have ended with nobody saying whether they were finished.

    What was only reported of an earlier year is told as that, and how much was reported
    that waits to be confirmed. Empty where nothing was reported and nothing has ended.
    """
    entries = [e for e in schedule_ends(plan, reported) if e.progress is not None]
    late = late_entries(plan, fiscal_year, last_closed, reported)
    is_of_year = _are_of_year(entries, fiscal_year)
    if is_of_year:
        sentences = _reported_this_year(entries, late, fiscal_year, language)
    elif entries:
        sentences = _reported_before(entries, late, language)
    else:
        sentences = []
    waiting = unconfirmed_sentence(reported, language)
    if waiting:
        sentences.append(waiting)
    elif entries and not is_of_year:
        sentences.insert(0, no_reports_sentence(fiscal_year, language))
    ended = unreported_ends(plan, fiscal_year, last_closed, reported)
    if ended:
        sentences.append(_unreported_sentence(ended, language))
    return language.sentences(sentences)


def _are_of_year(entries: Sequence[ScheduledEnd], fiscal_year: int) -> bool:
    """Whether some were reported of the year itself."""
    return any(not entry.is_reported_before(fiscal_year) for entry in entries)


def _unreported_sentence(ended: Sequence[ScheduledEnd], language: Language) -> str:
    return language.ngettext(
        "Of {n} that is past its end nobody said whether it was finished.",
        "Of {n} that are past their end nobody said whether they were finished.",
        len(group_unreported(ended)),
    )


def unconfirmed_sentence(reported: ReportedProgress, language: Language) -> str:
    """How many entries were reported with that waiting to be confirmed; empty for none."""
    waiting = waiting_entries(reported)
    if not waiting:
        return ""
    return language.ngettext(
        "The report of {n} entry waits to be confirmed.",
        "The reports of {n} entries wait to be confirmed.",
        len(waiting),
    )


def no_reports_sentence(fiscal_year: int, language: Language) -> str:
    """That nothing was reported of a year."""
    _ = language.gettext
    return _("No reports of {year} yet.", year=language.fiscal_year(fiscal_year))


def _reported_this_year(
    entries: Sequence[ScheduledEnd],
    late: Sequence[ScheduledEnd],
    fiscal_year: int,
    language: Language,
) -> list[str]:
    late_before = [end for end in late if end.is_reported_before(fiscal_year)]
    facts = {
        "year": language.fiscal_year(fiscal_year),
        "done": _number_done(entries),
        "late": len(late) - len(late_before),
    }
    if facts["late"]:
        sentence = language.ngettext(
            "Of {n} entry reported by {year}, {done} done and {late} late.",
            "Of {n} entries reported by {year}, {done} are done and {late} late.",
            len(entries),
            **facts,
        )
    else:
        sentence = language.ngettext(
            "Of {n} entry reported by {year}, {done} done and none late.",
            "Of {n} entries reported by {year}, {done} are done and none is late.",
            len(entries),
            **facts,
        )
    if not late_before:
        return [sentence]
    before = language.ngettext(
        "{n} more was late when last reported, in an earlier year.",
        "{n} more were late when last reported, in earlier years.",
        len(late_before),
    )
    return [sentence, before]


def _reported_before(
    entries: Sequence[ScheduledEnd],
    late: Sequence[ScheduledEnd],
    language: Language,
) -> list[str]:
    """What the last reports were, where the year has none."""
    last = max(e.progress.fiscal_year for e in entries if e.progress is not None)
    before = language.ngettext(
        "Of {n} entry reported by {year}, {done} was done and {late} late.",
        "Of {n} entries reported by {year}, {done} were done and {late} late.",
        len(entries),
        year=language.fiscal_year(last),
        done=_number_done(entries),
        late=len(late),
    )
    return [before]


def _number_done(entries: Sequence[ScheduledEnd]) -> int:
    return sum(entry.state is BarState.DONE for entry in entries)

"""What was reported of a schedule by a fiscal year, in a sentence or two."""

from collections.abc import Sequence

from dxkpi.plan import BarState, Plan
from dxkpi.rules.agenda import group_unreported, late_entries, unreported_ends
from dxkpi.rules.scheduled_ends import ReportedProgress, ScheduledEnd, schedule_ends
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

    What was only reported of an earlier year is told as that. Empty where nothing was
    reported and nothing has ended.
    """
    entries = [e for e in schedule_ends(plan, reported) if e.progress is not None]
    late = late_entries(plan, fiscal_year, last_closed, reported)
    is_of_year = any(not e.is_reported_before(fiscal_year) for e in entries)
    if is_of_year:
        sentences = _reported_this_year(entries, late, fiscal_year, language)
    elif entries:
        sentences = _reported_before(entries, late, fiscal_year, language)
    else:
        sentences = []
    ended = unreported_ends(plan, fiscal_year, last_closed, reported)
    if ended:
        sentences.append(
            language.ngettext(
                "Of {n} that is past its end nobody said whether it was finished.",
                "Of {n} that are past their end nobody said whether they were finished.",
                len(group_unreported(ended)),
            )
        )
    return language.sentences(sentences)


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
    fiscal_year: int,
    language: Language,
) -> list[str]:
    """That nothing is reported of the year yet, and what the last reports were."""
    _ = language.gettext
    none_yet = _("No reports of {year} yet.", year=language.fiscal_year(fiscal_year))
    last = max(e.progress.fiscal_year for e in entries if e.progress is not None)
    before = language.ngettext(
        "Of {n} entry reported by {year}, {done} was done and {late} late.",
        "Of {n} entries reported by {year}, {done} were done and {late} late.",
        len(entries),
        year=language.fiscal_year(last),
        done=_number_done(entries),
        late=len(late),
    )
    return [none_yet, before]


def _number_done(entries: Sequence[ScheduledEnd]) -> int:
    return sum(entry.state is BarState.DONE for entry in entries)

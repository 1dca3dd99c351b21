"""The schedule: what is late, what ended, what ends, and which deadlines have passed."""

from collections.abc import Sequence

from dxkpi.reports.brief import BriefList
from dxkpi.reports.contents.brief_year import NAME, BriefYear, cut_line, joined
from dxkpi.reports.contents.lists import short_list
from dxkpi.rules.agenda import plan_agenda
from dxkpi.rules.scheduled_ends import ReportedProgress
from dxkpi.wording.agenda import AgendaItem, worded_agenda
from dxkpi.wording.schedule_progress import no_reports_sentence, unconfirmed_sentence


def schedule_lists(year: BriefYear, progress: ReportedProgress) -> list[BriefList]:
    """What is late, what ended unreported or with its report unconfirmed, what ends in
    the year, and which deadlines have passed; none without a schedule.
    """
    _ = year.language.gettext
    if not any(measure.schedule for measure in year.plan.measures):
        return []
    agenda = plan_agenda(year.plan, year.fiscal_year, year.last_closed, progress)
    worded = worded_agenda(agenda, year.language)
    none_late = _none_late_text(year, progress)
    none_ends = _("No schedule entry is stated to end.")
    if worded.late_end_too:
        none_ends = _("No other schedule entry is stated to end.")

    unreported = _("Past its end, not reported whether finished")
    unconfirmed = _("Past its end, report being confirmed")
    ending = _("Ending in {year}", year=year.language.fiscal_year(year.fiscal_year))
    passed = _("Deadlines that have passed")
    lists = (
        (_("Late schedule entries"), worded.late, none_late),
        (_("Late when last reported"), worded.late_before, ""),
        (unreported, worded.unreported, ""),
        (unconfirmed, worded.unconfirmed, ""),
        (ending, worded.ending, none_ends),
        (passed, worded.passed, ""),
    )
    return [
        _agenda_list(year, title, items, nothing)
        for title, items, nothing in lists
        if items or nothing
    ]


def _none_late_text(year: BriefYear, progress: ReportedProgress) -> str:
    """What stands where nothing is late: that it is so, that nobody reported, or that
    what was reported waits to be confirmed.
    """
    _ = year.language.gettext
    reported_years = [report.fiscal_year for report in progress.values()]
    waiting = unconfirmed_sentence(progress, year.language)
    if year.fiscal_year in reported_years:
        none_late = _("None is known to be late.")
        return year.language.sentences((none_late, waiting))
    if waiting:
        return waiting
    if reported_years:
        return no_reports_sentence(year.fiscal_year, year.language)
    return _("How far the schedule has come is not reported.")


def _agenda_list(
    year: BriefYear, title: str, items: Sequence[AgendaItem], nothing: str
) -> BriefList:
    """What there is with its number, or the sentence that there is nothing."""
    _ = year.language.gettext
    if not items:
        return BriefList(title, ((nothing, ""),))
    counted = _("{title}: {n}", title=title, n=len(items))
    return short_list(year, counted, [_agenda_line(year, item) for item in items])


def _agenda_line(year: BriefYear, item: AgendaItem) -> tuple[str, str]:
    """What is late or ends, and beneath it whose, until when it was planned and how
    it stands as far as known.
    """
    facts = (
        year.departments_text(item.departments),
        item.until,
        item.state,
        *item.uncertainties(year.language),
    )
    return cut_line(item.name, NAME), joined(facts)

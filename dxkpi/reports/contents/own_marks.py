"""What the city itself said: the states of its initiatives, and its marks."""

from dxkpi.plan import OwnMark
from dxkpi.reports.brief import BriefList
from dxkpi.reports.contents.brief_year import NAME, TITLE, BriefYear, cut_line
from dxkpi.reports.contents.lists import short_list
from dxkpi.rules import (
    Judgement,
    count_marks,
    count_reports,
    differing_marks,
    has_reports,
    report_subjects_in,
)
from dxkpi.wording.yearly_reports import (
    mark_count_text,
    mark_difference_text,
    report_count_text,
)

_REASON = 90


def report_lists(year: BriefYear) -> list[BriefList]:
    """How the initiatives stand and how the city marked; where a mark differs from
    what was worked out. None of a plan that has neither.
    """
    _ = year.language.gettext
    lines = _report_lines(year)
    lists: list[BriefList] = []
    if lines:
        title = _("Initiatives and the city's own marks")
        lists.append(short_list(year, title, lines))
    differences = [
        (
            cut_line(judgement.indicator.name, NAME),
            _difference_line(year, mark, judgement),
        )
        for judgement in year.judgements
        for mark in differing_marks(year.plan, judgement)
    ]
    if differences:
        title = _("Own marks that differ from the calculation")
        lists.append(short_list(year, title, differences))
    return lists


def _report_lines(year: BriefYear) -> list[tuple[str, str]]:
    """The counts of states, then those of each judge's marks."""
    lines: list[tuple[str, str]] = []
    if has_reports(year.plan):
        subjects = report_subjects_in(year.plan, year.fiscal_year)
        counts = count_reports(subjects, year.fiscal_year)
        lines.append((report_count_text(counts, year.language), ""))
    for count in count_marks(year.plan, year.fiscal_year):
        lines.append((cut_line(mark_count_text(count, year.language), TITLE), ""))
    return lines


def _difference_line(year: BriefYear, mark: OwnMark, judgement: Judgement) -> str:
    """The mark and the status that it differs from, and why, in one line."""
    text = mark_difference_text(mark, judgement.status, year.language)
    return cut_line(text, _REASON)

"""What the final report says of the targets that were not reached."""

from dxkpi.reports.brief import BriefList
from dxkpi.reports.contents.brief_year import (
    NAME,
    SENTENCE,
    TITLE,
    BriefYear,
    cut_line,
    joined,
)
from dxkpi.reports.contents.lists import short_list
from dxkpi.rules import Profile
from dxkpi.rules.final_report import FinalResult, final_report
from dxkpi.rules.scheduled_ends import ReportedProgress
from dxkpi.wording.final_report import (
    figure_text,
    promise_text,
    report_sentence,
    report_title,
    result_text,
)


def final_lists(
    year: BriefYear, profile: Profile, progress: ReportedProgress
) -> list[BriefList]:
    """The final report, in the plan's last year and after it."""
    report = final_report(year.plan, year.last_closed, progress, profile)
    if report is None or year.fiscal_year < report.fiscal_year:
        return []
    language = year.language
    title = report_title(report, language)
    lines = [(cut_line(report_sentence(report, language), SENTENCE), "")]
    lines += [_final_line(year, result) for result in report.not_reached]
    return [short_list(year, title, lines)]


def _final_line(year: BriefYear, result: FinalResult) -> tuple[str, str]:
    """A target that was not reached, and beneath it how far it came."""
    language = year.language
    facts = (
        promise_text(result, language),
        figure_text(result, language),
        result_text(result, language),
    )
    name = cut_line(result.indicator.name, NAME)
    return name, cut_line(joined(facts), 2 * TITLE)

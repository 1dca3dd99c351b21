"""The rows of the table of indicators that need attention."""

from dxkpi.reports.brief import BriefConcern
from dxkpi.reports.contents.brief_year import FIGURE, NAME, BriefYear, cut_line
from dxkpi.rules import Judgement
from dxkpi.wording.department_words import department_words, nothing_written_text
from dxkpi.wording.judgement import actual_text, verdict_text
from dxkpi.wording.year_review import expected_or_nothing, goal_with_deadline

_WORDS = 36


def concern_row(year: BriefYear, judgement: Judgement) -> BriefConcern:
    """A row of the table; of an indicator that consists of parts the one that decides."""
    judgement = judgement.decisive
    indicator, language = judgement.indicator, year.language
    return BriefConcern(
        status=judgement.status,
        verdict=verdict_text(judgement, language),
        name=cut_line(indicator.name, NAME),
        whose=year.departments_text(year.plan.departments_of(indicator)),
        goal=cut_line(goal_with_deadline(indicator, language), FIGURE),
        expected=cut_line(expected_or_nothing(judgement, language), FIGURE),
        actual=cut_line(actual_text(judgement, language), FIGURE),
        words=_department_words(year, judgement),
    )


def _department_words(
    year: BriefYear, judgement: Judgement
) -> tuple[tuple[str, str], ...]:
    """Why it is so and what is done about it, as the department wrote it."""
    nothing = nothing_written_text(year.language)
    return tuple(
        (name, cut_line(text, _WORDS) or nothing)
        for name, text in department_words(judgement, year.language)
    )

"""The rows of the table of indicators that need attention."""

from collections.abc import Mapping, Sequence

from dxkpi.reports.brief import BriefConcern
from dxkpi.reports.contents.brief_year import FIGURE, NAME, BriefYear, cut_line
from dxkpi.rules import JUDGED, Judgement, Status
from dxkpi.rules.share_of_way import drawn_share
from dxkpi.wording.department_words import department_words, nothing_written_text
from dxkpi.wording.judgement import actual_text, verdict_text
from dxkpi.wording.year_changes import last_year_text
from dxkpi.wording.year_review import expected_or_nothing, goal_with_deadline

_WORDS = 36


def concern_rows(
    year: BriefYear, judgements: Sequence[Judgement]
) -> tuple[BriefConcern, ...]:
    """A row for each; of an indicator that consists of parts the one that decides."""
    before = _statuses_before(year)
    return tuple(_row(year, judgement.decisive, before) for judgement in judgements)


def _statuses_before(year: BriefYear) -> Mapping[str, Status]:
    """The status in the year before by the code of indicator or part, of those that were
    judged.
    """
    return {
        measured.indicator.code: measured.status
        for judgement in year.judgements_before
        for measured in judgement.measured
        if measured.status in JUDGED
    }


def _row(
    year: BriefYear, judgement: Judgement, before: Mapping[str, Status]
) -> BriefConcern:
    indicator, language = judgement.indicator, year.language
    status_before = before.get(indicator.code)
    last_year = ""
    if status_before is not None:
        last_year = last_year_text(status_before, language)
    return BriefConcern(
        status=judgement.status,
        verdict=verdict_text(judgement, language),
        name=cut_line(indicator.name, NAME),
        whose=year.departments_text(year.plan.departments_of(indicator)),
        goal=cut_line(goal_with_deadline(indicator, language), FIGURE),
        expected=cut_line(expected_or_nothing(judgement, language), FIGURE),
        actual=cut_line(actual_text(judgement, language), FIGURE),
        words=_department_words(year, judgement),
        last_year=last_year,
        share=drawn_share(judgement),
        counted_status=judgement.counted_status,
        finality=year.finality_text(judgement),
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

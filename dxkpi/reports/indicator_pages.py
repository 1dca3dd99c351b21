"""The further pages of the sheet for the 本部会議: one for each indicator that needs
attention, with its chart, why it is so and what is done about it, and its years.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dxkpi import charts, fiscal
from dxkpi.charts.spec import Spec
from dxkpi.plan import Indicator, Plan
from dxkpi.rules import Judgement, Profile, judge_plan, judge_years
from dxkpi.rules.plan_summary import needing_attention
from dxkpi.text.lines import one_line
from dxkpi.text.width import cut_to_width
from dxkpi.wording.department_words import department_words, nothing_written_text
from dxkpi.wording.headline import headline
from dxkpi.wording.judgement import actual_text, verdict_text
from dxkpi.wording.language import Language
from dxkpi.wording.municipality import plain_city_name
from dxkpi.wording.year_review import expected_or_nothing, goal_with_deadline

_MOST_YEARS = 12
# How many ems the texts may take
_NAME, _WHOSE, _SENTENCE, _FIGURE, _TEXT, _WORDS = 60, 40, 200, 16, 400, 60


@dataclass(frozen=True)
class IndicatorPage:
    """A page about an indicator, in words. `words` are what its department wrote of the
    year, each text under its name; `rows` are its years, the latest first, under
    `headings`. Without a chart `chart` is None.
    """

    name: str
    whose: str
    verdict: str
    goal: str
    sentence: str
    words: tuple[tuple[str, str], ...]
    chart: Spec | None
    history_title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def make_indicator_pages(
    plan: Plan, fiscal_year: int, today: date, profile: Profile, language: Language
) -> tuple[IndicatorPage, ...]:
    """The pages of a plan and one of its fiscal years, worst first."""
    last_closed = fiscal.last_closed_year(today)
    judgements = judge_plan(plan, fiscal_year, last_closed, profile, today)
    pages = []
    for judgement in needing_attention(judgements):
        code = judgement.decisive.indicator.code
        [indicator] = [i for i in plan.measured_indicators if i.code == code]
        course = judge_years(plan, indicator, last_closed, profile, today)
        pages.append(_page(plan, judgement.decisive, course, language))
    return tuple(pages)


def _page(
    plan: Plan, judgement: Judgement, course: Sequence[Judgement], language: Language
) -> IndicatorPage:
    _ = language.gettext
    indicator = judgement.indicator
    departments = language.listed(plan.departments_of(indicator))
    return IndicatorPage(
        name=_line(indicator.name, _NAME),
        whose=_line(departments, _WHOSE),
        verdict=verdict_text(judgement, language),
        goal=_line(goal_with_deadline(indicator, language), _NAME),
        sentence=_line(headline(judgement, language), _SENTENCE),
        words=tuple(
            (name, _line(text, _TEXT) or nothing_written_text(language))
            for name, text in department_words(judgement, language)
        ),
        chart=_chart(plan, indicator, judgement.fiscal_year, course, language),
        history_title=_("Year by year"),
        headings=(
            _("fiscal year"),
            _("Expected"),
            _("Actual"),
            _("Status"),
            _("What was written of it"),
        ),
        rows=_rows(course, judgement.fiscal_year, language),
    )


def _rows(
    course: Sequence[Judgement], fiscal_year: int, language: Language
) -> tuple[tuple[str, ...], ...]:
    """The years up to the one looked at that have a figure or a line, the latest first."""
    known = [
        judgement
        for judgement in course
        if judgement.fiscal_year <= fiscal_year
        and (judgement.value is not None or judgement.expected is not None)
    ]
    latest_first = list(reversed(known))[:_MOST_YEARS]
    return tuple(_row(judgement, language) for judgement in latest_first)


def _row(judgement: Judgement, language: Language) -> tuple[str, ...]:
    written = [text for text in (judgement.note, judgement.countermeasure) if text]
    return (
        language.fiscal_year(judgement.fiscal_year),
        _line(expected_or_nothing(judgement, language), _FIGURE),
        _line(actual_text(judgement, language), _FIGURE),
        verdict_text(judgement, language),
        _line(" ".join(written), _WORDS),
    )


def _chart(
    plan: Plan,
    indicator: Indicator,
    fiscal_year: int,
    course: Sequence[Judgement],
    language: Language,
) -> Spec | None:
    form = charts.chart_form(indicator)
    if not course or form == "nothing":
        return None
    if form == "years":
        return charts.year_tiles(indicator, course, language, selected_year=fiscal_year)
    return charts.line_chart(
        indicator,
        course,
        language,
        place=plain_city_name(plan.municipality),
        selected_year=fiscal_year,
    )


def _line(text: str, ems: float) -> str:
    """Somebody's text in one line of at most so many ems."""
    return cut_to_width(one_line(text), ems)

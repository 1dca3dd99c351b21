"""The leading indicator on the sheet: its figure, what it means, its trend."""

from dxkpi import charts
from dxkpi.reports.brief import BriefLead
from dxkpi.reports.contents.brief_year import (
    FIGURE,
    NAME,
    SENTENCE,
    BriefYear,
    cut_line,
)
from dxkpi.rules import Profile, judge_years
from dxkpi.rules.year_review import leading_figure
from dxkpi.survey import indicator_trend
from dxkpi.text.lines import one_line
from dxkpi.wording.chart_captions import known_date_label, target_label
from dxkpi.wording.chart_notes import trend_note
from dxkpi.wording.glossary import marked_label
from dxkpi.wording.judgement import verdict_range_text
from dxkpi.wording.year_review import (
    leading_figure_text,
    leading_sentence,
    response_sentence,
)

_TREND_HEIGHT = 168


def lead_of_year(year: BriefYear, profile: Profile) -> BriefLead | None:
    """The leading indicator; None where there is no figure to lead."""
    leading = leading_figure(year.plan, year.judgements, year.fiscal_year)
    if leading is None:
        return None
    indicator, language = leading.indicator, year.language
    course = judge_years(year.plan, indicator, year.last_closed, profile, year.today)
    trend = indicator_trend(year.plan, leading.judgement, course)
    if trend.trajectory is None:
        return None
    axis_start = charts.trend_axis_start(indicator, trend.outlook)
    return BriefLead(
        name=cut_line(indicator.name, NAME),
        when=known_date_label(indicator, leading.figure, language, short=False),
        figure=cut_line(leading_figure_text(leading, trend, language), FIGURE),
        goal=cut_line(target_label(leading.judgement.indicator, language), FIGURE),
        status=leading.judgement.status,
        verdict=marked_label(leading.judgement.status, language),
        range=verdict_range_text(leading.judgement, language),
        is_undecided=leading.judgement.is_undecided,
        words=cut_line(leading_sentence(leading, trend, language), SENTENCE),
        response=response_sentence(trend, language),
        chart=charts.trend_chart(
            trend.trajectory,
            trend.judgements,
            trend.outlook,
            language,
            height=_TREND_HEIGHT,
        ),
        note=one_line(trend_note(trend, axis_start, language)),
        finality=year.finality_text(leading.judgement),
    )

"""The numbers of an indicator's chart as a table on screen."""

from collections.abc import Sequence

import pandas as pd

from dxkpi.charts.year_columns import (
    add_sums,
    cells_of_years,
    counted_figures,
    insert_behind,
    is_of_baseline,
    missing_words,
    sums_so_far,
    year_table,
)
from dxkpi.plan import Indicator
from dxkpi.plan.review import Finality
from dxkpi.returns.finality import NO_REVIEW, PlanFinality
from dxkpi.rules import Judgement
from dxkpi.rules.figure_course import course_years, expected_figures, reference_figures
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.totals import running_total
from dxkpi.wording.chart_captions import known_label, with_special_time
from dxkpi.wording.figures import number_text, share_counts_text
from dxkpi.wording.judgement import verdict_text
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_text

NOTHING = "－"


def figure_table(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    language: Language,
    finality: PlanFinality = NO_REVIEW,
) -> pd.DataFrame:
    """The chart's numbers as text, one row a fiscal year.

    Columns: fiscal year, actual, as of, expected, each reference series in the plan's
    order, judgement (glyph and word); of a share that is kept with its two counts also
    these, behind the actual. A missing figure is its reason in a word, anything else
    that is not there 「－」.
    """
    years = course_years(running_total(indicator), judgements)
    table = year_table(
        indicator,
        years,
        {
            **missing_words(indicator, judgements, language),
            **_known_figures(indicator, years, finality, language),
        },
        _expected_figures(indicator, judgements, language),
        _references(indicator, language),
        {j.fiscal_year: _verdict_with_glyph(j, language) for j in judgements},
        language,
    )
    _add_sum_texts(table, indicator, years, language)
    _add_count_texts(table, indicator, years, language)
    return table.replace("", NOTHING)


def _known_figures(
    indicator: Indicator, years: range, finality: PlanFinality, language: Language
) -> dict[int, str]:
    """The figure of each year that has one, and that it is not final."""
    texts = {}
    for year in known_figures(indicator, years.stop):
        text = _known_figure(indicator, year, language)
        if finality.of_figure(indicator.code, year) is Finality.PRELIMINARY:
            text = language.gettext("{figure} (preliminary)", figure=text)
        texts[year] = text
    return texts


def _known_figure(indicator: Indicator, year: int, language: Language) -> str:
    """The figure of a year; a baseline with what it is of, where that is no year."""
    text = known_label(indicator, year, language)
    baseline, actual = indicator.baseline, indicator.actual(year)
    is_reported = actual is not None and actual.value is not None
    if is_reported or baseline is None or baseline.fiscal_year != year:
        return text
    return with_special_time(text, baseline, language)


def _expected_figures(
    indicator: Indicator, judgements: Sequence[Judgement], language: Language
) -> dict[int, str]:
    expected = expected_figures(indicator, judgements)
    return {
        year: expected_text(indicator, value, language)
        for year, value in expected.items()
    }


def _references(indicator: Indicator, language: Language) -> dict[str, dict[int, str]]:
    """The figures of each series for comparison, by its name."""
    references = {}
    for name, figures in reference_figures(indicator).items():
        references[name] = {
            year: number_text(indicator, value, language)
            for year, value in figures.items()
        }
    return references


def _add_sum_texts(
    table: pd.DataFrame, indicator: Indicator, years: range, language: Language
) -> None:
    sums = sums_so_far(indicator)
    if sums is not None:
        texts = {y: number_text(indicator, v, language) for y, v in sums.items()}
        add_sums(table, texts, years, language)


def _add_count_texts(
    table: pd.DataFrame, indicator: Indicator, years: range, language: Language
) -> None:
    """Put the two counts of a share behind it, in one column."""
    _ = language.gettext
    texts = {
        year: share_counts_text(figure.share_counts, "", language)
        for year, figure in counted_figures(indicator, years).items()
    }
    if texts:
        cells = cells_of_years(texts, years)
        insert_behind(table, _("actual value"), _("numerator/denominator"), cells)


def _verdict_with_glyph(judgement: Judgement, language: Language) -> str:
    if is_of_baseline(judgement):
        return language.gettext("baseline")
    return verdict_text(judgement, language)

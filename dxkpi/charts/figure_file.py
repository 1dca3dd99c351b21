"""The numbers of indicators as a file for Excel."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import pandas as pd

from dxkpi.charts.excel_csv import csv_file
from dxkpi.charts.former_tables import former_records
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
from dxkpi.plan import Baseline, Indicator
from dxkpi.plan.yearly_report import marks_of_year
from dxkpi.returns.finality import NO_REVIEW, PlanFinality
from dxkpi.rules import Judgement
from dxkpi.rules.figure_course import course_years, expected_figures, reference_figures
from dxkpi.rules.former_figures import FormerFigures
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.totals import running_total
from dxkpi.wording.baselines import special_time_text
from dxkpi.wording.department_words import cause_label, countermeasure_label
from dxkpi.wording.figure_times import figure_time_label
from dxkpi.wording.figures import file_value, worked_out_file_value
from dxkpi.wording.finality import finality_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.judgement import possible_statuses_text
from dxkpi.wording.language import Language
from dxkpi.wording.targets import stretch_text
from dxkpi.wording.yearly_reports import marks_text

NO_FORMER_FIGURES: Mapping[str, Sequence[FormerFigures]] = {}


def figures_csv(
    courses: Iterable[tuple[Indicator, Sequence[Judgement]]],
    place: str,
    language: Language,
    former: Mapping[str, Sequence[FormerFigures]] = NO_FORMER_FIGURES,
    *,
    finality: PlanFinality = NO_REVIEW,
) -> bytes:
    """The figures of indicators as one file for Excel: with the digits that were reported,
    what was worked out two digits finer, and whose and which indicator in front of each
    row. `former` are those of the plans before, by the code of the indicator.

    Behind them stand the words of the department, and remarks on what a number cannot say.
    """
    frames: list[pd.DataFrame] = []
    for indicator, judgements in courses:
        before = former.get(indicator.code)
        own = figure_records(indicator, judgements, place, language, finality)
        frames.append(own)
        if before:
            records = former_records(indicator, before, place, language)
            frames.append(records.reindex(columns=own.columns))
    if not frames:
        return csv_file(pd.DataFrame())
    return csv_file(pd.concat(frames, ignore_index=True).fillna(""))


def figure_records(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    place: str,
    language: Language,
    finality: PlanFinality = NO_REVIEW,
) -> pd.DataFrame:
    """The rows of one indicator in such a file; of a plan that is reviewed it says which
    figures are final.
    """
    years = course_years(running_total(indicator), judgements)
    records = _own_figures(indicator, judgements, years, language)
    if finality.is_reviewed:
        _add_finality(records, indicator, years, finality, language)
    _add_whose_it_is(records, indicator, place, language)
    records[language.gettext("higher aim")] = stretch_text(indicator, language)
    _add_range_marks_and_grades(records, indicator, judgements, years, language)
    _add_description(records, indicator, language)
    _add_words(records, indicator, years, language)
    return records


def _own_figures(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: range,
    language: Language,
) -> pd.DataFrame:
    """Actual, expected, references, judgement, sums and counts of each year."""
    expected = {
        year: worked_out_file_value(indicator, value)
        for year, value in expected_figures(indicator, judgements).items()
    }
    references = {
        name: _file_values(indicator, figures)
        for name, figures in reference_figures(indicator).items()
    }
    records = year_table(
        indicator,
        years,
        {
            **missing_words(indicator, judgements, language),
            **_file_values(indicator, known_figures(indicator, years.stop)),
        },
        expected,
        references,
        {j.fiscal_year: _verdict(j, language) for j in judgements},
        language,
    )
    sums = sums_so_far(indicator)
    if sums is not None:
        add_sums(records, sums, years, language)
    _add_counts(records, indicator, years, language)
    return records


def _file_values(
    indicator: Indicator, figures: Mapping[int, Decimal]
) -> dict[int, Decimal | str]:
    return {year: file_value(indicator, value) for year, value in figures.items()}


def _add_counts(
    records: pd.DataFrame, indicator: Indicator, years: range, language: Language
) -> None:
    """Put the two counts of a share behind it, each in a column of its own."""
    _ = language.gettext
    numerators: dict[int, Decimal] = {}
    denominators: dict[int, Decimal] = {}
    for year, figure in counted_figures(indicator, years).items():
        assert figure.share_counts is not None
        numerators[year], denominators[year] = figure.share_counts
    if not numerators:
        return
    behind = _("actual value")
    insert_behind(
        records, behind, _("denominator"), cells_of_years(denominators, years)
    )
    insert_behind(records, behind, _("numerator"), cells_of_years(numerators, years))


def _add_finality(
    records: pd.DataFrame,
    indicator: Indicator,
    years: range,
    finality: PlanFinality,
    language: Language,
) -> None:
    """Put behind each figure whether it is final."""
    _ = language.gettext
    texts = {
        year: finality_text(finality.of_figure(indicator.code, year), language)
        for year in years
    }
    cells = cells_of_years(texts, years)
    insert_behind(records, _("actual value"), _("preliminary or final"), cells)


def _add_whose_it_is(
    records: pd.DataFrame, indicator: Indicator, place: str, language: Language
) -> None:
    """Put in front of each row which indicator of which municipality it is of."""
    _ = language.gettext
    whose = {
        _("municipality"): place,
        _("code"): indicator.code,
        _("indicator"): indicator.name,
        _("unit"): indicator.scale,
    }
    for position, (name, text) in enumerate(whose.items()):
        records.insert(position, name, text)


def _add_range_marks_and_grades(
    records: pd.DataFrame,
    indicator: Indicator,
    judgements: Sequence[Judgement],
    years: range,
    language: Language,
) -> None:
    """Put behind the judgement its grade, the city's own marks, and what it can be within
    the margin, each where there is any.
    """
    _ = language.gettext
    possible = {j.fiscal_year: possible_statuses_text(j, language) for j in judgements}
    marks = {
        year: marks_text(marks_of_year(indicator.marks, year), language)
        for year in years
    }
    grades = {j.fiscal_year: j.own_grade for j in judgements}
    columns: dict[str, Mapping[int, object]] = {
        _("judgement within the margin"): possible,
        _("the city's own marks"): marks,
        _("Grade"): grades,
    }
    behind = list(records.columns).index(_("judgement")) + 1
    for title, texts in columns.items():
        if any(texts.values()):
            records.insert(behind, title, cells_of_years(texts, years))


def _add_description(
    records: pd.DataFrame, indicator: Indicator, language: Language
) -> None:
    """What holds for all years: of which time the figures are, how and where they come from."""
    _ = language.gettext
    records[_("time of the figures")] = figure_time_label(indicator, language)
    records[_("how it is worked out")] = indicator.method or ""
    records[_("source")] = indicator.source or ""


def _add_words(
    records: pd.DataFrame, indicator: Indicator, years: range, language: Language
) -> None:
    """What was written of each figure, and what its number cannot say."""
    causes: dict[int, str | None] = {}
    countermeasures: dict[int, str | None] = {}
    for actual in indicator.actuals:
        causes[actual.fiscal_year] = actual.note
        countermeasures[actual.fiscal_year] = actual.countermeasure
    records[cause_label(language)] = [causes.get(year) for year in years]
    records[countermeasure_label(language)] = [
        countermeasures.get(year) for year in years
    ]
    records[language.gettext("remarks")] = [
        _remark(indicator, year, language) for year in years
    ]


def _verdict(judgement: Judgement, language: Language) -> str:
    """The status in a word; the starting point is called what it is."""
    if is_of_baseline(judgement):
        return language.gettext("baseline")
    return term_label(judgement.status, language)


def _remark(indicator: Indicator, year: int, language: Language) -> str:
    actual, baseline = indicator.actual(year), indicator.baseline
    if actual is None:
        if baseline is None or baseline.fiscal_year != year:
            return ""
        return _remark_on_baseline(baseline, language)
    return language.gettext("approximate") if actual.approximate else ""


def _remark_on_baseline(baseline: Baseline, language: Language) -> str:
    about = language.gettext("approximate") if baseline.approximate else ""
    special = special_time_text(baseline, language)
    return language.listed(text for text in (about, special) if text)

"""The numbers of an indicator's chart as a table on screen and as a file."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import count

import pandas as pd

from dxkpi.charts.excel_csv import csv_file
from dxkpi.charts.former_tables import former_records
from dxkpi.plan import Actual, Baseline, Indicator, TotalTarget
from dxkpi.plan.review import Finality
from dxkpi.plan.yearly_report import marks_of_year
from dxkpi.returns.finality import NO_REVIEW, PlanFinality
from dxkpi.rules import Judgement, Reason
from dxkpi.rules.figure_course import (
    course_years,
    expected_figures,
    missing_reasons,
    reference_figures,
)
from dxkpi.rules.former_figures import FormerFigures
from dxkpi.rules.known_figures import known_entry, known_figures
from dxkpi.rules.totals import running_total
from dxkpi.wording.baselines import special_time_text
from dxkpi.wording.chart_captions import known_label, with_special_time
from dxkpi.wording.department_words import cause_label, countermeasure_label
from dxkpi.wording.figure_times import figure_time_label
from dxkpi.wording.figures import (
    file_value,
    number_text,
    share_counts_text,
    worked_out_file_value,
)
from dxkpi.wording.finality import finality_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.judgement import possible_statuses_text, verdict_text
from dxkpi.wording.language import Language
from dxkpi.wording.targets import expected_text, stretch_text
from dxkpi.wording.yearly_reports import marks_text

NOTHING = "－"
NO_FORMER_FIGURES: Mapping[str, Sequence[FormerFigures]] = {}


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
    _ = language.gettext
    sums = _sums(indicator)
    years = course_years(running_total(indicator), judgements)
    actual: dict[int, str] = _missing_words(indicator, judgements, language)
    for year in known_figures(indicator, years.stop):
        text = _known_figure(indicator, year, language)
        if finality.of_figure(indicator.code, year) is Finality.PRELIMINARY:
            text = _("{figure} (preliminary)", figure=text)
        actual[year] = text
    expected = {
        year: expected_text(indicator, value, language)
        for year, value in expected_figures(indicator, judgements).items()
    }
    references: dict[str, Mapping[int, str]] = {}
    for name, figures in reference_figures(indicator).items():
        references[name] = {
            year: number_text(indicator, value, language)
            for year, value in figures.items()
        }
    verdicts = {j.fiscal_year: _verdict_with_glyph(j, language) for j in judgements}
    table = _table(indicator, years, actual, expected, references, verdicts, language)
    if sums is not None:
        texts = {y: number_text(indicator, v, language) for y, v in sums.items()}
        _add_sums(table, texts, years, language)
    counts = _counted_figures(indicator, years)
    if counts:
        texts = {
            year: share_counts_text(figure.share_counts, "", language)
            for year, figure in counts.items()
        }
        heading = _("numerator/denominator")
        _insert_behind(table, _("actual value"), heading, _cells(texts, years))
    return table.replace("", NOTHING)


def _known_figure(indicator: Indicator, year: int, language: Language) -> str:
    """The figure of a year; a baseline with what it is of, where that is no year."""
    text = known_label(indicator, year, language)
    baseline, actual = indicator.baseline, indicator.actual(year)
    is_reported = actual is not None and actual.value is not None
    if is_reported or baseline is None or baseline.fiscal_year != year:
        return text
    return with_special_time(text, baseline, language)


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
    _ = language.gettext
    sums = _sums(indicator)
    years = course_years(running_total(indicator), judgements)
    actual: dict[int, Decimal | str] = {
        **_missing_words(indicator, judgements, language),
        **_file_values(indicator, known_figures(indicator, years.stop)),
    }
    expected = {
        year: worked_out_file_value(indicator, value)
        for year, value in expected_figures(indicator, judgements).items()
    }
    references = {
        name: _file_values(indicator, figures)
        for name, figures in reference_figures(indicator).items()
    }
    verdicts = {j.fiscal_year: _verdict(j, language) for j in judgements}
    records = _table(indicator, years, actual, expected, references, verdicts, language)
    if sums is not None:
        _add_sums(records, sums, years, language)
    _add_counts(records, indicator, years, language)
    if finality.is_reviewed:
        texts = {
            year: finality_text(finality.of_figure(indicator.code, year), language)
            for year in years
        }
        heading = _("preliminary or final")
        _insert_behind(records, _("actual value"), heading, _cells(texts, years))
    whose = {
        _("municipality"): place,
        _("code"): indicator.code,
        _("indicator"): indicator.name,
        _("unit"): indicator.scale,
    }
    for position, (name, text) in enumerate(whose.items()):
        records.insert(position, name, text)
    records[_("higher aim")] = stretch_text(indicator, language)
    possible = {j.fiscal_year: possible_statuses_text(j, language) for j in judgements}
    if any(possible.values()):
        behind = list(records.columns).index(_("judgement")) + 1
        title = _("judgement within the margin")
        records.insert(behind, title, _cells(possible, years))
    if indicator.marks:
        behind = list(records.columns).index(_("judgement")) + 1
        marks = [
            marks_text(marks_of_year(indicator.marks, year), language) for year in years
        ]
        records.insert(behind, _("the city's own marks"), marks)
    grades = {j.fiscal_year: j.own_grade for j in judgements}
    if any(grades.values()):
        behind = list(records.columns).index(_("judgement")) + 1
        records.insert(behind, _("Grade"), _cells(grades, years))
    records[_("time of the figures")] = figure_time_label(indicator, language)
    records[_("how it is worked out")] = indicator.method or ""
    records[_("source")] = indicator.source or ""
    actuals = [indicator.actual(year) for year in years]
    records[cause_label(language)] = [
        actual.note if actual else None for actual in actuals
    ]
    records[countermeasure_label(language)] = [
        actual.countermeasure if actual else None for actual in actuals
    ]
    records[_("remarks")] = [_remark(indicator, year, language) for year in years]
    return records


def _file_values(
    indicator: Indicator, figures: Mapping[int, Decimal]
) -> dict[int, Decimal | str]:
    return {year: file_value(indicator, value) for year, value in figures.items()}


def _table(
    indicator: Indicator,
    years: range,
    actual: Mapping[int, object],
    expected: Mapping[int, object],
    references: Mapping[str, Mapping[int, object]],
    verdicts: Mapping[int, str],
    language: Language,
) -> pd.DataFrame:
    """The columns of table and file, each with a cell for every year; empty where there
    is nothing.
    """
    _ = language.gettext
    columns: dict[str, Sequence[object]] = {
        _("fiscal year"): [language.fiscal_year_title(year) for year in years],
        _("actual value"): _cells(actual, years),
        _("as of"): [_as_of(indicator, year, language) for year in years],
        _("expected value"): _cells(expected, years),
    }
    for name, figures in references.items():
        taken = (*columns, _("judgement"))
        columns[_free_name(name, taken)] = _cells(figures, years)
    columns[_("judgement")] = _cells(verdicts, years)
    return pd.DataFrame(columns, dtype=object)


def _sums(indicator: Indicator) -> dict[int, Decimal] | None:
    """The sums so far of a total; None for any other indicator."""
    target = indicator.target
    if not isinstance(target, TotalTarget):
        return None
    sums = known_figures(running_total(indicator), target.fiscal_year)
    return {year: value for year, value in sums.items() if year >= target.since}


def _add_sums(
    table: pd.DataFrame, sums: Mapping[int, object], years: range, language: Language
) -> None:
    """Put the sums beside what is expected of them."""
    _ = language.gettext
    place = list(table.columns).index(_("expected value"))
    table.insert(place, _("sum so far"), _cells(sums, years))


def _counted_figures(
    indicator: Indicator, years: range
) -> dict[int, Actual | Baseline]:
    """The known figures that are kept with their two counts, by year."""
    counted: dict[int, Actual | Baseline] = {}
    for year in years:
        figure = known_entry(indicator, year)
        if figure is not None and figure.share_counts is not None:
            counted[year] = figure
    return counted


def _add_counts(
    records: pd.DataFrame, indicator: Indicator, years: range, language: Language
) -> None:
    """Put the two counts of a share behind it, each in a column of its own."""
    _ = language.gettext
    numerators: dict[int, Decimal] = {}
    denominators: dict[int, Decimal] = {}
    for year, figure in _counted_figures(indicator, years).items():
        assert figure.share_counts is not None
        numerators[year], denominators[year] = figure.share_counts
    if not numerators:
        return
    behind = _("actual value")
    _insert_behind(records, behind, _("denominator"), _cells(denominators, years))
    _insert_behind(records, behind, _("numerator"), _cells(numerators, years))


def _insert_behind(
    table: pd.DataFrame, column: str, name: str, cells: Sequence[object]
) -> None:
    free = _free_name(name, list(table.columns))
    table.insert(list(table.columns).index(column) + 1, free, cells)


def _cells(by_year: Mapping[int, object], years: range) -> list[object]:
    return [by_year.get(year, "") for year in years]


def _missing_words(
    indicator: Indicator, judgements: Sequence[Judgement], language: Language
) -> dict[int, str]:
    reasons = missing_reasons(indicator, judgements)
    return {year: term_label(reason, language) for year, reason in reasons.items()}


def _verdict(judgement: Judgement, language: Language) -> str:
    """The status in a word; the starting point is called what it is."""
    if _is_baseline(judgement):
        return language.gettext("baseline")
    return term_label(judgement.status, language)


def _verdict_with_glyph(judgement: Judgement, language: Language) -> str:
    if _is_baseline(judgement):
        return language.gettext("baseline")
    return verdict_text(judgement, language)


def _is_baseline(judgement: Judgement) -> bool:
    """Whether the year's figure is the baseline itself."""
    baseline = judgement.indicator.baseline
    if judgement.reason is not Reason.STARTING_POINT or baseline is None:
        return False
    if isinstance(judgement.indicator.target, TotalTarget):
        return False
    return baseline.fiscal_year == judgement.fiscal_year


def _free_name(name: str, taken: Iterable[str]) -> str:
    """A column name of its own for a series that is called like another column; spaces
    make no difference.
    """
    used = {" ".join(column.split()) for column in taken}
    plain = " ".join(name.split())
    if plain not in used:
        return plain
    return next(
        numbered for n in count(2) if (numbered := f"{plain} ({n})") not in used
    )


def _as_of(indicator: Indicator, year: int, language: Language) -> str:
    """The month that a year's figure is of, where that is known."""
    month = _month_of_actual(indicator, year) or _month_of_baseline(indicator, year)
    return language.month(month) if month else ""


def _month_of_actual(indicator: Indicator, year: int) -> str | None:
    actual = indicator.actual(year)
    if actual is None or actual.value is None:
        return None
    return actual.as_of


def _month_of_baseline(indicator: Indicator, year: int) -> str | None:
    baseline = indicator.baseline
    if baseline is None or baseline.fiscal_year != year:
        return None
    return baseline.as_of


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

"""The columns that the table of an indicator and its file share: a row for each year."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import count

import pandas as pd

from dxkpi.plan import Actual, Baseline, Indicator, TotalTarget
from dxkpi.rules import Judgement, Reason
from dxkpi.rules.figure_course import missing_reasons
from dxkpi.rules.known_figures import known_entry, known_figures
from dxkpi.rules.totals import running_total
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language


def year_table(
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
        _("actual value"): cells_of_years(actual, years),
        _("as of"): [_as_of(indicator, year, language) for year in years],
        _("expected value"): cells_of_years(expected, years),
    }
    for name, figures in references.items():
        taken = (*columns, _("judgement"))
        columns[_free_name(name, taken)] = cells_of_years(figures, years)
    columns[_("judgement")] = cells_of_years(verdicts, years)
    return pd.DataFrame(columns, dtype=object)


def sums_so_far(indicator: Indicator) -> dict[int, Decimal] | None:
    """The sums so far of a total; None for any other indicator."""
    target = indicator.target
    if not isinstance(target, TotalTarget):
        return None
    sums = known_figures(running_total(indicator), target.fiscal_year)
    return {year: value for year, value in sums.items() if year >= target.since}


def add_sums(
    table: pd.DataFrame, sums: Mapping[int, object], years: range, language: Language
) -> None:
    """Put the sums beside what is expected of them."""
    _ = language.gettext
    place = list(table.columns).index(_("expected value"))
    table.insert(place, _("sum so far"), cells_of_years(sums, years))


def counted_figures(indicator: Indicator, years: range) -> dict[int, Actual | Baseline]:
    """The known figures that are kept with their two counts, by year."""
    counted: dict[int, Actual | Baseline] = {}
    for year in years:
        figure = known_entry(indicator, year)
        if figure is not None and figure.share_counts is not None:
            counted[year] = figure
    return counted


def insert_behind(
    table: pd.DataFrame, column: str, name: str, cells: Sequence[object]
) -> None:
    free = _free_name(name, list(table.columns))
    table.insert(list(table.columns).index(column) + 1, free, cells)


def cells_of_years(by_year: Mapping[int, object], years: range) -> list[object]:
    return [by_year.get(year, "") for year in years]


def missing_words(
    indicator: Indicator, judgements: Sequence[Judgement], language: Language
) -> dict[int, str]:
    reasons = missing_reasons(indicator, judgements)
    return {year: term_label(reason, language) for year, reason in reasons.items()}


def is_of_baseline(judgement: Judgement) -> bool:
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

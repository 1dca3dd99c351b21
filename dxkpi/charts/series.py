"""The numbers behind a chart, as one tidy frame: each row one figure of one series in one fiscal year."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

import pandas as pd

from dxkpi.plan import Indicator, TargetRule, ValueType
from dxkpi.rules import Judgement, Status, expected_value
from dxkpi.wording import glossary
from dxkpi.wording.language import current_language

Form = Literal["line", "years", "nothing"]

COLUMNS = ("kind", "series", "fiscal_year", "as_of", "value", "approximate")


class SeriesKind(StrEnum):
    """What a figure is."""

    ACTUAL = "actual"
    BASELINE = "baseline"
    EXPECTED = "expected"
    TARGET = "target"
    REFERENCE = "reference"


def form(indicator: Indicator) -> Form:
    """A line over the years, a row of year tiles where each year is judged on its own, or nothing worth a picture."""
    target = indicator.target
    if target is not None and target.rule in (
        TargetRule.KEEP,
        TargetRule.IMPROVE,
        TargetRule.DO,
    ):
        return "years"
    if numbers(indicator).empty:
        return "nothing"
    return "years" if indicator.value_type is ValueType.YES_NO else "line"


def numbers(indicator: Indicator, judgements: Iterable[Judgement] = ()) -> pd.DataFrame:
    """Every known figure of an indicator: columns kind, series, fiscal_year, as_of, value (Decimal), approximate.

    `series` names a reference and is empty otherwise. Expected values are the path from baseline to deadline; where
    there is no path (keep, improve) they are what each of the judgements compared with. Missing years have no row.
    """
    rows: list[tuple[Any, ...]] = []
    if start := indicator.baseline:
        rows.append(
            (
                SeriesKind.BASELINE,
                "",
                start.fiscal_year,
                start.as_of,
                start.value,
                False,
            )
        )
    rows += [
        (SeriesKind.ACTUAL, "", a.fiscal_year, a.as_of, a.value, a.approximate)
        for a in indicator.actuals
        if a.value is not None
    ]
    rows += [
        (SeriesKind.EXPECTED, "", year, None, value, False)
        for year, value in _expected(indicator, judgements)
    ]
    if (
        (goal := indicator.target)
        and goal.value is not None
        and goal.fiscal_year is not None
    ):
        rows.append(
            (SeriesKind.TARGET, "", goal.fiscal_year, goal.as_of, goal.value, False)
        )
    rows += [
        (SeriesKind.REFERENCE, r.series, r.fiscal_year, r.as_of, r.value, False)
        for r in indicator.references
    ]
    rows.sort(key=lambda row: row[:3])
    return pd.DataFrame(rows, columns=list(COLUMNS))


def by_year(
    frame: pd.DataFrame, *kinds: SeriesKind, series: str = ""
) -> dict[int, Decimal]:
    """The figures of these kinds by fiscal year, in order; of two in the same year the kind named first stays."""
    figures = list(
        zip(
            frame["kind"],
            frame["series"],
            frame["fiscal_year"],
            frame["value"],
            strict=True,
        )
    )
    found: dict[int, Decimal] = {}
    for kind in kinds:
        for its_kind, its_series, year, value in figures:
            if (its_kind, its_series) == (kind, series):
                found.setdefault(int(year), value)
    return dict(sorted(found.items()))


def series_names(indicator: Indicator) -> tuple[str, ...]:
    """The names of the reference series, in the plan's order."""
    return tuple(dict.fromkeys(reference.series for reference in indicator.references))


def span(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    selected_year: int | None = None,
) -> range:
    """All fiscal years that a figure, a gap, the target, a verdict or the reader's choice speaks of."""
    years = [j.fiscal_year for j in judgements if j.status is not Status.MONITORED]
    years += [actual.fiscal_year for actual in indicator.actuals]
    years += [int(year) for year in numbers(indicator)["fiscal_year"]]
    if indicator.target is not None and indicator.target.fiscal_year is not None:
        years.append(indicator.target.fiscal_year)
    if selected_year is not None:
        years.append(selected_year)
    return range(min(years), max(years) + 1) if years else range(0)


def missing(indicator: Indicator, judgements: Iterable[Judgement]) -> dict[int, str]:
    """The years that should have a figure and have none, and why, in a word."""
    known = by_year(numbers(indicator), SeriesKind.ACTUAL, SeriesKind.BASELINE)
    words = {
        j.fiscal_year: glossary.term_label(j.status, current_language())
        for j in judgements
        if j.status is Status.NOT_REPORTED
    }
    words |= {
        a.fiscal_year: glossary.term_label(a.missing, current_language())
        for a in indicator.actuals
        if a.missing is not None
    }
    return {year: word for year, word in sorted(words.items()) if year not in known}


def _expected(
    indicator: Indicator, judgements: Iterable[Judgement]
) -> list[tuple[int, Decimal]]:
    target = indicator.target
    if (
        target is None
        or target.rule is not TargetRule.REACH
        or target.fiscal_year is None
    ):
        return [
            (j.fiscal_year, j.expected) for j in judgements if j.expected is not None
        ]
    starts = [indicator.baseline.fiscal_year] if indicator.baseline else []
    first = min([*starts, *target.yearly, target.fiscal_year])
    if first == target.fiscal_year:
        return []
    years, since = range(first, target.fiscal_year + 1), max(starts, default=first)
    alike = [
        year
        for year in years
        if year in target.yearly or indicator.asks_alike(since, year)
    ]
    known = ((year, expected_value(indicator, year)) for year in alike)
    return [(year, value) for year, value in known if value is not None]

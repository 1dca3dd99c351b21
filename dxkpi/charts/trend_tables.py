"""The numbers of a trend as a table on screen and as a file."""

from collections.abc import Sequence

import pandas as pd

from dxkpi.charts.excel_csv import csv_file
from dxkpi.charts.figure_file import figure_records
from dxkpi.charts.former_tables import former_records
from dxkpi.plan import Indicator
from dxkpi.rules import Forecast, Judgement
from dxkpi.rules.figure_course import course_years
from dxkpi.rules.former_figures import FormerFigures
from dxkpi.wording.language import Language


def trend_csv(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    outlook: Forecast | None,
    place: str,
    language: Language,
    former: Sequence[FormerFigures] = (),
) -> bytes:
    """The same as a file for Excel, with the middle and both ends of the outlook, one
    digit finer than the figures. The figures of the plans before stand below.
    """
    _ = language.gettext
    records = figure_records(indicator, judgements, place, language)
    estimates = {}
    if outlook is not None:
        estimates = {estimate.fiscal_year: estimate for estimate in outlook.estimates}

    digits = indicator.decimals + 1
    middle: list[object] = []
    low: list[object] = []
    high: list[object] = []
    for year in course_years(indicator, judgements):
        estimate = estimates.get(year)
        middle.append("" if estimate is None else round(estimate.centre, digits))
        low.append("" if estimate is None else round(estimate.low, digits))
        high.append("" if estimate is None else round(estimate.high, digits))
    records[_("outlook: middle")] = pd.Series(middle, dtype=object)
    records[_("outlook: lower end")] = pd.Series(low, dtype=object)
    records[_("outlook: upper end")] = pd.Series(high, dtype=object)
    if former:
        before = former_records(indicator, former, place, language)
        records = pd.concat([records, before], ignore_index=True).fillna("")
    return csv_file(records)

"""The figures of the plans before as a table on screen and as rows of a file."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pandas as pd

from dxkpi.plan import Indicator
from dxkpi.rules.former_figures import FormerFigures
from dxkpi.wording.chart_captions import known_label
from dxkpi.wording.figures import file_value
from dxkpi.wording.language import Language


class _FormerYear(NamedTuple):
    year: int
    part: FormerFigures


def former_table(former: Sequence[FormerFigures], language: Language) -> pd.DataFrame:
    """Fiscal year, actual and plan as text, one row a year, and why years cannot be
    compared where that is so; empty for none.
    """
    _ = language.gettext
    rows = []
    for year, part in _years(former):
        row = {
            _("fiscal year"): language.fiscal_year_title(year),
            _("actual value"): known_label(part.course.indicator, year, language),
            _("plan"): part.course.plan_title,
            _("remarks"): _break_text(part, language),
        }
        rows.append(row)
    table = pd.DataFrame(rows, dtype=object)
    if all(part.course.is_comparable for part in former):
        return table.drop(columns=_("remarks"), errors="ignore")
    return table


def former_records(
    indicator: Indicator,
    former: Sequence[FormerFigures],
    place: str,
    language: Language,
) -> pd.DataFrame:
    """The rows for a file, as `figure_records` has them for the indicator's own years."""
    _ = language.gettext
    rows = []
    for year, part in _years(former):
        remarks = (part.course.plan_title, _break_text(part, language))
        row = {
            _("municipality"): place,
            _("code"): indicator.code,
            _("indicator"): indicator.name,
            _("unit"): indicator.scale,
            _("fiscal year"): language.fiscal_year_title(year),
            _("actual value"): file_value(part.course.indicator, part.known[year]),
            _("remarks"): language.listed(filter(None, remarks)),
        }
        rows.append(row)
    return pd.DataFrame(rows, dtype=object)


def _years(former: Sequence[FormerFigures]) -> Iterator[_FormerYear]:
    for part in former:
        for year in part.known:
            yield _FormerYear(year, part)


def _break_text(part: FormerFigures, language: Language) -> str:
    """Why the figure cannot be compared with those after it; empty where it can."""
    reason = part.course.break_because
    if reason is None:
        return ""
    return language.gettext("not comparable: {reason}", reason=reason)

"""The small multiples of the list: the form that suits each indicator, all on the same years."""

from collections.abc import Sequence
from typing import Any

from dxkpi.charts import line, tiles
from dxkpi.charts.series import form
from dxkpi.plan import Indicator
from dxkpi.rules import Judgement


def small(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    *,
    first_year: int,
    last_year: int,
    ring: int | None = None,
) -> dict[str, Any]:
    """An indicator in the list: a line or a row of year tiles, 120 px high, over the years that the list shares.

    `judgements` holds one for each fiscal year of interest. Returns a Vega-Lite spec without a width. The value axis is
    the indicator's own and not drawn; baseline and target stand as figures. The figure of the year `ring` is ringed.
    """
    draw = tiles.strip if form(indicator) == "years" else line.sparkline
    return draw(indicator, judgements, range(first_year, last_year + 1), ring)

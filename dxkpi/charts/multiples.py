"""The small multiples of the list: the form that suits each indicator, all on the same years."""

from collections.abc import Sequence

from dxkpi.charts.forms import chart_form
from dxkpi.charts.line import sparkline
from dxkpi.charts.parts import parts_sparkline
from dxkpi.charts.spec import Spec
from dxkpi.charts.tiles import tile_strip
from dxkpi.plan import Indicator
from dxkpi.rules import Judgement
from dxkpi.wording.language import Language


def small_multiple(
    indicator: Indicator,
    judgements: Sequence[Judgement],
    language: Language,
    *,
    first_year: int,
    last_year: int,
    ring: int | None = None,
    selected_year: int | None = None,
) -> Spec:
    """An indicator in the list: a line or a row of year tiles, 120 px high, over the
    years that the list shares.

    `judgements` holds one for each fiscal year of interest. Returns a Vega-Lite spec
    without a width. The value axis is the indicator's own and not drawn; baseline and
    target stand as figures. The figure of the year `ring` is ringed; a pale column
    stands behind `selected_year`.
    """
    years = range(first_year, last_year + 1)
    form = chart_form(indicator)
    if form == "parts":
        return parts_sparkline(indicator, judgements, years, selected_year, language)
    if form == "years":
        return tile_strip(indicator, judgements, years, ring, selected_year, language)
    return sparkline(indicator, judgements, years, ring, selected_year, language)

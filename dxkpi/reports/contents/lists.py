"""A list of the sheet, as short as a screen shows it."""

from collections.abc import Sequence

from dxkpi.reports.brief import BriefList
from dxkpi.reports.contents.brief_year import BriefYear

_MOST_LISTED = 5


def short_list(
    year: BriefYear,
    title: str,
    items: Sequence[tuple[str, str]],
    most: int = _MOST_LISTED,
) -> BriefList:
    """The first few items, and the rest for where there is room."""
    rest = tuple(items[most:])
    more = tuple(year.more_text(n + 1) for n in range(len(items)))
    return BriefList(title, tuple(items[:most]), rest, more)

"""The figures that an indicator had in the plans before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.plan import Indicator, TotalTarget
from dxkpi.plan.linked_plans import FormerCourse
from dxkpi.rules.known_figures import known_figures


@dataclass(frozen=True)
class FormerFigures:
    """What is known of an indicator in one plan before, until the next one begins.

    `known` has at least one figure, by fiscal year and in order; `next_year` is the
    first year of what comes after.
    """

    course: FormerCourse
    known: Mapping[int, Decimal]
    next_year: int

    @property
    def last_year(self) -> int:
        return max(self.known)


def former_figures(
    indicator: Indicator, courses: Sequence[FormerCourse]
) -> tuple[FormerFigures, ...]:
    """The figures of the plans before, the oldest first; `courses` begin with the last.

    Where years overlap those of the later plan count. A total has none: it begins anew.
    """
    if isinstance(indicator.target, TotalTarget):
        return ()
    return tuple(_former_figures(indicator, courses))[::-1]


def _former_figures(
    indicator: Indicator, courses: Sequence[FormerCourse]
) -> Iterator[FormerFigures]:
    own = known_figures(indicator, fiscal.LAST_YEAR)
    next_year = min(own, default=None)
    for course in courses:
        known = known_figures(course.indicator, fiscal.LAST_YEAR)
        if next_year is not None:
            known = {year: known[year] for year in known if year < next_year}
        if not known:
            continue
        yield FormerFigures(course, known, next_year or max(known) + 1)
        next_year = min(known)

"""What an edit of an indicator does to its judgements: each year before and after it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dxkpi.rules.judgement import Judgement


@dataclass(frozen=True)
class EditedYear:
    """A fiscal year as it is judged, and as it would be; None where it is not judged so."""

    fiscal_year: int
    before: Judgement | None
    after: Judgement | None

    @property
    def has_figure(self) -> bool:
        """Whether a figure is known, with the edit or without."""
        sides = (self.before, self.after)
        return any(side is not None and side.value is not None for side in sides)

    @property
    def changes_verdict(self) -> bool:
        """Whether the status becomes another."""
        if self.before is None or self.after is None:
            return True
        return self.before.status is not self.after.status

    @property
    def is_edited(self) -> bool:
        """Whether the figure, what is expected or the status becomes another; not so of a
        plan that is new as a whole.
        """
        if self.before is None:
            return False
        if self.after is None:
            return True
        figures = (self.before.value, self.before.expected)
        is_same = figures == (self.after.value, self.after.expected)
        return self.changes_verdict or not is_same


def edited_years(
    before: Iterable[Judgement], after: Iterable[Judgement]
) -> tuple[EditedYear, ...]:
    """Every year that is judged on one of the sides, in order."""
    old = {judgement.fiscal_year: judgement for judgement in before}
    new = {judgement.fiscal_year: judgement for judgement in after}
    years = sorted(old.keys() | new.keys())
    return tuple(EditedYear(year, old.get(year), new.get(year)) for year in years)


def telling_years(years: Sequence[EditedYear]) -> tuple[EditedYear, ...]:
    """The years that have a figure: in the others nothing is there to be judged."""
    return tuple(year for year in years if year.has_figure)

"""How far an indicator has come on its way to a target, how much is left, and the pace that is needed from now on.

Measured from the last figure known in the year looked at: a missing year says nothing about the way. `told` puts it into
a few short sentences. A change is told as it is and never as a certain one, for the figures alone do not say how much of
it is chance.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.plan import Direction, Indicator, TargetRule
from dxkpi.rules.forecast import known_figures, last_known
from dxkpi.rules.judging import Judgement, expected_value, meets_goal
from dxkpi.rules.profiles import Status
from dxkpi.wording import judgement as wording
from dxkpi.wording.headline import (
    change_text,
    difference_text,
    gap_to_expected,
    headline,
    known_figure_text,
    no_figure_text,
    overshoots,
    way_to_target,
)
from dxkpi.wording.language import _, ngettext, sentences


@dataclass(frozen=True)
class Trajectory:
    """An indicator as it is known in the year of a judgement.

    `known` holds the baseline and the figures until then, in order and at least one; `goal` and `deadline` are those of
    a target to reach, and None for every other kind.
    """

    judgement: Judgement
    known: Mapping[int, Decimal]
    goal: Decimal | None
    deadline: int | None

    @property
    def indicator(self) -> Indicator:
        return self.judgement.indicator

    @property
    def start(self) -> int:
        """The year in which the way begins: the baseline's, else that of the first figure."""
        baseline = self.indicator.baseline
        return baseline.fiscal_year if baseline is not None else min(self.known)

    @property
    def last(self) -> int:
        """The year of the last figure."""
        return max(self.known)

    @property
    def value(self) -> Decimal:
        """The last figure."""
        return self.known[self.last]

    @property
    def begun(self) -> bool:
        """Whether a figure has come in since the baseline."""
        return self.indicator.baseline is None or self.last > self.start

    @property
    def gained(self) -> Decimal:
        return self.value - self.known[self.start]

    @property
    def so_far(self) -> Decimal | None:
        """What was gained a year up to the last figure."""
        return (
            self.gained / (self.last - self.start) if self.last > self.start else None
        )

    @property
    def left(self) -> Decimal | None:
        """From the last figure to the target."""
        return None if self.goal is None else self.goal - self.value

    @property
    def line(self) -> Decimal | None:
        """Where the line from baseline to target runs in the year of the last figure."""
        return None if self.goal is None else expected_value(self.indicator, self.last)

    @property
    def reached(self) -> bool:
        target = self.indicator.target
        if target is None or self.goal is None:
            return False
        return meets_goal(
            self.value, self.goal, target.comparator, self.indicator.direction
        )

    @property
    def over(self) -> bool:
        """Whether the deadline is past: its figure is due, whether it is there or not."""
        if self.deadline is None or self.judgement.fiscal_year < self.deadline:
            return False
        return self.judgement.status is not Status.NOT_DUE

    @property
    def needed(self) -> Decimal | None:
        """What is to be gained a year from the last figure on, while that is of use."""
        if (
            self.left is None
            or self.deadline is None
            or self.deadline <= self.last
            or self.reached
            or self.over
        ):
            return None
        return self.left / (self.deadline - self.last)


def trajectory(judgement: Judgement) -> Trajectory | None:
    """How the indicator stands in the year of the judgement; None where neither baseline nor figure is known."""
    indicator, target = judgement.indicator, judgement.indicator.target
    until = max(
        [
            judgement.fiscal_year,
            *([indicator.baseline.fiscal_year] if indicator.baseline else []),
        ]
    )
    known = known_figures(indicator, until)
    if not known:
        return None
    if target is None or target.rule is not TargetRule.REACH:
        return Trajectory(judgement, known, None, None)
    return Trajectory(judgement, known, target.value, target.fiscal_year)


def trajectory_text(judgement: Judgement) -> str:
    """The way in a few sentences: the figure, what was gained, and what the target asks for from now on."""
    found, target = trajectory(judgement), judgement.indicator.target
    if found is None or (target is not None and found.goal is None):
        return headline(judgement)
    if (
        not found.begun
        and found.goal is not None
        and not found.over
        and not found.reached
    ):
        late = judgement.value is None and judgement.status is not Status.NOT_DUE
        return sentences(
            (no_figure_text(judgement) if late else "", way_to_target(found.indicator))
        )
    if found.last != judgement.fiscal_year:
        year = fiscal.wareki(found.last)
        return sentences(
            (
                no_figure_text(judgement),
                _(
                    "In {year} it was {value}.",
                    year=year,
                    value=last_figure_text(found),
                ),
                _rest(found),
            )
        )
    return sentences(
        (
            _("{value}.", value=last_figure_text(found)),
            *_change(found),
            _line(found),
            _rest(found),
        )
    )


def last_figure_text(found: Trajectory) -> str:
    """The last figure as it is spoken."""
    latest = last_known(found.indicator, found.last)
    assert latest is not None
    return known_figure_text(found.indicator, latest)


def _change(found: Trajectory) -> list[str]:
    """The change since the start; and since the figure before, where that went the other way."""
    n, gained, indicator = found.last - found.start, found.gained, found.indicator
    if n <= 0:
        return []
    gap = difference_text(indicator, gained)
    if gained == 0:
        said = ngettext("Unchanged after {n} year.", "Unchanged after {n} years.", n)
    elif gained > 0:
        said = ngettext("Up {gap} in {n} year.", "Up {gap} in {n} years.", n, gap=gap)
    else:
        said = ngettext(
            "Down {gap} in {n} year.", "Down {gap} in {n} years.", n, gap=gap
        )
    before = max(year for year in found.known if year < found.last)
    latest = found.value - found.known[before]
    if latest * gained >= 0:
        return [said]
    words = _("Down {gap} on {year}.") if latest < 0 else _("Up {gap} on {year}.")
    return [
        said,
        words.format(
            gap=difference_text(indicator, latest), year=fiscal.wareki(before)
        ),
    ]


def _line(found: Trajectory) -> str:
    """That the figure keeps up with the line to the target, or is ahead of it."""
    if found.needed is None or found.line is None:
        return ""
    ahead = found.value - found.line
    if ahead == 0:
        return _("Exactly on the target line.")
    if ahead * (1 if found.indicator.direction is Direction.HIGHER else -1) < 0:
        return ""
    gap, _line_then = gap_to_expected(found.indicator, found.value, found.line)
    return _("{gap} ahead of the target line.", gap=gap)


def _rest(found: Trajectory) -> str:
    """What is left to the target, and at which pace."""
    indicator, left = found.indicator, found.left
    aim = wording.goal_text(indicator)
    if left is None:
        return _("A figure for reference, without a target.")
    if found.reached:
        return _("The target of {goal} is reached.", goal=aim)
    if overshoots(indicator, found.value):
        return _(
            "{gap} away from the target of {goal}.",
            gap=difference_text(indicator, left),
            goal=aim,
        )
    if found.needed is None:
        at_the_deadline = (
            found.over and found.deadline is not None and found.last >= found.deadline
        )
        words = (
            _("At the deadline {gap} short of the target of {goal}.")
            if at_the_deadline
            else _("{gap} short of the target of {goal}.")
        )
        return words.format(gap=difference_text(indicator, left), goal=aim)
    a_year = change_text(indicator, found.needed)
    if found.last != found.judgement.fiscal_year:
        year = fiscal.wareki(found.last)
        return _(
            "The target of {goal} asks for {step} a year, counted from {year}.",
            goal=aim,
            step=a_year,
            year=year,
        )
    if found.deadline == found.last + 1:
        return _(
            "The target of {goal} asks for {step} in the one year left.",
            goal=aim,
            step=a_year,
        )
    if _line(found):
        return _(
            "The target of {goal} asks for no more than {step} a year from now on.",
            goal=aim,
            step=a_year,
        )
    return _(
        "The target of {goal} asks for {step} a year from now on.",
        goal=aim,
        step=a_year,
    )

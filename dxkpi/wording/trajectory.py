"""How far an indicator has come on its way to a target, in a few short sentences.

A change is told as it is and never as a certain one, for the figures alone do not say how much of it is chance.
"""

from dxkpi import fiscal
from dxkpi.plan import Direction
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.profiles import Status
from dxkpi.rules.trajectory import Trajectory, trajectory
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
from dxkpi.wording.language import Language


def trajectory_text(judgement: Judgement, language: Language) -> str:
    """The way in a few sentences: the figure, what was gained, and what the target asks for from now on."""
    _ = language.gettext
    found, target = trajectory(judgement), judgement.indicator.target
    if found is None or (target is not None and found.goal is None):
        return headline(judgement, language)
    if (
        not found.begun
        and found.goal is not None
        and not found.over
        and not found.reached
    ):
        late = judgement.value is None and judgement.status is not Status.NOT_DUE
        return language.sentences(
            (
                no_figure_text(judgement, language) if late else "",
                way_to_target(found.indicator, language),
            )
        )
    if found.last != judgement.fiscal_year:
        year = fiscal.wareki(found.last)
        return language.sentences(
            (
                no_figure_text(judgement, language),
                _(
                    "In {year} it was {value}.",
                    year=year,
                    value=last_figure_text(found, language),
                ),
                _rest(found, language),
            )
        )
    return language.sentences(
        (
            _("{value}.", value=last_figure_text(found, language)),
            *_change(found, language),
            _line(found, language),
            _rest(found, language),
        )
    )


def last_figure_text(found: Trajectory, language: Language) -> str:
    """The last figure as it is spoken."""
    latest = last_known(found.indicator, found.last)
    assert latest is not None
    return known_figure_text(found.indicator, latest, language)


def _change(found: Trajectory, language: Language) -> list[str]:
    """The change since the start; and since the figure before, where that went the other way."""
    _ = language.gettext
    n, gained, indicator = found.last - found.start, found.gained, found.indicator
    if n <= 0:
        return []
    gap = difference_text(indicator, gained, language)
    if gained == 0:
        said = language.ngettext(
            "Unchanged after {n} year.", "Unchanged after {n} years.", n
        )
    elif gained > 0:
        said = language.ngettext(
            "Up {gap} in {n} year.", "Up {gap} in {n} years.", n, gap=gap
        )
    else:
        said = language.ngettext(
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
            gap=difference_text(indicator, latest, language), year=fiscal.wareki(before)
        ),
    ]


def _line(found: Trajectory, language: Language) -> str:
    """That the figure keeps up with the line to the target, or is ahead of it."""
    _ = language.gettext
    if found.needed is None or found.line is None:
        return ""
    ahead = found.value - found.line
    if ahead == 0:
        return _("Exactly on the target line.")
    if ahead * (1 if found.indicator.direction is Direction.HIGHER else -1) < 0:
        return ""
    gap, _line_then = gap_to_expected(
        found.indicator, found.value, found.line, language
    )
    return _("{gap} ahead of the target line.", gap=gap)


def _rest(found: Trajectory, language: Language) -> str:
    """What is left to the target, and at which pace."""
    _ = language.gettext
    indicator, left = found.indicator, found.left
    aim = wording.goal_text(indicator, language)
    if left is None:
        return _("A figure for reference, without a target.")
    if found.reached:
        return _("The target of {goal} is reached.", goal=aim)
    if overshoots(indicator, found.value):
        return _(
            "{gap} away from the target of {goal}.",
            gap=difference_text(indicator, left, language),
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
        return words.format(gap=difference_text(indicator, left, language), goal=aim)
    a_year = change_text(indicator, found.needed, language)
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
    if _line(found, language):
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

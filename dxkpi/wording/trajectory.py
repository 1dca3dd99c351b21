"""How far an indicator has come on its way to a target, in a few short sentences.

A change is told as it is and never as a certain one, for the figures alone do not say
how much of it is chance.
"""

from dxkpi.rules.expected import overshoots
from dxkpi.rules.judgement import Judgement
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.profiles import WAITING
from dxkpi.rules.trajectory import Trajectory, trajectory
from dxkpi.wording.differences import change_text, difference_text, gap_to_expected
from dxkpi.wording.headline import headline, way_to_target
from dxkpi.wording.language import Language
from dxkpi.wording.targets import goal_text
from dxkpi.wording.year_figure import known_figure_text, no_figure_text


def trajectory_text(judgement: Judgement, language: Language) -> str:
    """The way in a few sentences: the figure, what was gained, and what the target asks
    for from now on.
    """
    way = trajectory(judgement)
    has_target = judgement.indicator.target is not None
    if way is None or (has_target and way.goal is None):
        return headline(judgement, language)
    if way.lies_ahead:
        return _way_ahead(judgement, language)

    figure = last_figure_text(way, language)
    if way.last != judgement.fiscal_year:
        last = language.gettext(
            "In {year} it was {value}.",
            year=language.fiscal_year(way.last),
            value=figure,
        )
        no_figure = no_figure_text(judgement, language)
        return language.sentences((no_figure, last, _what_is_left(way, language)))
    return language.sentences(
        (
            language.gettext("{value}.", value=figure),
            _change_since_start(way, language),
            _last_change(way, language),
            _ahead_of_line(way, language),
            _what_is_left(way, language),
        )
    )


def last_figure_text(way: Trajectory, language: Language) -> str:
    """The last figure as it is spoken."""
    latest = last_known(way.indicator, way.last)
    assert latest is not None
    return known_figure_text(way.indicator, latest, language)


def _way_ahead(judgement: Judgement, language: Language) -> str:
    whole_way = way_to_target(judgement.indicator, language)
    is_overdue = judgement.value is None and judgement.status not in WAITING
    if is_overdue:
        no_figure = no_figure_text(judgement, language)
        return language.sentences((no_figure, whole_way))
    return whole_way


def _change_since_start(way: Trajectory, language: Language) -> str:
    years, gained = way.last - way.start, way.gained
    if years <= 0:
        return ""
    if gained == 0:
        return language.ngettext(
            "Unchanged after {n} year.", "Unchanged after {n} years.", years
        )
    gap = difference_text(way.indicator, gained, language)
    baseline = way.indicator.baseline
    if baseline is not None and baseline.year_unknown:
        if gained > 0:
            return language.gettext("Up {gap} on the baseline.", gap=gap)
        return language.gettext("Down {gap} on the baseline.", gap=gap)
    if gained > 0:
        return language.ngettext(
            "Up {gap} in {n} year.", "Up {gap} in {n} years.", years, gap=gap
        )
    return language.ngettext(
        "Down {gap} in {n} year.", "Down {gap} in {n} years.", years, gap=gap
    )


def _last_change(way: Trajectory, language: Language) -> str:
    """The change since the figure before, where that went the other way than the whole."""
    _ = language.gettext
    if way.last <= way.start:
        return ""
    before = max(year for year in way.known if year < way.last)
    change = way.value - way.known[before]
    went_other_way = change * way.gained < 0
    if not went_other_way:
        return ""
    facts = {
        "gap": difference_text(way.indicator, change, language),
        "year": language.fiscal_year(before),
    }
    if change < 0:
        return _("Down {gap} on {year}.", **facts)
    return _("Up {gap} on {year}.", **facts)


def _ahead_of_line(way: Trajectory, language: Language) -> str:
    """That the figure keeps up with the line to the target, or is ahead of it; empty
    where it is not.
    """
    _ = language.gettext
    lies_ahead = way.needed is not None or way.room_a_year is not None
    if not lies_ahead or way.line is None:
        return ""
    if way.value == way.line:
        return _("Exactly on the target line.")
    if not way.indicator.direction.is_better(way.value, way.line):
        return ""
    gap, _line = gap_to_expected(way.indicator, way.value, way.line, language)
    return _("{gap} ahead of the target line.", gap=gap)


def _what_is_left(way: Trajectory, language: Language) -> str:
    """What is left to the target, and at which pace."""
    _ = language.gettext
    indicator, goal = way.indicator, goal_text(way.indicator, language)
    if way.left is None:
        return _("A figure for reference, without a target.")
    if way.reached:
        return _("The target of {goal} is reached.", goal=goal)
    if way.has_room:
        return _room_left(way, goal, language)
    gap = difference_text(indicator, way.left, language)
    if overshoots(indicator, way.value):
        return _("{gap} away from the target of {goal}.", gap=gap, goal=goal)
    if way.needed is not None:
        a_year = change_text(indicator, way.needed, language)
        return _needed_pace(way, a_year, language)
    if way.over and _has_figure_of_deadline(way):
        return _(
            "At the deadline {gap} short of the target of {goal}.", gap=gap, goal=goal
        )
    return _("{gap} short of the target of {goal}.", gap=gap, goal=goal)


def _has_figure_of_deadline(way: Trajectory) -> bool:
    return way.deadline is not None and way.last >= way.deadline


def _room_left(way: Trajectory, goal: str | None, language: Language) -> str:
    """What may be lost on the way to a target worse than the present."""
    if way.room_a_year is None:
        return ""
    room = difference_text(way.indicator, way.room_a_year, language)
    return language.gettext(
        "The target of {goal} leaves room for {room} a year.", goal=goal, room=room
    )


def _needed_pace(way: Trajectory, a_year: str, language: Language) -> str:
    """What the target asks for a year, and from when that is counted."""
    _ = language.gettext
    facts = {"goal": goal_text(way.indicator, language), "step": a_year}
    if way.last != way.judgement.fiscal_year:
        return _(
            "The target of {goal} asks for {step} a year, counted from {year}.",
            year=language.fiscal_year(way.last),
            **facts,
        )
    if way.deadline == way.last + 1:
        return _("The target of {goal} asks for {step} in the one year left.", **facts)
    if _ahead_of_line(way, language):
        return _(
            "The target of {goal} asks for no more than {step} a year from now on.",
            **facts,
        )
    return _("The target of {goal} asks for {step} a year from now on.", **facts)

"""A target in words, and what is expected on the way to it."""

from decimal import Decimal

from dxkpi.plan import (
    Comparator,
    Direction,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    RangeTarget,
    ReachTarget,
    RiseTarget,
    Target,
    TotalTarget,
    ValueType,
)
from dxkpi.rules.expected import meets_goal
from dxkpi.rules.judgement import Judgement
from dxkpi.wording.figures import (
    about_text,
    exact_figure_text,
    exact_number_text,
    figure_text,
    number_text,
)
from dxkpi.wording.language import Language
from dxkpi.wording.parts import listed_parts, texts_of_part_indicators


def goal_text(indicator: Indicator, language: Language) -> str | None:
    """The target in a few words: 75.0%, 毎年度 80%以上, 前年度を上回る, 実施する."""
    _ = language.gettext
    if indicator.parts:
        goals = texts_of_part_indicators(indicator, lambda i: goal_text(i, language))
        return listed_parts(goals, language) or None
    target = indicator.target
    if target is None:
        return None
    if target.text is not None:
        return target.text
    match target:
        case ImproveTarget() | RiseTarget():
            return _direction_goal(indicator, target, language)
        case DoTarget():
            return _("carry out")
        case KeepTarget() | RangeTarget() | ReachTarget():
            return _goal_in_figures(indicator, target, language)


def _direction_goal(
    indicator: Indicator, target: ImproveTarget | RiseTarget, language: Language
) -> str:
    """The goal that only says which way is better."""
    _ = language.gettext
    is_up = indicator.direction is Direction.HIGHER
    match target:
        case ImproveTarget():
            return _("above the year before") if is_up else _("below the year before")
        case RiseTarget() if indicator.is_share:
            return _("raise") if is_up else _("lower")
        case RiseTarget():
            return _("increase") if is_up else _("decrease")


def _goal_in_figures(
    indicator: Indicator,
    target: KeepTarget | RangeTarget | ReachTarget,
    language: Language,
) -> str:
    match target:
        case KeepTarget():
            return _kept_goal(indicator, target, language)
        case RangeTarget():
            return _range_text(indicator, target, language)
        case TotalTarget():
            return _total_goal(indicator, target, language)
        case ReachTarget():
            return _stated_bound(indicator, target, target.value, language)


def _stated_bound(
    indicator: Indicator, target: Target, value: Decimal, language: Language
) -> str:
    """The target's own figure, called about so much where the plan does: 約18,000戸以上."""
    bound = bound_text(indicator, value, target.comparator, language)
    return about_text(bound, language, is_about=target.approximate)


def _range_text(indicator: Indicator, target: RangeTarget, language: Language) -> str:
    """A range as the plan states it: 45～55dB, 2.0±0.2."""
    _ = language.gettext
    if target.value is not None and target.tolerance is not None:
        middle = exact_number_text(indicator, target.value, language)
        tolerance = exact_figure_text(indicator, target.tolerance, language)
        return about_text(
            f"{middle}±{tolerance}", language, is_about=target.approximate
        )
    low, high = target.bounds
    lower = exact_number_text(indicator, low, language)
    upper = exact_figure_text(indicator, high, language)
    return _("{low} to {high}", low=lower, high=upper)


def stretch_text(indicator: Indicator, language: Language) -> str:
    """The second, higher aim: 80.0%; empty where there is none."""
    target = indicator.target
    if target is None or target.stretch is None:
        return ""
    return bound_text(indicator, target.stretch, target.comparator, language)


def goal_with_stretch(indicator: Indicator, language: Language) -> str | None:
    """The target, and the higher aim in brackets where there is one: 75.0%（挑戦目標 80.0%）."""
    if indicator.parts:
        goals = texts_of_part_indicators(
            indicator, lambda part: goal_with_stretch(part, language)
        )
        return listed_parts(goals, language) or None
    goal = goal_text(indicator, language)
    stretch = stretch_text(indicator, language)
    if not stretch:
        return goal
    return language.gettext("{goal} (higher aim {stretch})", goal=goal, stretch=stretch)


def stretch_note(judgement: Judgement, language: Language) -> str:
    """That the higher aim is reached too; empty where it is not."""
    indicator, value = judgement.indicator, judgement.value
    target = indicator.target
    if target is None or target.stretch is None or value is None:
        return ""
    direction = indicator.direction
    if not meets_goal(value, target.stretch, target.comparator, direction):
        return ""
    stretch = stretch_text(indicator, language)
    return language.gettext("The higher aim of {goal} is reached too.", goal=stretch)


def _kept_goal(indicator: Indicator, target: KeepTarget, language: Language) -> str:
    _ = language.gettext
    if indicator.value_type is ValueType.YES_NO:
        return _("every year")
    if target.value is None:
        return _("every year, some")
    bound = _stated_bound(indicator, target, target.value, language)
    return _("every year {goal}", goal=bound)


def _total_goal(indicator: Indicator, target: TotalTarget, language: Language) -> str:
    bound = _stated_bound(indicator, target, target.value, language)
    return language.ngettext(
        "{goal} in {n} year", "{goal} in {n} years", target.years, goal=bound
    )


def share_of_year_text(indicator: Indicator, language: Language) -> str:
    """What a total comes to in a year, to have beside it: 年平均75件; empty where there is
    none.
    """
    target = indicator.target
    if not isinstance(target, TotalTarget):
        return ""
    share = target.value / target.years
    figure = expected_text(indicator, share, language, unit=True)
    return language.gettext("{value} a year on average", value=figure)


def year_goal_text(judgement: Judgement, language: Language) -> str | None:
    """What the judgement's year asks for: its own figure where the plan gives one, else
    the target.
    """
    indicator, target = judgement.indicator, judgement.indicator.target
    expected = judgement.expected
    if target is None or expected is None or expected == target.value:
        return goal_text(indicator, language)
    return bound_text(indicator, expected, target.comparator, language)


def worse_reason_text(indicator: Indicator, language: Language) -> str:
    """Why the plan aims lower than the present; empty where it does not."""
    _ = language.gettext
    target = indicator.target
    if target is None or target.worse_because is None:
        return ""
    reason = target.worse_because
    if indicator.direction is Direction.HIGHER:
        return _("Why the target is below the present: {reason}", reason=reason)
    return _("Why the target is above the present: {reason}", reason=reason)


def bound_text(
    indicator: Indicator,
    value: Decimal,
    comparator: Comparator | None,
    language: Language,
) -> str:
    """A figure as a target: 75.0%, 80.0%以上, 12.0分以下, with every digit it has."""
    _ = language.gettext
    figure = exact_figure_text(indicator, value, language)
    match comparator:
        case Comparator.AT_LEAST:
            return _("{value} or more", value=figure)
        case Comparator.AT_MOST:
            return _("{value} or less", value=figure)
        case Comparator.EQUAL | None:
            return figure


def beyond_text(figure: str, direction: Direction, language: Language) -> str:
    """What is to be surpassed, towards the better: 60%を上回る."""
    _ = language.gettext
    if direction is Direction.HIGHER:
        return _("above {value}", value=figure)
    return _("below {value}", value=figure)


def expected_text(
    indicator: Indicator, value: Decimal, language: Language, *, unit: bool = False
) -> str:
    """An expected value as it is shown beside others; `expected_digits` tells how fine."""
    digits = expected_digits(indicator, value)
    if unit:
        return figure_text(indicator, value, language, digits)
    return number_text(indicator, value, language, digits)


def expected_digits(indicator: Indicator, value: Decimal) -> int:
    """A share of a whole thing (3.5 people) keeps one digit more than the plan prints."""
    is_whole = value == value.to_integral_value()
    return 1 if indicator.decimals == 0 and not is_whole else 0

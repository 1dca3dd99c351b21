"""What the figure of a year was compared with, and how it came off."""

from decimal import Decimal

from dxkpi.plan import Indicator, RangeTarget
from dxkpi.rules.expected import overshoots
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.wording.differences import difference_text, gap_to_expected
from dxkpi.wording.figures import exact_figure_text
from dxkpi.wording.language import Language
from dxkpi.wording.ranges import outside_text
from dxkpi.wording.stages import compared_stage, stage_at_target
from dxkpi.wording.targets import goal_text, year_goal_text

_NOTHING_TO_COMPARE = (
    Reason.NO_BASELINE,
    Reason.NO_PREVIOUS_YEAR,
    Reason.QUESTION_CHANGED,
)
_COMPARED_WITH_EXPECTED = (
    Reason.PACE,
    Reason.YEAR_RATE,
    Reason.ACHIEVEMENT,
    Reason.PROGRESS,
    Reason.DUE_PART,
    Reason.YEARLY_TARGET,
    Reason.BELOW_START,
    Reason.STAGE_AS_PLANNED,
    Reason.STAGE_BEHIND,
    Reason.YEAR_NOT_OVER,
)


def compared_text(judgement: Judgement, value: Decimal, language: Language) -> str:
    """What the figure was compared with, and how it came off; empty where there is
    nothing to say.
    """
    _ = language.gettext
    indicator, expected = judgement.indicator, _expected_then(judgement)
    match judgement.reason:
        case Reason.TARGET_MET | Reason.TARGET_NOT_MET:
            return _at_target(judgement, value, language)
        case Reason.KEPT | Reason.NOT_KEPT:
            return _whether_kept(judgement, language)
        case Reason.IMPROVED | Reason.NOT_IMPROVED if expected is not None:
            return _change_since(
                indicator, value, expected, _("the year before"), language
            )
        case Reason.DIRECTION if indicator.baseline is not None:
            baseline = indicator.baseline.value
            return _change_since(
                indicator, value, baseline, _("the baseline"), language
            )
    if judgement.reason in _COMPARED_WITH_EXPECTED and expected is not None:
        return _compared_with_expected(indicator, value, expected, language)
    return _goal_without_comparison(judgement, language)


def _whether_kept(judgement: Judgement, language: Language) -> str:
    _ = language.gettext
    goal = year_goal_text(judgement, language)
    if judgement.reason is Reason.KEPT:
        return _("The year's target ({goal}) is fulfilled.", goal=goal)
    return _("The year's target ({goal}) is not fulfilled.", goal=goal)


def _goal_without_comparison(judgement: Judgement, language: Language) -> str:
    """The target, where the figure is the first or cannot be compared; empty where
    nothing is to be said of it.
    """
    _ = language.gettext
    goal = goal_text(judgement.indicator, language)
    if not goal:
        return ""
    if judgement.reason is Reason.STARTING_POINT:
        return _("This is the starting point. Target: {goal}.", goal=goal)
    if judgement.reason in _NOTHING_TO_COMPARE:
        return _(
            "Target: {goal}. There is no figure to measure the way from.", goal=goal
        )
    return ""


def _expected_then(judgement: Judgement) -> Decimal | None:
    """What was to be expected: the part of the target that is due, where that decided."""
    if judgement.reason is Reason.DUE_PART:
        return judgement.graded_end
    return judgement.expected


def compared_with_range(
    indicator: Indicator, value: Decimal, language: Language
) -> str:
    """That a figure lies within its range, or how far outside."""
    _ = language.gettext
    assert isinstance(indicator.target, RangeTarget)
    goal = goal_text(indicator, language)
    gap = outside_text(indicator, indicator.target, value, language)
    if not gap:
        return _("It lies within the range of {goal}.", goal=goal)
    return _("Outside of the range of {goal}: {gap}.", goal=goal, gap=gap)


def _at_target(judgement: Judgement, value: Decimal, language: Language) -> str:
    """That the target is reached, or by how much it was missed."""
    _ = language.gettext
    if judgement.indicator.has_stages:
        return stage_at_target(judgement, value, language)
    if judgement.reason is Reason.TARGET_NOT_MET:
        return _missed_target(judgement, value, language)
    goal = goal_text(judgement.indicator, language)
    return _("The target of {goal} is reached.", goal=goal)


def _missed_target(judgement: Judgement, value: Decimal, language: Language) -> str:
    _ = language.gettext
    indicator, target = judgement.indicator, judgement.target_value
    if target is None:
        return ""
    facts = {
        "gap": difference_text(indicator, target - value, language),
        "goal": goal_text(indicator, language),
    }
    if overshoots(indicator, value):
        return _("{gap} away from the target of {goal}.", **facts)
    return _("At the deadline {gap} short of the target of {goal}.", **facts)


def _compared_with_expected(
    indicator: Indicator, value: Decimal, expected: Decimal, language: Language
) -> str:
    _ = language.gettext
    if indicator.has_stages:
        return compared_stage(indicator, value, expected, language)
    if value == expected:
        return _("Exactly as expected.")
    gap, expected_figure = gap_to_expected(indicator, value, expected, language)
    facts = {"gap": gap, "expected": expected_figure}
    if indicator.direction.is_better(value, expected):
        return _("{gap} beyond the expected {expected}.", **facts)
    return _("{gap} short of the expected {expected}.", **facts)


def _change_since(
    indicator: Indicator,
    value: Decimal,
    before: Decimal,
    before_name: str,
    language: Language,
) -> str:
    """How much more or less it is than before; shares go up and down, counts are more and less."""
    _ = language.gettext
    if value == before:
        return _("The same as {what}.", what=before_name)
    facts = {
        "gap": difference_text(indicator, value - before, language),
        "what": before_name,
        "before": exact_figure_text(indicator, before, language),
    }
    is_more = value > before
    if indicator.is_share:
        if is_more:
            return _("{gap} up on {what} ({before}).", **facts)
        return _("{gap} down on {what} ({before}).", **facts)
    if is_more:
        return _("{gap} more than {what} ({before}).", **facts)
    return _("{gap} less than {what} ({before}).", **facts)

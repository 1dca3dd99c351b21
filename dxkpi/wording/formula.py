"""The formula of a judgement with its numbers: what was compared, and each rate that is defined.

Every rate names its formula and the figures put in.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.plan import Indicator, RangeTarget, TotalTarget
from dxkpi.plan.grading import GradedQuantity
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.readable_rates import (
    readable_achievement,
    readable_graded_rate,
    readable_pace,
    readable_progress,
)
from dxkpi.wording import figures
from dxkpi.wording.figures import exact_figure_text, exact_number_text
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language, mark
from dxkpi.wording.parts import parts_sentence
from dxkpi.wording.ranges import outside_text
from dxkpi.wording.rates import rate_text
from dxkpi.wording.reasons import reason_text
from dxkpi.wording.stages import expected_stage_text
from dxkpi.wording.targets import goal_text, year_goal_text
from dxkpi.wording.totals import sum_text

_BY_RATE = (
    Reason.PACE,
    Reason.YEAR_RATE,
    Reason.ACHIEVEMENT,
    Reason.PROGRESS,
    Reason.DUE_PART,
)
_COMPARED_WITH_TARGET = (
    Reason.TARGET_MET,
    Reason.TARGET_NOT_MET,
    Reason.STARTING_POINT,
    Reason.NO_BASELINE,
    Reason.QUESTION_CHANGED,
)

_NAMES_OF_ENDS = {
    GradedQuantity.ACHIEVEMENT: mark("target"),
    GradedQuantity.YEAR_ACHIEVEMENT: mark("what the year asks for"),
    GradedQuantity.DUE_PART: mark("part of the target that is due"),
    GradedQuantity.PACE: mark("what the year asks for"),
    GradedQuantity.PROGRESS: mark("what the year asks for"),
}


@dataclass(frozen=True)
class FormulaStep:
    """One rate or comparison: its name, its result, the formula in words and with the
    numbers put in.
    """

    name: str
    result: str
    rule: str
    numbers: str

    def __str__(self) -> str:
        parts = (self.name, self.result, self.rule, self.numbers)
        return " ".join(part for part in parts if part)


def formula_text(judgement: Judgement, language: Language) -> str:
    """All steps of a judgement, one a line."""
    return "\n".join(str(step) for step in formula_steps(judgement, language))


def formula_steps(judgement: Judgement, language: Language) -> tuple[FormulaStep, ...]:
    """The comparison that decided, then each rate that is defined; of an indicator of
    parts which of them decides, then the steps of each.
    """
    if judgement.parts:
        return _steps_of_parts(judgement, language)
    steps = (
        _deciding_step(judgement, language),
        _rate_beside(judgement, language),
        _progress_step(judgement, language),
        _achievement_step(judgement, language),
    )
    return tuple(dict.fromkeys(step for step in steps if step is not None))


def _steps_of_parts(
    judgement: Judgement, language: Language
) -> tuple[FormulaStep, ...]:
    steps = [
        FormulaStep(
            term_label(judgement.status, language),
            "",
            reason_text(judgement.reason, language),
            parts_sentence(judgement, language),
        )
    ]
    for name, part in judgement.named_parts:
        for step in formula_steps(part, language):
            named = language.gettext("{part}: {text}", part=name, text=step.name)
            steps.append(replace(step, name=named))
    return tuple(steps)


def _deciding_step(judgement: Judgement, language: Language) -> FormulaStep:
    if judgement.reason in _BY_RATE:
        graded = _graded_step(judgement, language)
        if graded is not None:
            return graded
    return FormulaStep(
        term_label(judgement.status, language),
        "",
        reason_text(judgement.reason, language),
        _comparison(judgement, language),
    )


def _rate_beside(judgement: Judgement, language: Language) -> FormulaStep | None:
    """The rate that gave the grade, where something else decided: a target that was
    met or not; the pace where the year's target reached decided.
    """
    if judgement.reason is Reason.YEARLY_TARGET:
        return _pace_step(judgement, language)
    if judgement.graded_rate is None or judgement.reason in _BY_RATE:
        return None
    return _graded_step(judgement, language)


def _graded_step(judgement: Judgement, language: Language) -> FormulaStep | None:
    """The rate in the quantity that the plan's profile grades; None where there is none."""
    if judgement.graded_end is not None:
        return _share_step(judgement, judgement.graded_end, language)
    if judgement.quantity is GradedQuantity.PROGRESS:
        return _progress_step(judgement, language)
    return _pace_step(judgement, language)


def _share_step(
    judgement: Judgement, end: Decimal, language: Language
) -> FormulaStep | None:
    """The actual as a share of the target, of what the year asks for, or of the part
    that is due; turned round where the figure is to fall.
    """
    _ = language.gettext
    indicator, value = judgement.indicator, judgement.value
    rate = readable_graded_rate(judgement)
    if rate is None or value is None:
        return None
    actual = exact_number_text(indicator, value, language)
    digits = _path_digits(indicator, end)
    divisor = figures.number_text(indicator, end, language, digits)
    what = _(_NAMES_OF_ENDS[judgement.quantity])
    rule = _("actual ÷ {what}", what=what)
    numbers = f"{actual}÷{_bracketed(divisor)}"
    if not indicator.direction.is_better(end, Decimal(0)):
        rule = _("{what} ÷ actual", what=what)
        numbers = f"{divisor}÷{_bracketed(actual)}"
    name = term_label(judgement.quantity, language)
    return FormulaStep(name, rate_text(rate, language), rule, numbers)


def _pace_step(judgement: Judgement, language: Language) -> FormulaStep | None:
    """The pace with its formula; None where the judgement has none."""
    _ = language.gettext
    indicator, baseline = judgement.indicator, judgement.indicator.baseline
    value, expected = judgement.value, judgement.expected
    pace = readable_pace(judgement)
    if judgement.is_by_year:
        return _year_rate_step(judgement, language)
    if pace is None or value is None or expected is None or baseline is None:
        return None
    if isinstance(indicator.target, TotalTarget):
        rule = _("sum so far ÷ (total × years gone ÷ all years)")
        numbers = _share_of_total(judgement, indicator.target, value, language)
        return FormulaStep(_("Pace"), rate_text(pace, language), rule, numbers)
    digits = _path_digits(indicator, expected)
    expected_number = figures.number_text(indicator, expected, language, digits)
    return FormulaStep(
        _("Pace"),
        rate_text(pace, language),
        _("(actual − baseline) ÷ (expected − baseline)"),
        _quotient(indicator, value, expected_number, baseline.value, language),
    )


def _year_rate_step(judgement: Judgement, language: Language) -> FormulaStep | None:
    """The actual against the year's target, or that against the actual where the figure
    is to fall.
    """
    _ = language.gettext
    indicator = judgement.indicator
    value, expected = judgement.value, judgement.expected
    pace = readable_pace(judgement)
    if pace is None or value is None or expected is None:
        return None
    digits = _path_digits(indicator, expected)
    actual_number = exact_number_text(indicator, value, language)
    expected_number = figures.number_text(indicator, expected, language, digits)
    is_stated = _is_stated(judgement)
    if indicator.direction.is_better(expected, Decimal(0)):
        rule = _("actual ÷ the year's target") if is_stated else _("actual ÷ expected")
        numbers = f"{actual_number}÷{_bracketed(expected_number)}"
    else:
        rule = _("the year's target ÷ actual") if is_stated else _("expected ÷ actual")
        numbers = f"{expected_number}÷{_bracketed(actual_number)}"
    return FormulaStep(_("Pace"), rate_text(pace, language), rule, numbers)


def _is_stated(judgement: Judgement) -> bool:
    """Whether what is expected of the year is the plan's own figure for it."""
    target = judgement.indicator.target
    return target is not None and judgement.figure_year in target.yearly


def _share_of_total(
    judgement: Judgement, target: TotalTarget, value: Decimal, language: Language
) -> str:
    """155÷(375×2÷5)."""
    indicator = judgement.indicator
    last = min(judgement.figure_year, target.fiscal_year)
    years_gone = last - target.since + 1
    total = _bracketed(exact_number_text(indicator, target.value, language))
    sum_number = exact_number_text(indicator, value, language)
    return f"{sum_number}÷({total}×{years_gone}÷{target.years})"


def _progress_step(judgement: Judgement, language: Language) -> FormulaStep | None:
    _ = language.gettext
    indicator, baseline = judgement.indicator, judgement.indicator.baseline
    value, target = judgement.value, judgement.target_value
    rate = readable_progress(judgement)
    if rate is None or value is None or target is None or baseline is None:
        return None
    target_number = exact_number_text(indicator, target, language)
    if isinstance(indicator.target, TotalTarget):
        sum_number = exact_number_text(indicator, value, language)
        numbers = f"{sum_number}÷{_bracketed(target_number)}"
        rule, result = _("sum so far ÷ total"), rate_text(rate, language)
        return FormulaStep(_("Progress rate"), result, rule, numbers)
    return FormulaStep(
        _("Progress rate"),
        rate_text(rate, language),
        _("(actual − baseline) ÷ (target − baseline)"),
        _quotient(indicator, value, target_number, baseline.value, language),
    )


def _achievement_step(judgement: Judgement, language: Language) -> FormulaStep | None:
    _ = language.gettext
    indicator, rate = judgement.indicator, readable_achievement(judgement)
    value, target = judgement.value, judgement.target_value
    if rate is None or value is None or target is None:
        return None
    if isinstance(indicator.target, TotalTarget):
        return None  # it is the progress rate: a total begins at nothing
    actual_number = exact_number_text(indicator, value, language)
    target_number = _bracketed(exact_number_text(indicator, target, language))
    return FormulaStep(
        _("Achievement rate"),
        rate_text(rate, language),
        _("actual ÷ target"),
        f"{actual_number}÷{target_number}",
    )


def _comparison(judgement: Judgement, language: Language) -> str:
    """The figures that were compared; empty where there is no figure or no target."""
    _ = language.gettext
    indicator, value = judgement.indicator, judgement.value
    if value is None or indicator.target is None:
        return ""
    figure = exact_figure_text(indicator, value, language)
    actual = _("actual {value}", value=sum_text(indicator, figure, language))
    against = _compared_with(judgement, language)
    if not against:
        return actual
    return _("{actual}, {against}", actual=actual, against=against)


def _compared_with(judgement: Judgement, language: Language) -> str:
    """What the actual was compared with; empty where it was with nothing."""
    _ = language.gettext
    indicator, expected = judgement.indicator, judgement.expected
    match judgement.reason:
        case Reason.KEPT | Reason.NOT_KEPT:
            return _("target {value}", value=year_goal_text(judgement, language))
        case Reason.IN_RANGE | Reason.OUT_OF_RANGE:
            return _range_with_distance(judgement, language)
        case Reason.IMPROVED | Reason.NOT_IMPROVED if expected is not None:
            figure = exact_figure_text(indicator, expected, language)
            return _("year before {value}", value=figure)
        case Reason.DIRECTION | Reason.BELOW_START if indicator.baseline is not None:
            figure = exact_figure_text(indicator, indicator.baseline.value, language)
            return _("baseline {value}", value=figure)
        case Reason.STAGE_AS_PLANNED | Reason.STAGE_BEHIND:
            return expected_stage_text(judgement, language)
        case Reason.YEARLY_TARGET if expected is not None:
            digits = _path_digits(indicator, expected)
            figure = figures.figure_text(indicator, expected, language, digits)
            return _("expected {value}", value=figure)
    if judgement.reason in _COMPARED_WITH_TARGET and _has_target_figure(judgement):
        return _("target {value}", value=goal_text(indicator, language))
    return ""


def _has_target_figure(judgement: Judgement) -> bool:
    is_range = isinstance(judgement.indicator.target, RangeTarget)
    return is_range or judgement.target_value is not None


def _range_with_distance(judgement: Judgement, language: Language) -> str:
    """The range, and how far outside of it the figure lies."""
    _ = language.gettext
    indicator, value = judgement.indicator, judgement.value
    target = indicator.target
    goal = goal_text(indicator, language)
    if not isinstance(target, RangeTarget) or value is None:
        return ""
    distance = outside_text(indicator, target, value, language)
    if not distance:
        return _("target {value}", value=goal)
    return _("target {value} ({end})", value=goal, end=distance)


def _quotient(
    indicator: Indicator, value: Decimal, end: str, start: Decimal, language: Language
) -> str:
    """(value − start) ÷ (end − start) with its numbers."""
    start_number = _bracketed(exact_number_text(indicator, start, language))
    value_number = exact_number_text(indicator, value, language)
    return f"({value_number}−{start_number})÷({end}−{start_number})"


def _path_digits(indicator: Indicator, expected: Decimal) -> int:
    """A value on the straight line has no end of digits; one more than the plan prints
    is enough.
    """
    return min(1, indicator.finer_digits(expected))


def _bracketed(number: str) -> str:
    return f"({number})" if number.startswith("−") else number

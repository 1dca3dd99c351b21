"""What a judgement says, in words: the formula with its numbers, and the note a reader needs beside it.

Every rate names its formula and the figures put in, in the language in use.
"""

from dataclasses import dataclass
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.plan import (
    Comparator,
    Direction,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    ReachTarget,
    RiseTarget,
    ValueType,
)
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.profiles import Profile
from dxkpi.text.rounding import percent_text, rounded_text
from dxkpi.wording import figures, glossary
from dxkpi.wording.language import Language, mark


@dataclass(frozen=True)
class FormulaStep:
    """One rate or comparison: its name, its result, the formula in words and with the numbers put in."""

    name: str
    result: str
    rule: str
    numbers: str

    def __str__(self) -> str:
        return " ".join(
            part for part in (self.name, self.result, self.rule, self.numbers) if part
        )


def formula_text(judgement: Judgement, language: Language) -> str:
    """All steps of a judgement, one a line."""
    return "\n".join(map(str, formula_steps(judgement, language)))


def formula_steps(judgement: Judgement, language: Language) -> tuple[FormulaStep, ...]:
    """The comparison that decided, then each rate that is defined."""
    return (_decision(judgement, language), *_rates(judgement, language))


def goal_text(indicator: Indicator, language: Language) -> str | None:
    """The target in a few words: 75.0%, 毎年度 80%以上, 前年度を上回る, 実施する."""
    _ = language.gettext
    target = indicator.target
    if target is None:
        return None
    match target:
        case ImproveTarget():
            return (
                _("above the year before")
                if indicator.direction is Direction.HIGHER
                else _("below the year before")
            )
        case RiseTarget() if indicator.is_share:
            return _("raise") if indicator.direction is Direction.HIGHER else _("lower")
        case RiseTarget():
            return (
                _("increase")
                if indicator.direction is Direction.HIGHER
                else _("decrease")
            )
        case DoTarget():
            return _("carry out")
        case KeepTarget():
            if indicator.value_type is ValueType.YES_NO:
                return _("every year")
            if target.value is None:
                return _("every year, some")
            return _(
                "every year {goal}",
                goal=bound_text(indicator, target.value, target.comparator, language),
            )
        case ReachTarget():
            return bound_text(indicator, target.value, target.comparator, language)


def year_goal_text(judgement: Judgement, language: Language) -> str | None:
    """What the judgement's year asks for: its own figure where the plan gives one, else the target."""
    indicator, expected, target = (
        judgement.indicator,
        judgement.expected,
        judgement.indicator.target,
    )
    if target is None or expected is None or expected == target.value:
        return goal_text(indicator, language)
    return bound_text(indicator, expected, target.comparator, language)


def actual_text(judgement: Judgement, language: Language) -> str:
    """The year's figure with its unit, or why there is none."""
    _ = language.gettext
    if judgement.value is None:
        missing = judgement.actual.missing if judgement.actual else None
        return glossary.term_label(missing, language) if missing else _("no actual")
    shown = figures.figure_text(judgement.indicator, judgement.value, language)
    approximate = judgement.actual is not None and judgement.actual.approximate
    return _("about {value}", value=shown) if approximate else shown


def expected_text(
    indicator: Indicator, value: Decimal, language: Language, *, unit: bool = False
) -> str:
    """An expected value as it is shown beside others; `expected_digits` tells how fine."""
    text = figures.figure_text if unit else figures.number_text
    return text(indicator, value, language, expected_digits(indicator, value))


def expected_digits(indicator: Indicator, value: Decimal) -> int:
    """A share of a whole thing (3.5 people) keeps one digit more than the plan prints."""
    return 1 if indicator.decimals == 0 and value != value.to_integral_value() else 0


def bound_text(
    indicator: Indicator,
    value: Decimal,
    comparator: Comparator | None,
    language: Language,
) -> str:
    """A figure as a target: 75.0%, 80.0%以上, 12.0分以下, with every digit it has."""
    _ = language.gettext
    text = _unrounded(indicator, value, language)
    match comparator:
        case Comparator.AT_LEAST:
            return _("{value} or more", value=text)
        case Comparator.AT_MOST:
            return _("{value} or less", value=text)
    return text


def grade_bands_text(profile: Profile, language: Language) -> str:
    """From which pace on a profile gives which grade: 標準: 100%以上 A、80%以上 B+、50%以上 B、それ未満 C."""
    _ = language.gettext
    words = [
        _(
            "{grade} from {pace}",
            pace=f"{rounded_text(band.at_least * 100, 0)}%",
            grade=band.grade,
        )
        if band.at_least is not None
        else _("{grade} below", grade=band.grade)
        for band in profile.bands
    ]
    return _(
        "Grades by pace ({profile}): {bands}.",
        profile=profile.name,
        bands=_(", ").join(words),
    )


def reason_text(decided: Reason, language: Language) -> str:
    """Which sentence of the rules decided, in words."""
    _ = language.gettext
    return _(_RULES[decided])


def judgement_note(judgement: Judgement, language: Language) -> str:
    """What a reader should know beside the figures; empty where nothing needs saying."""
    _ = language.gettext
    said = list(_reason_notes(judgement, language))
    if judgement.actual is not None and judgement.actual.approximate:
        said.append(_("The source gives the actual as approximate."))
    if (
        judgement.rates_disagree
        and judgement.achievement_rate is not None
        and judgement.progress_rate is not None
    ):
        words = (
            _(
                "The achievement rate of {achievement} includes the starting point; the progress rate is {progress}."
            )
            if judgement.indicator.direction is Direction.HIGHER
            else _(
                "For a figure that should fall, look at the progress rate of {progress}, not at {achievement}."
            )
        )
        rates = {
            "achievement": judgement.achievement_rate,
            "progress": judgement.progress_rate,
        }
        said.append(
            words.format(**{name: percent_text(rate) for name, rate in rates.items()})
        )
    return language.sentences(said)


def _decision(judgement: Judgement, language: Language) -> FormulaStep:
    if judgement.reason is Reason.PACE:
        pace = _pace_step(judgement, language)
        if pace is not None:
            return pace
    return FormulaStep(
        glossary.term_label(judgement.status, language),
        "",
        reason_text(judgement.reason, language),
        _comparison(judgement, language),
    )


def _pace_step(judgement: Judgement, language: Language) -> FormulaStep | None:
    """The pace with its formula; None where the judgement has none."""
    _ = language.gettext
    indicator, baseline = judgement.indicator, judgement.indicator.baseline
    value, expected, pace = judgement.value, judgement.expected, judgement.pace
    if pace is None or value is None or expected is None or baseline is None:
        return None
    digits = _line_digits(indicator, expected)
    expected_number = figures.number_text(indicator, expected, language, digits)
    return FormulaStep(
        _("Pace"),
        percent_text(pace),
        _("(actual − baseline) ÷ (expected − baseline)"),
        _quotient(indicator, value, expected_number, baseline.value, language),
    )


def _comparison(judgement: Judgement, language: Language) -> str:
    """The figures that were compared; empty where there is no figure or no target."""
    _ = language.gettext
    indicator, target = judgement.indicator, judgement.indicator.target
    value, expected = judgement.value, judgement.expected
    if value is None or target is None:
        return ""
    actual = _("actual {value}", value=_unrounded(indicator, value, language))
    against = None
    match judgement.reason:
        case (
            Reason.TARGET_MET
            | Reason.TARGET_NOT_MET
            | Reason.STARTING_POINT
            | Reason.NO_BASELINE
            | Reason.QUESTION_CHANGED
        ):
            against = (
                _("target {value}", value=goal_text(indicator, language))
                if target.value is not None
                else None
            )
        case Reason.KEPT | Reason.NOT_KEPT:
            against = _("target {value}", value=year_goal_text(judgement, language))
        case Reason.IMPROVED | Reason.NOT_IMPROVED if expected is not None:
            against = _(
                "year before {value}", value=_unrounded(indicator, expected, language)
            )
        case Reason.DIRECTION | Reason.BELOW_START if indicator.baseline is not None:
            against = _(
                "baseline {value}",
                value=_unrounded(indicator, indicator.baseline.value, language),
            )
        case Reason.YEARLY_TARGET if expected is not None:
            against = _(
                "expected {value}",
                value=figures.figure_text(
                    indicator, expected, language, _line_digits(indicator, expected)
                ),
            )
    return (
        _("{actual}, {against}", actual=actual, against=against) if against else actual
    )


def _rates(judgement: Judgement, language: Language) -> list[FormulaStep]:
    _ = language.gettext
    indicator, value, target = (
        judgement.indicator,
        judgement.value,
        judgement.indicator.target,
    )
    result: list[FormulaStep] = []
    if value is None or target is None or target.value is None:
        return result
    if judgement.progress_rate is not None and indicator.baseline is not None:
        start = indicator.baseline.value
        result.append(
            FormulaStep(
                _("Progress rate"),
                percent_text(judgement.progress_rate),
                _("(actual − baseline) ÷ (target − baseline)"),
                _quotient(
                    indicator,
                    value,
                    _number(indicator, target.value, language),
                    start,
                    language,
                ),
            )
        )
    if judgement.achievement_rate is not None:
        result.append(
            FormulaStep(
                _("Achievement rate"),
                percent_text(judgement.achievement_rate),
                _("actual ÷ target"),
                f"{_number(indicator, value, language)}÷{_bracketed(_number(indicator, target.value, language))}",
            )
        )
    return result


def _quotient(
    indicator: Indicator, value: Decimal, whole: str, start: Decimal, language: Language
) -> str:
    since = _bracketed(_number(indicator, start, language))
    return f"({_number(indicator, value, language)}−{since})÷({whole}−{since})"


def _number(indicator: Indicator, value: Decimal, language: Language) -> str:
    """A figure with every digit it has: a formula must show what was compared, or 79.96 would look like 80.0."""
    return figures.number_text(
        indicator, value, language, figures.finer_digits(indicator, value)
    )


def _unrounded(indicator: Indicator, value: Decimal, language: Language) -> str:
    return figures.figure_text(
        indicator, value, language, figures.finer_digits(indicator, value)
    )


def _line_digits(indicator: Indicator, expected: Decimal) -> int:
    """A value on the straight line has no end of digits; one more than the plan prints is enough."""
    return min(1, figures.finer_digits(indicator, expected))


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _reason_notes(judgement: Judgement, language: Language) -> list[str]:
    _ = language.gettext
    entry, indicator = judgement.actual, judgement.indicator
    result: list[str] = []
    if entry is not None and entry.missing is not None:
        result.append(
            _(
                "No figure: {reason}.",
                reason=glossary.term_label(entry.missing, language),
            )
        )
    match judgement.reason:
        case Reason.NO_BASELINE:
            result.append(
                _("Without a baseline there is no progress rate and no expected path.")
            )
        case Reason.NO_PREVIOUS_YEAR:
            result.append(_("There is no figure of the year before to compare with."))
        case Reason.QUESTION_CHANGED:
            result.append(
                _(
                    "The survey was changed since: figures of different questions are not compared. A new baseline helps."
                )
            )
        case Reason.YEAR_NOT_OVER:
            result.append(
                _(
                    "The year is not over or lies before the plan: its figure is shown, but not judged."
                )
            )
        case Reason.DEADLINE_AHEAD if indicator.target and indicator.target.fiscal_year:
            result.append(
                _(
                    "The deadline is the end of {year}.",
                    year=fiscal.wareki(indicator.target.fiscal_year),
                )
            )
        case Reason.BELOW_START:
            result.append(
                _(
                    "The expected value lies no further than the baseline, so no pace can be given."
                )
            )
    if entry is not None and entry.fiscal_year != judgement.fiscal_year:
        result.append(
            _("Judged by the figure of {year}.", year=fiscal.wareki(entry.fiscal_year))
        )
    return result


_RULES = {
    Reason.NO_TARGET: mark("no target: not judged"),
    Reason.STARTING_POINT: mark("starting point: judged from the next year on"),
    Reason.NO_FIGURE: mark("no figure for this year"),
    Reason.YEAR_NOT_OVER: mark("no figure is due for this year"),
    Reason.TARGET_MET: mark("the target is reached"),
    Reason.TARGET_NOT_MET: mark("the deadline is reached, the target is not"),
    Reason.PACE: mark("the pace since the baseline"),
    Reason.NO_BASELINE: mark("no baseline"),
    Reason.YEARLY_TARGET: mark("the year's target is reached"),
    Reason.BELOW_START: mark("below the expected value, without a pace"),
    Reason.KEPT: mark("the year's duty is fulfilled"),
    Reason.NOT_KEPT: mark("the year's duty is not fulfilled"),
    Reason.IMPROVED: mark("better than the year before"),
    Reason.NOT_IMPROVED: mark("not better than the year before"),
    Reason.NO_PREVIOUS_YEAR: mark("no figure of the year before"),
    Reason.QUESTION_CHANGED: mark("the survey was changed"),
    Reason.DIRECTION: mark("compared with the baseline"),
    Reason.DONE: mark("carried out"),
    Reason.NOT_DONE: mark("not carried out by the deadline"),
    Reason.DEADLINE_AHEAD: mark("the deadline lies ahead"),
    Reason.NO_DEADLINE: mark("no deadline is stated"),
}

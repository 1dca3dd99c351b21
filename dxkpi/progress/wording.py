"""What a judgement says, in words: the formula with its numbers, and the note a reader needs beside it.

Every rate names its formula and the figures put in, in the language in use.
"""

from dataclasses import dataclass
from decimal import Decimal

from dxkpi import fiscal, terms
from dxkpi.i18n import _, sentences
from dxkpi.plan import Comparator, Direction, Indicator, TargetRule, ValueType, figures
from dxkpi.progress.rules import Judgement, Reason


@dataclass(frozen=True)
class Step:
    """One rate or comparison: its name, its result, the formula in words and with the numbers put in."""

    name: str
    result: str
    rule: str
    numbers: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.name, self.result, self.rule, self.numbers) if part)


def formula(judgement: Judgement) -> str:
    """All steps of a judgement, one a line."""
    return "\n".join(map(str, steps(judgement)))


def steps(judgement: Judgement) -> tuple[Step, ...]:
    """The comparison that decided, then each rate that is defined."""
    return (_decision(judgement), *_rates(judgement))


def goal(indicator: Indicator) -> str | None:
    """The target in a few words: 75.0%, 毎年度 80%以上, 前年度を上回る, 実施する."""
    target = indicator.target
    if target is None:
        return None
    match target.rule:
        case TargetRule.IMPROVE:
            return (
                _("above the year before") if indicator.direction is Direction.HIGHER else _("below the year before")
            )
        case TargetRule.RISE:
            return _("increase") if indicator.direction is Direction.HIGHER else _("decrease")
        case TargetRule.DO:
            return _("carry out")
        case TargetRule.KEEP:
            if indicator.value_type is ValueType.YES_NO:
                return _("every year")
            if target.value is None:
                return _("every year, some")
            return _("every year {goal}", goal=_compared(indicator, target.value, target.comparator))
    return _compared(indicator, target.value, target.comparator) if target.value is not None else None


def note(judgement: Judgement) -> str:
    """What a reader should know beside the figures; empty where nothing needs saying."""
    said = list(_reason_notes(judgement))
    if judgement.actual is not None and judgement.actual.approximate:
        said.append(_("The source gives the actual as approximate."))
    if judgement.rates_disagree and judgement.achievement_rate is not None and judgement.progress_rate is not None:
        words = (
            _("The achievement rate of {achievement} includes the starting point; the progress rate is {progress}.")
            if judgement.indicator.direction is Direction.HIGHER
            else _("For a figure that should fall, look at the progress rate of {progress}, not at {achievement}.")
        )
        rates = {"achievement": judgement.achievement_rate, "progress": judgement.progress_rate}
        said.append(words.format(**{name: figures.percent(rate) for name, rate in rates.items()}))
    return sentences(said)


def _decision(judgement: Judgement) -> Step:
    indicator, value, expected = judgement.indicator, judgement.value, judgement.expected
    target, status = indicator.target, terms.label(judgement.status)
    if judgement.reason is Reason.PACE:
        assert judgement.pace is not None and value is not None and expected is not None and indicator.baseline
        start = indicator.baseline.value
        return Step(
            _("Pace"),
            figures.percent(judgement.pace),
            _("(actual − baseline) ÷ (expected − baseline)"),
            _quotient(indicator, value, start, expected, start),
        )
    compared = ""
    if value is not None and target is not None:
        compared = _comparison(judgement)
    return Step(status, "", _RULES[judgement.reason](), compared)


def _comparison(judgement: Judgement) -> str:
    indicator, value, expected, target = (
        judgement.indicator, judgement.value, judgement.expected, judgement.indicator.target,
    )  # fmt: skip
    assert value is not None and target is not None
    actual = _("actual {value}", value=figures.figure(indicator, value))
    against = None
    match judgement.reason:
        case Reason.TARGET_MET | Reason.TARGET_NOT_MET | Reason.STARTING_POINT | Reason.NO_BASELINE:
            against = _("target {value}", value=goal(indicator)) if target.value is not None else None
        case Reason.KEPT | Reason.NOT_KEPT:
            against = _("target {value}", value=goal(indicator))
        case Reason.IMPROVED | Reason.NOT_IMPROVED if expected is not None:
            against = _("year before {value}", value=figures.figure(indicator, expected))
        case Reason.DIRECTION | Reason.BELOW_START if indicator.baseline is not None:
            against = _("baseline {value}", value=figures.figure(indicator, indicator.baseline.value))
        case Reason.YEARLY_TARGET if expected is not None:
            against = _("expected {value}", value=figures.figure(indicator, expected, 1))
    return _("{actual}, {against}", actual=actual, against=against) if against else actual


def _rates(judgement: Judgement) -> list[Step]:
    indicator, value, target = judgement.indicator, judgement.value, judgement.indicator.target
    result: list[Step] = []
    if value is None or target is None or target.value is None:
        return result
    if judgement.progress_rate is not None and indicator.baseline is not None:
        start = indicator.baseline.value
        result.append(
            Step(
                _("Progress rate"),
                figures.percent(judgement.progress_rate),
                _("(actual − baseline) ÷ (target − baseline)"),
                _quotient(indicator, value, start, target.value, start),
            )
        )
    if judgement.achievement_rate is not None:
        result.append(
            Step(
                _("Achievement rate"),
                figures.percent(judgement.achievement_rate),
                _("actual ÷ target"),
                f"{figures.number(indicator, value)}÷{_bracketed(figures.number(indicator, target.value))}",
            )
        )
    return result


def _quotient(indicator: Indicator, a: Decimal, b: Decimal, c: Decimal, d: Decimal) -> str:
    exact = c == c.quantize(Decimal(1).scaleb(-indicator.decimals))
    texts = (
        figures.number(indicator, a),
        _bracketed(figures.number(indicator, b)),
        figures.number(indicator, c, 0 if exact else 1),
        _bracketed(figures.number(indicator, d)),
    )
    return "({}−{})÷({}−{})".format(*texts)


def _bracketed(text: str) -> str:
    return f"({text})" if text.startswith("−") else text


def _compared(indicator: Indicator, value: Decimal, comparator: Comparator | None) -> str:
    text = figures.figure(indicator, value)
    match comparator:
        case Comparator.AT_LEAST:
            return _("{value} or more", value=text)
        case Comparator.AT_MOST:
            return _("{value} or less", value=text)
    return text


def _reason_notes(judgement: Judgement) -> list[str]:
    entry, indicator = judgement.actual, judgement.indicator
    result: list[str] = []
    if entry is not None and entry.missing is not None:
        result.append(_("No figure: {reason}.", reason=terms.label(entry.missing)))
    match judgement.reason:
        case Reason.NO_BASELINE:
            result.append(_("Without a baseline there is no progress rate and no expected path."))
        case Reason.NO_PREVIOUS_YEAR:
            result.append(_("There is no figure of the year before to compare with."))
        case Reason.YEAR_NOT_OVER:
            result.append(_("The figure is early; the year is judged when it is over."))
        case Reason.DEADLINE_AHEAD if indicator.target and indicator.target.fiscal_year:
            result.append(_("The deadline is the end of {year}.", year=fiscal.wareki(indicator.target.fiscal_year)))
        case Reason.BELOW_START:
            result.append(_("The figure is on the wrong side of its starting point, so no pace can be given."))
    if entry is not None and entry.fiscal_year != judgement.fiscal_year:
        result.append(_("Judged by the figure of {year}.", year=fiscal.wareki(entry.fiscal_year)))
    return result


_RULES = {
    Reason.NO_TARGET: lambda: _("no target: not judged"),
    Reason.STARTING_POINT: lambda: _("starting point: judged from the next year on"),
    Reason.NO_FIGURE: lambda: _("no figure for this year"),
    Reason.YEAR_NOT_OVER: lambda: _("the year is not over"),
    Reason.TARGET_MET: lambda: _("the target is reached"),
    Reason.TARGET_NOT_MET: lambda: _("the deadline is reached, the target is not"),
    Reason.NO_BASELINE: lambda: _("no baseline"),
    Reason.YEARLY_TARGET: lambda: _("the year's target is reached"),
    Reason.BELOW_START: lambda: _("below the expected value, without a pace"),
    Reason.KEPT: lambda: _("the year's duty is fulfilled"),
    Reason.NOT_KEPT: lambda: _("the year's duty is not fulfilled"),
    Reason.IMPROVED: lambda: _("better than the year before"),
    Reason.NOT_IMPROVED: lambda: _("not better than the year before"),
    Reason.NO_PREVIOUS_YEAR: lambda: _("no figure of the year before"),
    Reason.DIRECTION: lambda: _("compared with the baseline"),
    Reason.DONE: lambda: _("carried out"),
    Reason.NOT_DONE: lambda: _("not carried out by the deadline"),
    Reason.DEADLINE_AHEAD: lambda: _("the deadline lies ahead"),
    Reason.NO_DEADLINE: lambda: _("no deadline is stated"),
}

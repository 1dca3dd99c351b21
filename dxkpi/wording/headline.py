"""The answer in a sentence: what an indicator's figure of the year means, before any chart."""

from decimal import Decimal

from dxkpi import fiscal
from dxkpi.plan import Actual, Comparator, Direction, Indicator, ReachTarget
from dxkpi.rules.expected import meets_goal
from dxkpi.rules.judgement import Judgement, Reason
from dxkpi.rules.known_figures import last_known
from dxkpi.rules.profiles import Status
from dxkpi.wording import figures, glossary
from dxkpi.wording.judgement import expected_digits, goal_text, year_goal_text
from dxkpi.wording.language import Language


def headline(judgement: Judgement, language: Language) -> str:
    """One to three short sentences: the figure, how far it is from what was to be expected, how others stand."""
    _ = language.gettext
    reference = (
        _("A figure for reference, without a target.")
        if judgement.status is Status.MONITORED
        else ""
    )
    return language.sentences(
        (_standing(judgement, language), _others(judgement, language), reference)
    )


def difference_text(
    indicator: Indicator, gap: Decimal, language: Language, digits: int = 0
) -> str:
    """The size of a difference with its unit, at least `digits` finer than the plan prints; percentages differ by points."""
    _ = language.gettext
    digits = max(digits, figures.telling_digits(indicator, gap))
    if indicator.is_share:
        points = figures.points_number_text(indicator, gap, digits)
        return _("{n} points", n=points)
    number = figures.number_text(indicator, abs(gap), language, digits)
    return number + indicator.unit


def gap_to_expected(
    indicator: Indicator, value: Decimal, expected: Decimal, language: Language
) -> tuple[str, str]:
    """How far a figure lies from what was expected, and what was, both with the digits that make them agree."""
    digits = max(
        expected_digits(indicator, expected),
        figures.telling_digits(indicator, expected - value),
    )
    return difference_text(
        indicator, expected - value, language, digits
    ), figures.figure_text(indicator, expected, language, digits)


def overshoots(indicator: Indicator, value: Decimal) -> bool:
    """Whether a figure lies beyond a target that asks for exactly one figure."""
    target = indicator.target
    if target is None or target.value is None or value == target.value:
        return False
    return target.comparator is Comparator.EQUAL and meets_goal(
        value, target.value, None, indicator.direction
    )


def change_text(indicator: Indicator, change: Decimal, language: Language) -> str:
    """A change with its sign and unit: +2.1ポイント; of whole things about so many, where it is not exact."""
    _ = language.gettext
    if indicator.is_share:
        text = _("{n} points", n=figures.signed_points_text(indicator, change))
    else:
        text = figures.signed_text(indicator, change, language) + indicator.unit
    exact = indicator.decimals > 0 or figures.finer_digits(indicator, change) == 0
    return text if exact else _("about {value}", value=text)


def known_figure_text(indicator: Indicator, figure: Actual, language: Language) -> str:
    """A known figure with its unit and every digit it has; about so much where the source says so."""
    _ = language.gettext
    assert figure.value is not None
    text = figures.figure_text(
        indicator, figure.value, language, figures.finer_digits(indicator, figure.value)
    )
    return _("about {value}", value=text) if figure.approximate else text


def _standing(judgement: Judgement, language: Language) -> str:
    _ = language.gettext
    indicator, value = judgement.indicator, judgement.value
    is_start = judgement.reason is Reason.STARTING_POINT
    if is_start and isinstance(indicator.target, ReachTarget):
        return way_to_target(indicator, language)
    if judgement.reason in (
        Reason.DONE,
        Reason.NOT_DONE,
        Reason.DEADLINE_AHEAD,
        Reason.NO_DEADLINE,
    ):
        return _done(judgement, language)
    if judgement.actual is None or value is None:
        return language.sentences(
            (no_figure_text(judgement, language), _before(judgement, language))
        )
    return language.sentences(
        (
            _(
                "{value}.",
                value=known_figure_text(indicator, judgement.actual, language),
            ),
            _compared(judgement, value, language),
        )
    )


def _compared(judgement: Judgement, value: Decimal, language: Language) -> str:
    _ = language.gettext
    indicator, target, expected = (
        judgement.indicator,
        judgement.indicator.target,
        judgement.expected,
    )
    higher = indicator.direction is Direction.HIGHER
    match judgement.reason:
        case Reason.TARGET_MET:
            return _(
                "The target of {goal} is reached.", goal=goal_text(indicator, language)
            )
        case Reason.TARGET_NOT_MET if target and target.value is not None:
            gap = difference_text(indicator, target.value - value, language)
            words = (
                _("{gap} away from the target of {goal}.")
                if overshoots(indicator, value)
                else _("At the deadline {gap} short of the target of {goal}.")
            )
            return words.format(gap=gap, goal=goal_text(indicator, language))
        case (
            Reason.PACE
            | Reason.YEARLY_TARGET
            | Reason.BELOW_START
            | Reason.YEAR_NOT_OVER
        ) if expected is not None:
            words = (
                _("{gap} beyond the expected {expected}.")
                if (value - expected) * (1 if higher else -1) > 0
                else _("Exactly as expected.")
                if value == expected
                else _("{gap} short of the expected {expected}.")
            )
            gap, shown = gap_to_expected(indicator, value, expected, language)
            return words.format(gap=gap, expected=shown)
        case Reason.KEPT:
            return _(
                "The year's target ({goal}) is fulfilled.",
                goal=year_goal_text(judgement, language),
            )
        case Reason.NOT_KEPT:
            return _(
                "The year's target ({goal}) is not fulfilled.",
                goal=year_goal_text(judgement, language),
            )
        case Reason.IMPROVED | Reason.NOT_IMPROVED if expected is not None:
            return _change(indicator, value, expected, _("the year before"), language)
        case Reason.DIRECTION if indicator.baseline is not None:
            return _change(
                indicator, value, indicator.baseline.value, _("the baseline"), language
            )
        case Reason.STARTING_POINT if goal_text(indicator, language):
            return _(
                "This is the starting point. Target: {goal}.",
                goal=goal_text(indicator, language),
            )
        case Reason.NO_BASELINE | Reason.NO_PREVIOUS_YEAR | Reason.QUESTION_CHANGED if (
            goal_text(indicator, language)
        ):
            return _(
                "Target: {goal}. There is no figure to measure the way from.",
                goal=goal_text(indicator, language),
            )
    return ""


def _change(
    indicator: Indicator, value: Decimal, before: Decimal, what: str, language: Language
) -> str:
    _ = language.gettext
    if value == before:
        return _("The same as {what}.", what=what)
    rate = indicator.is_share
    if value > before:
        words = (
            _("{gap} up on {what} ({before}).")
            if rate
            else _("{gap} more than {what} ({before}).")
        )
    else:
        words = (
            _("{gap} down on {what} ({before}).")
            if rate
            else _("{gap} less than {what} ({before}).")
        )
    shown = figures.figure_text(
        indicator, before, language, figures.finer_digits(indicator, before)
    )
    return words.format(
        gap=difference_text(indicator, value - before, language),
        what=what,
        before=shown,
    )


def way_to_target(indicator: Indicator, language: Language) -> str:
    """The whole way from the baseline to the target, as it lies ahead on the first day; empty where there is none."""
    baseline, target = indicator.baseline, indicator.target
    if baseline is None or not isinstance(target, ReachTarget):
        return ""
    years = target.fiscal_year - baseline.fiscal_year
    return language.ngettext(
        "From {start} to {end}: {n} year, {step} a year.",
        "From {start} to {end}: {n} years, {step} a year.",
        years,
        start=figures.figure_text(indicator, baseline.value, language),
        end=figures.figure_text(indicator, target.value, language),
        step=change_text(indicator, (target.value - baseline.value) / years, language),
    )


def _done(judgement: Judgement, language: Language) -> str:
    _ = language.gettext
    target = judgement.indicator.target
    if judgement.reason is Reason.DONE:
        return _("Carried out.")
    if judgement.reason is Reason.NOT_DONE:
        return _("Not carried out by the deadline.")
    if target is not None and target.fiscal_year is not None:
        return _(
            "To be carried out by the end of {year}.",
            year=fiscal.wareki(target.fiscal_year),
        )
    return _("Not carried out; no deadline is stated.")


def no_figure_text(judgement: Judgement, language: Language) -> str:
    """That the year has no figure, and why."""
    _ = language.gettext
    year, missing = (
        fiscal.wareki(judgement.fiscal_year),
        judgement.actual.missing if judgement.actual else None,
    )
    if missing is not None:
        return _(
            "There is no figure for {year} ({reason}).",
            year=year,
            reason=glossary.term_label(missing, language),
        )
    if judgement.status is Status.NOT_DUE:
        return _("The figure for {year} is yet to come.", year=year)
    if judgement.status is Status.NOT_REPORTED:
        return _("There is no figure for {year} yet.", year=year)
    return _("There is no figure for {year}.", year=year)


def _before(judgement: Judgement, language: Language) -> str:
    """The last figure before the year, where the year has none."""
    _ = language.gettext
    last = last_known(judgement.indicator, judgement.fiscal_year - 1)
    if last is None:
        return ""
    value = known_figure_text(judgement.indicator, last, language)
    return _(
        "In {year} it was {value}.", year=fiscal.wareki(last.fiscal_year), value=value
    )


def _others(judgement: Judgement, language: Language) -> str:
    indicator, value = judgement.indicator, judgement.value
    if value is None or judgement.actual is None:
        return ""
    gaps = [
        (r.series, value - r.value)
        for r in indicator.references
        if r.fiscal_year == judgement.actual.fiscal_year
    ]
    if not gaps:
        return ""
    *first, (last_series, last_gap) = gaps
    texts = [_beside(indicator, series, gap, language) for series, gap in first]
    texts.append(_beside(indicator, last_series, last_gap, language, last=True))
    return "".join(texts)


def _beside(
    indicator: Indicator,
    series: str,
    gap: Decimal,
    language: Language,
    *,
    last: bool = False,
) -> str:
    _ = language.gettext
    if gap > 0:
        words = _("{gap} above {series}.") if last else _("{gap} above {series}, ")
    elif gap < 0:
        words = _("{gap} below {series}.") if last else _("{gap} below {series}, ")
    else:
        words = _("As {series}.") if last else _("as {series}, ")
    return words.format(gap=difference_text(indicator, gap, language), series=series)

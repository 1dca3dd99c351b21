"""What was understood of an indicator, said back in two sentences: what it promises, and
how its years are judged.
"""

from fractions import Fraction

from dxkpi.plan import (
    Baseline,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    RangeTarget,
    ReachTarget,
    RiseTarget,
    TotalTarget,
)
from dxkpi.text.rounding import decimal_of
from dxkpi.wording.differences import change_text
from dxkpi.wording.figures import exact_figure_text
from dxkpi.wording.language import Language
from dxkpi.wording.targets import goal_text


def promise_text(
    indicator: Indicator, path_since: int | None, language: Language
) -> str:
    """What an indicator promises, and how its years are judged; the path to its target
    begins in the baseline's year, or at the end of `path_since`.
    """
    _ = language.gettext
    if indicator.parts:
        names = language.listed(part.name for part in indicator.parts)
        return _(
            "Judged by its parts ({names}), each by its own target; the worst decides.",
            names=names,
        )
    promised = _promised(indicator, language)
    return language.sentences((promised, _judged_by(indicator, path_since, language)))


def _promised(indicator: Indicator, language: Language) -> str:
    _ = language.gettext
    target, name = indicator.target, indicator.name
    goal = goal_text(indicator, language) or ""
    match target:
        case None:
            return _("“{name}” is followed, without a target.", name=name)
        case TotalTarget():
            return _(
                "“{name}”: {goal} in sum, from {since} to {year}.",
                name=name,
                goal=goal,
                since=language.fiscal_year(target.since),
                year=language.fiscal_year(target.fiscal_year),
            )
        case ReachTarget():
            return _way_to_target(indicator, target, goal, language)
        case _ if target.fiscal_year is not None:
            return _(
                "“{name}”: {goal}, by {year}.",
                name=name,
                goal=goal,
                year=language.fiscal_year(target.fiscal_year),
            )
        case _:
            return _("“{name}”: {goal}.", name=name, goal=goal)


def _way_to_target(
    indicator: Indicator, target: ReachTarget, goal: str, language: Language
) -> str:
    """From where to where a figure is to go, and whether that is up or down."""
    _ = language.gettext
    baseline = indicator.baseline
    facts = {
        "name": indicator.name,
        "goal": goal,
        "year": language.fiscal_year(target.fiscal_year),
    }
    if baseline is None:
        return _("“{name}”: {goal} in {year}.", **facts)
    facts["start"] = _start_text(indicator, baseline, language)
    if target.value == baseline.value:
        return _(
            "“{name}”: still {goal} in {year}, as at its start ({start}).", **facts
        )
    if target.value > baseline.value:
        if indicator.is_share:
            return _("“{name}”: raised from {start} to {goal} in {year}.", **facts)
        return _("“{name}”: increased from {start} to {goal} in {year}.", **facts)
    if indicator.is_share:
        return _("“{name}”: lowered from {start} to {goal} in {year}.", **facts)
    return _("“{name}”: decreased from {start} to {goal} in {year}.", **facts)


def _start_text(indicator: Indicator, baseline: Baseline, language: Language) -> str:
    """Where a figure starts, with its year where that is known."""
    _ = language.gettext
    figure = exact_figure_text(indicator, baseline.value, language)
    if baseline.year_unknown:
        return _("{figure} of an unknown year", figure=figure)
    year = language.fiscal_year(baseline.fiscal_year)
    return _("{figure} of {year}", figure=figure, year=year)


def _judged_by(indicator: Indicator, path_since: int | None, language: Language) -> str:
    """How the years of an indicator are judged."""
    _ = language.gettext
    match indicator.target:
        case None:
            return _("It is never judged.")
        case KeepTarget() | ImproveTarget() | RiseTarget() as target:
            return _judged_each_year(target, language)
        case DoTarget():
            return _("It is judged by whether it is carried out.")
        case TotalTarget():
            return _(
                "The years before the last are judged by the share of the years gone."
            )
        case RangeTarget():
            return _("It is judged by whether the figure lies within the range.")
        case ReachTarget() as target:
            return _judged_on_the_way(indicator, target, path_since, language)


def _judged_each_year(
    target: KeepTarget | ImproveTarget | RiseTarget, language: Language
) -> str:
    _ = language.gettext
    match target:
        case KeepTarget():
            return _("Each fiscal year is judged by its own figure.")
        case ImproveTarget():
            return _("Each fiscal year is judged against the year before.")
        case RiseTarget():
            return _("Each fiscal year is judged against the baseline.")


def _judged_on_the_way(
    indicator: Indicator,
    target: ReachTarget,
    path_since: int | None,
    language: Language,
) -> str:
    """How the years on the way to a figure are judged."""
    _ = language.gettext
    baseline = indicator.baseline
    if target.yearly:
        return _("The years on the way are judged by the targets that the plan sets.")
    if baseline is None:
        return _("Without a baseline only the last year can be judged.")
    if indicator.has_stages:
        return _("The years on the way are judged by the stage to be expected by then.")
    since = baseline.fiscal_year if path_since is None else path_since
    years = target.fiscal_year - since
    if years < 2:
        return _("Only the last year is judged.")
    step = decimal_of(Fraction(target.value - baseline.value) / years)
    return _(
        "The years on the way are judged against a line of {step} a year.",
        step=change_text(indicator, step, language),
    )

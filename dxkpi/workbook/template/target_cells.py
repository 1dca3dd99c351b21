"""Where an indicator starts, what its target is and what is expected of the year, as the
form prints them.
"""

from collections.abc import Iterator

from dxkpi import fiscal
from dxkpi.plan import Indicator, RangeTarget, Target, TargetRule, TotalTarget
from dxkpi.returns import ReturnForm
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.totals import least_sum, running_total
from dxkpi.wording import figures
from dxkpi.wording.baselines import exact_baseline_number, special_time_text
from dxkpi.wording.targets import (
    beyond_text,
    expected_text,
    goal_text,
    share_of_year_text,
)
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.template.figure_cells import counts_in_brackets
from dxkpi.workbook.template.layout import NOTHING

_ = FORM_LANGUAGE.gettext


def baseline_cell(indicator: Indicator) -> str:
    baseline = indicator.baseline
    if baseline is None:
        return _("none")
    value = exact_baseline_number(indicator, baseline, FORM_LANGUAGE)
    special = special_time_text(baseline, FORM_LANGUAGE)
    time = special or _time_text(baseline.fiscal_year, baseline.as_of)
    return "\n".join(filter(None, (value, counts_in_brackets(baseline), time)))


def target_cell(form: ReturnForm, indicator: Indicator) -> str:
    """The target without its unit, which has a column, and its deadline; of a total
    also what that is a year, and the sum so far.
    """
    target = indicator.target
    goal = goal_text(indicator, FORM_LANGUAGE)
    if target is None or goal is None:
        return _("none")
    goal = _without_unit(goal, indicator, target)
    if isinstance(target, TotalTarget):
        return "\n".join((goal, *_lines_of_total(form, indicator, target)))
    lines = [goal]
    if target.fiscal_year is not None:
        lines.append(_time_text(target.fiscal_year, target.as_of))
    if target.stretch is not None:
        stretch = figures.exact_number_text(indicator, target.stretch, FORM_LANGUAGE)
        lines.append(_("higher aim {goal}", goal=stretch))
    return "\n".join(lines)


def _lines_of_total(
    form: ReturnForm, indicator: Indicator, target: TotalTarget
) -> Iterator[str]:
    """The years of a total, what it is a year, and the sum up to the year before the form's."""
    years = fiscal.short_year(target.since), fiscal.short_year(target.fiscal_year)
    yield "～".join(years)
    yield share_of_year_text(indicator, FORM_LANGUAGE)
    last = form.fiscal_year - 1
    if last < target.since:
        return
    year = fiscal.short_year(last)
    known = known_figures(running_total(indicator), target.fiscal_year)
    if last in known:
        value = figures.exact_number_text(indicator, known[last], FORM_LANGUAGE)
        yield _("sum up to {year}: {value}", year=year, value=value)
        return
    least = figures.exact_number_text(
        indicator, least_sum(indicator, last), FORM_LANGUAGE
    )
    yield _("sum up to {year}: at least {value}", year=year, value=least)


def _without_unit(goal: str, indicator: Indicator, target: Target) -> str:
    if isinstance(target, RangeTarget):
        return goal.removesuffix(indicator.unit)
    if target.value is None or not indicator.is_number:
        return goal
    number = figures.exact_number_text(indicator, target.value, FORM_LANGUAGE)
    return goal.replace(number + indicator.unit, number, 1)


def _time_text(fiscal_year: int, as_of: str | None) -> str:
    """R9末 for the year's last month, R8.1 for another month, R9 where only the year is known."""
    if as_of is None:
        return fiscal.short_year(fiscal_year)
    if as_of[:7] == fiscal.last_month(fiscal_year):
        return _("end of {year}", year=fiscal.short_year(fiscal_year))
    return fiscal.short_month(as_of)


def expected_cell(form: ReturnForm, indicator: Indicator) -> str:
    """What the path to the target expects of the year."""
    expected = form.expected(indicator, form.fiscal_year)
    target = indicator.target
    if target is None or expected is None:
        return NOTHING
    if not indicator.is_number:
        return figures.number_text(indicator, expected, FORM_LANGUAGE)
    if isinstance(target, TotalTarget):
        figure = expected_text(indicator, expected, FORM_LANGUAGE)
        return _("{value} in all", value=figure)
    if target.rule is not TargetRule.IMPROVE:
        return expected_text(indicator, expected, FORM_LANGUAGE)
    figure = figures.exact_number_text(indicator, expected, FORM_LANGUAGE)
    return beyond_text(figure, indicator.direction, FORM_LANGUAGE)

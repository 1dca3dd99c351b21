"""判定の目安: the status that a figure would get, as a spreadsheet formula for its cell.

The rules are not written a second time. A status can change only at a few figures (target,
expected value, baseline, the bounds of the grades between, the year before): `dxkpi.rules.judge`
is asked at each of them and between, and its answers become the formula. The year is taken
as over, because it is when the form is filled in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

from dxkpi.plan import Actual, Indicator, RangeTarget, Target, TotalTarget, ValueType
from dxkpi.returns import ReturnForm
from dxkpi.rules import WAITING, Profile, Status, indicator_in_force
from dxkpi.rules.totals import running_total
from dxkpi.text.rounding import decimal_of
from dxkpi.wording import figures, glossary
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.messages import FIGURE_CELL

SIGNIFICANT_DIGITS = 15
"""The digits that spreadsheets keep of a number."""

_AS_SPREADSHEETS = Context(prec=SIGNIFICANT_DIGITS)
_BETWEEN_TWO = Context(prec=2 * SIGNIFICANT_DIGITS)
_NOTHING_TO_SAY = (Status.MONITORED, *WAITING)
_LONGEST_COUNT = 30
_LONGEST_UNIT = 10
_NO, _YES = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class StatusStep:
    """From this figure on the status, up to the next step.

    The figure itself is `included` or not; None: from below all.
    """

    bound: Decimal | None
    included: bool
    status: Status


def judging_formula(form: ReturnForm, indicator: Indicator) -> str:
    """The formula, with `FIGURE_CELL` for the figure's cell; "" where nothing is ever judged.

    It is that of the target that is in force in the form's year.
    """
    indicator = indicator_in_force(indicator, form.fiscal_year)
    if indicator.target is None:
        return ""
    steps = status_steps(form, indicator)
    words = [f'"{status_word(step.status)}"' for step in steps]
    says_nothing = set(words) == {'""'}
    if says_nothing:
        return ""
    if not indicator.is_number:
        return _formula_of_answers(indicator, steps, words)
    if indicator.counts is not None:
        return _share_formula(indicator, steps, words)
    return _number_formula(steps, words)


def _formula_of_answers(
    indicator: Indicator, steps: Sequence[StatusStep], words: Sequence[str]
) -> str:
    """The status of 実施 and 未実施, or of each stage, by its name."""
    formula = '""'
    for step, word in zip(steps, words, strict=True):
        assert step.bound is not None
        name = figures.number_text(indicator, step.bound, FORM_LANGUAGE)
        quoted = name.replace('"', '""')
        formula = f'IF({FIGURE_CELL}="{quoted}",{word},{formula})'
    return f"={formula}"


def _number_formula(steps: Sequence[StatusStep], words: Sequence[str]) -> str:
    formula = _nested(steps, words, FIGURE_CELL)
    return f'=IF(ISNUMBER({FIGURE_CELL}),{formula},"")'


def _nested(steps: Sequence[StatusStep], words: Sequence[str], figure: str) -> str:
    """The word of the step that a figure has reached."""
    formula = words[0]
    for step, word in zip(steps[1:], words[1:], strict=True):
        comparison = ">=" if step.included else ">"
        formula = f"IF({figure}{comparison}{step.bound},{word},{formula})"
    return formula


def _share_formula(
    indicator: Indicator, steps: Sequence[StatusStep], words: Sequence[str]
) -> str:
    """The formula of a share that may be written by its counts, 163/182 or 163／182手続."""
    assert indicator.counts is not None
    unit = (indicator.counts.unit or "").replace('"', '""')
    if len(unit) > _LONGEST_UNIT:  # it stands in the formula many times
        unit = ""
    bare = f'SUBSTITUTE({FIGURE_CELL},"{unit}","")' if unit else FIGURE_CELL
    text = f'SUBSTITUTE(ASC({bare}),"%","")'
    stroke = f'FIND("/",{text})'
    part, whole = f"LEFT({text},{stroke}-1)", f"MID({text},{stroke}+1,{_LONGEST_COUNT})"
    of_counts = f"ROUND({indicator.share_whole}*{part}/{whole},{indicator.decimals})"
    share = f"IFERROR({of_counts},VALUE({text}))"  # VALUE of 3/12 would be a date
    formula = _nested(steps, words, share)
    return f'=IF({FIGURE_CELL}="","",IFERROR({formula},""))'


def status_steps(form: ReturnForm, indicator: Indicator) -> list[StatusStep]:
    """Which status follows from which figure, from the lowest up; of yes and no, and of
    stages, a step for each.
    """
    last_closed = max(form.last_closed, form.fiscal_year)
    form_of_closed_year = replace(form, last_closed=last_closed)
    if not indicator.is_number:
        return [
            _step_of_answer(form_of_closed_year, indicator, answer)
            for answer in _answers(indicator)
        ]
    steps: list[StatusStep] = []
    for bound, included, figure in _probes(form, indicator):
        status = _status_of(form_of_closed_year, indicator, figure)
        if not steps or status is not steps[-1].status:
            steps.append(StatusStep(bound, included, status))
    return steps


def _answers(indicator: Indicator) -> Sequence[Decimal]:
    """The figures that an indicator can have which is no number."""
    if indicator.value_type is ValueType.YES_NO:
        return (_NO, _YES)
    return [Decimal(number) for number in range(1, len(indicator.stages) + 1)]


def _step_of_answer(
    form: ReturnForm, indicator: Indicator, answer: Decimal
) -> StatusStep:
    status = _status_of(form, indicator, answer)
    return StatusStep(answer, included=True, status=status)


def _probes(
    form: ReturnForm, indicator: Indicator
) -> Iterator[tuple[Decimal | None, bool, Decimal]]:
    """Every place where a step may begin (bound, included), with a figure to judge there."""
    bounds = sorted({_rounded(bound) for bound in status_bounds(form, indicator)})
    lowest, highest = bounds[0], bounds[-1]
    yield None, False, lowest - abs(lowest) - 1
    for bound, following in zip(bounds, [*bounds[1:], None], strict=True):
        plain_bound = Decimal(format(bound, "f"))
        yield plain_bound, True, bound
        if following is None:
            yield plain_bound, False, highest + abs(highest) + 1
        else:
            yield plain_bound, False, _middle(bound, following)


def _rounded(bound: Decimal) -> Decimal:
    """The bound with the digits that spreadsheets keep; never a negative zero."""
    return bound.normalize(_AS_SPREADSHEETS) + 0


def _middle(lower: Decimal, upper: Decimal) -> Decimal:
    return _BETWEEN_TWO.divide(_BETWEEN_TWO.add(lower, upper), Decimal(2))


def status_bounds(form: ReturnForm, indicator: Indicator) -> Iterator[Decimal]:
    """Every figure at which the status of the form's year may change; of a total that is
    the year's own figure, to which the sum of the years before is added.
    """
    before = _sum_before(form, indicator)
    for bound in _bounds_of_sum(form, running_total(indicator)):
        yield bound - before


def _sum_before(form: ReturnForm, indicator: Indicator) -> Decimal:
    """What a total has in the form's year if that brings nothing; zero for any other, and
    where the sum is unknown and no figure changes the status.
    """
    if not isinstance(indicator.target, TotalTarget):
        return _NO
    nothing = Actual.model_construct(fiscal_year=form.fiscal_year, value=_NO)
    summed = running_total(indicator.with_actual(nothing)).actual(form.fiscal_year)
    if summed is None or summed.value is None:
        return _NO
    return summed.value


def _bounds_of_sum(form: ReturnForm, indicator: Indicator) -> Iterator[Decimal]:
    yield Decimal(0)
    if indicator.target is not None:
        yield from _bounds_of_target(indicator.target, form.fiscal_year)
    if indicator.baseline is not None:
        yield indicator.baseline.value
    for end in _measures(form, indicator):
        yield end
        yield from _bounds_by_year(form.profile, end)
        if indicator.baseline is not None:
            start = indicator.baseline.value
            yield from _bounds_of_grades(form.profile, start, end)


def _measures(form: ReturnForm, indicator: Indicator) -> Iterator[Decimal]:
    """What a figure of the year may be measured by: what is expected, what the profile
    divides by, the target.
    """
    nothing = Actual.model_construct(fiscal_year=form.fiscal_year, value=_NO)
    judgement = form.judged(indicator.with_actual(nothing))
    target = judgement.target_value
    for end in (judgement.expected, judgement.graded_end, target):
        if end is not None:
            yield end


def _bounds_of_target(target: Target, fiscal_year: int) -> Iterator[Decimal]:
    if isinstance(target, RangeTarget):
        yield from target.bounds
    if target.value is not None:
        yield target.value
    if fiscal_year in target.yearly:
        yield target.yearly[fiscal_year]


def _bounds_of_grades(
    profile: Profile, start: Decimal, expected: Decimal
) -> Iterator[Decimal]:
    """The figures at which the pace passes from one grade to the next."""
    distance = Fraction(expected) - Fraction(start)
    for band in profile.bands:
        if band.at_least is not None:
            yield decimal_of(Fraction(start) + distance * Fraction(band.at_least))


def _bounds_by_year(profile: Profile, expected: Decimal) -> Iterator[Decimal]:
    """The figures at which the actual against the year's target passes from one grade
    to the next; of a figure that is to fall the quotient is turned round.
    """
    for band in profile.bands:
        if band.at_least:
            share = Fraction(band.at_least)
            yield decimal_of(Fraction(expected) * share)
            yield decimal_of(Fraction(expected) / share)


def _status_of(form: ReturnForm, indicator: Indicator, figure: Decimal) -> Status:
    actual = Actual.model_construct(fiscal_year=form.fiscal_year, value=figure)
    return form.judged(indicator.with_actual(actual)).status


# The statuses in words


def status_word(status: Status) -> str:
    """Mark and word of a status; "" where there is nothing to say yet."""
    if status in _NOTHING_TO_SAY:
        return ""
    return glossary.marked_label(status, FORM_LANGUAGE)


def pace_bounds(profile: Profile) -> dict[Status, Decimal | None]:
    """From which rate on each status is given, best first; None for what is left."""
    return {band.status: band.at_least for band in profile.bands}


def judged_statuses(profile: Profile) -> tuple[Status, ...]:
    """The statuses that a figure can get, best first."""
    return tuple(dict.fromkeys((Status.ACHIEVED, *pace_bounds(profile), Status.MISSED)))

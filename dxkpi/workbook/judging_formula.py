"""判定の目安: the status that a figure would get, as a spreadsheet formula for its cell.

The rules are not written a second time. A status can change only at a few figures (target, expected value, baseline, the
bands between, the year before); `dxkpi.rules.judge` is asked at each of them and between, and its answers become the
formula. The year is taken as over, because it is when the form is filled in.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction
from functools import partial

from dxkpi.plan import Actual, Indicator, ValueType
from dxkpi.returns import ReturnForm
from dxkpi.rules import Profile, Status, expected_value
from dxkpi.wording import figures, glossary
from dxkpi.wording.language import current_language
from dxkpi.workbook.styling import CELL

SIGNIFICANT = 15  # the digits that spreadsheets keep of a number

_EXCEL, _BETWEEN = Context(prec=SIGNIFICANT), Context(prec=2 * SIGNIFICANT)
_SILENT = (Status.MONITORED, Status.NOT_DUE)


@dataclass(frozen=True)
class StatusStep:
    """From this figure on (itself `included` or not; None: from below all) the status, up to the next step."""

    bound: Decimal | None
    included: bool
    status: Status


def formula(form: ReturnForm, indicator: Indicator) -> str:
    """The formula with {v} for the figure's cell, empty where nothing is ever judged; in the language in use."""
    if indicator.target is None:
        return ""
    found = steps(form, indicator)
    words = [f'"{word(step.status)}"' for step in found]
    if all(word == '""' for word in words):
        return ""
    if indicator.value_type is ValueType.YES_NO:
        no, yes = (
            figures.number_text(indicator, Decimal(value), current_language())
            for value in (0, 1)
        )
        return f'=IF({CELL}="{yes}",{words[1]},IF({CELL}="{no}",{words[0]},""))'
    text = words[0]
    for step, own in zip(found[1:], words[1:], strict=True):
        text = f"IF({CELL}{'>=' if step.included else '>'}{step.bound},{own},{text})"
    return f'=IF(ISNUMBER({CELL}),{text},"")'


def steps(form: ReturnForm, indicator: Indicator) -> list[StatusStep]:
    """Which status follows from which figure, from the lowest up; of yes and no one each."""
    over = replace(form, last_closed=max(form.last_closed, form.fiscal_year))
    status = partial(_status, over, indicator)
    if indicator.value_type is ValueType.YES_NO:
        return [
            StatusStep(Decimal(value), included=True, status=status(Decimal(value)))
            for value in (0, 1)
        ]
    bounds = sorted({bound.normalize(_EXCEL) + 0 for bound in _bounds(form, indicator)})
    found = [
        StatusStep(None, included=False, status=status(bounds[0] - abs(bounds[0]) - 1))
    ]
    for bound, above in zip(bounds, [*bounds[1:], None], strict=True):
        after = (
            bound + abs(bound) + 1
            if above is None
            else _BETWEEN.divide(_BETWEEN.add(bound, above), Decimal(2))
        )
        found += [StatusStep(_plain(bound), included=True, status=status(bound))]
        found += [StatusStep(_plain(bound), included=False, status=status(after))]
    return list(_merged(found))


def word(status: Status) -> str:
    """Mark and word of a status; nothing where there is nothing to say yet."""
    return (
        ""
        if status in _SILENT
        else f"{glossary.term_glyph(status)} {glossary.term_label(status, current_language())}"
    )


def bands(profile: Profile) -> dict[Status, Decimal | None]:
    """From which pace on each status is given, best first; None for what is left."""
    return {band.status: band.at_least for band in profile.bands}


def shown(profile: Profile) -> tuple[Status, ...]:
    """The statuses that a figure can get, best first."""
    return (Status.ACHIEVED, *bands(profile), Status.MISSED)


def _status(form: ReturnForm, indicator: Indicator, value: Decimal) -> Status:
    return form.judged(
        indicator.with_actual(
            Actual.model_construct(fiscal_year=form.fiscal_year, value=value)
        )
    ).status


def _bounds(form: ReturnForm, indicator: Indicator) -> Iterator[Decimal]:
    """Every figure at which the status of the form's year may change."""
    target, baseline, expected = (
        indicator.target,
        indicator.baseline,
        expected_value(indicator, form.fiscal_year),
    )
    known = [expected] + [one.value for one in (target, baseline) if one is not None]
    yield from (value for value in (Decimal(0), *known) if value is not None)
    if target is not None and form.fiscal_year in target.yearly:
        yield target.yearly[form.fiscal_year]
    if expected is not None and baseline is not None:
        start = Fraction(baseline.value)
        for band in form.profile.bands:
            if band.at_least is not None:
                bound = start + (Fraction(expected) - start) * Fraction(band.at_least)
                yield Decimal(bound.numerator) / Decimal(bound.denominator)


def _plain(bound: Decimal) -> Decimal:
    return Decimal(format(bound, "f"))


def _merged(steps: Iterable[StatusStep]) -> Iterator[StatusStep]:
    """Without the steps at which nothing changes."""
    before = None
    for step in steps:
        if before is None or step.status is not before:
            yield step
        before = step.status

"""The plan as a tree ready to be shown: policies, their measures and indicators."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dxkpi.plan import Indicator, Measure, Policy
from dxkpi.text.search import search_text
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import (
    SEPARATOR,
    faint,
    plain,
    plain_lines,
    strong,
    unbroken,
)
from dxkpi.web.common.view import View
from dxkpi.web.plan.measure_text import measure_text
from dxkpi.web.plan.stated_fields import stated_fields
from dxkpi.wording import glossary


@dataclass(frozen=True)
class MeasureSheet:
    """A measure ready to be shown: in one line and in full, as Markdown.

    `searched` is what a search looks into.
    """

    measure: Measure
    policy: Policy
    departments: str
    line: str
    text: str
    searched: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True)
class PolicyBranch:
    """A policy ready to be shown.

    `indicators` are those that belong to none of its measures.
    """

    policy: Policy
    title: str
    text: str
    sheets: tuple[MeasureSheet, ...]
    indicators: tuple[Indicator, ...]


def policy_branches(view: View) -> tuple[PolicyBranch, ...]:
    """Every policy of the plan, in its order."""
    return view.timeless.worded(_policy_branches)


def measure_sheet(view: View, measure: Measure) -> MeasureSheet:
    """A measure of the plan, as its tree has it."""
    for branch in policy_branches(view):
        for sheet in branch.sheets:
            if sheet.measure.number == measure.number:
                return sheet
    raise LookupError(measure.number)


def indicators_by_measure(
    indicators: Iterable[Indicator],
) -> dict[str | None, tuple[Indicator, ...]]:
    """The indicators under the number of their measure, and of each under which they
    stand once more; under None those of no measure.
    """
    groups: defaultdict[str | None, list[Indicator]] = defaultdict(list)
    for indicator in indicators:
        groups[indicator.measure].append(indicator)
        for number in indicator.also_in:
            groups[number].append(indicator)
    return {number: tuple(group) for number, group in groups.items()}


def _policy_branches(view: View) -> tuple[PolicyBranch, ...]:
    by_measure = indicators_by_measure(view.plan.indicators)
    of_no_measure = by_measure.get(None, ())
    stated = stated_fields(view.plan)
    branches = []
    for policy in view.plan.policies:
        sheets = [
            _measure_sheet(policy, measure, by_measure.get(measure.number, ()), stated)
            for measure in policy.measures
        ]
        indicators = [
            indicator
            for indicator in of_no_measure
            if indicator.policy == policy.number
        ]
        branches.append(
            PolicyBranch(
                policy,
                plain(f"{policy.number} {policy.name}"),
                plain_lines(policy.description or ""),
                tuple(sheets),
                tuple(indicators),
            )
        )
    return tuple(branches)


def _measure_sheet(
    policy: Policy,
    measure: Measure,
    indicators: tuple[Indicator, ...],
    stated: frozenset[str],
) -> MeasureSheet:
    language = current_language()
    departments = language.listed(measure.departments)
    if not departments and "departments" in stated:
        field = glossary.field_label("departments", language)
        departments = _("{field}: not stated", field=field)
    return MeasureSheet(
        measure,
        policy,
        departments,
        _measure_line(measure, departments, indicators),
        measure_text(measure, stated),
        _searched_text(measure, indicators),
        indicators,
    )


def _searched_text(measure: Measure, indicators: Sequence[Indicator]) -> str:
    texts = [measure.number, measure.name, measure.description]
    texts += measure.departments
    texts += measure.expected_effects
    for initiative in measure.initiatives:
        texts += [initiative.number, initiative.name, initiative.description]
    texts += [entry.label for entry in measure.schedule]
    texts += [indicator.name for indicator in indicators]
    texts += [part.name for indicator in indicators for part in indicator.parts]
    return search_text(*texts)


def _measure_line(
    measure: Measure, departments: str, indicators: Sequence[Indicator]
) -> str:
    """A measure in one line: number, name, mark, whose it is, and what belongs to it."""
    name = strong(f"{measure.number} {measure.name}")
    if measure.national_item:
        name += " " + glossary.term_glyph(measure.national_item)
    parts = [name, faint(departments)]
    if measure.initiatives:
        count = len(measure.initiatives)
        parts.append(_small_count(ngettext("{n} initiative", "{n} initiatives", count)))
    if indicators:
        count = len(indicators)
        parts.append(_small_count(ngettext("{n} indicator", "{n} indicators", count)))
    return SEPARATOR.join(part for part in parts if part)


def _small_count(count: str) -> str:
    return f":gray[{unbroken(count)}]"

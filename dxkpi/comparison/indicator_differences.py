"""Like with like: whether indicators of several cities measure the same.

Cities name, define and date an indicator in their own way. Figures may be called
comparable only where name, definition, unit and the way of adding up all agree; a
definition that a plan does not print cannot be known to agree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dxkpi.plan.indicator import Indicator
from dxkpi.plan.indicator_terms import Aggregation, ValueType
from dxkpi.text.folding import folded_text


class ComparedAspect(StrEnum):
    """In what two indicators may differ."""

    NAME = "name"
    DEFINITION = "definition"
    UNIT_KIND = "unit_kind"
    UNIT = "unit"
    AGGREGATION = "aggregation"
    MONTHS = "months"


class UnitKind(StrEnum):
    """What a figure is, a share of a whole, a count or amount, an answer, or a stage of several."""

    SHARE = "share"
    COUNT = "count"
    YES_NO = "yes_no"
    STAGE = "stage"


@dataclass(frozen=True)
class Comparison:
    """In which aspects indicators differ, and in which the plans do not say enough to know."""

    different: tuple[ComparedAspect, ...]
    unknown: tuple[ComparedAspect, ...]

    @property
    def comparable(self) -> bool:
        """Whether the figures mean the same thing. The months may still differ."""
        return not {*self.different, *self.unknown} - {ComparedAspect.MONTHS}


@dataclass(frozen=True)
class NamedIndicator:
    """An indicator with the name of the city whose it is."""

    city: str
    indicator: Indicator


AspectValue = str | bool | UnitKind | Aggregation | None
"""What an indicator has in an aspect: its name; whether it has a definition; the kind of
its unit; its unit; its way of counting; the latest month that its figures are of."""


@dataclass(frozen=True)
class AspectGroups:
    """One aspect in which indicators differ: each value with the cities that have it."""

    aspect: ComparedAspect
    cities_by_value: tuple[tuple[AspectValue, tuple[str, ...]], ...]


_MAY_BE_UNKNOWN = (ComparedAspect.DEFINITION, ComparedAspect.MONTHS)


def compare_indicators(indicators: Iterable[Indicator]) -> Comparison:
    """Where indicators differ: each aspect as the plans print it, spelling and spaces aside."""
    traits = [_traits(indicator) for indicator in indicators]
    different: list[ComparedAspect] = []
    unknown: list[ComparedAspect] = []
    for aspect in ComparedAspect:
        values = {trait[aspect] for trait in traits}
        stated = set(filter(None, values))
        if len(stated) > 1:
            different.append(aspect)
        if stated != values and aspect in _MAY_BE_UNKNOWN:
            unknown.append(aspect)
    return Comparison(tuple(different), tuple(unknown))


def aspect_groups(indicators: Sequence[NamedIndicator]) -> tuple[AspectGroups, ...]:
    """Each aspect that differs or is not stated by all, with who has what."""
    comparison = compare_indicators(named.indicator for named in indicators)
    aspects = {*comparison.different, *comparison.unknown}
    return tuple(
        _groups_of(indicators, aspect) for aspect in ComparedAspect if aspect in aspects
    )


def unit_kind(indicator: Indicator) -> UnitKind:
    """What the indicator's figures are."""
    if indicator.value_type is ValueType.YES_NO:
        return UnitKind.YES_NO
    if indicator.has_stages:
        return UnitKind.STAGE
    return UnitKind.SHARE if indicator.is_share else UnitKind.COUNT


def figure_months(indicator: Indicator) -> tuple[str, ...]:
    """The months that its figures are of, in order; empty where no figure is dated to a month."""
    months: set[str] = set()
    if indicator.baseline is not None and indicator.baseline.as_of is not None:
        months.add(indicator.baseline.as_of[:7])
    for actual in indicator.actuals:
        if actual.value is not None and actual.as_of is not None:
            months.add(actual.as_of[:7])
    return tuple(sorted(months))


def _groups_of(
    indicators: Iterable[NamedIndicator], aspect: ComparedAspect
) -> AspectGroups:
    cities: dict[AspectValue, list[str]] = {}
    for named in indicators:
        group = cities.setdefault(_aspect_value(named.indicator, aspect), [])
        if named.city not in group:
            group.append(named.city)
    return AspectGroups(
        aspect, tuple((value, tuple(names)) for value, names in cities.items())
    )


def _aspect_value(indicator: Indicator, aspect: ComparedAspect) -> AspectValue:
    match aspect:
        case ComparedAspect.NAME:
            return indicator.name
        case ComparedAspect.DEFINITION:
            return bool(indicator.definition)
        case ComparedAspect.UNIT_KIND:
            return unit_kind(indicator)
        case ComparedAspect.UNIT:
            return indicator.scale
        case ComparedAspect.AGGREGATION:
            return indicator.aggregation
        case ComparedAspect.MONTHS:
            months = figure_months(indicator)
            return months[-1] if months else None


def _traits(indicator: Indicator) -> dict[ComparedAspect, object]:
    """What two indicators must have in common, folded; empty where it is not stated."""
    months_of_the_year = {month[5:] for month in figure_months(indicator)}
    return {
        ComparedAspect.NAME: folded_text(indicator.name),
        ComparedAspect.DEFINITION: folded_text(indicator.definition or ""),
        ComparedAspect.UNIT_KIND: unit_kind(indicator),
        ComparedAspect.UNIT: folded_text(indicator.scale) or "－",
        ComparedAspect.AGGREGATION: indicator.aggregation,
        ComparedAspect.MONTHS: frozenset(months_of_the_year),
    }

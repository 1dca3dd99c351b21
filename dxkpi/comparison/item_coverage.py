"""Which plans have measures on which items of the national plan, and over which years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from dxkpi.comparison.national_items import (
    ItemMatch,
    ItemPeriod,
    ItemSource,
    NationalPlanItem,
    compared_items,
    item_matches,
    schedule_period,
)
from dxkpi.plan import Indicator, Plan


@dataclass(frozen=True)
class ItemCoverage:
    """What one plan has on one item; `city` is what its municipality is called here."""

    city: str
    plan: Plan
    item: NationalPlanItem
    matches: tuple[ItemMatch, ...]

    @property
    def has_measure(self) -> bool:
        """Whether a measure or initiative is marked for the item or named after it."""
        return any(match.source is not ItemSource.MENTIONED for match in self.matches)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of its measures on the item, each once."""
        by_code: dict[str, Indicator] = {}
        for match in self.matches:
            for indicator in match.indicators(self.plan, self.item):
                by_code[indicator.code] = indicator
        return tuple(by_code.values())

    @property
    def sets_kpi(self) -> bool:
        return any(indicator.official for indicator in self.indicators)

    @property
    def period(self) -> ItemPeriod:
        entries = chain.from_iterable(match.schedule for match in self.matches)
        return schedule_period(entries)


@dataclass(frozen=True)
class ItemRow:
    """An item with what each of the plans has on it, in the order of the plans."""

    item: NationalPlanItem
    plans: tuple[ItemCoverage, ...]

    @property
    def in_every_plan(self) -> bool:
        return all(coverage.has_measure for coverage in self.plans)

    @property
    def only_city(self) -> str | None:
        """The one city that has a measure on it; None where none or several have."""
        cities = [coverage.city for coverage in self.plans if coverage.has_measure]
        return cities[0] if len(cities) == 1 else None


def item_rows(named_plans: Sequence[tuple[str, Plan]]) -> tuple[ItemRow, ...]:
    """Each item to compare by with what each plan, called by the name beside it, has on it."""
    items = compared_items([plan for _name, plan in named_plans])
    return tuple(_item_row(item, named_plans) for item in items)


def items_of_one_city(
    rows: Iterable[ItemRow],
) -> dict[str, tuple[NationalPlanItem, ...]]:
    """By city, the items on which it alone has a measure."""
    items: dict[str, tuple[NationalPlanItem, ...]] = {}
    for row in rows:
        if row.only_city is not None:
            items[row.only_city] = (*items.get(row.only_city, ()), row.item)
    return items


def _item_row(
    item: NationalPlanItem, named_plans: Iterable[tuple[str, Plan]]
) -> ItemRow:
    coverages = [
        ItemCoverage(name, plan, item, item_matches(plan, item))
        for name, plan in named_plans
    ]
    return ItemRow(item, tuple(coverages))

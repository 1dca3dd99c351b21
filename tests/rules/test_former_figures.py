"""The figures that an indicator had in the plans before."""

from decimal import Decimal

from dxkpi.plan import Indicator
from dxkpi.plan.linked_plans import FormerCourse
from dxkpi.rules.former_figures import former_figures
from tests.support.indicators import baseline, indicator, target

OWN = indicator({2026: "66"}, baseline=baseline("64.4"), target=target("reach", "75"))


def course(former: Indicator, because: str | None = None) -> FormerCourse:
    return FormerCourse("前の計画", former, because)


def test_the_years_before_the_own_first_one_are_the_former_ones() -> None:
    former = indicator({2023: 60, 2024: 62, 2025: 65}, baseline=baseline(58, 2022))
    [part] = former_figures(OWN, [course(former)])
    assert part.known == {2022: Decimal(58), 2023: Decimal(60), 2024: Decimal(62)}
    assert (part.next_year, part.last_year) == (2025, 2024)


def test_the_parts_come_oldest_first_and_each_ends_where_the_next_begins() -> None:
    second = indicator({2020: 50, 2024: 62})
    first = indicator({2017: 40, 2020: 49, 2021: 55})
    parts = former_figures(OWN, [course(second), course(first, "設問の変更")])
    assert [dict(part.known) for part in parts] == [
        {2017: Decimal(40)},
        {2020: Decimal(50), 2024: Decimal(62)},
    ]
    assert [part.next_year for part in parts] == [2020, 2025]


def test_a_plan_without_figures_before_is_passed_over() -> None:
    assert former_figures(OWN, [course(indicator({2026: 1}))]) == ()
    assert former_figures(OWN, []) == ()


def test_an_indicator_without_own_figures_shows_all_the_former_ones() -> None:
    own = indicator({}, target=target("reach", 75))
    [part] = former_figures(own, [course(indicator({2023: 60}))])
    assert (dict(part.known), part.next_year) == ({2023: Decimal(60)}, 2024)


def test_a_total_begins_anew() -> None:
    own = indicator({}, aggregation="annual", target=target("total", 75, since=2026))
    former = indicator({2023: 60}, aggregation="annual")
    assert former_figures(own, [course(former)]) == ()

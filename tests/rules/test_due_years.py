"""Which year of a plan is looked at first."""

import pytest

from dxkpi.plan import Plan, UnconfirmedActual
from dxkpi.rules import default_year
from tests.support.indicators import indicator, target


@pytest.mark.parametrize(
    ("code", "last_closed", "year"),
    [
        ("999997", 2025, 2025),  # the last year with figures
        ("999997", 2026, 2025),  # nothing is known of the next one yet
        ("472123", 2025, 2026),  # it has begun, and its first figure is not due
        ("472123", 2024, 2024),  # it is still to begin: its last figure
        ("052116", 2025, 2026),
        ("422096", 2025, 2026),  # made at the end of R7
        ("452068", 2025, 2025),  # over without a figure: its targets' year
        ("412091", 2025, 2025),  # the target that has passed, not the last figure
        ("412091", 2024, 2024),
    ],
)
def test_the_first_year_shown_is_the_last_that_the_plan_in_force_speaks_of(
    shipped_plans: dict[str, Plan], code: str, last_closed: int, year: int
) -> None:
    assert default_year(shipped_plans[code], last_closed) == year


@pytest.mark.parametrize(("waiting", "year"), [(1, 2025), (2, 2024)])
def test_a_year_of_which_most_waits_to_be_confirmed_is_not_shown_first(
    sample_plan: Plan, waiting: int, year: int
) -> None:
    known = indicator({2024: 20, 2025: 30}, target=target("keep", 20))
    held = known.model_copy(
        update={
            "actuals": (known.actuals[0], UnconfirmedActual(fiscal_year=2025)),
        }
    )
    members = (known, *[held] * waiting)
    plan = sample_plan.model_copy(update={"indicators": members})
    assert default_year(plan, last_closed=2025) == year


def test_the_first_year_shown_is_one_of_the_plan_even_before_it_begins(
    sample_plan: Plan,
) -> None:
    about = sample_plan.about.model_copy(
        update={"first_fiscal_year": 2027, "last_fiscal_year": 2030}
    )
    early = indicator({2027: 30}, target=target("keep", 20))
    ahead = sample_plan.model_copy(update={"about": about, "indicators": (early,)})
    assert default_year(ahead, last_closed=2025) in ahead.fiscal_years

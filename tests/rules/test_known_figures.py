"""Which figures are known by a year."""

from decimal import Decimal

from dxkpi.plan import Actual
from dxkpi.rules.known_figures import known_figures
from tests.support.realisation import realisation_rate


def test_approximate_figures_count_and_an_actual_stands_before_the_baseline_of_its_year() -> (
    None
):
    about = Actual(fiscal_year=2023, value=Decimal("60.5"), approximate=True)
    found = realisation_rate({2022: "59.0", 2024: "62.8"}).model_copy(
        update={"actuals": (Actual(fiscal_year=2022, value=Decimal(59)), about)}
    )
    assert known_figures(found, 2025) == {2022: Decimal(59), 2023: Decimal("60.5")}

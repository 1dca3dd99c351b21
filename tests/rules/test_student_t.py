"""Student's t beside the tables of textbooks and beside scipy."""

import pytest
from scipy import stats

from dxkpi.rules.student_t import student_probability, student_quantile

PRINTED = {1: 3.078, 2: 1.886, 3: 1.638, 4: 1.533, 10: 1.372, 29: 1.311, 30: 1.310}


@pytest.mark.parametrize("freedom", PRINTED)
def test_the_quantile_is_the_one_that_tables_print(freedom: int) -> None:
    assert round(student_quantile(0.9, freedom), 3) == PRINTED[freedom]


@pytest.mark.parametrize("freedom", [*range(1, 41), 100])
def test_both_directions_agree_with_scipy(freedom: int) -> None:
    quantile = student_quantile(0.9, freedom)
    assert quantile == pytest.approx(stats.t.ppf(0.9, freedom), rel=1e-9)
    for t in (-40.0, -1.5, 0.0, 0.3, 2.0, 12.0):
        expected = stats.t.cdf(t, freedom)
        assert student_probability(t, freedom) == pytest.approx(expected, abs=1e-12)

"""Labels that do not sit on each other."""

from itertools import pairwise

import pytest

from dxkpi.charts.label_spacing import pushed_apart


@pytest.mark.parametrize(
    "wanted",
    [[], [5.0], [10.0, 10.0, 10.0], [100.0, 0.0, 95.0, 90.0], [0.0, 30.0, 31.0, 60.0]],
)
def test_pushed_labels_keep_order_and_move_as_little_as_they_can(
    wanted: list[float],
) -> None:
    placed = pushed_apart(wanted)
    assert sum(placed) == pytest.approx(sum(wanted))
    in_order = [placed[i] for i in sorted(range(len(wanted)), key=lambda i: wanted[i])]
    assert all(b - a >= 20 - 1e-9 for a, b in pairwise(in_order))

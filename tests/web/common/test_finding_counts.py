"""How many findings there are of a kind, in words."""

import pytest

from dxkpi.web.common.finding_counts import holds_badge, what_is_left_text


@pytest.mark.parametrize(
    ("errors", "holds", "text"),
    [
        (0, 0, ""),
        (1, 0, "1 place is left to mend."),
        (0, 2, "2 places are left to confirm."),
        (2, 1, "2 places are left to mend. 1 place is left to confirm."),
    ],
)
def test_what_is_left_is_told_by_kind(errors: int, holds: int, text: str) -> None:
    assert what_is_left_text(errors, holds) == text


def test_the_badge_of_holds_tells_when_all_are_confirmed() -> None:
    assert holds_badge(2) == ":yellow-badge[△ 2 to confirm]"
    assert holds_badge(0) == ":blue-badge[◎ confirmed]"

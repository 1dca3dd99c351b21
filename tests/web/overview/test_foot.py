"""The foot of the page."""

from datetime import UTC, datetime

from dxkpi import fiscal
from tests.support.apptest import Open


def test_the_foot_says_as_of_when_in_japan_how_complete_and_from_where(
    visit: Open,
) -> None:
    assert (
        fiscal.moment_label(datetime(2026, 5, 20, 15, 5, tzinfo=UTC))
        == "令和8年5月21日 0時05分"
    )
    foot = visit("overview", city="999997", year="2025").main.caption[-1].value
    assert (
        "現在。令和7年度の実績22件のうち20件が登録済みです（未登録2件）。出典：見本市DX推進計画"
        in foot
    )

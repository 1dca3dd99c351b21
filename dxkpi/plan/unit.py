"""Which units make a figure a share of a whole, however the plan prints them."""

from decimal import Decimal

from dxkpi.text.folding import without_spaces

PERCENT_WHOLE = Decimal(100)

_WHOLES = {
    "%": PERCENT_WHOLE,
    "パーセント": PERCENT_WHOLE,
    "割": Decimal(10),
}


def share_whole(unit: str) -> Decimal | None:
    """The whole of a share: 100 for %, ％ and パーセント, 10 for 割; None for other units."""
    return _WHOLES.get(without_spaces(unit))

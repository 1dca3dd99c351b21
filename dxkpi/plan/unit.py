"""The unit of an indicator: whether its figures are shares of a whole, however the plan prints it."""

from decimal import Decimal

from dxkpi.text.folding import without_spaces

PERCENT_WHOLE = Decimal(100)

_WHOLES = {
    "%": PERCENT_WHOLE,
    "パーセント": PERCENT_WHOLE,
    "割": Decimal(10),
}


def share_whole(unit: str) -> Decimal | None:
    """The whole in the unit of a share: 100 for %, ％ and パーセント, 10 for 割; None for any other unit."""
    return _WHOLES.get(without_spaces(unit))

"""How likely a target is, in steps that a person can hold in mind.

A chance of 7% that comes of four figures is no more than 1割未満. The bounds are of whole
per cents, as the figure beside the word is printed.
"""

from decimal import Decimal
from enum import StrEnum

from dxkpi.text.rounding import round_half_up


class Chance(StrEnum):
    """From almost certain to less than one in ten."""

    ALMOST_CERTAIN = "almost_certain"
    LIKELY = "likely"
    EVEN = "even"
    ONE_IN_THREE = "one_in_three"
    LITTLE = "little"
    HARDLY = "hardly"


class Prospect(StrEnum):
    """Where it leads, if things go on so."""

    REACHED = "reached"
    OPEN = "open"
    NOT_REACHED = "not_reached"


_PROSPECTS = {
    Chance.ALMOST_CERTAIN: Prospect.REACHED,
    Chance.LIKELY: Prospect.REACHED,
    Chance.EVEN: Prospect.OPEN,
    Chance.ONE_IN_THREE: Prospect.OPEN,
    Chance.LITTLE: Prospect.NOT_REACHED,
    Chance.HARDLY: Prospect.NOT_REACHED,
}

_LEAST_PERCENT = {
    Chance.ALMOST_CERTAIN: 95,
    Chance.LIKELY: 60,
    Chance.EVEN: 40,
    Chance.ONE_IN_THREE: 25,
    Chance.LITTLE: 10,
}


def whole_percent(share: Decimal) -> int:
    """A chance of 0 to 1 in whole per cents."""
    return int(round_half_up(share * 100, 0))


def chance_of_share(share: Decimal) -> Chance:
    """The step of a chance of 0 to 1."""
    percent = whole_percent(share)
    for chance, least in _LEAST_PERCENT.items():
        if percent >= least:
            return chance
    return Chance.HARDLY


def prospect_of_share(share: Decimal) -> Prospect:
    """Whether a target will be reached with a chance of 0 to 1, or not, or is open."""
    return _PROSPECTS[chance_of_share(share)]

"""Which state of a city's figures somebody sees."""

from dataclasses import dataclass
from enum import StrEnum


class SeenState(StrEnum):
    """What was released, what is final as well, or everything that was reported."""

    RELEASED = "released"
    CONFIRMED = "confirmed"
    REPORTED = "reported"


@dataclass(frozen=True)
class CitySight:
    """What somebody sees of every city, and of some where it is more."""

    everywhere: SeenState = SeenState.RELEASED
    in_cities: frozenset[tuple[str, SeenState]] = frozenset()

    def of(self, city: str) -> SeenState:
        """What he sees of a city."""
        for code, state in self.in_cities:
            if code == city:
                return state
        return self.everywhere


ALL_REPORTED = CitySight(SeenState.REPORTED)
ONLY_RELEASED = CitySight(SeenState.RELEASED)

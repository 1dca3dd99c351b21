"""What is remembered of the last write to a store, by all that use it in a process."""

from dataclasses import dataclass
from typing import NamedTuple

from dxkpi.plan import Municipality, Plan
from dxkpi.store.revisions import Revision


class KnownRevision(NamedTuple):
    """The last write as it was known at a moment of the store's clock."""

    revision: Revision
    known_at: float


class PlanAfterReturn(NamedTuple):
    """A plan after a return was registered: the next return will be of the same plan."""

    plan: Plan
    last_change: Revision


class CitiesAsOf(NamedTuple):
    """The cities that were read since a write; None: one that has no plan."""

    revision: Revision
    cities: dict[str, Municipality | None]


@dataclass
class LastWrite:
    """The last write as far as it is known, and the plan that it left. One who was slower
    than another takes nothing back that the other knows.
    """

    known: KnownRevision | None = None
    after_return: PlanAfterReturn | None = None
    read_cities: CitiesAsOf | None = None

    def forget(self) -> None:
        """Remember nothing: the store was changed as a whole."""
        self.known = self.after_return = self.read_cities = None

    def cities_as_of(self, revision: Revision) -> dict[str, Municipality | None]:
        """The cities that were read since this write, which is the last one."""
        read = self.read_cities
        if read is None or read.revision != revision:
            read = self.read_cities = CitiesAsOf(revision, {})
        return read.cities

    def note_answer(self, revision: Revision, asked_at: float, now: float) -> Revision:
        """Take notice of what the database answered to who asked at a moment; the last
        write as it is known then.
        """
        known = self.known
        if known is not None and known.known_at > asked_at:
            return known.revision
        self.known = KnownRevision(revision, now)
        return revision

    def note_write(self, revision: Revision, now: float, plan: Plan | None) -> None:
        """Take notice of a write; `plan` is the one that a return changed, as it is now."""
        known = self.known
        if known is None or known.revision.number <= revision.number:
            self.known = KnownRevision(revision, now)
        self.after_return = None if plan is None else PlanAfterReturn(plan, revision)

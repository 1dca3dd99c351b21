"""A store that is open: for whom, how it is asked, and what was last written to it.

The last revision is what caches are keyed by; it is asked for at most once a second.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection

from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.staff_survey import USUAL_GROUP
from dxkpi.store.engine import connect, engine_within, read_connection
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.last_write import LastWrite
from dxkpi.store.reach import EVERY_CITY, CityReach
from dxkpi.store.revisions import Revision, last_revision

REVISION_SECONDS = 1.0
"""For how long the last revision is taken as known."""

P = ParamSpec("P")
T = TypeVar("T")


class OpenedStore:
    """The connections to a database, and the cities that whoever uses them reaches.

    `clock` counts seconds; it decides when the last revision is asked for again.
    `smallest_group` is the number of answers of which fewer would tell single people's.
    `reach` says of which cities it reads and writes; those of everybody's requests are
    narrowed by `within`.
    """

    def __init__(
        self,
        url: str,
        clock: Callable[[], float] = time.monotonic,
        smallest_group: int = USUAL_GROUP,
    ) -> None:
        self.reach = EVERY_CITY
        self.engine = engine_within(connect(url), self.reach)
        self.smallest_group = smallest_group
        self.clock = clock
        self.last_write = LastWrite()

    def within(self, reach: CityReach) -> Self:
        """The same store for whoever reaches no more than some cities."""
        narrowed = copy(self)
        narrowed.reach = reach
        narrowed.engine = engine_within(self.engine, reach)
        return narrowed

    def revision(self) -> Revision:
        """The last write, as it was a second ago at most.

        Writes through this object are seen at once.
        """
        now = self.clock()
        known = self.last_write.known
        if known is not None and now - known.known_at <= REVISION_SECONDS:
            return known.revision
        return self.last_write.note_answer(self._ask(last_revision), now, self.clock())

    def remember_write(self, revision: Revision, plan: Plan | None = None) -> None:
        """Take notice of a write through this store.

        `plan` is the one that a return changed, as it is now.
        """
        self.last_write.note_write(revision, self.clock(), plan)

    def _ask_of(
        self,
        plan: PlanKey,
        question: Callable[Concatenate[Connection, PlanKey, P], T],
        *details: P.args,
        **named: P.kwargs,
    ) -> T:
        """Ask for what is of a plan, whose city must be within reach.

        Raises `StoreError` (UNREADABLE) where no value can be made of what is stored.
        """
        self.reach.check([plan.city])
        with unreadable_named([plan]):
            return self._answer(question, plan, *details, **named)

    def _ask(
        self,
        question: Callable[Concatenate[Connection, P], T],
        *details: P.args,
        **named: P.kwargs,
    ) -> T:
        """Ask for what is of no single plan. Raises `StoreError` as `_ask_of` does."""
        with unreadable_named([]):
            return self._answer(question, *details, **named)

    def _answer(
        self,
        question: Callable[Concatenate[Connection, P], T],
        *details: P.args,
        **named: P.kwargs,
    ) -> T:
        """What the database answers; asked once more if it had dropped the connection in
        the meantime.
        """
        try:
            with read_connection(self.engine) as connection:
                return question(connection, *details, **named)
        except StoreError as error:
            if not error.connection_lost:
                raise
        with read_connection(self.engine) as connection:
            return question(connection, *details, **named)


@contextmanager
def unreadable_named(plans: Iterable[PlanKey]) -> Iterator[None]:
    """Where no value can be made of what is stored: `StoreError` with the plans that it is
    of.
    """
    try:
        yield
    except (ValueError, LookupError, ArithmeticError) as error:
        names = ", ".join(map(str, plans))
        fault = StoreFault.UNREADABLE if names else StoreFault.ROW_UNREADABLE
        raise StoreError(fault, plans=names) from error

"""A store that is open: for whom, and how it is asked."""

import time
from collections.abc import Callable
from copy import copy
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Connection

from dxkpi.plan import PlanKey
from dxkpi.plan.staff_survey import USUAL_GROUP
from dxkpi.store.engine import connect, engine_within, read_connection
from dxkpi.store.errors import StoreError, StoreFault
from dxkpi.store.last_write import LastWrite
from dxkpi.store.reach import EVERY_CITY, CityReach

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
        try:
            return self._ask(question, plan, *details, **named)
        except (ValueError, LookupError, ArithmeticError) as error:
            raise StoreError(StoreFault.UNREADABLE, plans=str(plan)) from error

    def _ask(
        self,
        question: Callable[Concatenate[Connection, P], T],
        *details: P.args,
        **named: P.kwargs,
    ) -> T:
        """Ask the database; once more if it had dropped the connection in the meantime."""
        try:
            with read_connection(self.engine) as connection:
                return question(connection, *details, **named)
        except StoreError as error:
            if not error.connection_lost:
                raise
        with read_connection(self.engine) as connection:
            return question(connection, *details, **named)

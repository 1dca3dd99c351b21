"""Which cities whoever uses the store reaches: kept apart by the database itself.

On PostgreSQL every table that belongs to a city is under a policy of row-level security
(migration 0029). It compares with the setting `dxkpi.cities`, which each transaction gets
at its begin (`dxkpi.store.engine`) and loses at its end, also where several programs share
a connection. So a forgotten WHERE gives rows of one's own cities and none of another's,
and such a row can be neither added nor changed.

- What is set: the codes of cities; `*` for every city (command line, migrations, a house
  without sign-in); a word that is no code for whoever belongs to none. Where nothing is
  set there is no row: what forgets to say who it is gets nothing.
- A row belongs to the city of its plan, which stands in `plan` alone: policies of other
  tables ask for the parent row, as the references do. A code in each row would be quicker
  to compare and one more thing to keep right; measured, it is not needed.
- A write belongs to the cities of which it left an entry in the chain of changes, and to
  those of the accounts that it changed (migration 0032). Its number and moment are
  everybody's: `dxkpi.store.revisions` reads those, and adds new writes, as who reaches
  every city.
- Everybody reads which cities and plans there are and what was released of them, and
  changes neither. What is in no city (`SHARED`) is under no policy.
- Numbers of new rows are above those of all cities: `dxkpi.store.rows` asks for the last
  one as who reaches every city, and for nothing else.
- The owner of the tables is under the policies too (FORCE), because that is whom the
  program connects as. A superuser, and a role with BYPASSRLS, is not: `dxkpi serve` says
  so. It is no guard against somebody who has the database's password.

SQLite has no such thing. There, and on PostgreSQL before it is asked, `CityReach.check` refuses
what is of a plan out of reach: in `OpenedStore` for every question, in
`dxkpi.store.writing` for every write. So both give the same answers. What is asked for by a
receipt number is unknown there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dxkpi.store.errors import StoreError, StoreFault

SETTING = "dxkpi.cities"

_EVERY = "*"
_NONE = "none"


@dataclass(frozen=True)
class CityReach:
    """The cities whose rows may be read and written; `codes` None: those of every city."""

    codes: frozenset[str] | None

    @property
    def is_everywhere(self) -> bool:
        return self.codes is None

    def holds(self, city: str) -> bool:
        """Whether a city is among them."""
        return self.codes is None or city in self.codes

    def check(self, cities: Iterable[str]) -> None:
        """Raises `StoreError` where one of the cities is not among them."""
        if not all(self.holds(city) for city in cities):
            raise StoreError(StoreFault.OUT_OF_REACH)

    def check_is_everywhere(self) -> None:
        """Raises `StoreError` where any city would be left out of what is done to all."""
        if not self.is_everywhere:
            raise StoreError(StoreFault.OUT_OF_REACH)

    @property
    def setting(self) -> str:
        """The same as the policies compare with it; what is no code stays out."""
        if self.codes is None:
            return _EVERY
        codes = [code for code in sorted(self.codes) if _is_code(code)]
        return ",".join(codes) or _NONE


EVERY_CITY = CityReach(None)

NO_CITY = CityReach(frozenset())
"""Whoever belongs to no city, a visitor: only what everybody reads."""

READ_BY_ALL = {
    "municipality": "Everybody chooses among the cities, and reads how each is graded.",
    "plan": "Everybody chooses among the plans, and what was released is found by them.",
    "release": "What was released is public.",
}
"""Tables that everybody reads, and only who reaches the city changes; with the reason."""

SHARED = {
    "chain_end": "It is of the whole store: the last write, whichever city it was to.",
    "account": "Who somebody is must be known before his cities are; he may have several.",
    "membership": "It says which cities an account reaches.",
    "account_change": "It tells of accounts, which are of no single city.",
    "password": "It is asked for before anybody is known.",
    "sign_in": "It says whose browser it is, before anybody is known.",
    "sign_in_failure": "It is about nobody: subjects share its rows.",
    "invitation": "It is asked for before anybody is known.",
}
"""Tables under no policy, with the reason."""


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdigit()

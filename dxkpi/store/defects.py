"""What verifying a store can find wrong: a kind, where it is, and facts.

The sentences are in `dxkpi.wording.verification`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from dxkpi.store.raw_rows import Content, RowSource, raw_rows
from dxkpi.store.tables import ACCOUNT, INDICATOR, MUNICIPALITY, PLAN


class DefectKind(StrEnum):
    """What is wrong."""

    DATABASE = "database"  # detail: what the database itself says
    REFERENCE = "reference"  # detail: the table whose rows lack what they refer to
    UNSEALED = "unsealed"  # a change without a hash
    CHANGE_ALTERED = "change_altered"
    CHANGES_MISSING = "changes_missing"  # up to `last`
    LAST_MISSING = "last_missing"  # up to `last`
    ENTRY_ALTERED = "entry_altered"
    ENTRY_EMPTIED = "entry_emptied"
    HASH_UNKNOWN = "hash_unknown"  # a hash that was noted elsewhere
    ALTERED = "altered"  # a field now and as it was recorded
    ADDED = "added"
    DELETED = "deleted"
    UNREADABLE = "unreadable"  # a field of which no value can be made
    PLAN_UNREADABLE = "plan_unreadable"
    ORIGINAL_ALTERED = "original_altered"
    ORIGINAL_MISSING = "original_missing"
    RELEASE_ALTERED = "release_altered"


@dataclass(frozen=True)
class StoredPlace:
    """Where something is kept, in the plan's own names.

    `table` is the store's, `name` the indicator, the measure, the account or the number
    of what stands there; `figure` tells which figure of the indicator it is.
    """

    table: str
    city: str | None = None
    city_name: str | None = None
    plan: str | None = None
    name: str | None = None
    fiscal_year: int | None = None
    figure: str | None = None


@dataclass(frozen=True)
class StoreDefect:
    """Something wrong with a store; None where a fact does not belong to its kind."""

    kind: DefectKind
    place: StoredPlace | None = None
    revision: int | None = None
    last: int | None = None
    column: str | None = None
    now: Any = field(default=None, hash=False)
    recorded: Any = field(default=None, hash=False)
    detail: str | None = None


class PlaceNames:
    """What the rows of a store are about, in its plans' own names."""

    def __init__(self, connection: Connection) -> None:
        self._cities = _contents(connection, RowSource(MUNICIPALITY, "code"))
        self._plans = _contents(connection, RowSource(PLAN))
        self._indicators = _contents(connection, RowSource(INDICATOR))
        self._accounts = _contents(connection, RowSource(ACCOUNT))

    def place(self, table: str, content: Content) -> StoredPlace:
        """Where a row with this content stands."""
        if table == MUNICIPALITY.name:
            return self.of_city(str(content.get("code")))
        indicator = self._indicators.get(str(content.get("indicator_id")), {})
        plan_id = content.get("plan_id", indicator.get("plan_id"))
        plan = self._plans.get(str(plan_id), {})
        city = plan.get("municipality_code", content.get("city"))
        return StoredPlace(
            table,
            city=city,
            city_name=self._cities.get(str(city), {}).get("name"),
            plan=plan.get("title"),
            name=self._name(content, indicator),
            fiscal_year=content.get("fiscal_year"),
            figure=content.get("kind") if indicator else None,
        )

    def of_plan(self, plan_id: str, table: str, name: str | None = None) -> StoredPlace:
        """A part of a plan's wording, or the plan itself."""
        plan = self._plans.get(plan_id, {})
        city = plan.get("municipality_code")
        city_name = self._cities.get(str(city), {}).get("name")
        return StoredPlace(table, city, city_name, plan.get("title"), name)

    def of_city(self, city: str) -> StoredPlace:
        name = self._cities.get(city, {}).get("name")
        return StoredPlace(MUNICIPALITY.name, city, name)

    def _name(self, content: Content, indicator: Content) -> str | None:
        if indicator:
            return f"{indicator.get('code', '')} {indicator.get('name', '')}".strip()
        account = self._accounts.get(str(content.get("account_id")))
        if account is not None:
            return str(account.get("subject"))
        for words in _NAMING:
            parts = [str(content[word]) for word in words if word in content]
            if parts:
                return " ".join(parts)
        return None


_NAMING = (
    ("subject",),
    ("measure", "initiative", "label"),
    ("place", "initiative"),
    ("number",),
)
"""The columns that name a row where it is of no indicator, the first that hold anything."""


def _contents(connection: Connection, source: RowSource) -> Mapping[str, Content]:
    return {row.item: row.content for row in raw_rows(connection, source)}

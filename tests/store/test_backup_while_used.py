"""A backup taken while ten people register: restored elsewhere it is the store of one moment,
row by row.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any

from sqlalchemy import select

from dxkpi.store import Store, Submission, writing
from dxkpi.store.engine import read_connection
from dxkpi.store.tables import CHANGE_ENTRY, ORIGINAL, REVISION
from tests.support import databases
from tests.support.shipped_cities import key_of
from tests.support.stored import register_figures

CODES = [f"K{number:02}" for number in range(1, 11)]
ENOUGH = 5
"""So many returns are acknowledged before the backup begins."""


class TenPeople:
    """Ten who register figures of their own until they are told to end."""

    def __init__(self, url: str, city: str) -> None:
        self.url, self.city = url, city
        self.acknowledged: list[Submission] = []
        self.ended = Event()

    def register(self, code: str) -> None:
        store = Store(self.url)
        for value in count(1):
            if self.ended.is_set():
                break
            self.acknowledged.append(register_figures(store, self.city, {code: value}))
        store.close()


def rows_to(store: Store, last: int) -> dict[str, list[tuple[Any, ...]]]:
    """Every write up to one, with what it left, and the originals that it brought."""
    r, e = REVISION.c, CHANGE_ENTRY.c
    queries = {
        "writes": select(r.id, r.at, r.who, r.source, r.sha256).order_by(r.id),
        "entries": select(e.kind, e.item, e.recorded_in, e.salt, e.content, e.sha256),
        "originals": select(ORIGINAL.c.submission, ORIGINAL.c.content),
    }
    bounds = {"writes": r.id <= last, "entries": e.recorded_in <= last}
    found = {}
    with read_connection(store.engine) as connection:
        for name, query in queries.items():
            bounded = query.where(bounds[name]) if name in bounds else query
            rows = connection.execute(bounded).all()
            found[name] = sorted(tuple(map(_comparable, row)) for row in rows)
    return found


def _comparable(value: Any) -> str:
    return f"{value:%Y-%m-%d %H:%M:%S.%f}" if hasattr(value, "tzinfo") else repr(value)


def test_a_backup_while_ten_register_is_restored_elsewhere_row_by_row(
    store: Store, stores: databases.Prepared, city: str, tmp_path: Path
) -> None:
    file, people = tmp_path / "backup.sqlite3", TenPeople(store.url, city)
    with ThreadPoolExecutor(len(CODES)) as pool:
        writers = [pool.submit(people.register, code) for code in CODES]
        while len(people.acknowledged) < ENOUGH and not any(w.done() for w in writers):
            time.sleep(0.05)
        before = list(people.acknowledged)
        contents = store.back_up(file)
        people.ended.set()
        for writer in writers:
            writer.result()

    elsewhere = Store(stores.system.create())
    restored = writing.restore_store(elsewhere, file, "管理者")
    assert restored.former is None
    last = contents.revision.number
    assert len(before) >= ENOUGH
    assert {each.number for each in before} <= {
        each.number for each in elsewhere.submissions(key_of(city))
    }
    of_store, of_copy = rows_to(store, last), rows_to(elsewhere, last)
    assert of_copy["writes"] == of_store["writes"]
    assert of_copy["entries"] == of_store["entries"]
    assert set(of_copy["originals"]) <= set(of_store["originals"])
    assert len(of_copy["originals"]) == contents.originals
    assert elsewhere.plan(key_of(city)) == store.plan_at(key_of(city), last)
    assert store.verify().is_sound
    assert elsewhere.verify().is_sound
    elsewhere.close()

"""A store into which everything was written that there is to write, for tests."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from dxkpi import fiscal
from dxkpi.plan import BarState
from dxkpi.plan.round import Round
from dxkpi.store import (
    HeldReturn,
    NewRemark,
    OriginalFile,
    ReleaseDraft,
    Role,
    SeenItem,
    Store,
    account_writing,
    sign_ins,
    writing,
)
from tests.support import databases
from tests.support.accounts import ANY_DAY, MANAGING, granted
from tests.support.decided import GUIDE
from tests.support.registered_surveys import registered
from tests.support.shipped_cities import key_of
from tests.support.stored import entry_progress, plan_with_indicator, register_figures


def write_everything(store: Store, city: str) -> None:
    """One write of each kind, into a store with the plan of a city."""
    key = key_of(city)
    granted(store, "sato", Role.ADMIN, city)
    granted(store, "tanaka", Role.REPORTER, city, "人事課")
    account_writing.disable_account(
        store, "tanaka", "管理者", "typed", ANY_DAY, managing=MANAGING
    )
    register_figures(store, city, {"K01": 5}, {0: entry_progress(BarState.DONE)})
    made = register_figures(store, city, {"K01": 6})
    writing.withdraw_return(store, made.number, "田中", "誤り")
    writing.change_decision(store, key, None, GUIDE, "鈴木", "typed")
    opened = Round(fiscal_year=2026, deadline=date(2027, 4, 30))
    writing.change_round(store, key, 2026, lambda _: opened, "鈴木", "typed")
    changes = store.review(key, 2026).changed_in
    first, *_others = [(item, n) for (item, year), n in changes.items() if year == 2026]
    confirmed = [SeenItem(first[0], 2026, first[1])]
    remarks = [NewRemark(first[0], "単位は千円か", "value")]
    review = (store, key, 2026, confirmed, remarks, "鈴木", "typed")
    writing.record_review(*review)
    writing.answer_remark(store, key, 1, "千円です", "佐藤", "typed")
    [seen] = [one for one in store.listed_plans() if one.key == key]
    draft = ReleaseDraft(key, 2025, '{"figures": []}')
    writing.release_year(store, draft, seen.revision, "鈴木", "typed")
    registered(store, city)
    plan = store.plan(key)
    assert plan is not None
    renamed = plan_with_indicator(plan, "K01", name="手続の電子化")
    writing.save_plans(store, [renamed], "鈴木", "plan.yaml")
    hold(store, city, "first.xlsx")
    taken_back = hold(store, city, "second.xlsx")
    writing.withdraw_return(store, taken_back, "佐藤", "別の様式")
    _choose_password(store, "sato")


def hold(store: Store, city: str, file: str) -> int:
    """The number of a return that waits to be confirmed."""
    original = OriginalFile(file, file.encode())
    held = HeldReturn(key_of(city), 2025, "人事課", original)
    return writing.hold_return(store, held, "佐藤").number


def _choose_password(store: Store, subject: str) -> None:
    now, code = fiscal.now(), "0" * 64
    expires = now + timedelta(days=1)
    account_writing.invite_account(store, subject, code, expires, "管理者", "typed")
    assert sign_ins.accept_invitation(store, code, "$argon2id$hash", now, 1)


def tamper(store: Store, *statements: str) -> None:
    """Change a store past the program, without its constraints where need be."""
    if store.engine_name == "sqlite":
        file = databases.sqlite_path(store.url)
        _tamper_with_file(file, statements)
        return
    superuser = make_url(store.url).set(username="postgres")
    engine = create_engine(superuser, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("set local session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))


def _tamper_with_file(file: Path, statements: tuple[str, ...]) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(file)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()

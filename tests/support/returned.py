"""Returns in the store that the pages of a test use: handed in, kept waiting,
withdrawn.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

from dxkpi import actions
from dxkpi.actions import Actor, Identification
from dxkpi.actions.returns import make_registration
from dxkpi.plan import Actual, Missing, Progress
from dxkpi.returns import CheckedReturn, ReturnForm
from dxkpi.rules import EntryKey
from dxkpi.store import TYPED, HeldReturn, OriginalFile, Store, Submission, writing
from tests.support.shipped_cities import key_of

TODAY = date(2026, 11, 21)
Figures = Mapping[str, Decimal | int | Missing | Actual | None]


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{path}")
    try:
        yield store
    finally:
        store.close()


def person(name: str) -> Actor:
    """Somebody who typed his name."""
    return Actor(name, Identification.TYPED)


def put_on_record(
    store: Store,
    checked: CheckedReturn,
    who: str,
    file: str | None = None,
    content: bytes | None = None,
    source: str = TYPED,
    correction: str | None = None,
) -> Submission:
    """Register a checked return in an open store; without a file it was typed on the
    screen.
    """
    original = None
    if file is not None and content is not None:
        original = OriginalFile(file, content)
    registration = make_registration(checked, original, source, correction)
    return writing.register_return(store, registration, who)


def hold(
    store: Store, form: ReturnForm, who: str, file: str, content: bytes
) -> Submission:
    """Keep a file of a form to be confirmed in an open store."""
    original = OriginalFile(file, content)
    city = form.plan.municipality.code
    held = HeldReturn(key_of(city), form.fiscal_year, form.department, original)
    return writing.hold_return(store, held, who)


def actual(year: int, said: Decimal | int | Missing | Actual) -> Actual:
    if isinstance(said, Actual):
        return said
    return (
        Actual(fiscal_year=year, missing=said)
        if isinstance(said, Missing)
        else Actual(fiscal_year=year, value=Decimal(said))
    )


def answer(
    store: Store,
    city: str,
    year: int,
    department: str | None,
    figures: Figures,
    progress: Mapping[EntryKey, Progress] | None = None,
) -> CheckedReturn:
    """An answer that changes these figures of the department's form."""
    form = actions.return_form(store, key_of(city), year, department, TODAY)
    actuals = {
        code: actual(year, said) for code, said in figures.items() if said is not None
    }
    return CheckedReturn(form, (), (), actuals, dict(progress or {}))


def register(
    path: Path,
    city: str,
    year: int,
    department: str | None,
    figures: Figures,
    *,
    who: str = "佐藤",
    file: str | None = "実績様式.xlsx",
    content: bytes | None = None,
    progress: Mapping[EntryKey, Progress] | None = None,
) -> Submission:
    """A registered return; without a file it was typed on the screen."""
    with opened(path) as store:
        checked = answer(store, city, year, department, figures, progress)
        kept = (content or f"{file}{department}{figures}".encode()) if file else None
        return put_on_record(store, checked, who, file, kept)


def leave(
    path: Path,
    city: str,
    year: int,
    department: str | None,
    *,
    file: str = "確認待ち.xlsx",
) -> Submission:
    """A return that waits to be confirmed."""
    with opened(path) as store:
        form = actions.return_form(store, key_of(city), year, department, TODAY)
        return hold(store, form, "鈴木", file, f"{file}{department}".encode())


def withdraw(path: Path, number: int, reason: str = "年度を間違えた") -> Submission:
    with opened(path) as store:
        return writing.withdraw_return(store, number, "事務局 田中", reason).submission

"""What tests share: the shipped plans, real databases, English messages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dxkpi import i18n
from dxkpi.plan import Plan, document
from dxkpi.store import Store
from tests import databases

PLANS = sorted((Path(__file__).parent.parent / "data" / "plans").glob("*.yaml"))


@pytest.fixture(autouse=True)
def _speaking_english() -> None:
    i18n.use("en")


@pytest.fixture(scope="session")
def shipped_plans() -> dict[str, Plan]:
    """The five cities and 見本市, by municipal code."""
    plans = [document.read(path) for path in PLANS]
    return {plan.municipality.code: plan for plan in plans}


@pytest.fixture(scope="session")
def sample_plan(shipped_plans: dict[str, Plan]) -> Plan:
    """見本市, which is invented and holds every rule, status and difficulty."""
    return next(plan for plan in shipped_plans.values() if plan.municipality.fictional)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, shipped_plans: dict[str, Plan]) -> Path:
    """A SQLite file with all shipped plans, to be copied."""
    path = tmp_path_factory.mktemp("filled") / "store.sqlite3"
    store = Store(f"sqlite:///{path}")
    store.migrate()
    store.save(list(shipped_plans.values()), "tester", "shipped")
    store.close()
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    with databases.postgresql() as new:
        yield new


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new store, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return databases.sqlite(tmp_path)
    new: Callable[[], str] = request.getfixturevalue("postgresql")
    return new()

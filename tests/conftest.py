"""What tests share: the shipped plans, real databases, a running server and a browser, English messages."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest
import streamlit as st
from playwright.sync_api import Browser
from sqlalchemy import Connection, Engine, event
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from dxkpi.plan import Indicator, Plan, document
from dxkpi.plan.sight import ALL_REPORTED
from dxkpi.settings import settings
from dxkpi.store import Store
from dxkpi.web.sign_in.person import LOCAL, USER_KEY, header_text
from dxkpi.web.sign_in.sight import see
from tests.support import databases, running
from tests.support.apptest import MAIN, KeepOnly, Open
from tests.support.returned import TODAY
from tests.support.speaking import speak

hypothesis.settings.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("any machine")
"""How long an example takes says how busy the machine is, and nothing of the code."""

PLANS = sorted((Path(__file__).parent.parent / "data" / "plans").glob("*.yaml"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, then those of many tests: a worker gets whole files, in this
    order, and none is left with a long one while the others have nothing more to do.
    """
    sizes = Counter(item.path for item in items)
    long_files = {item.path for item in items if _is_long(item)}
    items.sort(key=lambda item: (item.path not in long_files, -sizes[item.path]))


def _is_long(item: pytest.Item) -> bool:
    """Whether a test takes seconds: those of a browser, and of programs that are killed."""
    is_of_browser = item.get_closest_marker("browser") is not None
    return is_of_browser or item.path.stem.endswith("_killed")


@pytest.fixture(autouse=True)
def _speaking_english() -> None:
    speak("en")


@pytest.fixture(autouse=True)
def _seeing_everything() -> None:
    """What a test makes outside of a page's run it makes for somebody who sees everything."""
    see(ALL_REPORTED)


@pytest.fixture(autouse=True, scope="session")
def _component_manifests_scanned_once() -> Iterator[None]:
    """Every AppTest would look through all installed packages again: half of a page's time."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture(autouse=True, scope="session")
def _statements_compiled_once() -> Iterator[None]:
    """Every store would compile each statement again: a third of the time of tests that
    read plans.
    """
    compiled = databases.CompiledStatements(capacity=500)

    def _share(connection: Connection) -> None:
        connection.execution_options(compiled_cache=compiled)

    event.listen(Engine, "engine_connect", _share)
    yield
    event.remove(Engine, "engine_connect", _share)


@pytest.fixture(scope="session")
def shipped_plans() -> dict[str, Plan]:
    """The five cities and 見本市, by municipal code."""
    plans = [document.read_plan(path) for path in PLANS]
    return {plan.municipality.code: plan for plan in plans}


@pytest.fixture(scope="session")
def sample_plan(shipped_plans: dict[str, Plan]) -> Plan:
    """見本市, which is invented and holds every rule, status and difficulty."""
    return next(plan for plan in shipped_plans.values() if plan.municipality.fictional)


@pytest.fixture
def felt(sample_plan: Plan) -> Indicator:
    """The realisation rate of 見本市, which comes from staff surveys."""
    assert sample_plan.realisation is not None
    return sample_plan.realisation


@pytest.fixture(scope="session")
def sqlite_stores(tmp_path_factory: pytest.TempPathFactory) -> databases.Prepared:
    """SQLite stores, migrated and filled once and copied for each test."""
    folder = tmp_path_factory.mktemp("stores")
    return databases.Prepared(databases.SQLiteFolder(folder))


@pytest.fixture(scope="session")
def postgresql_stores() -> Iterator[databases.Prepared]:
    """PostgreSQL stores, migrated and filled once and copied for each test."""
    with databases.postgresql() as server:
        yield databases.Prepared(server)


@pytest.fixture(scope="session")
def filled(sqlite_stores: databases.Prepared, shipped_plans: dict[str, Plan]) -> Path:
    """A SQLite file with all shipped plans, to be copied."""
    plans = list(shipped_plans.values())
    return databases.sqlite_path(sqlite_stores.store(plans, "tester", "shipped"))


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
)
def stores(request: pytest.FixtureRequest) -> Iterator[databases.Prepared]:
    """Stores to begin with, once on SQLite and once on PostgreSQL."""
    stores: databases.Prepared = request.getfixturevalue(f"{request.param}_stores")
    with stores.removed_again():
        yield stores


@pytest.fixture
def store(stores: databases.Prepared, sample_plan: Plan) -> Iterator[Store]:
    """A store with 見本市 alone, which is revision 1."""
    opened = Store(stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def city(sample_plan: Plan) -> str:
    return sample_plan.municipality.code


@pytest.fixture(scope="module")
def address(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running server with all shipped plans."""
    with running.server(
        running.copied(filled, tmp_path_factory.mktemp("server"))
    ) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; without one the tests are skipped with a hint, except in CI, where they fail."""
    try:
        with running.chromium() as browser:
            yield browser
    except running.NoChromium as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))


@pytest.fixture
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one and the same day, whenever the tests run: 2025 is the last year that is over."""
    monkeypatch.setattr("dxkpi.fiscal.today", lambda: TODAY)


@pytest.fixture
def own_store(
    tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch, one_day: None
) -> Iterator[Path]:
    """A filled SQLite store that the pages use, with empty caches, on one and the same day.

    The pages see at once what somebody else writes there.
    """
    monkeypatch.setattr("dxkpi.store.opened_store.REVISION_SECONDS", -1)
    path = tmp_path / "pages.sqlite3"
    shutil.copy(filled, path)
    monkeypatch.setenv("DXKPI_DATABASE_URL", f"sqlite:///{path}")
    settings.cache_clear()
    st.cache_resource.clear()
    yield path
    settings.cache_clear()
    st.cache_resource.clear()


@pytest.fixture
def patient_store(own_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, where the pages ask for its last change once a second, as they do in use."""
    monkeypatch.setattr("dxkpi.store.opened_store.REVISION_SECONDS", 1.0)


@pytest.fixture
def keep_only(own_store: Path, sqlite_stores: databases.Prepared) -> KeepOnly:
    """Puts a store with these plans and no others in the place of the pages' own."""

    def _keep_only(*plans: Plan) -> None:
        shutil.copy(databases.sqlite_path(sqlite_stores.store(plans)), own_store)

    return _keep_only


@pytest.fixture
def visit(own_store: Path) -> Open:
    def _visit(page: str = "kpi", locale: str = "ja-JP", **query: str) -> AppTest:
        at = AppTest.from_file(str(MAIN), default_timeout=60)
        at.user = {USER_KEY: header_text(LOCAL)}
        at.session_state["who"] = "test@example.com"
        at.context["locale"] = locale
        at.query_params.update(query)
        if page != "home":
            at.switch_page(f"../../pages/{page}.py")
        return at.run()

    return _visit

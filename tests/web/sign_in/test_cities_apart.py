"""The store as pages have it reaches the cities of their reader, and no others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import Actor, DisableAccount, Identification
from dxkpi.plan import Plan
from dxkpi.plan.sight import ALL_REPORTED, SeenState
from dxkpi.settings import PROJECT, settings
from dxkpi.store import Role, Store
from dxkpi.web.common import cached
from dxkpi.web.common.process_store import store_of_process
from dxkpi.web.common.view import View
from dxkpi.web.returns.departments import returns_csv
from dxkpi.web.returns.submissions import read_submissions
from dxkpi.web.sign_in.person import LOCAL, NOBODY, USER_KEY, Person, header_text
from dxkpi.web.sign_in.sight import see
from tests.support.accounts import granted
from tests.support.apptest import MAIN
from tests.support.databases import Prepared
from tests.support.opened_rounds import open_round
from tests.support.returned import opened
from tests.support.shipped_cities import MIHON, TOMIGUSUKU, key_of
from tests.support.used_cities import plan_of_city, use_city

PAGES = sorted(page.stem for page in (PROJECT / "pages").glob("*.py"))
SATO = Person("sato")
KEY = key_of(MIHON)


def reach_on_page() -> None:
    """A page that says how far its store reaches."""
    import streamlit as st

    from dxkpi.web.common import cached
    from dxkpi.web.sign_in.sight import see

    see(None)
    st.text(cached.store().reach.setting)


def reach_of(person: Person) -> str:
    at = AppTest.from_function(reach_on_page)
    at.user = {USER_KEY: header_text(person)}
    return str(at.run().text[0].value)


@pytest.mark.parametrize(
    ("role", "city", "department", "reach"),
    [
        (Role.VIEWER, MIHON, None, MIHON),
        (Role.REPORTER, MIHON, "人事課", MIHON),
        (Role.ADMIN, TOMIGUSUKU, None, TOMIGUSUKU),
        (Role.REVIEWER, None, None, "*"),
    ],
)
def test_a_page_reaches_the_cities_of_the_roles_of_its_reader(
    own_store: Path, role: Role, city: str | None, department: str | None, reach: str
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", role, city, department)
    assert reach_of(SATO) == reach


def test_roles_in_several_cities_reach_each_of_them(own_store: Path) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.VIEWER, MIHON)
        granted(store, "sato", Role.AUTHOR, TOMIGUSUKU)
    assert reach_of(SATO) == f"{TOMIGUSUKU},{MIHON}"


@pytest.mark.usefixtures("own_store")
def test_whoever_sits_at_the_machine_reaches_all_and_a_stranger_none() -> None:
    assert reach_of(LOCAL) == "*"
    assert reach_of(NOBODY) == "none"
    assert reach_of(SATO) == "none"
    assert reach_of(Person(token="forged")) == "none"


def test_a_role_that_is_over_and_a_disabled_account_reach_nothing(
    own_store: Path,
) -> None:
    operator = Actor("root", Identification.COMMAND_LINE)
    with opened(own_store) as store:
        granted(store, "former", Role.VIEWER, MIHON, until=date(2020, 3, 31))
        granted(store, "sato", Role.VIEWER, MIHON)
        actions.disable_account(store, DisableAccount("sato"), operator)
    assert reach_of(Person("former")) == "none"
    assert reach_of(SATO) == "none"


def test_a_file_that_is_made_later_reaches_the_city_of_its_page(
    own_store: Path,
) -> None:
    everything = cached.Sight(cached.store().revision(), ALL_REPORTED)
    listed = cached.listed_plans(everything)[KEY]
    plan = cached.plan(listed)
    view = View(listed, plan, 2025, (2024, 2025), date(2026, 11, 30), everything)
    with opened(own_store) as store:
        open_round(store, KEY, is_reviewed=True)
    see(None)  # nobody is known where the file is made
    assert cached.store().reach.setting == "none"
    assert view.store.reach.setting == MIHON
    assert returns_csv(view, read_submissions(view))
    as_visitor = replace(listed, state=SeenState.RELEASED)
    assert replace(view, listed=as_visitor).store.reach.setting == "none"


@dataclass
class Asked:
    """What pages ask of PostgreSQL: how far each transaction reaches, and of which tables
    they ask within one for the rows of every city, whoever their reader is.
    """

    reaches: set[str] = field(default_factory=set)
    tables_of_all: set[str] = field(default_factory=set)
    is_of_all: bool = False

    def note(
        self, _connection: object, _cursor: object, statement: str, *_others: object
    ) -> None:
        before, is_set, setting = statement.partition("set local dxkpi.cities = ")
        if not is_set:
            if self.is_of_all:
                self.tables_of_all |= set(re.findall(r"(?:FROM|JOIN) (\w+)", statement))
            return
        self.is_of_all = setting == "'*'" and not before
        if not self.is_of_all:
            self.reaches.add(setting.strip("'"))


LISTED_FOR_ALL = {"account_change", "municipality", "plan", "release", "revision"}
"""That something changed and when, which plans there are, and what was released."""


@pytest.fixture
def asked(
    postgresql_stores: Prepared,
    sample_plan: Plan,
    shipped_plans: dict[str, Plan],
    monkeypatch: pytest.MonkeyPatch,
    one_day: None,
) -> Iterator[Asked]:
    """What pages ask of PostgreSQL; two cities and a reviewer are there."""
    url = postgresql_stores.store()
    store = Store(url)
    for plan in (sample_plan, plan_of_city(sample_plan, shipped_plans[TOMIGUSUKU])):
        use_city(store, plan)
    granted(store, "sato", Role.REVIEWER, MIHON)
    granted(store, "sato", Role.ADMIN, MIHON)
    store.close()
    monkeypatch.setenv("DXKPI_DATABASE_URL", url)
    settings.cache_clear()
    st.cache_resource.clear()
    asked = Asked()
    event.listen(store_of_process().engine, "before_cursor_execute", asked.note)
    yield asked
    settings.cache_clear()
    st.cache_resource.clear()


@pytest.mark.postgresql
def test_no_page_asks_postgresql_for_more_than_the_city_of_its_reader(
    asked: Asked,
) -> None:
    for page in PAGES:
        at = AppTest.from_file(str(MAIN), default_timeout=60)
        at.user = {USER_KEY: header_text(SATO)}
        at.query_params.update({"city": MIHON, "year": "2025"})
        at.switch_page(f"../../pages/{page}.py").run()
        assert not at.exception, page
        assert not at.error, page
        assert at.title, page
    assert asked.reaches == {MIHON, "none"}
    assert asked.tables_of_all <= LISTED_FOR_ALL


@pytest.mark.postgresql
def test_the_address_of_another_city_leads_to_nothing_of_it(asked: Asked) -> None:
    for page in PAGES:
        at = AppTest.from_file(str(MAIN), default_timeout=60)
        at.user = {USER_KEY: header_text(SATO)}
        at.query_params.update({"city": TOMIGUSUKU, "year": "2025"})
        at.switch_page(f"../../pages/{page}.py").run()
        assert not at.exception, page
    assert asked.reaches == {MIHON, "none"}
    assert asked.tables_of_all <= LISTED_FOR_ALL

"""An account, and the departments of its city, are read once in a run of a page, anew in
the next, and anew by every write.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import (
    CityScope,
    DisableAccount,
    NotPermitted,
    Refusal,
    WithdrawReturn,
)
from dxkpi.plan import CityDepartment
from dxkpi.store import Role, Store
from dxkpi.web.sign_in.accounts import actor_with
from dxkpi.web.sign_in.person import USER_KEY, Person, header_text
from tests.support.accounts import granted
from tests.support.apptest import Open, save
from tests.support.returned import opened, register
from tests.support.shipped_cities import key_of

CITY, DEPARTMENT = "999997", "人事課"
PLAN = key_of(CITY)
OPERATOR = actions.Actor("root", actions.Identification.COMMAND_LINE)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The subjects of the accounts that are read, in order."""
    subjects: list[str] = []
    read = Store.account

    def noted(store: Store, subject: str) -> object:
        subjects.append(subject)
        return read(store, subject)

    monkeypatch.setattr(Store, "account", noted)
    return subjects


@pytest.fixture
def read_registers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The cities whose departments are read, in order."""
    cities: list[str] = []
    read = Store.municipality

    def noted(store: Store, city: str) -> object:
        cities.append(city)
        return read(store, city)

    monkeypatch.setattr(Store, "municipality", noted)
    return cities


@pytest.fixture
def reporting(visit: Open, own_store: Path) -> AppTest:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, DEPARTMENT)
    at = visit("upload", city=CITY, year="2025")
    at.user = {USER_KEY: header_text(Person("sato"))}
    return at.run()


def test_a_run_of_a_page_reads_it_once(reporting: AppTest, reads: list[str]) -> None:
    for _again in range(2):
        reads.clear()
        reporting.run()
        assert not reporting.exception
        assert len(reads) == 1


@pytest.mark.parametrize("page", ["upload", "department"])
def test_a_run_of_a_page_reads_the_departments_of_its_city_once(
    visit: Open, own_store: Path, page: str, read_registers: list[str]
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, DEPARTMENT)
    at = visit(page, city=CITY, year="2025")
    at.user = {USER_KEY: header_text(Person("sato"))}
    for _again in range(2):
        read_registers.clear()
        at.run()
        assert not at.exception
        assert read_registers == [CITY]


def test_a_department_that_became_another_counts_from_the_next_run_on(
    own_store: Path,
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, DEPARTMENT)
        actor = actor_with(Person("sato"), store.account("sato"))
        read = replace(actor, registers={})
        assert actions.may(store, read, actions.Right.REPORT, CITY, DEPARTMENT)
        plan = store.plan(PLAN)
        assert plan is not None
        register = (
            CityDepartment(name=DEPARTMENT, became=("総務課",), until="2026-03"),
        )
        city = plan.municipality.model_copy(update={"departments": register})
        save(own_store, plan.model_copy(update={"municipality": city}))
        new_name = (actions.Right.REPORT, CITY, "総務課")
        assert not actions.may(store, read, *new_name)
        assert actions.may(store, replace(actor, registers={}), *new_name)
        actions.require_right(
            store, read, actions.Right.REPORT, [CityScope(CITY, ("総務課",))]
        )


def test_the_next_run_sees_that_it_is_disabled(
    reporting: AppTest, own_store: Path
) -> None:
    assert reporting.selectbox(key="upload_department")
    with opened(own_store) as store:
        actions.disable_account(store, DisableAccount("sato"), OPERATOR)
    reporting.run()
    assert not [box for box in reporting.selectbox if box.key == "upload_department"]


def test_a_write_goes_by_what_the_store_has_now(own_store: Path) -> None:
    made = register(own_store, CITY, 2025, DEPARTMENT, {"K16": 24})
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, DEPARTMENT)
        account = store.account("sato")
        actor = actor_with(Person("sato"), account)
        actions.disable_account(store, DisableAccount("sato"), OPERATOR)
        assert actions.may(store, actor, actions.Right.WITHDRAW, CITY, DEPARTMENT)
        with pytest.raises(NotPermitted) as refused:
            actions.withdraw_return(store, WithdrawReturn(made.number, "誤り"), actor)
        assert refused.value.refusal is Refusal.DISABLED

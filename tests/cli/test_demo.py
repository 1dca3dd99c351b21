"""dxkpi demo: the samples, once, and not beside plans of others."""

from pathlib import Path

import pytest

from dxkpi.settings import PLANS
from dxkpi.store import Store
from tests.support.commands import run
from tests.support.shipped_cities import MIHON, TOMIGUSUKU

pytestmark = pytest.mark.usefixtures("empty_store")


def test_the_samples_are_five_cities_and_an_invented_one_with_a_return(
    empty_store: Path,
) -> None:
    assert run("demo").exit_code == 0
    store = Store(f"sqlite:///{empty_store}")
    plans = store.listed_plans()
    number = store.revision().number
    store.close()
    assert len({listed.city.code for listed in plans}) == 6
    assert sorted(listed.id for listed in plans if listed.city.code == MIHON) == [
        "dx-2023",
        "strategy-2020",
        "strategy-2025",
    ]
    assert number == 2


def test_a_second_time_changes_nothing(empty_store: Path) -> None:
    for _time in range(2):
        assert run("demo").exit_code == 0
    store = Store(f"sqlite:///{empty_store}")
    assert store.revision().number == 2
    store.close()


def test_a_store_with_a_city_s_own_plan_is_left_alone(empty_store: Path) -> None:
    run("load", PLANS / "472123-tomigusuku.yaml")
    assert run("demo").exit_code == 1
    store = Store(f"sqlite:///{empty_store}")
    assert [listed.city.code for listed in store.listed_plans()] == [TOMIGUSUKU]
    store.close()

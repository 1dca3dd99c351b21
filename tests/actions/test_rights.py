"""Every role, every right, in the own city and another, for the own 課 and another.

The table is written out here, letter for letter, and not taken from the code.
"""

from collections.abc import Iterator
from datetime import date

import pytest

from dxkpi.actions import (
    RIGHTS,
    Actor,
    Identification,
    Right,
    administrators,
    departments_within_reach,
    may,
)
from dxkpi.plan import CityDepartment, Plan
from dxkpi.settings import settings
from dxkpi.store import Role, Store, account_writing, writing
from tests.support.accounts import ANY_DAY, MANAGING, granted, signed_in
from tests.support.databases import Prepared

CITY, OTHER_CITY = "999997", "472123"
OWN, OTHER = "人事課", "市民課"

TABLE = """
                 visitor viewer reporter reviewer author admin
see_released     all     all    all      all      all    all
see_confirmed    -       city   city     city     city   city
see_reported     -       -      city     city     city   city
see_history      -       -      city     city     city   city
see_originals    -       -      own      city     -      -
report           -       -      own      city     -      -
withdraw         -       -      own      city     -      -
review           -       -      -        city     -      -
run_round        -       -      -        city     -      -
take_survey      -       -      -        city     -      -
release          -       -      -        city     -      -
decide           -       -      -        city     -      -
edit_plan        -       -      -        -        city   -
manage_accounts  -       -      -        -        -      city
restore          -       -      -        -        -      city
"""
Place = tuple[str | None, str | None]
PLACES: dict[str, set[Place]] = {
    "own": {(CITY, OWN)},
    "city": {(CITY, None), (CITY, OWN), (CITY, OTHER)},
    "all": {
        (CITY, None),
        (CITY, OWN),
        (CITY, OTHER),
        (OTHER_CITY, None),
        (OTHER_CITY, OWN),
        (None, None),
    },
    "-": set(),
}
"""Where each word of the table lets somebody do it, among all places that are asked."""


def cells() -> dict[tuple[Role, Right], str]:
    head, *lines = TABLE.strip("\n").splitlines()
    roles = [Role(word) for word in head.split()]
    written: dict[tuple[Role, Right], str] = {}
    for line in lines:
        right, *words = line.split()
        written |= {
            (role, Right(right)): word for role, word in zip(roles, words, strict=True)
        }
    return written


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


def actor_as(store: Store, role: Role, city: str | None = CITY) -> Actor:
    if role is Role.VISITOR:
        return Actor("", Identification.VISITOR)
    return granted(store, role.value, role, city, OWN)


def places(store: Store, actor: Actor, right: Right) -> set[Place]:
    return {
        (city, department)
        for city, department in PLACES["all"]
        if may(store, actor, right, city, department)
    }


def test_the_table_has_every_role_and_right() -> None:
    assert set(cells()) == {(role, right) for role in Role for right in Right}
    assert set(RIGHTS) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_the_table_says_and_nothing_else(
    store: Store, role: Role
) -> None:
    actor = actor_as(store, role)
    allowed = {right: places(store, actor, right) for right in Right}
    assert allowed == {right: PLACES[cells()[role, right]] for right in Right}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.REPORTER])
def test_a_role_in_every_city_reaches_every_city(store: Store, role: Role) -> None:
    actor = actor_as(store, role, None)
    for right in Right:
        expected = PLACES["-" if cells()[role, right] == "-" else "all"]
        assert places(store, actor, right) == expected, right


@pytest.mark.parametrize("known_by", ["typed", "command_line"])
def test_in_a_house_without_sign_in_everybody_may_everything(
    store: Store, known_by: str
) -> None:
    actor = Actor("", Identification(known_by))
    assert all(places(store, actor, right) == PLACES["all"] for right in Right)


def test_nobody_without_an_account_sees_more_than_a_visitor(store: Store) -> None:
    unknown = signed_in("nobody")
    nameless = Actor("佐藤", Identification.SIGNED_IN)
    disabled = granted(store, "gone", Role.ADMIN, None)
    granted(store, "stays", Role.ADMIN, None)
    account_writing.disable_account(
        store, "gone", "operator", "test", ANY_DAY, managing=MANAGING
    )
    for actor in (unknown, nameless, disabled):
        allowed = {right for right in Right if places(store, actor, right)}
        assert allowed == {Right.SEE_RELEASED}


def test_several_roles_add_up(store: Store) -> None:
    granted(store, "a", Role.REPORTER, CITY, OWN)
    granted(store, "a", Role.REPORTER, CITY, OTHER)
    actor = granted(store, "a", Role.VIEWER, OTHER_CITY)
    assert places(store, actor, Right.REPORT) == {(CITY, OWN), (CITY, OTHER)}
    assert may(store, actor, Right.SEE_CONFIRMED, OTHER_CITY)
    assert not may(store, actor, Right.SEE_REPORTED, OTHER_CITY)
    within = departments_within_reach(store, actor, Right.REPORT, CITY)
    assert within == (OWN, OTHER)


def test_the_departments_within_reach_are_all_some_or_none(store: Store) -> None:
    reviewer = actor_as(store, Role.REVIEWER)
    viewer = actor_as(store, Role.VIEWER)
    visitor = Actor("", Identification.VISITOR)
    assert departments_within_reach(store, reviewer, Right.REPORT, CITY) is None
    assert departments_within_reach(store, viewer, Right.REPORT, CITY) == ()
    assert departments_within_reach(store, visitor, Right.REPORT, CITY) == ()


@pytest.mark.usefixtures("one_day")
@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, True),
        (date(2026, 11, 21), date(2026, 11, 21), True),
        (date(2026, 11, 22), None, False),
        (None, date(2026, 11, 20), False),
    ],
)
def test_a_role_counts_from_its_first_to_its_last_day(
    store: Store, since: date | None, until: date | None, expected: bool
) -> None:
    actor = granted(store, "a", Role.VIEWER, CITY, since=since, until=until)
    assert may(store, actor, Right.SEE_CONFIRMED, CITY) is expected


@pytest.mark.usefixtures("one_day")
def test_whoever_belongs_to_a_department_belongs_to_what_it_became(
    store: Store, sample_plan: Plan
) -> None:
    reorganise(
        store,
        sample_plan,
        CityDepartment(name="情報課", until="2026-03-31", became=("DX課", "統計課")),
        CityDepartment(name="DX課", since="2026-04-01", answers_for=("全課",)),
        CityDepartment(name="統計課", since="2026-04-01"),
        CityDepartment(name="廃止課", until="2026-03-31"),
    )
    before = granted(store, "a", Role.REPORTER, CITY, "情報課")
    after = granted(store, "b", Role.REPORTER, CITY, "DX課")
    departments = ("情報課", "DX課", "統計課", "全課", "関係各課", "廃止課")
    reached = {
        actor.subject: [
            name for name in departments if may(store, actor, Right.REPORT, CITY, name)
        ]
        for actor in (before, after)
    }
    assert reached == {
        "a": ["情報課", "DX課", "統計課", "全課"],
        "b": ["情報課", "DX課", "全課"],
    }
    within = departments_within_reach(store, before, Right.REPORT, CITY)
    assert within == ("DX課", "統計課")


def reorganise(store: Store, plan: Plan, *departments: CityDepartment) -> None:
    municipality = plan.municipality.model_copy(update={"departments": departments})
    changed = plan.model_copy(update={"municipality": municipality})
    writing.save_plans(store, [changed], "secretariat", "plan.yaml")


def test_where_screens_only_show_nobody_there_may_write(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    reviewer = actor_as(store, Role.REVIEWER)
    reporter = actor_as(store, Role.REPORTER)
    operator = Actor("", Identification.COMMAND_LINE)
    typed = Actor("", Identification.TYPED)
    assert not may(store, reviewer, Right.REPORT, CITY)
    assert not may(store, typed, Right.REPORT, CITY)
    assert departments_within_reach(store, reporter, Right.REPORT, CITY) == ()
    assert departments_within_reach(store, typed, Right.REPORT, CITY) == ()
    assert may(store, operator, Right.REPORT, CITY)
    assert may(store, reviewer, Right.SEE_REPORTED, CITY)
    settings.cache_clear()


def test_the_administrators_of_a_city_are_named(store: Store) -> None:
    granted(store, "a", Role.ADMIN, CITY)
    granted(store, "b", Role.ADMIN, None)
    granted(store, "c", Role.ADMIN, OTHER_CITY)
    granted(store, "d", Role.REVIEWER, CITY)
    assert administrators(store, CITY) == ("a さん", "b さん")
    assert administrators(store, None) == ("b さん",)

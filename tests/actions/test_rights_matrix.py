"""Role × right × place: what each role may do in its own city and 課, and in others.

The matrix is written out here, not taken from the table of rights.
"""

from collections.abc import Iterator

import pytest

from dxkpi import actions
from dxkpi.actions import Actor, Identification, Right
from dxkpi.plan import Plan
from dxkpi.store import Role, Store
from tests.support.accounts import granted, signed_in
from tests.support.databases import Prepared

CITY, OTHER_CITY = "999997", "472123"
OWN, OTHER = "人事課", "市民課"

PLACES = {
    "own 課": (CITY, OWN),
    "other 課": (CITY, OTHER),
    "both 課": (CITY, f"{OWN}\n{OTHER}"),
    "own city": (CITY, None),
    "同名の課 of another city": (OTHER_CITY, OWN),
    "another city": (OTHER_CITY, None),
    "every city": (None, None),
}

NOWHERE: frozenset[str] = frozenset()
OWN_DEPARTMENT = frozenset({"own 課"})
OWN_CITY = frozenset({"own 課", "other 課", "both 課", "own city"})
EVERYWHERE = frozenset(PLACES)
_LETTERS = {
    ".": NOWHERE,
    "d": OWN_DEPARTMENT,
    "c": OWN_CITY,
    "a": EVERYWHERE,
}

MATRIX = """
                 visitor  viewer  reporter  reviewer  author  admin
see_released        a       a        a         a        a       a
see_confirmed       .       c        c         c        c       c
see_reported        .       .        c         c        c       c
see_originals       .       .        d         c        .       .
see_history         .       .        c         c        c       c
report              .       .        d         c        .       .
withdraw            .       .        d         c        .       .
review              .       .        .         c        .       .
run_round           .       .        .         c        .       .
take_survey         .       .        .         c        .       .
release             .       .        .         c        .       .
decide              .       .        .         c        .       .
edit_plan           .       .        .         .        c       .
manage_accounts     .       .        .         .        .       c
restore             .       .        .         .        .       c
"""
"""a: everywhere; c: all of one's own city; d: one's own 課 alone; .: nowhere."""

_HEAD, *_ROWS = (line.split() for line in MATRIX.strip().splitlines())
CELLS = {
    (role, right): _LETTERS[letter]
    for right, *letters in _ROWS
    for role, letter in zip(_HEAD, letters, strict=True)
}


@pytest.fixture(scope="module")
def store(
    sqlite_stores: Prepared, sample_plan: Plan, shipped_plans: dict[str, Plan]
) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan, shipped_plans[OTHER_CITY]]))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def people(store: Store) -> dict[str, Actor]:
    people = {
        role.value: granted(store, role.value, role, CITY, OWN)
        for role in Role
        if role is not Role.VISITOR
    }
    visitor = Actor("市長", Identification.VISITOR, "reviewer")
    return people | {"visitor": visitor}


def reached(store: Store, actor: Actor, right: Right) -> frozenset[str]:
    return frozenset(
        place
        for place, (city, department) in PLACES.items()
        if actions.may(store, actor, right, city, department)
    )


def test_the_matrix_names_every_role_and_right() -> None:
    assert {(role.value, right.value) for role in Role for right in Right} == set(CELLS)


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_each_role_reaches_what_the_matrix_says(
    store: Store, people: dict[str, Actor], role: Role, right: Right
) -> None:
    assert reached(store, people[role.value], right) == CELLS[role.value, right.value]


def test_an_account_without_a_role_and_an_unknown_one_are_visitors(
    store: Store,
) -> None:
    stranger = signed_in("nobody knows")
    seen = {right for right in Right if reached(store, stranger, right)}
    assert seen == {Right.SEE_RELEASED}


def test_two_roles_add_up_each_in_its_own_place(store: Store) -> None:
    """人事課's reporter here is the reviewer of another city."""
    granted(store, "both", Role.REPORTER, CITY, OWN)
    both = granted(store, "both", Role.REVIEWER, OTHER_CITY)
    elsewhere = {"同名の課 of another city", "another city"}
    assert reached(store, both, Right.REPORT) == {"own 課"} | elsewhere
    assert reached(store, both, Right.REVIEW) == elsewhere
    assert reached(store, both, Right.EDIT_PLAN) == NOWHERE

"""What the store is given of an examined return, and what no action takes."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from dxkpi import actions
from dxkpi.actions import ExaminedReturn, HoldReturn, OpenedWorkbook, RegisterReturn
from dxkpi.actions.returns import make_registration
from dxkpi.findings import make_finding
from dxkpi.plan import Actual, Missing, Plan
from dxkpi.returns import CheckedReturn
from dxkpi.store import TYPED, OriginalFile, Store, SubmissionState
from tests.support.databases import Prepared
from tests.support.returned import TODAY, answer, person
from tests.support.shipped_cities import key_of

YEAR = 2026
SATO = person("佐藤")
CONTENT = b"PK a workbook"
OPENED = OpenedWorkbook("様式.xlsx", CONTENT, "sha", None)


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def checked(store: Store, city: str) -> CheckedReturn:
    return answer(store, city, YEAR, None, {"K01": 3, "K02": Missing.NOT_PUBLISHED})


def with_finding(checked: CheckedReturn, code: str) -> CheckedReturn:
    return replace(checked, findings=(make_finding(code),))


def examined(
    checked: CheckedReturn, opened: OpenedWorkbook | None = OPENED
) -> ExaminedReturn:
    return ExaminedReturn(opened, checked, checked.findings)


@pytest.mark.parametrize("code", ["blank", "jump"])
def test_a_return_with_errors_or_open_holds_is_never_stored(
    store: Store, city: str, checked: CheckedReturn, code: str
) -> None:
    command = RegisterReturn(examined(with_finding(checked, code)))
    with pytest.raises(ValueError, match="accepted"):
        actions.register_return(store, command, SATO)
    assert store.submissions(key_of(city)) == ()
    assert store.revision().number == 1


def test_a_return_that_belongs_to_no_form_is_never_stored(
    store: Store, city: str
) -> None:
    unmatched = ExaminedReturn(OPENED, None, ())
    with pytest.raises(ValueError, match="matched"):
        actions.register_return(store, RegisterReturn(unmatched), SATO)
    with pytest.raises(ValueError, match="held"):
        actions.hold_return(store, HoldReturn(unmatched), SATO)
    assert store.submissions(key_of(city)) == ()


def test_a_file_with_errors_and_what_was_typed_are_never_held(
    store: Store, city: str, checked: CheckedReturn
) -> None:
    for refused in (
        examined(with_finding(checked, "blank")),
        examined(with_finding(checked, "jump"), opened=None),
    ):
        with pytest.raises(ValueError, match="held"):
            actions.hold_return(store, HoldReturn(refused), SATO)
    assert store.submissions(key_of(city)) == ()


def test_a_held_return_is_registered_under_its_number_once_it_is_confirmed(
    store: Store, city: str, checked: CheckedReturn
) -> None:
    jumping = examined(with_finding(checked, "jump"))
    waiting = actions.hold_return(store, HoldReturn(jumping), SATO)
    assert waiting.state is SubmissionState.WAITING
    secretariat = person("事務局 田中")
    command = RegisterReturn(examined(checked))
    registered = actions.register_return(store, command, secretariat)
    assert registered.number == waiting.number
    assert (registered.who, registered.registered_by) == ("佐藤", "事務局 田中")


def test_a_file_that_somebody_registered_meanwhile_is_given_back(
    store: Store, city: str, checked: CheckedReturn
) -> None:
    command = RegisterReturn(examined(checked))
    first = actions.register_return(store, command, SATO)
    assert actions.register_return(store, command, person("鈴木")) == first
    assert store.submissions(key_of(city)) == (first,)


def test_what_was_typed_has_no_file(
    store: Store, city: str, checked: CheckedReturn
) -> None:
    command = RegisterReturn(examined(checked, opened=None))
    registered = actions.register_return(store, command, SATO)
    assert (registered.file, registered.source) == (None, TYPED)


def test_a_registration_counts_what_will_be_missing_in_the_whole_form(
    store: Store, city: str, checked: CheckedReturn
) -> None:
    gap = Actual(fiscal_year=YEAR, missing=Missing.DISCONTINUED)
    known = checked.form.plan.with_actuals({"K02": gap, "K03": gap})
    later = replace(checked, form=replace(checked.form, plan=known))
    registration = make_registration(later, None, TYPED)
    assert registration.missing == {
        Missing.NOT_PUBLISHED: 1,
        Missing.DISCONTINUED: 1,
    }


def test_a_registration_keeps_the_state_it_was_worked_out_from(
    store: Store, city: str, checked: CheckedReturn
) -> None:
    original = OriginalFile("様式.xlsx", CONTENT)
    registration = make_registration(checked, original, TYPED)
    form = actions.return_form(store, key_of(city), YEAR, None, TODAY)
    assert registration.plan.key == key_of(city)
    assert registration.plan == form.plan
    assert registration.revision == form.revision
    assert registration.known_progress == form.progress
    assert registration.actuals["K01"].value == Decimal(3)
    assert registration.original == original

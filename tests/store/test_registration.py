"""Returns on real SQLite and real PostgreSQL: registered whole or not at all, or held."""

import hashlib
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event

from dxkpi.findings import Choice, make_finding
from dxkpi.plan import Actual, BarState, Missing, Plan, ValueType
from dxkpi.store import (
    TYPED,
    AlreadyRegistered,
    ChangedInStore,
    RecordedConfirmation,
    Store,
    StoreError,
    StoreFault,
    Submission,
    SubmissionState,
    writing,
)
from tests.support import databases
from tests.support.listed import revisions_by_city
from tests.support.returned import hold, put_on_record
from tests.support.shipped_cities import key_of
from tests.support.stored import (
    CONTENT,
    FILE,
    YEAR,
    actual_saying,
    current_plan,
    entry_progress,
    form_of,
    plan_with_indicator,
    plan_without,
    register_figures,
    return_of,
    stored_actual,
    stored_value,
)
from tests.support.threads import at_once


def test_a_return_is_on_record_with_its_figures_its_original_and_its_receipt(
    store: Store, city: str
) -> None:
    form = form_of(store, city, "人事課")
    one, two, *_ = (i.code for i in form.indicators)
    made = put_on_record(
        store,
        return_of(
            form,
            {one: "12.50", two: Missing.NOT_PUBLISHED},
            {0: entry_progress(BarState.IN_PROGRESS, 40, "順調")},
        ),
        "人事 佐藤",
        FILE,
        CONTENT,
    )
    assert made == store.submission(made.number) == store.submissions(key_of(city))[0]
    assert (made.number, made.plan, made.department, made.fiscal_year) == (
        1,
        key_of(city),
        "人事課",
        YEAR,
    )
    assert (made.state, made.file, made.size) == (
        SubmissionState.REGISTERED,
        FILE,
        len(CONTENT),
    )
    assert made.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert (made.who, made.registered_by, made.revision) == (
        "人事 佐藤",
        "人事 佐藤",
        2,
    )
    assert made.at == made.registered_at == store.revision().at
    assert (made.figures, made.missing) == (3, {Missing.NOT_PUBLISHED: 1})
    assert store.original(made.number) == CONTENT
    assert str(stored_value(store, city, one)) == "12.50"
    assert stored_actual(store, city, two) == actual_saying(Missing.NOT_PUBLISHED)
    assert store.progress(key_of(city)) == {
        form.schedule_entries[0].key: entry_progress(BarState.IN_PROGRESS, 40, "順調")
    }


def test_all_that_is_said_of_a_figure_comes_back(store: Store, city: str) -> None:
    whole = Actual(
        fiscal_year=YEAR,
        as_of="2027-03",
        value=Decimal("30.10"),
        approximate=True,
        note="=1+1\n**太字** 𠮷",
        countermeasure="-1\n_次_ の年度は𠮷田が見直す",
    )
    register_figures(store, city, {"K01": whole})
    assert repr(stored_actual(store, city, "K01")) == repr(whole)


def test_registering_changes_nothing_else_of_the_plan(
    store: Store, city: str, sample_plan: Plan
) -> None:
    register_figures(store, city, {"K01": 30})
    assert current_plan(store, city) == sample_plan.with_actuals(
        {"K01": actual_saying(30)}
    )


def test_years_stay_in_order_when_an_earlier_one_comes_late(
    store: Store, city: str
) -> None:
    register_figures(store, city, {"K01": 30})
    form = form_of(store, city, year=2020)
    put_on_record(store, return_of(form, {"K01": 5}), "佐藤")
    years = [entry.fiscal_year for entry in form_of(store, city).indicators[0].actuals]
    assert years == sorted(years)
    assert {2020, YEAR} <= set(years)


def test_missing_counts_what_stands_after_registration_in_the_whole_form(
    store: Store, city: str
) -> None:
    register_figures(
        store,
        city,
        {
            "K01": Missing.NOT_PUBLISHED,
            "K02": Missing.NOT_PUBLISHED,
            "K03": Missing.DISCONTINUED,
        },
    )
    made = register_figures(store, city, {"K01": 3})
    assert made.figures == 1
    assert made.missing == {Missing.NOT_PUBLISHED: 1, Missing.DISCONTINUED: 1}


def test_a_return_that_says_what_is_known_already_is_kept_as_a_return(
    store: Store, city: str
) -> None:
    register_figures(store, city, {"K01": 3})
    steps = len(store.history(key_of(city)))
    made = put_on_record(
        store, return_of(form_of(store, city), {"K01": 3}), "佐藤", FILE, CONTENT
    )
    assert (made.figures, made.state) == (0, SubmissionState.REGISTERED)
    assert store.original(made.number) == CONTENT
    assert len(store.history(key_of(city))) == steps


def test_figures_typed_on_the_screen_have_no_file(store: Store, city: str) -> None:
    made = register_figures(store, city, {"K01": 3}, file=None)
    assert (made.file, made.sha256, made.size) == (None, None, None)
    assert store.original(made.number) is None
    assert [
        s.source
        for s in store.history(key_of(city), "K01")
        if s.submission == made.number
    ] == [TYPED]


def test_what_was_confirmed_is_kept_with_its_choice_and_reason(
    store: Store, city: str
) -> None:
    held = make_finding(
        "share_as_ratio",
        sheet="実績",
        cell="J8",
        value="0.8",
        place="K01",
        choices=(Choice("asis"), Choice("percent")),
        proposed="percent",
    )
    typed = make_finding("jump", place="K02")
    told = make_finding("read_as", sheet="実績", cell="J9")
    form = form_of(store, city)
    answer = replace(
        return_of(form, {"K01": 80}),
        findings=(
            held.confirmed("電話で確認\0", "asis"),
            typed.confirmed("市民課に確認"),
            told,
        ),
    )
    made = put_on_record(store, answer, "佐藤", FILE, CONTENT)
    assert made.confirmations == (
        RecordedConfirmation("share_as_ratio", "J8", "asis", "電話で確認?"),
        RecordedConfirmation("jump", "K02", None, "市民課に確認"),
    )
    assert store.submissions(key_of(city)) == (made,)


@pytest.mark.parametrize(
    "wrong",
    [
        Actual(fiscal_year=2025, value=Decimal(3)),
        Actual(fiscal_year=YEAR, value=Decimal(7)),
    ],
)
def test_a_figure_that_would_break_the_plan_is_never_stored(
    store: Store, city: str, sample_plan: Plan, wrong: Actual
) -> None:
    yes_no = next(
        i.code for i in sample_plan.indicators if i.value_type is ValueType.YES_NO
    )
    with pytest.raises(ValueError, match="cannot have"):
        register_figures(store, city, {yes_no: wrong})
    assert current_plan(store, city) == sample_plan


def test_a_name_with_letters_that_no_database_keeps_is_stored_readably(
    store: Store, city: str
) -> None:
    made = register_figures(
        store, city, {"K01": 3}, who="佐\0藤", file="実績\udcff.xlsx"
    )
    assert (made.who, made.file) == ("佐?藤", "実績?.xlsx")


def test_an_original_of_ten_megabytes_comes_back_byte_for_byte(
    store: Store, city: str
) -> None:
    content = bytes(range(256)) * 40960
    made = register_figures(store, city, {"K01": 3}, content=content)
    assert made.size == 10 * 1024 * 1024
    assert store.original(made.number) == content


def test_a_list_of_returns_never_loads_their_originals(store: Store, city: str) -> None:
    register_figures(store, city, {"K01": 3})
    statements: list[str] = []
    event.listen(
        store.engine, "before_cursor_execute", lambda *a: statements.append(a[2])
    )
    store.submissions(key_of(city))
    [statement] = [each for each in statements if each.startswith("SELECT")]
    assert "original" not in statement


def test_a_registration_and_a_withdrawal_move_the_revision_of_their_own_city_alone(
    store: Store, city: str, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(store, list(shipped_plans.values()), "secretariat", "plans")
    before = revisions_by_city(store)
    made = register_figures(store, city, {"K01": 3})
    assert revisions_by_city(store) == before | {city: store.revision()}
    assert store.revision().number == before[city].number + 2
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert revisions_by_city(store) == before | {city: store.revision()}


def test_other_cities_see_nothing_of_a_return(
    store: Store, city: str, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(store, list(shipped_plans.values()), "secretariat", "plans")
    made = register_figures(
        store, city, {"K01": 3}, {0: entry_progress(BarState.DONE)}, content=CONTENT
    )
    others = [code for code in shipped_plans if code != city]
    for code in others:
        assert store.submissions(key_of(code)) == ()
        assert store.progress(key_of(code)) == {}
    keys = [key_of(code) for code in others]
    assert list(store.plans(keys).values()) == [shipped_plans[code] for code in others]
    elsewhere = put_on_record(
        store, return_of(form_of(store, others[0]), {}), "佐藤", FILE, CONTENT
    )
    assert elsewhere.number == made.number + 1, (
        "the same file may be another city's return as well"
    )


def test_the_same_file_again_changes_nothing_and_names_the_first(
    store: Store, city: str
) -> None:
    answer = return_of(form_of(store, city), {"K01": 3})
    made = put_on_record(store, answer, "佐藤", FILE, CONTENT)
    revision = store.revision()
    with pytest.raises(AlreadyRegistered) as again:
        put_on_record(store, answer, "鈴木", "コピー.xlsx", CONTENT)
    assert again.value.submission == made
    assert store.submissions(key_of(city)) == (made,)
    assert store.revision() == revision


def test_the_same_file_counts_again_for_another_year_and_after_it_was_withdrawn(
    store: Store, city: str
) -> None:
    first = put_on_record(
        store, return_of(form_of(store, city), {"K01": 3}), "佐藤", FILE, CONTENT
    )
    other = put_on_record(
        store,
        return_of(form_of(store, city, year=2025), {"K01": 3}),
        "佐藤",
        FILE,
        CONTENT,
    )
    writing.withdraw_return(store, first.number, "田中", "誤り")
    again = put_on_record(
        store, return_of(form_of(store, city), {"K01": 3}), "佐藤", FILE, CONTENT
    )
    assert (
        [s.number for s in store.submissions(key_of(city))]
        == [again.number, other.number, first.number]
        == [3, 2, 1]
    )
    assert [store.original(n) for n in (1, 2, 3)] == [CONTENT] * 3


def test_what_somebody_else_wrote_meanwhile_is_never_overwritten(
    store: Store, city: str
) -> None:
    late = return_of(form_of(store, city), {"K01": 7, "K02": 8})
    register_figures(store, city, {"K02": 5}, who="鈴木")
    with pytest.raises(ChangedInStore):
        put_on_record(store, late, "佐藤", FILE, CONTENT)
    assert (stored_value(store, city, "K01"), stored_value(store, city, "K02")) == (
        None,
        5,
    )
    assert len(store.submissions(key_of(city))) == 1


def test_what_others_wrote_elsewhere_is_no_hindrance(store: Store, city: str) -> None:
    late = return_of(
        form_of(store, city), {"K01": 7}, {0: entry_progress(BarState.DONE)}
    )
    register_figures(store, city, {"K02": 5}, {1: entry_progress(BarState.LATE)})
    put_on_record(store, late, "佐藤", FILE, CONTENT)
    assert (stored_value(store, city, "K01"), stored_value(store, city, "K02")) == (
        7,
        5,
    )
    assert len(store.progress(key_of(city))) == 2


@pytest.mark.parametrize("what", ["note", "last_year", "indicator", "retired"])
def test_an_indicator_that_is_not_as_it_was_checked_is_examined_again(
    store: Store, city: str, sample_plan: Plan, what: str
) -> None:
    late = return_of(form_of(store, city), {"K01": 7})
    match what:
        case "note":
            register_figures(
                store, city, {"K01": Actual(fiscal_year=YEAR, note="集計中")}
            )
        case "last_year":
            put_on_record(
                store, return_of(form_of(store, city, year=2025), {"K01": 99}), "鈴木"
            )
        case "indicator":
            writing.save_plans(
                store,
                [plan_with_indicator(sample_plan, "K01", unit="千件")],
                "鈴木",
                "plan.yaml",
            )
        case "retired":
            writing.save_plans(
                store, [plan_without(sample_plan, "K01")], "鈴木", "plan.yaml"
            )
    with pytest.raises(ChangedInStore):
        put_on_record(store, late, "佐藤", FILE, CONTENT)
    assert not [s for s in store.submissions(key_of(city)) if s.who == "佐藤"]
    assert not [step for step in store.history(key_of(city)) if step.who == "佐藤"]


def test_progress_that_is_not_as_it_was_is_examined_again(
    store: Store, city: str, sample_plan: Plan
) -> None:
    late = return_of(form_of(store, city), {}, {0: entry_progress(BarState.DONE)})
    register_figures(store, city, {}, {0: entry_progress(BarState.LATE)})
    with pytest.raises(ChangedInStore):
        put_on_record(store, late, "佐藤", FILE, CONTENT)
    gone = return_of(form_of(store, city), {}, {0: entry_progress(BarState.DONE)})
    measure = gone.form.schedule_entries[0].measure
    emptied = [
        p.model_copy(
            update={
                "measures": tuple(
                    m.model_copy(update={"schedule": ()})
                    if m.number == measure.number
                    else m
                    for m in p.measures
                )
            }
        )
        for p in sample_plan.policies
    ]
    writing.save_plans(
        store,
        [sample_plan.model_copy(update={"policies": tuple(emptied)})],
        "鈴木",
        "plan.yaml",
    )
    with pytest.raises(ChangedInStore):
        put_on_record(store, gone, "佐藤", FILE, CONTENT)


@pytest.mark.parametrize("same_file", [True, False])
def test_of_several_who_register_the_same_at_the_same_moment_one_succeeds(
    store: Store, city: str, same_file: bool
) -> None:
    answer = return_of(
        form_of(store, city), {"K01": 3, "K02": 4}, {0: entry_progress(BarState.DONE)}
    )
    url = store.url
    stores = [Store(url) for _ in range(6)]
    contents = [CONTENT if same_file else f"{n}".encode() for n in range(6)]
    results = at_once(
        [
            partial(put_on_record, own, answer, "佐藤", FILE, kept)
            for own, kept in zip(stores, contents, strict=True)
        ]
    )
    for own in stores:
        own.close()
    [made] = [r for r in results if isinstance(r, Submission)]
    assert {type(r) for r in results if r is not made} == {
        AlreadyRegistered if same_file else ChangedInStore
    }
    assert store.submissions(key_of(city)) == (made,)
    assert stored_value(store, city, "K01") == 3


def test_departments_that_register_at_the_same_moment_all_succeed(
    store: Store, city: str, sample_plan: Plan
) -> None:
    url = store.url
    stores = [Store(url) for _ in range(6)]
    codes = [
        i.code for i in sample_plan.indicators if i.value_type is ValueType.NUMBER
    ][:6]
    answers = [return_of(form_of(store, city), {code: 3}) for code in codes]
    jobs = zip(stores, answers, codes, strict=True)
    results = at_once(
        [
            partial(put_on_record, own, answer, "佐藤", FILE, code.encode())
            for own, answer, code in jobs
        ]
    )
    for own in stores:
        own.close()
    assert sorted(r.number for r in results if isinstance(r, Submission)) == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
    assert [stored_value(store, city, code) for code in codes] == [3] * 6


def test_a_store_that_cannot_be_written_says_so_and_keeps_nothing_half(
    store: Store, city: str, sample_plan: Plan
) -> None:
    answer = return_of(form_of(store, city), {"K01": 3})
    read_only = {
        "sqlite": "pragma query_only = 1",
        "postgresql": "set default_transaction_read_only = on",
    }
    forbid_at_connect(store, read_only[store.engine_name])
    with pytest.raises(StoreError, match=StoreFault.NOT_WRITABLE):
        put_on_record(store, answer, "佐藤", FILE, CONTENT)
    assert (store.submissions(key_of(city)), current_plan(store, city)) == (
        (),
        sample_plan,
    )


def test_a_full_disk_says_so_and_keeps_nothing_half(
    sqlite_stores: databases.Prepared, sample_plan: Plan
) -> None:
    store, code = (
        Store(sqlite_stores.store([sample_plan])),
        sample_plan.municipality.code,
    )
    answer = return_of(form_of(store, code), {"K01": 3})
    forbid_at_connect(store, "pragma max_page_count = 100")
    with pytest.raises(StoreError, match=StoreFault.DISK_FULL):
        put_on_record(store, answer, "佐藤", FILE, bytes(1024 * 1024))
    assert (store.submissions(key_of(code)), current_plan(store, code)) == (
        (),
        sample_plan,
    )
    store.close()


def forbid_at_connect(store: Store, statement: str) -> None:
    @event.listens_for(store.engine, "connect")
    def _forbid(connection: Any, _record: Any) -> None:
        connection.cursor().execute(statement)
        connection.commit()

    store.engine.dispose()


def test_a_return_left_to_be_confirmed_is_kept_without_any_figure(
    store: Store, city: str, sample_plan: Plan
) -> None:
    left = hold(store, form_of(store, city, "人事課"), "人事 佐藤", FILE, CONTENT)
    assert (left.state, left.department, left.figures) == (
        SubmissionState.WAITING,
        "人事課",
        0,
    )
    assert (left.revision, left.registered_at, left.missing) == (None, None, {})
    assert store.original(left.number) == CONTENT
    assert store.preview_withdrawal(left.number) == ()
    assert current_plan(store, city) == sample_plan
    last_change = store.last_change(sample_plan.key)
    assert last_change is not None
    assert (last_change.number, store.revision().number) == (1, 2)
    assert store.verify().is_sound


def test_what_waits_is_not_left_twice(store: Store, city: str) -> None:
    left = hold(store, form_of(store, city), "佐藤", FILE, CONTENT)
    assert hold(store, form_of(store, city), "鈴木", "コピー.xlsx", CONTENT) == left
    assert store.submissions(key_of(city)) == (left,)


def test_what_is_on_record_is_not_left_again(store: Store, city: str) -> None:
    made = register_figures(store, city, {"K01": 3}, content=CONTENT)
    with pytest.raises(AlreadyRegistered) as refused:
        hold(store, form_of(store, city), "佐藤", FILE, CONTENT)
    assert refused.value.submission == made


def test_what_waited_is_registered_under_its_own_number(
    store: Store, city: str
) -> None:
    left = hold(store, form_of(store, city, "人事課"), "人事 佐藤", FILE, CONTENT)
    made = put_on_record(
        store,
        return_of(form_of(store, city), {"K01": 3}),
        "事務局 田中",
        "ほかの名前.xlsx",
        CONTENT,
    )
    assert (made.number, made.state, made.department) == (
        left.number,
        SubmissionState.REGISTERED,
        None,
    )
    assert (made.who, made.at, made.file) == ("人事 佐藤", left.at, FILE)
    assert (made.registered_by, made.registered_at) == (
        "事務局 田中",
        store.revision().at,
    )
    assert store.submissions(key_of(city)) == (made,)
    assert [s.source for s in store.history(key_of(city), "K01") if s.submission] == [
        FILE
    ]

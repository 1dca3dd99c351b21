"""Yearly returns in the store, on real SQLite and real PostgreSQL: registered whole or not at all, and taken back."""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar

import pytest
from sqlalchemy import event, text

from dxkpi.findings import Choice, make_finding
from dxkpi.plan import Actual, BarState, Indicator, Missing, Plan, Progress, ValueType
from dxkpi.returns import CheckedReturn, ReturnForm
from dxkpi.store import (
    TYPED,
    AlreadyRegistered,
    ChangedInStore,
    FigureKind,
    RecordedConfirmation,
    Store,
    StoreError,
    StoreFault,
    Submission,
    SubmissionState,
    WithdrawalPreview,
    WithdrawnReturn,
    writing,
)
from dxkpi.store.engine import write_transaction
from tests.support import databases
from tests.support.returned import hold, put_on_record

YEAR = 2026
FILE, CONTENT = "実績様式-令和8年度.xlsx", b"PK\x03\x04 a workbook"

T = TypeVar("T")
Said = Decimal | int | str | Missing | Actual


def form_of(
    store: Store, city: str, department: str | None = None, year: int = YEAR
) -> ReturnForm:
    revision = next(c.revision.number for c in store.cities() if c.code == city)
    return ReturnForm(
        current(store, city),
        year,
        department,
        revision,
        2026,
        store.progress(city, year),
    )


def current(store: Store, city: str) -> Plan:
    plan = store.plan(city)
    assert plan is not None
    return plan


def said(value: Said, year: int = YEAR) -> Actual:
    if isinstance(value, Actual):
        return value
    if isinstance(value, Missing):
        return Actual(fiscal_year=year, missing=value)
    return Actual(fiscal_year=year, value=Decimal(value))


def answer_of(
    form: ReturnForm,
    figures: Mapping[str, Said],
    bars: Mapping[int, Progress] | None = None,
) -> CheckedReturn:
    """An answer that changes these figures by code, and these entries of the schedule by their place in the form."""
    progress = {form.bars[n].key: entry for n, entry in (bars or {}).items()}
    actuals = {code: said(value, form.fiscal_year) for code, value in figures.items()}
    return CheckedReturn(form, (), (), actuals, progress)


def register(
    store: Store,
    city: str,
    figures: Mapping[str, Said],
    bars: Mapping[int, Progress] | None = None,
    *,
    who: str = "人事 佐藤",
    file: str | None = FILE,
    content: bytes | None = None,
) -> Submission:
    """A registered return of the whole city; its file is another for other figures, unless its content is given."""
    kept = (content or f"{figures}{bars}".encode()) if file else None
    return put_on_record(
        store, answer_of(form_of(store, city), figures, bars), who, file, kept
    )


def actual(store: Store, city: str, code: str, year: int = YEAR) -> Actual | None:
    indicator = current(store, city).indicator(code)
    assert indicator is not None
    return indicator.actual(year)


def value(store: Store, city: str, code: str) -> object:
    entry = actual(store, city, code)
    return entry.value if entry else None


def without(plan: Plan, code: str) -> Plan:
    return plan.model_copy(
        update={"indicators": tuple(i for i in plan.indicators if i.code != code)}
    )


def with_indicator(plan: Plan, code: str, **changed: Any) -> Plan:
    """The plan with one indicator otherwise, as a plan document that is loaded again would have it."""

    def one(indicator: Indicator) -> Indicator:
        return (
            indicator.model_copy(update=changed)
            if indicator.code == code
            else indicator
        )

    return plan.model_copy(update={"indicators": tuple(map(one, plan.indicators))})


def progress(
    state: BarState,
    percent: int | None = None,
    comment: str | None = None,
    year: int = YEAR,
) -> Progress:
    return Progress(
        fiscal_year=year,
        state=state,
        percent=None if percent is None else Decimal(percent),
        comment=comment,
    )


# --- Registering --------------------------------------------------------------------------------------------------------


def test_a_return_is_on_record_with_its_figures_its_original_and_its_receipt(
    store: Store, city: str
) -> None:
    form = form_of(store, city, "人事課")
    one, two, *_ = (i.code for i in form.indicators)
    made = put_on_record(
        store,
        answer_of(
            form,
            {one: "12.50", two: Missing.NOT_PUBLISHED},
            {0: progress(BarState.IN_PROGRESS, 40, "順調")},
        ),
        "人事 佐藤",
        FILE,
        CONTENT,
    )
    assert made == store.submission(made.number) == store.submissions(city)[0]
    assert (made.number, made.city, made.department, made.fiscal_year) == (
        1,
        city,
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
    assert str(value(store, city, one)) == "12.50"
    assert actual(store, city, two) == said(Missing.NOT_PUBLISHED)
    assert store.progress(city) == {
        form.bars[0].key: progress(BarState.IN_PROGRESS, 40, "順調")
    }


def test_all_that_is_said_of_a_figure_comes_back(store: Store, city: str) -> None:
    whole = Actual(
        fiscal_year=YEAR,
        as_of="2027-03",
        value=Decimal("30.10"),
        approximate=True,
        note="=1+1\n**太字** 𠮷",
    )
    register(store, city, {"K01": whole})
    assert repr(actual(store, city, "K01")) == repr(whole)


def test_registering_changes_nothing_else_of_the_plan(
    store: Store, city: str, sample_plan: Plan
) -> None:
    register(store, city, {"K01": 30})
    assert current(store, city) == sample_plan.with_actuals({"K01": said(30)})


def test_years_stay_in_order_when_an_earlier_one_comes_late(
    store: Store, city: str
) -> None:
    register(store, city, {"K01": 30})
    form = form_of(store, city, year=2020)
    put_on_record(store, answer_of(form, {"K01": 5}), "佐藤")
    years = [entry.fiscal_year for entry in form_of(store, city).indicators[0].actuals]
    assert years == sorted(years)
    assert {2020, YEAR} <= set(years)


def test_missing_counts_what_stands_after_registration_in_the_whole_form(
    store: Store, city: str
) -> None:
    register(
        store,
        city,
        {
            "K01": Missing.NOT_PUBLISHED,
            "K02": Missing.NOT_PUBLISHED,
            "K03": Missing.DISCONTINUED,
        },
    )
    made = register(store, city, {"K01": 3})
    assert made.figures == 1
    assert made.missing == {Missing.NOT_PUBLISHED: 1, Missing.DISCONTINUED: 1}


def test_a_return_that_says_what_is_known_already_is_kept_as_a_return(
    store: Store, city: str
) -> None:
    register(store, city, {"K01": 3})
    steps = len(store.history(city))
    made = put_on_record(
        store, answer_of(form_of(store, city), {"K01": 3}), "佐藤", FILE, CONTENT
    )
    assert (made.figures, made.state) == (0, SubmissionState.REGISTERED)
    assert store.original(made.number) == CONTENT
    assert len(store.history(city)) == steps


def test_figures_typed_on_the_screen_have_no_file(store: Store, city: str) -> None:
    made = register(store, city, {"K01": 3}, file=None)
    assert (made.file, made.sha256, made.size) == (None, None, None)
    assert store.original(made.number) is None
    assert [
        s.source for s in store.history(city, "K01") if s.submission == made.number
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
        answer_of(form, {"K01": 80}),
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
    assert store.submissions(city) == (made,)


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
        register(store, city, {yes_no: wrong})
    assert current(store, city) == sample_plan


def test_a_name_with_letters_that_no_database_keeps_is_stored_readably(
    store: Store, city: str
) -> None:
    made = register(store, city, {"K01": 3}, who="佐\0藤", file="実績\udcff.xlsx")
    assert (made.who, made.file) == ("佐?藤", "実績?.xlsx")


def test_an_original_of_ten_megabytes_comes_back_byte_for_byte(
    store: Store, city: str
) -> None:
    content = bytes(range(256)) * 40960
    made = register(store, city, {"K01": 3}, content=content)
    assert made.size == 10 * 1024 * 1024
    assert store.original(made.number) == content


def test_a_list_of_returns_never_loads_their_originals(store: Store, city: str) -> None:
    register(store, city, {"K01": 3})
    statements: list[str] = []
    event.listen(
        store.engine, "before_cursor_execute", lambda *a: statements.append(a[2])
    )
    store.submissions(city)
    assert len(statements) == 1
    assert "original" not in statements[0]


def test_a_registration_and_a_withdrawal_move_the_revision_of_their_own_city_alone(
    store: Store, city: str, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(store, list(shipped_plans.values()), "secretariat", "plans")
    before = {c.code: c.revision for c in store.cities()}
    made = register(store, city, {"K01": 3})
    assert {c.code: c.revision for c in store.cities()} == before | {
        city: store.revision()
    }
    assert store.revision().number == before[city].number + 2
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert {c.code: c.revision for c in store.cities()} == before | {
        city: store.revision()
    }


def test_other_cities_see_nothing_of_a_return(
    store: Store, city: str, shipped_plans: dict[str, Plan]
) -> None:
    writing.save_plans(store, list(shipped_plans.values()), "secretariat", "plans")
    made = register(
        store, city, {"K01": 3}, {0: progress(BarState.DONE)}, content=CONTENT
    )
    others = [code for code in shipped_plans if code != city]
    for code in others:
        assert store.submissions(code) == ()
        assert store.progress(code) == {}
    assert store.plans(others) == {code: shipped_plans[code] for code in others}
    elsewhere = put_on_record(
        store, answer_of(form_of(store, others[0]), {}), "佐藤", FILE, CONTENT
    )
    assert elsewhere.number == made.number + 1, (
        "the same file may be another city's return as well"
    )


# --- The same file, and somebody who was faster -------------------------------------------------------------------------


def test_the_same_file_again_changes_nothing_and_names_the_first(
    store: Store, city: str
) -> None:
    answer = answer_of(form_of(store, city), {"K01": 3})
    made = put_on_record(store, answer, "佐藤", FILE, CONTENT)
    revision = store.revision()
    with pytest.raises(AlreadyRegistered) as again:
        put_on_record(store, answer, "鈴木", "コピー.xlsx", CONTENT)
    assert again.value.submission == made
    assert store.submissions(city) == (made,)
    assert store.revision() == revision


def test_the_same_file_counts_again_for_another_year_and_after_it_was_withdrawn(
    store: Store, city: str
) -> None:
    first = put_on_record(
        store, answer_of(form_of(store, city), {"K01": 3}), "佐藤", FILE, CONTENT
    )
    other = put_on_record(
        store,
        answer_of(form_of(store, city, year=2025), {"K01": 3}),
        "佐藤",
        FILE,
        CONTENT,
    )
    writing.withdraw_return(store, first.number, "田中", "誤り")
    again = put_on_record(
        store, answer_of(form_of(store, city), {"K01": 3}), "佐藤", FILE, CONTENT
    )
    assert (
        [s.number for s in store.submissions(city)]
        == [again.number, other.number, first.number]
        == [3, 2, 1]
    )
    assert [store.original(n) for n in (1, 2, 3)] == [CONTENT] * 3


def test_what_somebody_else_wrote_meanwhile_is_never_overwritten(
    store: Store, city: str
) -> None:
    late = answer_of(form_of(store, city), {"K01": 7, "K02": 8})
    register(store, city, {"K02": 5}, who="鈴木")
    with pytest.raises(ChangedInStore):
        put_on_record(store, late, "佐藤", FILE, CONTENT)
    assert (value(store, city, "K01"), value(store, city, "K02")) == (None, 5)
    assert len(store.submissions(city)) == 1


def test_what_others_wrote_elsewhere_is_no_hindrance(store: Store, city: str) -> None:
    late = answer_of(form_of(store, city), {"K01": 7}, {0: progress(BarState.DONE)})
    register(store, city, {"K02": 5}, {1: progress(BarState.LATE)})
    put_on_record(store, late, "佐藤", FILE, CONTENT)
    assert (value(store, city, "K01"), value(store, city, "K02")) == (7, 5)
    assert len(store.progress(city)) == 2


@pytest.mark.parametrize("what", ["note", "last_year", "indicator", "retired"])
def test_an_indicator_that_is_not_as_it_was_checked_is_examined_again(
    store: Store, city: str, sample_plan: Plan, what: str
) -> None:
    late = answer_of(form_of(store, city), {"K01": 7})
    match what:
        case "note":
            register(store, city, {"K01": Actual(fiscal_year=YEAR, note="集計中")})
        case "last_year":
            put_on_record(
                store, answer_of(form_of(store, city, year=2025), {"K01": 99}), "鈴木"
            )
        case "indicator":
            writing.save_plans(
                store,
                [with_indicator(sample_plan, "K01", unit="千件")],
                "鈴木",
                "plan.yaml",
            )
        case "retired":
            writing.save_plans(
                store, [without(sample_plan, "K01")], "鈴木", "plan.yaml"
            )
    with pytest.raises(ChangedInStore):
        put_on_record(store, late, "佐藤", FILE, CONTENT)
    assert not [s for s in store.submissions(city) if s.who == "佐藤"]
    assert not [step for step in store.history(city) if step.who == "佐藤"]


def test_progress_that_is_not_as_it_was_is_examined_again(
    store: Store, city: str, sample_plan: Plan
) -> None:
    late = answer_of(form_of(store, city), {}, {0: progress(BarState.DONE)})
    register(store, city, {}, {0: progress(BarState.LATE)})
    with pytest.raises(ChangedInStore):
        put_on_record(store, late, "佐藤", FILE, CONTENT)
    gone = answer_of(form_of(store, city), {}, {0: progress(BarState.DONE)})
    measure = gone.form.bars[0].measure
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


def at_once(jobs: list[Callable[[], T]]) -> list[T | StoreError]:
    """What each of some jobs that begin at the same moment comes to."""
    gate = threading.Barrier(len(jobs))
    results: list[T | StoreError] = []

    def run(job: Callable[[], T]) -> None:
        gate.wait()
        try:
            results.append(job())
        except StoreError as refused:
            results.append(refused)

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.parametrize("same_file", [True, False])
def test_of_several_who_register_the_same_at_the_same_moment_one_succeeds(
    store: Store, city: str, same_file: bool
) -> None:
    answer = answer_of(
        form_of(store, city), {"K01": 3, "K02": 4}, {0: progress(BarState.DONE)}
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
    assert store.submissions(city) == (made,)
    assert value(store, city, "K01") == 3


def test_departments_that_register_at_the_same_moment_all_succeed(
    store: Store, city: str, sample_plan: Plan
) -> None:
    url = store.url
    stores = [Store(url) for _ in range(6)]
    codes = [
        i.code for i in sample_plan.indicators if i.value_type is ValueType.NUMBER
    ][:6]
    answers = [answer_of(form_of(store, city), {code: 3}) for code in codes]
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
    assert [value(store, city, code) for code in codes] == [3] * 6


def test_a_store_that_cannot_be_written_says_so_and_keeps_nothing_half(
    store: Store, city: str, sample_plan: Plan
) -> None:
    answer = answer_of(form_of(store, city), {"K01": 3})
    read_only = {
        "sqlite": "pragma query_only = 1",
        "postgresql": "set default_transaction_read_only = on",
    }
    forbid_at_connect(store, read_only[store.engine_name])
    with pytest.raises(StoreError, match=StoreFault.NOT_WRITABLE):
        put_on_record(store, answer, "佐藤", FILE, CONTENT)
    assert (store.submissions(city), current(store, city)) == ((), sample_plan)


def test_a_full_disk_says_so_and_keeps_nothing_half(
    sqlite_stores: databases.Prepared, sample_plan: Plan
) -> None:
    store, code = (
        Store(sqlite_stores.store([sample_plan])),
        sample_plan.municipality.code,
    )
    answer = answer_of(form_of(store, code), {"K01": 3})
    forbid_at_connect(store, "pragma max_page_count = 100")
    with pytest.raises(StoreError, match=StoreFault.DISK_FULL):
        put_on_record(store, answer, "佐藤", FILE, bytes(1024 * 1024))
    assert (store.submissions(code), current(store, code)) == ((), sample_plan)
    store.close()


def forbid_at_connect(store: Store, statement: str) -> None:
    @event.listens_for(store.engine, "connect")
    def _forbid(connection: Any, _record: Any) -> None:
        connection.cursor().execute(statement)
        connection.commit()

    store.engine.dispose()


# --- Waiting ------------------------------------------------------------------------------------------------------------


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
    assert current(store, city) == sample_plan
    assert store.revision().number == 1


def test_what_waits_is_not_left_twice(store: Store, city: str) -> None:
    left = hold(store, form_of(store, city), "佐藤", FILE, CONTENT)
    assert hold(store, form_of(store, city), "鈴木", "コピー.xlsx", CONTENT) == left
    assert store.submissions(city) == (left,)


def test_what_is_on_record_is_not_left_again(store: Store, city: str) -> None:
    made = register(store, city, {"K01": 3}, content=CONTENT)
    with pytest.raises(AlreadyRegistered) as refused:
        hold(store, form_of(store, city), "佐藤", FILE, CONTENT)
    assert refused.value.submission == made


def test_what_waited_is_registered_under_its_own_number(
    store: Store, city: str
) -> None:
    left = hold(store, form_of(store, city, "人事課"), "人事 佐藤", FILE, CONTENT)
    made = put_on_record(
        store,
        answer_of(form_of(store, city), {"K01": 3}),
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
    assert store.submissions(city) == (made,)
    assert [s.source for s in store.history(city, "K01") if s.submission] == [FILE]


def test_what_waits_is_withdrawn_without_any_figure_changing(
    store: Store, city: str
) -> None:
    left = hold(store, form_of(store, city), "佐藤", FILE, CONTENT)
    gone = writing.withdraw_return(
        store, left.number, "田中", " 別の年度の様式 "
    ).submission
    assert (gone.state, gone.withdrawn_by, gone.withdrawn_reason) == (
        SubmissionState.WITHDRAWN,
        "田中",
        "別の年度の様式",
    )
    assert store.revision().number == 1
    assert (
        hold(store, form_of(store, city), "佐藤", FILE, CONTENT).number
        == left.number + 1
    )


# --- Withdrawing --------------------------------------------------------------------------------------------------------


def test_withdrawing_leaves_the_plan_as_it_was_to_the_last_note(
    store: Store, city: str, sample_plan: Plan
) -> None:
    before = Actual(
        fiscal_year=YEAR,
        as_of="2026-09",
        value=Decimal("28.50"),
        approximate=True,
        note="速報",
    )
    register(
        store,
        city,
        {"K01": before, "K02": Missing.NOT_PUBLISHED},
        {0: progress(BarState.LATE, 10, "遅延")},
    )
    plan, bars = current(store, city), store.progress(city)
    made = register(
        store,
        city,
        {"K01": 30, "K02": 5, "K03": 6},
        {0: progress(BarState.DONE, 100), 1: progress(BarState.DONE)},
    )
    first, second = (bar.key for bar in form_of(store, city).bars[:2])
    assert store.preview_withdrawal(made.number) == (
        WithdrawalPreview("K01", None, YEAR, said(30), before, superseded=False),
        WithdrawalPreview(
            "K02", None, YEAR, said(5), said(Missing.NOT_PUBLISHED), superseded=False
        ),
        WithdrawalPreview("K03", None, YEAR, said(6), None, superseded=False),
        WithdrawalPreview(
            None,
            first,
            YEAR,
            progress(BarState.DONE, 100),
            progress(BarState.LATE, 10, "遅延"),
            superseded=False,
        ),
        WithdrawalPreview(
            None, second, YEAR, progress(BarState.DONE), None, superseded=False
        ),
    )
    gone = writing.withdraw_return(
        store, made.number, "事務局 田中", "年度を間違えた"
    ).submission
    assert repr(current(store, city)) == repr(plan)
    assert repr(store.progress(city)) == repr(bars)
    assert (gone.state, gone.withdrawn_by, gone.withdrawn_reason) == (
        SubmissionState.WITHDRAWN,
        "事務局 田中",
        "年度を間違えた",
    )
    assert gone.withdrawn_at == store.revision().at
    assert (gone.figures, store.original(made.number)) == (
        made.figures,
        store.original(gone.number),
    )
    assert store.preview_withdrawal(made.number) == ()


def test_what_was_changed_since_stays_and_is_shown_first(
    store: Store, city: str
) -> None:
    first = register(store, city, {"K01": 5, "K02": 6}, {0: progress(BarState.LATE)})
    register(store, city, {"K02": 7}, {0: progress(BarState.DONE)}, file=None)
    one, two, three = store.preview_withdrawal(first.number)
    assert (one.indicator, one.now, one.back, one.superseded) == (
        "K01",
        said(5),
        None,
        False,
    )
    assert (two.indicator, two.now, two.back, two.superseded) == (
        "K02",
        said(7),
        said(7),
        True,
    )
    assert (three.now, three.back, three.superseded) == (
        progress(BarState.DONE),
        progress(BarState.DONE),
        True,
    )
    writing.withdraw_return(store, first.number, "田中", "誤り")
    assert (value(store, city, "K01"), value(store, city, "K02")) == (None, 7)
    assert [*store.progress(city).values()] == [progress(BarState.DONE)]


@pytest.mark.parametrize(
    "order", [(1, 2, 3), (3, 2, 1), (2, 1, 3), (2, 3, 1), (1, 3, 2), (3, 1, 2)]
)
def test_returns_withdrawn_in_any_order_leave_nothing_of_them(
    store: Store, city: str, sample_plan: Plan, order: tuple[int, ...]
) -> None:
    for n in (1, 2, 3):
        register(store, city, {"K01": n}, {0: progress(BarState.IN_PROGRESS, 10 * n)})
    left = {1, 2, 3}
    for number in order:
        writing.withdraw_return(store, number, "田中", "誤り")
        left.discard(number)
        standing = max(left, default=None)
        assert value(store, city, "K01") == standing, (order, number)
        assert [entry.percent for entry in store.progress(city).values()] == (
            [10 * standing] if standing else []
        )
    assert current(store, city) == sample_plan


def test_a_figure_that_a_loaded_plan_has_changed_since_stays(
    store: Store, city: str
) -> None:
    made = register(store, city, {"K01": 5})
    writing.save_plans(
        store,
        [current(store, city).with_actuals({"K01": said("5.5")})],
        "secretariat",
        "plan.yaml",
    )
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert value(store, city, "K01") == Decimal("5.5")


def test_an_indicator_that_left_the_plan_since_is_no_hindrance(
    store: Store, city: str
) -> None:
    made = register(store, city, {"K01": 5, "K02": 6})
    plan = current(store, city)
    writing.save_plans(store, [without(plan, "K01")], "secretariat", "plan.yaml")
    one, two = store.preview_withdrawal(made.number)
    assert (one.indicator, one.now, one.back, one.superseded) == (
        "K01",
        None,
        None,
        True,
    )
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert value(store, city, "K02") is None
    writing.save_plans(store, [plan], "secretariat", "plan.yaml")
    assert value(store, city, "K01") == 5, (
        "a plan that comes back with its figure has it"
    )
    assert not two.superseded


def test_an_entry_of_the_schedule_that_left_the_plan_since_is_no_hindrance(
    store: Store, city: str, sample_plan: Plan
) -> None:
    made = register(store, city, {}, {0: progress(BarState.DONE)})
    writing.save_plans(
        store,
        [sample_plan.model_copy(update={"policies": (), "indicators": ()})],
        "secretariat",
        "plan.yaml",
    )
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert store.progress(city) == {}


def test_a_figure_of_what_is_answered_by_yes_or_no_meanwhile_does_not_come_back(
    store: Store, city: str, sample_plan: Plan
) -> None:
    number = next(
        i
        for i in sample_plan.indicators
        if i.value_type is ValueType.NUMBER and i.target is None
    )
    register(store, city, {number.code: 5})
    made = register(store, city, {number.code: 1})
    plan = current(store, city)
    changed = {
        "value_type": ValueType.YES_NO,
        "baseline": None,
        "references": (),
        "actuals": (said(1),),
    }
    writing.save_plans(
        store,
        [with_indicator(plan, number.code, **changed)],
        "secretariat",
        "plan.yaml",
    )
    assert [(u.now, u.back) for u in store.preview_withdrawal(made.number)] == [
        (said(1), None)
    ]
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert actual(store, city, number.code) is None


def test_a_return_is_withdrawn_once_and_with_a_reason(store: Store, city: str) -> None:
    made = register(store, city, {"K01": 5})
    for blank in ("", "  ", "\u3000\n"):
        with pytest.raises(StoreError, match=StoreFault.NO_REASON):
            writing.withdraw_return(store, made.number, "田中", blank)
    writing.withdraw_return(store, made.number, "田中", "誤り")
    with pytest.raises(StoreError, match=f"{StoreFault.ALREADY_WITHDRAWN} .* 田中"):
        writing.withdraw_return(store, made.number, "鈴木", "誤り")
    again = store.submission(made.number)
    assert again is not None
    assert again.withdrawn_by == "田中"


def test_two_who_withdraw_at_the_same_moment_do_it_once(
    store: Store, city: str
) -> None:
    made = register(store, city, {"K01": 5})
    results = at_once(
        [
            partial(writing.withdraw_return, store, made.number, who, "誤り")
            for who in ("田中", "鈴木")
        ]
    )
    assert [type(r) for r in results].count(WithdrawnReturn) == 1
    assert value(store, city, "K01") is None


def test_numbers_never_given_out_are_told(store: Store) -> None:
    assert store.submission(99) is None
    assert store.original(99) is None
    for asked in (
        lambda: store.preview_withdrawal(99),
        lambda: writing.withdraw_return(store, 99, "田中", "誤り"),
    ):
        with pytest.raises(StoreError, match=f"{StoreFault.UNKNOWN_RETURN} 99"):
            asked()


# --- Progress, and what changed since -----------------------------------------------------------------------------------


def test_progress_is_the_latest_at_or_before_the_year(store: Store, city: str) -> None:
    for year, state in ((2024, BarState.IN_PROGRESS), (2026, BarState.DONE)):
        form = form_of(store, city, year=year)
        put_on_record(
            store, answer_of(form, {}, {0: progress(state, year=year)}), "佐藤"
        )
    key = form_of(store, city).bars[0].key
    known = {
        year: store.progress(city, year) for year in (2023, 2024, 2025, 2026, 2027)
    }
    assert [{year: entry[key].state for year, entry in known.items() if entry}] == [
        {2024: "in_progress", 2025: "in_progress", 2026: "done", 2027: "done"}
    ]
    assert store.progress(city) == known[2027]
    assert known[2025][key].fiscal_year == 2024


def test_entries_with_the_same_label_are_told_apart(
    store: Store, city: str, sample_plan: Plan
) -> None:
    policy = next(
        p for p in sample_plan.policies if any(m.schedule for m in p.measures)
    )
    measure = next(m for m in policy.measures if m.schedule)
    twice = measure.model_copy(
        update={"schedule": (measure.schedule[0], measure.schedule[0])}
    )
    policies = tuple(
        p.model_copy(
            update={"measures": tuple(twice if m is measure else m for m in p.measures)}
        )
        for p in sample_plan.policies
    )
    writing.save_plans(
        store,
        [sample_plan.model_copy(update={"policies": policies})],
        "secretariat",
        "plan.yaml",
    )
    form = form_of(store, city)
    first, second = [
        n for n, bar in enumerate(form.bars) if bar.measure.number == measure.number
    ]
    register(
        store,
        city,
        {},
        {first: progress(BarState.DONE), second: progress(BarState.LATE)},
    )
    assert [entry.state for entry in store.progress(city).values()] == [
        BarState.DONE,
        BarState.LATE,
    ]


def test_a_plan_that_is_loaded_again_keeps_returns_figures_and_progress(
    store: Store, city: str, sample_plan: Plan
) -> None:
    made = register(store, city, {"K01": 5}, {0: progress(BarState.DONE)})
    bars = store.progress(city)
    writing.save_plans(
        store,
        [
            current(store, city).model_copy(
                update={"policies": sample_plan.policies[::-1]}
            )
        ],
        "s",
        "plan.yaml",
    )
    assert (store.submissions(city), store.progress(city)) == ((made,), bars)
    assert value(store, city, "K01") == 5
    assert [u.superseded for u in store.preview_withdrawal(made.number)] == [
        False,
        False,
    ]


def test_what_changed_since_a_form_was_made_is_told_with_who_and_what_it_was(
    store: Store, city: str
) -> None:
    before = form_of(store, city).revision
    assert store.changed_since(city, YEAR, before) == {}
    register(store, city, {"K01": 5, "K02": 6}, who="佐藤")
    middle = form_of(store, city).revision
    register(store, city, {"K02": 7}, who="鈴木")
    changed = store.changed_since(city, YEAR, before)
    assert {code: (c.then, c.who) for code, c in changed.items()} == {
        "K01": (None, "佐藤"),
        "K02": (None, "鈴木"),
    }
    assert changed["K02"].at == store.revision().at
    assert {
        code: c.then for code, c in store.changed_since(city, YEAR, middle).items()
    } == {"K02": said(6)}
    assert store.changed_since(city, 2025, before) == {}


def test_what_went_back_to_what_it_was_has_not_changed(store: Store, city: str) -> None:
    before = form_of(store, city).revision
    made = register(store, city, {"K01": 5})
    middle = form_of(store, city).revision
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert store.changed_since(city, YEAR, before) == {}
    [(code, change)] = store.changed_since(city, YEAR, middle).items()
    assert (code, change.then, change.who, change.at) == (
        "K01",
        said(5),
        "田中",
        store.revision().at,
    )


@pytest.mark.parametrize("revision", [0, -1, 99])
def test_a_revision_that_the_store_does_not_know_says_nothing(
    store: Store, city: str, revision: int
) -> None:
    register(store, city, {"K01": 5})
    assert store.changed_since(city, YEAR, revision) == {}


# --- History ------------------------------------------------------------------------------------------------------------


def test_every_step_names_its_return_its_file_and_what_it_said_beside_the_value(
    store: Store, city: str
) -> None:
    first = register(
        store,
        city,
        {
            "K01": Actual(
                fiscal_year=YEAR, value=Decimal(5), as_of="2026-09", note="速報"
            )
        },
    )
    register(
        store,
        city,
        {"K01": Actual(fiscal_year=YEAR, value=Decimal(5), as_of="2027-03")},
        file="確報.xlsx",
    )
    writing.withdraw_return(store, 2, "田中", "誤り")
    steps = [
        s
        for s in store.history(city, "K01")
        if s.kind is FigureKind.ACTUAL and s.fiscal_year == YEAR
    ]
    assert [(s.submission, s.withdrawal, s.source, s.who) for s in steps] == [
        (first.number, False, FILE, "人事 佐藤"),
        (2, False, "確報.xlsx", "人事 佐藤"),
        (2, True, "確報.xlsx", "田中"),
    ]
    assert [(s.before and s.before.note, s.after and s.after.note) for s in steps] == [
        (None, "速報"),
        ("速報", None),
        (None, "速報"),
    ]
    assert [
        (s.before and s.before.as_of, s.after and s.after.as_of) for s in steps
    ] == [
        (None, "2026-09"),
        ("2026-09", "2027-03"),
        ("2027-03", "2026-09"),
    ]
    five = Decimal(5)
    assert [(s.old, s.new) for s in steps] == [(None, five), (five, five), (five, five)]


def test_progress_has_its_steps_in_the_history(store: Store, city: str) -> None:
    made = register(
        store, city, {"K01": 5}, {0: progress(BarState.IN_PROGRESS, 40, "着手")}
    )
    register(store, city, {}, {0: progress(BarState.DONE)})
    bar = form_of(store, city).bars[0]
    steps = [s for s in store.history(city) if s.bar is not None]
    assert [(s.old, s.new, s.fiscal_year, s.bar, s.place) for s in steps] == [
        (
            None,
            BarState.IN_PROGRESS,
            YEAR,
            bar.key,
            f"{bar.measure.number} {bar.item.label}",
        ),
        (
            BarState.IN_PROGRESS,
            BarState.DONE,
            YEAR,
            bar.key,
            f"{bar.measure.number} {bar.item.label}",
        ),
    ]
    assert steps[0].after is not None
    assert (steps[0].after.percent, steps[0].after.note, steps[0].submission) == (
        Decimal(40),
        "着手",
        made.number,
    )
    assert [s.revision for s in store.history(city)] == sorted(
        s.revision for s in store.history(city)
    )
    assert all(s.bar is None for s in store.history(city, "K01"))


# --- The tables ---------------------------------------------------------------------------------------------------------


SENSELESS = [
    "update submission set state = 'waiting'",
    "update submission set state = 'lost'",
    "update submission set state = 'withdrawn'",
    "update submission set recorded_in = null",
    "update submission set recorded_in = 99",
    "update submission set withdrawn_in = 1",
    "update submission set withdrawn_reason = 'x'",
    "update submission set sha256 = 'abc'",
    "update submission set sha256 = null",
    "update submission set fiscal_year = 1800",
    "update submission set plan_id = 99",
    "delete from submission",
    "delete from revision where id = 2",
    "insert into original (submission, content) values (99, '')",
    "update progress set state = 'finished'",
    "update progress set percent = '101'",
    "update progress set percent = '-1'",
    "update progress set superseded_in = recorded_in",
    """insert into progress select id + 100, plan_id, measure, label, nth, fiscal_year, state, percent, comment,
    recorded_in, superseded_in from progress""",
    """insert into submission select number + 100, plan_id, department, fiscal_year, state, file, sha256, size, at,
    who, figures, missing, confirmations, recorded_in, withdrawn_in, withdrawn_at, withdrawn_by, withdrawn_reason
    from submission""",
]


def test_the_database_itself_refuses_returns_that_make_no_sense(
    store: Store, city: str
) -> None:
    made = register(store, city, {"K01": 5}, {0: progress(BarState.DONE, 100)})
    assert [statement for statement in SENSELESS if not refused(store, statement)] == []
    assert store.submissions(city) == (made,)


def refused(store: Store, statement: str) -> bool:
    try:
        with write_transaction(store.engine) as connection:
            connection.execute(text(statement))
    except StoreError as error:
        return error.fault is StoreFault.SENSELESS
    return False


def test_a_store_of_the_second_level_is_upgraded_with_what_it_holds(
    stores: databases.Prepared, sample_plan: Plan
) -> None:
    store, code, plan = (
        Store(stores.store()),
        sample_plan.municipality.code,
        databases.of_the_first_level(sample_plan),
    )
    writing.save_plans(store, [plan], "secretariat", "plan.yaml")
    databases.lower(store, "0002")
    with pytest.raises(StoreError, match=StoreFault.NOT_SET_UP):
        store.submissions(code)
    store.migrate()
    assert store.level().current
    assert store.plan(code) == plan
    assert (store.submissions(code), store.progress(code)) == ((), {})
    made = register(store, code, {"K01": 5}, {0: progress(BarState.DONE)})
    assert store.submissions(code) == (made,)
    writing.withdraw_return(store, made.number, "田中", "誤り")
    assert store.plan(code) == plan
    store.close()

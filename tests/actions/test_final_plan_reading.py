"""確定: what somebody sees of a plan who sees only what is final."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from dxkpi import actions
from dxkpi.actions import ConfirmItems, ReleaseYear, ReturnItems
from dxkpi.actions.returns import make_registration
from dxkpi.plan import (
    Actual,
    BarState,
    InitiativeState,
    Plan,
    Progress,
    SharedIndicator,
    UnconfirmedActual,
    UnconfirmedReport,
    YearlyReport,
)
from dxkpi.plan.release import ReleasedText
from dxkpi.plan.review import ItemKey, entry_item, figure_key, initiative_key
from dxkpi.returns.final_plan import FinalPlan
from dxkpi.rules import EntryKey, ReportedYear, report_subjects, reportable_entries
from dxkpi.rules.scheduled_ends import FinalProgress
from dxkpi.store import TYPED, NewRemark, SeenItem, Store, writing
from tests.support.databases import Prepared
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.recorded_rounds import run_round
from tests.support.returned import TODAY, Figures, answer
from tests.support.several_plans import linked, strategy

CITY, OWN, CODE, YEAR = "999997", "人事課", "K10", 2025


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


def final(store: Store, plan: Plan) -> FinalPlan:
    read = actions.read_final_plan(store, plan.key, TODAY)
    assert read is not None
    return read


def shown(store: Store, plan: Plan, year: int = YEAR) -> Actual | None:
    indicator = final(store, plan).plan.indicator(CODE)
    assert indicator is not None
    return indicator.actual(year)


def value_shown(store: Store, plan: Plan) -> Decimal | None:
    figure = shown(store, plan)
    return None if figure is None else figure.value


def report(
    store: Store,
    value: int,
    progress: dict[EntryKey, Progress] | None = None,
    correction: str | None = None,
) -> None:
    figures: Figures = {CODE: value}
    checked = answer(store, CITY, YEAR, None, figures, progress)
    registration = make_registration(checked, None, TYPED, correction)
    writing.register_return(store, registration, "佐藤")


def release(store: Store, plan: Plan, year: int = YEAR, reason: str = "") -> None:
    every_text = frozenset(ReleasedText)
    command = ReleaseYear(
        plan.key, year, reason=reason, texts=every_text, although_preliminary=True
    )
    actions.release_year(store, command, SECRETARIAT)


def confirm(store: Store, plan: Plan, item: ItemKey) -> None:
    stood_at = store.review(plan.key, YEAR).changed_in[item, YEAR]
    command = ConfirmItems(plan.key, YEAR, (SeenItem(item, YEAR, stood_at),))
    actions.confirm_items(store, command, SECRETARIAT)


def test_without_a_round_everything_is_final_as_it_is_registered(
    store: Store, sample_plan: Plan
) -> None:
    assert final(store, sample_plan) == FinalPlan(sample_plan, ())


def test_where_review_is_off_everything_is_final_as_it_is_registered(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key, is_reviewed=False)
    report(store, 71)
    assert value_shown(store, sample_plan) == 71
    assert not final(store, sample_plan).waiting


def test_in_a_reviewed_year_a_figure_shows_once_it_is_confirmed(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key, is_reviewed=True)
    report(store, 71)
    assert shown(store, sample_plan) == UnconfirmedActual(fiscal_year=YEAR)
    waiting = final(store, sample_plan).waiting[YEAR]
    assert waiting
    before = sample_plan.indicator(CODE)
    assert before is not None
    assert shown(store, sample_plan, YEAR - 1) == before.actual(YEAR - 1)
    confirm(store, sample_plan, figure_key(CODE))
    assert value_shown(store, sample_plan) == 71
    assert final(store, sample_plan).waiting[YEAR] == waiting - 1


def test_what_was_final_stays_until_the_correction_is(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key, is_reviewed=True)
    report(store, 71)
    confirm(store, sample_plan, figure_key(CODE))
    report(store, 72, correction="転記の誤り")
    assert value_shown(store, sample_plan) == 71
    confirm(store, sample_plan, figure_key(CODE))
    assert value_shown(store, sample_plan) == 72


def test_what_was_sent_back_is_not_final_any_more(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key, is_reviewed=True)
    report(store, 71)
    confirm(store, sample_plan, figure_key(CODE))
    remark = NewRemark(figure_key(CODE), "確かめてください", "value")
    command = ReturnItems(sample_plan.key, YEAR, (remark,))
    actions.return_items(store, command, SECRETARIAT)
    assert shown(store, sample_plan) == UnconfirmedActual(fiscal_year=YEAR)


def test_an_entry_of_the_schedule_is_where_it_was_final_last(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key, is_reviewed=True)
    entry = next(iter(reportable_entries(sample_plan))).key

    def shown_progress() -> Progress | None:
        return final_progress().get(entry)

    def final_progress() -> FinalProgress:
        return actions.read_final_progress(store, final(store, sample_plan), YEAR)

    before = store.progress(sample_plan.key, YEAR - 1).get(entry)
    report(
        store,
        71,
        {
            entry: Progress(
                fiscal_year=YEAR, state=BarState.IN_PROGRESS, percent=Decimal(40)
            )
        },
    )
    assert shown_progress() == before
    assert final_progress().waiting == {entry}
    confirm(store, sample_plan, entry_item(*entry))
    assert not final_progress().waiting
    report(
        store,
        71,
        {
            entry: Progress(
                fiscal_year=YEAR, state=BarState.IN_PROGRESS, percent=Decimal(60)
            )
        },
        correction="転記の誤り",
    )
    progress = shown_progress()
    assert progress is not None
    assert progress.percent == 40
    assert not final_progress().waiting, "what was final of the year stands"
    confirm(store, sample_plan, entry_item(*entry))
    progress = shown_progress()
    assert progress is not None
    assert progress.percent == 60


def test_the_report_of_an_initiative_is_told_to_wait_until_it_is_final(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key, is_reviewed=True)
    subject = report_subjects(sample_plan)[0]
    written = YearlyReport(fiscal_year=YEAR, state=InitiativeState.DELAYED)
    checked = replace(
        answer(store, CITY, YEAR, None, {CODE: 71}),
        reported_year=ReportedYear(YEAR, {subject.key: written}),
    )
    registration = make_registration(checked, None, TYPED)
    writing.register_return(store, registration, "佐藤")

    def shown_report() -> YearlyReport | None:
        return report_subjects(final(store, sample_plan).plan)[0].report(YEAR)

    assert shown_report() == UnconfirmedReport(fiscal_year=YEAR)
    confirm(store, sample_plan, initiative_key(*subject.key))
    assert shown_report() == written


def test_what_was_released_before_the_review_began_is_shown_as_it_was_released(
    store: Store, sample_plan: Plan
) -> None:
    report(store, 71)
    release(store, sample_plan)
    open_round(store, sample_plan.key, is_reviewed=True)
    assert value_shown(store, sample_plan) == 71
    report(store, 72)
    assert value_shown(store, sample_plan) == 71
    assert final(store, sample_plan).waiting[YEAR]
    confirm(store, sample_plan, figure_key(CODE))
    assert value_shown(store, sample_plan) == 72


def test_of_what_was_released_and_what_was_final_the_newer_is_shown(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key, is_reviewed=True)
    item = figure_key(CODE)
    report(store, 71)
    confirm(store, sample_plan, item)
    report(store, 72, correction="転記の誤り")
    assert value_shown(store, sample_plan) == 71
    release(store, sample_plan)
    assert value_shown(store, sample_plan) == 72
    assert (item, YEAR) in final(store, sample_plan).preliminary
    report(store, 73, correction="転記の誤り")
    confirm(store, sample_plan, item)
    report(store, 74, correction="転記の誤り")
    assert value_shown(store, sample_plan) == 73
    assert (item, YEAR) not in final(store, sample_plan).preliminary


def test_what_was_released_is_shown_also_once_it_was_sent_back(
    store: Store, sample_plan: Plan
) -> None:
    open_round(store, sample_plan.key, is_reviewed=True)
    report(store, 71)
    confirm(store, sample_plan, figure_key(CODE))
    release(store, sample_plan)
    remark = NewRemark(figure_key(CODE), "確かめてください", "value")
    command = ReturnItems(sample_plan.key, YEAR, (remark,))
    actions.return_items(store, command, SECRETARIAT)
    assert value_shown(store, sample_plan) == 71


def test_entries_and_reports_are_shown_as_they_were_released(
    store: Store, sample_plan: Plan
) -> None:
    entry = next(iter(reportable_entries(sample_plan))).key
    subject = report_subjects(sample_plan)[0]
    open_round(store, sample_plan.key, is_reviewed=True)

    def reported(percent: int, state: InitiativeState) -> None:
        progress = Progress(
            fiscal_year=YEAR, state=BarState.IN_PROGRESS, percent=Decimal(percent)
        )
        written = YearlyReport(fiscal_year=YEAR, state=state)
        checked = replace(
            answer(store, CITY, YEAR, None, {CODE: percent}, {entry: progress}),
            reported_year=ReportedYear(YEAR, {subject.key: written}),
        )
        registration = make_registration(checked, None, TYPED)
        writing.register_return(store, registration, "佐藤")

    reported(40, InitiativeState.DELAYED)
    release(store, sample_plan)
    reported(60, InitiativeState.UNDER_WAY)
    shown_plan = final(store, sample_plan)
    progress = actions.read_final_progress(store, shown_plan, YEAR)
    assert progress[entry].percent == 40
    assert entry not in progress.waiting
    written = report_subjects(shown_plan.plan)[0].report(YEAR)
    assert written is not None
    assert written.state is InitiativeState.DELAYED
    confirm(store, sample_plan, entry_item(*entry))
    confirm(store, sample_plan, initiative_key(*subject.key))
    shown_plan = final(store, sample_plan)
    progress = actions.read_final_progress(store, shown_plan, YEAR)
    assert progress[entry].percent == 60
    written = report_subjects(shown_plan.plan)[0].report(YEAR)
    assert written is not None
    assert written.state is InitiativeState.UNDER_WAY


def test_a_shared_figure_that_waits_is_shown_as_it_was_released_with_the_plan(
    store: Store, sample_plan: Plan
) -> None:
    shared = SharedIndicator(plan=sample_plan.key.id, code=CODE)
    sharing = linked(
        strategy(sample_plan).model_copy(update={"indicators": sample_plan.indicators}),
        CODE,
        shares=shared,
    )
    writing.save_plans(store, [sharing], "佐藤", "strategy.yaml")
    report(store, 71)
    release(store, sharing)
    open_round(store, sample_plan.key, is_reviewed=True)
    report(store, 72)
    assert value_shown(store, sample_plan) is None
    assert value_shown(store, sharing) == 71
    assert not final(store, sharing).preliminary
    confirm(store, sample_plan, figure_key(CODE))
    assert value_shown(store, sharing) == 72


def test_a_shared_figure_is_preliminary_where_it_was_so_when_it_was_released(
    store: Store, sample_plan: Plan
) -> None:
    shared = SharedIndicator(plan=sample_plan.key.id, code=CODE)
    whole = strategy(sample_plan).model_copy(
        update={"indicators": sample_plan.indicators}
    )
    sharing = linked(whole, CODE, shares=shared)
    writing.save_plans(store, [sharing], "佐藤", "strategy.yaml")
    open_round(store, sample_plan.key, is_reviewed=True)
    report(store, 71)
    figure = {(figure_key(CODE), YEAR)}
    release(store, sharing)
    assert value_shown(store, sample_plan) is None
    assert value_shown(store, sharing) == 71
    assert final(store, sharing).preliminary == figure
    release(store, sample_plan)
    assert final(store, sample_plan).preliminary >= figure
    assert final(store, sharing).preliminary == figure
    confirm(store, sample_plan, figure_key(CODE))
    assert not final(store, sharing).preliminary


def test_nothing_that_everybody_sees_is_missing_to_a_viewer(
    store: Store, sample_plan: Plan
) -> None:
    run_round(store, sample_plan.key)
    release(store, sample_plan)
    released = actions.released_content(store, sample_plan.key, 1)
    seen = final(store, sample_plan)
    progress = actions.read_final_progress(store, seen, YEAR)
    figures = [
        (indicator.code, actual)
        for indicator in released.plan.collected_indicators
        for actual in indicator.actuals
    ]
    assert len(figures) > 20
    for code, actual in figures:
        indicator = seen.plan.indicator(code)
        assert indicator is not None
        assert indicator.actual(actual.fiscal_year) == actual
    for entry in released.progress:
        assert progress[entry.measure, entry.label, entry.nth] == entry.progress
    for subject, public in zip(
        report_subjects(seen.plan), report_subjects(released.plan), strict=True
    ):
        assert subject.reports == public.reports

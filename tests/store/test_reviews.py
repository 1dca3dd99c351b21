"""Remarks and confirmations as they are kept."""

from datetime import date

import pytest

from dxkpi import actions
from dxkpi.actions import ChangeRound
from dxkpi.plan import BarState, Plan, Progress, YearlyReport
from dxkpi.plan.review import ItemKind, entry_item, initiative_key
from dxkpi.rules import ReportedYear, reportable_entries, with_reported_year
from dxkpi.store import (
    NewRemark,
    ReviewAct,
    SeenItem,
    Store,
    StoreError,
    StoreFault,
    writing,
)
from tests.support.gantt import plan_of_measures
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import answer, put_on_record


@pytest.fixture
def plan(empty_store: Store, sample_plan: Plan) -> Plan:
    writing.save_plans(empty_store, [sample_plan], "tester", "plan.yaml")
    return sample_plan


@pytest.fixture
def seen(empty_store: Store, plan: Plan) -> list[SeenItem]:
    """Everything of 令和7年度 that the plan's document brought."""
    changes = empty_store.review(plan.key, 2025).changed_in
    return [
        SeenItem(item, year, revision)
        for (item, year), revision in changes.items()
        if year == 2025
    ]


def review(
    store: Store, plan: Plan, confirmed: list[SeenItem], remarks: list[NewRemark]
) -> int:
    place = (store, plan.key, 2025)
    return writing.record_review(*place, confirmed, remarks, "鈴木", "typed").number


def test_figures_entries_and_initiatives_can_be_reviewed(
    empty_store: Store, plan: Plan
) -> None:
    report = YearlyReport(fiscal_year=2025, done="窓口3か所で始めた。")
    reported = with_reported_year(plan, ReportedYear(2025, {("1-1", "1"): report}, {}))
    writing.save_plans(empty_store, [reported], "tester", "plan.yaml")
    [entry, *_others] = reportable_entries(plan)
    begun = Progress(fiscal_year=2025, state=BarState.IN_PROGRESS)
    city = plan.municipality.code
    checked = answer(empty_store, city, 2025, None, {}, {entry.key: begun})
    put_on_record(empty_store, checked, "佐藤")
    changes = empty_store.review(plan.key, 2025).changed_in
    assert changes[initiative_key("1-1", "1"), 2025] == 2
    assert changes[entry_item(*entry.key), 2025] == 3
    figures = [n for (item, _y), n in changes.items() if item.kind is ItemKind.FIGURE]
    assert set(figures) == {1}


def test_an_entry_whose_label_has_two_lines_is_reviewed_as_any(
    empty_store: Store, plan: Plan
) -> None:
    [(measure, label, nth), *_others] = [each.key for each in reportable_entries(plan)]
    in_two_lines = f"{label}\n（試行）"
    written = plan.measure(measure)
    assert written is not None
    schedule = tuple(
        item.model_copy(update={"label": in_two_lines}) if item.label == label else item
        for item in written.schedule
    )
    renamed = written.model_copy(update={"schedule": schedule})
    changed = plan_of_measures(plan, renamed)
    writing.save_plans(empty_store, [changed], "tester", "plan.yaml")
    entry = (measure, in_two_lines, nth)
    begun = Progress(fiscal_year=2025, state=BarState.IN_PROGRESS)
    checked = answer(
        empty_store, plan.municipality.code, 2025, None, {}, {entry: begun}
    )
    put_on_record(empty_store, checked, "佐藤")
    item = entry_item(*entry)
    stood_at = empty_store.review(plan.key, 2025).changed_in[item, 2025]
    review(empty_store, plan, [SeenItem(item, 2025, stood_at)], [])
    last = empty_store.history(plan.key)[-1]
    assert (last.entry_key, last.review) == (entry, ReviewAct.CONFIRMED)


def test_what_was_confirmed_and_remarked_comes_back(
    empty_store: Store, plan: Plan, seen: list[SeenItem]
) -> None:
    first, *others = seen
    remark = NewRemark(first.item, "単位は千円か", "value")
    revision = review(empty_store, plan, others, [remark])
    kept = empty_store.review(plan.key, 2025)
    [stored] = kept.remarks
    assert NewRemark(stored.item, stored.text, stored.column) == remark
    assert (stored.revision, stored.who, stored.answer) == (revision, "鈴木", None)
    assert [one.item for one in kept.confirmations] == [one.item for one in others]
    assert empty_store.review(plan.key, 2024).remarks == ()


def test_confirming_again_supersedes_and_an_answer_is_given_once(
    empty_store: Store, plan: Plan, seen: list[SeenItem]
) -> None:
    review(empty_store, plan, seen, [])
    revision = review(empty_store, plan, seen[:1], [])
    kept = {
        one.item: one.revision
        for one in empty_store.review(plan.key, 2025).confirmations
    }
    assert len(kept) == len(seen)
    assert kept[seen[0].item] == revision
    review(empty_store, plan, [], [NewRemark(seen[0].item, "単位は")])
    writing.answer_remark(empty_store, plan.key, 1, "億円", "佐藤", "typed")
    assert empty_store.review(plan.key, 2025).remarks[0].answer == "億円"
    with pytest.raises(StoreError) as error:
        writing.answer_remark(empty_store, plan.key, 1, "千円", "佐藤", "typed")
    assert error.value.fault is StoreFault.NO_SUCH_REMARK


def test_nothing_of_a_refused_review_is_kept(
    empty_store: Store, plan: Plan, seen: list[SeenItem]
) -> None:
    before = empty_store.revision()
    stale = seen[0]._replace(stood_at=9)
    with pytest.raises(StoreError) as error:
        review(empty_store, plan, [*seen[1:], stale], [NewRemark(seen[0].item, "？")])
    assert error.value.fault is StoreFault.CHANGED_SINCE_SEEN
    assert empty_store.review(plan.key, 2025).remarks == ()
    assert empty_store.revision() == before


def test_a_change_of_another_year_stops_no_review(
    empty_store: Store, plan: Plan, seen: list[SeenItem]
) -> None:
    looked_at = empty_store.revision().number
    first = next(one for one in seen if one.item.kind is ItemKind.FIGURE)
    city = plan.municipality.code
    changed = answer(empty_store, city, 2024, None, {first.item.place: 12})
    put_on_record(empty_store, changed, "佐藤")
    place = (empty_store, plan.key, 2025)
    remark = NewRemark(first.item, "単位は", item_year=2025)
    writing.record_review(*place, [], [remark], "鈴木", "typed", looked_at)
    again = NewRemark(first.item, "単位は", item_year=2024)
    with pytest.raises(StoreError) as error:
        writing.record_review(*place, [], [again], "鈴木", "typed", looked_at)
    assert error.value.fault is StoreFault.CHANGED_SINCE_SEEN


def test_a_review_is_known_as_of_each_revision(
    empty_store: Store, plan: Plan, seen: list[SeenItem]
) -> None:
    first, second, *_others = seen
    registered = empty_store.revision().number
    confirmed = review(empty_store, plan, [first], [NewRemark(second.item, "単位は")])
    answered = writing.answer_remark(
        empty_store, plan.key, 1, "億円", "佐藤", "typed"
    ).number
    again = review(empty_store, plan, [first], [])

    before = empty_store.review(plan.key, 2025, registered)
    assert (before.remarks, before.confirmations) == ((), ())
    then = empty_store.review(plan.key, 2025, confirmed)
    assert [one.revision for one in then.confirmations] == [confirmed]
    assert [one.answer for one in then.remarks] == [None]
    assert then.open_remarks(second.item, 2025) == then.remarks
    later = empty_store.review(plan.key, 2025, answered)
    assert [one.answer for one in later.remarks] == ["億円"]
    now = empty_store.review(plan.key, 2025)
    assert [one.revision for one in now.confirmations] == [again]


def test_a_figure_that_was_final_is_so_when_somebody_looks_back(
    empty_store: Store, plan: Plan, seen: list[SeenItem]
) -> None:
    first = next(one for one in seen if one.item.kind is ItemKind.FIGURE)
    confirmed = review(empty_store, plan, [first], [])
    city = plan.municipality.code
    changed = answer(empty_store, city, 2025, None, {first.item.place: 12})
    put_on_record(empty_store, changed, "佐藤")
    then = empty_store.review(plan.key, 2025, confirmed)
    assert then.is_confirmed(first.item, 2025)
    assert not empty_store.review(plan.key, 2025).is_confirmed(first.item, 2025)


def test_the_reviews_of_a_plan_are_those_of_its_reviewed_years(
    empty_store: Store, plan: Plan, seen: list[SeenItem]
) -> None:
    assert empty_store.reviews(plan.key) == {}
    open_round(empty_store, plan.key)
    assert empty_store.reviews(plan.key) == {}, "nobody reviews it"
    unreviewed = empty_store.revision().number
    days = (date(2026, 5, 15), date(2026, 5, 29))
    change = ChangeRound(plan.key, 2025, *days, is_reviewed=True)
    actions.change_round(empty_store, change, SECRETARIAT)
    review(empty_store, plan, seen[:1], [])
    reviews = empty_store.reviews(plan.key)
    assert list(reviews) == [2025]
    assert reviews[2025] == empty_store.review(plan.key, 2025)
    assert empty_store.reviews(plan.key, unreviewed) == {}

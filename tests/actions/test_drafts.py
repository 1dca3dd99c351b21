"""Drafts: begun, changed by several at once, undone, given up."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import (
    ChangedInDraft,
    ChangeDraft,
    DiscardDraft,
    DraftFault,
    NewPlan,
    StartDraft,
    UndoStep,
    WrongDraft,
    data_at_step,
    undoable_step,
)
from dxkpi.plan import Plan
from dxkpi.plan.document import check_document
from dxkpi.plan.document_changes import ABSENT, ORDER, value_at
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import Location
from dxkpi.plan.document_source import DocumentSource
from dxkpi.store import PlanDraft, Store, StoreError, StoreFault, writing
from tests.support.databases import Prepared
from tests.support.returned import person
from tests.support.shipped_cities import MIHON
from tests.support.threads import at_once

SATO, SUZUKI = person("企画課 佐藤"), person("企画課 鈴木")
NAME: Location = ("indicators", "K01", "name")
TARGET: Location = ("indicators", "K01", "target", "value")


@pytest.fixture
def store(stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def number(store: Store, sample_plan: Plan) -> int:
    return actions.start_draft(store, StartDraft(*sample_plan.key), SATO).number


def change(
    store: Store, number: int, edits: dict[Location, Any], seen: int = 0, by: Any = SATO
) -> PlanDraft:
    return actions.change_draft(store, ChangeDraft(number, seen, edits), by)


def codes(draft: PlanDraft) -> list[str]:
    return [indicator["code"] for indicator in draft.data["indicators"]]


# Beginning


def test_a_draft_of_a_plan_begins_with_its_document(
    store: Store, number: int, sample_plan: Plan
) -> None:
    draft = store.draft(number)
    assert draft.listed.key == sample_plan.key
    assert draft.listed.begun_from == 1
    assert draft.data == draft.base
    assert draft.data["plan"]["title"] == "見本市DX推進計画"
    assert value_at(draft.data, TARGET) == Decimal("60.0")


def test_no_figure_that_the_store_has_stands_in_a_draft(
    store: Store, number: int
) -> None:
    text = json.dumps(store.draft(number).data, default=str)
    assert '"survey"' not in text
    first = store.draft(number).data["indicators"][0]["actuals"][0]
    assert first == {"fiscal_year": 2023, "as_stored": "K01"}


def test_a_plan_has_one_open_draft(
    store: Store, number: int, sample_plan: Plan
) -> None:
    again = actions.start_draft(store, StartDraft(*sample_plan.key), SUZUKI)
    assert again.number == number
    actions.discard_draft(store, DiscardDraft(number), SUZUKI)
    anew = actions.start_draft(store, StartDraft(*sample_plan.key), SUZUKI)
    assert anew.number == number + 1


def test_a_new_plan_begins_with_its_city_by_the_official_list(store: Store) -> None:
    new = NewPlan("第2次DX推進計画", None, 2027, 2031)
    listed = actions.start_draft(store, StartDraft("472123", new=new), SATO)
    assert (listed.city, listed.plan, listed.title) == ("472123", None, new.title)
    assert store.draft(listed.number).data == {
        "municipality": {"code": "472123", "prefecture": "沖縄県", "name": "豊見城市"},
        "plan": {
            "id": "dx-2027",
            "kind": "dx",
            "title": "第2次DX推進計画",
            "first_fiscal_year": 2027,
            "last_fiscal_year": 2031,
        },
    }


def test_a_new_plan_of_the_city_gets_an_id_that_none_has(
    store: Store, sample_plan: Plan
) -> None:
    new = NewPlan("DX計画", None, sample_plan.about.first_fiscal_year)
    ids = []
    for _turn in range(2):
        listed = actions.start_draft(store, StartDraft(MIHON, new=new), SATO)
        ids.append(store.draft(listed.number).data["plan"]["id"])
    assert ids == ["dx-2023-2", "dx-2023-3"]


def test_the_following_plan_takes_over_structure_and_indicators(store: Store) -> None:
    new = NewPlan(
        "第2次計画", None, 2028, 2032, follows="dx-2023", continuing=("K01", "K09")
    )
    listed = actions.start_draft(store, StartDraft(MIHON, new=new), SATO)
    draft = store.draft(listed.number)
    assert draft.data["plan"]["follows"] == "dx-2023"
    assert codes(draft) == ["K01", "K09"]
    first = draft.data["indicators"][0]
    assert first["continues"] == {"code": "K01"}
    assert (first["measure"], "target" in first, "actuals" in first) == (
        "1-3",
        False,
        False,
    )
    assert first["baseline"]["fiscal_year"] == 2025
    measure = draft.data["policies"][0]["measures"][0]
    assert measure["initiatives"][0]["name"] == "窓口予約システムの導入"
    assert "schedule" not in measure
    assert "reports" not in measure


def test_a_rounded_figure_is_a_rounded_baseline(
    store: Store, sample_plan: Plan
) -> None:
    data = plan_as_data(sample_plan)
    rounded = next(item for item in data["indicators"] if item["code"] == "K05")
    rounded["actuals"][-1]["approximate"] = True
    plan = check_document(data, DocumentSource("")).plan
    writing.save_plans(store, [plan], "企画課 佐藤", "plan.yaml")
    new = NewPlan("第2次計画", follows="dx-2023", continuing=("K05",))
    listed = actions.start_draft(store, StartDraft(MIHON, new=new), SATO)
    [indicator] = store.draft(listed.number).data["indicators"]
    assert indicator["baseline"]["approximate"] is True


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        (StartDraft("111111", new=NewPlan("計画")), DraftFault.NO_SUCH_CITY),
        (StartDraft(MIHON, new=NewPlan("  ")), DraftFault.NO_TITLE),
        (StartDraft(MIHON, new=NewPlan("x", follows="y")), DraftFault.NO_SUCH_PLAN),
    ],
)
def test_what_no_plan_can_begin_with_is_refused(
    store: Store, command: StartDraft, fault: DraftFault
) -> None:
    with pytest.raises(WrongDraft) as error:
        actions.start_draft(store, command, SATO)
    assert error.value.fault is fault
    assert store.drafts() == ()


def test_a_plan_that_is_not_there_has_no_draft(store: Store) -> None:
    with pytest.raises(StoreError, match=StoreFault.PLAN_GONE):
        actions.start_draft(store, StartDraft(MIHON, "none"), SATO)


# Changing


def test_a_step_is_kept_with_old_and_new(store: Store, number: int) -> None:
    draft = change(store, number, {TARGET: Decimal("65.0"), NAME: "利用率"})
    assert value_at(draft.data, TARGET) == Decimal("65.0")
    [step] = store.draft_steps(number)
    assert step.who == "企画課 佐藤"
    told = {each.location: (each.old, each.new) for each in step.changes}
    assert told[TARGET] == (Decimal("60.0"), Decimal("65.0"))
    assert told[NAME] == ("オンライン申請の利用率", "利用率")


def test_what_stands_so_already_is_no_step(store: Store, number: int) -> None:
    draft = change(store, number, {TARGET: 60, NAME: "オンライン申請の利用率"})
    assert draft.listed.step == 0


def test_positions_are_those_that_the_writer_saw(store: Store, number: int) -> None:
    first, second, *others = codes(store.draft(number))
    order = [second, first, *others]
    change(store, number, {("indicators", ORDER): order}, by=SUZUKI)
    draft = change(store, number, {("indicators", 0, "name"): "利用率"}, seen=0)
    assert value_at(draft.data, NAME) == "利用率"
    assert codes(draft) == order


def test_two_who_change_different_things_both_keep_their_work(
    store: Store, number: int
) -> None:
    change(store, number, {TARGET: 65}, by=SUZUKI)
    draft = change(store, number, {NAME: "利用率"}, seen=0)
    assert (value_at(draft.data, TARGET), value_at(draft.data, NAME)) == (65, "利用率")
    assert draft.listed.step == 2


def test_the_second_at_one_place_is_told_who_changed_what(
    store: Store, number: int
) -> None:
    change(store, number, {TARGET: 65}, by=SUZUKI)
    with pytest.raises(ChangedInDraft) as error:
        change(store, number, {TARGET: 70, NAME: "利用率"}, seen=0)
    [conflict] = error.value.conflicts
    assert conflict.location == TARGET
    assert (conflict.theirs.new, conflict.mine.new) == (65, 70)
    assert (conflict.step.who, conflict.step.number) == ("企画課 鈴木", 1)
    draft = store.draft(number)
    assert value_at(draft.data, NAME) == "オンライン申請の利用率", (
        "nothing is half done"
    )
    seen_it = change(store, number, {TARGET: 70}, seen=1)
    assert value_at(seen_it.data, TARGET) == 70


def test_both_may_want_the_same(store: Store, number: int) -> None:
    change(store, number, {TARGET: 65}, by=SUZUKI)
    assert change(store, number, {TARGET: 65}, seen=0).listed.step == 1


def test_ones_own_change_in_another_window_is_no_conflict(
    store: Store, number: int
) -> None:
    change(store, number, {TARGET: 65})
    draft = change(store, number, {TARGET: 70}, seen=0)
    assert value_at(draft.data, TARGET) == 70


def test_taking_out_what_somebody_changed_since_is_refused(
    store: Store, number: int
) -> None:
    change(store, number, {TARGET: 65}, by=SUZUKI)
    with pytest.raises(ChangedInDraft):
        change(store, number, {("indicators", "K01"): ABSENT}, seen=0)
    change(store, number, {("indicators", "K02"): ABSENT}, seen=1, by=SUZUKI)
    with pytest.raises(ChangedInDraft) as error:
        change(store, number, {("indicators", "K02", "name"): "x"}, seen=1)
    [conflict] = error.value.conflicts
    assert conflict.theirs.new is ABSENT


def test_new_items_get_their_codes_when_they_are_added(
    store: Store, number: int, sample_plan: Plan
) -> None:
    last = sample_plan.indicators[-1].code
    new = {"name": "新しい指標", "unit": "件"}
    for by in (SATO, SUZUKI):
        draft = change(store, number, {("indicators", "+"): new}, seen=0, by=by)
    added = codes(draft)[-2:]
    assert len(set(codes(draft))) == len(codes(draft))
    assert [code[0] for code in added] == [last[0]] * 2
    measure = {"name": "新しい施策", "initiatives": [{"name": "a"}, {"name": "b"}]}
    where = ("policies", "1", "measures")
    grown = change(store, number, {(*where, "+"): measure}, seen=2)
    put = value_at(grown.data, where)[-1]
    assert put["number"] == f"1-{len(sample_plan.policies[0].measures) + 1}"
    assert [one["number"] for one in put["initiatives"]] == ["1", "2"]


def test_a_new_item_can_stand_at_a_place_of_the_list(store: Store, number: int) -> None:
    before = codes(store.draft(number))
    edits: dict[Location, Any] = {
        ("indicators", "+"): {"name": "新しい指標"},
        ("indicators", ORDER): ["K01", "+", *before[1:]],
    }
    draft = change(store, number, edits)
    assert codes(draft)[0] == "K01"
    assert codes(draft)[2:] == before[1:]
    assert draft.data["indicators"][1]["name"] == "新しい指標"


def test_what_somebody_renumbered_is_found_again(store: Store, number: int) -> None:
    change(store, number, {("indicators", "K01", "code"): "A-1"}, by=SUZUKI)
    draft = change(store, number, {TARGET: 65}, seen=0)
    assert value_at(draft.data, ("indicators", "A-1", "target", "value")) == 65


def test_a_figure_of_the_store_that_is_edited_stands_in_the_draft(
    store: Store, number: int, sample_plan: Plan
) -> None:
    actual: Location = ("indicators", "K01", "actuals", "2023")
    draft = change(store, number, {(*actual, "note"): "確報"})
    stored = sample_plan.indicators[0].actuals[0]
    edited = value_at(draft.data, actual)
    assert (edited["value"], edited["note"]) == (stored.value, "確報")
    back = change(store, number, {(*actual, "value"): stored.value}, seen=1)
    assert back.listed.step == 1, "it stands so already"


@pytest.mark.parametrize(
    ("location", "value", "fault"),
    [
        (("municipality", "code"), "472123", DraftFault.OTHER_PLAN),
        (("plan", "id"), "other", DraftFault.OTHER_PLAN),
        (("plan",), ABSENT, DraftFault.OTHER_PLAN),
        (("indicators", "X99", "name"), "x", DraftFault.NO_SUCH_PLACE),
        (
            ("indicators", "K02", "actuals", "2030"),
            {"fiscal_year": 2030, "survey": {"asked": 3}},
            DraftFault.SURVEY,
        ),
        (("plan", "title"), "あ" * 2_000_001, DraftFault.TOO_LARGE),
    ],
)
def test_what_a_draft_cannot_hold_is_refused(
    store: Store, number: int, location: Location, value: Any, fault: DraftFault
) -> None:
    with pytest.raises(WrongDraft) as error:
        change(store, number, {location: value})
    assert error.value.fault is fault
    assert store.draft(number).listed.step == 0


def test_figures_of_a_survey_are_not_copied_into_a_draft(
    store: Store, number: int, felt: Any
) -> None:
    year = next(one.fiscal_year for one in felt.actuals if one.survey is not None)
    place = ("indicators", felt.code, "actuals", str(year), "note")
    with pytest.raises(WrongDraft) as error:
        change(store, number, {place: "確報"})
    assert error.value.fault is DraftFault.SURVEY


# Undoing


def test_a_step_is_taken_back_with_the_place_of_what_was_removed(
    store: Store, number: int
) -> None:
    before = store.draft(number).data
    change(store, number, {("indicators", "K03"): ABSENT, TARGET: 65})
    draft = actions.undo_step(store, UndoStep(number, 1), SATO)
    assert draft.data == before
    steps = store.draft_steps(number)
    assert [step.undoes for step in steps] == [None, 1]
    assert data_at_step(draft, steps, 0) == before
    assert value_at(data_at_step(draft, steps, 1), TARGET) == 65


def test_a_row_that_was_taken_out_comes_back_beside_its_namesake(
    store: Store, number: int
) -> None:
    schedule: Location = ("policies", "1", "measures", "1-1", "schedule")
    rows = [
        {"label": "導入", "kind": "period", "note": note} for note in ("一期", "二期")
    ]
    change(store, number, {schedule: rows})
    change(store, number, {(*schedule, "導入"): ABSENT}, seen=1)
    back = actions.undo_step(store, UndoStep(number, 2), SATO)
    assert value_at(back.data, schedule) == rows


def test_undoing_goes_back_step_by_step_and_can_be_undone(
    store: Store, number: int
) -> None:
    for seen, value in enumerate((61, 62)):
        change(store, number, {TARGET: value}, seen=seen)
    for expected in (61, Decimal("60.0")):
        step = undoable_step(store.draft_steps(number), SATO.name)
        assert step is not None
        draft = actions.undo_step(store, UndoStep(number, step.number), SATO)
        assert value_at(draft.data, TARGET) == expected
    assert undoable_step(store.draft_steps(number), SATO.name) is None
    redone = actions.undo_step(store, UndoStep(number, 4), SATO)
    assert value_at(redone.data, TARGET) == 61


def test_what_was_added_is_taken_back_after_others_moved_the_list(
    store: Store, number: int
) -> None:
    order = codes(store.draft(number))
    change(store, number, {("indicators", "+"): {"name": "新規"}}, by=SUZUKI)
    moved = list(reversed(order))
    change(store, number, {("indicators", ORDER): moved})
    back = actions.undo_step(store, UndoStep(number, 1), SUZUKI)
    assert codes(back) == moved
    back = actions.undo_step(store, UndoStep(number, 2), SATO)
    assert back.data == back.base


def test_a_step_over_which_somebody_changed_the_same_is_not_taken_back(
    store: Store, number: int
) -> None:
    change(store, number, {TARGET: 61, NAME: "利用率"})
    change(store, number, {TARGET: 62}, seen=1, by=SUZUKI)
    with pytest.raises(ChangedInDraft) as error:
        actions.undo_step(store, UndoStep(number, 1), SATO)
    [conflict] = error.value.conflicts
    assert (conflict.step.who, conflict.theirs.new) == ("企画課 鈴木", 62)
    change(store, number, {TARGET: 61}, seen=2, by=SUZUKI)
    draft = actions.undo_step(store, UndoStep(number, 1), SATO)
    assert value_at(draft.data, NAME) == "オンライン申請の利用率"


def test_of_others_only_the_last_step_is_taken_back(store: Store, number: int) -> None:
    change(store, number, {TARGET: 61}, by=SUZUKI)
    change(store, number, {NAME: "利用率"}, seen=1)
    faults = []
    for step, by in ((1, SATO), (9, SATO), (2, SUZUKI), (2, SUZUKI)):
        try:
            actions.undo_step(store, UndoStep(number, step), by)
        except WrongDraft as error:
            faults.append(error.fault)
    assert faults == [
        DraftFault.NOT_OWN_STEP,
        DraftFault.NO_SUCH_STEP,
        DraftFault.UNDONE_ALREADY,
    ]
    assert value_at(store.draft(number).data, NAME) == "オンライン申請の利用率"


# Several at once


def test_of_many_who_write_at_once_nobody_loses_anything(
    store: Store, number: int, sample_plan: Plan
) -> None:
    writers = 4
    codes_of_plan = [one.code for one in sample_plan.indicators[:writers]]

    def write(own: Store, code: str) -> int:
        draft = None
        for turn in range(3):
            edits: dict[Location, Any] = {
                ("indicators", code, "name"): f"{code} {turn}",
                ("indicators", "+"): {"name": f"{code}の{turn}"},
            }
            draft = change(own, number, edits, seen=0, by=person(code))
        assert draft is not None
        return draft.listed.step

    with ExitStack() as stack:
        own = [stack.enter_context(closing(Store(store.url))) for _ in codes_of_plan]
        jobs: list[Callable[[], int]] = [
            partial(write, one, code)
            for one, code in zip(own, codes_of_plan, strict=True)
        ]
        results = at_once(jobs)
    assert not [each for each in results if isinstance(each, StoreError)]
    draft = store.draft(number)
    assert draft.listed.step == 3 * writers
    for code in codes_of_plan:
        assert value_at(draft.data, ("indicators", code, "name")) == f"{code} 2"
    added = draft.data["indicators"][len(sample_plan.indicators) :]
    assert {one["name"] for one in added} == {
        f"{code}の{turn}" for code in codes_of_plan for turn in range(3)
    }
    assert len({one["code"] for one in draft.data["indicators"]}) == len(
        draft.data["indicators"]
    )


def test_of_two_who_write_the_same_at_once_one_is_told(
    store: Store, number: int
) -> None:
    def write(own: Store, value: int, name: str) -> object:
        try:
            return change(own, number, {TARGET: value}, by=person(name)).listed.step
        except ChangedInDraft as error:
            return error.conflicts[0].theirs.new

    with closing(Store(store.url)) as one, closing(Store(store.url)) as other:
        results = at_once(
            [partial(write, one, 61, "佐藤"), partial(write, other, 62, "鈴木")]
        )
    [step] = store.draft_steps(number)
    [change_made] = step.changes
    assert sorted(map(str, results)) == sorted(["1", str(change_made.new)])


def test_what_refers_to_a_measure_follows_its_number(
    store: Store, number: int, sample_plan: Plan
) -> None:
    measure: Location = ("policies", "1", "measures", "1-3")
    draft = change(
        store,
        number,
        {(*measure, "number"): "1-9", (*measure, "initiatives", "1", "number"): "11"},
    )
    assert value_at(draft.data, ("indicators", "K01", "measure")) == "1-9"
    items = value_at(draft.data, ("policies", "1", "measures", "1-9", "schedule"))
    assert "11" in {item.get("initiative") for item in items}
    assert actions.compare_draft(store, number).problems == ()
    back = actions.undo_step(store, UndoStep(number, 1), SATO)
    assert back.data == draft.base


def test_departments_of_the_register_can_exchange_their_names(
    store: Store, number: int
) -> None:
    register: Location = ("municipality", "departments")
    rows = [{"name": "市民課"}, {"name": "総務課", "became": ["市民課"]}]
    measure: Location = ("policies", "1", "measures", "1-1", "departments")
    change(
        store,
        number,
        {
            register: rows,
            measure: ["市民課", "福祉課", "総務課"],
            ("indicators", "K01", "department"): "市民課",
        },
    )
    names = {
        (*register, "市民課", "name"): "総務課",
        (*register, "総務課", "name"): "市民課",
    }
    draft = change(store, number, names, seen=1)
    assert value_at(draft.data, measure) == ["総務課", "福祉課", "市民課"]
    assert value_at(draft.data, ("indicators", "K01", "department")) == "総務課"
    assert value_at(draft.data, (*register, "市民課", "became")) == ["総務課"]
    back = actions.undo_step(store, UndoStep(number, 2), SATO)
    assert value_at(back.data, register) == rows
    assert value_at(back.data, measure) == ["市民課", "福祉課", "総務課"]


def test_measures_can_exchange_their_numbers(
    store: Store, number: int, sample_plan: Plan
) -> None:
    place: Location = ("policies", "1", "measures")
    names = {each["number"]: each["name"] for each in _measures(store.draft(number))}
    draft = change(
        store,
        number,
        {(*place, "1-3", "number"): "1-1", (*place, "1-1", "number"): "1-3"},
    )
    exchanged = {each["number"]: each["name"] for each in _measures(draft)}
    assert (exchanged["1-1"], exchanged["1-3"]) == (names["1-3"], names["1-1"])
    assert value_at(draft.data, ("indicators", "K01", "measure")) == "1-1"
    assert actions.compare_draft(store, number).problems == ()
    back = actions.undo_step(store, UndoStep(number, 1), SATO)
    assert back.data == draft.base


def test_references_in_a_list_follow_numbers_that_are_exchanged(
    store: Store, number: int
) -> None:
    place: Location = ("policies", "1", "measures")
    also_in: Location = ("indicators", "K02", "also_in")
    change(store, number, {also_in: ["1-1", "1-3"]})
    draft = change(
        store,
        number,
        {(*place, "1-3", "number"): "1-1", (*place, "1-1", "number"): "1-3"},
        seen=1,
    )
    assert value_at(draft.data, also_in) == ["1-3", "1-1"]


def test_what_is_added_stands_in_the_measure_that_its_writer_saw(
    store: Store, number: int
) -> None:
    place: Location = ("policies", "1", "measures")
    name = value_at(store.draft(number).data, (*place, "1-1", "name"))
    numbers = {(*place, "1-1", "number"): "1-3", (*place, "1-3", "number"): "1-1"}
    change(store, number, numbers, by=SUZUKI)
    added = {(*place, "1-1", "initiatives", "+"): {"name": "電子決裁"}}
    draft = change(store, number, added, seen=0)
    measure = value_at(draft.data, (*place, "1-3"))
    assert measure["name"] == name
    assert measure["initiatives"][-1]["name"] == "電子決裁"


def _measures(draft: PlanDraft) -> list[dict[str, Any]]:
    measures: list[dict[str, Any]] = value_at(draft.data, ("policies", "1", "measures"))
    return measures


def test_a_measure_moves_to_another_policy_with_its_indicators(
    store: Store, number: int, sample_plan: Plan
) -> None:
    place: Location = ("policies", "1", "measures", "1-3")
    measure = value_at(store.draft(number).data, place)
    edits: dict[Location, Any] = {
        place: ABSENT,
        ("policies", "2", "measures", "1-3"): measure,
    }
    draft = change(store, number, edits)
    assert value_at(draft.data, ("indicators", "K01", "policy")) == "2"
    compared = actions.compare_draft(store, number)
    assert (compared.problems, compared.lost) == ((), ())
    back = actions.undo_step(store, UndoStep(number, 1), SATO)
    assert back.data == draft.base


def test_a_draft_opens_after_something_without_a_name_was_given_one(
    store: Store, number: int
) -> None:
    departments: Location = ("municipality", "departments")
    change(store, number, {(*departments, "+"): {"since": "R8"}})
    change(store, number, {(*departments, "#2", "name"): "新設課"}, seen=1)
    compared = actions.compare_draft(store, number)
    names = [each.get("name") for each in value_at(compared.data, departments)]
    assert "新設課" in names

"""Drafts become plans: compared with the plan as it stands, stored as one change, and
taken back.
"""

import logging
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import (
    ChangeDraft,
    ConflictingDraft,
    DraftFault,
    NewPlan,
    PlanRelation,
    RegisterDraft,
    SlipCorrection,
    StartDraft,
    TakeBackDraft,
    TargetDecision,
    UndoStep,
    UnexplainedTargets,
    UnsoundDraft,
    WrongDraft,
    compare_draft,
    preview_taking_back,
)
from dxkpi.plan import Indicator, Plan, PlanKey, SharedIndicator
from dxkpi.plan.document import check_document
from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_data import plan_as_data
from dxkpi.plan.document_problem import Location, ProblemCode
from dxkpi.plan.document_source import DocumentSource
from dxkpi.store import PlanDraftState, Store, StoreError, StoreFault, writing
from tests.support.databases import Prepared
from tests.support.returned import person
from tests.support.several_plans import beside, linked
from tests.support.shipped_cities import MIHON
from tests.support.stored import YEAR, register_figures, stored_actual, stored_value
from tests.support.threads import at_once

SATO = person("企画課 佐藤")
NAME: Location = ("indicators", "K01", "name")
TARGET: Location = ("indicators", "K01", "target", "value")
ACTUAL: Location = ("indicators", "K01", "actuals", str(YEAR))
DECIDED = TargetDecision("2026-06", "国の目標に合わせた", "本部会議")


@pytest.fixture
def store(stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def key(sample_plan: Plan) -> PlanKey:
    return sample_plan.key


@pytest.fixture
def number(store: Store, key: PlanKey) -> int:
    return actions.start_draft(store, StartDraft(*key), SATO).number


def change(store: Store, number: int, edits: dict[Location, Any]) -> None:
    seen = store.draft(number).listed.step
    actions.change_draft(store, ChangeDraft(number, seen, edits), SATO)


def register(store: Store, number: int, **said: Any) -> Any:
    seen = store.draft(number).listed.step
    return actions.register_draft(store, RegisterDraft(number, seen, **said), SATO)


def fault_of(store: Store, number: int, **said: Any) -> DraftFault:
    with pytest.raises(WrongDraft) as error:
        register(store, number, **said)
    return error.value.fault


def stored(store: Store, key: PlanKey) -> Plan:
    plan = store.plan(key)
    assert plan is not None
    return plan


# Registering


def test_an_untouched_draft_is_the_plan_and_has_nothing_to_register(
    store: Store, number: int, key: PlanKey
) -> None:
    compared = compare_draft(store, number)
    assert compared.placed is not None
    assert compared.placed.plan == stored(store, key)
    assert (compared.changes, compared.conflicts, compared.problems) == ((), (), ())
    assert fault_of(store, number) is DraftFault.NOTHING_CHANGED


def test_a_draft_is_registered_as_one_write(
    store: Store, number: int, key: PlanKey, sample_plan: Plan
) -> None:
    change(store, number, {NAME: "利用率", ("plan", "edition"): "令和8年度改定"})
    change(store, number, {("policies", "1", "measures", "1-1", "departments"): []})
    [*told] = compare_draft(store, number).changes
    assert {each.path[-1] for each in told} == {"name", "edition", "departments"}
    revision = register(store, number)
    assert revision.number == 2
    plan = stored(store, key)
    assert plan.indicators[0].name == "利用率"
    assert plan.about.edition == "令和8年度改定"
    assert plan.indicators[0].actuals == sample_plan.indicators[0].actuals
    listed = store.listed_draft(number)
    assert listed is not None
    assert (listed.state, listed.registered_in) == (PlanDraftState.REGISTERED, 2)
    assert store.verify().is_sound
    with pytest.raises(StoreError, match=StoreFault.DRAFT_ENDED):
        change(store, number, {NAME: "x"})


def test_all_that_is_wrong_is_told_at_its_place_and_nothing_stored(
    store: Store, number: int, key: PlanKey
) -> None:
    change(
        store,
        number,
        {
            TARGET: "たくさん",
            ("indicators", "K02", "measure"): "9-9",
            ("policies", "1", "measures", "1-1", "name"): "",
        },
    )
    with pytest.raises(UnsoundDraft) as error:
        register(store, number)
    places = {found.location for found in error.value.problems}
    assert places == {
        TARGET,
        ("indicators", "K02", "measure"),
        ("policies", "1", "measures", "1-1", "name"),
    }
    codes = {found.problem.code for found in error.value.problems}
    assert ProblemCode.NO_SUCH_MEASURE in codes
    assert store.last_change(key) == store.revision()
    assert store.revision().number == 1


def test_what_people_type_is_read_as_in_a_document(
    store: Store, number: int, key: PlanKey
) -> None:
    where = ("indicators", "K01", "references", "+")
    change(
        store, number, {where: {"series": "国", "fiscal_year": "R6", "value": "５５"}}
    )
    register(store, number)
    reference = stored(store, key).indicators[0].references[-1]
    assert (reference.fiscal_year, reference.value) == (2024, Decimal(55))


def test_figures_that_somebody_registered_meanwhile_are_kept(
    store: Store, number: int, key: PlanKey
) -> None:
    change(store, number, {NAME: "利用率", ("indicators", "K02", "note"): ABSENT})
    register_figures(store, MIHON, {"K01": 55, "K02": 77})
    compared = compare_draft(store, number)
    assert compared.conflicts == ()
    assert {each.path[-1] for each in compared.changes} == {"name"}
    register(store, number)
    assert stored_value(store, MIHON, "K01") == 55
    assert stored(store, key).indicators[0].name == "利用率"


def test_figures_are_kept_under_another_code(
    store: Store, number: int, key: PlanKey
) -> None:
    change(store, number, {("indicators", "K01", "code"): "A-1"})
    register_figures(store, MIHON, {"K01": 55})
    assert compare_draft(store, number).conflicts == ()
    assert fault_of(store, number) is DraftFault.LOSES_ACTUALS, "of the old code"
    register(store, number, removes_actuals=True)
    renamed = stored(store, key).indicator("A-1")
    assert renamed is not None
    actual = renamed.actual(YEAR)
    assert actual is not None
    assert actual.value == 55


def test_a_fact_that_both_changed_asks_somebody(
    store: Store, number: int, key: PlanKey, sample_plan: Plan
) -> None:
    change(store, number, {NAME: "利用率", ("plan", "edition"): "改定案"})
    about = sample_plan.about.model_copy(update={"edition": "第2版"})
    other = sample_plan.model_copy(update={"about": about})
    writing.save_plans(store, [other], "鈴木", "plan.yaml")
    with pytest.raises(ConflictingDraft) as error:
        register(store, number)
    [conflict] = error.value.conflicts
    assert conflict.location == ("plan", "edition")
    assert (conflict.mine.new, conflict.theirs.new) == ("改定案", "第2版")
    register(store, number, settled=(("plan", "edition"),))
    assert stored(store, key).about.edition == "改定案"


def test_a_figure_that_both_changed_asks_somebody(store: Store, key: PlanKey) -> None:
    register_figures(store, MIHON, {"K01": 40})
    number = actions.start_draft(store, StartDraft(*key), SATO).number
    change(store, number, {(*ACTUAL, "value"): 50, (*ACTUAL, "note"): "速報"})
    register_figures(store, MIHON, {"K01": 55})
    with pytest.raises(ConflictingDraft) as error:
        register(store, number)
    [conflict] = error.value.conflicts
    assert conflict.location == ACTUAL
    assert (conflict.mine.new["value"], conflict.theirs.new["value"]) == (50, 55)
    register(store, number, settled=(ACTUAL,))
    assert stored_value(store, MIHON, "K01") == 50


def test_a_new_figure_of_both_asks_somebody_unless_it_is_the_same(
    store: Store, number: int
) -> None:
    change(store, number, {ACTUAL: {"fiscal_year": YEAR, "value": 50}, NAME: "利用率"})
    register_figures(store, MIHON, {"K01": 55})
    assert [each.location for each in compare_draft(store, number).conflicts] == [
        ACTUAL
    ]
    register_figures(store, MIHON, {"K01": 50})
    assert compare_draft(store, number).conflicts == ()


def test_a_target_changes_with_a_word_and_goes_into_the_ledger(
    store: Store, number: int, key: PlanKey
) -> None:
    change(store, number, {TARGET: 65})
    [unexplained] = compare_draft(store, number).unexplained
    assert unexplained.after.code == "K01"
    with pytest.raises(UnexplainedTargets):
        register(store, number)
    register(store, number, word=DECIDED)
    indicator = stored(store, key).indicators[0]
    [*_earlier, former] = indicator.former_targets
    assert former.target is not None
    assert former.target.value == 60
    assert former.reason == "国の目標に合わせた"
    slip = SlipCorrection("転記の誤り")
    again = actions.start_draft(store, StartDraft(*key), SATO).number
    change(store, again, {TARGET: 66})
    register(store, again, word=slip)
    assert (
        stored(store, key).indicators[0].former_targets[-1].correction == "転記の誤り"
    )


def test_what_was_reported_goes_only_with_a_word(
    store: Store, number: int, key: PlanKey
) -> None:
    change(store, number, {("indicators", "K03"): ABSENT})
    assert {each.path[1] for each in compare_draft(store, number).lost} == {"K03"}
    assert fault_of(store, number) is DraftFault.LOSES_ACTUALS
    register(store, number, removes_actuals=True)
    assert stored(store, key).indicator("K03") is None


def test_what_decisions_are_about_is_not_taken_out(store: Store, number: int) -> None:
    change(store, number, {("indicators", "K01"): ABSENT})
    [problem] = compare_draft(store, number).problems
    assert problem.problem.code is ProblemCode.NO_SUCH_INDICATOR
    assert problem.location[0] == "decisions"


def test_a_retired_indicator_is_brought_back_with_its_figures(
    store: Store, number: int, key: PlanKey, sample_plan: Plan
) -> None:
    change(store, number, {("indicators", "K01"): ABSENT})
    actions.undo_step(store, UndoStep(number, 1), SATO)
    assert fault_of(store, number) is DraftFault.NOTHING_CHANGED
    assert stored(store, key).indicators[0] == sample_plan.indicators[0]


def test_only_what_was_looked_at_is_registered(store: Store, number: int) -> None:
    change(store, number, {NAME: "利用率"})
    late = RegisterDraft(number, 0)
    with pytest.raises(StoreError, match=StoreFault.CHANGED_SINCE_SEEN):
        actions.register_draft(store, late, SATO)
    assert store.draft(number).listed.state is PlanDraftState.OPEN


# New plans


def new_draft(store: Store, city: str, title: str, first: int) -> int:
    new = NewPlan(title, None, first, first + 4)
    number = actions.start_draft(store, StartDraft(city, new=new), SATO).number
    policy = {"name": "窓口", "measures": [{"name": "手続", "departments": ["市民課"]}]}
    indicator = {
        "name": "オンライン申請率",
        "unit": "%",
        "measure": "1-1",
        "target": {"rule": "reach", "value": "80", "fiscal_year": first + 4},
    }
    change(store, number, {("policies", "+"): policy, ("indicators", "+"): indicator})
    return number


def test_a_plan_of_a_city_that_the_store_does_not_know(store: Store) -> None:
    number = new_draft(store, "472123", "DX推進計画", 2027)
    register(store, number)
    plan = stored(store, PlanKey("472123", "dx-2027"))
    assert plan.municipality.name == "豊見城市"
    [indicator] = plan.indicators
    assert (indicator.code, indicator.policy) == ("K01", "1")
    listed = store.listed_draft(number)
    assert listed is not None
    assert listed.key == plan.key


def test_a_new_plan_takes_no_other_ones_place(
    store: Store, key: PlanKey, sample_plan: Plan
) -> None:
    first, second = (new_draft(store, MIHON, "次の計画", 2028) for _n in range(2))
    register(store, first)
    assert fault_of(store, second) is DraftFault.PLAN_IS_THERE
    assert (
        fault_of(store, second, relation=PlanRelation.SAME) is DraftFault.PLAN_IS_THERE
    )
    register(store, second, relation=PlanRelation.FURTHER)
    ids = {listed.id for listed in store.listed_plans()}
    assert ids == {key.id, "other-2028", "other-2028-2"}
    assert stored(store, key) == sample_plan


def test_a_new_plan_keeps_the_departments_of_its_city(
    store: Store, key: PlanKey, sample_plan: Plan
) -> None:
    number = new_draft(store, MIHON, "次の計画", 2028)
    city = actions.start_draft(store, StartDraft(*key), SATO).number
    departments: Location = ("municipality", "departments", "+")
    change(store, city, {departments: {"name": "市民課"}})
    register(store, city)
    compared = compare_draft(store, number)
    assert compared.conflicts == ()
    register(store, number)
    for listed in store.listed_plans():
        names = [one.name for one in stored(store, listed.key).municipality.departments]
        assert names == ["市民課"]


# Taking back


def test_a_registered_draft_is_taken_back(
    store: Store, number: int, key: PlanKey, sample_plan: Plan
) -> None:
    change(store, number, {TARGET: 65, NAME: "利用率", ("indicators", "K03"): ABSENT})
    register(store, number, word=DECIDED, removes_actuals=True)
    preview = preview_taking_back(store, number)
    assert (preview.after, preview.kept) == (sample_plan, ())
    with pytest.raises(StoreError, match=StoreFault.NO_REASON):
        actions.take_back_draft(store, TakeBackDraft(number, " "), SATO)
    revision = actions.take_back_draft(store, TakeBackDraft(number, "誤り"), SATO)
    assert revision is not None
    assert stored(store, key) == sample_plan
    listed = store.listed_draft(number)
    assert listed is not None
    assert listed.state is PlanDraftState.TAKEN_BACK
    assert listed.taken_back_because == "誤り"
    with pytest.raises(StoreError, match=StoreFault.DRAFT_NOT_REGISTERED):
        actions.take_back_draft(store, TakeBackDraft(number, "誤り"), SATO)
    assert store.verify().is_sound


def test_what_others_did_since_stays_when_a_draft_is_taken_back(
    store: Store, key: PlanKey
) -> None:
    register_figures(store, MIHON, {"K01": 40})
    number = actions.start_draft(store, StartDraft(*key), SATO).number
    change(store, number, {NAME: "利用率", ("plan", "edition"): "改定", ACTUAL: ABSENT})
    register(store, number, removes_actuals=True)
    register_figures(store, MIHON, {"K02": 77})
    second = actions.start_draft(store, StartDraft(*key), SATO).number
    change(store, second, {("plan", "edition"): "再改定", ("plan", "notes"): ["x"]})
    register(store, second)
    [kept] = preview_taking_back(store, number).kept
    assert kept.location == ("plan", "edition")
    actions.take_back_draft(store, TakeBackDraft(number, "誤り"), SATO)
    plan = stored(store, key)
    assert plan.indicators[0].name == "オンライン申請の利用率"
    assert (plan.about.edition, plan.about.notes) == ("再改定", ("x",))
    assert stored_value(store, MIHON, "K02") == 77
    assert stored_value(store, MIHON, "K01") == 40


def test_a_figure_that_a_draft_brought_goes_with_it(store: Store, key: PlanKey) -> None:
    register_figures(store, MIHON, {"K01": 40, "K02": 77})
    was = stored_actual(store, MIHON, "K01")
    number = actions.start_draft(store, StartDraft(*key), SATO).number
    change(store, number, {(*ACTUAL, "value"): 50, (*ACTUAL, "as_of"): ABSENT})
    register(store, number)
    assert stored_value(store, MIHON, "K01") == 50
    actions.take_back_draft(store, TakeBackDraft(number, "誤り"), SATO)
    assert stored_actual(store, MIHON, "K01") == was


def test_every_act_on_a_draft_is_a_line_of_the_log(
    store: Store, key: PlanKey, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "dxkpi")
    number = actions.start_draft(store, StartDraft(*key), SATO).number
    change(store, number, {NAME: "利用率"})
    with pytest.raises(WrongDraft):
        actions.undo_step(store, UndoStep(number, 9), SATO)
    register(store, number)
    told = [
        (record.getMessage(), vars(record)["facts"])
        for record in caplog.records
        if record.getMessage() != "change"
    ]
    assert [(event, facts["draft"]) for event, facts in told] == [
        ("start_draft", number),
        ("change_draft", number),
        ("undo_step", number),
        ("register_draft", number),
    ]
    assert told[2][1]["reason"] == "no_such_step"
    assert all(facts["cities"] == [MIHON] for _event, facts in told)


def test_of_two_who_register_at_once_one_is_told(
    store: Store, number: int, key: PlanKey
) -> None:
    change(store, number, {NAME: "利用率"})
    command = RegisterDraft(number, 1)
    with closing(Store(store.url)) as one, closing(Store(store.url)) as other:
        results = at_once(
            [
                partial(actions.register_draft, one, command, SATO),
                partial(actions.register_draft, other, command, person("鈴木")),
            ]
        )
    faults = [each.fault for each in results if isinstance(each, StoreError)]
    assert faults == [StoreFault.DRAFT_ENDED]
    assert stored(store, key).indicators[0].name == "利用率"
    assert len([each for each in results if not isinstance(each, StoreError)]) == 1


def test_groups_of_a_survey_that_went_do_not_come_back(
    store: Store, number: int, key: PlanKey, felt: Indicator
) -> None:
    about_it = [
        decision.number
        for decision in stored(store, key).decisions
        if decision.indicator == felt.code
    ]
    gone: list[Location] = [("indicators", felt.code)]
    gone += [("decisions", decision) for decision in about_it]
    change(store, number, dict.fromkeys(gone, ABSENT))
    register(store, number, removes_actuals=True)
    actions.take_back_draft(store, TakeBackDraft(number, "誤り"), SATO)
    back = stored(store, key).indicator(felt.code)
    assert back is not None
    for was, now in zip(felt.actuals, back.actuals, strict=True):
        assert (now.fiscal_year, now.value) == (was.fiscal_year, was.value)
        if was.survey is not None:
            assert now.survey is not None
            assert now.survey.tally == was.survey.tally
            assert not any(now.survey.groups_by_kind.values())


def test_an_indicator_that_another_plan_shares_keeps_its_code(
    store: Store, number: int, key: PlanKey, sample_plan: Plan
) -> None:
    shared = SharedIndicator(plan=key.id, code="K01")
    other = linked(beside(sample_plan, "strategy-2025"), "K01", shares=shared)
    writing.save_plans(store, [other], "企画課 佐藤", "strategy.yaml")
    change(store, number, {("indicators", "K01", "code"): "A01"})
    fault = fault_of(store, number, removes_actuals=True)
    assert fault is DraftFault.CUTS_LINKS
    register(store, number, removes_actuals=True, cuts_links=True)
    assert stored(store, key).indicator("A01") is not None


def test_an_indicator_that_no_other_plan_names_gets_another_code(
    store: Store, number: int, key: PlanKey
) -> None:
    change(store, number, {("indicators", "K05", "code"): "A05"})
    register(store, number, removes_actuals=True)
    assert stored(store, key).indicator("A05") is not None


def test_a_code_is_not_taken_back_over_figures_that_came_since(
    store: Store, number: int, key: PlanKey
) -> None:
    change(store, number, {("indicators", "K03", "code"): "A03"})
    register(store, number, removes_actuals=True)
    data = plan_as_data(stored(store, key))
    recoded = next(item for item in data["indicators"] if item["code"] == "A03")
    recoded["actuals"].append({"fiscal_year": 2026, "value": Decimal(9)})
    plan = check_document(data, DocumentSource("")).plan
    writing.save_plans(store, [plan], "企画課 鈴木", "plan.yaml")
    with pytest.raises(WrongDraft) as error:
        preview_taking_back(store, number)
    assert error.value.fault is DraftFault.RECODED

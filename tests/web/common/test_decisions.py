"""本部で決めたこと where it is read: the table, and the form for whoever may write."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.plan import Decision, DecisionState, DecisionSubject, Plan
from dxkpi.settings import settings
from dxkpi.store import Store, writing
from dxkpi.web.brief.decided import decisions_csv
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from tests.support.apptest import HOSTILE, Open, save, words
from tests.support.decided import GUIDE, TRAIN
from tests.support.listed import listed
from tests.support.several_plans import successor
from tests.support.speaking import speak
from tests.support.specs import read_back

NAME = "企画課 鈴木"
OPEN = "decision_open"


@pytest.fixture
def plan(own_store: Path, sample_plan: Plan) -> Plan:
    """見本市's plan with two decisions in the store that the pages use."""
    decided = sample_plan.model_copy(update={"decisions": (GUIDE, TRAIN)})
    save(own_store, decided)
    return decided


@pytest.fixture
def page(visit: Open, plan: Plan) -> AppTest:
    at = visit("indicator", city="999997", year="2025", kpi="K01")
    at.session_state["who"] = ""
    return at


def stored(path: Path, plan: Plan) -> tuple[Decision, ...]:
    store = Store(f"sqlite:///{path}")
    read = store.plan(plan.key)
    store.close()
    assert read is not None
    return read.decisions


def tables(at: AppTest) -> list[list[str]]:
    """The first column of each table of decisions."""
    return [
        list(table.value["決めたこと"])
        for table in at.table
        if "決めたこと" in table.value
    ]


def field(at: AppTest, kind: str, name: str) -> str:
    """The key of a field of the form that is open now."""
    keys = [str(element.key) for element in getattr(at, kind)]
    [key] = [key for key in keys if key.startswith(f"decision_{name}_")]
    return key


def press(at: AppTest, label: str, name: str = NAME) -> AppTest:
    at.text_input(key="who").set_value(name)
    return next(button for button in at.button if button.label == label).click().run()


def open_form(at: AppTest) -> AppTest:
    return at.button(key=OPEN).click().run()


def test_a_page_lists_what_was_decided_about_its_indicator(page: AppTest) -> None:
    [[decided]] = tables(page)
    assert "窓口で電子申請を案内する" in decided
    assert "全課で操作研修を行う" not in words(page)


def test_nothing_is_shown_where_nothing_was_decided_and_nobody_may_write(
    visit: Open, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_REGISTRATION", "false")
    settings.cache_clear()
    at = visit("indicator", city="999997", year="2025", kpi="K02")
    assert tables(at) == []
    assert OPEN not in [button.key for button in at.button]


def test_a_decision_is_written_where_it_is_read(
    page: AppTest, own_store: Path, plan: Plan
) -> None:
    at = open_form(page)
    at.text_area(key=field(at, "text_area", "text")).set_value("支所でも案内する")
    at.text_input(key=field(at, "text_input", "until")).set_value("令和9年3月")
    at.text_input(key=field(at, "text_input", "decided")).set_value("R8.5.27")
    at = press(at, "登録する")
    written = stored(own_store, plan)[-1]
    assert written.text == "支所でも案内する"
    assert (written.until, written.decided) == ("2027-03", "2026-05-27")
    assert (written.indicator, written.fiscal_year) == ("K01", 2025)
    assert len(tables(at)[0]) == 2
    assert [message.value for message in at.success] != []


def test_its_state_is_changed(page: AppTest, own_store: Path, plan: Plan) -> None:
    at = open_form(page)
    at = at.selectbox(key="decision_chosen").select_index(1).run()
    assert at.text_area(key=field(at, "text_area", "text")).value == GUIDE.text
    at.selectbox(key=field(at, "selectbox", "state")).set_value(
        DecisionState.CARRIED_OUT
    )
    at.text_area(key=field(at, "text_area", "outcome")).set_value("7月に始めた")
    press(at, "登録する")
    [changed, _other] = stored(own_store, plan)
    assert changed == GUIDE.changed(state="carried_out", outcome="7月に始めた")


def test_a_mistake_is_taken_out(page: AppTest, own_store: Path, plan: Plan) -> None:
    at = open_form(page)
    at = at.selectbox(key="decision_chosen").select_index(1).run()
    at = press(at, "消す（誤って登録したとき）")
    assert stored(own_store, plan) == (TRAIN,)
    assert tables(at) == []


@pytest.mark.parametrize(
    ("until", "name", "told"),
    [
        ("いつか", NAME, "期限が読み取れません"),
        ("R8.4", NAME, "期限が、決めた日より前になっています"),
        ("R9.3", "", "お名前"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    page: AppTest, own_store: Path, plan: Plan, until: str, name: str, told: str
) -> None:
    at = open_form(page)
    at.text_area(key=field(at, "text_area", "text")).set_value("支所でも案内する")
    at.text_input(key=field(at, "text_input", "until")).set_value(until)
    at = press(at, "登録する", name)
    assert told in " ".join(str(message.value) for message in at.error)
    text = at.text_area(key=field(at, "text_area", "text")).value
    assert text == "支所でも案内する"
    assert stored(own_store, plan) == (GUIDE, TRAIN)


def change_meanwhile(
    path: Path, plan: Plan, before: Decision, after: Decision | None
) -> None:
    """Somebody else writes while a form is open."""
    store = Store(f"sqlite:///{path}")
    writing.change_decision(store, plan.key, before, after, "田中", "typed")
    store.close()


def open_guide(page: AppTest) -> AppTest:
    """The form with the first decision, and its state changed."""
    at = open_form(page)
    at = at.selectbox(key="decision_chosen").select_index(1).run()
    at.selectbox(key=field(at, "selectbox", "state")).set_value(
        DecisionState.CARRIED_OUT
    )
    return at


def tick(at: AppTest) -> None:
    [box] = [box for box in at.checkbox if str(box.key).startswith("decision_changes")]
    box.check()


def test_what_somebody_else_changed_is_shown_beside_what_was_written(
    page: AppTest, own_store: Path, plan: Plan
) -> None:
    at = open_guide(page)
    given_up = GUIDE.changed(state="given_up")
    change_meanwhile(own_store, plan, GUIDE, given_up)
    at = press(at, "登録する")
    assert stored(own_store, plan)[0] == given_up
    [shown] = [str(message.value) for message in at.warning]
    for told in ("これから → 取りやめ", "田中", "自分の入力：済み"):
        assert told in shown


def test_it_is_replaced_only_by_who_says_that_they_have_seen_it(
    page: AppTest, own_store: Path, plan: Plan
) -> None:
    at = open_guide(page)
    given_up = GUIDE.changed(state="given_up")
    change_meanwhile(own_store, plan, GUIDE, given_up)
    at = press(at, "登録する")
    at = press(at, "登録する")
    assert stored(own_store, plan)[0] == given_up
    assert "チェック" in str(at.error[0].value)
    tick(at)
    at = press(at, "登録する")
    assert stored(own_store, plan)[0].state == "carried_out"
    assert not at.warning


def test_who_has_seen_one_change_has_not_seen_the_next(
    page: AppTest, own_store: Path, plan: Plan
) -> None:
    at = open_guide(page)
    given_up, late = GUIDE.changed(state="given_up"), GUIDE.changed(until="2027-03")
    change_meanwhile(own_store, plan, GUIDE, given_up)
    at = press(at, "登録する")
    tick(at)
    change_meanwhile(own_store, plan, given_up, late)
    at = press(at, "登録する")
    at = press(at, "登録する")
    assert stored(own_store, plan)[0] == late
    assert "令和8年12月 → 令和9年3月" in str(at.warning[0].value)


@pytest.mark.parametrize("button", ["登録する", "消す（誤って登録したとき）"])
def test_what_somebody_else_took_out_comes_back_only_knowingly(
    page: AppTest, own_store: Path, plan: Plan, button: str
) -> None:
    at = open_guide(page)
    change_meanwhile(own_store, plan, GUIDE, None)
    at = press(at, button)
    at = press(at, "登録する")
    assert stored(own_store, plan) == (TRAIN,)
    assert "消されました" in str(at.warning[0].value)
    tick(at)
    press(at, "登録する")
    written = stored(own_store, plan)[-1]
    assert written.text == GUIDE.text
    assert written.number not in (GUIDE.number, TRAIN.number)


def test_words_of_people_are_no_markup(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    hostile = GUIDE.changed(text=HOSTILE[:300], department=HOSTILE[:60])
    save(own_store, sample_plan.model_copy(update={"decisions": (hostile,)}))
    at = visit("indicator", city="999997", year="2025", kpi="K01")
    [[decided]] = tables(at)
    assert plain(HOSTILE[:300]) in decided


@pytest.mark.parametrize("measure", ["2-3"])
def test_a_measure_shows_its_own(
    visit: Open, own_store: Path, sample_plan: Plan, measure: str
) -> None:
    of_measure = TRAIN.changed(number="3", measure=measure)
    save(own_store, sample_plan.model_copy(update={"decisions": (GUIDE, of_measure)}))
    at = visit("plan", city="999997", year="2025", measure=measure)
    [[decided]] = tables(at)
    assert TRAIN.text in decided


def test_the_overview_tells_what_came_of_the_last_decisions(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    earlier = TRAIN.changed(fiscal_year=2024)
    save(own_store, sample_plan.model_copy(update={"decisions": (earlier, GUIDE)}))
    shown = words(visit("overview", city="999997", year="2025"))
    assert "**前回の本部で決めたこと** :small[:gray[1のうち1が済み]]" in shown
    assert "9月に全課で行った" in shown
    assert "**令和7年度について決めたこと** :small[:gray[1のうち1がこれから]]" in shown


@pytest.mark.parametrize("page", ["overview", "brief"])
def test_a_plan_shows_what_is_decided_meanwhile_about_the_one_that_it_follows(
    visit: Open, own_store: Path, sample_plan: Plan, page: str
) -> None:
    before = sample_plan.model_copy(update={"decisions": (GUIDE,)})
    following = successor(sample_plan).model_copy(update={"decisions": ()})
    save(own_store, before, following)
    address = {"city": "999997", "plan": following.about.id, "year": "2028"}
    assert TRAIN.text not in words(visit(page, **address))
    store = Store(f"sqlite:///{own_store}")
    writing.change_decision(store, before.key, None, TRAIN, "田中", "typed")
    store.close()
    assert TRAIN.text in words(visit(page, **address))


def test_the_overview_of_a_plan_without_decisions_has_no_such_card(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, sample_plan.model_copy(update={"decisions": ()}))
    shown = words(visit("overview", city="999997", year="2025"))
    assert "決めたこと" not in shown


def test_a_department_sees_what_it_is_to_carry_out(visit: Open, plan: Plan) -> None:
    at = visit("department", city="999997", year="2025", department="市民課")
    [[decided]] = tables(at)
    assert GUIDE.text in decided
    at = visit("department", city="999997", year="2025", department="総務課")
    assert tables(at) == []


def test_a_department_writes_what_was_decided_for_it(
    visit: Open, own_store: Path, plan: Plan
) -> None:
    at = visit("department", city="999997", year="2025", department="総務課")
    at.session_state["who"] = ""
    at = open_form(at)
    at.text_area(key=field(at, "text_area", "text")).set_value("様式を減らす")
    press(at, "登録する")
    written = stored(own_store, plan)[-1]
    assert (written.text, written.subject) == ("様式を減らす", DecisionSubject())


def test_the_page_of_the_staff_survey_has_those_of_its_indicator(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    felt = TRAIN.changed(number="3", indicator="K21")
    save(own_store, sample_plan.model_copy(update={"decisions": (GUIDE, felt)}))
    [[decided]] = tables(visit("realisation", city="999997", year="2025"))
    assert TRAIN.text in decided


def test_at_the_meeting_it_is_asked_what_a_decision_is_about(
    visit: Open, own_store: Path, plan: Plan
) -> None:
    at = visit("brief", city="999997", year="2025")
    at.session_state["who"] = ""
    at = open_form(at)
    at.text_area(key=field(at, "text_area", "text")).set_value("支所でも案内する")
    at.selectbox(key=field(at, "selectbox", "subject")).set_value(
        DecisionSubject(indicator="K02")
    )
    press(at, "登録する")
    assert stored(own_store, plan)[-1].indicator == "K02"


def test_all_decisions_are_a_file(sample_plan: Plan) -> None:
    speak("ja")
    plan = sample_plan.model_copy(update={"decisions": (GUIDE, TRAIN)})
    view = View(listed(plan), plan, 2025, (2025,), date(2026, 11, 21))
    table = read_back(decisions_csv(view))
    assert list(table["決めたこと"]) == [GUIDE.text, TRAIN.text]
    assert list(table["期限"]) == ["2026-12", ""]

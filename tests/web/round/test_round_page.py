"""年度の取りまとめ on the screen: opened, shown, changed, reminded of."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from dxkpi import actions, fiscal
from dxkpi.actions import ReturnItems
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.review import figure_key
from dxkpi.plan.round import Round
from dxkpi.store import NewRemark, Role
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import REVISION
from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.web.round import forms
from dxkpi.web.sign_in.person import NOBODY, USER_KEY, Person, header_text
from dxkpi.wording.language import Language
from tests.support.accounts import granted
from tests.support.apptest import Open, charts_of, save, words
from tests.support.clock import stand_at
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import opened
from tests.support.returns_page import codes_of
from tests.support.specs import rows

MIHON, READER = "999997", "test@example.com"
LATER = date(2027, 1, 31)
Opened = Callable[[], AppTest]


@pytest.fixture
def key(sample_plan: Plan) -> PlanKey:
    return sample_plan.key


@pytest.fixture
def page(own_store: Path, visit: Open, key: PlanKey) -> Opened:
    """The page of a year whose round is open."""
    with opened(own_store) as store:
        open_round(store, key)
    return lambda: visit("round", city=MIHON, year=2025)


def stored_round(path: Path, key: PlanKey) -> Round:
    with opened(path) as store:
        stored = store.round(key, 2025)
    assert stored is not None
    return stored


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_where_no_round_is_open_one_button_opens_it(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    at = visit("round", city=MIHON, year=2025)
    assert at.header[0].value == "令和7年度の取りまとめはまだ始まっていません。"
    assert "9課の様式と、どの画面にも、期限が出ます。" in words(at)
    assert not charts_of(at)
    press(at, "取りまとめを始める")
    round_ = stored_round(own_store, key)
    two_weeks_from_now = date(2026, 12, 7)  # 5 December is a Saturday
    assert (round_.deadline, round_.is_reviewed) == (two_weeks_from_now, False)
    assert round_.opening is not None
    assert round_.opening.who == READER
    assert "課のうち" in at.header[0].value


def test_without_a_name_nothing_is_opened(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    at = visit("round", city=MIHON, year=2025)
    at.session_state["who"] = ""
    at.run()
    press(at, "取りまとめを始める")
    with opened(own_store) as store:
        assert store.round(key, 2025) is None


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_the_picture_and_the_table_say_the_same_of_each_department(
    page: Opened, visit: Open, locale: str
) -> None:
    page()
    at = visit("round", locale=locale, city=MIHON, year=2025)
    assert not at.exception
    [chart] = charts_of(at)
    as_table = visit("round", locale=locale, city=MIHON, year=2025, table="1")
    assert not charts_of(as_table)
    table = as_table.table[0].value
    assert table.shape == (9, 3)
    drawn = {row["long"] for row in rows(chart, "text") if "long" in row}
    for name, state, _steps in table.to_numpy():
        assert {name, state.replace("\\", "")} <= drawn


def test_those_who_need_somebody_stand_first_with_what_is_left(page: Opened) -> None:
    at = page()
    assert "期限を過ぎたのは" in at.header[0].value
    first, *others = at.table[0].value.to_numpy().tolist()
    assert ":red-badge[! " in first[0]
    assert all("-badge[" in name and left for name, left, _known in others)


def test_the_reminder_is_of_whoever_is_chosen(page: Opened) -> None:
    at = page()
    first = at.code[0].value
    box = next(box for box in at.selectbox if box.label == "あて先")
    assert first.startswith(f"{box.value}　御中")
    box.select_index(len(box.options) - 1).run()
    assert at.code[0].value.startswith("関係各課　御中")
    [link] = list(at.get("link_button"))
    assert link.proto.url.startswith("mailto:?subject=")


def test_deadlines_are_changed_in_a_form_of_their_own(
    page: Opened, own_store: Path, key: PlanKey
) -> None:
    at = press(page(), "期限を変える")
    boxes = {box.label: box for box in at.date_input}
    boxes["実績の期限"].set_value(date(2026, 6, 1))
    press(at, "変える")
    assert "期限を変えました。" in [element.value for element in at.success]
    assert stored_round(own_store, key).deadline == date(2026, 6, 1)
    assert not at.date_input


def test_a_form_that_is_open_is_not_taken_to_another_year(page: Opened) -> None:
    at = press(page(), "期限を変える")
    assert at.date_input
    at.query_params["year"] = "2024"
    at = at.run()
    days = [box.value for box in at.date_input]
    assert days == [date(2026, 12, 7)] * 2, "those of the other year's opening"
    at.query_params["year"] = "2025"
    assert not at.run().date_input


def test_more_time_needs_its_reason(
    page: Opened, own_store: Path, key: PlanKey
) -> None:
    at = press(page(), "課の期限を延ばす")
    next(b for b in at.selectbox if b.label == "担当課").set_value("人事課")
    at.date_input[0].set_value(date(2026, 6, 1))
    press(at, "登録する")
    assert "期限を延ばす理由を書いてください。" in words(at) + "".join(
        element.value for element in at.error
    )
    next(b for b in at.text_input if b.label.startswith("理由")).set_value("異動")
    press(at, "登録する")
    [extension] = stored_round(own_store, key).extensions
    assert (extension.department, extension.reason) == ("人事課", "異動")


def test_who_answers_for_all_is_chosen(
    page: Opened, own_store: Path, key: PlanKey
) -> None:
    at = press(page(), "「全課」に答える課")
    next(b for b in at.selectbox if b.label == "計画の言い方").set_value("全課")
    at = at.run()
    at.multiselect[0].set_value(["総務課", "人事課"])
    press(at, "登録する")
    [assignment] = stored_round(own_store, key).assignments
    assert assignment.departments == ("総務課", "人事課")
    at = press(at, "「全課」に答える課")
    words_of_plan = next(b for b in at.selectbox if b.label == "計画の言い方")
    at = words_of_plan.set_value("全課").run()
    assert at.multiselect[0].value == ["総務課", "人事課"], "what is there is seen"


def test_the_forms_come_with_their_list_and_are_noted_as_taken(
    page: Opened, key: PlanKey
) -> None:
    page()
    store, listed = cached.store(), cached.listed_plans()[key]
    view = View(listed, cached.plan(listed), 2025, (2025,), fiscal.today())
    packed = forms.packed_forms(store, view, SECRETARIAT, Language.JAPANESE)
    taken = store.taken_forms(key, 2025)
    assert [(form.department, form.who) for form in taken] == [(None, SECRETARIAT.name)]
    with ZipFile(io.BytesIO(packed)) as archive:
        *workbooks, listed_in = archive.namelist()
        lines = archive.read(listed_in).decode("utf-8-sig")
    assert listed_in.endswith("令和7年度.csv")
    assert len(workbooks) == 9
    assert all(name in lines for name in workbooks)
    assert "令和8年5月15日" in lines


def test_whoever_looks_back_sees_the_round_and_changes_nothing(
    page: Opened, visit: Open, own_store: Path
) -> None:
    page()
    with opened(own_store) as store, write_transaction(store.engine) as connection:
        written = datetime(2026, 5, 20, 3, tzinfo=UTC)
        connection.execute(update(REVISION).values(at=written))
    at = visit("round", city=MIHON, year=2025, known="2026-05-20")
    assert not at.exception
    assert charts_of(at)
    assert "期限を変える" not in [button.label for button in at.button]


def test_whoever_looks_back_sees_the_review_of_that_day(
    own_store: Path, visit: Open, key: PlanKey, sample_plan: Plan
) -> None:
    sent_back = NewRemark(figure_key(codes_of(sample_plan, "人事課")[0]), "単位は")
    may, june = (
        datetime(2026, 5, 20, 3, tzinfo=UTC),
        datetime(2026, 6, 3, 3, tzinfo=UTC),
    )
    with opened(own_store) as store:
        days = {"deadline": LATER, "schedule_deadline": LATER}
        open_round(store, key, is_reviewed=True, **days)
        returning = ReturnItems(key, 2025, (sent_back,))
        remarked = actions.return_items(store, returning, SECRETARIAT).number
        with write_transaction(store.engine) as connection:
            connection.execute(update(REVISION).values(at=may))
            last = update(REVISION).where(REVISION.c.id == remarked)
            connection.execute(last.values(at=june))
    before = visit("round", city=MIHON, year=2025, known="2026-05-20")
    assert "↩" not in str(before.table[0].value.to_numpy())
    after = visit("round", city=MIHON, year=2025, known="2026-06-03")
    assert "↩ 差戻し" in str(after.table[0].value.to_numpy())


def test_a_plan_that_asks_for_nothing_has_a_round_without_a_picture(
    own_store: Path, visit: Open, key: PlanKey, sample_plan: Plan
) -> None:
    with opened(own_store) as store:
        open_round(store, key)
    empty = sample_plan.model_copy(update={"policies": (), "indicators": ()})
    save(own_store, empty)
    at = visit("round", city=MIHON, year=2025)
    assert not at.exception
    assert not charts_of(at)


@pytest.mark.parametrize("city", ["052116", "412091", "472123"])
def test_every_plan_has_the_page(visit: Open, city: str) -> None:
    at = visit("round", city=city)
    assert not at.exception
    assert at.header[0].value


def seen_by(at: AppTest, person: Person) -> AppTest:
    """The page as somebody else sees it."""
    at.user = {USER_KEY: header_text(person)}
    at.run()
    assert not at.exception
    return at


def test_whoever_may_not_run_a_round_sees_it_and_changes_nothing(
    page: Opened, own_store: Path
) -> None:
    at = page()
    assert "期限を変える" in [button.label for button in at.button]
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, MIHON, "人事課")
        granted(store, "suzuki", Role.REVIEWER, MIHON)
    seen_by(at, Person("sato"))
    assert charts_of(at)
    assert "期限を変える" not in [button.label for button in at.button]
    seen_by(at, Person("suzuki"))
    assert "期限を変える" in [button.label for button in at.button]


def test_a_visitor_does_not_see_who_is_missing(page: Opened) -> None:
    at = seen_by(page(), NOBODY)
    assert "サインインしてください" in words(at)
    assert not charts_of(at)
    assert not at.header


def test_a_page_that_is_open_at_midnight_knows_that_the_deadline_is_over(
    page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = fiscal.end_of_day(date(2026, 5, 15))
    stand_at(monkeypatch, end - timedelta(minutes=1))
    at = page()
    before = at.header[0].value
    assert "期限を過ぎた" not in before
    assert "5月15日" in before
    stand_at(monkeypatch, end + timedelta(minutes=1))
    at.run()
    assert "期限を過ぎたのは" in at.header[0].value
    assert "! 1日超過" in str(at.table[0].value.to_numpy())

"""提出の確認 on the screen: confirmed, sent back with a remark, by two at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import ConfirmItems
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.review import ItemKey, YearReview, figure_key
from dxkpi.returns import departments_asked
from dxkpi.returns.figure_counts import is_answered
from dxkpi.store import Role, SeenItem
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import REVISION
from dxkpi.web.sign_in.person import NOBODY, USER_KEY, Person, header_text
from tests.support.accounts import granted
from tests.support.apptest import Open, drawings_of, words
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.recorded_rounds import hand_in_everything
from tests.support.returned import opened, register
from tests.support.returns_page import bare_text, codes_of

MIHON, OWN, READER = "999997", "人事課", "test@example.com"
LATER = date(2027, 1, 31)
REMARK = "終わる時期を書いてください。"
Opened = Callable[[], AppTest]


@pytest.fixture
def key(sample_plan: Plan) -> PlanKey:
    return sample_plan.key


@pytest.fixture
def page(own_store: Path, visit: Open, key: PlanKey) -> Opened:
    """人事課's return in a round that is reviewed."""
    with opened(own_store) as store:
        open_round(
            store,
            key,
            deadline=LATER,
            schedule_deadline=LATER,
            is_reviewed=True,
        )
    return lambda: visit("review", city=MIHON, year=2025, department=OWN)


def review_of(path: Path, key: PlanKey) -> YearReview:
    with opened(path) as store:
        return store.review(key, 2025)


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def buttons(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def remark_on(at: AppTest, nth: int, text: str) -> AppTest:
    """Choose 指摘する of a card, and write the remark."""
    at.segmented_control[nth].set_value("remark").run()
    at.text_area[-1].set_value(text).run()
    assert not at.exception
    return at


def cell_choices(at: AppTest) -> list[Any]:
    return [box for box in at.selectbox if box.label == "どのセルか"]


def items_shown(plan: Plan) -> list[ItemKey]:
    """What 人事課 has in, in the form's order."""
    indicators = {indicator.code: indicator for indicator in plan.indicators}
    return [
        figure_key(code)
        for code in codes_of(plan, OWN)
        if is_answered(indicators[code].actual(2025))
    ]


def test_each_thing_that_is_in_has_a_card_and_all_are_made_final_at_once(
    page: Opened, own_store: Path, key: PlanKey, sample_plan: Plan
) -> None:
    at = page()
    asked = items_shown(sample_plan)
    n = len(asked)
    assert len(at.segmented_control) == len(drawings_of(at)) == n
    assert at.header[0].value.startswith(f"{n}件とも「よし」です。")
    assert "前年度 98.7% → **99.1%** (+0.4ポイント)" in bare_text(words(at))
    press(at, f"{n}件をすべて確定する")
    confirmations = review_of(own_store, key).confirmations
    assert {one.item for one in confirmations} == set(asked)
    assert {one.who for one in confirmations} == {READER}
    assert words(at).count(":blue-badge[■ 確定]") == n
    assert f"{n}件を確定しました。" in [element.value for element in at.success]
    assert not [label for label in buttons(at) if "確定する" in label]


def test_one_is_sent_back_and_the_others_are_final(
    page: Opened, own_store: Path, key: PlanKey, sample_plan: Plan, visit: Open
) -> None:
    sent_back, *others = items_shown(sample_plan)
    at = remark_on(page(), 0, REMARK)
    n = len(others)
    assert f"{n + 1}件のうち{n}件は「よし」。1件を指摘" in at.header[0].value
    press(at, f"{n}件を確定して1件を差し戻す")
    review = review_of(own_store, key)
    [remark] = review.remarks
    assert (remark.item, remark.text, remark.who) == (sent_back, REMARK, READER)
    assert {one.item for one in review.confirmations} == set(others)
    assert "1件は課の回答を待っています。" in at.header[0].value
    elsewhere = visit("round", city=MIHON, year=2025)
    assert "↩ 差戻し" in str(elsewhere.table[0].value.to_numpy())


def test_a_remark_can_be_about_one_cell_and_says_so_to_both_sides(
    page: Opened, own_store: Path, key: PlanKey, visit: Open
) -> None:
    at = page()
    assert not cell_choices(at), "only where something is remarked"
    remark_on(at, 0, REMARK)
    [choice] = cell_choices(at)
    assert choice.value == ""
    assert choice.options == [
        "この件全体",
        "実績値",
        "時点",
        "未報告の理由",
        "要因",
        "対応",
    ]
    choice.set_value("note").run()
    at.segmented_control[0].set_value("fine").run()
    at.segmented_control[0].set_value("remark").run()
    assert cell_choices(at)[0].value == "note"
    [button] = [label for label in buttons(at) if "差し戻す" in label]
    press(at, button)
    [remark] = review_of(own_store, key).remarks
    assert (remark.text, remark.column) == (REMARK, "note")
    marked = f"「【要因】{REMARK}」"
    assert marked in bare_text(words(at))
    for address in ("department", "upload"):
        elsewhere = visit(address, city=MIHON, year=2025, department=OWN)
        assert marked in bare_text(words(elsewhere))


def test_without_a_choice_it_is_about_the_whole_thing(
    page: Opened, own_store: Path, key: PlanKey
) -> None:
    at = remark_on(page(), 0, REMARK)
    [button] = [label for label in buttons(at) if "差し戻す" in label]
    press(at, button)
    [remark] = review_of(own_store, key).remarks
    assert remark.column is None
    assert f"「{REMARK}」" in bare_text(words(at))


def test_what_was_sent_back_can_be_let_pass_and_what_is_final_be_sent_back(
    page: Opened, own_store: Path, key: PlanKey, sample_plan: Plan
) -> None:
    first, *others = items_shown(sample_plan)
    at = remark_on(page(), 0, REMARK)
    press(at, f"{len(others)}件を確定して1件を差し戻す")
    at.segmented_control[0].set_value("fine").run()
    press(at, "1件をすべて確定する")
    review = review_of(own_store, key)
    assert not review.open_remarks(first, 2025)
    assert review.is_confirmed(first, 2025)
    remark_on(at, 1, "もう一度見てください。")
    press(at, "1件を差し戻す")
    assert review_of(own_store, key).open_remarks(others[0], 2025)


def test_a_remark_has_words(page: Opened, own_store: Path, key: PlanKey) -> None:
    at = page()
    at.segmented_control[0].set_value("remark").run()
    assert "指摘の文が1件まだです。" in at.header[0].value
    press(at, next(label for label in buttons(at) if "差し戻す" in label))
    assert at.error
    assert review_of(own_store, key) == YearReview(
        changed_in=review_of(own_store, key).changed_in
    )


def test_the_second_of_two_reviewers_is_told_what_the_first_did(
    page: Opened, own_store: Path, key: PlanKey, sample_plan: Plan
) -> None:
    at = page()
    first, *_others = items_shown(sample_plan)
    with opened(own_store) as store:
        stood_at = store.review(key, 2025).changed_in[first, 2025]
        command = ConfirmItems(key, 2025, (SeenItem(first, 2025, stood_at),))
        actions.confirm_items(store, command, SECRETARIAT)
    press(at, f"{len(items_shown(sample_plan))}件をすべて確定する")
    [error] = [element.value for element in at.error]
    assert SECRETARIAT.name in error
    [kept] = review_of(own_store, key).confirmations
    assert (kept.item, kept.who) == (first, SECRETARIAT.name)
    assert words(at).count(":blue-badge[■ 確定]") == 1


def test_nothing_is_made_final_that_was_handed_in_meanwhile(
    page: Opened, own_store: Path, key: PlanKey, sample_plan: Plan
) -> None:
    at = page()
    code = items_shown(sample_plan)[0].place
    register(own_store, MIHON, 2025, OWN, {code: 97})
    press(at, f"{len(items_shown(sample_plan))}件をすべて確定する")
    assert "登録し直されました" in at.error[0].value
    assert not review_of(own_store, key).confirmations
    assert "**97.0%**" in bare_text(words(at))


def test_the_file_that_was_handed_in_has_its_link(
    page: Opened, own_store: Path, sample_plan: Plan
) -> None:
    code = items_shown(sample_plan)[0].place
    submission = register(own_store, MIHON, 2025, OWN, {code: 97})
    at = page()
    links = [link.proto.url for link in at.get("link_button")]
    assert f"original/{submission.number}" in links


def test_where_nothing_is_reviewed_one_button_switches_it_on(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    at = visit("review", city=MIHON, year=2025)
    assert "まだ始まっていません" in at.header[0].value
    assert not at.segmented_control
    with opened(own_store) as store:
        open_round(store, key)
    at = visit("review", city=MIHON, year=2025)
    press(at, "この年度の確認を始める")
    with opened(own_store) as store:
        round_ = store.round(key, 2025)
    assert round_ is not None
    assert round_.is_reviewed
    assert at.segmented_control


def test_only_who_may_review_sees_the_page(page: Opened, own_store: Path) -> None:
    at = page()
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, MIHON, OWN)
        granted(store, "suzuki", Role.REVIEWER, MIHON)
    for person, shown in (
        (Person("sato"), False),
        (NOBODY, False),
        (Person("suzuki"), True),
    ):
        at.user = {USER_KEY: header_text(person)}
        at.run()
        assert not at.exception
        assert bool(at.segmented_control) is shown


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_every_department_has_its_page(
    page: Opened, visit: Open, locale: str, sample_plan: Plan
) -> None:
    page()
    for department in departments_asked(sample_plan):
        at = visit(
            "review", locale=locale, city=MIHON, year=2025, department=department
        )
        assert not at.exception
        assert at.header[0].value


def test_whoever_looks_back_is_led_to_today_where_the_review_stands(
    page: Opened, visit: Open, own_store: Path
) -> None:
    page()
    with opened(own_store) as store, write_transaction(store.engine) as connection:
        written = datetime(2026, 5, 20, 3, tzinfo=UTC)
        connection.execute(update(REVISION).values(at=written))
    at = visit("review", city=MIHON, year=2025, known="2026-05-20")
    assert not at.exception
    assert len(at.info) == 1
    assert not at.get("button_group")


def test_reports_that_may_be_left_out_are_not_counted_as_still_to_come(
    page: Opened, own_store: Path, key: PlanKey
) -> None:
    at = page()
    assert "まだ提出されていません" in at.header[0].value
    with opened(own_store) as store:
        hand_in_everything(store, key)
    at = page()
    assert "まだ提出されていません" not in at.header[0].value
    assert "**任意（取組の報告）** 情報セキュリティ研修の実施" in bare_text(words(at))
    assert "**残り**" not in words(at)

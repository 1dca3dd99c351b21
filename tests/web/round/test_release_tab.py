"""公表 on the page of the round: how it stands, releasing, correcting, for whom it is there."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import Actor, Identification, NotPermitted, ReleaseYear
from dxkpi.plan import Plan, PlanKey
from dxkpi.plan.grading import Grading, NamedProfile
from dxkpi.plan.release import USUAL_TEXTS, Release, ReleasedText
from dxkpi.plan.release_content import sha256_of
from dxkpi.settings import settings
from dxkpi.store import Role, Store, StoreError, StoreFault, writing
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import REVISION
from dxkpi.web.round.release import release_file
from dxkpi.web.sign_in.person import NOBODY, USER_KEY, Person, header_text
from tests.support.accounts import granted
from tests.support.apptest import Open
from tests.support.opened_rounds import SECRETARIAT
from tests.support.recorded_rounds import confirm_everything, run_round
from tests.support.returned import opened
from tests.support.stored import current_plan, plan_with_actual

MIHON, YEAR, RELEASE = "999997", 2025, "release"
READER = "test@example.com"
REASON = "K01の転記誤り"
FIRST, CORRECTING = "令和7年度を公表する", "修正して公表する"
MAY, JUNE = (
    datetime(2026, 5, 20, 3, tzinfo=UTC),
    datetime(2026, 6, 3, 3, tzinfo=UTC),
)
OPERATOR = Actor("operator", Identification.COMMAND_LINE)


@pytest.fixture
def key(sample_plan: Plan) -> PlanKey:
    return sample_plan.key


def opened_tab(visit: Open, year: int = YEAR) -> AppTest:
    at = visit("round", city=MIHON, year=str(year), round_tab=RELEASE)
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def tick(at: AppTest, label: str) -> AppTest:
    box = next(box for box in at.checkbox if box.label.startswith(label))
    box.set_value(not box.value).run()
    assert not at.exception
    return at


def give_reason(at: AppTest, text: str = REASON) -> None:
    field = next(one for one in at.text_input if one.label.startswith("修正公表の理由"))
    field.set_value(text).run()


def buttons(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def plain_rows(table: pd.DataFrame) -> list[list[str]]:
    """The cells of a table as they are read, without what keeps them from being markup."""
    rows = table.to_numpy().tolist()
    return [
        [cell.replace("\\", "").replace("\u2060", "").strip("*") for cell in row]
        for row in rows
    ]


def stored(path: Path, key: PlanKey) -> tuple[Release, ...]:
    with opened(path) as store:
        return store.releases(key)


def number_preliminary(store: Store, key: PlanKey) -> int:
    preview = actions.release_preview(store, key, YEAR, USUAL_TEXTS)
    return preview.going_out.number_preliminary


def change_figure(path: Path, value: str = "12.3") -> None:
    with opened(path) as store:
        plan = plan_with_actual(current_plan(store, MIHON), "K01", YEAR, value)
        writing.save_plans(store, [plan], "佐藤", "plan.yaml")


def test_a_year_without_a_round_is_released_with_one_button(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    at = opened_tab(visit)
    assert [tab.label for tab in at.tabs] == ["進み具合", "公表"]
    assert at.subheader[0].value == "令和7年度は、まだ公表していません。"
    press(at, FIRST)
    [release] = stored(own_store, key)
    assert (release.number, release.fiscal_year) == (1, YEAR)
    assert (release.who, release.corrects, release.reason) == (READER, None, None)
    assert release.sha256[:12] in at.success[0].value
    assert at.subheader[0].value.endswith("公表のあと、変わったものはありません。")
    assert not {FIRST, CORRECTING} & set(buttons(at))
    [row] = plain_rows(at.table[-1].value)
    assert row[0] == "公表第1号"
    assert row[1].startswith("令和7年度 / ")
    assert READER in row[1]
    assert row[2] == release.sha256[:12]


def test_what_goes_out_is_what_the_command_releases(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    press(opened_tab(visit), FIRST)
    with opened(own_store) as store:
        same = actions.release_year(store, ReleaseYear(key, YEAR), OPERATOR)
    assert stored(own_store, key) == (same,)


def test_what_goes_out_is_shown_with_figure_and_judgement(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    at = opened_tab(visit)
    assert [box.label for box in at.expander] == ["公表する内容（22指標）"]
    shown = plain_rows(at.table[0].value)
    press(at, FIRST)
    with opened(own_store) as store:
        released = actions.released_content(store, key, 1)
    assert [row[0].split()[0] for row in shown] == [
        judged.indicator for judged in released.judgements
    ]
    assert shown[0][1:] == ["29.0%", "▲ 遅れ"]


def test_texts_go_out_only_where_they_are_ticked(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    at = opened_tab(visit)
    assert [box.value for box in at.checkbox] == [True, False, False]
    for label in ("課が", "本部で"):
        tick(at, label)
    press(at, FIRST)
    command = ReleaseYear(key, YEAR, texts=frozenset(ReleasedText))
    with opened(own_store) as store:
        assert actions.release_year(store, command, OPERATOR).number == 1
    again = opened_tab(visit)
    assert not {FIRST, CORRECTING} & set(buttons(again)), "its texts are ticked again"


def test_what_changed_since_is_counted_shown_and_corrected_with_a_reason(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    press(opened_tab(visit), FIRST)
    change_figure(own_store)
    at = opened_tab(visit)
    [differences] = [
        table.value for table in at.table if "前回の公表" in table.value.columns
    ]
    assert f"公表のあと、{len(differences)}件が変わりました。" in at.subheader[0].value
    [figure] = [row for row in plain_rows(differences) if row[0].endswith("値")]
    assert figure[0].startswith("K01 ")
    assert figure[0].endswith(" / 実績値 / 令和7年度 / 値")
    assert figure[1:] == ["29.0%", "12.3%"]
    assert FIRST not in buttons(at)
    press(at, CORRECTING)
    assert len(stored(own_store, key)) == 1
    assert "訂正の理由を書いてください" in at.error[0].value
    give_reason(at)
    press(at, CORRECTING)
    correction = stored(own_store, key)[-1]
    assert (correction.number, correction.corrects) == (2, 1)
    assert (correction.reason, correction.who) == (REASON, READER)
    assert "修正公表しました（第2号）" in at.subheader[0].value
    rows = plain_rows(at.table[-1].value)
    assert [row[0] for row in rows] == ["公表第2号", "公表第1号"]
    assert REASON in rows[0][1]


def test_the_same_from_a_second_window_changes_nothing_and_is_told(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    first, second = opened_tab(visit), opened_tab(visit)
    press(first, FIRST)
    press(second, FIRST)
    assert len(stored(own_store, key)) == 1
    assert "同じ内容で公表済みです（第1号）" in second.success[0].value


def test_what_was_changed_since_the_page_was_opened_is_not_released(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    at = opened_tab(visit)
    change_figure(own_store)
    press(at, FIRST)
    assert "ほかの人" in at.error[0].value
    assert not stored(own_store, key)
    press(at, FIRST)
    assert len(stored(own_store, key)) == 1


def test_what_is_preliminary_is_released_only_with_a_tick(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    with opened(own_store) as store:
        run_round(store, key)
        n = number_preliminary(store, key)
    assert n > 0
    at = opened_tab(visit)
    assert [tab.label for tab in at.tabs] == ["進み具合", "取りまとめの結果", "公表"]
    assert f"{n}件は速報のままです。" in at.subheader[0].value
    press(at, FIRST)
    assert not stored(own_store, key)
    assert "速報のまま" in at.error[0].value
    tick(at, f"速報のままの{n}件")
    press(at, FIRST)
    assert len(stored(own_store, key)) == 1


def test_what_is_confirmed_needs_no_tick(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    with opened(own_store) as store:
        run_round(store, key)
        confirm_everything(store, key)
        assert number_preliminary(store, key) == 0
    at = opened_tab(visit)
    assert len(at.checkbox) == len(ReleasedText)
    press(at, FIRST)
    assert len(stored(own_store, key)) == 1


def test_a_year_that_is_not_over_is_released_only_with_a_tick(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    at = opened_tab(visit, 2026)
    assert "まだ年度の途中です。" in at.subheader[0].value
    press(at, "令和8年度を公表する")
    assert "その欄に印を付けてください" in at.error[0].value
    assert not stored(own_store, key)
    tick(at, "年度の途中")
    press(at, "令和8年度を公表する")
    [release] = stored(own_store, key)
    assert release.fiscal_year == 2026


def test_without_a_name_nothing_is_released(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    at = opened_tab(visit)
    at.session_state["who"] = ""
    at.run()
    press(at, FIRST)
    assert at.error
    assert not stored(own_store, key)


def seen_by(at: AppTest, person: Person) -> AppTest:
    at.user = {USER_KEY: header_text(person)}
    at.query_params["round_tab"] = RELEASE
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("role", [Role.REPORTER, Role.AUTHOR, Role.ADMIN])
def test_who_may_not_release_does_not_see_the_tab(
    own_store: Path, visit: Open, role: Role
) -> None:
    department = "人事課" if role is Role.REPORTER else None
    with opened(own_store) as store:
        granted(store, "sato@city", role, MIHON, department)
    at = visit("round", city=MIHON, year=str(YEAR))
    seen_by(at, Person("sato@city", "佐藤"))
    assert not at.tabs
    assert FIRST not in buttons(at)
    seen_by(at, NOBODY)
    assert not at.tabs


def test_a_right_that_is_taken_back_meanwhile_releases_nothing(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    with opened(own_store) as store:
        granted(store, "sato@city", Role.REVIEWER, MIHON)
    at = visit("round", city=MIHON, year=str(YEAR))
    seen_by(at, Person("sato@city", "佐藤"))
    assert FIRST in buttons(at)
    at.user = {USER_KEY: header_text(NOBODY)}
    next(button for button in at.button if button.label == FIRST).click().run()
    assert not stored(own_store, key)


def test_a_release_is_taken_away_byte_for_byte_by_who_may_release(
    own_store: Path, key: PlanKey
) -> None:
    with opened(own_store) as store:
        release = actions.release_year(store, ReleaseYear(key, YEAR), OPERATOR)
        content = release_file(store, SECRETARIAT, key, release.number)
        assert sha256_of(content.decode()) == release.sha256
        visitor = Actor("", Identification.VISITOR)
        with pytest.raises(NotPermitted):
            release_file(store, visitor, key, release.number)
        with pytest.raises(StoreError) as refused:
            release_file(store, SECRETARIAT, key, 9)
    assert refused.value.fault is StoreFault.NO_RELEASE


def test_whoever_looks_back_releases_nothing_and_sees_what_was_released_by_then(
    own_store: Path, visit: Open, key: PlanKey
) -> None:
    with opened(own_store) as store:
        actions.release_year(store, ReleaseYear(key, YEAR), OPERATOR)
        change_figure(own_store)
        correcting = ReleaseYear(key, YEAR, reason=REASON)
        actions.release_year(store, correcting, OPERATOR)
        last = store.revision().number
        with write_transaction(store.engine) as connection:
            connection.execute(update(REVISION).values(at=MAY))
            correction = update(REVISION).where(REVISION.c.id == last)
            connection.execute(correction.values(at=JUNE))
    for day, numbers in (("2026-05-25", [1]), ("2026-06-04", [2, 1])):
        at = visit("round", city=MIHON, year=str(YEAR), round_tab=RELEASE, known=day)
        assert not at.exception
        assert not at.checkbox
        assert not {FIRST, CORRECTING} & set(buttons(at))
        [table] = at.table
        names = [row[0] for row in plain_rows(table.value)]
        assert names == [f"公表第{number}号" for number in numbers]


def test_where_nothing_changed_that_is_listed_it_is_told_that_details_did(
    own_store: Path, visit: Open, key: PlanKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(own_store) as store:
        plan = current_plan(store, MIHON)
        grading = {"grading": Grading(profile=NamedProfile.NAGANO)}
        about = plan.about.model_copy(update=grading)
        graded = plan.model_copy(update={"about": about})
        writing.save_plans(store, [graded], "佐藤", "plan.yaml")
    press(opened_tab(visit), FIRST)
    monkeypatch.setenv("DXKPI_PROFILE", "tama")  # of plans that name no grading
    settings.cache_clear()
    at = opened_tab(visit)
    assert "公表のあと、細部だけが変わりました。" in at.subheader[0].value
    assert not [table for table in at.table if "前回の公表" in table.value.columns]
    give_reason(at)
    press(at, CORRECTING)
    assert [each.corrects for each in stored(own_store, key)] == [None, 1]

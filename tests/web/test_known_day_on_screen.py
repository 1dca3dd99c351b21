"""Looking back on screen: figures and texts of a day, read only, with one way back."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from dxkpi.plan import Plan
from dxkpi.store import Store, writing
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import REVISION
from tests.support.apptest import KeepOnly, Open, address_of, words

DAY = "2026-05-20"
QUERY = {"city": "999997", "year": "2025", "known": DAY}
BACK = "今日の内容に戻る"
PAGES = (
    "overview",
    "brief",
    "kpi",
    "indicator",
    "realisation",
    "schedule",
    "plan",
    "department",
    "compare",
    "returns",
    "round",
    "accounts",
    "changes",
)


def revised(plan: Plan) -> Plan:
    """The plan with another title and another figure for its first indicator."""
    first, *others = plan.indicators
    actuals = tuple(
        actual.model_copy(update={"value": actual.value * 2, "survey": None})
        if actual.fiscal_year == 2025 and actual.value is not None
        else actual
        for actual in first.actuals
    )
    changed = first.model_copy(update={"name": "改めた名称", "actuals": actuals})
    about = plan.about.model_copy(update={"title": "改めた計画"})
    return plan.model_copy(update={"about": about, "indicators": (changed, *others)})


@pytest.fixture
def look_back(
    keep_only: KeepOnly, own_store: Path, visit: Open, sample_plan: Plan
) -> Open:
    """Pages of a plan that was stored on the day and changed on the next one."""
    keep_only(sample_plan)
    store = Store(f"sqlite:///{own_store}")
    with write_transaction(store.engine) as connection:
        at = datetime(2026, 5, 20, 3, tzinfo=UTC)
        connection.execute(update(REVISION).values(at=at))
    writing.save_plans(store, [revised(sample_plan)], "tester", "changed")
    last = update(REVISION).where(REVISION.c.id == store.revision().number)
    with write_transaction(store.engine) as connection:
        at = datetime(2026, 5, 21, 3, tzinfo=UTC)
        connection.execute(last.values(at=at))
    store.close()

    def _look_back(page: str, **query: str) -> AppTest:
        asked = QUERY | query
        return visit(page, **{name: value for name, value in asked.items() if value})

    return _look_back


def warnings(at: AppTest) -> str:
    return "\n".join(str(element.value) for element in at.warning)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_that_it_looks_back(look_back: Open, page: str) -> None:
    query = {"kpi": "K01"} if page == "indicator" else {}
    at = look_back(page, **query)
    assert not at.exception
    assert "令和8年5月20日の終わりに記録されていた内容" in warnings(at)
    assert [button.label for button in at.button].count(BACK) == 1
    assert "改めた" not in words(at)


def test_today_shows_what_was_changed_since(look_back: Open) -> None:
    at = look_back("kpi", known="")
    assert "改めた計画" in words(at)
    assert "終わりに記録" not in warnings(at)


def test_the_button_leads_back_to_today(look_back: Open) -> None:
    at = look_back("overview")
    back = next(button for button in at.button if button.label == BACK)
    at = back.click().run()
    assert not at.exception
    assert "改めた計画" in words(at)
    assert "known" not in address_of(at)


def test_links_keep_the_day(look_back: Open) -> None:
    at = look_back("overview")
    assert address_of(at)["known"] == DAY
    at = at.switch_page("../../pages/plan.py").run()
    assert "令和8年5月20日" in warnings(at)


@pytest.mark.parametrize("page", ["upload", "survey"])
def test_nothing_can_be_registered_while_looking_back(
    look_back: Open, page: str
) -> None:
    at = look_back(page)
    assert not at.exception
    assert "先に「今日の内容に戻る」" in words(at)
    assert not at.get("file_uploader")


def test_history_ends_with_the_day(look_back: Open) -> None:
    assert "令和8年5月21日" not in words(look_back("changes"))
    assert "令和8年5月21日" in words(look_back("changes", known=""))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2026-05-19", "まだ記録されていません"),
        ("2099-01-01", "振り返ることのできる日付ではありません"),
        ("きのう", "振り返ることのできる日付ではありません"),
    ],
)
def test_a_day_of_which_nothing_is_known_is_told(
    look_back: Open, day: str, told: str
) -> None:
    at = look_back("overview", known=day)
    assert not at.exception
    assert told in warnings(at)
    assert "改めた計画" in words(at)
    assert "known" not in address_of(at)


@pytest.mark.parametrize("page", ["overview", "plan"])
def test_a_day_can_be_chosen(look_back: Open, page: str) -> None:
    at = look_back(page, known="")
    [chosen] = at.date_input
    at = chosen.set_value(datetime(2026, 5, 20, tzinfo=UTC).date()).run()
    assert not at.exception
    assert address_of(at)["known"] == DAY
    assert "改めた" not in words(at)


def test_whoever_looks_back_to_a_day_changes_no_account(look_back: Open) -> None:
    at = look_back("accounts")
    assert at.title
    assert not at.text_input
    assert not at.file_uploader
    at = look_back("accounts", known="")
    assert at.text_input
    assert at.file_uploader

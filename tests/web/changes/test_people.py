"""Who did what beside the figures: reviews, and accounts for who manages them."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi.plan import Plan
from dxkpi.store import NewRemark, Role, SeenItem, account_writing, writing
from dxkpi.web.changes.recorded_change import ChangeOrigin
from dxkpi.web.common.process_store import store_of_process
from dxkpi.web.sign_in.person import USER_KEY, Person, header_text
from tests.support.accounts import ANY_DAY, MANAGING, granted
from tests.support.apptest import Open, words
from tests.support.changes_page import (
    MIHON,
    cells_of_tables,
    lines_of_writes,
    narrow_history,
)
from tests.support.clock import ManualClock
from tests.support.returned import opened, register
from tests.support.shipped_cities import key_of
from tests.support.statements import statements_noted

PLAN = key_of(MIHON)


def review(
    path: Path, code: str, remark: str = "単位は千円か", answer: str = "千円です"
) -> None:
    """Send one figure back, answer for it, and confirm another."""
    with opened(path) as store:
        changed_in = store.review(PLAN, 2026).changed_in
        items = {
            item.place: (item, n) for (item, y), n in changed_in.items() if y == 2026
        }
        item, _number = items.pop(code)
        final, number = next(iter(items.values()))
        confirmed = [SeenItem(final, 2026, number)]
        remarks = [NewRemark(item, remark, "value")]
        place = (store, PLAN, 2026)
        writing.record_review(*place, confirmed, remarks, "企画課 鈴木", "typed")
        writing.answer_remark(store, PLAN, 1, answer, "人事 佐藤", "typed")


def test_a_long_remark_and_a_long_answer_can_be_read_whole(
    visit: Open, own_store: Path, code: str, sample_plan: Plan
) -> None:
    other = next(i.code for i in sample_plan.indicators if i.code != code)
    register(own_store, MIHON, 2026, None, {code: 5, other: 6}, who="人事 佐藤")
    remark, answer = "単位は千円か円か。" * 20, "千円です。" * 30
    review(own_store, code, remark, answer)
    answered, reviewed, *_others = cells_of_tables(visit("changes", city=MIHON))
    assert answer in answered[0][1]
    assert remark in answered[0][1]
    assert any(remark in row[1] for row in reviewed)


def test_a_review_is_told_in_sentences_and_by_person(
    visit: Open, own_store: Path, code: str, sample_plan: Plan
) -> None:
    other = next(i.code for i in sample_plan.indicators if i.code != code)
    register(own_store, MIHON, 2026, None, {code: 5, other: 6}, who="人事 佐藤")
    review(own_store, code)
    at = visit("changes", city=MIHON)
    assert not at.exception
    answered, reviewed, _registered, _loaded = cells_of_tables(at)
    assert "**回答：千円です**" in answered[0][1]
    assert "差戻し：【実績値】単位は千円か" in answered[0][1]
    texts = [row[1] for row in reviewed]
    assert any("**差戻し：【実績値】単位は千円か**" in text for text in texts)
    assert any("**確定**" in text for text in texts)
    assert all(f"indicator?{'kpi'}" in row[0] or "kpi=" in row[0] for row in reviewed)
    by_secretariat = narrow_history(at, "who", "企画課 鈴木")
    [line] = lines_of_writes(by_secretariat)
    assert "企画課 鈴木" in line


def test_the_person_stays_in_the_address(
    visit: Open, own_store: Path, code: str
) -> None:
    register(own_store, MIHON, 2026, "人事課", {code: 5}, who="人事 佐藤")
    at = narrow_history(visit("changes", city=MIHON), "who", "人事 佐藤")
    assert at.query_params["changes_who"] == "人事 佐藤"
    again = visit("changes", city=MIHON, changes_who="人事 佐藤")
    assert len(lines_of_writes(again)) == 1


def accounts_changed(path: Path) -> None:
    with opened(path) as store:
        granted(store, "admin", Role.ADMIN, MIHON)
        granted(store, "tanaka", Role.REPORTER, MIHON, "人事課")
        account_writing.disable_account(
            store, "tanaka", "管理者", "typed", ANY_DAY, managing=MANAGING
        )
        granted(store, "other", Role.REPORTER, "472123", "総務課")


def as_person(at: AppTest, subject: str) -> AppTest:
    at.user = {USER_KEY: header_text(Person(subject, subject))}
    return at.run()


def test_who_manages_accounts_reads_what_was_done_to_them(
    visit: Open, own_store: Path
) -> None:
    accounts_changed(own_store)
    at = visit("changes", city=MIHON)
    assert not at.exception
    disabled, *_granted = cells_of_tables(at)
    assert "tanaka さん \\(tanaka\\)" in disabled[0][0]
    assert "**利用停止**" in disabled[0][1] or "停止" in disabled[0][1]
    text = str(cells_of_tables(at))
    assert "報告者" in text
    assert "other" not in text
    [line] = lines_of_writes(narrow_history(at, "who", "管理者"))
    assert "管理者" in line
    assert len(lines_of_writes(narrow_history(at, "who", None))) > 1
    at = narrow_history(at, "origin", ChangeOrigin.ACCOUNTS)
    assert lines_of_writes(at)


def test_whoever_reports_reads_nothing_of_accounts(
    visit: Open, own_store: Path
) -> None:
    accounts_changed(own_store)
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, MIHON, "人事課")
    at = as_person(visit("changes", city=MIHON), "sato")
    assert not at.exception
    assert "tanaka" not in str(cells_of_tables(at)) + words(at)
    at = as_person(visit("changes", city=MIHON), "admin")
    assert "tanaka" in str(cells_of_tables(at))


@pytest.mark.usefixtures("patient_store")
def test_accounts_are_read_anew_only_after_a_write(
    visit: Open, own_store: Path
) -> None:
    accounts_changed(own_store)
    at = visit("changes", city=MIHON)
    store = store_of_process()
    store.clock = clock = ManualClock()
    store.revision()
    with statements_noted(store) as statements:
        at.run()
    assert [each for each in statements if "account_change" in each.text] == []
    with opened(own_store) as other:
        granted(other, "suzuki", Role.VIEWER, MIHON)
    clock.pass_seconds(2)
    assert "suzuki" in str(cells_of_tables(at.run()))

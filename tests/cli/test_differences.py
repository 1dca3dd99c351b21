"""`dxkpi diff` and `dxkpi drafts`."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from dxkpi import actions
from dxkpi.actions import ChangeDraft, StartDraft
from dxkpi.settings import settings
from dxkpi.store import Store
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import REVISION
from tests.support.commands import run
from tests.support.plan_documents import PLAN
from tests.support.returned import person

pytestmark = pytest.mark.usefixtures("empty_store")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A document, and the same with another target and another name."""
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(PLAN, "utf-8")
    new.write_text(PLAN.replace("75.0", "70.0").replace("利用率", "申請率"), "utf-8")
    return old, new


def test_two_documents_are_compared_without_a_store(files: tuple[Path, Path]) -> None:
    told = run("diff", *files, "--format", "json")
    assert told.exit_code == 0
    sides = {(each["old"], each["new"]) for each in json.loads(told.stdout)}
    assert any(old.startswith("75.0") and new.startswith("70.0") for old, new in sides)
    assert any("利用率" in old and "申請率" in new for old, new in sides)
    table = run("diff", *files).stdout
    assert "75.0" in table
    assert "70.0" in table


def test_the_same_document_has_no_difference(files: tuple[Path, Path]) -> None:
    told = run("diff", files[0], files[0])
    assert (told.exit_code, told.stdout) == (0, "")
    assert "No difference" in told.stderr


def test_two_days_of_a_plan_are_compared(files: tuple[Path, Path]) -> None:
    old, new = files
    assert run("load", old).exit_code == 0
    store = Store(settings().database_url)
    at = datetime(2025, 5, 20, 3, tzinfo=UTC)
    with write_transaction(store.engine) as connection:
        connection.execute(update(REVISION).values(at=at))
    store.close()
    assert run("load", new, "--correction", "転記誤り").exit_code == 0
    of_files = json.loads(run("diff", old, new, "--format", "json").stdout)
    days = run("diff", "472123@2025-05-20", "472123", "--format", "json")
    of_days = json.loads(days.stdout)
    places = {each["place"] for each in of_files}
    assert places <= {each["place"] for each in of_days}
    assert len(of_days) == len(of_files) + 1, "and the slip that was corrected"
    assert run("diff", "472123", new).exit_code == 0


def test_a_side_that_is_nowhere_ends_the_program(files: tuple[Path, Path]) -> None:
    assert run("diff", files[0], "999999").exit_code == 1
    broken = files[0].with_name("broken.yaml")
    broken.write_text("plan: [", "utf-8")
    assert run("diff", files[0], broken).exit_code == 1


def test_drafts_are_listed(files: tuple[Path, Path]) -> None:
    assert "Nobody" in run("drafts").stderr
    assert run("load", files[0]).exit_code == 0
    store = Store(settings().database_url)
    [listed] = store.listed_plans()
    begun = actions.start_draft(store, StartDraft(*listed.key), person("佐藤"))
    change = ChangeDraft(begun.number, 0, {("plan", "title"): "次の計画"})
    actions.change_draft(store, change, person("鈴木"))
    store.close()
    for city in ((), ("472123",)):
        [told] = json.loads(run("drafts", *city, "--format", "json").stdout)
        assert (told["number"], told["title"], told["steps"]) == (1, "次の計画", 1)
        assert told["plan"] == str(listed.key)
        assert (told["begun_by"], told["changed_by"]) == ("佐藤", "鈴木")
    table = run("drafts").stdout
    assert "佐藤" in table
    assert "鈴木" in table
    assert run("drafts", "999997", "--format", "json").stdout.strip() == "[]"


def test_a_plan_book_is_compared_with_its_plan(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    assert run("load", files[0]).exit_code == 0
    book = tmp_path / "plan.xlsx"
    assert run("export", "472123", "-o", book).exit_code == 0
    assert "No difference" in run("diff", "472123", book).stderr
    told = json.loads(run("diff", book, files[1], "--format", "json").stdout)
    assert any("申請率" in each["new"] for each in told)


def test_the_history_tells_what_was_changed_of_a_plans_text(
    files: tuple[Path, Path],
) -> None:
    assert run("load", files[0]).exit_code == 0
    assert run("load", files[1], "--correction", "転記誤り").exit_code == 0
    told = run("history", "472123").stdout
    assert "利用率" in told
    assert "申請率" in told

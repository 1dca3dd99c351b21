"""Commands that look back to a day."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from dxkpi.settings import settings
from dxkpi.store import Store
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import REVISION
from tests.support.commands import run
from tests.support.plan_documents import PLAN

pytestmark = pytest.mark.usefixtures("empty_store")

DAY = "2025-05-20"


def date_last_write(day: int) -> None:
    store = Store(settings().database_url)
    at = datetime(2025, 5, day, 3, tzinfo=UTC)
    of_write = update(REVISION).where(REVISION.c.id == store.revision().number)
    with write_transaction(store.engine) as connection:
        connection.execute(of_write.values(at=at))
    store.close()


@pytest.fixture
def before(tmp_path: Path, empty_store: Path) -> str:
    """What was exported on the 20th; on the 21st the plan was revised."""
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, "utf-8")
    assert run("load", file).exit_code == 0
    date_last_write(20)
    exported = run("export", "472123").stdout
    file.write_text(PLAN.replace("75.0", "70.0").replace("利用率", "申請率"), "utf-8")
    assert run("load", file, "--correction", "転記誤り").exit_code == 0
    date_last_write(21)
    return exported


def test_a_plan_is_exported_as_it_was_known(before: str) -> None:
    for day in (DAY, "令和7年5月20日"):
        exported = run("export", "472123", "--as-of", day)
        assert (exported.exit_code, exported.stdout) == (0, before)
        assert "known on 20 May 2025" in exported.stderr
    assert run("export", "472123", "--as-of", "2025-05-21").stdout != before


@pytest.mark.usefixtures("before")
def test_a_plan_is_judged_as_it_was_known() -> None:
    def target(*words: str) -> object:
        judged = run(
            "status", "472123", "--fiscal-year", "R8", "--format", "json", *words
        )
        assert judged.exit_code == 0, judged.stderr
        return json.loads(judged.stdout)[0]["target"]

    assert (target("--as-of", DAY), target()) == (75.0, 70.0)


@pytest.mark.usefixtures("before")
def test_the_sheet_is_written_as_it_was_known(tmp_path: Path) -> None:
    words = ("472123", "--fiscal-year", "R8", "--as-of", DAY)
    written = run("brief", *words, "-o", tmp_path / "brief.pdf")
    assert written.exit_code == 0
    assert "known on 20 May 2025" in written.stderr


@pytest.mark.usefixtures("before")
@pytest.mark.parametrize(
    ("day", "code", "word"),
    [
        ("2025-05-19", 1, "not in the store yet"),
        ("2025-05", 2, "is not a day"),
        ("R7", 2, "is not a day"),
        ("2099-05-20", 2, "still to come"),
    ],
)
def test_a_day_of_which_nothing_is_known_is_told(
    day: str, code: int, word: str
) -> None:
    refused = run("export", "472123", "--as-of", day)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert word in refused.stderr

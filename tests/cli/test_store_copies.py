"""dxkpi backup and dxkpi restore."""

from pathlib import Path

import pytest

from dxkpi.store import Store
from tests.support.commands import run

pytestmark = pytest.mark.usefixtures("loaded")


def test_a_backup_tells_what_it_holds(tmp_path: Path) -> None:
    told = run("backup", tmp_path / "backup.sqlite3")
    assert told.exit_code == 0
    assert "472123 豊見城市" in told.stderr
    assert "level 0034" in told.stderr


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "backup.sqlite3"
    file.write_bytes(b"mine")
    told = run("backup", file)
    assert (told.exit_code, file.read_bytes()) == (1, b"mine")
    assert "is there already" in told.stderr


def test_a_backup_is_only_looked_through_in_a_dry_run(
    tmp_path: Path, empty_store: Path
) -> None:
    file = tmp_path / "backup.sqlite3"
    run("backup", file)
    before = empty_store.read_bytes()
    told = run("restore", file, "--dry-run")
    assert told.exit_code == 0
    assert "472123 豊見城市" in told.stderr
    assert empty_store.read_bytes() == before


def test_a_restored_store_is_told_with_the_former_one(
    tmp_path: Path, empty_store: Path
) -> None:
    file = tmp_path / "backup.sqlite3"
    run("backup", file)
    told = run("restore", file)
    assert told.exit_code == 0
    [former] = tmp_path.glob(f"{empty_store.name}.before-*.bak")
    assert str(former) in told.stderr.replace("\n", "")
    assert len(Store(f"sqlite:///{former}").listed_plans()) == 6


def test_what_is_no_backup_is_one_clear_line(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"PK\x03\x04")
    told = run("restore", file)
    assert told.exit_code == 1
    assert "is no backup" in told.stderr
    assert "Traceback" not in told.stderr

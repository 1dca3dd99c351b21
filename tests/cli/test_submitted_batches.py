"""A whole city's returns at once by the command line: no file lost, none wronged."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from dxkpi.plan import BarState
from dxkpi.returns import FormColumn
from dxkpi.settings import PROJECT
from dxkpi.store import Store, SubmissionState
from tests.support import forms
from tests.support.commands import run
from tests.support.shipped_cities import key_of
from tests.support.workbooks import read_form

pytestmark = pytest.mark.usefixtures("own_store")

CITY, YEAR = "472123", 2025
MIHON, DEPARTMENT = "999997", "人事課"
GOOD: dict[str, dict[FormColumn, Any]] = {
    "K13": {FormColumn.VALUE: 99.2, FormColumn.NOTE: "追加の回を設ける。"},
    "K16": {FormColumn.VALUE: 21, FormColumn.NOTE: "研修の枠を増やす。"},
    "K18": {FormColumn.VALUE: 4},
    "K19": {FormColumn.NOTE: "提案の募集を年2回に増やす。"},
}
WITHOUT_FIGURE = {FormColumn.VALUE: None, FormColumn.MISSING: "評価困難"}
TO_MEND = GOOD | {"K18": {FormColumn.VALUE: "集計中", FormColumn.MISSING: None}}


@pytest.fixture
def store(own_store: Path) -> Iterator[Store]:
    opened = Store(f"sqlite:///{own_store}")
    yield opened
    opened.close()


def submit(*arguments: str | Path) -> tuple[int, Any]:
    result = run("submit", "--json", *arguments)
    return result.exit_code, json.loads(result.stdout)


def codes(data: Any) -> set[str]:
    return {finding["code"] for finding in data["findings"]}


def returns_of_city(folder: Path) -> list[Path]:
    """The form of each department of 豊見城市, with all its entries going on."""
    archive = folder / "forms.zip"
    made = run("template", CITY, "--fiscal-year", "R7", "-o", archive)
    assert made.exit_code == 0
    files = []
    with ZipFile(archive) as blank_forms:
        for name in blank_forms.namelist():
            file = folder / name
            file.write_bytes(filled_in(blank_forms.read(name)))
            files.append(file)
    return files


def filled_in(content: bytes) -> bytes:
    """A form whose entries are all going on, and whose figures are not known."""
    filled = read_form(content)
    rows: dict[str, dict[FormColumn, Any]] = {}
    for row in filled.entry_rows:
        rows[row.code] = {FormColumn.STATE: "実施中"}
    for row in filled.rows:
        if row.code.isascii():  # else it says that there is no indicator to report
            rows[row.code] = WITHOUT_FIGURE
    return forms.fill(content, rows)


def a_return(
    folder: Path,
    rows: dict[str, dict[FormColumn, Any]] = GOOD,
    name: str = "人事課.xlsx",
    year: str = "R7",
) -> Path:
    """The form of 見本市's 人事課, filled in."""
    folder.mkdir(exist_ok=True)
    form, options = folder / "form.xlsx", ("--department", DEPARTMENT)
    made = run("template", MIHON, "--fiscal-year", year, *options, "-o", form)
    assert made.exit_code == 0, made.stderr
    file = folder / name
    file.write_bytes(forms.fill(form.read_bytes(), rows))
    form.unlink()
    return file


# Several at once


def test_the_returns_of_a_city_whose_departments_share_entries_go_in_at_once(
    tmp_path: Path, store: Store
) -> None:
    files = returns_of_city(tmp_path)
    assert len(files) > 8
    dry_code, dry = submit("--dry-run", *files)
    assert dry_code == 0, [codes(one) for one in dry]
    assert store.submissions(key_of(CITY)) == ()
    code, real = submit(*files)
    assert code == 0
    assert [one["changes"] for one in real] == [one["changes"] for one in dry]
    assert len(store.submissions(key_of(CITY))) == len(files)
    states = {
        progress.state for progress in store.progress(key_of(CITY), YEAR).values()
    }
    assert states == {BarState.IN_PROGRESS}


def test_what_is_submitted_by_many_at_the_same_moment_is_stored_or_not_exit_code_0(
    tmp_path: Path, own_store: Path, store: Store
) -> None:
    files = returns_of_city(tmp_path)[:6]
    database = {"DXKPI_DATABASE_URL": f"sqlite:///{own_store}"}
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "dxkpi", "submit", "--json", file],
            cwd=PROJECT,
            env=os.environ | database,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        for file in files
    ]
    answers = [process.communicate(timeout=300)[0] for process in processes]
    stored = {submission.sha256 for submission in store.submissions(key_of(CITY))}
    for file, process, text in zip(files, processes, answers, strict=True):
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        data = json.loads(text)
        assert (process.returncode == 0) is (digest in stored)
        assert data["accepted"] is (digest in stored)
        assert (data["submission"] is not None) is (digest in stored)


# A run reports on every file


@pytest.mark.parametrize("position", [0, 1, 2])
def test_a_file_that_is_not_there_ends_no_run_and_hides_no_other_file(
    tmp_path: Path, store: Store, position: int
) -> None:
    first = a_return(tmp_path / "a")
    second = a_return(tmp_path / "b", {**GOOD, "K16": {FormColumn.VALUE: "さあ"}})
    files = [first, second]
    files.insert(position, tmp_path / "ない.xlsx")
    code, data = submit(*files)
    assert code == 2
    assert [one["file"] for one in data] == [str(file) for file in files]
    by_name = {Path(one["file"]): one for one in data}
    assert by_name[first]["accepted"]
    assert by_name[first]["submission"] is not None
    assert "not_a_number" in codes(by_name[second])
    assert codes(by_name[tmp_path / "ない.xlsx"]) == {"file_not_read"}
    assert len(store.submissions(key_of(MIHON))) == 1


def test_a_folder_in_place_of_a_file_is_told_like_one_that_is_not_there(
    tmp_path: Path,
) -> None:
    code, data = submit(tmp_path)
    assert (code, codes(data)) == (2, {"file_not_read"})


def test_a_store_that_can_no_longer_be_written_is_told_of_each_file(
    tmp_path: Path, own_store: Path
) -> None:
    files = [a_return(tmp_path / "a"), a_return(tmp_path / "b", name="控え.xlsx")]
    before = Store(f"sqlite:///{own_store}")
    with before.engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON submission "
            "BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
        )
    before.close()
    code, data = submit(*files)
    assert code == 1
    assert [one["accepted"] for one in data] == [False, False]
    assert all(one["error"]["code"] for one in data)


# Marked copies


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_marked_copies_in_the_folder_of_the_returns_leave_these_as_they_are(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    file = a_return(tmp_path / "returns", TO_MEND)
    content = file.read_bytes()
    for _time in range(2):
        result = run("submit", file, *options, "--marked", file.parent)
        assert result.exit_code == 1
        assert file.read_bytes() == content
    names = {other.name for other in file.parent.iterdir()}
    assert names == {"人事課.xlsx", "人事課-marked.xlsx"}


def test_a_marked_copy_that_somebody_mended_is_left_as_it_is(tmp_path: Path) -> None:
    file, back = a_return(tmp_path / "returns", TO_MEND), tmp_path / "back"
    assert run("submit", file, "--marked", back).exit_code == 1
    copy = back / file.name
    mended = forms.fill(copy.read_bytes(), {"K18": {FormColumn.VALUE: 5}})
    copy.write_bytes(mended)
    assert run("submit", file, "--marked", back).exit_code == 1
    assert copy.read_bytes() == mended
    assert {other.name for other in back.iterdir()} == {
        "人事課.xlsx",
        "人事課-marked.xlsx",
    }


def test_files_of_one_name_from_two_folders_each_get_their_marked_copy(
    tmp_path: Path,
) -> None:
    files = [a_return(tmp_path / name, TO_MEND) for name in ("a", "b")]
    back = tmp_path / "back"
    assert run("submit", *files, "--marked", back).exit_code == 1
    assert len(list(back.iterdir())) == 2
    for copy in back.iterdir():
        assert openpyxl.load_workbook(copy).sheetnames


# The year


def test_last_years_form_is_held_and_the_answers_stand_beside_it(
    tmp_path: Path, store: Store
) -> None:
    file = a_return(tmp_path, year="R6")
    code, data = submit(file, "--fiscal-year", "R7")
    assert (code, data["accepted"]) == (1, False)
    assert "other_year" in codes(data)
    assert data["changes"] == []
    told = run("submit", file, "--fiscal-year", "R7").stderr
    assert "--confirm other_year@file=2024" in told
    assert "--confirm other_year@file=2025" in told
    assert store.submissions(key_of(MIHON)) == ()


def test_without_a_year_what_would_write_over_last_year_is_held(tmp_path: Path) -> None:
    code, data = submit(a_return(tmp_path, year="R6"))
    assert (code, data["accepted"]) == (1, False)
    assert "other_year" in codes(data)
    code, data = submit(tmp_path / "人事課.xlsx", "--fiscal-year", "R6", "--dry-run")
    assert "other_year" not in codes(data)


def test_the_answer_of_one_file_reads_it_as_that_year(
    tmp_path: Path, store: Store
) -> None:
    file = a_return(tmp_path, year="R6")
    answer = ("--confirm", "other_year@file=R7", "--reason", "様式の取り違え")
    result = run("submit", file, "--fiscal-year", "R7", *answer)
    assert "FY2025 (令和7)" in result.stderr
    held = [s for s in store.submissions(key_of(MIHON)) if s.fiscal_year == YEAR]
    assert all(s.state is SubmissionState.REGISTERED for s in held)
    assert "other_year@file" not in result.stderr


def test_what_is_asked_of_one_file_is_not_answered_for_several(
    tmp_path: Path, store: Store
) -> None:
    files = [a_return(tmp_path / name, year="R6") for name in ("a", "b")]
    result = run("submit", *files, "--confirm", "other_year@file=R7")
    assert result.exit_code == 2
    assert store.submissions(key_of(MIHON)) == ()


def test_the_year_and_the_department_stand_before_the_outcome(tmp_path: Path) -> None:
    told = run("submit", a_return(tmp_path)).stderr
    assert "FY2025 (令和7)" in told
    assert DEPARTMENT in told

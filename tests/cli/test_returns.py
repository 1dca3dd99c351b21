"""Forms out and in by the command line, as the secretariat uses it."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from dxkpi.returns import FormColumn
from dxkpi.returns.form_columns import ORIGIN_SHEET
from dxkpi.settings import settings
from dxkpi.store import Store
from tests.support import forms
from tests.support.commands import run
from tests.support.shipped_cities import key_of

GOOD: dict[str, dict[FormColumn, Any]] = {
    "K13": {
        FormColumn.VALUE: 99.2,
        FormColumn.NOTE: "受講できなかった職員に追加の回を設ける。",
    },
    "K16": {FormColumn.VALUE: 21, FormColumn.NOTE: "研修の枠を増やす。"},
    "K18": {FormColumn.VALUE: 4},
    "K19": {FormColumn.NOTE: "提案の募集を年2回に増やす。"},
    "3-1/1": {FormColumn.STATE: "実施中", FormColumn.PERCENT: 40},
}


pytestmark = pytest.mark.usefixtures("own_store")


def made(folder: Path, *options: str, name: str = "form.xlsx") -> Path:
    file = folder / name
    assert (
        run("template", "999997", "--fiscal-year", "R7", *options, "-o", file).exit_code
        == 0
    )
    return file


def filled_in(
    folder: Path, rows: dict[str, dict[FormColumn, Any]], name: str = "filled.xlsx"
) -> Path:
    file = folder / name
    file.write_bytes(
        forms.fill(made(folder, "--department", "人事課").read_bytes(), rows)
    )
    return file


def answer(*arguments: str | Path) -> tuple[int, Any]:
    result = run("submit", "--json", *arguments)
    return result.exit_code, json.loads(result.stdout)


def codes(data: Any) -> set[str]:
    return {found["code"] for found in data["findings"]}


def actual(path: Path, code: str) -> Any:
    store = Store(f"sqlite:///{path}")
    plan = store.plan(key_of("999997"))
    store.close()
    assert plan is not None
    indicator = plan.indicator(code)
    assert indicator is not None
    return indicator.actual(2025)


def test_a_filled_form_is_registered_and_the_same_file_again_changes_nothing(
    tmp_path: Path, own_store: Path
) -> None:
    file = filled_in(tmp_path, GOOD)
    code, first = answer(file)
    assert (code, first["accepted"]) == (0, True), first["findings"]
    assert set(first) == {"accepted", "findings", "changes", "submission"}
    assert set(first["changes"][0]) == {
        "indicator",
        "fiscal_year",
        "field",
        "old",
        "new",
    }
    assert {
        "indicator": "K18",
        "fiscal_year": 2025,
        "field": "value",
        "old": None,
        "new": 4,
    } in first["changes"]
    assert str(actual(own_store, "K13").value) == "99.2"
    assert actual(own_store, "K16").note == "研修の枠を増やす。"
    code, again = answer(file)
    assert (code, again["accepted"], again["changes"]) == (0, True, [])
    assert again["submission"] == first["submission"]
    assert codes(again) == {"already_registered"}


def test_a_dry_run_tells_the_same_and_stores_nothing(
    tmp_path: Path, own_store: Path
) -> None:
    file = filled_in(tmp_path, GOOD)
    code, dry = answer("--dry-run", file)
    assert (code, dry["accepted"], dry["submission"]) == (0, True, None)
    assert str(actual(own_store, "K13").value) == "99.1"
    _code, real = answer(file)
    assert dry["changes"] == real["changes"]


def test_a_held_value_waits_for_a_confirmation_and_keeps_its_reason(
    tmp_path: Path, own_store: Path
) -> None:
    file = filled_in(tmp_path, GOOD | {"K17": {FormColumn.VALUE: 0.098}})
    code, held = answer(file)
    assert (code, held["accepted"], held["submission"]) == (1, False, None)
    hold = next(found for found in held["findings"] if found["severity"] == "hold")
    assert set(hold) == {"code", "severity", "sheet", "cell", "value", "message"}
    assert (hold["code"], hold["sheet"]) == ("share_as_ratio", "実績")
    assert str(actual(own_store, "K13").value) == "99.1"
    code, confirmed = answer(
        file,
        "--confirm",
        f"share_as_ratio@{hold['cell']}=0.098",
        "--reason",
        "月の平均です",
    )
    assert code == 1  # it is far from last year's 9.8 as well: that is another hold
    code, confirmed = answer(
        file, "--confirm", f"share_as_ratio@{hold['cell']}", "--reason", "電話で確認"
    )
    assert (code, confirmed["accepted"]) == (0, True), confirmed["findings"]
    assert actual(own_store, "K17").value == actual(own_store, "K17").value.__class__(
        "9.8"
    )
    store = Store(f"sqlite:///{own_store}")
    (submission,) = store.submissions(key_of("999997"))
    store.close()
    assert [(c.code, c.cell, c.reason) for c in submission.confirmations] == [
        ("share_as_ratio", hold["cell"], "電話で確認")
    ]


def test_mistakes_are_listed_with_their_cells_and_nothing_is_stored(
    tmp_path: Path, own_store: Path
) -> None:
    rows = GOOD | {
        "K18": {FormColumn.VALUE: "集計中", FormColumn.MISSING: None},
        "K16": {FormColumn.VALUE: "数十人くらい", FormColumn.NOTE: "あ"},
    }
    file = filled_in(tmp_path, rows)
    result = run("submit", file)
    assert result.exit_code == 1
    assert "× 実績" in result.stderr
    code, data = answer(file)
    assert (code, data["accepted"]) == (1, False)
    assert {"needs_reason", "not_a_number"} <= codes(data)
    assert all(
        found["cell"] for found in data["findings"] if found["severity"] == "error"
    )
    assert str(actual(own_store, "K13").value) == "99.1"


def test_the_form_comes_back_marked_is_mended_and_accepted(
    tmp_path: Path, own_store: Path
) -> None:
    file = filled_in(
        tmp_path, GOOD | {"K18": {FormColumn.VALUE: "集計中", FormColumn.MISSING: None}}
    )
    assert run("submit", file, "--marked", tmp_path / "back").exit_code == 1
    back = tmp_path / "back" / file.name
    comments = [
        cell.comment
        for row in openpyxl.load_workbook(back)["実績"].iter_rows()
        for cell in row
    ]
    assert sum(comment is not None for comment in comments) >= 1
    mended = tmp_path / "mended.xlsx"
    mended.write_bytes(forms.fill(back.read_bytes(), {"K18": {FormColumn.VALUE: 4}}))
    code, data = answer(mended)
    assert (code, data["accepted"]) == (0, True), data["findings"]


def test_a_copy_without_the_hidden_sheet_asks_and_is_read_when_told(
    tmp_path: Path,
) -> None:
    book = openpyxl.load_workbook(filled_in(tmp_path, GOOD))
    del book[ORIGIN_SHEET]
    for title in [
        sheet.title for sheet in book.worksheets if sheet.title not in ("実績", "工程")
    ]:
        del book[title]
    for row in range(1, 4):
        for cell in book["実績"][row] + book["工程"][row]:
            cell.value = None
    copied = tmp_path / "copy.xlsx"
    book.save(copied)
    code, data = answer(copied)
    assert (code, data["accepted"]) == (1, False)
    assert codes(data) & {"which_city", "which_year", "which_department"}
    code, data = answer(
        copied, "--city", "999997", "--fiscal-year", "R7", "--department", "人事課"
    )
    assert (code, data["accepted"]) == (0, True), data["findings"]
    assert "origin_missing" in codes(data)


def test_a_city_that_is_meant_is_named(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(filled_in(tmp_path, GOOD))
    del book[ORIGIN_SHEET]
    copied = tmp_path / "copy.xlsx"
    book.save(copied)
    _code, data = answer(copied, "--city", "34")
    [finding] = data["findings"]
    assert (finding["code"], finding["value"]) == ("unknown_city", "34 → 340006 広島県")


def test_a_form_of_another_year_or_city_than_asked_is_refused(tmp_path: Path) -> None:
    file = filled_in(tmp_path, GOOD)
    for option, value, expected in (
        ("--fiscal-year", "R6", "other_year"),
        ("--city", "472123", "other_city"),
        ("--department", "市民課", "other_department"),
    ):
        code, data = answer(file, option, value)
        assert (code, codes(data) & {expected}) == (1, {expected})


def test_a_whole_citys_returns_are_taken_file_by_file(tmp_path: Path) -> None:
    good, bad, broken = (
        filled_in(tmp_path, GOOD),
        tmp_path / "bad.xlsx",
        tmp_path / "broken.xlsx",
    )
    bad.write_bytes(
        forms.fill(
            made(tmp_path, "--department", "市民課").read_bytes(),
            {"K01": {FormColumn.VALUE: "不明です"}},
        )
    )
    broken.write_bytes(b"PK\x03\x04 no")
    code, data = answer(good, bad, broken)
    assert code == 2
    assert [(Path(one["file"]).name, one["accepted"]) for one in data] == [
        ("filled.xlsx", True),
        ("bad.xlsx", False),
        ("broken.xlsx", False),
    ]
    told = run("submit", bad, broken)
    assert "1 to be mended or confirmed, 1 unreadable" in told.stderr


def test_a_form_is_not_written_under_a_name_of_another_kind(tmp_path: Path) -> None:
    result = run("template", "999997", "-o", tmp_path / "form.pdf")
    assert result.exit_code == 2
    assert "form.pdf is to end in .xlsx or .zip" in result.stderr
    assert not list(tmp_path.glob("form.*"))


def test_marked_forms_are_not_given_back_into_a_file(
    tmp_path: Path, own_store: Path
) -> None:
    file = filled_in(tmp_path, GOOD)
    result = run("submit", file, "--marked", file)
    assert result.exit_code == 2
    assert "filled.xlsx is a file. Name a folder." in result.stderr
    assert str(actual(own_store, "K13").value) == "99.1"


def test_forms_of_all_departments_come_as_one_archive(tmp_path: Path) -> None:
    file = made(tmp_path, name="forms.zip")
    with ZipFile(file) as archive:
        names = archive.namelist()
        assert len(names) == len(set(names)) == 9  # none of 全課 and 関係各課
        assert (
            openpyxl.load_workbook(BytesIO(archive.read(names[0]))).sheetnames[0]
            == "記入要領"
        )


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "999997", "--department", "ない課", "-o", "x.xlsx"),
        ("template", "999997", "-o", "no/such/folder/x.xlsx"),
        ("submit", "nothing.xlsx", "--marked", "pyproject.toml"),
        ("submit", "nothing.xlsx"),
        ("submit", "pyproject.toml", "--confirm", "K9"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_two(
    arguments: tuple[str, ...],
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.output


def test_a_survey_that_a_return_replaces_is_shown_under_the_threshold_of_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "other.xlsx"
    file.write_bytes(
        forms.fill(made(tmp_path).read_bytes(), {"K21": {FormColumn.VALUE: 66.6}})
    )
    kinds = ("departments", "positions", "ages")
    for least in (5, 10):
        monkeypatch.setenv("DXKPI_SMALLEST_GROUP", str(least))
        settings.cache_clear()
        data = answer("--dry-run", file)[1]
        [survey] = [
            change["old"] for change in data["changes"] if change["field"] == "survey"
        ]
        assert (
            min(group["answers"] for kind in kinds for group in survey[kind]) >= least
        )

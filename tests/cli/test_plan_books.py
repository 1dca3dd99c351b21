"""Plan books by the command line: given out, taken in, answered, given back marked."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from dxkpi.plan import Plan
from dxkpi.plan.document_columns import BookTable
from tests.support.commands import run
from tests.support.plan_books import Book, book_of_tables, column_number

pytestmark = pytest.mark.usefixtures("empty_store")


@pytest.fixture
def change_book(tmp_path: Path) -> Callable[[str, Callable[[Book], None]], Path]:
    """A city's exported book after somebody changed it."""

    def changed(code: str, change: Callable[[Book], None]) -> Path:
        file = tmp_path / f"{code}.xlsx"
        exported = run("export", code, "-o", file)
        assert exported.exit_code == 0, exported.stderr
        book = openpyxl.load_workbook(io.BytesIO(file.read_bytes()))
        change(book)
        book.save(file)
        return file

    return changed


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("code", ["472123", "999997"])
def test_the_book_of_a_stored_plan_changes_nothing(code: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.xlsx"
    assert run("export", code, "--output", file).exit_code == 0
    loaded = run("load", file)
    assert (loaded.exit_code, "no change" in loaded.stderr) == (0, True)


@pytest.mark.usefixtures("loaded")
def test_a_book_that_was_changed_shows_what_changes_and_loads(
    change_book: Callable[[str, Callable[[Book], None]], Path],
) -> None:
    def change(book: Book) -> None:
        sheet = book["取組"]
        sheet.cell(5, column_number(sheet, "説明")).value = "新しい説明"

    file = change_book("472123", change)
    shown = run("load", file, "--dry-run")
    assert shown.exit_code == 0
    assert "新しい説明" in shown.stderr
    assert "no change" not in run("load", file).stderr
    assert "no change" in run("load", file).stderr


@pytest.mark.usefixtures("loaded")
def test_a_renamed_row_waits_for_an_answer(
    change_book: Callable[[str, Callable[[Book], None]], Path],
) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.cell(5, column_number(sheet, "指標名")).value = "実感率（改）"

    file = change_book("472123", change)
    asked = run("load", file)
    assert asked.exit_code == 1
    assert "--confirm book_renamed@B5" in asked.stderr
    assert "Nothing was loaded" in asked.stderr
    answered = run("load", file, "--confirm", "book_renamed@B5=rename")
    assert answered.exit_code == 0, answered.stderr
    assert "実感率（改）" in run("export", "472123").stdout


@pytest.mark.usefixtures("loaded")
def test_a_refused_book_comes_back_marked(
    change_book: Callable[[str, Callable[[Book], None]], Path], tmp_path: Path
) -> None:
    def change(book: Book) -> None:
        sheet = book["指標"]
        sheet.cell(5, column_number(sheet, "目標値")).value = "たくさん"

    file = change_book("472123", change)
    folder = tmp_path / "marked"
    refused = run("load", file, "--marked", folder)
    assert refused.exit_code == 1
    [copy] = folder.iterdir()
    sheet = openpyxl.load_workbook(copy)["指標"]
    cell = sheet.cell(5, column_number(sheet, "目標値"))
    assert cell.value == "たくさん"
    assert cell.comment is not None
    assert "目標値" in cell.comment.text
    assert "確認結果" in [heading.value for heading in sheet[4]]
    again = run("load", copy)
    assert again.exit_code == 1
    assert "確認結果" not in again.stderr


@pytest.mark.usefixtures("loaded")
def test_what_is_gone_from_a_sheet_is_asked_above_its_table(
    change_book: Callable[[str, Callable[[Book], None]], Path], tmp_path: Path
) -> None:
    file = change_book("472123", lambda book: book["取組"].delete_rows(5))
    assert run("load", file, "--marked", tmp_path / "marked").exit_code == 1
    [copy] = (tmp_path / "marked").iterdir()
    line = str(openpyxl.load_workbook(copy)["取組"]["A2"].value)
    assert line.startswith("△")
    assert "残しますか" in line


@pytest.mark.usefixtures("loaded")
def test_one_sheet_alone_is_of_the_plan_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "kpi.xlsx"
    rows = [["指標名", "単位"], ["職員のDX推進実感率", "％"]]
    file.write_bytes(book_of_tables({"Sheet1": rows}))
    unnamed = run("load", file)
    assert unnamed.exit_code == 1
    assert "does not say of which plan" in unnamed.stderr
    named = run("load", file, "--plan", "472123", "--confirm", "book_rows_gone@Sheet1")
    assert named.exit_code == 0, named.stderr


@pytest.mark.usefixtures("loaded")
def test_the_book_of_another_city_is_refused(
    tmp_path: Path, shipped_plans: dict[str, Plan]
) -> None:
    file = tmp_path / "other.xlsx"
    run("export", "412091", "-o", file)
    refused = run("load", file, "--plan", "472123")
    assert refused.exit_code == 1
    assert "412091" in refused.stderr
    book = openpyxl.load_workbook(file)
    book[BookTable.ABOUT]["B5"].value = "472123"
    book.save(file)
    refused = run("load", file)
    assert (refused.exit_code, "472123, not of 412091" in refused.stderr) == (1, True)


@pytest.mark.usefixtures("loaded")
def test_the_book_of_another_plan_of_the_city_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.xlsx"
    about = [["団体コード", "472123"], ["計画の名称", "総合計画"], ["計画のID", "sogo"]]
    rows = [["指標名", "単位"], ["人口", "人"]]
    file.write_bytes(book_of_tables({"計画": about, "指標": rows}))
    refused = run("load", file, "--plan", "472123")
    assert refused.exit_code == 1
    assert "made of the plan 472123/sogo" in refused.stderr


def write(sheet_name: str, heading: str, value: str) -> Callable[[Book], None]:
    """Write into the first row of a sheet."""

    def change(book: Book) -> None:
        sheet = book[sheet_name]
        sheet.cell(5, column_number(sheet, heading)).value = value

    return change


@pytest.mark.usefixtures("loaded")
def test_a_book_made_before_the_last_change_leaves_what_others_changed(
    change_book: Callable[[str, Callable[[Book], None]], Path], tmp_path: Path
) -> None:
    mine = change_book("472123", write("指標", "単位", "割合（％）"))
    old = mine.rename(tmp_path / "old.xlsx")
    theirs = change_book("472123", write("取組", "説明", "新しい説明"))
    assert run("load", theirs).exit_code == 0
    loaded = run("load", old)
    assert (loaded.exit_code, "this book was made: 1." in loaded.stderr) == (0, True)
    exported = run("export", "472123").stdout
    assert ("割合（％）" in exported, "新しい説明" in exported) == (True, True)


@pytest.mark.usefixtures("loaded")
def test_a_cell_that_the_plan_changed_meanwhile_waits_for_an_answer(
    change_book: Callable[[str, Callable[[Book], None]], Path], tmp_path: Path
) -> None:
    mine = change_book("472123", write("取組", "説明", "ブックの説明"))
    old = mine.rename(tmp_path / "old.xlsx")
    theirs = change_book("472123", write("取組", "説明", "先に登録した説明"))
    assert run("load", theirs).exit_code == 0
    asked = run("load", old)
    assert (asked.exit_code, "--confirm book_conflict@E5" in asked.stderr) == (1, True)
    assert "先に登録した説明" in asked.stderr
    kept = run("load", old, "--confirm", "book_conflict@E5=keep_stored")
    assert kept.exit_code == 0, kept.stderr
    assert "先に登録した説明" in run("export", "472123").stdout
    taken = run("load", old, "--confirm", "book_conflict@E5=take_book")
    assert taken.exit_code == 0, taken.stderr
    assert "ブックの説明" in run("export", "472123").stdout


@pytest.mark.usefixtures("loaded")
def test_a_book_of_a_state_that_nobody_knows_is_asked_about_as_a_whole(
    change_book: Callable[[str, Callable[[Book], None]], Path], tmp_path: Path
) -> None:
    def made_before_the_plan_was_there(book: Book) -> None:
        for row in book["dxkpi-plan"].iter_rows():
            if row[0].value == "revision":
                row[1].value = "0"
        write("取組", "説明", "ブックの説明")(book)

    old = change_book("472123", made_before_the_plan_was_there)
    asked = run("load", old)
    assert (asked.exit_code, "book_older@file" in asked.stderr) == (1, True)
    assert run("load", old, "--confirm", "book_older@file").exit_code == 0


def test_an_empty_book_becomes_a_new_plan(tmp_path: Path) -> None:
    file = tmp_path / "new.xlsx"
    assert run("export", "--new", "-o", file).exit_code == 0
    assert run("load", file).exit_code == 1
    book = openpyxl.load_workbook(file)
    about = book[BookTable.ABOUT]
    values = ["012025", "北海道", "函館市", None, "函館市DX計画"]
    for row, value in enumerate(values, start=5):
        about.cell(row, 2).value = value
    about["B14"].value, about["B15"].value = "R8", "R12"
    sheet = book[BookTable.INDICATORS]
    for heading, value in (
        ("指標名", "利用率"),
        ("単位", "%"),
        ("現状値", "58.2%（R4）→ 70%（R9）"),
    ):
        sheet.cell(5, column_number(sheet, heading)).value = value
    book.save(file)
    loaded = run("load", file)
    assert loaded.exit_code == 0, loaded.stderr
    assert "012025/dx-2026" in loaded.stderr
    assert "value: 58.2" in run("export", "012025").stdout


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "472123", "--format", "xlsx"),
        ("export", "--new"),
        ("export",),
        ("load", "x.xlsx", "--confirm", "book_renamed"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code != 0
    assert run(*arguments).stdout == ""


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("ending", ["json", "yaml"])
def test_the_name_of_the_file_says_its_format(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"plan.{ending}"
    assert run("export", "472123", "-o", file).exit_code == 0
    assert file.read_text("utf-8") == run("export", "472123", "--format", ending).stdout

"""Only what this program wrote, and nobody changed, is written over."""

from pathlib import Path

import openpyxl
import pytest
from typer import Exit

from dxkpi.cli.own_files import is_own_file, write_own_file
from tests.support.workbooks import saved_workbook


def a_workbook() -> bytes:
    return saved_workbook(openpyxl.Workbook())


CALENDAR = b"BEGIN:VCALENDAR\r\nPRODID:-//dxkpi//dxkpi//JA\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("様式.xlsx", a_workbook()),
        ("様式.zip", a_workbook()),
        ("資料.pdf", b"%PDF-1.7\n%%EOF\n"),
        ("期限.ics", CALENDAR),
    ],
)
def test_what_was_written_here_is_written_over(
    tmp_path: Path, name: str, content: bytes
) -> None:
    file = tmp_path / name
    write_own_file(file, content)
    assert is_own_file(file)
    write_own_file(file, content)
    assert is_own_file(file)


@pytest.mark.parametrize("name", ["様式.xlsx", "様式.zip", "資料.pdf", "期限.ics"])
def test_another_file_of_that_name_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    for content in (b"", b"mine", a_workbook()):
        file.write_bytes(content)
        with pytest.raises(Exit) as ended:
            write_own_file(file, a_workbook())
        assert ended.value.exit_code == 2
        assert file.read_bytes() == content


def test_a_form_that_somebody_filled_in_is_no_longer_ours(tmp_path: Path) -> None:
    file = tmp_path / "様式.xlsx"
    write_own_file(file, a_workbook())
    book = openpyxl.load_workbook(file)
    book.worksheets[0]["A1"] = 5
    book.save(file)
    filled_in = file.read_bytes()
    assert not is_own_file(file)
    with pytest.raises(Exit):
        write_own_file(file, a_workbook())
    assert file.read_bytes() == filled_in


def test_a_single_changed_byte_breaks_the_seal(tmp_path: Path) -> None:
    file = tmp_path / "資料.pdf"
    write_own_file(file, b"%PDF-1.7\n%%EOF\n")
    file.write_bytes(file.read_bytes().replace(b"1.7", b"1.6"))
    assert not is_own_file(file)


def test_a_sealed_workbook_opens(tmp_path: Path) -> None:
    file = tmp_path / "様式.xlsx"
    write_own_file(file, a_workbook())
    assert openpyxl.load_workbook(file).sheetnames

"""The command that writes the sheet of a plan and a year."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from dxkpi.cli.commands import application
from tests.support.briefs import pdf_text
from tests.support.speaking import speak


def test_the_command_writes_the_sheet(own_store: Path, tmp_path: Path) -> None:
    speak("ja")
    file = tmp_path / "brief.pdf"
    result = CliRunner().invoke(
        application(), ["brief", "999997", "--fiscal-year", "R7", "-o", str(file)]
    )
    assert result.exit_code == 0, result.output
    assert "架空" in result.output
    assert "64.1%(±2.8)" in pdf_text(file.read_bytes())


@pytest.mark.parametrize(
    ("command", "name"),
    [("brief", "brief.txt"), ("brief", "brief"), ("calendar", "days.txt")],
)
def test_a_file_is_not_written_under_a_name_of_another_kind(
    own_store: Path, tmp_path: Path, command: str, name: str
) -> None:
    result = CliRunner().invoke(
        application(), [command, "999997", "-o", str(tmp_path / name)]
    )
    assert result.exit_code == 2
    assert name in result.output
    assert not (tmp_path / name).exists()


def test_the_command_refuses_a_year_that_the_plan_does_not_know(
    own_store: Path, tmp_path: Path
) -> None:
    speak("ja")
    file = tmp_path / "brief.pdf"
    result = CliRunner().invoke(
        application(), ["brief", "472123", "--fiscal-year", "2000", "-o", str(file)]
    )
    assert result.exit_code == 2
    assert "平成12年度はありません" in result.output
    assert not file.exists()


def test_further_pages_are_written_on_request(own_store: Path, tmp_path: Path) -> None:
    speak("ja")
    file = tmp_path / "brief.pdf"
    done = CliRunner().invoke(
        application(),
        ["brief", "999997", "--fiscal-year", "R7", "--details", "-o", str(file)],
    )
    assert done.exit_code == 0, done.output
    assert len(PdfReader(file).pages) == 1 + 7

"""The round of a year on the command line."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import run
from tests.support.shipped_cities import MIHON

pytestmark = pytest.mark.usefixtures("loaded")

OPEN = ("round", "open", MIHON, "--deadline", "2026-05-15")


def shown() -> dict[str, Any]:
    told = run("round", "show", MIHON, "--format", "json")
    assert told.exit_code == 0
    data: dict[str, Any] = json.loads(told.stdout)
    return data


def test_a_round_is_opened_shown_and_changed() -> None:
    assert shown()["round"] is None
    assert run(*OPEN, "--schedule-deadline", "令和8年5月29日").exit_code == 0
    opened = shown()["round"]
    assert (opened["fiscal_year"], opened["deadline"]) == (2025, "2026-05-15")
    assert (opened["schedule_deadline"], opened["review"]) == ("2026-05-29", False)
    assert run("round", "open", MIHON, "--review").exit_code == 0
    changed = shown()["round"]
    assert changed == opened | {"review": True}
    assert "review: with review" in run("round", "show", MIHON).stderr


def test_each_department_has_a_state_and_a_next_step() -> None:
    run(*OPEN)
    departments = {one["department"]: one for one in shown()["departments"]}
    assert len(departments) == 9
    assert departments["人事課"]["next_step"] in {"remind", "nothing"}
    told = run("round", "show", MIHON).stdout
    assert "人事課" in told


def test_a_department_gets_more_time_and_others_answer_for_all() -> None:
    run(*OPEN)
    more = ("--department", "人事課", "--until", "2026-05-22", "--reason", "異動")
    assert run("round", "extend", MIHON, *more).exit_code == 0
    assign = ("--named", "全課", "--department", "会計課", "--department", "総務課")
    assert run("round", "assign", MIHON, *assign).exit_code == 0
    opened = shown()["round"]
    assert opened["extensions"] == [
        {"department": "人事課", "until": "2026-05-22", "reason": "異動"}
    ]
    assert opened["assignments"] == {"全課": ["会計課", "総務課"]}
    assert "会計課" in run("history", MIHON).stdout


@pytest.mark.parametrize(
    "words",
    [
        ("open", MIHON),
        ("open", MIHON, "--deadline", "5月"),
        ("open", MIHON, "--deadline", "2024-05-15"),
        ("extend", MIHON, "--department", "人事課", "--until", "2026-05-22"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...]) -> None:
    told = run("round", *words)
    assert told.exit_code != 0
    assert "Traceback" not in told.stderr
    assert shown()["round"] is None


def test_a_refusal_is_said_in_japanese_sentences_alone() -> None:
    environment = {**os.environ, "DXKPI_LANGUAGE": "ja"}
    words = ("extend", MIHON, "--department", "人事課", "--until", "2026-05-22")
    done = subprocess.run(
        [sys.executable, "-m", "dxkpi", "round", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    sentences = done.stderr.splitlines()
    assert sentences
    assert all(re.search("[ぁ-ん]", sentence) for sentence in sentences)


def test_the_calendar_and_the_form_go_by_the_round(tmp_path: Path) -> None:
    run(*OPEN, "--schedule-deadline", "2026-05-29")
    more = ("--department", "人事課", "--until", "2026-05-22", "--reason", "異動")
    run("round", "extend", MIHON, *more)
    days = {"人事課": "20260522", "総務課": "20260515", "企画課": "20260529"}
    for department, day in days.items():
        file = tmp_path / f"{department}.ics"
        told = run("calendar", MIHON, "--department", department, "-o", file)
        assert told.exit_code == 0
        assert f"DTSTART;VALUE=DATE:{day}" in file.read_text("utf-8")
    run("round", "assign", MIHON, "--named", "全課", "--department", "会計課")
    form = tmp_path / "会計課.xlsx"
    words = ("--department", "会計課", "--fiscal-year", "R7", "-o", form)
    assert run("template", MIHON, *words).exit_code == 0


def test_the_record_of_a_round_is_written_as_workbook_and_pdf(tmp_path: Path) -> None:
    run(*OPEN, "--review")
    for name, begins in (("record.xlsx", b"PK"), ("record.pdf", b"%PDF")):
        file = tmp_path / name
        told = run("round", "report", MIHON, "--fiscal-year", "R7", "-o", file)
        assert told.exit_code == 0
        assert name in told.stderr.replace("\n", "")
        assert file.read_bytes().startswith(begins)
    again = run("round", "report", MIHON, "--output", tmp_path / "record.pdf")
    assert again.exit_code == 0


def test_no_record_is_written_of_a_year_without_a_round(tmp_path: Path) -> None:
    file = tmp_path / "record.pdf"
    told = run("round", "report", MIHON, "-o", file)
    assert told.exit_code == 2
    assert "No round was opened for FY2025" in told.stderr
    other = run("round", "report", MIHON, "-o", tmp_path / "record.docx")
    assert other.exit_code == 2
    assert not list(tmp_path.glob("record.*"))


def test_somebody_else_s_file_stays_as_it_is(tmp_path: Path) -> None:
    run(*OPEN)
    file = tmp_path / "record.xlsx"
    file.write_bytes(b"mine")
    assert run("round", "report", MIHON, "-o", file).exit_code == 2
    assert file.read_bytes() == b"mine"

"""dxkpi verify."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dxkpi.store import Store
from tests.support.commands import run
from tests.support.stored import register_figures

CITY = "999997"


@pytest.fixture
def written(empty_store: Path, loaded: None) -> Path:
    """A store with the shipped plans and a registered return of 見本市."""
    store = Store(f"sqlite:///{empty_store}")
    register_figures(store, CITY, {"K01": 5})
    store.close()
    return empty_store


def tamper(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_sound_store_gives_a_hash_to_note(written: Path) -> None:
    verified = run("verify")
    assert verified.exit_code == 0
    sha256 = verified.stderr.split("hash ")[1].split()[0]
    assert len(sha256) == 64
    assert run("verify", "--noted", sha256).exit_code == 0
    other = run("verify", "--noted", "0" * 64)
    assert other.exit_code == 1
    assert "0" * 64 in other.stdout.replace("\n", "")


def test_a_figure_changed_past_the_program_is_a_sentence(written: Path) -> None:
    tamper(written, "update figure set value = '50' where value = '5'")
    verified = run("verify")
    assert verified.exit_code == 1
    assert "999997 見本市" in verified.stdout
    assert "K01" in verified.stdout
    assert "FY2026" in verified.stdout
    assert "is 50, but 5 was recorded" in verified.stdout.replace("\n", " ")


def test_a_survey_that_cannot_be_read_is_a_sentence(written: Path) -> None:
    tamper(
        written,
        "update figure set survey = '{broken' where id = (select max(f.id) from figure f"
        " where survey is not null)",
    )
    verified = run("verify")
    assert verified.exit_code == 1
    assert "cannot be read" in verified.stdout.replace("\n", " ")
    assert "Traceback" not in verified.stdout + verified.stderr


def test_the_result_can_be_read_by_a_program(written: Path) -> None:
    tamper(written, "update original set content = x'00'")
    verified = run("verify", "--format", "json")
    assert verified.exit_code == 1
    result = json.loads(verified.stdout)
    assert result["sound"] is False
    [defect] = result["defects"]
    assert (defect["kind"], defect["place"]["name"]) == ("original_altered", "1")
    assert defect["place"]["city"] == CITY


def test_a_store_that_is_not_there_is_one_sentence(empty_store: Path) -> None:
    verified = run("verify")
    assert verified.exit_code == 1
    assert "dxkpi migrate" in verified.stderr

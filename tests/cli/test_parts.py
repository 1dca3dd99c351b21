"""An indicator that consists of parts on the command line."""

import json
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.parts import CODE, MEN, TEXT, WOMEN

CITY = "472123"


@pytest.fixture
def loaded(empty_store: Path, tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert run("load", file).exit_code == 0
    return file


def test_status_tells_of_it_and_beneath_of_its_parts(loaded: Path) -> None:
    told = run("status", CITY, "--fiscal-year", "R8")
    assert told.exit_code == 0
    places = [told.stdout.index(name) for name in (CODE, MEN, WOMEN, "K31")]
    assert places == sorted(places)


def test_status_for_programs_has_the_parts_in_it(loaded: Path) -> None:
    told = run("status", CITY, "--fiscal-year", "R8", "--format", "json")
    data = json.loads(told.stdout)
    judgements = data if isinstance(data, list) else data["judgements"]
    assert [one["indicator"] for one in judgements] == [CODE, "K31"]
    assert [part["indicator"] for part in judgements[0]["parts"]] == [MEN, WOMEN]
    assert "parts" not in judgements[1]


def test_export_and_load_change_nothing(loaded: Path, tmp_path: Path) -> None:
    exported = tmp_path / "exported.yaml"
    exported.write_text(run("export", CITY).stdout, encoding="utf-8")
    told = run("load", "--dry-run", exported)
    assert told.exit_code == 0
    assert "no change" in told.stdout + told.stderr


def test_the_history_of_it_is_that_of_its_parts(loaded: Path) -> None:
    told = run("history", CITY, "--indicator", CODE)
    assert told.exit_code == 0
    assert MEN in told.stdout
    assert "K31" not in told.stdout


def test_a_lowered_target_of_a_part_is_asked_about(loaded: Path) -> None:
    text = TEXT.replace("value: 86.0", "value: 85.0")
    loaded.write_text(text, encoding="utf-8")
    told = run("load", loaded)
    assert told.exit_code != 0
    assert WOMEN in told.stdout + told.stderr
    decided = run("load", loaded, "--decided", "R8.9", "--reason", "見直し")
    assert decided.exit_code == 0
    assert "former_targets" in run("export", CITY).stdout

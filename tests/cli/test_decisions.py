"""Decisions of the headquarters on the command line."""

import json
from pathlib import Path

import pytest

from dxkpi.store import Store
from tests.support.commands import run
from tests.support.plan_documents import PLAN

CITY = "472123"
GUIDE = (
    *("decide", CITY, "--fiscal-year", "R8", "--decided", "2026-05-27"),
    *("--text", "窓口で案内する", "--indicator", "K01", "--department", "総務課"),
    *("--until", "令和8年度末"),
)


@pytest.fixture
def loaded(empty_store: Path, tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, encoding="utf-8")
    assert run("load", file).exit_code == 0
    assert run(*GUIDE).exit_code == 0
    return file


def listed(*options: str) -> list[dict[str, object]]:
    told = run("decisions", CITY, "--format", "json", *options)
    assert told.exit_code == 0
    decisions: list[dict[str, object]] = json.loads(told.stdout)
    return decisions


def test_a_decision_is_recorded_and_listed(loaded: Path) -> None:
    [decision] = listed()
    assert (decision["number"], decision["until"]) == ("1", "2027-03")
    assert (decision["indicator"], decision["state"]) == ("K01", "to_do")
    told = run("decisions", CITY).stdout
    assert "窓口で案内する" in told
    assert "総務課" in told


def test_its_state_is_changed_and_the_rest_stays(loaded: Path) -> None:
    changed = ("--number", "1", "--state", "済み", "--outcome", "7月に始めた")
    assert run("decide", CITY, *changed).exit_code == 0
    [decision] = listed()
    assert (decision["state"], decision["outcome"]) == ("carried_out", "7月に始めた")
    assert decision["text"] == "窓口で案内する"
    assert listed("--open") == []
    assert "窓口で案内する" in run("history", CITY).stdout


@pytest.mark.parametrize(
    ("option", "value", "count"),
    [
        ("--fiscal-year", "R8", 1),
        ("--fiscal-year", "R7", 0),
        ("--department", "総務課", 1),
        ("--department", "税務課", 0),
    ],
)
def test_the_list_is_narrowed(
    loaded: Path, option: str, value: str, count: int
) -> None:
    assert len(listed(option, value)) == count


def test_a_mistake_is_taken_out(loaded: Path) -> None:
    assert run("decide", CITY, "--number", "1", "--remove").exit_code == 0
    assert listed() == []


@pytest.mark.parametrize(
    "options",
    [
        ("--text", "", "--decided", "2026-05-27"),
        ("--text", "研修", "--until", "いつか"),
        ("--text", "研修", "--indicator", "K99"),
        ("--text", "研修", "--indicator", "K01", "--measure", "1-1"),
        ("--text", "研修", "--initiative", "1"),
        ("--number", "1", "--initiative", "1"),
        ("--text", "研修", "--state", "まあまあ"),
        ("--number", "7", "--state", "済み"),
        ("--remove",),
    ],
)
def test_what_is_wrong_is_refused(loaded: Path, options: tuple[str, ...]) -> None:
    assert run("decide", CITY, *options).exit_code == 2
    assert len(listed()) == 1


def test_a_file_without_the_decisions_does_not_take_them_away(loaded: Path) -> None:
    refused = run("load", loaded)
    assert refused.exit_code == 1
    assert len(listed()) == 1
    assert run("load", loaded, "--remove-actuals").exit_code == 0
    assert listed() == []


def test_export_and_load_keep_them(loaded: Path, tmp_path: Path) -> None:
    exported = tmp_path / "exported.yaml"
    exported.write_text(run("export", CITY).stdout, encoding="utf-8")
    assert run("load", loaded, "--remove-actuals").exit_code == 0
    assert run("load", exported).exit_code == 0
    assert len(listed()) == 1


def test_who_decided_on_the_command_line_is_told(
    loaded: Path, empty_store: Path
) -> None:
    store = Store(f"sqlite:///{empty_store}")
    [step] = [
        step
        for listed_plan in store.listed_plans()
        for step in store.history(listed_plan.key)
        if step.decision
    ]
    store.close()
    assert step.source == "typed on the command line"

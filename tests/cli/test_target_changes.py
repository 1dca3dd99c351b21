"""`dxkpi load` of a plan whose targets are other than those that are stored."""

import json
from pathlib import Path
from typing import Any

import pytest

from dxkpi.plan import Plan
from dxkpi.plan.document import parse_plan
from tests.support.commands import run

pytestmark = pytest.mark.usefixtures("empty_store")

PLAN = """\
municipality: {code: "472123", prefecture: 沖縄県, name: 豊見城市}
plan: {title: 総合戦略, id: st, first_fiscal_year: 2022, last_fiscal_year: 2027}
indicators:
  - code: K01
    name: 利用率
    unit: "%"
    decimals: 1
    baseline: {fiscal_year: 2021, value: 60.0}
    target: {rule: reach, value: 78.0, fiscal_year: 2027}
    actuals:
      - {fiscal_year: 2023, value: 64.0}
      - {fiscal_year: 2024, value: 66.0}
  - {code: K02, name: 件数, aggregation: annual, target: {rule: total, value: 500}}
"""
REVISED = PLAN.replace("value: 78.0", "value: 72.0").replace("500", "400")
DECISION = ("--decided", "令和7年3月18日", "--by", "本部会議", "--reason", "制度改正")


@pytest.fixture
def plan(tmp_path: Path, empty_store: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, "utf-8")
    assert run("load", file).exit_code == 0
    file.write_text(REVISED, "utf-8")
    return file


def stored() -> Plan:
    return parse_plan(run("export", "472123").stdout)


def judged(year: int) -> dict[str, Any]:
    output = run("status", "472123", "--fiscal-year", str(year), "--format", "json")
    first: dict[str, Any] = json.loads(output.stdout)[0]
    return first


@pytest.mark.parametrize("dry_run", [(), ("--dry-run",)])
def test_a_load_without_a_word_stores_nothing_and_lists_every_target(
    plan: Path, dry_run: tuple[str, ...]
) -> None:
    refused = run("load", plan, *dry_run)
    assert refused.exit_code == 1
    assert "K01 利用率: target 78.0% (FY2027) → 72.0% (FY2027)" in refused.stderr
    assert "K02 件数: target 500 in 6 years" in refused.stderr
    for switch in ("--decided", "--by", "--reason", "--correction"):
        assert switch in refused.stderr
    assert stored() == parse_plan(PLAN)


def test_what_would_be_lost_is_said_together_with_the_targets(plan: Path) -> None:
    plan.write_text(
        REVISED.replace("      - {fiscal_year: 2024, value: 66.0}\n", ""), "utf-8"
    )
    refused = run("load", plan)
    assert refused.exit_code == 1
    assert "--remove-actuals" in refused.stderr
    assert "--decided" in refused.stderr


def test_a_revision_judges_the_years_from_its_decision_on(plan: Path) -> None:
    assert run("load", plan, *DECISION).exit_code == 0
    former = [one.former_targets[0] for one in stored().indicators]
    assert [(one.decided, one.by, one.reason) for one in former] == [
        ("2025-03-18", "本部会議", "制度改正")
    ] * 2
    before, after = judged(2023), judged(2024)
    assert (before["target"], before["by_original"]) == (78.0, None)
    assert (after["target"], after["status"]) == (72.0, "on_track")
    assert after["by_original"]["status"] == "behind"
    assert after["by_original"]["target"] == 78.0


def test_a_revision_may_say_from_which_year_it_counts(plan: Path) -> None:
    assert run("load", plan, *DECISION, "--judged-from", "R7").exit_code == 0
    assert [judged(year)["target"] for year in (2024, 2025)] == [78.0, 72.0]


def test_a_corrected_slip_counts_from_the_first_year(plan: Path) -> None:
    assert run("load", plan, "--correction", "転記誤り").exit_code == 0
    assert judged(2023)["target"] == 72.0
    assert judged(2024)["by_original"] is None
    assert "転記誤り" in run("history", "472123", "--indicator", "K01").stdout


def test_a_plan_that_is_not_there_yet_is_asked_nothing(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, "utf-8")
    assert run("load", file, *DECISION).exit_code == 0
    assert all(not one.former_targets for one in stored().indicators)


def test_the_exported_plan_loads_again_without_a_word(
    plan: Path, tmp_path: Path
) -> None:
    run("load", plan, *DECISION)
    exported = tmp_path / "exported.yaml"
    exported.write_text(run("export", "472123").stdout, "utf-8")
    again = run("load", exported)
    assert again.exit_code == 0
    assert "no change" in again.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--decided", "2025-03-18"),
        ("--reason", "制度改正"),
        ("--by", "本部会議"),
        ("--decided", "R6", "--reason", "制度改正"),
        ("--decided", "2099-03-18", "--reason", "制度改正"),
        ("--correction", " "),
        (*DECISION, "--correction", "転記誤り"),
        (*DECISION, "--judged-from", "?"),
    ],
)
def test_half_a_word_is_wrong_usage(plan: Path, words: tuple[str, ...]) -> None:
    assert run("load", plan, *words).exit_code == 2
    assert stored() == parse_plan(PLAN)


def test_the_judgements_tell_what_the_first_targets_would_say(plan: Path) -> None:
    run("load", plan, *DECISION)
    said = run("status", "472123", "--fiscal-year", "2024")
    assert "by the first target △ slightly behind" in said.stdout
    assert "2 targets lowered" in said.stderr

"""公表 on the command line."""

import json

import pytest

from dxkpi.cli.console import open_store
from tests.support.commands import run
from tests.support.recorded_rounds import run_round
from tests.support.shipped_cities import MIHON, key_of

pytestmark = pytest.mark.usefixtures("loaded")

PLAN = f"{MIHON}/dx-2023"


def numbers() -> list[tuple[int, int]]:
    listed = run("releases", PLAN, "--format", "json")
    assert listed.exit_code == 0
    return [(each["number"], each["fiscal_year"]) for each in json.loads(listed.stdout)]


def test_a_year_is_released_listed_and_printed_as_it_is_kept() -> None:
    assert numbers() == []
    assert run("release", PLAN, "R7", "--note", "議会で報告").exit_code == 0
    assert run("release", PLAN, "R7").exit_code == 0
    assert numbers() == [(1, 2025)]
    table = run("releases", PLAN).stdout
    assert "議会で報告" in table
    content = json.loads(run("releases", PLAN, "--content", "1").stdout)
    assert content["document"]["plan"]["id"] == "dx-2023"
    statuses = {each["indicator"]: each["status"] for each in content["judgements"]}
    assert len(statuses) > 20
    assert "v1" in run("history", PLAN).stdout


def test_a_correction_needs_a_reason_and_the_differences_are_shown() -> None:
    run("release", PLAN, "R7")
    assert run("release", PLAN, "R7", "--no-causes").exit_code == 1
    assert numbers() == [(1, 2025)]
    reason = ("--reason", "要因は公表しない")
    assert run("release", PLAN, "R7", "--no-causes", *reason).exit_code == 0
    assert numbers() == [(1, 2025), (2, 2025)]
    assert "K0" in run("releases", PLAN, "--from", "1").stderr
    listed = json.loads(run("releases", PLAN, "--format", "json").stdout)
    assert (listed[1]["corrects"], listed[1]["reason"]) == (1, reason[1])


def test_every_year_over_of_every_plan_is_released_with_one_command() -> None:
    told = run("release", "--all-years-over")
    assert told.exit_code == 0
    assert [year for _number, year in numbers()] == [2023, 2024, 2025]
    for address in ("472123", "452068"):
        listed = run("releases", address, "--format", "json")
        assert json.loads(listed.stdout)
    assert run("release", "--all-years-over").exit_code == 0
    assert len(numbers()) == 3


def test_a_year_that_wants_a_reason_stops_no_other_year() -> None:
    run("release", PLAN, "R6")
    told = run("release", PLAN, "--all-years-over", "--no-causes")
    assert told.exit_code == 1
    assert numbers() == [(1, 2024), (2, 2023), (3, 2025)]
    assert f"{PLAN} FY2024: not released." in told.stderr


def test_the_reason_is_for_the_years_that_were_released_before() -> None:
    run("release", PLAN, "R6")
    reason = ("--reason", "要因は公表しない")
    told = run("release", PLAN, "--all-years-over", "--no-causes", *reason)
    assert told.exit_code == 0
    assert numbers() == [(1, 2024), (2, 2023), (3, 2024), (4, 2025)]
    listed = json.loads(run("releases", PLAN, "--format", "json").stdout)
    corrected = {each["fiscal_year"]: each["reason"] for each in listed[1:]}
    assert corrected == {2023: None, 2024: reason[1], 2025: None}


@pytest.mark.parametrize(
    "words",
    [
        ("release", PLAN),
        ("release",),
        ("release", PLAN, "R7", "--all-years-over"),
        ("release", PLAN, "R8"),
        ("release", PLAN, "7月"),
        ("release", PLAN, "R7", "--reason", "訂正"),
        ("releases", PLAN, "--content", "9"),
        ("releases", PLAN, "--from", "9"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[str, ...]) -> None:
    told = run(*words)
    assert told.exit_code != 0
    assert "Traceback" not in told.stderr
    assert numbers() == []


def test_what_is_preliminary_is_released_where_it_is_said_and_told() -> None:
    with open_store() as store:
        run_round(store, key_of(MIHON))
    refused = run("release", PLAN, "R7")
    assert refused.exit_code == 2
    assert "--although-preliminary" in refused.stderr
    assert numbers() == []
    released = run("release", PLAN, "R7", "--although-preliminary")
    assert released.exit_code == 0
    assert "things of it are still preliminary." in released.stderr
    assert numbers() == [(1, 2025)]


def test_a_year_that_is_not_over_is_released_where_it_is_said() -> None:
    refused = run("release", PLAN, "R8")
    assert refused.exit_code == 2
    assert "--although-not-over" in refused.stderr
    assert run("release", PLAN, "R8", "--although-not-over").exit_code == 0
    assert numbers() == [(1, 2026)]

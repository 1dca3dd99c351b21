"""dxkpi calendar."""

from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar

from dxkpi.settings import settings
from tests.support.commands import run

pytestmark = pytest.mark.usefixtures("own_store")


def test_the_deadlines_of_a_department_come_as_a_calendar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_SUBMISSION_DEADLINE", "05-15")
    settings.cache_clear()
    file = tmp_path / "deadlines.ics"
    done = run("calendar", "999997", "--department", "人事課", "-o", file)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Invented data" in done.stderr
    events = Calendar.from_ical(file.read_bytes()).events
    assert f"{len(events)} deadlines of 人事課" in done.stderr
    assert date(2027, 5, 15) in {event.start for event in events}
    assert all(event.DTSTAMP.date() >= date(2026, 1, 1) for event in events), (
        "the moment of the plan's last change"
    )


def test_a_department_of_which_the_plan_states_no_deadline_gets_no_file(
    tmp_path: Path,
) -> None:
    file = tmp_path / "deadlines.ics"
    refused = run("calendar", "472123", "--department", "会計課", "-o", file)
    assert refused.exit_code == 1
    assert "states no deadline of 会計課" in refused.stderr
    assert not file.exists()


def test_a_file_of_another_kind_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "deadlines.ics"
    assert run("calendar", "999997", "-o", file).exit_code == 0
    assert run("calendar", "999997", "-o", file).exit_code == 0
    ours = file.read_bytes()
    refused = run("calendar", "999997", "--department", "人事課", "-o", file)
    assert refused.exit_code == 2
    assert "is no calendar of these deadlines" in refused.stderr
    assert file.read_bytes() == ours


@pytest.mark.parametrize(
    "arguments",
    [
        ("--department", "ない課", "-o", "x.ics"),
        ("-o", "no/such/folder/x.ics"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_two(
    arguments: tuple[str, ...],
) -> None:
    result = run("calendar", "999997", *arguments)
    assert result.exit_code == 2
    assert result.stderr.strip()
    assert "Traceback" not in result.output

"""dxkpi survey: from the exported answers to the counts on record, as the secretariat uses it in a terminal."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dxkpi.cli.commands import application
from dxkpi.plan import Actual
from dxkpi.plan.staff_survey import FREE_TEXT
from dxkpi.store import Store
from tests.support import answered, exports
from tests.support.shipped_cities import key_of

CITY, YEAR = "999997", "R8"
Rows = list[dict[str, str]]


pytestmark = pytest.mark.usefixtures("own_store")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, answered.answers())


def written(folder: Path, rows: Rows, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(exports.logo_csv(rows))
    return path


def run(file: Path, *options: str, city: str = CITY, year: str = YEAR) -> Result:
    arguments = ["survey", str(file), "--city", city, "--fiscal-year", year, *options]
    return CliRunner().invoke(application(), arguments, catch_exceptions=False)


def answer(file: Path, *options: str) -> tuple[int, Any]:
    result = run(file, "--json", *options)
    return result.exit_code, json.loads(result.stdout)


def codes(data: Any) -> set[str]:
    return {found["code"] for found in data["findings"]}


def actual(path: Path) -> Actual | None:
    store = Store(f"sqlite:///{path}")
    plan = store.plan(key_of(CITY))
    store.close()
    assert plan is not None
    assert plan.realisation is not None
    return plan.realisation.actual(2026)


def test_counts_are_registered_and_it_is_told_how_they_were_counted(
    file: Path, own_store: Path
) -> None:
    result = run(file, "--asked", "400", "--held", "2026-11-20", "--same-question")
    assert result.exit_code == 0, result.output
    for words in (
        answered.QUESTION,
        "そう思う, どちらかといえばそう思う",
        answered.SECTION,
        "71.7% (±4.1)",
        "53.0%",
        "防災課・会計課",
    ):
        assert words in result.stdout
    entry = actual(own_store)
    assert entry is not None
    assert (entry.value, entry.as_of) == (Decimal("71.7"), "2026-11-20")
    assert entry.survey is not None
    assert (entry.survey.answers, entry.survey.positive, entry.survey.invited) == (
        212,
        152,
        400,
    )
    assert "Receipt 1" in result.stderr


def test_a_dry_run_tells_the_same_and_stores_nothing(
    file: Path, own_store: Path
) -> None:
    code, dry = answer(file, "--dry-run")
    assert (code, dry["accepted"], dry["submission"]) == (0, True, None)
    assert actual(own_store) is None
    _code, real = answer(file)
    assert real | {"submission": None} == dry


def test_the_json_holds_findings_method_counts_and_the_figure(file: Path) -> None:
    code, data = answer(file, "--asked", "400")
    assert code == 0
    assert set(data) == {
        "accepted",
        "findings",
        "method",
        "survey",
        "figure",
        "submission",
    }
    assert data["method"]["counted"] == [answered.AGREE, answered.RATHER]
    assert data["survey"]["tally"][answered.NOT] == 30
    assert (
        data["figure"]["indicator"],
        data["figure"]["old"],
        data["figure"]["new"],
    ) == ("K21", None, 71.7)
    assert codes(data) == {"survey_pooled", "survey_changed", "year_not_over"}


def test_what_is_wrong_is_told_with_its_rows_and_nothing_is_stored(
    tmp_path: Path, own_store: Path
) -> None:
    rows = answered.but(
        answered.but(answered.answers(), 3, section="会計"), 8, choice="まあまあ"
    )
    file = written(tmp_path, rows)
    code, data = answer(file)
    assert (code, data["accepted"], data["survey"]) == (1, False, None)
    assert {"survey_unknown_choice", "survey_department"} <= codes(data)
    assert actual(own_store) is None
    said = run(file).stderr
    assert "[--rename 会計=会計課]" in said
    assert "(rows 9)" in said
    assert run(file, "--rename", "会計=会計課", "--others", "まあまあ").exit_code == 0


def test_choices_count_as_is_said(file: Path) -> None:
    _code, data = answer(
        file, "--counted", answered.AGREE, "--excluded", answered.RATHER, "--dry-run"
    )
    assert data["method"]["counted"] == [answered.AGREE]
    assert data["method"]["others"] == [answered.RATHER_NOT, answered.NOT]
    assert data["method"]["excluded"] == [answered.RATHER]
    assert data["figure"]["new"] == 50.4


def test_somebodys_own_words_are_counted_without_being_kept(
    tmp_path: Path, own_store: Path
) -> None:
    rows = answered.but(
        answered.but(answered.answers(), 3, choice=answered.SECRET),
        8,
        choice="まあまあ",
    )
    code, data = answer(written(tmp_path, rows), "--free", "まあまあ")
    assert code == 0
    assert data["survey"]["excluded"] == {FREE_TEXT: 2}
    assert answered.SECRET.encode() not in own_store.read_bytes()


def test_columns_can_be_named_or_left_out(file: Path) -> None:
    _code, data = answer(
        file, "--department", answered.AGE, "--age", "", "--respondent", "", "--dry-run"
    )
    assert data["survey"]["headings"] == {
        "question": answered.QUESTION,
        "department": answered.AGE,
        "position": answered.POSITION,
    }
    code, data = answer(file, "--question", "ない列")
    assert (code, codes(data)) == (1, {"survey_no_column"})


def test_a_wording_is_kept_as_given(file: Path, own_store: Path) -> None:
    assert run(file, "--wording", "実感しますか").exit_code == 0
    entry = actual(own_store)
    assert entry is not None
    assert entry.survey is not None
    assert entry.survey.question == "実感しますか"


def test_who_answered_twice_counts_as_is_said(tmp_path: Path) -> None:
    file = written(tmp_path, answered.but(answered.answers(), 10, number="00001"))
    answers = {
        how: answer(file, "--repeated", how, "--dry-run")[1]
        for how in ("last", "first", "all")
    }
    assert [sum(data["survey"]["tally"].values()) for data in answers.values()] == [
        211,
        211,
        212,
    ]
    assert all(f"survey_repeated_{how}" in codes(data) for how, data in answers.items())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_staff_of_sections_come_from_a_file_or_one_by_one(
    file: Path, tmp_path: Path, encoding: str
) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_bytes(
        "課,対象者数\r\n総務課,37人\r\n市民課,61\r\n福祉課,\r\n".encode(encoding)
    )
    _code, data = answer(
        file, "--asked-of-file", str(staff), "--asked-of", "市民課=62", "--dry-run"
    )
    asked = {
        group["names"][0]: group["asked"]
        for group in data["survey"]["departments"]
        if group["asked"]
    }
    assert asked == {"総務課": 37, "市民課": 62}


@pytest.mark.parametrize(
    "content",
    [
        b"\x81\xff\xfe\x00\x01",
        "課,対象者数\r\n総務課,".encode() + b"9" * 5000,
        "課,対象者数\r\n".encode() + b"x" * 140_000 + b",3",
        "課\r\n総務課".encode(),
    ],
)
def test_a_file_of_staff_that_cannot_be_read_is_a_sentence(
    file: Path, tmp_path: Path, content: bytes
) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_bytes(content)
    result = run(file, "--asked-of-file", str(staff))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_a_section_with_two_numbers_in_the_file_is_refused(
    file: Path, tmp_path: Path, own_store: Path
) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_bytes("総務課,37\r\n総務課,38\r\n".encode())
    code, data = answer(file, "--asked-of-file", str(staff))
    assert (code, data["accepted"]) == (1, False)
    assert "survey_staff_twice" in codes(data)
    assert actual(own_store) is None


def test_a_day_to_come_is_refused_and_a_year_that_is_not_over_told(
    file: Path, own_store: Path
) -> None:
    code, data = answer(file, "--held", "2026-11-22")
    assert (code, data["accepted"], data["submission"]) == (1, False, None)
    assert "survey_still_to_come" in codes(data)
    assert actual(own_store) is None
    code, data = answer(file, "--held", "2026-11-21")
    assert code == 0
    assert "year_not_over" in codes(data)


@pytest.mark.parametrize(
    "held", ["令和8年11月20日", "R8.11.20", "２０２６/11/20", "11月20日"]
)
def test_the_day_may_be_written_as_in_a_workbook(
    file: Path, own_store: Path, held: str
) -> None:
    assert run(file, "--held", held).exit_code == 0
    entry = actual(own_store)
    assert entry is not None
    assert entry.as_of == "2026-11-20"


def test_a_year_outside_the_plan_is_registered_only_when_it_is_said_to_be_right(
    file: Path,
) -> None:
    refused = run(file, year="H20")
    assert refused.exit_code == 2
    assert "--outside-plan" in refused.stderr
    assert run(file, "--outside-plan", "--dry-run", year="H20").exit_code == 0


def test_a_year_to_come_is_refused(file: Path) -> None:
    result = run(file, year="R9")
    assert result.exit_code == 1
    assert "has not begun" in result.stderr


def test_a_held_section_can_be_kept_as_is_told(tmp_path: Path) -> None:
    file = written(tmp_path, answered.but(answered.answers(), 3, section="会計"))
    refused = run(file)
    assert refused.exit_code == 1
    assert (
        "[--rename 会計=会計課]  [--rename 会計=会計: a section of its own]"
        in refused.stderr
    )
    assert run(file, "--rename", "会計=会計").exit_code == 0


def test_the_history_tells_other_counts_behind_the_same_figure(
    file: Path, tmp_path: Path
) -> None:
    assert run(file).exit_code == 0
    half = answered.answers()
    assert run(written(tmp_path, half[:-7], "fewer.csv")).exit_code == 0
    history = CliRunner().invoke(
        application(), ["history", CITY, "--indicator", "K21"], catch_exceptions=False
    )
    assert "152 / 212" in history.stdout
    assert "147 / 205" in history.stdout


def test_words_of_somebody_are_neither_counted_nor_kept_because_they_sound_like_a_choice(
    tmp_path: Path, own_store: Path
) -> None:
    secrets = ("山田さんが変わればいいと思うが無理", "上司の佐藤は使えていて感心と思う")
    rows = answered.but(
        answered.but(answered.answers(), 3, choice=secrets[0]), 8, choice=secrets[1]
    )
    result = run(written(tmp_path, rows))
    assert result.exit_code == 0
    assert "2 further answers" in result.stderr
    for secret in secrets:
        assert secret not in result.output
        assert secret.encode() not in own_store.read_bytes()


@pytest.mark.parametrize(
    "options",
    [
        ("--held", "2026-03-31"),
        ("--held", "そのうち"),
        ("--rename", "会計"),
        ("--asked-of", "総務課=多数"),
        ("--counted", "とてもそう思う"),
        ("--department", answered.NUMBER),
        ("--question", answered.NUMBER),
        ("--repeated", "some"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_code_two(
    file: Path, own_store: Path, options: tuple[str, ...]
) -> None:
    result = run(file, *options)
    assert result.exit_code == 2
    assert result.stderr
    assert result.stdout == ""
    assert actual(own_store) is None


def test_a_file_that_cannot_be_read_is_exit_code_two(tmp_path: Path) -> None:
    file = tmp_path / "none.csv"
    assert run(file).exit_code == 2
    file.write_bytes(b"")
    code, data = answer(file)
    assert (code, data["accepted"]) == (2, False)


def test_a_plan_without_the_rate_is_refused(file: Path) -> None:
    result = run(file, city="412091")
    assert result.exit_code == 1
    assert "does not follow" in result.stderr

"""Settings from the environment: what is taken, what is refused and with which facts."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dxkpi.plan import PlanKey
from dxkpi.settings import PROJECT, Settings, WrongSetting, settings
from dxkpi.wording.language import Language
from dxkpi.wording.settings import SettingMistake, wrong_values_text


@pytest.fixture(autouse=True)
def _read_anew(monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> WrongSetting:
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as error:
        settings()
    return error.value


@pytest.mark.parametrize(
    ("name", "value", "mistake", "facts", "sentence"),
    [
        (
            "DXKPI_PORT",
            "abc",
            SettingMistake.NOT_A_WHOLE_NUMBER,
            {},
            "must be a whole number",
        ),
        (
            "DXKPI_PORT",
            "0",
            SettingMistake.TOO_SMALL,
            {"bound": 1},
            "must be 1 or more",
        ),
        (
            "DXKPI_PORT",
            "65536",
            SettingMistake.TOO_LARGE,
            {"bound": 65535},
            "must be 65535 or less",
        ),
        (
            "DXKPI_DEFAULT_CITY",
            "Tokyo",
            SettingMistake.NOT_A_MUNICIPAL_CODE,
            {},
            "must be a municipal code of six digits",
        ),
        (
            "DXKPI_REGISTRATION",
            "maybe",
            SettingMistake.NOT_TRUE_OR_FALSE,
            {},
            "must be true or false",
        ),
        (
            "DXKPI_DATABASE_URL",
            "sqlite://",
            SettingMistake.NO_DATABASE_FILE,
            {},
            "must name a file: sqlite:///folder/file.sqlite3",
        ),
        (
            "DXKPI_PUBLIC_URL",
            "kpi.example.lg.jp",
            SettingMistake.NOT_AN_ADDRESS,
            {},
            "must be an address like https://kpi.example.lg.jp",
        ),
        (
            "DXKPI_SUBMISSION_DEADLINE",
            "02-29",
            SettingMistake.NOT_A_DAY,
            {},
            "must be a month and a day like 05-15",
        ),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_its_facts(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    mistake: SettingMistake,
    facts: dict[str, object],
    sentence: str,
) -> None:
    error = refused(monkeypatch, name, value)
    [wrong] = error.wrong_values
    assert (wrong.variable, wrong.value) == (name, value)
    assert (wrong.mistake, dict(wrong.facts)) == (mistake, facts)
    told = wrong_values_text(error.wrong_values, Language.ENGLISH)
    assert told == f"{name} is “{value}”: {sentence}."


def test_a_choice_is_told_with_the_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    error = refused(monkeypatch, "DXKPI_LANGUAGE", "fr")
    told = wrong_values_text(error.wrong_values, Language.ENGLISH)
    assert told == "DXKPI_LANGUAGE is “fr”: must be one of ja, en."


@pytest.mark.parametrize("address", ["mysql://me:secret@host/x", "no://me:secret@host"])
def test_a_password_is_never_told(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    error = refused(monkeypatch, "DXKPI_DATABASE_URL", address)
    [wrong] = error.wrong_values
    assert wrong.mistake is SettingMistake.NOT_SQLITE_OR_POSTGRESQL
    for language in Language:
        assert "secret" not in wrong_values_text(error.wrong_values, language)
    assert "secret" not in str(error)


def test_everything_wrong_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXKPI_PORT", "abc")
    error = refused(monkeypatch, "DXKPI_PROFILE", "none")
    assert {wrong.variable for wrong in error.wrong_values} == {
        "DXKPI_PORT",
        "DXKPI_PROFILE",
    }


@pytest.mark.parametrize(
    ("written", "day"),
    [("05-15", date(2027, 5, 15)), ("03-31", date(2028, 3, 31)), (None, None)],
)
def test_the_deadline_of_a_year_is_the_first_such_day_after_its_end(
    written: str | None, day: date | None
) -> None:
    assert Settings(submission_deadline=written).deadline(2026) == day


def test_the_screens_address_names_city_and_year(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings().upload_address(PlanKey("999997", "dx-2023"), 2025) is None
    settings.cache_clear()
    monkeypatch.setenv("DXKPI_PUBLIC_URL", "http://kpi.example.lg.jp:8501/dx/")
    assert (
        settings().upload_address(PlanKey("999997", "dx-2023"), 2025)
        == "http://kpi.example.lg.jp:8501/dx/upload?city=999997&plan=dx-2023&year=2025"
    )


REGISTER = """
"999997":
  became: {情報政策課: デジタル推進課, 広報課: [秘書課, 企画課]}
  answers_for:
    全課: [人事課]
"""


def test_the_store_lies_in_the_data_folder_unless_an_address_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("DXKPI_DATABASE_URL", raising=False)
    assert settings().store_file == PROJECT / "data" / "dxkpi.sqlite3"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DXKPI_DATA", "of the city")
    settings.cache_clear()
    folder = tmp_path / "of the city"
    assert settings().store_file == folder / "dxkpi.sqlite3"
    assert settings().drafts_folder == folder / "dxkpi.sqlite3-drafts"
    monkeypatch.setenv("DXKPI_DATABASE_URL", "postgresql://db.example/dxkpi")
    settings.cache_clear()
    assert settings().store_file is None


@pytest.mark.parametrize(
    ("value", "folder"),
    [("kpi", "/kpi"), ("/kpi/", "/kpi"), ("/dx/kpi-1", "/dx/kpi-1"), ("/", "")],
)
def test_a_folder_of_the_web_server_begins_with_a_stroke_and_ends_without(
    value: str, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_BASE_PATH", value)
    assert settings().base_path == folder


@pytest.mark.parametrize("value", ["/a b", "/../etc", "/指標", "/a?b", "/a;b"])
def test_what_no_folder_of_a_web_server_is_called_is_refused(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = refused(monkeypatch, "DXKPI_BASE_PATH", value)
    assert error.wrong_values[0].mistake is SettingMistake.NOT_A_FOLDER


def test_the_departments_of_a_city_are_read_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "departments.yaml"
    file.write_text(REGISTER, encoding="utf-8")
    monkeypatch.setenv("DXKPI_DEPARTMENTS", str(file))
    register = settings().register_of("999997")
    assert register.successors("情報政策課") == ("デジタル推進課",)
    assert register.successors("広報課") == ("秘書課", "企画課")
    assert register.answering(("全課", "市民課")) == ("人事課", "市民課")
    assert settings().register_of("472123").answering(("全課",)) == ()
    assert hash(settings())


def test_a_code_that_begins_with_0_needs_no_quotation_marks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "departments.yaml"
    file.write_text("011002: {became: {旧課: 新課}}", encoding="utf-8")
    monkeypatch.setenv("DXKPI_DEPARTMENTS", str(file))
    assert settings().register_of("011002").successors("旧課") == ("新課",)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("- 全課", SettingMistake.NO_REGISTER),
        ("{", SettingMistake.NO_REGISTER),
        ("'999997': {was: {旧課: 新課}}", SettingMistake.NO_REGISTER),
        ("'999997': {became: {旧課: 3}}", SettingMistake.NO_REGISTER),
        ("'999997': {became: {旧課: {新課: 1}}}", SettingMistake.NO_REGISTER),
        ("", SettingMistake.NO_REGISTER),
        ("11002: {became: {旧課: 新課}}", SettingMistake.NO_REGISTER),
        ("999998: {became: {旧課: 新課}}", SettingMistake.NO_REGISTER),
        ("見本市: {became: {旧課: 新課}}", SettingMistake.NO_REGISTER),
        ("'999997': {}\n'999997': {}", SettingMistake.NO_REGISTER),
        ("&city '999997': {became: *city}", SettingMistake.NO_REGISTER),
        ("'999997': !!python/name:os.system {}", SettingMistake.NO_REGISTER),
        ("'999997': {became: {旧課: 新課}} \x00", SettingMistake.NO_REGISTER),
        pytest.param("[" * 20_000, SettingMistake.NO_REGISTER, id="nested"),
        (None, SettingMistake.UNREADABLE_FILE),
    ],
)
def test_a_file_that_says_nothing_of_departments_is_refused(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    text: str | None,
    mistake: SettingMistake,
) -> None:
    file = tmp_path / "departments.yaml"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    (wrong,) = refused(monkeypatch, "DXKPI_DEPARTMENTS", str(file)).wrong_values
    assert (wrong.variable, wrong.mistake) == ("DXKPI_DEPARTMENTS", mistake)

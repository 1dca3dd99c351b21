"""What all commands share: help, refusals, settings, letters, the language."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dxkpi.settings import settings
from tests.support import databases
from tests.support.commands import run

pytestmark = pytest.mark.usefixtures("empty_store")


def test_the_first_look_explains_every_command() -> None:
    shown = run("--help").output
    for command in (
        "load",
        "export",
        "status",
        "cities",
        "history",
        "migrate",
        "serve",
    ):
        assert command in shown


def test_an_empty_store_says_how_to_fill_it() -> None:
    assert "dxkpi load" in run("export", "472123").stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DXKPI_PORT", "abc"),
        ("DXKPI_PORT", "0"),
        ("DXKPI_LANGUAGE", "fr"),
        ("DXKPI_DEFAULT_CITY", "Tokyo"),
        ("DXKPI_PROFILE", "none"),
        ("DXKPI_DATABASE_URL", "mysql://x"),
        ("DXKPI_DATABASE_URL", "sqlite://"),
        ("DXKPI_DATABASE_URL", "nonsense"),
    ],
)
def test_a_wrong_setting_is_one_clear_line(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    settings.cache_clear()
    refused = run("cities")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert name in refused.stderr
    assert value in refused.stderr


def test_letters_outside_the_windows_code_page_come_through_a_pipe(
    empty_store: Path, filled: Path
) -> None:
    shutil.copy(filled, empty_store)
    environment = {**os.environ, "PYTHONIOENCODING": "cp932"}
    done = subprocess.run(
        [sys.executable, "-m", "dxkpi", "export", "999997"],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert "𠮷" in done.stdout.decode("utf-8")


def test_japanese_is_the_default_language(tmp_path: Path) -> None:
    environment = {**os.environ, "DXKPI_DATABASE_URL": databases.sqlite(tmp_path)}
    environment.pop("DXKPI_LANGUAGE", None)
    done = subprocess.run(
        [sys.executable, "-m", "dxkpi", "export", "472123"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "計画がまだありません" in done.stderr

"""dxkpi migrate, and what is loaded before anything is done."""

import subprocess
import sys

import pytest

from tests.support.commands import run

pytestmark = pytest.mark.usefixtures("empty_store")


def test_migrate_tells_the_level_and_is_harmless_again() -> None:
    assert "now at level 0034" in run("migrate").stderr
    assert "up to date" in run("migrate").stderr


def test_the_server_loads_what_pages_need_only_once_it_answers() -> None:
    """What takes long to load is loaded where it is used, or while the server warms up."""
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from dxkpi.cli.commands import application; application('serve'); import app; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {"dxkpi.cli.server", "dxkpi.web.server"} <= set(loaded)
    assert not {
        "alembic",
        "altair",
        "babel",
        "dxkpi.actions",
        "dxkpi.charts",
        "dxkpi.cli.plans",
        "dxkpi.reports",
        "dxkpi.workbook.template",
        "icalendar",
        "openpyxl",
        "pandas",
        "typst",
        "vl_convert",
    } & set(loaded)

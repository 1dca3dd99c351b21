"""The wheel is the whole program: what it holds, and what it does in an empty folder."""

import json
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from dxkpi.settings import PACKAGE, PROJECT
from tests.bench.client import visitor
from tests.support.installation import Installation, build_wheel, install
from tests.support.page_connections import awaited

PAGES = sorted(page.stem for page in (PROJECT / "pages").glob("*.py"))

WITHIN = "dxkpi/project/"
INVENTED = "999997"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@dataclass(frozen=True)
class Filled:
    """An installation that was given the samples, and what was installed before."""

    installation: Installation
    installed: dict[str, tuple[int, int]]


@pytest.fixture(scope="module")
def filled_once(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    installation = install(wheel, tmp_path_factory.mktemp("installed"))
    installed = installation.files()
    demo = installation.run("demo")
    assert demo.returncode == 0, demo.stderr
    return Filled(installation, installed)


@pytest.fixture(scope="module")
def installation(filled_once: Filled) -> Installation:
    return filled_once.installation


@pytest.fixture(scope="module")
def served(installation: Installation) -> Iterator[str]:
    with installation.served() as address:
        yield address


def test_the_wheel_holds_what_stands_at_the_top_of_a_checkout(wheel: Path) -> None:
    top = [PROJECT / "app.py", PROJECT / ".streamlit" / "config.toml"]
    folders = [PROJECT / "pages", PROJECT / "data" / "plans", PROJECT / "data/samples"]
    for folder in folders:
        top += [file for file in folder.iterdir() if file.is_file()]
    with ZipFile(wheel) as archive:
        within = {
            name.removeprefix(WITHIN): archive.read(name)
            for name in archive.namelist()
            if name.startswith(WITHIN)
        }
    assert within == {
        file.relative_to(PROJECT).as_posix(): file.read_bytes() for file in top
    }


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    package = {
        file.relative_to(PROJECT).as_posix()
        for file in PACKAGE.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert package <= names
    assert "dxkpi/py.typed" in names
    assert not [name for name in names if "sqlite3" in name or "secrets" in name]


def test_the_store_lies_in_the_platform_s_data_folder(
    installation: Installation,
) -> None:
    assert (installation.home / ".local/share/dxkpi/dxkpi.sqlite3").is_file()
    assert list(installation.folder.iterdir()) == []


def test_the_samples_are_loaded_once(installation: Installation) -> None:
    again = installation.run("demo")
    assert again.returncode == 0, again.stderr
    cities = installation.run("cities").stdout
    assert cities.count(INVENTED) == 3
    history = installation.run("history", INVENTED).stdout
    assert history.count("受付番号1") > 10
    assert "受付番号2" not in history


def test_samples_do_not_come_beside_the_plans_of_a_city(
    installation: Installation, tmp_path: Path
) -> None:
    data = {"DXKPI_DATA": str(tmp_path)}
    real = PROJECT / "data" / "plans" / "472123-tomigusuku.yaml"
    assert installation.run("load", real, **data).returncode == 0
    refused = installation.run("demo", **data)
    assert refused.returncode == 1
    assert "DXKPI_DATA" in refused.stderr
    assert INVENTED not in installation.run("cities", **data).stdout


def test_papers_and_forms_are_made(installation: Installation, tmp_path: Path) -> None:
    made = {
        "brief.pdf": ("brief", INVENTED, "--fiscal-year", "R6"),
        "form.xlsx": ("template", INVENTED, "--fiscal-year", "R7"),
        "forms.zip": ("template", INVENTED, "--fiscal-year", "R7"),
        "plan.xlsx": ("export", INVENTED),
        "deadlines.ics": ("calendar", INVENTED),
        "copy.sqlite3": ("backup",),
    }
    for name, command in made.items():
        file = tmp_path / name
        output = [file] if command == ("backup",) else ["-o", file]
        done = installation.run(*command, *output)
        assert done.returncode == 0, done.stderr
        assert file.stat().st_size > 500, name


def test_a_filled_form_is_read_and_the_store_is_in_order(
    installation: Installation,
) -> None:
    form = PROJECT / "data" / "samples" / "実績様式-令和7年度-人事課-記入例.xlsx"
    tried = installation.run("submit", "--dry-run", "--json", form)
    assert json.loads(tried.stdout)["findings"] is not None
    assert installation.run("verify").returncode == 0


def test_explanations_of_a_plan_s_fields_are_there(installation: Installation) -> None:
    explained = installation.run("schema", "--format", "markdown")
    assert explained.returncode == 0, explained.stderr
    assert "municipality" in explained.stdout


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs(served: str, page: str) -> None:
    async def elements() -> int:
        query = f"city={INVENTED}&plan=dx-2023&year=2024"
        if page == "indicator":
            query += "&kpi=K01"
        async with visitor(served, page, query) as opened:
            return sum((await opened.rerun()).elements.values())

    assert awaited(elements()) > 5


def test_fonts_styles_and_health_come_from_the_wheel(served: str) -> None:
    addresses = {
        "/app/static/fonts/dxkpi-udpgothic-regular-kana.woff2": b"wOF2",
        "/app/static/logo.svg": b"<svg",
        "/healthz": b'"status":"ok"',
        "/kpi": b"--chart-0",
    }
    for path, expected in addresses.items():
        with urllib.request.urlopen(served + path, timeout=30) as answer:
            assert expected in answer.read(), path


def test_files_and_folders_are_meant_from_where_the_program_is_called(
    installation: Installation,
) -> None:
    """The data's folder need not be there yet."""
    register = installation.folder / "departments.yaml"
    register.write_text('"999997": {became: {企画課: 政策課}}', "utf-8")
    with installation.served(
        DXKPI_DATA="data/of the city", DXKPI_DEPARTMENTS=register.name
    ):
        folder = installation.folder / "data" / "of the city"
        assert (folder / "dxkpi.sqlite3").is_file()
    called_in = {file.name for file in installation.folder.iterdir()}
    assert called_in == {"data", register.name}


def test_nothing_is_written_where_the_program_lies(filled_once: Filled) -> None:
    filled_once.installation.run("status", INVENTED)
    assert filled_once.installation.files() == filled_once.installed

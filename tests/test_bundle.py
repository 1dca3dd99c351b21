"""The bundle holds what its locks say, and installs where there is no network."""

import hashlib
import json
import os
import subprocess
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.bundle import LINUX, Wheel, make_bundle, write_bundle
from tests.support.installation import build_wheel

WITHOUT_NETWORK = ("unshare", "--map-root-user", "--net")


@pytest.fixture(scope="module")
def own_wheel(tmp_path_factory: pytest.TempPathFactory) -> Wheel:
    return Wheel(build_wheel(tmp_path_factory.mktemp("wheel")))


@pytest.fixture(scope="module")
def bundle(own_wheel: Wheel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One with dxkpi alone."""
    folder = tmp_path_factory.mktemp("bundles") / "bundle"
    locks = {"linux-x86_64.lock": [own_wheel], "windows-x86_64.lock": [own_wheel]}
    write_bundle(folder, locks, own_wheel.version)
    return folder


def test_a_lock_has_the_hash_of_each_wheel_that_is_there(bundle: Path) -> None:
    [line] = (bundle / "linux-x86_64.lock").read_text().splitlines()
    pinned, _space, digest = line.partition(" --hash=sha256:")
    [wheel] = (bundle / "wheels").iterdir()
    assert pinned == "dxkpi==0.1.0"
    assert digest == hashlib.sha256(wheel.read_bytes()).hexdigest()


def test_every_file_has_its_sum(bundle: Path) -> None:
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=bundle,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    files = [file for file in bundle.rglob("*") if file.is_file()]
    assert len(checked.stdout.splitlines()) == len(files) - 1


def test_licences_and_contents_are_listed(bundle: Path) -> None:
    assert (bundle / "NOTICE.txt").read_text() == "dxkpi 0.1.0: Apache-2.0\n"
    texts = bundle / "licences" / "dxkpi"
    assert (texts / "LICENSE").is_file()
    assert (texts / "dxkpi" / "web" / "static" / "fonts" / "OFL.txt").is_file()
    bill = json.loads((bundle / "sbom.cdx.json").read_text())
    assert bill["bomFormat"] == "CycloneDX"
    assert bill["components"] == []


def test_a_bundle_that_was_damaged_on_the_way_is_not_installed(
    own_wheel: Wheel, tmp_path: Path
) -> None:
    folder = tmp_path / "bundle"
    write_bundle(folder, {"linux-x86_64.lock": [own_wheel]}, own_wheel.version)
    (folder / "NOTICE.txt").write_text("something else")
    refused = _installed(folder, tmp_path / "place")
    assert refused.returncode == 1
    assert "damaged" in refused.stderr
    assert not (tmp_path / "place").exists()


def test_it_installs_and_serves_where_there_is_no_network(tmp_path: Path) -> None:
    """Two hundred megabytes come from a package index: in CI, or where it is asked for."""
    if "CI" not in os.environ and "DXKPI_TEST_BUNDLE" not in os.environ:
        pytest.skip("the bundle is downloaded in CI, or with DXKPI_TEST_BUNDLE=1")
    archive = make_bundle(tmp_path, (LINUX,))
    with ZipFile(archive) as packed:
        packed.extractall(tmp_path)
    [folder] = [file.parent for file in tmp_path.glob("*/SHA256SUMS")]
    place = tmp_path / "place"
    installed = _installed(folder, place)
    assert installed.returncode == 0, installed.stderr
    done = subprocess.run(
        [*WITHOUT_NETWORK, place / "venv" / "bin" / "dxkpi", "demo"],
        env=_environment() | {"DXKPI_DATA": str(tmp_path / "data")},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "data" / "dxkpi.sqlite3").is_file()


def _installed(bundle: Path, place: Path) -> subprocess.CompletedProcess[str]:
    """What install.sh says in a network namespace in which there is nobody."""
    return subprocess.run(
        [*WITHOUT_NETWORK, "sh", bundle / "install.sh", place],
        env=_environment(),
        capture_output=True,
        text=True,
        check=False,
    )


def _environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON", "DXKPI_"))
    }

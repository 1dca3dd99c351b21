"""One archive from which dxkpi is installed where there is no network: `make bundle`.

It holds the wheels for Linux and Windows, a lock for each with the hash of each wheel,
the scripts that install them, the build back end, all licences, and a list of what is in
it (CycloneDX). Run it where a package index is configured; it is for the Python that
runs it.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from packaging.utils import parse_wheel_filename

from dxkpi.settings import PROJECT
from tests.support.installation import build_wheel

SCRIPTS = PROJECT / "deploy" / "bundle"
BUILD_LOCK = "build.lock"
_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
_LICENCE_NAME = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass(frozen=True)
class Platform:
    """What uv and pip call a platform."""

    name: str
    resolved_as: str
    tags: tuple[str, ...]


LINUX = Platform(
    "linux-x86_64",
    "x86_64-manylinux_2_28",
    (
        *(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)),
        *("manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64"),
    ),
)
WINDOWS = Platform("windows-x86_64", "x86_64-pc-windows-msvc", ("win_amd64",))


@dataclass(frozen=True)
class Wheel:
    """A wheel, and what it says of itself."""

    file: Path

    @cached_property
    def name(self) -> str:
        return parse_wheel_filename(self.file.name)[0]

    @cached_property
    def version(self) -> str:
        return str(parse_wheel_filename(self.file.name)[1])

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256(self.file.read_bytes()).hexdigest()

    @property
    def lock_line(self) -> str:
        return f"{self.name}=={self.version} --hash=sha256:{self.sha256}"

    @cached_property
    def metadata(self) -> Message:
        with ZipFile(self.file) as archive:
            [name] = [one for one in archive.namelist() if _is_metadata(one)]
            return BytesParser().parsebytes(archive.read(name))

    @property
    def licence(self) -> str:
        """Its licence as it states it; the classifiers where it states none in short."""
        stated = self.metadata["License-Expression"] or self.metadata["License"] or ""
        if stated and "\n" not in stated:
            return str(stated)
        classifiers = self.metadata.get_all("Classifier", [])
        named = [one for one in classifiers if one.startswith("License ::")]
        return ", ".join(one.rpartition(" :: ")[2] for one in named) or "see its files"

    def licence_files(self) -> dict[str, bytes]:
        """The texts of its licences, by their places beside its metadata."""
        texts = {}
        with ZipFile(self.file) as archive:
            for name in archive.namelist():
                _package, is_beside, place = name.partition(".dist-info/")
                if is_beside and _is_licence(place):
                    texts[place.removeprefix("licenses/")] = archive.read(name)
        return texts


def _is_licence(place: str) -> bool:
    if not place or place.endswith("/"):
        return False  # a folder
    name = PurePosixPath(place).name
    return place.startswith("licenses/") or _LICENCE_NAME.search(name) is not None


def _is_metadata(name: str) -> bool:
    return name.count("/") == 1 and name.endswith(".dist-info/METADATA")


def collect_wheels(platform: Platform, folder: Path) -> list[Wheel]:
    """Everything that dxkpi needs on a platform, in the versions of requirements.lock."""
    pinned = _resolved(
        *("--python-platform", platform.resolved_as),
        *("--constraint", str(PROJECT / "requirements.lock")),
        str(PROJECT / "pyproject.toml"),
        asked="",
    )
    tags = [part for tag in platform.tags for part in ("--platform", tag)]
    _download(pinned, folder, *tags, "--python-version", _PYTHON)
    return _wheels_in(folder)


def collect_back_end(folder: Path) -> list[Wheel]:
    """What builds the wheel from a checkout."""
    lock = str(PROJECT / "requirements-dev.lock")
    pinned = _resolved("--constraint", lock, "-", asked="hatchling")
    _download(pinned, folder)
    return _wheels_in(folder)


def _wheels_in(folder: Path) -> list[Wheel]:
    return [Wheel(file) for file in sorted(folder.glob("*.whl"))]


def _resolved(*arguments: str, asked: str) -> str:
    """Every package with its version, as uv works it out."""
    uv = Path(sys.executable).with_name("uv")
    options = ("--quiet", "--no-annotate", "--no-header", "--python-version", _PYTHON)
    indices = ("--no-emit-index-url", "--no-emit-find-links")
    command = [str(uv), "pip", "compile", *options, *indices, *arguments]
    done = subprocess.run(
        command, input=asked, capture_output=True, text=True, check=True
    )
    return done.stdout


def _download(pinned: str, folder: Path, *where: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as requirements:
        requirements.write(pinned)
        requirements.flush()
        options = ("--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(folder))
        command = [sys.executable, "-m", "pip", "download", *options, *where]
        subprocess.run([*command, "-r", requirements.name], check=True)


def write_bundle(
    folder: Path, by_lock: Mapping[str, Sequence[Wheel]], version: str
) -> None:
    """The bundle as a folder: the locks with these names, and all that goes with them."""
    wheels = folder / "wheels"
    wheels.mkdir(parents=True)
    for lock, locked in by_lock.items():
        for wheel in locked:
            shutil.copy(wheel.file, wheels)
        lines = [wheel.lock_line for wheel in locked]
        _write(folder / lock, lines)
    for script in sorted(SCRIPTS.iterdir()):
        shutil.copy(script, folder)
    _write(folder / "python-version", [_PYTHON])

    packages = _each_once(by_lock.values())
    _write_licences(folder, packages)
    bill = json.dumps(_bill_of_materials(packages, version), indent=1)
    _write(folder / "sbom.cdx.json", [bill])
    sums = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    ]
    _write(folder / "SHA256SUMS", sums)


def _write(file: Path, lines: Iterable[str]) -> None:
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")


def _each_once(locks: Iterable[Sequence[Wheel]]) -> list[Wheel]:
    """Each package once, whatever the platforms that it has a wheel for."""
    by_name = {wheel.name: wheel for lock in locks for wheel in lock}
    return [by_name[name] for name in sorted(by_name)]


def _write_licences(folder: Path, packages: Sequence[Wheel]) -> None:
    """What each package is licensed under, and the texts that come with it."""
    for package in packages:
        texts = folder / "licences" / package.name
        for place, text in package.licence_files().items():
            file = texts / place
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text)
    lines = [f"{one.name} {one.version}: {one.licence}" for one in packages]
    _write(folder / "NOTICE.txt", lines)


def _bill_of_materials(packages: Sequence[Wheel], version: str) -> dict[str, Any]:
    """What is in the bundle, as CycloneDX 1.5."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "dxkpi", "version": version}
        },
        "components": [
            {
                "type": "library",
                "name": package.name,
                "version": package.version,
                "purl": f"pkg:pypi/{package.name}@{package.version}",
                "licenses": [{"license": {"name": package.licence}}],
            }
            for package in packages
            if package.name != "dxkpi"
        ],
    }


def archived(folder: Path, file: Path) -> None:
    """The bundle as one archive; wheels are packed already."""
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for one in sorted(folder.rglob("*")):
            archive.write(one, Path(folder.name) / one.relative_to(folder))


def make_bundle(target: Path, platforms: Sequence[Platform]) -> Path:
    """The archive, in a folder."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        own = Wheel(build_wheel(work))
        by_lock = {
            f"{platform.name}.lock": [
                own,
                *collect_wheels(platform, work / platform.name),
            ]
            for platform in platforms
        }
        by_lock[BUILD_LOCK] = collect_back_end(work / "build")
        bundle = work / f"dxkpi-{own.version}-python{_PYTHON}"
        write_bundle(bundle, by_lock, own.version)
        target.mkdir(parents=True, exist_ok=True)
        archive = target / f"{bundle.name}-bundle.zip"
        archived(bundle, archive)
    return archive


if __name__ == "__main__":
    print(make_bundle(PROJECT / "dist", (LINUX, WINDOWS)))

"""dxkpi as somebody has it who installed its wheel, without a network and away from the
checkout.

The wheel is built by the build back end that is installed here, and put into a virtual
environment that finds what dxkpi needs in this one.
"""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dxkpi.settings import PROJECT
from tests.support import running

_NO_NETWORK = ("--no-index", "--no-deps", "--quiet", "--disable-pip-version-check")


@dataclass(frozen=True)
class Installation:
    """Where the program lies, an empty folder to call it in, and a home of its own."""

    packages: Path
    python: Path
    folder: Path
    home: Path

    @property
    def program(self) -> Path:
        return self.python.with_name("dxkpi")

    @property
    def environment(self) -> dict[str, str]:
        """What a new account on a machine has set."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DXKPI_", "PYTHON", "STREAMLIT_", "XDG_"))
        }
        return kept | {"HOME": str(self.home), "PYTHONPATH": ""}

    def run(
        self, *arguments: str | Path, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """What a command says in the empty folder."""
        return subprocess.run(
            [self.program, *map(str, arguments)],
            cwd=self.folder,
            env=self.environment | settings,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    @contextmanager
    def served(self, **settings: Any) -> Iterator[str]:
        """The address of `dxkpi serve`, called in the empty folder."""
        with running.started(
            *(str(self.program), "serve", "--port", "PORT"),
            health="/healthz",
            folder=self.folder,
            python=self.python,
            HOME=str(self.home),
            PYTHONPATH="",
            XDG_DATA_HOME="",
            **settings,
        ) as server:
            yield server.address

    def files(self) -> dict[str, tuple[int, int]]:
        """Size and last change of each file that was installed, and of all beside them."""
        states = {}
        for file in self.packages.rglob("*"):
            if file.is_file():
                status = file.stat()
                states[str(file)] = (status.st_size, status.st_mtime_ns)
        return states


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout, in a folder."""
    _pip("wheel", "--no-build-isolation", "--wheel-dir", str(folder), str(PROJECT))
    [wheel] = folder.glob("dxkpi-*.whl")
    return wheel


def install(wheel: Path, folder: Path) -> Installation:
    """The wheel in a virtual environment below a folder.

    What it needs is found in this environment, by a path that is added last: a program
    in the new one comes first, and what is here as editable is not seen there.
    """
    environment = folder / "environment"
    _run(sys.executable, "-m", "venv", "--without-pip", str(environment))
    python = environment / "bin" / "python"
    _pip("--python", str(python), "install", str(wheel))
    [packages] = environment.glob("lib/python*/site-packages")
    here = sysconfig.get_paths()["purelib"]
    (packages / "what-dxkpi-needs.pth").write_text(f"{here}\n")
    called_in, home = folder / "empty", folder / "home"
    called_in.mkdir()
    home.mkdir()
    return Installation(packages, python, called_in, home)


def _pip(*command: str) -> None:
    _run(sys.executable, "-m", "pip", *command, *_NO_NETWORK)


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

"""The real server as a process, and a real browser to look at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from dxkpi.settings import PROJECT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def server(database_url: str, *command: str) -> Iterator[str]:
    """`dxkpi serve` (or another way to start it) on a free port; gives the address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    arguments = [part.replace("PORT", port) for part in command or ("-m", "dxkpi", "serve", "--port", "PORT")]
    environment = {**os.environ, "DXKPI_DATABASE_URL": database_url, "DXKPI_LANGUAGE": "ja"}
    process = subprocess.Popen([sys.executable, *arguments], cwd=PROJECT, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/healthz", process)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(1200):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError as answered:
            answered.close()
        except OSError:
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)
            continue
        return
    raise TimeoutError(url)


class NoChromium(RuntimeError):
    """There is no Chromium on this machine."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Raises `NoChromium` with a hint."""
    if CHROMIUM is None:
        raise NoChromium("Chromium is missing. On Debian or Ubuntu: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


def settled(page: Page) -> Page:
    """The page once Streamlit has finished its run and every chart is drawn."""
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    page.wait_for_function(
        """() => {
            const busy = document.querySelectorAll('[data-testid="stSkeleton"], [data-testid="stStatusWidget"]').length
            window.quietSince = busy ? null : window.quietSince || Date.now()
            return window.quietSince && Date.now() - window.quietSince > 600
        }""",
        timeout=60_000,
    )
    return page


def copied(filled: Path, folder: Path) -> str:
    """The address of an own copy of a filled SQLite store."""
    path = folder / "server.sqlite3"
    shutil.copy(filled, path)
    return f"sqlite:///{path}"


def full_height(page: Page) -> int:
    """How tall the window must be to show the whole page, which scrolls inside an element of its own."""
    return int(page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")) + 20

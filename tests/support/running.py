"""The real server as a process, and a real browser to look at it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from playwright.sync_api import TimeoutError as NotInTime

from dxkpi.settings import PROJECT

CHART = '[data-testid="stVegaLiteChart"] svg, :is(svg, .fitting)[role="img"]'
"""The charts of a page, drawn by the browser or by the server."""

CHROMIUM = (
    shutil.which("chromium")
    or shutil.which("chromium-browser")
    or shutil.which("google-chrome")
)
PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine before a test gives up on it."""
_ATTEMPTS = 6

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    """A running server: where, which process, and how long it took from its start to its first answer."""

    address: str
    process: int
    seconds: float


@contextmanager
def server(database_url: str, *command: str) -> Iterator[str]:
    """`dxkpi serve` (or another way to start it) on a free port; gives the address once it answers."""
    with dashboard(database_url, *command) as running:
        yield running.address


def dashboard(
    database_url: str, *command: str, quiet: bool = False, port: int | None = None
) -> AbstractContextManager[Server]:
    """The same as `server`, with its process; on a port of its own or on this one."""
    serve = command or ("-m", "dxkpi", "serve", "--port", "PORT")
    return started(
        *serve,
        health="/healthz",
        quiet=quiet,
        port=port,
        DXKPI_DATABASE_URL=database_url,
        DXKPI_LANGUAGE="ja",
    )


@contextmanager
def reserved_port() -> Iterator[int]:
    """A port that nobody else is given meanwhile.

    It stays bound here without listening; a server that reuses addresses, as each does
    that is started here, may listen beside that.
    """
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", 0))
        port: int = bound.getsockname()[1]
        yield port


@contextmanager
def started(
    *command: str,
    health: str,
    folder: Path = PROJECT,
    quiet: bool = False,
    port: int | None = None,
    log: Path | None = None,
    python: str | Path = sys.executable,
    **settings: str,
) -> Iterator[Server]:
    """A server started by Python on a free port (the word PORT in its command), once it answers at `health`.

    Its errors go to `log`, where one is given; `python` is this one or another.
    """
    with ExitStack() as stack:
        errors = None if log is None else stack.enter_context(log.open("wb"))
        port = port or stack.enter_context(reserved_port())
        command = tuple(part.replace("PORT", str(port)) for part in command)
        address, start = f"http://127.0.0.1:{port}", time.perf_counter()
        process = subprocess.Popen(
            [python, *command],
            cwd=folder,
            env={**os.environ, **settings},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if quiet else errors,
        )
        stack.callback(_end_process, process)
        _wait_for(address + health, process)
        yield Server(address, process.pid, time.perf_counter() - start)


def _end_process(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(6000):
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except urllib.error.HTTPError as answered:
            answered.close()
        except OSError:
            assert process.poll() is None, "the server ended"
            time.sleep(0.02)
            continue
        return
    raise TimeoutError(url)


class NoChromium(RuntimeError):
    """There is no Chromium on this machine."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium. Raises `NoChromium` with a hint."""
    if CHROMIUM is None:
        raise NoChromium(
            "Chromium is missing. On Debian or Ubuntu: apt-get install chromium fonts-noto-cjk"
        )
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield browser
        browser.close()


def opened(
    browser: Browser,
    url: str,
    width: int = 1440,
    scheme: str = "light",
    locale: str = "ja-JP",
) -> Page:
    """A page in a window of its own, once it is settled. Close its context when done."""
    page = window(browser, width, scheme, locale)
    page.goto(url)
    return settled(page)


def window(
    browser: Browser, width: int = 1440, scheme: str = "light", locale: str = "ja-JP"
) -> Page:
    """A window of its own, without a page. Close its context when done."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        locale=locale,
        timezone_id="Asia/Tokyo",
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",  # drawing what moves costs more than the page
    )
    return context.new_page()


def choose(box: Locator, option: str | re.Pattern[str], typed: str = "") -> None:
    """Take an option of a list, found by typing where `typed` is given.

    A list closes where its page is scrolled or runs again: then it is opened again.
    """
    offered = box.page.get_by_role("option", name=option)
    for _attempt in range(_ATTEMPTS):
        box.scroll_into_view_if_needed()
        box.click()
        if typed:
            box.fill(typed)
        try:
            offered.first.click(timeout=PATIENCE / _ATTEMPTS)
        except NotInTime:
            box.press("Escape")
        else:
            break
    else:
        raise AssertionError(f"the list does not offer {option}")
    settled(box.page)


def settled(page: Page) -> Page:
    """The page once Streamlit has been at rest for a while and every chart is drawn.

    A run that the server has not begun yet is not seen: what a test waits for after a
    click is to be expected by name.
    """
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    page.evaluate("window.quietSince = null")
    page.wait_for_function(
        """() => {
            const at_rest = document.querySelector('[data-test-script-state="notRunning"]')
            const unfinished = document.querySelector('[data-testid="stSkeleton"], [data-testid="stStatusWidget"]')
            const busy = unfinished || !at_rest
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
    return (
        int(
            page.evaluate(
                "document.querySelector('[data-testid=\"stMain\"]').scrollHeight"
            )
        )
        + 20
    )

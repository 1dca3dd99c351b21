"""Signing in by the headers of a proxy: a real nginx, set up as docs/sign-in.md says."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from dxkpi.plan import Plan
from dxkpi.store import Role, Store
from tests.support import running
from tests.support.accounts import granted, name_of
from tests.support.documented_proxy import COOKIE, HOST, example_of, nginx
from tests.support.page_connections import (
    awaited,
    connected,
    run_page,
    unchecked_certificates,
)
from tests.support.returned import register
from tests.support.returns_page import codes_of
from tests.support.running import settled

CITY, OWN = "999997", "人事課"
QUERY = f"city={CITY}&year=2025"
SIGN_IN_FIRST = "サインインしてください"
CONTENT = b"x" * 300
FORGED = {"X-Remote-User": "s0001", "X_Remote_User": "s0001", "X-Remote-Name": "mayor"}
PROXY, ELSEWHERE = "127.0.0.1", "127.0.0.9"
"""Where the proxy asks from, whom the settings trust, and an address that nobody named."""


@dataclass(frozen=True)
class House:
    """A dashboard behind a proxy; `original` is the address of a return's file."""

    proxy: str
    server: str
    original: str


@pytest.fixture(scope="module")
def house(
    filled: Path, sample_plan: Plan, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    url = running.copied(filled, folder)
    with closing(Store(url)) as store:
        granted(store, "s0001", Role.REVIEWER, CITY)
        granted(store, "s0002", Role.REPORTER, CITY, OWN)
    code, *_others = codes_of(sample_plan, OWN)
    database = folder / "server.sqlite3"
    made = register(database, CITY, 2025, OWN, {code: 5}, content=CONTENT)
    example = example_of("sign-in.md")
    with running.reserved_port() as port:
        own = {
            "10.1.0.5": PROXY,
            "10.1.0.20": "127.0.0.1",
            "https://kpi.example.lg.jp": f"https://{HOST}:{port}",
        }
        settings: dict[str, Any] = {
            name: own.get(value, value) for name, value in example.settings.items()
        }
        with (
            running.started(
                *("-m", "dxkpi", "serve", "--port", "PORT"),
                health="/healthz",
                DXKPI_DATABASE_URL=url,
                DXKPI_LANGUAGE="ja",
                **settings,
            ) as server,
            nginx(example, folder, port, server.address) as proxy,
        ):
            yield House(proxy, server.address, f"/original/{made.number}")


def test_both_languages_have_the_same_example() -> None:
    english, japanese = example_of("sign-in.md"), example_of("sign-in.ja.md")
    assert english.directives == japanese.directives
    assert english.settings == japanese.settings
    assert english.settings["DXKPI_SIGN_IN"] == "headers"


def browser_of(browser: Browser, house: House, who: str, path: str) -> Page:
    """A browser of somebody whom the single sign-on knows."""
    context = browser.new_context(locale="ja-JP", ignore_https_errors=True)
    known = quote(who, safe="")
    context.add_cookies([{"name": COOKIE, "value": known, "url": house.proxy}])
    page = context.new_page()
    page.goto(house.proxy + path)
    return settled(page)


@pytest.mark.browser
def test_two_people_in_two_browsers_are_each_who_they_are(
    browser: Browser, house: House, tmp_path: Path
) -> None:
    """Pages come over a websocket, files in one piece that nginx by itself would refuse."""
    upload = f"/upload?{QUERY}"
    reviewer = browser_of(browser, house, "s0001/情報課", upload)
    reporter = browser_of(browser, house, "s0002/人事課", f"/round?{QUERY}")
    expect(reviewer.get_by_text(name_of("s0001"))).to_be_visible()
    expect(reporter.get_by_text(name_of("s0002"))).to_be_visible()
    expect(reporter.get_by_text(name_of("s0001"))).to_have_count(0)
    large = tmp_path / "大きな様式.xlsx"
    large.write_bytes(b"PK" + b"x" * 3_000_000)
    reviewer.locator('input[type="file"]').set_input_files(str(large))
    expect(reviewer.get_by_text("③ 確かめる").first).to_be_visible()
    expect(reviewer.get_by_text(large.name).first).to_be_visible()
    for page in (reviewer, reporter):
        page.context.close()


@pytest.mark.browser
def test_the_letters_of_a_name_come_through(browser: Browser, house: House) -> None:
    page = browser_of(browser, house, "s0003/人事課 髙橋 𠮷田", f"/?{QUERY}")
    expect(page.get_by_text("人事課 髙橋 𠮷田")).to_be_visible()
    expect(page.get_by_test_id("stCode")).to_contain_text("s0003")
    page.context.close()


def texts(address: str, headers: Mapping[str, str], **ways: Any) -> str:
    """What the page of changes says to who connects with these headers."""

    async def read() -> str:
        async with connected(address, headers=headers, **ways) as connection:
            return (await run_page(connection, "changes", QUERY)).texts

    return awaited(read())


def known_by(who: str) -> dict[str, str]:
    return {"Cookie": f"{COOKIE}={quote(who, safe='')}"}


def at_the_proxy(house: House, headers: Mapping[str, str]) -> tuple[str, int]:
    """What a client with these headers gets through the proxy: page and original."""
    port, context = urlsplit(house.proxy).port, unchecked_certificates()
    page = texts(house.proxy, headers, host="127.0.0.1", port=port, ssl=context)
    return page, original_status(
        house, HTTPSConnection("127.0.0.1", port, context=context), headers
    )


def past_the_proxy(
    house: House, headers: Mapping[str, str], client: str
) -> tuple[str, int]:
    """The same past the proxy, from an address."""
    source = (client, 0)
    page = texts(house.server, headers, local_addr=source)
    port = urlsplit(house.server).port
    connection = HTTPConnection("127.0.0.1", port, source_address=source)
    return page, original_status(house, connection, headers)


def original_status(
    house: House, connection: HTTPConnection, headers: Mapping[str, str]
) -> int:
    with closing(connection):
        connection.request("GET", house.original, headers=dict(headers))
        return connection.getresponse().status


def test_whom_the_single_sign_on_knows_is_let_in_by_page_and_address(
    house: House,
) -> None:
    page, original = at_the_proxy(house, known_by("s0001/情報課"))
    assert name_of("s0001") in page
    assert original == 200


def test_a_header_that_a_client_writes_itself_does_not_count(house: House) -> None:
    page, original = at_the_proxy(house, FORGED)
    assert SIGN_IN_FIRST in page
    assert original == 403


def test_whom_the_single_sign_on_knows_cannot_be_another(house: House) -> None:
    page, original = at_the_proxy(house, known_by("s0003/人事課") | FORGED)
    assert name_of("s0001") not in page
    assert original == 403


def test_past_the_proxy_a_header_counts_from_its_address_alone(house: House) -> None:
    page, original = past_the_proxy(house, FORGED, ELSEWHERE)
    assert SIGN_IN_FIRST in page
    assert original == 403
    page, original = past_the_proxy(house, {"X-Remote-User": "s0001"}, PROXY)
    assert name_of("s0001") in page
    assert original == 200


def test_a_header_that_is_missing_brings_a_visitor_whatever_name_is_typed(
    house: House,
) -> None:
    page, original = past_the_proxy(house, {}, PROXY)
    assert SIGN_IN_FIRST in page
    assert original == 403

"""dxkpi in a folder of a web server that passes the folder on (DXKPI_BASE_PATH)."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from dxkpi.plan import Plan
from dxkpi.settings import SAMPLES
from dxkpi.store import Role
from tests.support import running
from tests.support.page_connections import awaited, connected, run_page
from tests.support.returned import register
from tests.support.returns_page import codes_of
from tests.support.running import settled
from tests.support.signed_in_house import House, bring, download, house_of, sign_in

FOLDER = "/dx/kpi"
CITY, OWN = "999997", "人事課"
CONTENT = b"x" * 300


@pytest.fixture(scope="module")
def house(
    filled: Path, sample_plan: Plan, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    url = running.copied(filled, tmp_path_factory.mktemp("house"))
    with house_of(url, FOLDER) as running_house:
        yield running_house


def asked(house: House, path: str) -> HTTPResponse:
    """The answer to an address from the top of the server; no redirect is followed."""
    connection = HTTPConnection(urlsplit(house.address).netloc, timeout=30)
    connection.request("GET", path, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/healthz", 200),
        (f"{FOLDER}/healthz", 200),
        (f"{FOLDER}/", 200),
        (f"{FOLDER}/kpi", 200),
        (f"{FOLDER}/sign-in", 200),
        (f"{FOLDER}/app/static/logo.svg", 200),
        (f"{FOLDER}/_stcore/health", 200),
        ("/", 404),
        ("/kpi", 404),
        ("/sign-in", 404),
        ("/dx", 404),
        (f"{FOLDER}2/kpi", 404),
        ("/_stcore/health", 404),
    ],
)
def test_everything_is_in_the_folder_and_nothing_but_its_health_beside_it(
    house: House, path: str, status: int
) -> None:
    assert asked(house, path).status == status


def test_redirects_stay_in_the_folder(house: House) -> None:
    first = asked(house, f"{FOLDER}?city={CITY}")
    assert first.headers["Location"] == f"{FOLDER}/?city={CITY}"
    page = asked(house, f"{FOLDER}/kpi/")
    assert page.headers["Location"] == f"{FOLDER}/kpi"


def test_cookies_are_for_the_folder_alone(house: House) -> None:
    cookie = asked(house, f"{FOLDER}/_stcore/health").headers["Set-Cookie"]
    assert f"Path={FOLDER};" in cookie


def test_no_page_is_connected_beside_the_folder(house: House) -> None:
    async def texts(address: str) -> str:
        async with connected(address) as connection:
            return (await run_page(connection, "help", "")).texts

    assert awaited(texts(house.address))
    with pytest.raises(Exception, match="HTTP 403"):
        awaited(texts(house.address.removesuffix(FOLDER)))


@pytest.mark.browser
def test_somebody_signs_in_moves_about_and_exchanges_files_in_the_folder(
    browser: Browser, house: House, sample_plan: Plan, tmp_path: Path
) -> None:
    house.sign_up("s0001", Role.REVIEWER)
    code, *_others = codes_of(sample_plan, OWN)
    database = Path(house.database_url.removeprefix("sqlite:///"))
    made = register(database, CITY, 2025, OWN, {code: 5}, content=CONTENT)

    page = running.opened(browser, f"{house.address}/upload?city={CITY}&year=2025")
    sign_in(page, "s0001")
    settled(page)
    assert page.url == f"{house.address}/upload?city={CITY}&year=2025"
    form = download(page, "の様式を受け取る", tmp_path)
    assert form.read_bytes().startswith(b"PK")
    bring(page, SAMPLES / "実績様式-令和7年度-人事課-記入例.xlsx")

    page.get_by_role("link", name="指標 (KPI)").click()
    page.wait_for_url(lambda url: url.startswith(f"{house.address}/kpi?"))
    expect(settled(page).get_by_role("heading", level=1)).to_contain_text("指標")
    page.go_back()
    page.wait_for_url(lambda url: url.startswith(f"{house.address}/upload?"))

    original = page.context.request.get(f"{house.address}/original/{made.number}")
    assert (original.status, original.body()) == (200, CONTENT)
    cookies = {cookie["path"] for cookie in page.context.cookies(house.address)}
    assert cookies == {FOLDER}
    page.context.close()

"""What is not there is not found, and the library's measurements are for operators."""

import re
import urllib.request

import pytest

from dxkpi.settings import PROJECT
from tests.web.test_server import get

PAGES = sorted(page.stem for page in (PROJECT / "pages").glob("*.py"))
METRICS = "/_stcore/metrics"


@pytest.mark.parametrize("page", ["", *PAGES])
def test_every_page_has_its_address(address: str, page: str) -> None:
    status, _headers, body = get(f"{address}/{page}?city=999997")
    assert status == 200
    assert '<div id="root">' in body


@pytest.mark.parametrize(
    "path",
    [
        "/wp-login.php",
        "/.env",
        "/kpis",
        "/KPI",
        "/%E7%A7%81",
        "/kpi/healthz",
        "/healthz2",
        "/static/js/index.of-an-older-version.js",
        "/index.html",
        "/original/none",
    ],
)
def test_an_address_that_is_none_is_not_found(address: str, path: str) -> None:
    status, headers, body = get(address + path, Accept_Language="ja")
    assert status == 404
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert 'id="root"' not in body
    assert '<html lang="ja"' in body


def test_whoever_asked_is_led_to_the_first_page(address: str) -> None:
    body = get(f"{address}/a/b/c", Accept_Language="en")[2]
    assert re.findall(r'<base href="([^"]*)">', body) == ["../../"]
    assert '<a href="./">' in body
    assert "<base" in get(f"{address}/a", Accept_Language="en")[2]


@pytest.mark.parametrize(
    "path", ["/static/nothing.js", "/app/static/nothing.svg", "/media/nothing"]
)
def test_no_page_is_sent_for_a_file_that_is_not_there(address: str, path: str) -> None:
    assert get(address + path)[0] == 404


def test_files_of_the_library_are_there(address: str) -> None:
    script = re.findall(r'src="\.(/static/js/[^"]*)"', get(f"{address}/kpi")[2])[0]
    assert get(address + script)[0] == 200
    assert get(f"{address}/_stcore/host-config")[0] == 200
    with urllib.request.urlopen(f"{address}/favicon.png", timeout=30) as answer:
        assert answer.status == 200


def test_measurements_are_for_whoever_asks_on_the_machine_itself(address: str) -> None:
    assert get(address + METRICS)[0] == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_For": "10.1.2.3"},
        {"Via": "1.1 proxy"},
        {"Host": "kpi.example.lg.jp"},
        {"Origin": "https://kpi.example.lg.jp"},
    ],
)
def test_measurements_are_not_there_for_whoever_comes_by_a_proxy(
    address: str, headers: dict[str, str]
) -> None:
    assert get(address + METRICS, **headers)[0] == 404

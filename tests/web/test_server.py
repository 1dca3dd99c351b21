"""The server from outside: ways to start it, health, headers, the page's language."""

import gzip
import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

import pytest

from tests.support import databases, running

STARTS = {
    "dxkpi serve": (),
    "uvicorn": ("-m", "uvicorn", "app:app", "--port", "PORT", "--log-level", "error"),
    "streamlit run": ("-m", "streamlit", "run", "app.py", "--server.port", "PORT"),
}

FILES = ("/original/1", "/original/1/remarks", "/account-list/999997")


def get(url: str, **headers: str) -> tuple[int, dict[str, str], str]:
    request = urllib.request.Request(
        url, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, _lower(answer.headers), answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, _lower(answer.headers), answer.read().decode()


@dataclass(frozen=True)
class Raw:
    headers: dict[str, str]
    body: bytes


def raw(url: str, **headers: str) -> Raw:
    """What comes over the line."""
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=asked)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return Raw(_lower(answer.headers), answer.read())


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


@pytest.mark.parametrize("start", STARTS)
def test_every_way_to_start_it_serves_the_page_and_its_health(
    start: str, filled: Path, tmp_path: Path
) -> None:
    with running.server(running.copied(filled, tmp_path), *STARTS[start]) as url:
        assert json.loads(get(f"{url}/healthz")[2]) == {
            "status": "ok",
            "level": "0034",
            "database": "sqlite",
        }
        assert get(f"{url}/kpi", Accept="text/html")[0] == 200


def test_health_and_files_are_503_with_a_reason_when_the_store_is_not_set_up(
    tmp_path: Path,
) -> None:
    with running.server(databases.sqlite(tmp_path), *STARTS["uvicorn"]) as url:
        status, _headers, body = get(f"{url}/healthz")
        files = [get(f"{url}{path}") for path in FILES]
    assert status == 503
    assert json.loads(body)["reason"]
    for file_status, _headers, page in files:
        assert file_status == 503
        assert "dxkpi migrate" in page


@pytest.mark.parametrize(
    "path",
    ["/", "/kpi?city=472123", "/healthz", "/_stcore/health", "/app/static/logo.svg"],
)
def test_every_answer_carries_the_security_headers(address: str, path: str) -> None:
    headers = get(address + path)[1]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("ja-JP,ja;q=0.9", "ja"), ("en-US,en;q=0.9", "en"), ("fr-FR", "ja"), ("", "ja")],
)
def test_the_page_names_its_language(
    address: str, accepted: str, language: str
) -> None:
    status, headers, body = get(
        f"{address}/kpi",
        Accept_Language=accepted,
        Accept_Encoding="gzip",
        If_None_Match="*",
    )
    assert status == 200
    assert f'<html lang="{language}" translate="no" class="notranslate">' in body
    assert '<meta name="google" content="notranslate">' in body
    assert int(headers["content-length"]) == len(body.encode())


def test_the_language_asked_for_in_the_address_comes_first(address: str) -> None:
    assert (
        '<html lang="en" ' in get(f"{address}/kpi?lang=en", Accept_Language="ja-JP")[2]
    )


def test_the_font_ships_with_the_server(address: str) -> None:
    with urllib.request.urlopen(
        f"{address}/app/static/fonts/dxkpi-udpgothic-regular-kana.woff2", timeout=30
    ) as answer:
        assert answer.read(4) == b"wOF2"


def test_a_store_of_newer_code_is_not_served(filled: Path, tmp_path: Path) -> None:
    url = running.copied(filled, tmp_path)
    databases.set_level(url, "9999")
    with pytest.raises(AssertionError, match="the server ended"), running.server(url):
        pass


def test_the_library_s_scripts_come_packed_to_browsers_that_take_them_so(
    address: str,
) -> None:
    script = re.findall(r'src="\.(/static/js/[^"]*)"', get(f"{address}/kpi")[2])[0]
    plain = raw(address + script)
    for _again in range(2):
        packed = raw(address + script, Accept_Encoding="gzip")
        assert packed.headers["content-encoding"] == "gzip"
        assert "accept-encoding" in packed.headers["vary"].lower()
        assert "immutable" in packed.headers["cache-control"]
        assert packed.headers["x-content-type-options"] == "nosniff"
        assert len(packed.body) < len(plain.body) / 2
        assert gzip.decompress(packed.body) == plain.body
    assert "content-encoding" not in plain.headers


def test_part_of_a_script_comes_as_it_is(address: str) -> None:
    script = re.findall(r'src="\.(/static/js/[^"]*)"', get(f"{address}/kpi")[2])[0]
    part = raw(address + script, Accept_Encoding="gzip", Range="bytes=0-9")
    assert "content-encoding" not in part.headers
    assert part.body == raw(address + script).body[:10]


def test_the_page_names_the_length_of_the_path_that_was_asked_for(address: str) -> None:
    for path in ("/", "/kpi", "/realisation"):
        page = get(address + path)[2]
        assert f"const asked = {len(path)}  //" in page
        assert "SourceSans" not in page


@pytest.mark.parametrize(
    "spelling", ["/static/./{}", "/static//{}", "/static/js/../{}"]
)
def test_only_the_one_spelling_of_a_script_is_kept_packed(
    address: str, spelling: str
) -> None:
    script = re.findall(r'src="\./static/([^"]*)"', get(f"{address}/kpi")[2])[0]
    try:
        answer = raw(address + spelling.format(script), Accept_Encoding="gzip")
    except urllib.error.HTTPError:
        return
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "br, gzip;q=0"])
def test_a_browser_that_refuses_packed_files_gets_them_plain(
    address: str, accepted: str
) -> None:
    script = re.findall(r'src="\.(/static/js/[^"]*)"', get(f"{address}/kpi")[2])[0]
    answer = raw(address + script, Accept_Encoding=accepted)
    assert "content-encoding" not in answer.headers

"""Signing in with an account of the store, in Chromium and by hand-made requests."""

import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from email.message import Message
from http.client import HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from dxkpi import actions
from dxkpi.actions import DisableAccount
from dxkpi.store import Role
from dxkpi.web.sign_in.identify import TOKEN_COOKIE
from tests.support import running
from tests.support.accounts import granted, name_of
from tests.support.running import choose, settled
from tests.support.signed_in_house import (
    CITY,
    OPERATOR,
    PASSWORD,
    House,
    house_of,
    sign_in,
)

PAGE = f"/upload?city={CITY}&year=2025"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def house(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house_of(running.copied(filled, tmp_path_factory.mktemp("house"))) as house:
        yield house


def visitor(browser: Browser, house: House, path: str = PAGE) -> Page:
    return running.opened(browser, house.address + path)


def test_from_the_paper_to_the_page_that_was_asked_for(
    browser: Browser, house: House
) -> None:
    granted(house.store, "s0001", Role.REVIEWER, CITY)
    code = house.invite("s0001")
    page = visitor(browser, house)
    expect(page.get_by_text("サインインしてください")).to_be_visible()
    page.get_by_role("link", name="サインイン", exact=True).click()
    page.get_by_role("link", name="はじめてサインインする").click()
    page.get_by_label("招待のコード").fill(code)
    page.get_by_label("新しいパスワード", exact=True).fill(PASSWORD)
    page.get_by_label("新しいパスワード（もう一度）").fill("ちがうパスワードです")
    page.get_by_role("button", name="このパスワードにする").click()
    expect(page.get_by_role("alert")).to_contain_text("同じではありません")
    expect(page.get_by_label("招待のコード")).to_have_value(code)
    expect(page.get_by_label("新しいパスワード", exact=True)).to_be_focused()
    page.get_by_label("新しいパスワード", exact=True).fill(PASSWORD)
    page.get_by_label("新しいパスワード（もう一度）").fill(PASSWORD)
    page.get_by_role("button", name="このパスワードにする").click()
    page.reload()
    expect(page.get_by_label("サインイン名")).to_have_value("s0001")
    expect(page.get_by_label("パスワード")).to_be_focused()
    page.goto(house.address + PAGE)
    sign_in(settled(page), "s0001", "ちがうパスワードです")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="サインイン").click()
    expect(page.get_by_text(name_of("s0001"))).to_be_visible()
    assert page.url == house.address + PAGE
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()
    page.context.close()


def test_whoever_is_disabled_is_out_with_his_next_click(
    browser: Browser, house: House
) -> None:
    house.sign_up("s0002", Role.REVIEWER)
    page = visitor(browser, house)
    sign_in(page, "s0002")
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()
    actions.disable_account(house.store, DisableAccount("s0002"), OPERATOR)
    page.get_by_role("button", name="ファイルを使わずに").click()
    expect(page.get_by_text("サインインしてください")).to_be_visible()
    page.context.close()


def test_a_cookie_that_was_copied_before_signing_out_does_not_count_after(
    browser: Browser, house: House
) -> None:
    house.sign_up("s0003", Role.REVIEWER)
    page = visitor(browser, house)
    sign_in(page, "s0003")
    expect(page.get_by_test_id("stFileUploader")).to_be_visible()
    [stolen] = [c for c in page.context.cookies() if c["name"] == TOKEN_COOKIE]
    page.get_by_role("button", name="サインアウト").click()
    expect(page.get_by_text("サインインしてください")).to_be_visible()
    page.context.close()
    thief = browser.new_context(locale="ja-JP")
    thief.add_cookies(
        [{"name": TOKEN_COOKIE, "value": stolen["value"], "url": house.address}]
    )
    page = thief.new_page()
    page.goto(house.address + PAGE)
    expect(page.get_by_text("サインインしてください")).to_be_visible()
    thief.close()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


def post(
    house: House, path: str, fields: Mapping[str, str], **headers: str
) -> tuple[int, Message, str]:
    data = urllib.parse.urlencode(fields).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(house.address + path, data, named)
    opener = urllib.request.build_opener(_NoRedirect())
    try:
        answer: HTTPResponse | urllib.error.HTTPError = opener.open(request, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return answer.status or 0, answer.headers, answer.read().decode()


def test_the_cookie_is_for_the_server_alone_and_only_its_page_gets_it(
    house: House,
) -> None:
    house.sign_up("s0005", Role.VIEWER)
    typed = {"subject": "s0005", "password": PASSWORD, "next": "kpi?year=2025"}
    status, headers, _body = post(house, "/sign-in", typed)
    assert (status, headers["Location"]) == (303, "./kpi?year=2025")
    cookie = headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert post(house, "/sign-in", typed, Origin="https://evil.example")[0] == 403
    assert post(house, "/sign-in", typed, Sec_Fetch_Site="cross-site")[0] == 403
    typed["next"] = "//evil.example"
    assert post(house, "/sign-in", typed)[1]["Location"] == "./"


def test_what_was_typed_is_text_and_an_unknown_name_is_answered_like_a_wrong_password(
    house: House,
) -> None:
    house.sign_up("s0006", Role.VIEWER)
    hostile = '"><script>alert(1)</script>'
    typed = {"subject": hostile, "password": "x", "next": hostile}
    status, headers, unknown = post(house, "/sign-in", typed)
    assert status == 401
    assert "<script>" not in unknown
    assert headers["Cache-Control"] == "no-store"
    known = {"subject": "s0006", "password": "x"}
    _status, _headers, wrong = post(house, "/sign-in", known)
    alert = re.compile(r'role="alert">(.*?)<')
    assert alert.findall(unknown) == alert.findall(wrong) != []


NEW_PASSWORD = "あたらしい長いパスワード"


def signed_in_token(house: House, subject: str, password: str = PASSWORD) -> str:
    token = actions.sign_in_with_password(house.store, subject, password)
    assert isinstance(token, str)
    return token


def change_password(
    house: House, token: str, present: str, new: str, repeated: str, **headers: str
) -> tuple[int, str]:
    typed = {"password": present, "new_password": new, "repeated": repeated}
    cookie = f"{TOKEN_COOKIE}={token}"
    status, _headers, body = post(house, "/password", typed, Cookie=cookie, **headers)
    return status, body


def test_everybody_changes_his_own_password_from_the_foot_of_the_sidebar(
    browser: Browser, house: House
) -> None:
    house.sign_up("s0007", Role.VIEWER)
    elsewhere = signed_in_token(house, "s0007")
    page = visitor(browser, house)
    sign_in(page, "s0007")
    page.get_by_role("link", name="パスワードを変える").click()
    page.get_by_label("今のパスワード").fill(PASSWORD)
    page.get_by_label("新しいパスワード", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("新しいパスワード（もう一度）").fill(NEW_PASSWORD)
    page.get_by_role("button", name="パスワードを変える").click()
    expect(page.get_by_role("heading", name="パスワードを変えました")).to_be_visible()
    page.get_by_role("link", name="ダッシュボードに戻る").click()
    expect(page.get_by_text(name_of("s0007"))).to_be_visible()
    page.context.close()
    assert actions.signed_in_account(house.store, elsewhere) is None
    signed_in_token(house, "s0007", NEW_PASSWORD)


@pytest.mark.parametrize(
    ("subject", "present", "new", "repeated"),
    [
        ("s0008", "ちがうパスワードです", NEW_PASSWORD, NEW_PASSWORD),
        ("s0009", PASSWORD, NEW_PASSWORD, "ちがうパスワードです"),
        ("s0010", PASSWORD, "みじかい", "みじかい"),
    ],
)
def test_where_something_is_wrong_the_password_stays(
    house: House, subject: str, present: str, new: str, repeated: str
) -> None:
    house.sign_up(subject, Role.VIEWER)
    token = signed_in_token(house, subject)
    status, body = change_password(house, token, present, new, repeated)
    assert status == 400
    assert 'role="alert"' in body
    signed_in_token(house, subject)


def test_nobody_changes_the_password_of_another(house: House) -> None:
    house.sign_up("s0011", Role.VIEWER)
    new = (PASSWORD, NEW_PASSWORD, NEW_PASSWORD)
    token = signed_in_token(house, "s0011")
    evil = "https://evil.example"
    assert change_password(house, token, *new, Origin=evil)[0] == 403
    assert change_password(house, "unknown", *new)[0] == 400
    signed_in_token(house, "s0011")


def test_whoever_is_not_signed_in_signs_in_before_he_changes_his_password(
    browser: Browser, house: House
) -> None:
    page = browser.new_context(locale="ja-JP").new_page()
    page.goto(house.address + "/password")
    assert page.url == house.address + "/sign-in?next=password"
    page.context.close()


def test_the_invitation_is_printed_without_anybody_else(
    browser: Browser, house: House
) -> None:
    house.sign_up("s0012", Role.ADMIN)
    granted(house.store, "s0013", Role.VIEWER, CITY)
    page = visitor(browser, house)
    sign_in(page, "s0012")
    expect(page.get_by_role("button", name="サインアウト")).to_be_visible()
    page.goto(f"{house.address}/accounts?city={CITY}")
    settled(page)
    box = page.get_by_role("combobox", name="利用者").last
    choose(box, re.compile("s0013"), "s0013")
    page.get_by_role("button", name="招待する").click()
    expect(page.get_by_role("button", name="渡したので閉じる")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text("招待コード：")).to_be_visible()
    expect(page.get_by_role("table").first).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_hidden()
    page.context.close()

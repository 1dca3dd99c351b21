"""利用者と権限 on the screen: roles given and taken, invitations, lists, by whom it belongs to."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import anyio
import pytest
from starlette.requests import Request
from starlette.responses import Response
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.actions import Actor, Identification, NotPermitted, ReleaseYear
from dxkpi.settings import settings
from dxkpi.store import Account, AccountEvent, Membership, Role
from dxkpi.web.accounts.list_file import city_list, give_list
from dxkpi.web.sign_in.person import HEADER, NOBODY, USER_KEY, Person, header_text
from dxkpi.wording.language import Language
from tests.support.accounts import granted, signed_in
from tests.support.apptest import HOSTILE, Open, words
from tests.support.returned import opened
from tests.support.shipped_cities import key_of

CITY, OTHER = "999997", "472123"
ADMIN = Person("admin")
OPERATOR = Actor("operator", Identification.COMMAND_LINE)
AT_THE_PAGE = Callable[..., AppTest]


@pytest.fixture
def visit_as(visit: Open, own_store: Path) -> AT_THE_PAGE:
    """The page as somebody sees it; the city's administrator is there."""
    with opened(own_store) as store:
        granted(store, "admin", Role.ADMIN, CITY)

    def visited(person: Person = ADMIN, city: str = CITY) -> AppTest:
        at = visit("help")
        at.user = {USER_KEY: header_text(person)}
        at.query_params.update({"city": city})
        at.switch_page("../../pages/accounts.py").run()
        assert not at.exception
        return at

    return visited


def account(path: Path, subject: str) -> Account:
    with opened(path) as store:
        stored = store.account(subject)
    assert stored is not None
    return stored


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def write(at: AppTest, label: str, text: str) -> None:
    next(box for box in at.text_input if box.label == label).set_value(text)


def choose_person(at: AppTest, subject: str) -> AppTest:
    box = next(box for box in at.selectbox if box.label == "利用者")
    box.set_value(subject).run()
    assert not at.exception
    return at


def cells(at: AppTest) -> str:
    return "\n".join(str(table.value.to_csv()) for table in at.table)


def bring(at: AppTest, content: str) -> AppTest:
    [uploader] = at.file_uploader
    uploader.set_value([("list.csv", content.encode(), "text/csv")]).run()
    assert not at.exception
    return at


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.AUTHOR])
def test_who_does_not_manage_accounts_sees_nobody(
    visit_as: AT_THE_PAGE, own_store: Path, role: Role
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", role, CITY)
    for person in (Person("sato"), NOBODY):
        at = visit_as(person)
        assert [shown.value for shown in at.title] == ["利用者と権限"]
        assert len(at.info) == 1
        assert not at.table
        assert not at.button or [b.label for b in at.button] == ["サインアウト"]


def test_an_administrator_of_another_city_sees_nobody(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    with opened(own_store) as store:
        granted(store, "other", Role.ADMIN, OTHER)
        actions.release_year(store, ReleaseYear(key_of(CITY), 2025), OPERATOR)
    assert not visit_as(Person("other")).table
    assert visit_as(Person("other"), OTHER).table


def test_what_somebody_has_in_another_city_is_not_shown(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, "人事課")
        granted(store, "sato", Role.REPORTER, OTHER, "よその課")
        granted(store, "stranger", Role.REVIEWER, OTHER)
    at = choose_person(visit_as(), "sato")
    assert "人事課" in cells(at)
    assert "よその課" not in cells(at) + words(at)
    assert "stranger" not in cells(at) + words(at)
    assert "招待する" not in [button.label for button in at.button]


def test_the_filters_narrow_the_table(visit_as: AT_THE_PAGE, own_store: Path) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, "人事課")
        granted(store, "kato", Role.REPORTER, CITY, "財政課")
    at = visit_as()
    assert len(at.table[0].value) == 3
    box = next(box for box in at.selectbox if box.label == "担当課")
    box.set_value("財政課").run()
    assert len(at.table[0].value) == 1
    assert "kato" in cells(at)


def test_a_role_is_given_with_its_days(visit_as: AT_THE_PAGE, own_store: Path) -> None:
    at = visit_as()
    write(at, "サインイン名", "ｓａｔｏ")
    write(at, "氏名", "人事課 佐藤")
    box = next(box for box in at.selectbox if box.label.startswith("その人の課"))
    box.set_value("人事課")
    since, until = at.date_input
    since.set_value(date(2026, 4, 1))
    until.set_value(date(2027, 3, 31))
    press(at, "役割を付ける")
    stored = account(own_store, "sato")
    assert stored.name == "人事課 佐藤"
    assert stored.memberships == (
        Membership(Role.REPORTER, CITY, "人事課", date(2026, 4, 1), date(2027, 3, 31)),
    )
    with opened(own_store) as store:
        assert {change.who for change in store.account_changes("sato")} == {
            "admin さん"
        }
    assert {box.value for box in at.text_input if box.label == "氏名"} == {""}


def test_what_is_wrong_stands_beside_the_form_which_keeps_what_was_typed(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    at = visit_as()
    write(at, "サインイン名", "sato")
    press(at, "役割を付ける")
    assert "課" in at.error[0].value
    assert {box.value for box in at.text_input if box.label == "サインイン名"} == {
        "sato"
    }
    with opened(own_store) as store:
        assert store.account("sato") is None


def test_nobody_makes_himself_more_than_he_is(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    at = visit_as()
    write(at, "サインイン名", "admin")
    at.radio[0].set_value(Role.REVIEWER)
    press(at, "役割を付ける")
    assert at.error
    assert [m.role for m in account(own_store, "admin").memberships] == [Role.ADMIN]


def test_a_role_is_taken_away_and_the_account_stays_with_its_history(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, "人事課")
    at = press(choose_person(visit_as(), "sato"), "外す")
    assert account(own_store, "sato").memberships == ()
    assert "役割の取外し" in cells(at)


def test_the_last_administrator_stays(visit_as: AT_THE_PAGE, own_store: Path) -> None:
    at = press(choose_person(visit_as(), "admin"), "外す")
    assert at.error
    assert account(own_store, "admin").memberships


def test_an_account_is_disabled_signed_out_and_enabled(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, "人事課")
    at = choose_person(visit_as(), "sato")
    press(at, "すべてサインアウトさせる")
    assert account(own_store, "sato").signed_out_at is not None
    press(at, "停止する")
    assert account(own_store, "sato").is_disabled
    assert "招待する" not in [button.label for button in at.button]
    press(at, "停止を解く")
    assert not account(own_store, "sato").is_disabled


def test_an_invitation_is_shown_until_it_is_handed_over(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, "人事課")
    at = press(choose_person(visit_as(), "sato"), "招待する")
    [paper] = [code.value for code in at.code]
    code = next(line for line in paper.splitlines() if "コード：" in line)
    with opened(own_store) as store:
        invited = actions.invited_account(store, code.split("：")[1].strip())
        events = [change.what for change in store.account_changes("sato")]
    assert invited is not None
    assert invited.subject == "sato"
    assert events[-1] is AccountEvent.INVITED
    press(at, "渡したので閉じる")
    assert not at.code


def test_all_problems_of_a_list_are_shown_with_their_rows(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    at = bring(
        visit_as(),
        "サインイン名,氏名,役割,団体コード,所属（課）\n"
        f"sato,佐藤,報告者,{CITY},\n"
        f"kato,加藤,大臣,{CITY},\n",
    )
    assert "2行目" in cells(at)
    assert "3行目" in cells(at)
    assert "一覧を登録する" not in [button.label for button in at.button]


def test_a_list_is_stored_after_its_changes_were_shown(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, "人事課")
    at = bring(
        visit_as(),
        "サインイン名,氏名,役割,団体コード,所属（課）,終了日\n"
        f"sato,,報告者,{CITY},人事課,2027-03-31\n"
        f"admin,,管理者,{CITY},,\n"
        f"kato,加藤,取りまとめ担当,{CITY},,\n",
    )
    assert "2件の役割が変わります。" in words(at)
    with opened(own_store) as store:
        assert store.account("kato") is None
    press(at, "一覧を登録する")
    [membership] = account(own_store, "sato").memberships
    assert membership.until == date(2027, 3, 31)
    assert account(own_store, "kato").name == "加藤"


def test_a_list_for_another_city_is_refused_before_it_shows_anything(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    with opened(own_store) as store:
        granted(store, "stranger", Role.REVIEWER, OTHER)
    at = bring(
        visit_as(),
        f"サインイン名,氏名,役割,団体コード,所属（課）\nstranger,別名,取りまとめ担当,{OTHER},\n",
    )
    assert at.error
    assert "一覧を登録する" not in [button.label for button in at.button]
    assert "stranger さん" not in cells(at) + words(at)


def test_the_list_that_is_taken_out_is_of_this_city_and_asks_again(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, "人事課")
        granted(store, "sato", Role.REPORTER, OTHER, "よその課")
        granted(store, "root", Role.ADMIN, None)
        visit_as()
        content = city_list(store, CITY, signed_in("admin"), Language.JAPANESE)
        with pytest.raises(NotPermitted):
            city_list(store, CITY, signed_in("sato"), Language.JAPANESE)
    text = content.decode("utf-8-sig")
    assert "人事課" in text
    assert "よその課" not in text
    assert "root" not in text


@pytest.mark.parametrize(
    ("sign_in", "offered"),
    [
        ("accounts", ["招待する", "すべてサインアウトさせる", "停止する"]),
        ("oidc", ["すべてサインアウトさせる", "停止する"]),
        ("headers", ["停止する"]),
    ],
)
def test_only_what_means_something_is_offered_by_how_people_sign_in(
    visit_as: AT_THE_PAGE,
    own_store: Path,
    monkeypatch: pytest.MonkeyPatch,
    sign_in: str,
    offered: list[str],
) -> None:
    monkeypatch.setenv("DXKPI_SIGN_IN", sign_in)
    settings.cache_clear()
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, CITY, "人事課")
    at = choose_person(visit_as(), "sato")
    of_account = {"招待する", "すべてサインアウトさせる", "停止する"}
    assert [b.label for b in at.button if b.label in of_account] == offered


@pytest.mark.parametrize(
    ("role", "city", "status"),
    [
        (Role.ADMIN, CITY, 200),
        (Role.ADMIN, OTHER, 403),
        (Role.REVIEWER, CITY, 403),
        (Role.AUTHOR, CITY, 403),
        (Role.REPORTER, CITY, 403),
        (Role.VIEWER, CITY, 403),
    ],
)
def test_the_address_of_the_list_asks_at_every_call(
    own_store: Path, role: Role, city: str, status: int
) -> None:
    with opened(own_store) as store:
        granted(store, "sato", role, city, "人事課")
        granted(store, "kato", Role.REPORTER, CITY, "財政課")
    answer = ask_list(Person("sato"))
    assert answer.status_code == status
    assert ("財政課" in bytes(answer.body).decode()) is (status == 200)
    assert ask_list(NOBODY).status_code == 403


def ask_list(person: Person) -> Response:
    scope = {
        "type": "http",
        "method": "GET",
        "query_string": b"lang=ja",
        "headers": [(HEADER, header_text(person).encode())],
        "path_params": {"city": CITY},
    }
    return anyio.run(give_list, Request(scope))


def test_what_people_are_called_is_no_markup(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    at = visit_as()
    write(at, "サインイン名", "sato")
    write(at, "氏名", HOSTILE[:70])
    at.radio[0].set_value(Role.REVIEWER)
    press(at, "役割を付ける")
    choose_person(at, "sato")
    assert account(own_store, "sato").name.startswith("<img")
    for text in (cells(at), words(at)):
        assert not re.search(r"(?<!\\)<img", text)
        assert "**太字" not in text


def test_in_a_house_without_sign_in_accounts_can_be_made_beforehand(
    visit_as: AT_THE_PAGE, own_store: Path
) -> None:
    at = visit_as(Person(is_local=True))
    assert "DXKPI_SIGN_IN" in at.info[0].value.replace("\\", "")
    write(at, "お名前（課と氏名）", "総務課 田中")
    write(at, "サインイン名", "kato")
    write(at, "氏名", "加藤")
    at.radio[0].set_value(Role.VIEWER)
    press(at, "役割を付ける")
    assert account(own_store, "kato").name == "加藤"


@pytest.mark.parametrize("locale", ["ja-JP", "en-US"])
def test_the_page_is_shown_in_both_languages(
    visit: Open, own_store: Path, locale: str
) -> None:
    with opened(own_store) as store:
        granted(store, "test@example.com", Role.ADMIN, CITY)
    at = visit("accounts", city=CITY, locale=locale)
    assert not at.exception
    assert len(at.title) == 1
    assert at.table[0].value.shape == (1, 3)

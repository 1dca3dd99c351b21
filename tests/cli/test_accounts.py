"""Accounts on the command line."""

import re
from pathlib import Path

import pytest

from dxkpi import actions
from dxkpi.actions import SignInRefused
from dxkpi.settings import settings
from dxkpi.store import Membership, Role, Store
from tests.support.commands import run

CITY = "472123"
SATO = ("grant", "sato", "--name", "佐藤 花子", "--role", "admin", "--city", CITY)

pytestmark = pytest.mark.usefixtures("empty_store")


def roles(path: Path, subject: str) -> tuple[Membership, ...]:
    store = Store(f"sqlite:///{path}")
    store.migrate()
    account = store.account(subject)
    store.close()
    return () if account is None else account.memberships


def test_the_first_administrator_is_made_before_any_plan(empty_store: Path) -> None:
    granted = run(*SATO)
    assert granted.exit_code == 0, granted.stderr
    assert roles(empty_store, "sato") == (Membership(Role.ADMIN, CITY),)
    listed = run("accounts").stdout
    assert "sato" in listed
    assert "佐藤 花子" in listed
    assert f"administrator ({CITY})" in listed
    assert "Nothing changed" in run(*SATO).stderr


def test_a_role_is_taken_away_again(empty_store: Path) -> None:
    run(*SATO)
    reporter = ("sato", "--role", "報告者", "--city", CITY, "--department", "総務課")
    assert run("grant", *reporter, "--until", "R9.3").exit_code == 0
    assert len(roles(empty_store, "sato")) == 2
    assert run("revoke", *reporter).exit_code == 0
    assert roles(empty_store, "sato") == (Membership(Role.ADMIN, CITY),)
    again = run("revoke", *reporter)
    assert again.exit_code == 1
    assert "does not have this role" in again.stderr


def test_what_was_done_to_an_account_is_told(empty_store: Path) -> None:
    run(*SATO)
    run("grant", "sato", "--role", "viewer", "--every-city", "--until", "R9.3")
    run("invite", "sato")
    told = run("accounts", "history", "sato").stdout
    for words in (
        "account made",
        f"administrator ({CITY})",
        "31 March 2027",
        "invited",
    ):
        assert words in told
    assert run("accounts", "history", "nobody").exit_code == 1


def test_the_last_administrator_stays(empty_store: Path) -> None:
    run(*SATO)
    for command in (
        ("disable", "sato"),
        ("revoke", "sato", "--role", "admin", "--city", CITY),
    ):
        refused = run(*command)
        assert refused.exit_code == 1
        assert "Nobody would be left" in refused.stderr
    assert roles(empty_store, "sato") == (Membership(Role.ADMIN, CITY),)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--role", "king", "--city", CITY), "“king” is no role"),
        (("--role", "visitor", "--city", CITY), "Everybody is a visitor"),
        (("--role", "viewer"), "--every-city"),
        (("--role", "viewer", "--city", CITY, "--every-city"), "--every-city"),
        (("--role", "viewer", "--city", "472124"), "municipal code"),
        (("--role", "reporter", "--city", CITY), "A reporter belongs to a department"),
        (("--role", "viewer", "--city", CITY, "--until", "soon"), "“soon” is no day"),
    ],
)
def test_what_makes_no_sense_is_refused(
    empty_store: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    refused = run("grant", "sato", "--name", "佐藤", *arguments)
    assert refused.exit_code == 2
    assert sentence in refused.stderr
    assert roles(empty_store, "sato") == ()


def test_an_account_is_disabled_and_enabled(empty_store: Path) -> None:
    run(*SATO)
    run("grant", "suzuki", "--name", "鈴木", "--role", "viewer", "--every-city")
    assert run("disable", "suzuki").exit_code == 0
    assert "disabled" in run("accounts", "--city", CITY).stdout
    assert run("enable", "suzuki").exit_code == 0
    assert "disabled" not in run("accounts").stdout
    assert run("disable", "nobody").exit_code == 1


def test_an_invitation_is_a_paper_with_a_code_that_counts_once(
    empty_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DXKPI_PUBLIC_URL", "https://kpi.example.lg.jp")
    settings.cache_clear()
    run(*SATO)
    paper = run("invite", "sato").stdout
    assert "佐藤 花子" in paper
    assert "https://kpi.example.lg.jp" in paper
    [code] = re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", paper)
    store = Store(f"sqlite:///{empty_store}")
    password = "correct horse battery"
    accepted = actions.accept_invitation(store, code, password)
    assert not isinstance(accepted, SignInRefused)
    token = actions.sign_in_with_password(store, "sato", password)
    assert isinstance(token, str)
    store.close()
    unknown = run("invite", "nobody")
    assert unknown.exit_code == 1
    assert "There is no account of nobody" in unknown.stderr


def test_a_list_goes_out_and_comes_in_as_it_was(
    empty_store: Path, tmp_path: Path
) -> None:
    run(*SATO)
    run("grant", "suzuki", "--name", "鈴木", "--role", "viewer", "--every-city")
    file = tmp_path / "accounts.csv"
    assert run("accounts", "--csv", file).exit_code == 0
    assert "Nothing changed" in run("accounts", "load", file).stderr
    text = file.read_text("utf-8-sig")
    file.write_text(text + f"kato,加藤,reporter,{CITY},総務課,,\n", "utf-8")
    loaded = run("accounts", "load", file)
    assert loaded.exit_code == 0, loaded.stderr
    assert roles(empty_store, "kato") == (Membership(Role.REPORTER, CITY, "総務課"),)
    assert run("accounts", "--csv", file).exit_code == 2  # nobody's file is lost
    assert run("accounts", "--csv", tmp_path / "accounts.xlsx").exit_code == 2


def test_a_list_with_mistakes_is_refused_with_all_of_them(
    empty_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "accounts.csv"
    rows = ["subject,name,role,city", f"a,A,viewer,{CITY}", "b,B,king,1", "c,,viewer,"]
    file.write_text("\n".join(rows), "utf-8")
    refused = run("accounts", "load", file)
    assert refused.exit_code == 1
    roles_to_choose = "viewer, reporter, reviewer, plan author, administrator"
    assert refused.stderr.splitlines() == [
        f"Row 3: “king” is no role. Write one of: {roles_to_choose}.",
        "Row 4: Write the city's code, or “every city”.",
        "Nothing was stored.",
    ]
    assert roles(empty_store, "a") == ()


@pytest.mark.usefixtures("loaded")
def test_a_department_that_nothing_is_asked_of_is_told(empty_store: Path) -> None:
    granted = run(
        *("grant", "kato", "--name", "加藤", "--role", "reporter"),
        *("--city", CITY, "--department", "どこにもない課"),
    )
    assert granted.exit_code == 0
    assert "どこにもない課" in granted.stderr

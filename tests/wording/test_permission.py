"""Roles and rights in words, and what is said to whom may not do something."""

import pytest

from dxkpi.actions import Refusal, Right
from dxkpi.actions.rights import roles_with
from dxkpi.store import Role
from dxkpi.wording.language import Language
from dxkpi.wording.permission import refusal_text, right_text, role_summary, role_text

ALONE = (Refusal.SWITCHED_OFF, Refusal.NAMELESS)


@pytest.mark.parametrize("language", Language)
def test_every_role_and_right_has_words_of_its_own(language: Language) -> None:
    roles = {role_text(role, language) for role in Role}
    rights = {right_text(right, language) for right in Right}
    assert len(roles) == len(Role)
    assert len(rights) == len(Right)


def test_whoever_gives_a_role_reads_who_releases() -> None:
    japanese = {role: role_summary(role, Language.JAPANESE) for role in Role}
    releasing = {role for role, summary in japanese.items() if "年度の公表" in summary}
    assert releasing == roles_with(Right.RELEASE)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("refusal", Refusal)
def test_a_refusal_says_whom_to_ask_where_somebody_can_help(
    refusal: Refusal, language: Language
) -> None:
    sentence = refusal_text(refusal, language, Right.DECIDE, ("総務課 田中",))
    names_somebody = refusal not in (*ALONE, Refusal.SIGN_IN_FIRST)
    assert ("総務課 田中" in sentence) == names_somebody


def test_a_refusal_names_the_right_that_is_missing() -> None:
    assert refusal_text(
        Refusal.NO_RIGHT, Language.ENGLISH, Right.DECIDE, ("Tanaka", "Sato")
    ) == (
        "Your account does not have the right for this. It takes the right: record "
        "decisions. Please ask Tanaka, Sato."
    )


def test_where_nobody_manages_accounts_the_administrator_is_named() -> None:
    assert refusal_text(Refusal.NO_ACCOUNT, Language.JAPANESE, Right.REPORT) == (
        "あなたのアカウントは、まだ登録されていません。必要な権限は「実績の登録」です。"
        "管理者にお問い合わせください。"
    )

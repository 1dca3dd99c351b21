"""What is said about accounts and signing in."""

from datetime import UTC, datetime, timedelta

import pytest

from dxkpi.actions import GrantFault, SignInRefusal
from dxkpi.store import AccountEvent
from dxkpi.wording.accounts import account_event_text, grant_fault_text
from dxkpi.wording.language import Language
from dxkpi.wording.sign_in import sign_in_refusal_text

UNTIL = datetime(2026, 11, 21, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize("language", Language)
def test_every_fault_and_refusal_has_a_sentence_of_its_own(language: Language) -> None:
    faults = {grant_fault_text(fault, language) for fault in GrantFault}
    refusals = {
        sign_in_refusal_text(refusal, language, UNTIL) for refusal in SignInRefusal
    }
    events = {account_event_text(event, language) for event in AccountEvent}
    assert len(events) == len(AccountEvent)
    assert len(faults) == len(GrantFault)
    assert len(refusals) == len(SignInRefusal)


def test_whoever_is_locked_out_is_told_until_when_and_never_too_early() -> None:
    sentence = sign_in_refusal_text(SignInRefusal.LOCKED, Language.JAPANESE, UNTIL)
    assert "令和8年11月21日 12時05分以降" in sentence
    later = UNTIL + timedelta(seconds=1)
    sentence = sign_in_refusal_text(SignInRefusal.LOCKED, Language.JAPANESE, later)
    assert "令和8年11月21日 12時06分以降" in sentence

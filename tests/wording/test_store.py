"""What the store says, in words."""

from datetime import UTC, datetime
from typing import Any

import pytest

from dxkpi.actions import Refusal
from dxkpi.returns.status import SURVEYED
from dxkpi.store import TYPED, StoreError, StoreFault
from dxkpi.wording.language import Language
from dxkpi.wording.permission import refusal_text
from dxkpi.wording.store import source_text, store_error_text

FACTS: dict[str, Any] = {
    "number": 3,
    "when": datetime(2026, 5, 20, 1, 15, tzinfo=UTC),
    "who": "田中",
    "store": "9999",
    "code": "0004",
    "file": "backup.sqlite3",
    "year": "令和7年度",
    "subject": "sato",
    "plans": "999997/dx",
}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("fault", StoreFault)
def test_every_fault_has_a_sentence_of_one_line(
    fault: StoreFault, language: Language
) -> None:
    sentence = store_error_text(StoreError(fault, **FACTS), language)
    assert sentence
    assert "\n" not in sentence
    assert "{" not in sentence


@pytest.mark.parametrize(
    ("fault", "facts", "sentence"),
    [
        (
            StoreFault.NOT_SET_UP,
            {},
            "The store is not set up yet. Run: dxkpi migrate",
        ),
        (
            StoreFault.NEWER_LEVEL,
            {"store": "9999", "code": "0004"},
            "The store is newer (9999) than this program (0004). Install the newer version.",
        ),
        (
            StoreFault.ALREADY_WITHDRAWN,
            {"number": 3, "when": FACTS["when"], "who": "田中"},
            "Receipt 3 was withdrawn already, on 20 May 2026, 10:15 by 田中.",
        ),
        (
            StoreFault.UNKNOWN_RETURN,
            {"number": 99},
            "There is no return with the receipt number 99.",
        ),
    ],
)
def test_the_facts_of_a_fault_are_in_its_sentence(
    fault: StoreFault, facts: dict[str, Any], sentence: str
) -> None:
    assert store_error_text(StoreError(fault, **facts), Language.ENGLISH) == sentence


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_has_a_sentence(refusal: Refusal, language: Language) -> None:
    assert refusal_text(refusal, language)


def test_a_source_without_a_file_is_shown_in_the_readers_language() -> None:
    assert source_text(TYPED, Language.ENGLISH) == TYPED
    assert source_text(SURVEYED, Language.ENGLISH) == SURVEYED
    assert source_text(TYPED, Language.JAPANESE) != TYPED
    assert source_text(SURVEYED, Language.JAPANESE) != SURVEYED
    assert source_text("様式.xlsx", Language.JAPANESE) == "様式.xlsx"

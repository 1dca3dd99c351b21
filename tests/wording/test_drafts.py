"""Drafts in words: every fault has its sentence, every change its place, old and new."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from dxkpi.actions import DraftFault
from dxkpi.plan import Plan
from dxkpi.plan.document_changes import ABSENT, ORDER, DocumentChange
from dxkpi.wording.drafts import (
    changed_by_text,
    conflict_text,
    draft_changes_told,
    draft_fault_text,
)
from dxkpi.wording.language import Language

K01 = ("indicators", "K01")


@pytest.mark.parametrize("language", Language)
def test_each_fault_has_a_sentence_of_its_own(language: Language) -> None:
    sentences = {draft_fault_text(fault, language) for fault in DraftFault}
    assert len(sentences) == len(DraftFault)


@pytest.mark.parametrize(
    ("location", "old", "new", "told"),
    [
        (
            (*K01, "target", "value"),
            Decimal("60.0"),
            Decimal(65),
            ("K01 オンライン申請の利用率 / 目標値 / 値", "60.0", "65"),
        ),
        (
            (*K01, "actuals", "2025", "value"),
            Decimal("42.0"),
            Decimal("43.5"),
            ("K01 オンライン申請の利用率 / 実績値 / 令和7年度 / 値", "42.0", "43.5"),
        ),
        (
            ("indicators", "K99"),
            ABSENT,
            {"code": "K99", "name": "新しい指標"},
            ("指標 / K99 / 名称", "－", "新しい指標"),
        ),
        (
            ("policies", "1", "measures", "1-1", "schedule", "導入", "end"),
            2025,
            2026,
            ("施策 / 1-1 / 工程 / 導入 / 終わり", "2025", "2026"),
        ),
        (("plan", "title"), "計画", ABSENT, ("計画 / 名称", "計画", "－")),
        (
            ("indicators", ORDER),
            ["K01", "K02"],
            ["K02", "K01"],
            ("計画 / 指標", "K01, K02", "K02, K01"),
        ),
    ],
)
def test_a_change_says_where_and_what(
    sample_plan: Plan,
    location: tuple[str, ...],
    old: Any,
    new: Any,
    told: tuple[str, str, str],
) -> None:
    change = DocumentChange(location, old, new)
    [fact] = draft_changes_told([change], sample_plan, Language.JAPANESE)
    assert (fact.place, fact.before, fact.after) == told


def test_an_order_that_only_follows_what_was_added_is_not_told(
    sample_plan: Plan,
) -> None:
    order = DocumentChange(("indicators", ORDER), ["K01"], ["K01", "K02"])
    assert draft_changes_told([order], sample_plan, Language.JAPANESE) == ()


def test_an_object_is_told_field_by_field(sample_plan: Plan) -> None:
    baseline = {"fiscal_year": 2024, "value": Decimal(10)}
    change = DocumentChange((*K01, "baseline"), None, baseline)
    facts = draft_changes_told([change], sample_plan, Language.JAPANESE)
    assert [fact.after for fact in facts] == ["2024", "10"]


def test_whoever_was_later_reads_who_changed_what(sample_plan: Plan) -> None:
    theirs = DocumentChange((*K01, "target", "value"), Decimal(60), Decimal(65))
    mine = DocumentChange((*K01, "target", "value"), Decimal(60), Decimal(70))
    at = datetime(2026, 11, 30, 1, 5, tzinfo=UTC)
    text = changed_by_text(theirs, "企画課 鈴木", at, sample_plan, Language.JAPANESE)
    assert "企画課 鈴木が「K01 オンライン申請の利用率 / 目標値 / 値」" in text
    assert "10時05分" in text
    assert text.endswith("60 → 65")
    both = conflict_text(mine, theirs, sample_plan, Language.JAPANESE)
    assert both.index("60 → 70") < both.index("60 → 65")

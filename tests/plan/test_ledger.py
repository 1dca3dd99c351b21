"""The target ledger: what was promised before, and what changes a promise."""

from decimal import Decimal
from typing import Any

import pytest

from dxkpi.plan import Baseline, Direction, Indicator, document, document_writing
from dxkpi.plan.document_problem import ProblemCode
from dxkpi.plan.ledger import before_change, merged_ledger, replaced_promise
from dxkpi.plan.ledger import tells_of_change as tells
from tests.support.indicators import baseline, indicator, target
from tests.support.plan_documents import PLAN, changed_plan, problems_of

EARLIER = "{{direction: lower, decided: {}, reason: 改正}}"
STARTED: dict[str, Any] = {"baseline": baseline(60)}


def promising(value: object, *formers: dict[str, Any], **fields: Any) -> Indicator:
    fields = {**STARTED, "target": target("reach", value), **fields}
    return indicator(former_targets=formers, **fields)


def former(value: object, **why: object) -> dict[str, Any]:
    return {"target": target("reach", value), **(why or {"correction": "転記誤り"})}


def revised(value: object, **more: object) -> dict[str, Any]:
    return former(value, decided="2025-03-18", reason="制度改正", **more)


def with_ledger(entries: str) -> str:
    return changed_plan(
        "    actuals:\n", f"    former_targets: {entries}\n    actuals:\n"
    )


def test_a_document_with_a_ledger_comes_back_as_it_was() -> None:
    text = with_ledger(
        "[{target: {rule: 達成, value: 78.0, fiscal_year: R12}, decided: 令和8年6月1日, "
        "by: 本部会議, reason: 制度改正, judged_from: R9}, "
        "{baseline: {fiscal_year: R7, value: 66.4}, correction: 転記誤り}]"
    )
    plan = document.parse_plan(text)
    [first, second] = plan.indicators[0].former_targets
    assert (first.decided, first.by, first.judged_from) == (
        "2026-06-01",
        "本部会議",
        2027,
    )
    assert first.target is not None
    assert first.target.value == Decimal("78.0")
    assert not second.is_revision
    assert document.parse_plan(document_writing.plan_as_yaml(plan)) == plan
    assert document.parse_plan(document_writing.plan_as_json(plan)) == plan


def test_a_document_without_a_ledger_does_not_name_it() -> None:
    assert "former_targets" not in document_writing.plan_as_yaml(
        document.parse_plan(PLAN)
    )


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ("[{decided: 2025-03-18, reason: 改正}]", ProblemCode.FORMER_NOTHING),
        ("[{baseline: {fiscal_year: 2025, value: 1}}]", ProblemCode.FORMER_WHY),
        (
            "[{baseline: {fiscal_year: 2025, value: 1}, decided: 2025-03}]",
            ProblemCode.FORMER_WHY,
        ),
        (
            "[{direction: lower, correction: 誤り, decided: 2025-03-18}]",
            ProblemCode.FORMER_BOTH,
        ),
        (
            f"[{EARLIER.format('2025-04')}, {EARLIER.format('2025-03-18')}]",
            ProblemCode.FORMER_ORDER,
        ),
    ],
)
def test_an_entry_that_says_too_little_or_too_much_is_refused(
    entries: str, code: ProblemCode
) -> None:
    assert [found for _line, found in problems_of(with_ledger(entries))] == [code]


def test_a_former_total_takes_the_years_of_the_plan() -> None:
    text = with_ledger(
        "[{target: {rule: total, value: 500}, correction: 誤り}]"
    ).replace(
        "first_fiscal_year: 2026", "first_fiscal_year: 2026\n  last_fiscal_year: 2030"
    )
    [entry] = document.parse_plan(text).indicators[0].former_targets
    assert entry.target is not None
    assert (entry.target.since, entry.target.fiscal_year) == (2026, 2030)


def test_a_revision_in_the_same_month_may_name_its_day() -> None:
    promising(70, revised(75), former(72, decided="2025-03", reason="再改定"))


@pytest.mark.parametrize(
    ("after", "names"),
    [
        (promising("70.0"), ["target"]),
        (promising(75, baseline=baseline(61)), ["baseline"]),
        (promising(75, baseline=None), ["baseline"]),
        (promising(75, target=None), ["target"]),
        (promising(75, target=target("keep", 75)), ["target"]),
        (promising(75, target=target("reach", 75, 2031)), ["target"]),
        (promising(75, target=target("reach", 75, yearly={2027: 65})), ["target"]),
        (promising("75.0"), []),
        (promising(75, target=target("reach", 75, comparator=">=")), []),
        (promising(75, target=target("reach", 75, as_of="2031-03")), []),
        (promising(75, baseline=baseline("60.0")), []),
    ],
)
def test_only_what_judges_changes_a_promise(after: Indicator, names: list[str]) -> None:
    assert list(replaced_promise(promising(75), after)) == names


def test_what_was_left_open_may_be_filled_in() -> None:
    without_target = indicator(**STARTED)
    without_baseline = promising(75, baseline=None)
    assert replaced_promise(without_target, promising(75)) == {}
    assert replaced_promise(without_baseline, promising(75)) == {}


def test_the_other_direction_is_another_promise() -> None:
    rising = indicator(target=target("improve"))
    falling = indicator(target=target("improve"), direction="lower")
    assert replaced_promise(rising, falling)["direction"] is Direction.HIGHER


def test_an_entry_leaves_alone_what_it_does_not_state() -> None:
    now = promising(70, {"baseline": baseline(61), "correction": "誤り"})
    before = before_change(now, now.former_targets[0])
    assert before.target == now.target
    assert before.baseline == Baseline(fiscal_year=2025, value=Decimal(61))


def test_a_document_tells_of_a_change_by_an_entry_that_is_new() -> None:
    stored = promising(75)
    assert tells(stored, promising(70, revised(75)))
    assert tells(stored, promising(70, revised(75), revised(72)))
    assert not tells(stored, promising(70))
    assert not tells(stored, promising(70, revised(78)))


def test_an_entry_that_was_there_before_tells_of_no_further_change() -> None:
    """Else an exported plan, whose target once was the present one, could be changed
    back without a word.
    """
    stored = promising(75, revised(75), revised(70))
    assert not tells(stored, promising(70, revised(75), revised(70)))
    assert tells(stored, promising(70, revised(75), revised(70), revised(75)))


def test_what_was_promised_once_is_never_forgotten() -> None:
    stored = promising(70, revised(78), revised(75))
    assert merged_ledger(stored, promising(70)) == stored.former_targets
    first, second = stored.former_targets
    reworded = promising(70, former(75, correction="転記誤り"))
    assert merged_ledger(stored, reworded) == (first, *reworded.former_targets)
    earlier = promising(70, revised(80), revised(78), revised(75))
    assert merged_ledger(stored, earlier) == earlier.former_targets
    assert second in earlier.former_targets

"""Decisions of the headquarters, as a document has them."""

import pytest
from pydantic import ValidationError

from dxkpi.plan import Plan, changes_between, document_writing
from dxkpi.plan.decision import LONGEST_DECISION, is_earlier
from dxkpi.plan.document import parse_plan
from dxkpi.plan.document_problem import ProblemCode
from tests.support.decided import GUIDE, TRAIN
from tests.support.plan_documents import PLAN, problems_of

WRITTEN = """\
decisions:
  - {number: 1, fiscal_year: R7, decided: 令和8年5月27日, text: 窓口で電子申請を案内する,
     indicator: K01, department: 市民課, until: R8.12, state: これから}
  - {number: 2, fiscal_year: R7, decided: 2026-05, text: 全課で操作研修を行う,
     state: 済み, outcome: 9月に全課で行った}
"""


def decided_plan() -> Plan:
    return parse_plan(PLAN + WRITTEN)


def test_a_document_says_what_was_decided_and_how_far_it_is() -> None:
    assert decided_plan().decisions == (GUIDE, TRAIN)


def test_what_is_written_is_read_again() -> None:
    plan = decided_plan()
    assert parse_plan(document_writing.plan_as_yaml(plan)) == plan
    assert parse_plan(document_writing.plan_as_json(plan)) == plan


def test_a_document_without_decisions_does_not_name_them() -> None:
    assert "decisions" not in document_writing.plan_as_yaml(parse_plan(PLAN))


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("indicator: K01", "indicator: K99", ProblemCode.NO_SUCH_INDICATOR),
        ("indicator: K01", "measure: 9-9", ProblemCode.NO_SUCH_MEASURE),
        (
            "indicator: K01",
            'measure: "1-1", initiative: "9"',
            ProblemCode.NO_SUCH_INITIATIVE,
        ),
        (
            "indicator: K01",
            'indicator: K01, measure: "1-1"',
            ProblemCode.DECISION_SUBJECTS,
        ),
        ("indicator: K01", 'initiative: "1"', ProblemCode.DECISION_INITIATIVE),
        ("until: R8.12", "until: R8.4", ProblemCode.DECISION_UNTIL),
        ("number: 2", "number: 1", ProblemCode.DECISION_TWICE),
        ("9月に全課で行った", "長" * 301, ProblemCode.TEXT_TOO_LONG),
        ("state: これから", "state: まあまあ", ProblemCode.ENUM),
    ],
)
def test_what_makes_no_sense_is_reported(old: str, new: str, code: ProblemCode) -> None:
    assert [found for _, found in problems_of(PLAN + WRITTEN.replace(old, new))] == [
        code
    ]


@pytest.mark.parametrize(
    "about", ["indicator: K01", 'measure: "1-1"', 'measure: "1-1", initiative: "1"']
)
def test_a_decision_is_about_anything_of_the_plan(about: str) -> None:
    text = PLAN + WRITTEN.replace("indicator: K01", about)
    assert len(parse_plan(text).decisions) == 2


def test_a_plan_that_lacks_a_decision_of_the_other_loses_it() -> None:
    with_decisions, without = decided_plan(), parse_plan(PLAN)
    assert [
        (change.path, change.loses_actual)
        for change in changes_between(with_decisions, without)
    ] == [(("decision", "1"), True), (("decision", "2"), True)]
    assert not any(
        change.loses_actual for change in changes_between(without, with_decisions)
    )


@pytest.mark.parametrize(
    "fields",
    [{"text": "長" * (LONGEST_DECISION + 1)}, {"text": " "}, {"until": "12月"}],
)
def test_a_changed_decision_is_checked_like_a_new_one(fields: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        GUIDE.changed(**fields)


@pytest.mark.parametrize(
    ("day", "other", "expected"),
    [
        ("2026-05", "2026-05-20", False),
        ("2026-05-20", "2026-05", False),
        ("2026-04-30", "2026-05", True),
        ("2026-05-19", "2026-05-20", True),
        ("2026-05-20", "2026-05-20", False),
    ],
)
def test_days_are_compared_as_far_as_both_are_known(
    day: str, other: str, expected: bool
) -> None:
    assert is_earlier(day, other) is expected

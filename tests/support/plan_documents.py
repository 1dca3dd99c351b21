"""A small plan document, changes to it, and what is wrong in a text."""

import pytest

from dxkpi.plan import document
from dxkpi.plan.document_problem import ProblemCode, UnreadablePlan

PLAN = """\
municipality: {code: "472123", prefecture: 沖縄県, name: 豊見城市}
plan:
  title: 豊見城市DX推進計画
  first_fiscal_year: 2026
policies:
  - number: "1"
    name: 市民サービス
    measures:
      - number: "1-1"
        name: オンライン化
        departments: [総務課]
        initiatives:
          - {number: "1", name: 手続}
        schedule:
          - {kind: bar, label: 手続, initiative: "1", start: 2026, end: 2030}
indicators:
  - code: K01
    name: 利用率
    measure: "1-1"
    policy: "1"
    decimals: 1
    baseline: {fiscal_year: 2025, as_of: "2026-03", value: 64.4}
    target: {rule: reach, value: 75.0, fiscal_year: 2030, yearly: {2027: 66.5}}
    actuals:
      - {fiscal_year: 2026, value: 66.0}
    references:
      - {series: 全国, fiscal_year: 2026, value: 70.1}
"""


def problems_of(text: str) -> list[tuple[int, ProblemCode]]:
    """The lines and codes of everything that is wrong in a text."""
    with pytest.raises(UnreadablePlan) as error:
        document.parse_plan(text, "plan.yaml")
    return [(problem.line, problem.code) for problem in error.value.problems]


def changed_plan(old: str, new: str) -> str:
    assert PLAN.count(old) == 1, old
    return PLAN.replace(old, new)


SURVEY = "question: 進んだか, tally: {はい: 66, いいえ: 34}, counted: [はい], excluded: {わからない: 5}, asked: 300"


def with_survey(survey: str) -> str:
    return changed_plan(
        "{fiscal_year: 2026, value: 66.0}",
        "{fiscal_year: 2026, value: 66.0, survey: {" + survey + "}}",
    )


PIECES = [
    "\n",
    "\r",
    "\r\n",
    "\u2028",
    "\u2029",
    "\x85",
    " ",
    "  ",
    "\u3000",
    "\t",
    "-",
    "- ",
    ": ",
    ":",
    "#",
    " #",
    "'",
    '"',
    "|",
    ">",
    "%",
    "@",
    "`",
    "&a",
    "*a",
    "!",
    "!!str ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    "? ",
    "<<",
    "=",
    "---",
    "...",
    "\n---\n",
    "null",
    "~",
    "true",
    "no",
    "1",
    "1.0",
    "1e5",
    "0x1f",
    "0o7",
    "_",
    "2026-03",
    "2026-03-31",
    "12:30:45",
    ".nan",
    "𠮷",
    "髙",
    "😊",
    "👨‍👩‍👧",
    "葛󠄀",
    "<b>太字</b>",
    "&amp;",
    "**太字**",
    "_x_",
    "[手順書](http://example.jp)",
    "$2",
    "\\",
    "\\n",
    "\\u0041",
    "\ufeff",
    "\x07",
    "\x1b",
    "\x7f",
    "\ufffe",
    "\uffff",
    "=SUM(A1)",
    "+",
    "@x",
    "①",
    "ｱ",
    "é",
]

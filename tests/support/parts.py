"""A plan with an indicator that consists of parts."""

from collections.abc import Mapping
from typing import Any

from dxkpi.plan import Indicator, Plan, document

CODE, MEN, WOMEN = "K30", "K30a", "K30b"

TEXT = """\
municipality: {code: "472123", prefecture: 沖縄県, name: 豊見城市}
plan: {title: 計画, first_fiscal_year: R8, last_fiscal_year: R12}
policies:
  - number: 1
    name: 方針
    measures:
      - {number: 1-1, name: 健康づくり, departments: [健康課]}
indicators:
  - code: K30
    name: 健康寿命
    measure: 1-1
    official: true
    unit: 年
    decimals: 1
    parts:
      - code: K30a
        name: 男
        baseline: {fiscal_year: R7, value: 79.5年}
        target: {rule: 達成, value: 81.5, fiscal_year: R12}
        actuals:
          - {fiscal_year: R8, value: 80.0}
      - code: K30b
        name: 女
        departments: [女性活躍課]
        baseline: {fiscal_year: R7, value: 84.0}
        target: {rule: 達成, value: 86.0, fiscal_year: R12}
        actuals:
          - {fiscal_year: R8, value: 84.1}
  - code: K31
    name: 検診の受診者数
    measure: 1-1
    unit: 人
    aggregation: 年間
    baseline: {fiscal_year: R7, value: 500}
    target: {rule: 達成, value: 600, fiscal_year: R12}
    actuals:
      - {fiscal_year: R8, value: 530}
"""
"""In R8 男 is ahead of its path (0.5 of 0.4), 女 far behind (0.1 of 0.4)."""


def plan_of_parts(changes: Mapping[str, str] | None = None) -> Plan:
    """The plan, with these pieces of its text replaced."""
    text = TEXT
    for old, new in (changes or {}).items():
        assert old in text
        text = text.replace(old, new, 1)
    return document.parse_plan(text)


def indicator_of_parts(*parts: dict[str, Any], **more: Any) -> Indicator:
    """An indicator of these parts, each given by its own fields."""
    named = [
        {"code": f"K1{n}", "name": f"部{n}"} | part for n, part in enumerate(parts)
    ]
    fields = {"code": "K1", "name": "指標", "parts": named} | more
    return Indicator.model_validate(fields)

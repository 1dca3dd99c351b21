"""Synthetic cities: as many plans of a real size as a measurement wants, always the same."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from dxkpi.plan import About, Actual, Baseline, Indicator, Measure, Municipality, Plan, Policy, Target, TargetRule
from dxkpi.plan.values import municipal_check_digit

FIRST_YEAR = 2020


def plans(number: int, indicators: int = 40, years: int = 10) -> Iterator[Plan]:
    """This many plans, each with this many indicators and a figure for each year."""
    random = Random(20)
    for n in range(number):
        first_five = f"{10_000 + n:05}"
        code = f"{first_five}{municipal_check_digit(first_five)}"
        policies = tuple(_policy(p) for p in range(1, 5))
        measures = [(measure.number, policy.number) for policy in policies for measure in policy.measures]
        yield Plan(
            municipality=Municipality(code=code, prefecture="試験県", name=f"第{n}市", fictional=True),
            about=About(title=f"第{n}市DX推進計画", first_fiscal_year=FIRST_YEAR, last_fiscal_year=FIRST_YEAR + years),
            policies=policies,
            indicators=tuple(
                _indicator(i, *measures[i % len(measures)], random, years) for i in range(1, indicators + 1)
            ),
        )


def _policy(number: int) -> Policy:
    measures = tuple(
        Measure(number=f"{number}-{m}", name=f"施策{number}-{m}", departments=("試験課",)) for m in range(1, 6)
    )
    return Policy(number=str(number), name=f"基本方針{number}", measures=measures)


def _indicator(number: int, measure: str, policy: str, random: Random, years: int) -> Indicator:
    start = Decimal(random.randrange(100, 500)) / 10
    figures = (start + Decimal(random.randrange(0, 40)) / 10 * n for n in range(1, years + 1))
    return Indicator(
        code=f"K{number:02}", name=f"試験の指標{number}", measure=measure, policy=policy, official=True, unit="%",
        decimals=1, baseline=Baseline(fiscal_year=FIRST_YEAR, value=start),
        target=Target(rule=TargetRule.REACH, value=start + 30, fiscal_year=FIRST_YEAR + years),
        actuals=tuple(Actual(fiscal_year=FIRST_YEAR + n, value=value) for n, value in enumerate(figures, 1)),
    )  # fmt: skip

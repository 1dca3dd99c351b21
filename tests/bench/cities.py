"""Synthetic cities: as many plans of a real size as a measurement wants, always the same.

They lie in 47 prefectures, the first of them those of the plans that come with dxkpi, so that a page of 見本市 or of
豊見城市 has as many neighbours to offer as in a store of the whole country.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from random import Random

from dxkpi.plan import (
    About,
    Actual,
    Baseline,
    Certainty,
    Indicator,
    Initiative,
    Measure,
    Municipality,
    NationalItem,
    Plan,
    Policy,
    ReachTarget,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.plan.fields import municipal_check_digit

ALL = 1741
FIRST_YEAR = 2020
YEARS = 10

_SHIPPED = ("秋田県", "佐賀県", "長崎県", "宮崎県", "沖縄県", "見本県")
PREFECTURES = (*_SHIPPED, *(f"第{n}県" for n in range(len(_SHIPPED) + 1, 48)))
_SUBJECTS = (
    "行政手続のオンライン化",
    "マイナンバーカードの活用",
    "データの公開",
    "職員の研修",
    "窓口の改善",
)
_NATIONAL = (
    NationalItem.PRIORITY,
    NationalItem.PRIORITY,
    NationalItem.COMPANION,
    None,
    None,
)


def plans(
    number: int = ALL, indicators: int = 40, years: int = YEARS
) -> Iterator[Plan]:
    """This many plans, each with this many indicators and a figure for each year."""
    random = Random(20)
    policies = tuple(_policy(p) for p in range(1, 5))
    for n in range(number):
        prefecture = n % len(PREFECTURES)
        first_five = f"{prefecture + 1:02}{300 + n // len(PREFECTURES):03}"
        yield Plan(
            municipality=Municipality(
                code=f"{first_five}{municipal_check_digit(first_five)}",
                prefecture=PREFECTURES[prefecture],
                name=f"第{n + 1}市",
                fictional=True,
            ),
            about=About(
                title=f"第{n + 1}市DX推進計画",
                first_fiscal_year=FIRST_YEAR,
                last_fiscal_year=FIRST_YEAR + years,
            ),
            policies=policies,
            indicators=tuple(
                _indicator(i, policies, random, years) for i in range(1, indicators + 1)
            ),
        )


def _policy(number: int) -> Policy:
    measures = (
        _measure(f"{number}-{m}", subject, _NATIONAL[m - 1])
        for m, subject in enumerate(_SUBJECTS, 1)
    )
    return Policy(
        number=str(number), name=f"基本方針{number}", measures=tuple(measures)
    )


def _measure(number: str, subject: str, national_item: NationalItem | None) -> Measure:
    first, last = FIRST_YEAR + 1, FIRST_YEAR + YEARS
    return Measure(
        number=number,
        name=subject,
        description=f"{subject}を計画的に進めます。",
        national_item=national_item,
        departments=("企画課", "情報課"),
        expected_effects=("市民の時間が節約される",),
        initiatives=tuple(
            Initiative(number=str(n), name=f"{subject}の取組{n}") for n in (1, 2, 3)
        ),
        schedule=(
            ScheduleItem(
                kind=ScheduleKind.BAR,
                label=subject,
                initiative="1",
                start=first,
                end=last,
                certainty=Certainty.INFERRED,
                note="矢印の両端が示されていない。",
            ),
            ScheduleItem(
                kind=ScheduleKind.BAR,
                label="全庁への展開",
                initiative="2",
                start=first + 2,
                end=last,
            ),
            ScheduleItem(
                kind=ScheduleKind.MILESTONE,
                label="開始",
                start=first + 2,
                end=first + 2,
            ),
            ScheduleItem(kind=ScheduleKind.DEADLINE, label="完了", end=last),
        ),
    )


def _indicator(
    number: int, policies: tuple[Policy, ...], random: Random, years: int
) -> Indicator:
    policy = policies[number % len(policies)]
    measure = policy.measures[number % len(policy.measures)]
    start = Decimal(random.randrange(100, 500)) / 10
    step = Decimal(random.randrange(0, 40)) / 10
    return Indicator(
        code=f"K{number:02}",
        name=f"{measure.name}の指標{number}",
        measure=measure.number,
        policy=policy.number,
        official=True,
        unit="%",
        decimals=1,
        baseline=Baseline(fiscal_year=FIRST_YEAR, value=start),
        target=ReachTarget(value=start + 30, fiscal_year=FIRST_YEAR + years),
        actuals=tuple(
            Actual(fiscal_year=year, value=start + step * n)
            for n, year in zip(range(1, years + 1), count(FIRST_YEAR + 1))
        ),
    )

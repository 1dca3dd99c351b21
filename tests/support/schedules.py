"""A plan of one measure with the schedule that a test asks for, and reports on its entries."""

from typing import Any

from dxkpi.plan import (
    About,
    BarState,
    Initiative,
    Measure,
    Municipality,
    Plan,
    Policy,
    Progress,
    ScheduleItem,
)
from dxkpi.rules import EntryKey


def schedule_item(
    kind: str = "bar", label: str = "導入", **fields: Any
) -> ScheduleItem:
    return ScheduleItem.model_validate({"kind": kind, "label": label, **fields})


def scheduled_plan(
    *schedule: ScheduleItem, initiatives: tuple[Initiative, ...] = ()
) -> Plan:
    measure = Measure(
        number="1-1",
        name="窓口",
        departments=("市民課",),
        schedule=schedule,
        initiatives=initiatives,
    )
    return Plan(
        municipality=Municipality(
            code="999997", prefecture="見本県", name="見本市", fictional=True
        ),
        about=About(title="計画", first_fiscal_year=2023, last_fiscal_year=2027),
        policies=(Policy(number="1", name="窓口", measures=(measure,)),),
    )


def reports_of(year: int, **states: BarState) -> dict[EntryKey, Progress]:
    """The reports of a year on the entries with these labels."""
    return {
        ("1-1", label, 0): Progress(fiscal_year=year, state=state)
        for label, state in states.items()
    }

"""Forms of many departments that are asked for the same entries of the schedule, as they
come back on one day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from dxkpi import actions
from dxkpi.actions import Batch, ExaminedReturn, OpenedWorkbook
from dxkpi.plan import (
    About,
    Indicator,
    Measure,
    Municipality,
    Plan,
    Policy,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.returns import (
    Confirmation,
    FilledForm,
    FilledRow,
    FormColumn,
    FormOrigin,
    WrittenCell,
)
from dxkpi.store import Store
from tests.support.returned import TODAY

CITY, YEAR = "472123", 2025
DEPARTMENTS = tuple(f"第{n}課" for n in range(1, 41))
SHARED, OWN = 15, 4
"""Entries of the schedule that all but the last department report, and of that one alone."""

FIGURE = "K01"
"""The indicator that all but the last department are asked for."""


def plan_of_many_departments() -> Plan:
    """A plan of the shape of 豊見城市: most entries are shared by nearly all departments."""
    shared = Measure(
        number="1-1",
        name="共通の施策",
        departments=DEPARTMENTS[:-1],
        schedule=tuple(_bar(f"共通{n}") for n in range(SHARED)),
    )
    own = Measure(
        number="1-2",
        name="一つの課の施策",
        departments=DEPARTMENTS[-1:],
        schedule=tuple(_bar(f"単独{n}") for n in range(OWN)),
    )
    return Plan(
        municipality=Municipality(code=CITY, prefecture="試験県", name="試験市"),
        about=About(id="dx-2026", title="試験市DX推進計画"),
        policies=(Policy(number="1", name="基本方針", measures=(shared, own)),),
        indicators=(
            Indicator(code=FIGURE, name="共通の件数", unit="件", measure="1-1"),
        ),
    )


def _bar(label: str) -> ScheduleItem:
    return ScheduleItem(kind=ScheduleKind.BAR, label=label, start=2024, end=2028)


@dataclass(frozen=True)
class Answer:
    """What a department writes of an entry."""

    state: str | None
    percent: Decimal | int | None = None
    comment: str | None = None


@dataclass
class ReturnedFiles:
    """Makes the files that departments hand in, all from forms of one moment."""

    store: Store
    revision: int
    changed_at: datetime | None = None
    files: list[OpenedWorkbook] = field(default_factory=list)

    def add(
        self,
        department: str,
        answers: Mapping[str, Answer],
        *,
        figure: int | None = None,
        origin: bool = True,
    ) -> OpenedWorkbook:
        """A file; without `origin` it is a copy that lost its hidden sheet."""
        rows = [_row(code, n, said) for n, (code, said) in enumerate(answers.items())]
        figures = () if figure is None else (_figure_row(figure),)
        filled = FilledForm(
            rows=figures,
            entry_rows=tuple(rows),
            origin=FormOrigin(CITY, YEAR, department, self.revision, self.changed_at)
            if origin
            else None,
            year=YEAR,
            city_name="試験市",
            department=department,
        )
        content = f"{department} {len(self.files)}".encode()
        name = f"{department}.xlsx"
        file = OpenedWorkbook(name, content, content.hex(), filled)
        self.files.append(file)
        return file

    def examine(
        self,
        file: OpenedWorkbook,
        *earlier: ExaminedReturn,
        confirmed: Sequence[Confirmation] = (),
    ) -> ExaminedReturn:
        """What comes of a file after those before it in the batch."""
        batch = Batch(tuple(earlier), self.revision)
        return actions.examine_return(
            self.store, file, TODAY, confirmed=confirmed, batch=batch
        )


def _figure_row(figure: int) -> FilledRow:
    cells = {
        FormColumn.CODE: WrittenCell("実績", "A6", FIGURE),
        FormColumn.VALUE: WrittenCell("実績", "K6", figure),
    }
    return FilledRow(FIGURE, cells)


def _row(code: str, n: int, answer: Answer) -> FilledRow:
    values = {
        FormColumn.CODE: code,
        FormColumn.STATE: answer.state,
        FormColumn.PERCENT: answer.percent,
        FormColumn.COMMENT: answer.comment,
    }
    cells = {
        column: WrittenCell("工程", f"{letter}{n + 7}", value)
        for (column, value), letter in zip(values.items(), "AFGH", strict=True)
    }
    return FilledRow(code, cells)

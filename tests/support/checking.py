"""Rows of a form and what comes of them, for the tests of the checks."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from dxkpi.findings import Finding
from dxkpi.plan import (
    About,
    Actual,
    BarState,
    Indicator,
    KeepTarget,
    Measure,
    Municipality,
    Plan,
    Policy,
    Progress,
    ReachTarget,
    ScheduleItem,
    ScheduleKind,
    ValueType,
)
from dxkpi.returns import (
    ChangedMeanwhile,
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    FormColumn,
    ReturnForm,
    WrittenCell,
)
from dxkpi.returns.checking import check_return
from dxkpi.returns.numbers import parse_number
from dxkpi.returns.parsed_number import NumberKind
from dxkpi.wording.findings import finding_text
from dxkpi.wording.language import Language

YEAR = 2025
VALUE, AS_OF, MISSING, NOTE, COUNTERMEASURE = (
    FormColumn.VALUE,
    FormColumn.AS_OF,
    FormColumn.MISSING,
    FormColumn.NOTE,
    FormColumn.COUNTERMEASURE,
)
STATE, PERCENT, COMMENT = FormColumn.STATE, FormColumn.PERCENT, FormColumn.COMMENT
LETTERS = {
    VALUE: "K",
    AS_OF: "L",
    MISSING: "M",
    NOTE: "O",
    COUNTERMEASURE: "P",
    STATE: "F",
    PERCENT: "G",
    COMMENT: "H",
}
FIGURES, SCHEDULE = (VALUE, AS_OF, MISSING, NOTE), (STATE, PERCENT, COMMENT)
NOON = datetime(2026, 3, 1, 12)  # noqa: DTZ001  a workbook's times have no zone
WHEN = datetime(2026, 5, 20, 1, 15, tzinfo=UTC)


def indicator(
    code: str, unit: str = "", last: str | None = None, **more: Any
) -> Indicator:
    """An indicator with the figure of the year before."""
    before = (
        (Actual(fiscal_year=YEAR - 1, value=Decimal(last)),) if last is not None else ()
    )
    fields = {
        "name": f"指標{code}",
        "unit": unit,
        "department": "人事課",
        "actuals": before,
    } | more
    return Indicator(code=code, **fields)


def actual(value: str | int | None = None, **more: Any) -> Actual:
    return Actual(
        fiscal_year=YEAR, value=None if value is None else Decimal(value), **more
    )


TARGET = ReachTarget(value=Decimal(90), fiscal_year=2028)
YES_NO: dict[str, Any] = {
    "value_type": ValueType.YES_NO,
    "target": KeepTarget(),
}
MEASURE = Measure(
    number="1-2",
    name="施策",
    departments=("人事課",),
    schedule=(
        ScheduleItem(kind=ScheduleKind.BAR, label="研修", start=2024, end=2026),
        ScheduleItem(kind=ScheduleKind.DEADLINE, label="期限", end=2026),
        ScheduleItem(kind=ScheduleKind.BAR, label="研修", start=2027, end=2028),
    ),
)
OTHER = Measure(
    number="2-1",
    name="ほか",
    departments=("市民課",),
    schedule=(ScheduleItem(kind=ScheduleKind.BAR, label="窓口", start=2024, end=2026),),
)


def return_form(
    *indicators: Indicator,
    department: str | None = "人事課",
    last_closed: int = YEAR,
    **more: Any,
) -> ReturnForm:
    plan = Plan(
        municipality=Municipality(
            code="999997", prefecture="見本県", name="見本市", fictional=True
        ),
        about=About(title="見本市DX推進計画"),
        policies=(Policy(number="1", name="方針", measures=(MEASURE, OTHER)),),
        indicators=(*indicators, indicator("Z1", department="市民課")),
    )
    return ReturnForm(plan, YEAR, department, 7, last_closed, **more)


def filled_row(
    code: str,
    n: int,
    values: Mapping[FormColumn, Any],
    columns: Sequence[FormColumn] = FIGURES,
) -> FilledRow:
    """A row of the form; a value may be a cell's keywords, to set its format.

    The column of countermeasures is there where one is given: older forms have none.
    """
    sheet = "実績" if columns is FIGURES else "工程"
    cells = {}
    with_countermeasure = (*columns, COUNTERMEASURE)
    for column in with_countermeasure if COUNTERMEASURE in values else columns:
        said = values.get(column)
        more = said if isinstance(said, dict) else {"value": said}
        cells[column] = WrittenCell(sheet, f"{LETTERS[column]}{n}", **more)
    return FilledRow(code, cells)


def check_figure(
    one: Indicator,
    said: Any = None,
    *confirmed: Confirmation,
    overtaken: ChangedMeanwhile | None = None,
    last_closed: int = YEAR,
    others: Sequence[Indicator] = (),
    **columns: Any,
) -> CheckedReturn:
    """What comes of one row, with the value cell `said` and the other columns by name."""
    values = {VALUE: said} | {
        FormColumn(name): value for name, value in columns.items()
    }
    own = return_form(one, *others, last_closed=last_closed)
    filled = FilledForm(rows=(filled_row(one.code, 7, values),))
    return check_return(
        own, filled, {one.code: overtaken} if overtaken else {}, confirmed
    )


def finding_of(answer: CheckedReturn, code: str) -> Finding:
    [one] = [f for f in answer.findings if f.code == code]
    return one


def codes_of(answer: CheckedReturn) -> set[str]:
    """The codes of what was found in the rows."""
    return {f.code for f in answer.findings} - {"states_blank", "row_missing"}


def new_actual(answer: CheckedReturn) -> Actual:
    [entry] = answer.actuals.values()
    return entry


def choice_keys(finding: Finding) -> list[str]:
    return [choice.key for choice in finding.choices]


def changed_meanwhile(then: Actual | None) -> ChangedMeanwhile:
    return ChangedMeanwhile(then, "佐藤", WHEN)


def check_progress(
    state: Any = None,
    percent: Any = None,
    comment: Any = None,
    *confirmed: Confirmation,
    now: Progress | None = None,
) -> CheckedReturn:
    own = return_form(
        indicator("K1"), progress={("1-2", "研修", 0): now} if now else {}
    )
    filled = FilledForm(
        entry_rows=(
            filled_row(
                "1-2/1", 7, {STATE: state, PERCENT: percent, COMMENT: comment}, SCHEDULE
            ),
        )
    )
    return check_return(own, filled, {}, confirmed)


def reported_progress(
    state: BarState = BarState.IN_PROGRESS, year: int = YEAR, **more: Any
) -> Progress:
    return Progress(fiscal_year=year, state=state, **more)


def english_text(finding: Finding) -> str:
    return finding_text(finding, Language.ENGLISH)


def number_in(text: str, unit: str = "") -> Decimal:
    """The number that a text is read as, without a question."""
    read = parse_number(text, unit)
    assert read.kind is NumberKind.NUMBER, read
    return read.values[0]

"""A pasted table in words: what a column was taken for, what a cell was read as."""

from collections.abc import Iterator

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.column_meaning import ColumnMeaning
from dxkpi.drafting.pasted_table import CellReading, TableLack
from dxkpi.drafting.table_head import PlanColumn
from dxkpi.fiscal import ParsedYear
from dxkpi.plan import Aggregation, Comparator, Direction, TargetRule
from dxkpi.wording.language import Language, mark

_MEANINGS = {
    ColumnMeaning.NAME: mark("Name of the indicator"),
    ColumnMeaning.UNIT: mark("Unit"),
    ColumnMeaning.BASELINE: mark("Present figure"),
    ColumnMeaning.BASELINE_YEAR: mark("Year of the present figure"),
    ColumnMeaning.TARGET: mark("Target"),
    ColumnMeaning.TARGET_YEAR: mark("Year of the target"),
    ColumnMeaning.CHANGE: mark("Present figure → target"),
    ColumnMeaning.YEARLY_TARGET: mark("Target on the way"),
    ColumnMeaning.ACTUAL: mark("Reported figure"),
    ColumnMeaning.YEAR: mark("Year of the schedule"),
    ColumnMeaning.POLICY: mark("Policy"),
    ColumnMeaning.MEASURE: mark("Measure"),
    ColumnMeaning.INITIATIVE: mark("Initiative"),
    ColumnMeaning.DEPARTMENT: mark("Departments in charge"),
    ColumnMeaning.DEFINITION: mark("Definition"),
    ColumnMeaning.METHOD: mark("How it is worked out"),
    ColumnMeaning.SOURCE: mark("Source of the figure"),
    ColumnMeaning.NOTE: mark("Note (not taken over)"),
    ColumnMeaning.NUMBER: mark("Number of the row (not taken over)"),
    ColumnMeaning.OTHER: mark("Not taken over"),
}


_LACKS = {
    TableLack.ROWS: mark(
        "There is no row beneath the headings. Copy the whole table, with its headings."
    ),
    TableLack.PLAN_YEARS: mark(
        "The table has a column for each year, and the draft does not say when the plan "
        "begins. Choose it here: figures of years before it were reported, those from it "
        "on are targets."
    ),
    TableLack.NAME: mark("No column is known to be the name. Choose it below."),
    TableLack.TARGET: mark("No column is known to be the target. Choose it below."),
    TableLack.FIGURES: mark(
        "No row has both a name and a target. Look at what was read below, and choose the "
        "columns that hold them."
    ),
}


def table_lack_text(lack: TableLack, language: Language) -> str:
    """Why a table proposes nothing, and what to do."""
    return language.gettext(_LACKS[lack])


def column_meaning_text(meaning: ColumnMeaning, language: Language) -> str:
    """What a column is of, as somebody chooses it."""
    return language.gettext(_MEANINGS[meaning])


def column_text(column: PlanColumn, language: Language) -> str:
    """What a column was taken for, with its year: 目標値（令和12年度）."""
    meaning = column_meaning_text(column.meaning, language)
    if column.year is None:
        return meaning
    return language.gettext(
        "{what} ({year})", what=meaning, year=_year(column.year, language)
    )


def cell_reading_text(reading: CellReading, language: Language) -> str:
    """What a cell was read as; empty where nothing of it is taken."""
    between = language.gettext(", ")
    match reading:
        case CellFigure():
            return between.join(_parts_of_figure(reading, language))
        case ParsedYear():
            return _year(reading, language)
        case tuple():
            return between.join(reading)
        case str():
            return reading
    return ""


def _year(year: ParsedYear, language: Language) -> str:
    if year.as_of is not None:
        return language.month(year.as_of)
    return language.fiscal_year(year.fiscal_year)


def _parts_of_figure(cell: CellFigure, language: Language) -> Iterator[str]:
    _ = language.gettext
    if cell.is_empty:
        yield _("no figure")
    if cell.has_figure:
        yield _value(cell, language)
    elif cell.words is not None:
        yield cell.words
    if cell.is_every_year and cell.rule is not TargetRule.IMPROVE:
        yield _("of every year")
    elif cell.aggregation is Aggregation.CUMULATIVE:
        yield _("running total")
    yield from _rule(cell, language)
    for year in cell.years:
        yield _year(year, language)
    if cell.is_unclear:
        yield _("please check")


def _value(cell: CellFigure, language: Language) -> str:
    _ = language.gettext
    unit = cell.unit or ""
    if cell.low is not None and cell.high is not None:
        return f"{cell.low:f}～{cell.high:f}{unit}"
    assert cell.value is not None
    value = f"{cell.value:f}{unit}"
    if cell.approximate:
        value = _("about {value}", value=value)
    match cell.comparator:
        case Comparator.AT_LEAST:
            return _("{value} or more", value=value)
        case Comparator.AT_MOST:
            return _("{value} or less", value=value)
    return value


def _rule(cell: CellFigure, language: Language) -> Iterator[str]:
    """What the words of a cell say of the target, beyond its figure."""
    _ = language.gettext
    match cell.rule:
        case TargetRule.TOTAL if cell.total_years:
            yield language.ngettext(
                "total of {n} year", "total of {n} years", cell.total_years
            )
        case TargetRule.TOTAL:
            yield _("total of the plan's years")
        case TargetRule.KEEP:
            yield _("to be kept")
        case TargetRule.IMPROVE:
            yield _("better every year")
        case TargetRule.RISE if cell.direction is Direction.LOWER:
            yield _("fewer, by no stated figure")
        case TargetRule.RISE:
            yield _("more, by no stated figure")
        case TargetRule.DO:
            yield _("to be done")

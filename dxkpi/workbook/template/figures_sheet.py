"""The sheet 実績: a row for each indicator, its years before beside the cell for this one, and how it will be judged."""

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.plan import (
    Actual,
    Aggregation,
    Baseline,
    Direction,
    Indicator,
    Target,
    TargetRule,
    ValueType,
)
from dxkpi.returns import FormColumn, ReturnForm, vocabulary
from dxkpi.returns.form_columns import ACTUALS_SHEET, SCHEDULE_SHEET, column_heading
from dxkpi.rules import expected_value
from dxkpi.wording import figures, glossary
from dxkpi.wording.language import _, current_language, ngettext
from dxkpi.wording.targets import expected_text, goal_text
from dxkpi.workbook import input_aids, judging_formula, styling
from dxkpi.workbook.template import layout
from dxkpi.workbook.template.layout import HEAD_ROW, NOTHING, Heading, Letter, Shown

YEARS_BEFORE = 3


def write(sheet: Worksheet, letter: Letter) -> None:
    form = letter.form
    rows = [_figures(form, indicator) for indicator in form.indicators]
    columns = _columns_of_figures(form.fiscal_year, rows)
    n = len(rows)
    layout.top(
        sheet,
        letter,
        columns,
        ngettext("{n} indicator", "{n} indicators", n),
        input_aids.advice(ACTUALS_SHEET) if rows else "",
    )
    for row, (indicator, shown) in enumerate(
        zip(form.indicators, rows, strict=True), start=HEAD_ROW + 1
    ):
        layout.line(sheet, row, columns, shown)
        _number_formats(sheet, row, columns, indicator, shown)
    at = {
        column.input.value: n
        for n, column in enumerate(columns, start=1)
        if column.input
    }
    status = next(n for n, column in enumerate(columns, start=1) if column.automatic)
    by_row = dict(enumerate(form.indicators, start=HEAD_ROW + 1))
    styling.help_with(
        sheet, input_aids.of_figures(form, ACTUALS_SHEET, at, by_row), status
    )
    marks = "　".join(map(judging_formula.word, judging_formula.shown(form.profile)))
    below = (
        _(
            "Marks: {marks}. Where it is △, ▲ or ×, write causes and next steps (orange while blank).",
            marks=marks,
        ),
        _(
            "Rows are found by their number and columns by their heading, so their order may change. "
            "Sheet {sheet} is to be filled in as well.",
            sheet=SCHEDULE_SHEET,
        ),
    )
    nothing = _(
        "There is no indicator to report. See sheet {sheet}.", sheet=SCHEDULE_SHEET
    )
    layout.finish(sheet, letter, columns, n, below if rows else (nothing,))


def _columns_of_figures(year: int, rows: Sequence[Sequence[Shown]]) -> list[Heading]:
    def fitting(column: int, least: float, most: float) -> float:
        return min(
            max(
                [
                    least,
                    *(styling.width(layout.text(row[column])) + 2.5 for row in rows),
                ]
            ),
            most,
        )

    past = range(year - YEARS_BEFORE, year)
    short = column_heading(FormColumn.VALUE).removesuffix("値")
    return [
        Heading(column_heading(FormColumn.CODE), fitting(0, 6.5, 14)),
        Heading("指標（基本方針・施策）", 29, left=True),
        Heading("定義", 29, left=True),
        Heading("単位", fitting(3, 5.5, 11)),
        Heading("現状値", fitting(4, 8.5, 14)),
        Heading("目標値", fitting(5, 9, 15)),
        *(
            Heading(f"{fiscal.short_year(y)}\n{short}", fitting(6 + n, 8, 14))
            for n, y in enumerate(past)
        ),
        Heading(f"{fiscal.short_year(year)}\n期待値", fitting(9, 8.5, 15)),
        Heading(
            f"{fiscal.short_year(year)} {column_heading(FormColumn.VALUE)}",
            max(12.5, 1.3 * fitting(10, 8, 22)),
            FormColumn.VALUE,
        ),
        Heading(column_heading(FormColumn.AS_OF), 9, FormColumn.AS_OF),
        Heading(column_heading(FormColumn.MISSING), 14, FormColumn.MISSING),
        Heading(styling.STATUS_HEADING, 13, automatic=True),
        Heading(column_heading(FormColumn.NOTE), 40, FormColumn.NOTE, left=True),
    ]


def _figures(form: ReturnForm, indicator: Indicator) -> list[Shown]:
    """What stands in the row of an indicator, column by column."""
    year, entry, when = (
        form.fiscal_year,
        indicator.actual(form.fiscal_year),
        _when(form, indicator),
    )
    return [
        indicator.code,
        _named(indicator, form),
        indicator.definition or NOTHING,
        indicator.unit or NOTHING,
        _start(indicator),
        _goal(indicator),
        *(_past(indicator, y) for y in range(year - YEARS_BEFORE, year)),
        _expected(indicator, year),
        None if entry is None else _entered(indicator, entry.value),
        fiscal.short_month(when) if when else None,
        glossary.term_label(entry.missing, current_language())
        if entry and entry.missing
        else None,
        None,
        entry.note if entry else None,
    ]


def _named(indicator: Indicator, form: ReturnForm) -> CellRichText:
    """The name, and beneath it the measure or the policy, smaller."""
    own = form.plan.measure(indicator.measure) or form.plan.policy(indicator.policy)
    name = TextBlock(
        InlineFont(rFont=styling.FONT, sz=10, b=True, color=Color(styling.INK)),
        styling.clean(indicator.name),
    )
    if own is None:
        return CellRichText(name)
    faint = InlineFont(rFont=styling.FONT, sz=8, color=Color(styling.MUTED))
    return CellRichText(
        name, TextBlock(faint, styling.clean(f"\n{own.number} {own.name}"))
    )


def _start(indicator: Indicator) -> str:
    baseline = indicator.baseline
    return (
        f"{_exact(indicator, baseline.value)}\n{_end(baseline)}"
        if baseline
        else _("none")
    )


def _goal(indicator: Indicator) -> str:
    """The target without its unit, which has a column, and its deadline."""
    target, words = (
        indicator.target,
        goal_text(indicator, current_language()),
    )
    if target is None or words is None:
        return _("none")
    if target.value is not None and indicator.value_type is ValueType.NUMBER:
        number = _exact(indicator, target.value)
        words = words.replace(number + indicator.unit, number, 1)
    return f"{words}\n{_end(target)}" if target.fiscal_year is not None else words


def _end(dated: Baseline | Target) -> str:
    """R9末 where the year's last month is stated, R8.1 for another month, R9 where only the year is known."""
    assert dated.fiscal_year is not None
    if dated.as_of is None:
        return fiscal.short_year(dated.fiscal_year)
    if dated.as_of[:7] == fiscal.last_month(dated.fiscal_year):
        return _("end of {year}", year=fiscal.short_year(dated.fiscal_year))
    return fiscal.short_month(dated.as_of)


def _past(indicator: Indicator, year: int) -> Shown:
    entry, baseline = indicator.actual(year), indicator.baseline
    if entry is None and baseline is not None and baseline.fiscal_year == year:
        return _entered(indicator, baseline.value)
    if entry is None or entry.value is None:
        return (
            glossary.term_label(entry.missing, current_language())
            if entry and entry.missing
            else NOTHING
        )
    return (
        f"約{_exact(indicator, entry.value)}"
        if entry.approximate
        else _entered(indicator, entry.value)
    )


def _entered(indicator: Indicator, value: Decimal | None) -> str | Decimal | None:
    """A figure as it is filled in; one that a spreadsheet would round is written as text."""
    if value is None:
        return None
    if indicator.value_type is ValueType.YES_NO:
        return vocabulary.YES if value == 1 else vocabulary.NO
    too_fine = len(value.normalize().as_tuple().digits) > judging_formula.SIGNIFICANT
    return format(value, "f") if too_fine else value


def _expected(indicator: Indicator, year: int) -> str:
    expected, target = expected_value(indicator, year), indicator.target
    if target is None or expected is None:
        return NOTHING
    if indicator.value_type is ValueType.YES_NO:
        return figures.number_text(indicator, expected, current_language())
    if target.rule is TargetRule.IMPROVE:
        words = (
            _("above {value}")
            if indicator.direction is Direction.HIGHER
            else _("below {value}")
        )
        return words.format(value=_exact(indicator, expected))
    return expected_text(indicator, expected, current_language())


def _exact(indicator: Indicator, value: Decimal) -> str:
    return figures.number_text(
        indicator,
        value,
        current_language(),
        indicator.finer_digits(value),
    )


def _when(form: ReturnForm, indicator: Indicator) -> str | None:
    """The month to expect: the one registered, that of the last figure in this year, the last one for a state."""
    year, entry = form.fiscal_year, indicator.actual(form.fiscal_year)
    if entry is not None:
        return entry.as_of
    known: list[Actual | Baseline] = [
        *indicator.actuals,
        *([indicator.baseline] if indicator.baseline else []),
    ]
    earlier = [one for one in known if one.fiscal_year < year]
    last = max(earlier, key=lambda one: one.fiscal_year, default=None)
    if last is not None and last.as_of is not None:
        return f"{int(last.as_of[:4]) + year - last.fiscal_year}{last.as_of[4:7]}"
    return (
        None if indicator.aggregation is Aggregation.ANNUAL else fiscal.last_month(year)
    )


def _number_formats(
    sheet: Worksheet,
    row: int,
    columns: Sequence[Heading],
    indicator: Indicator,
    shown: Sequence[Shown],
) -> None:
    """A share is shown as it is typed (64.4), and no digit of any figure is hidden."""
    for n, (column, value) in enumerate(zip(columns, shown, strict=True), start=1):
        cell = styling.cell_at(sheet, row, n)
        if column.input is FormColumn.VALUE:
            styling.put(
                cell,
                None if isinstance(value, CellRichText) else value,
                bold=True,
                size=12,
            )
            if indicator.decimals and indicator.value_type is ValueType.NUMBER:
                cell.number_format = f"#,##0.{'0' * indicator.decimals}####"
        elif column.input is FormColumn.AS_OF:
            cell.number_format = "@"  # or R8.3 would become a date
        elif isinstance(value, Decimal):
            digits = indicator.decimals + indicator.finer_digits(value)
            cell.number_format = "#,##0" + (f".{'0' * digits}" if digits else "")

"""The sheet 実績: a row for each indicator, its years before beside the cell for this
one, and how it will be judged.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal
from dxkpi.plan import (
    Actual,
    Aggregation,
    Baseline,
    Calendar,
    Indicator,
    RangeTarget,
    Target,
    TargetRule,
    TotalTarget,
    ValueType,
)
from dxkpi.returns import FormColumn, ReturnForm, vocabulary
from dxkpi.returns.form_columns import ACTUALS_SHEET, SCHEDULE_SHEET, column_heading
from dxkpi.rules import Profile, indicator_in_force
from dxkpi.rules.known_figures import known_figures
from dxkpi.rules.totals import least_sum, running_total
from dxkpi.wording import figures, glossary
from dxkpi.wording.baselines import exact_baseline_number, special_time_text
from dxkpi.wording.figure_times import figure_time_note, publication_note
from dxkpi.wording.targets import (
    beyond_text,
    expected_text,
    goal_text,
    share_of_year_text,
    worse_reason_text,
)
from dxkpi.workbook import styling
from dxkpi.workbook.aid_writing import put_aid_on_sheet
from dxkpi.workbook.form_aids import figures_aid, sheet_advice
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.judging_formula import (
    SIGNIFICANT_DIGITS,
    judged_statuses,
    status_word,
)
from dxkpi.workbook.styling import sheet_cell, text_columns, writable_text, write_value
from dxkpi.workbook.template.layout import (
    HEADING_ROW,
    NOTHING,
    Letterhead,
    ShownValue,
    TableColumn,
    finish_sheet,
    fitted_columns,
    input_numbers,
    shown_text,
    write_row,
    write_top,
)

_ = FORM_LANGUAGE.gettext

YEARS_BEFORE = 3
"""How many earlier years stand beside the cell for this one."""

_TEXT_FORMAT = "@"
_WIDTH_PADDING = 2.5
_LARGER_FONT = 1.3
_NAME_FONT = InlineFont(rFont=styling.FONT, sz=10, b=True, color=Color(styling.INK))
_GROUP_FONT = InlineFont(rFont=styling.FONT, sz=10, color=Color(styling.MUTED))
_DEFINITION, _QUOTE, _EITHER = "定義", "計画の記載", "定義・計画の記載"
_FACTS = "算出方法・出典"


def write_figures_sheet(sheet: Worksheet, letterhead: Letterhead) -> None:
    """Write the sheet of the form's indicators."""
    form = letterhead.form
    values = [_row_of_indicator(form, indicator) for indicator in form.asked_indicators]
    columns = _columns(form, values)
    shown = _shown_columns(columns, values)
    columns = fitted_columns([columns[index] for index in shown])
    values = [[row[index] for index in shown] for row in values]
    count = FORM_LANGUAGE.ngettext("{n} indicator", "{n} indicators", len(values))
    advice = sheet_advice(ACTUALS_SHEET) if values else ""
    write_top(sheet, letterhead, columns, count, advice)

    indicators_by_row = dict(enumerate(form.asked_indicators, start=HEADING_ROW + 1))
    for (row, indicator), row_values in zip(
        indicators_by_row.items(), values, strict=True
    ):
        write_row(sheet, row, columns, row_values)
        _format_row(sheet, row, columns, indicator, row_values)
    aid = figures_aid(form, ACTUALS_SHEET, input_numbers(columns), indicators_by_row)
    put_aid_on_sheet(sheet, aid, _status_column(columns))
    below = _lines_below(form.profile) if values else [_nothing_to_report()]
    finish_sheet(sheet, letterhead, columns, len(values), below)


def _lines_below(profile: Profile) -> list[str]:
    """What stands below the table."""
    marks = "　".join(status_word(status) for status in judged_statuses(profile))
    return [
        _(
            "Marks: {marks}. Where it is △, ▲ or ×, write "
            "causes and next steps (orange while blank).",
            marks=marks,
        ),
        _(
            "Rows may be sorted by the arrows of the headings: they are "
            "found by their number. "
            "Sheet {sheet} is to be filled in as well.",
            sheet=SCHEDULE_SHEET,
        ),
    ]


def _nothing_to_report() -> str:
    return _(
        "There is no indicator to report. See sheet {sheet}.", sheet=SCHEDULE_SHEET
    )


# The columns


def _columns(
    form: ReturnForm, rows: Sequence[Sequence[ShownValue]]
) -> list[TableColumn]:
    """The columns, as wide as what stands in them."""
    year = form.fiscal_year

    def width(index: int, least: float, most: float) -> float:
        widths = [text_columns(shown_text(row[index])) + _WIDTH_PADDING for row in rows]
        return min(max([least, *widths]), most)

    actual = column_heading(FormColumn.VALUE).removesuffix("値")
    this_year = fiscal.short_year(year)
    columns = [
        TableColumn(column_heading(FormColumn.CODE), width(0, 6.5, 14), least=6.5),
        TableColumn("指標（基本方針・施策）", 26, left=True, least=17, grows=True),
        TableColumn(
            _heading_of_words(form.asked_indicators),
            26,
            left=True,
            least=15,
            grows=True,
            optional=True,
        ),
        TableColumn("単位", width(3, 5.5, 11), least=5.5, optional=True),
        TableColumn("現状値", width(4, 8.5, 14), least=8.5),
        TableColumn("目標値", width(5, 9, 15), least=9),
    ]
    for past_year in range(year - YEARS_BEFORE, year):
        heading = f"{fiscal.short_year(past_year)}\n{actual}"
        columns.append(TableColumn(heading, width(len(columns), 8, 14), optional=True))
    columns += [
        TableColumn(
            f"{this_year}\n期待値", width(9, 8.5, 15), least=8.5, optional=True
        ),
        TableColumn(
            f"{this_year} {column_heading(FormColumn.VALUE)}",
            max(12.5, _LARGER_FONT * width(10, 8, 22)),
            FormColumn.VALUE,
        ),
        TableColumn(column_heading(FormColumn.AS_OF), 8.5, FormColumn.AS_OF),
        TableColumn(column_heading(FormColumn.MISSING), 11, FormColumn.MISSING),
        TableColumn(styling.STATUS_HEADING, 12.5, automatic=True),
        TableColumn(
            column_heading(FormColumn.NOTE),
            28,
            FormColumn.NOTE,
            left=True,
            least=20,
            grows=True,
        ),
    ]
    return columns


def _shown_columns(
    columns: Sequence[TableColumn], rows: Sequence[Sequence[ShownValue]]
) -> list[int]:
    """The columns in which something stands, or is to be written."""
    return [
        index
        for index, column in enumerate(columns)
        if not column.optional or any(row[index] != NOTHING for row in rows)
    ]


def _heading_of_words(indicators: Sequence[Indicator]) -> str:
    """What the column with the plan's words about each indicator is called."""
    has_definition = any(indicator.definition for indicator in indicators)
    has_quote = any(_is_quoted(indicator) for indicator in indicators)
    if has_definition and has_quote:
        return _EITHER
    if has_quote or has_definition:
        return _QUOTE if has_quote else _DEFINITION
    return _FACTS if any(map(_has_facts_only, indicators)) else _DEFINITION


def _has_facts_only(indicator: Indicator) -> bool:
    return any(_facts_of_figures(indicator))


def _is_quoted(indicator: Indicator) -> bool:
    """Whether the plan's own sentence stands in place of a definition that it lacks."""
    return bool(indicator.quote) and not indicator.definition


def _words_of_plan(form: ReturnForm, indicator: Indicator) -> str:
    """How the plan defines an indicator, else the sentence in which it names it; where
    its figures come from; and why it aims lower than the present, where it does.
    """
    words = indicator.definition or ""
    if _is_quoted(indicator):
        words = f"「{indicator.quote}」"
    reason = worse_reason_text(indicator, FORM_LANGUAGE)
    late = _late_figure_text(form, indicator)
    lines = (late, words, *_facts_of_figures(indicator), reason)
    return "\n".join(line for line in lines if line) or NOTHING


def _late_figure_text(form: ReturnForm, indicator: Indicator) -> str:
    """That the figure of an earlier year is asked for, and why; empty for most."""
    year, published = form.figure_year(indicator), indicator.published
    if published is None or year == form.fiscal_year:
        return ""
    asked = _("Fill in the figure of {year}.", year=fiscal.wareki(year))
    own = fiscal.wareki(form.fiscal_year)
    month = published.month_of(form.fiscal_year)
    if not published.has_figure(form.fiscal_year) or month is None:
        return FORM_LANGUAGE.sentences((asked, _("None is made for {year}.", year=own)))
    when = _(
        "That of {year} is published about {month}.",
        year=own,
        month=fiscal.month_label(month),
    )
    return FORM_LANGUAGE.sentences((asked, when))


def _facts_of_figures(indicator: Indicator) -> Iterator[str]:
    """How the figure is worked out, where it comes from and of which time it is: what
    one needs where one types.
    """
    if indicator.has_stages:
        yield _("Stages: {stages}", stages=indicator.scale)
    if indicator.counts is not None:
        yield _(
            "Both counts, like 163/182: {numerator}/{denominator}",
            numerator=indicator.counts.numerator,
            denominator=indicator.counts.denominator,
        )
    if indicator.method:
        yield _("How it is worked out: {text}", text=indicator.method)
    if indicator.source:
        yield _("Source: {text}", text=indicator.source)
    yield figure_time_note(indicator, FORM_LANGUAGE)
    yield publication_note(indicator, FORM_LANGUAGE)


def _status_column(columns: Sequence[TableColumn]) -> int:
    """Where the judging formula stands, from 1."""
    return next(n for n, column in enumerate(columns, start=1) if column.automatic)


# The row of an indicator


def _row_of_indicator(form: ReturnForm, indicator: Indicator) -> list[ShownValue]:
    """What stands in the row of an indicator, column by column; its target is the one by
    which the form's year is judged.
    """
    indicator = indicator_in_force(indicator, form.fiscal_year)
    year = form.fiscal_year
    past_years = range(year - YEARS_BEFORE, year)
    return [
        indicator.code,
        _name_and_group(form, indicator),
        _words_of_plan(form, indicator),
        indicator.unit or NOTHING,
        _baseline_text(indicator),
        _target_text(form, indicator),
        *(_past_figure(indicator, past_year) for past_year in past_years),
        _expected_text(form.of_figure(indicator), indicator),
        *_inputs(form.of_figure(indicator), indicator),
    ]


def _name_and_group(form: ReturnForm, indicator: Indicator) -> CellRichText:
    """The name, and beneath it the measure or the policy, smaller; of a part that it is
    judged together with others.
    """
    name = TextBlock(_NAME_FONT, writable_text(indicator.name))
    plan = form.plan
    group = plan.measure(indicator.measure) or plan.policy(indicator.policy)
    whole = plan.judged_with(indicator.code)
    group_text = ""
    if whole is not None:
        group_text += "\n" + _("judged as one with the other parts, by the worst")
    if group is not None:
        group_text += writable_text(f"\n{group.number} {group.name}")
    if not group_text:
        return CellRichText(name)
    if indicator.also_in:
        numbers = FORM_LANGUAGE.listed(indicator.also_in)
        group_text += "\n" + _("also under {numbers}", numbers=writable_text(numbers))
    return CellRichText(name, TextBlock(_GROUP_FONT, group_text))


def _baseline_text(indicator: Indicator) -> str:
    baseline = indicator.baseline
    if baseline is None:
        return _("none")
    value = exact_baseline_number(indicator, baseline, FORM_LANGUAGE)
    special = special_time_text(baseline, FORM_LANGUAGE)
    time = special or _time_text(baseline.fiscal_year, baseline.as_of)
    return "\n".join(filter(None, (value, _counts_in_brackets(baseline), time)))


def _target_text(form: ReturnForm, indicator: Indicator) -> str:
    """The target without its unit, which has a column, and its deadline; of a total
    also what that is a year, and the sum so far.
    """
    target = indicator.target
    goal = goal_text(indicator, FORM_LANGUAGE)
    if target is None or goal is None:
        return _("none")
    goal = _without_unit(goal, indicator, target)
    if isinstance(target, TotalTarget):
        return "\n".join((goal, *_lines_of_total(form, indicator, target)))
    lines = [goal]
    if target.fiscal_year is not None:
        lines.append(_time_text(target.fiscal_year, target.as_of))
    if target.stretch is not None:
        stretch = figures.exact_number_text(indicator, target.stretch, FORM_LANGUAGE)
        lines.append(_("higher aim {goal}", goal=stretch))
    return "\n".join(lines)


def _lines_of_total(
    form: ReturnForm, indicator: Indicator, target: TotalTarget
) -> Iterator[str]:
    """The years of a total, what it is a year, and the sum up to the year before the form's."""
    years = fiscal.short_year(target.since), fiscal.short_year(target.fiscal_year)
    yield "～".join(years)
    yield share_of_year_text(indicator, FORM_LANGUAGE)
    last = form.fiscal_year - 1
    if last < target.since:
        return
    year = fiscal.short_year(last)
    known = known_figures(running_total(indicator), target.fiscal_year)
    if last in known:
        value = figures.exact_number_text(indicator, known[last], FORM_LANGUAGE)
        yield _("sum up to {year}: {value}", year=year, value=value)
        return
    least = figures.exact_number_text(
        indicator, least_sum(indicator, last), FORM_LANGUAGE
    )
    yield _("sum up to {year}: at least {value}", year=year, value=least)


def _without_unit(goal: str, indicator: Indicator, target: Target) -> str:
    if isinstance(target, RangeTarget):
        return goal.removesuffix(indicator.unit)
    if target.value is None or not indicator.is_number:
        return goal
    number = figures.exact_number_text(indicator, target.value, FORM_LANGUAGE)
    return goal.replace(number + indicator.unit, number, 1)


def _time_text(fiscal_year: int, as_of: str | None) -> str:
    """R9末 for the year's last month, R8.1 for another month, R9 where only the year is known."""
    if as_of is None:
        return fiscal.short_year(fiscal_year)
    if as_of[:7] == fiscal.last_month(fiscal_year):
        return _("end of {year}", year=fiscal.short_year(fiscal_year))
    return fiscal.short_month(as_of)


def _past_figure(indicator: Indicator, year: int) -> ShownValue:
    """The figure of an earlier year, the baseline's where it is of that year, or why
    there is none.
    """
    entry = indicator.actual(year)
    if entry is None:
        return _figure_of_baseline(indicator, year)
    if entry.value is not None and entry.share_counts is not None:
        value = figures.exact_number_text(indicator, entry.value, FORM_LANGUAGE)
        value = figures.about_text(value, FORM_LANGUAGE, is_about=entry.approximate)
        return f"{value}\n{_counts_in_brackets(entry)}"
    if entry.value is not None and entry.approximate:
        value = figures.exact_number_text(indicator, entry.value, FORM_LANGUAGE)
        return figures.about_text(value, FORM_LANGUAGE, is_about=True)
    if entry.value is not None:
        return _entered_figure(indicator, entry.value)
    if entry.missing:
        return _term_text(entry.missing)
    return NOTHING


def _figure_of_baseline(indicator: Indicator, year: int) -> ShownValue:
    baseline = indicator.baseline
    if baseline is None or baseline.fiscal_year != year:
        return NOTHING
    special = special_time_text(baseline, FORM_LANGUAGE)
    counts = _counts_in_brackets(baseline)
    if special or counts or baseline.approximate:
        value = exact_baseline_number(indicator, baseline, FORM_LANGUAGE)
        return "\n".join(filter(None, (value, counts, special)))
    return _entered_figure(indicator, baseline.value)


def _counts_in_brackets(figure: Actual | Baseline) -> str:
    """The two counts of a share under its figure, without their unit: （163／182）."""
    counts = figures.share_counts_text(figure.share_counts, "", FORM_LANGUAGE)
    return _("({counts})", counts=counts) if counts else ""


def _entered_figure(indicator: Indicator, value: Decimal) -> str | Decimal:
    """A figure as it is filled in; one that a spreadsheet would round is written as text."""
    if indicator.value_type is ValueType.YES_NO:
        return vocabulary.YES if value == 1 else vocabulary.NO
    if indicator.has_stages:
        return indicator.stage(value)
    digits = value.normalize().as_tuple().digits
    if len(digits) > SIGNIFICANT_DIGITS:
        return format(value, "f")
    return value


def _expected_text(form: ReturnForm, indicator: Indicator) -> str:
    """What the path to the target expects of the year."""
    expected = form.expected(indicator, form.fiscal_year)
    target = indicator.target
    if target is None or expected is None:
        return NOTHING
    if not indicator.is_number:
        return figures.number_text(indicator, expected, FORM_LANGUAGE)
    if isinstance(target, TotalTarget):
        figure = expected_text(indicator, expected, FORM_LANGUAGE)
        return _("{value} in all", value=figure)
    if target.rule is not TargetRule.IMPROVE:
        return expected_text(indicator, expected, FORM_LANGUAGE)
    figure = figures.exact_number_text(indicator, expected, FORM_LANGUAGE)
    return beyond_text(figure, indicator.direction, FORM_LANGUAGE)


# The cells to fill in


def _inputs(form: ReturnForm, indicator: Indicator) -> list[ShownValue]:
    """Figure, month, reason, judgement and note; as far as they are registered for the year."""
    entry = indicator.actual(form.fiscal_year)
    if entry is None:
        month = _expected_month(form, indicator)
        return [None, _month_text(month), None, None, None]
    figure: str | Decimal | None = None
    missing = None
    if entry.share_counts is not None and indicator.counts is not None:
        figure = entry.share_counts.as_written()
    elif entry.value is not None:
        figure = _entered_figure(indicator, entry.value)
    if entry.missing:
        missing = _term_text(entry.missing)
    return [figure, _month_text(entry.as_of), missing, None, entry.note]


def _month_text(as_of: str | None) -> str | None:
    return fiscal.short_month(as_of) if as_of else None


def _expected_month(form: ReturnForm, indicator: Indicator) -> str | None:
    """The month to expect: that of the indicator's own day or year, else that of the
    last figure in this year; the year's last one for a state.
    """
    year = form.fiscal_year
    if indicator.counted_on is not None:
        return fiscal.day_in_year(indicator.counted_on, year)
    if indicator.calendar is Calendar.CALENDAR_YEAR:
        return f"{year}-12"
    latest = _latest_figure_before(indicator, year)
    if latest is not None and latest.as_of is not None:
        calendar_year = int(latest.as_of[:4]) + year - latest.fiscal_year
        month = latest.as_of[4:7]
        return f"{calendar_year}{month}"
    if indicator.aggregation is Aggregation.ANNUAL:
        return None
    return fiscal.last_month(year)


def _latest_figure_before(indicator: Indicator, year: int) -> Actual | Baseline | None:
    dated: list[Actual | Baseline] = list(indicator.actuals)
    if indicator.baseline:
        dated.append(indicator.baseline)
    earlier = [figure for figure in dated if figure.fiscal_year < year]
    return max(earlier, key=lambda figure: figure.fiscal_year, default=None)


# Number formats


def _format_row(
    sheet: Worksheet,
    row: int,
    columns: Sequence[TableColumn],
    indicator: Indicator,
    values: Sequence[ShownValue],
) -> None:
    """Show a share as it is typed (64.4), and hide no digit of any figure."""
    for number, (column, value) in enumerate(zip(columns, values, strict=True), 1):
        cell = sheet_cell(sheet, row, number)
        if column.input is FormColumn.VALUE:
            _format_input(cell, indicator, value)
        elif column.input is FormColumn.AS_OF:
            cell.number_format = _TEXT_FORMAT  # or R8.3 would become a date
        elif isinstance(value, Decimal):
            finer_digits = indicator.finer_digits(value)
            cell.number_format = _number_format(indicator.decimals + finer_digits)


def _format_input(cell: Cell, indicator: Indicator, value: ShownValue) -> None:
    write_value(cell, value, bold=True, size=12)
    if indicator.counts is not None:
        cell.number_format = _TEXT_FORMAT  # or 3/12 would become a date
    elif indicator.decimals and indicator.is_number:
        cell.number_format = f"{_number_format(indicator.decimals)}####"


def _number_format(decimals: int) -> str:
    if decimals == 0:
        return "#,##0"
    return f"#,##0.{'0' * decimals}"


def _term_text(term: StrEnum) -> str:
    return glossary.term_label(term, FORM_LANGUAGE)

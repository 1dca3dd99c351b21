"""What helps to fill in each sheet of the form: dropdowns, the judging formula, what is required.

The aids are made here, where the plan is known, and put onto a sheet by `aid_writing`, also
in the process that opens somebody's workbook.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from dxkpi.plan import BarState, Indicator, Missing, ValueType
from dxkpi.returns import FormColumn, ReturnForm
from dxkpi.returns.counted_choices import MARK, WITHOUT
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    HEADINGS,
    REPORTS_SHEET,
    SCHEDULE_SHEET,
    TOTALS_HEADINGS,
    TOTALS_SHEET,
    TotalsPart,
)
from dxkpi.rules import NEEDS_ATTENTION
from dxkpi.wording import glossary
from dxkpi.workbook import input_rules
from dxkpi.workbook.form_language import FORM_LANGUAGE
from dxkpi.workbook.judging_formula import judging_formula
from dxkpi.workbook.messages import (
    CellFormula,
    FigureAid,
    InputCheck,
    InputRule,
    RowFormula,
    SheetAid,
)

_ = FORM_LANGUAGE.gettext

_FIRST_COLUMN = 1
_NUMBERS_OF_PEOPLE = (
    TotalsPart.STAFF,
    TotalsPart.BLANKS,
    TotalsPart.COUNT,
    TotalsPart.ASKED,
    TotalsPart.ANSWERS,
    TotalsPart.FELT,
)

ColumnNumbers = Mapping[FormColumn, int]
"""Where the columns of a table stand on a sheet, from 1."""


@dataclass(frozen=True)
class ColumnPlace:
    """Where a column of the totals runs: its number from 1, and its rows."""

    column: int
    rows: Sequence[int]

    @property
    def area(self) -> str:
        """The area as formulas write it: $C$11:$C$18."""
        letter = get_column_letter(self.column)
        return f"${letter}${min(self.rows)}:${letter}${max(self.rows)}"


# Figures


def figures_aid(
    form: ReturnForm,
    sheet: str,
    columns: ColumnNumbers,
    indicators_by_row: Mapping[int, Indicator],
) -> SheetAid:
    """The aid of a sheet with these indicators in its rows."""
    rows = tuple(sorted(indicators_by_row))
    checks = [
        *_checks_of_figures(columns, indicators_by_row),
        *_checks_in(columns, rows, _rules_beside_figures()),
    ]
    return SheetAid(
        sheet=sheet,
        headings=HEADINGS[FormColumn.CODE],
        code_column=columns.get(FormColumn.CODE, _FIRST_COLUMN),
        input_columns=_input_columns(columns),
        rows=rows,
        checks=tuple(checks),
        advice=sheet_advice(ACTUALS_SHEET),
        figures=_figure_aid(form, columns, indicators_by_row),
    )


def _checks_of_figures(
    columns: ColumnNumbers, indicators_by_row: Mapping[int, Indicator]
) -> Iterator[InputCheck]:
    """One check for all the figures of a unit, one for all shares that are asked for
    with their counts, one for all of yes and no, and one for all of the same stages.
    """
    rows_by_rule: dict[InputRule, list[int]] = defaultdict(list)
    for row, indicator in indicators_by_row.items():
        rows_by_rule[_rule_of_figure(indicator)].append(row)
    for rule, rows in rows_by_rule.items():
        yield from _checks_in(columns, rows, {FormColumn.VALUE: rule})


def _rule_of_figure(indicator: Indicator) -> InputRule:
    match indicator.value_type:
        case ValueType.NUMBER if indicator.counts is not None:
            return input_rules.counts_rule()
        case ValueType.NUMBER:
            return input_rules.figure_rule(indicator.unit)
        case ValueType.YES_NO:
            return input_rules.yes_no_rule()
        case ValueType.STAGE:
            return input_rules.stage_rule(indicator.stages)


def _rules_beside_figures() -> dict[FormColumn, InputRule]:
    return {
        FormColumn.AS_OF: input_rules.month_rule(),
        FormColumn.MISSING: input_rules.term_rule(
            Missing,
            _("Why there is no figure"),
            _("Choose only where the figure is left blank."),
        ),
        FormColumn.NOTE: input_rules.note_rule(),
        FormColumn.COUNTERMEASURE: input_rules.countermeasure_rule(),
    }


def _figure_aid(
    form: ReturnForm,
    columns: ColumnNumbers,
    indicators_by_row: Mapping[int, Indicator],
) -> FigureAid | None:
    if FormColumn.VALUE not in columns:
        return None
    formulas, whole_rows = [], []
    for row, indicator in indicators_by_row.items():
        formulas.append(
            RowFormula(row, judging_formula(form.of_figure(indicator), indicator))
        )
        if indicator.is_number and indicator.decimals == 0:
            whole_rows.append(row)
    return FigureAid(
        value_column=columns[FormColumn.VALUE],
        note_column=columns.get(FormColumn.NOTE),
        formulas=tuple(formulas),
        whole_rows=tuple(whole_rows),
        late_glyphs=_late_glyphs(),
    )


def _late_glyphs() -> tuple[str, ...]:
    """The marks of the statuses that ask for causes, the mildest first."""
    return tuple(glossary.term_glyph(status) for status in reversed(NEEDS_ATTENTION))


# The schedule


def schedule_aid(sheet: str, columns: ColumnNumbers, rows: Iterable[int]) -> SheetAid:
    """The aid of a sheet with entries of the schedule in these rows."""
    sorted_rows = tuple(sorted(rows))
    rules = {
        FormColumn.STATE: input_rules.term_rule(
            BarState, _("Progress"), _("Choose from the list.")
        ),
        FormColumn.PERCENT: input_rules.percent_rule(),
        FormColumn.COMMENT: input_rules.comment_rule(),
    }
    return SheetAid(
        sheet=sheet,
        headings=HEADINGS[FormColumn.CODE],
        code_column=columns.get(FormColumn.CODE, _FIRST_COLUMN),
        input_columns=_input_columns(columns),
        rows=sorted_rows,
        checks=tuple(_checks_in(columns, sorted_rows, rules)),
        advice=sheet_advice(SCHEDULE_SHEET),
    )


# The yearly reports


def reports_aid(sheet: str, columns: ColumnNumbers, rows: Iterable[int]) -> SheetAid:
    """The aid of a sheet with yearly reports of initiatives in these rows."""
    sorted_rows = tuple(sorted(rows))
    return SheetAid(
        sheet=sheet,
        headings=HEADINGS[FormColumn.CODE],
        code_column=columns.get(FormColumn.CODE, _FIRST_COLUMN),
        input_columns=_input_columns(columns),
        rows=sorted_rows,
        checks=tuple(_checks_in(columns, sorted_rows, input_rules.report_rules())),
        advice=sheet_advice(REPORTS_SHEET),
    )


def _input_columns(columns: ColumnNumbers) -> tuple[int, ...]:
    return tuple(
        number for column, number in columns.items() if column is not FormColumn.CODE
    )


def _checks_in(
    columns: ColumnNumbers, rows: Iterable[int], rules: Mapping[FormColumn, InputRule]
) -> Iterator[InputCheck]:
    """The checks of the columns that are on the sheet, in the order of the rules."""
    sorted_rows = tuple(sorted(rows))
    for column, rule in rules.items():
        if column in columns and sorted_rows:
            yield InputCheck(columns[column], sorted_rows, rule)


# A staff survey's totals


def totals_aid(
    sheet: str,
    fields: Mapping[TotalsPart, str],
    columns: Mapping[TotalsPart, ColumnPlace],
    decimals: int,
) -> SheetAid:
    """The aid of a staff survey's totals: the cells of its fields, the columns of its tables.

    The rate is worked out with so many decimals.
    """
    places = dict(columns)
    for part, cell in fields.items():
        row, column = coordinate_to_tuple(cell)
        places[part] = ColumnPlace(column, [row])
    rows = {row for place in places.values() for row in place.rows}
    all_headings = [text for texts in TOTALS_HEADINGS.values() for text in texts]
    return SheetAid(
        sheet=sheet,
        headings=tuple(all_headings),
        code_column=_FIRST_COLUMN,
        input_columns=tuple(place.column for place in places.values()),
        rows=tuple(sorted(rows)),
        checks=tuple(_checks_of_totals(places)),
        advice=sheet_advice(TOTALS_SHEET),
        worked_out=tuple(_formulas_of_totals(fields, columns, decimals)),
    )


def _checks_of_totals(places: Mapping[TotalsPart, ColumnPlace]) -> Iterator[InputCheck]:
    rules = {
        TotalsPart.QUESTION: input_rules.question_rule(),
        TotalsPart.HELD: input_rules.survey_day_rule(),
        TotalsPart.MARK: input_rules.mark_rule(),
    }
    rules |= dict.fromkeys(_NUMBERS_OF_PEOPLE, input_rules.people_rule())
    for part, rule in rules.items():
        place = places.get(part)
        if place is not None and place.rows:
            yield InputCheck(place.column, tuple(sorted(place.rows)), rule)


def _formulas_of_totals(
    fields: Mapping[TotalsPart, str],
    columns: Mapping[TotalsPart, ColumnPlace],
    decimals: int,
) -> Iterator[CellFormula]:
    """The formulas of the fields that are worked out beside: a slip is seen at once."""
    areas = {part: place.area for part, place in columns.items() if place.rows}
    if TotalsPart.MARK not in areas or TotalsPart.COUNT not in areas:
        return
    marks, counts = areas[TotalsPart.MARK], areas[TotalsPart.COUNT]
    answers = f'(SUM({counts})-SUMIF({marks},"{WITHOUT}",{counts}))'
    positive = f'SUMIF({marks},"{MARK}",{counts})'
    formulas = {TotalsPart.RATE: _rate_formula(positive, answers, decimals)}
    if TotalsPart.STAFF in fields:
        staff = fields[TotalsPart.STAFF]
        formulas[TotalsPart.RESPONSE] = _response_formula(answers, staff)
    if TotalsPart.ANSWERS in areas:
        of_departments = areas[TotalsPart.ANSWERS]
        formulas[TotalsPart.GROUPED] = _grouped_formula(of_departments, answers)
    for part, formula in formulas.items():
        if part in fields:
            yield CellFormula(fields[part], formula)


def _rate_formula(positive: str, answers: str, decimals: int) -> str:
    """実感率: the positive among the answers, in percent."""
    rate = f"ROUND(100*{positive}/{answers},{decimals})"
    return f'=IF({answers}>0,{rate},"")'


def _response_formula(answers: str, staff: str) -> str:
    """回答率: the answers of the staff invited, in percent."""
    rate = f"ROUND(100*{answers}/{staff},1)"
    return f'=IF(AND({answers}>0,N({staff})>0),{rate},"")'


def _grouped_formula(of_departments: str, answers: str) -> str:
    """The answers of the departments beside those of the choices."""
    sums = f'SUM({of_departments})&" / "&{answers}'
    return f'=IF(COUNT({of_departments})>0,{sums},"")'


# The line above a table


def sheet_advice(sheet: str) -> str:
    """What to do on a sheet of the form, in one line."""
    if sheet == TOTALS_SHEET:
        return _(
            "Only where there is no file of answers: write the totals of the staff survey. "
            "Left blank, nothing changes. The rate becomes the actual."
        )
    if sheet == ACTUALS_SHEET:
        return _(
            "Fill in the yellow cells only. Shares are written like 64.4, without a sign. "
            "Where a figure is not known yet, leave it blank and choose the reason."
        )
    if sheet == REPORTS_SHEET:
        return _(
            "Choose the state at the end of the year and write what was done, in the yellow "
            "cells. Several lines in a cell: Alt + Enter. The grey column is the last report."
        )
    return _(
        "Choose the progress at the end of the year in the yellow cells. "
        "Percent and comment where there is something to say."
    )

"""How the form looks and helps: colours, dropdowns with Japanese messages, the judging formula, what turns orange.

The fresh form and the returned one are dressed by the same functions. Rules are plain data, so that they can be handed
to the process that opens somebody's workbook.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import terms
from dxkpi.i18n import _
from dxkpi.plan import Actual, BarState, Indicator, Missing, ValueType
from dxkpi.progress import Status, judge
from dxkpi.submission import Form

FONT = "BIZ UDPゴシック"
HEADER, INPUT_HEADER, INPUT = "E6EAEF", "FFD95C", "FFF6D1"
REQUIRED, ERROR, ERROR_EDGE, HELD, HELD_EDGE = "FFB98A", "F9CFCF", "850000", "FFD95C", "604B00"
STATUS_HEADING = "判定の目安(自動)"
RESULT_HEADING = "確認結果"
LONGEST_TEXT = 2000
SIGNIFICANT = 15  # the digits that Excel keeps of a number
YES, NO = "実施", "未実施"
_LATE = "△▲×"
_EDGE = Side(style="thin", color="C9D0D8")


@dataclass(frozen=True)
class Rule:
    """What an indicator's input cell takes, and the formula of its status with {v} for that cell."""

    unit: str
    yes_no: bool
    formula: str


def rules(form: Form) -> dict[str, dict[str, object]]:
    """The rule of each indicator of a form by code, as plain data."""
    return {
        i.code: asdict(Rule(i.unit, i.value_type is ValueType.YES_NO, status_formula(form, i))) for i in form.indicators
    }


def clean(text: str) -> str:
    """A text without the letters that no workbook can hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell of a sheet in which nothing is merged."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def put(cell: Cell, value: Any, *, bold: bool = False, size: int = 10, colour: str = "1A1A1A") -> Cell:
    """Write a value as itself: text that begins like a formula stays text, letters that no workbook holds are left out."""
    if isinstance(value, str):
        value = clean(value)
    cell.value = value
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@"):
        cell.data_type = "s"
        cell.quotePrefix = True
    cell.font = Font(name=FONT, size=size, bold=bold, color=colour)
    return cell


def frame(cell: Cell, fill: str | None = None, *, centred: bool = False, unlocked: bool = False) -> None:
    edge(cell)
    cell.alignment = Alignment(
        wrap_text=True, vertical="center", horizontal="center" if centred else "left", indent=0 if centred else 1
    )
    if fill:
        cell.fill = PatternFill("solid", start_color=fill)
    cell.protection = Protection(locked=not unlocked)


def edge(cell: Cell) -> None:
    """The thin line around every cell of the table."""
    cell.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def number_format(unit: str, decimals: int) -> str:
    """How a figure is shown: a share as it is typed (64.4), counts in thousands; no digit is ever hidden."""
    if unit == "%" or decimals:
        return f"#,##0.{'0' * max(decimals, 1)}####"
    return "#,##0.######" if decimals else "#,##0"


def status_formula(form: Form, indicator: Indicator) -> str:
    """The status that a figure leads to, as an Excel formula with {v} for its cell; empty where nothing is judged.

    The statuses are those of `dxkpi.progress.judge` itself, asked at and between all figures where it can change; the
    year is taken as over, because it will be when the form is filled in.
    """
    if indicator.target is None:
        return ""
    if indicator.value_type is ValueType.YES_NO:
        yes, no = (_word(_status(form, indicator, Decimal(value))) for value in (1, 0))
        return f'=IF({{v}}="{YES}","{yes}",IF({{v}}="{NO}","{no}",""))'
    pieces = _pieces(form, indicator)
    formula = f'"{_word(pieces[0][2])}"'
    for bound, included, status in pieces[1:]:
        formula = f'IF({{v}}{">=" if included else ">"}{format(bound, "f")},"{_word(status)}",{formula})'
    return f'=IF(ISNUMBER({{v}}),{formula},"")'


def _status(form: Form, indicator: Indicator, value: Decimal) -> Status:
    actual = Actual(fiscal_year=form.fiscal_year, value=value)
    over = replace(form, last_closed=max(form.last_closed, form.fiscal_year))
    return over.judged(indicator.with_actual(actual)).status


def _pieces(form: Form, indicator: Indicator) -> list[tuple[Decimal, bool, Status]]:
    """Where the status changes, from the lowest figure up: the bound, whether it belongs to the piece, its status."""
    bounds = sorted(_bounds(form, indicator))
    edges = [bounds[0] - 1, *bounds, bounds[-1] + 1] if bounds else [Decimal(-1), Decimal(1)]
    pieces = [(edges[0], True, _status(form, indicator, edges[0]))]
    for bound, above in zip(bounds, edges[2:], strict=False):
        for included, at in ((True, bound), (False, (bound + above) / 2)):
            status = _status(form, indicator, at)
            if status is not pieces[-1][2]:
                pieces.append((bound, included, status))
    return pieces


def _bounds(form: Form, indicator: Indicator) -> set[Decimal]:
    """Every figure at which a judgement of this year can change."""
    target, baseline, year = indicator.target, indicator.baseline, form.fiscal_year
    before = indicator.actual(year - 1)
    expected = judge(indicator.with_actual(Actual(fiscal_year=year, value=Decimal(0))), year).expected
    known = [one.value for one in (target, baseline, before) if one is not None]
    bounds = {value for value in (*known, expected) if value is not None} | {Decimal(0)}
    if target and year in target.yearly:
        bounds.add(target.yearly[year])
    if baseline is not None and expected is not None:
        way = Fraction(expected) - Fraction(baseline.value)
        for band in form.profile.bands:
            if band.at_least is not None:
                at = Fraction(baseline.value) + way * Fraction(band.at_least)
                bounds.add(Decimal(at.numerator) / Decimal(at.denominator))
    return {Decimal(f"{bound:.{SIGNIFICANT}g}") for bound in bounds}


def _word(status: Status) -> str:
    return f"{terms.glyph(status)} {terms.label(status)}"


def help_figures(
    sheet: Worksheet, columns: Mapping[str, int], rows: Mapping[int, Mapping[str, object]], status: int | None
) -> None:
    """Dropdowns, messages and the judging formula of sheet 実績. `columns` by name, `rows` the rule of each row."""
    at = _cells(columns)
    units: dict[tuple[object, object], list[int]] = {}
    for row, rule in rows.items():
        units.setdefault((rule["unit"], rule["yes_no"]), []).append(row)
    for (unit, yes_no), own in units.items():
        if "value" in columns:
            _validate(sheet, _yes_no() if yes_no else _figure(str(unit)), at("value", own))
    if "as_of" in columns:
        _validate(sheet, _words(30, _("When"), _("Write the month like R8.3. Leave it blank for the whole year.")),
                  at("as_of", rows))  # fmt: skip
    if "missing" in columns:
        _validate(sheet, _list(Missing, _("Why there is no figure"), _("Choose only where the figure is left blank.")),
                  at("missing", rows))  # fmt: skip
    if "note" in columns:
        _validate(sheet, _words(LONGEST_TEXT, _("Causes and next steps"), _("Required where the status is △, ▲ or ×.")),
                  at("note", rows))  # fmt: skip
    if status is None or "value" not in columns:
        return
    for row, rule in rows.items():
        cell = sheet.cell(row, status)
        formula = str(rule["formula"]).replace("{v}", f"${get_column_letter(columns['value'])}{row}")
        cell.value = formula or None
    if "note" in columns and rows:
        first, note, shown = min(rows), get_column_letter(columns["note"]), get_column_letter(status)
        late = "OR(" + ",".join(f'LEFT(${shown}{first},1)="{glyph}"' for glyph in _LATE) + ")"
        empty = f"LEN(TRIM(${note}{first}))=0"
        area = f"{note}{first}:{note}{max(rows)}"
        fill = PatternFill("solid", start_color=REQUIRED, end_color=REQUIRED, bgColor=REQUIRED)
        sheet.conditional_formatting.add(area, FormulaRule(formula=[f"AND({late},{empty})"], fill=fill))  # type: ignore[no-untyped-call]


def help_progress(sheet: Worksheet, columns: Mapping[str, int], rows: Sequence[int]) -> None:
    """Dropdowns and messages of sheet 工程."""
    at = _cells(columns)
    if "state" in columns:
        _validate(sheet, _list(BarState, _("Progress"), _("Choose from the list.")), at("state", rows))
    if "percent" in columns:
        _validate(sheet, _percent(), at("percent", rows))
    if "comment" in columns:
        _validate(
            sheet, _words(LONGEST_TEXT, _("Comment"), _("Where something changed or is late.")), at("comment", rows)
        )


def _cells(columns: Mapping[str, int]) -> Callable[[str, Iterable[int]], list[str]]:
    return lambda column, rows: [f"{get_column_letter(columns[column])}{row}" for row in rows]


def _validate(sheet: Worksheet, validation: DataValidation, cells: Iterable[str]) -> None:
    own = list(cells)
    if own:
        for cell in own:
            validation.add(cell)
        sheet.add_data_validation(validation)


def _figure(unit: str) -> DataValidation:
    words = (
        _("Write the share as a number without the sign: 64.4")
        if unit == "%"
        else _("Write the number alone, in {unit}.", unit=unit)
        if unit
        else _("Write the number alone.")
    )
    return _told(
        DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15", errorStyle="warning"),
        _("Actual"), words, _("This is not a number. It will be asked about when the form is registered."),
    )  # fmt: skip


def _yes_no() -> DataValidation:
    words = _("Choose {yes} or {no}.", yes=YES, no=NO)
    return _told(DataValidation(type="list", formula1=f'"{YES},{NO}"'), _("Actual"), words, words)


def _list(kind: type[Missing] | type[BarState], title: str, words: str) -> DataValidation:
    labels = ",".join(terms.label(term) for term in kind)
    return _told(DataValidation(type="list", formula1=f'"{labels}"'), title, words, _("Choose from the list."))


def _percent() -> DataValidation:
    words = _("A number from 0 to 100, if it is known.")
    check = DataValidation(type="decimal", operator="between", formula1="0", formula2="100")
    return _told(check, _("Progress in percent"), words, words)


def _words(longest: int, title: str, words: str) -> DataValidation:
    check = DataValidation(type="textLength", operator="lessThanOrEqual", formula1=str(longest), errorStyle="warning")
    return _told(check, title, words, _("At most {n} characters.", n=longest))


def _told(check: DataValidation, title: str, words: str, refusal: str) -> DataValidation:
    check.allow_blank, check.showInputMessage, check.showErrorMessage = True, True, True
    check.promptTitle, check.prompt, check.errorTitle, check.error = title, words, title, refusal
    return check

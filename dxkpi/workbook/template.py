"""The yearly form as an Excel workbook: everything that is known is filled in, only the yellow cells are left.

One row for each indicator and each entry of the schedule; the sheet prints on A4 landscape with its headings on every
page. Words are Japanese whatever language the screen speaks, because the people who fill it in are.
"""

import io
import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi import fiscal, terms
from dxkpi.i18n import _, ngettext, speaking
from dxkpi.plan import (
    Aggregation,
    BarState,
    Certainty,
    Indicator,
    Missing,
    ScheduleItem,
    TargetRule,
    ValueType,
    figures,
)
from dxkpi.progress import JUDGED, Judgement, Status, wording
from dxkpi.submission import Bar, Column, Form
from dxkpi.submission.columns import ACTUALS_SHEET, GUIDE_SHEET, HEADINGS, ORIGIN_SHEET, SCHEDULE_SHEET, heading
from dxkpi.workbook import dress, origin

HEAD_ROW = 5
YEARS_BEFORE = 3
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


class _Col(NamedTuple):
    """A column of a sheet: its heading, its width in characters, and which input it takes, if any."""

    heading: str
    width: float
    input: Column | None = None


def make(form: Form, deadline: date | None = None, contact: str | None = None) -> bytes:
    """The workbook of a form. `deadline` and `contact` are printed where they are given."""
    with speaking("ja"):
        book = Workbook()
        assert book.active is not None
        book.active.title = ACTUALS_SHEET
        _actuals(book[ACTUALS_SHEET], form, deadline, contact)
        _schedule(book.create_sheet(SCHEDULE_SHEET), form, deadline, contact)
        _guide(book.create_sheet(GUIDE_SHEET), form, deadline, contact)
        _origin(book.create_sheet(ORIGIN_SHEET), form)
        book.properties.title, book.properties.creator = _title(form), "dxkpi"
        packed = io.BytesIO()
        book.save(packed)
    return packed.getvalue()


def file_name(form: Form) -> str:
    """実績様式-令和7年度-人事課.xlsx, with no letter that a file system refuses."""
    with speaking("ja"):
        parts = ("実績様式", fiscal.wareki(form.fiscal_year), form.department or form.plan.municipality.name)
    return _FORBIDDEN.sub("＿", "-".join(parts))[:120] + ".xlsx"


# 実績


def _actuals(sheet: Worksheet, form: Form, deadline: date | None, contact: str | None) -> None:
    year = form.fiscal_year
    before = range(year - YEARS_BEFORE, year)
    columns = [
        _Col(heading(Column.CODE), 7),
        _Col("指標（基本方針・施策）", 30),
        _Col("定義", 28),
        _Col("単位", 6),
        _Col("現状値", 9),
        _Col("目標値", 11),
        *(_Col(f"{fiscal.short(y)}\n{heading(Column.VALUE).removesuffix('値')}", 8) for y in before),
        _Col(f"{fiscal.short(year)}\n期待値", 10),
        _Col(f"{fiscal.short(year)}\n{heading(Column.VALUE)}", 13, Column.VALUE),
        _Col(heading(Column.AS_OF), 9, Column.AS_OF),
        _Col(heading(Column.MISSING), 13, Column.MISSING),
        _Col(dress.STATUS_HEADING, 13),
        _Col(heading(Column.NOTE), 36, Column.NOTE),
    ]
    n = len(form.indicators)
    count = ngettext("{n} indicator", "{n} indicators", n)
    _top(
        sheet,
        form,
        columns,
        count,
        deadline,
        contact,
        _(
            "Fill in the yellow cells only. Shares are written like 64.4, without a sign. Where a figure is not known yet, leave it blank and choose the reason."
        ),
    )
    rules = dress.rules(form)
    rows: dict[int, dict[str, object]] = {}
    for row, indicator in enumerate(form.indicators, start=HEAD_ROW + 1):
        _indicator_row(sheet, row, form, indicator, columns)
        rows[row] = rules[indicator.code]
    at = {column.input.value: n for n, column in enumerate(columns, start=1) if column.input}
    status = next(n for n, column in enumerate(columns, start=1) if column.heading == dress.STATUS_HEADING)
    dress.help_figures(sheet, at, rows, status)
    if not rows:
        _sentence(sheet, HEAD_ROW + 1, _("There is no indicator to report. See sheet {sheet}.", sheet=SCHEDULE_SHEET))
    else:
        marks = "　".join(f"{terms.glyph(s)} {terms.label(s)}" for s in Status if s in JUDGED)
        last = HEAD_ROW + len(rows)
        _sentence(
            sheet,
            last + 1,
            _("Marks: {marks}. Where it is △, ▲ or ×, write causes and next steps (orange while blank).", marks=marks),
        )
        _sentence(
            sheet,
            last + 2,
            _(
                "Rows are found by their number and columns by their heading, so their order may change. Sheet {sheet} is to be filled in as well.",
                sheet=SCHEDULE_SHEET,
            ),
        )
    _finish(sheet, form, columns, len(rows))


def _indicator_row(sheet: Worksheet, row: int, form: Form, indicator: Indicator, columns: Sequence[_Col]) -> None:
    year, judgement = form.fiscal_year, form.judged(indicator)
    entry = indicator.actual(year)
    place = _place(form, indicator)
    shown: list[object] = [
        indicator.code,
        _named(indicator.name, place),
        indicator.definition or "",
        indicator.unit,
        _dated(_plain(indicator, indicator.baseline.value), indicator.baseline.fiscal_year)
        if indicator.baseline
        else _("not known"),
        _goal(indicator),
        *(_past(indicator, y) for y in range(year - YEARS_BEFORE, year)),
        _expected(indicator, judgement),
        _input(indicator, entry.value if entry else None),
        fiscal.short_month(when) if (when := _when(form, indicator)) else None,
        terms.label(entry.missing) if entry and entry.missing else None,
        None,
        entry.note if entry else None,
    ]
    for n, (column, value) in enumerate(zip(columns, shown, strict=True), start=1):
        cell = dress.cell_at(sheet, row, n)
        if isinstance(value, CellRichText):
            cell.value = value
        else:
            dress.put(cell, value, bold=column.input is Column.VALUE, size=12 if column.input is Column.VALUE else 10)
        if isinstance(value, Decimal):
            cell.number_format = dress.number_format(indicator.unit, indicator.decimals)
        long = column.width > 20
        dress.frame(cell, dress.INPUT if column.input else None, centred=not long, unlocked=column.input is not None)
        if column.input is Column.VALUE and indicator.value_type is ValueType.NUMBER:
            cell.number_format = dress.number_format(indicator.unit, indicator.decimals)
        if column.input is Column.AS_OF:
            cell.number_format = "@"
    texts = [(_text(value), column.width) for column, value in zip(columns, shown, strict=True)]
    sheet.row_dimensions[row].height = _height(texts)


def _named(name: str, place: str) -> CellRichText | str:
    clean = dress.clean(name)
    strong = InlineFont(rFont=dress.FONT, sz=10, b=True)
    faint = InlineFont(rFont=dress.FONT, sz=8, color=Color("595959"))
    return CellRichText(TextBlock(strong, clean), TextBlock(faint, "\n" + place)) if place else clean


def _place(form: Form, indicator: Indicator) -> str:
    measure = form.plan.measure(indicator.measure)
    policy = form.plan.policy(indicator.policy)
    own = measure or policy
    return dress.clean(f"{own.number} {own.name}") if own else ""


def _plain(indicator: Indicator, value: Decimal) -> str:
    return figures.number(indicator, value, figures.finer_digits(indicator, value))


def _dated(text: str, year: int | None) -> str:
    return f"{text}\n{_('end of {year}', year=fiscal.short(year))}" if year is not None else text


def _goal(indicator: Indicator) -> str:
    words = wording.goal(indicator)
    if words is None:
        return _("none")
    return _dated(
        words.replace(indicator.unit, "", 1) if indicator.unit == "%" else words,
        indicator.target.fiscal_year if indicator.target else None,
    )


def _past(indicator: Indicator, year: int) -> Decimal | str:
    entry = indicator.actual(year)
    if entry is None and indicator.baseline is not None and indicator.baseline.fiscal_year == year:
        return _input(indicator, indicator.baseline.value) or ""
    if entry is None or (entry.value is None and entry.missing is None):
        return "－"
    return terms.label(entry.missing) if entry.missing else _input(indicator, entry.value) or ""


def _input(indicator: Indicator, value: Decimal | None) -> Decimal | str | None:
    if value is None or indicator.value_type is ValueType.NUMBER:
        return value
    return dress.YES if value == 1 else dress.NO


def _expected(indicator: Indicator, judgement: Judgement) -> str:
    if indicator.target is None:
        return "－"
    if judgement.expected is not None and indicator.target.rule is TargetRule.REACH:
        return wording.expected(indicator, judgement.expected)
    if judgement.expected is not None and indicator.target.rule is TargetRule.IMPROVE:
        words = _("above {value}") if indicator.direction.value == "higher" else _("below {value}")
        return words.format(value=_plain(indicator, judgement.expected))
    return wording.year_goal(judgement) or "－"


def _when(form: Form, indicator: Indicator) -> str | None:
    """The month to expect: the one registered, that of the last figure carried to this year, the year's last for a state."""
    year = form.fiscal_year
    if entry := indicator.actual(year):
        return entry.as_of
    earlier = [a for a in (*indicator.actuals, indicator.baseline) if a and a.fiscal_year < year and a.as_of]
    if earlier:
        last = max(earlier, key=lambda a: a.fiscal_year)
        assert last.as_of is not None
        return f"{int(last.as_of[:4]) + year - last.fiscal_year}{last.as_of[4:7]}"
    return None if indicator.aggregation is Aggregation.ANNUAL else fiscal.last_month(year)


# 工程


def _schedule(sheet: Worksheet, form: Form, deadline: date | None, contact: str | None) -> None:
    columns = [
        _Col(heading(Column.CODE), 9),
        _Col("施策", 30),
        _Col("工程", 40),
        _Col("期間", 20),
        _Col("前回の進捗", 14),
        _Col(heading(Column.STATE), 13, Column.STATE),
        _Col(HEADINGS[Column.PERCENT][0], 12, Column.PERCENT),
        _Col(heading(Column.COMMENT), 46, Column.COMMENT),
    ]
    count = ngettext("{n} entry of the schedule", "{n} entries of the schedule", len(form.bars))
    _top(
        sheet,
        form,
        columns,
        count,
        deadline,
        contact,
        _(
            "Choose the progress at the end of {year} in the yellow cells. Percent and comment where there is something to say.",
            year=fiscal.wareki(form.fiscal_year),
        ),
    )
    for row, bar in enumerate(form.bars, start=HEAD_ROW + 1):
        shown = _bar(form, bar)
        for n, (column, value) in enumerate(zip(columns, shown, strict=True), start=1):
            cell = dress.put(dress.cell_at(sheet, row, n), value)
            dress.frame(
                cell,
                dress.INPUT if column.input else None,
                centred=column.width <= 20,
                unlocked=column.input is not None,
            )
        texts = [(_text(value), column.width) for column, value in zip(columns, shown, strict=True)]
        sheet.row_dimensions[row].height = _height(texts)
    at = {column.input.value: n for n, column in enumerate(columns, start=1) if column.input}
    dress.help_progress(sheet, at, range(HEAD_ROW + 1, HEAD_ROW + 1 + len(form.bars)))
    if not form.bars:
        _sentence(sheet, HEAD_ROW + 1, _("There is no entry of the schedule to report."))
    _finish(sheet, form, columns, len(form.bars))


def _bar(form: Form, bar: Bar) -> list[object]:
    stored = form.progress.get(bar.key)
    now = stored if stored and stored.fiscal_year == form.fiscal_year else None
    earlier = f"{terms.label(stored.state)}\n{fiscal.short(stored.fiscal_year)}" if stored and not now else "－"
    own = bar.item.initiative and next(
        (i.name for i in bar.measure.initiatives if i.number == bar.item.initiative), None
    )
    return [
        bar.code,
        f"{bar.measure.number} {bar.measure.name}",
        f"{bar.item.label}\n（{own}）" if own and own != bar.item.label else bar.item.label,
        _period(bar.item),
        earlier,
        terms.label(now.state) if now else None,
        now.percent if now else None,
        now.comment if now else None,
    ]


def _period(item: ScheduleItem) -> str:
    words = fiscal.span(item.start, item.end) or _("not stated")
    sure = item.certainty is Certainty.STATED
    return words if sure else f"{words}\n（{terms.label(item.certainty)}）"


# 記入要領 and the hidden sheet


def _guide(sheet: Worksheet, form: Form, deadline: date | None, contact: str | None) -> None:
    reasons = "、".join(terms.label(reason) for reason in Missing)
    lines = [
        _(
            "Fill in the yellow cells of sheets {actuals} and {schedule}. All other cells are locked.",
            actuals=ACTUALS_SHEET,
            schedule=SCHEDULE_SHEET,
        ),
        _("Write one figure in a cell. Shares are written like 64.4 (not 0.644), counts like 1234 or 1,234."),
        _("These are read and listed for you to check: ７５．０％, 1,234件, ▲3.2, 約30, 1.2万人 where the unit is 人."),
        _(
            "These are asked about: 43（16）, 12※, 10～12, a share over 100, a running total that has fallen, a large jump."
        ),
        _(
            "Where there is no figure, leave the cell blank and choose the reason: {reasons}. Do not write 0 or 集計中.",
            reasons=reasons,
        ),
        _(
            "The column {column} shows how the figure will be judged. It is worked out by itself.",
            column=dress.STATUS_HEADING,
        ),
        _("Where it shows △, ▲ or ×, causes and next steps must be written. The cell is orange until they are."),
        _("The month is written like R8.3. Where a figure is of the whole year, it may be blank."),
        _(
            "Progress of the schedule: {states}. Dashed periods are inferred from the plan's layout.",
            states="、".join(terms.label(s) for s in BarState),
        ),
        _("Rows and columns may be moved or hidden. Do not change the numbers in the first column."),
        _(
            "Save as .xlsx without a password, and hand it in on the screen 実績の登録. It answers cell by cell; nothing is stored before you register."
        ),
    ]
    if deadline:
        lines.append(_("Hand in by {day}.", day=fiscal.month_label(deadline.isoformat())))
    if contact:
        lines.append(_("Questions: {contact}", contact=contact))
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 5, 110
    dress.put(dress.cell_at(sheet, 1, 1), _title(form), bold=True, size=14)
    for n, line in enumerate(lines, start=1):
        number, text = dress.cell_at(sheet, n + 2, 1), dress.cell_at(sheet, n + 2, 2)
        dress.put(number, n)
        number.alignment = Alignment(vertical="top", horizontal="center")
        dress.put(text, line).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[n + 2].height = _height([(line, 110)])
    _paper(sheet, form)


def _origin(sheet: Worksheet, form: Form) -> None:
    for row, (key, value) in enumerate(origin.facts(form).items(), start=1):
        dress.put(dress.cell_at(sheet, row, 1), key)
        cell = dress.put(dress.cell_at(sheet, row, 2), value)
        cell.number_format = "@"
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


# What the sheets share


def _title(form: Form) -> str:
    return _("{year} {plan}: form for actuals", year=fiscal.wareki(form.fiscal_year), plan=form.plan.about.title)


def _top(
    sheet: Worksheet, form: Form, columns: Sequence[_Col], count: str, deadline: date | None, contact: str | None,
    advice: str,
) -> None:  # fmt: skip
    city = form.plan.municipality
    who = [city.name + (_(" (invented)") if city.fictional else ""), form.department or "", count]
    if deadline:
        who.append(_("Hand in by {day}.", day=fiscal.month_label(deadline.isoformat())).rstrip("。"))
    if contact:
        who.append(_("Questions: {contact}", contact=contact))
    dress.put(dress.cell_at(sheet, 1, 1), _title(form), bold=True, size=14)
    dress.put(dress.cell_at(sheet, 2, 1), "　".join(part for part in who if part))
    dress.put(dress.cell_at(sheet, 3, 1), advice)
    first = next(n for n, column in enumerate(columns, start=1) if column.input)
    dress.put(
        dress.cell_at(sheet, 4, 1), _("From the plan and earlier years (cannot be changed)"), size=9, colour="595959"
    )
    dress.put(dress.cell_at(sheet, 4, first), _("▼ Fill in the yellow cells"), size=9, bold=True, colour="604B00")
    for n, column in enumerate(columns, start=1):
        cell = dress.put(dress.cell_at(sheet, HEAD_ROW, n), column.heading, bold=True)
        dress.frame(cell, dress.INPUT_HEADER if column.input else dress.HEADER, centred=True)
        sheet.column_dimensions[get_column_letter(n)].width = column.width
    sheet.row_dimensions[HEAD_ROW].height = 34


def _sentence(sheet: Worksheet, row: int, text: str) -> None:
    dress.put(dress.cell_at(sheet, row, 1), text, size=9, colour="595959")


def _finish(sheet: Worksheet, form: Form, columns: Sequence[_Col], rows: int) -> None:
    sheet.freeze_panes = dress.cell_at(sheet, HEAD_ROW + 1, 3)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{HEAD_ROW + max(rows, 1) + 2}"
    sheet.sheet_view.showGridLines = False
    sheet.sheet_view.zoomScale = 90
    _paper(sheet, form)


def _paper(sheet: Worksheet, form: Form) -> None:
    city = form.plan.municipality
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.8, 0.7
    sheet.page_margins.header = sheet.page_margins.footer = 0.35
    name = city.name + (_(" (invented)") if city.fictional else "")
    head, foot = sheet.oddHeader, sheet.oddFooter
    assert head is not None
    assert foot is not None
    head.left.text = _code_safe(f"{name}　{form.department or ''}")
    head.right.text = _code_safe(f"{fiscal.wareki(form.fiscal_year)} 実績様式（第{origin.FORMAT}版）")
    foot.center.text = "&P / &N ページ"
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False


def _code_safe(text: str) -> str:
    """A header's text: & begins a code there, and there is room for 255 letters."""
    return dress.clean(text).replace("&", "&&")[:80]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _height(texts: Sequence[tuple[str, float]]) -> float:
    """The height in points at which every cell of a row shows all its lines."""
    return max(32.0, 4 + 13.5 * max(sum(_lines(line, width) for line in text.split("\n")) for text, width in texts))


def _lines(text: str, width: float) -> int:
    wide = sum(2 if unicodedata.east_asian_width(letter) in "FWA" else 1 for letter in text)
    return max(1, math.ceil(wide * 1.06 / max(width - 3, 1)))

"""The yearly form as an Excel workbook: everything that is known is filled in, only the yellow cells are left.

One row for each indicator and each entry of the schedule; the sheets print on A4 landscape with their headings on every
page. Words are Japanese whatever language the screen speaks, because the people who fill it in are.
"""

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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
    Actual,
    Aggregation,
    BarState,
    Baseline,
    Certainty,
    Direction,
    Indicator,
    Missing,
    Progress,
    ScheduleItem,
    ScheduleKind,
    Target,
    TargetRule,
    ValueType,
    figures,
)
from dxkpi.progress import Profile, Status, expected_value, wording
from dxkpi.submission import Bar, Column, Form
from dxkpi.submission.columns import ACTUALS_SHEET, GUIDE_SHEET, ORIGIN_SHEET, SCHEDULE_SHEET, TOTALS_SHEET, heading
from dxkpi.workbook import aids, dress, judging, origin, totals

HEAD_ROW = 5
YEARS_BEFORE = 3

_NOTHING = "－"
_LONGEST_NAME = 60
_WEEKDAYS = "月火水木金土日"
_REFUSED_IN_NAMES = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊", "".join(map(chr, range(32))))

Shown = str | Decimal | CellRichText | None


@dataclass(frozen=True)
class _Column:
    """A column of a table: its heading, its width in characters, and which input it takes, if any."""

    heading: str
    width: float
    input: Column | None = None
    left: bool = False
    automatic: bool = False


@dataclass(frozen=True)
class _Letter:
    """What stands above every sheet besides the form itself."""

    form: Form
    deadline: date | None
    contact: str | None

    @property
    def city(self) -> str:
        city = self.form.plan.municipality
        return city.name + (_(" (invented)") if city.fictional else "")

    @property
    def department(self) -> str:
        return self.form.department or _("for all departments")

    @property
    def year(self) -> str:
        return fiscal.wareki(self.form.fiscal_year)

    @property
    def title(self) -> str:
        return _("{year} {plan}: form for actuals", year=self.year, plan=self.form.plan.about.title)

    @property
    def day(self) -> str | None:
        if self.deadline is None:
            return None
        return f"{fiscal.month_label(self.deadline.isoformat())}（{_WEEKDAYS[self.deadline.weekday()]}）"


def make(form: Form, deadline: date | None = None, contact: str | None = None, smallest: int = 5) -> bytes:
    """The workbook of a form. `deadline` and `contact` are printed where they are given.

    `smallest` is the number of answers below which a staff survey's groups are put together, as the form says.
    """
    with speaking("ja"):
        letter = _Letter(form, deadline, contact)
        book = Workbook()
        assert book.active is not None
        book.remove(book.active)
        _actuals(book.create_sheet(ACTUALS_SHEET), letter)
        _schedule(book.create_sheet(SCHEDULE_SHEET), letter)
        realisation = form.plan.realisation
        if realisation in form.indicators:
            _totals(book.create_sheet(TOTALS_SHEET), letter, realisation, smallest)
        _guide(book.create_sheet(GUIDE_SHEET), letter)
        _origin(book.create_sheet(ORIGIN_SHEET), form)
        if not form.indicators and form.bars:
            book.active = 1
        book.properties.title, book.properties.creator = dress.clean(letter.title), "dxkpi"
        packed = io.BytesIO()
        book.save(packed)
    return packed.getvalue()


def file_name(form: Form) -> str:
    """実績様式-令和7年度-人事課.xlsx, with no letter that a file system refuses; different for every department."""
    with speaking("ja"):
        whose = (form.department or form.plan.municipality.name).translate(_REFUSED_IN_NAMES).strip(" .")
        if len(whose) > _LONGEST_NAME:
            whose = f"{whose[:_LONGEST_NAME]}…{hashlib.sha256(whose.encode()).hexdigest()[:4]}"
        return f"実績様式-{fiscal.wareki(form.fiscal_year)}-{whose}.xlsx"


# 実績


def _actuals(sheet: Worksheet, letter: _Letter) -> None:
    form = letter.form
    rows = [_figures(form, indicator) for indicator in form.indicators]
    columns = _columns_of_figures(form.fiscal_year, rows)
    n = len(rows)
    _top(
        sheet,
        letter,
        columns,
        ngettext("{n} indicator", "{n} indicators", n),
        aids.advice(ACTUALS_SHEET) if rows else "",
    )
    for row, (indicator, shown) in enumerate(zip(form.indicators, rows, strict=True), start=HEAD_ROW + 1):
        _row(sheet, row, columns, shown)
        _number_formats(sheet, row, columns, indicator, shown)
    at = {column.input.value: n for n, column in enumerate(columns, start=1) if column.input}
    status = next(n for n, column in enumerate(columns, start=1) if column.automatic)
    by_row = dict(enumerate(form.indicators, start=HEAD_ROW + 1))
    dress.help_with(sheet, aids.of_figures(form, ACTUALS_SHEET, at, by_row), status)
    marks = "　".join(judging.word(status) for status in (Status.ACHIEVED, *_bands(form.profile), Status.MISSED))
    below = (
        _("Marks: {marks}. Where it is △, ▲ or ×, write causes and next steps (orange while blank).", marks=marks),
        _(
            "Rows are found by their number and columns by their heading, so their order may change. "
            "Sheet {sheet} is to be filled in as well.", sheet=SCHEDULE_SHEET,
        ),
    )  # fmt: skip
    nothing = _("There is no indicator to report. See sheet {sheet}.", sheet=SCHEDULE_SHEET)
    _finish(sheet, letter, columns, n, below if rows else (nothing,))


def _columns_of_figures(year: int, rows: Sequence[Sequence[Shown]]) -> list[_Column]:
    def fitting(column: int, least: float, most: float) -> float:
        return min(max([least, *(dress.width(_text(row[column])) + 2.5 for row in rows)]), most)

    past = range(year - YEARS_BEFORE, year)
    short = heading(Column.VALUE).removesuffix("値")
    return [
        _Column(heading(Column.CODE), fitting(0, 6.5, 14)),
        _Column("指標（基本方針・施策）", 29, left=True),
        _Column("定義", 29, left=True),
        _Column("単位", fitting(3, 5.5, 11)),
        _Column("現状値", fitting(4, 8.5, 14)),
        _Column("目標値", fitting(5, 9, 15)),
        *(_Column(f"{fiscal.short(y)}\n{short}", fitting(6 + n, 8, 14)) for n, y in enumerate(past)),
        _Column(f"{fiscal.short(year)}\n期待値", fitting(9, 8.5, 15)),
        _Column(f"{fiscal.short(year)} {heading(Column.VALUE)}", max(12.5, 1.3 * fitting(10, 8, 22)), Column.VALUE),
        _Column(heading(Column.AS_OF), 9, Column.AS_OF),
        _Column(heading(Column.MISSING), 14, Column.MISSING),
        _Column(dress.STATUS_HEADING, 13, automatic=True),
        _Column(heading(Column.NOTE), 40, Column.NOTE, left=True),
    ]


def _figures(form: Form, indicator: Indicator) -> list[Shown]:
    """What stands in the row of an indicator, column by column."""
    year, entry, when = form.fiscal_year, indicator.actual(form.fiscal_year), _when(form, indicator)
    return [
        indicator.code,
        _named(indicator, form),
        indicator.definition or _NOTHING,
        indicator.unit or _NOTHING,
        _start(indicator),
        _goal(indicator),
        *(_past(indicator, y) for y in range(year - YEARS_BEFORE, year)),
        _expected(indicator, year),
        None if entry is None else _entered(indicator, entry.value),
        fiscal.short_month(when) if when else None,
        terms.label(entry.missing) if entry and entry.missing else None,
        None,
        entry.note if entry else None,
    ]


def _named(indicator: Indicator, form: Form) -> CellRichText:
    """The name, and beneath it the measure or the policy, smaller."""
    own = form.plan.measure(indicator.measure) or form.plan.policy(indicator.policy)
    name = TextBlock(InlineFont(rFont=dress.FONT, sz=10, b=True, color=Color(dress.INK)), dress.clean(indicator.name))
    if own is None:
        return CellRichText(name)
    faint = InlineFont(rFont=dress.FONT, sz=8, color=Color(dress.MUTED))
    return CellRichText(name, TextBlock(faint, dress.clean(f"\n{own.number} {own.name}")))


def _start(indicator: Indicator) -> str:
    baseline = indicator.baseline
    return f"{_exact(indicator, baseline.value)}\n{_end(baseline)}" if baseline else _("none")


def _goal(indicator: Indicator) -> str:
    """The target without its unit, which has a column, and its deadline."""
    target, words = indicator.target, wording.goal(indicator)
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
        return fiscal.short(dated.fiscal_year)
    if dated.as_of[:7] == fiscal.last_month(dated.fiscal_year):
        return _("end of {year}", year=fiscal.short(dated.fiscal_year))
    return fiscal.short_month(dated.as_of)


def _past(indicator: Indicator, year: int) -> Shown:
    entry, baseline = indicator.actual(year), indicator.baseline
    if entry is None and baseline is not None and baseline.fiscal_year == year:
        return _entered(indicator, baseline.value)
    if entry is None or entry.value is None:
        return terms.label(entry.missing) if entry and entry.missing else _NOTHING
    return f"約{_exact(indicator, entry.value)}" if entry.approximate else _entered(indicator, entry.value)


def _entered(indicator: Indicator, value: Decimal | None) -> str | Decimal | None:
    """A figure as it is filled in; one that a spreadsheet would round is written as text."""
    if value is None:
        return None
    if indicator.value_type is ValueType.YES_NO:
        return aids.YES if value == 1 else aids.NO
    too_fine = len(value.normalize().as_tuple().digits) > judging.SIGNIFICANT
    return format(value, "f") if too_fine else value


def _expected(indicator: Indicator, year: int) -> str:
    expected, target = expected_value(indicator, year), indicator.target
    if target is None or expected is None:
        return _NOTHING
    if indicator.value_type is ValueType.YES_NO:
        return figures.number(indicator, expected)
    if target.rule is TargetRule.IMPROVE:
        words = _("above {value}") if indicator.direction is Direction.HIGHER else _("below {value}")
        return words.format(value=_exact(indicator, expected))
    return wording.expected(indicator, expected)


def _exact(indicator: Indicator, value: Decimal) -> str:
    return figures.number(indicator, value, figures.finer_digits(indicator, value))


def _when(form: Form, indicator: Indicator) -> str | None:
    """The month to expect: the one registered, that of the last figure in this year, the last one for a state."""
    year, entry = form.fiscal_year, indicator.actual(form.fiscal_year)
    if entry is not None:
        return entry.as_of
    known: list[Actual | Baseline] = [*indicator.actuals, *([indicator.baseline] if indicator.baseline else [])]
    earlier = [one for one in known if one.fiscal_year < year]
    last = max(earlier, key=lambda one: one.fiscal_year, default=None)
    if last is not None and last.as_of is not None:
        return f"{int(last.as_of[:4]) + year - last.fiscal_year}{last.as_of[4:7]}"
    return None if indicator.aggregation is Aggregation.ANNUAL else fiscal.last_month(year)


def _number_formats(
    sheet: Worksheet, row: int, columns: Sequence[_Column], indicator: Indicator, shown: Sequence[Shown]
) -> None:
    """A share is shown as it is typed (64.4), and no digit of any figure is hidden."""
    for n, (column, value) in enumerate(zip(columns, shown, strict=True), start=1):
        cell = dress.cell_at(sheet, row, n)
        if column.input is Column.VALUE:
            dress.put(cell, None if isinstance(value, CellRichText) else value, bold=True, size=12)
            if indicator.decimals and indicator.value_type is ValueType.NUMBER:
                cell.number_format = f"#,##0.{'0' * indicator.decimals}####"
        elif column.input is Column.AS_OF:
            cell.number_format = "@"  # or R8.3 would become a date
        elif isinstance(value, Decimal):
            digits = indicator.decimals + figures.finer_digits(indicator, value)
            cell.number_format = "#,##0" + (f".{'0' * digits}" if digits else "")


# 工程


def _schedule(sheet: Worksheet, letter: _Letter) -> None:
    form = letter.form
    rows = [_bar(form, bar) for bar in form.bars]
    columns = [
        _Column(heading(Column.CODE), 9),
        _Column("施策", 34, left=True),
        _Column("工程", 44, left=True),
        _Column("期間", 19),
        _Column("前回の進捗", 13),
        _Column(heading(Column.STATE), 13, Column.STATE),
        _Column(heading(Column.PERCENT).replace("(", "（").replace(")", "）"), 15, Column.PERCENT),
        _Column(heading(Column.COMMENT), 44, Column.COMMENT, left=True),
    ]
    n = len(rows)
    count = ngettext("{n} entry of the schedule", "{n} entries of the schedule", n)
    _top(sheet, letter, columns, count, aids.advice(SCHEDULE_SHEET) if rows else "")
    for row, shown in enumerate(rows, start=HEAD_ROW + 1):
        _row(sheet, row, columns, shown)
    at = {column.input.value: n for n, column in enumerate(columns, start=1) if column.input}
    aid = aids.of_progress(SCHEDULE_SHEET, at, range(HEAD_ROW + 1, HEAD_ROW + 1 + n))
    dress.help_with(sheet, aid, None)
    _finish(sheet, letter, columns, n, () if rows else (_("There is no entry of the schedule to report."),))


def _bar(form: Form, bar: Bar) -> list[Shown]:
    stored, item = form.progress.get(bar.key), bar.item
    now = stored if stored and stored.fiscal_year == form.fiscal_year else None
    own = next((i.name for i in bar.measure.initiatives if i.number == item.initiative), item.label)
    return [
        bar.code,
        f"{bar.measure.number} {bar.measure.name}",
        item.label if own == item.label else f"{item.label}\n（{own}）",
        _period(item),
        _NOTHING if now or stored is None else _earlier(stored),
        terms.label(now.state) if now else None,
        now.percent if now else None,
        now.comment if now else None,
    ]


def _earlier(stored: Progress) -> str:
    percent = "" if stored.percent is None else f" {stored.percent:f}%"
    return f"{terms.label(stored.state)}{percent}\n{fiscal.short(stored.fiscal_year)}"


def _period(item: ScheduleItem) -> str:
    words = fiscal.span(item.start, item.end) or _("not stated")
    about = [terms.label(item.kind)] if item.kind is ScheduleKind.MILESTONE else []
    about += [] if item.certainty is Certainty.STATED else [terms.label(item.certainty)]
    return f"{words}\n（{'・'.join(about)}）" if about else words


# 職員アンケート集計


def _totals(sheet: Worksheet, letter: _Letter, indicator: Indicator, smallest: int) -> None:
    whose = f"{letter.city}　{letter.department[:_LONGEST_NAME]}　　{indicator.code} {indicator.name}"
    totals.write(sheet, letter.form, indicator, (letter.year, whose), smallest)
    _paper(sheet, letter)
    totals.upright(sheet)


# 記入要領 and the hidden sheet


def _guide(sheet: Worksheet, letter: _Letter) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 5, 44
    sheet.column_dimensions["C"].width = 84
    dress.put(dress.cell_at(sheet, 1, 1), letter.title, bold=True, size=14)
    sheet.row_dimensions[1].height = 26
    row = 3
    for n, line in enumerate(_instructions(letter), start=1):
        dress.put(dress.cell_at(sheet, row, 1), n, bold=True).alignment = Alignment(vertical="top", horizontal="center")
        dress.put(dress.cell_at(sheet, row, 2), line).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=3)
        sheet.row_dimensions[row].height = dress.height([(line, 128)], least=18)
        row += 1
    row = _list(sheet, row + 1, _("Written like this"), _("it is read like this"), _examples())
    row = _list(sheet, row + 1, _("Mark"), _("Meaning"), _meanings(letter.form.profile))
    sheet.print_area = f"A1:C{row}"
    _paper(sheet, letter)
    sheet.page_setup.fitToHeight = 1


def _list(sheet: Worksheet, row: int, first: str, second: str, lines: Iterable[tuple[str, str]]) -> int:
    """A small table of two columns; the row after it."""
    for column, text in ((2, first), (3, second)):
        dress.header(dress.cell_at(sheet, row, column), text, dress.HEADER)
    for pair in lines:
        row += 1
        for column, text in enumerate(pair, start=2):
            dress.frame(dress.put(dress.cell_at(sheet, row, column), text))
        sheet.row_dimensions[row].height = dress.height([(pair[0], 44), (pair[1], 84)], least=20)
    return row + 1


def _instructions(letter: _Letter) -> list[str]:
    reasons = "、".join(terms.label(reason) for reason in Missing)
    states = "、".join(terms.label(state) for state in BarState)
    sheets = {"actuals": ACTUALS_SHEET, "schedule": SCHEDULE_SHEET}
    automatic = dress.STATUS_HEADING.split("\n")[0]
    lines = [
        _("Fill in the yellow cells of sheets {actuals} and {schedule}. All other cells are locked.", **sheets),
        _("Write one figure in a cell. Shares are written like 64.4, without a sign; do not write 0.644."),
        _(
            "Where there is no figure, leave the cell blank and choose the reason: {reasons}. "
            "Do not write 0 or 集計中.", reasons=reasons,
        ),
        _("The month is written like R8.3. Where a figure is of the whole year, it may be blank."),
        _("The column {column} shows how the figure will be judged. It is worked out by itself.", column=automatic),
        _("Where it shows △, ▲ or ×, causes and next steps must be written. The cell is orange until they are."),
        _("Progress of the schedule: {states}. A period marked as inferred was read from the plan's layout.", states=states),
        _("Rows and columns may be moved or hidden. Do not change the numbers in the first column."),
        _(
            "Save as .xlsx without a password, and hand it in on the screen 実績の登録. "
            "It answers cell by cell; nothing is stored before you register."
        ),
    ]  # fmt: skip
    realisation = letter.form.plan.realisation
    if realisation in letter.form.indicators:
        facts = {"sheet": TOTALS_SHEET, "name": realisation.name}
        lines.append(
            _("Only totals of the staff survey? Fill in sheet {sheet} and leave the actual of {name} blank.", **facts)
        )
    if letter.day:
        lines.append(_("Hand in by {day}.", day=letter.day))
    if letter.contact:
        lines.append(_("Questions: {contact}", contact=letter.contact))
    return lines


def _examples() -> list[tuple[str, str]]:
    return [
        ("64.4　　1,234　　-3.2　　0", _("as it is")),
        ("７５．０％　　1,234件　　▲3.2　　約30", _("75.0, 1234, −3.2 and 30 (approximate). The readings are listed.")),
        ("1.2万人", _("12,000, where the unit is 人")),
        ("43（16）　　12※　　10～12", _("You are asked on the screen which figure is right.")),
        (_("0.644 after 64.4; over 100%; a running total that falls"), _("You are asked on the screen whether it is right.")),
        ("集計中　　－　　#DIV/0!", _("Not a figure. Leave the cell blank and choose the reason.")),
    ]  # fmt: skip


def _meanings(profile: Profile) -> list[tuple[str, str]]:
    """The marks that the column shows, with the profile's own limits."""
    limits = list(_bands(profile).items())
    said = [_("The target is reached, or the year's duty fulfilled.")]
    for n, (_status, least) in enumerate(limits):
        if least is None:
            said.append(_("Pace below {least}", least=_percent(limits[n - 1][1])) if n else _("Any pace"))
        else:
            said.append(_("Pace of {least} or more (100% is exactly on the way to the target)", least=_percent(least)))
    said.append(_("The deadline has come without the target, or the year's duty was not fulfilled."))
    shown = (Status.ACHIEVED, *_bands(profile), Status.MISSED)
    return [(judging.word(status), words) for status, words in zip(shown, said, strict=True)]


def _bands(profile: Profile) -> dict[Status, Decimal | None]:
    """From which pace on each status is given, best first; None for what is left."""
    return {band.status: band.at_least for band in profile.bands}


def _percent(ratio: Decimal | None) -> str:
    return "" if ratio is None else f"{figures.rounded(ratio * 100, 0)}%"


def _origin(sheet: Worksheet, form: Form) -> None:
    for row, (key, value) in enumerate(origin.facts(form).items(), start=1):
        dress.put(dress.cell_at(sheet, row, 1), key)
        dress.put(dress.cell_at(sheet, row, 2), value).number_format = "@"
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True


# What the sheets share


def _top(sheet: Worksheet, letter: _Letter, columns: Sequence[_Column], count: str, advice: str) -> None:
    said = [letter.city, letter.department[:_LONGEST_NAME], count]
    if letter.day:
        said.append(_("Hand in by {day}.", day=letter.day).rstrip("。."))
    said.append(_("to the screen 実績の登録"))
    if letter.contact:
        said.append(_("Questions: {contact}", contact=letter.contact))
    dress.put(dress.cell_at(sheet, 1, 1), letter.title, bold=True, size=16)
    dress.put(dress.cell_at(sheet, 2, 1), "　".join(said[:3]) + "".join(f"　　{text}" for text in said[3:]), size=11)
    dress.put(dress.cell_at(sheet, 3, 1), advice, size=11)
    first = next(n for n, column in enumerate(columns, start=1) if column.input)
    locked = _("From the plan and earlier years (cannot be changed)")
    dress.put(dress.cell_at(sheet, 4, 1), locked, size=9, colour=dress.MUTED)
    dress.put(dress.cell_at(sheet, 4, first), _("▼ Fill in the yellow cells"), bold=True, colour=dress.ADVICE)
    for row, points in ((1, 27), (2, 19), (3, 21), (4, 16), (HEAD_ROW, 36)):
        sheet.row_dimensions[row].height = points
    for n, column in enumerate(columns, start=1):
        fill = dress.INPUT_HEADER if column.input else dress.HEADER
        dress.header(dress.cell_at(sheet, HEAD_ROW, n), column.heading, fill)
        sheet.column_dimensions[get_column_letter(n)].width = column.width


def _row(sheet: Worksheet, row: int, columns: Sequence[_Column], shown: Sequence[Shown]) -> None:
    for n, (column, value) in enumerate(zip(columns, shown, strict=True), start=1):
        cell = dress.cell_at(sheet, row, n)
        if isinstance(value, CellRichText):
            cell.value = value
        else:
            dress.put(cell, value)
        fill = dress.INPUT if column.input else dress.AUTOMATIC if column.automatic else None
        dress.frame(cell, fill, centred=not column.left, unlocked=column.input is not None)
    texts = [(_text(value), column.width) for column, value in zip(columns, shown, strict=True)]
    sheet.row_dimensions[row].height = dress.height(texts)


def _finish(sheet: Worksheet, letter: _Letter, columns: Sequence[_Column], rows: int, below: Sequence[str]) -> None:
    """What stands below the table, and how the sheet is seen and printed."""
    for row, text in enumerate(below, start=HEAD_ROW + rows + 1):
        dress.put(
            dress.cell_at(sheet, row, 1), text, size=10 if rows else 12, colour=dress.MUTED if rows else dress.INK
        )
        sheet.row_dimensions[row].height = 17 if rows else 24
    sheet.freeze_panes = dress.cell_at(sheet, HEAD_ROW + 1, 3)
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(columns))}{HEAD_ROW + rows + len(below)}"
    sheet.sheet_properties.tabColor = dress.INPUT_HEADER
    if rows:
        first = next(n for n, column in enumerate(columns, start=1) if column.input)
        cursor = f"{get_column_letter(first)}{HEAD_ROW + 1}"
        for selection in sheet.sheet_view.selection:
            selection.activeCell = selection.sqref = cursor
    _paper(sheet, letter)


def _paper(sheet: Worksheet, letter: _Letter) -> None:
    """A4 landscape, as wide as the page, with city and department above and the page's number below; locked."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.4, 0.4, 0.75, 0.65
    margins.header = margins.footer = 0.35
    assert sheet.oddHeader is not None
    assert sheet.oddFooter is not None
    sheet.oddHeader.left.text = _in_header(f"{letter.city}　{letter.department}")
    sheet.oddHeader.right.text = _in_header(
        _("{year}: form for actuals, version {n}", year=letter.year, n=origin.FORMAT)
    )
    sheet.oddFooter.center.text = "&P / &N ページ"
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = protection.formatCells = False  # which allows them
    protection.sort = protection.autoFilter = False


def _in_header(text: str) -> str:
    """A header's text: & begins a code there, and there is room for 255 letters in all."""
    return dress.clean(text.replace("\n", " ")[:80]).replace("&", "&&")


def _text(value: Shown) -> str:
    return "" if value is None else str(value)

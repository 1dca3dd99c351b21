"""What a cell says, as a number, a month or a text, and the list in which everything that is found is told.

A number cell is taken with the digits that a spreadsheet shows. What is doubtful is held: the list knows who confirmed
what, so reading goes on with the choice that was made.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.findings import (
    Choice,
    ChoiceKind,
    Fact,
    Finding,
    FiscalYear,
    Month,
    Phrase,
    Quantity,
    quoted,
)
from dxkpi.plan.fields import unstorable
from dxkpi.returns.model import Confirmation, WrittenCell
from dxkpi.returns.numbers import (
    NumberKind,
    ParsedNumber,
    in_unit_of,
    is_dash,
    is_error,
    is_storable_figure,
    read_number,
    why_missing,
)

LONGEST_TEXT = 2_000
"""Characters of a note or a comment."""

_SIGNIFICANT = 15
"""Digits that Excel keeps and shows of a number."""


@dataclass
class FindingList:
    """The findings so far, and the confirmations that settle holds."""

    confirmed: Sequence[Confirmation] = ()
    findings: list[Finding] = field(default_factory=list)

    def add(
        self,
        code: str,
        cell: WrittenCell | None = None,
        place: str | None = None,
        **facts: Fact,
    ) -> None:
        """Tell something of a cell; its value is quoted as it is written unless `value` says otherwise."""
        self.findings.append(_found(code, cell, place, facts))

    @contextmanager
    def in_order_of(self, cells: Iterable[WrittenCell]) -> Iterator[None]:
        """Put what is told meanwhile into the order of these cells."""
        start, places = (
            len(self.findings),
            {cell.ref: n for n, cell in enumerate(cells)},
        )
        yield
        self.findings[start:] = sorted(
            self.findings[start:], key=lambda one: places.get(one.cell or "", -1)
        )

    def hold(
        self,
        code: str,
        cell: WrittenCell,
        place: str,
        choices: Sequence[Choice],
        proposed: str | None,
        **facts: Fact,
    ) -> str | None:
        """Hold a value until somebody confirms it; the key of the choice that was confirmed, None while it is open."""
        held = replace(
            _found(code, cell, place, facts), choices=tuple(choices), proposed=proposed
        )
        for said in self.confirmed:
            key = said.choice or proposed
            if (
                said.code == code
                and _names(said.cell, held)
                and any(choice.key == key for choice in choices)
            ):
                self.findings.append(held.confirmed(said.reason, key))
                return key
        self.findings.append(held)
        return None


def _found(
    code: str, cell: WrittenCell | None, place: str | None, facts: dict[str, Fact]
) -> Finding:
    if cell is None:
        return Finding(code, place=place, facts=facts)
    written = shown(cell)
    return Finding(
        code,
        sheet=cell.sheet or None,
        cell=cell.ref or None,
        value=None if written is None else quoted(written),
        place=place,
        facts=facts,
    )


def _names(where: str, held: Finding) -> bool:
    """Whether a confirmation's place (E7, 実績!E7, K13) is that of a hold."""
    said = where.replace("$", "").casefold()
    return said in (held.where.casefold(), f"{held.sheet}!{held.where}".casefold())


# What a cell holds


def blank(cell: WrittenCell | None) -> bool:
    """Whether a cell is left empty; one with a formula that has no result is not."""
    if cell is None:
        return True
    if cell.value is None:
        return not cell.formula
    return isinstance(cell.value, str) and not cell.value.strip().strip("'’")


def shown(cell: WrittenCell) -> str | None:
    """A cell's value as it is quoted back, without letters that nothing can show."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value and _UNSEEN.sub("\ufffd", value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return value.isoformat()[:10]
    exact = _exact(value)
    return (
        plain(exact)
        if exact is not None
        else f"{value:.3e}"
        if isinstance(value, float)
        else "…"
    )


def same(cell: WrittenCell, value: Decimal, stored: Decimal | None) -> bool:
    """Whether a cell's number is the stored one, which a number cell keeps to 15 digits only."""
    if stored is None or value == stored:
        return stored is not None
    return not isinstance(cell.value, str) and _exact(float(stored)) == value


def plain(value: Decimal) -> str:
    """A number digit by digit: the key of a choice."""
    return format(value, "f")


_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def number_in(cell: WrittenCell, unit: str) -> ParsedNumber:
    """The number in a cell, before anything is made of a format of percentages."""
    value = cell.value
    if value is None:
        return ParsedNumber(NumberKind.NO_RESULT if cell.formula else NumberKind.BLANK)
    if isinstance(value, str):
        return read_number(value, unit)
    if isinstance(value, bool):
        return ParsedNumber(NumberKind.UNREADABLE)
    if isinstance(value, date):
        return ParsedNumber(NumberKind.DATE)
    exact = _exact(value)
    if exact is None or (cell.percent and not is_storable_figure(as_shown(exact))):
        return ParsedNumber(NumberKind.TOO_LONG)
    return ParsedNumber(NumberKind.NUMBER, (exact,), as_written=True)


def _exact(value: float | Decimal) -> Decimal | None:
    """A number with the digits that a spreadsheet shows (64.400000000000006 is 64.4); None where they are too many."""
    if isinstance(value, int) and value.bit_length() > 200:
        return None
    number = (
        Decimal(f"{value:.{_SIGNIFICANT}g}")
        if isinstance(value, float)
        else Decimal(value)
    )
    if not is_storable_figure(number):
        return None
    exact = Decimal(plain(number))
    return abs(exact) if exact == 0 else exact


_TROUBLES = {
    NumberKind.UNREADABLE: "not_a_number",
    NumberKind.ERROR: "error_value",
    NumberKind.DATE: "date_as_number",
    NumberKind.NO_RESULT: "no_result",
    NumberKind.TOO_LONG: "too_many_digits",
}


def trouble(read: ParsedNumber) -> str | None:
    """The code of what keeps a cell from being read as a number; None where it has one, or says that there is none."""
    return _TROUBLES.get(read.kind)


# Numbers, with what is doubtful about them


@dataclass(frozen=True)
class Taken:
    """A number taken from a cell. `value` is None where a choice must be made first; `open` while a hold waits."""

    value: Decimal | None
    approximate: bool = False
    open: bool = False


def take(
    told: FindingList,
    cell: WrittenCell,
    place: str,
    read: ParsedNumber,
    unit: str,
    fact_of: Callable[[Decimal], Fact],
) -> Taken:
    """Take a number that was read, telling how, and holding it where other text, another unit or a range stands there."""
    choices = tuple(choice(value, fact_of) for value in read.values)
    match read.kind:
        case NumberKind.RANGE:
            key = told.hold("range", cell, place, choices, None)
            return Taken(
                None if key is None else Decimal(key),
                read.approximate,
                open=key is None,
            )
        case NumberKind.EXTRA | NumberKind.OTHER_UNIT:
            facts: dict[str, Fact] = {"read": fact_of(read.values[0])}
            if read.kind is NumberKind.OTHER_UNIT:
                facts["unit"] = unit or Phrase.NO_UNIT
            code = "other_unit" if read.kind is NumberKind.OTHER_UNIT else "extra_text"
            key = told.hold(code, cell, place, choices, choices[0].key, **facts)
            return Taken(read.values[0], read.approximate, open=key is None)
    if read.approximate or not read.as_written:
        told.add(
            "approximate" if read.approximate else "read_as",
            cell,
            place,
            read=fact_of(read.values[0]),
        )
    return Taken(read.values[0], read.approximate)


def choice(value: Decimal, fact_of: Callable[[Decimal], Fact]) -> Choice:
    """Registering this very value."""
    return Choice(plain(value), ChoiceKind.REGISTER, fact_of(value))


# Texts


def text_in(
    told: FindingList, cell: WrittenCell, place: str
) -> tuple[str | None, bool]:
    """A cell's text, None where it is blank or a mere stroke; and whether it can be kept."""
    if blank(cell) or (isinstance(cell.value, str) and is_dash(cell.value)):
        return None, True
    text = _lines(
        cell.value if isinstance(cell.value, str) else shown(cell) or ""
    ).strip()
    if len(text) > LONGEST_TEXT:
        told.add("too_long", cell, place, limit=Quantity(LONGEST_TEXT))
    elif found := unstorable(text):
        told.add("unstorable", cell, place, value=found)
    elif cell.value is None:
        told.add("no_result", cell, place)
    elif is_error(text):
        told.add("error_in_text", cell, place)
    else:
        return text or None, True
    return None, False


def same_text(one: str | None, other: str | None) -> bool:
    """Whether two texts are the same once both have been in a cell."""
    a, b = (_UNSEEN.sub("", _lines(text or "")).strip() for text in (one, other))
    return a == b


def _lines(text: str) -> str:
    return re.sub(r"\r\n?", "\n", text)


# Months


@dataclass(frozen=True)
class ParsedMonth:
    """What a cell about a month says: the year it lies in and, unless only a year was written, the month or day.

    `told`: it could be read in another way, or was not written as a month, so the reading is told.
    """

    fiscal_year: int
    as_of: str | None
    told: bool = False

    @property
    def time(self) -> Month | FiscalYear:
        return Month(self.as_of) if self.as_of else FiscalYear(self.fiscal_year)


_BARE_MONTH = re.compile(
    r"(\d{1,2})(?:月(?:(\d{1,2})日?)?|/(\d{1,2}))(?:末日?|時点|現在)*", re.ASCII
)
_BARE_ERA = re.compile(r"\d{1,2}\.\d{1,2}", re.ASCII)
_NUMBER_MONTH = re.compile(r"(\d{4})(0[1-9]|1[0-2])([0-3]\d)?", re.ASCII)
_EXCEL_DAYS, _EXCEL_START = range(30_000, 80_000), date(1899, 12, 30)


def month_in_cell(cell: WrittenCell, fiscal_year: int) -> ParsedMonth | None:
    """The month in a cell of a form for a fiscal year; None where it is none. Never raises."""
    value = cell.value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, date):
        return _day(value)
    if not isinstance(value, str):
        value = f"{value:.10g}" if isinstance(value, float) else shown(cell) or ""
        read = _written_month(value, fiscal_year)
        return replace(read, told=True) if read else None
    return _written_month(value, fiscal_year)


def _day(day: date) -> ParsedMonth:
    """A date cell: the first of a month is what Excel makes of R8.3 or 2026/3, so it is taken for the month."""
    first = day.day == 1
    as_of = day.isoformat()[: 7 if first else 10]
    return ParsedMonth(fiscal.year_of_day(day), as_of, told=first)


def _written_month(text: str, fiscal_year: int) -> ParsedMonth | None:
    said = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.strip()[:60])).strip(
        "'"
    )
    if said.isdecimal() and said.isascii() and int(said) in _EXCEL_DAYS:
        return replace(_day(_EXCEL_START + timedelta(int(said))), told=True)
    if match := _NUMBER_MONTH.fullmatch(said):
        return _parsed("-".join(part for part in match.groups() if part), told=True)
    if match := _BARE_MONTH.fullmatch(said):
        month, day = int(match[1]), match[2] or match[3]
        year = fiscal_year + (1 if month < 4 else 0)
        return _parsed(f"{year}-{month}" + (f"-{day}" if day else ""), told=True)
    if _BARE_ERA.fullmatch(said):  # 8.3 beside a form that says R8.3
        read = _parsed(f"R{said}", told=True)
        return read if read and read.fiscal_year == fiscal_year else None
    return _parsed(said)


def _parsed(text: str, *, told: bool = False) -> ParsedMonth | None:
    try:
        reading = fiscal.parse_year(text)
    except fiscal.NotAFiscalYear:
        return None
    return ParsedMonth(reading.fiscal_year, reading.as_of, told or reading.ambiguous)


def no_month(cell: WrittenCell) -> bool:
    """Whether a cell for a month says in words that there is none."""
    return isinstance(cell.value, str) and why_missing(cell.value) is not None


def is_percent_number(cell: WrittenCell) -> bool:
    """Whether a cell holds a number that its format shows as a percentage."""
    return cell.percent and not isinstance(cell.value, str | bool | date | None)


def as_shown(value: Decimal) -> Decimal:
    """What a format of percentages shows: 75 of 0.75."""
    return in_unit_of(value, 2)

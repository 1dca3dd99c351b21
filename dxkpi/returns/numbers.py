"""Figures as Japanese offices write them: 1,234件, ７５．０％, ▲3.2, 約1.2万人, 43（16）, 10～12.

What a person would read without a doubt is a number. What holds a number and something else
is read, but to be confirmed; what says that there is no figure (集計中) is known as such;
everything else is no number. Digits are only those of ASCII and their full-width forms: ①, ½
and ² are not figures. Exact: `Decimal` throughout, and no exponents.
"""

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from dxkpi.plan.fields import Figure
from dxkpi.returns.figure_bounds import figure_bound, figure_range
from dxkpi.returns.japanese_numerals import japanese_numeral
from dxkpi.returns.loose_figures import figure_among_words, loose_figure
from dxkpi.returns.missing_reasons import (
    DASHES,
    LONGEST,
    missing_reason,
    says_zero,
    written_text,
)
from dxkpi.returns.number_phrases import Read, parsed_phrase
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.returns.parted_figures import parted_figure
from dxkpi.text.units import POINTS, AskedUnit, WrittenUnit, asked_unit, written_unit
from dxkpi.text.written_figures import DIGITS, digits_value, times_power_of_ten


def parse_number(text: str, unit: str) -> ParsedNumber:
    """A figure that is asked for in `unit` (人, 万人, %, or none). Never raises."""
    if len(text.strip()) > LONGEST:
        return ParsedNumber(NumberKind.UNREADABLE)
    plain = written_text(text)
    if not plain:
        return ParsedNumber(NumberKind.BLANK)
    if is_error(plain):
        return ParsedNumber(NumberKind.ERROR)
    if _REVERSED in text:
        return _seen_reversed(text, unit)
    if _CANONICAL.fullmatch(plain):
        return _storable(_canonical_number(plain, text))
    if plain == _ZERO_OR_MARK:
        return ParsedNumber(NumberKind.SEVERAL, (Decimal(0),))
    reason = missing_reason(plain)
    if reason is not None:
        return ParsedNumber(NumberKind.NO_FIGURE, missing=reason)
    number = _number_or_phrase(plain, asked_unit(unit))
    if number is None:
        return ParsedNumber(NumberKind.UNREADABLE)
    return _storable(number)


_ZERO_OR_MARK = "〇"
"""The zero of kanji, which is typed for the mark ○ more often."""

_REVERSED = "\u202e"
"""Turns around what stands behind it: 52 is seen as 25."""

_END_OF_REVERSED = "\u202c"


def _seen_reversed(text: str, unit: str) -> ParsedNumber:
    """A figure that is seen the other way around than it is written: nobody knows which
    of the two is meant.
    """
    written = text.replace(_REVERSED, "")
    head, _mark, behind = text.partition(_REVERSED)
    turned, _end, tail = behind.partition(_END_OF_REVERSED)
    seen = head + turned[::-1] + tail.replace(_REVERSED, "")
    numbers = [parse_number(version, unit) for version in (seen, written)]
    values = dict.fromkeys(value for number in numbers for value in number.values[:1])
    if not values:
        return ParsedNumber(NumberKind.UNREADABLE)
    return ParsedNumber(NumberKind.SEVERAL, tuple(values), unit_written=True)


def _number_or_phrase(plain: str, asked: AskedUnit) -> ParsedNumber | None:
    """One number where that is all there is, unless a phrase says more with it."""

    def read(text: str) -> ParsedNumber | None:
        return _single_number(text, asked)

    number = read(plain)
    if number is not None and _is_all_there_is(number, plain):
        if number.kind is NumberKind.OTHER_UNIT:  # 12回（3,456人）
            return figure_among_words(plain, read) or number
        return number
    phrase = parsed_phrase(_without_brackets(plain), read) or number
    if phrase is not None:
        return phrase
    for phrase_in in _PHRASES:
        phrase = phrase_in(plain, read)
        if phrase is not None:
            return phrase
    return None


def _is_all_there_is(number: ParsedNumber, plain: str) -> bool:
    """Whether a text is one number with its unit, and not by how much it has grown."""
    return number.kind is not NumberKind.EXTRA and not plain.startswith(_PLUS)


def _without_brackets(plain: str) -> str:
    """(+6) as +6; a number in brackets alone stays, it may be one below zero."""
    inner = plain[1:-1]
    is_signed = plain.startswith("(") and plain.endswith(")") and inner[:1] == "+"
    return inner if is_signed else plain


def is_storable_figure(value: Decimal) -> bool:
    """Whether a number is finite and has no more digits than a figure may have."""
    try:
        _FIGURE.validate_python(value)
    except ValidationError:
        return False
    return True


def is_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows instead of a result: #DIV/0!, #N/A."""
    return _ERROR.fullmatch(text.strip().upper()) is not None


_FIGURE: TypeAdapter[Decimal] = TypeAdapter(Figure)
_CANONICAL = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_ERROR = re.compile(
    r"#(?:DIV/0!|N/A!?|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!"
    r"|CONNECT!|UNKNOWN!|BUSY!|PYTHON!|GETTING_DATA)"
    r"|ERR:[0-9]{3}"
)


def _storable(number: ParsedNumber) -> ParsedNumber:
    if all(map(is_storable_figure, number.values)):
        return number
    return ParsedNumber(NumberKind.TOO_LONG)


def _canonical_number(plain: str, text: str) -> ParsedNumber:
    value = _without_negative_zero(Decimal(plain))
    as_written = format(value, "f") == text
    return ParsedNumber(NumberKind.NUMBER, (value,), as_written=as_written)


def _without_negative_zero(value: Decimal) -> Decimal:
    return abs(value) if value == 0 else value


# One number with what stands around it

_PLUS = ("+", "プラス")
_MINUS = frozenset(("マイナス", *"▲△", *DASHES))
_SIGN = re.compile(rf"(?P<sign>[▲△]\s*|[{DASHES}+]|プラス|マイナス)?¥?")
_NUMBER = re.compile(
    rf"(?:[▲△]\s*|[{DASHES}+]|プラス|マイナス)?¥?(?P<digits>{DIGITS})(?![0-9.]|[,、。].)"
)
_ABOUT = re.compile(r"約|およそ|凡そ|概ね|おおむね|おおよそ|ほぼ|大体|だいたい|概数で?")
_AROUND = re.compile(r"程度|前後|ほど|くらい|ぐらい|余り|あまり|余|弱|強|概数")
_WORD_BEFORE = re.compile(
    r"(?:合計|総計|計|延べ|のべ|累計|平均|年間|全体|全部で|実績値?|見込み?|速報値?|暫定値?"
    r"|※|\*+)[::]?"
)
_REMARK_BEHIND = re.compile(
    r"※[0-9]*|\*+[0-9]*|[†‡★☆◎◆①-⓿❶-➓⁰¹²³⁴-⁹₀-₉⁺⁻⁽⁾ᵃ-ᵿ]+|注[0-9]*\)?|[0-9]?\)(?=$)"
    r"|見込み?|速報値?|暫定値?|予定"
    r"|\((?P<inner>[^()]*)\)|\[[^\[\]]*\]|【[^【】]*】|<[^<>]*>|「[^「」]*」"
)
_OF_SOMETHING_ELSE = re.compile(
    "(?:前|昨)(?:年度?|回|期)(?:度)?(?:の)?(?:実績|数値|値|分|末)*|去年|(?:目標|計画|予算|定員)(?:値|数|額)?"
)
"""What makes the number before it no figure of the year: 24（前年度）."""

_SPACE = re.compile(r"\s+")


def _single_number(plain: str, asked: AskedUnit) -> ParsedNumber | None:
    """One number with what stands around it, if that is all there is."""
    position, approximate, has_extra = _skip_words_before(plain)
    kind = NumberKind.EXTRA if has_extra else NumberKind.NUMBER
    signed = _SIGN.match(plain, position)
    sign = (signed["sign"] or "").strip() if signed else ""
    numeral = japanese_numeral(plain[signed.end() if signed else position :])
    if numeral is not None:
        number = ParsedNumber(kind, (_signed(numeral.value, sign),), approximate)
        end = (signed.end() if signed else position) + numeral.length
        return _with_words_behind(number, plain[end:], asked, sign)
    match = _NUMBER.match(plain, position)
    if match is None:
        return None
    value = _signed(digits_value(match["digits"]), sign)
    number = ParsedNumber(kind, (value,), approximate)
    return _with_words_behind(number, plain[match.end() :], asked, sign)


def _skip_words_before(plain: str) -> tuple[int, bool, bool]:
    """Where the number begins, whether it is approximate, whether other words precede it."""
    position, approximate, has_extra = 0, False, False
    while True:
        if match := _SPACE.match(plain, position):
            pass
        elif match := _ABOUT.match(plain, position):
            approximate = True
        elif match := _WORD_BEFORE.match(plain, position):
            has_extra = True
        else:
            return position, approximate, has_extra
        position = match.end()


def _signed(value: Decimal, sign: str) -> Decimal:
    if value and sign in _MINUS:
        return value.copy_negate()
    return value


def _with_words_behind(
    number: ParsedNumber, rest: str, asked: AskedUnit, sign: str
) -> ParsedNumber | None:
    """The number with its unit, 程度, marks and remarks; None where anything else follows."""
    while rest:
        step = (
            _take_tenths(number, rest, asked)
            or _take_unit(number, rest, asked, sign)
            or _take_remark(number, rest)
        )
        if step is None:
            return None
        number = step.number
        rest = rest[step.length :]
    return number


class _NumberStep(NamedTuple):
    """The number with one more thing that stands behind it, so many characters long."""

    number: ParsedNumber
    length: int


_TENTHS = re.compile(
    r"割(?:(?P<hundredths>[0-9一二三四五六七八九])分)?"
    r"(?:(?P<thousandths>[0-9一二三四五六七八九])厘)?"
)


def _take_tenths(
    number: ParsedNumber, rest: str, asked: AskedUnit
) -> _NumberStep | None:
    """6割 and 三割五分 of a share in percent, or in 割 themselves."""
    match = _TENTHS.match(rest)
    power = _TENTHS_IN.get(asked.text)
    if match is None or power is None or number.unit_written:
        return None
    tenths = number.values[0]
    for name, part in (
        ("hundredths", Decimal("0.1")),
        ("thousandths", Decimal("0.01")),
    ):
        if match[name]:
            tenths += _digit(match[name]) * part
    value = times_power_of_ten(tenths, power)
    return _NumberStep(replace(number, values=(value,), unit_written=True), match.end())


_TENTHS_IN = {"%": 1, "パーセント": 1, "割": 0}
"""The power of ten that makes a share in 割 one in such a unit."""


def _digit(text: str) -> int:
    return int(text) if text.isdecimal() else "〇一二三四五六七八九".index(text)


def _take_unit(
    number: ParsedNumber, rest: str, asked: AskedUnit, sign: str
) -> _NumberStep | None:
    if number.unit_written:
        return None
    unit = written_unit(rest, asked)
    if unit is None:
        return None
    if _is_change_of_share(sign, asked, rest[: unit.length]):
        unit = replace(unit, is_same=False)
    return _NumberStep(_in_asked_unit(number, unit), unit.length)


def _take_remark(number: ParsedNumber, rest: str) -> _NumberStep | None:
    """Space, 程度, a remark, or a full stop or comma at the end."""
    if match := _SPACE.match(rest):
        return _NumberStep(number, match.end())
    if match := _AROUND.match(rest):
        return _NumberStep(replace(number, approximate=True), match.end())
    if match := _REMARK_BEHIND.match(rest):
        if not number.values[0] and says_zero(match["inner"] or ""):
            return _NumberStep(number, match.end())  # 0（該当なし）
        if _OF_SOMETHING_ELSE.fullmatch(match["inner"] or ""):
            number = replace(number, kind=NumberKind.AMONG_WORDS)
        return _NumberStep(_with_extra(number), match.end())
    if rest in ("、", ","):
        return _NumberStep(_with_extra(number), len(rest))
    if rest == "。":
        return _NumberStep(number, len(rest))
    return None


def _is_change_of_share(sign: str, asked: AskedUnit, written: str) -> bool:
    """+2ポイント is by how much a share has changed, not the share."""
    return sign == "+" and asked.text == "%" and written.casefold().endswith(POINTS)


def _in_asked_unit(number: ParsedNumber, unit: WrittenUnit) -> ParsedNumber:
    value = times_power_of_ten(number.values[0], unit.power)
    if unit.factor != 1:
        value = _multiplied(value, unit.factor)
    return replace(
        number,
        values=(value,),
        kind=number.kind if unit.is_same else NumberKind.OTHER_UNIT,
        unit_written=True,
        is_other_measure=unit.is_other_measure,
    )


def _multiplied(value: Decimal, factor: Fraction) -> Decimal:
    """A number in another unit of time, to two digits after the point."""
    product = round(Fraction(value) * factor, _DECIMALS_OF_TIME)
    quotient = Decimal(product.numerator) / Decimal(product.denominator)
    return times_power_of_ten(quotient.scaleb(_DECIMALS_OF_TIME), -_DECIMALS_OF_TIME)


_DECIMALS_OF_TIME = 2


def _with_extra(number: ParsedNumber) -> ParsedNumber:
    if number.kind is not NumberKind.NUMBER:
        return number
    return replace(number, kind=NumberKind.EXTRA)


# In brackets

_BRACKETS_AROUND = re.compile(r"\((?P<number>[^()]+)\)")
_QUOTES_AROUND = re.compile(r"[\"'“”「『](?P<number>[^\"'“”「」『』]+)[\"'“”」』]")


def _in_brackets(plain: str, read: Read) -> ParsedNumber | None:
    """(3.2): below zero, or what is said beside another figure. 「12」 is 12."""
    if match := _QUOTES_AROUND.fullmatch(plain):
        return read(match["number"])
    match = _BRACKETS_AROUND.fullmatch(plain)
    number = None if match is None else read(match["number"].strip())
    if number is None or number.kind is not NumberKind.NUMBER:
        return None
    value = number.values[0]
    values = dict.fromkeys((value, _signed(value, "-")))
    return replace(number, kind=NumberKind.SEVERAL, values=tuple(values))


# More than one number

_PHRASES = (
    figure_bound,
    figure_range,
    _in_brackets,
    parted_figure,
    loose_figure,
)
"""What a text may be that is no single number; the first that it is counts."""

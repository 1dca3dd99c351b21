"""Ranges and bounds in the place of a figure: 10～12, 10未満, 最大120.

Each is read with `Read`, which gives the one number in a part of the text, if any.
"""

import re
from dataclasses import replace

from dxkpi.returns.missing_reasons import DASHES
from dxkpi.returns.number_phrases import Read
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber

_BOUND = re.compile(
    r"(?:[<>≦≧≤≥]=?|最大|最高|最低|最小|最多|上限|下限|少なくとも|多くとも|多くて)\s*(?P<behind>.+)"
    r"|(?P<before>.+?)(?:以上|以下|未満|超え?|を超える)"
)
_LEADING_ZERO = re.compile(r"(?<![0-9.])0[0-9]")  # 2026-03 is a month
_RANGE = re.compile(
    rf"(?P<low>.*?[0-9][^0-9~]*?)\s*(?:~|から|[{DASHES}])\s*"
    r"(?P<high>[^0-9~]*?[0-9].*?)(?:まで)?"
)
_DIGITS = re.compile(r"[0-9]+(?:[,、][0-9]{3})*(?:[.。][0-9]*)?")


def figure_bound(plain: str, read: Read) -> ParsedNumber | None:
    """10未満, <10, 最大120: no figure, but the bound of one."""
    match = _BOUND.fullmatch(plain)
    if match is None:
        return None
    number = read((match["behind"] or match["before"]).strip())
    if number is None or number.kind is not NumberKind.NUMBER:
        return None
    return replace(number, kind=NumberKind.RANGE, unit_written=True)


def figure_range(plain: str, read: Read) -> ParsedNumber | None:
    """10～12, 10-12 or 10から12; a unit behind the second number is that of both."""
    match = _RANGE.fullmatch(plain)
    if match is None or _LEADING_ZERO.search(plain):
        return None
    low, high = read(match["low"].strip()), read(match["high"].strip())
    if low is None or high is None:
        return None
    if _is_first_end_unclear(low, high, match["high"], read):
        return None
    ends = dict.fromkeys((*low.values, *high.values))
    return ParsedNumber(
        NumberKind.RANGE,
        tuple(ends),
        approximate=low.approximate or high.approximate,
        unit_written=high.unit_written,
    )


def _is_first_end_unclear(
    low: ParsedNumber, high: ParsedNumber, text_of_high: str, read: Read
) -> bool:
    """Whether the unit behind the second end changes its value: is 1～1.2万人 from 1?"""
    if low.unit_written or not high.unit_written:
        return False
    digits = _DIGITS.search(text_of_high)
    without_unit = None if digits is None else read(digits[0])
    return without_unit is None or without_unit.values != high.values

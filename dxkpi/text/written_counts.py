"""A share written by its two counts: 163/182, 182手続中163手続, 163件（182件中）, 89.6%（163/182）.

Exact, and with the rate that stands beside the counts, where there is one.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from dxkpi.text.folding import usual_width
from dxkpi.text.units import (
    SCALES,
    AskedUnit,
    asked_unit,
    counts_whole_things,
    written_unit,
)
from dxkpi.text.written_figures import DIGITS, digits_value, times_power_of_ten

_LONGEST = 100
_LONGEST_UNIT = 8

_RATE = r"[0-9]+(?:\.[0-9]+)?(?:%|パーセント)"
_WITH_RATE = (
    re.compile(rf"(?P<rate>{_RATE})[、,:=]?\(?(?P<counts>[^()]+)\)?"),
    re.compile(r"(?P<rate>[0-9]+(?:\.[0-9]+)?)\((?P<counts>[^()]+)\)"),
    re.compile(rf"(?P<counts>.+?)(?:×100)?[、,:=]?\(?(?P<rate>{_RATE})\)?"),
    re.compile(r"(?P<counts>[^()=]+)=(?P<rate>[0-9]+(?:\.[0-9]+)?)"),
)

_TERM = r"[0-9][^/÷()=%]*?"
_OF_ALL = "(?:全|総数|対象)"
_OUT_OF = "(?:中|のうち|の内|に対し)"
_DONE = "(?:実施|完了|達成|参加|回答)?"
_COUNTS = (
    re.compile(rf"(?P<part>{_TERM})[/÷](?P<whole>{_TERM})"),
    re.compile(rf"{_OF_ALL}?(?P<whole>{_TERM}){_OUT_OF}、?{_DONE}(?P<part>{_TERM})"),
    re.compile(rf"(?P<part>{_TERM})\({_OF_ALL}?(?P<whole>{_TERM}){_OUT_OF}\)"),
    re.compile(rf"(?P<part>{_TERM})\({_OF_ALL}(?P<whole>{_TERM})\)"),
)
_PLAIN = re.compile("[0-9]+/[0-9]+")
_MONTH = re.compile("(?:19|20)[0-9]{2}/(?:0?[1-9]|1[0-2])")
_NUMBER = re.compile(rf"(?P<digits>{DIGITS})(?![0-9.,])(?P<unit>.*)")
_NO_UNIT = re.compile("[0-9×*+]|時点|現在|末|まで|半期|日$|月$")


@dataclass(frozen=True)
class WrittenCounts:
    """The two counts of a share; `rate` is the share itself where it stands beside them.

    `is_plain`: nothing is written but 163/182.
    """

    numerator: Decimal
    denominator: Decimal
    rate: Decimal | None = None
    is_plain: bool = False


def written_counts(text: str, unit: str) -> WrittenCounts | None:
    """The counts that a text is, of things in this unit (手続, 億円, or none); None for any
    other text. The second may be zero.
    """
    if len(text) > _LONGEST:
        return None
    plain = "".join(usual_width(text).split()).removeprefix("'").removesuffix("。")
    counts = _counts_alone(plain, unit)
    if counts is not None:
        return counts
    for pattern in _WITH_RATE:
        match = pattern.fullmatch(plain)
        counts = _counts_alone(match["counts"], unit) if match else None
        if match and counts:
            rate = Decimal(re.sub("%|パーセント", "", match["rate"]))
            return WrittenCounts(counts.numerator, counts.denominator, rate)
    return None


def _counts_alone(plain: str, unit: str) -> WrittenCounts | None:
    """The counts where nothing else stands beside them; a month is none, and 75.0/76.2
    are no counts of things without parts.
    """
    if _MONTH.fullmatch(plain):
        return None
    asked = asked_unit(unit)
    are_whole = not unit or counts_whole_things(unit)
    for pattern in _COUNTS:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        numerator = _count(match["part"], asked)
        denominator = _count(match["whole"], asked)
        if numerator is None or denominator is None:
            continue
        if are_whole and not (_is_whole(numerator) and _is_whole(denominator)):
            continue
        is_plain = _PLAIN.fullmatch(plain) is not None
        return WrittenCounts(numerator, denominator, is_plain=is_plain)
    return None


def _count(text: str, asked: AskedUnit) -> Decimal | None:
    """A number with the unit that is counted, or with any other word for it."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    value, behind = digits_value(match["digits"]), match["unit"]
    unit = written_unit(behind, asked)
    if unit is not None and unit.is_same and unit.length == len(behind):
        return times_power_of_ten(value, unit.power)
    is_scaled = behind.startswith(tuple(SCALES))
    is_word = len(behind) <= _LONGEST_UNIT and not _NO_UNIT.search(behind)
    return value if is_word and not is_scaled else None


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()

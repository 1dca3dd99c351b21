"""Units as offices write them behind a figure: 人 or 名, 万人 for 人, (件), ポイント for %."""

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from dxkpi.text.folding import usual_width

SCALES = {
    "千億": 11,
    "百億": 10,
    "十億": 9,
    "億": 8,
    "千万": 7,
    "百万": 6,
    "十万": 5,
    "万": 4,
    "千": 3,
    "百": 2,
    "兆": 12,
}
"""Powers of ten that stand before a unit; the longer ones come first."""

POINTS = ("ポイント", "pt", "pts")
"""What a difference of shares is counted in."""

_SAME_UNITS = (
    ("%", "パーセント", "%ポイント", *POINTS),
    ("人", "名"),
    ("か所", "ヶ所", "ケ所", "カ所", "ヵ所", "箇所", "個所"),
    ("時間", "h"),
    ("手続き", "手続"),
    ("回",),
    ("㎡", "m2", "平方メートル"),
    ("km", "㎞"),
    ("kg", "㎏"),
    ("円",),
    ("件",),
    ("台",),
    ("個",),
    ("社",),
    ("校",),
    ("団体",),
    ("世帯",),
    ("戸",),
    ("冊",),
    ("本",),
    ("枚",),
    ("点",),
    ("種類", "種"),
    ("項目",),
    ("事業",),
    ("業務",),
    ("課",),
    ("施設",),
    ("地区",),
    ("組",),
    ("票",),
    ("分",),
    ("秒",),
    ("日",),
    ("か月", "ヶ月", "ケ月", "カ月", "ヵ月", "箇月", "月", "月間"),
    ("年", "か年", "ヶ年", "カ年", "年間"),
    ("週", "週間"),
    ("店舗", "店"),
    ("機関",),
    ("システム",),
    ("サービス",),
    ("口座",),
    ("アカウント",),
    ("拠点",),
    ("チーム",),
    ("講座",),
    ("レイヤ", "レイヤー"),
    ("データセット",),
    ("ページ",),
    ("t", "トン"),
    ("組織",),
)
_SECONDS = {"秒": 1, "分": 60, "時間": 3600}
"""Units of time that convert into each other; a 日 of work is no fixed number of hours."""

_MEASURES = frozenset(
    (
        "%",
        "円",
        "時間",
        "分",
        "秒",
        "日",
        "週",
        "か月",
        "年",
        "㎡",
        "km",
        "kg",
        "t",
        "ページ",
    )
)
"""Shares, units of money, time and size; nobody calls one of them by another unit's name."""

_FIRST_NAME = {name: names[0] for names in _SAME_UNITS for name in names}

ANY_UNIT = "|".join(sorted(map(re.escape, _FIRST_NAME), key=len, reverse=True))
"""A pattern for every unit that is known here, the longer names first."""

_WRITTEN_UNIT = re.compile(
    f"(?P<scale>{'|'.join(SCALES)})?(?P<base>{ANY_UNIT})?", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")


@dataclass(frozen=True)
class AskedUnit:
    """The unit that a figure is asked for in: 万人 counts 人 by 10 to the `power` of 4.

    `names` are all that the bare unit is called.
    """

    text: str
    power: int
    names: frozenset[str]


def asked_unit(unit: str) -> AskedUnit:
    """The unit of an indicator; what stands behind a stroke or in brackets is left out."""
    text = "".join(usual_width(unit).split()).casefold()
    bare = re.split(r"[/(]", text)[0]
    scale = _scale_of(bare)
    base = bare.removeprefix(scale)
    first_name = _FIRST_NAME.get(base, base)
    names = {name for name, first in _FIRST_NAME.items() if first == first_name}
    if first_name:
        names.add(first_name)
    return AskedUnit(text, SCALES.get(scale, 0), frozenset(names))


def counts_whole_things(unit: str) -> bool:
    """Whether a unit counts what has no parts, one by one: 人, not 万人 or 円."""
    asked = asked_unit(unit)
    return bool(asked.names) and asked.power == 0 and not asked.names & _MEASURES


def _scale_of(bare: str) -> str:
    """千 of 千円, but nothing of 千葉 or 百人一首."""
    for scale in SCALES:
        if not bare.startswith(scale):
            continue
        base = bare.removeprefix(scale)
        if base == "" or base in _FIRST_NAME:
            return scale
    return ""


@dataclass(frozen=True)
class WrittenUnit:
    """A unit at the beginning of a text, as it compares with the one asked for.

    It takes `length` characters. Numbers before it are multiplied by 10 to the `power`:
    by how much it differs from the unit asked for, or by its own scale where it is
    another unit (not `is_same`). `is_other_measure`: nobody could have meant the one
    asked for, as 日 for 時間 or 人 for 円. Of a unit that converts (分 for 時間) numbers are
    multiplied by the `factor` as well.
    """

    length: int
    power: int
    is_same: bool
    is_other_measure: bool = False
    factor: Fraction = Fraction(1)


def written_unit(text: str, asked: AskedUnit) -> WrittenUnit | None:
    """The unit with which a text begins; None where there is none."""
    if brackets := _IN_BRACKETS.match(text):
        return _unit_in_brackets(brackets, asked)
    return _unit_as_asked(text, asked) or _unit_with_scale(text, asked)


def _unit_in_brackets(brackets: re.Match[str], asked: AskedUnit) -> WrittenUnit | None:
    """(人), [人]: nothing but the unit asked for."""
    inner = (brackets[1] or brackets[2] or "").strip()
    if not inner:
        return None
    unit = written_unit(inner, asked)
    if unit is None:
        return None
    is_nothing_else = unit.length == len(inner)
    if not unit.is_same or not is_nothing_else:
        return None
    return replace(unit, length=brackets.end())


def _unit_as_asked(text: str, asked: AskedUnit) -> WrittenUnit | None:
    """The unit just as it is asked for, or by another of its names."""
    names = {asked.text}
    if asked.power == 0:
        names |= asked.names
    name = _longest_name_at(text, 0, names)
    if not name:
        return None
    return WrittenUnit(len(name), power=0, is_same=True)


def _unit_with_scale(text: str, asked: AskedUnit) -> WrittenUnit | None:
    """A scale, a unit, or both: 万, 人, 万人."""
    match = _WRITTEN_UNIT.match(text)
    if match is None or not match[0]:
        return None
    length = match.end()
    name = (match["base"] or "").casefold()
    power = SCALES.get(match["scale"], 0)
    if name and name not in asked.names:
        if factor := _factor_of_time(_FIRST_NAME.get(name, name), asked):
            return WrittenUnit(length, power, is_same=False, factor=factor)
        is_other_measure = _is_other_measure(_FIRST_NAME.get(name, name), asked)
        return WrittenUnit(length, power, False, is_other_measure)
    if not name:  # perhaps a unit that only this plan knows
        length += len(_longest_name_at(text, length, asked.names))
    return WrittenUnit(length, power - asked.power, is_same=True)


def _factor_of_time(first_name: str, asked: AskedUnit) -> Fraction | None:
    """By how much a number in one unit of time is multiplied in the one asked for."""
    seconds = _SECONDS.get(first_name)
    for name in asked.names:
        if seconds and name in _SECONDS and asked.power == 0:
            return Fraction(seconds, _SECONDS[name])
    return None


def _is_other_measure(first_name: str, asked: AskedUnit) -> bool:
    """Whether one of two units is a measure and the other is not, or measures otherwise."""
    return bool(asked.names) and bool(_MEASURES & {first_name, *asked.names})


def _longest_name_at(text: str, position: int, names: set[str] | frozenset[str]) -> str:
    lower = text.casefold()
    if len(lower) != len(text):
        return ""  # positions in it would not be those of the text
    longest = ""
    for name in names:
        if len(name) > len(longest) and lower.startswith(name, position):
            longest = name
    return longest

"""Figures written in parts: 男20 女23, 本庁20＋支所23, 20+23=43, 4/10, 10校中4校.

Each is read with `Read`, which gives the one number in a part of the text, if any.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from dxkpi.returns.number_phrases import DIGITS, Read, lone_figure
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.text.brackets import without_brackets_behind

_MOST_PARTS = 12
_MOST_FIGURES = 3
_LONGEST_LABEL = 8


def parted_figure(plain: str, read: Read) -> ParsedNumber | None:
    """What such a text says; None for any other."""
    without_remark = without_brackets_behind(plain).strip()
    return (
        _result(plain, read)
        or _of_whole(without_remark, read)
        or _fraction(without_remark, read)
        or _parts(plain, read)
    )


# With the result of what was reckoned

_RECKONED = re.compile(
    r"(?P<terms>[0-9][^=()]*[+×÷*/][^=()]*)(?:=|\()(?P<result>[^=()]+)\)?"
)


def _result(plain: str, read: Read) -> ParsedNumber | None:
    """20+23=43, 120÷300×100=40.0, 4/10（40%）."""
    match = _RECKONED.fullmatch(plain)
    value = None if match is None else lone_figure(match["result"], read)
    if value is None:
        return None
    return ParsedNumber(NumberKind.EXTRA, (value,), unit_written=True)


# Of a whole

_SLASH = re.compile(r"(?P<counted>[^/÷]+)[/÷](?P<whole>[^/÷]+)")
_BARE_FRACTION = re.compile(r"[0-9]+/[0-9]+")
_MONTH = re.compile("(?:19|20)[0-9]{2}/(?:0?[1-9]|1[0-2])|[1-4]/4半期")
_OUT_OF = re.compile(
    r"(?:全|総数|対象)?(?P<whole>[0-9][^/()]*?)(?:中|のうち|の内|に対し)"
    r"[、\s]*(?:実施|完了|達成|参加|回答)?(?P<counted>.+)"
)
_PARTS_OF = re.compile(r"(?P<whole>[0-9]+)分の(?P<counted>[0-9]+)")
_LABEL_OF_WHOLE = re.compile("^(?:目標値?|計画|全|総数|定員|対象)")


def _of_whole(plain: str, read: Read) -> ParsedNumber | None:
    """10校中4校: what was counted is said."""
    match = _OUT_OF.fullmatch(plain) or _PARTS_OF.fullmatch(plain)
    values = None if match is None else _counted_and_whole(match, read)
    if values is None:
        return None
    return ParsedNumber(NumberKind.FRACTION, values, unit_written=True)


def _fraction(plain: str, read: Read) -> ParsedNumber | None:
    """4/10: a part of a whole; of 75.0/76.2 nobody knows."""
    match = _SLASH.fullmatch(plain)
    if match is None or _MONTH.fullmatch(plain):
        return None
    values = _counted_and_whole(match, read)
    if values is None:
        return None
    kind = NumberKind.FRACTION if _is_share(values) else NumberKind.SEVERAL
    is_bare = _BARE_FRACTION.fullmatch(plain) is not None
    return ParsedNumber(kind, values, unit_written=not is_bare)


def _counted_and_whole(
    match: re.Match[str], read: Read
) -> tuple[Decimal, Decimal] | None:
    whole = _bare_number(_LABEL_OF_WHOLE.sub("", match["whole"]), read)
    counted = _bare_number(match["counted"], read)
    if counted is None or whole is None:
        return None
    return counted, whole


def _bare_number(text: str, read: Read) -> Decimal | None:
    """A number with whatever unit; a share counts other things than its whole."""
    number = lone_figure(text, read)
    digits = DIGITS.match(text.strip())
    if number is not None or digits is None:
        return number
    unit = text.strip()[digits.end() :]
    is_unit = len(unit) <= _LONGEST_LABEL and not re.search(r"[0-9%]", unit)
    return lone_figure(digits[0], read) if is_unit else None


def _is_share(values: tuple[Decimal, Decimal]) -> bool:
    counted, whole = values
    are_whole = all(value == value.to_integral_value() for value in values)
    return are_whole and 0 <= counted <= whole and whole > 0


# In parts

_SETS = (
    "男 女",
    "男性 女性",
    "男子 女子",
    "小 中 高",
    "小学校 中学校 高校 高等学校 義務教育学校",
    "小学生 中学生 高校生",
    "幼稚園 保育園 保育所 こども園",
    "本庁 支所 出先 分庁舎",
    "前期 後期",
    "前半 後半",
    "上期 下期",
    "上半期 下半期",
    "午前 午後",
    "平日 休日",
    "春 夏 秋 冬",
    "東 西 南 北",
    "新規 継続 更新",
    "新規 既存",
    "常勤 非常勤",
    "正規 非正規",
    "正職員 会計年度",
    "直営 委託",
    "市内 市外",
    "町内 町外",
    "県内 県外",
    "国 県 市",
    "大人 子ども 小人",
    "個人 法人 団体",
    "公立 私立",
    "窓口 郵送 オンライン 電子",
    "電話 来庁 来所 メール 訪問",
    "対面 オンライン",
    "一般 特別",
    "第回 第期 第次 第四半期",
    "回 期 月 四半期",
    "Q",
    "ア イ ウ エ オ",
    "A B C D E",
    "① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨",
)
"""Names of parts that make a whole together."""

_PARTS_TOGETHER = tuple(frozenset(names.split()) for names in _SETS)
_NUMBERED = re.compile(
    r"(第?)[0-9]{1,2}(回|期|次|四半期|月|Q)(?=[目分はにまで:\s]*[0-9])"
)
_BEFORE_FIGURE = re.compile(
    r"(?P<separator>[、,・;\s+/&]*(?:と|及び|および)?[、,・;\s+/&]*)\(?(?:内訳)?:?(?P<label>[^()]*)"
)
_ADDED = re.compile(r"[+&]|\s+[+&]\s+")  # 24 +1 is one more
_NO_LABEL = re.compile("[=→×~%-]|(?:令和|平成|[RHS])$")
_TOTAL = re.compile("の?(?:合?計|総計|合計|全体|総数):?")
_LABEL_BEHIND = re.compile(
    r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[^0-9()\s、・+/,]{0,4})\(([^()0-9]{1,8})\)"
)
_OF_OTHER_THINGS = re.compile(
    "目標|計画|実績|見込|予算|決算|前|昨|今|延べ|実|定員|申請|承認|うち|累計|計|全体|平均|[RH]$"
)


class _Part(NamedTuple):
    """A figure with its label; `is_added` where a plus stands before it."""

    label: str
    value: Decimal
    is_added: bool


def _parts(plain: str, read: Read) -> ParsedNumber | None:
    """The sum of what makes a whole together; else several figures side by side."""
    with_labels_first = _LABEL_BEHIND.sub(r"\2\1", _NUMBERED.sub(r"\1\2", plain))
    parts = _labelled_parts(with_labels_first, read)
    if len(parts) < 2:
        return None
    return _sum_of_parts(parts) or _side_by_side(parts)


def _sum_of_parts(parts: Sequence[_Part]) -> ParsedNumber | None:
    """The sum, where it stands among them or they make a whole; then the first parts."""
    stated, added = _stated_total(parts)
    values = [part.value for part in added]
    total = sum(values, Decimal(0))
    is_sum = stated == total if stated is not None else _make_a_whole(added)
    if not is_sum:
        return None
    several = dict.fromkeys((total, *values[:_MOST_FIGURES]))
    return ParsedNumber(NumberKind.PARTS, tuple(several), unit_written=True)


def _side_by_side(parts: Sequence[_Part]) -> ParsedNumber | None:
    """A few figures with labels, and their sum last unless they are of other things."""
    labels = [part.label for part in parts]
    if not all(labels) or len(parts) > _MOST_FIGURES:
        return None
    several = dict.fromkeys(part.value for part in parts)
    if not any(map(_OF_OTHER_THINGS.search, labels)):
        total = sum((part.value for part in parts), Decimal(0))
        several[total] = None
    return ParsedNumber(NumberKind.SEVERAL, tuple(several), unit_written=True)


def _stated_total(parts: Sequence[_Part]) -> tuple[Decimal | None, Sequence[_Part]]:
    """The total that stands among the parts, before or behind all others, if any."""
    for total, others in ((parts[0], parts[1:]), (parts[-1], parts[:-1])):
        if _TOTAL.fullmatch(total.label):
            return total.value, others
    return None, parts


def _make_a_whole(parts: Sequence[_Part]) -> bool:
    if all(part.is_added for part in parts[1:]):
        return True
    labels = {re.sub(r"[のはが:目分に]+$", "", part.label) for part in parts}
    return any(labels <= together for together in _PARTS_TOGETHER)


def _labelled_parts(plain: str, read: Read) -> list[_Part]:
    """The figures with their labels; none where anything else stands between them."""
    figures = list(DIGITS.finditer(plain))
    if not 0 < len(figures) <= _MOST_PARTS:
        return []
    parts = []
    before = plain[: figures[0].start()]
    ends = [*(figure.start() for figure in figures[1:]), len(plain)]
    for figure, end in zip(figures, ends, strict=True):
        behind = plain[figure.end() : end]
        length = _length_of_unit(figure[0], behind, read, is_last=end == len(plain))
        if length is None:
            return []
        part = _part_of(before, figure[0] + behind[:length], read)
        if part is None:
            return []
        parts.append(part)
        before = behind[length:]
    return parts


def _part_of(before: str, figure: str, read: Read) -> _Part | None:
    """A figure with what stands before it, a separator and a label."""
    match = _BEFORE_FIGURE.fullmatch(before)
    value = lone_figure(figure, read)
    if match is None or value is None:
        return None
    label = match["label"].strip()
    if len(label) > _LONGEST_LABEL or _NO_LABEL.search(label):
        return None
    is_added = _ADDED.fullmatch(match["separator"]) is not None
    return _Part(label, value, is_added)


def _length_of_unit(
    digits: str, behind: str, read: Read, *, is_last: bool
) -> int | None:
    """How many characters behind the digits are their unit, as many as may be; all of
    them behind the last ones.
    """
    longest = len(behind) if is_last else min(len(behind), _LONGEST_LABEL)
    shortest = longest if is_last else 0
    for length in range(longest, shortest - 1, -1):
        unit = behind[:length]
        if unit == unit.rstrip() and lone_figure(digits + unit, read) is not None:
            return length
    return None

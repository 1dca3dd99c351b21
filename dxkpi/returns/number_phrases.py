"""Phrases about a figure that hold more than one number: 1人（累計4人）, 75.0→76.2, 前年比+6,
令和8年3月末時点 25人, 25人/月.

Each is read with `Read`, which gives the one number in a part of the text, if any.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from dxkpi.fiscal import ParsedYear
from dxkpi.returns.figure_times import TIME, YEAR_ALONE, time_named
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.text.brackets import without_brackets_behind

Read = Callable[[str], ParsedNumber | None]

DIGITS = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
"""A number as most people write it, with commas or without."""

_MONTHS = 12


def parsed_phrase(plain: str, read: Read) -> ParsedNumber | None:
    """What such a phrase says; None for any other text."""
    phrases = (
        _hours_and_minutes,
        _per_period,
        _two_figures,
        _from_to,
        _change,
        _dated,
        _of_year,
        _per_year,
        _as_before_with_figure,
    )
    for phrase in phrases:
        number = phrase(plain, read)
        if number is not None:
            return number
    return None


def lone_figure(text: str, read: Read) -> Decimal | None:
    """The number that stands alone in a text, with its unit at most."""
    number = read(text.strip())
    if number is None or number.kind is not NumberKind.NUMBER:
        return None
    return number.values[0]


# Hours and minutes

_HOURS = re.compile(r"(?P<hours>[0-9]+時間)\s*(?:(?P<minutes>[0-9]{1,2}分)|半)")
_HALF_AN_HOUR = "30分"


def _hours_and_minutes(plain: str, read: Read) -> ParsedNumber | None:
    """1時間30分 and 1時間半, in the unit of time that is asked for."""
    match = _HOURS.fullmatch(plain)
    if match is None:
        return None
    hours, minutes = read(match["hours"]), read(match["minutes"] or _HALF_AN_HOUR)
    if hours is None or minutes is None:
        return None
    if hours.is_other_measure or minutes.is_other_measure:
        return None
    value = hours.values[0] + minutes.values[0]
    return ParsedNumber(NumberKind.NUMBER, (value,), unit_written=True)


# Two figures

_TOTAL = r"(?:延べ)?(?:累計|通算|累積|合計|総計|総数|全体)|計|これまで"
_OF_YEAR = r"今年度|本年度|当年度|当該年度|単年度|年度内|年間|今年|本年|新規|うち今年度|うち新規"
_LABEL = (
    rf"(?:(?P<total>{_TOTAL})|(?P<of_year>{_OF_YEAR})|(?P<year>{YEAR_ALONE})実?績?値?)"
    r"(?:で|は|に|分|の|末)?[:]?\s*"
)
_LABELLED = re.compile(rf"(?:{_LABEL})?(?P<number>.+)", re.DOTALL)
_IN_BRACKETS = re.compile(
    r"(?P<first>[^()]+)\((?P<second>[^-+−▲△()][^()]*)\)", re.DOTALL
)
_SIDE_BY_SIDE = re.compile(
    r"(?P<first>.+?)(?:[、,/;\s]+)"
    rf"(?P<second>(?:{_TOTAL}|{_OF_YEAR}|{YEAR_ALONE}).+)",
    re.DOTALL,
)


def _two_figures(plain: str, read: Read) -> ParsedNumber | None:
    """A year's figure and the running total or another year's, whichever comes first."""
    match = _IN_BRACKETS.fullmatch(plain) or _SIDE_BY_SIDE.fullmatch(plain)
    if match is None:
        return None
    figures = []
    for name in ("first", "second"):
        figure = _labelled_figure(match[name].strip(), read)
        if figure is None:
            return None
        figures.append(figure)
    is_change = match["first"].startswith(("+", "プラス"))  # +1（24）
    return ParsedNumber(
        NumberKind.SEVERAL if is_change else NumberKind.TWO_FIGURES,
        tuple(figure.value for figure in figures),
        total=_place_of_total(figures),
        times=tuple(figure.time for figure in figures),
    )


class _LabelledFigure(NamedTuple):
    """A figure that its label says to be the running total, that of the year, or of a year."""

    value: Decimal
    is_total: bool
    is_of_year: bool
    time: ParsedYear | None


def _labelled_figure(text: str, read: Read) -> _LabelledFigure | None:
    match = _LABELLED.fullmatch(text)
    value = None if match is None else lone_figure(match["number"], read)
    if match is None or value is None:
        return None
    return _LabelledFigure(
        value, bool(match["total"]), bool(match["of_year"]), time_named(match["year"])
    )


def _place_of_total(figures: Sequence[_LabelledFigure]) -> int | None:
    """Which of the two is the total: the one that says so, else the one beside the year's."""
    for place, figure in enumerate(figures):
        if figure.is_total:
            return place
    for place, figure in enumerate(figures):
        if figure.is_of_year:
            return 1 - place
    return None


# From one figure to another

_BECAME = r"(?:増加|減少|上昇|低下|改善|向上|悪化|拡大|縮小|変更|訂正|修正|増|減)"
_YEAR_OF_FIGURE = re.compile(
    rf"^\(?(?P<before>{YEAR_ALONE})(?:末|実績)?\)?[:\s]*(?=.)"
    rf"|\((?P<behind>{YEAR_ALONE})(?:末|実績)?\)$"
)
_FROM_TO = re.compile(
    rf"(?P<old>.+?)\s*(?:→|⇒|➡|⇨|▶|►|[-=]+>|から(?=.*(?:へ|に)))\s*"
    rf"(?P<new>[^→⇒]+?)(?:へ|に)?(?:と?{_BECAME}(?:した|しました)?)?。?"
)


def _from_to(plain: str, read: Read) -> ParsedNumber | None:
    match = _FROM_TO.fullmatch(plain)
    if match is None:
        return None
    values, times = [], []
    for name in ("new", "old"):
        year = _YEAR_OF_FIGURE.search(match[name])
        value = lone_figure(_YEAR_OF_FIGURE.sub("", match[name]), read)
        if value is None:
            return None
        values.append(value)
        times.append(time_named(year and (year["before"] or year["behind"])))
    if values[0] == values[1]:
        return ParsedNumber(NumberKind.FROM_TO, tuple(values[:1]))
    return ParsedNumber(NumberKind.FROM_TO, tuple(values), times=tuple(times))


# By how much it changed

_SINCE = (
    r"(?:対?前年度?同?期?|対?昨年度?|前回|前期)"
    r"(?:比較?|に?対比|より|から|に比べ)?[:、は\s]*"
)
_MORE, _LESS = "増加|増え|増|アップ|上昇|プラス|追加", "減少|減っ|減り|減|ダウン|低下"
_CHANGED = re.compile(
    rf"(?:{_SINCE})?(?P<number>[^-+]+?)の?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
    r"(?:した|しました|た|ました|です)?。?"
)
_SIGNED = re.compile(
    rf"(?:(?:{_SINCE})(?P<sign>[-+−▲△]|プラス|マイナス)|(?P<plus>\+|プラス))\s*(?P<number>.+)"
)


def _change(plain: str, read: Read) -> ParsedNumber | None:
    if match := _SIGNED.fullmatch(plain):
        is_less = match["sign"] not in (None, "+", "プラス")
    elif match := _CHANGED.fullmatch(without_brackets_behind(plain)):
        is_less = match["less"] is not None
    else:
        return None
    change = lone_figure(without_brackets_behind(match["number"]), read)
    if not change:
        return None
    value = -change if is_less else change
    return ParsedNumber(NumberKind.CHANGE, (value,), unit_written=True)


# As it was before

_AS_BEFORE_WITH = re.compile(
    r"(?:変更|変化|増減)(?:なし|無し|無)(?:[、,:\s]*|\()(?P<number>[0-9][^()]*)\)?"
)


def _as_before_with_figure(plain: str, read: Read) -> ParsedNumber | None:
    """変更なし（40件）."""
    match = _AS_BEFORE_WITH.fullmatch(plain)
    number = None if match is None else read(match["number"].strip())
    if number is None or number.kind is not NumberKind.NUMBER:
        return None
    return replace(number, kind=NumberKind.EXTRA)


# With its time

_STATE = "(?:時点|現在|末日?|実績値?|分|まで)"
_DATED_BEHIND = re.compile(rf"(?P<number>.+?)[、,;※\s]+(?P<time>{TIME}){_STATE}*")
_IN_FRONT = re.compile(
    r"(?:\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]|<[^<>]*>)\s*(?P<number>.+)"
)
_DATED = re.compile(
    rf"(?P<time>{TIME})(?:{_STATE}|における|の|で|は|:|、|\s)+(?P<number>.+)"
)
_DATED_IN_BRACKETS = re.compile(
    rf"(?P<number>[^()]+)\(※?(?P<time>{TIME}|{YEAR_ALONE})(?P<rest>[^()0-9]*)\)"
)
_YEAR_BEFORE = re.compile(
    rf"(?P<time>{YEAR_ALONE})(?:実績値?|末|分|の|は|で|:|\s)*(?P<number>.+)"
)


def _dated(plain: str, read: Read) -> ParsedNumber | None:
    for pattern in (_DATED, _DATED_BEHIND, _DATED_IN_BRACKETS):
        if match := pattern.fullmatch(plain):
            number = _with_remark(match["number"], read)
            time = time_named(match["time"])
            return number and replace(number, times=(time,))
    match = _IN_FRONT.fullmatch(plain)
    return None if match is None else _with_remark(match["number"], read)


def _of_year(plain: str, read: Read) -> ParsedNumber | None:
    """R7 43, 2025年度実績43."""
    match = _YEAR_BEFORE.fullmatch(plain)
    number = None if match is None else _with_remark(match["number"], read)
    if match is None or number is None:
        return None
    return replace(number, times=(time_named(match["time"]),))


def _with_remark(text: str, read: Read) -> ParsedNumber | None:
    """A number in a part of the text, beside which something else stands."""
    number = read(text.strip())
    if number is None or number.kind not in (NumberKind.NUMBER, NumberKind.EXTRA):
        return None
    return replace(number, kind=NumberKind.EXTRA)


# A figure of a month, a week or a day

_EACH = r"(?:当たり|あたり|平均|に|約|:|\s)*"
_PER_PERIOD = re.compile(
    r"(?P<number>.+?)\s*"
    r"(?:/\s*1?(?P<period>か月|ヶ月|ケ月|月|週間?|日|時間?|回|件|人)"
    r"|\(1?(?:か|ヶ)?(?P<average>月|週間?|日)(?:平均|間|額|当たり|あたり)*\))"
)
_EACH_PERIOD = re.compile(
    rf"(?:[1一]?(?:か|ヶ)?(?P<period>月|週間?|日)|毎(?P<every>月|週|日)){_EACH}(?P<number>.+)"
)


_PER_YEAR = re.compile(r"(?P<number>.+?)\s*/\s*(?:1?年度?|年間)")
_EACH_YEAR = re.compile(r"(?:1?年に?|毎年)\s*(?P<number>[0-9].*)")


def _per_year(plain: str, read: Read) -> ParsedNumber | None:
    """25人/年 is the year's figure."""
    match = _PER_YEAR.fullmatch(plain) or _EACH_YEAR.fullmatch(plain)
    return None if match is None else read(match["number"])


def _per_period(plain: str, read: Read) -> ParsedNumber | None:
    if match := _PER_PERIOD.fullmatch(plain):
        period = match["period"] or match["average"]
    elif match := _EACH_PERIOD.fullmatch(plain):
        period = match["period"] or match["every"]
    else:
        return None
    number = read(match["number"].strip())
    if number is None or number.kind not in (NumberKind.NUMBER, NumberKind.EXTRA):
        return None
    value = number.values[0]
    values = [value]
    if period.endswith("月"):
        values.append(value * _MONTHS)
    return ParsedNumber(
        NumberKind.PER_PERIOD, tuple(dict.fromkeys(values)), unit_written=True
    )

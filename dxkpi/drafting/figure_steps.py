"""What plans write around a figure, taken off it step by step: years, periods, bounds, what
is to be kept, which way it is to go.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.column_meaning import parsed_time
from dxkpi.fiscal import ParsedYear
from dxkpi.plan import Aggregation, Comparator, Direction, TargetRule
from dxkpi.returns.figure_times import TIME, YEAR_ALONE

LOOSE_SIGNS = " 　、,。:・※"
"""What may be left beside a figure, and says nothing."""

NOUN_BEFORE = re.compile(
    r"[^0-9]{0,14}(?:率|数|量|額|度|合計|計)\s*[:は]?\s*(?=[▲△+-]?[0-9])"
)
"""The noun of a figure right before it: 削減率50%."""

_Step = Callable[[CellFigure, str], tuple[CellFigure, str]]
"""Gives the cell with what was understood, and the text without it."""


def _take_compared_year(cell: CellFigure, plain: str) -> tuple[CellFigure, str]:
    """2013年度比46%削減: the figure is of the difference, and the year not of the aim."""
    match = _COMPARED_YEAR.search(plain)
    if match is None:
        return cell, plain
    taken = replace(cell, words=cell.text.strip(), is_unclear=True)
    return taken, f"{plain[: match.start()]} {plain[match.end() :]}"


_COMPARED_YEAR = re.compile(
    rf"(?:{TIME}|{YEAR_ALONE})(?:末|実績|の実績)?(?:対比|比|[にと]比べて?|[にと]比較して?)"
)


def _take_years(cell: CellFigure, plain: str) -> tuple[CellFigure, str]:
    """（R4）, 令和12年度末までに, R6実績:."""
    years: dict[ParsedYear, None] = {}
    for match in _YEAR.finditer(plain):
        year = parsed_time(match["time"])
        if year is not None:
            years[year] = None
    if not years:
        return cell, plain
    return replace(cell, years=tuple(years)), _YEAR.sub(" ", plain)


_YEAR = re.compile(
    rf"[(\[【〔]?\s*(?P<time>{TIME}|{YEAR_ALONE}|(?<=[(\[【])20[0-9]{{2}}(?=[)\]】]))"
    rf"(?:\s*[(/]\s*(?:{TIME}|{YEAR_ALONE}|20[0-9]{{2}})\s*\)?)?"
    r"(?:末|時点|現在|実績値?|目標値?|値|における|までに|まで|見込み?|の)*\s*[)\]】〕:]?"
)


def _take_span(cell: CellFigure, plain: str) -> tuple[CellFigure, str]:
    """10件（令和8～12年度累計）: a total over the years that are named."""
    match = _SPAN.search(plain)
    if match is None:
        return cell, plain
    first = parsed_time(f"{match['era']}{match['first']}年度")
    last = parsed_time(f"{match['last_era'] or match['era']}{match['last']}年度")
    if first is None or last is None or first.fiscal_year >= last.fiscal_year:
        return cell, plain
    taken = replace(
        cell,
        years=(last,),
        rule=TargetRule.TOTAL,
        aggregation=Aggregation.ANNUAL,
        total_years=last.fiscal_year - first.fiscal_year + 1,
        is_unclear=not match["sum"],
    )
    return taken, f"{plain[: match.start()]} {plain[match.end() :]}"


_SPAN = re.compile(
    r"\(?(?P<era>令和|平成|[RH])\.?(?P<first>元|[0-9]{1,2})(?:年度?)?\s*[~-]\s*"
    r"(?P<last_era>令和|平成|[RH])?\.?(?P<last>[0-9]{1,2})(?:年度)?の?(?:[1-9][0-9]?年間)?の?"
    r"(?P<sum>累計|合計|計|延べ|総数)?\)?"
)


def _take_period(cell: CellFigure, plain: str) -> tuple[CellFigure, str]:
    """5年間で100人, 計画期間中に累計50件: a total over years."""
    match = _PERIOD.search(plain)
    if match is None:
        return cell, plain
    years = int(match["years"]) if match["years"] else 0
    taken = replace(
        cell,
        rule=TargetRule.TOTAL,
        aggregation=Aggregation.ANNUAL,
        total_years=years,
    )
    return taken, f"{plain[: match.start()]} {plain[match.end() :]}"


_PERIOD = re.compile(
    r"\(?(?:(?P<years>[1-9][0-9]?)\s?(?:年間|[かヶケカヵ箇]年間?)|計画期間中?|期間中|期間内)"
    r"(?:内|中)?(?:で|に|の|に?おける)?(?:累計|合計|延べ|計|総数)?(?:で|の)?\)?"
)


def _take_every_year(cell: CellFigure, plain: str) -> tuple[CellFigure, str]:
    """毎年度12回 is of each year, 年間12回 or 12回/年 of a year."""
    if match := _EVERY_YEAR.search(plain):
        taken = replace(cell, is_every_year=True, aggregation=Aggregation.ANNUAL)
    elif match := _OF_A_YEAR.search(plain):
        taken = replace(cell, aggregation=Aggregation.ANNUAL)
    elif match := _RUNNING.search(plain):
        taken = replace(cell, aggregation=cell.aggregation or Aggregation.CUMULATIVE)
    else:
        return cell, plain
    return taken, f"{plain[: match.start()]} {plain[match.end() :]}"


_EVERY_YEAR = re.compile(
    r"\(?(?:毎年度?|各年度?|年度?(?:ごと|毎)に?|前年度?(?:比|より|から))\)?"
)
_OF_A_YEAR = re.compile(r"\(?(?:年間|^年(?=\s?[0-9])|/\s?年度?|\(年\))\)?")
_RUNNING = re.compile(r"\(?(?:累計|累積|延べ|のべ|通算)(?:で)?\)?")


def _take_approximate(cell: CellFigure, plain: str) -> tuple[CellFigure, str]:
    match = _ABOUT.search(plain)
    if match is None:
        return cell, plain
    taken = replace(cell, approximate=True)
    return taken, f"{plain[: match.start()]}{plain[match.end() :]}"


_ABOUT = re.compile(
    r"(?:約|およそ|おおよそ|概ね|おおむね)\s*(?=[0-9])|(?<=\S)(?:程度|前後|くらい)"
)


def _take_bound(cell: CellFigure, plain: str) -> tuple[CellFigure, str]:
    """80%以上, 30分以内, ≧10; 未満 and 超 are a bound that does not belong to them."""
    match = _BOUND.search(plain)
    if match is None:
        return cell, plain
    is_least = match[0] in _AT_LEAST
    comparator = Comparator.AT_LEAST if is_least else Comparator.AT_MOST
    taken = replace(
        cell,
        comparator=comparator,
        is_unclear=cell.is_unclear or match[0] in _WITHOUT_BOUND,
    )
    return taken, f"{plain[: match.start()]} {plain[match.end() :]}"


_BOUND = re.compile(r"以上|以下|以内|未満|を?超える|超え?|[≧≥≦≤]|>=|<=")
_AT_LEAST = ("以上", "≧", "≥", ">=", "超", "超え", "を超える", "超える")
_WITHOUT_BOUND = ("未満", "超", "超え", "を超える", "超える")


def _take_keeping(cell: CellFigure, plain: str) -> tuple[CellFigure, str]:
    """80%を維持, 現状維持."""
    match = _KEEP.search(plain)
    if match is None:
        return cell, plain
    taken = replace(cell, rule=cell.rule or TargetRule.KEEP)
    return taken, f"{plain[: match.start()]} {plain[match.end() :]}"


_KEEP = re.compile(
    r"(?:現状|現在|水準)?(?:の水準|値)?(?:を|で)?(?:維持|保持|堅持|据え?置き?|継続|保つ|確保)"
    r"(?:する|します|していく|を?図る)?|現状(?:と同じ|のまま)|横ばい"
)


def _take_way(cell: CellFigure, plain: str) -> tuple[CellFigure, str]:
    """毎年度増加, 減少, 45件に拡大: the way a figure is to go, and verbs behind it."""
    has_number = re.search("[0-9]", plain) is not None
    reached = _REACHED.search(plain)
    if reached is not None and has_number:  # 45件に増加: the figure is where it goes
        return cell, plain[: reached.start()]
    match = _WAY.search(plain)
    is_in_name = NOUN_BEFORE.match(plain) is not None  # 削減率50%
    if match is None or is_in_name:
        return cell, plain
    if has_number:  # 20%削減: by how much, and from where is not said
        return replace(cell, words=cell.text.strip(), is_unclear=True), ""
    direction = Direction.LOWER if _LESS.search(match[0]) else None
    if _MORE.search(match[0]):
        direction = Direction.HIGHER
    rule = TargetRule.IMPROVE if cell.is_every_year else TargetRule.RISE
    is_all = not _WAY.sub("", plain).strip(LOOSE_SIGNS)
    taken = replace(
        cell,
        rule=rule,
        direction=direction,
        words=None if is_all else cell.text.strip(),
    )
    return taken, ""


_REACHED = re.compile(
    r"\s*(?:に|へ|まで)(?:拡充|拡大|増加|向上|増や|引き?上げ|引き?下げ|減少|削減|縮減|短縮|改善|低減)\S*$"
    r"|\s*(?:を|に|と)?(?:達成|到達|とする|目指す|めざす|する|実施|開催|設置|整備|作成|育成|公開|導入)\S{0,6}$"
)
_WAY = re.compile(
    r"(?:を|の)?(?:増加|向上|上昇|拡大|拡充|増やす|増|アップ|減少|低下|縮減|削減|短縮|減らす|低減|減|ダウン|改善)"
    r"(?:させる|する|傾向|を図る|を目指す)?"
)
_MORE = re.compile("増|向上|上昇|拡|アップ")
_LESS = re.compile("減|低下|短縮|ダウン")

STEPS: tuple[_Step, ...] = (
    _take_compared_year,
    _take_span,
    _take_years,
    _take_period,
    _take_every_year,
    _take_approximate,
    _take_bound,
    _take_keeping,
    _take_way,
)

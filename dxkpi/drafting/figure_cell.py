"""A cell about a figure, as plans write it: 58.2%（R4）, 80%以上, 5年間で100人, 毎年度増加.

Figures are read by the readers that the yearly form has; here is what plans write around
them. Nothing is worked out: a figure that does not stand in the cell is none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.drafting.column_meaning import parsed_time
from dxkpi.fiscal import ParsedYear
from dxkpi.plan import Aggregation, Comparator, Direction, TargetRule
from dxkpi.plan.written_figure import written_figure
from dxkpi.returns.figure_times import TIME, YEAR_ALONE
from dxkpi.returns.missing_reasons import is_dash, missing_reason
from dxkpi.returns.numbers import parse_number
from dxkpi.returns.parsed_number import NumberKind
from dxkpi.text.folding import usual_width

LONGEST = 120
"""Letters of a cell that is looked at for a figure."""


@dataclass(frozen=True)
class CellFigure:
    """What a cell about a figure says; None for what it does not say.

    `unit` is as it is written. `rule` is what its words say of the target, `total_years`
    over how many years a total goes (0: the period of the plan). `words` is the cell's
    text where it holds words in place of a figure. `is_empty`: it says that there is no
    figure. `is_unclear`: the figure is only what it most likely means.
    """

    text: str
    value: Decimal | None = None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator | None = None
    years: tuple[ParsedYear, ...] = ()
    rule: TargetRule | None = None
    direction: Direction | None = None
    aggregation: Aggregation | None = None
    total_years: int | None = None
    approximate: bool = False
    is_every_year: bool = False
    is_empty: bool = False
    is_unclear: bool = False
    words: str | None = None

    @property
    def has_figure(self) -> bool:
        return self.value is not None or self.low is not None

    @property
    def year(self) -> ParsedYear | None:
        """The year beside the figure, where there is one."""
        return self.years[0] if len(self.years) == 1 else None


def read_figure_cell(text: str, unit: str | None = None) -> CellFigure:
    """What a cell says. `unit` is that of its row, None where that is not known."""
    cell = CellFigure(text)
    plain = _SPACES.sub(" ", usual_width(text)).strip()
    if not plain or is_dash(plain):
        return replace(cell, is_empty=True)
    if len(plain) > LONGEST:
        return replace(cell, words=text.strip())
    for step in _STEPS:
        cell, plain = step(cell, plain)
        plain = plain.strip(_LOOSE_SIGNS)
    return _with_figure(cell, plain, unit)


_SPACES = re.compile(r"\s+")
_LOOSE_SIGNS = " 　、,。:・※"

_Step = Callable[[CellFigure, str], tuple[CellFigure, str]]


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
    is_in_name = _NOUN_BEFORE.match(plain) is not None  # 削減率50%
    if match is None or is_in_name:
        return cell, plain
    if has_number:  # 20%削減: by how much, and from where is not said
        return replace(cell, words=cell.text.strip(), is_unclear=True), ""
    direction = Direction.LOWER if _LESS.search(match[0]) else None
    if _MORE.search(match[0]):
        direction = Direction.HIGHER
    rule = TargetRule.IMPROVE if cell.is_every_year else TargetRule.RISE
    is_all = not _WAY.sub("", plain).strip(_LOOSE_SIGNS)
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

_STEPS: tuple[_Step, ...] = (
    _take_span,
    _take_years,
    _take_period,
    _take_every_year,
    _take_approximate,
    _take_bound,
    _take_keeping,
    _take_way,
)


# The figure itself


def _with_figure(cell: CellFigure, plain: str, unit: str | None) -> CellFigure:
    """The cell with its figure, or with its words where it has none."""
    if cell.words is not None:
        return cell
    if not plain:
        is_nothing = cell.rule is None and not cell.is_every_year
        return replace(cell, words=cell.text.strip()) if is_nothing else cell
    if missing_reason(plain) is not None and not cell.years:
        return replace(cell, is_empty=True)
    return (
        _with_range(cell, plain, unit)
        or _with_number(cell, plain, unit)
        or _with_number_among_words(cell, plain, unit)
        or _with_words(cell, plain)
    )


_RANGE = re.compile(r"(?P<low>[^~]*[0-9][^~]*?)\s*~\s*(?P<high>[^~]*[0-9][^~]*)")


def _with_range(cell: CellFigure, plain: str, unit: str | None) -> CellFigure | None:
    match = _RANGE.fullmatch(plain)
    if match is None:
        return None
    high = _with_number(cell, match["high"], unit)
    if high is None or high.value is None:
        return None
    low = written_figure(match["low"], high.unit or unit or "")
    if low is None or low.is_other_unit or low.value >= high.value:
        return None
    return replace(
        high, value=None, low=low.value, high=high.value, rule=TargetRule.RANGE
    )


_CORE = re.compile(
    r"(?P<number>(?:[▲△]\s*|[-−‐‑‒–—―+])?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<unit>[^0-9]*)"
)
_UNIT = re.compile(r"[^0-9\s。、]{1,12}")
_SCALE = re.compile(r"[十百千万億兆]+")
_NOUN_BEFORE = re.compile(
    r"[^0-9]{0,14}(?:率|数|量|額|度|合計|計)\s*[:は]?\s*(?=[▲△+-]?[0-9])"
)


def _with_number(cell: CellFigure, plain: str, unit: str | None) -> CellFigure | None:
    """A number with its unit, and nothing else but the noun before it."""
    noun = _NOUN_BEFORE.match(plain)
    core = _CORE.fullmatch(plain[noun.end() :] if noun else plain)
    if core is None:
        return None
    written_unit = _without_brackets(core["unit"].strip())
    if written_unit and not _UNIT.fullmatch(written_unit):
        return None
    if unit is None:
        return _in_its_own_unit(cell, core["number"], written_unit)
    figure = written_figure(f"{core['number']}{written_unit}", unit)
    if figure is None:
        return None
    return replace(
        cell,
        value=figure.value,
        unit=written_unit or None,
        is_unclear=cell.is_unclear or figure.is_other_unit,
    )


def _in_its_own_unit(cell: CellFigure, number: str, unit: str) -> CellFigure | None:
    figure = written_figure(number, "")
    if figure is None:
        return None
    return replace(cell, value=figure.value, unit=unit or None)


def _without_brackets(unit: str) -> str:
    is_in_brackets = unit[:1] in "([" and unit[-1:] in ")]" and len(unit) > 2
    return unit[1:-1].strip() if is_in_brackets else unit


_LIKELY = (
    NumberKind.NUMBER,
    NumberKind.EXTRA,
    NumberKind.AMONG_WORDS,
    NumberKind.TWO_FIGURES,
    NumberKind.PER_PERIOD,
)


def _with_number_among_words(
    cell: CellFigure, plain: str, unit: str | None
) -> CellFigure | None:
    """12回（参加3,456人）: the figure that is most likely meant, and a doubt."""
    number = parse_number(plain, unit or "")
    if number.kind not in _LIKELY:
        return None
    return replace(cell, value=number.values[0], is_unclear=True)


_DONE = re.compile(
    r"(?:の|を|に)?(?:実施|導入|策定|整備|完了|開始|設置|構築|公表|運用|運用開始|移行|全庁展開|実現"
    r"|制定|改定|試行|検証|作成|稼働)(?:済み?|する|完了|開始)?"
)


def _with_words(cell: CellFigure, plain: str) -> CellFigure:
    """Words in place of a figure; what is to be done where they say that."""
    rule = cell.rule
    has_number = re.search("[0-9]", plain) is not None
    if rule is None and not has_number and _DONE.search(plain):
        rule = TargetRule.DO
    return replace(cell, words=cell.text.strip(), rule=rule, is_unclear=has_number)


# From one figure to another

_CHANGE = re.compile(r"\s*(?:→|⇒|➡|⇨|▶|►|⟶|-+>|=+>)\s*")


def parts_of_change(text: str) -> tuple[str, str] | None:
    """The two sides of 58.2%（R4）→ 70%（R9）; None where no arrow stands between two."""
    sides = _CHANGE.split(text.strip())
    if len(sides) != 2 or not all(re.search(r"[0-9０-９]", side) for side in sides):
        return None
    return sides[0], sides[1]

"""Which way an indicator's figures are to go, and what kind of figures they are."""

import re
from decimal import Decimal

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.proposal import DoubtCode
from dxkpi.drafting.row_figures import FiguresOfRow, IndicatorDraft
from dxkpi.plan import Aggregation, Comparator, Direction, TargetRule, ValueType
from dxkpi.text.rounding import digits_after_point

_FEWER = re.compile(
    r"待ち時間|処理時間|所要時間|作業時間|時間外|超過勤務|残業|経費|コスト|排出量|ごみ|廃棄物|苦情|事故"
    r"|未納|滞納|離職|待機児童|死亡|発生件数|印刷枚数|紙の?使用|用紙|負債|将来負担|不受診|喫煙|空き家"
    r"|削減目標|違反|誤り|ミス"
)
_MORE_OF_IT = re.compile(
    r"(?:削減|減少|低減|縮減|短縮|改善|解消)(?:率|量|額|数|時間|件数|枚数)"
)


def set_direction(draft: IndicatorDraft, row: FiguresOfRow) -> None:
    """Set the direction where words, a bound, the figures or the name tell it."""
    direction = _direction(draft, row)
    if direction is not None:
        draft.data["direction"] = direction.value


def _direction(draft: IndicatorDraft, row: FiguresOfRow) -> Direction | None:
    target = row.target or (row.yearly[-1] if row.yearly else None)
    if target is None:
        return None
    cell = target.cell
    if cell.direction is not None:
        return cell.direction
    told = _direction_of_bound(cell.comparator) or _direction_of_figures(row, cell)
    if told is not None:
        return told
    is_fewer = _FEWER.search(row.name) and not _MORE_OF_IT.search(row.name)
    if is_fewer:
        draft.doubt(DoubtCode.DIRECTION_UNKNOWN)
        return Direction.LOWER
    return None


def _direction_of_figures(row: FiguresOfRow, cell: CellFigure) -> Direction | None:
    start = row.baseline.cell.value if row.baseline is not None else None
    if start is None or cell.value is None or cell.rule is TargetRule.TOTAL:
        return None
    if start == cell.value:
        return None
    return Direction.HIGHER if cell.value > start else Direction.LOWER


def _direction_of_bound(comparator: Comparator | None) -> Direction | None:
    if comparator is Comparator.AT_LEAST:
        return Direction.HIGHER
    return Direction.LOWER if comparator is Comparator.AT_MOST else None


_RUNNING = re.compile(r"累計|累積|延べ|のべ|通算")
_OF_YEAR = re.compile(r"年間|/年|／年|年度内|単年度")


def set_terms(draft: IndicatorDraft, row: FiguresOfRow) -> None:
    """What kind of figures they are, and with how many digits they are printed."""
    target = draft.data.get("target", {})
    if target.get("rule") == TargetRule.DO:
        draft.data["value_type"] = ValueType.YES_NO.value
        draft.data["unit"] = ""
        draft.data.pop("baseline", None)
        draft.data.pop("actuals", None)
    aggregation = _aggregation(row)
    if target.get("rule") == TargetRule.TOTAL:
        aggregation = Aggregation.ANNUAL
    if aggregation is not None:
        draft.data["aggregation"] = aggregation.value
    digits = [digits_after_point(value) for value in _values(row)]
    if any(digits):
        draft.data["decimals"] = max(digits)


def _aggregation(row: FiguresOfRow) -> Aggregation | None:
    written = [cell.cell.aggregation for cell in row.cells]
    by_cells = [aggregation for aggregation in written if aggregation is not None]
    words = f"{row.name}{row.unit or ''}"
    if _RUNNING.search(words) or Aggregation.CUMULATIVE in by_cells:
        return Aggregation.CUMULATIVE
    if _OF_YEAR.search(words) or by_cells:
        return Aggregation.ANNUAL
    return None


def _values(row: FiguresOfRow) -> list[Decimal]:
    values = [cell.cell.value for cell in row.cells]
    return [value for value in values if value is not None]

"""A cell about a figure, as plans write it: 58.2%（R4）, 80%以上, 5年間で100人, 毎年度増加.

Figures are read by the readers that the yearly form has; here is what plans write around
them. Nothing is worked out: a figure that does not stand in the cell is none.
"""

import re
from dataclasses import replace

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.figure_steps import LOOSE_SIGNS, NOUN_BEFORE, STEPS
from dxkpi.plan import TargetRule
from dxkpi.plan.written_figure import written_figure
from dxkpi.returns.missing_reasons import is_dash, missing_reason
from dxkpi.returns.numbers import parse_number
from dxkpi.returns.parsed_number import NumberKind
from dxkpi.text.folding import usual_width

LONGEST = 120
"""Letters of a cell that is looked at for a figure."""


def read_figure_cell(text: str, unit: str | None = None) -> CellFigure:
    """What a cell says. `unit` is that of its row, None where that is not known."""
    cell = CellFigure(text)
    plain = _SPACES.sub(" ", usual_width(text)).strip()
    if not plain or is_dash(plain):
        return replace(cell, is_empty=True)
    if len(plain) > LONGEST:
        return replace(cell, words=text.strip())
    for step in STEPS:
        cell, plain = step(cell, plain)
        plain = plain.strip(LOOSE_SIGNS)
    return _with_figure(cell, plain, unit)


_SPACES = re.compile(r"\s+")


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


_DIGIT_OF_UNIT = r"(?<=[A-Za-z])[23](?![0-9])"
"""A digit that is part of a unit: t-CO2, km2."""

_CORE = re.compile(
    r"(?P<number>(?:[▲△]\s*|[-−‐‑‒–—―+])?[0-9][0-9,]*(?:\.[0-9]+)?)\s*"
    rf"(?P<unit>(?:[^0-9]|{_DIGIT_OF_UNIT})*)"
)
_UNIT = re.compile(rf"(?:[^0-9\s。、]|{_DIGIT_OF_UNIT}){{1,12}}")


def _with_number(cell: CellFigure, plain: str, unit: str | None) -> CellFigure | None:
    """A number with its unit, and nothing else but the noun before it."""
    noun = NOUN_BEFORE.match(plain)
    core = _CORE.fullmatch(plain[noun.end() :] if noun else plain)
    if core is None:
        return None
    written_unit = _without_brackets(core["unit"].strip())
    if written_unit and not _UNIT.fullmatch(written_unit):
        return None
    if core["number"].startswith("+"):  # an aim, or by how much more
        cell = replace(cell, is_unclear=True)
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
    sides = sides_of_arrow(text)
    if sides is None or not all(re.search(r"[0-9０-９]", side) for side in sides):
        return None
    return sides


def sides_of_arrow(text: str) -> tuple[str, str] | None:
    """What stands before and behind the only arrow of a text."""
    sides = _CHANGE.split(text.strip())
    return (sides[0], sides[1]) if len(sides) == 2 else None

"""Conditional formatting, as far as it changes what a value says: a figure that a rule
makes white, strikes through, or gives a colour which the sheet explains.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from openpyxl.utils.cell import range_boundaries
from openpyxl.xml.constants import SHEET_MAIN_NS

from dxkpi.workbook.cell_colours import is_unseen
from dxkpi.workbook.cell_styles import PATTERN, ConditionalStyle
from dxkpi.workbook.messages import PLAIN_LOOK, RawCell, RawLook
from dxkpi.workbook.number_formats import (
    shown_before,
    shown_power,
    shown_unit,
    shows_nothing,
)
from dxkpi.workbook.rule_formulas import (
    CannotReckon,
    Shift,
    Values,
    compare,
    is_true,
    reckoned_value,
)

_MAIN = f"{{{SHEET_MAIN_NS}}}"
_SIGNS = {
    "equal": "=",
    "notEqual": "<>",
    "greaterThan": ">",
    "greaterThanOrEqual": ">=",
    "lessThan": "<",
    "lessThanOrEqual": "<=",
}
_MOST_RULES = 200


class _Area(NamedTuple):
    left: int
    top: int
    right: int
    bottom: int

    def holds(self, cell: RawCell) -> bool:
        in_columns = self.left <= cell.column <= self.right
        return in_columns and self.top <= cell.row <= self.bottom


@dataclass(frozen=True)
class ConditionalRule:
    """A rule for some areas, with the style that it gives where it is true.

    `formulas` are written for the first cell of the first area.
    """

    areas: tuple[_Area, ...]
    kind: str
    operator: str
    formulas: tuple[str, ...]
    text: str
    style: ConditionalStyle
    priority: int

    def is_for(self, cell: RawCell) -> bool:
        return any(area.holds(cell) for area in self.areas)

    def shift_to(self, cell: RawCell) -> Shift:
        first = self.areas[0]
        return Shift(cell.row - first.top, cell.column - first.left)


def rules_in(
    element: Element, styles: Sequence[ConditionalStyle]
) -> Iterator[ConditionalRule]:
    """The rules of an element of conditional formatting. Raises `ValueError` where its
    areas cannot be read.
    """
    areas = tuple(_areas(element.get("sqref", "")))
    if not areas:
        return
    for rule in element.iterfind(f"{_MAIN}cfRule"):
        number = int(rule.get("dxfId", "-1"))
        if not 0 <= number < len(styles):
            continue
        formulas = [formula.text or "" for formula in rule.iterfind(f"{_MAIN}formula")]
        yield ConditionalRule(
            areas,
            rule.get("type", ""),
            rule.get("operator", ""),
            tuple(formulas),
            rule.get("text", ""),
            styles[number],
            int(rule.get("priority", "0")),
        )


def _areas(text: str) -> Iterator[_Area]:
    for area in text.split():
        left, top, right, bottom = range_boundaries(area)
        if left and top and right and bottom:
            yield _Area(left, top, right, bottom)


def with_conditional_looks(
    cells: Iterable[RawCell], rules: Iterable[ConditionalRule]
) -> list[RawCell]:
    """The cells as they look where the rules are true for them."""
    cells = list(cells)
    in_order = sorted(rules, key=lambda rule: rule.priority)[:_MOST_RULES]
    values = {(cell.row, cell.column): cell.value for cell in cells}
    looking = []
    for cell in cells:
        own_rules = [rule for rule in in_order if rule.is_for(cell)]
        looking.append(_with_look(cell, own_rules, values) if own_rules else cell)
    return looking


def _with_look(
    cell: RawCell, rules: Sequence[ConditionalRule], values: Values
) -> RawCell:
    style = ConditionalStyle()
    doubtful = []
    for rule in rules:
        holds_true = _is_rule_true(rule, cell, values)
        if holds_true is None:
            doubtful.append(rule.style)
        elif holds_true:
            style = style.over(rule.style)
    look = _styled(cell, cell.look or PLAIN_LOOK, style)
    if not look.is_hidden:
        hides = any(_styled(cell, look, other).is_hidden for other in doubtful)
        look = look._replace(may_be_hidden=hides)
    return cell._replace(look=None if look == PLAIN_LOOK else look)


def _is_rule_true(rule: ConditionalRule, cell: RawCell, values: Values) -> bool | None:
    """Whether a rule is true for a cell; None where that cannot be reckoned."""
    try:
        return _reckoned_rule(rule, cell, values)
    except CannotReckon:
        return None


def _reckoned_rule(rule: ConditionalRule, cell: RawCell, values: Values) -> bool:
    if rule.kind == "cellIs":
        return _compares(rule, cell, values)
    if rule.kind == "expression" and rule.formulas:
        return is_true(rule.formulas[0], values, rule.shift_to(cell))
    is_such_text = _RULES_OF_TEXT.get(rule.kind)
    if is_such_text is None:
        raise CannotReckon(rule.kind)
    return is_such_text(str(cell.value).casefold(), rule.text.casefold())


_RULES_OF_TEXT: Mapping[str, Callable[[str, str], bool]] = {
    "containsText": lambda text, part: part in text,
    "notContainsText": lambda text, part: part not in text,
    "beginsWith": lambda text, part: text.startswith(part),
    "endsWith": lambda text, part: text.endswith(part),
    "containsErrors": lambda text, _part: text.startswith("#"),
    "notContainsErrors": lambda text, _part: not text.startswith("#"),
    "containsBlanks": lambda text, _part: not text.strip(),
    "notContainsBlanks": lambda text, _part: bool(text.strip()),
}
"""The kinds of rules that look at the text of the cell alone."""


def _compares(rule: ConditionalRule, cell: RawCell, values: Values) -> bool:
    shift = rule.shift_to(cell)
    bounds = [reckoned_value(formula, values, shift) for formula in rule.formulas]
    value = cell.value
    if not bounds or not isinstance(value, str | int | float | bool | None):
        raise CannotReckon(rule.kind)
    if rule.operator in ("between", "notBetween"):
        is_within = compare(value, ">=", bounds[0]) and compare(value, "<=", bounds[-1])
        return is_within is (rule.operator == "between")
    if rule.operator not in _SIGNS:
        raise CannotReckon(rule.operator)
    return compare(value, _SIGNS[rule.operator], bounds[0])


def _styled(cell: RawCell, look: RawLook, style: ConditionalStyle) -> RawLook:
    """A look with what a style sets in its place."""
    ink = look.ink if style.ink is None else style.ink
    ground = look.ground if style.ground is None else style.ground
    styled = look._replace(ink=ink, ground=ground)
    if style.ink is not None or style.ground is not None:
        is_hidden = ground != PATTERN and is_unseen(ink, ground)
        styled = styled._replace(is_hidden=is_hidden)
    if style.is_struck:
        styled = styled._replace(is_struck=True)
    if style.number_format is None:
        return styled
    code, value = style.number_format, cell.value
    return styled._replace(
        is_hidden=styled.is_hidden or shows_nothing(code, value),
        shown_power=shown_power(code, value),
        shown_unit=shown_unit(code, value),
        shown_before=shown_before(code, value),
    )

"""A line that names a figure and says where it is and where it is to go:
新規就農者数：年間3人（R6）→ 年間6人（R11）.
"""

import re
from dataclasses import dataclass

from dxkpi.drafting.cell_figure import CellFigure
from dxkpi.drafting.figure_cell import read_figure_cell, sides_of_arrow
from dxkpi.drafting.written_years import without_years

_BETWEEN = re.compile(r"[\s:：、]+")
_SIGN = re.compile(r"^[○●・■◆◇□◎\-\s]+")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class ChangeLine:
    """The name with the texts of both figures."""

    name: str
    present: str
    aim: str

    @property
    def has_year(self) -> bool:
        """Whether one of the figures says of when it is."""
        return any(read_figure_cell(side).years for side in (self.present, self.aim))


def change_line(text: str) -> ChangeLine | None:
    """The parts of such a line; None for others."""
    sides = sides_of_arrow(text)
    if sides is None or "。" in text or not _is_aim(read_figure_cell(sides[1])):
        return None
    left, aim = sides
    for gap in reversed(list(_BETWEEN.finditer(left))):
        name, present = _SIGN.sub("", left[: gap.start()]), left[gap.end() :]
        if _is_name(name) and _is_present(present):
            return ChangeLine(name, present, aim)
    return None


def _is_name(text: str) -> bool:
    is_whole = without_years(text) == text
    return is_whole and 2 <= len(text) <= _LONGEST_NAME and not text.isdecimal()


def _is_present(text: str) -> bool:
    """Whether a text is a figure, or says that there is none: ―, R5：なし."""
    if _is_figure(read_figure_cell(text)):
        return True
    bare = without_years(text).strip(" :：()（）")
    return read_figure_cell(bare).is_empty


def _is_aim(cell: CellFigure) -> bool:
    return _is_figure(cell) and not cell.is_empty


def _is_figure(cell: CellFigure) -> bool:
    return cell.has_figure and not cell.is_unclear and cell.words is None

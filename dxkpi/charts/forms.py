"""Which picture suits an indicator."""

from collections.abc import Sequence
from typing import Literal

from dxkpi.plan import DoTarget, ImproveTarget, Indicator, KeepTarget, ValueType
from dxkpi.rules.figure_course import figures_on_record

ChartForm = Literal["line", "years", "parts", "nothing"]


def chart_form(indicator: Indicator) -> ChartForm:
    """A line over the years, a row of year tiles where each year is judged on its own,
    or nothing worth a picture. Parts that can stand on one plane have a line each; others
    have the tiles of the years in which they are judged as one.
    """
    if indicator.parts:
        return _form_of_parts(indicator.part_indicators)
    if isinstance(indicator.target, KeepTarget | ImproveTarget | DoTarget):
        return "years"
    if not figures_on_record(indicator):
        return "nothing"
    if indicator.value_type is ValueType.YES_NO:
        return "years"
    return "line"


def _form_of_parts(parts: Sequence[Indicator]) -> ChartForm:
    forms = {chart_form(part) for part in parts}
    units = {part.unit for part in parts}
    if forms == {"nothing"}:
        return "nothing"
    are_numbers = all(part.is_number for part in parts)
    if forms <= {"line", "nothing"} and len(units) == 1 and are_numbers:
        return "parts"
    return "years"

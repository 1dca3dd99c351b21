"""A quiet flag on a chart at the month in which the headquarters decided something; its
words appear where it is pointed at.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dxkpi.charts.plane import Plane, YearMark
from dxkpi.charts.spec import Layer, box_layers
from dxkpi.plan import Decision
from dxkpi.wording.decisions import flag_text
from dxkpi.wording.language import Language

_POLE, _HEIGHT = 1.5, 18
_CLOTH_WIDTH, _CLOTH_HEIGHT = 9, 7
_MONTHS = 12
_LAST_MONTH = 3
"""A year's figure stands at its end: the month in which the fiscal year ends."""


@dataclass(frozen=True, kw_only=True)
class DecisionFlag(YearMark):
    """A flag so far behind `year`, in parts of a year."""

    part: float


def decision_layers(
    decisions: Sequence[Decision], plane: Plane, language: Language
) -> list[Layer]:
    """A flag for each month in which something was decided, at the foot of the plane."""
    flags = list(_flags(decisions, plane, language))
    foot = plane.band[1]
    left = f"({plane.at_year} + datum.part * {plane.step})"
    top = foot - _HEIGHT
    pole = f"{left} + {_POLE}"
    cloth = f"{left} + {_CLOTH_WIDTH}"
    return [
        *box_layers(flags, left, pole, top, foot, tips=True),
        *box_layers(flags, left, cloth, top, top + _CLOTH_HEIGHT, tips=True),
    ]


def _flags(
    decisions: Iterable[Decision], plane: Plane, language: Language
) -> Iterable[DecisionFlag]:
    words: dict[str, list[str]] = {}
    for decision in decisions:
        month = decision.decided[:7]
        words.setdefault(month, []).append(flag_text(decision, language))
    for month, texts in words.items():
        months = int(month[:4]) * _MONTHS + int(month[5:7]) - _LAST_MONTH
        year, behind = divmod(months - _MONTHS, _MONTHS)
        is_within = year in plane.years and year < plane.years[-1]
        if is_within or (year in plane.years and behind == 0):
            tip = language.listed(texts)
            yield DecisionFlag(role="muted", year=year, part=behind / _MONTHS, tip=tip)

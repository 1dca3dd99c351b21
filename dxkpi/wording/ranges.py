"""How far a figure lies outside of the range that is its target, in words."""

from decimal import Decimal

from dxkpi.plan import Indicator, RangeTarget
from dxkpi.wording.differences import difference_text
from dxkpi.wording.language import Language


def outside_text(
    indicator: Indicator, target: RangeTarget, value: Decimal, language: Language
) -> str:
    """How far a figure lies above or below the range: 3dB上; empty within."""
    _ = language.gettext
    gap = target.outside(value)
    if gap == 0:
        return ""
    size = difference_text(indicator, gap, language)
    if gap > 0:
        return _("{gap} above", gap=size)
    return _("{gap} below", gap=size)

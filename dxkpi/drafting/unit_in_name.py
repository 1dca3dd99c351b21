"""The unit that stands in brackets behind an indicator's name: 利用者数（千人）, 収支率（％）."""

import re

from dxkpi.text.folding import usual_width
from dxkpi.text.units import ANY_UNIT, SCALES

_PERIOD = "年度|年|月|日|週|時間|時|回"
_UNIT = re.compile(
    rf"(?:{'|'.join(SCALES)})?(?:{ANY_UNIT})(?:/(?:{ANY_UNIT}|{_PERIOD}))?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<name>.*\S)\s*[(（\[［【]\s*(?:単位\s*[:：]\s*)?(?P<unit>[^()（）\[\]［］【】]{1,10})[)）\]］】]"
)
_TIMES = ("年", "月", "日", "回/年", "年度")
"""Behind a name rather how often or when something is counted."""


def name_and_unit(name: str) -> tuple[str, str | None]:
    """The name without the unit behind it, and the unit; None where it has none."""
    match = _BEHIND.fullmatch(name.strip())
    if match is None:
        return name, None
    unit, comma, how = usual_width(match["unit"]).strip().partition("、")
    is_unit = _UNIT.fullmatch(unit) is not None and unit not in _TIMES
    bare = f"{match['name']}（{how}）" if comma else match["name"]
    return (bare, unit) if is_unit else (name, None)

"""The way of a bullet: where it begins and leads, and how far a year's figure has come on it."""

from dataclasses import dataclass
from decimal import Decimal

from dxkpi.plan import (
    Baseline,
    DoTarget,
    ImproveTarget,
    Indicator,
    KeepTarget,
    RangeTarget,
    ReachTarget,
    RiseTarget,
    TotalTarget,
)
from dxkpi.rules import Judgement
from dxkpi.text.width import cut_to_width, text_width
from dxkpi.wording.chart_captions import date_label
from dxkpi.wording.figures import about_text, exact_figure_text, exact_number_text
from dxkpi.wording.language import Language
from dxkpi.wording.targets import beyond_text, bound_text, goal_text

WIDEST_END = 126.0
END_SIZE = 12


@dataclass(frozen=True)
class WayEnd:
    """An end of the way: its figure, the figure in words, and what stands beneath."""

    value: Decimal
    text: str
    beneath: str = ""
    number: str = "0"

    @property
    def width(self) -> float:
        """Pixels for the words, and some more: a reader's own fonts may be wider."""
        widest = max(text_width(line, END_SIZE) for line in (self.text, self.beneath))
        return widest + 8

    @property
    def lines(self) -> tuple[str, str]:
        """The two lines, shortened to the room beside the bar; a number is shown whole
        or not at all.
        """
        room = WIDEST_END / END_SIZE
        text = cut_to_width(self.text, room)
        if self.number not in text:
            text = "…"
        return text, cut_to_width(self.beneath, room)


@dataclass(frozen=True)
class BulletWay:
    """From start to goal, and how far the year's figure and the expected one lie on it."""

    judgement: Judgement
    start: WayEnd
    goal: WayEnd
    value: Decimal
    expected: Decimal | None

    @property
    def frame(self) -> tuple[Decimal, Decimal]:
        """The figures at the left and at the right edge: start and goal, unless the
        year's figure lies beyond them.
        """
        start, goal = self.start.value, self.goal.value
        low = min(start, goal, self.value)
        high = max(start, goal, self.value)
        rises = goal > start or (goal == start and start < self.value)
        return (low, high) if rises else (high, low)

    def share(self, figure: Decimal) -> float:
        """Where a figure lies between the edges, from 0 to 1."""
        left, right = self.frame
        share = float((figure - left) / (right - left))
        return round(min(max(share, 0.0), 1.0), 5)

    @property
    def start_share(self) -> float:
        return self.share(self.start.value)

    @property
    def goal_share(self) -> float:
        return self.share(self.goal.value)


def bullet_way(judgement: Judgement, language: Language) -> BulletWay | None:
    """The way of a year's figure; None for what cannot be drawn as one."""
    indicator, value = judgement.indicator, judgement.value
    if value is None or not indicator.is_number:
        return None
    ends = _ends(judgement, language)
    if ends is None:
        return None
    start, goal = ends
    if start.value == goal.value == value:
        return None
    return BulletWay(judgement, start, goal, value, _expected_on_the_way(judgement))


def _expected_on_the_way(judgement: Judgement) -> Decimal | None:
    """What was expected of the year, where that is neither start nor goal."""
    target = judgement.indicator.target
    if isinstance(target, RangeTarget):
        return judgement.expected
    if not isinstance(target, ReachTarget) or judgement.expected == target.value:
        return None
    return judgement.expected


def _ends(judgement: Judgement, language: Language) -> tuple[WayEnd, WayEnd] | None:
    """Where the way begins and where it leads, by the target's rule; None where no
    figure says so.
    """
    _ = language.gettext
    indicator, expected = judgement.indicator, judgement.expected
    baseline = indicator.baseline
    zero = WayEnd(Decimal(0), "0" + indicator.unit)
    match indicator.target:
        case ReachTarget() as target:
            return _ends_to_reach(indicator, target, language)
        case KeepTarget(comparator=comparator) if expected is not None:
            bound = bound_text(indicator, expected, comparator, language)
            return zero, _end(indicator, expected, bound, _("each year"), language)
        case ImproveTarget() if expected is not None:
            beyond = _beyond_text(indicator, expected, language)
            before = _("the year before")
            return zero, _end(indicator, expected, beyond, before, language)
        case RiseTarget() if baseline is not None:
            beyond = _beyond_text(indicator, baseline.value, language)
            before = _("the baseline")
            return zero, _end(indicator, baseline.value, beyond, before, language)
        case RangeTarget() as target if baseline is not None:
            return _ends_to_range(indicator, baseline, target, language)
        case KeepTarget() | ImproveTarget() | RiseTarget() | DoTarget() | None:
            return None
        case RangeTarget():
            return None


def _ends_to_range(
    indicator: Indicator, baseline: Baseline, target: RangeTarget, language: Language
) -> tuple[WayEnd, WayEnd] | None:
    """From a baseline outside of the range to its nearer end."""
    way = target.outside(baseline.value)
    if way == 0:
        return None
    goal = goal_text(indicator, language) or ""
    deadline = date_label(target, language)
    end = _end(indicator, baseline.value - way, goal, deadline, language)
    return _baseline_end(indicator, baseline, language), end


def _ends_to_reach(
    indicator: Indicator, target: ReachTarget, language: Language
) -> tuple[WayEnd, WayEnd]:
    """From the baseline to the target; from zero where no way leads on from there."""
    bound = bound_text(indicator, target.value, target.comparator, language)
    deadline = date_label(target, language)
    goal = _end(indicator, target.value, bound, deadline, language)
    baseline = indicator.baseline
    leads_nowhere = baseline is not None and baseline.value == target.value
    is_total = isinstance(target, TotalTarget)
    if baseline is None or leads_nowhere or is_total or indicator.target_is_worse:
        return WayEnd(Decimal(0), "0" + indicator.unit), goal
    return _baseline_end(indicator, baseline, language), goal


def _baseline_end(
    indicator: Indicator, baseline: Baseline, language: Language
) -> WayEnd:
    text = exact_figure_text(indicator, baseline.value, language)
    text = about_text(text, language, is_about=baseline.approximate)
    when = date_label(baseline, language)
    return _end(indicator, baseline.value, text, when, language)


def _end(
    indicator: Indicator, value: Decimal, text: str, beneath: str, language: Language
) -> WayEnd:
    number = exact_number_text(indicator, value, language)
    return WayEnd(value, text, beneath, number)


def _beyond_text(indicator: Indicator, value: Decimal, language: Language) -> str:
    figure = exact_figure_text(indicator, value, language)
    return beyond_text(figure, indicator.direction, language)

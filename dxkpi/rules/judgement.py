"""A judgement: how one indicator stands at the end of one fiscal year, why, and from
which figures.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from dxkpi.plan import Actual, Indicator, RiseTarget
from dxkpi.plan.grading import GradedQuantity, NamedProfile
from dxkpi.rules.profiles import NEEDS_ATTENTION, Rates, Status
from dxkpi.rules.verdict_range import LineSide, VerdictRange


class Reason(StrEnum):
    """Which sentence of the rules decided."""

    NO_TARGET = "no_target"
    STARTING_POINT = "starting_point"
    NO_FIGURE = "no_figure"
    YEAR_NOT_OVER = "year_not_over"
    UNCONFIRMED = "unconfirmed"
    AWAITING_PUBLICATION = "awaiting_publication"
    NO_FIGURE_THIS_YEAR = "no_figure_this_year"
    TARGET_MET = "target_met"
    TARGET_NOT_MET = "target_not_met"
    PACE = "pace"
    YEAR_RATE = "year_rate"
    ACHIEVEMENT = "achievement"
    PROGRESS = "progress"
    DUE_PART = "due_part"
    SUM_UNKNOWN = "sum_unknown"
    LEAST_SUM_MET = "least_sum_met"
    NO_BASELINE = "no_baseline"
    YEARLY_TARGET = "yearly_target"
    BELOW_START = "below_start"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    IN_RANGE = "in_range"
    OUT_OF_RANGE = "out_of_range"
    IMPROVED = "improved"
    NOT_IMPROVED = "not_improved"
    NO_PREVIOUS_YEAR = "no_previous_year"
    QUESTION_CHANGED = "question_changed"
    DIRECTION = "direction"
    STAGE_AS_PLANNED = "stage_as_planned"
    STAGE_BEHIND = "stage_behind"
    DONE = "done"
    NOT_DONE = "not_done"
    DEADLINE_AHEAD = "deadline_ahead"
    NO_DEADLINE = "no_deadline"
    WORST_PART = "worst_part"


def leads_on(indicator: Indicator, expected: Decimal) -> bool:
    """Whether a way leads from the baseline to what is expected: it is better."""
    baseline = indicator.baseline
    if baseline is None:
        return False
    return indicator.direction.is_better(expected, baseline.value)


UNKNOWN_SUMS = (Reason.SUM_UNKNOWN, Reason.LEAST_SUM_MET)
"""A year of a total has no figure: what the others make is the least that the sum can be."""


@dataclass(frozen=True)
class Judgement:
    """How one indicator stands at the end of one fiscal year, and from which figures.

    `expected` is 期待値 (for an improve rule the year before, which must be passed).
    The rates are ratios (1 is 100%), unrounded, and None where the rules define none;
    `dxkpi.rules.rates` has their formulas. The pace is measured from the baseline;
    where no way leads from there to what is expected, it is the actual against the
    year's target (`is_by_year`). Of a total `indicator` is its running total, so that
    figure, rates and path are those of the sum; `reported` is the plan's own indicator.
    `rates_disagree` says that 達成率 and 進捗率 would get
    different grades. `indicator` has the target that was in force when the year was
    reported; where that is a revised one, `by_original` is what the first one would say.
    `path_since` is the year at whose end the path begins with the
    baseline's value, where that is not the baseline's own. `graded_rate` is the rate in
    the quantity of the profile where the grade came from it; `graded_end` is what the
    actual was divided by, where the quantity is such a share. The judgement of a year may
    be that of the latest known figure. `graded_by` is the key of the profile; empty for
    one that is the plan's own. `verdict_range` is what the status can be within the
    margin of the figure; None where no survey is behind it. An indicator that consists of
    parts has their judgements in `parts`, and no figure or rate of its own;
    `decisive_part` is the one of them by which it stands where it stands.
    """

    indicator: Indicator
    fiscal_year: int
    status: Status
    reason: Reason
    grade: str = ""
    actual: Actual | None = None
    expected: Decimal | None = None
    achievement_rate: Decimal | None = None
    progress_rate: Decimal | None = None
    pace: Decimal | None = None
    rates_disagree: bool = False
    reported: Indicator | None = None
    by_original: "Judgement | None" = None
    path_since: int | None = None
    graded_by: str = ""
    quantity: GradedQuantity = GradedQuantity.PACE
    graded_rate: Decimal | None = None
    graded_end: Decimal | None = None
    verdict_range: VerdictRange | None = None
    parts: "tuple[Judgement, ...]" = ()
    decisive_part: "Judgement | None" = None
    rates: Rates = field(default_factory=dict, repr=False, compare=False)

    @property
    def decisive(self) -> "Judgement":
        """The judgement with figures that says the status: of a part, else its own."""
        return self.decisive_part or self

    @property
    def measured(self) -> "tuple[Judgement, ...]":
        """The judgements with figures: those of the parts, else its own."""
        return self.parts or (self,)

    @property
    def named_parts(self) -> "tuple[tuple[str, Judgement], ...]":
        """Each part by its own short name (男), with its judgement."""
        names = [part.name for part in self.indicator.parts]
        return tuple(zip(names, self.parts, strict=True)) if self.parts else ()

    @property
    def reported_actual(self) -> Actual | None:
        """What was reported for the year itself; of a total that is no sum."""
        return (self.reported or self.indicator).actual(self.fiscal_year)

    @property
    def explained_actual(self) -> Actual | None:
        """What was reported for the year whose figure was judged; of a total that is no sum."""
        return (self.reported or self.indicator).actual(self.figure_year)

    @property
    def note(self) -> str:
        """Why the year is what it is, in the department's words (要因), of a part that
        decides where there are parts; empty where it wrote nothing.
        """
        explained = self.decisive.explained_actual
        if explained is None or explained.note is None:
            return ""
        return explained.note

    @property
    def countermeasure(self) -> str:
        """What the department does about it, in its words (対応), of a part that decides
        where there are parts; empty where it wrote nothing.
        """
        explained = self.decisive.explained_actual
        if explained is None or explained.countermeasure is None:
            return ""
        return explained.countermeasure

    @property
    def value(self) -> Decimal | None:
        return self.actual.value if self.actual else None

    @property
    def figure_year(self) -> int:
        """The fiscal year of the figure that was judged; the judgement's own without one."""
        if self.actual is None or self.actual.value is None:
            return self.fiscal_year
        return self.actual.fiscal_year

    @property
    def is_of_the_year(self) -> bool:
        """Whether there is an entry of the year itself, be it without a figure."""
        return self.actual is not None and self.actual.fiscal_year == self.fiscal_year

    @property
    def is_at_start(self) -> bool:
        """Whether nothing can have gone wrong yet: up to the baseline's year, and to the
        start of the path.
        """
        baseline = self.indicator.baseline
        if baseline is None:
            return False
        start = baseline.fiscal_year
        if self.path_since is not None:
            start = max(start, self.path_since)
        return self.fiscal_year <= start

    @property
    def answers_question_of_baseline(self) -> bool:
        """Whether the figure answers the same question as the baseline: no survey since
        asks otherwise.
        """
        baseline, entry = self.indicator.baseline, self.actual
        if baseline is None or entry is None:
            return True
        return self.indicator.asks_alike(baseline.fiscal_year, entry.fiscal_year)

    @property
    def own_grade(self) -> str:
        """The grade where the city has grades of its own; else the status says it all."""
        is_standard = self.graded_by == NamedProfile.STANDARD
        return "" if is_standard else self.grade

    @property
    def is_late_figure(self) -> bool:
        """Whether the figure of an earlier year stands in for the year's own."""
        return self.figure_year < self.fiscal_year

    @property
    def is_by_year(self) -> bool:
        """Whether there is a pace and it does not start from the baseline: there is
        none, or the year asks for nothing better than it.
        """
        if self.pace is None or self.expected is None:
            return False
        return not leads_on(self.indicator, self.expected)

    @property
    def target_value(self) -> Decimal | None:
        return self.indicator.target.value if self.indicator.target else None

    @property
    def line(self) -> Decimal | None:
        """What the figure is held against: what is expected of the year, the part of
        the target that is due where that is graded, the baseline that is to be passed.
        """
        indicator = self.indicator
        if isinstance(indicator.target, RiseTarget):
            return indicator.baseline.value if indicator.baseline else None
        is_by_part = self.quantity is GradedQuantity.DUE_PART
        if is_by_part and self.graded_end is not None:
            return self.graded_end
        return self.expected

    @property
    def is_sure(self) -> bool:
        """Whether every figure within the margin would be judged alike; always, where no
        margin is known.
        """
        return self.verdict_range is None or self.verdict_range.is_one_status

    @property
    def is_surely_behind(self) -> bool:
        """Whether all that the margin holds lies on the wrong side of the line."""
        if self.verdict_range is None:
            return self.status in NEEDS_ATTENTION
        return self.verdict_range.side is LineSide.BEHIND

    @property
    def is_undecided(self) -> bool:
        """Whether the margin holds figures on both sides of the line, with more than one
        status.
        """
        if self.verdict_range is None or self.is_sure:
            return False
        return self.verdict_range.side is LineSide.ACROSS

    @property
    def needs_attention(self) -> bool:
        """Whether it is behind or missed, and by more than chance explains."""
        return self.status in NEEDS_ATTENTION and not self.is_undecided

    @property
    def counted_status(self) -> Status:
        """The status under which it is counted: nothing counts as behind or missed that
        chance alone may have put there.
        """
        if self.status in NEEDS_ATTENTION and self.is_undecided:
            return Status.WITHIN_MARGIN
        return self.status

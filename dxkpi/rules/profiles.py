"""Grading profiles: how a city turns figures into a grade. They are data; the rules read
them and know none by name.

A band says from which rate on (1 is all that was to be) a status and a grade are given;
the last band has no lower end. `grades` holds the words for what no rate decides. A
plan's document names a profile, changes single things of it or has bounds of its own
(`dxkpi.plan.grading`); `profile_of` gives the one by which a plan is judged.

What is published, and what is ours, of the profiles that bear a name:

標準: the bands of 茨城県's KPI 進捗状況調書, on the pace.
長野県: 達成目標の進捗, 100% and 80% of what was to be expected.
多摩市 (案): 多摩市まち・ひと・しごと創生総合戦略の評価方法（案）. The target counts for a
fifth in the first of five years, two fifths in the second and so on; of that part 100%
and 60%. Ours: a figure that is to fall, or to be kept, is measured by what the year
asks for, because a fifth of such a target means nothing.
佐野市: 施策・基本事業評価の実績, points 7 to 1 for the 目標達成率 of the year (実績÷目標)
from 100, 90, 80, 70, 60, 50%. Ours: which points are called 概ね順調, 遅れ.
浜松市: 行政経営計画の進捗状況, 実績値 of 計画値: more than 110%, 95 to 110%, less than 95%.
内閣府: 地方創生関係交付金の効果検証. 非常に効果的: the target is passed; 相当程度: 7 to 8
tenths of it; 効果があった: better than before; 効果がなかった: not. Ours: between "7 to 8
tenths" and the target there is no gap.
宮城県: 新・宮城の将来ビジョンの政策評価・施策評価. A to D from 100, 80, 60% of the share
of the way from the baseline to the target that is to be expected by then; N where it
cannot be assessed. The path is straight from the end of the year before the plan; each
figure is measured in the year of its own, and the latest known one counts. Inferred,
because no text is published for it: a target to keep, or one that the baseline has
reached, is measured as 実績÷目標 (目標÷実績 where the figure is to fall); the last year
is graded like others; a yearly count without a baseline is measured by its target.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from dxkpi.plan import Plan
from dxkpi.plan.grading import (
    GradedQuantity,
    Grading,
    NamedProfile,
    PathStart,
    Status,
    WrittenBand,
)

__all__ = [
    "IN_ORDER",
    "JUDGED",
    "NEEDS_ATTENTION",
    "PROFILES",
    "STANDARD",
    "WAITING",
    "GradeBand",
    "Profile",
    "Rates",
    "Status",
    "profile_of",
]

JUDGED = (
    Status.ACHIEVED,
    Status.ON_TRACK,
    Status.MOSTLY_ON_TRACK,
    Status.BEHIND,
    Status.FAR_BEHIND,
    Status.MISSED,
)


IN_ORDER = (Status.ACHIEVED, Status.ON_TRACK, Status.MOSTLY_ON_TRACK)
NEEDS_ATTENTION = (Status.MISSED, Status.FAR_BEHIND, Status.BEHIND)
"""Worst first."""

WAITING = (
    Status.PLAN_AHEAD,
    Status.STARTING_POINT,
    Status.UNMEASURED,
    Status.UNCONFIRMED,
    Status.AWAITED,
    Status.AHEAD,
)
"""Not due yet: nothing can have gone wrong."""

Rates = Mapping[GradedQuantity, Decimal | None]
"""What is known of an indicator's year in each quantity that may be graded."""

_PERCENT = Decimal(100)


@dataclass(frozen=True)
class GradeBand:
    """From this rate on (None: whatever is left) the status and the profile's own grade.

    The bound itself belongs to it, unless it is `above` that. `quantity`: the bound is
    of another quantity than the profile's.
    """

    at_least: Decimal | None
    status: Status
    grade: str
    above: bool = False
    quantity: GradedQuantity | None = None

    def holds(self, rate: Decimal) -> bool:
        """Whether a rate is enough for it."""
        if self.at_least is None:
            return True
        if self.above:
            return rate > self.at_least
        return rate >= self.at_least


@dataclass(frozen=True)
class Profile:
    """How indicators are graded.

    `keeps_by_bands`, `deadline_by_bands`: a target to keep, the year of the deadline
    have all the bands; else they are met or missed. `latest_figure`: where a year's
    figure is not there the latest known one counts. `source`: where the numbers are
    published.
    """

    key: str
    name: str
    bands: tuple[GradeBand, ...]
    grades: Mapping[Status, str] = field(default_factory=dict)
    quantity: GradedQuantity = GradedQuantity.PACE
    path_start: PathStart = PathStart.BASELINE_YEAR
    keeps_by_bands: bool = False
    deadline_by_bands: bool = False
    latest_figure: bool = False
    source: str = ""

    def band(self, rate: Decimal) -> GradeBand:
        """The band in which an unrounded rate lies."""
        return self.band_of({self.quantity: rate})

    def band_of(self, rates: Rates) -> GradeBand:
        """The first band for which its own quantity is enough."""
        for band in self.bands:
            rate = rates.get(band.quantity or self.quantity)
            if band.at_least is None or (rate is not None and band.holds(rate)):
                return band
        raise AssertionError("the last band takes all the rest")

    def grade_of(self, status: Status) -> str:
        """The grade for a status to which no rate led; empty where there is none."""
        if status in self.grades:
            return self.grades[status]
        if status is Status.ACHIEVED:
            return self.band(Decimal(1)).grade
        if status is Status.MISSED:
            return self.bands[-1].grade
        return ""

    def starts_before_plan(self) -> bool:
        """Whether the path begins at the end of the year before the plan."""
        return self.path_start is PathStart.BEFORE_PLAN

    def __hash__(self) -> int:
        return hash((self.key, self.name, self.bands))


def profile_of(plan: Plan, default: Profile) -> Profile:
    """The profile by which a plan is judged: its own, else that of its city."""
    grading = plan.about.grading or plan.municipality.grading
    return default if grading is None else profile_of_grading(grading)


def profile_of_grading(grading: Grading) -> Profile:
    """The profile that a plan's grading means: a named one, with what it says otherwise."""
    named = STANDARD if grading.profile is None else PROFILES[grading.profile]
    own = {
        "quantity": grading.quantity,
        "path_start": grading.path_start,
        "keeps_by_bands": grading.keep_by_bands,
        "deadline_by_bands": grading.deadline_by_bands,
        "latest_figure": grading.latest_figure,
        "source": grading.source,
        "name": grading.name,
    }
    changes: dict[str, Any] = {
        name: value for name, value in own.items() if value is not None
    }
    if not changes and not grading.bands and grading.not_assessable is None:
        return named

    grades = dict(named.grades)
    if grading.bands:
        changes["bands"] = tuple(_band_of(band) for band in grading.bands)
        grades = {}  # those of the named profile belong to its own bands
    if grading.not_assessable is not None:
        grades[Status.NOT_ASSESSABLE] = grading.not_assessable
        grades[Status.NOT_REPORTED] = grading.not_assessable
    if grading.name is None:
        changes["name"] = _name_of_changed(named, grading)
    return replace(named, key="", grades=grades, **changes)


def _name_of_changed(named: Profile, grading: Grading) -> str:
    if grading.profile is None:
        return "独自"
    return f"{named.name}（一部変更）"


def _band_of(written: WrittenBand) -> GradeBand:
    bound = written.bound
    return GradeBand(
        at_least=None if bound is None else bound / _PERCENT,
        status=Status(written.status),
        grade=written.grade,
        above=written.more_than is not None,
        quantity=written.quantity,
    )


def _bands(*rows: tuple[str | None, Status, str]) -> tuple[GradeBand, ...]:
    return tuple(
        GradeBand(Decimal(low) if low else None, status, grade)
        for low, status, grade in rows
    )


STANDARD = Profile(
    NamedProfile.STANDARD,
    "標準",
    _bands(
        ("1", Status.ON_TRACK, "A"),
        ("0.8", Status.MOSTLY_ON_TRACK, "B+"),
        ("0.5", Status.BEHIND, "B"),
        (None, Status.FAR_BEHIND, "C"),
    ),
    {Status.ACHIEVED: "A", Status.MISSED: "C"},
    source="茨城県 KPI進捗状況調書",
)

_NAGANO = Profile(
    NamedProfile.NAGANO,
    "長野県",
    _bands(
        ("1", Status.ON_TRACK, "順調"),
        ("0.8", Status.MOSTLY_ON_TRACK, "概ね順調"),
        (None, Status.FAR_BEHIND, "努力を要する"),
    ),
    {
        Status.ACHIEVED: "順調",
        Status.MISSED: "努力を要する",
        Status.NOT_ASSESSABLE: "実績値なし",
    },
    source="長野県総合5か年計画の政策評価",
)

_TAMA = Profile(
    NamedProfile.TAMA,
    "多摩市（案）",
    _bands(
        ("1", Status.ON_TRACK, "着実に進んでいる"),
        ("0.6", Status.MOSTLY_ON_TRACK, "概ね進んでいる"),
        (None, Status.FAR_BEHIND, "改善や工夫が必要"),
    ),
    quantity=GradedQuantity.DUE_PART,
    path_start=PathStart.BEFORE_PLAN,
    keeps_by_bands=True,
    deadline_by_bands=True,
    source="多摩市まち・ひと・しごと創生総合戦略の評価方法（案）",
)

_SANO = Profile(
    NamedProfile.SANO,
    "佐野市",
    _bands(
        ("1", Status.ON_TRACK, "7"),
        ("0.9", Status.MOSTLY_ON_TRACK, "6"),
        ("0.8", Status.MOSTLY_ON_TRACK, "5"),
        ("0.7", Status.BEHIND, "4"),
        ("0.6", Status.BEHIND, "3"),
        ("0.5", Status.FAR_BEHIND, "2"),
        (None, Status.FAR_BEHIND, "1"),
    ),
    quantity=GradedQuantity.YEAR_ACHIEVEMENT,
    keeps_by_bands=True,
    deadline_by_bands=True,
    source="佐野市 施策・基本事業評価の実績",
)

_HAMAMATSU = Profile(
    NamedProfile.HAMAMATSU,
    "浜松市",
    (
        GradeBand(Decimal("1.1"), Status.ON_TRACK, "計画よりも進んでいる", above=True),
        GradeBand(Decimal("0.95"), Status.ON_TRACK, "計画通り進んでいる"),
        GradeBand(None, Status.BEHIND, "計画よりも遅れている"),
    ),
    quantity=GradedQuantity.YEAR_ACHIEVEMENT,
    keeps_by_bands=True,
    deadline_by_bands=True,
    source="浜松市行政経営計画の進捗状況",
)

_MIYAGI = Profile(
    NamedProfile.MIYAGI,
    "宮城県",
    _bands(
        ("1", Status.ON_TRACK, "A"),
        ("0.8", Status.MOSTLY_ON_TRACK, "B"),
        ("0.6", Status.BEHIND, "C"),
        (None, Status.FAR_BEHIND, "D"),
    ),
    {Status.NOT_ASSESSABLE: "N", Status.NOT_REPORTED: "N"},
    path_start=PathStart.BEFORE_PLAN,
    keeps_by_bands=True,
    deadline_by_bands=True,
    latest_figure=True,
    source="宮城県 政策評価・施策評価（新・宮城の将来ビジョン）",
)

_CABINET_OFFICE = Profile(
    NamedProfile.CABINET_OFFICE,
    "内閣府（交付金の効果検証）",
    (
        GradeBand(Decimal(1), Status.ON_TRACK, "地方創生に非常に効果的であった"),
        GradeBand(
            Decimal("0.7"), Status.MOSTLY_ON_TRACK, "地方創生に相当程度効果があった"
        ),
        GradeBand(
            Decimal(0),
            Status.BEHIND,
            "地方創生に効果があった",
            above=True,
            quantity=GradedQuantity.PROGRESS,
        ),
        GradeBand(None, Status.FAR_BEHIND, "地方創生に対して効果がなかった"),
    ),
    quantity=GradedQuantity.ACHIEVEMENT,
    keeps_by_bands=True,
    deadline_by_bands=True,
    source="内閣府 地方創生関係交付金の効果検証",
)

PROFILES: dict[str, Profile] = {
    profile.key: profile
    for profile in (
        STANDARD,
        _NAGANO,
        _TAMA,
        _SANO,
        _HAMAMATSU,
        _MIYAGI,
        _CABINET_OFFICE,
    )
}

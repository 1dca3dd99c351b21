"""Grading profiles: how a city turns a pace into a grade. They are data; the rules read
them and know none by name.

A band says from which pace on (1 is exactly as planned) a status and a grade are given;
the last band has no lower end. `grades` holds the words for what no pace decides. 標準
has the bands of 茨城県's KPI 進捗状況調書; 長野型 and 多摩型 follow what 長野県 (100%
and 80%) and 多摩市 (100% and 60%) publish. 佐野市 and 浜松市 publish their steps
without the limits of a pace, so those limits are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Status(StrEnum):
    """How an indicator stands in one fiscal year, from best to worst, then what cannot
    be placed in that order.
    """

    ACHIEVED = "achieved"
    ON_TRACK = "on_track"
    MOSTLY_ON_TRACK = "mostly_on_track"
    BEHIND = "behind"
    FAR_BEHIND = "far_behind"
    MISSED = "missed"
    NOT_ASSESSABLE = "not_assessable"
    NOT_REPORTED = "not_reported"
    NOT_DUE = "not_due"
    MONITORED = "monitored"


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


@dataclass(frozen=True)
class GradeBand:
    """From this pace on (None: whatever is left) the status and the profile's own grade."""

    at_least: Decimal | None
    status: Status
    grade: str


@dataclass(frozen=True)
class Profile:
    key: str
    name: str
    bands: tuple[GradeBand, ...]
    grades: Mapping[Status, str] = field(default_factory=dict)

    def band(self, pace: Decimal) -> GradeBand:
        """The band in which an unrounded pace lies."""
        return next(
            band
            for band in self.bands
            if band.at_least is None or pace >= band.at_least
        )

    def __hash__(self) -> int:
        return hash(self.key)


def _bands(*rows: tuple[str | None, Status, str]) -> tuple[GradeBand, ...]:
    return tuple(
        GradeBand(Decimal(low) if low else None, status, grade)
        for low, status, grade in rows
    )


STANDARD = Profile(
    "standard",
    "標準",
    _bands(
        ("1", Status.ON_TRACK, "A"),
        ("0.8", Status.MOSTLY_ON_TRACK, "B+"),
        ("0.5", Status.BEHIND, "B"),
        (None, Status.FAR_BEHIND, "C"),
    ),
    {Status.ACHIEVED: "A", Status.MISSED: "C"},
)

PROFILES = {
    profile.key: profile
    for profile in (
        STANDARD,
        Profile(
            "nagano",
            "長野型",
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
        ),
        Profile(
            "tama",
            "多摩型",
            _bands(
                ("1", Status.ON_TRACK, "着実に進んでいる"),
                ("0.6", Status.MOSTLY_ON_TRACK, "概ね進んでいる"),
                (None, Status.FAR_BEHIND, "改善や工夫が必要"),
            ),
            {Status.ACHIEVED: "着実に進んでいる", Status.MISSED: "改善や工夫が必要"},
        ),
        Profile(
            "sano",
            "佐野型",
            _bands(
                ("1.2", Status.ON_TRACK, "7"),
                ("1", Status.ON_TRACK, "6"),
                ("0.8", Status.MOSTLY_ON_TRACK, "5"),
                ("0.6", Status.BEHIND, "4"),
                ("0.4", Status.BEHIND, "3"),
                ("0.2", Status.FAR_BEHIND, "2"),
                (None, Status.FAR_BEHIND, "1"),
            ),
            {Status.ACHIEVED: "7", Status.MISSED: "1"},
        ),
        Profile(
            "hamamatsu",
            "浜松型",
            _bands(
                ("1.1", Status.ON_TRACK, "A 進んでいる"),
                ("0.9", Status.ON_TRACK, "B どおり"),
                (None, Status.BEHIND, "C 遅れ"),
            ),
            {
                Status.ACHIEVED: "A 進んでいる",
                Status.MISSED: "C 遅れ",
                Status.NOT_ASSESSABLE: "D 評価できない",
            },
        ),
    )
}

"""A step in the history of a plan: what somebody wrote, and what it was and became."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from dxkpi import fiscal
from dxkpi.plan import (
    BarState,
    Decision,
    FormerTarget,
    Judge,
    Missing,
    OwnMark,
    PlanChange,
    ShareCounts,
    Survey,
    YearlyReport,
)
from dxkpi.plan.release import Release
from dxkpi.plan.round import Round
from dxkpi.rules import EntryKey, ReportKey, subject_code
from dxkpi.store.accounts import AccountChange
from dxkpi.store.figure_details import FigureDetails
from dxkpi.store.tables import FigureKind, MarkedKind


@dataclass(frozen=True)
class HistoryEntry:
    """What a write said of a figure, or of an entry of the schedule.

    `value` is the figure, or the reason given for its absence, or the entry's state;
    None where nothing was said but what else stands here. `percent` is the schedule's;
    its comment is the `note`; `countermeasure` is a figure's alone. `survey`, or the two
    `counts` of a share, is what a figure is made of, `details` is what a baseline or
    target has beside it. The value of a figure that is `withheld` is kept nowhere: it would
    tell what single people answered. Of a yearly report, of a mark of the city's own, of
    a decision, a round and a release it is the whole of it. Of a remark `column` names
    the cell of the form that it is about.
    """

    value: Decimal | Missing | BarState | None
    approximate: bool = False
    as_of: str | None = None
    percent: Decimal | None = None
    note: str | None = None
    countermeasure: str | None = None
    survey: Survey | None = None
    counts: ShareCounts | None = None
    details: FigureDetails | None = None
    withheld: bool = False
    report: YearlyReport | None = None
    mark: OwnMark | None = None
    decision: Decision | None = None
    round: Round | None = None
    release: Release | None = None
    column: str | None = None

    @property
    def whole(self) -> YearlyReport | OwnMark | Decision | Round | Release | None:
        """What is recorded as a whole; None of a figure and of an entry of the schedule."""
        for thing in (self.report, self.mark, self.decision, self.round, self.release):
            if thing is not None:
                return thing
        return None


class ReviewAct(StrEnum):
    """What was done about something reported when a year was reviewed."""

    REMARKED = "remarked"
    ANSWERED = "answered"
    CONFIRMED = "confirmed"


class StepTopic(StrEnum):
    """What a step is about that is neither a figure nor a mark."""

    PROMISE = "promise"
    ACCOUNT = "account"
    WORDING = "wording"
    REVIEW = "review"
    REPORT = "report"
    DECISION = "decision"
    RELEASE = "release"
    ROUND = "round"
    SCHEDULE = "schedule"


class MarkedPlace(NamedTuple):
    """What a mark of the city's own is about, and who gave it."""

    kind: MarkedKind
    place: str
    initiative: str
    by: Judge


@dataclass(frozen=True)
class HistoryStep:
    """One step in a history: who wrote what of a figure or of a schedule entry, and when.

    Of a figure `indicator` is the code and `kind` which figure it is; of the schedule's
    progress both are None and `entry_key` is the entry's key. Of a change of a promise
    `former` is what stood before and why it was changed: it has no `kind`. `before` and
    `after` are None where there was or is no entry. `submission` is the number of the
    return that the write belongs to, `withdrawal` whether the write withdrew it; `source` names its
    file, `correction` says why it changed a plan that was over. `decision` is the number
    of one of the headquarters; `is_round`: it is of the year's round; `release` is the number
    of a release. `review` says what was done about a figure, entry or initiative when the
    year was reviewed; the words are the entries' `note`. `account` is what was done to one.
    `wording` is a fact of the plan's text that was changed, with old and new.
    """

    revision: int
    at: datetime
    who: str
    source: str
    indicator: str | None
    kind: FigureKind | None
    entry_key: EntryKey | None
    series: str
    fiscal_year: int | None
    before: HistoryEntry | None
    after: HistoryEntry | None
    submission: int | None = None
    withdrawal: bool = False
    former: FormerTarget | None = None
    report_key: ReportKey | None = None
    marked: MarkedPlace | None = None
    decision: str | None = None
    is_round: bool = False
    release: int | None = None
    correction: str | None = None
    review: ReviewAct | None = None
    account: AccountChange | None = None
    wording: PlanChange | None = None

    @property
    def topic(self) -> StepTopic | FigureKind | Judge:
        """What it is about: which figure, whose mark, or else which kind of thing."""
        if self.marked is not None:
            return self.marked.by
        named = {
            StepTopic.PROMISE: self.former,
            StepTopic.ACCOUNT: self.account,
            StepTopic.WORDING: self.wording,
            StepTopic.REVIEW: self.review,
            StepTopic.REPORT: self.report_key,
            StepTopic.DECISION: self.decision,
            StepTopic.RELEASE: self.release,
            StepTopic.ROUND: self.is_round or None,
        }
        for topic, fact in named.items():
            if fact is not None:
                return topic
        return StepTopic.SCHEDULE if self.kind is None else self.kind

    @property
    def place(self) -> str:
        """The indicator's code, or the measure's number and the label of a schedule entry,
        or the code of an initiative that was reported or marked, or #3 of the
        decision with that number, v2 of a release, or the year of a round.
        """
        if self.account is not None:
            return self.account.subject
        if self.wording is not None:
            return _place_of_wording(self.wording)
        if self.report_key is not None:
            return subject_code(*self.report_key)
        if self.marked is not None:
            return subject_code(self.marked.place, self.marked.initiative)
        if self.decision is not None:
            return f"#{self.decision}"
        if self.release is not None:
            return f"v{self.release}"
        if self.is_round:
            return fiscal.wareki(self.fiscal_year) if self.fiscal_year else ""
        if self.entry_key is None:
            return self.indicator or ""
        measure, label, _nth = self.entry_key
        return f"{measure} {label}"

    @property
    def old(self) -> Decimal | Missing | BarState | None:
        return self.before.value if self.before else None

    @property
    def new(self) -> Decimal | Missing | BarState | None:
        return self.after.value if self.after else None


def _place_of_wording(change: PlanChange) -> str:
    """Whose text it is: an indicator's code, the number of a measure or initiative; empty
    for a policy and the plan itself.
    """
    match change.path:
        case ("measure", number, "initiative", initiative, *_inside):
            return subject_code(str(number), str(initiative))
        case ("indicator" | "measure", name, *_inside):
            return str(name)
    return ""

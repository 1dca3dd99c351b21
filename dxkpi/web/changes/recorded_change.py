"""変更履歴, one change: what was recorded, where it came from, and whose it is."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain

from dxkpi.actions.draft_registration import DRAFT_SOURCE
from dxkpi.plan import Decision, Indicator, OwnMark, YearlyReport
from dxkpi.plan.release import Release
from dxkpi.plan.round import Round
from dxkpi.returns.status import SURVEYED
from dxkpi.rules import ReportableEntry, ReportSubject
from dxkpi.store import TYPED, TYPED_AS_COMMAND, HistoryEntry, HistoryStep, Submission
from dxkpi.text.search import search_text


class ChangeOrigin(StrEnum):
    """Where a write came from."""

    FORM = "form"
    TYPED = "typed"
    SURVEY = "survey"
    WITHDRAWAL = "withdrawal"
    LOAD = "load"
    COMMAND = "command"
    ACCOUNTS = "accounts"
    DRAFT = "draft"


_ORIGIN_OF_SOURCE = {
    TYPED: ChangeOrigin.TYPED,
    TYPED_AS_COMMAND: ChangeOrigin.COMMAND,
    DRAFT_SOURCE: ChangeOrigin.DRAFT,
}
"""Of what is no return and came without a file."""


@dataclass(frozen=True, eq=False)
class RecordedChange:
    """One figure or entry of the schedule changed by one write, and whose it is.

    `indicator` and `entry` are None where the plan has them no more.
    """

    recorded: HistoryStep
    submission: Submission | None
    indicator: Indicator | None
    entry: ReportableEntry | None
    departments: tuple[str, ...]
    subject: ReportSubject | None = None

    @property
    def origin(self) -> ChangeOrigin:
        if self.recorded.withdrawal:
            return ChangeOrigin.WITHDRAWAL
        if self.recorded.account is not None:
            return _ORIGIN_OF_SOURCE.get(self.recorded.source, ChangeOrigin.ACCOUNTS)
        if self.submission is None:
            return _ORIGIN_OF_SOURCE.get(self.recorded.source, ChangeOrigin.LOAD)
        if self.submission.file is not None:
            return ChangeOrigin.FORM
        if self.recorded.source == SURVEYED:
            return ChangeOrigin.SURVEY
        return ChangeOrigin.TYPED

    @property
    def name(self) -> str:
        """Its number and name; of a decision what was decided, of a round its year."""
        account = self.recorded.account
        if account is not None:
            return f"{account.person} ({account.subject})"
        if self.decision is not None:
            return self.decision.text
        if self.subject is not None:
            return f"{self.subject.code} {self.subject.name}"
        if self.entry is not None:
            return f"{self.entry.code} {self.entry.item.label}"
        if self.indicator is not None:
            return f"{self.indicator.code} {self.indicator.name}"
        return self.recorded.place

    @property
    def is_value(self) -> bool:
        """Whether it is a value of the plan; its text, and steps of a round, of a review, of
        what is published and of accounts are none.
        """
        recorded = self.recorded
        steps = (
            recorded.review,
            recorded.account,
            recorded.release,
            recorded.wording,
        )
        return not recorded.is_round and all(step is None for step in steps)

    @property
    def decision(self) -> Decision | None:
        """The decision that was recorded, as it became or, where it was taken out, was."""
        version = self.recorded.after or self.recorded.before
        return version.decision if version else None

    @property
    def withdrawal_reason(self) -> str:
        """Why it was withdrawn; empty where it was not."""
        if self.submission is None or not self.recorded.withdrawal:
            return ""
        return self.submission.withdrawn_reason or ""

    @cached_property
    def searched_text(self) -> str:
        """What a search looks into."""
        recorded = self.recorded
        versions = [recorded.before, recorded.after]
        notes = [text for version in versions if version for text in _words(version)]
        if (former := recorded.former) is not None:
            notes += [former.by, former.reason, former.correction]
        if (wording := recorded.wording) is not None:
            notes += [str(wording.old), str(wording.new)]
        return search_text(
            self.name,
            recorded.who,
            recorded.source,
            self.withdrawal_reason,
            recorded.correction,
            recorded.series,
            *notes,
            str(recorded.old),
            str(recorded.new),
        )


def _words(version: HistoryEntry) -> tuple[str | None, ...]:
    """What somebody wrote: why and what is done about it, the texts of a report, a mark
    with its text.
    """
    match version.whole:
        case YearlyReport() as report:
            return report.texts
        case OwnMark() as mark:
            return mark.mark, mark.text
        case Decision() as decision:
            return decision.text, decision.department, decision.outcome
        case Release() as release:
            return release.note, release.reason
        case Round() as opened:
            extensions = [(each.department, each.reason) for each in opened.extensions]
            return tuple(chain.from_iterable(extensions))
    return version.note, version.countermeasure

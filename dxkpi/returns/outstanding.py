"""What a department has still to hand in of a year, and how much it has handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from dxkpi.plan import Indicator, Missing, Progress
from dxkpi.returns.figure_counts import FigureCounts, count_figures, is_answered
from dxkpi.returns.return_form import ReturnForm
from dxkpi.rules import (
    NEEDS_ATTENTION,
    Judgement,
    ReportableEntry,
    ReportSubject,
    is_due,
)
from dxkpi.rules.entry_state import FINISHED


@dataclass(frozen=True)
class OpenFigure:
    """A figure that is asked for and not there: of `fiscal_year`; `reason` is 未提出
    where somebody said so.
    """

    indicator: Indicator
    fiscal_year: int
    reason: Missing | None


@dataclass(frozen=True)
class OpenTexts:
    """An indicator that needs attention, and of which the reason (要因) or what is done
    about it (対応) is not written.
    """

    judgement: Judgement
    lacks_reason: bool
    lacks_countermeasure: bool


@dataclass(frozen=True)
class Outstanding:
    """What is asked for in a year: what is open, and how much of it is done.

    `is_due` is whether anything can be handed in yet.
    """

    is_due: bool
    counts: FigureCounts
    figures: tuple[OpenFigure, ...]
    texts: tuple[OpenTexts, ...]
    entries: tuple[ReportableEntry, ...]
    entries_done: int
    reports: tuple[ReportSubject, ...]
    reports_done: int

    @property
    def figures_done(self) -> int:
        """How many figures are answered: by a value, or by why there is none."""
        return self.counts.asked - self.counts.open

    @property
    def is_nothing(self) -> bool:
        """Whether the form asks for nothing at all."""
        done = self.counts.asked + self.entries_done + self.reports_done
        return self.is_complete and done == 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing that the form asks for is open."""
        return not (self.figures or self.texts or self.entries or self.reports)


def outstanding_of(form: ReturnForm, judgements: Iterable[Judgement]) -> Outstanding:
    """What is open in a department's form; `judgements` are those of its indicators in
    the form's year.
    """
    entries = [entry for entry in form.schedule_entries if has_begun(entry, form)]
    open_entries = tuple(entry for entry in entries if is_entry_open(entry, form))
    subjects = form.report_subjects
    open_reports = tuple(
        subject for subject in subjects if subject.standing(form.fiscal_year) is None
    )
    return Outstanding(
        is_due=is_due(form.plan, form.fiscal_year, form.last_closed),
        counts=count_figures(form.registered(i) for i in form.asked_indicators),
        figures=tuple(_open_figures(form)),
        texts=tuple(_open_texts(form, judgements)),
        entries=open_entries,
        entries_done=len(entries) - len(open_entries),
        reports=open_reports,
        reports_done=len(subjects) - len(open_reports),
    )


def _open_figures(form: ReturnForm) -> Iterable[OpenFigure]:
    for indicator in form.asked_indicators:
        recorded = form.registered(indicator)
        if not is_answered(recorded):
            reason = recorded.missing if recorded is not None else None
            yield OpenFigure(indicator, form.figure_year(indicator), reason)


def _open_texts(
    form: ReturnForm, judgements: Iterable[Judgement]
) -> Iterable[OpenTexts]:
    """The texts that the form has a row for: what another plan asks for has none."""
    codes = {indicator.code for indicator in form.indicators}
    for judgement in judgements:
        is_asked_here = judgement.decisive.indicator.code in codes
        if not is_asked_here or judgement.counted_status not in NEEDS_ATTENTION:
            continue
        texts = OpenTexts(
            judgement,
            lacks_reason=not judgement.note,
            lacks_countermeasure=not judgement.countermeasure,
        )
        if texts.lacks_reason or texts.lacks_countermeasure:
            yield texts


def has_begun(entry: ReportableEntry, form: ReturnForm) -> bool:
    start = entry.item.start
    return start is None or start <= form.fiscal_year


def is_entry_open(entry: ReportableEntry, form: ReturnForm) -> bool:
    """Whether the year's report is lacking; what was finished earlier needs none."""
    if form.registered_progress(entry) is not None:
        return False
    last: Progress | None = form.progress.get(entry.key)
    return last is None or last.state not in FINISHED

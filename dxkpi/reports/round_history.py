"""What the store's history says of a round: since when each thing is in, what was
corrected and why, how the round itself was changed.
"""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime

from dxkpi.plan import Missing
from dxkpi.plan.review import entry_item, figure_key, initiative_key
from dxkpi.returns.round_record import DatedItem
from dxkpi.store import FigureKind, HistoryEntry, HistoryStep


def dated_item(step: HistoryStep) -> DatedItem | None:
    """The reported thing that a step is about, with its year; None for anything else."""
    year = step.fiscal_year
    if year is None:
        return None
    if step.indicator is not None and step.kind is FigureKind.ACTUAL:
        return figure_key(step.indicator), year
    if step.entry_key is not None:
        return entry_item(*step.entry_key), year
    if step.report_key is not None:
        return initiative_key(*step.report_key), year
    return None


def arrivals(steps: Iterable[HistoryStep]) -> dict[DatedItem, datetime]:
    """Since when each thing is in without a break; the steps are the oldest first.

    A step of the review is about a thing and neither brings it nor takes it away.
    """
    since: dict[DatedItem, datetime] = {}
    for step in steps:
        item = dated_item(step)
        if item is None or step.review is not None:
            continue
        if not _is_in(step.after):
            since.pop(item, None)
        elif not _is_in(step.before):
            since[item] = step.at
    return since


def corrections(
    steps: Iterable[HistoryStep], items: Container[DatedItem], opened_at: datetime
) -> tuple[HistoryStep, ...]:
    """The steps that changed one of the things with the reason of a correction, since
    the round was opened.
    """
    return tuple(
        step
        for step in steps
        if step.correction is not None and step.at >= opened_at
        if _is_in(step.before) and dated_item(step) in items
    )


def round_steps(
    steps: Iterable[HistoryStep], fiscal_year: int
) -> Sequence[HistoryStep]:
    """How the round of a year was opened and changed."""
    return [step for step in steps if step.is_round and step.fiscal_year == fiscal_year]


def _is_in(version: HistoryEntry | None) -> bool:
    """Whether a version says what is asked for, or the last word on why it cannot."""
    if version is None:
        return False
    if version.report is not None or version.withheld:
        return True
    return version.value is not None and version.value is not Missing.NOT_SUBMITTED

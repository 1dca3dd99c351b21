"""What the reports tell of an entry of the schedule: that it is late, or that nobody
said whether it was finished.
"""

from dxkpi.plan import BarState, Certainty, Progress, ScheduleItem

FINISHED = (BarState.DONE, BarState.STOPPED)


def is_late(
    item: ScheduleItem, progress: Progress | None, fiscal_year: int, last_closed: int
) -> bool:
    """Whether an entry is behind by its last report: its department says 遅れ, or its
    end is past and it is not done.

    Only an end that the plan states can be missed, and only a report of its year or
    later tells that it was. What nobody reported is unknown and not late, what was
    stopped neither.
    """
    if progress is None or progress.state in FINISHED:
        return False
    if progress.state is BarState.LATE:
        return True
    if not _has_missable_end(item, fiscal_year, last_closed):
        return False
    return _tells_of_end(item, progress)


def is_end_unreported(
    item: ScheduleItem, progress: Progress | None, fiscal_year: int, last_closed: int
) -> bool:
    """Whether the stated end of an entry is past and no report tells whether it was met.

    A report from before the end does, where it says that the entry was finished.
    """
    if not _has_missable_end(item, fiscal_year, last_closed):
        return False
    if progress is None:
        return True
    return progress.state not in FINISHED and not _tells_of_end(item, progress)


def _has_missable_end(item: ScheduleItem, fiscal_year: int, last_closed: int) -> bool:
    """Whether the plan states an end that lies in a year which is over."""
    if item.end is None or item.certainty is not Certainty.STATED:
        return False
    return item.end <= min(fiscal_year, last_closed)


def _tells_of_end(item: ScheduleItem, progress: Progress) -> bool:
    """Whether a report is of the year in which the entry ends, or later."""
    return item.end is not None and progress.fiscal_year >= item.end

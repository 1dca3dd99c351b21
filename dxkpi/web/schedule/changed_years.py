"""The entries whose years the plan has changed."""

from collections.abc import Iterable

from dxkpi.charts import timetable
from dxkpi.plan import Measure
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import plain, strong


def changed_years(measures: Iterable[Measure]) -> str:
    """Each changed entry with its years before, those of now, and why, as a list.

    Empty where there is none.
    """
    items = []
    for measure in measures:
        for entry in measure.schedule:
            if entry.before is None:
                continue
            change = _(
                "{before} → {now}. Reason: {reason}",
                before=timetable.former_years(entry),
                now=timetable.when(entry),
                reason=entry.before.reason,
            )
            name = strong(f"{measure.number} {entry.label}")
            items.append(f"- {name} {plain(change)}")
    if not items:
        return ""
    return "\n".join([strong(_("Changed years")), "", *items])

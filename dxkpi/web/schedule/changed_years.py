"""The entries whose years the plan has changed."""

from collections.abc import Iterable

from dxkpi.plan import Measure
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.wording.timetable import entry_years_text, former_years_text


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
                before=former_years_text(entry, current_language()),
                now=entry_years_text(entry, current_language()),
                reason=entry.before.reason,
            )
            name = strong(f"{measure.number} {entry.label}")
            items.append(f"- {name} {plain(change)}")
    if not items:
        return ""
    return "\n".join([strong(_("Changed years")), "", *items])

"""工程表: what is planned for when, or the one measure that the address names."""

from dxkpi.web.common import choice, parts
from dxkpi.web.schedule import schedule
from dxkpi.wording.language import _

view = choice.opened()

if measure := choice.opened_measure(view):
    parts.way_back()
    parts.heading(
        view, f"{measure.number} {measure.name}", *schedule.place(view, measure)
    )
    schedule.one(view, measure)
else:
    parts.heading(view, _("Schedule"), view.plan.about.title, parts.period(view))
    schedule.answer(view)
    schedule.show(view, schedule.filters(view))

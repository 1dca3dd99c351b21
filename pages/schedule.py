"""工程表: what is planned for when, or the one measure that the address names."""

from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.links import show_all_measures_button
from dxkpi.web.common.opened_measure import opened_measure
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.schedule import schedule
from dxkpi.wording.language import _

view = open_view()

if measure := opened_measure(view):
    show_all_measures_button()
    show_heading(
        view, f"{measure.number} {measure.name}", *schedule.place(view, measure)
    )
    schedule.one(view, measure)
else:
    show_heading(view, _("Schedule"), view.plan.about.title, period_text(view))
    schedule.answer(view)
    schedule.show(view, schedule.filters(view))

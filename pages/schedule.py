"""工程表: what is planned for when, or the one measure that the address names."""

from dxkpi.web.common.finality import reported_finality
from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.links import show_all_measures_button
from dxkpi.web.common.opened_measure import opened_measure
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.schedule import all_measures, filters, one_measure, sentence

view = open_view()

if measure := opened_measure(view):
    show_all_measures_button()
    name = f"{measure.number} {measure.name}"
    place = one_measure.measure_place(view, measure)
    show_heading(view, name, *place, finality=reported_finality(view))
    one_measure.show_measure(view, measure)
else:
    show_heading(
        view,
        _("Schedule"),
        view.plan.about.title,
        period_text(view),
        finality=reported_finality(view),
    )
    sentence.show_sentence(view)
    chosen = filters.show_filters(view)
    all_measures.show_schedule(view, chosen)

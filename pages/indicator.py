"""One indicator: where it stands, how it was judged, and what the plan says."""

from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.indicator import indicator

view = open_view()
chosen = indicator.chosen(view)
judgement = view.judged(chosen)

indicator.ways_out(chosen)
show_heading(view, chosen.name, *indicator.place(view, chosen))
indicator.answer(view, judgement)
indicator.picture(view, chosen, judgement)
indicator.figures_table(view, chosen)
indicator.source(view, chosen)

"""One indicator: where it stands, how it was judged, and what the plan says."""

from dxkpi.web.common import choice, parts
from dxkpi.web.indicator import indicator

view = choice.opened()
chosen = indicator.chosen(view)
judgement = view.judged(chosen)

indicator.ways_out(chosen)
parts.heading(view, chosen.name, *indicator.place(view, chosen))
indicator.answer(view, judgement)
indicator.picture(view, chosen, judgement)
indicator.figures_table(view, chosen)
indicator.source(view, chosen)

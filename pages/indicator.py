"""One indicator: where it stands, how it was judged, and what the plan says."""

from dxkpi.web import indicator, parts, state

view = state.opened()
chosen = indicator.chosen(view)
judgement = state.judged(view, chosen)

indicator.back()
parts.heading(view, chosen.name, above=indicator.place(view, chosen))
indicator.answer(judgement)
indicator.picture(view, chosen, judgement)
indicator.figures_table(view, chosen)
indicator.source(view, chosen)

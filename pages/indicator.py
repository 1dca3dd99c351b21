"""One indicator: where it stands, how it was judged, and what the plan says."""

from dxkpi.plan import DecisionSubject
from dxkpi.returns.finality import figures_of
from dxkpi.web.common.decision_list import show_decisions
from dxkpi.web.common.finality import finality_badge
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.indicator import (
    cards,
    figures_tables,
    opened_indicator,
    sentence,
    source,
)

view = open_view()
indicator = opened_indicator.opened_indicator(view)
judgement = view.judged(indicator)

opened_indicator.show_links(view, indicator)
place = opened_indicator.indicator_place(view, indicator)
finality = finality_badge(view, figures_of(judgement))
show_heading(view, indicator.name, *place, finality=finality)
opened_indicator.show_retirement(indicator)
sentence.show_sentence(view, judgement)
cards.show_course_and_judgement(view, judgement)
figures_tables.show_figures(view, indicator)
show_decisions(view, DecisionSubject(indicator=indicator.code))
source.show_source(view, indicator)

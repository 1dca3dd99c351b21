"""概要: how a plan stands in a year, on one screen."""

from functools import partial

from dxkpi.web.common.finality import finality_badge
from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.overview import cards, final, foot, sentence, tools

view = open_view()
show_heading(
    view,
    _("Overview"),
    view.plan.about.title,
    period_text(view),
    finality=finality_badge(view),
    show_tools=partial(tools.show_tools, view),
)
sentence.show_sentence(view)
final.show_final_report(view)
cards.show_cards(view, as_table=tools.shows_tables(view))
foot.show_foot(view)

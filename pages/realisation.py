"""職員のDX推進実感率: the trend towards the target, where it leads, which staff feel it."""

from dxkpi.plan import DecisionSubject
from dxkpi.web.common.decision_list import show_decisions
from dxkpi.web.common.finality import followed_finality
from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.realisation import (
    cards,
    foot,
    method,
    not_followed,
    sentence,
    tabs,
    trend_chart,
)

view = open_view()
show_heading(
    view,
    _("DX felt by staff"),
    view.plan.about.title,
    period_text(view),
    finality=followed_finality(view),
)

if view.realisation_trend() is None:
    not_followed.show_what_is_missing(view)
else:
    sentence.show_sentence(view)
    cards.show_cards(view)
    trend_chart.show_trend_chart(view)
    tabs.show_tabs(view)
    show_decisions(view, DecisionSubject(view.followed_trend().indicator.code))
    method.show_method(view)
    foot.show_foot(view)

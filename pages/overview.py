"""概要: how a plan stands in a year, on one screen."""

from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.overview import overview
from dxkpi.wording.language import _

view = open_view()
show_heading(view, _("Overview"), view.plan.about.title, period_text(view))
as_table = overview.answer(view)
overview.cards(view, as_table=as_table)
overview.files(view)
overview.foot(view)

"""概要: how a plan stands in a year, on one screen."""

from dxkpi.web.common import choice, parts
from dxkpi.web.overview import overview
from dxkpi.wording.language import _

view = choice.opened()
parts.heading(view, _("Overview"), view.plan.about.title, parts.period(view))
as_table = overview.answer(view)
overview.cards(view, as_table=as_table)
overview.files(view)
overview.foot(view)

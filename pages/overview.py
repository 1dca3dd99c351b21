"""概要: how a plan stands in a year, on one screen."""

from dxkpi.i18n import _
from dxkpi.web import choice, overview, parts

view = choice.opened()
parts.heading(view, _("Overview"), view.plan.about.title, parts.period(view))
as_table = overview.answer(view)
overview.cards(view, as_table=as_table)
overview.files(view)
overview.foot(view)

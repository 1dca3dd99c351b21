"""概要: how a plan stands in a year, on one screen."""

from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.overview import cards, files, final, foot, sentence

view = open_view()
show_heading(view, _("Overview"), view.plan.about.title, period_text(view))
as_table = sentence.show_sentence(view)
final.show_final_report(view)
cards.show_cards(view, as_table=as_table)
files.offer_files(view)
foot.show_foot(view)

"""団体比較: national items in several cities' plans, and like indicators side by side."""

from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.compare.compared_plans import compared_plans, show_city_choice
from dxkpi.web.compare.item_cards import show_opened_item
from dxkpi.web.compare.items import show_answer, show_items
from dxkpi.web.compare.like_indicators import show_like_indicators

view = open_view()
compared = compared_plans(view)
show_heading(
    view,
    _("Compare cities"),
    _("How municipalities take up the national plan"),
    with_year=False,
)
as_table = show_city_choice(view, compared)
show_answer(view, compared)
show_items(view, compared, as_table=as_table)
show_opened_item(view, compared)
show_like_indicators(view, compared, as_table=as_table)

"""団体比較: national items in several cities' plans, and like indicators side by side."""

from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.compare import alike, items
from dxkpi.web.compare import cities as compare

view = open_view()
cities = compare.chosen(view)
show_heading(
    view,
    _("Compare cities"),
    _("How municipalities take up the national plan"),
    with_year=False,
)
as_table = compare.choose(view, cities)
items.answer(view, cities)
items.overview(view, cities, as_table=as_table)
items.opened(view, cities)
alike.show(view, cities, as_table=as_table)

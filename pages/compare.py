"""団体比較 (compare): the items of the national plan in several cities' plans, and like indicators side by side."""

from dxkpi.i18n import _
from dxkpi.web import choice, parts
from dxkpi.web.comparing import alike, compare, items

view = choice.opened()
cities = compare.chosen(view)
parts.heading(view, _("Compare cities"), _("How municipalities take up the national plan"), with_year=False)
as_table = compare.choose(view, cities)
items.answer(view, cities)
items.overview(view, cities, as_table=as_table)
items.opened(view, cities)
alike.show(view, cities, as_table=as_table)

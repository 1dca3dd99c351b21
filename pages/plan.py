"""計画: the plan's policies, measures and initiatives, or the one measure that the address names."""

from dxkpi.web.common import choice, parts
from dxkpi.web.plan import tree
from dxkpi.wording.language import _

view = choice.opened()

if sheet := tree.opened(view):
    parts.way_back()
    parts.heading(
        view,
        f"{sheet.measure.number} {sheet.measure.name}",
        *tree.place(view, sheet),
        with_year=False,
    )
    tree.one(sheet)
else:
    parts.heading(
        view,
        _("The plan"),
        view.plan.about.title,
        parts.period(view, with_year=False),
        with_year=False,
    )
    tree.answer(view)
    chosen = tree.filters(view)
    tree.show(view, chosen)
    tree.about(view, chosen)

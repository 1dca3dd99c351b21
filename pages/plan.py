"""計画: the plan's policies, measures and initiatives, or the one measure that the address names."""

from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.links import show_all_measures_button
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.plan import tree
from dxkpi.wording.language import _

view = open_view()

if sheet := tree.opened(view):
    show_all_measures_button()
    show_heading(
        view,
        f"{sheet.measure.number} {sheet.measure.name}",
        *tree.place(view, sheet),
        with_year=False,
    )
    tree.one(sheet)
else:
    show_heading(
        view,
        _("The plan"),
        view.plan.about.title,
        period_text(view, with_year=False),
        with_year=False,
    )
    tree.answer(view)
    chosen = tree.filters(view)
    tree.show(view, chosen)
    tree.about(view, chosen)

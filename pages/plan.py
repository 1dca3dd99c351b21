"""計画: the plan's policies, measures and initiatives, or the one measure that the
address names.
"""

from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.links import show_all_measures_button
from dxkpi.web.common.opened_measure import opened_measure
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.plan import about_plan, city_plans, filters, one_measure, sentence, tree
from dxkpi.web.plan.policy_branches import measure_sheet
from dxkpi.web.plan.year_reports import shows_years

view = open_view()
with_year = shows_years(view)

if measure := opened_measure(view):
    sheet = measure_sheet(view, measure)
    show_all_measures_button()
    show_heading(
        view,
        f"{measure.number} {measure.name}",
        *one_measure.measure_place(view, sheet),
        with_year=with_year,
    )
    one_measure.show_measure(view, sheet)
else:
    show_heading(
        view,
        _("The plan"),
        view.plan.about.title,
        period_text(view, with_year=with_year),
        with_year=with_year,
    )
    city_plans.show_city_plans(view)
    sentence.show_sentence(view)
    chosen = filters.show_filters(view)
    tree.show_tree(view, chosen)
    about_plan.show_about_plan(view, chosen)

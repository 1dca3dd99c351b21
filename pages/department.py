"""私の課: what one 課 has to hand in, how its indicators stand, what it wrote, its schedule."""

from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.department import (
    decisions,
    foot,
    indicators,
    opened_department,
    own_parts,
    reasons,
    schedule,
    sentence,
    to_hand_in,
)
from dxkpi.web.review.waiting_remarks import show_remarks

view = open_view()
department = opened_department.opened_department(
    view, opened_department.own_department(view)
)

show_heading(
    view,
    opened_department.title(department),
    _("My department"),
    view.plan.about.title,
    finality=own_parts.own_finality(view, department),
)
opened_department.show_choice(view, department)
if view.shows_everything:
    sentence.show_sentence(view, department)
    show_remarks(view, department)
    to_hand_in.show_hand_in(view, department)
as_table = indicators.show_indicators(view, department)
reasons.show_reasons(view, department)
decisions.show_decisions(view, department)
schedule.show_schedule(view, department, as_table=as_table)
foot.show_foot(view)

"""変更履歴: every change of a figure or of a schedule's progress: when, by whom, from where, what it was and is."""

from dxkpi.web.changes import changes
from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.opened_view import open_view
from dxkpi.wording.language import _

view = open_view()
history = changes.read(view)
show_heading(
    view,
    _("Changes"),
    view.plan.about.title,
    period_text(view, with_year=False),
    with_year=False,
)
changes.answer(history)
changes.show(view, history, changes.filters(history))

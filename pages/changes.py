"""変更履歴: every change of a figure or of a schedule's progress: when, by whom, from where, what it was and is."""

from dxkpi.web.changes import changes
from dxkpi.web.common import choice, parts
from dxkpi.wording.language import _

view = choice.opened()
history = changes.read(view)
parts.heading(
    view,
    _("Changes"),
    view.plan.about.title,
    parts.period(view, with_year=False),
    with_year=False,
)
changes.answer(history)
changes.show(view, history, changes.filters(history))

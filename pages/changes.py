"""変更履歴: every change of a figure or of a schedule's progress: when, by whom, from where, what it was and is."""

from dxkpi.i18n import _
from dxkpi.web import choice, parts
from dxkpi.web.records import changes

view = choice.opened()
history = changes.read(view)
parts.heading(view, _("Changes"), view.plan.about.title, parts.period(view, with_year=False), with_year=False)
changes.answer(history)
changes.show(view, history, changes.filters(history))

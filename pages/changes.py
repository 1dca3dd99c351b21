"""変更履歴: every change of a figure or of a schedule's progress, what was sent back and
confirmed, and for who manages them what was done to accounts.

When, by whom, from where, what it was and is.
"""

from dxkpi.actions import Right
from dxkpi.web.changes.filters import choose_filters
from dxkpi.web.changes.history import read_history, with_account_steps
from dxkpi.web.changes.writes import show_sentence, show_writes
from dxkpi.web.common import access
from dxkpi.web.common.closed_page import open_closed_view
from dxkpi.web.common.heading import period_text, show_heading
from dxkpi.web.common.language import _

title = _("Changes")
view = open_closed_view(Right.SEE_HISTORY, title)
history = read_history(view)
if access.may(Right.MANAGE_ACCOUNTS, view.city.code):
    history = with_account_steps(history, view)
show_heading(
    view,
    title,
    view.plan.about.title,
    period_text(view, with_year=False),
    with_year=False,
)
show_sentence(history)
show_writes(view, history, choose_filters(history))

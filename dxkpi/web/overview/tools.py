"""What a reader can do with the overview: open the sheet for the meeting, read tables."""

from dxkpi.web.common import page_files
from dxkpi.web.common.chart_block import show_table_toggle, wants_tables
from dxkpi.web.common.language import _
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.view import View


def show_tools(view: View) -> None:
    """The toggle where there are charts, and the way to the sheet where it would say
    anything.
    """
    plan = view.plan
    if plan.indicators:
        show_table_toggle()
    if plan.indicators or plan.policies:
        label = _("Headquarters brief")
        show_page_link(page_files.BRIEF, label, icon=":material/description:")


def shows_tables(view: View) -> bool:
    """Whether the reader wants tables instead of charts."""
    return bool(view.plan.indicators) and wants_tables()

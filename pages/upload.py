"""実績の登録: from the form to the receipt, in four steps; nothing is stored before the last."""

from dxkpi.actions import Right
from dxkpi.web.common.closed_page import open_closed_view
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.known_day import stop_where_figures_are_registered
from dxkpi.web.common.language import _, current_language
from dxkpi.web.upload import drafts
from dxkpi.web.upload.check import show_check
from dxkpi.web.upload.drafts import UploadScreen
from dxkpi.web.upload.kept_drafts import (
    keep_drafts,
    show_what_happened,
    take_up_kept_drafts,
)
from dxkpi.web.upload.start import show_start
from dxkpi.web.upload.steps import show_steps
from dxkpi.web.upload.typing_screen import show_typing

title = _("Register actuals")
view = open_closed_view(Right.SEE_REPORTED, title, to_report=True)
take_up_kept_drafts()
drafts.take_up_addressed_submission()
show_heading(
    view,
    title,
    view.plan.about.title,
    _("Actuals of {year}", year=current_language().fiscal_year_title(view.year)),
)
stop_where_figures_are_registered(view)
show_what_happened()

screen = drafts.upload_state().screen
if screen is UploadScreen.TYPING:
    show_typing(view)
else:
    show_steps(view)
    if screen is UploadScreen.CHECK and drafts.chosen_files():
        show_check(view)
    else:
        show_start(view)
keep_drafts()

"""アンケート取込: from the answers that a survey tool exports to the counts behind the 実感率.

The file is not kept.
"""

from dxkpi import fiscal
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.opened_view import open_view
from dxkpi.web.realisation import not_followed
from dxkpi.web.survey import method, outcome, survey

view = open_view(to_report=True)
show_heading(
    view,
    _("Take in a survey"),
    view.plan.about.title,
    _("Survey of {year}", year=fiscal.wareki(view.year)),
)

if view.plan.realisation is None:
    not_followed.show_what_is_missing(view)
else:
    work = survey.opened(view)
    survey.answer(view, work)
    if work is None:
        survey.file(view)
    elif work.receipt is not None:
        survey.registered(view, work)
    else:
        survey.brought(work)
        if (asked := method.asked(view, work)) is not None:
            outcome.check(view, work, asked)
            survey.register(view, work)

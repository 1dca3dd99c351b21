"""アンケート取込: from the answers that a survey tool exports to the counts behind the 実感率.

The file is not kept.
"""

from dxkpi.actions import Right
from dxkpi.web.common.closed_page import open_closed_view
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.known_day import stop_where_figures_are_registered
from dxkpi.web.common.language import _, current_language
from dxkpi.web.realisation import not_followed
from dxkpi.web.survey.answer_file import show_file, show_file_choice
from dxkpi.web.survey.check import show_check
from dxkpi.web.survey.draft_survey import draft_survey
from dxkpi.web.survey.lost_answers import remember_answers_in_address, show_lost_answers
from dxkpi.web.survey.method import ask_method
from dxkpi.web.survey.registration import show_receipt, show_registration
from dxkpi.web.survey.sentence import show_sentence
from dxkpi.web.survey.shared_rate import show_where_it_is_entered

title = _("Take in a survey")
view = open_closed_view(Right.SEE_REPORTED, title, to_report=True)
show_heading(
    view,
    title,
    view.plan.about.title,
    _("Survey of {year}", year=current_language().fiscal_year_title(view.year)),
)
stop_where_figures_are_registered(view)

if view.plan.realisation is None:
    not_followed.show_what_is_missing(view)
elif view.plan.realisation.shares is not None:
    show_where_it_is_entered(view)
else:
    draft = draft_survey(view)
    show_sentence(view, draft)
    show_lost_answers()
    if draft is None:
        show_file_choice(view)
    elif draft.receipt is not None:
        show_receipt(view, draft.receipt)
    else:
        show_file(draft)
        method = ask_method(view, draft)
        if method is not None:
            show_check(view, draft, method)
            show_registration(view, draft)
    remember_answers_in_address()

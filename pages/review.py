"""提出の確認: one 課's return, thing by thing: confirmed, or sent back with a remark."""

import streamlit as st

from dxkpi.actions import Right
from dxkpi.web.common.closed_page import open_closed_view
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.known_day import stop_where_figures_are_registered
from dxkpi.web.common.language import _, current_language
from dxkpi.web.department import opened_department
from dxkpi.web.review.cards import show_cards
from dxkpi.web.review.choices import read_decisions
from dxkpi.web.review.deciding import offer_deciding, show_outcome
from dxkpi.web.review.foot import handed_in_text, registered_returns, show_foot
from dxkpi.web.review.not_reviewed import show_no_round, show_review_off
from dxkpi.web.review.sentence import show_sentence
from dxkpi.web.review.shown_review import first_to_review, may_review, read_shown_review

title = _("Review of returns")
view = open_closed_view(Right.REVIEW, title, to_report=True)
opened = view.round
if view.listed.known_on is not None:
    show_heading(view, title, view.plan.about.title)
    stop_where_figures_are_registered(view)
if opened is None or not opened.is_reviewed:
    show_heading(view, title, view.plan.about.title)
    show_outcome()
    if opened is None:
        show_no_round(view)
    else:
        show_review_off(view, opened)
    st.stop()

department = opened_department.opened_department(view, first_to_review(view, opened))
returns = registered_returns(view, department)
show_heading(
    view,
    title,
    opened_department.title(department),
    _("Actuals of {year}", year=current_language().fiscal_year_title(view.year)),
    handed_in_text(returns),
)
opened_department.show_choice(view, department)
show_outcome()
shown = read_shown_review(view, opened, department)
may_decide = may_review(view)
decisions = read_decisions(view, shown)
show_sentence(shown, decisions, may_decide=may_decide)
show_cards(view, shown, may_decide=may_decide)
if may_decide:
    offer_deciding(view, shown)
show_foot(shown, returns)

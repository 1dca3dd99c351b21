"""The sentence of 私の課: what is still to be handed in, and how long there is time."""

from datetime import date

import streamlit as st

from dxkpi.returns.outstanding import Outstanding
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.web.department.own_parts import department_deadline, outstanding
from dxkpi.web.returns.sentence import time_left_text
from dxkpi.wording.why_unjudged import why_not_due


def show_sentence(view: View, department: str | None) -> None:
    """The page's sentence; a deadline that has passed stands before it as a badge."""
    deadline = department_deadline(view, department)
    st.header(view.worded(_heading, department, deadline), anchor=False)


def _heading(view: View, department: str | None, deadline: date | None) -> str:
    asked = outstanding(view, department)
    if not asked.is_due:
        why = why_not_due(view.plan, view.year, view.last_closed, current_language())
        return plain(sentences((why, _("Nothing is to be handed in yet."))))
    year = current_language().fiscal_year(view.year)
    if asked.is_nothing:
        return plain(_("Nothing is asked for in {year}.", year=year))
    if asked.is_complete:
        done = _("Everything that is asked for {year} is handed in.", year=year)
        return plain(done)
    texts = [_("Still to be handed in: {what}.", what=_what_is_open(asked))]
    badge = ""
    if deadline is not None and (asked.figures or asked.entries):
        texts.append(time_left_text(deadline, view.today))
        if view.today > deadline:
            overdue = _("overdue")
            badge = f":red-badge[! {overdue}] "
    return badge + plain(sentences(texts))


def _what_is_open(asked: Outstanding) -> str:
    counted = (
        ngettext("{n} figure", "{n} figures", len(asked.figures)),
        ngettext("reasons of {n}", "reasons of {n}", len(asked.texts)),
        ngettext(
            "{n} entry of the schedule",
            "{n} entries of the schedule",
            len(asked.entries),
        ),
        ngettext(
            "reports of {n} initiative",
            "reports of {n} initiatives",
            len(asked.reports),
        ),
    )
    parts = (asked.figures, asked.texts, asked.entries, asked.reports)
    texts = [text for text, part in zip(counted, parts, strict=True) if part]
    return current_language().listed(texts)

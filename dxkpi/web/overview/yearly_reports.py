"""What the city itself said of the year: how its initiatives stand, what it marked, and
where a mark differs from what was worked out.
"""

import streamlit as st

from dxkpi.rules import count_marks, count_reports, has_reports, report_subjects_in
from dxkpi.rules.own_marks import differing_marks
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import list_item, plain, strong, titled_list
from dxkpi.web.common.view import View
from dxkpi.wording.yearly_reports import (
    mark_count_text,
    mark_difference_text,
    report_count_text,
)

_MOST_ITEMS = 5


def show_yearly_reports(view: View) -> None:
    """The card, and the link to the plan, where everything is said in full."""
    st.markdown(yearly_reports_text(view))
    show_page_link(page_files.PLAN, _("Open the plan"))


def yearly_reports_text(view: View) -> str:
    """What was said of the year, as Markdown; empty where nothing ever was."""
    return view.worded(_counts_and_marks)


def _counts_and_marks(view: View) -> str:
    language = current_language()
    lines = []
    if has_reports(view.plan):
        counts = count_reports(report_subjects_in(view.plan, view.year), view.year)
        lines.append(plain(report_count_text(counts, language)))
    lines += [
        plain(mark_count_text(count, language))
        for count in count_marks(view.plan, view.year)
    ]
    parts = []
    if lines:
        title = strong(_("Initiatives and the city's own marks"))
        parts.append(title + "\n\n" + "  \n".join(lines))
    if differences := _differences(view):
        title = strong(_("Own marks that differ from the calculation"))
        parts.append(titled_list(title, differences, _MOST_ITEMS))
    return "\n\n".join(parts)


def _differences(view: View) -> list[str]:
    language = current_language()
    items = []
    for judgement in view.judgements():
        for mark in differing_marks(view.plan, judgement):
            text = mark_difference_text(mark, judgement.status, language)
            items.append(list_item(plain(judgement.indicator.name), text))
    return items

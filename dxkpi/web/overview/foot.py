"""The foot of the overview: the same on one sheet; as of when, how complete, and from where."""

import streamlit as st

from dxkpi import fiscal
from dxkpi.rules import plan_summary
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, sentences
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View


def show_foot(view: View) -> None:
    """The link to the sheet, and the page's last sentence."""
    if view.plan.indicators or view.plan.policies:
        show_page_link(page_files.BRIEF, _("On one sheet for the headquarters meeting"))
    st.caption(view.worded(_foot))


def _foot(view: View) -> str:
    told = []
    if view.city.revision.at is not None:
        moment = fiscal.moment_label(view.city.revision.at)
        told.append(_("As of {moment}.", moment=moment))
    recorded, due = plan_summary.count_reported(view.judgements())
    if due:
        told.append(
            _(
                "Of {due} figures due for {year}, {n} are recorded.",
                due=due,
                n=recorded,
                year=fiscal.wareki(view.year),
            )
        )
    told.append(_("Source: {source}", source=view.plan.about.title))
    return plain(sentences(told))

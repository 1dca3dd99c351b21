"""What the 課 wrote of its figures: why they are as they are, and what is done about it."""

import streamlit as st

from dxkpi.rules import Judgement
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong, titled, verdict_badge
from dxkpi.web.common.view import View
from dxkpi.web.department.own_parts import own_judgements


def show_reasons(view: View, department: str | None) -> None:
    """The card; nothing where nothing was written."""
    texts = view.worded(_reasons, department)
    if not texts:
        return
    with st.container(border=True, key="reasons"):  # print.css knows it by this key
        year = current_language().fiscal_year(view.year)
        st.markdown(titled(_("Reasons and responses given"), year))
        st.markdown("\n\n".join(texts))


def _reasons(view: View, department: str | None) -> list[str]:
    judgements = own_judgements(view, department)
    return [
        _reason(judgement)
        for judgement in judgements
        if judgement.note or judgement.countermeasure
    ]


def _reason(judgement: Judgement) -> str:
    lines = [f"{strong(judgement.indicator.name)} {verdict_badge(judgement)}"]
    labelled = (
        (_("Reason given"), judgement.note),
        (_("Response given"), judgement.countermeasure),
    )
    lines += [f"{faint(label)} {plain(text)}" for label, text in labelled if text]
    return "  \n".join(lines)

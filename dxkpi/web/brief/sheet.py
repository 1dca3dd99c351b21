"""The sheet for the 本部会議 on screen: the same words, figures and charts as its PDF, arranged for a browser."""

from functools import partial

import pandas as pd
import streamlit as st

from dxkpi.reports import Brief, BriefLead, Listing, brief, headings, pdf
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _
from dxkpi.web.common.markdown import SEPARATOR, badge, faint, item, plain, strong
from dxkpi.web.common.view import View


def _made(view: View) -> Brief:
    return view.worded(_brief)


def _brief(view: View) -> Brief:
    return brief(
        view.plan,
        view.year,
        view.today,
        view.profile,
        view.progress(),
        view.city.revision.at,
    )


def answer(view: View) -> None:
    """Whose sheet it is, its sentence, and the button for the PDF, which is made when pressed."""
    found = _made(view)
    show_heading(view, found.kind, found.title, found.plan)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(plain(found.sentence), anchor=False, width="stretch")
        st.download_button(
            _("Get the PDF"),
            partial(pdf, found),
            file_name=f"{view.city.code}-brief-{view.year}.pdf",
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            key="brief-pdf",
        )


def show(view: View) -> None:
    """Everything else that stands on the sheet, in its order."""
    found = _made(view)
    with st.container(key="sheet"):
        lists = list(found.lists)
        if found.lead is not None:
            grid = st.grid(3, min_column_width=210, border=True)
            with grid.cell(column_span=2):
                _lead(found.lead)
            with grid.cell():
                _statuses(found)
                if lists:
                    _listing(lists.pop(0))
        elif found.counts:
            with st.container(border=True):
                _statuses(found)
        if found.worries:
            _worries(found)
        if lists:
            grid = st.grid(
                2 if len(lists) % 2 == 0 else min(3, len(lists)),
                min_column_width=250,
                border=True,
            )
            for listing in lists:
                with grid.cell():
                    _listing(listing)
        st.caption(f"{plain(found.foot)}  \n{plain(found.source)}")


def _lead(lead: BriefLead) -> None:
    st.metric(
        plain(SEPARATOR.join(filter(None, (lead.name, lead.when)))),
        plain(lead.figure),
        plain(lead.goal) or None,
        delta_color="off",
        delta_arrow="off",
    )
    st.markdown(f"{badge(lead.status)} {plain(lead.words)} {faint(lead.response)}")
    show_chart(lead.chart)
    st.caption(plain(lead.note))


def _statuses(found: Brief) -> None:
    st.markdown(strong(found.strip_title))
    if found.strip is not None:
        show_chart(found.strip)
    st.markdown(
        " ".join(
            [
                plain(found.total),
                *(badge(count.status, count.n) for count in found.counts),
            ]
        )
    )


def _worries(found: Brief) -> None:
    status, indicator, *figures = headings()
    rows = [
        (
            f"{badge(worry.status)} {plain(worry.name)} {faint(worry.whose)}",
            plain(worry.goal),
            plain(worry.expected),
            strong(worry.actual),
        )
        for worry in found.worries
    ]
    table = pd.DataFrame(rows, columns=[f"{status} {indicator}", *figures])
    with st.container(border=True):
        st.markdown(strong(found.worries_title))
        st.table(table, border="horizontal", hide_index=True, alt=found.worries_title)
        if found.worries_more:
            st.caption(plain(found.worries_more))


def _listing(listing: Listing) -> None:
    more = [item(faint(listing.more))] if listing.more else []
    items = "\n".join(
        [*(item(plain(what), whose) for what, whose in listing.items), *more]
    )
    st.markdown(f"{strong(listing.title)}\n\n{items}")

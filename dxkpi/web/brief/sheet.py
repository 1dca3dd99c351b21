"""The sheet for the 本部会議 on screen.

The same words, figures and charts as its PDF, arranged for a browser.
"""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from dxkpi.reports import (
    Brief,
    BriefConcern,
    BriefLead,
    BriefList,
    brief_pdf,
    make_brief,
    make_indicator_pages,
)
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.finality import finality_badge, finality_word_badge
from dxkpi.web.common.heading import show_heading
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import (
    SEPARATOR,
    badge_with_range,
    faint,
    list_item,
    plain,
    status_badge,
    strong,
)
from dxkpi.web.common.view import View
from dxkpi.wording.language import Language

_LEAD_WIDTH, _LISTING_WIDTH = 210, 250
_MOST_ABREAST = 3


def brief_of_view(view: View) -> Brief:
    """Everything that stands on the sheet."""
    return view.worded_with_others(_brief)


def _brief(view: View) -> Brief:
    return make_brief(
        view.plan,
        view.year,
        view.today,
        view.profile,
        view.progress(),
        view.listed.revision.at,
        current_language(),
        view.plan_beside,
        view.finality,
    )


def show_heading_and_sentence(view: View, sheet: Brief) -> None:
    """Whose sheet it is, its sentence, and the button for the PDF, which is made when pressed."""
    finality = finality_badge(view)
    show_heading(view, sheet.kind, sheet.title, sheet.plan, finality=finality)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.header(plain(sheet.sentence), anchor=False, width="stretch")
        st.download_button(
            _("Get the PDF"),
            partial(brief_pdf, sheet),
            file_name=f"{view.file_stem}-brief-{view.year}.pdf",
            mime="application/pdf",
            icon=":material/picture_as_pdf:",
            on_click="ignore",
            key="brief-pdf",
        )
        if sheet.concerns:
            st.download_button(
                _("With a page for each"),
                partial(_pdf_with_pages, view, sheet, current_language()),
                file_name=f"{view.file_stem}-brief-{view.year}-details.pdf",
                mime="application/pdf",
                icon=":material/picture_as_pdf:",
                on_click="ignore",
                key="brief-details",
                help=_(
                    "The sheet, and a page for each indicator that needs attention: "
                    "chart, cause and countermeasure, its years."
                ),
            )


def _pdf_with_pages(view: View, sheet: Brief, language: Language) -> bytes:
    pages = make_indicator_pages(
        view.plan, view.year, view.today, view.profile, language
    )
    return brief_pdf(sheet, pages)


def show_sheet(sheet: Brief) -> None:
    """Everything else that stands on the sheet, in its order."""
    with st.container(key="sheet"):  # print.css knows the sheet by this key
        if sheet.changes:
            st.markdown(plain(sheet.changes))
        if sheet.earlier is not None:
            _show_earlier_decisions(sheet.earlier)
        lists = _show_year(sheet)
        if sheet.concerns:
            _show_concerns(sheet)
        if sheet.decided is not None:
            lists.append(sheet.decided)
        if lists:
            _show_listings(lists)
        st.caption(f"{plain(sheet.foot)}  \n{plain(sheet.source)}")


def _show_year(sheet: Brief) -> list[BriefList]:
    """The lead beside the statuses; the lists that found no place there."""
    lists = list(sheet.lists)
    if sheet.lead is not None:
        first_list = lists.pop(0) if lists else None
        _show_lead_and_statuses(sheet, sheet.lead, first_list)
    elif sheet.counts:
        with st.container(border=True):
            _show_statuses(sheet)
    return lists


def _show_lead_and_statuses(
    sheet: Brief, lead: BriefLead, listing: BriefList | None
) -> None:
    grid = st.grid(3, min_column_width=_LEAD_WIDTH, border=True, key="sheet_lead")
    with grid.cell(column_span=2):
        _show_lead(lead)
    with grid.cell():
        _show_statuses(sheet)
        if listing is not None:
            _show_listing(listing)


def _show_lead(lead: BriefLead) -> None:
    label = SEPARATOR.join(text for text in (lead.name, lead.when) if text)
    st.metric(
        plain(label),
        plain(lead.figure),
        plain(lead.goal) or None,
        delta_color="off",
        delta_arrow="off",
    )
    verdict = badge_with_range(lead.status, lead.range, is_undecided=lead.is_undecided)
    verdict += finality_word_badge(lead.finality)
    st.markdown(f"{verdict} {plain(lead.words)} {faint(lead.response)}")
    show_chart(lead.chart)
    st.caption(plain(lead.note))


def _show_statuses(sheet: Brief) -> None:
    st.markdown(strong(sheet.strip_title))
    if sheet.strip is not None:
        show_chart(sheet.strip)
    badges = [status_badge(count.status, count.n) for count in sheet.counts]
    st.markdown(" ".join([plain(sheet.total), *badges]))
    if sheet.revised:
        st.caption(plain(sheet.revised))


def _show_concerns(sheet: Brief) -> None:
    status, indicator, goal, expected, actual = sheet.headings
    rows = [
        (
            _concern_text(concern),
            f"{strong(concern.actual)} {plain(f'{concern.goal} / {concern.expected}')}",
        )
        for concern in sheet.concerns
    ]
    # two columns: three are wider than a telephone
    columns = (f"{status} {indicator}", f"{actual} {goal} / {expected}")
    table = pd.DataFrame(rows, columns=columns)
    with st.container(border=True):
        st.markdown(strong(sheet.concerns_title))
        st.table(table, border="horizontal", hide_index=True, alt=sheet.concerns_title)
        if sheet.concerns_more:
            st.caption(plain(sheet.concerns_more))


def _concern_text(concern: BriefConcern) -> str:
    """The status with that of the year before, the indicator and whose it is, then why
    and what is done about it.
    """
    badges = status_badge(concern.status) + finality_word_badge(concern.finality)
    status = f"{badges} {faint(concern.last_year)}".rstrip()
    text = f"{status} {plain(concern.name)} {faint(concern.whose)}".rstrip()
    words = [f":small[{strong(name)} {plain(words)}]" for name, words in concern.words]
    return SEPARATOR.join([text, *words])


def _show_earlier_decisions(listing: BriefList) -> None:
    """What was decided last time, in two columns."""
    half = -(-len(listing.items) // 2)
    with st.container(border=True, gap="xsmall"):
        st.markdown(strong(listing.title))
        grid = st.grid(2, min_column_width=_LISTING_WIDTH)
        columns = (listing.items[:half], listing.items[half:])
        for items in filter(None, columns):
            with grid.cell():
                lines = [
                    list_item(f"{plain(what)} :small[{faint(facts)}]")
                    for what, facts in items
                ]
                st.markdown("\n".join(lines))
        if listing.more:
            st.caption(plain(listing.more))


def _show_listings(listings: Sequence[BriefList]) -> None:
    """Two abreast where that leaves no hole, else three."""
    is_even = len(listings) % 2 == 0
    columns = 2 if is_even else min(_MOST_ABREAST, len(listings))
    key = f"sheet_lists_{columns}"  # on paper as many stand abreast from any window
    grid = st.grid(columns, min_column_width=_LISTING_WIDTH, border=True, key=key)
    for listing in listings:
        with grid.cell():
            _show_listing(listing)


def _show_listing(listing: BriefList) -> None:
    items = [list_item(plain(what), whose) for what, whose in listing.items]
    if listing.more:
        items.append(list_item(faint(listing.more)))
    st.markdown(strong(listing.title) + "\n\n" + "\n".join(items))

"""The pages of the dashboard, and the sidebar that leads to them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dxkpi.actions import Right
from dxkpi.settings import SignIn, settings
from dxkpi.store import StoreError
from dxkpi.web.common import access, cached, page_files
from dxkpi.web.common.language import _
from dxkpi.web.common.links import page_query
from dxkpi.web.common.selectors import show_language_selector
from dxkpi.web.sign_in.sidebar import show_sign_in

Sections = Mapping[str, Sequence[StreamlitPage]]

_RIGHTS = {
    page_files.UPLOAD.stem: Right.REPORT,
    page_files.SURVEY.stem: Right.TAKE_SURVEY,
    page_files.RETURNS.stem: Right.SEE_REPORTED,
    page_files.CHANGES.stem: Right.SEE_HISTORY,
    page_files.ROUND.stem: Right.SEE_REPORTED,
    page_files.REVIEW.stem: Right.REVIEW,
    page_files.START.stem: Right.EDIT_PLAN,
    page_files.EDIT.stem: Right.EDIT_PLAN,
    page_files.ACCOUNTS.stem: Right.MANAGE_ACCOUNTS,
}
"""What a page is listed for, by its address; the others are listed for everybody."""


_BESIDE_BEGINNING = (page_files.ACCOUNTS.stem, page_files.HELP.stem)
"""What can be done before the first plan, besides beginning it."""


def page_sections() -> Sections:
    """The pages that the sidebar lists, by the title of their section.

    The overview is the first.
    """
    return {
        _("Look"): [
            _page(page_files.OVERVIEW, _("Overview"), "dashboard"),
            _page(page_files.BRIEF, _("Headquarters brief"), "description"),
            _page(page_files.GALLERY, _("Indicators (KPI)"), "monitoring"),
            _page(page_files.REALISATION, _("DX felt by staff"), "groups"),
            _page(page_files.SCHEDULE, _("Schedule"), "view_timeline"),
            _page(page_files.PLAN, _("The plan"), "account_tree"),
            _page(page_files.DEPARTMENT, _("My department"), "badge"),
            _page(page_files.COMPARE, _("Compare cities"), "compare_arrows"),
        ],
        _("Register"): [
            _page(page_files.UPLOAD, _("Register actuals"), "upload_file"),
            _page(page_files.SURVEY, _("Take in a survey"), "how_to_vote"),
            _page(page_files.RETURNS, _("Returns"), "fact_check"),
            _page(page_files.CHANGES, _("Changes"), "history"),
        ],
        _("Secretariat"): [
            _page(page_files.ROUND, _("Yearly round"), "event_available"),
            _page(page_files.REVIEW, _("Review of returns"), "rate_review"),
            _page(page_files.START, _("Begin a plan"), "add_circle"),
            _page(page_files.EDIT, _("Edit the plan"), "edit_document"),
            _page(page_files.ACCOUNTS, _("People and roles"), "manage_accounts"),
        ],
        _("Know"): [_page(page_files.HELP, _("How to use"), "help")],
    }


def _page(file: Path, title: str, icon: str) -> StreamlitPage:
    """A page whose address is its file's name; `icon` is the name of a Material symbol."""
    return st.Page(file, title=title, icon=f":material/{icon}:", url_path=file.stem)


def indicator_page() -> StreamlitPage:
    """The page of one indicator, which the sidebar does not list."""
    file = page_files.INDICATOR
    return st.Page(file, title=_("Indicator"), url_path=file.stem)


def reading_page() -> StreamlitPage:
    """The page that reads a plan's paper for a draft, which the sidebar does not list."""
    file = page_files.READING
    return st.Page(file, title=_("Read the plan's paper"), url_path=file.stem)


def home_page(overview: StreamlitPage, indicator: StreamlitPage) -> StreamlitPage:
    """The bare address: it turns to the overview, or to the indicator that it names."""

    def home() -> None:
        named = "kpi" in st.query_params
        st.switch_page(
            indicator if named else overview, query_params=st.query_params.to_dict()
        )

    return st.Page(home, default=True)


def show_sidebar(logo: Path, sections: Sections, opened: StreamlitPage) -> None:
    """The logo, the links to the pages that the reader has a use for, the choice of the
    language, and who is signed in.
    """
    with st.sidebar:
        st.logo(str(logo), size="large")
        for section, pages in _listed_sections(sections).items():
            _show_links(section, pages)
        st.space("small")
        show_language_selector()
        show_sign_in(opened.url_path)


def _listed_sections(sections: Sections) -> Sections:
    """The sections of the sidebar; before the first plan, to whoever may begin it, what
    can be done by then.
    """
    if not access.may_anywhere(Right.EDIT_PLAN) or not _is_empty():
        return sections
    begun = [page for pages in sections.values() for page in pages if _begins(page)]
    has_accounts = settings().sign_in is not SignIn.NONE
    beside = _BESIDE_BEGINNING if has_accounts else (page_files.HELP.stem,)
    return {_("Begin"): begun} | {
        section: [page for page in pages if page.url_path in beside]
        for section, pages in sections.items()
    }


def _begins(page: StreamlitPage) -> bool:
    return page.url_path == page_files.START.stem


def _is_empty() -> bool:
    """Whether there is no plan; a store that cannot be read the page itself tells of."""
    try:
        return cached.is_empty()
    except StoreError:
        return False


def _show_links(section: str, pages: Sequence[StreamlitPage]) -> None:
    listed = [page for page in pages if _is_listed(page)]
    if not listed:
        return
    st.caption(section)
    for page in listed:
        query = page_query(Path(page.url_path))
        st.page_link(page, query_params=query, width="stretch")


def _is_listed(page: StreamlitPage) -> bool:
    right = _RIGHTS.get(page.url_path)
    return right is None or access.may_anywhere(right)

"""What a chosen file is for, where it does not say so itself or is for something else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dxkpi import actions
from dxkpi.actions import ExaminedReturn
from dxkpi.findings import Finding, Severity
from dxkpi.plan import PlanKey
from dxkpi.store import ListedPlan
from dxkpi.web.common import cached
from dxkpi.web.common.finding_lines import finding_words
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.reader_choice import choose_city, choose_plan
from dxkpi.web.common.view import View
from dxkpi.web.upload.draft_return import FileReturn
from dxkpi.web.upload.form_options import form_options
from dxkpi.web.upload.widget_keys import KEYS
from dxkpi.wording.municipality import city_name

_ASKING = ("which_year", "which_department", "unknown_department")
"""The codes of findings that ask what a file is for."""


def ask_purpose(view: View, draft: FileReturn, asks: Sequence[str]) -> None:
    """The year and the department that a file does not say; what was chosen can be changed.

    `asks` are fields of `StatedPurpose`.
    """
    stated = draft.stated
    if draft.waiting is not None:
        stated = actions.StatedPurpose()
    with st.container(horizontal=True, gap="small"):
        if "fiscal_year" in asks or stated.fiscal_year is not None:
            title_of_year = current_language().year_in_both_calendars
            years = {year: title_of_year(year) for year in view.years}
            _ask(draft, "fiscal_year", _("Fiscal year"), years)
        if "department" in asks or stated.department is not None:
            _ask(draft, "department", _("Department"), form_options(view))


def _ask(draft: FileReturn, field: str, label: str, options: Mapping[Any, str]) -> None:
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        width=240,
        key=KEYS.key(field, draft.key),
        placeholder=_("Choose"),
        on_change=_take_purpose,
        args=(draft, field),
        persist_state="session",
    )


def _take_purpose(draft: FileReturn, field: str) -> None:
    """Take the year or the department that was chosen."""
    chosen = st.session_state.get(KEYS.key(field, draft.key))
    if field == "fiscal_year":
        draft.stated = replace(draft.stated, fiscal_year=chosen)
    else:
        draft.stated = replace(draft.stated, department=chosen)


def recall_purpose(draft: FileReturn) -> None:
    """Let the fields show what was said of a draft that is taken up again."""
    if draft.waiting is not None:
        return
    for field in ("fiscal_year", "department"):
        stated = getattr(draft.stated, field)
        if stated is not None:
            st.session_state[KEYS.key(field, draft.key)] = stated


def show_unmatched_file(
    view: View, draft: FileReturn, examined: ExaminedReturn
) -> None:
    """A file that cannot be read, is of another municipality, or does not say what it is for."""
    for finding in examined.findings:
        if not finding.is_of_file:  # it is asked above
            _show_finding(finding)
    _offer_its_plan(view, draft)


def _show_finding(finding: Finding) -> None:
    words = finding_words(finding)
    sheet_and_cell = f"{finding.sheet or ''} {finding.cell or ''}".strip()
    if sheet_and_cell:
        words = strong(sheet_and_cell) + " " + words
    if finding.code in _ASKING:
        st.info(words, icon=":material/help:")
    elif finding.severity is Severity.ERROR:
        st.error(words, icon=":material/error:")
    else:
        st.info(words, icon=":material/info:")


def _offer_its_plan(view: View, draft: FileReturn) -> None:
    """The way to the municipality and plan that the file is of, if that is another of ours."""
    filled = draft.workbook.filled
    if filled is None or filled.origin is None:
        return
    origin = filled.origin
    listed = cached.listed_plans().get(PlanKey(origin.city, origin.plan or ""))
    name = _name_of_other(view, origin.city, listed)
    if not name:
        return
    if listed is None:  # a form of a former version, which names no plan
        _show_way_over(name, draft, choose_city, origin.city)
    else:
        _show_way_over(name, draft, choose_plan, *listed.key)


def _name_of_other(view: View, city: str, listed: ListedPlan | None) -> str:
    """The municipality of a file, or its plan, where the reader looks at another; empty
    where it is the same, or none of ours.
    """
    cities = cached.cities()
    if city in cities and city != view.city.code:
        return city_name(cities[city], current_language())
    if listed is None or listed == view.listed:
        return ""
    return listed.title


def _show_way_over(
    name: str, draft: FileReturn, choose: Callable[..., None], *which: str
) -> None:
    st.button(
        _("Go over to {name}", name=plain(name)),
        icon=":material/swap_horiz:",
        key=KEYS.key("go_over", draft.key),
        on_click=choose,
        args=which,
    )

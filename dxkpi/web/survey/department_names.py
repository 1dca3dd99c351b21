"""③ Names of 課 that are written otherwise: which 課 each means."""

from collections.abc import Iterable

import streamlit as st

from dxkpi.findings import Finding
from dxkpi.plan.staff_survey import NOT_STATED
from dxkpi.returns import departments_asked
from dxkpi.web.common.finding_counts import holds_badge
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.survey.draft_survey import DraftSurvey
from dxkpi.web.survey.surveyed_indicator import last_survey
from dxkpi.wording.findings import choice_text, finding_text


def remember_unclear_names(
    draft: DraftSurvey, department: str | None, holds: Iterable[Finding]
) -> None:
    """Remember the holds about names in a column of 課: what was said of one can be changed."""
    for hold in holds:
        draft.name_findings.setdefault((department, hold.place or ""), hold)


def ask_names(
    view: View, draft: DraftSurvey, department: str | None, left: int
) -> None:
    """Which 課 each unclear name means; `left` is how many were not settled yet."""
    findings = {
        name: finding
        for (column, name), finding in draft.name_findings.items()
        if column == department
    }
    if not findings:
        return
    st.markdown(holds_badge(left) + " " + strong(_("Which sections are meant?")))
    sections = _known_sections(view)
    for name, finding in findings.items():
        _ask_name(draft, name, finding, sections)


def _known_sections(view: View) -> tuple[str, ...]:
    """The 課 of the last survey and of the plan."""
    names: dict[str, None] = {}
    last = last_survey(view)
    for group in last.departments if last else ():
        names |= dict.fromkeys(group.names)
    names |= dict.fromkeys(departments_asked(view.plan))
    names.pop(NOT_STATED, None)
    return tuple(names)


def _ask_name(
    draft: DraftSurvey, name: str, finding: Finding, sections: Iterable[str]
) -> None:
    language = current_language()
    sentence = finding_text(finding, language)
    options = {choice.key: choice_text(choice, language) for choice in finding.choices}
    for section in sections:
        options.setdefault(section, section)
    with st.grid(2, min_column_width=300) as grid, grid.cell():
        st.markdown(plain(sentence))
    with grid.cell():
        st.selectbox(
            sentence,
            list(options),
            index=None,
            format_func=options.__getitem__,
            placeholder=_("Choose"),
            label_visibility="collapsed",
            key=_name_key(draft, name),
            on_change=_take_name,
            args=(draft, name),
            persist_state="session",
        )


def _take_name(draft: DraftSurvey, name: str) -> None:
    section = st.session_state.get(_name_key(draft, name))
    if section is None:
        draft.renamed.pop(name, None)
    else:
        draft.renamed[name] = str(section)


def _name_key(draft: DraftSurvey, name: str) -> str:
    return draft.widget_key("name", name)

"""② The staff that were asked: in all, and in each section as far as known."""

import streamlit as st

from dxkpi.plan import Survey
from dxkpi.plan.fields import MOST_COUNTED
from dxkpi.returns import departments_asked
from dxkpi.survey import column_choice
from dxkpi.web.common.language import _, ngettext
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.survey.draft_survey import DraftSurvey
from dxkpi.web.survey.staff_table import NAME, STAFF, StaffTable, blank_table

_LONGEST_NAME = 80


def ask_invited(draft: DraftSurvey, last: Survey | None) -> int | None:
    """How many were asked in all; None where it is not known."""
    invited = st.number_input(
        _("Staff asked in all"),
        min_value=1,
        max_value=MOST_COUNTED,
        value=None,
        step=1,
        key=_invited_key(draft),
        persist_state="session",
        placeholder=_("number not known"),
    )
    if last is not None and last.invited is not None:
        st.caption(plain(_("Last survey: {n}", n=f"{last.invited:,}")))
    return invited


def ask_staff(
    view: View,
    draft: DraftSurvey,
    department: str,
    invited: int | None,
    last: Survey | None,
) -> tuple[tuple[str, int], ...]:
    """How many were asked in each section, as far as known.

    `department` is the column of 課; `invited` is how many were asked in all.
    """
    title = strong(_("Staff asked in each section"))
    st.markdown(title + " " + faint(_("as far as known; blank where not")))
    table = _staff_table(view, draft, department, last)
    staff_before = _staff_by_section(last)
    if staff_before:
        st.button(
            _("Take over the numbers of the last survey"),
            icon=":material/history:",
            type="tertiary",
            key=draft.widget_key("take"),
            on_click=table.fill_blanks,
            args=(staff_before,),
        )
    _edit_table(table)
    numbers = table.numbers()
    total = sum(staff for _name, staff in numbers)
    if numbers and total != invited:
        _offer_total(draft, len(numbers), total)
    return numbers


def _staff_table(
    view: View, draft: DraftSurvey, department: str, last: Survey | None
) -> StaffTable:
    """The table of a column of 課; with what was typed before when somebody comes back."""
    if department not in draft.staff_tables:
        sections = draft.kept(
            column_choice.surveyed_departments,
            department,
            departments_asked(view.plan),
            last,
        )
        key = draft.widget_key("staff", department)
        draft.staff_tables[department] = blank_table(key, sections)
    table = draft.staff_tables[department]
    if table.is_forgotten:
        table.send(table.current)
    return table


def _edit_table(table: StaffTable) -> None:
    table.typed = st.data_editor(
        table.sent,
        hide_index=True,
        num_rows="dynamic",
        key=table.editor_key,
        height=260,
        placeholder="",
        column_config={
            NAME: st.column_config.TextColumn(
                _("Section"), max_chars=_LONGEST_NAME, required=True
            ),
            STAFF: st.column_config.NumberColumn(
                _("Staff asked"), min_value=0, max_value=MOST_COUNTED, step=1
            ),
        },
        alt=_("Staff asked in each section"),
    )


def _offer_total(draft: DraftSurvey, sections: int, total: int) -> None:
    """The total of the sections, and the button that takes it as the staff in all."""
    total_text = f"{total:,}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        sentence = ngettext(
            "{n} section: {all} staff.",
            "{n} sections: {all} staff.",
            sections,
            all=total_text,
        )
        st.caption(plain(sentence), width="content")
        st.button(
            _("Take {n} as the staff asked in all", n=total_text),
            type="tertiary",
            key=draft.widget_key("sum"),
            on_click=_take_total,
            args=(draft, total),
        )


def _take_total(draft: DraftSurvey, total: int) -> None:
    st.session_state[_invited_key(draft)] = total


def _invited_key(draft: DraftSurvey) -> str:
    return draft.widget_key("invited")


def _staff_by_section(last: Survey | None) -> dict[str, int]:
    """The staff of each section in the last survey; those that were counted together
    have no number of their own.
    """
    staff: dict[str, int] = {}
    for group in last.departments if last else ():
        is_one_section = len(group.names) == 1
        if is_one_section and group.invited is not None:
            staff[group.names[0]] = group.invited
    return staff

"""The parts of a plan that the page edits, of which the address names the opened one."""

from enum import StrEnum

import streamlit as st

from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import _
from dxkpi.web.common.page_choices import option_in_address, write_choice
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.widget_keys import KEYS


class EditPart(StrEnum):
    """What is edited."""

    ABOUT = "about"
    STRUCTURE = "structure"
    INDICATORS = "indicators"
    SCHEDULE = "schedule"
    DEPARTMENTS = "departments"
    GRADING = "grading"
    BOOK = "book"
    REGISTER = "register"


_PLACES: dict[EditPart, tuple[Location, ...]] = {
    EditPart.GRADING: (("plan", "grading"),),
    EditPart.DEPARTMENTS: (("municipality", "departments"),),
    EditPart.ABOUT: (("plan",), ("municipality",)),
    EditPart.STRUCTURE: (("policies",),),
    EditPart.INDICATORS: (("indicators",),),
}
"""Where what is wrong is counted with a part; the first one that fits."""

PART_CHOICE = KEYS.key("part")
"""Under which the address says which part is opened."""


def choose_part(opened: OpenedDraft) -> EditPart:
    """The part that is opened; the indicators at first."""
    labels = _labels(opened)
    if option_in_address(PART_CHOICE, list(EditPart)) is None:
        st.session_state[PART_CHOICE] = EditPart.INDICATORS
    chosen = st.segmented_control(
        _("Part of the plan"),
        list(EditPart),
        format_func=labels.__getitem__,
        key=PART_CHOICE,
        label_visibility="collapsed",
        on_change=write_choice,
        args=(PART_CHOICE,),
        required=True,
    )
    return chosen or EditPart.INDICATORS


def part_names() -> dict[EditPart, str]:
    """What each part is called."""
    return {
        EditPart.ABOUT: _("The plan as a whole"),
        EditPart.STRUCTURE: _("Policies and measures"),
        EditPart.INDICATORS: _("Indicators"),
        EditPart.SCHEDULE: _("Schedule"),
        EditPart.DEPARTMENTS: _("Register of departments"),
        EditPart.GRADING: _("Grading"),
        EditPart.BOOK: _("Plan book (Excel)"),
        EditPart.REGISTER: _("Check and register"),
    }


def _labels(opened: OpenedDraft) -> dict[EditPart, str]:
    names = part_names()
    return {part: _with_count(name, part, opened) for part, name in names.items()}


def _with_count(name: str, part: EditPart, opened: OpenedDraft) -> str:
    problems = [
        problem
        for problem in opened.compared.problems
        if part_of(problem.location) is part
    ]
    return f"{name} :red-badge[{len(problems)}]" if problems else name


def part_of(location: Location) -> EditPart | None:
    """The part with which a problem at a place is counted."""
    if location[:1] == ("policies",) and location[4:5] == ("schedule",):
        return EditPart.SCHEDULE
    for part, places in _PLACES.items():
        if any(location[: len(place)] == place for place in places):
            return part
    return None

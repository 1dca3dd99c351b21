"""The deadlines of a plan as a file for Outlook and other calendars."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from dxkpi.deadlines import Deadline, Edition, deadline_calendar, plan_deadlines
from dxkpi.returns import report_deadline, schedule_deadline
from dxkpi.settings import settings
from dxkpi.text.file_names import file_name
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.wording.language import Language


def offer_calendar(view: View, department: str | None) -> None:
    """The deadlines of a department (None: of all); nothing where the plan states none."""
    if not view.timeless.kept(_has_deadlines, department):
        return
    label = _("All deadlines (iCalendar)")
    name = f"{view.file_stem}-deadlines"
    if department:
        label = _("Deadlines of {department} (iCalendar)", department=department)
        name += f"-{department}"
    st.download_button(
        plain(label),
        partial(calendar_file, view, department, current_language()),
        file_name=f"{file_name(name)}.ics",
        mime="text/calendar",
        icon=":material/event:",
        type="tertiary",
        on_click="ignore",
        key="calendar",
        help=_(
            "For Outlook and other calendars. It holds target dates, "
            "ends of the schedule and the days to hand in figures and schedule."
        ),
    )


def _has_deadlines(view: View, department: str | None) -> bool:
    return bool(_deadlines(view, department, current_language()))


def _deadlines(
    view: View, department: str | None, language: Language
) -> tuple[Deadline, ...]:
    return plan_deadlines(
        view.plan,
        department,
        partial(_report_deadline, view, department),
        language,
        schedule_deadline=partial(_schedule_deadline, view, department),
        contact=settings().contact,
        register=settings().register_on(view.plan.municipality, view.today),
    )


def _report_deadline(view: View, department: str | None, year: int) -> date | None:
    of_year = replace(view, year=year)
    return report_deadline(view.plan, department, of_year.register, of_year.deadlines)


def _schedule_deadline(view: View, department: str | None, year: int) -> date | None:
    of_year = replace(view, year=year)
    return schedule_deadline(view.plan, department, of_year.register, of_year.deadlines)


def calendar_file(view: View, department: str | None, language: Language) -> bytes:
    """The file itself, stamped with the moment of the plan's last change."""
    number, stamp = view.listed.revision
    if stamp is None:
        raise ValueError("a plan that is in the store has a moment of its last change")
    return deadline_calendar(
        view.plan,
        department,
        _deadlines(view, department, language),
        Edition(number, stamp, view.today),
        language,
    )

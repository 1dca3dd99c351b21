"""What the schedule asks for: what is late, what ends in the year and which deadlines have passed, and a calendar file."""

from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from dxkpi import deadlines, fiscal
from dxkpi.plan import BarState
from dxkpi.rules.agenda import plan_agenda
from dxkpi.settings import settings
from dxkpi.text.file_names import file_name
from dxkpi.text.width import cut_to_width
from dxkpi.web.common.language import _, current_language, speak
from dxkpi.web.common.markdown import faint, item, listed, plain, strong
from dxkpi.web.common.view import View
from dxkpi.wording import figures, glossary
from dxkpi.wording.agenda import AgendaItem, worded_agenda
from dxkpi.wording.language import Language

_LISTED = 5
_COMMENT = 60
_APART = " / "
_COLOURS = {BarState.DONE: "blue", BarState.LATE: "orange"}


# --- lists ---------------------------------------------------------------------------------------------------------------


def lists(view: View) -> str:
    """What is late, what ends this year, and the deadlines before it that have passed by today; as Markdown."""
    facts = plan_agenda(view.plan, view.year, view.last_closed, view.progress())
    this = worded_agenda(facts, current_language())
    this_year = strong(_("Ending in {year}", year=fiscal.wareki(view.year)))
    if this.late_end_too:
        this_year += " " + faint(_("besides the late ones"))
    found = (
        (strong(_("Late schedule entries")), [_late(entry) for entry in this.late]),
        (this_year, [_end(entry) for entry in this.ending]),
        _passed(this.passed),
    )
    return "\n\n".join(listed(title, items, _LISTED) for title, items in found if items)


def _late(entry: AgendaItem) -> str:
    """What is late: since when, whose, and what its department says of it."""
    said = entry.first.progress
    comment = (
        _("“{comment}”", comment=cut_to_width(said.comment, _COMMENT))
        if said and said.comment
        else ""
    )
    facts = (_(", ").join(entry.departments), entry.until, entry.state, comment)
    badge = _badge(
        BarState.LATE,
        glossary.term_label(BarState.LATE, current_language()),
    )
    return item(
        " ".join([plain(entry.name), badge, *_unsure(entry)]),
        _APART.join(filter(None, facts)),
    )


def _passed(found: Sequence[AgendaItem]) -> tuple[str, list[str]]:
    """The deadlines that have passed, with their title."""
    title = strong(_("Deadlines that have passed"))
    told = any(entry.first.state for entry in found)
    if not told:
        title += " " + faint(_("whether they were met is not recorded yet"))
    return title, [_end(entry, told=told) for entry in found]


def _end(entry: AgendaItem, *, told: bool = True) -> str:
    """What ends, whose, how it stands (unless nobody `told`) and what it waits for."""
    word = entry.state if told else ""
    first = [
        plain(entry.until),
        plain(entry.name),
        _badge(entry.first.state, word) if word else "",
        *_unsure(entry),
    ]
    waits_for = (
        _(
            "{entry}: {state}",
            entry=bar.item.label,
            state=figures.progress_text(bar.progress, current_language()),
        )
        for end in entry.members
        for bar in end.unfinished
        if bar.progress
    )
    beneath = (_(", ").join(entry.departments), _(", ").join(dict.fromkeys(waits_for)))
    return item(" ".join(filter(None, first)), _APART.join(filter(None, beneath)))


def _unsure(entry: AgendaItem) -> Iterator[str]:
    return (_badge(None, word) for word in entry.uncertainties(current_language()))


def _badge(state: BarState | None, word: str) -> str:
    """A state as a badge; where it has a colour, its glyph says it, too."""
    if state in _COLOURS:
        return f":{_COLOURS[state]}-badge[{glossary.term_glyph(state)} {word}]"
    return f":gray-badge[{word}]"


# --- a file for calendars ------------------------------------------------------------------------------------------------


def calendar_button(view: View, department: str | None) -> None:
    """The deadlines of a department (None: of all) as a file for calendar programs; none where the plan states none."""
    if not view.timeless.kept(_has_deadlines, department):
        return
    label = (
        _("Deadlines of {department} (iCalendar)", department=department)
        if department
        else _("All deadlines (iCalendar)")
    )
    stem = file_name(
        f"{view.city.code}-deadlines" + (f"-{department}" if department else "")
    )
    st.download_button(
        plain(label),
        partial(calendar_file, view, department, current_language()),
        file_name=f"{stem}.ics",
        mime="text/calendar",
        icon=":material/event:",
        type="tertiary",
        on_click="ignore",
        key="calendar",
        help=_(
            "For Outlook and other calendars. It holds target dates, ends of the schedule and the day to hand in figures."
        ),
    )


def _has_deadlines(view: View, department: str | None) -> bool:
    return bool(deadlines.deadlines(view.plan, department, settings().deadline))


def calendar_file(view: View, department: str | None, language: Language) -> bytes:
    """Made when the button is pressed, outside the page's run, so in the language the page was in."""
    speak(language)  # until deadlines takes its language
    stamp = view.city.revision.at
    assert stamp is not None  # its plan was written
    return deadlines.calendar(
        view.plan, department, settings().deadline, settings().contact, stamp
    )

"""What the schedule asks for: what is late, what ends in the year and which deadlines have passed, and a calendar file."""

from collections.abc import Iterable, Sequence
from functools import partial

import streamlit as st

from dxkpi import deadlines, fiscal, terms
from dxkpi.charts.scale import cut
from dxkpi.i18n import _, language, use
from dxkpi.plan import BarState, Certainty, Progress, ScheduleKind
from dxkpi.progress import Ending, ending, late, past_deadlines
from dxkpi.settings import settings
from dxkpi.web import figure, parts
from dxkpi.web.markdown import faint, item, listed, plain, strong
from dxkpi.web.view import View

_LISTED = 5
_COMMENT = 60
_APART = " / "
_GREY = ":gray-badge[{word}]"
_BADGES = {BarState.DONE: ":blue-badge[◎ {word}]", BarState.LATE: ":orange-badge[▲ {word}]"}


# --- lists ---------------------------------------------------------------------------------------------------------------


def lists(view: View) -> str:
    """What is late, what ends this year, and the deadlines before it that have passed by today; as Markdown."""
    known = view.progress()
    behind = late(view.plan, view.year, view.last_closed, known)
    ends = ending(view.plan, view.year, known)
    others = [end for end in ends if end not in behind]
    this_year = strong(_("Ending in {year}", year=fiscal.wareki(view.year)))
    if len(others) < len(ends):
        this_year += " " + faint(_("besides the late ones"))
    found = (
        (strong(_("Late schedule entries")), _late(behind)),
        (this_year, _ends(view, others)),
        _passed(view, past_deadlines(view.plan, min(view.year, view.last_closed + 1), known)),
    )
    return "\n\n".join(listed(title, items, _LISTED) for title, items in found if items)


def _late(found: Iterable[Ending]) -> list[str]:
    """What is late, longest overdue first: since when, whose, and what its department says of it."""
    return [_late_item(e) for e in sorted(found, key=lambda e: e.item.end or fiscal.LAST_YEAR)]


def _late_item(end: Ending) -> str:
    entry, said = end.item, end.progress
    assert said is not None  # nothing is late that nobody reported
    due = entry.end if entry.certainty is Certainty.STATED else None
    facts = (
        _(", ").join(end.measure.departments),
        _("planned until the end of {year}", year=fiscal.short(due)) if due is not None else "",
        _("{state} in {year}", state=figure.progress(said), year=fiscal.short(said.fiscal_year)),
        _("“{comment}”", comment=cut(said.comment, _COMMENT)) if said.comment else "",
    )
    whole = [plain(_name([end])), _badge(BarState.LATE), *_unsure([end])]
    return item(" ".join(whole), _APART.join(filter(None, facts)))


def _passed(view: View, found: Sequence[Ending]) -> tuple[str, list[str]]:
    """The deadlines that have passed, with their title: open ones first, then those of which nothing is known."""
    title = strong(_("Deadlines that have passed"))
    if all(end.state is None for end in found):
        beside = faint(_("whether they were met is not recorded yet"))
        return f"{title} {beside}", _ends(view, found, dated=True)
    order = (BarState.IN_PROGRESS, None, BarState.DONE, BarState.STOPPED)
    return title, [
        text for state in order for text in _ends(view, [e for e in found if e.state is state], dated=True, told=True)
    ]


def _ends(view: View, found: Iterable[Ending], *, dated: bool = False, told: bool = False) -> list[str]:
    """An item for each initiative (or measure) of which something ends, the earliest first; what, whose, how it stands.

    What stands differently has an item of its own. Where others are `told`, an unknown state is said to be.
    """
    groups: dict[tuple[str, str | None, str], list[Ending]] = {}
    for end in sorted(found, key=_last_year):
        groups.setdefault((end.measure.number, end.item.initiative, _state(view, end, told=told)), []).append(end)
    return [_end(members, state, dated=dated) for (_measure, _initiative, state), members in groups.items()]


def _last_year(end: Ending) -> int:
    assert end.item.end is not None  # it ends
    return end.item.end


def _end(members: Sequence[Ending], state: str, *, dated: bool) -> str:
    when = plain(_("end of {year}", year=fiscal.short(_last_year(members[-1])))) if dated else ""
    first = [when, plain(_name(members)), state, *_unsure(members)]
    waits_for = (
        _("{entry}: {state}", entry=bar.item.label, state=figure.progress(bar.progress))
        for end in members
        for bar in end.waits_for
    )
    beneath = (_(", ").join(members[0].measure.departments), _(", ").join(dict.fromkeys(waits_for)))
    return item(" ".join(filter(None, first)), _APART.join(filter(None, beneath)))


def _name(members: Sequence[Ending]) -> str:
    """What ends: the initiative or measure, and what of it."""
    name = members[0].name
    entries = (end.item for end in members)
    what = [entry.label for entry in entries if entry.kind is not ScheduleKind.DEADLINE and entry.label not in name]
    return _("{name} ({what})", name=name, what=_(", ").join(what)) if what else name


def _unsure(members: Iterable[Ending]) -> Iterable[str]:
    words = (terms.label(e.item.certainty) for e in members if e.item.certainty is not Certainty.STATED)
    return (_GREY.format(word=word) for word in dict.fromkeys(words))


def _state(view: View, end: Ending, *, told: bool) -> str:
    """How an entry stands, as a badge; a report of another year than the view's says so. Empty where nothing is known."""
    state = end.state
    if state is None:
        return _GREY.format(word=_("not known")) if told else ""
    if end.item.kind is ScheduleKind.DEADLINE and state is BarState.IN_PROGRESS:
        return _GREY.format(word=_("not finished"))
    return _badge(state, end.progress if end.progress and end.progress.fiscal_year != view.year else None)


def _badge(state: BarState, earlier: Progress | None = None) -> str:
    word = terms.label(state)
    if earlier is not None:
        word = _("{state} in {year}", state=word, year=fiscal.short(earlier.fiscal_year))
    return _BADGES.get(state, _GREY).format(word=word)


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
    stem = parts.file_name(f"{view.city.code}-deadlines" + (f"-{department}" if department else ""))
    st.download_button(
        plain(label), partial(_calendar, view, department, language()), file_name=f"{stem}.ics", mime="text/calendar",
        icon=":material/event:", type="tertiary", on_click="ignore", key="calendar",
        help=_("For Outlook and other calendars. It holds target dates, ends of the schedule and the day to hand in figures."),
    )  # fmt: skip


def _has_deadlines(view: View, department: str | None) -> bool:
    return bool(deadlines.deadlines(view.plan, department, settings().deadline))


def _calendar(view: View, department: str | None, spoken: str) -> bytes:
    """Made when the button is pressed, outside the page's run, so in the language the page was in."""
    use(spoken)
    stamp = view.city.revision.at
    assert stamp is not None  # its plan was written
    return deadlines.calendar(view.plan, department, settings().deadline, settings().contact, stamp)

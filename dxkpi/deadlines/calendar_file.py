"""The deadlines of a plan as an iCalendar file (RFC 5545).

An entry keeps its UID as long as the plan keeps its code, whatever day it moves to, and
its SEQUENCE grows with each change of the plan, so a later file updates an earlier one.
What the earlier file held and the plan dropped is cancelled, where that file is at hand.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import TRANSP, Calendar, Event

from dxkpi.deadlines.deadline import Deadline, deadline_uid
from dxkpi.plan import Plan
from dxkpi.text.lines import one_line
from dxkpi.wording.language import Language
from dxkpi.wording.municipality import full_city_name, plain_city_name

PRODID = "-//dxkpi//dxkpi//JA"

_CANCELLED = "CANCELLED"
_FIRST_DAY = date(2020, 1, 1)


@dataclass(frozen=True)
class Edition:
    """Which state of the plan a calendar shows.

    `revision` and `stamp` are number and moment of the plan's last change; `made_on` is
    the day on which the file is made.
    """

    revision: int
    stamp: datetime
    made_on: date

    def sequence(self, deadline: Deadline) -> int:
        """A number that is greater whenever the deadline may have changed.

        A setting changes without a revision; the day on which the file is made stands
        for its state.
        """
        if not deadline.by_setting:
            return self.revision
        return self.revision + (self.made_on - _FIRST_DAY).days


class NotOurCalendar(ValueError):
    """A file is no calendar of these deadlines that this program has made."""


def deadline_calendar(
    plan: Plan,
    department: str | None,
    deadlines: Iterable[Deadline],
    edition: Edition,
    language: Language,
    *,
    earlier: bytes | None = None,
) -> bytes:
    """A department's deadlines (None: those of all) as all-day events, which leave their
    day free.

    `earlier` is a former file of the same deadlines: what is no more among them is
    cancelled. Raises `NotOurCalendar` where it is something else.
    """
    _ = language.gettext
    city = plan.municipality
    heading = _("DX plan, invented") if city.fictional else _("DX plan")
    plan_name = f"{full_city_name(city, language)} {plan.about.title}"
    source = _("Source: {source}", source=plan.about.source or plan.about.title)
    calendar_uid = deadline_uid(plan, "calendar", department)
    former = {} if earlier is None else _former_events(earlier, calendar_uid)
    calendar = Calendar.new(
        prodid=PRODID,
        calscale="GREGORIAN",
        uid=calendar_uid,
        name=one_line(f"{heading} {plain_city_name(city)} {department or ''}"),
    )
    for deadline in deadlines:
        summary = _("[{plan}] {what}", plan=heading, what=deadline.short_title)
        description = (deadline.full_title, *deadline.lines, plan_name, source)
        event = _event(deadline, edition, summary, description)
        _follow(event, former.pop(deadline.uid, None))
        calendar.add_component(event)
    for dropped in former.values():
        calendar.add_component(_cancelled(dropped, edition))
    content: bytes = calendar.to_ical()
    return content


def _event(
    deadline: Deadline, edition: Edition, summary: str, description: Sequence[str]
) -> Event:
    """A deadline as an event of its day, each text of it on one line."""
    return Event.new(
        uid=deadline.uid,
        sequence=edition.sequence(deadline),
        stamp=edition.stamp,
        last_modified=edition.stamp,
        start=deadline.day,
        end=deadline.day + timedelta(days=1),
        summary=one_line(summary),
        description="\n".join(one_line(line) for line in description),
        transparency=TRANSP.TRANSPARENT,
    )


# --- an earlier file


def _former_events(earlier: bytes, calendar_uid: str) -> dict[str, Event]:
    """The events of an earlier file by their UID."""
    try:
        calendar = Calendar.from_ical(earlier)
        is_ours = str(calendar["PRODID"]) == PRODID
        is_same = str(calendar["UID"]) == calendar_uid
        events = {str(event["UID"]): event for event in calendar.events}
        are_whole = all(_is_whole(event) for event in events.values())
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise NotOurCalendar from None
    if not (is_ours and is_same and are_whole):
        raise NotOurCalendar
    return events


def _is_whole(event: Event) -> bool:
    """Whether it has a day and a number. Raises `ValueError` where either is unreadable."""
    return event.start is not None and _sequence_of(event) >= 0


def _follow(event: Event, former: Event | None) -> None:
    """Raise the SEQUENCE above that of the former event, if the day is another one."""
    if former is None:
        return
    least = _sequence_of(former)
    is_moved = former.start != event.start
    is_revived = str(former.get("STATUS")) == _CANCELLED
    if is_moved or is_revived:
        least += 1
    event.sequence = max(event.sequence, least)


def _cancelled(dropped: Event, edition: Edition) -> Event:
    """The event of a deadline that is no more; one that was cancelled stays as it is."""
    if str(dropped.get("STATUS")) == _CANCELLED:
        return dropped
    sequence = max(_sequence_of(dropped) + 1, edition.revision)
    for name in ("SEQUENCE", "STATUS", "DTSTAMP", "LAST-MODIFIED"):
        dropped.pop(name, None)
    dropped.add("sequence", sequence)
    dropped.add("status", _CANCELLED)
    dropped.add("dtstamp", edition.stamp)
    dropped.add("last-modified", edition.stamp)
    return dropped


def _sequence_of(event: Event) -> int:
    return int(event.get("SEQUENCE", 0))

"""How far a round is, in sentences: for the heading, a lane of the chart, a row."""

from collections.abc import Sequence
from datetime import date

from dxkpi import fiscal
from dxkpi.plan.review import ItemKind
from dxkpi.plan.round import ReportDeadlines
from dxkpi.returns.round_items import ItemState, RoundItem
from dxkpi.returns.round_status import (
    SETTLED,
    DepartmentInRound,
    RoundProgress,
    RoundState,
)
from dxkpi.wording.glossary import department_name, marked_label, term_label
from dxkpi.wording.language import Language

_MOST_NAMED = 2


def round_sentences(
    progress: RoundProgress,
    deadlines: ReportDeadlines,
    today: date,
    language: Language,
    *,
    is_reviewed: bool,
) -> list[str]:
    """The verdict on a round and what follows: how many are in, who is late, what there
    is time for.
    """
    if not progress.departments:
        return [language.gettext("The plan asks nobody for anything in this year.")]
    if progress.is_closed:
        return _sentences_of_closed(progress, language, is_reviewed=is_reviewed)
    sentences = [_how_many_are_in(progress, language, is_reviewed=is_reviewed)]
    if progress.overdue:
        sentences.append(_who_is_late(progress, today, language))
    sentences += _time_left(progress, deadlines, today, language)
    return sentences


def _sentences_of_closed(
    progress: RoundProgress, language: Language, *, is_reviewed: bool
) -> list[str]:
    _ = language.gettext
    n = len(progress.departments)
    if is_reviewed:
        all_in = language.ngettext(
            "What {n} department handed in is final.",
            "What all {n} departments handed in is final.",
            n,
        )
    else:
        all_in = language.ngettext(
            "{n} department has handed in everything.",
            "All {n} departments have handed in everything.",
            n,
        )
    return [all_in, _("The round is over.")]


def _how_many_are_in(
    progress: RoundProgress, language: Language, *, is_reviewed: bool
) -> str:
    done = sum(department.is_settled for department in progress.departments)
    n = len(progress.departments)
    if is_reviewed:
        return language.ngettext(
            "{done} of {n} department is final.",
            "{done} of {n} departments are final.",
            n,
            done=done,
        )
    return language.ngettext(
        "{done} of {n} department has handed in.",
        "{done} of {n} departments have handed in.",
        n,
        done=done,
    )


def _who_is_late(progress: RoundProgress, today: date, language: Language) -> str:
    """Whose things are overdue; of several departments, what they share for each."""
    late = progress.overdue
    items = sum(len(late_items(department, today)) for department in late)
    names = language.listed([department_name(o.department, language) for o in late])
    if len(late) == 1:
        return language.ngettext(
            "{n} thing of {names} is overdue.",
            "{n} things of {names} are overdue.",
            items,
            names=names,
        )
    if len(late) <= _MOST_NAMED:
        return language.ngettext(
            "Counted for each department, {n} thing of {names} is overdue.",
            "Counted for each department, {n} things of {names} are overdue.",
            items,
            names=names,
        )
    return language.ngettext(
        "Counted for each of {departments} departments, {n} thing is overdue.",
        "Counted for each of {departments} departments, {n} things are overdue.",
        items,
        departments=len(late),
    )


def _time_left(
    progress: RoundProgress,
    deadlines: ReportDeadlines,
    today: date,
    language: Language,
) -> list[str]:
    """Until when there is time, for figures and schedule if it is not the same day."""
    _ = language.gettext
    figures = _if_not_past(deadlines.of_figures(), today)
    schedule = _if_not_past(deadlines.of_schedule(), today)
    if figures is not None and figures == schedule:
        return [_("There is time until {day}.", day=language.day_within_year(figures))]

    open_kinds = _open_kinds(progress)
    has_open_figures = ItemKind.FIGURE in open_kinds
    has_open_entries = bool(open_kinds - {ItemKind.FIGURE})
    texts = []
    if figures is not None and has_open_figures:
        texts.append(_("Figures: until {day}.", day=language.day_within_year(figures)))
    if schedule is not None and has_open_entries:
        texts.append(
            _("Schedule: until {day}.", day=language.day_within_year(schedule))
        )
    return texts


def _open_kinds(progress: RoundProgress) -> set[ItemKind]:
    """The kinds of what some department still has to hand in."""
    kinds: set[ItemKind] = set()
    for department in progress.departments:
        kinds.update(item.kind for item in department.open_items)
    return kinds


def _if_not_past(deadline: date | None, today: date) -> date | None:
    if deadline is None or deadline < today:
        return None
    return deadline


def late_items(department: DepartmentInRound, today: date) -> tuple[RoundItem, ...]:
    """What a department is late with."""
    return tuple(item for item in department.open_items if item.days_late(today) > 0)


def lane_text(department: DepartmentInRound, today: date, language: Language) -> str:
    """How far a department is, in a few words: あと1件、5日超過."""
    _ = language.gettext
    if department.days_late:
        return language.ngettext(
            "{late} left, {n} day over",
            "{late} left, {n} days over",
            department.days_late,
            late=len(late_items(department, today)),
        )
    label = term_label(department.state, language)
    count = _count_of_state(department)
    if count:
        return f"{label} {count}"
    if not department.has_figures and department.state not in SETTLED:
        return _("{state}, schedule only", state=label)
    return label


def _count_of_state(department: DepartmentInRound) -> str:
    """How much it is about: 4/5 of what is partly in, the number of what is sent back."""
    states = [item.state for item in department.items]
    match department.state:
        case RoundState.PARTLY_IN:
            asked = len(department.required)
            return f"{asked - len(department.open_items)}/{asked}"
        case RoundState.TO_REVIEW:
            return str(states.count(ItemState.HANDED_IN))
        case RoundState.SENT_BACK:
            return str(states.count(ItemState.SENT_BACK))
        case _:
            return ""


def state_or_delay(department: DepartmentInRound, language: Language) -> str:
    """The state with its mark; of who is late by how many days."""
    if department.days_late:
        return "! " + language.ngettext(
            "{n} day overdue", "{n} days overdue", department.days_late
        )
    return marked_label(department.state, language)


def remaining_text(department: DepartmentInRound, language: Language) -> str:
    """What is still to come of a department: the one thing by name, else how many; of
    what is all in what waits for an answer, or to be confirmed.
    """
    items = department.open_items
    if not items:
        return _waiting_text(department, language)
    if len(items) == 1:
        return items[0].name
    return counted_items(items, language)


def _waiting_text(department: DepartmentInRound, language: Language) -> str:
    states = [item.state for item in department.items]
    if n := states.count(ItemState.SENT_BACK):
        return language.ngettext("answer to {n} remark", "answers to {n} remarks", n)
    n = states.count(ItemState.HANDED_IN)
    return language.ngettext("{n} to be confirmed", "{n} to be confirmed", n)


def counted_items(items: Sequence[RoundItem], language: Language) -> str:
    """How many of each kind: 実績2件、工程1件."""
    counts = {kind: sum(item.kind is kind for item in items) for kind in ItemKind}
    texts = []
    if n := counts[ItemKind.FIGURE]:
        texts.append(language.ngettext("{n} figure", "{n} figures", n))
    if n := counts[ItemKind.ENTRY]:
        texts.append(
            language.ngettext(
                "{n} entry of the schedule", "{n} entries of the schedule", n
            )
        )
    if n := counts[ItemKind.INITIATIVE]:
        texts.append(language.ngettext("{n} initiative", "{n} initiatives", n))
    return language.listed(texts)


def reason_text(department: DepartmentInRound, language: Language) -> str:
    """What is known of why a department stands where it does."""
    _ = language.gettext
    facts = [_what_happened(department, language)]
    if department.holds_return:
        facts.append(_("a return waits for its values to be confirmed"))
    if department.extension is not None:
        facts.append(
            _(
                "extended to {day}: {reason}",
                day=language.day_within_year(department.extension.until),
                reason=department.extension.reason,
            )
        )
    return language.listed(facts)


def _what_happened(department: DepartmentInRound, language: Language) -> str:
    _ = language.gettext
    if department.handed_in and department.state is not RoundState.FORM_TAKEN:
        day = language.day_within_year(fiscal.day_in_japan(department.handed_in[-1]))
        return _("last handed in on {day}", day=day)
    if department.taken:
        day = language.day_within_year(fiscal.day_in_japan(department.taken[0].at))
        who = department.taken[0].who
        return (
            _("form taken on {day} by {who}", day=day, who=who)
            if who
            else _("form taken on {day}", day=day)
        )
    if department.state is RoundState.PARTLY_IN:
        return _("the rest is known")
    return _("the form was not taken yet")


def steps_text(department: DepartmentInRound, language: Language) -> str:
    """When its form was taken, when it handed in, and when that was sent back or made
    final: 様式4月20日、提出5月8日、確定5月12日.
    """
    _ = language.gettext
    texts = []
    if department.taken:
        day = language.day_within_year(fiscal.day_in_japan(department.taken[0].at))
        texts.append(_("form {day}", day=day))
    if department.handed_in:
        day = language.day_within_year(fiscal.day_in_japan(department.handed_in[-1]))
        texts.append(_("in {day}", day=day))
    if department.sent_back_at is not None:
        day = language.day_within_year(fiscal.day_in_japan(department.sent_back_at))
        texts.append(_("sent back {day}", day=day))
    if department.confirmed_at is not None:
        day = language.day_within_year(fiscal.day_in_japan(department.confirmed_at))
        texts.append(_("final {day}", day=day))
    return language.listed(texts) or "－"

"""What the schedule asks for: what is late, what ends, which deadlines have passed."""

from collections.abc import Iterable, Sequence

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import BarState
from dxkpi.rules.agenda import plan_agenda
from dxkpi.text.width import cut_to_width
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import faint, list_item, plain, strong, titled_list
from dxkpi.web.common.view import View
from dxkpi.wording import figures, glossary
from dxkpi.wording.agenda import AgendaItem, worded_agenda

_MOST_ITEMS = 5
_LONGEST_COMMENT = 60
_BETWEEN_FACTS = " / "
_COLOURS = {BarState.DONE: "blue", BarState.LATE: "orange"}


def show_due_lists(view: View) -> None:
    """The card: the lists, and the link to the schedule."""
    st.markdown(due_lists(view))
    show_page_link(page_files.SCHEDULE, _("Open the schedule"))


def due_lists(view: View) -> str:
    """What is late, what ended unreported, what ends this year, and which earlier
    deadlines have passed.

    As Markdown; empty where there is none of them.
    """
    return view.worded(_due_lists)


def _due_lists(view: View) -> str:
    facts = plan_agenda(view.plan, view.year, view.last_closed, view.progress())
    agenda = worded_agenda(facts, current_language())
    lists = (
        _late_list(agenda.late),
        _late_before_list(agenda.late_before),
        _unreported_list(agenda.unreported),
        _ending_list(agenda.ending, view.year, late_end_too=agenda.late_end_too),
        _passed_list(agenda.passed),
    )
    return "\n\n".join(filter(None, lists))


def _late_list(late: Sequence[AgendaItem]) -> str:
    if not late:
        return ""
    items = [_late_item(entry) for entry in late]
    return titled_list(strong(_("Late schedule entries")), items, _MOST_ITEMS)


def _ending_list(ending: Sequence[AgendaItem], year: int, *, late_end_too: bool) -> str:
    if not ending:
        return ""
    title = strong(_("Ending in {year}", year=fiscal.wareki(year)))
    if late_end_too:
        title += " " + faint(_("besides those above"))
    items = [_ending_item(entry, entry.state) for entry in ending]
    return titled_list(title, items, _MOST_ITEMS)


def _late_before_list(late: Sequence[AgendaItem]) -> str:
    """What an earlier year's report calls late, with none since."""
    if not late:
        return ""
    items = [_last_reported_item(entry, BarState.LATE) for entry in late]
    title = strong(_("Late when last reported"))
    return titled_list(title, items, _MOST_ITEMS)


def _unreported_list(unreported: Sequence[AgendaItem]) -> str:
    """What has ended with nobody saying whether it was finished; where nothing was ever
    reported of any, the title says so once.
    """
    if not unreported:
        return ""
    title = strong(_("Past its end, not reported whether finished"))
    if any(entry.last_report for entry in unreported):
        items = [_last_reported_item(entry, entry.last_report) for entry in unreported]
    else:
        items = [_ending_item(entry, "") for entry in unreported]
    return titled_list(title, items, _MOST_ITEMS)


def _last_reported_item(entry: AgendaItem, state: BarState | None) -> str:
    """An item with its last report and the year of that as a badge."""
    first_line = [plain(entry.until), plain(entry.name)]
    if entry.state:
        first_line.append(_state_badge(state, entry.state))
    first_line += _uncertainty_badges(entry)
    departments = current_language().listed(entry.departments)
    facts = (departments, _quoted_comment(entry))
    return list_item(" ".join(filter(None, first_line)), _joined_facts(facts))


def _passed_list(passed: Sequence[AgendaItem]) -> str:
    """Earlier deadlines of which it is known whether they were met."""
    if not passed:
        return ""
    items = [_ending_item(entry, entry.state) for entry in passed]
    return titled_list(strong(_("Deadlines that have passed")), items, _MOST_ITEMS)


def _late_item(entry: AgendaItem) -> str:
    """What is late: since when, whose, and what its department says of it."""
    language = current_language()
    late = _state_badge(BarState.LATE, glossary.term_label(BarState.LATE, language))
    first_line = [plain(entry.name), late, *_uncertainty_badges(entry)]
    facts = (
        language.listed(entry.departments),
        entry.until,
        entry.state,
        _quoted_comment(entry),
    )
    return list_item(" ".join(first_line), _joined_facts(facts))


def _quoted_comment(entry: AgendaItem) -> str:
    progress = entry.first.progress
    if progress is None or not progress.comment:
        return ""
    return _("“{comment}”", comment=cut_to_width(progress.comment, _LONGEST_COMMENT))


def _ending_item(entry: AgendaItem, state: str) -> str:
    """What ends, whose, how it stands (nothing where `state` is empty) and what it waits for."""
    first_line = [plain(entry.until), plain(entry.name)]
    if state:
        first_line.append(_state_badge(entry.first.state, state))
    first_line += _uncertainty_badges(entry)
    language = current_language()
    facts = (
        language.listed(entry.departments),
        language.listed(_unfinished_entries(entry)),
    )
    return list_item(" ".join(filter(None, first_line)), _joined_facts(facts))


def _unfinished_entries(entry: AgendaItem) -> list[str]:
    """The entries that a deadline waits for, each with how far it has come; each once."""
    language = current_language()
    texts = []
    for end in entry.members:
        for bar in end.unfinished:
            if bar.progress is None:
                continue
            state = figures.progress_text(bar.progress, language)
            texts.append(_("{entry}: {state}", entry=bar.item.label, state=state))
    return list(dict.fromkeys(texts))


def _joined_facts(facts: Iterable[str]) -> str:
    return _BETWEEN_FACTS.join(fact for fact in facts if fact)


def _uncertainty_badges(entry: AgendaItem) -> list[str]:
    return [
        f":gray-badge[{uncertainty}]"
        for uncertainty in entry.uncertainties(current_language())
    ]


def _state_badge(state: BarState | None, label: str) -> str:
    """A state as a badge; where it has a colour, its glyph says it, too."""
    if state in _COLOURS:
        return f":{_COLOURS[state]}-badge[{glossary.term_glyph(state)} {label}]"
    return f":gray-badge[{label}]"

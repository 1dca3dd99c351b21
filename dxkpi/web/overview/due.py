"""What the schedule asks for: what is late, what ends, which deadlines have passed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

import pandas as pd
import streamlit as st

from dxkpi.plan import BarState
from dxkpi.rules import Status
from dxkpi.rules.agenda import plan_agenda
from dxkpi.text.width import cut_to_width
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import faint, grey_badge, plain, titled
from dxkpi.web.common.view import View
from dxkpi.web.overview.card_head import card_head
from dxkpi.wording import figures, glossary
from dxkpi.wording.agenda import AgendaItem, worded_agenda

_MOST_ROWS = 3
_LONGEST_COMMENT = 40
_LONGEST_WHOSE = 11
_LONGEST_NAME = 22
_COLOURS = {BarState.DONE: "blue", BarState.LATE: "orange"}


class DueKind(Enum):
    """In which of the agenda's lists something stands."""

    LATE = auto()
    LATE_BEFORE = auto()
    UNREPORTED = auto()
    UNCONFIRMED = auto()
    ENDING = auto()
    PASSED = auto()


@dataclass(frozen=True)
class DueRow:
    """Something that the schedule asks for: what and until when, whose, how it stands.

    The texts are Markdown.
    """

    kind: DueKind
    what: str
    whose: str
    state: str


def show_due(view: View) -> None:
    """The card: what the schedule asks for first, and the link to the schedule."""
    title = _("schedule")
    with st.container(gap="xsmall"):
        with card_head(titled(title, view.worded(_counts))):
            show_page_link(page_files.SCHEDULE, _("Open the schedule"))
        st.table(
            view.worded(_due_table), border="horizontal", hide_index=True, alt=title
        )


def due_rows(view: View) -> tuple[DueRow, ...]:
    """All that is late or was when last reported, what ended unreported or with its
    report unconfirmed, what else ends this year, then the deadlines of which it is known
    whether they were met.
    """
    return view.worded(_due_rows)


def _due_rows(view: View) -> tuple[DueRow, ...]:
    facts = plan_agenda(view.plan, view.year, view.last_closed, view.progress())
    agenda = worded_agenda(facts, current_language())
    return (
        *(_late_row(item) for item in agenda.late),
        *(_last_report_row(DueKind.LATE_BEFORE, item) for item in agenda.late_before),
        *(_last_report_row(DueKind.UNREPORTED, item) for item in agenda.unreported),
        *(_last_report_row(DueKind.UNCONFIRMED, item) for item in agenda.unconfirmed),
        *(_ending_row(item, view.year) for item in agenda.ending),
        *(_passed_row(item) for item in agenda.passed),
    )


def _counts(view: View) -> str:
    """How much of each kind there is, of which the table shows the first."""
    year = current_language().fiscal_year(view.year)
    names = {
        DueKind.LATE: _("late {n}"),
        DueKind.LATE_BEFORE: _("late when last reported {n}"),
        DueKind.UNREPORTED: _("not reported whether finished {n}"),
        DueKind.UNCONFIRMED: _("being confirmed {n}"),
        DueKind.ENDING: _("ending in {year} {n}"),
        DueKind.PASSED: _("deadlines passed {n}"),
    }
    rows = due_rows(view)
    counts = []
    for kind, name in names.items():
        n = sum(row.kind is kind for row in rows)
        if n:
            counts.append(name.format(n=n, year=year))
    return current_language().listed(counts)


def _due_table(view: View) -> pd.DataFrame:
    """The first rows; three columns, which fit a telephone."""
    rows = due_rows(view)
    table = [(row.what, row.whose, row.state) for row in rows[:_MOST_ROWS]]
    columns = (_("Entry and deadline"), _("Department"), _("Report"))
    frame = pd.DataFrame(table, columns=columns)
    names_departments = any(row.whose for row in rows)
    return frame if names_departments else frame.drop(columns=columns[1])


def _late_row(item: AgendaItem) -> DueRow:
    """What is late, until when it was to be, and what its department says of it."""
    what = [
        _name(item),
        *_uncertainty_badges(item),
        *_small((item.until, _quoted_comment(item))),
    ]
    return DueRow(DueKind.LATE, _joined(what), _whose(item), _late_state(item))


def _late_state(item: AgendaItem) -> str:
    """That it is late, in the words of its report where that says so itself."""
    if item.first.state is BarState.LATE:
        return _state_badge(BarState.LATE, item.state)
    late = glossary.term_label(BarState.LATE, current_language())
    return f"{_state_badge(BarState.LATE, late)} {plain(item.state)}".rstrip()


def _last_report_row(kind: DueKind, item: AgendaItem) -> DueRow:
    """What ended, or was late, with its last report and the year of that as a badge."""
    what = [
        _name(item),
        *_uncertainty_badges(item),
        *_small((item.until, _quoted_comment(item))),
    ]
    state = BarState.LATE if kind is DueKind.LATE_BEFORE else item.last_report
    text = item.state
    if kind is DueKind.UNCONFIRMED:
        text = f"{glossary.term_glyph(Status.UNCONFIRMED)} {text}"
    elif state is None:
        text = _("no report")
    return DueRow(kind, _joined(what), _whose(item), _state_badge(state, text))


def _ending_row(item: AgendaItem, year: int) -> DueRow:
    until = _("end of {year}", year=current_language().short_year(year))
    what = [
        _name(item),
        *_uncertainty_badges(item),
        *_small((until, *_unfinished_entries(item))),
    ]
    return DueRow(DueKind.ENDING, _joined(what), _whose(item), _state(item))


def _passed_row(item: AgendaItem) -> DueRow:
    what = [
        _name(item),
        *_uncertainty_badges(item),
        *_small((item.until, *_unfinished_entries(item))),
    ]
    return DueRow(DueKind.PASSED, _joined(what), _whose(item), _state(item))


def _state(item: AgendaItem) -> str:
    """How an entry stands; that nobody said so, where nobody did."""
    if not item.state:
        return _state_badge(None, _("no report"))
    return _state_badge(item.first.state, item.state)


def _small(facts: Iterable[str]) -> list[str]:
    return [f":small[{faint(fact)}]" for fact in facts if fact]


def _name(item: AgendaItem) -> str:
    return plain(cut_to_width(item.name, _LONGEST_NAME))


def _whose(item: AgendaItem) -> str:
    names = current_language().listed(item.departments)
    return plain(cut_to_width(names, _LONGEST_WHOSE))


def _quoted_comment(item: AgendaItem) -> str:
    progress = item.first.progress
    if progress is None or not progress.comment:
        return ""
    return _("“{comment}”", comment=cut_to_width(progress.comment, _LONGEST_COMMENT))


def _unfinished_entries(item: AgendaItem) -> list[str]:
    """The entries that a deadline waits for, each with how far it has come; each once."""
    language = current_language()
    texts = []
    for end in item.members:
        for bar in end.unfinished:
            if bar.progress is None:
                continue
            state = figures.progress_text(bar.progress, language)
            texts.append(_("{entry}: {state}", entry=bar.item.label, state=state))
    return list(dict.fromkeys(texts))


def _joined(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)


def _uncertainty_badges(item: AgendaItem) -> list[str]:
    return [grey_badge(text) for text in item.uncertainties(current_language())]


def _state_badge(state: BarState | None, label: str) -> str:
    """A state as a badge; where it has a colour, its glyph says it, too."""
    if state in _COLOURS:
        return f":{_COLOURS[state]}-badge[{glossary.term_glyph(state)} {label}]"
    return grey_badge(label)

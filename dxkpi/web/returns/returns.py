"""提出状況: the sentence, the departments of the year, one of them opened with its submissions, and all the years.

Whatever depends on the plan and the submissions is worked out once and kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.charts.returns_grid import returns as returns_chart
from dxkpi.returns.status import (
    ReturnStage,
    ReturnStatus,
    return_statuses,
    sorted_by_urgency,
    years_of_returns,
)
from dxkpi.settings import settings
from dxkpi.store import Submission
from dxkpi.web.common import cached, page_files
from dxkpi.web.common.chart_block import show_chart, show_table_toggle
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong, unbroken
from dxkpi.web.common.notices import add_notice
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View
from dxkpi.web.returns import receipt
from dxkpi.wording import glossary
from dxkpi.wording.municipality import city_name
from dxkpi.wording.why_unjudged import why_not_due

_NAMED, _TOGETHER, _SHORT = 5, 4, 7
_LONGEST_NUMBER = 10
_EVERYONE = ""
_DEPARTMENT, _SUBMISSION = "returns_department", "returns_submission"


@dataclass(frozen=True)
class Submissions:
    """A municipality's submissions as they stood when they were read, and the deadline that is set; comparable."""

    all: tuple[Submission, ...] = field(compare=False, repr=False)
    stamp: tuple[tuple[int, str], ...]
    deadline: str | None

    def of(self, number: int | None) -> Submission | None:
        return next((s for s in self.all if s.number == number), None)


def read(view: View) -> Submissions:
    """The submissions of now: one that waits changes nothing of the plan, so nothing of the view says that it is new."""
    found = cached.store().submissions(view.city.code)
    return Submissions(
        found,
        tuple((s.number, s.state.value) for s in found),
        settings().submission_deadline,
    )


def follow(submissions: Submissions) -> None:
    """Open the submission that the address names (`?submission=12`)."""
    asked = st.query_params.get("submission")
    if asked is None:
        return
    del st.query_params["submission"]
    named = (
        submissions.of(int(asked))
        if asked.isdecimal() and len(asked) < _LONGEST_NUMBER
        else None
    )
    if named is None:
        add_notice(
            _("There is no return with the receipt number {number}.", number=asked[:20])
        )
    else:
        st.session_state[_DEPARTMENT] = named.department or _EVERYONE
        st.session_state[_SUBMISSION] = named.number


def of_year(
    view: View, submissions: Submissions
) -> tuple[ReturnStatus[Submission], ...]:
    """How the return of each department stands in the view's year, what needs somebody first."""
    return view.worded(_of_year, submissions)


def _of_year(
    view: View, submissions: Submissions
) -> tuple[ReturnStatus[Submission], ...]:
    deadline = settings().deadline(view.year)
    return sorted_by_urgency(
        return_statuses(view.plan, submissions.all, view.year, view.today, deadline)
    )


# --- The sentence -------------------------------------------------------------------------------------------------------


def answer(view: View, submissions: Submissions) -> None:
    """The page's sentence, and whose returns it speaks of."""
    st.header(plain(sentence(view, submissions)), anchor=False)
    if named := view.worded(_whose, submissions):
        st.markdown(plain(named))


def sentence(view: View, submissions: Submissions) -> str:
    """How many returns of the year are in, and how long there is time for the others."""
    return view.worded(_sentence, submissions)


def _sentence(view: View, submissions: Submissions) -> str:
    rows = of_year(view, submissions)
    done, waiting, lacking = _apart(rows)
    if not (done or waiting or lacking):
        return _why_nothing(view)
    said, deadline = (
        [_counted(view.year, rows, len(done))],
        settings().deadline(view.year),
    )
    if deadline is not None and not all(row.settled for row in lacking):
        said.append(_time_left(deadline, view.today))
    return sentences(said)


def _apart(
    rows: Sequence[ReturnStatus[Submission]],
) -> tuple[list[ReturnStatus[Submission]], ...]:
    """What is registered, what waits, and what is not in."""
    stages = (
        (ReturnStage.REGISTERED,),
        (ReturnStage.WAITING,),
        (ReturnStage.NOT_SUBMITTED, ReturnStage.WITHDRAWN),
    )
    return tuple([row for row in rows if row.stage in wanted] for wanted in stages)


def _why_nothing(view: View) -> str:
    why = why_not_due(view.plan, view.year, view.last_closed, current_language())
    return sentences(
        [why, _("No returns are asked for.") if view.year <= view.last_closed else ""]
    )


def _whose(view: View, submissions: Submissions) -> str:
    """Whose returns are not in or wait, and whose figures are there without a return."""
    rows = of_year(view, submissions)
    _done, waiting, lacking = _apart(rows)
    settled, said = sum(row.settled for row in lacking), []
    if lacking and rows[0].department is not None:
        names = _names(lacking)
        said.append(
            ngettext(
                "{n} is not in: {names}.",
                "{n} are not in: {names}.",
                len(lacking),
                names=names,
            )
        )
    if waiting and rows[0].department is not None:
        names = _names(waiting)
        said.append(
            ngettext(
                "{n} waits to be confirmed: {names}.",
                "{n} wait to be confirmed: {names}.",
                len(waiting),
                names=names,
            )
        )
    if settled:
        said.append(
            _("The figures are known already, from elsewhere.")
            if settled == len(rows)
            else ngettext(
                "Of {n} the figures are known already.",
                "Of {n} the figures are known already.",
                settled,
            )
        )
    return sentences(said)


def _counted(year: int, rows: Sequence[ReturnStatus[Submission]], done: int) -> str:
    named = {"year": fiscal.wareki(year)}
    if rows[0].department is None:
        return _(
            "The return of {year} is: {stage}.",
            stage=glossary.term_label(rows[0].stage, current_language()),
            **named,
        )
    if done == len(rows):
        return ngettext(
            "The return of {n} department for {year} is on record.",
            "The returns of all {n} departments for {year} are on record.",
            done,
            **named,
        )
    return ngettext(
        "{done} of {n} return for {year} is on record.",
        "{done} of {n} returns for {year} are on record.",
        len(rows),
        done=done,
        **named,
    )


def _names(rows: Sequence[ReturnStatus[Submission]]) -> str:
    named = _(", ").join(row.department or "" for row in rows[:_NAMED])
    more = len(rows) - _NAMED
    return named + (_(" and {n} more", n=more) if more > 0 else "")


def _time_left(deadline: date, today: date) -> str:
    day, left = fiscal.month_label(deadline.isoformat()), (deadline - today).days
    if left < 0:
        return ngettext(
            "The deadline ({day}) was {n} day ago.",
            "The deadline ({day}) was {n} days ago.",
            -left,
            day=day,
        )
    if left == 0:
        return _("The deadline is today ({day}).", day=day)
    return ngettext(
        "{n} day is left until the deadline ({day}).",
        "{n} days are left until the deadline ({day}).",
        left,
        day=day,
    )


# --- The departments of the year ----------------------------------------------------------------------------------------


def departments(view: View, submissions: Submissions) -> None:
    """The year's table: department, stage, figures, reasons for missing ones, and the return that it comes from."""
    st.table(
        view.worded(table, submissions),
        border="horizontal",
        hide_index=True,
        alt=_("Returns of {year} by department", year=fiscal.wareki(view.year)),
    )
    offer_downloads(
        view, "returns", [], partial(_csv, submissions=submissions), with_year=False
    )


def table(view: View, submissions: Submissions) -> pd.DataFrame:
    """The year's returns by department as a table of Markdown, what needs somebody first."""
    return pd.DataFrame(
        [
            {
                _("Department"): _name(
                    glossary.department_name(row.department, current_language())
                ),
                _(
                    "State, when, by whom"
                ): f"{receipt.badge(row.stage, overdue=row.overdue)} {_handed_in(row)}",
                _("Reported"): _figures(row),
            }
            for row in of_year(view, submissions)
        ]
    )


def _name(name: str) -> str:
    """A department's name; its first letters stay on one line, so that a narrow screen leaves it a column."""
    return unbroken(name[:_TOGETHER]) + plain(name[_TOGETHER:])


def _figures(row: ReturnStatus[Submission]) -> str:
    """How many of the figures asked for are there, why others are not, and how many entries of the schedule are asked."""
    said = [strong(f"{row.reported}") + plain(f"/{row.asked}")] if row.asked else []
    bars = (
        ngettext("{n} entry of the schedule", "{n} entries of the schedule", row.bars)
        if row.bars
        else ""
    )
    return _(", ").join(
        [
            *said,
            *map(_together, _gaps(row)),
            *([f":gray[{_together(bars)}]"] if bars else []),
        ]
    )


def _together(words: str) -> str:
    """A short word with its number on one line; a longer one may break."""
    return unbroken(words) if len(words) <= _SHORT else plain(words)


def _gaps(row: ReturnStatus[Submission]) -> list[str]:
    """Why figures are missing, and how many are still open."""
    said = [
        receipt.count(glossary.term_label(reason, current_language()), n)
        for reason, n in row.missing
    ]
    return (
        [*said, receipt.count(_("open"), row.open)]
        if row.open and row.stage is not ReturnStage.NOT_DUE
        else said
    )


def _handed_in(row: ReturnStatus[Submission]) -> str:
    """When and by whom, and what it changed."""
    found = row.decisive
    if found is None:
        return ""
    withdrawn = row.stage is ReturnStage.WITHDRAWN
    said = [
        fiscal.short_moment(found.withdrawn_at or found.at),
        plain((found.withdrawn_by if withdrawn else "") or found.who),
    ]
    if row.whole:
        said.append(faint(_("with all departments")))
    elif row.stage is ReturnStage.REGISTERED:
        said.append(
            faint(ngettext("{n} value changed", "{n} values changed", row.changed))
        )
    return " ".join(said)


def _csv(view: View, submissions: Submissions) -> bytes:
    """Every department in every year: the table and the picture of the page as one file."""
    rows = []
    for row in _all_years(view, submissions):
        found, deadline = row.decisive, settings().deadline(row.fiscal_year)
        rows.append(
            {
                _("municipality"): city_name(view.city, current_language()),
                _("Department"): glossary.department_name(
                    row.department, current_language()
                ),
                _("fiscal year"): fiscal.wareki(row.fiscal_year),
                _("State"): glossary.term_label(row.stage, current_language())
                + (_(", ") + _("overdue") if row.overdue else ""),
                _("deadline"): deadline.isoformat() if deadline else "",
                _("figures asked for"): row.asked,
                _("figures reported"): row.reported,
                _("Without figure"): _(", ").join(_gaps(row)),
                _("entries of the schedule"): row.bars,
                _("receipt number"): found.number if found else "",
                _("registered at"): fiscal.moment_label(found.at) if found else "",
                _("by whom"): found.who if found else "",
                _("file"): receipt.source(found) if found else "",
                _("values changed"): row.changed,
            }
        )
    return charts.csv_file(pd.DataFrame(rows))


# --- One department opened ----------------------------------------------------------------------------------------------


def opened(view: View, submissions: Submissions) -> None:
    """One department's submissions of the year, and one of these with its original and the way to withdraw it."""
    rows = of_year(view, submissions)
    whole = tuple(
        s
        for s in submissions.all
        if s.department is None and s.fiscal_year == view.year
    )
    concerning = {row.department or _EVERYONE: row.submissions for row in rows}
    labels = {
        row.department or _EVERYONE: SEPARATOR.join(
            [
                glossary.department_name(row.department, current_language()),
                f"{glossary.term_glyph(row.stage)} {glossary.term_label(row.stage, current_language())}",
            ]
        )
        for row in rows
    }
    if whole and _EVERYONE not in labels:
        concerning[_EVERYONE], labels[_EVERYONE] = (
            whole,
            glossary.department_name(None, current_language()),
        )
    department = (
        _EVERYONE
        if len(labels) == 1 and _EVERYONE in labels
        else _choose_department(labels)
    )
    if department is None:
        return
    with st.container(border=True):
        st.markdown(
            strong(glossary.department_name(department or None, current_language()))
            + " "
            + faint(fiscal.wareki(view.year))
        )
        if not concerning[department]:
            st.markdown(_("Nothing has been handed in for this year."))
            st.page_link(
                page_files.UPLOAD,
                label=_("Register actuals"),
                icon=":material/upload_file:",
                query_params=link_query(),
            )
            return
        receipt.listed(concerning[department])
        receipt.shown(view, _choose_submission(concerning[department]))


def _choose_department(labels: dict[str, str]) -> str | None:
    if st.session_state.get(_DEPARTMENT) not in labels:
        st.session_state.pop(_DEPARTMENT, None)
    return st.selectbox(
        _("Open a department"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        width=400,
        placeholder=_("Its submissions, originals and withdrawal"),
        key=_DEPARTMENT,
        persist_state="session",
    )


def _choose_submission(found: Sequence[Submission]) -> Submission:
    if len(found) == 1:
        return found[0]
    labels = {
        s.number: f"{s.number}{SEPARATOR}{glossary.term_glyph(ReturnStage(s.state.value))} "
        f"{glossary.term_label(ReturnStage(s.state.value), current_language())}{SEPARATOR}{fiscal.short_moment(s.at)}"
        for s in found
    }
    if st.session_state.get(_SUBMISSION) not in labels:
        st.session_state[_SUBMISSION] = found[0].number
    number = st.selectbox(
        _("Receipt number"),
        list(labels),
        format_func=labels.__getitem__,
        width=400,
        key=_SUBMISSION,
    )
    return next(s for s in found if s.number == number)


# --- All the years ------------------------------------------------------------------------------------------------------


def years(view: View, submissions: Submissions) -> None:
    """Departments × years, as a picture or as a table of the same words."""
    if not view.worded(_lines, submissions):
        return
    with st.container(
        horizontal=True,
        horizontal_alignment="distribute",
        vertical_alignment="center",
        gap="small",
    ):
        st.markdown(strong(_("Departments and fiscal years")), width="content")
        as_table = show_table_toggle()
    if as_table:
        st.dataframe(
            view.worded(_words, submissions),
            hide_index=True,
            height="content",
            alt=_("Returns by department and fiscal year"),
        )
    else:
        show_chart(view.worded(_picture, submissions))
    st.caption(_legend())


def _all_years(
    view: View, submissions: Submissions
) -> tuple[ReturnStatus[Submission], ...]:
    found: list[ReturnStatus[Submission]] = []
    for year in years_of_returns(view.plan, submissions.all):
        found += return_statuses(
            view.plan, submissions.all, year, view.today, settings().deadline(year)
        )
    return tuple(found)


def _lines(
    view: View, submissions: Submissions
) -> tuple[tuple[str, tuple[ReturnStatus[Submission], ...]], ...]:
    """Each department with its years, in the plan's order."""
    by_department: dict[str | None, list[ReturnStatus[Submission]]] = {}
    for row in _all_years(view, submissions):
        by_department.setdefault(row.department, []).append(row)
    return tuple(
        (glossary.department_name(name, current_language()), tuple(rows))
        for name, rows in by_department.items()
    )


def _picture(view: View, submissions: Submissions) -> dict[str, Any]:
    return returns_chart(view.worded(_lines, submissions), view.year)


def _words(view: View, submissions: Submissions) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {_("Department"): name}
            | {
                fiscal.wareki(
                    r.fiscal_year
                ): f"{glossary.term_glyph(r.stage)} {glossary.term_label(r.stage, current_language())}"
                for r in rows
            }
            for name, rows in view.worded(_lines, submissions)
        ]
    )


def _legend() -> str:
    return plain(
        _(", ").join(
            f"{glossary.term_glyph(stage)} {glossary.term_label(stage, current_language())}"
            for stage in ReturnStage
        )
    )

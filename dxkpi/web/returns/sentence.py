"""提出状況, the sentence: how many returns are in, whose are not, and how long there is time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dxkpi.returns.status import ReturnStage
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.view import View
from dxkpi.web.returns.submissions import (
    Submissions,
    SubmissionStatus,
    statuses_of_year,
)
from dxkpi.wording.glossary import term_label
from dxkpi.wording.why_unjudged import why_not_due
from dxkpi.wording.year_review import completeness_sentence

_MOST_NAMED = 5


@dataclass(frozen=True)
class ReturnsByStage:
    """The year's returns by how far they have come; those of a year that is not due are in none."""

    registered: tuple[SubmissionStatus, ...]
    waiting: tuple[SubmissionStatus, ...]
    lacking: tuple[SubmissionStatus, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.registered or self.waiting or self.lacking)


def show_sentence(view: View, submissions: Submissions) -> None:
    """The page's sentence, and whose returns it speaks of."""
    st.header(plain(returns_sentence(view, submissions)), anchor=False)
    names = view.worded(_whose_returns, submissions)
    if names:
        st.markdown(plain(names))


def returns_sentence(view: View, submissions: Submissions) -> str:
    """How many returns of the year are in, and how long there is time for the others."""
    return view.worded(_returns_sentence, submissions)


def _returns_sentence(view: View, submissions: Submissions) -> str:
    statuses = statuses_of_year(view, submissions)
    stages = _by_stage(statuses)
    if stages.is_empty:
        return _why_none_is_asked_for(view)
    counts, language = view.figure_counts(), current_language()
    texts = [
        completeness_sentence(counts, view.year, language),
        _how_many_are_in(view.year, statuses, len(stages.registered)),
    ]
    deadline = view.deadlines.of_figures()
    all_settled = all(status.settled for status in stages.lacking)
    if deadline is not None and not all_settled:
        texts.append(time_left_text(deadline, view.today))
    return sentences(texts)


def _by_stage(statuses: Sequence[SubmissionStatus]) -> ReturnsByStage:
    def at(*stages: ReturnStage) -> tuple[SubmissionStatus, ...]:
        return tuple(status for status in statuses if status.stage in stages)

    return ReturnsByStage(
        registered=at(ReturnStage.REGISTERED),
        waiting=at(ReturnStage.WAITING),
        lacking=at(ReturnStage.NOT_SUBMITTED, ReturnStage.WITHDRAWN),
    )


def _why_none_is_asked_for(view: View) -> str:
    why = why_not_due(view.plan, view.year, view.last_closed, current_language())
    if view.year > view.last_closed:
        return why
    return sentences([why, _("No returns are asked for.")])


def _how_many_are_in(
    year: int, statuses: Sequence[SubmissionStatus], registered: int
) -> str:
    year_name = current_language().fiscal_year(year)
    if statuses[0].department is None:
        stage = term_label(statuses[0].stage, current_language())
        return _("The return of {year} is: {stage}.", stage=stage, year=year_name)
    if registered == len(statuses):
        return ngettext(
            "The return of {n} department for {year} is handed in.",
            "The returns of all {n} departments for {year} are handed in.",
            registered,
            year=year_name,
        )
    return ngettext(
        "{done} of {n} return for {year} is handed in.",
        "{done} of {n} returns for {year} are handed in.",
        len(statuses),
        done=registered,
        year=year_name,
    )


def time_left_text(deadline: date, today: date) -> str:
    """How many days are left until the deadline, or have gone since."""
    day, days = current_language().month(deadline.isoformat()), (deadline - today).days
    if days < 0:
        return ngettext(
            "The deadline ({day}) was {n} day ago.",
            "The deadline ({day}) was {n} days ago.",
            -days,
            day=day,
        )
    if days == 0:
        return _("The deadline is today ({day}).", day=day)
    return ngettext(
        "{n} day is left until the deadline ({day}).",
        "{n} days are left until the deadline ({day}).",
        days,
        day=day,
    )


def _whose_returns(view: View, submissions: Submissions) -> str:
    """Whose returns are not in or wait, and whose figures are there without a return."""
    statuses = statuses_of_year(view, submissions)
    stages = _by_stage(statuses)
    texts = []
    by_department = bool(statuses) and statuses[0].department is not None
    if by_department and stages.lacking:
        texts.append(
            ngettext(
                "{n} is not in: {names}.",
                "{n} are not in: {names}.",
                len(stages.lacking),
                names=_names(stages.lacking),
            )
        )
    if by_department and stages.waiting:
        texts.append(
            ngettext(
                "{n} waits to be confirmed: {names}.",
                "{n} wait to be confirmed: {names}.",
                len(stages.waiting),
                names=_names(stages.waiting),
            )
        )
    settled = sum(status.settled for status in stages.lacking)
    if settled:
        texts.append(_known_already(settled, len(statuses)))
    return sentences(texts)


def _known_already(settled: int, asked: int) -> str:
    if settled == asked:
        return _("The figures are known already, from elsewhere.")
    return ngettext(
        "Of {n} the figures are known already.",
        "Of {n} the figures are known already.",
        settled,
    )


def _names(statuses: Sequence[SubmissionStatus]) -> str:
    """The first departments by name, and how many more there are."""
    named = [status.department or "" for status in statuses[:_MOST_NAMED]]
    names = current_language().listed(named)
    more = len(statuses) - _MOST_NAMED
    if more > 0:
        names += _(" and {n} more", n=more)
    return names

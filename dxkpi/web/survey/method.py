"""アンケート取込, how to count: question, choices, columns and staff, filled in from
the last survey or by the headings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import pandas as pd
import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import Survey
from dxkpi.plan.fields import MOST_COUNTED
from dxkpi.plan.staff_survey import folded_answer as same_letters
from dxkpi.returns import departments_asked
from dxkpi.settings import settings
from dxkpi.survey import (
    AnswerSheet,
    CountingMethod,
    RepeatedAnswers,
    answer_choices,
    column_choice,
)
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.survey.survey import Work, last_survey
from dxkpi.wording.survey import own_words_text

_NAME, _STAFF = "name", "staff"
_LONGEST_WORDING, _LONGEST_NAME = 300, 80


@dataclass(frozen=True)
class ChosenMethod:
    """How the sheet is to be counted: the sheet without people's own words, the method,
    and the day of the survey.

    `kinds` says which answers are people's own words, which the method does not.
    """

    sheet: AnswerSheet = field(repr=False)
    method: CountingMethod
    kinds: Mapping[str, AnswerKind | None]
    held: str | None


def asked(view: View, work: Work) -> ChosenMethod | None:
    """What has to be said before the answers can be counted, as far as possible filled
    in; None where more is needed.
    """
    sheet = work.sheet
    if sheet is None:
        return None
    last = last_survey(view)
    first = work.once(column_choice.guess_method, last)
    with st.container(border=True):
        st.markdown(strong(_("② How to count")) + " " + faint(_from_where(last)))
        question = _column(
            work, "question", _("Question"), sheet.headings, first.question
        )
        if question is None:
            return None
        offered = work.once(answer_choices.offered_choices, question, last)
        if offered is None:
            st.error(
                plain(
                    _(
                        "“{heading}” holds people's own words, not "
                        "choices. Choose another question.",
                        heading=question,
                    )
                ),
                icon=":material/error:",
            )
            return None
        wording = _wording(work, question, last)
        kinds = _kinds(work, question, offered, last)
        used = _groups(work, sheet, first)
        repeated = _repeated(work, used)
        everybody, held, within = _numbers(view, work, last)
        staff = _staff(view, work, used.get("department"), everybody, last)
    if not within:
        return None
    counted = CountingMethod(
        question=question,
        department=used.get("department"),
        position=used.get("position"),
        age=used.get("age"),
        respondent=used.get("respondent"),
        wording=wording,
        repeated=repeated,
        renamed=dict(work.renamed),
        invited=everybody,
        invited_by_department=staff,
    )
    return ChosenMethod(
        *answer_choices.settle_choices(sheet, counted, kinds, offered.written),
        kinds,
        held,
    )


def _from_where(last: Survey | None) -> str:
    return (
        _("filled in by the words of the headings; check it")
        if last is None
        else _(
            "filled in as in the last survey, as far as the headings are the same; check it"
        )
    )


def _column(
    work: Work, use: str, label: str, headings: Sequence[str], first: str | None
) -> str | None:
    return st.selectbox(
        label,
        headings,
        index=headings.index(first) if first in headings else None,
        placeholder=_("not asked"),
        key=work.widget(use),
        persist_state="session",
    )


def _wording(work: Work, question: str, last: Survey | None) -> str:
    """The question as it is kept; where it only looks different from last year's, last
    year's wording stays.
    """
    same = column_choice.has_same_heading(question, last)
    known = last.question if last is not None and same else question
    typed = st.text_input(
        _("Wording of the question, as it is kept"),
        known,
        key=work.widget("wording", question),
        persist_state="session",
        max_chars=_LONGEST_WORDING,
    )
    wording = " ".join(typed.split()) or question
    if last is None or same_letters(wording) == same_letters(last.question):
        return wording
    st.caption(plain(_("The last survey asked: {question}", question=last.question)))
    unchanged = st.checkbox(
        _(
            "It is the same question: only its number or "
            "spelling differs (the last wording is kept)"
        ),
        key=work.widget("same", question),
        persist_state="session",
    )
    return last.question if unchanged else wording


def _kinds(
    work: Work,
    question: str,
    offered: answer_choices.OfferedChoices,
    last: Survey | None,
) -> dict[str, AnswerKind | None]:
    """How each answer counts, one line an answer."""
    st.markdown(strong(_("How does each answer count?")))
    grid, kinds = st.grid(2, min_column_width=340), {}
    known = {*last.tally, *last.excluded} if last else set()
    for option, count in offered.choices.items():
        first = offered.kinds.get(option)
        rare = option not in known and count < settings().smallest_group
        options = [
            AnswerKind.POSITIVE,
            AnswerKind.NOT_POSITIVE,
            AnswerKind.EXCLUDED,
            *([AnswerKind.OWN_WORDS] if rare else []),
        ]
        label = ngettext(
            "{choice} ({n} answer)", "{choice} ({n} answers)", count, choice=option
        )
        with grid.cell():
            kinds[option] = st.radio(
                plain(label),
                options,
                index=options.index(first) if first in options else None,
                horizontal=True,
                format_func=kind_words,
                key=work.widget("kind", question, option),
                persist_state="session",
            )
    if offered.written:
        st.caption(plain(own_words_text(offered, current_language())))
    return kinds


def kind_words(kind: AnswerKind) -> str:
    """How an answer counts, in words."""
    match kind:
        case AnswerKind.POSITIVE:
            return _("counts as felt")
        case AnswerKind.NOT_POSITIVE:
            return _("counts as not felt")
        case AnswerKind.EXCLUDED:
            return _("is not counted")
    return _("somebody's own words (not kept, not counted)")


def _groups(work: Work, sheet: AnswerSheet, first: CountingMethod) -> dict[str, str]:
    """The columns of groups and of the respondent, as far as there are any."""
    st.markdown(strong(_("Columns")))
    grid, usable = (
        st.grid(4, min_column_width=190),
        work.once(column_choice.grouping_columns),
    )
    labels = {
        "department": _("Section"),
        "position": _("Position"),
        "age": _("Age"),
        "respondent": _("Respondent"),
    }
    used = {}
    for use, label in labels.items():
        headings = sheet.headings if use == "respondent" else usable
        with grid.cell():
            used[use] = _column(work, use, label, headings, getattr(first, use))
    notes = (
        _(
            "The respondent's column only serves to find who answered twice; it is not kept."
        ),
        _(
            "Columns that tell who answered, or hold people's "
            "own words, cannot be chosen as groups."
        ),
    )
    st.caption(plain(sentences(notes)))
    return {use: heading for use, heading in used.items() if heading}


def _repeated(work: Work, used: dict[str, str]) -> RepeatedAnswers:
    """Which answer of somebody counts who gave several; asked where it can be told."""
    if "respondent" not in used:
        return RepeatedAnswers.ALL
    words = {
        RepeatedAnswers.LAST: _("the last one counts"),
        RepeatedAnswers.FIRST: _("the first one counts"),
        RepeatedAnswers.ALL: _("each one counts"),
    }
    return (
        st.radio(
            _("Where somebody answered several times"),
            list(words),
            format_func=words.__getitem__,
            horizontal=True,
            key=work.widget("repeated"),
            persist_state="session",
        )
        or RepeatedAnswers.LAST
    )


def _numbers(
    view: View, work: Work, last: Survey | None
) -> tuple[int | None, str | None, bool]:
    """How many were asked in all, and on which day, and whether that lies in the year."""
    grid = st.grid(2, min_column_width=240)
    with grid.cell():
        asked = st.number_input(
            _("Staff asked in all"),
            1,
            MOST_COUNTED,
            None,
            1,
            key=work.widget("asked"),
            persist_state="session",
            placeholder=_("number not known"),
        )
        if last is not None and last.invited is not None:
            st.caption(plain(_("Last survey: {n}", n=f"{last.invited:,}")))
    with grid.cell():
        held = st.date_input(
            _("Day of the survey (its last day)"),
            None,
            date(view.year - 5, 1, 1),
            date(view.year + 5, 12, 31),
            key=work.widget("held", str(view.year)),
            persist_state="session",
        )
        if not isinstance(held, date):
            return asked, None, True
        within = fiscal.year_of_day(held) == view.year
        if not within:
            day, year = (
                fiscal.month_label(held.isoformat()),
                fiscal.both_calendars(view.year),
            )
            words = _(
                "{value} does not lie in {year}. Write a day of that fiscal year.",
                value=day,
                year=year,
            )
            st.error(plain(words), icon=":material/error:")
    return asked, held.isoformat(), within


# --- The staff of each section


def _staff(
    view: View,
    work: Work,
    department: str | None,
    asked: int | None,
    last: Survey | None,
) -> tuple[tuple[str, int], ...]:
    """How many were asked in each section, as far as known: a table to type or paste into."""
    if department is None:
        return ()
    st.markdown(
        strong(_("Staff asked in each section"))
        + " "
        + faint(_("as far as known; blank where not"))
    )
    known = _staff_known(last)
    base = _staff_table(view, work, department, last)
    if known:
        st.button(
            _("Take over the numbers of the last survey"),
            icon=":material/history:",
            type="tertiary",
            key=work.widget("take"),
            on_click=_take_numbers,
            args=(work, department, known),
        )
    table = st.data_editor(
        base,
        hide_index=True,
        num_rows="dynamic",
        key=work.editor(department),
        height=260,
        placeholder="",
        column_config={
            _NAME: st.column_config.TextColumn(
                _("Section"), max_chars=_LONGEST_NAME, required=True
            ),
            _STAFF: st.column_config.NumberColumn(
                _("Staff asked"), min_value=0, max_value=MOST_COUNTED, step=1
            ),
        },
        alt=_("Staff asked in each section"),
    )
    work.typed[department] = table
    found = _numbers_in(table)
    whole = sum(n for _name, n in found)
    if found and whole != asked:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            said = ngettext(
                "{n} section: {all} staff.",
                "{n} sections: {all} staff.",
                len(found),
                all=f"{whole:,}",
            )
            st.caption(plain(said), width="content")
            st.button(
                _("Take {n} as the staff asked in all", n=f"{whole:,}"),
                type="tertiary",
                key=work.widget("sum"),
                on_click=_take_sum,
                args=(work, whole),
            )
    return found


def _staff_table(
    view: View, work: Work, department: str, last: Survey | None
) -> pd.DataFrame:
    """The table as it is sent; with what was typed before when somebody comes back to it."""
    if department not in work.staff:
        names = work.once(
            column_choice.surveyed_departments,
            department,
            departments_asked(view.plan),
            last,
        )
        numbers = pd.Series([None] * len(names), dtype="Int64")
        work.staff[department] = pd.DataFrame(
            {_NAME: pd.Series(names, dtype=str), _STAFF: numbers}
        )
    elif department in work.typed and work.editor(department) not in st.session_state:
        _send(work, department, work.typed[department])
    return work.staff[department]


def _send(work: Work, department: str, table: pd.DataFrame) -> None:
    work.staff[department] = table.reset_index(drop=True)
    work.staff_times += 1


def _take_numbers(work: Work, department: str, known: dict[str, int]) -> None:
    """Fill the blanks with the numbers of the last survey."""
    table = work.typed.get(department, work.staff[department]).copy()
    table[_STAFF] = (
        table[_STAFF].astype("Int64").fillna(table[_NAME].map(known).astype("Int64"))
    )
    work.typed[department] = table
    _send(work, department, table)


def _take_sum(work: Work, whole: int) -> None:
    st.session_state[work.widget("asked")] = whole


def _staff_known(last: Survey | None) -> dict[str, int]:
    """The staff of each section in the last survey; those that were counted together
    have none of their own.
    """
    groups = last.departments if last else ()
    return {
        group.names[0]: group.invited
        for group in groups
        if len(group.names) == 1 and group.invited is not None
    }


def _numbers_in(table: pd.DataFrame) -> tuple[tuple[str, int], ...]:
    rows = zip(table[_NAME], table[_STAFF], strict=True)
    return tuple(
        (" ".join(str(name).split()), int(n))
        for name, n in rows
        if isinstance(name, str) and name.strip() and pd.notna(n)
    )

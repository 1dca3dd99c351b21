"""What the secretariat sent back to a 課: on 私の課, and on 実績の登録 with the answer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import streamlit as st

from dxkpi import actions, fiscal
from dxkpi.actions import AnswerRemark, NotPermitted, Right, WrongReview
from dxkpi.plan.review import LONGEST_REMARK, Remark
from dxkpi.returns.round_items import RoundItem
from dxkpi.store import StoreError
from dxkpi.web.common import access, cached, notices, page_files
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import faint, plain, strong, titled
from dxkpi.web.common.own_departments import departments_to_offer, reaches_whole_city
from dxkpi.web.common.reader_choice import speak_to_reader
from dxkpi.web.common.session import page_state
from dxkpi.web.common.view import View
from dxkpi.web.returns.original_file import marked_original_address
from dxkpi.web.review.foot import registered_returns
from dxkpi.web.review.shown_review import read_reviews
from dxkpi.web.review.widget_keys import KEYS
from dxkpi.web.round.shown_round import read_shown_round
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.glossary import department_name
from dxkpi.wording.reviews import remark_text, review_fault_text


@dataclass
class AnswerState:
    """What came of the last answer."""

    succeeded: bool = True
    outcome: str = ""


class WaitingRemark(NamedTuple):
    """A remark that waits, the thing that it is about, and those of the reader's
    departments that report the thing; None among them: the whole city.
    """

    departments: tuple[str | None, ...]
    item: RoundItem
    remark: Remark

    @property
    def answering_department(self) -> str | None:
        """In whose name it is answered; None where no single department reports the
        thing, and so none answers.
        """
        named = [name for name in self.departments if name is not None]
        return named[0] if named else None


def waiting_remarks(
    view: View, departments: Collection[str | None]
) -> tuple[WaitingRemark, ...]:
    """What was sent back to some departments and is neither mended nor answered, each
    once however many of them report it. The round is read once.
    """
    opened = view.round
    if opened is None or not opened.is_reviewed:
        return ()
    waiting: dict[int, WaitingRemark] = {}
    for department in read_reviews(view, opened, departments):
        for reviewed in department.items:
            for remark in reviewed.waiting:
                known = waiting.get(remark.number)
                before = known.departments if known else ()
                waiting[remark.number] = WaitingRemark(
                    (*before, department.department), reviewed.item, remark
                )
    return tuple(waiting.values())


def show_remarks(view: View, department: str | None) -> None:
    """The remarks that a department has to see to; nothing where there are none."""
    waiting = waiting_remarks(view, [department])
    if not waiting:
        return
    with st.container(border=True):
        _show_title(len(waiting))
        st.markdown("\n\n".join(_line(waiting_remark) for waiting_remark in waiting))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if access.may(Right.REPORT, view.city.code, department):
                show_page_link(
                    page_files.UPLOAD,
                    _("Take the form and register"),
                    ":material/upload_file:",
                )
            _offer_marked_original(view, department)


def show_remarks_to_answer(view: View) -> None:
    """The remarks on everything that the reader reports, each with a box for the answer."""
    _show_outcome()
    waiting = _remarks_of_reader(view)
    if not waiting:
        return
    with st.container(border=True):
        _show_title(len(waiting))
        for waiting_remark in waiting:
            st.markdown(f"{faint(_names(waiting_remark))}  \n{_line(waiting_remark)}")
            if waiting_remark.answering_department is not None:
                st.text_input(
                    _(
                        "Answer to the remark on “{name}”",
                        name=waiting_remark.item.name,
                    ),
                    key=_answer_key(waiting_remark),
                    max_chars=LONGEST_REMARK,
                    placeholder=_("or mend it, and hand in the form anew"),
                )
        for department in _departments(waiting):
            _offer_marked_original(view, department)
        access.ask_name()
        st.button(
            _("Send the answers"),
            icon=":material/reply:",
            key=KEYS.key("answer"),
            on_click=_answer,
            args=(view, waiting),
        )


def _departments(waiting: Iterable[WaitingRemark]) -> tuple[str | None, ...]:
    """The departments that some remarks wait for, each once; None: the whole city."""
    names: dict[str | None, None] = {}
    for waiting_remark in waiting:
        names |= dict.fromkeys(waiting_remark.departments)
    return tuple(names)


def _offer_marked_original(view: View, department: str | None) -> None:
    """The last file of the department with the remarks on its cells, for whoever may
    have it; its address asks again.
    """
    for submission in registered_returns(view, department):
        city, named = submission.plan.city, submission.department
        if submission.file is None or not access.may(Right.SEE_ORIGINALS, city, named):
            continue
        st.link_button(
            _("The last file with the remarks (xlsx)"),
            marked_original_address(submission.number),
            icon=":material/rate_review:",
            key=KEYS.key("marked_original", department or ""),
        )
        return


def _show_title(n: int) -> None:
    label = _("Sent back by the secretariat")
    count = ngettext("{n} remark", "{n} remarks", n)
    st.markdown(f":orange-badge[↩] {titled(label, count)}")


def _names(waiting_remark: WaitingRemark) -> str:
    language = current_language()
    return language.listed(
        department_name(name, language) for name in waiting_remark.departments
    )


def _line(waiting_remark: WaitingRemark) -> str:
    language = current_language()
    day = language.day_within_year(fiscal.day_in_japan(waiting_remark.remark.at))
    by = _("{who}, {day}", who=waiting_remark.remark.who, day=day)
    remarked = remark_text(
        waiting_remark.remark.column, waiting_remark.remark.text, language
    )
    text = _("“{text}”", text=remarked)
    return f"{strong(waiting_remark.item.name)} {plain(text)} {faint(by)}"


def _remarks_of_reader(view: View) -> tuple[WaitingRemark, ...]:
    """What waits for the departments that the reader reports for."""
    opened = view.round
    if opened is None or not opened.is_reviewed:
        return ()
    if not access.may_write(Right.REPORT, view.city.code):
        return ()
    asked = [
        department.department
        for department in read_shown_round(view, opened).progress.departments
    ]
    if reaches_whole_city(view, Right.REPORT):
        return waiting_remarks(view, asked)
    names = [name for name in asked if name is not None]
    return waiting_remarks(view, departments_to_offer(view, Right.REPORT, names))


def _answer_key(waiting_remark: WaitingRemark) -> str:
    return KEYS.key("answer_text", waiting_remark.remark.number)


def _show_outcome() -> None:
    state = page_state(AnswerState)
    sentence, state.outcome = state.outcome, ""
    notices.show_outcome(sentence, succeeded=state.succeeded)


def _answer(view: View, waiting: Sequence[WaitingRemark]) -> None:
    """Put every answer that was typed on record."""
    speak_to_reader()
    state = page_state(AnswerState)
    answered = 0
    try:
        for waiting_remark in waiting:
            answered += _put_on_record(view, waiting_remark)
    except WrongReview as error:
        language = current_language()
        texts = [review_fault_text(fault, language) for fault in error.faults]
        state.succeeded, state.outcome = False, sentences(texts)
        return
    except (NotPermitted, StoreError) as error:
        state.succeeded, state.outcome = False, access.not_done_text(error)
        return
    state.succeeded = answered > 0
    state.outcome = ngettext("{n} is answered.", "{n} are answered.", answered)
    if not answered:
        state.outcome = _("Write an answer first.")


def _put_on_record(view: View, waiting_remark: WaitingRemark) -> bool:
    """Record the answer to a remark; false where none was typed."""
    text = str(st.session_state.get(_answer_key(waiting_remark)) or "").strip()
    department = waiting_remark.answering_department
    if not text or department is None:
        return False
    command = AnswerRemark(
        view.listed.key, view.year, department, waiting_remark.remark.number, text
    )
    actions.answer_remark(cached.store(), command, current_actor())
    return True

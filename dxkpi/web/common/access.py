"""Who is at the screen, and what is said where he may not do something.

Whoever signed in has an account; in a house without sign-in people say their name, which
is kept for the session and with what they write. Every write asks `dxkpi.actions` for
permission at the moment it happens; pages ask here for what to show and to offer.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import streamlit as st

from dxkpi import actions
from dxkpi.actions import Actor, CityScope, Identification, NotPermitted, Right
from dxkpi.plan import Plan
from dxkpi.returns import CheckedReturn, DepartmentRegister
from dxkpi.store import NO_CITY, Account, StoreError
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.common.reader_choice import reader_choice
from dxkpi.web.common.session import page_state
from dxkpi.web.sign_in.accounts import account_of, actor_with, was_signed_out
from dxkpi.web.sign_in.person import NOBODY, USER_KEY, Person, person_of_header
from dxkpi.web.sign_in.way_in import show_way_in
from dxkpi.wording.permission import refusal_text
from dxkpi.wording.store import store_error_text

LONGEST_REASON = 200

_KEY = "who"
_CORRECTION_KEY = "correction"


@dataclass(frozen=True)
class _KnownReader:
    """Who is at the other end, and what the store said of his account."""

    person: Person
    account: Account | None


@dataclass
class _ReadOnce:
    """The reader, and the departments of the cities that were asked for, as they were read
    in this run of a page; `is_running` only while it runs.
    """

    is_running: bool = False
    reader: _KnownReader | None = None
    registers: dict[str, DepartmentRegister] = field(default_factory=dict)


@contextmanager
def reading_account_once() -> Iterator[None]:
    """Read the reader's account once while a page runs, whatever it asks of him, and the
    departments of a city. Each run and each press of a button reads them anew, and every
    write does.
    """
    read = page_state(_ReadOnce)
    read.is_running, read.reader, read.registers = True, None, {}
    try:
        yield
    finally:
        read.is_running, read.reader, read.registers = False, None, {}


def current_person() -> Person:
    """Who is at the other end of this page's connection, as the server found it; nobody
    where he was signed out since.
    """
    return _reader().person


def current_account() -> Account | None:
    """The account of whoever signed in; None where there is none."""
    return _reader().account


def current_actor() -> Actor:
    """Who is at the screen: by his account, else by the name that was typed. What he may
    do is asked anew wherever it is asked of him.
    """
    return actor_as_read().unread


def actor_as_read() -> Actor:
    """The same with what was read in this run, for what is shown and offered."""
    reader = _reader()
    actor = actor_with(reader.person, reader.account, _typed_name())
    read = page_state(_ReadOnce)
    return replace(actor, registers=read.registers) if read.is_running else actor


def _reader() -> _KnownReader:
    read = page_state(_ReadOnce)
    reader = read.reader or _read_reader()
    if read.is_running:
        read.reader = reader
    return reader


def _read_reader() -> _KnownReader:
    person = person_of_header(st.user.to_dict().get(USER_KEY))
    if not person.has_signed_in:
        return _KnownReader(person, None)
    store = cached.store_of_process().within(NO_CITY)  # what he reaches comes after
    if person.subject is None:
        return _KnownReader(person, account_of(store, person))
    account = store.account(person.subject)
    if account is not None and was_signed_out(account, person):
        return _KnownReader(NOBODY, None)
    return _KnownReader(person, account)


def signed_in_subject() -> str | None:
    """What whoever signed in is known by; None where nobody did."""
    account = current_account()
    return None if account is None else account.subject


def _typed_name() -> str:
    typed = str(st.session_state.get(_KEY) or "")
    in_one_line = " ".join(typed.split())
    return in_one_line[: actions.LONGEST_NAME]


def may_anywhere(right: Right) -> bool:
    """Whether whoever is at the screen has a right for something in some city."""
    return actions.may_anywhere(actor_as_read(), right)


def may(right: Right, city: str, department: str | None = None) -> bool:
    """Whether whoever is at the screen has a right in a city, for one of its departments
    if one is named, else for all of it.
    """
    return actions.may(cached.store(), actor_as_read(), right, city, department)


def may_write(right: Right, city: str) -> bool:
    """Whether to offer what takes a right: to who has it for some department at least,
    and does not look back to a day.
    """
    return reader_choice().known is None and refusal_in_city(right, city) is None


def refusal_in_city(right: Right, city: str) -> str | None:
    """Why whoever is at the screen has a right for no department of a city; None where he
    has it for some.
    """
    store, actor = cached.store(), actor_as_read()
    if actions.departments_within_reach(store, actor, right, city) != ():
        return None
    try:
        actions.require_right(store, actor, right, [CityScope(city)])
    except NotPermitted as refused:
        return not_done_text(refused)
    return None


def show_refusal(refusal: str) -> None:
    """Why something is not offered here, and the way in for whoever has not signed in."""
    st.info(plain(refusal), icon=":material/lock:")
    if current_actor().known_by is Identification.VISITOR:
        show_way_in(_("Sign in and come back here"))


def not_done_text(error: NotPermitted | StoreError) -> str:
    """Why nothing was written, as the reader is told it."""
    if isinstance(error, NotPermitted):
        return refusal_text(error.refusal, current_language(), error.right, error.whom)
    return store_error_text(error, current_language())


def ask_correction(plans: Iterable[Plan]) -> None:
    """The reason of a correction, asked for where one of the plans is over."""
    if not any(actions.is_read_only(plan) for plan in plans):
        return
    st.text_input(
        _("Why this is corrected (required: the plan is over)"),
        key=_CORRECTION_KEY,
        max_chars=LONGEST_REASON,
    )


def ask_correction_of(returns: Iterable[CheckedReturn]) -> None:
    """The reason of a correction, asked for where one of the returns needs it."""
    checked = list(returns)
    plans = [filled.form.plan for filled in checked]
    is_over = any(actions.is_read_only(plan) for plan in plans)
    store = cached.store()
    if is_over or not any(
        actions.changes_what_is_final(store, filled) for filled in checked
    ):
        ask_correction(plans)
        return
    st.text_input(
        _("Why this is corrected (required: it is final)"),
        key=_CORRECTION_KEY,
        max_chars=LONGEST_REASON,
    )


def typed_correction() -> str:
    """What was typed there; empty where nothing was asked."""
    return str(st.session_state.get(_CORRECTION_KEY) or "")


def ask_name() -> None:
    """The name of whoever writes, asked for in a house without sign-in."""
    account = current_account()
    if account is not None:
        st.caption(plain(_("Signed in: {name}", name=account.name)))
        return
    st.text_input(
        _("Your name (department and name)"),
        key=_KEY,
        persist_state="session",
        max_chars=actions.LONGEST_NAME,
        width=320,
        placeholder=_("for example: HR section, Sato"),
    )

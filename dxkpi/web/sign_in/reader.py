"""Who is at the screen.

Whoever signed in has an account; in a house without sign-in people say their name, which
is kept for the session and with what they write. What is asked of a reader while a page
runs is read once; every write reads it anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import streamlit as st

from dxkpi import actions
from dxkpi.actions import Actor
from dxkpi.returns import DepartmentRegister
from dxkpi.store import NO_CITY, Account
from dxkpi.web.common.process_store import store_of_process
from dxkpi.web.common.session import page_state
from dxkpi.web.sign_in.accounts import account_of, actor_with, was_signed_out
from dxkpi.web.sign_in.person import NOBODY, USER_KEY, Person, person_of_header

NAME_KEY = "who"
"""The widget in which a name is typed, and the session keeps it."""


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
    store = store_of_process().within(NO_CITY)  # what he reaches comes after
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
    typed = str(st.session_state.get(NAME_KEY) or "")
    in_one_line = " ".join(typed.split())
    return in_one_line[: actions.LONGEST_NAME]

"""What the store says, in words: why it refused something, and where a write came from."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from dxkpi.findings import FiscalYear
from dxkpi.wording.language import Language, mark

_SENTENCES = {
    "wrong_address": mark(
        "The database address must begin with sqlite:/// or postgresql://."
    ),
    "no_folder": mark("The folder of the database cannot be made."),
    "not_set_up": mark("The store is not set up yet. Run: dxkpi migrate"),
    "newer": mark("The store is newer than this program. Install the newer version."),
    "newer_level": mark(
        "The store is newer ({store}) than this program ({code}). Install the newer version."
    ),
    "older_level": mark("The store is older than this program. Run: dxkpi migrate"),
    "damaged": mark("The database file is damaged or is not a database."),
    "unreadable": mark(
        "Something that is stored of {plans} cannot be read. Run dxkpi verify: it names it."
    ),
    "row_unreadable": mark(
        "Something that is stored cannot be read. Run dxkpi verify: it names it."
    ),
    "locked": mark("Another program keeps the store locked. Try again in a moment."),
    "not_writable": mark("The database file cannot be opened or written."),
    "senseless": mark(
        "The database refused figures that make no sense; nothing was stored."
    ),
    "disk_full": mark("The disk is full; nothing was stored."),
    "unreachable": mark("The database cannot be reached."),
    "out_of_reach": mark("This belongs to another city, which is not open to you."),
    "plan_gone": mark("The plan could not be read. Reload the page."),
    "plan_twice": mark(
        "Two of the plans are the same plan of a municipality (their ids are equal)."
    ),
    "changed_since_seen": mark(
        "The store was changed by somebody else meanwhile. Nothing was stored; try again."
    ),
    "already_registered": mark(
        "This very file is registered already (receipt {number})."
    ),
    "overtaken": mark(
        "Somebody else registered meanwhile. Nothing was "
        "stored; look at what changed and register again."
    ),
    "decision_changed": mark(
        "Somebody else changed this decision meanwhile. Nothing was stored; look at how "
        "it stands now."
    ),
    "no_such_remark": mark("No remark waits for an answer here. Look at it again."),
    "no_round": mark("No round was opened for {year}. Open it first."),
    "release_needs_reason": mark(
        "Release {number} of the same year says otherwise. Write why it is corrected."
    ),
    "nothing_to_correct": mark(
        "The year was never released, so there is nothing to correct: leave out the reason."
    ),
    "no_release": mark("There is no release with the number {number}."),
    "round_is_open": mark(
        "Somebody else opened the round of {year} meanwhile. Look at how it stands now."
    ),
    "original_altered": mark(
        "The file of receipt {number} is no longer the one that was handed in, so it is not "
        "given out. Somebody must run dxkpi verify and take it from a backup."
    ),
    "unknown_draft": mark("There is no draft with the number {number}."),
    "draft_ended": mark(
        "Draft {number} is no longer worked on: {who} registered or discarded it on {when}."
    ),
    "draft_not_registered": mark(
        "Draft {number} is no part of the plan, so there is nothing to take back."
    ),
    "unknown_return": mark("There is no return with the receipt number {number}."),
    "already_withdrawn": mark(
        "Receipt {number} was withdrawn already, on {when} by {who}."
    ),
    "no_reason": mark("Write why it is withdrawn: the reason is kept with it."),
    "plan_is_over": mark(
        "This plan ended with {year}. To register something as a correction, write why."
    ),
    "is_final": mark(
        "Something of this is final for {year}. To register it as a correction, write why."
    ),
    "unknown_account": mark("There is no account of {subject}."),
    "unknown_role": mark("The account of {subject} does not have this role."),
    "last_administrator": mark(
        "Nobody would be left who manages the accounts. Make somebody else administrator "
        "first."
    ),
    "file_exists": mark(
        "{file} is there already. Name a file that is not: none is overwritten."
    ),
    "file_unwritable": mark("{file} cannot be written."),
    "file_unreadable": mark("{file} cannot be read."),
    "not_a_backup": mark(
        "{file} is no backup of a store. Name a file that dxkpi backup made, or a copy "
        "of the database file."
    ),
    "backup_damaged": mark(
        "{file} is damaged. Nothing was restored; take another backup."
    ),
    "own_file": mark("{file} is the store itself. Name a backup of it."),
}

_FIXED_SOURCES = (
    mark("typed on the screen"),
    mark("counts of a staff survey"),
    mark("typed on the command line"),
    mark("invitation"),
    mark("change of password"),
    mark("a plan's draft"),
)
"""The sources of what came without a file; they are stored in these words."""


class RefusedByStore(Protocol):
    """A `store.StoreError`, as far as its sentence needs it."""

    @property
    def fault(self) -> StrEnum: ...
    @property
    def facts(self) -> Mapping[str, object]: ...


def store_error_text(error: RefusedByStore, language: Language) -> str:
    """Why the store cannot be used or refused something, and what to do."""
    facts = {name: _fact_text(fact, language) for name, fact in error.facts.items()}
    return language.gettext(_SENTENCES[error.fault.value], **facts)


def source_text(source: str, language: Language) -> str:
    """Where a write came from: a file by its name, else what it was."""
    if source in _FIXED_SOURCES:
        return language.gettext(source)
    return source


def _fact_text(fact: object, language: Language) -> str:
    if isinstance(fact, datetime):
        return language.moment(fact)
    if isinstance(fact, FiscalYear):
        return language.fiscal_year(fact.year)
    return str(fact)

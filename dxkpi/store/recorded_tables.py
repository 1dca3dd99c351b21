"""What the chain of changes holds: which tables, by what a row of them is known, and which
columns name the writes that brought and changed it.

A table that is in none of these is in `UNRECORDED`, with the reason.
"""

from typing import NamedTuple

from dxkpi.store.raw_rows import RowSource
from dxkpi.store.tables import (
    ACCOUNT,
    ACCOUNT_CHANGE,
    DECISION,
    FIGURE,
    FORMER_TARGET,
    INDICATOR,
    INITIATIVE,
    ITEM_CONFIRMATION,
    MEASURE,
    MEMBERSHIP,
    MUNICIPALITY,
    OWN_MARK,
    PASSWORD,
    PLAN,
    PLAN_TEXT,
    POLICY,
    PROGRESS,
    RELEASE,
    REMARK,
    ROUND,
    SCHEDULE_ITEM,
    SUBMISSION,
    YEARLY_REPORT,
)

_MOVED = frozenset({"position"})
"""Where something stands in its plan, which changes with the plan around it."""


class RecordedTable(NamedTuple):
    """A table with the columns that name the writes which brought and changed a row."""

    source: RowSource
    writes: tuple[str, ...] = ("recorded_in", "superseded_in")


FIGURES = RowSource(FIGURE, left_out=_MOVED)

RETURNS = RowSource(SUBMISSION, "number")

RECORDED_TABLES = (
    RecordedTable(FIGURES),
    RecordedTable(RowSource(FORMER_TARGET)),
    RecordedTable(RowSource(PROGRESS)),
    RecordedTable(RowSource(YEARLY_REPORT, left_out=_MOVED)),
    RecordedTable(RowSource(OWN_MARK, left_out=_MOVED)),
    RecordedTable(RowSource(DECISION, left_out=_MOVED)),
    RecordedTable(RowSource(ROUND)),
    RecordedTable(RowSource(REMARK), ("recorded_in", "answered_in")),
    RecordedTable(RowSource(ITEM_CONFIRMATION)),
    RecordedTable(
        RowSource(RELEASE, left_out=frozenset({"content"})), ("recorded_in",)
    ),
    RecordedTable(RowSource(PLAN_TEXT, long="document"), ("superseded_in",)),
    RecordedTable(RETURNS, ("recorded_in", "withdrawn_in")),
    RecordedTable(RowSource(MEMBERSHIP)),
    RecordedTable(RowSource(ACCOUNT_CHANGE), ("recorded_in",)),
)
"""What has rows of its own for each write. A release is known by its hash. While a return
waits no column names its write: `chain.note_return` records it.
"""

ACCOUNTS = RowSource(ACCOUNT, left_out=frozenset({"signed_out_at"}))
"""Accounts, without the moment up to which nothing counts that they signed in with:
restoring a backup sets it.
"""

PASSWORDS = RowSource(PASSWORD, "account_id", long="hash")
"""Passwords, by the hash of their hash: nothing in the chain tells a former password."""

MUNICIPALITIES = RowSource(MUNICIPALITY, "code")

_STAMPS = frozenset({"changed_in", "added_in", "worded_in"})

WORDED_TABLES = (
    RowSource(PLAN, left_out=_STAMPS),
    RowSource(POLICY, "number"),
    RowSource(MEASURE, "number"),
    RowSource(INITIATIVE, "number"),
    RowSource(SCHEDULE_ITEM, "position"),
    RowSource(INDICATOR, "code"),
)
"""What the wording of a plan is made of, which is replaced as a whole."""

UNRECORDED = {
    "revision": "It is the chain.",
    "change_entry": "It is the chain.",
    "chain_end": "It is the chain.",
    "original": "Its SHA-256 stands on the receipt, which is recorded, and is compared.",
    "taken_form": (
        "Who was given an empty form: nothing is judged, confirmed or permitted by it. One "
        "write for each download would have all that is kept worked out anew."
    ),
    "draft": (
        "It counts for nothing until it is registered, which is a change like any other."
    ),
    "draft_step": "It is of a draft, and goes with it.",
    "sign_in": (
        "It counts for hours, is ended and removed, and changes nothing by itself; what "
        "somebody does then is recorded under his account."
    ),
    "sign_in_failure": "It is about nobody, and forgotten after a day.",
    "invitation": (
        "It counts for days and is removed. That somebody was invited, and chose a "
        "password by it, is recorded."
    ),
}
"""Tables that the chain does not hold, with the reason."""

"""The tables.

Fields stand once, in `dxkpi.plan.tree`; here they get keys, column types and
constraints.

Policies, measures, initiatives and schedule entries are the plan's text and are
replaced with it. Figures are never overwritten: a row is current while `superseded_in`
is empty, and a new value adds a row (see `FigureRow`). Numbers that identify rows are
given out by the single writer, under its lock, so they are the same on every database.

Each module holds the tables of one kind of thing. All are imported here, so that
`METADATA` knows every table.
"""

from dxkpi.store.tables.accounts import (
    ACCOUNT,
    ACCOUNT_CHANGE,
    INVITATION,
    MEMBERSHIP,
    PASSWORD,
    SIGN_IN,
    SIGN_IN_FAILURE,
    AccountEvent,
    Role,
)
from dxkpi.store.tables.base import METADATA
from dxkpi.store.tables.changes import CHAIN_END, CHANGE_ENTRY
from dxkpi.store.tables.decisions import DECISION
from dxkpi.store.tables.drafts import DRAFT, DRAFT_STEP, PlanDraftState
from dxkpi.store.tables.figures import FIGURE, FORMER_TARGET, INDICATOR, FigureKind
from dxkpi.store.tables.plan import (
    INITIATIVE,
    MEASURE,
    MUNICIPALITY,
    PLAN,
    PLAN_TEXT,
    POLICY,
    SCHEDULE_ITEM,
)
from dxkpi.store.tables.releases import RELEASE
from dxkpi.store.tables.returns import ORIGINAL, SUBMISSION, SubmissionState
from dxkpi.store.tables.reviews import ITEM_CONFIRMATION, REMARK
from dxkpi.store.tables.revision import REVISION
from dxkpi.store.tables.rounds import ROUND, TAKEN_FORM
from dxkpi.store.tables.yearly import OWN_MARK, PROGRESS, YEARLY_REPORT, MarkedKind

__all__ = [
    "ACCOUNT",
    "ACCOUNT_CHANGE",
    "CHAIN_END",
    "CHANGE_ENTRY",
    "DECISION",
    "DRAFT",
    "DRAFT_STEP",
    "FIGURE",
    "FORMER_TARGET",
    "INDICATOR",
    "INITIATIVE",
    "INVITATION",
    "ITEM_CONFIRMATION",
    "MEASURE",
    "MEMBERSHIP",
    "METADATA",
    "MUNICIPALITY",
    "ORIGINAL",
    "OWN_MARK",
    "PASSWORD",
    "PLAN",
    "PLAN_TEXT",
    "POLICY",
    "PROGRESS",
    "RELEASE",
    "REMARK",
    "REVISION",
    "ROUND",
    "SCHEDULE_ITEM",
    "SIGN_IN",
    "SIGN_IN_FAILURE",
    "SUBMISSION",
    "TAKEN_FORM",
    "YEARLY_REPORT",
    "AccountEvent",
    "FigureKind",
    "MarkedKind",
    "PlanDraftState",
    "Role",
    "SubmissionState",
]

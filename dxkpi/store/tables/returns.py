"""Returns that were handed in, and their files."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, DateTime, Index, LargeBinary, text
from sqlmodel import Field

from dxkpi.store.column_types import (
    given_number,
    parent_table,
    plausible_years,
    typed_column,
    word_column,
)
from dxkpi.store.tables.base import StoredTable, table_of

_STANDING = text("state <> 'withdrawn'")


class SubmissionState(StrEnum):
    """Whether a return waits for somebody's word, is on record, or was taken back."""

    WAITING = "waiting"
    REGISTERED = "registered"
    WITHDRAWN = "withdrawn"


class SubmissionRow(StoredTable, table=True):
    """A return that was handed in.

    Its figures were recorded by one revision, and perhaps taken back by another.

    Which figures are its own says their `recorded_in`. One that was typed on the screen
    has no file.
    """

    __tablename__ = "submission"
    __table_args__ = (
        parent_table("plan", ("plan_id", "id")),
        parent_table("revision", ("recorded_in", "id")),
        parent_table("revision", ("withdrawn_in", "id")),
        plausible_years("fiscal_year"),
        CheckConstraint(
            "(file is null) = (sha256 is null) and (file is null) = (size is null)",
            name="file_whole",
        ),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint(
            "state <> 'waiting' or (recorded_in is null and file is not null)",
            name="waiting",
        ),
        CheckConstraint(
            "state <> 'registered' or recorded_in is not null", name="registered"
        ),
        CheckConstraint(
            "(withdrawn_at is not null) = (state = 'withdrawn') and "
            "(withdrawn_by is null) = (withdrawn_at is null)"
            " and (withdrawn_reason is null) = (withdrawn_at is null)",
            name="withdrawn",
        ),
        CheckConstraint(
            "(withdrawn_in is not null) = (state = 'withdrawn' and recorded_in is not null)"
            " and (withdrawn_in is null or withdrawn_in > recorded_in)",
            name="withdrawn_later",
        ),
        Index(
            "uq_submission_file",
            "plan_id",
            "fiscal_year",
            "sha256",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
    )
    number: int = given_number()
    plan_id: int
    department: str | None
    fiscal_year: int
    state: SubmissionState = word_column(SubmissionState)
    file: str | None
    sha256: str | None
    size: int | None
    at: datetime = typed_column(DateTime(timezone=True))
    who: str
    figures: int
    missing: dict[str, int] = typed_column(JSON)
    confirmations: tuple[dict[str, str | None], ...] = typed_column(JSON)
    recorded_in: int | None = Field(unique=True)
    withdrawn_in: int | None = Field(unique=True)
    withdrawn_at: datetime | None = typed_column(DateTime(timezone=True))
    withdrawn_by: str | None
    withdrawn_reason: str | None


class OriginalRow(StoredTable, table=True):
    """The very file that was handed in.

    It has a table of its own, so that no list ever loads it.
    """

    __tablename__ = "original"
    __table_args__ = (parent_table("submission", ("submission", "number")),)
    submission: int = given_number()
    content: bytes = typed_column(LargeBinary)


SUBMISSION = table_of(SubmissionRow)
ORIGINAL = table_of(OriginalRow)

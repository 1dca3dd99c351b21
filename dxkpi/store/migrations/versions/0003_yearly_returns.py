"""Yearly returns with their originals, and the progress of the schedule."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("ix_figure_indicator_id", "figure", ["indicator_id"])
    op.create_table(
        "progress",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "not_started",
                "in_progress",
                "done",
                "late",
                "stopped",
                name="bar_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "percent", sa.Numeric().with_variant(sa.String(40), "sqlite"), nullable=True
        ),
        sa.Column("comment", sa.String(), nullable=True),
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("superseded_in", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            '("fiscal_year" is null or "fiscal_year" between 1989 and 2100)',
            name="ck_progress_plausible_years",
        ),
        sa.CheckConstraint(
            "cast(percent as numeric) between 0 and 100", name="ck_progress_percent"
        ),
        sa.CheckConstraint(
            "superseded_in > recorded_in", name="ck_progress_superseded_later"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
            name="fk_progress_plan_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_in"],
            ["revision.id"],
            name="fk_progress_recorded_in",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["superseded_in"],
            ["revision.id"],
            name="fk_progress_superseded_in",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_progress"),
    )
    op.create_index(
        "uq_progress_current",
        "progress",
        ["plan_id", "measure", "label", "nth", "fiscal_year"],
        unique=True,
        sqlite_where=sa.text("superseded_in is null"),
        postgresql_where=sa.text("superseded_in is null"),
    )
    op.create_table(
        "submission",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("fiscal_year", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "registered",
                "withdrawn",
                name="submission_state",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("file", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("figures", sa.Integer(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("confirmations", sa.JSON(), nullable=False),
        sa.Column("recorded_in", sa.Integer(), nullable=True),
        sa.Column("withdrawn_in", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            '("fiscal_year" is null or "fiscal_year" between 1989 and 2100)',
            name="ck_submission_plausible_years",
        ),
        sa.CheckConstraint(
            "(file is null) = (sha256 is null) and (file is null) = (size is null)",
            name="ck_submission_file_whole",
        ),
        sa.CheckConstraint("length(sha256) = 64", name="ck_submission_sha256"),
        sa.CheckConstraint(
            "state <> 'waiting' or (recorded_in is null and file is not null)",
            name="ck_submission_waiting",
        ),
        sa.CheckConstraint(
            "state <> 'registered' or recorded_in is not null",
            name="ck_submission_registered",
        ),
        sa.CheckConstraint(
            "(withdrawn_at is not null) = (state = 'withdrawn') and (withdrawn_by is null) = (withdrawn_at is null)"
            " and (withdrawn_reason is null) = (withdrawn_at is null)",
            name="ck_submission_withdrawn",
        ),
        sa.CheckConstraint(
            "(withdrawn_in is not null) = (state = 'withdrawn' and recorded_in is not null)"
            " and (withdrawn_in is null or withdrawn_in > recorded_in)",
            name="ck_submission_withdrawn_later",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
            name="fk_submission_plan_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_in"],
            ["revision.id"],
            name="fk_submission_recorded_in",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_in"],
            ["revision.id"],
            name="fk_submission_withdrawn_in",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("number", name="pk_submission"),
        sa.UniqueConstraint("recorded_in", name="uq_submission_recorded_in"),
        sa.UniqueConstraint("withdrawn_in", name="uq_submission_withdrawn_in"),
    )
    op.create_index(
        "uq_submission_file",
        "submission",
        ["plan_id", "fiscal_year", "sha256"],
        unique=True,
        sqlite_where=sa.text("state <> 'withdrawn'"),
        postgresql_where=sa.text("state <> 'withdrawn'"),
    )
    op.create_table(
        "original",
        sa.Column("submission", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["submission"],
            ["submission.number"],
            name="fk_original_submission",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("submission", name="pk_original"),
    )

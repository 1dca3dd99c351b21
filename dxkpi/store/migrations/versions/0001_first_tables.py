"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "municipality",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("prefecture", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "length(code) = 6", name="ck_municipality_code_has_six_digits"
        ),
        sa.PrimaryKeyConstraint("code", name="pk_municipality"),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.create_table(
        "plan",
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("edition", sa.String(), nullable=True),
        sa.Column("first_fiscal_year", sa.Integer(), nullable=True),
        sa.Column("last_fiscal_year", sa.Integer(), nullable=True),
        sa.Column("established", sa.String(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("municipality_code", sa.String(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            '("first_fiscal_year" is null or "first_fiscal_year" between 1989 and 2100) and ("last_fiscal_year" is null or "last_fiscal_year" between 1989 and 2100)',
            name="ck_plan_plausible_years",
        ),
        sa.CheckConstraint(
            "first_fiscal_year <= last_fiscal_year", name="ck_plan_period_in_order"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"],
            ["municipality.code"],
            name="fk_plan_municipality_code",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan"),
        sa.UniqueConstraint("municipality_code", name="uq_plan_municipality_code"),
    )
    op.create_table(
        "policy",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
            name="fk_policy_plan_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_policy"),
    )
    op.create_table(
        "measure",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column(
            "national_item",
            sa.Enum(
                "priority",
                "companion",
                name="national_item",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("departments", sa.JSON(), nullable=False),
        sa.Column("expected_effects", sa.JSON(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("policy_number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id", "policy_number"],
            ["policy.plan_id", "policy.number"],
            name="fk_measure_plan_id_policy_number",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("plan_id", "number", name="pk_measure"),
    )
    op.create_table(
        "indicator",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=True),
        sa.Column("policy", sa.String(), nullable=True),
        sa.Column("official", sa.Boolean(), nullable=False),
        sa.Column("department", sa.String(), nullable=True),
        sa.Column("definition", sa.String(), nullable=True),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("decimals", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "value_type",
            sa.Enum(
                "number",
                "yes_no",
                name="value_type",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "direction",
            sa.Enum(
                "higher",
                "lower",
                name="direction",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "aggregation",
            sa.Enum(
                "point",
                "annual",
                "cumulative",
                name="aggregation",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "target_rule",
            sa.Enum(
                "reach",
                "keep",
                "improve",
                "rise",
                "do",
                name="target_rule",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "target_comparator",
            sa.Enum(
                ">=",
                "<=",
                "=",
                name="comparator",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("retired_in", sa.Integer(), nullable=True),
        sa.CheckConstraint("decimals between 0 and 6", name="ck_indicator_decimals"),
        sa.CheckConstraint(
            "target_rule is not null or target_comparator is null",
            name="ck_indicator_comparator_has_rule",
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "measure"],
            ["measure.plan_id", "measure.number"],
            name="fk_indicator_plan_id_measure",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "policy"],
            ["policy.plan_id", "policy.number"],
            name="fk_indicator_plan_id_policy",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["plan.id"],
            name="fk_indicator_plan_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["retired_in"],
            ["revision.id"],
            name="fk_indicator_retired_in",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
        sa.UniqueConstraint("plan_id", "code", name="uq_indicator_plan_id_code"),
    )
    op.create_table(
        "initiative",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("measure_number", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id", "measure_number"],
            ["measure.plan_id", "measure.number"],
            name="fk_initiative_plan_id_measure_number",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "plan_id", "measure_number", "number", name="pk_initiative"
        ),
    )
    op.create_table(
        "figure",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "baseline",
                "target",
                "yearly_target",
                "actual",
                "reference",
                name="figure_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("fiscal_year", sa.Integer(), nullable=True),
        sa.Column("as_of", sa.String(), nullable=True),
        sa.Column(
            "value", sa.Numeric().with_variant(sa.String(40), "sqlite"), nullable=True
        ),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column(
            "missing",
            sa.Enum(
                "not_submitted",
                "not_published",
                "cannot_be_evaluated",
                "discontinued",
                "not_applicable",
                name="missing",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("recorded_in", sa.Integer(), nullable=False),
        sa.Column("superseded_in", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'reference') = (series <> '')",
            name="ck_figure_series_of_references",
        ),
        sa.CheckConstraint(
            "kind = 'target' or fiscal_year is not null", name="ck_figure_has_year"
        ),
        sa.CheckConstraint(
            "kind in ('target', 'actual') or value is not null",
            name="ck_figure_has_value",
        ),
        sa.CheckConstraint(
            '("fiscal_year" is null or "fiscal_year" between 1989 and 2100)',
            name="ck_figure_plausible_years",
        ),
        sa.CheckConstraint(
            "superseded_in > recorded_in", name="ck_figure_superseded_later"
        ),
        sa.CheckConstraint(
            "value is null or missing is null", name="ck_figure_value_or_reason"
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name="fk_figure_indicator_id",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["recorded_in"],
            ["revision.id"],
            name="fk_figure_recorded_in",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["superseded_in"],
            ["revision.id"],
            name="fk_figure_superseded_in",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="pk_figure"),
    )
    op.create_table(
        "schedule_item",
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("initiative", sa.String(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("measure_number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "bar",
                "milestone",
                "deadline",
                name="schedule_kind",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "certainty",
            sa.Enum(
                "stated",
                "inferred",
                "unclear",
                name="certainty",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.CheckConstraint(
            '("start" is null or "start" between 1989 and 2100) and ("end" is null or "end" between 1989 and 2100)',
            name="ck_schedule_item_plausible_years",
        ),
        sa.CheckConstraint('start <= "end"', name="ck_schedule_item_ends_in_order"),
        sa.ForeignKeyConstraint(
            ["plan_id", "measure_number", "initiative"],
            ["initiative.plan_id", "initiative.measure_number", "initiative.number"],
            name="fk_schedule_item_plan_id_measure_number_initiative",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["plan_id", "measure_number"],
            ["measure.plan_id", "measure.number"],
            name="fk_schedule_item_plan_id_measure_number",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint(
            "plan_id", "measure_number", "position", name="pk_schedule_item"
        ),
    )
    op.create_index(
        "uq_figure_current",
        "figure",
        [
            "indicator_id",
            "kind",
            "series",
            sa.text(
                "(case when kind in ('baseline', 'target') then 0 else fiscal_year end)"
            ),
        ],
        unique=True,
        sqlite_where=sa.text("superseded_in is null"),
        postgresql_where=sa.text("superseded_in is null"),
    )

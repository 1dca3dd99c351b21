"""Cities kept apart by PostgreSQL itself: row-level security, as `dxkpi.store.reach` says."""

from alembic import op

revision = "0029"
down_revision = "0028"

_SET = "(select current_setting('dxkpi.cities', true))"
_IS_EVERYWHERE = f"{_SET} = '*'"
_IS_SOMEBODY = f"{_SET} <> ''"
_CODES = f"any (string_to_array({_SET}, ','))"

_READ_BY_ALL = ("municipality", "plan", "release")

_OF_PLAN = (
    "decision",
    "indicator",
    "initiative",
    "item_confirmation",
    "measure",
    "own_mark",
    "plan_text",
    "policy",
    "progress",
    "release",
    "remark",
    "round",
    "schedule_item",
    "submission",
    "taken_form",
    "yearly_report",
)

_OF_ROW = {
    "figure": ("indicator", "id", "indicator_id"),
    "former_target": ("indicator", "id", "indicator_id"),
    "original": ("submission", "number", "submission"),
}
"""The table whose row a row hangs on, its key, and the column that names it."""


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    _put_under_policy("municipality", f"code = {_CODES}")
    _put_under_policy("plan", f"municipality_code = {_CODES}")
    for table in _OF_PLAN:
        _put_under_policy(
            table,
            "exists (select from plan where plan.id = plan_id"
            f" and plan.municipality_code = {_CODES})",
        )
    for table, (parent, key, column) in _OF_ROW.items():
        is_parent = f"{parent}.{key} = {table}.{column}"
        _put_under_policy(table, f"exists (select from {parent} where {is_parent})")
    for table in _READ_BY_ALL:
        op.execute(
            f"create policy read_by_all on {table} for select using ({_IS_SOMEBODY})"
        )


def _put_under_policy(table: str, is_within_reach: str) -> None:
    op.execute(f"alter table {table} enable row level security")
    op.execute(f"alter table {table} force row level security")
    op.execute(
        f"create policy within_reach on {table}"
        f" using ({_IS_EVERYWHERE} or {is_within_reach})"
    )

"""What the database itself refuses, and that migrations build the tables."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from dxkpi.plan import BarState, Plan
from dxkpi.store import Store, StoreError, StoreFault, writing
from dxkpi.store.engine import write_transaction
from dxkpi.store.tables import METADATA
from tests.support.shipped_cities import key_of
from tests.support.stored import entry_progress, register_figures

SENSELESS = [
    "update submission set state = 'waiting'",
    "update submission set state = 'lost'",
    "update submission set state = 'withdrawn'",
    "update submission set recorded_in = null",
    "update submission set recorded_in = 99",
    "update submission set withdrawn_in = 1",
    "update submission set withdrawn_reason = 'x'",
    "update submission set sha256 = 'abc'",
    "update submission set sha256 = null",
    "update submission set fiscal_year = 1800",
    "update submission set plan_id = 99",
    "delete from submission",
    "delete from revision where id = 2",
    "insert into original (submission, content) values (99, '')",
    "update progress set state = 'finished'",
    "update progress set percent = '101'",
    "update progress set percent = '-1'",
    "update progress set superseded_in = recorded_in",
    """insert into progress select id + 100, plan_id, measure, label, nth, fiscal_year, state, percent, comment,
    recorded_in, superseded_in from progress""",
    """insert into submission select number + 100, plan_id, department, fiscal_year, state, file, sha256, size, at,
    who, figures, missing, confirmations, recorded_in, withdrawn_in, withdrawn_at, withdrawn_by, withdrawn_reason
    from submission""",
]


def test_the_database_itself_refuses_returns_that_make_no_sense(
    store: Store, city: str
) -> None:
    made = register_figures(
        store, city, {"K01": 5}, {0: entry_progress(BarState.DONE, 100)}
    )
    assert [statement for statement in SENSELESS if not refused(store, statement)] == []
    assert store.submissions(key_of(city)) == (made,)


def refused(store: Store, statement: str) -> bool:
    try:
        with write_transaction(store.engine) as connection:
            connection.execute(text(statement))
    except StoreError as error:
        return error.fault is StoreFault.SENSELESS
    return False


@pytest.mark.parametrize(
    "statement",
    [
        "insert into policy (plan_id, number, name, position) values (999, '1', 'x', 0)",
        "update figure set fiscal_year = 1800",
        "update figure set kind = 'guess'",
        "update figure set value = null where kind = 'baseline'",
        "update figure set missing = 'not_submitted' where value is not null",
        "update indicator set direction = 'sideways'",
        "update indicator set code = 'K01'",
        "update plan set first_fiscal_year = 2030, last_fiscal_year = 2020",
        """insert into figure select id + 100000, indicator_id, position, kind, series, fiscal_year, as_of, value,
        approximate, missing, note, recorded_in, superseded_in from figure""",
    ],
)
def test_the_database_itself_refuses_what_makes_no_sense(
    empty_store: Store, sample_plan: Plan, statement: str
) -> None:
    writing.save_plans(empty_store, [sample_plan], "tester", "test")
    with (
        pytest.raises((StoreError, IntegrityError)),
        write_transaction(empty_store.engine) as connection,
    ):
        connection.execute(text(statement))
    assert empty_store.plan(sample_plan.key) == sample_plan


@pytest.mark.filterwarnings("ignore:.*expression-based index:Warning")
def test_the_migrations_build_exactly_the_tables(empty_store: Store) -> None:
    with empty_store.engine.connect() as connection:
        options = {
            "compare_type": True,
            "include_object": lambda _o, name, kind, *_a: (
                (name, kind) != _EXPRESSION_INDEX
            ),
        }
        assert (
            compare_metadata(
                MigrationContext.configure(connection, opts=options), METADATA
            )
            == []
        )


_EXPRESSION_INDEX = ("uq_figure_current", "index")

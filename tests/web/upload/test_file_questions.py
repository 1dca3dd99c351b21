"""What is asked of a file as a whole before it is checked: its year, whose rows it holds."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dxkpi import actions
from dxkpi.returns.form_columns import FormColumn
from dxkpi.store import Store
from dxkpi.workbook import template
from tests.support.forms import fill
from tests.support.shipped_cities import key_of
from tests.support.upload_page import (
    CITY,
    DEPARTMENT,
    GOOD,
    NOTE,
    TODAY,
    YEAR,
    Filled,
    page_text,
    press_button,
    pressable_buttons,
    recorded_value,
    state_of,
    with_name,
)

LAST = YEAR - 1


@pytest.fixture
def last_years(store: Store) -> bytes:
    """Last year's form with this year's figures."""
    form = actions.return_form(store, key_of(CITY), LAST, DEPARTMENT, TODAY)
    rows = {
        code: {FormColumn.AS_OF: None, NOTE: "見直す"} | dict(cells)
        for code, cells in GOOD.items()
    }
    return fill(template.form_workbook(form), rows)


def test_last_years_form_waits_for_its_year_and_is_read_as_the_chosen_one(
    bring: Callable[..., AppTest], last_years: bytes, store: Store
) -> None:
    at = bring(last_years)
    assert pressable_buttons(at).isdisjoint(("register", "hold"))
    assert "先にこの質問に答えてください" in page_text(at)
    at = at.radio[0].set_value(str(YEAR)).run()
    assert "先にこの質問に答えてください" not in page_text(at)
    [draft] = state_of(at).files.values()
    assert draft.answer is not None
    assert draft.answer.checked.form.fiscal_year == YEAR
    press_button(with_name(at), "register")
    [submission] = store.submissions(key_of(CITY))
    assert submission.fiscal_year == YEAR
    assert recorded_value(store, "K16") == 24


def test_a_batch_is_registered_without_the_file_whose_year_is_asked(
    bring: Callable[..., AppTest], form: Filled, last_years: bytes, store: Store
) -> None:
    other = form({"K05": {FormColumn.VALUE: 800, NOTE: "増"}}, department="生涯学習課")
    at = bring(last_years, other, names=("去年.xlsx", "生涯.xlsx"))
    press_button(with_name(at), "register")
    [submission] = store.submissions(key_of(CITY))
    assert (submission.department, submission.file) == ("生涯学習課", "生涯.xlsx")


def test_an_answer_can_be_changed_while_nothing_is_registered(
    bring: Callable[..., AppTest], last_years: bytes
) -> None:
    at = bring(last_years)
    for year in (YEAR, LAST):
        at = at.radio[0].set_value(str(year)).run()
        [draft] = state_of(at).files.values()
        assert draft.answer is not None
        assert draft.answer.checked.form.fiscal_year == year
    at = at.radio[0].set_value("").run()
    assert "register" not in pressable_buttons(at)
    assert "「取り除く」を押して、正しいファイルを選び直してください" in page_text(at)

"""Whatever is written into a sheet of totals is a survey that adds up, or an error."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.findings import Severity
from dxkpi.returns import FilledForm, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.returns.survey_totals import add_survey_totals
from tests.support.survey_totals import SMALLEST, findings_of_totals, realisation_code
from tests.support.workbooks import read_form as read

ANYTHING = st.one_of(
    st.none(),
    st.integers(-5, 400),
    st.floats(0, 1e20),
    st.text(max_size=8),
    st.sampled_from(["○", "計"]),
)


@pytest.fixture(scope="module")
def found_cells(form: ReturnForm, filled_in: bytes) -> tuple[ReturnForm, FilledForm]:
    return form, read(filled_in)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_there_is_a_survey_that_adds_up_or_an_error(
    found_cells: tuple[ReturnForm, FilledForm], data: st.DataObject
) -> None:
    form, filled = found_cells
    assert filled.totals is not None
    totals = filled.totals
    for _n in range(data.draw(st.integers(1, 4))):
        kind: str = data.draw(
            st.sampled_from(
                ["question", "held", "staff", "blanks", "choices", "departments"]
            )
        )
        value = data.draw(ANYTHING)
        new: Any
        if kind in ("choices", "departments"):
            rows = list(getattr(totals, kind))
            n = data.draw(st.integers(0, min(len(rows), 5) - 1))
            column = data.draw(st.sampled_from(rows[n]._fields))
            cell = replace(getattr(rows[n], column), value=value)
            rows[n] = rows[n]._replace(**{column: cell})
            new = tuple(rows)
        else:
            new = replace(getattr(totals, kind), value=value)
        changes: dict[str, Any] = {kind: new}
        totals = replace(totals, **changes)
    written = replace(filled, totals=totals)
    answer = add_survey_totals(check_return(form, written), written, SMALLEST)
    entry = answer.actuals.get(realisation_code(form))
    if entry is None:
        assert {one.severity for one in findings_of_totals(form, answer)} & {
            Severity.ERROR
        }
    else:
        assert entry.survey is not None
        told = entry.survey.departments
        assert len(told) <= 1 or all(group.answers >= SMALLEST for group in told)

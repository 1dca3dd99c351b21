"""What the tests of workbooks share."""

from collections.abc import Iterator

import pytest

from dxkpi.plan import Plan
from dxkpi.returns import FormColumn, ReturnForm
from dxkpi.workbook import template
from dxkpi.workbook.reader import WorkbookReader
from tests.support import forms
from tests.support.workbooks import PATIENCE


@pytest.fixture(scope="module")
def reader() -> Iterator[WorkbookReader]:
    """A reader with a process of its own, warm for the whole file."""
    with WorkbookReader(seconds=PATIENCE) as opened:
        yield opened


@pytest.fixture
def return_form(sample_plan: Plan) -> ReturnForm:
    return ReturnForm(sample_plan, 2025, "人事課", 7, 2025)


@pytest.fixture
def filled_in(return_form: ReturnForm) -> bytes:
    return forms.fill(
        template.form_workbook(return_form),
        {"K13": {FormColumn.VALUE: 101.2}, "K18": {FormColumn.VALUE: "集計中"}},
    )

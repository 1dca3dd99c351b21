"""The form with a sheet of totals, as it is given out and as it comes back."""

import pytest

from dxkpi.plan import Plan
from dxkpi.returns import ReturnForm
from dxkpi.workbook import template
from tests.support.forms import fill_totals
from tests.support.survey_totals import CHOICES, DEPARTMENTS, FIELDS, YEAR


@pytest.fixture(scope="module")
def form(sample_plan: Plan) -> ReturnForm:
    return ReturnForm(sample_plan, YEAR, "デジタル推進課", 7, YEAR)


@pytest.fixture(scope="module")
def blank_form(form: ReturnForm) -> bytes:
    return template.form_workbook(form)


@pytest.fixture(scope="module")
def filled_in(blank_form: bytes) -> bytes:
    return fill_totals(blank_form, FIELDS, CHOICES, DEPARTMENTS)

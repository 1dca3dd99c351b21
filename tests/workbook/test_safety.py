"""No file does harm: each is answered with its own code, and the next form is read as if nothing had been."""

import pytest

from dxkpi.plan import Plan
from dxkpi.returns import FilledForm, ReturnForm
from dxkpi.returns.checking import check_return
from dxkpi.workbook import template
from dxkpi.workbook.reader import Unreadable, WorkbookReader
from tests.support import hostile
from tests.support.checking import english_text
from tests.support.hostile import CASES, Case


@pytest.fixture(scope="module")
def form(sample_plan: Plan) -> bytes:
    return template.form_workbook(ReturnForm(sample_plan, 2025, "人事課", 7, 2025))


@pytest.fixture(scope="module")
def filled(reader: WorkbookReader, form: bytes) -> FilledForm:
    return reader.read_form(form)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "_"))
def test_each_hostile_file_is_answered(
    case: Case, reader: WorkbookReader, form: bytes, filled: FilledForm
) -> None:
    content = case.make(form)
    if case.code is None:
        filled_form = reader.read_form(content)
        assert (filled_form.rows, filled_form.entry_rows, filled_form.origin) == (
            filled.rows,
            filled.entry_rows,
            filled.origin,
        )
        assert tuple(finding.code for finding in filled_form.findings) == case.told
    else:
        with pytest.raises(Unreadable) as refused:
            reader.read_form(content)
        assert refused.value.finding.code == case.code
        assert "{" not in english_text(refused.value.finding)
    assert reader.read_form(form) == filled


def test_an_odd_workbook_is_given_back_with_marks_that_do_not_change_what_is_read(
    sample_plan: Plan, reader: WorkbookReader, form: bytes
) -> None:
    asked = ReturnForm(sample_plan, 2025, "人事課", 7, 2025)
    for case in CASES:
        if case.name in {
            "a sheet in UTF-16",
            "no styles",
            "no positions",
            "external links",
            "DDE in a formula",
        }:
            content = case.make(form)
            filled_form = reader.read_form(content)
            marked = reader.mark_form(content, check_return(asked, filled_form))
            assert reader.read_form(marked).rows == filled_form.rows
            assert not any(
                name.startswith("xl/externalLinks") for name in hostile.parts(marked)
            )
            assert b"cmd|" not in b"".join(hostile.parts(marked).values())

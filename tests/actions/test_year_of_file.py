"""A form of another year than the one that is chosen, and whose rows it holds: one
question for the whole file, and what comes of each answer.
"""

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from dxkpi import actions
from dxkpi.actions import ExaminedReturn, OpenedWorkbook, RegisterReturn, StatedPurpose
from dxkpi.findings import Finding, Severity
from dxkpi.plan import Plan
from dxkpi.returns import Confirmation, FormColumn
from dxkpi.returns.form_columns import ACTUALS_SHEET, ORIGIN_SHEET
from dxkpi.store import Store
from dxkpi.workbook import template
from tests.support.databases import Prepared
from tests.support.forms import fill
from tests.support.returned import TODAY, person
from tests.support.shipped_cities import key_of
from tests.support.workbooks import read_form

CITY, DEPARTMENT = "999997", "人事課"
LAST, THIS = 2024, 2025
VALUE, NOTE, AS_OF = FormColumn.VALUE, FormColumn.NOTE, FormColumn.AS_OF
FIGURES: Mapping[str, Mapping[FormColumn, Any]] = {
    "K13": {VALUE: 99.4, NOTE: "追加の回を設ける", AS_OF: None},
    "K16": {VALUE: 24, NOTE: "研修を増やす", AS_OF: None},
    "K17": {VALUE: 10.4, NOTE: "業務を見直す", AS_OF: None},
    "K18": {VALUE: 4, FormColumn.MISSING: "", NOTE: "募集する", AS_OF: None},
    "K19": {VALUE: 18, NOTE: "募集を増やす", AS_OF: None},
}
CHOSEN = StatedPurpose(CITY, chosen_year=THIS)


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


Make = Callable[..., OpenedWorkbook]


@pytest.fixture
def make(store: Store) -> Make:
    """Makes the form of a year, filled in."""

    def _make(
        year: int = LAST,
        rows: Mapping[str, Mapping[FormColumn, Any]] = FIGURES,
        department: str = DEPARTMENT,
        change: Callable[[openpyxl.Workbook], None] | None = None,
    ) -> OpenedWorkbook:
        form = actions.return_form(store, key_of(CITY), year, department, TODAY)
        content = fill(template.form_workbook(form), rows)
        if change is not None:
            content = changed(content, change)
        return opened_file(content)

    return _make


def opened_file(content: bytes, name: str = "様式.xlsx") -> OpenedWorkbook:
    digest = hashlib.sha256(content).hexdigest()
    return OpenedWorkbook(name, content, digest, read_form(content))


def changed(content: bytes, change: Callable[[openpyxl.Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def examine(
    store: Store,
    file: OpenedWorkbook,
    stated: StatedPurpose = CHOSEN,
    *answers: Confirmation,
) -> ExaminedReturn:
    return actions.examine_return(store, file, TODAY, stated, answers)


def answer(code: str, choice: str | int) -> Confirmation:
    return Confirmation(code, "file", str(choice), "電話で確認")


def register(store: Store, examined: ExaminedReturn) -> None:
    assert examined.accepted, [finding.code for finding in examined.findings]
    actions.register_return(store, RegisterReturn(examined), person("佐藤"))


def codes(examined: ExaminedReturn) -> set[str]:
    return {finding.code for finding in examined.findings}


def the_hold(examined: ExaminedReturn) -> Finding:
    [hold] = examined.findings_of(Severity.HOLD)
    return hold


def value(store: Store, code: str, year: int) -> Decimal | None:
    plan = store.plan(key_of(CITY))
    assert plan is not None
    indicator = plan.indicator(code)
    assert indicator is not None
    actual = indicator.actual(year)
    return actual.value if actual else None


# The year


def test_last_years_form_is_one_hold_for_the_whole_file(
    store: Store, make: Make
) -> None:
    examined = examine(store, make())
    hold = the_hold(examined)
    assert (hold.code, hold.where, hold.proposed) == ("other_year", "file", None)
    assert [choice.key for choice in hold.choices] == [str(LAST), str(THIS)]
    assert examined.checked is None
    assert not examined.accepted
    assert "year_reported" in codes(examined)


def test_it_is_read_as_the_chosen_year_when_somebody_says_so(
    store: Store, make: Make
) -> None:
    before = value(store, "K16", LAST)
    examined = examine(store, make(), CHOSEN, answer("other_year", THIS))
    assert examined.checked is not None
    assert examined.checked.form.fiscal_year == THIS
    register(store, examined)
    assert value(store, "K16", THIS) == 24
    assert value(store, "K16", LAST) == before
    [submission] = store.submissions(key_of(CITY))
    assert submission.fiscal_year == THIS
    assert [(c.code, c.choice) for c in submission.confirmations] == [
        ("other_year", str(THIS))
    ]


def test_it_is_written_into_its_own_year_when_somebody_says_so(
    store: Store, make: Make
) -> None:
    before = value(store, "K16", THIS)
    examined = examine(store, make(), CHOSEN, answer("other_year", LAST))
    register(store, examined)
    assert value(store, "K16", LAST) == 24
    assert value(store, "K16", THIS) == before


def test_the_year_that_is_said_of_the_file_itself_counts_before_the_chosen_one(
    store: Store, make: Make
) -> None:
    stated = StatedPurpose(CITY, LAST, chosen_year=THIS)
    assert examine(store, make(), stated).accepted


def test_the_form_of_the_chosen_year_is_not_asked_about(
    store: Store, make: Make
) -> None:
    assert "other_year" not in codes(examine(store, make(THIS)))


def test_the_very_file_that_was_registered_last_year_is_called_so(
    store: Store, make: Make
) -> None:
    file = make()
    register(store, examine(store, file, StatedPurpose(CITY, LAST)))
    [submission] = store.submissions(key_of(CITY))
    examined = examine(store, file)
    assert the_hold(examined).code == "other_year"
    [told] = [f for f in examined.findings if f.code == "file_of_year"]
    assert told.facts["number"] == submission.number
    into_last = examine(store, file, CHOSEN, answer("other_year", LAST))
    assert into_last.registered == submission
    register(store, examine(store, file, CHOSEN, answer("other_year", THIS)))
    assert value(store, "K16", THIS) == 24
    assert examine(store, file).registered is not None


def test_a_file_that_says_what_was_registered_last_year_is_called_so(
    store: Store, make: Make
) -> None:
    register(store, examine(store, make(), StatedPurpose(CITY, LAST)))

    def save_again(book: openpyxl.Workbook) -> None:
        book[ACTUALS_SHEET].sheet_view.zoomScale = 110

    examined = examine(store, make(change=save_again))
    assert the_hold(examined).code == "other_year"
    assert "content_of_year" in codes(examined)
    other = examine(store, make(rows={**FIGURES, "K16": {VALUE: 27, NOTE: "増"}}))
    assert "content_of_year" not in codes(other)


def test_months_that_last_years_form_came_with_are_left_out_and_that_is_told(
    store: Store, make: Make
) -> None:
    rows = {**FIGURES, "K13": {**FIGURES["K13"], AS_OF: "R7.3"}}
    file = make(rows=rows)
    as_last = examine(store, file, CHOSEN, answer("other_year", LAST))
    as_this = examine(store, file, CHOSEN, answer("other_year", THIS))
    assert as_last.checked is not None
    assert as_this.checked is not None
    assert as_last.checked.actuals["K13"].as_of == "2025-03"
    assert "months_left_out" in codes(as_this)
    assert as_this.accepted
    own_month = make(rows={**rows, "K13": {**FIGURES["K13"], AS_OF: "R8.3"}})
    examined = examine(store, own_month, CHOSEN, answer("other_year", THIS))
    assert examined.checked is not None
    assert examined.checked.actuals["K13"].as_of == "2026-03"


def write_over_headings(book: openpyxl.Workbook) -> None:
    """Make this year's form of last year's, by the headings and the title that are seen."""
    for sheet in book.worksheets:
        if sheet.title == ORIGIN_SHEET:
            continue
        for row in sheet.iter_rows(max_row=6):
            for cell in row:
                if isinstance(cell.value, str):
                    text = cell.value.replace("令和6年度", "令和7年度")
                    cell.value = text.replace("R6実績値", "R7実績値")


def test_last_years_form_under_this_years_headings_is_asked_about_not_refused(
    store: Store, make: Make
) -> None:
    file = make(change=write_over_headings)
    for stated in (CHOSEN, StatedPurpose(CITY)):
        assert the_hold(examine(store, file, stated)).code == "other_year"
    register(store, examine(store, file, CHOSEN, answer("other_year", THIS)))
    assert value(store, "K16", THIS) == 24


def test_where_no_year_was_chosen_only_what_would_change_an_earlier_year_is_asked(
    store: Store, make: Make
) -> None:
    assumed = StatedPurpose(chosen_year=THIS, year_is_assumed=True)
    assert the_hold(examine(store, make(), assumed)).code == "other_year"
    assert "other_year" not in codes(examine(store, make(THIS + 1), assumed))
    adds_a_note = make(rows={"K19": {NOTE: "募集を増やす"}})
    assert "other_year" not in codes(examine(store, adds_a_note, assumed))


# The department


def test_another_department_than_the_stated_one_is_one_hold(
    store: Store, make: Make
) -> None:
    file = make(THIS)
    stated = StatedPurpose(CITY, department="市民課")
    hold = the_hold(examine(store, file, stated))
    assert hold.code == "other_department"
    assert [choice.key for choice in hold.choices] == [DEPARTMENT, "市民課"]
    own = examine(store, file, stated, answer("other_department", DEPARTMENT))
    assert own.accepted
    other = examine(store, file, stated, answer("other_department", "市民課"))
    assert not other.accepted


def test_the_form_of_a_department_that_is_gone_asks_for_its_successor(
    store: Store, make: Make
) -> None:
    made = make(THIS)
    assert made.filled is not None
    assert made.filled.origin is not None
    origin = replace(made.filled.origin, department="職員課")
    file = replace(made, filled=replace(made.filled, origin=origin))
    examined = examine(store, file, StatedPurpose(CITY))
    assert (codes(examined), examined.asks) == ({"unknown_department"}, ("department",))
    known = examine(store, file, StatedPurpose(CITY, department=DEPARTMENT))
    assert known.accepted
    assert "read_for_department" in codes(known)


# Rows of two departments


OTHER, OTHER_CODE = "生涯学習課", "K05"


@pytest.fixture
def of_both(make: Make) -> OpenedWorkbook:
    """人事課's file with a filled-in row of 生涯学習課 below its own."""

    def add_row(book: openpyxl.Workbook) -> None:
        sheet = book[ACTUALS_SHEET]
        last = sheet.max_row
        while sheet.cell(last, 1).value != "K19":
            last -= 1
        for column in range(1, sheet.max_column + 1):
            sheet.cell(last + 1, column).value = None
        sheet.cell(last + 1, 1).value = OTHER_CODE
        value_column = next(c.column for c in sheet[last] if c.value == 18)
        sheet.cell(last + 1, value_column).value = 800
        note = next(c.column for c in sheet[last - 1] if c.value == "募集する")
        sheet.cell(last + 1, note).value = "会場を増やす"

    return make(THIS, change=add_row)


def test_a_file_with_rows_of_two_departments_asks_whether_it_is_for_both(
    store: Store, of_both: OpenedWorkbook
) -> None:
    examined = examine(store, of_both)
    hold = the_hold(examined)
    assert (hold.code, hold.where) == ("rows_of_departments", "file")
    assert [choice.key for choice in hold.choices] == ["both", "own"]


def test_rows_that_say_only_what_is_registered_are_not_asked_about(
    store: Store, of_both: OpenedWorkbook
) -> None:
    register(
        store, examine(store, of_both, CHOSEN, answer("rows_of_departments", "both"))
    )
    assert of_both.filled is not None
    again = replace(of_both, sha256="another")
    assert "rows_of_departments" not in codes(examine(store, again))


def test_a_file_for_both_departments_is_registered_for_both(
    store: Store, of_both: OpenedWorkbook
) -> None:
    register(
        store, examine(store, of_both, CHOSEN, answer("rows_of_departments", "both"))
    )
    assert value(store, OTHER_CODE, THIS) == 800
    [submission] = store.submissions(key_of(CITY))
    assert submission.department == f"{DEPARTMENT}\n{OTHER}"


def test_a_file_for_its_own_department_alone_leaves_the_other_rows_out_and_says_whose(
    store: Store, of_both: OpenedWorkbook
) -> None:
    before = value(store, OTHER_CODE, THIS)
    examined = examine(store, of_both, CHOSEN, answer("rows_of_departments", "own"))
    [told] = [f for f in examined.findings if f.code == "other_departments_row"]
    assert told.place == OTHER_CODE
    register(store, examined)
    assert value(store, OTHER_CODE, THIS) == before
    [submission] = store.submissions(key_of(CITY))
    assert submission.department == DEPARTMENT

"""組織改編: forms that were handed out to departments of former years are taken in."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dxkpi import actions
from dxkpi.actions import ExaminedReturn, StatedPurpose
from dxkpi.actions.reorganisation import known_departments
from dxkpi.plan import CityDepartment, Plan
from dxkpi.returns import Confirmation, FormColumn
from dxkpi.returns.form_columns import ORIGIN_SHEET
from dxkpi.settings import settings
from dxkpi.store import Store, writing
from dxkpi.workbook import template
from dxkpi.workbook.reader import WorkbookReader
from tests.support.databases import Prepared
from tests.support.forms import fill
from tests.support.returned import TODAY
from tests.support.workbooks import changed_workbook, form_of

FORMER = "職員課"
FIGURES = {"K13": {FormColumn.VALUE: 99.4}}


@pytest.fixture
def store(sqlite_stores: Prepared, sample_plan: Plan) -> Iterator[Store]:
    opened = Store(sqlite_stores.store([sample_plan]))
    yield opened
    opened.close()


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """Writes the secretariat's register, in the form of a YAML flow."""

    def write(text: str) -> None:
        file = tmp_path / "departments.yaml"
        file.write_text(f'"999997": {text}', encoding="utf-8")
        monkeypatch.setenv("DXKPI_DEPARTMENTS", str(file))
        settings.cache_clear()

    settings.cache_clear()
    yield write
    monkeypatch.undo()
    settings.cache_clear()


def former_plan(plan: Plan, department: str) -> Plan:
    """The plan as it was when a department had its former name."""
    document = plan.model_dump_json().replace(f'"{department}"', f'"{FORMER}"')
    return Plan.model_validate_json(document)


def examined(
    store: Store, content: bytes, stated: StatedPurpose | None = None
) -> ExaminedReturn:
    with WorkbookReader() as reader:
        opened = actions.open_workbook(reader, "様式.xlsx", content)
    return actions.examine_return(
        store, opened, TODAY, stated or actions.StatedPurpose()
    )


def former_form(plan: Plan) -> bytes:
    """A form that the store's first and only write was handed out from."""
    form = replace(form_of(former_plan(plan, "人事課"), FORMER), revision=1)
    return fill(template.form_workbook(form), FIGURES)


def without_origin(content: bytes) -> bytes:
    return changed_workbook(content, lambda book: book.remove(book[ORIGIN_SHEET]))


def test_the_form_of_a_former_department_is_read_for_what_it_became(
    store: Store, sample_plan: Plan, register: Any
) -> None:
    register(f"{{became: {{{FORMER}: 給与課, 給与課: 人事課}}}}")
    for content in (
        former_form(sample_plan),
        without_origin(former_form(sample_plan)),
    ):
        answer = examined(store, content, StatedPurpose(city="999997"))
        assert answer.checked is not None
        assert answer.checked.form.department == "人事課"
        assert "K13" in answer.checked.actuals
        told = {finding.code: finding for finding in answer.findings}
        assert told["department_became"].value == FORMER
        assert told["department_became"].facts["department"] == "人事課"
        assert "unknown_department" not in told


def test_a_department_that_was_divided_is_asked_about_with_its_parts(
    store: Store, sample_plan: Plan, register: Any
) -> None:
    register(f"{{became: {{{FORMER}: [人事課, 総務課]}}}}")
    answer = examined(store, former_form(sample_plan))
    codes = [finding.code for finding in answer.findings]
    assert answer.checked is None
    assert "department_divided" in codes
    assert "unknown_department" in codes


def test_without_a_register_a_former_department_is_not_guessed(
    store: Store, sample_plan: Plan, register: Any
) -> None:
    answer = examined(store, former_form(sample_plan))
    assert answer.checked is None
    assert "unknown_department" in [finding.code for finding in answer.findings]


def test_a_form_that_was_handed_out_to_all_is_still_taken_in(
    store: Store, sample_plan: Plan
) -> None:
    """Earlier versions made a form of 全課."""
    assert "全課" in known_departments(store, sample_plan, 2025, TODAY).names
    form = form_of(sample_plan, "全課")
    entry = form.schedule_entries[0]
    content = template.form_workbook(form)
    answer = examined(store, fill(content, {entry.code: {FormColumn.STATE: "実施中"}}))
    assert answer.checked is not None
    assert answer.checked.form.department == "全課"
    assert "unknown_department" not in [finding.code for finding in answer.findings]


RENAMED = (
    CityDepartment(name="人事課", until="2026-03", became=("人財課",)),
    CityDepartment(name="人財課", since="2026-04"),
)


def reorganised(
    store: Store, plan: Plan, departments: tuple[CityDepartment, ...]
) -> None:
    municipality = plan.municipality.model_copy(update={"departments": departments})
    changed = plan.model_copy(update={"municipality": municipality})
    writing.save_plans(store, [changed], "tester", "plan.yaml")


def test_forms_are_made_for_the_departments_of_the_years_report(
    store: Store, sample_plan: Plan
) -> None:
    reorganised(store, sample_plan, RENAMED)

    def names(year: int) -> set[str | None]:
        forms = actions.return_forms(store, sample_plan.key, year, TODAY)
        return {form.department for form in forms} & {"人事課", "人財課"}

    assert names(2024) == {"人事課"}
    assert names(2025) == {"人財課"}
    assert names(2026) == {"人財課"}


def test_a_form_of_before_the_change_is_taken_as_that_of_the_new_department(
    store: Store, sample_plan: Plan
) -> None:
    form = replace(form_of(sample_plan, "人事課"), revision=1)
    content = fill(template.form_workbook(form), FIGURES)
    reorganised(store, sample_plan, RENAMED)
    answer = examined(store, content)
    assert answer.checked is not None
    assert answer.checked.form.department == "人財課"
    assert "K13" in answer.checked.actuals
    told = {finding.code: finding for finding in answer.findings}
    assert told["department_became"].facts["department"] == "人財課"
    said = examined(store, content, StatedPurpose(department="人事課"))
    assert said.checked is not None
    assert said.checked.form.department == "人財課"


def test_a_form_of_a_year_before_the_change_stays_the_old_departments(
    store: Store, sample_plan: Plan
) -> None:
    form = replace(form_of(sample_plan, "人事課", year=2024), revision=1)
    content = fill(template.form_workbook(form), {"K13": {FormColumn.VALUE: 98.1}})
    reorganised(store, sample_plan, RENAMED)
    answer = examined(store, content)
    assert answer.checked is not None
    assert answer.checked.form.department == "人事課"
    assert "department_became" not in [finding.code for finding in answer.findings]


def test_last_years_form_with_this_years_figures_is_read_for_the_new_department(
    store: Store, sample_plan: Plan
) -> None:
    form = replace(form_of(sample_plan, "人事課", year=2024), revision=1)
    content = fill(template.form_workbook(form), FIGURES)
    reorganised(store, sample_plan, RENAMED)
    with WorkbookReader() as reader:
        opened = actions.open_workbook(reader, "様式.xlsx", content)
    stated = StatedPurpose(chosen_year=2025)
    asked = actions.examine_return(store, opened, TODAY, stated)
    assert "other_year" in [finding.code for finding in asked.findings]
    answer = Confirmation("other_year", "file", "2025", "電話で確認")
    read = actions.examine_return(store, opened, TODAY, stated, [answer])
    assert read.checked is not None
    assert read.checked.form.fiscal_year == 2025
    assert read.checked.form.department == "人財課"


def test_a_divided_department_is_asked_about_and_its_part_can_be_chosen(
    store: Store, sample_plan: Plan
) -> None:
    form = replace(form_of(sample_plan, "人事課"), revision=1)
    content = fill(template.form_workbook(form), FIGURES)
    parts = CityDepartment(name="人事課", until="2026-03", became=("人財課", "給与課"))
    reorganised(store, sample_plan, (parts,))
    asked = examined(store, content)
    assert asked.checked is None
    assert asked.asks == ("department",)
    assert "department_divided" in [finding.code for finding in asked.findings]
    answer = examined(store, content, StatedPurpose(department="給与課"))
    assert answer.checked is not None
    assert answer.checked.form.department == "給与課"

"""The start: whose form can be taken, and what a plan has to report."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from dxkpi import actions
from dxkpi.plan import Plan
from dxkpi.store import Store
from dxkpi.web.common.workbook_reader import workbook_reader
from dxkpi.workbook import template
from tests.support.apptest import Open, save, words
from tests.support.shipped_cities import key_of
from tests.support.upload_page import CITY, TODAY, YEAR, page_text


def test_the_start_offers_the_form_of_each_department_and_of_all(visit: Open) -> None:
    at = visit("upload", city=CITY, year=str(YEAR))
    options = at.selectbox(key="upload_department").options
    assert options[0].startswith("全課まとめて（22指標、工程25件）")
    assert "人事課（5指標、工程2件）" in options
    assert ":blue-background[**① 様式を受け取る**]" in words(at)
    labels = [button.proto.label for button in at.get("download_button")]
    assert labels[0].endswith("の様式を受け取る")
    assert any("zip" in label for label in labels)


def test_a_plan_without_departments_has_one_form_and_says_so(visit: Open) -> None:
    at = visit("upload", city="052116", year=str(YEAR))
    assert len(at.selectbox(key="upload_department").options) == 1
    assert "計画に担当課が書かれていないため" in page_text(at)
    assert len(at.get("download_button")) == 1


def test_a_plan_with_nothing_to_report_says_so(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    save(own_store, sample_plan.model_copy(update={"policies": (), "indicators": ()}))
    at = visit("upload", city=CITY)
    assert "報告する実績はありません" in page_text(at)
    assert not at.file_uploader


def test_no_workbook_is_made_before_its_button_is_pressed(
    visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object) -> bytes:
        raise AssertionError("made too early")

    monkeypatch.setattr(template, "form_workbook", never)
    at = visit("upload", city=CITY)
    assert not at.run().exception


def test_the_year_offered_first_is_the_last_one_that_is_over(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    older = tuple(
        one.model_copy(
            update={"actuals": tuple(a for a in one.actuals if a.fiscal_year < YEAR)}
        )
        for one in sample_plan.indicators
    )
    save(own_store, sample_plan.model_copy(update={"indicators": older}))
    assert visit("upload", city=CITY).selectbox(key="select_year").value == YEAR
    assert visit("overview", city=CITY).selectbox(key="select_year").value == YEAR - 1


def test_the_archive_holds_the_form_of_every_department(
    store: Store, visit: Open
) -> None:
    plan = store.plan(key_of(CITY))
    assert plan is not None
    forms = actions.return_forms(store, key_of(CITY), YEAR, TODAY)
    with ZipFile(
        io.BytesIO(actions.marked_form_archive(store, forms, workbook_reader()))
    ) as archive:
        names = archive.namelist()
    assert (
        len(set(names))
        == len(forms)
        == len(visit("upload", city=CITY).selectbox(key="upload_department").options)
        - 1
    )

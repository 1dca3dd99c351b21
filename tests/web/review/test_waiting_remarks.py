"""What was sent back is shown to its 課, which answers or mends it."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from dxkpi import actions, fiscal
from dxkpi.actions import ReturnItems
from dxkpi.plan import BarState, CityDepartment, Plan, PlanKey, Progress
from dxkpi.plan.review import entry_item, figure_key
from dxkpi.returns import departments_asked, reportable_entries
from dxkpi.returns.form_columns import FormColumn
from dxkpi.store import NewRemark, Role, Store, writing
from dxkpi.web.common import cached
from dxkpi.web.common.view import View
from dxkpi.web.review.waiting_remarks import waiting_remarks
from dxkpi.web.sign_in.person import USER_KEY, Person, header_text
from dxkpi.web.upload.form_downloads import department_form
from dxkpi.workbook.reader import WorkbookReader
from tests.support.accounts import granted
from tests.support.apptest import Open, words
from tests.support.opened_rounds import SECRETARIAT, open_round
from tests.support.returned import TODAY, opened, register
from tests.support.returns_page import codes_of

MIHON, OWN, REMARK = "999997", "人事課", "終わる時期を書いてください。"


@pytest.fixture
def sent_back(own_store: Path, sample_plan: Plan) -> str:
    """The code of a figure of 人事課 that was sent back."""
    code = codes_of(sample_plan, OWN)[0]
    with opened(own_store) as store:
        open_round(store, sample_plan.key, is_reviewed=True)
        remark = NewRemark(figure_key(code), REMARK)
        command = ReturnItems(sample_plan.key, 2025, (remark,))
        actions.return_items(store, command, SECRETARIAT)
    return code


def press(at: AppTest, label: str) -> AppTest:
    next(button for button in at.button if button.label == label).click().run()
    assert not at.exception
    return at


def test_its_department_sees_it_and_others_do_not(sent_back: str, visit: Open) -> None:
    own = visit("department", city=MIHON, year=2025, department=OWN)
    assert REMARK in words(own)
    other = visit("department", city=MIHON, year=2025, department="防災課")
    assert REMARK not in words(other)


def test_an_answer_brings_it_back_to_the_reviewer(
    sent_back: str, visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    at = visit("upload", city=MIHON, year=2025)
    assert REMARK in words(at)
    press(at, "回答する")
    assert "先に回答を書いてください。" in [element.value for element in at.error]
    box = next(box for box in at.text_input if box.label.endswith("への回答"))
    box.set_value("令和8年10月に終わります。").run()
    press(at, "回答する")
    assert "1件に回答しました。" in [element.value for element in at.success]
    assert REMARK not in words(at)
    with opened(own_store) as store:
        [remark] = store.review(sample_plan.key, 2025).remarks
    assert remark.answer == "令和8年10月に終わります。"
    review = visit("review", city=MIHON, year=2025, department=OWN)
    assert "回答：令和8年10月に終わります。" in words(review).replace("\\", "")


def test_the_form_that_it_takes_bears_the_remark_on_its_cell(
    sent_back: str, visit: Open, sample_plan: Plan
) -> None:
    visit("upload", city=MIHON, year=2025)
    store, listed = cached.store(), cached.listed_plans()[sample_plan.key]
    view = View(listed, cached.plan(listed), 2025, (2025,), fiscal.today())
    content = department_form(store, view, OWN, SECRETARIAT)
    with WorkbookReader() as reader:
        filled = reader.read_form(content)
    row = next(row for row in filled.rows if row.code == sent_back)
    cell = row.cells[FormColumn.VALUE]
    comments = comments_of(content)
    assert list(comments) == [(cell.sheet, cell.ref)]
    assert REMARK in comments[cell.sheet, cell.ref]
    untouched = department_form(store, view, "防災課", SECRETARIAT)
    assert not comments_of(untouched)


def test_a_remark_on_a_column_that_no_form_has_is_shown_without_it(
    sent_back: str, visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    with opened(own_store) as store:
        remark = NewRemark(figure_key(sent_back), "単位は", "column_of_later")
        command = ReturnItems(sample_plan.key, 2025, (remark,))
        actions.return_items(store, command, SECRETARIAT)
    for address in ("department", "upload", "review"):
        at = visit(address, city=MIHON, year=2025, department=OWN)
        assert "「単位は」" in words(at)
        assert "column_of_later" not in words(at)


def comments_of(content: bytes) -> dict[tuple[str, str], str]:
    """Every comment of a workbook by its sheet and cell."""
    return {
        (sheet.title, cell.coordinate): cell.comment.text
        for sheet in load_workbook(io.BytesIO(content)).worksheets
        for line in sheet.iter_rows()
        for cell in line
        if cell.comment is not None
    }


def test_handing_in_anew_settles_it(
    sent_back: str, visit: Open, own_store: Path
) -> None:
    register(own_store, MIHON, 2025, OWN, {sent_back: 98})
    at = visit("department", city=MIHON, year=2025, department=OWN)
    assert REMARK not in words(at)


@pytest.mark.parametrize(("department", "shown"), [(OWN, True), ("防災課", False)])
def test_a_reporter_answers_for_his_own_department(
    sent_back: str, visit: Open, own_store: Path, department: str, shown: bool
) -> None:
    at = visit("upload", city=MIHON, year=2025)
    with opened(own_store) as store:
        granted(store, "sato", Role.REPORTER, MIHON, department)
    at.user = {USER_KEY: header_text(Person("sato"))}
    at.run()
    assert not at.exception
    assert (REMARK in words(at)) is shown


def test_every_form_that_is_handed_out_bears_the_remark(
    sent_back: str, own_store: Path, sample_plan: Plan
) -> None:
    with opened(own_store) as store, WorkbookReader() as reader:
        forms = actions.return_forms(store, sample_plan.key, 2025, TODAY)
        packed = actions.marked_form_archive(store, forms, reader)
    with ZipFile(io.BytesIO(packed)) as archive:
        comments = {
            name: comments_of(archive.read(name)) for name in archive.namelist()
        }
    marked = [name for name, cells in comments.items() if cells]
    assert len(marked) == 1
    assert OWN in marked[0]
    assert REMARK in "".join(comments[marked[0]].values())


def test_the_file_that_was_handed_in_comes_back_with_the_remark(
    own_store: Path, sample_plan: Plan, visit: Open
) -> None:
    code, *_others = codes_of(sample_plan, OWN)
    with opened(own_store) as store:
        form = actions.return_form(store, sample_plan.key, 2025, OWN, TODAY)
        content = filled_in(actions.form_workbook(form), "様式に書いた説明")
    made = register(own_store, MIHON, 2025, OWN, {code: 97}, content=content)
    with opened(own_store) as store, WorkbookReader() as reader:
        open_round(store, sample_plan.key, is_reviewed=True)
        assert actions.marked_original(store, made, TODAY, reader) is None
        command = ReturnItems(
            sample_plan.key, 2025, (NewRemark(figure_key(code), REMARK),)
        )
        actions.return_items(store, command, SECRETARIAT)
        marked = actions.marked_original(store, made, TODAY, reader)
        assert store.original(made.number) == content, "what is kept stays as it is"
    assert marked is not None
    assert REMARK in "".join(comments_of(marked).values())
    assert written_in_corner(marked) == "様式に書いた説明"
    at = visit("department", city=MIHON, year=2025, department=OWN)
    [link] = [one for one in at.get("link_button") if "指摘付き" in one.proto.label]
    assert link.proto.url == f"original/{made.number}/remarks"


@pytest.mark.parametrize("became", [("人材戦略課",), ("人材戦略課", "給与課")])
def test_the_file_of_a_department_that_was_reorganised_comes_back_with_the_remark(
    own_store: Path, sample_plan: Plan, visit: Open, became: tuple[str, ...]
) -> None:
    code, *_others = codes_of(sample_plan, OWN)
    with opened(own_store) as store:
        form = actions.return_form(store, sample_plan.key, 2025, OWN, TODAY)
        content = actions.form_workbook(form)
    made = register(own_store, MIHON, 2025, OWN, {code: 97}, content=content)
    departments = (
        CityDepartment(name=OWN, until="2026-03", became=became),
        *(CityDepartment(name=name, since="2026-04") for name in became),
    )
    with opened(own_store) as store, WorkbookReader() as reader:
        reorganise(store, sample_plan, departments)
        open_round(store, sample_plan.key, is_reviewed=True)
        command = ReturnItems(
            sample_plan.key, 2025, (NewRemark(figure_key(code), REMARK),)
        )
        actions.return_items(store, command, SECRETARIAT)
        marked = actions.marked_original(store, made, TODAY, reader)
    assert marked is not None
    assert REMARK in "".join(comments_of(marked).values())
    for department in became:
        at = visit("department", city=MIHON, year=2025, department=department)
        [link] = [one for one in at.get("link_button") if "指摘付き" in one.proto.label]
        assert link.proto.url == f"original/{made.number}/remarks"


def reorganise(
    store: Store, plan: Plan, departments: tuple[CityDepartment, ...]
) -> None:
    current = store.plan(plan.key)
    assert current is not None
    municipality = current.municipality.model_copy(update={"departments": departments})
    changed = current.model_copy(update={"municipality": municipality})
    writing.save_plans(store, [changed], "tester", "plan.yaml")


CORNER = "A60"


def filled_in(content: bytes, text: str) -> bytes:
    """The workbook with words of its department beside the form."""
    book = load_workbook(io.BytesIO(content))
    book.worksheets[0][CORNER] = text
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def written_in_corner(content: bytes) -> object:
    return load_workbook(io.BytesIO(content)).worksheets[0][CORNER].value


@pytest.fixture
def shared(own_store: Path, sample_plan: Plan) -> str:
    """The name of an entry of 企画課 and 防災課 that was sent back."""
    entry = next(
        entry
        for entry in reportable_entries(sample_plan)
        if set(entry.measure.departments) == {"企画課", "防災課"}
    )
    progress = {entry.key: Progress(fiscal_year=2025, state=BarState.IN_PROGRESS)}
    register(own_store, MIHON, 2025, "防災課", {}, progress=progress)
    with opened(own_store) as store:
        open_round(store, sample_plan.key, is_reviewed=True)
        remark = NewRemark(entry_item(*entry.key), REMARK)
        command = ReturnItems(sample_plan.key, 2025, (remark,))
        actions.return_items(store, command, SECRETARIAT)
    return entry.item.label


def test_a_remark_on_a_thing_of_two_departments_stands_once_with_both(
    shared: str, visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    at = visit("upload", city=MIHON, year=2025)
    text = words(at)
    assert text.count(REMARK) == 1
    [line] = [line for line in text.split("\n") if "防災課" in line]
    assert "企画課" in line
    [box] = [box for box in at.text_input if box.label.endswith("への回答")]
    box.set_value("来月に終わります。").run()
    press(at, "回答する")
    assert REMARK not in words(at)
    with opened(own_store) as store:
        [remark] = store.review(sample_plan.key, 2025).remarks
    assert remark.answer == "来月に終わります。"
    for department in ("企画課", "防災課"):
        own = visit("department", city=MIHON, year=2025, department=department)
        assert REMARK not in words(own)


def test_the_round_is_read_once_for_all_departments(
    sent_back: str, visit: Open, sample_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit("upload", city=MIHON, year=2025)
    listed = cached.listed_plans()[sample_plan.key]
    view = View(listed, cached.plan(listed), 2025, (2025,), fiscal.today())
    reads: list[str] = []
    taken_forms = Store.taken_forms

    def counted(store: Store, plan: PlanKey, fiscal_year: int) -> object:
        reads.append("taken_forms")
        return taken_forms(store, plan, fiscal_year)

    monkeypatch.setattr(Store, "taken_forms", counted)
    departments = departments_asked(sample_plan, view.register)
    assert len(waiting_remarks(view, departments)) == 1
    assert reads == ["taken_forms"]

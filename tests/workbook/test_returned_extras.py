"""What people put around the form's cells: it is given back, or it is said that it is not."""

import io
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from PIL import Image as Picture

from dxkpi.returns import ReturnForm
from dxkpi.returns.form_columns import ACTUALS_SHEET
from tests.support.marked_forms import FINDINGS, mark_return, sheet_of
from tests.support.workbooks import changed_workbook, read_form

THREAD = "{8A7C4E2B-0000-4000-8000-000000000001}"
BOILERPLATE = "[スレッド化されたコメント]\n\nお使いのバージョンの Excel では…\n\nコメント:\n    確かめてください"
MAIN = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def with_parts(content: bytes, parts: dict[str, str]) -> bytes:
    """The workbook with more parts, or with others in their place."""
    saved = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(saved, "w") as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, text in parts.items():
            new.writestr(name, text)
    return saved.getvalue()


def with_thread(content: bytes) -> bytes:
    def note(book: Any) -> None:
        book[ACTUALS_SHEET]["O7"].comment = Comment(BOILERPLATE, f"tc={THREAD}")
        book[ACTUALS_SHEET]["O8"].comment = Comment("ふつうのメモ", "田中")

    parts = {
        "xl/threadedComments/threadedComment1.xml": (
            f'<ThreadedComments xmlns="{MAIN}">'
            f'<threadedComment ref="O7" dT="2026-05-01T09:00:00.00" personId="{{P1}}"'
            f' id="{THREAD}"><text>確かめてください</text></threadedComment>'
            f'<threadedComment ref="O7" dT="2026-05-02T09:00:00.00" personId="{{P2}}"'
            f' id="{{R}}" parentId="{THREAD}"><text>確かめました</text>'
            "</threadedComment></ThreadedComments>"
        ),
        "xl/persons/person.xml": (
            f'<personList xmlns="{MAIN}">'
            '<person displayName="山田" id="{P1}"/><person displayName="佐藤" id="{P2}"/>'
            "</personList>"
        ),
    }
    return with_parts(changed_workbook(content, note), parts)


def test_a_conversation_on_a_cell_comes_back_in_its_own_words(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    content = with_thread(filled_in)
    sheet = sheet_of(mark_return(content, return_form))
    assert sheet["O7"].comment.text == (
        "山田 2026-05-01：確かめてください\n佐藤 2026-05-02：確かめました"
    )
    assert sheet["O8"].comment.text == "ふつうのメモ"
    assert "threads_become_notes" in [f.code for f in read_form(content).findings]


def test_a_thread_of_which_only_the_note_is_left_stays_as_it_is(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    content = with_parts(
        with_thread(filled_in), {"xl/threadedComments/threadedComment1.xml": "<broken"}
    )
    sheet = sheet_of(mark_return(content, return_form))
    assert sheet["O7"].comment.text == BOILERPLATE
    assert sheet["K9"].comment is not None


def test_pictures_filters_and_names_of_areas_come_back(
    return_form: ReturnForm, filled_in: bytes
) -> None:
    drawn = io.BytesIO()
    Picture.new("RGB", (8, 8), "red").save(drawn, "PNG")

    def add(book: Any) -> None:
        sheet = book[ACTUALS_SHEET]
        sheet.add_image(Image(drawn), "Q3")
        sheet.auto_filter.ref = "A5:O10"
        sheet.auto_filter.add_filter_column(0, ["K13"])
        sheet.row_dimensions[7].hidden = True
        area = f"'{ACTUALS_SHEET}'!$K$6:$K$10"
        book.defined_names["実績の範囲"] = DefinedName("実績の範囲", attr_text=area)
        for name, text in (
            ("外のファイル", "[1]Sheet1!$A$1"),
            ("計算", "SUM(実績!$K$6)"),
            ("Auto_Open", area),
        ):
            book.defined_names[name] = DefinedName(name, attr_text=text)
        other = book.create_sheet("一覧")
        for row in (("課", "数"), ("人事課", 1)):
            other.append(row)
        table = Table(displayName="一覧表", ref="A1:B2")
        other.add_table(table)

    content = changed_workbook(filled_in, add)
    back = openpyxl.load_workbook(io.BytesIO(mark_return(content, return_form)))
    sheet: Any = back[ACTUALS_SHEET]
    assert len(sheet._images) == 1  # openpyxl has no other way
    assert sheet.auto_filter.ref == "A5:O10"
    assert sheet.auto_filter.filterColumn[0].filters.filter == ["K13"]
    assert sheet.row_dimensions[7].hidden
    assert list(back.defined_names) == ["実績の範囲"]
    assert back["一覧"].auto_filter.ref == "A1:B2"
    assert "drawings_not_returned" not in [f.code for f in read_form(content).findings]


@pytest.mark.parametrize(
    "shape",
    [
        "<xdr:sp macro=''><xdr:txBody/></xdr:sp>",
        "<xdr:grpSp></xdr:grpSp>",
        "<xdr:cxnSp></xdr:cxnSp>",
        "<xdr:graphicFrame macro=''/>",
    ],
)
def test_of_text_boxes_and_shapes_it_is_said_that_they_do_not_come_back(
    return_form: ReturnForm, filled_in: bytes, shape: str
) -> None:
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/'
        f'spreadsheetDrawing"><xdr:twoCellAnchor>{shape}</xdr:twoCellAnchor></xdr:wsDr>'
    )
    content = with_parts(filled_in, {"xl/drawings/drawing9.xml": drawing})
    told = read_form(content).findings
    assert [f.code for f in told] == ["drawings_not_returned"]
    sheet = sheet_of(mark_return(content, return_form, (*told, *FINDINGS)))
    assert "テキストボックス" in sheet["A3"].value
    assert sheet["A3"].value.startswith("×")


def test_nothing_is_said_of_a_form_in_which_nothing_is_drawn(filled_in: bytes) -> None:
    assert read_form(filled_in).findings == ()

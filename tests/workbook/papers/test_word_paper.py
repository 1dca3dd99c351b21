"""A Word document as blocks."""

import io
from typing import Any

import docx
from docx.oxml import parse_xml

from dxkpi.drafting.blocks import (
    MOST_TABLE_ROWS,
    Document,
    Heading,
    PageProblem,
    PageProblemKind,
    Paragraph,
    Table,
)
from dxkpi.workbook.papers.word_paper import read_word

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _read(word: Any) -> Document:
    out = io.BytesIO()
    word.save(out)
    return read_word(out.getvalue())


def _paragraph(word: Any, inner: str) -> None:
    word.element.body.insert(0, parse_xml(f"<w:p {_W}>{inner}</w:p>"))


def test_headings_have_the_level_of_their_style() -> None:
    word = docx.Document()
    word.add_heading("見本市DX推進計画", 0)
    word.add_heading("施策1-1 窓口改革", 3)
    word.add_paragraph("本文です。")
    assert _read(word).blocks == (
        Heading("見本市DX推進計画", 1),
        Heading("施策1-1 窓口改革", 3),
        Paragraph("本文です。"),
    )


def test_a_paragraph_of_the_outline_or_of_a_headings_look_is_one() -> None:
    word = docx.Document()
    word.add_paragraph("【基本方針1】市民サービス")
    _paragraph(
        word, '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>位置づけ</w:t></w:r>'
    )
    assert _read(word).blocks == (
        Heading("位置づけ", 2),
        Heading("【基本方針1】市民サービス", None),
    )


def test_text_of_changes_is_as_they_are_accepted_and_readings_are_left_out() -> None:
    word = docx.Document()
    _paragraph(
        word,
        "<w:ins><w:r><w:t>電子</w:t></w:r></w:ins><w:del><w:r><w:delText>紙</w:delText></w:r></w:del>"
        "<w:r><w:ruby><w:rt><w:r><w:t>けっさい</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>決裁</w:t></w:r></w:rubyBase></w:ruby></w:r>",
    )
    assert _read(word).blocks == (Paragraph("電子決裁"),)


def test_lists_have_the_numbers_that_word_gives_them() -> None:
    word = docx.Document()
    for text in ("窓口の予約", "書かない窓口"):
        word.add_paragraph(text, style="List Number")
    word.add_paragraph("市民課", style="List Bullet")
    assert _read(word).blocks == (
        Paragraph("1. 窓口の予約", depth=0),
        Paragraph("2. 書かない窓口", depth=0),
        Paragraph("市民課", depth=0),
    )


_NUMBERING = f"""<w:numbering {_W}>
<w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="施策%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%3"/></w:lvl>
</w:abstractNum><w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num></w:numbering>"""


def test_numbers_of_chapters_count_level_by_level() -> None:
    word = docx.Document()
    numbering = word.part.numbering_part.element
    for child in parse_xml(_NUMBERING):
        if child.tag.endswith("abstractNum"):
            numbering.insert(0, child)
        else:
            numbering.append(child)
    for level, text in (
        (0, "方針"),
        (1, "窓口"),
        (2, "予約"),
        (1, "人材"),
        (2, "研修"),
        (0, "推進"),
    ):
        paragraph = word.add_paragraph(text)
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(
                f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
            )
        )
    texts = [block.text for block in _read(word).blocks if isinstance(block, Paragraph)]
    assert texts == [
        "第一章 方針",
        "施策1 窓口",
        "① 予約",
        "施策2 人材",
        "① 研修",
        "第二章 推進",
    ]


def test_a_merged_cell_has_its_text_in_each_of_its_cells() -> None:
    word = docx.Document()
    word.add_paragraph("表1 成果指標")
    table = word.add_table(rows=3, cols=3)
    for row, texts in enumerate(
        (("指標", "目標値", ""), ("", "R8", "R12"), ("利用率", "40%", "60%"))
    ):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    block = _read(word).blocks[-1]
    assert isinstance(block, Table)
    assert block.caption == "表1 成果指標"
    assert block.rows == (
        ("指標", "目標値", "目標値"),
        ("指標", "R8", "R12"),
        ("利用率", "40%", "60%"),
    )


def test_a_table_of_one_column_is_a_frame_around_text() -> None:
    word = docx.Document()
    cell = word.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "枠の中の文章です。"
    assert _read(word).blocks == (Paragraph("枠の中の文章です。"),)


def test_a_table_in_a_cell_is_a_table_of_its_own() -> None:
    word = docx.Document()
    table = word.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "取組"
    inner = table.cell(1, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "R8", "R9"
    tables = [block.rows for block in _read(word).blocks if isinstance(block, Table)]
    assert tables[-1] == (("R8", "R9"),)


def test_a_text_box_is_read_once_although_word_keeps_it_twice() -> None:
    word = docx.Document()
    box = "<w:txbxContent><w:p><w:r><w:t>目標 75.0%</w:t></w:r></w:p></w:txbxContent>"
    compatible = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    _paragraph(
        word,
        f"<w:r><mc:AlternateContent {compatible}><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert _read(word).blocks == (Paragraph("目標 75.0%"),)


def test_a_table_of_contents_is_no_text() -> None:
    word = docx.Document()
    word.add_paragraph("本文です。")
    contents = parse_xml(
        f'<w:sdt {_W}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>第1章 1</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    word.element.body.insert(0, contents)
    assert _read(word).blocks == (Paragraph("本文です。"),)


def test_a_document_of_pictures_alone_has_no_text() -> None:
    document = _read(docx.Document())
    assert document.blocks == ()
    assert document.problems == (PageProblem(PageProblemKind.NO_TEXT),)


def test_a_table_of_too_many_rows_is_read_as_far_as_tables_are() -> None:
    word = docx.Document()
    row = "<w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    second = row.replace(
        "<w:tc><w:p/></w:tc>", "<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>"
    )
    rows = second * (MOST_TABLE_ROWS + 5)
    word.element.body.insert(0, parse_xml(f"<w:tbl {_W}>{rows}</w:tbl>"))
    document = _read(word)
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert len(table.rows) == MOST_TABLE_ROWS
    assert document.problems == (
        PageProblem(PageProblemKind.TOO_MANY_ROWS, n=MOST_TABLE_ROWS),
    )

"""A PDF as blocks."""

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from dxkpi.drafting.blocks import (
    Document,
    Heading,
    PageProblem,
    PageProblemKind,
    Paragraph,
    Table,
)
from dxkpi.workbook.papers.pdf_paper import read_pdf
from dxkpi.workbook.refusals import Refused
from tests.support.paper_files import pdf_of

PRINTED_BY_LIBREOFFICE = (
    Path(__file__).parents[2] / "fixtures" / "paper-libreoffice.pdf"
)
_SENTENCE = (
    "近年、スマートフォン等の情報端末の普及や情報通信技術の飛躍的な発展とインターネットの高速化・大容量化により、"
    "文字情報のみならず、画像・映像データ、位置情報、センサー情報等がリアルタイムで流通し、市民の利便性が向上しました。"
)
_TABLE = (
    ("指標名", "現状値（R6）", "目標値（R12）", "担当課"),
    ("オンライン申請の利用率", "18.0%", "60.0%", "市民課"),
    ("スマホ教室の受講者数", "", "5年間で900人", "生涯学習課"),
)


def _different(n: int) -> str:
    """A paragraph whose lines are like those of no other."""
    return f"{chr(0x30A2 + 2 * n) * (3 + n % 5)}の取組では、{_SENTENCE}"


def _rows(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [
        tuple(tuple("".join(cell.split()) for cell in row) for row in block.rows)
        for block in document.blocks
        if isinstance(block, Table)
    ]


def _texts(document: Document) -> list[str]:
    return [
        "".join(block.text.split())
        for block in document.blocks
        if not isinstance(block, Table)
    ]


def test_lines_become_paragraphs_and_larger_letters_headings() -> None:
    blocks = (
        Heading("見本市DX推進計画", 1),
        Heading("第1章 計画の概要", 2),
        Paragraph(_SENTENCE),
        Paragraph("（1）書かない窓口の導入", depth=0),
        Paragraph(_SENTENCE),
    )
    read = read_pdf(pdf_of(Document(blocks)))
    assert read.pages == 1
    assert [type(block) for block in read.blocks] == [type(block) for block in blocks]
    assert _texts(read) == ["".join(block.text.split()) for block in blocks]
    levels = [block.level for block in read.blocks if isinstance(block, Heading)]
    assert levels == [1, 2]


def test_a_ruled_table_is_read_cell_by_cell_at_its_place() -> None:
    blocks = (Paragraph(_SENTENCE), Table(_TABLE), Paragraph("末尾です。"))
    read = read_pdf(pdf_of(Document(blocks)))
    assert [type(block) for block in read.blocks] == [Paragraph, Table, Paragraph]
    assert _rows(read) == [_TABLE]


def test_a_table_with_lines_across_alone_is_parted_where_no_row_has_text() -> None:
    long_name = "職員のうち、業務の効率化や働きやすさが向上したと実感している職員の割合"
    rows = (*_TABLE, (long_name, "64.4%", "75.0%", "デジタル推進課"))
    blocks = (Paragraph("表1 成果指標"), Table(rows), Paragraph("末尾です。"))
    read = read_pdf(pdf_of(Document(blocks), lines_across=True))
    assert _rows(read) == [rows]
    assert [block.caption for block in read.blocks if isinstance(block, Table)] == [
        "表1 成果指標"
    ]


def test_a_table_that_runs_over_pages_is_one_without_heads_and_feet_between() -> None:
    rows = (_TABLE[0], *(("利用率", f"{n}%", "60%", "市民課") for n in range(70)))
    read = read_pdf(pdf_of(Document((Table(rows),)), header="見本市DX推進計画"))
    assert read.pages is not None
    assert read.pages > 1
    assert _rows(read) == [rows]
    assert read.blocks[0].page == 1


def test_a_paragraph_that_runs_over_pages_is_one_and_heads_and_feet_are_left_out() -> (
    None
):
    blocks = tuple(Paragraph(_different(n) * 2) for n in range(34))
    read = read_pdf(pdf_of(Document(blocks), header="見本市DX推進計画 第2版"))
    assert read.pages is not None
    assert read.pages > 3
    assert _texts(read) == [block.text for block in blocks]


def test_two_columns_are_read_one_after_the_other() -> None:
    blocks = tuple(Paragraph(_different(n)) for n in range(30))
    read = read_pdf(pdf_of(Document(blocks), columns=2))
    assert _texts(read) == [block.text for block in blocks]


def test_a_table_that_libreoffice_printed_is_read() -> None:
    read = read_pdf(PRINTED_BY_LIBREOFFICE.read_bytes())
    assert _rows(read)[0][0] == _TABLE[0]
    assert "".join(_texts(read)).startswith("第2章成果指標")


def _scan() -> bytes:
    out = io.BytesIO()
    pages = [Image.new("L", (620, 877), 255) for _page in range(2)]
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


def test_a_pdf_of_scans_has_no_text_and_says_so() -> None:
    document = read_pdf(_scan())
    assert document.blocks == ()
    assert document.problems == (PageProblem(PageProblemKind.NO_TEXT, None, 2),)


def test_a_scan_among_other_pages_is_told_with_its_page() -> None:
    writer = pypdf.PdfWriter()
    for content in (pdf_of(Document((Paragraph(_SENTENCE),))), _scan()):
        writer.append(io.BytesIO(content))
    out = io.BytesIO()
    writer.write(out)
    document = read_pdf(out.getvalue())
    assert _texts(document) == [_SENTENCE]
    assert document.problems == (
        PageProblem(PageProblemKind.NO_TEXT, 2),
        PageProblem(PageProblemKind.NO_TEXT, 3),
    )


def _encrypted(password: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(pdf_of(Document((Paragraph(_SENTENCE),)))))
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_pdf_with_a_password_is_refused_and_one_that_only_forbids_is_read() -> None:
    with pytest.raises(Refused) as refused:
        read_pdf(_encrypted("secret"))
    assert refused.value.code == "encrypted"
    assert _texts(read_pdf(_encrypted(""))) == [_SENTENCE]


@pytest.mark.parametrize("length", [8, 300, 20_000])
def test_a_pdf_that_was_cut_off_is_refused(length: int) -> None:
    content = pdf_of(Document((Paragraph(_SENTENCE),)))[:length]
    with pytest.raises(Refused) as refused:
        read_pdf(content)
    assert refused.value.code == "damaged"

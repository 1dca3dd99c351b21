"""Papers read in the process of their own: kinds by content, and files that would hurt."""

import io
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from dxkpi.drafting.blocks import Document, Heading, Paragraph, Table
from dxkpi.workbook.papers.paper_reader import PaperReader
from dxkpi.workbook.papers.paper_reading import LIMIT_MB
from dxkpi.workbook.reader import Unreadable
from tests.support.hostile import BOMB, MEGABYTE, OLE, parts, with_parts
from tests.support.paper_files import pdf_of, word_of, workbook_of

_TABLE = (("指標", "目標値（R12）"), ("利用率", "60%"))
_PAPER = Document(
    (
        Heading("第1章 方針", 1),
        Paragraph("窓口に行かなくても手続ができるようにします。"),
        Table(_TABLE),
    )
)
_WORD = "word/document.xml"


@pytest.fixture(scope="module")
def reader() -> PaperReader:
    return PaperReader()


def _tables(document: Document) -> list[tuple[tuple[str, ...], ...]]:
    return [block.rows for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    "content",
    [
        word_of(_PAPER),
        pdf_of(_PAPER),
        workbook_of(_PAPER),
        "# 第1章 方針\n\n|指標|目標値（R12）|\n|--|--|\n|利用率|60%|\n".encode("cp932"),
    ],
    ids=["word", "pdf", "workbook", "text"],
)
def test_a_papers_kind_is_told_by_its_content(
    reader: PaperReader, content: bytes
) -> None:
    assert _tables(reader.read(content)) == [_TABLE]


def _changed(edit: Callable[[str], str]) -> bytes:
    content = word_of(_PAPER)
    text = edit(parts(content)[_WORD].decode())
    return with_parts(content, **{_WORD: text.encode()})


def _zip_of(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, b" " * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7\n" + b" " * LIMIT_MB * MEGABYTE, "paper_too_large"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "paper_encrypted"),
        (OLE + "WordDocument".encode("utf-16-le"), "paper_other_kind"),
        (b"<html><body>x</body></html>", "paper_other_kind"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "paper_other_file"),
        (b"PK\x03\x04" + bytes(50), "paper_damaged"),
        (word_of(_PAPER)[:2000], "paper_damaged"),
        (_zip_of("word/document.xml", 60 * MEGABYTE), "paper_too_much"),
        (_zip_of("ppt/presentation.xml", 100), "paper_other_kind"),
        (
            _changed(lambda text: text.replace("<w:document", BOMB + "<w:document", 1)),
            "paper_damaged",
        ),
        (_changed(lambda text: text[: len(text) // 2]), "paper_damaged"),
        (
            with_parts(word_of(_PAPER), **{"word/vbaProject.bin": b"x"}),
            "paper_other_kind",
        ),
        (b"%PDF-1.7\n1 0 obj\n<<", "paper_damaged"),
    ],
    ids=[
        "nothing",
        "too large",
        "with a password",
        "old Word",
        "web page",
        "picture",
        "no archive",
        "cut off",
        "bomb",
        "slides",
        "entities",
        "broken XML",
        "macros",
        "broken PDF",
    ],
)
def test_what_cannot_be_read_is_told_by_a_code(
    reader: PaperReader, content: bytes, code: str
) -> None:
    with pytest.raises(Unreadable) as unreadable:
        reader.read(content)
    assert unreadable.value.finding.code == code


def test_a_paper_that_takes_too_long_is_given_up() -> None:
    pages = Document(tuple(Paragraph("文章です。" * 200) for _page in range(200)))
    with pytest.raises(Unreadable) as unreadable:
        PaperReader(seconds=1).read(pdf_of(pages))
    assert unreadable.value.finding.code == "paper_too_heavy"


def test_after_a_paper_that_cannot_be_read_the_next_one_is(reader: PaperReader) -> None:
    with pytest.raises(Unreadable):
        reader.read(b"PK\x03\x04")
    assert _tables(reader.read(word_of(_PAPER))) == [_TABLE]

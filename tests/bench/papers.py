"""A plan's paper of thirty pages read into blocks, against pdfplumber's own text of the same pages."""

import io
import time
from statistics import median

import pdfplumber
from pypdf import PdfReader

from dxkpi.drafting.blocks import Block, Document, Heading, Paragraph, Table
from dxkpi.workbook.papers.paper_reader import PaperReader
from tests.support.paper_files import pdf_of

_SENTENCE = "窓口に行かなくても手続ができ、行ったときも待たずに済む市役所をめざし、申請の多い手続から順にオンライン化します。"


def paper() -> bytes:
    """A paper of text and ruled tables, on thirty pages."""
    blocks: list[Block] = []
    for n in range(1, 60):
        name = f"施策{n} {chr(0x30A2 + n % 60)}の取組"
        blocks.append(Heading(name, 2))
        blocks += [Paragraph(f"{name}では、{_SENTENCE * 2}") for _item in range(4)]
        rows = [("指標名", "現状値（R6）", "目標値（R12）", "担当課")]
        rows += [
            (f"{name}の件数{row}", f"{n}件", f"{n + 9}件", "市民課") for row in range(5)
        ]
        blocks.append(Table(tuple(rows)))
    return pdf_of(Document(tuple(blocks)), header="見本市DX推進計画")


def reading(turns: int) -> tuple[float, float, int]:
    """Seconds to read a paper in a new process, and of pdfplumber to extract its text in a warm one; its pages."""
    content = paper()
    reader = PaperReader()
    ours, plain = [], []
    _text(content)
    for _turn in range(turns):
        start = time.perf_counter()
        reader.read(content)
        between = time.perf_counter()
        _text(content)
        ours.append(between - start)
        plain.append(time.perf_counter() - between)
    return median(ours), median(plain), len(PdfReader(io.BytesIO(content)).pages)


def _text(content: bytes) -> None:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            page.extract_text()

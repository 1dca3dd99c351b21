"""A plan's text set as Word and as PDF, to be read back."""

import io
import json
import tempfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import typst
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from dxkpi.charts import fonts
from dxkpi.drafting.blocks import Block, Document, Heading, Paragraph, Table

_TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: 22mm, columns: data.columns,
  header: if data.header != "" { align(right, text(8pt, data.header)) },
  footer: context align(center, counter(page).display("- 1 -")))
#set text(font: "BIZ UDPGothic", size: 10.5pt, lang: "ja")
#set par(leading: 0.8em, justify: true, first-line-indent: (amount: 1em, all: true))
#show figure: set block(breakable: true)
#show table.cell: set block(breakable: false)
#let sizes = (18pt, 15pt, 13pt, 12pt, 11.9pt, 11.9pt)
#for block in data.blocks {
  if block.kind == "heading" {
    let size = if block.level == none { 10.5pt } else { sizes.at(calc.min(block.level, 6) - 1) }
    par(first-line-indent: 0pt, text(size: size, weight: "bold", block.text))
  } else if block.kind == "paragraph" {
    if block.depth == none { par(block.text) }
    else { par(first-line-indent: 0pt, hanging-indent: 1em, block.text) }
  } else {
    figure(table(columns: block.columns, align: left, stroke: if data.lines_across { (y: 0.5pt) } else { 0.5pt },
      ..block.rows.flatten().map(cell => par(first-line-indent: 0pt, cell))), kind: table, supplement: none)
  }
}
"""


def word_of(document: Document) -> bytes:
    """The blocks as a Word document: headings by style, tables with a grid."""
    word = docx.Document()
    for block in document.blocks:
        _add_to_word(word, block)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _add_to_word(word: Any, block: Block) -> None:
    match block:
        case Heading(text, int(level)):
            word.add_heading(text, min(level, 9))
        case Heading(text):
            word.add_paragraph(text)
        case Paragraph(text):
            word.add_paragraph(text)
        case Table(rows):
            table = word.add_table(rows=len(rows), cols=len(rows[0]))
            table.style = "Table Grid"
            cells = table._cells
            for number, text in enumerate(cell for row in rows for cell in row):
                cells[number].text = text


def pdf_of(
    document: Document,
    *,
    columns: int = 1,
    header: str = "",
    lines_across: bool = False,
) -> bytes:
    """The blocks as a PDF of A4 pages with page numbers, in the shipped font."""
    fonts.register_fonts()
    data = {
        "columns": columns,
        "header": header,
        "lines_across": lines_across,
        "blocks": [_for_typst(block) for block in document.blocks],
    }
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "paper.typ"
        template.write_text(_TEMPLATE, "utf-8")
        return bytes(
            typst.compile(
                template,
                font_paths=[fonts.font_folder()],
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
                format="pdf",
            )
        )


def _for_typst(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text, depth=depth):
            return {"kind": "paragraph", "text": text, "depth": depth}
        case Table(rows):
            return {"kind": "table", "columns": len(rows[0]), "rows": rows}


def workbook_of(document: Document) -> bytes:
    """The tables of a document, each on a sheet with its headings above, ruled."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    thin = Side(style="thin")
    for block in document.blocks:
        if not isinstance(block, Table):
            sheet.append([block.text])
            sheet.append([])
            continue
        first = sheet.max_row + 1
        for row in block.rows:
            sheet.append(row)
        for cells in sheet.iter_rows(first, sheet.max_row):
            for cell in cells:
                cell.border = Border(thin, thin, thin, thin)
                cell.alignment = Alignment(wrap_text=True)
        sheet.append([])
    for letter in "ABCDEFGH":
        sheet.column_dimensions[letter].width = 16
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

"""A workbook of one figure, written by hand as Excel or LibreOffice saves it."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

from dxkpi.returns import FormColumn, WrittenCell
from tests.support.workbooks import read_form

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "application/vnd.openxmlformats-officedocument"
HEADINGS = ("番号", "指標", "R8実績値", "時点", "未報告の理由", "要因・今後の対応")

TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{OFFICE}.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{OFFICE}.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{OFFICE}.spreadsheetml.worksheet+xml"/>
<Override PartName="/xl/styles.xml" ContentType="{OFFICE}.spreadsheetml.styles+xml"/>
<Override PartName="/xl/theme/theme1.xml" ContentType="{OFFICE}.theme+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="{OFFICE}.spreadsheetml.sharedStrings+xml"/>
</Types>"""
THEME = """<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements><a:clrScheme name="Office">
<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>
<a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2>
<a:accent1><a:srgbClr val="4472C4"/></a:accent1><a:accent2><a:srgbClr val="ED7D31"/></a:accent2>
</a:clrScheme></a:themeElements></a:theme>"""


def workbook_with_figure(
    figure: str,
    *,
    font: str = "",
    fill: str = '<patternFill patternType="none"/>',
    number_format: str = "",
    note: str = "",
    is_inline: bool = False,
    rules: str = "",
    rule_styles: str = "",
    legend_sheet: str = "",
) -> bytes:
    """A form with one row, K01.

    `figure` is the XML of a string (<t>…</t> or runs), or a number as it is; `font`,
    `fill` and `number_format` make the style of its cell. `note` stands below the table.
    `rules` are of conditional formatting, with the `rule_styles` that they name. What
    `legend_sheet` says stands on a sheet of its own.
    """
    number_id = "164" if number_format else "0"
    code = number_format.replace("&", "&amp;").replace('"', "&quot;")
    formats = (
        f'<numFmts count="1"><numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
        if number_format
        else ""
    )
    styles = f"""<styleSheet xmlns="{MAIN}">{formats}
<fonts count="2"><font><sz val="11"/><name val="游ゴシック"/></font><font>{font}</font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill>{fill}</fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="{number_id}" fontId="1" fillId="2" applyFont="1"/></cellXfs>
<dxfs>{rule_styles}</dxfs></styleSheet>"""
    is_text = figure.startswith("<")
    strings = figure if is_text and not is_inline else ""
    cell = f'<c r="C2" s="1"><v>{figure}</v></c>'
    if strings:
        cell = '<c r="C2" s="1" t="s"><v>0</v></c>'
    elif is_text:
        cell = f'<c r="C2" s="1" t="inlineStr"><is>{figure}</is></c>'
    headings = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABCDEF", HEADINGS, strict=True)
    )
    below = f'<row r="4"><c r="A4" t="inlineStr"><is>{note}</is></c></row>'
    sheet = f"""<worksheet xmlns="{MAIN}"><sheetData><row r="1">{headings}</row>
<row r="2"><c r="A2" t="inlineStr"><is><t>K01</t></is></c>{cell}</row>{below if note else ""}</sheetData>{rules}</worksheet>"""
    other_sheet = f"""<worksheet xmlns="{MAIN}"><sheetData><row r="2">
<c r="B2" t="inlineStr"><is>{legend_sheet}</is></c></row></sheetData></worksheet>"""
    files = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/_rels/workbook.xml.rels": _relations(
            {
                "rId1": ("worksheet", "worksheets/sheet1.xml"),
                "rId2": ("styles", "styles.xml"),
                "rId3": ("theme", "theme/theme1.xml"),
                "rId4": ("sharedStrings", "sharedStrings.xml"),
                "rId5": ("worksheet", "worksheets/sheet2.xml"),
            }
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
            '<sheet name="実績" sheetId="1" r:id="rId1"/>'
            '<sheet name="凡例" sheetId="2" r:id="rId5"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/sheet2.xml": other_sheet,
        "xl/styles.xml": styles,
        "xl/theme/theme1.xml": THEME,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si>{strings or "<t/>"}</si></sst>',
    }
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return packed.getvalue()


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{key}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def figure_cell(content: bytes) -> WrittenCell:
    """The cell of the figure, as it is read."""
    [row] = [row for row in read_form(content).rows if row.code == "K01"]
    return row.cells[FormColumn.VALUE]


def run(text: str, properties: str | None = None) -> str:
    """A part of a text, as Excel writes it."""
    font = "" if properties is None else f"<rPr>{properties}<sz val='11'/></rPr>"
    return f'<r>{font}<t xml:space="preserve">{text}</t></r>'


def libre_run(
    text: str, *, struck: bool = False, align: str = "", color: str = "FF000000"
) -> str:
    """A part of a text, as LibreOffice writes it: every property, also those not set."""
    raised = f'<vertAlign val="{align}"/>' if align else ""
    return (
        '<r><rPr><b val="false"/><i val="false"/>'
        f'<strike val="{"true" if struck else "false"}"/>'
        f'<color rgb="{color}"/><sz val="11"/><rFont val="游ゴシック"/>{raised}'
        f'</rPr><t xml:space="preserve">{text}</t></r>'
    )

"""Files that a form is not, or should not be: built by code from a filled-in form, each with what must come of it."""

import io
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEGABYTE = 2**20
SHEET, WORKBOOK, TYPES = (
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "[Content_Types].xml",
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOMB = (
    '<!DOCTYPE b [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)


@dataclass(frozen=True)
class Case:
    """A file made of a good form's bytes, and the code it is answered with; None where it is read like the form itself.

    `told` are findings that come with a reading.
    """

    name: str
    make: Callable[[bytes], bytes]
    code: str | None
    told: tuple[str, ...] = ()


def parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", method, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def with_parts(content: bytes, **changed: bytes | None) -> bytes:
    """The same workbook with parts replaced, added, or (None) left out."""
    files = parts(content) | {
        name: data for name, data in changed.items() if data is not None
    }
    return packed(
        {
            name: data
            for name, data in files.items()
            if changed.get(name, b"") is not None
        }
    )


def part_of_figures(files: Mapping[str, bytes], part: str) -> str:
    """The part itself; in place of the first sheet that of the form's figures, which
    stands behind the guide.
    """
    behind_guide = SHEET.replace("sheet1", "sheet2")
    is_form = b"_dxkpi" in files[WORKBOOK]
    return behind_guide if part == SHEET and is_form else part


def edited(
    content: bytes, part: str, edit: Callable[[str], str], encoding: str = "utf-8"
) -> bytes:
    files = parts(content)
    part = part_of_figures(files, part)
    text = edit(files[part].decode())
    return with_parts(content, **{part: text.encode(encoding)})


def replaced(part: str, pattern: str, by: str) -> Callable[[bytes], bytes]:
    def make(content: bytes) -> bytes:
        def edit(text: str) -> str:
            new = re.sub(pattern, lambda _found: by, text, count=1, flags=re.DOTALL)
            assert new != text, pattern
            return new

        return edited(content, part, edit)

    return make


def with_doctype(
    part: str, doctype: str = BOMB, encoding: str = "utf-8"
) -> Callable[[bytes], bytes]:
    def edit(text: str) -> str:
        body = re.sub(r"^<\?xml[^>]*\?>\s*", "", text)
        return f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{body}'

    return lambda content: edited(content, part, edit, encoding)


def in_ebcdic(content: bytes) -> bytes:
    """Entities that no search for ASCII finds: the XML declaration names a code page of mainframes."""
    body = re.sub(r"^<\?xml[^>]*\?>\s*", "", parts(content)[TYPES].decode())
    return with_parts(
        content,
        **{
            TYPES: b'<?xml version="1.0" encoding="cp037"?>'
            + (BOMB + body).encode("cp037")
        },
    )


def ole(stream: str) -> bytes:
    return OLE + bytes(504) + stream.encode("utf-16-le") + bytes(2048)


def rows_after(rows: Iterator[str] | list[str]) -> Callable[[bytes], bytes]:
    """More rows at the end of the first sheet."""
    return lambda content: edited(
        content,
        SHEET,
        lambda text: text.replace("</sheetData>", "".join(rows) + "</sheetData>"),
    )


def merged(n: int) -> Callable[[bytes], bytes]:
    cells = "".join(
        f'<mergeCell ref="A{2 * r}:B{2 * r}"/>' for r in range(500, 500 + n)
    )
    return lambda content: edited(
        content,
        SHEET,
        lambda t: t.replace(
            "</sheetData>", f'</sheetData><mergeCells count="{n}">{cells}</mergeCells>'
        ),
    )


def more_sheets(n: int, xml: str, prefix: str = "more") -> Callable[[bytes], bytes]:
    def make(content: bytes) -> bytes:
        files = parts(content)
        types, book = files[TYPES].decode(), files[WORKBOOK].decode()
        rels = files["xl/_rels/workbook.xml.rels"].decode()
        kind = (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        )
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        for k in range(n):
            part = f"worksheets/{prefix}{k}.xml"
            files[f"xl/{part}"] = xml.encode()
            types = types.replace(
                "</Types>",
                f'<Override PartName="/xl/{part}" ContentType="{kind}"/></Types>',
            )
            one = f'<Relationship Id="more{k}" Type="{office}/worksheet" Target="/xl/{part}"/>'
            rels = rels.replace("</Relationships>", one + "</Relationships>")
            sheet = f'<sheet xmlns:o="{office}" name="{prefix}{k}" sheetId="{900 + k}" o:id="more{k}"/>'
            book = book.replace("</sheets>", sheet + "</sheets>")
        return packed(
            files
            | {
                TYPES: types.encode(),
                WORKBOOK: book.encode(),
                "xl/_rels/workbook.xml.rels": rels.encode(),
            }
        )

    return make


def sheet_xml(rows: str, head: str = "") -> str:
    return f'<?xml version="1.0"?><worksheet xmlns="{MAIN}">{head}<sheetData>{rows}</sheetData></worksheet>'


def raw_data(rows: int, columns: int) -> str:
    """A sheet of numbers as exported from some other system."""
    names = [_letters(c) for c in range(columns)]
    return sheet_xml(
        "".join(
            f'<row r="{r}">'
            + "".join(
                f'<c r="{n}{r}"><v>{r * 31 + k}</v></c>' for k, n in enumerate(names)
            )
            + "</row>"
            for r in range(1, rows + 1)
        )
    )


def _letters(index: int) -> str:
    text, n = "", index + 1
    while n:
        n, rest = divmod(n - 1, 26)
        text = chr(65 + rest) + text
    return text


def wide_row(content: bytes) -> bytes:
    cells = "".join(
        f'<c r="{_letters(c)}900"><v>{c}</v></c>' for c in range(20, 16_384)
    )
    return rows_after([f'<row r="900">{cells}</row>'])(content)


def wrong_crc(content: bytes) -> bytes:
    stored = bytearray(packed(parts(content), ZIP_STORED))
    at = bytes(stored).index("実績".encode())
    stored[at] ^= 1
    return bytes(stored)


def twice(content: bytes) -> bytes:
    out = io.BytesIO(content)
    with ZipFile(out, "a") as archive:
        info = archive.getinfo(SHEET)
        data = archive.read(SHEET)
        info.filename = SHEET.replace("sheet1", "SHEET1")
        archive.writestr(info.filename, data)
    return out.getvalue()


def locked_entries(content: bytes) -> bytes:
    """The flag that says an entry of the archive is encrypted, in both headers of each."""
    data = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def lying_size(content: bytes) -> bytes:
    """A sheet that says it is 1 KB and inflates to 60 MB."""
    made = bytearray(with_parts(content, **{SHEET: b" " * 60 * MEGABYTE}))
    for mark, size, name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = made.find(mark)
        while at >= 0:
            if made[at + name : at + name + len(SHEET)] == SHEET.encode():
                made[at + size : at + size + 4] = struct.pack("<I", 1024)
            at = made.find(mark, at + 4)
    return bytes(made)


def overlapping(content: bytes) -> bytes:
    """Many entries that all inflate the same bytes, as in the bombs that need no nesting."""
    files = parts(content)
    files["xl/media/a.bin"] = b"\0" * 9 * MEGABYTE
    made = packed(files)
    with ZipFile(io.BytesIO(made)) as archive:
        info = archive.getinfo("xl/media/a.bin")
        start = archive.start_dir
    deflated = (info.compress_size, info.file_size, info.header_offset, info.CRC)
    entries = made[start : made.rindex(b"PK\x05\x06")]
    count = len(files)
    for n in range(60):
        name = f"xl/media/{n}.bin".encode()
        entries += (
            struct.pack(
                "<4s6H3I5H2I",
                b"PK\x01\x02",
                20,
                20,
                0,
                8,
                0,
                0,
                deflated[3],
                deflated[0],
                deflated[1],
                len(name),
                0,
                0,
                0,
                0,
                0,
                deflated[2],
            )
            + name
        )
        count += 1
    end = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0
    )
    return made[:start] + entries + end


def without_positions(content: bytes) -> bytes:
    """Rows and cells that do not say where they stand, as some programs write them; every cell is written out."""

    def edit(text: str) -> str:
        def row(found: re.Match[str]) -> str:
            cells, out, at = (
                re.findall(r"<c [^>]*?(?:/>|>.*?</c>)", found[2], re.DOTALL),
                "",
                0,
            )
            for cell in cells:
                letters = re.search(r'r="([A-Z]+)\d+"', cell)
                assert letters
                column = 0
                for letter in letters[1]:
                    column = column * 26 + ord(letter) - 64
                out += "<c/>" * (column - at - 1) + re.sub(r' r="[A-Z]+\d+"', "", cell)
                at = column
            return f"<row>{out}</row>"

        return re.sub(r"<row ([^>]*)>(.*?)</row>", row, text, flags=re.DOTALL)

    return edited(content, SHEET, edit)


def linked(content: bytes) -> bytes:
    files = parts(content)
    link = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    )
    part = "xl/externalLinks/externalLink1.xml"
    types = files[TYPES].decode()
    files[TYPES] = types.replace(
        "</Types>", f'<Override PartName="/{part}" ContentType="{link}"/></Types>'
    ).encode()
    files[part] = f'<?xml version="1.0"?><externalLink xmlns="{MAIN}"/>'.encode()
    return packed(files)


def foreign(**files: bytes) -> Callable[[bytes], bytes]:
    return lambda _content: packed(
        {name.replace("__", "/"): data for name, data in files.items()}
    )


def ooxml(folder: str, kind: str) -> Callable[[bytes], bytes]:
    types = f'<Types><Override PartName="/{folder}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    return lambda _content: packed({TYPES: types.encode(), folder: b"<document/>"})


def zipped(name: str, data: bytes) -> Callable[[bytes], bytes]:
    return lambda content: with_parts(content, **{name: data})


def fixed(data: bytes) -> Callable[[bytes], bytes]:
    return lambda _content: data


def nested(n: int) -> Callable[[bytes], bytes]:
    return more_sheets(1, sheet_xml("<row>" + "<c>" * n + "</c>" * n + "</row>"))


def strings(data: str) -> Callable[[bytes], bytes]:
    """With a part of shared strings, which only the last row uses."""
    kind = (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    )

    def make(content: bytes) -> bytes:
        used = parts(
            rows_after(['<row r="800"><c r="Z800" t="s"><v>0</v></c></row>'])(content)
        )
        override = (
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
        )
        types = used[TYPES].decode().replace("</Types>", override)
        return packed(
            used
            | {
                TYPES: types.encode(),
                "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{data}</sst>'.encode(),
            }
        )

    return make


HTML = '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>実績値</td></tr></table></html>'
XML_2003 = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
CSV = "番号,実績値\r\nK01,64.4\r\n"
MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

CASES = (
    # no workbook at all
    Case("zero bytes", fixed(b""), "empty_file"),
    Case("one byte", fixed(b"\0"), "other_file"),
    Case("one letter", fixed(b"P"), "text_file"),
    Case("only the beginning of an archive", fixed(b"PK\x03\x04"), "damaged"),
    Case("an empty archive", fixed(b"PK\x05\x06" + bytes(18)), "other_file"),
    Case(
        "more than 10 MB", lambda content: content + bytes(11 * MEGABYTE), "too_large"
    ),
    Case("xls", fixed(ole("Workbook")), "old_excel"),
    Case("xls of Excel 95", fixed(ole("Book")), "old_excel"),
    Case("xls of Excel 4", fixed(b"\x09\x04\x06\x00" + bytes(200)), "old_excel"),
    Case("XML spreadsheet 2003", fixed(XML_2003.encode()), "old_excel"),
    Case("encrypted", fixed(ole("EncryptedPackage")), "encrypted"),
    Case("doc", fixed(ole("WordDocument")), "other_office"),
    Case("ppt", fixed(ole("PowerPoint Document")), "other_office"),
    Case("some other compound file", fixed(ole("Catalog")), "other_file"),
    Case(
        "docx", ooxml("word/document.xml", "wordprocessingml.document"), "other_office"
    ),
    Case(
        "pptx",
        ooxml("ppt/presentation.xml", "presentationml.presentation"),
        "other_office",
    ),
    Case(
        "ods",
        foreign(
            mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content=b""
        ),
        "other_office",
    ),
    Case("numbers", foreign(Index__Document=b"iwa"), "other_office"),
    Case("a zip of files", foreign(readme=b"hello"), "other_file"),
    Case("pdf", fixed(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), "other_file"),
    Case(
        "pdf with an archive behind it",
        lambda content: b"%PDF-1.7\n" + content,
        "other_file",
    ),
    Case("rtf", fixed(b"{\\rtf1\\ansi hello}"), "other_file"),
    Case("png", fixed(b"\x89PNG\r\n\x1a\n" + bytes(100)), "other_file"),
    Case("jpeg", fixed(b"\xff\xd8\xff\xe0" + bytes(100)), "other_file"),
    Case("gzip", fixed(b"\x1f\x8b\x08" + bytes(100)), "other_file"),
    Case("html", fixed(HTML.encode()), "web_page"),
    Case(
        "html in Shift_JIS", fixed(b"\r\n<!-- x -->" + HTML.encode("cp932")), "web_page"
    ),
    Case("mhtml", fixed(b"MIME-Version: 1.0\r\n" + HTML.encode()), "web_page"),
    Case("csv in UTF-8", fixed(CSV.encode("utf-8-sig")), "text_file"),
    Case("csv in Shift_JIS", fixed(CSV.encode("cp932")), "text_file"),
    Case("text in UTF-16", fixed(CSV.encode("utf-16")), "text_file"),
    # workbooks of another kind
    Case("xlsm", zipped("xl/vbaProject.bin", b"macro"), "macro_workbook"),
    Case(
        "xlsm by its type only",
        replaced(TYPES, re.escape(XLSX), MACRO),
        "macro_workbook",
    ),
    Case(
        "macros of Excel 4",
        zipped("xl/macrosheets/sheet1.xml", b"<x/>"),
        "macro_workbook",
    ),
    Case("xlsb", zipped("xl/workbook.bin", b"binary"), "binary_workbook"),
    Case(
        "strict",
        replaced(
            WORKBOOK, re.escape(MAIN), "http://purl.oclc.org/ooxml/spreadsheetml/main"
        ),
        "strict_workbook",
    ),
    # damaged
    Case("truncated", lambda content: content[: len(content) // 2], "damaged"),
    Case("its end is missing", lambda content: content[:-30], "damaged"),
    Case("wrong check sum", wrong_crc, "damaged"),
    Case(
        "no workbook part",
        lambda content: with_parts(content, **{WORKBOOK: None}),
        "damaged",
    ),
    Case(
        "no content types",
        lambda content: with_parts(content, **{TYPES: None}),
        "damaged",
    ),
    Case(
        "content types of no workbook",
        replaced(TYPES, re.escape(XLSX), "text/plain"),
        "damaged",
    ),
    Case(
        "half a sheet",
        lambda content: edited(content, SHEET, lambda text: text[: len(text) // 4]),
        "damaged",
    ),
    Case(
        "a string that is not there",
        rows_after(['<row r="800"><c r="Z800" t="s"><v>99999</v></c></row>']),
        "damaged",
    ),
    Case(
        "a number of 100,000 digits",
        rows_after(['<row r="800"><c r="A800"><v>' + "9" * 100_000 + "</v></c></row>"]),
        "damaged",
    ),
    Case(
        "only parts that lead out of the archive",
        zipped("../../etc/cron.d/x", b"x"),
        "damaged",
    ),
    Case("parts from the root", zipped("/etc/passwd", b"x"), "damaged"),
    Case("parts by drive letter", zipped("C:\\windows\\x", b"x"), "damaged"),
    Case(
        "no sheets", replaced(WORKBOOK, "<sheets>.*</sheets>", "<sheets/>"), "no_sheets"
    ),
    Case(
        "compressed in an unusual way",
        lambda content: packed(parts(content), method=14),
        "damaged",
    ),
    # what hides or bursts
    Case("the same part twice", twice, "duplicate_parts"),
    Case("encrypted entries", locked_entries, "encrypted"),
    Case(
        "zip bomb",
        zipped("xl/worksheets/sheet9.xml", b" " * 150 * MEGABYTE),
        "too_much_inside",
    ),
    Case(
        "zip bomb beside the workbook",
        zipped("docProps/thumbnail.bin", bytes(60 * MEGABYTE)),
        "too_much_inside",
    ),
    Case("a part that lies about its size", lying_size, "damaged"),
    Case("overlapping entries", overlapping, "too_much_inside"),
    Case(
        "too many parts",
        lambda content: with_parts(
            content, **{f"xl/media/{n}.xml": b"" for n in range(5_100)}
        ),
        "too_much_inside",
    ),
    Case("entity bomb in a sheet", with_doctype(SHEET), "entities"),
    Case("entity bomb in the workbook", with_doctype(WORKBOOK), "entities"),
    Case("entity bomb in the styles", with_doctype("xl/styles.xml"), "entities"),
    Case("entity bomb in UTF-16", with_doctype(SHEET, encoding="utf-16"), "entities"),
    Case("entity bomb in another code page", in_ebcdic, "damaged"),
    Case(
        "file read by an entity",
        with_doctype(SHEET, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "entities",
    ),
    Case(
        "DOCTYPE in content types",
        with_doctype(TYPES, '<!DOCTYPE a SYSTEM "http://localhost/x.dtd">'),
        "entities",
    ),
    Case("40,000 merges", merged(40_000), "too_much_inside"),
    Case(
        "huge shared string",
        strings("<si><t>" + "あ" * 20 * MEGABYTE + "</t></si>"),
        "too_much_inside",
    ),
    Case(
        "a form with hundreds of thousands of cells",
        rows_after(
            [
                f'<row r="{r}">'
                + "".join(
                    f'<c r="{_letters(c)}{r}"><v>{r * c}</v></c>' for c in range(150)
                )
                + "</row>"
                for r in range(500, 1_400)
            ]
        ),
        "too_much_inside",
    ),
    # odd, and read all the same
    Case(
        "a cell at XFD1048576",
        rows_after(['<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>']),
        None,
    ),
    Case(
        "a cell far beyond every sheet",
        rows_after(['<row r="99999999"><c r="ZZZZ99999999"><v>1</v></c></row>']),
        "damaged",
    ),
    Case("16,384 columns", wide_row, None),
    Case("1,000,000 empty rows", rows_after(["<row/>" * 1_000_000]), None),
    Case(
        "1,000,000 empty rows with numbers",
        rows_after([f'<row r="{r}"/>' for r in range(500, 1_000_500)]),
        None,
    ),
    Case("8,000 merges", merged(8_000), None),
    Case(
        "a dimension that is wrong",
        replaced(SHEET, r'<dimension ref="[^"]*"', '<dimension ref="A1"'),
        None,
    ),
    Case("no positions", without_positions, None),
    Case(
        "no styles",
        lambda content: with_parts(content, **{"xl/styles.xml": None}),
        None,
    ),
    Case(
        "no theme",
        lambda content: with_parts(content, **{"xl/theme/theme1.xml": None}),
        None,
    ),
    Case("a sheet in UTF-16", with_doctype(SHEET, "", encoding="utf-16"), None),
    Case("300 sheets", more_sheets(300, raw_data(60, 10)), None),
    Case("100,000 rows beside the form", more_sheets(1, raw_data(100_000, 8)), None),
    Case(
        "100,000 strings",
        strings("".join(f"<si><t>{n}</t></si>" for n in range(100_000))),
        None,
    ),
    Case("a long string", strings("<si><t>" + "あ" * MEGABYTE + "</t></si>"), None),
    Case("external links", linked, None, ("external_links",)),
    Case(
        "a relation to a part that is not there",
        lambda content: with_parts(content, **{SHEET: None}),
        None,
    ),
    Case(
        "DDE in a formula",
        rows_after(
            [
                '<row r="700"><c r="T700" t="str"><f>cmd|\' /C calc\'!A0</f><v>0</v></c></row>'
            ]
        ),
        None,
    ),
    Case(
        "a day outside the calendar",
        rows_after(
            [
                '<row r="700"><c r="T700" t="d"><v>2026-01-02</v></c><c r="U700" s="1"><v>1e308</v></c><c r="V700"><v>1e999</v></c></row>'
            ]
        ),
        None,
    ),
    Case("elements within elements", nested(50_000), None),
    Case("broken properties", zipped("docProps/core.xml", b"<broken"), None),
    Case("broken drawings", zipped("xl/drawings/drawing1.xml", b"<broken"), None),
)


def slow(content: bytes) -> bytes:
    """A form that takes long to read: very many short strings."""
    return strings("".join(f"<si><r><t>{n:x}</t></r></si>" for n in range(1_500_000)))(
        content
    )


def heavy(content: bytes) -> bytes:
    """A form that takes much memory to read: one row of very many cells."""
    return rows_after(
        ["<row>" + "".join(f"<c><v>{n}</v></c>" for n in range(1_000_000)) + "</row>"]
    )(content)

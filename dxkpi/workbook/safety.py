"""Whether bytes are an .xlsx that may be opened at all, told from the bytes alone.

Everything here streams: no part of the archive is ever held whole, nothing is parsed, followed or executed. What looks
like a workbook but could hurt (bombs, entities, parts that hide each other) is refused before a library touches it.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

MEGABYTE = 2**20
LIMIT_MB = 10
MOST_PARTS = 5_000
MOST_INFLATED = 300 * MEGABYTE
MOST_OF_SHEET = 200 * MEGABYTE
MOST_OF_STRINGS = 50 * MEGABYTE
MOST_OF_OTHER_XML = 20 * MEGABYTE
BOMB_FROM, BOMB_RATIO = 10 * MEGABYTE, 150
MOST_MERGES = 20_000

_CHUNK = 2**18
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x10\x00",
    b"\x09\x08\x08\x00",
)
_OTHER_BINARY = (
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"II*\x00",
    b"MM\x00*",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x1f\x8b",
)
_WEB_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"
_OLE_STREAMS = {
    "EncryptedPackage": ("encrypted", {}),
    "Workbook": ("old_excel", {}),
    "Book": ("old_excel", {}),
    "WordDocument": ("other_office", {"kind": "Word (.doc)"}),
    "PowerPoint Document": ("other_office", {"kind": "PowerPoint (.ppt)"}),
}
_OFFICE_PARTS = {
    "word/": "Word (.docx)",
    "ppt/": "PowerPoint (.pptx)",
    "visio/": "Visio (.vsdx)",
    "index/": "Numbers / Pages / Keynote",
    "index.zip": "Numbers / Pages / Keynote",
}
_OPEN_DOCUMENTS = {
    b"opendocument.spreadsheet": "OpenDocument (.ods)",
    b"opendocument.text": "OpenDocument (.odt)",
    b"opendocument.presentation": "OpenDocument (.odp)",
}
_WORKBOOK_TYPE = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.spreadsheetml|ms-excel)\.[\w.+-]*main\+xml"
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_IN_CP932 = re.compile(
    r"[\x80-\x84\x86-\x9f\uf8f0-\uf8f3]"
)  # what Python makes of bytes that Windows does not use
_ENCODING = re.compile(rb"""[^<]{0,3}<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)""")
_ENCODINGS = (
    b"utf-8",
    b"utf8",
    b"utf-16",
    b"utf-16le",
    b"utf-16be",
    b"us-ascii",
    b"ascii",
)
_TYPES = "[content_types].xml"
_XML_NAMES = (".xml", ".rels", ".vml")


class Refused(Exception):
    """A file that is not opened: the code of the finding (of findings.UNREADABLE) and the facts of its sentence."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def inspect(content: bytes) -> list[str]:
    """The codes of what should be told about a workbook that may be opened (external_links). Raises `Refused`."""
    if not content:
        raise Refused("empty_file")
    if len(content) > LIMIT_MB * MEGABYTE:
        raise Refused("too_large", limit=LIMIT_MB)
    if not content.startswith(_ZIP):
        raise _foreign(content)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return _inspect_archive(archive)
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        LookupError,
    ) as error:
        raise Refused("damaged") from error


def _foreign(content: bytes) -> Refused:
    """What a file is that is no archive."""
    head = content[:4096]
    if head.startswith(_OLE):
        return _ole(content)
    if head.startswith(_BIFF):
        return Refused("old_excel")
    if head.startswith(_OTHER_BINARY):
        return Refused("other_file")
    text = decoded(content)
    if text is None:
        return Refused("other_file")
    start = text[:4096].encode()
    if _XML_2003 in start:
        return Refused("old_excel")
    if _WEB_PAGE.match(start.removeprefix(b"\xef\xbb\xbf")) or start.lower().startswith(
        b"mime-version:"
    ):
        return Refused("web_page")
    return Refused("text_file")


def _ole(content: bytes) -> Refused:
    for stream, (code, facts) in _OLE_STREAMS.items():
        if stream.encode("utf-16-le") in content:
            return Refused(code, **facts)
    return Refused("other_file")


def decoded(content: bytes) -> str | None:
    """The content as text, if it is text in one of the encodings that Japanese offices use.

    UTF-16 is known by its byte order mark. A control character or two, as copied into an answer, do not matter.
    """
    for encoding in (
        ("utf-16",)
        if content[:2] in (b"\xff\xfe", b"\xfe\xff")
        else ("utf-8-sig", "cp932", "euc-jp")
    ):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if (
            "\0" not in text
            and not _NOT_IN_CP932.search(text)
            and len(_CONTROLS.findall(text)) * 100 <= len(text)
        ):
            return text
    return None


def _inspect_archive(archive: ZipFile) -> list[str]:
    parts = [info for info in archive.infolist() if not info.is_dir()]
    if len(parts) > MOST_PARTS:
        raise Refused("too_much_inside", what="parts", n=len(parts))
    names = [info.filename.casefold() for info in parts]
    if len(set(names)) < len(names):
        raise Refused("duplicate_parts")
    if any(info.flag_bits & 0x1 for info in parts):
        raise Refused("encrypted")
    _kind(archive, set(names))
    if any(
        _tricky(info.orig_filename)
        or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED)
        for info in parts
    ):
        raise Refused("damaged")
    _sizes(parts)
    links = False
    for info in parts:
        links |= info.filename.casefold().startswith("xl/externallinks/")
        with archive.open(info) as part:
            if info.filename.casefold().endswith(_XML_NAMES):
                _scan(part)
            else:
                for _chunk in iter(lambda: part.read(_CHUNK), b""):
                    pass  # reading to the end checks the part's check sum
    return ["external_links"] if links else []


def _kind(archive: ZipFile, names: set[str]) -> None:
    """Refuse every archive that is not a workbook without macros in the usual (transitional) format."""
    types = _beginning(archive, _TYPES)
    if not any(name.startswith("xl/") for name in names) and not _WORKBOOK_TYPE.search(
        types
    ):
        raise _other_archive(archive, names)
    if "xl/workbook.bin" in names:
        raise Refused("binary_workbook")
    macros = (
        name
        for name in names
        if name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/")
    )
    if b"macroEnabled" in types or any(macros):
        raise Refused("macro_workbook")
    if b"purl.oclc.org/ooxml" in _beginning(archive, "xl/workbook.xml"):
        raise Refused("strict_workbook")


def _other_archive(archive: ZipFile, names: set[str]) -> Refused:
    stated = _beginning(archive, "mimetype")
    kinds = [kind for mime, kind in _OPEN_DOCUMENTS.items() if mime in stated]
    kinds += [
        kind
        for start, kind in _OFFICE_PARTS.items()
        if any(name.startswith(start) for name in names)
    ]
    return Refused("other_office", kind=kinds[0]) if kinds else Refused("other_file")


def _beginning(archive: ZipFile, name: str) -> bytes:
    """The first megabyte of a part, however its name is capitalised, UTF-16 read as well; nothing where it is not there."""
    found = next(
        (info for info in archive.infolist() if info.filename.casefold() == name), None
    )
    if found is None:
        return b""
    with archive.open(found) as part:
        return part.read(MEGABYTE).replace(b"\0", b"")


def _tricky(name: str) -> bool:
    return (
        name.startswith(("/", "\\"))
        or "\0" in name
        or ":" in name
        or ".." in re.split(r"[/\\]", name)
    )


def _sizes(parts: list[ZipInfo]) -> None:
    """Bound what the parts say they inflate to; no more than that is ever inflated of each."""
    for info in parts:
        name, size = info.filename.casefold(), info.file_size
        if size > BOMB_FROM and size > BOMB_RATIO * max(info.compress_size, 1):
            raise Refused("too_much_inside", what="size", n=size // MEGABYTE)
        if name.startswith("xl/worksheets/"):
            most = MOST_OF_SHEET
        elif name.endswith("sharedstrings.xml"):
            most = MOST_OF_STRINGS
        else:
            most = MOST_OF_OTHER_XML if name.endswith(_XML_NAMES) else MOST_INFLATED
        if size > most:
            raise Refused("too_much_inside", what="size", n=size // MEGABYTE)
    total = sum(info.file_size for info in parts)
    if total > MOST_INFLATED:
        raise Refused("too_much_inside", what="size", n=total // MEGABYTE)


def _scan(part: IO[bytes]) -> None:
    """Look through an XML part for what no form needs, whatever encoding of Unicode it is in."""
    merges, first = 0, True
    for piece in _pieces(part):
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise Refused("entities")
        if (
            first
            and (found := _ENCODING.match(piece))
            and found[1].lower() not in _ENCODINGS
        ):
            raise Refused(
                "damaged"
            )  # no spreadsheet writes others, and a DOCTYPE could hide in one
        first = False
        merges += piece.count(b"mergeCell ")
        if merges > MOST_MERGES:
            raise Refused("too_much_inside", what="merges", n=merges)


def _pieces(part: IO[bytes]) -> Iterator[bytes]:
    """A part in pieces that overlap by less than the shortest thing looked for twice, its zero bytes taken out."""
    tail = b""
    for chunk in iter(lambda: part.read(_CHUNK), b""):
        piece = tail + (chunk.replace(b"\0", b"") if b"\0" in chunk else chunk)
        yield piece
        tail = piece[-8:]

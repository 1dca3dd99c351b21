"""Whether bytes are an .xlsx that may be opened at all, told from the bytes alone.

Everything here streams: no part of the archive is ever held whole, nothing is parsed,
followed or executed. What looks like a workbook but could hurt (bombs, entities, parts
that hide each other) is refused before a library touches it.
"""

import io
import re
import zlib
from collections.abc import Iterator
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dxkpi.workbook.file_kinds import refusal_of_foreign_file
from dxkpi.workbook.refusals import Refused

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
_OVERLAP = 8
"""Bytes that pieces share: enough to find <!DOCTYPE, too few to count a merge twice."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_ENCRYPTED_FLAG = 0x1
_BROKEN_ARCHIVE_ERRORS = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    LookupError,
)
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
    rb"application/vnd\."
    rb"(?:openxmlformats-officedocument\.spreadsheetml|ms-excel)\.[\w.+-]*main\+xml"
)
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


def inspect_file(content: bytes) -> tuple[str, ...]:
    """The codes of what is to be told about a workbook that may be opened (external_links).

    Raises `Refused` for any other file.
    """
    if not content:
        raise Refused("empty_file")
    if len(content) > LIMIT_MB * MEGABYTE:
        raise Refused("too_large", limit=LIMIT_MB)
    if not content.startswith(_ZIP):
        raise refusal_of_foreign_file(content)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return _inspect_archive(archive)
    except _BROKEN_ARCHIVE_ERRORS as error:
        raise Refused("damaged") from error


def _inspect_archive(archive: ZipFile) -> tuple[str, ...]:
    parts = [info for info in archive.infolist() if not info.is_dir()]
    names = {_name(part) for part in parts}
    if len(parts) > MOST_PARTS:
        raise Refused("too_much_inside", what="parts", n=len(parts))
    if len(names) < len(parts):
        raise Refused("duplicate_parts")
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise Refused("encrypted")
    _refuse_other_kinds(archive, names)
    if any(_is_oddly_stored(part) for part in parts):
        raise Refused("damaged")
    _refuse_bombs(parts)
    for part in parts:
        _look_through(archive, part)
    if any(name.startswith("xl/externallinks/") for name in names):
        return ("external_links",)
    return ()


def _name(part: ZipInfo) -> str:
    """The name of a part; a workbook may write it in capitals."""
    return part.filename.casefold()


# What kind of archive it is


def _refuse_other_kinds(archive: ZipFile, names: set[str]) -> None:
    """Refuse every archive that is not a workbook without macros in the usual
    (transitional) format.
    """
    types = _beginning_of_part(archive, _TYPES)
    has_workbook_parts = any(name.startswith("xl/") for name in names)
    if not has_workbook_parts and not _WORKBOOK_TYPE.search(types):
        raise _refusal_of_other_archive(archive, names)
    if "xl/workbook.bin" in names:
        raise Refused("binary_workbook")
    if b"macroEnabled" in types or any(_holds_macros(name) for name in names):
        raise Refused("macro_workbook")
    if b"purl.oclc.org/ooxml" in _beginning_of_part(archive, "xl/workbook.xml"):
        raise Refused("strict_workbook")


def _holds_macros(name: str) -> bool:
    return name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/")


def _refusal_of_other_archive(archive: ZipFile, names: set[str]) -> Refused:
    stated_type = _beginning_of_part(archive, "mimetype")
    for document_type, kind in _OPEN_DOCUMENTS.items():
        if document_type in stated_type:
            return Refused("other_office", kind=kind)
    for beginning, kind in _OFFICE_PARTS.items():
        if any(name.startswith(beginning) for name in names):
            return Refused("other_office", kind=kind)
    return Refused("other_file")


def _beginning_of_part(archive: ZipFile, name: str) -> bytes:
    """The first megabyte of a part, UTF-16 read as well; nothing where it is not there."""
    for part in archive.infolist():
        if _name(part) == name:
            with archive.open(part) as file:
                return file.read(MEGABYTE).replace(b"\0", b"")
    return b""


def _is_oddly_stored(part: ZipInfo) -> bool:
    """Whether a part leads out of the archive, or is packed as no spreadsheet packs it."""
    name = part.orig_filename
    leads_out = (
        name.startswith(("/", "\\"))
        or "\0" in name
        or ":" in name
        or ".." in re.split(r"[/\\]", name)
    )
    return leads_out or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED)


# How much is in it


def _refuse_bombs(parts: list[ZipInfo]) -> None:
    """Bound what the parts say they inflate to; no more than that is ever inflated of each."""
    for part in parts:
        packed_size = max(part.compress_size, 1)
        size = part.file_size
        is_bomb = size > BOMB_FROM and size > BOMB_RATIO * packed_size
        if is_bomb or size > _most_bytes(_name(part)):
            raise _refusal_of_size(size)
    total = sum(part.file_size for part in parts)
    if total > MOST_INFLATED:
        raise _refusal_of_size(total)


def _most_bytes(name: str) -> int:
    """What a part of this name may inflate to."""
    if name.startswith("xl/worksheets/"):
        return MOST_OF_SHEET
    if name.endswith("sharedstrings.xml"):
        return MOST_OF_STRINGS
    if name.endswith(_XML_NAMES):
        return MOST_OF_OTHER_XML
    return MOST_INFLATED


def _refusal_of_size(size: int) -> Refused:
    return Refused("too_much_inside", what="size", n=size // MEGABYTE)


# What is in it


def _look_through(archive: ZipFile, part: ZipInfo) -> None:
    """Read a part to its end, which checks its check sum, and an XML part for what no
    form needs.
    """
    with archive.open(part) as file:
        if _name(part).endswith(_XML_NAMES):
            _look_through_xml(file)
        else:
            while file.read(_CHUNK):
                pass


def _look_through_xml(file: IO[bytes]) -> None:
    """Refuse entities and too many merges, whatever encoding of Unicode the part is in."""
    merges = 0
    for number, piece in enumerate(_pieces(file)):
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise Refused("entities")
        if number == 0 and _is_of_other_encoding(piece):
            raise Refused("damaged")
        merges += piece.count(b"mergeCell ")
        if merges > MOST_MERGES:
            raise Refused("too_much_inside", what="merges", n=merges)


def _is_of_other_encoding(beginning: bytes) -> bool:
    """No spreadsheet writes other encodings, and a DOCTYPE could hide in one."""
    declared = _ENCODING.match(beginning)
    return declared is not None and declared[1].lower() not in _ENCODINGS


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A part in overlapping pieces, the zero bytes of UTF-16 taken out."""
    tail = b""
    while chunk := file.read(_CHUNK):
        piece = tail + chunk.replace(b"\0", b"")
        yield piece
        tail = piece[-_OVERLAP:]

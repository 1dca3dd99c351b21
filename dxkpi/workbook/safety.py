"""Whether bytes are an .xlsx that may be opened at all, told from the bytes alone.

Everything here streams: no part of the archive is ever held whole, nothing is parsed,
followed or executed. What looks like a workbook but could hurt (bombs, entities, parts
that hide each other) is refused before a library touches it.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
_SHAPE = re.compile(rb"<(?:\w+:)?(?:sp|cxnSp|grpSp|graphicFrame)[\s>]")
_LINE_DRAWINGS = (".emf", ".wmf", ".svg")
THREADS = "xl/threadedcomments/"
"""Under which conversations on cells are, in small letters."""

_TYPES = "[content_types].xml"
_XML_NAMES = (".xml", ".rels", ".vml")


def inspect_file(content: bytes) -> tuple[str, ...]:
    """The codes of what is to be told about a workbook that may be opened: what is not
    followed (external_links), what is lost when it is given back with marks.

    Raises `Refused` for any other file.
    """
    refuse_size(content, LIMIT_MB)
    if not is_archive(content):
        raise refusal_of_foreign_file(content)
    with _open_archive(content) as archive:
        parts = _inspect_archive(archive, _refuse_other_kinds)
        return tuple(_notes(archive, parts))


def inspect_word_document(content: bytes) -> None:
    """Refuse every archive that is not a Word document without macros, or that could
    hurt. Raises `Refused`.
    """
    with _open_archive(content) as archive:
        _inspect_archive(archive, _refuse_all_but_word)


def refuse_size(content: bytes, limit: int) -> None:
    """Refuse a file of nothing, or of more than so many megabytes."""
    if not content:
        raise Refused("empty_file")
    if len(content) > limit * MEGABYTE:
        raise Refused("too_large", limit=limit)


def is_archive(content: bytes) -> bool:
    """Whether bytes begin as a zip archive does."""
    return content.startswith(_ZIP)


def holds_word_document(content: bytes) -> bool:
    """Whether an archive has the parts of a Word document. Raises `Refused` where it
    cannot be opened.
    """
    with _open_archive(content) as archive:
        names = {_name(part) for part in archive.infolist()}
        return _has_part_under("word/", names)


@contextmanager
def _open_archive(content: bytes) -> Iterator[ZipFile]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except _BROKEN_ARCHIVE_ERRORS as error:
        raise Refused("damaged") from error


def _inspect_archive(
    archive: ZipFile, refuse_kinds: Callable[[ZipFile, set[str]], None]
) -> list[ZipInfo]:
    """The parts of an archive after every check, the cheap ones first: nothing is
    inflated before it is known how much that would be.
    """
    parts = [info for info in archive.infolist() if not info.is_dir()]
    _refuse_too_many_parts(parts)
    _refuse_parts_of_one_name(parts)
    _refuse_encrypted_parts(parts)
    refuse_kinds(archive, {_name(part) for part in parts})
    _refuse_oddly_stored_parts(parts)
    _refuse_bombs(parts)
    for part in parts:
        _look_through(archive, part)
    return parts


def _name(part: ZipInfo) -> str:
    """The name of a part; a workbook may write it in capitals."""
    return part.filename.casefold()


def _notes(archive: ZipFile, parts: list[ZipInfo]) -> Iterator[str]:
    """The codes of what the reader of the workbook is told."""
    names = {_name(part) for part in parts}
    if _has_part_under("xl/externallinks/", names):
        yield "external_links"
    if _has_part_under(THREADS, names):
        yield "threads_become_notes"
    if any(_is_lost_drawing(archive, name) for name in names):
        yield "drawings_not_returned"


def _is_lost_drawing(archive: ZipFile, name: str) -> bool:
    """Whether a part is a drawing that is not given back: a shape, a text box, a chart, a
    picture that is drawn by lines.
    """
    if name.startswith("xl/media/"):
        return name.endswith(_LINE_DRAWINGS)
    if not name.startswith("xl/drawings/drawing") or not name.endswith(".xml"):
        return False
    return bool(_SHAPE.search(_beginning_of_part(archive, name)))


# How its parts are stored


def _refuse_too_many_parts(parts: list[ZipInfo]) -> None:
    if len(parts) > MOST_PARTS:
        raise Refused("too_much_inside", what="parts", n=len(parts))


def _refuse_parts_of_one_name(parts: list[ZipInfo]) -> None:
    """Of two parts with one name we could inspect the first, and openpyxl open the second."""
    names = {_name(part) for part in parts}
    if len(names) < len(parts):
        raise Refused("duplicate_parts")


def _refuse_encrypted_parts(parts: list[ZipInfo]) -> None:
    for part in parts:
        if part.flag_bits & _ENCRYPTED_FLAG:
            raise Refused("encrypted")


def _refuse_oddly_stored_parts(parts: list[ZipInfo]) -> None:
    """Refuse parts that lead out of the archive, or are packed as no spreadsheet packs them."""
    for part in parts:
        is_packed_as_usual = part.compress_type in (ZIP_STORED, ZIP_DEFLATED)
        if _leads_out(part.orig_filename) or not is_packed_as_usual:
            raise Refused("damaged")


def _leads_out(name: str) -> bool:
    """Whether a name is a path to somewhere else on the disk."""
    is_absolute = name.startswith(("/", "\\"))
    is_on_a_drive = ":" in name
    climbs_up = ".." in re.split(r"[/\\]", name)
    hides_its_end = "\0" in name
    return is_absolute or is_on_a_drive or climbs_up or hides_its_end


# What kind of archive it is


def _refuse_other_kinds(archive: ZipFile, names: set[str]) -> None:
    """Refuse every archive that is not a workbook without macros in the usual
    (transitional) format.
    """
    types = _beginning_of_part(archive, _TYPES)
    if not _is_workbook(types, names):
        raise _refusal_of_other_archive(archive, names)
    if "xl/workbook.bin" in names:
        raise Refused("binary_workbook")
    if _has_macros(types, names):
        raise Refused("macro_workbook")
    if b"purl.oclc.org/ooxml" in _beginning_of_part(archive, "xl/workbook.xml"):
        raise Refused("strict_workbook")


def _refuse_all_but_word(archive: ZipFile, names: set[str]) -> None:
    types = _beginning_of_part(archive, _TYPES)
    if _has_macros(types, names):
        raise Refused("other_office", kind="Word (.docm)")
    if b"purl.oclc.org/ooxml" in _beginning_of_part(archive, "word/document.xml"):
        raise Refused("other_office", kind="Strict Open XML")


def _is_workbook(types: bytes, names: set[str]) -> bool:
    """Whether an archive has the parts of a workbook, or states the type of one."""
    return _has_part_under("xl/", names) or bool(_WORKBOOK_TYPE.search(types))


def _has_macros(types: bytes, names: set[str]) -> bool:
    """Whether a workbook says that it has macros, or has them without saying so."""
    if b"macroEnabled" in types:
        return True
    has_basic = any(name.endswith("vbaproject.bin") for name in names)
    return has_basic or _has_part_under("xl/macrosheets/", names)


def _refusal_of_other_archive(archive: ZipFile, names: set[str]) -> Refused:
    stated_type = _beginning_of_part(archive, "mimetype")
    for document_type, kind in _OPEN_DOCUMENTS.items():
        if document_type in stated_type:
            return Refused("other_office", kind=kind)
    for beginning, kind in _OFFICE_PARTS.items():
        if _has_part_under(beginning, names):
            return Refused("other_office", kind=kind)
    return Refused("other_file")


def _has_part_under(beginning: str, names: set[str]) -> bool:
    return any(name.startswith(beginning) for name in names)


def _beginning_of_part(archive: ZipFile, name: str) -> bytes:
    """The first megabyte of a part, UTF-16 read as well; nothing where it is not there."""
    for part in archive.infolist():
        if _name(part) == name:
            with archive.open(part) as file:
                return file.read(MEGABYTE).replace(b"\0", b"")
    return b""


# How much is in it


def _refuse_bombs(parts: list[ZipInfo]) -> None:
    """Bound what the parts say they inflate to; no more than that is ever inflated of each."""
    for part in parts:
        size = part.file_size
        if _is_bomb(part) or size > _most_bytes(_name(part)):
            raise _refusal_of_size(size)
    total = sum(part.file_size for part in parts)
    if total > MOST_INFLATED:
        raise _refusal_of_size(total)


def _is_bomb(part: ZipInfo) -> bool:
    """Whether a large part inflates far more than a sheet of figures does."""
    is_large = part.file_size > BOMB_FROM
    packed_size = max(part.compress_size, 1)
    return is_large and part.file_size > BOMB_RATIO * packed_size


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
            _read_to_end(file)


def _read_to_end(file: IO[bytes]) -> None:
    while file.read(_CHUNK):
        pass


def _look_through_xml(file: IO[bytes]) -> None:
    """Refuse entities, encodings that could hide them, and too many merges."""
    is_beginning = True
    merges = 0
    for piece in _pieces(file):
        _refuse_entities(piece)
        if is_beginning:
            _refuse_other_encodings(piece)
            is_beginning = False
        merges += piece.count(b"mergeCell ")
        if merges > MOST_MERGES:
            raise Refused("too_much_inside", what="merges", n=merges)


def _refuse_entities(piece: bytes) -> None:
    """Entities can multiply a text without end, and fetch files from elsewhere."""
    if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
        raise Refused("entities")


def _refuse_other_encodings(beginning: bytes) -> None:
    """No spreadsheet writes other encodings than Unicode's, and a DOCTYPE could hide in one."""
    declared = _ENCODING.match(beginning)
    if declared is not None and declared[1].lower() not in _ENCODINGS:
        raise Refused("damaged")


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """A part in overlapping pieces, the zero bytes of UTF-16 taken out."""
    tail = b""
    while chunk := file.read(_CHUNK):
        piece = tail + chunk.replace(b"\0", b"")
        yield piece
        tail = piece[-_OVERLAP:]

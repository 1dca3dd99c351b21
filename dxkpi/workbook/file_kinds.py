"""What a file is that is no .xlsx, told from its first bytes, so that the answer can
say what to do.
"""

import re

from dxkpi.workbook.refusals import Refused

_HEAD = 4096
"""Bytes or characters at the beginning that are looked at."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_WORKBOOKS = {
    "EncryptedPackage": "encrypted",
    "Workbook": "old_excel",
    "Book": "old_excel",
}
_OLE_DOCUMENTS = {
    "WordDocument": "Word (.doc)",
    "PowerPoint Document": "PowerPoint (.ppt)",
}
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
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|table|meta|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAVED_WEB_PAGE = b"mime-version:"
_XML_2003 = b"urn:schemas-microsoft-com:office:spreadsheet"

_UTF_8_MARK = b"\xef\xbb\xbf"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_ENCODINGS = ("utf-8-sig", "cp932", "euc-jp")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NOT_IN_CP932 = re.compile(r"[\x80-\x84\x86-\x9f\uf8f0-\uf8f3]")
"""What Python makes of bytes that Windows does not use."""


def refusal_of_foreign_file(content: bytes) -> Refused:
    """Why a file that is no archive is refused."""
    head = content[:_HEAD]
    if head.startswith(_OLE):
        return _refusal_of_ole_file(content)
    if head.startswith(_BIFF):
        return Refused("old_excel")
    if head.startswith(_OTHER_BINARY):
        return Refused("other_file")
    text = decoded_text(content)
    if text is None:
        return Refused("other_file")
    return _refusal_of_text(text)


def _refusal_of_text(text: str) -> Refused:
    """Old Excel could save a workbook as XML or as a web page; any other text may be a csv."""
    start = text[:_HEAD].encode()
    if _XML_2003 in start:
        return Refused("old_excel")
    if _is_web_page(start):
        return Refused("web_page")
    return Refused("text_file")


def _refusal_of_ole_file(content: bytes) -> Refused:
    """OLE is the format of the old Office, and of the new one with a password."""
    for stream, code in _OLE_WORKBOOKS.items():
        if _has_ole_stream(content, stream):
            return Refused(code)
    for stream, kind in _OLE_DOCUMENTS.items():
        if _has_ole_stream(content, stream):
            return Refused("other_office", kind=kind)
    return Refused("other_file")


def _has_ole_stream(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content


def _is_web_page(start: bytes) -> bool:
    if start.lower().startswith(_SAVED_WEB_PAGE):
        return True
    return _WEB_PAGE.match(start.removeprefix(_UTF_8_MARK)) is not None


def decoded_text(content: bytes) -> str | None:
    """The content as text, if it is text in one of the encodings that Japanese offices use.

    UTF-16 is known by its byte order mark.
    """
    if content.startswith(_UTF_16_MARKS):
        return _text_in(content, "utf-16")
    for encoding in _ENCODINGS:
        text = _text_in(content, encoding)
        if text is not None:
            return text
    return None


def _text_in(content: bytes, encoding: str) -> str | None:
    """The content as text in this encoding; None where it is none."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    if _looks_like_text(text):
        return text
    return None


def _looks_like_text(text: str) -> bool:
    """Whether a text could be written by people: of 100 characters at most one is a control
    character, as may have been copied into an answer.
    """
    if "\0" in text or _NOT_IN_CP932.search(text):
        return False
    controls = _CONTROLS.findall(text)
    return len(controls) * 100 <= len(text)

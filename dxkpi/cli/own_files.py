"""Files that this program made: only these are written over.

A workbook, an archive or a PDF is sealed with the digest of what was written. Whatever
is changed afterwards, in Excel or elsewhere, breaks the seal: then it is somebody's work.
"""

import hashlib
from pathlib import Path

from dxkpi.cli.console import fail, write_file
from dxkpi.cli.language import _

_SEAL = b"dxkpi "
_DIGEST = 64
_SEAL_LENGTH = len(_SEAL) + _DIGEST
_ZIP_END = b"PK\x05\x06"
_ZIP_END_LENGTH = 22
_PDF_COMMENT = b"\n%"
_ZIPPED = (".xlsx", ".zip")


def write_own_file(file: Path, content: bytes) -> None:
    """Write a file; ends the program with a sentence where somebody else's is there."""
    if file.exists() and not is_own_file(file):
        fail(
            _(
                "{file} is there already, and it is not as this program wrote it. "
                "Choose another name, or move it.",
                file=file,
            ),
            code=2,
        )
    write_file(file, _sealed(content, file.suffix.lower()))


def write_sealed(file: Path, content: bytes) -> None:
    """Write a file under its seal. Raises `OSError`."""
    file.write_bytes(_sealed(content, file.suffix.lower()))


def is_own_file(file: Path) -> bool:
    """Whether a file is as this program wrote it."""
    try:
        content = file.read_bytes()
    except OSError:
        return False
    suffix = file.suffix.lower()
    if suffix == ".ics":
        from dxkpi.deadlines import PRODID

        return f"PRODID:{PRODID}".encode() in content
    seal = content[-_SEAL_LENGTH:]
    if not seal.startswith(_SEAL):
        return False
    unsealed = content[:-_SEAL_LENGTH]
    if suffix in _ZIPPED:
        unsealed = _with_comment_length(unsealed, 0)
    elif suffix == ".pdf":
        unsealed = unsealed.removesuffix(_PDF_COMMENT)
    return _sealed(unsealed, suffix) == content


def _sealed(content: bytes, suffix: str) -> bytes:
    """The content with the seal behind it: as the comment of a zip, as that of a PDF."""
    seal = _SEAL + hashlib.sha256(content).hexdigest().encode()
    if suffix in _ZIPPED and _ends_without_comment(content):
        return _with_comment_length(content, _SEAL_LENGTH) + seal
    if suffix == ".pdf":
        return content + _PDF_COMMENT + seal
    return content


def _ends_without_comment(content: bytes) -> bool:
    return content[-_ZIP_END_LENGTH:].startswith(_ZIP_END) and content.endswith(b"\0\0")


def _with_comment_length(content: bytes, length: int) -> bytes:
    """A zip that says how long the comment behind it is."""
    return content[:-2] + length.to_bytes(2, "little")

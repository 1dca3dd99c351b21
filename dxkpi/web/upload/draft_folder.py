"""Where the returns that are being checked are kept, so that a reload of the page or a
restart of the server loses nothing.

They lie beside the database, for a day, under a name that only the address of the page
tells. Nothing of them is on record: that is done by registering alone.
"""

import hashlib
import logging
import os
import secrets
import shutil
import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from dxkpi.actions import StatedPurpose
from dxkpi.event_log import log_event
from dxkpi.returns import Confirmation, FormColumn
from dxkpi.settings import settings
from dxkpi.web.upload.draft_return import FormAddress

SERVER = secrets.token_hex(8)
"""This run of the server: another one stands in what was kept before a restart."""

_KEPT_SECONDS = 24 * 60 * 60
_MOST_OCTETS = 200 * 1024 * 1024
_LONGEST_TOKEN = 64
_FACTS = "drafts.json"


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True)


class KeptFile(_Kept):
    """A chosen file with what was said of it; its bytes lie under their SHA-256.

    `chosen_at` is the store's revision when it was chosen; `waiting` and `receipt` are
    the numbers of its submissions.
    """

    key: int
    name: str
    sha256: str
    chosen_at: int | None
    stated: StatedPurpose
    typed: tuple[tuple[str, str], ...]
    confirmations: tuple[Confirmation, ...]
    waiting: int | None
    receipt: int | None


class KeptTyping(_Kept):
    """What was typed into the tables of a form: code, column and text."""

    address: FormAddress
    figures: tuple[tuple[str, FormColumn, str], ...]
    schedule: tuple[tuple[str, FormColumn, str], ...]
    confirmations: tuple[Confirmation, ...]


class KeptDrafts(_Kept):
    """Everything that somebody works on. `reader` is who was signed in, if anybody was."""

    server: str
    reader: str | None
    screen: str
    department: str
    drafts_so_far: int
    files: tuple[KeptFile, ...]
    typings: tuple[KeptTyping, ...]


def new_token() -> str:
    """What names the drafts of a session in its address; it cannot be guessed."""
    return secrets.token_urlsafe(18)


def write_drafts(token: str, kept: KeptDrafts, contents: dict[str, bytes]) -> None:
    """Keep drafts; `contents` are the files by their SHA-256.

    What is too much, or cannot be written, is not kept: the page works without.
    """
    if sum(map(len, contents.values())) > _MOST_OCTETS:
        forget_drafts(token)
        return
    try:
        _write(_folder_of(token), kept, contents)
    except OSError as error:
        log_event("drafts_not_kept", logging.WARNING, reason=error.strerror)


def read_drafts(token: str) -> tuple[KeptDrafts, dict[str, bytes]] | None:
    """What was kept under a token; None where nothing is left of it."""
    if len(token) > _LONGEST_TOKEN:
        return None
    folder = _folder_of(token)
    try:
        if _is_old(folder):
            return None
        kept = KeptDrafts.model_validate_json((folder / _FACTS).read_bytes())
        contents = {f.sha256: (folder / f.sha256).read_bytes() for f in kept.files}
    except (OSError, ValidationError):
        return None
    for sha256, content in contents.items():
        if hashlib.sha256(content).hexdigest() != sha256:
            return None
    return kept, contents


def forget_drafts(token: str) -> None:
    """Keep nothing more under a token."""
    shutil.rmtree(_folder_of(token), ignore_errors=True)


def _write(folder: Path, kept: KeptDrafts, contents: dict[str, bytes]) -> None:
    _make_private(folder.parent)
    if not folder.exists():
        _forget_old(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    for sha256, content in contents.items():
        if not (folder / sha256).exists():
            _replace(folder / sha256, content)
    _replace(folder / _FACTS, kept.model_dump_json().encode())
    for file in folder.iterdir():
        if file.name != _FACTS and file.name not in contents:
            file.unlink(missing_ok=True)


def _make_private(parent: Path) -> None:
    """A folder that nobody else on this machine can read. Raises `OSError`."""
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid") and parent.stat().st_uid != os.getuid():
        raise PermissionError(f"{parent} belongs to somebody else")


def _replace(path: Path, content: bytes) -> None:
    """Write a file at once or not at all."""
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    half.write_bytes(content)
    half.replace(path)


def _forget_old(parent: Path) -> None:
    for folder in parent.iterdir():
        if _is_old(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_old(folder: Path) -> bool:
    try:
        written = (folder / _FACTS).stat().st_mtime
    except FileNotFoundError:
        written = folder.stat().st_mtime
    return time.time() - written > _KEPT_SECONDS


def _folder_of(token: str) -> Path:
    """The folder's name does not tell the token."""
    parent = settings().drafts_folder
    return parent / hashlib.sha256(token.encode()).hexdigest()

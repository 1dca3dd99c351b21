"""What is hashed in the chain of changes: each entry of a write, and the write itself."""

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Row

from dxkpi.store.raw_rows import canonical_text, without_empty

HASHED_OF_WRITE = ("id", "at", "who", "source", "correction")
"""Of the write itself: who wrote what, when, from where, and why it corrects."""


class ChainEnd(NamedTuple):
    """The last change, by its number, and its hash; number 0 where nothing was written."""

    revision: int
    sha256: str


def entry_sha256(salt: str, content: str) -> str:
    """The hash of one entry."""
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest()


def change_sha256(
    previous: str, revision: Row[Any], entries: Iterable[tuple[str, str, str]]
) -> str:
    """The hash of one write: of the one before, of who wrote what when, and of what it
    left, as kind, item and hash.
    """
    written = without_empty({name: getattr(revision, name) for name in HASHED_OF_WRITE})
    content = canonical_text({**written, "entries": sorted(entries)})
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()

"""Passwords and one-time codes: what may be one, and their hashes.

A password is hashed with argon2id, with the parameters of RFC 9106 for little memory: 64
MiB each. So only two are worked out at a time, however many knock.
"""

import hashlib
import secrets
import unicodedata
from enum import StrEnum
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200

_HASHER = PasswordHasher()
_AT_ONCE = BoundedSemaphore(2)

_DECOY = (
    "$argon2id$v=19$m=65536,t=3,p=4$Aw7gK4mMi5zlN3kzY7NAnQ"
    "$gm81JxfVF8cTNdR3uIGrJ0wyMNDSXvpf6oZdxQ0ecGQ"
)
"""What is worked out for a subject without a password, so that it takes as long."""

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS_IN_CODE = 16
_LETTERS_IN_GROUP = 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


class PasswordFault(StrEnum):
    """Why something may not be a password."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    IS_SUBJECT = "is_subject"


def password_fault(password: str, subject: str) -> PasswordFault | None:
    """Why this may not be the password of a subject; None where it may."""
    folded = folded_password(password)
    if len(folded) < SHORTEST_PASSWORD:
        return PasswordFault.TOO_SHORT
    if len(folded) > LONGEST_PASSWORD:
        return PasswordFault.TOO_LONG
    if folded.casefold() == folded_subject(subject).casefold():
        return PasswordFault.IS_SUBJECT
    return None


def hash_password(password: str) -> str:
    """The hash to be kept of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_bytes_of(folded_password(password)))


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one of which a hash is kept. It takes as long where none
    is kept.
    """
    folded = folded_password(password)
    if len(folded) > LONGEST_PASSWORD:
        folded, kept = "", None
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _DECOY, _bytes_of(folded))
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def folded_password(password: str) -> str:
    """A password whether typed in full or half width."""
    return unicodedata.normalize("NFKC", password)


def folded_subject(subject: str) -> str:
    """A subject as it is kept: in half width, without blanks around it."""
    return unicodedata.normalize("NFKC", subject).strip()


def new_code() -> str:
    """A one-time code of 80 random bits, in groups: 7KQ2-M3XA-90TD-WFB5."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LETTERS_IN_CODE))
    starts = range(0, _LETTERS_IN_CODE, _LETTERS_IN_GROUP)
    return "-".join(letters[start : start + _LETTERS_IN_GROUP] for start in starts)


def code_sha256(code: str) -> str:
    """The hash to be kept of a one-time code, however it was copied from paper."""
    letters = unicodedata.normalize("NFKC", code).upper()
    plain = "".join(letter for letter in letters if letter.isalnum())
    return secret_sha256(plain.translate(_MISREAD))


def secret_sha256(secret: str) -> str:
    """The hash of a random secret, which cannot be guessed from it."""
    return hashlib.sha256(_bytes_of(secret)).hexdigest()


def _bytes_of(text: str) -> bytes:
    """A text as bytes, also where a browser sent letters that are none."""
    return text.encode("utf-8", "replace")

"""Why somebody was not signed in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SignInRefusal(StrEnum):
    """Why somebody was not signed in, or his password not set.

    The sentences are in `dxkpi.wording.sign_in`.
    """

    WRONG = "wrong"
    LOCKED = "locked"  # until
    INVALID_CODE = "invalid_code"
    PASSWORD_TOO_SHORT = "password_too_short"  # noqa: S105  # a code, no password
    PASSWORD_TOO_LONG = "password_too_long"  # noqa: S105  # as above
    PASSWORD_IS_SUBJECT = "password_is_subject"  # noqa: S105  # as above


@dataclass(frozen=True)
class SignInRefused:
    """Nobody was signed in. `until`: when it can be tried again."""

    refusal: SignInRefusal
    until: datetime | None = None

"""Signing in, in words."""

from datetime import datetime, timedelta
from enum import StrEnum

from dxkpi.wording.language import Language, mark

_REFUSALS = {
    "wrong": mark("The sign-in name or the password is not right."),
    "locked": mark("There were too many attempts. Try again after {until}."),
    "invalid_code": mark(
        "This code does not count: it was used, is too old or was mistyped. Ask the "
        "administrator for another."
    ),
    "password_too_short": mark(
        "Choose a longer password: 12 letters or more. Several words are easy to remember."
    ),
    "password_too_long": mark("Choose a shorter password: 200 letters at most."),
    "password_is_subject": mark(
        "Choose another password: it must not be the sign-in name."
    ),
}


def sign_in_refusal_text(
    refusal: StrEnum, language: Language, until: datetime | None = None
) -> str:
    """The sentence of an `actions.SignInRefusal`."""
    moment = "" if until is None else language.moment(_whole_minute_after(until))
    return language.gettext(_REFUSALS[refusal.value], until=moment)


def _whole_minute_after(at: datetime) -> datetime:
    """The first whole minute that is not before a moment: who tries then is not too early."""
    begun = at.replace(second=0, microsecond=0)
    return begun if begun == at else begun + timedelta(minutes=1)

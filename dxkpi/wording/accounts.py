"""Accounts in words: what is wrong with a role to be given, and what somebody is."""

from enum import StrEnum

from dxkpi.wording.language import Language, mark

_FAULTS = {
    "no_subject": mark("Write the sign-in name."),
    "subject_too_long": mark("The sign-in name is too long: 200 letters at most."),
    "no_name": mark("Write the name: there is no account of this sign-in name yet."),
    "name_too_long": mark("The name is too long: 80 letters at most."),
    "unstorable": mark("It holds a character that cannot be stored."),
    "no_such_city": mark(
        "The city is to be a municipal code of six digits, whose last one checks the others."
    ),
    "visitor": mark("Everybody is a visitor: choose another role."),
    "no_city": mark("A reporter belongs to one city: write its code."),
    "no_department": mark("A reporter belongs to a department: write which."),
    "days_not_in_order": mark("The last day is before the first one."),
}


def grant_fault_text(fault: StrEnum, language: Language) -> str:
    """The sentence of an `actions.GrantFault`."""
    return language.gettext(_FAULTS[fault.value])

"""Accounts in words: what is wrong with roles and lists of them, and the invitation on
paper.
"""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from dxkpi.wording.language import Language, mark
from dxkpi.wording.permission import role_text

_GRANT_FAULTS = {
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

_LIST_FAULTS = {
    "not_a_csv": mark("The file is no CSV in UTF-8, Shift_JIS or UTF-16."),
    "no_column": mark("The column “{value}” is missing."),
    "no_rows": mark("The list has no rows."),
    "unknown_role_word": mark("“{value}” is no role. Write one of: {roles}."),
    "unreadable_day": mark("“{value}” is no day. Write it like 2026-04-01."),
    "city_not_said": mark("Write the city's code, or “{every_city}”."),
    "role_twice": mark("This role stands in the list twice."),
    "two_names": mark("This sign-in name has another name above: {value}."),
}

_COLUMNS = {
    "subject": mark("sign-in name"),
    "name": mark("person's name"),
    "role": mark("role"),
    "city": mark("city code"),
    "department": mark("department (課)"),
    "since": mark("from the day"),
    "until": mark("to the day"),
}

_EVENTS = {
    "created": mark("account made"),
    "renamed": mark("name changed"),
    "granted": mark("role given"),
    "revoked": mark("role taken away"),
    "disabled": mark("account disabled"),
    "enabled": mark("account enabled"),
    "signed_out": mark("signed out everywhere"),
    "invited": mark("invited"),
    "password_set": mark("password chosen"),
}

GRANTABLE_ROLES = (
    mark("viewer"),
    mark("reporter"),
    mark("reviewer"),
    mark("plan author"),
    mark("administrator"),
)
"""The words for the roles that can be given."""


def account_event_text(event: StrEnum, language: Language) -> str:
    """What a `store.AccountEvent` did."""
    return language.gettext(_EVENTS[event.value])


def account_change_text(event: StrEnum, detail: str, language: Language) -> str:
    """What was done to an account, with the role or name that it is about."""
    done = account_event_text(event, language)
    if not detail:
        return done
    return language.gettext("{done}: {words}", done=done, words=detail)


def grant_fault_text(fault: StrEnum, language: Language) -> str:
    """The sentence of an `actions.GrantFault`."""
    return language.gettext(_GRANT_FAULTS[fault.value])


def list_problem_text(row: int, fault: StrEnum, value: str, language: Language) -> str:
    """What is wrong in a row of a list of accounts: an `actions.ListProblem`."""
    return language.gettext(
        "Row {row}: {problem}", row=row, problem=_problem_text(fault, value, language)
    )


def _problem_text(fault: StrEnum, value: str, language: Language) -> str:
    if fault.value in _GRANT_FAULTS:
        return grant_fault_text(fault, language)
    if fault.value == "no_column":
        value = language.gettext(_COLUMNS[value])
    return language.gettext(
        _LIST_FAULTS[fault.value],
        value=value,
        roles=roles_text(language),
        every_city=every_city_text(language),
    )


def roles_text(language: Language) -> str:
    """The roles that can be given, in a row."""
    return language.listed(language.gettext(role) for role in GRANTABLE_ROLES)


def column_text(column: StrEnum, language: Language) -> str:
    """The heading of a column of a list of accounts."""
    return language.gettext(_COLUMNS[column.value])


def every_city_text(language: Language) -> str:
    """What stands where a role counts in every city."""
    return language.gettext("every city")


def role_in_place_text(role: StrEnum, places: Iterable[str], language: Language) -> str:
    """A role with where it counts: 報告者（472123 総務課）."""
    place = " ".join(filter(None, places))
    words = role_text(role, language)
    if not place:
        return words
    return language.gettext("{role} ({place})", role=words, place=place)


def days_text(since: date | None, until: date | None, language: Language) -> str:
    """From when to when a role counts; empty for always."""
    if since is None and until is None:
        return ""
    ends = [
        "" if day is None else language.month(day.isoformat()) for day in (since, until)
    ]
    return "～".join(ends)


def unknown_departments_text(departments: Iterable[str], language: Language) -> str:
    """That nothing is asked of departments to which roles were given."""
    return language.gettext(
        "Neither the plans of the city nor its register name this: {departments}. Whoever "
        "belongs to it can report nothing.",
        departments=language.listed(departments),
    )


def invitation_paper(
    subject: str,
    name: str,
    code: str,
    expires_at: datetime,
    address: str | None,
    language: Language,
) -> str:
    """An invitation to be printed and handed over, in lines."""
    _ = language.gettext
    lines = [
        _("Invitation to sign in to dxkpi"),
        "",
        _("To {name}", name=name),
        "",
        _("Choose your password with this code. It counts once."),
        "",
        _("  sign-in name: {subject}", subject=subject),
        _("  one-time code: {code}", code=code),
        _("  valid until: {until}", until=language.moment(expires_at)),
    ]
    if address is not None:
        lines.append(_("  address: {address}", address=address))
    lines += [
        "",
        _("1. Open the sign-in page and choose to sign in for the first time."),
        _("2. Write the code and a password of 12 letters or more."),
        _("3. Then sign in with the sign-in name and this password."),
        "",
        _("Show this paper to nobody. If the code does not count, ask for another."),
    ]
    return "\n".join(lines)

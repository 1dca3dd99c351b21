"""A list of accounts as a csv: written for Excel, and read as Excel gives it back.

Every problem of a list is found at once, each with its row as Excel numbers it.
"""

import csv
import io
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dxkpi import fiscal
from dxkpi.actions.accounts import GrantFault, grant_faults, is_city_code, plain_grant
from dxkpi.actions.city_departments import city_departments, register_today
from dxkpi.actions.passwords import folded_subject
from dxkpi.store import Account, Grant, Membership, Role, Store
from dxkpi.text.folding import without_spaces
from dxkpi.text.formulas import may_begin_formula
from dxkpi.wording.accounts import column_text, every_city_text
from dxkpi.wording.language import Language
from dxkpi.wording.permission import role_text
from dxkpi.workbook.file_kinds import decoded_text

_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
_DIGITS_OF_CITY = 6


class AccountColumn(StrEnum):
    """The columns of a list. Their headings are in `dxkpi.wording.accounts`."""

    SUBJECT = "subject"
    NAME = "name"
    ROLE = "role"
    CITY = "city"
    DEPARTMENT = "department"
    SINCE = "since"
    UNTIL = "until"


_REQUIRED = (AccountColumn.SUBJECT, AccountColumn.ROLE, AccountColumn.CITY)


class ListFault(StrEnum):
    """What is wrong with a list or one of its rows, beside `GrantFault`.

    The sentences are in `dxkpi.wording.accounts`.
    """

    NOT_A_CSV = "not_a_csv"
    NO_COLUMN = "no_column"  # value: its name
    NO_ROWS = "no_rows"
    UNKNOWN_ROLE_WORD = "unknown_role_word"  # value
    UNREADABLE_DAY = "unreadable_day"  # value
    CITY_NOT_SAID = "city_not_said"
    ROLE_TWICE = "role_twice"
    TWO_NAMES = "two_names"  # value: the other name


@dataclass(frozen=True)
class ListProblem:
    """Something wrong in a row of a list, as Excel numbers them."""

    row: int
    fault: ListFault | GrantFault
    value: str = ""


@dataclass(frozen=True)
class AccountList:
    """What a list says, and what is wrong with it; it is taken only without problems."""

    grants: tuple[Grant, ...]
    problems: tuple[ListProblem, ...]


def account_list(accounts: Iterable[Account], language: Language) -> bytes:
    """The roles of accounts as a csv for Excel, a role a row."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(column_text(column, language) for column in AccountColumn)
    for account in accounts:
        for membership in account.memberships:
            cells = _cells_of(account, membership, language)
            writer.writerow(_disarmed(cells[column]) for column in AccountColumn)
    return (_BYTE_ORDER_MARK + file.getvalue()).encode()


def read_account_list(store: Store, content: bytes) -> AccountList:
    """The roles that a list gives, and everything that is wrong with it."""
    rows = _read_rows(content)
    if rows is None:
        return AccountList((), (ListProblem(1, ListFault.NOT_A_CSV),))
    columns = _columns(rows[0]) if rows else {}
    missing = [column for column in _REQUIRED if column not in columns]
    if missing:
        return AccountList((), tuple(_missing_columns(missing)))
    numbered = [
        (number, _texts_of_row(columns, cells))
        for number, cells in enumerate(rows[1:], start=2)
    ]
    subjects = [folded_subject(texts[AccountColumn.SUBJECT]) for _n, texts in numbered]
    reader = _RowReader(frozenset(store.accounts_of(subjects)))
    for number, texts in numbered:
        if any(texts.values()):
            reader.read(number, texts)
    if not reader.grants and not reader.problems:
        return AccountList((), (ListProblem(1, ListFault.NO_ROWS),))
    return AccountList(tuple(reader.grants), tuple(reader.problems))


def unknown_departments(store: Store, grants: Iterable[Grant]) -> tuple[str, ...]:
    """The departments of roles that neither a plan of their city nor its register names;
    none of a city without a plan. Whoever has such a role can report nothing.
    """
    named: dict[str, dict[str, None]] = {}
    for grant in grants:
        city, department = grant.membership.city, grant.membership.department
        if city is not None and department is not None:
            named.setdefault(city, {})[department] = None
    unknown: dict[str, None] = {}
    for city, departments in named.items():
        unknown |= dict.fromkeys(_unknown_in(store, city, departments))
    return tuple(unknown)


def _unknown_in(store: Store, city: str, names: Iterable[str]) -> Iterator[str]:
    """The names that are none of a city's departments, under whatever name."""
    keys = [listed.key for listed in store.listed_plans() if listed.city.code == city]
    plans = tuple(store.plans(keys).values())
    if not plans:
        return
    register, known = register_today(plans[0]), set(city_departments(plans))
    for name in names:
        if known.isdisjoint(register.present_names([name])):
            yield name


def role_of_word(word: str) -> Role | None:
    """The role that a word names, in any of our languages."""
    return _roles_by_word().get(without_spaces(word).casefold())


def day_of_text(text: str, *, is_last: bool) -> date | None:
    """The day that a text names (2026-04-01, 令和8年4月1日, R8.4.1); of a month its first or
    last. None where it names none.
    """
    try:
        as_of = fiscal.parse_year(text).as_of
    except fiscal.NotAFiscalYear:
        return None
    if as_of is None:
        return None
    year, month, *days = map(int, as_of.split("-"))
    if days:
        return date(year, month, days[0])
    return date(year, month, monthrange(year, month)[1] if is_last else 1)


def city_of_text(text: str) -> str | None:
    """The city that a text names; None: every city. Excel takes the 0 from the front of
    codes.
    """
    if without_spaces(text).casefold() in _words_of_every_city():
        return None
    padded = text.zfill(_DIGITS_OF_CITY)
    return padded if is_city_code(padded) else text


@dataclass
class _RowReader:
    """The rows read so far: what each says is compared with those before it.

    `known` are the subjects that have an account.
    """

    known: frozenset[str]
    grants: list[Grant] = field(default_factory=list)
    problems: list[ListProblem] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    places: set[tuple[object, ...]] = field(default_factory=set)

    def read(self, row: int, texts: Mapping[AccountColumn, str]) -> None:
        """Read a row: its role, or what is wrong with it."""
        problems = list(_problems_of_texts(row, texts))
        role = role_of_word(texts[AccountColumn.ROLE])
        if problems or role is None:
            self.problems += problems
            return
        grant = self._with_known_name(_grant_of_texts(texts, role))
        problems = list(self._problems_of_grant(row, grant))
        if problems:
            self.problems += problems
            return
        self.names.setdefault(grant.subject, grant.name)
        self.places.add((grant.subject, *grant.membership.place))
        self.grants.append(grant)

    def _with_known_name(self, grant: Grant) -> Grant:
        """A name is written once, or in every row of a subject."""
        name = grant.name or self.names.get(grant.subject, "")
        return Grant(grant.subject, name, grant.membership)

    def _problems_of_grant(self, row: int, grant: Grant) -> Iterator[ListProblem]:
        for fault in grant_faults(grant, is_known=grant.subject in self.known):
            yield ListProblem(row, fault)
        other_name = self.names.get(grant.subject, grant.name)
        if grant.name != other_name:
            yield ListProblem(row, ListFault.TWO_NAMES, other_name)
        if (grant.subject, *grant.membership.place) in self.places:
            yield ListProblem(row, ListFault.ROLE_TWICE)


def _problems_of_texts(
    row: int, texts: Mapping[AccountColumn, str]
) -> Iterator[ListProblem]:
    role = texts[AccountColumn.ROLE]
    if role_of_word(role) is None:
        yield ListProblem(row, ListFault.UNKNOWN_ROLE_WORD, role)
    if not texts[AccountColumn.CITY]:
        yield ListProblem(row, ListFault.CITY_NOT_SAID)
    for column in (AccountColumn.SINCE, AccountColumn.UNTIL):
        text = texts[column]
        if text and day_of_text(text, is_last=False) is None:
            yield ListProblem(row, ListFault.UNREADABLE_DAY, text)


def _grant_of_texts(texts: Mapping[AccountColumn, str], role: Role) -> Grant:
    membership = Membership(
        role,
        city_of_text(texts[AccountColumn.CITY]),
        texts[AccountColumn.DEPARTMENT] or None,
        day_of_text(texts[AccountColumn.SINCE], is_last=False),
        day_of_text(texts[AccountColumn.UNTIL], is_last=True),
    )
    name = texts[AccountColumn.NAME]
    return plain_grant(Grant(texts[AccountColumn.SUBJECT], name, membership))


def _read_rows(content: bytes) -> list[list[str]] | None:
    """The rows of a csv; None where it is none."""
    text = decoded_text(content)
    if text is None:
        return None
    head = text.partition("\n")[0]
    delimiter = "\t" if "\t" in head else ","
    lines = io.StringIO(text, newline="")
    try:
        return list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None


def _columns(headings: Sequence[str]) -> dict[AccountColumn, int]:
    """Where each column stands, by its heading in any of our languages."""
    words = {
        _folded(word): column
        for column in AccountColumn
        for word in _words_of_column(column)
    }
    columns: dict[AccountColumn, int] = {}
    for place, heading in enumerate(headings):
        column = words.get(_folded(heading))
        if column is not None:
            columns.setdefault(column, place)
    return columns


def _missing_columns(columns: Iterable[AccountColumn]) -> Iterator[ListProblem]:
    for column in columns:
        yield ListProblem(1, ListFault.NO_COLUMN, column.value)


def _texts_of_row(
    columns: Mapping[AccountColumn, int], cells: Sequence[str]
) -> dict[AccountColumn, str]:
    texts = {}
    for column in AccountColumn:
        place = columns.get(column, len(cells))
        cell = cells[place] if place < len(cells) else ""
        texts[column] = _rearmed(cell.strip())
    return texts


def _cells_of(
    account: Account, membership: Membership, language: Language
) -> dict[AccountColumn, str]:
    city = membership.city
    since, until = membership.since, membership.until
    return {
        AccountColumn.SUBJECT: account.subject,
        AccountColumn.NAME: account.name,
        AccountColumn.ROLE: role_text(membership.role, language),
        AccountColumn.CITY: every_city_text(language) if city is None else city,
        AccountColumn.DEPARTMENT: membership.department or "",
        AccountColumn.SINCE: "" if since is None else since.isoformat(),
        AccountColumn.UNTIL: "" if until is None else until.isoformat(),
    }


def _disarmed(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: with an apostrophe in front."""
    return f"'{text}" if text.startswith("'") or may_begin_formula(text) else text


def _rearmed(text: str) -> str:
    return text.removeprefix("'")


def _folded(text: str) -> str:
    return without_spaces(text).casefold()


def _words_of_column(column: AccountColumn) -> Iterator[str]:
    yield column.value
    for language in Language:
        yield column_text(column, language)


def _roles_by_word() -> dict[str, Role]:
    words = {role.value: role for role in Role}
    for language in Language:
        words |= {_folded(role_text(role, language)): role for role in Role}
    return words


def _words_of_every_city() -> frozenset[str]:
    return frozenset(_folded(every_city_text(language)) for language in Language)

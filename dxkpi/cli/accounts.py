"""Accounts: listed, given roles, invited, disabled; whole lists of them."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from dxkpi import actions
from dxkpi.actions import (
    AccountList,
    DisableAccount,
    EnableAccount,
    GrantRole,
    InviteAccount,
    LoadAccounts,
    RevokeRole,
    WrongGrant,
)
from dxkpi.cli.console import (
    app,
    check_ending,
    fail,
    new_table,
    open_store,
    print_table,
    read_file,
    say,
)
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.cli.operator import operator
from dxkpi.cli.own_files import write_own_file
from dxkpi.settings import settings
from dxkpi.store import TYPED_AS_COMMAND, Account, Membership, Role, Store
from dxkpi.wording.accounts import (
    account_event_text,
    days_text,
    every_city_text,
    grant_fault_text,
    invitation_paper,
    list_problem_text,
    role_in_place_text,
    roles_text,
    unknown_departments_text,
)
from dxkpi.wording.store import source_text

accounts = typer.Typer(
    invoke_without_command=True,
    help=_("List the accounts and their roles, or take in a list of them."),
)
app.add_typer(accounts, name="accounts")

_Subject = Annotated[
    str,
    typer.Argument(
        metavar=_("SUBJECT"),
        help=_("The sign-in name; with a sign-in service, its identifier (sub)."),
    ),
]
_RoleWord = Annotated[
    str,
    typer.Option(
        "--role",
        help=_("viewer, reporter, reviewer, author or admin; 報告者 and the like."),
    ),
]
_City = Annotated[
    str | None, typer.Option("--city", help=_("The code of the city: 472123."))
]
_EveryCity = Annotated[
    bool, typer.Option("--every-city", help=_("The role counts in every city."))
]
_Department = Annotated[
    str | None,
    typer.Option(
        "--department", help=_("The person's department; a reporter has one.")
    ),
]


@accounts.callback()
def list_accounts(
    context: typer.Context,
    city: Annotated[
        str | None, typer.Option("--city", help=_("Only those of this city."))
    ] = None,
    csv_file: Annotated[
        Path | None,
        typer.Option(
            "--csv", help=_("Write them to a new file, to be changed in Excel.")
        ),
    ] = None,
) -> None:
    if context.invoked_subcommand is not None:
        return
    if csv_file is not None:
        check_ending(csv_file, ".csv")
    with open_store() as store:
        listed = store.accounts(city)
    if csv_file is not None:
        write_own_file(csv_file, actions.account_list(listed, current_language()))
        say(_("Written: {file}", file=csv_file))
        return
    if not listed:
        say(_("There are no accounts yet. Make the first: dxkpi grant SUBJECT …"))
        return
    _print_accounts(listed)


@accounts.command(
    name="load", help=_("Give the roles of a list (.csv), all or none. Others stay.")
)
def load(
    file: Annotated[
        Path, typer.Argument(metavar=_("FILE"), help=_("The list (.csv)."))
    ],
) -> None:
    content = read_file(file)
    with open_store() as store:
        read = actions.read_account_list(store, content)
        _check_list(read)
        command = LoadAccounts(read.grants, file.name)
        is_changed = actions.load_accounts(store, command, operator())
        unknown = actions.unknown_departments(store, read.grants)
    if unknown:
        say(unknown_departments_text(unknown, current_language()))
    if is_changed:
        count = len(read.grants)
        say(ngettext("{n} role is on record.", "{n} roles are on record.", count))
    else:
        say(_("Nothing changed: all of it is on record already."))


@accounts.command(name="history", help=_("What was done to an account, and by whom."))
def history(subject: _Subject) -> None:
    with open_store() as store:
        changes = store.account_changes(subject)
    if not changes:
        fail(_("There is no account of {subject}.", subject=subject))
    language = current_language()
    table = new_table(_("when"), _("by whom"), _("what"), _("role"), _("from where"))
    for change in changes:
        role = "" if change.membership is None else _role_and_days(change.membership)
        table.add_row(
            language.moment(change.at),
            change.who,
            account_event_text(change.what, language),
            role or change.name or "",
            source_text(change.source, language),
        )
    print_table(table)


@app.command(help=_("Give somebody a role in a city; his account is made if need be."))
def grant(
    subject: _Subject,
    role: _RoleWord,
    city: _City = None,
    every_city: _EveryCity = False,
    department: _Department = None,
    name: Annotated[
        str,
        typer.Option("--name", help=_("The person's name; needed for a new account.")),
    ] = "",
    since: Annotated[
        str | None, typer.Option("--since", help=_("The first day: 2026-04-01."))
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", help=_("The last day: 2027-03-31."))
    ] = None,
) -> None:
    membership = Membership(
        _role(role),
        _city(city, every_city=every_city),
        department,
        _day(since, is_last=False),
        _day(until, is_last=True),
    )
    command = GrantRole(subject, name, membership, TYPED_AS_COMMAND)
    with open_store() as store:
        is_changed = _granted(store, command)
        unknown = actions.unknown_departments(store, [command.grant])
    if unknown:
        say(unknown_departments_text(unknown, current_language()))
    if is_changed:
        say(
            _(
                "{subject} has the role: {role}.",
                subject=subject,
                role=_words(membership),
            )
        )
    else:
        say(_("Nothing changed: all of it is on record already."))


@app.command(help=_("Take a role away from somebody."))
def revoke(
    subject: _Subject,
    role: _RoleWord,
    city: _City = None,
    every_city: _EveryCity = False,
    department: _Department = None,
) -> None:
    membership = Membership(_role(role), _city(city, every_city=every_city), department)
    command = RevokeRole(subject, membership, TYPED_AS_COMMAND)
    with open_store() as store:
        actions.revoke_role(store, command, operator())
    say(
        _(
            "{subject} has the role no longer: {role}.",
            subject=subject,
            role=_words(membership),
        )
    )


@app.command(help=_("Make a one-time code by which somebody chooses a password."))
def invite(subject: _Subject) -> None:
    command = InviteAccount(subject, TYPED_AS_COMMAND)
    with open_store() as store:
        invitation = actions.invite_account(store, command, operator())
        account = store.account(subject)
    name = "" if account is None else account.name
    paper = invitation_paper(
        subject,
        name,
        invitation.code,
        invitation.expires_at,
        settings().public_url,
        current_language(),
    )
    typer.echo(paper)
    say(_("The code is kept nowhere: it is shown this once."))


@app.command(help=_("Let somebody sign in no longer; it counts at once."))
def disable(subject: _Subject) -> None:
    command = DisableAccount(subject, TYPED_AS_COMMAND)
    with open_store() as store:
        actions.disable_account(store, command, operator())
    say(_("{subject} is disabled.", subject=subject))


@app.command(help=_("Let somebody who was disabled sign in again."))
def enable(subject: _Subject) -> None:
    command = EnableAccount(subject, TYPED_AS_COMMAND)
    with open_store() as store:
        actions.enable_account(store, command, operator())
    say(_("{subject} may sign in again.", subject=subject))


def _granted(store: Store, command: GrantRole) -> bool:
    try:
        return actions.grant_role(store, command, operator())
    except WrongGrant as error:
        language = current_language()
        fail("\n".join(grant_fault_text(f, language) for f in error.faults), code=2)


def _check_list(read: AccountList) -> None:
    """End the program with everything that is wrong with a list."""
    if not read.problems:
        return
    language = current_language()
    lines = [
        list_problem_text(problem.row, problem.fault, problem.value, language)
        for problem in read.problems
    ]
    fail("\n".join([*lines, _("Nothing was stored.")]))


def _role(word: str) -> Role:
    role = actions.role_of_word(word)
    if role is None:
        fail(
            _(
                "“{value}” is no role. Write one of: {roles}.",
                value=word,
                roles=roles_text(current_language()),
                every_city="",
            ),
            code=2,
        )
    return role


def _city(city: str | None, *, every_city: bool) -> str | None:
    """The city of a role; that it counts in every city is to be said."""
    is_said_once = (city is None) == every_city
    if not is_said_once:
        fail(_("Say where the role counts: --city CODE or --every-city."), code=2)
    return city


def _day(text: str | None, *, is_last: bool) -> date | None:
    if text is None:
        return None
    day = actions.day_of_text(text, is_last=is_last)
    if day is None:
        fail(_("“{value}” is no day. Write it like 2026-04-01.", value=text), code=2)
    return day


def _words(membership: Membership) -> str:
    """A role with its city and department: 報告者（472123 総務課）."""
    language = current_language()
    places = [membership.city or every_city_text(language), membership.department or ""]
    return role_in_place_text(membership.role, places, language)


def _print_accounts(listed: tuple[Account, ...]) -> None:
    table = new_table(
        _("sign-in name"), _("person's name"), _("role"), _("days"), _("state")
    )
    for account in listed:
        state = _("disabled") if account.is_disabled else ""
        if not account.memberships:
            table.add_row(account.subject, account.name, _("no role"), "", state)
        for membership in account.memberships:
            table.add_row(
                account.subject,
                account.name,
                _words(membership),
                _days_words(membership),
                state,
            )
    print_table(table)


def _role_and_days(membership: Membership) -> str:
    return f"{_words(membership)} {_days_words(membership)}".strip()


def _days_words(membership: Membership) -> str:
    return days_text(membership.since, membership.until, current_language())

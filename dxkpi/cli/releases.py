"""公表: releasing a plan's year, and what was released."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any, NoReturn

import typer

from dxkpi import actions
from dxkpi.actions import ReleaseFault, ReleaseYear, WrongRelease
from dxkpi.cli.console import (
    PLAN_ADDRESS,
    Code,
    Format,
    TableFormat,
    app,
    fail,
    new_table,
    open_store,
    plan_of,
    print_json,
    print_table,
    say,
    say_if_invented,
    year_of,
)
from dxkpi.cli.language import _, current_language
from dxkpi.cli.operator import operator
from dxkpi.cli.plan_changes import say_changes
from dxkpi.plan import Plan
from dxkpi.plan.release import Release, ReleasedText, last_release_of_year
from dxkpi.plan.release_difference import release_changes
from dxkpi.store import TYPED_AS_COMMAND, Store
from dxkpi.wording.releases import (
    preliminary_text,
    release_fault_text,
    release_in_short,
    release_text,
)

_ALTHOUGH_NOT_OVER = "--although-not-over"
_ALTHOUGH_PRELIMINARY = "--although-preliminary"
_OPTIONS = {
    ReleaseFault.YEAR_NOT_OVER: _ALTHOUGH_NOT_OVER,
    ReleaseFault.STILL_PRELIMINARY: _ALTHOUGH_PRELIMINARY,
}
"""With which option a year is released although."""

CodeOrAll = Annotated[
    str | None,
    typer.Argument(
        metavar=PLAN_ADDRESS,
        help=_("The plan. Default with --all-years-over: every plan in the store."),
    ),
]


@app.command(help=_("Release a year to the public, as it stands now."))
def release(
    code: CodeOrAll = None,
    fiscal_year: Annotated[
        str | None,
        typer.Argument(metavar=_("YEAR"), help=_("Fiscal year: 2025, R7, 令和7年度.")),
    ] = None,
    note: Annotated[
        str, typer.Option("--note", help=_("What is said with the release."))
    ] = "",
    reason: Annotated[
        str,
        typer.Option(
            "--reason", help=_("Why what was released of the year is corrected.")
        ),
    ] = "",
    reasons: Annotated[
        bool,
        typer.Option(
            "--causes/--no-causes", help=_("With 要因 and 対応 of the figures, or not.")
        ),
    ] = True,
    notes: Annotated[
        bool,
        typer.Option(
            "--texts",
            help=_("With what departments wrote beside schedule and reports."),
        ),
    ] = False,
    decisions: Annotated[
        bool,
        typer.Option("--decisions", help=_("With what the headquarters decided.")),
    ] = False,
    all_years_over: Annotated[
        bool,
        typer.Option(
            "--all-years-over", help=_("Every year of the plan that is over.")
        ),
    ] = False,
    not_over: Annotated[
        bool,
        typer.Option(_ALTHOUGH_NOT_OVER, help=_("Also a year that is not over.")),
    ] = False,
    preliminary: Annotated[
        bool,
        typer.Option(
            _ALTHOUGH_PRELIMINARY,
            help=_("Also with what the secretariat has not confirmed."),
        ),
    ] = False,
) -> None:
    if all_years_over == (fiscal_year is not None):
        fail(_("Say which year, or --all-years-over."), code=2)
    chosen = {
        ReleasedText.REASONS: reasons,
        ReleasedText.NOTES: notes,
        ReleasedText.DECISIONS: decisions,
    }
    texts = frozenset(text for text, is_chosen in chosen.items() if is_chosen)
    commands = [
        ReleaseYear(
            plan.key,
            year,
            note,
            reason,
            texts,
            although_not_over=not_over,
            although_preliminary=preliminary,
            source=TYPED_AS_COMMAND,
        )
        for plan in _plans(code)
        for year in _years(plan, fiscal_year)
    ]
    if all_years_over:
        _release_all(commands)
    else:
        _release(commands[0])


@app.command(help=_("List what was released, or show how two releases differ."))
def releases(
    code: Code,
    from_: Annotated[
        int | None,
        typer.Option("--from", help=_("Show what changed since this release.")),
    ] = None,
    to: Annotated[
        int | None,
        typer.Option("--to", help=_("Up to this release. Default: the newest.")),
    ] = None,
    content: Annotated[
        int | None,
        typer.Option("--content", help=_("Print this release as it is kept (JSON).")),
    ] = None,
    format_: Format = TableFormat.TABLE,
) -> None:
    plan = plan_of(code)
    with open_store() as store:
        released = store.releases(plan.key)
        if content is not None:
            _print_content(store, plan, content)
            return
        if from_ is not None:
            newer = to or _newest_beside(released, from_)
            _say_differences(store, plan, from_, newer)
            return
    say_if_invented(plan)
    if format_ is TableFormat.JSON:
        print_json([_release_data(each) for each in released])
    elif released:
        _print_releases(released)
    else:
        say(_("Nothing has been released yet."))


def _plans(address: str | None) -> Iterator[Plan]:
    """The plan at an address; every plan in the store where none is named."""
    if address is not None:
        yield plan_of(address)
        return
    with open_store() as store:
        keys = [listed.key for listed in store.listed_plans()]
    for key in keys:
        yield plan_of(str(key))


def _years(plan: Plan, fiscal_year: str | None) -> tuple[int, ...]:
    """The year that is named, else every one that is over."""
    if fiscal_year is not None:
        return (year_of(fiscal_year),)
    years = actions.years_to_release(plan)
    if not years:
        say(_("{plan}: no year is over yet.", plan=plan.key))
    return years


def _release_all(commands: Sequence[ReleaseYear]) -> None:
    """Release each year that can be; then the program ends with what the others want. The
    reason is for those that correct a release.
    """
    code = 0
    for command in commands:
        try:
            _release(_with_reason_if_released(command))
        except typer.Exit as refused:
            year = current_language().fiscal_year(command.fiscal_year)
            say(_("{plan} {year}: not released.", plan=command.plan, year=year))
            code = max(code, refused.exit_code)
    if code:
        raise typer.Exit(code)


def _with_reason_if_released(command: ReleaseYear) -> ReleaseYear:
    with open_store() as store:
        released = store.releases(command.plan)
    if last_release_of_year(released, command.fiscal_year) is None:
        return replace(command, reason="")
    return command


def _release(command: ReleaseYear) -> None:
    language, plan, year = current_language(), command.plan, command.fiscal_year
    with open_store() as store:
        before = last_release_of_year(store.releases(plan), year)
        try:
            released = actions.release_year(store, command, operator())
        except WrongRelease as error:
            _refuse(error)
        content = actions.released_content(store, plan, released.number)
        number_preliminary = content.number_preliminary
    words = {
        "plan": plan,
        "year": language.fiscal_year(year),
        "number": released.number,
        "what": release_in_short(released, language),
    }
    if before == released:
        say(_("{plan} {year}: release {number} says the same already.", **words))
    else:
        say(_("{plan} {year}: release {number}, {what}.", **words))
    if number_preliminary:
        say(preliminary_text(number_preliminary, language))


def _print_content(store: Store, plan: Plan, number: int) -> None:
    kept = store.release_content(plan.key, number)
    if kept is None:
        fail(_("There is no release with the number {number}.", number=number), code=2)
    print(kept)


def _newest_beside(released: tuple[Release, ...], number: int) -> int:
    """The newest release of the year of another one."""
    years = {each.number: each.fiscal_year for each in released}
    newest = last_release_of_year(released, years.get(number, 0))
    return newest.number if newest else number


def _say_differences(store: Store, plan: Plan, older: int, newer: int) -> None:
    """Say what a newer release says otherwise than an older one."""
    old, new = (
        actions.released_content(store, plan.key, number) for number in (older, newer)
    )
    say_changes(new.plan, release_changes(old, new))


def _print_releases(released: tuple[Release, ...]) -> None:
    language = current_language()
    table = new_table(
        _("Release number"),
        _("Fiscal year"),
        _("Released"),
        _("Who"),
        _("Corrects which"),
        _("Reason of the correction"),
        _("Note on the release"),
        _("SHA-256"),
    )
    for each in released:
        table.add_row(
            str(each.number),
            language.short_year(each.fiscal_year),
            release_text(each, language),
            each.who,
            str(each.corrects or ""),
            each.reason or "",
            each.note or "",
            each.sha256[:12],
        )
    print_table(table)


def _release_data(release: Release) -> dict[str, Any]:
    return vars(release) | {"at": release.at.isoformat()}


def _refuse(error: WrongRelease) -> NoReturn:
    language = current_language()
    texts = []
    for fault in error.faults:
        texts.append(release_fault_text(fault, language))
        if fault in _OPTIONS:
            texts.append(_("To release it although: {option}", option=_OPTIONS[fault]))
    fail("\n".join(texts), code=2)

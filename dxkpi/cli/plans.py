"""Plans: load and export them, judge them, look into their history."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dxkpi import actions, fiscal
from dxkpi.actions import ChangeWord, PlacedPlan, PlanRelation
from dxkpi.cli.console import (
    Code,
    Format,
    TableFormat,
    YearOrLatest,
    app,
    fail,
    open_store,
    plan_of,
    print_json,
    print_table,
    say,
    say_if_invented,
    year_of,
)
from dxkpi.cli.judgements import (
    final_table,
    judgement_data,
    judgements_table,
    report_lines,
)
from dxkpi.cli.known_day import AsOf, PlanOfDay, plan_of_day
from dxkpi.cli.language import _, current_language, ngettext
from dxkpi.cli.operator import operator
from dxkpi.cli.plan_books import (
    BookAnswers,
    BookOptions,
    BookPlan,
    MarkedBooks,
    is_book,
    read_books,
)
from dxkpi.cli.plan_changes import (
    say_broken_links,
    say_changes,
    say_changes_of_city,
    say_missing_predecessor,
    say_new_plan,
)
from dxkpi.cli.plan_doubts import say_doubts
from dxkpi.cli.recorded_steps import steps_table
from dxkpi.cli.target_changes import (
    By,
    Correction,
    Decided,
    JudgedFrom,
    Reason,
    change_word,
    unexplained_text,
)
from dxkpi.plan import Plan, changes_between, lost_between
from dxkpi.plan.document import PlanDocument, read_document
from dxkpi.plan.document_problem import DocumentProblem, UnreadablePlan
from dxkpi.rules import PROFILES, Profile, default_year, judge_plan, profile_of
from dxkpi.rules.final_report import final_report, final_year
from dxkpi.rules.plan_summary import count_revised
from dxkpi.rules.year_changes import changes_in_year
from dxkpi.settings import settings
from dxkpi.wording.agenda import schedule_headline
from dxkpi.wording.final_report import report_sentence, report_title
from dxkpi.wording.judgement import grade_bands_text
from dxkpi.wording.ledger import revised_targets_text
from dxkpi.wording.municipality import full_city_name, plain_city_name
from dxkpi.wording.plan_document import placed_problem_text
from dxkpi.wording.profiles import profile_name
from dxkpi.wording.schedule_progress import progress_sentence
from dxkpi.wording.year_changes import year_changes_text

_LONGEST_SOURCE = 500
"""Characters of the files' names that are kept with what is loaded."""


@app.command(help=_("Check plan files, show what changes, load all or none."))
def load(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar=_("FILES"),
            help=_("Plan documents (YAML, JSON) or plan books (.xlsx)."),
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show the changes, load nothing."))
    ] = False,
    only_new: Annotated[
        bool,
        typer.Option("--only-new", help=_("Leave alone what is in the store already.")),
    ] = False,
    relation: Annotated[
        PlanRelation | None,
        typer.Option(
            "--as",
            help=_(
                "What the plan is to the one that the store has: the same plan corrected, "
                "its successor, a further plan."
            ),
        ),
    ] = None,
    remove_actuals: Annotated[
        bool,
        typer.Option(
            "--remove-actuals",
            help=_("Also take away actuals that the files do not hold."),
        ),
    ] = False,
    cut_links: Annotated[
        bool,
        typer.Option(
            "--cut-links",
            help=_("Also where indicators of other plans lead nowhere after it."),
        ),
    ] = False,
    strict: Annotated[
        bool,
        typer.Option("--strict", help=_("Load nothing while anything is odd.")),
    ] = False,
    decided: Decided = None,
    by: By = None,
    reason: Reason = None,
    judged_from: JudgedFrom = None,
    correction: Correction = None,
    plan_address: BookPlan = None,
    confirm: BookAnswers = None,
    marked: MarkedBooks = None,
) -> None:
    word = change_word(decided, by, reason, judged_from, correction)
    documents = read_documents([file for file in files if not is_book(file)])
    books = [file for file in files if is_book(file)]
    options = BookOptions(plan_address, confirm or (), marked)
    with open_store() as store:
        seen = store.revision()
        documents += read_books(store, books, options)
        plans = [document.plan for document in documents]
        placed = actions.place_plans(store, plans, relation)
        is_doubted = _say_what_is_doubted(placed)
        if only_new:
            are_new = [one.is_new for one in placed]
            documents = list(compress(documents, are_new))
            placed = tuple(compress(placed, are_new))
        elif is_doubted:
            _refuse_doubted_plans()
        doubts = say_doubts(documents)
        refusals = _unexplained_targets(placed) if word is None else []
        placed = tuple(_with_ledger(one, word) for one in placed)
        lost = _say_what_changes(placed)
        if lost and not remove_actuals:
            refusals.append(_loss_text(lost))
        cut = sum(len(one.cut_links) for one in placed)
        if cut and not cut_links:
            refusals.append(_cut_text(cut))
        if refusals:
            fail("\n".join(refusals))
        if strict and doubts:
            fail(
                _("Not loaded: there are doubts. Mend them, or load without --strict.")
            )
        if dry_run:
            return
        source = ", ".join(file.name for file in files)[:_LONGEST_SOURCE]
        as_placed = tuple(one.plan for one in placed)
        command = actions.LoadPlans(as_placed, source, seen, word)
        revision = actions.load_plans(store, command, operator())
    if revision is not None:
        say(_("Loaded (revision {n}).", n=revision.number))
    elif not is_doubted:
        say(_("Nothing to load: the store is up to date."))


def read_documents(files: Sequence[Path]) -> list[PlanDocument]:
    """Every plan with its lines, or all problems of all files and the end of the program."""
    documents: list[PlanDocument] = []
    problems: list[DocumentProblem] = []
    for file in files:
        try:
            documents.append(read_document(file))
        except UnreadablePlan as error:
            problems += error.problems
    if problems:
        _refuse_plans(problems)
    return documents


def _refuse_plans(problems: Sequence[DocumentProblem]) -> NoReturn:
    for problem in problems:
        say(placed_problem_text(problem, current_language()))
    fail(
        ngettext(
            "{n} problem. Nothing was loaded.",
            "{n} problems. Nothing was loaded.",
            len(problems),
        )
    )


def _say_what_is_doubted(placed: Sequence[PlacedPlan]) -> bool:
    """Say which documents do not tell what their plan is to a stored one; whether any."""
    is_doubted = False
    for one in placed:
        if one.doubted is not None:
            is_doubted = True
            say(_doubt_text(one.plan, one.doubted))
    return is_doubted


def _refuse_doubted_plans() -> NoReturn:
    fail(
        _(
            "Nothing was loaded. Say which it is: --as same (the stored plan, "
            "corrected), --as successor (it follows that plan) or --as further "
            "(another plan beside it)."
        ),
        code=2,
    )


def _doubt_text(plan: Plan, stored: Plan) -> str:
    return _(
        "{city}: “{title}” may be another plan than {key}, “{stored}”, which is in "
        "the store.",
        city=plain_city_name(plan.municipality),
        title=plan.about.title,
        key=stored.key,
        stored=stored.about.title,
    )


def _loss_text(lost: int) -> str:
    return ngettext(
        "Not loaded: the store holds {n} actual that the files do not. "
        "Export the plan (dxkpi export), put your changes into that file "
        "and load it. --remove-actuals takes the actual away.",
        "Not loaded: the store holds {n} actuals that the files do not. "
        "Export the plan (dxkpi export), put your changes into that file "
        "and load it. --remove-actuals takes the actuals away.",
        lost,
    )


def _cut_text(cut: int) -> str:
    return ngettext(
        "Not loaded: {n} indicator of another plan would lead nowhere (named above). Keep "
        "the code, or change that plan first. --cut-links loads it although.",
        "Not loaded: {n} indicators of other plans would lead nowhere (named above). Keep "
        "the codes, or change those plans first. --cut-links loads it although.",
        cut,
    )


def _with_ledger(placed: PlacedPlan, word: ChangeWord | None) -> PlacedPlan:
    """The plan as it would be stored, with its target ledger."""
    plan = actions.plan_with_ledger(placed.plan, placed.replaced, word)
    return replace(placed, plan=plan)


def _unexplained_targets(placed: Sequence[PlacedPlan]) -> list[str]:
    """Why nothing is stored while targets change without a word, with the changes."""
    stored = {one.plan.key: one.replaced for one in placed if one.replaced is not None}
    changes = actions.unexplained_changes(stored, [one.plan for one in placed])
    return [unexplained_text(changes)] if changes else []


def _say_what_changes(placed: Sequence[PlacedPlan]) -> int:
    """Say what loading the plans changes; gives how many actuals would be lost."""
    lost = 0
    for one in placed:
        changes = changes_between(one.replaced, one.plan)
        if one.replaced is None:
            say_new_plan(one.plan)
        else:
            say_changes(one.plan, changes)
        say_changes_of_city(one)
        if one.lacks_predecessor:
            say_missing_predecessor(one.plan)
        say_broken_links(one)
        lost += len(lost_between(one.replaced, one.plan))
    return lost


@app.command(
    help=_("Judge every indicator of a plan in a fiscal year, with the formula.")
)
def status(
    code: Code,
    fiscal_year: YearOrLatest = None,
    profile_name: Annotated[
        str | None,
        typer.Option(
            "--profile", help=_("Grading profile: {names}.", names=", ".join(PROFILES))
        ),
    ] = None,
    format_: Format = TableFormat.TABLE,
    as_of: AsOf = None,
) -> None:
    shown = plan_of_day(code, as_of)
    plan, today = shown.plan, shown.day
    profile = _profile_of_plan(plan, profile_name)
    closed = fiscal.last_closed_year(today)
    year = default_year(plan, closed) if fiscal_year is None else year_of(fiscal_year)
    judgements = judge_plan(plan, year, closed, profile, today)
    say_if_invented(plan)
    if format_ is TableFormat.JSON:
        print_json([judgement_data(judgement) for judgement in judgements])
        return
    say(
        f"{plain_city_name(plan.municipality)}  {plan.about.title}  "
        f"{current_language().year_in_both_calendars(year)}"
    )
    say(_profile_line(plan, profile, profile_name))
    print_table(judgements_table(plan, judgements))
    if revised := revised_targets_text(count_revised(judgements), current_language()):
        say(revised)
    changes = changes_in_year(plan, year, closed, profile, today)
    if changed := year_changes_text(changes, current_language()):
        say(changed)
    for line in report_lines(plan, year):
        say(line)
    _say_schedule(shown, year, closed)
    _say_final_report(plan, year, closed, profile)


def _say_schedule(shown: PlanOfDay, year: int, closed: int) -> None:
    """Say what the schedule holds, and what was reported of it by the year."""
    plan = shown.plan
    number = None if shown.known is None else shown.known.revision.number
    with open_store() as store:
        progress = store.progress(plan.key, year, number)
    language = current_language()
    headline = schedule_headline(plan, year, closed, language)
    reported = progress_sentence(plan, year, closed, progress, language)
    if schedule := language.sentences((headline, reported)):
        say(schedule)


def _say_final_report(plan: Plan, year: int, closed: int, profile: Profile) -> None:
    """Say what the plan reached, in its last year and after it."""
    last_year = final_year(plan, closed)
    if last_year is None or year < last_year:
        return
    with open_store() as store:
        progress = store.progress(plan.key, last_year)
    report = final_report(plan, closed, progress, profile)
    if report is None:
        return
    language = current_language()
    say(f"{report_title(report, language)}  {report_sentence(report, language)}")
    print_table(final_table(report))


def _profile_of_plan(plan: Plan, named: str | None) -> Profile:
    """The profile that was named, else the plan's own or that of its city, else that
    of the installation.
    """
    if named is not None:
        return _profile(named)
    return profile_of(plan, _profile(settings().profile))


def _profile_line(plan: Plan, profile: Profile, named: str | None) -> str:
    """How it is graded, and who says so."""
    if named is not None:
        whose = _("as asked for by --profile")
    elif plan.about.grading is not None:
        whose = _("as the plan says")
    elif plan.municipality.grading is not None:
        whose = _("as the municipality says")
    else:
        whose = _("as the installation says (DXKPI_PROFILE)")
    bands = grade_bands_text(profile, current_language())
    return _(
        "Grading profile: {name}, {whose}. {bands}",
        name=profile_name(profile, current_language()),
        whose=whose,
        bands=bands,
    )


def _profile(name: str) -> Profile:
    """The grading profile of this name; ends the program where there is none."""
    if name not in PROFILES:
        fail(
            _(
                "There is no grading profile “{name}”. Choose one of: {names}.",
                name=name,
                names=", ".join(PROFILES),
            ),
            code=2,
        )
    return PROFILES[name]


@app.command(help=_("List the municipalities in the store with their plans."))
def cities() -> None:
    language = current_language()
    with open_store() as store:
        for listed in store.listed_plans():
            name = full_city_name(listed.city, language)
            years = language.fiscal_years(
                listed.first_fiscal_year, listed.last_fiscal_year
            )
            print("  ".join([str(listed.key), name, listed.title, years or ""]).strip())


@app.command(help=_("Every figure ever recorded, with who and when."))
def history(
    code: Code,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help=_("Only this indicator's code."))
    ] = None,
) -> None:
    plan = plan_of(code)
    if indicator is not None and plan.indicator(indicator) is None:
        fail(_("There is no indicator “{code}” in this plan.", code=indicator))
    with open_store() as store:
        table = steps_table(store.history(plan.key, indicator), plan)
    print_table(table)

"""The staff survey by the command line: count what a survey tool exported, tell how,
register the counts.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from dxkpi import actions, fiscal
from dxkpi.actions import ExaminedSurvey
from dxkpi.cli.console import (
    PLAN_ADDRESS,
    PLAN_ADDRESS_HELP,
    Correction,
    app,
    fail,
    open_store,
    plan_of,
    print_json,
    read_file,
    say,
    year_of,
)
from dxkpi.cli.language import _, current_language
from dxkpi.cli.operator import operator
from dxkpi.cli.submitted_return import Outcome, say_receipt
from dxkpi.cli.survey_method import settle_method
from dxkpi.cli.survey_options import (
    SurveyOptions,
    invited_by_section,
    names_and_values,
    survey_day,
)
from dxkpi.cli.survey_result import (
    SurveyResult,
    print_result,
    refusal_data,
    result_data,
    say_findings,
)
from dxkpi.findings import Finding
from dxkpi.plan import Indicator, Plan
from dxkpi.store import ChangedInStore, Store, Submission
from dxkpi.survey import RepeatedAnswers
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.wording.store import store_error_text
from dxkpi.workbook.reader import WorkbookReader

_Texts = list[str] | None
"""An option that may be given several times."""


@app.command(
    name="survey",
    help=_(
        "Count the answers of a staff survey, show how, register the counts. The file is not kept."
    ),
)
def take_in_survey(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=_("FILE"),
            help=_("The answers as the survey tool exports them (.xlsx, .csv)."),
        ),
    ],
    city: Annotated[
        str,
        typer.Option("--city", metavar=PLAN_ADDRESS, help=PLAN_ADDRESS_HELP),
    ],
    fiscal_year: Annotated[
        str, typer.Option("--fiscal-year", help=_("Fiscal year: 2025, R7, 令和7年度."))
    ],
    question: Annotated[
        str | None, typer.Option("--question", help=_("The heading of the question."))
    ] = None,
    positive: Annotated[
        _Texts,
        typer.Option(
            "--counted", help=_("A choice that counts as felt; once for each.")
        ),
    ] = None,
    not_positive: Annotated[
        _Texts,
        typer.Option(
            "--others", help=_("A choice that counts as not felt; once for each.")
        ),
    ] = None,
    excluded: Annotated[
        _Texts,
        typer.Option(
            "--excluded", help=_("A choice that counts neither way; once for each.")
        ),
    ] = None,
    own_words: Annotated[
        _Texts,
        typer.Option(
            "--free",
            help=_("An answer in somebody's own words: not kept, not counted."),
        ),
    ] = None,
    department: Annotated[
        str | None,
        typer.Option(
            "--department", help=_("The heading of the section; “” for none.")
        ),
    ] = None,
    position: Annotated[
        str | None,
        typer.Option("--position", help=_("The heading of the position; “” for none.")),
    ] = None,
    age: Annotated[
        str | None,
        typer.Option("--age", help=_("The heading of the age; “” for none.")),
    ] = None,
    respondent: Annotated[
        str | None,
        typer.Option(
            "--respondent",
            help=_("The heading of what tells respondents apart; “” for none."),
        ),
    ] = None,
    repeated: Annotated[
        RepeatedAnswers,
        typer.Option(
            "--repeated", help=_("Which answer counts where somebody gave several.")
        ),
    ] = RepeatedAnswers.LAST,
    wording: Annotated[
        str | None,
        typer.Option("--wording", help=_("The question's wording as it is kept.")),
    ] = None,
    same_question: Annotated[
        bool,
        typer.Option(
            "--same-question",
            help=_("It is last year's question, whatever its number or spelling."),
        ),
    ] = False,
    renamed: Annotated[
        _Texts,
        typer.Option(
            "--rename",
            metavar=_("WRITTEN=NAME"),
            help=_("Which section is meant by what is written."),
        ),
    ] = None,
    invited: Annotated[
        int | None,
        typer.Option("--asked", min=1, help=_("How many staff were asked in all.")),
    ] = None,
    invited_of: Annotated[
        _Texts,
        typer.Option(
            "--asked-of",
            metavar=_("SECTION=N"),
            help=_("How many were asked in a section."),
        ),
    ] = None,
    invited_file: Annotated[
        Path | None,
        typer.Option(
            "--asked-of-file",
            help=_("The same as a CSV of two columns: section, number."),
        ),
    ] = None,
    held: Annotated[
        str | None,
        typer.Option("--held", help=_("The last day of the survey, e.g. 2027-02-20.")),
    ] = None,
    outside_plan: Annotated[
        bool,
        typer.Option(
            "--outside-plan",
            help=_("The fiscal year is right, though the plan says nothing of it."),
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Count and show, register nothing."))
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help=_("Findings, method and counts as JSON."))
    ] = False,
    correction: Correction = "",
) -> None:
    year, content = year_of(fiscal_year), read_file(file)
    day = None if held is None else survey_day(held, year)
    plan = plan_of(city)
    indicator = _realisation_rate(plan)
    if not outside_plan:
        _check_year(plan, indicator, year)
    choices = {
        AnswerKind.POSITIVE: positive,
        AnswerKind.NOT_POSITIVE: not_positive,
        AnswerKind.EXCLUDED: excluded,
        AnswerKind.OWN_WORDS: own_words,
    }
    options = SurveyOptions(
        question=question,
        choices={kind: texts or () for kind, texts in choices.items()},
        department=department,
        position=position,
        age=age,
        respondent=respondent,
        repeated=repeated,
        wording=wording,
        same_question=same_question,
        renamed=names_and_values(renamed or ()),
        invited=invited,
        invited_by_section=invited_by_section(invited_file, invited_of or ()),
    )
    last = actions.last_survey(indicator, year)
    with open_store() as store, WorkbookReader() as reader:
        sheet, noticed = actions.read_answer_sheet(reader, content)
        if sheet is None:
            _end_unreadable(noticed, as_json=as_json)
        sheet, method = settle_method(sheet, last, options)
        examined = actions.count_answers(
            store, plan.key, year, fiscal.today(), sheet, method, day
        )
        submission = None
        if not dry_run:
            submission = _register_if_accepted(store, examined, correction)

    result = SurveyResult(indicator, examined, method, noticed, submission)
    _tell(result, as_json=as_json)
    done = result.is_accepted if dry_run else result.is_registered
    raise typer.Exit(0 if done else 1)


def _end_unreadable(noticed: Sequence[Finding], *, as_json: bool) -> NoReturn:
    """Say why the file cannot be read, and end the program."""
    say_findings(noticed)
    if as_json:
        print_json(refusal_data(noticed))
    raise typer.Exit(Outcome.UNREADABLE.exit_code)


def _tell(result: SurveyResult, *, as_json: bool) -> None:
    """What was noticed, what it comes to, and the receipt."""
    say_findings(result.findings)
    if as_json:
        print_json(result_data(result))
    else:
        print_result(result)
    if result.submission is not None:
        say_receipt(result.submission)


def _realisation_rate(plan: Plan) -> Indicator:
    """The plan's 職員のDX推進実感率; ends the program where it follows none."""
    if plan.realisation is None:
        fail(_("This plan does not follow the share of staff who feel the DX."))
    return plan.realisation


def _check_year(plan: Plan, indicator: Indicator, year: int) -> None:
    """Refuse a year of which neither the plan nor the figure says anything."""
    years = plan.fiscal_years_of(indicator)
    if not years or year in years:
        return
    fail(
        _(
            "{year} lies outside the years of the plan and of the figure ({period}). "
            "If the survey is of that year all the same, add --outside-plan.",
            year=current_language().year_in_both_calendars(year),
            period=current_language().fiscal_years(years[0], years[-1]),
        ),
        code=2,
    )


def _register_if_accepted(
    store: Store, examined: ExaminedSurvey, correction: str
) -> Submission | None:
    """The receipt; None where something is wrong or somebody else was faster."""
    if examined.checked is None:
        return None
    command = actions.RegisterSurvey(examined, correction)
    try:
        return actions.register_survey(store, command, operator())
    except ChangedInStore as overtaken:
        say(store_error_text(overtaken, current_language()))
        return None

"""The staff survey by the command line: count what a survey tool exported, tell how,
register the counts.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import simplejson
import typer

from dxkpi import actions, fiscal, survey
from dxkpi.actions import ExaminedSurvey
from dxkpi.cli.console import (
    app,
    console,
    fail,
    new_table,
    open_store,
    operator,
    plan_of,
    say,
    year_of,
)
from dxkpi.cli.language import _, current_language
from dxkpi.cli.returns import MARKS, Outcome, content_of, findings_data
from dxkpi.findings import Choice, Finding, Month, Severity, make_finding
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.plan.staff_survey import folded_answer
from dxkpi.returns import WrittenCell
from dxkpi.returns.months import month_in_cell
from dxkpi.store import ChangedInStore, Store, Submission
from dxkpi.survey import (
    AnswerSheet,
    CountingMethod,
    RepeatedAnswers,
    answer_choices,
    column_choice,
)
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.survey.department_names import department_key
from dxkpi.text.rounding import percent_text
from dxkpi.wording import figures
from dxkpi.wording.findings import choice_text, finding_text
from dxkpi.wording.store import store_error_text
from dxkpi.wording.survey import (
    group_kind_title,
    own_words_text,
    rate_with_margin,
    rate_with_range,
)
from dxkpi.workbook.file_kinds import decoded_text
from dxkpi.workbook.reader import WorkbookReader

_Choices = list[str] | None
_MOST_DIGITS = 12


@dataclass(frozen=True)
class _Said:
    """What the options say of how to count; None or empty where it is as guessed."""

    question: str | None
    kinds: Mapping[AnswerKind, Sequence[str]]
    columns: Mapping[str, str | None]
    repeated: RepeatedAnswers
    wording: str | None
    same_question: bool
    renamed: Mapping[str, str]
    asked: int | None
    asked_of: tuple[tuple[str, int], ...]


@app.command(
    name="survey",
    help=_(
        "Count the answers of a staff survey, show how, register the counts. The file is not kept."
    ),
)
def take_in(
    file: Annotated[
        Path,
        typer.Argument(
            metavar=_("FILE"),
            help=_("The answers as the survey tool exports them (.xlsx, .csv)."),
        ),
    ],
    city: Annotated[
        str,
        typer.Option(
            "--city", help=_("Municipal code, e.g. 472123 (see: dxkpi cities).")
        ),
    ],
    fiscal_year: Annotated[
        str, typer.Option("--fiscal-year", help=_("Fiscal year: 2025, R7, 令和7年度."))
    ],
    question: Annotated[
        str | None, typer.Option("--question", help=_("The heading of the question."))
    ] = None,
    counted: Annotated[
        _Choices,
        typer.Option(
            "--counted", help=_("A choice that counts as felt; once for each.")
        ),
    ] = None,
    others: Annotated[
        _Choices,
        typer.Option(
            "--others", help=_("A choice that counts as not felt; once for each.")
        ),
    ] = None,
    excluded: Annotated[
        _Choices,
        typer.Option(
            "--excluded", help=_("A choice that counts neither way; once for each.")
        ),
    ] = None,
    free: Annotated[
        _Choices,
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
    rename: Annotated[
        _Choices,
        typer.Option(
            "--rename",
            metavar=_("WRITTEN=NAME"),
            help=_("Which section is meant by what is written."),
        ),
    ] = None,
    asked: Annotated[
        int | None,
        typer.Option("--asked", min=1, help=_("How many staff were asked in all.")),
    ] = None,
    asked_of: Annotated[
        _Choices,
        typer.Option(
            "--asked-of",
            metavar=_("SECTION=N"),
            help=_("How many were asked in a section."),
        ),
    ] = None,
    asked_of_file: Annotated[
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
) -> None:
    year, content = year_of(fiscal_year), content_of(file)
    day = None if held is None else _day(held, year)
    plan = plan_of(city)
    indicator = plan.realisation
    if indicator is None:
        fail(_("This plan does not follow the share of staff who feel the DX."))
    years = plan.fiscal_years_of(indicator)
    if years and year not in years and not outside_plan:
        said_of = {
            "year": fiscal.both_calendars(year),
            "period": fiscal.year_span(years[0], years[-1]),
        }
        fail(
            _(
                "{year} lies outside the years of the plan and of the figure ({period}). "
                "If the survey is of that year all the same, add --outside-plan.",
                **said_of,
            ),
            code=2,
        )
    said = _Said(
        question,
        {
            AnswerKind.POSITIVE: counted or (),
            AnswerKind.NOT_POSITIVE: others or (),
            AnswerKind.EXCLUDED: excluded or (),
            AnswerKind.OWN_WORDS: free or (),
        },
        {
            "department": department,
            "position": position,
            "age": age,
            "respondent": respondent,
        },
        repeated,
        wording,
        same_question,
        dict(map(_pair, rename or ())),
        asked,
        _staff_of(asked_of_file, asked_of or ()),
    )
    with open_store() as store, WorkbookReader() as reader:
        sheet, noticed = actions.read_answer_sheet(reader, content)
        if sheet is None:
            _say_findings(noticed)
            if as_json:
                _print(
                    {
                        "accepted": False,
                        "findings": findings_data(noticed),
                        "submission": None,
                    }
                )
            raise typer.Exit(Outcome.UNREADABLE.exit_code)
        sheet, method = _method(sheet, actions.last_survey(indicator, year), said)
        found = actions.count_answers(
            store, city, year, fiscal.today(), sheet, method, day
        )
        submission = (
            None if dry_run or found.answer is None else _register(store, found)
        )
    refused = found.answer is None or (submission is None and not dry_run)
    _say_findings((*noticed, *found.counted.findings))
    if as_json:
        _print(_data(indicator, found, method, noticed, submission))
    else:
        _show(indicator, found, method)
    if submission is not None:
        say(
            _(
                "  Receipt {number}: {figures} changed.",
                number=submission.number,
                figures=submission.figures,
            )
        )
    raise typer.Exit(1 if refused else 0)


# --- How to count


def _method(
    sheet: AnswerSheet, last: Survey | None, said: _Said
) -> tuple[AnswerSheet, CountingMethod]:
    """How the sheet is to be counted: as guessed or remembered, and as the options say."""
    guessed = column_choice.guess_method(sheet, last)

    def column(use: str, found: str | None) -> str | None:
        given = said.columns[use]
        return found if given is None else given or None

    method = replace(
        guessed,
        question=said.question or guessed.question,
        repeated=said.repeated,
        invited=said.asked,
        renamed=said.renamed,
        invited_by_department=said.asked_of,
        department=column("department", guessed.department),
        position=column("position", guessed.position),
        age=column("age", guessed.age),
        respondent=column("respondent", guessed.respondent),
    )
    if any(heading not in sheet.headings for heading in method.headings.values()):
        return sheet, method
    for heading in (method.department, method.position, method.age):
        if heading and column_choice.identifies_respondents(sheet, heading):
            fail(
                _(
                    "“{heading}” tells who answered or holds people's "
                    "own words: it is no column of groups.",
                    heading=heading,
                ),
                code=2,
            )
    offered = answer_choices.offered_choices(sheet, method.question, last)
    if offered is None:
        words = _(
            "“{heading}” holds people's own words, not choices. Choose another question.",
            heading=method.question,
        )
        fail(words, code=2)
    if offered.written:
        say(
            f"  {MARKS[Severity.WARNING]} {own_words_text(offered, current_language())}"
        )
    kept = (
        last.question
        if last and column_choice.has_same_heading(method.question, last)
        else None
    )
    method = replace(
        method,
        wording=said.wording
        or (last.question if last and said.same_question else kept),
    )
    return answer_choices.settle_choices(
        sheet, method, _kinds(offered, said), offered.written
    )


def _kinds(
    offered: answer_choices.OfferedChoices, said: _Said
) -> dict[str, AnswerKind | None]:
    """How each choice counts. Where it is said what counts as felt, nothing else does."""
    kinds = dict(offered.kinds)
    if said.kinds[AnswerKind.POSITIVE]:
        kinds = {
            choice: AnswerKind.NOT_POSITIVE if kind is AnswerKind.POSITIVE else kind
            for choice, kind in kinds.items()
        }
    for kind, choices in said.kinds.items():
        for choice in map(folded_answer, choices):
            if choice not in kinds:
                known = "\n".join(f"  {name}" for name in kinds)
                fail(
                    _("Nobody answered “{value}”. Choose among:", value=choice)
                    + "\n"
                    + known,
                    code=2,
                )
            kinds[choice] = kind
    return kinds


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = (part.strip() for part in text.partition("="))
    if not (name and equals and value):
        fail(_("“{text}” cannot be read. Write NAME=VALUE.", text=text), code=2)
    return name, value


def _staff_of(
    file: Path | None, one_by_one: Iterable[str]
) -> tuple[tuple[str, int], ...]:
    """The staff of each section; what is said of one goes before what the file says of it."""
    said = [
        (name, _staff(value, text))
        for text in one_by_one
        for name, value in [_pair(text)]
    ]
    named = {department_key(name) for name, _n in said}
    return (
        *(
            (name, n)
            for name, n in (_numbers_of(file) if file else ())
            if department_key(name) not in named
        ),
        *said,
    )


def _staff(value: str, text: str) -> int:
    digits = folded_answer(value).replace(",", "").removesuffix("人")
    if not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        fail(
            _("“{text}”: the number of staff is to be a whole number.", text=text),
            code=2,
        )
    return int(digits)


def _numbers_of(file: Path) -> list[tuple[str, int]]:
    """The staff of each section from a CSV of two columns; a first row of headings is
    passed over.
    """
    text = decoded_text(content_of(file))
    if text is None:
        fail(
            _("{file} is no CSV in UTF-8, Shift_JIS or UTF-16.", file=file.name), code=2
        )
    try:
        rows = [
            row
            for row in csv.reader(io.StringIO(text, newline=""))
            if any(cell.strip() for cell in row)
        ]
    except csv.Error:
        fail(
            _("{file}: each row is to hold a section and a number.", file=file.name),
            code=2,
        )
    if rows and len(rows[0]) > 1 and not any(letter.isdigit() for letter in rows[0][1]):
        rows = rows[1:]
    if any(len(row) < 2 for row in rows):
        fail(
            _("{file}: each row is to hold a section and a number.", file=file.name),
            code=2,
        )
    return [
        (row[0].strip(), _staff(row[1], ",".join(row[:2])))
        for row in rows
        if row[1].strip()
    ]


def _day(text: str, year: int) -> str:
    """The day, or the month where no more is said, in any of the ways in which a
    workbook may say it.
    """
    read = month_in_cell(WrittenCell("", "", text), year)
    if read is None or read.as_of is None:
        fail(_("“{text}” is no day. Write it like 2027-02-20.", text=text), code=2)
    if read.fiscal_year != year:
        fail(
            _(
                "{value} does not lie in {year}. Write a day of that fiscal year.",
                value=text,
                year=fiscal.both_calendars(year),
            ),
            code=2,
        )
    if read.is_doubtful:
        _say_findings([make_finding("as_of_read", value=text, read=Month(read.as_of))])
    return read.as_of


def _register(store: Store, found: ExaminedSurvey) -> Submission | None:
    command = actions.RegisterSurvey(found)
    try:
        return actions.register_survey(store, command, operator())
    except ChangedInStore as overtaken:
        say(store_error_text(overtaken, current_language()))
        return None


# --- What is said


def _say_findings(findings: Iterable[Finding]) -> None:
    order = list(Severity)
    for found in sorted(findings, key=lambda found: order.index(found.severity)):
        renames = [_rename_option(found, choice) for choice in found.choices]
        say(
            "  ".join(
                [
                    f"  {MARKS[found.severity]} {finding_text(found, current_language())}",
                    *renames,
                ]
            )
        )


def _show(indicator: Indicator, found: ExaminedSurvey, method: CountingMethod) -> None:
    """How it was counted and what it comes to."""
    out = console()
    for label, words in _how(method):
        out.print(f"{label}: {words}")
    counted = found.counted.survey
    if counted is None or found.actual is None or found.actual.value is None:
        return
    table = new_table(_("Answer"), _("Answers"), _("Counts as"))
    for choice, n in counted.tally.items():
        table.add_row(
            choice,
            f"{n:,}",
            _("counts as felt")
            if choice in counted.counted
            else _("counts as not felt"),
        )
    for choice, n in counted.excluded.items():
        table.add_row(choice, f"{n:,}", _("is not counted"))
    table.add_row(_("(blank)"), f"{counted.blanks:,}", _("is not counted"))
    out.print(table)
    for kind, groups in counted.groups_by_kind.items():
        if groups:
            out.print(_groups(group_kind_title(kind, current_language()), groups))
    answered, response = survey.response_rate(counted), _("Response rate")
    share = _("number not known") if answered is None else percent_text(answered)
    out.print(f"{response}: {share}")
    before = (
        _("none")
        if found.before is None or found.before.value is None
        else figures.figure_text(indicator, found.before.value, current_language())
    )
    interval = survey.rate_interval(counted)
    after = rate_with_margin(
        indicator, found.actual.value, interval, current_language()
    )
    out.print(f"{before} → {after}")


def _rename_option(found: Finding, choice: Choice) -> str:
    """How a choice is named on the command line, with its words where they are others."""
    option = f"{found.place}={choice.key}"
    text = choice_text(choice, current_language())
    if text != choice.key:
        option += f": {text}"
    return f"[--rename {option}]"


def _how(method: CountingMethod) -> list[tuple[str, str]]:
    """Which question, which choices and which columns were counted."""
    choices = {
        _("counts as felt"): method.counted,
        _("counts as not felt"): method.others,
        _("is not counted"): method.excluded,
    }
    columns = {
        _("Section"): method.department,
        _("Position"): method.position,
        _("Age"): method.age,
        _("Respondent"): method.respondent,
    }
    return [
        (_("Question"), method.question),
        (
            _("Wording of the question, as it is kept"),
            method.wording or method.question,
        ),
        *((label, _(", ").join(names) or "－") for label, names in choices.items()),
        *((label, heading or "－") for label, heading in columns.items()),
    ]


def _groups(title: str, groups: Sequence[SurveyGroup]) -> Any:
    table = new_table(title, _("Answers"), _("Staff asked"), _("Rate"))
    for group in groups:
        asked = "－" if group.invited is None else f"{group.invited:,}"
        table.add_row(
            group.name,
            f"{group.answers:,}",
            asked,
            rate_with_range(group, current_language()),
        )
    return table


def _data(
    indicator: Indicator,
    found: ExaminedSurvey,
    method: CountingMethod,
    noticed: Sequence[Finding],
    submission: Submission | None,
) -> dict[str, Any]:
    counted, figure = found.counted.survey, None
    if counted is not None and found.actual is not None:
        spread, answered = survey.rate_interval(counted), survey.response_rate(counted)
        figure = {
            "indicator": indicator.code,
            "old": found.before.value if found.before else None,
            "new": found.actual.value,
            "rate": survey.positive_rate(counted),
            "low": spread.low,
            "high": spread.high,
            "margin": spread.margin,
            "response": None if answered is None else 100 * answered,
        }
    return {
        "accepted": found.answer is not None,
        "findings": findings_data((*noticed, *found.counted.findings)),
        "method": _method_data(method),
        "survey": counted.model_dump(mode="json") if counted else None,
        "figure": figure,
        "submission": submission.number if submission else None,
    }


def _method_data(method: CountingMethod) -> dict[str, Any]:
    """How it was counted; programs know the staff invited as `asked`."""
    data = asdict(method)
    data["asked"] = data.pop("invited")
    data["asked_of"] = dict(data.pop("invited_by_department"))
    return data


def _print(data: Mapping[str, Any]) -> None:
    print(simplejson.dumps(data, ensure_ascii=False, indent=2, use_decimal=True))

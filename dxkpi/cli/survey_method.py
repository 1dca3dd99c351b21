"""How `dxkpi survey` counts a sheet: as guessed or remembered, and as the options say."""

from collections.abc import Iterable
from dataclasses import replace

from dxkpi.cli.console import fail, indented, say
from dxkpi.cli.finding_lines import marked_line
from dxkpi.cli.language import _, current_language
from dxkpi.cli.survey_options import SurveyOptions
from dxkpi.findings import Severity
from dxkpi.plan import Survey
from dxkpi.plan.staff_survey import folded_answer
from dxkpi.survey import AnswerSheet, CountingMethod
from dxkpi.survey.answer_choices import OfferedChoices, offered_choices, settle_choices
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.survey.column_choice import (
    guess_method,
    has_same_heading,
    identifies_respondents,
)
from dxkpi.wording.survey import own_words_text


def settle_method(
    sheet: AnswerSheet, last: Survey | None, options: SurveyOptions
) -> tuple[AnswerSheet, CountingMethod]:
    """The method, and the sheet without people's own words.

    What no sheet can be counted by ends the program. A heading that is not in the sheet
    does not: the count says so, with what else is wrong.
    """
    method = _columns_and_staff(guess_method(sheet, last), options)
    if any(heading not in sheet.headings for heading in method.headings.values()):
        return sheet, method

    _refuse_columns_of_people(sheet, method)
    offered = offered_choices(sheet, method.question, last)
    if offered is None:
        fail(
            _(
                "“{heading}” holds people's own words, not choices. Choose another question.",
                heading=method.question,
            ),
            code=2,
        )
    if offered.written:
        own_words = own_words_text(offered, current_language())
        say(marked_line(Severity.WARNING, own_words))
    method = replace(method, wording=_kept_wording(method.question, last, options))
    kinds = _kinds_of_choices(offered, options)
    return settle_choices(sheet, method, kinds, offered.written)


def _columns_and_staff(
    guessed: CountingMethod, options: SurveyOptions
) -> CountingMethod:
    """The guessed method with what the options say of columns, repetitions and staff."""
    return replace(
        guessed,
        question=options.question or guessed.question,
        repeated=options.repeated,
        invited=options.invited,
        renamed=options.renamed,
        invited_by_department=options.invited_by_section,
        department=_column(options.department, guessed.department),
        position=_column(options.position, guessed.position),
        age=_column(options.age, guessed.age),
        respondent=_column(options.respondent, guessed.respondent),
    )


def _column(given: str | None, guessed: str | None) -> str | None:
    """The heading that is given, else the guessed one; "" is none."""
    if given is None:
        return guessed
    return given or None


def _refuse_columns_of_people(sheet: AnswerSheet, method: CountingMethod) -> None:
    """A column that identifies respondents cannot be a grouping column."""
    for heading in (method.department, method.position, method.age):
        if heading and identifies_respondents(sheet, heading):
            fail(
                _(
                    "“{heading}” tells who answered or holds people's "
                    "own words: it is no column of groups.",
                    heading=heading,
                ),
                code=2,
            )


def _kept_wording(
    question: str, last: Survey | None, options: SurveyOptions
) -> str | None:
    """The wording that is kept: the given one, else last year's of the same question."""
    if options.wording:
        return options.wording
    if last is None:
        return None
    if options.same_question or has_same_heading(question, last):
        return last.question
    return None


def _kinds_of_choices(
    offered: OfferedChoices, options: SurveyOptions
) -> dict[str, AnswerKind | None]:
    """How each choice counts. Where it is said which are positive, no others are."""
    kinds = dict(offered.kinds)
    if options.choices[AnswerKind.POSITIVE]:
        for choice, kind in kinds.items():
            if kind is AnswerKind.POSITIVE:
                kinds[choice] = AnswerKind.NOT_POSITIVE
    for kind, choices in options.choices.items():
        for choice in map(folded_answer, choices):
            _check_choice(choice, kinds)
            kinds[choice] = kind
    return kinds


def _check_choice(choice: str, offered: Iterable[str]) -> None:
    if choice in offered:
        return
    refusal = _("Nobody answered “{value}”. Choose among:", value=choice)
    fail("\n".join([refusal, *indented(offered)]), code=2)

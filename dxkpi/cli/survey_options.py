"""What the options of `dxkpi survey` say, read from their texts.

What cannot be read ends the program with a sentence and exit code 2.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from dxkpi.cli.console import fail, read_file, say
from dxkpi.cli.finding_lines import marked_line
from dxkpi.cli.language import _, current_language
from dxkpi.findings import Month, make_finding
from dxkpi.plan.staff_survey import folded_answer
from dxkpi.returns import WrittenCell
from dxkpi.returns.months import month_in_cell
from dxkpi.survey import RepeatedAnswers
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.survey.department_names import department_key
from dxkpi.wording.findings import finding_text
from dxkpi.workbook.file_kinds import decoded_text

_MOST_DIGITS = 12

StaffOfSection = tuple[str, int]
"""A section and how many of its staff were invited."""


@dataclass(frozen=True)
class SurveyOptions:
    """What the options say of how to count.

    Without a word the guess stands: a column or a question that is None, a kind without
    choices. A column "" is none at all.
    """

    question: str | None
    choices: Mapping[AnswerKind, Sequence[str]]
    department: str | None
    position: str | None
    age: str | None
    respondent: str | None
    repeated: RepeatedAnswers
    wording: str | None
    same_question: bool
    renamed: Mapping[str, str]
    invited: int | None
    invited_by_section: tuple[StaffOfSection, ...]


def names_and_values(texts: Iterable[str]) -> dict[str, str]:
    """What NAME=VALUE says in each text."""
    return dict(_name_and_value(text) for text in texts)


def _name_and_value(text: str) -> tuple[str, str]:
    name, _equals, value = text.partition("=")
    name, value = name.strip(), value.strip()
    if not name or not value:
        fail(_("“{text}” cannot be read. Write NAME=VALUE.", text=text), code=2)
    return name, value


def survey_day(text: str, fiscal_year: int) -> str:
    """The day of the survey, or the month where no more is said, in any of the ways in
    which a workbook may say it.
    """
    month = month_in_cell(WrittenCell("", "", text), fiscal_year)
    if month is None or month.as_of is None:
        fail(_("“{text}” is no day. Write it like 2027-02-20.", text=text), code=2)
    if month.fiscal_year != fiscal_year:
        fail(
            _(
                "{value} does not lie in {year}. Write a day of that fiscal year.",
                value=text,
                year=current_language().year_in_both_calendars(fiscal_year),
            ),
            code=2,
        )
    if month.is_doubtful:
        finding = make_finding("as_of_read", value=text, read=Month(month.as_of))
        sentence = finding_text(finding, current_language())
        say(marked_line(finding.severity, sentence))
    return month.as_of


def invited_by_section(
    file: Path | None, one_by_one: Iterable[str]
) -> tuple[StaffOfSection, ...]:
    """The invited staff of each section; what is said of one goes before the file."""
    named = []
    for text in one_by_one:
        name, value = _name_and_value(text)
        named.append((name, _number_of_staff(value, text)))
    if file is None:
        return tuple(named)

    named_keys = {department_key(name) for name, _number in named}
    of_file = [
        (name, number)
        for name, number in _staff_in_file(file)
        if department_key(name) not in named_keys
    ]
    return (*of_file, *named)


def _number_of_staff(value: str, text: str) -> int:
    """A number of people: 1,234人. `text` is quoted where it is none."""
    digits = folded_answer(value).replace(",", "").removesuffix("人")
    if not digits.isdecimal() or len(digits) > _MOST_DIGITS:
        fail(
            _("“{text}”: the number of staff is to be a whole number.", text=text),
            code=2,
        )
    return int(digits)


def _staff_in_file(file: Path) -> list[StaffOfSection]:
    """The staff of each section from a CSV of two columns.

    A first row of headings is passed over, and so is a section without a number.
    """
    rows = _filled_rows(file)
    if rows and _is_row_of_headings(rows[0]):
        rows = rows[1:]
    if any(len(row) < 2 for row in rows):
        _fail_for_want_of_columns(file)

    staff = []
    for row in rows:
        name, value = row[:2]
        if value.strip():
            number = _number_of_staff(value, text=f"{name},{value}")
            staff.append((name.strip(), number))
    return staff


def _filled_rows(file: Path) -> list[list[str]]:
    """The rows of a CSV in which something is written."""
    text = decoded_text(read_file(file))
    if text is None:
        fail(
            _("{file} is no CSV in UTF-8, Shift_JIS or UTF-16.", file=file.name), code=2
        )
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        _fail_for_want_of_columns(file)
    return [row for row in rows if any(cell.strip() for cell in row)]


def _is_row_of_headings(row: Sequence[str]) -> bool:
    """Whether no number stands in the second column."""
    return len(row) > 1 and not any(letter.isdigit() for letter in row[1])


def _fail_for_want_of_columns(file: Path) -> NoReturn:
    fail(
        _("{file}: each row is to hold a section and a number.", file=file.name),
        code=2,
    )

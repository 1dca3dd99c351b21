"""Which columns of a sheet are probably meant: the question, the groups, the respondents.

A column of addresses is no column of 課: what identifies people, or holds their own words,
cannot be a grouping column.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from dxkpi.plan import Survey
from dxkpi.plan.staff_survey import NOT_STATED, GroupKind, folded_answer
from dxkpi.survey.answer_choices import expresses_agreement, offered_choices
from dxkpi.survey.answer_sheet import AnswerSheet, CountingMethod
from dxkpi.survey.department_names import department_key

_FEW_VALUES = 10
_DIFFERENT_VALUES = 0.8
_LONG_TEXT = 24

_QUESTION_HEADING = "実感|(?:デジタル化|DX).*(?:感じ|思い)"
_RESPONDENT_HEADINGS = (
    "職員(?:番号|ID|コード)",
    "(?i)メール|mail",
    "回答者|氏名|名前",
    "(?i)受付番号|回答番号|回答ID|^ID$",
)
_GROUP_HEADINGS = {
    GroupKind.DEPARTMENT: ("所属|課名|部署|^課$|^部局",),
    GroupKind.POSITION: ("職位|役職|職階|職級|職名",),
    GroupKind.AGE: ("年代|年齢",),
}


def guess_method(sheet: AnswerSheet, last: Survey | None = None) -> CountingMethod:
    """The columns that are probably meant.

    Those of the last survey where the headings are the same, else those with common words.
    """
    return CountingMethod(
        question=_guess_question(sheet, last),
        department=_guess_grouping_column(sheet, GroupKind.DEPARTMENT, last),
        position=_guess_grouping_column(sheet, GroupKind.POSITION, last),
        age=_guess_grouping_column(sheet, GroupKind.AGE, last),
        respondent=_guess_respondent_column(sheet, last),
    )


def _guess_grouping_column(
    sheet: AnswerSheet, kind: GroupKind, last: Survey | None
) -> str | None:
    for heading in _likely_columns(sheet, kind, _GROUP_HEADINGS[kind], last):
        if can_group(sheet, heading):
            return heading
    return None


def _guess_respondent_column(sheet: AnswerSheet, last: Survey | None) -> str | None:
    """A column in which respondents do not differ is none that identifies them."""
    for heading in _likely_columns(sheet, "respondent", _RESPONDENT_HEADINGS, last):
        if _tells_respondents_apart(sheet, heading):
            return heading
    return None


def _likely_columns(
    sheet: AnswerSheet, use: str, patterns: Iterable[str], last: Survey | None
) -> Iterator[str]:
    """The column of the last survey, then those whose headings hold the usual words."""
    if last is not None and last.headings.get(use) in sheet.headings:
        yield last.headings[use]
    for pattern in patterns:
        for heading in sheet.headings:
            if re.search(pattern, folded_answer(heading)):
                yield heading


# The question


def _guess_question(sheet: AnswerSheet, last: Survey | None) -> str:
    """Last year's question, else one whose heading says so, else that most agree with.

    Where nobody agrees or disagrees with any, that whose heading says so, whatever its
    answers are.
    """
    for wording in _wordings_before(last):
        for heading in sheet.headings:
            if folded_answer(heading) == wording:
                return heading
    return max(sheet.headings, key=partial(_likelihood, sheet))


def _wordings_before(last: Survey | None) -> list[str]:
    """How the question of the last survey was called: its heading, then its wording."""
    if last is None:
        return []
    heading = folded_answer(last.headings.get("question", ""))
    wording = folded_answer(last.question)
    return [heading, wording] if heading else [wording]


def _likelihood(sheet: AnswerSheet, heading: str) -> tuple[bool, bool, bool, int]:
    """What speaks for a column being the question, the strongest reason first."""
    is_named = re.search(_QUESTION_HEADING, folded_answer(heading)) is not None
    offered = offered_choices(sheet, heading)
    choices = offered.choices if offered else {}
    agreement = _expressions_of_agreement(choices)
    return is_named and bool(choices), agreement > 0, is_named, agreement


def _expressions_of_agreement(choices: Mapping[str, int]) -> int:
    """How many answers agree or disagree with something."""
    total = 0
    for choice, answers in choices.items():
        if expresses_agreement(choice):
            total += answers
    return total


def has_same_heading(heading: str, last: Survey | None) -> bool:
    """Whether the question has the heading of the last survey, and so the same wording."""
    return last is not None and last.headings.get("question") == heading


# Groups and respondents


def grouping_columns(sheet: AnswerSheet) -> tuple[str, ...]:
    """The columns that can say to which group somebody belongs."""
    return tuple(heading for heading in sheet.headings if can_group(sheet, heading))


def can_group(sheet: AnswerSheet, heading: str) -> bool:
    """Whether a third of the forms fill the column, and nobody is identified by it."""
    filled = [cell for cell in sheet.column(heading) if cell]
    is_filled = 3 * len(filled) > len(sheet.rows)
    return is_filled and not identifies_respondents(sheet, heading)


def identifies_respondents(sheet: AnswerSheet, heading: str) -> bool:
    """Whether a column seems to tell who answered, or to hold people's own words."""
    cells = _filled_cells(sheet, heading)
    values = set(cells)
    long_cells = [cell for cell in cells if len(cell) > _LONG_TEXT]

    has_addresses = any("@" in value for value in values)
    has_own_words = len(long_cells) > len(cells) / 4
    has_a_value_each = len(values) > max(_FEW_VALUES, _DIFFERENT_VALUES * len(cells))
    return has_addresses or has_own_words or has_a_value_each


def _tells_respondents_apart(sheet: AnswerSheet, heading: str) -> bool:
    cells = _filled_cells(sheet, heading)
    return 2 * len(set(cells)) > len(cells)


def _filled_cells(sheet: AnswerSheet, heading: str) -> list[str]:
    return [cell for cell in sheet.folded_column(heading) if cell]


def surveyed_departments(
    sheet: AnswerSheet,
    department: str | None,
    known: Iterable[str],
    last: Survey | None,
) -> tuple[str, ...]:
    """The 課 that may have been invited: those of the last survey, and those that answered.

    `known` are the names of 課 that there are; `department` is the column of 課.
    """
    names_before = last.names_of(GroupKind.DEPARTMENT) if last else []
    names = [name for name in names_before if name != NOT_STATED]
    if department:
        names += _departments_in(sheet, department, (*names_before, *known))
    return tuple(dict.fromkeys(names))


def _departments_in(
    sheet: AnswerSheet, heading: str, known: Iterable[str]
) -> list[str]:
    """The 課 in a column, called as they are known, else as they are written."""
    name_by_key = {department_key(name): name for name in known}
    keys = [department_key(cell) for cell in sheet.column(heading)]
    return [name_by_key.get(key, key) for key in keys if key]

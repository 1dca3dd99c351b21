"""The answers that a survey tool exports, one row a form, and how they are to be counted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dxkpi.plan.staff_survey import GroupKind, folded_answer


@dataclass(frozen=True)
class AnswerSheet:
    """The answers as they were exported: text only, trimmed, "" for a blank cell.

    Headings are unique (a second one of the same words gets " (2)"), every row is as long as
    the headings, and `lines` says in which row of the file each stands, from 1. `name` is
    that of a workbook's sheet where it shows several. What a person wrote is never printed.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)
    name: str | None = None

    def column(self, heading: str) -> tuple[str, ...]:
        """The cells under a heading. Raises `KeyError` for one that is not there."""
        if heading not in self.headings:
            raise KeyError(heading)
        at = self.headings.index(heading)
        return tuple(row[at] for row in self.rows)

    def folded_column(self, heading: str) -> list[str]:
        """The cells under a heading as they are compared. Raises `KeyError` as `column` does."""
        return [folded_answer(cell) for cell in self.column(heading)]


def answers_by_choice(sheet: AnswerSheet, question: str) -> dict[str, int]:
    """How often each answer to a question was given, the most frequent first; no blanks."""
    answers = [answer for answer in sheet.folded_column(question) if answer]
    return dict(Counter(answers).most_common())


def rows_by_text(rows: Iterable[int], texts: Sequence[str]) -> dict[str, list[int]]:
    """The rows by the text that they hold."""
    by_text: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_text[texts[row]].append(row)
    return by_text


class AnswerKind(StrEnum):
    """How an answer counts."""

    POSITIVE = "positive"
    NOT_POSITIVE = "not_positive"
    EXCLUDED = "excluded"
    OWN_WORDS = "own_words"


class RepeatedAnswers(StrEnum):
    """Which form counts where somebody handed in several."""

    LAST = "last"
    FIRST = "first"
    ALL = "all"


@dataclass(frozen=True)
class CountingMethod:
    """How a sheet is to be counted. Columns are named by their headings.

    `counted` choices count as positive, `others` as not positive, `excluded` neither way.
    `wording` is the question as it is kept where that is not the heading. `renamed` says what
    a 課 is called that was written otherwise; `invited` is the number of staff,
    `invited_by_department` that of each 課 with its name, as far as known.
    """

    question: str
    counted: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    department: str | None = None
    position: str | None = None
    age: str | None = None
    respondent: str | None = None
    wording: str | None = None
    repeated: RepeatedAnswers = RepeatedAnswers.LAST
    renamed: Mapping[str, str] = field(default_factory=dict)
    invited: int | None = None
    invited_by_department: tuple[tuple[str, int], ...] = ()

    @property
    def headings(self) -> dict[str, str]:
        """The columns by what they are used for."""
        columns = {
            "question": self.question,
            "department": self.department,
            "position": self.position,
            "age": self.age,
            "respondent": self.respondent,
        }
        return {use: heading for use, heading in columns.items() if heading}

    @property
    def question_wording(self) -> str:
        """The question as it is kept."""
        wording = (self.wording or "").strip()
        return wording or self.question

    def grouping_column(self, kind: GroupKind) -> str | None:
        """The column that says to which group of a kind somebody belongs."""
        match kind:
            case GroupKind.DEPARTMENT:
                return self.department
            case GroupKind.POSITION:
                return self.position
            case GroupKind.AGE:
                return self.age

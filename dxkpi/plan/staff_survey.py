"""The staff survey behind a figure as counts: what was asked, how many gave which answer, nothing of a person."""

import unicodedata
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.fields import VALUE, Count, Text

LEAST_GROUP = 3
"""The answers that a group of a survey has at the least, whatever the settings say: fewer would tell single people's."""

NOT_STATED = "（記入なし）"
"""The group of those who did not say to which they belong."""

FREE_TEXT = "その他・自由記述"
"""The answer that stands for all those in people's own words."""


class SurveyAspect(StrEnum):
    """What two surveys can differ in so that their rates cannot be compared."""

    QUESTION = "question"
    CHOICES = "choices"
    COUNTED = "counted"


class SurveyGroup(SQLModel):
    """Part of the staff as a survey counts its answers: one 課 (職位, 年代), or several too small to be told apart."""

    model_config = VALUE
    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    answers: Count
    felt: Count
    asked: Count | None = None

    @property
    def name(self) -> str:
        """What the group is called; several that are counted together by all their names: 会計課・監査課."""
        return "・".join(self.names)

    @property
    def answered(self) -> int:
        """Of a group the answers that count alone are known."""
        return self.answers

    @model_validator(mode="after")
    def _a_part_of_what_was_asked(self) -> Self:
        _counted(self.felt, self.answers, self.asked)
        return self


class Survey(SQLModel):
    """The staff survey behind a figure: its question, how many gave which answer, and which answers count as felt.

    Nothing of a person is in it. `tally` counts the answers that make up the rate, by choice; `excluded` those that count
    neither way (わからない), `blanks` the forms without an answer to the question; `asked` is the number of staff asked.
    The groups of a kind cover all answers of the tally, and none has fewer than `LEAST_GROUP`. `headings` say how the
    columns of the file were called (question, department, position, age, respondent), to be offered next year.
    """

    model_config = VALUE
    question: Text
    tally: dict[Text, Count]
    counted: Annotated[tuple[Text, ...], Field(min_length=1)]
    excluded: dict[Text, Count] = Field(default_factory=dict)
    blanks: Count = 0
    asked: Count | None = None
    departments: tuple[SurveyGroup, ...] = ()
    positions: tuple[SurveyGroup, ...] = ()
    ages: tuple[SurveyGroup, ...] = ()
    headings: dict[Text, Text] = Field(default_factory=dict)

    @property
    def answers(self) -> int:
        """The answers that the rate is taken of."""
        return sum(self.tally.values())

    @property
    def felt(self) -> int:
        """The answers that count as felt."""
        return sum(self.tally[choice] for choice in set(self.counted))

    @property
    def answered(self) -> int:
        """Everybody who answered the question, also those who said that they do not know."""
        return self.answers + sum(self.excluded.values())

    def differs(self, other: "Survey") -> tuple[SurveyAspect, ...]:
        """What makes two surveys incomparable; that somebody used words of their own is no other choice."""
        neither, others = (
            self.excluded.keys() - {FREE_TEXT},
            other.excluded.keys() - {FREE_TEXT},
        )
        differ = {
            SurveyAspect.QUESTION: folded_answer(self.question)
            != folded_answer(other.question),
            SurveyAspect.CHOICES: self.tally.keys() | neither
            != other.tally.keys() | others,
            SurveyAspect.COUNTED: set(self.counted) != set(other.counted)
            or neither != others,
        }
        return tuple(aspect for aspect, does in differ.items() if does)

    @model_validator(mode="after")
    def _counts_agree(self) -> Self:
        if (
            not set(self.counted) <= self.tally.keys()
            or self.tally.keys() & self.excluded.keys()
        ):
            raise PydanticCustomError(
                "survey_choices", "the choices counted are not among those of the tally"
            )
        if self.answers == 0:
            raise PydanticCustomError(
                "survey_empty", "a survey without an answer has no rate"
            )
        _counted(self.felt, self.answered + self.blanks, self.asked)
        for groups in (self.departments, self.positions, self.ages):
            whole = (
                sum(group.answers for group in groups),
                sum(group.felt for group in groups),
            )
            if groups and whole != (self.answers, self.felt):
                raise PydanticCustomError(
                    "survey_groups", "the groups do not add up to the whole"
                )
            names = [name for group in groups for name in group.names]
            if len(set(names)) < len(names):
                raise PydanticCustomError(
                    "survey_groups_twice", "a group of the survey is named twice"
                )
            if any(group.answers < LEAST_GROUP for group in groups):
                raise PydanticCustomError(
                    "survey_small_group",
                    "a group has fewer than {least} answers",
                    {"least": LEAST_GROUP},
                )
        return self

    def __hash__(self) -> int:
        return hash((self.question, self.answers, self.felt))


def folded_answer(text: str) -> str:
    """A question or an answer as it is compared: full-width letters narrow, no spaces at the ends, single ones within."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _counted(felt: int, answers: int, asked: int | None) -> None:
    if felt > answers or (asked is not None and answers > asked):
        raise PydanticCustomError(
            "survey_counts", "more answers than staff asked, or more felt than answered"
        )

"""The staff survey behind a figure as counts: what was asked, how many gave which
answer, nothing of a person.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, NamedTuple, Self

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from sqlmodel import SQLModel

from dxkpi.plan.fields import VALUE, Count, Text
from dxkpi.text.folding import with_one_spelling, without_unseen

LEAST_GROUP = 3
"""The answers that a group of a survey has at the least, whatever the settings say:
fewer would tell single people's.
"""

USUAL_GROUP = 5
"""The answers below which a group is pooled where the settings say nothing."""

NOT_STATED = "（記入なし）"
"""The group of those who did not say to which they belong."""

FREE_TEXT = "その他・自由記述"
"""The answer that stands for all those in people's own words."""


class SurveyAspect(StrEnum):
    """What two surveys can differ in so that their rates cannot be compared."""

    QUESTION = "question"
    CHOICES = "choices"
    COUNTED = "counted"


class GroupKind(StrEnum):
    """What the staff is divided by: 課, 職位 or 年代."""

    DEPARTMENT = "department"
    POSITION = "position"
    AGE = "age"


_SURVEY: Any = VALUE | ConfigDict(
    validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
)


class SurveyGroup(SQLModel):
    """A part of the staff with its answers: one 課 (職位, 年代), or several small ones pooled.

    Of its `answers` so many are `positive`; `invited` is its staff, None where not known.
    """

    model_config = _SURVEY
    names: Annotated[tuple[Text, ...], Field(min_length=1)]
    answers: Count
    positive: Count = Field(validation_alias="felt", serialization_alias="felt")
    invited: Count | None = Field(
        default=None, validation_alias="asked", serialization_alias="asked"
    )

    @property
    def name(self) -> str:
        """What the group is called; a pool by all its names: 会計課・監査課."""
        return "・".join(self.names)

    @property
    def is_pool(self) -> bool:
        """Whether several groups are counted together in this one."""
        return len(self.names) > 1

    @property
    def answered(self) -> int:
        """Of a group only the answers that count are known."""
        return self.answers

    @model_validator(mode="after")
    def _check_counts(self) -> Self:
        _refuse_impossible_counts(self.positive, self.answers, self.invited)
        return self


class Survey(SQLModel):
    """The staff survey behind a figure: its question, how many gave which answer, which
    are positive.

    Nothing of a person is in it. `tally` counts the answers that make up the rate, by choice;
    `counted` are the choices that count as positive; `excluded` counts the answers that count
    neither way (わからない), `blanks` the forms without an answer to the question; `invited` is
    the staff that was asked. The groups of a kind cover all answers of the tally, and none has
    fewer than `LEAST_GROUP`. `headings` say how the columns of the file were called (question,
    department, position, age, respondent), to be offered next year.

    Documents and databases call `positive` `felt`, and `invited` `asked`.
    """

    model_config = _SURVEY
    question: Text
    tally: dict[Text, Count]
    counted: Annotated[tuple[Text, ...], Field(min_length=1)]
    excluded: dict[Text, Count] = Field(default_factory=dict)
    blanks: Count = 0
    invited: Count | None = Field(
        default=None, validation_alias="asked", serialization_alias="asked"
    )
    departments: tuple[SurveyGroup, ...] = ()
    positions: tuple[SurveyGroup, ...] = ()
    ages: tuple[SurveyGroup, ...] = ()
    headings: dict[Text, Text] = Field(default_factory=dict)

    @property
    def answers(self) -> int:
        """The answers that the rate is taken of."""
        return sum(self.tally.values())

    @property
    def positive(self) -> int:
        """The positive answers."""
        return sum(self.tally[choice] for choice in set(self.counted))

    @property
    def answered(self) -> int:
        """Everybody who answered the question, also those who said that they do not know."""
        return self.answers + sum(self.excluded.values())

    @property
    def groups_by_kind(self) -> dict[GroupKind, tuple[SurveyGroup, ...]]:
        """The groups of every kind; none where the survey did not ask for that kind."""
        return {
            GroupKind.DEPARTMENT: self.departments,
            GroupKind.POSITION: self.positions,
            GroupKind.AGE: self.ages,
        }

    def groups(self, kind: GroupKind) -> tuple[SurveyGroup, ...]:
        """The groups of one kind."""
        return self.groups_by_kind[kind]

    def with_groups(
        self, groups: Mapping[GroupKind, tuple[SurveyGroup, ...]]
    ) -> "Survey":
        """The same survey with these groups."""
        fields = {
            "departments": groups[GroupKind.DEPARTMENT],
            "positions": groups[GroupKind.POSITION],
            "ages": groups[GroupKind.AGE],
        }
        return self.model_copy(update=fields)

    def names_of(self, kind: GroupKind) -> list[str]:
        """The names of all groups of a kind, those in a pool too."""
        return [name for group in self.groups(kind) for name in group.names]

    def differing_aspects(self, other: "Survey") -> tuple[SurveyAspect, ...]:
        """What makes two surveys incomparable.

        That somebody used words of their own is no other choice.
        """
        asked, there = self.question_asked, other.question_asked
        aspects = []
        if asked.question != there.question:
            aspects.append(SurveyAspect.QUESTION)
        if asked.choices != there.choices:
            aspects.append(SurveyAspect.CHOICES)
        if (asked.counted, asked.neither_way) != (there.counted, there.neither_way):
            aspects.append(SurveyAspect.COUNTED)
        return tuple(aspects)

    @property
    def question_asked(self) -> "QuestionAsked":
        """How it asked and counted, as it can be compared."""
        neither_way = self.excluded.keys() - {FREE_TEXT}
        return _question_asked(
            self.question,
            frozenset(self.tally),
            frozenset(self.counted),
            frozenset(neither_way),
        )

    @model_validator(mode="after")
    def _check_counts(self) -> Self:
        are_choices = set(self.counted) <= self.tally.keys()
        count_twice = self.tally.keys() & self.excluded.keys()
        if not are_choices or count_twice:
            raise PydanticCustomError(
                "survey_choices", "the choices counted are not among those of the tally"
            )
        if self.answers == 0:
            raise PydanticCustomError(
                "survey_empty", "a survey without an answer has no rate"
            )
        _refuse_impossible_counts(
            self.positive, self.answered + self.blanks, self.invited
        )
        for groups in self.groups_by_kind.values():
            if groups:
                self._check_groups(groups)
        return self

    def _check_groups(self, groups: tuple[SurveyGroup, ...]) -> None:
        answers = sum(group.answers for group in groups)
        positive = sum(group.positive for group in groups)
        if (answers, positive) != (self.answers, self.positive):
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

    def __hash__(self) -> int:
        return hash((self.question, self.answers, self.positive))


def folded_answer(text: str) -> str:
    """A question, an answer or a group as it is compared and counted.

    Full-width letters are narrow, spaces single, strokes and waves of one spelling, and
    characters that nobody sees are gone: 20～29歳 and 20〜29歳 are one word. 髙 and 高 are
    two, for they are two names.
    """
    narrow = unicodedata.normalize("NFKC", without_unseen(text))
    return " ".join(with_one_spelling(narrow).split())


class QuestionAsked(NamedTuple):
    """How a survey asked and counted, folded so that it can be compared."""

    question: str
    choices: frozenset[str]
    counted: frozenset[str]
    neither_way: frozenset[str]


@lru_cache(maxsize=128)
def _question_asked(
    question: str,
    tallied: frozenset[str],
    counted: frozenset[str],
    neither_way: frozenset[str],
) -> QuestionAsked:
    """A plan is judged in many years, and each compares the same few questions. Nothing
    that a single person answered is among them.
    """
    return QuestionAsked(
        folded_answer(question),
        _folded_answers(tallied | neither_way),
        _folded_answers(counted),
        _folded_answers(neither_way),
    )


def _folded_answers(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(folded_answer(text) for text in texts)


def _refuse_impossible_counts(positive: int, answers: int, invited: int | None) -> None:
    too_many_positive = positive > answers
    too_many_answers = invited is not None and answers > invited
    if too_many_positive or too_many_answers:
        raise PydanticCustomError(
            "survey_counts", "more answers than staff asked, or more felt than answered"
        )

"""What may be kept of a survey once another has taken its place.

Whoever has both could subtract one from the other, and learn what those answered whose
answers make up the difference. So the groups of a survey that was superseded are not kept;
its counts only where the difference is a crowd of its own, as large as a group must be and
not of one mind; its rate only where it does not tell what a few late people answered.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

from dxkpi.plan.staff_survey import GroupKind, Survey, folded_answer
from dxkpi.text.rounding import round_half_up


class _AnswerKind(StrEnum):
    """What an answer is to the rate."""

    POSITIVE = "positive"
    NOT_POSITIVE = "not_positive"
    NEITHER = "neither"


def without_groups(survey: Survey) -> Survey:
    """The counts of a survey as a whole, which tell nothing of any group."""
    return survey.with_groups(dict.fromkeys(GroupKind, ()))


def differ_by_few(one: Survey, other: Survey, smallest: int) -> bool:
    """Whether the difference between two surveys tells what a few people answered.

    What came to be and what is gone must each be at least `smallest` answers, and not all
    of one kind. Two surveys without a difference tell nothing.
    """
    answers, answers_there = _answers_by_choice(one), _answers_by_choice(other)
    kinds = _kinds_of_choices(one) | _kinds_of_choices(other)
    parts = (answers - answers_there, answers_there - answers)
    return any(part and not _is_crowd(part, kinds, smallest) for part in parts)


def rate_tells_few(rate: Decimal, survey: Survey, smallest: int) -> bool:
    """Whether an earlier rate beside a survey tells what a few late people answered.

    To whoever knows that fewer than `smallest` answers came late, or were taken out, and
    how many: of all ways in which those can have answered, only some make this rate.
    """
    exponent = rate.as_tuple().exponent
    digits = -exponent if isinstance(exponent, int) else 0
    for late in range(1, smallest):
        for number in (late, -late):
            possible = list(_earlier_rates(survey, number, max(0, digits)))
            fitting = possible.count(rate)
            if 0 < fitting < len(possible):
                return True
    return False


def _answers_by_choice(survey: Survey) -> Counter[str]:
    answers: Counter[str] = Counter()
    for choice, number in (survey.tally | survey.excluded).items():
        answers[folded_answer(choice)] += number
    answers[""] += survey.blanks
    return answers


def _kinds_of_choices(survey: Survey) -> dict[str, _AnswerKind]:
    kinds = {}
    for choice in survey.tally:
        is_positive = choice in survey.counted
        kind = _AnswerKind.POSITIVE if is_positive else _AnswerKind.NOT_POSITIVE
        kinds[folded_answer(choice)] = kind
    return kinds


def _is_crowd(
    part: Mapping[str, int], kinds: Mapping[str, _AnswerKind], smallest: int
) -> bool:
    """Whether answers are as many as a group must have, and not of one mind."""
    kinds_there = {kinds.get(choice, _AnswerKind.NEITHER) for choice in part}
    return sum(part.values()) >= smallest and len(kinds_there) > 1


def _earlier_rates(survey: Survey, late: int, digits: int) -> Iterator[Decimal]:
    """The rates that there can have been before so many answers came (or, below 0, went)."""
    answers = survey.answers - late
    if answers <= 0:
        return
    step = 1 if late > 0 else -1
    for late_positive in range(0, late + step, step):
        positive = survey.positive - late_positive
        if 0 <= positive <= answers:
            yield round_half_up(Decimal(100 * positive) / answers, digits)

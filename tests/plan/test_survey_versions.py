"""What may be kept of a survey beside the one that superseded it: tried with every small pair there is."""

from collections import defaultdict
from decimal import Decimal

import pytest

from dxkpi.plan import Survey
from dxkpi.plan.survey_versions import differ_by_few, rate_tells_few
from dxkpi.text.rounding import round_half_up


def survey_of(yes: int, rather: int, no: int, **more: object) -> Survey:
    tally = {"思う": yes, "やや思う": rather, "思わない": no}
    return Survey.model_validate(
        {"question": "実感しますか", "tally": tally, "counted": ("思う", "やや思う")}
        | more
    )


FIRST = survey_of(20, 28, 56)


@pytest.mark.parametrize(
    ("later", "few"),
    [
        (FIRST, False),
        (survey_of(20, 28, 57), True),
        (survey_of(20, 29, 56), True),
        (survey_of(22, 28, 58), True),
        (survey_of(22, 28, 59), False),
        (survey_of(26, 30, 56), True),  # eight came, all of one mind
        (survey_of(20, 28, 66), True),
        (survey_of(24, 25, 60), True),  # some came, but few others went
        (survey_of(20, 28, 56, blanks=1), True),
        (survey_of(20, 28, 56, excluded={"わからない": 1}), True),
        (survey_of(24, 28, 57, excluded={"わからない": 2}), False),
        (survey_of(200, 100, 300), False),
    ],
)
def test_what_differs_between_two_surveys_must_be_a_crowd(
    later: Survey, few: bool
) -> None:
    assert differ_by_few(FIRST, later, 5) is few
    assert differ_by_few(later, FIRST, 5) is few


def rate_of(yes: int, answers: int, digits: int = 1) -> Decimal:
    return round_half_up(Decimal(100 * yes) / answers, digits)


def test_the_rate_of_one_answer_less_tells_what_the_late_one_was() -> None:
    now = survey_of(48, 0, 57)
    assert rate_tells_few(rate_of(48, 104), now, 5)
    assert rate_tells_few(rate_of(47, 104), now, 5)


def test_a_rate_that_few_late_answers_cannot_make_tells_nothing() -> None:
    assert not rate_tells_few(Decimal("62.8"), survey_of(48, 0, 57), 5)


def test_among_very_many_answers_a_rate_tells_nothing() -> None:
    assert not rate_tells_few(Decimal("50.0"), survey_of(50_000, 0, 50_000), 5)


@pytest.mark.parametrize("smallest", [3, 5])
def test_nobody_can_tell_a_few_late_answers_from_a_rate_that_stays(
    smallest: int,
) -> None:
    """Whoever sees a survey and the rate before it, and knows how many came late: each
    way in which those can have answered is still possible."""
    for answers in range(smallest, 60):
        for yes in range(answers + 1):
            now = survey_of(yes, 0, answers - yes)
            for late in range(1, smallest):
                ways = defaultdict(set)
                for late_yes in range(late + 1):
                    earlier, earlier_yes = answers - late, yes - late_yes
                    if earlier > 0 and 0 <= earlier_yes <= earlier:
                        ways[rate_of(earlier_yes, earlier)].add(late_yes)
                possible = set().union(*ways.values())
                for rate, fitting in ways.items():
                    if fitting != possible:
                        assert rate_tells_few(rate, now, smallest)

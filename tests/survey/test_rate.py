"""How many answered, and which groups differ for certain."""

import random
from decimal import Decimal

from dxkpi.plan import Survey, SurveyGroup
from dxkpi.survey import differing_pairs, response_rate


def counts(answers: int, felt: int, asked: int | None = None) -> SurveyGroup:
    return SurveyGroup(names=("全体",), answers=answers, positive=felt, invited=asked)


def test_the_response_of_a_staff_nobody_counted_is_unknown() -> None:
    assert response_rate(counts(40, 20)) is None
    assert response_rate(counts(0, 0, 0)) is None
    assert response_rate(counts(40, 20, 80)) == Decimal("0.5")
    assert response_rate(counts(0, 0, 80)) == 0
    assert response_rate(counts(80, 30, 80)) == 1


def test_whoever_did_not_know_answered_too() -> None:
    unsure = Survey(
        question="?",
        tally={"思う": 60, "思わない": 40},
        counted=("思う",),
        excluded={"わからない": 80},
        blanks=10,
        invited=200,
    )
    assert response_rate(unsure) == Decimal("0.9")


def test_groups_differ_only_by_more_than_chance_explains_of_all_pairs() -> None:
    high, low, even = counts(100, 70), counts(100, 50), counts(100, 60)
    assert differing_pairs([low, even, high]) == [(high, low)]
    assert differing_pairs([high]) == []
    assert differing_pairs([low, even]) == []


def test_equal_groups_are_seldom_said_to_differ() -> None:
    chance = random.Random(7)
    runs = 300
    found = sum(
        bool(
            differing_pairs(
                [
                    counts(40, sum(chance.random() < 0.6 for _ in range(40)))
                    for _ in range(8)
                ]
            )
        )
        for _ in range(runs)
    )
    assert found <= 0.07 * runs

"""Two registrations of one survey beside each other tell no group: tried with every small pair there is."""

from collections import defaultdict
from functools import cache
from itertools import product

import pytest

from dxkpi.plan import Survey, SurveyGroup
from dxkpi.plan.staff_survey import GroupKind
from dxkpi.survey import pool_small_groups
from dxkpi.survey.earlier_pools import keep_earlier_pools

NAMES = ("市民課", "福祉課", "税務課")
Table = tuple[tuple[int, int], ...]
"""The answers of each group and how many of them are positive."""

Groups = tuple[SurveyGroup, ...]


def group(answers: int, positive: int, *names: str) -> SurveyGroup:
    return SurveyGroup(names=names, answers=answers, positive=positive)


def survey_of(groups: Groups, kind: GroupKind = GroupKind.DEPARTMENT) -> Survey:
    answers = sum(one.answers for one in groups)
    positive = sum(one.positive for one in groups)
    bare = Survey(
        question="実感しますか",
        tally={"思う": positive, "思わない": answers - positive},
        counted=("思う",),
    )
    none: dict[GroupKind, Groups] = dict.fromkeys(GroupKind, ())
    return bare.with_groups(none | {kind: groups})


def kept(groups: Groups, earlier: Groups, smallest: int) -> Groups:
    now = survey_of(groups)
    return keep_earlier_pools(now, [survey_of(earlier)], smallest).departments


BEFORE = (group(95, 44, "市民課"), group(9, 4, "防災課", "監査課"))


@pytest.mark.parametrize(
    ("answers", "positive"), [(5, 2), (5, 3), (8, 5), (9, 2), (9, 9)]
)
def test_a_pool_stays_while_few_answers_or_answers_of_one_mind_differ(
    answers: int, positive: int
) -> None:
    later = (*BEFORE[:1], group(answers, positive, "防災課"), group(5, 2, "監査課"))
    now = kept(later, BEFORE, 5)
    assert ("防災課", "監査課") in {one.names for one in now}


def test_a_pool_comes_apart_once_a_crowd_of_each_mind_differs() -> None:
    later = (*BEFORE[:1], group(12, 6, "防災課"), group(14, 8, "監査課"))
    assert kept(later, BEFORE, 5) == later


def test_a_pool_that_was_written_as_one_name_stays_too() -> None:
    before = (*BEFORE[:1], group(9, 4, "防災課・監査課"))
    later = (*BEFORE[:1], group(5, 2, "防災課"), group(5, 2, "監査課"))
    assert len(kept(later, before, 5)) == 2


def test_an_earlier_pool_takes_the_whole_of_a_later_one_with_it() -> None:
    later = (
        group(50, 20, "福祉課"),
        group(6, 3, "防災課"),
        group(9, 4, "監査課", "税務課"),
    )
    now = kept(later, BEFORE, 5)
    assert [set(one.names) for one in now] == [
        {"福祉課"},
        {"防災課", "監査課", "税務課"},
    ]


@pytest.mark.parametrize("kind", GroupKind)
def test_pools_of_every_kind_stay(kind: GroupKind) -> None:
    later = (*BEFORE[:1], group(5, 2, "防災課"), group(5, 2, "監査課"))
    now = keep_earlier_pools(survey_of(later, kind), [survey_of(BEFORE, kind)], 5)
    assert len(now.groups(kind)) == 2


# By brute force


@cache
def cell(n: int, answers: int, positive: int) -> SurveyGroup:
    return group(answers, positive, NAMES[n])


@cache
def shown_alone(table: Table, smallest: int) -> Groups:
    return pool_small_groups([cell(n, *one) for n, one in enumerate(table)], smallest)


@cache
def shown_later(first: Groups, table: Table, smallest: int) -> Groups:
    return kept(shown_alone(table, smallest), first, smallest)


def every_cell(most: int) -> list[tuple[int, int]]:
    return [(answers, yes) for answers in range(most + 1) for yes in range(answers + 1)]


def pairs_by_what_is_shown(
    groups: int, most: int, late: int, smallest: int
) -> dict[tuple[Groups, Groups], list[tuple[Table, Table]]]:
    """Every table, and every one that late answers can make of it, by what both show."""
    added = [
        answers
        for answers in product(every_cell(late), repeat=groups)
        if sum(number for number, _positive in answers) <= late
    ]
    shown = defaultdict(list)
    for table in product(every_cell(most), repeat=groups):
        if sum(answers for answers, _positive in table) < smallest:
            continue
        first = shown_alone(table, smallest)
        for answers in added:
            later = tuple(
                (n + more, yes + more_yes)
                for (n, yes), (more, more_yes) in zip(table, answers, strict=True)
            )
            both = first, shown_later(first, later, smallest)
            shown[both].append((table, later))
    return shown


def is_of_one_mind(groups: Groups) -> bool:
    answers = sum(one.answers for one in groups)
    return sum(one.positive for one in groups) in (0, answers)


def hidden_counts_told(shown: Groups, tables: list[Table]) -> list[str]:
    """The counts of pooled groups that are the same in every table that is possible."""
    told = []
    for pool in shown:
        for name in pool.names if pool.is_pool else ():
            n = NAMES.index(name)
            for what in (0, 1):
                if len({table[n][what] for table in tables}) == 1:
                    told.append(name)
    return told


@pytest.mark.parametrize(
    ("groups", "most", "late", "smallest"), [(2, 4, 6, 3), (2, 6, 2, 3), (3, 3, 1, 3)]
)
def test_nobody_who_has_both_registrations_can_tell_a_hidden_count(
    groups: int, most: int, late: int, smallest: int
) -> None:
    """Not even who kept what was shown before, knows the rules, and that answers only came in late."""
    for both, pairs in pairs_by_what_is_shown(groups, most, late, smallest).items():
        pooled = [one.answers for shown in both for one in shown if one.is_pool]
        if max(pooled, default=0) > most or any(map(is_of_one_mind, both)):
            continue  # the largest group tried would tell, or all are of one mind
        first, later = both
        assert not hidden_counts_told(first, [pair[0] for pair in pairs])
        assert not hidden_counts_told(later, [pair[1] for pair in pairs])

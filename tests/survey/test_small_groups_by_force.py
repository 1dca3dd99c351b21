"""Nobody who tries every small table there is can tell a hidden count."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

import pytest

from dxkpi.plan import SurveyGroup
from dxkpi.survey import pool_small_groups
from tests.support.small_groups import group, names, whole

SMALLEST = 3

NAMES = ("市民課", "福祉課", "税務課", "会計課")

Table = tuple[tuple[int, int], ...]
"""The answers of each group and how many of them feel it."""


@cache
def cell(n: int, answers: int, felt: int) -> SurveyGroup:
    return group(NAMES[n], answers, felt)


def every_table(groups: int, most: int, least: int = SMALLEST) -> Iterator[Table]:
    cells = [
        (answers, felt) for answers in range(most + 1) for felt in range(answers + 1)
    ]
    return (
        table
        for table in product(cells, repeat=groups)
        if sum(answers for answers, _felt in table) >= least
    )


def published(table: Table, smallest: int = SMALLEST) -> tuple[SurveyGroup, ...]:
    return pool_small_groups([cell(n, *one) for n, one in enumerate(table)], smallest)


def fits(table: Table, shown: Sequence[SurveyGroup]) -> bool:
    """Whether a table is one that what is shown leaves possible, to whoever does not know how it was made."""
    at = {name: n for n, name in enumerate(NAMES)}
    return all(
        (one.answers, one.positive)
        == tuple(sum(table[at[name]][what] for name in one.names) for what in (0, 1))
        for one in shown
    )


def told(shown: Sequence[SurveyGroup], tables: Sequence[Table]) -> set[str]:
    """The hidden counts that are the same in every table."""
    return {
        f"{name} {what}: {shown}"
        for name in names([one for one in shown if len(one.names) > 1])
        for n, what in ((0, "answers"), (1, "felt"))
        if len({table[NAMES.index(name)][n] for table in tables}) == 1
    }


@cache
def by_publication(
    groups: int, most: int, smallest: int
) -> dict[tuple[SurveyGroup, ...], list[Table]]:
    """Every table by what is shown of it."""
    found: dict[tuple[SurveyGroup, ...], list[Table]] = defaultdict(list)
    for table in every_table(groups, most, smallest):
        found[published(table, smallest)].append(table)
    return found


@pytest.mark.parametrize(
    ("groups", "most", "smallest"), [(2, 9, 3), (2, 11, 5), (3, 6, 3), (4, 4, 3)]
)
def test_nobody_who_tries_every_table_and_knows_the_rule_can_tell_a_hidden_count(
    groups: int, most: int, smallest: int
) -> None:
    for shown, tables in by_publication(groups, most, smallest).items():
        answers, felt = whole(shown)
        pooled = sum(one.answers for one in shown if one.is_pool)
        if pooled > most:
            continue  # then the largest group tried here would tell, and not the rule
        if 0 < felt < answers:
            assert not told(shown, tables)
        else:
            assert len(shown) == 1, "with all of one mind everything is one"


def test_nobody_who_tries_every_table_without_the_rule_can_either() -> None:
    for table in [
        ((2, 2), (3, 0), (7, 3)),
        ((2, 0), (2, 2), (6, 5)),
        ((0, 0), (7, 7), (7, 1)),
        ((1, 1), (1, 1), (4, 2)),
    ]:
        shown = published(table)
        assert not told(
            shown, [other for other in every_table(3, 7) if fits(other, shown)]
        )


def test_no_table_shows_a_group_under_the_threshold() -> None:
    for shown in by_publication(3, 6, SMALLEST):
        assert all(one.answers >= SMALLEST for one in shown)


def test_no_table_tells_apart_a_group_of_one_mind() -> None:
    for shown in by_publication(3, 6, SMALLEST):
        if len(shown) > 1:
            assert all(0 < one.positive < one.answers for one in shown)


def every_crowd(cells: int, people: int) -> Iterator[tuple[int, ...]]:
    """Every way to put people into cells."""
    if cells == 1:
        yield (people,)
        return
    for first in range(people + 1):
        yield from ((first, *rest) for rest in every_crowd(cells - 1, people - first))


@pytest.mark.parametrize(("sections", "positions", "people"), [(2, 2, 9), (3, 2, 6)])
def test_the_table_of_sections_and_that_of_positions_tell_no_more_together(
    sections: int, positions: int, people: int
) -> None:
    """Everybody has a section, a position and an opinion; the two tables of the same people are shown side by side."""
    possible: dict[
        tuple[tuple[SurveyGroup, ...], ...], tuple[set[Table], set[Table]]
    ] = defaultdict(lambda: (set(), set()))
    for crowd in every_crowd(2 * sections * positions, people):
        at = {
            place: crowd[n]
            for n, place in enumerate(
                product(range(sections), range(positions), (0, 1))
            )
        }

        def margin(
            kind: int, groups: int, at: dict[tuple[int, int, int], int] = at
        ) -> Table:
            felt = [
                sum(m for p, m in at.items() if p[kind] == n and p[2])
                for n in range(groups)
            ]
            rest = [
                sum(m for p, m in at.items() if p[kind] == n and not p[2])
                for n in range(groups)
            ]
            return tuple(
                (one + other, one) for one, other in zip(felt, rest, strict=True)
            )

        both = margin(0, sections), margin(1, positions)
        own = possible[_shown(both[0]), _shown(both[1])]
        own[0].add(both[0])
        own[1].add(both[1])
    for (one, other), (first, second) in possible.items():
        if 0 < whole(one)[1] < people:
            assert not told(one, list(first))
            assert not told(other, list(second))


@cache
def _shown(table: Table) -> tuple[SurveyGroup, ...]:
    return published(table)

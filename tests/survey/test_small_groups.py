"""Groups of staff too small to be shown cannot be told from anything that is: tried with every small table there is."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from dxkpi import charts
from dxkpi.plan import Plan, SurveyGroup, document_writing
from dxkpi.settings import settings as own_settings
from dxkpi.store import Store, writing
from dxkpi.survey import (
    AnswerSheet,
    CountedSurvey,
    CountingMethod,
    count_survey,
    pool_small_groups,
    surveyed_actual,
    surveys_by_year,
)
from dxkpi.wording.language import Language

SMALLEST = 3
NAMES = ("市民課", "福祉課", "税務課", "会計課")
Table = tuple[tuple[int, int], ...]
"""The answers of each group and how many of them feel it."""


@st.composite
def tables(
    draw: st.DrawFn, most: int = 30, asked: bool = True
) -> tuple[SurveyGroup, ...]:
    sizes = draw(
        st.lists(st.integers(0, most) | st.integers(0, 6), min_size=1, max_size=12)
    )
    return tuple(
        SurveyGroup(
            names=(f"{n}課",),
            answers=answers,
            positive=draw(st.integers(0, answers) | st.sampled_from([0, answers])),
            invited=draw(st.none() | st.integers(answers, answers + 9))
            if asked
            else None,
        )
        for n, answers in enumerate(sizes)
    )


def names(groups: Sequence[SurveyGroup]) -> list[str]:
    return [name for group in groups for name in group.names]


def whole(groups: Sequence[SurveyGroup]) -> tuple[int, int]:
    return sum(group.answers for group in groups), sum(
        group.positive for group in groups
    )


# What is put together


def group(name: str, answers: int, felt: int, asked: int | None = None) -> SurveyGroup:
    return SurveyGroup(names=(name,), answers=answers, positive=felt, invited=asked)


def test_groups_large_enough_stay_as_they_are() -> None:
    groups = group("市民課", 5, 4), group("福祉課", 40, 1), group("税務課", 9, 4)
    assert pool_small_groups(groups, 5) == groups


def test_a_group_of_one_mind_is_not_told_apart_however_large_it_is() -> None:
    groups = group("市民課", 40, 30), group("福祉課", 20, 20), group("税務課", 9, 4)
    assert pool_small_groups(groups, 5) == (
        group("市民課", 40, 30),
        SurveyGroup(names=("福祉課", "税務課"), answers=29, positive=24),
    )


def test_two_groups_each_of_one_mind_take_another_with_them() -> None:
    groups = group("市民課", 40, 30), group("福祉課", 20, 20), group("税務課", 9, 0)
    assert names(pool_small_groups(groups, 5)) == ["市民課", "福祉課", "税務課"]
    assert len(pool_small_groups(groups, 5)) == 1


def test_small_groups_are_counted_as_one_at_the_end() -> None:
    groups = (
        group("会計課", 3, 1, 6),
        group("市民課", 40, 30, 61),
        group("監査課", 4, 4, 5),
        group("税務課", 9, 4),
    )
    assert pool_small_groups(groups, 5) == (
        group("市民課", 40, 30, 61),
        group("税務課", 9, 4),
        SurveyGroup(names=("会計課", "監査課"), answers=7, positive=5, invited=11),
    )


def test_one_small_group_alone_takes_the_smallest_of_the_others_with_it() -> None:
    groups = (
        group("会計課", 3, 1, 6),
        group("市民課", 40, 30, 61),
        group("税務課", 9, 4, 12),
    )
    assert pool_small_groups(groups, 5) == (
        group("市民課", 40, 30, 61),
        SurveyGroup(names=("会計課", "税務課"), answers=12, positive=5, invited=18),
    )


def test_small_groups_that_all_feel_the_same_take_another_with_them() -> None:
    groups = (
        group("会計課", 3, 3),
        group("監査課", 3, 3),
        group("市民課", 40, 30),
        group("税務課", 9, 4),
    )
    assert names(pool_small_groups(groups, 5)[1:]) == ["会計課", "監査課", "税務課"]


def test_small_groups_at_the_most_that_they_can_be_take_another_with_them() -> None:
    groups = (
        group("会計課", 4, 3),
        group("監査課", 4, 2),
        group("市民課", 40, 30),
        group("税務課", 9, 4),
    )
    assert names(pool_small_groups(groups, 5)[1:]) == ["会計課", "監査課", "税務課"]


def test_groups_with_as_many_answers_join_together() -> None:
    groups = (
        group("会計課", 3, 1),
        group("市民課", 9, 8),
        group("税務課", 9, 4),
        group("福祉課", 30, 20),
    )
    assert names(pool_small_groups(groups, 5)[1:]) == ["会計課", "市民課", "税務課"]


def test_a_group_nobody_answered_for_is_small() -> None:
    groups = group("会計課", 0, 0, 6), group("市民課", 40, 30), group("税務課", 9, 4)
    assert names(pool_small_groups(groups, 5)[1:]) == ["会計課", "税務課"]


def test_the_staff_of_what_is_put_together_is_known_only_where_that_of_each_is() -> (
    None
):
    groups = (
        group("会計課", 3, 1, 6),
        group("監査課", 3, 1),
        group("市民課", 40, 30, 61),
    )
    assert [one.invited for one in pool_small_groups(groups, 5)] == [61, None]


def test_where_nothing_can_be_hidden_everything_is_one_group() -> None:
    assert pool_small_groups((group("会計課", 2, 2), group("市民課", 40, 40)), 5) == (
        SurveyGroup(names=("会計課", "市民課"), answers=42, positive=42),
    )
    assert pool_small_groups((), 5) == ()


@settings(deadline=None)
@given(tables(), st.integers(3, 8))
def test_nothing_is_lost_and_nothing_small_is_left(
    groups: tuple[SurveyGroup, ...], smallest: int
) -> None:
    found = pool_small_groups(groups, smallest)
    assert whole(found) == whole(groups)
    assert sorted(names(found)) == sorted(names(groups))
    assert all(one.answers >= smallest for one in found) or len(found) == 1
    assert sum(len(one.names) > 1 for one in found) <= 1
    kept = [one for one in found if len(one.names) == 1]
    assert len(found) == 1 or kept == [one for one in groups if one in kept]
    for one in found:
        own = [group for group in groups if group.names[0] in one.names]
        assert list(one.names) == names(own)
        assert one.invited == (
            None
            if any(g.invited is None for g in own)
            else sum(g.invited or 0 for g in own)
        )


@settings(deadline=None)
@given(tables(), st.integers(3, 8), st.integers(0, 8))
def test_put_together_twice_is_once_and_what_is_together_never_comes_apart(
    groups: tuple[SurveyGroup, ...], smallest: int, more: int
) -> None:
    found = pool_small_groups(groups, smallest)
    assert pool_small_groups(found, smallest) == found
    later = pool_small_groups(found, smallest + more)
    assert whole(later) == whole(groups)
    assert all(any(set(one.names) <= set(two.names) for two in later) for one in found)


@settings(deadline=None)
@given(tables(), st.integers(3, 8), st.randoms())
def test_whatever_their_order_the_same_groups_are_put_together(
    groups: tuple[SurveyGroup, ...], smallest: int, chances: Any
) -> None:
    mixed = list(groups)
    chances.shuffle(mixed)
    there, here = (
        pool_small_groups(groups, smallest),
        pool_small_groups(mixed, smallest),
    )
    assert {frozenset(one.names) for one in there} == {
        frozenset(one.names) for one in here
    }


# By brute force


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


# What leaves the house


def groups_of(data: Any) -> Iterator[dict[str, Any]]:
    """Every group in a document or a stored survey, wherever it stands."""
    if isinstance(data, dict):
        if {"names", "answers", "felt"} <= data.keys():
            yield data
        data = list(data.values())
    if isinstance(data, list):
        for one in data:
            yield from groups_of(one)


ROWS = [
    (section, position, choice)
    for section, position, yes, no in (
        ("市民課", "係長級", 9, 4),
        ("市民課", "主任級", 12, 9),
        ("福祉課", "主任級", 14, 6),
        ("会計課", "係長級", 2, 0),
        ("監査課", "部長級", 1, 1),
        ("税務課", "主任級", 5, 1),
    )
    for choice, times in (("思う", yes), ("思わない", no))
    for _time in range(times)
]


def counted(smallest: int) -> CountedSurvey:
    sheet = AnswerSheet(
        ("所属", "職位", "実感"), tuple(ROWS), tuple(range(2, len(ROWS) + 2))
    )
    method = CountingMethod(
        "実感",
        ("思う",),
        ("思わない",),
        department="所属",
        position="職位",
        invited=100,
    )
    return count_survey(sheet, method, smallest)


def surveyed(plan: Plan, smallest: int) -> Plan:
    """The plan with a survey whose 会計課, 監査課 and 部長級 are small."""
    found, indicator = counted(smallest).survey, plan.realisation
    assert found is not None
    assert indicator is not None
    return plan.with_actuals(
        {indicator.code: surveyed_actual(indicator, 2026, found, "2027-02")}
    )


def test_what_is_counted_holds_no_small_group_of_any_kind() -> None:
    found = counted(5).survey
    assert found is not None
    assert [one.names for one in found.departments] == [
        ("市民課",),
        ("福祉課",),
        ("会計課", "監査課", "税務課"),
    ]
    for kind in (found.departments, found.positions):
        assert all(one.answers >= 5 for one in kind)
        assert whole(kind) == (found.answers, found.positive)


def test_no_export_holds_a_small_group(sample_plan: Plan) -> None:
    plan = surveyed(sample_plan, own_settings().smallest_group)
    for data in (
        json.loads(document_writing.plan_as_json(plan)),
        YAML(typ="safe").load(document_writing.plan_as_yaml(plan)),
        plan.model_dump(mode="json"),
    ):
        found = list(groups_of(data))
        assert len(found) > 10
        assert min(one["answers"] for one in found) >= own_settings().smallest_group
        assert not [
            one for one in found if one["names"] == ["会計課"] and one["answers"] == 2
        ]


def test_no_download_holds_a_small_group(sample_plan: Plan) -> None:
    indicator = surveyed(sample_plan, 5).realisation
    assert indicator is not None
    text = charts.group_csv(
        indicator, surveys_by_year(indicator), "見本市", Language.ENGLISH
    ).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert "会計課・監査課・税務課" in {row["Group"] for row in rows}
    assert min(int(row["answers"]) for row in rows) >= 5


def test_no_database_holds_a_small_group(sample_plan: Plan, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'groups.sqlite3'}")
    store.migrate()
    writing.save_plans(store, [surveyed(sample_plan, 5)], "tester", "test")
    store.close()
    import sqlite3

    with sqlite3.connect(tmp_path / "groups.sqlite3") as connection:
        kept = [
            json.loads(text)
            for (text,) in connection.execute(
                "select survey from figure where survey is not null"
            )
        ]
    connection.close()
    found = list(groups_of(kept))
    assert len(found) > 10
    assert min(one["answers"] for one in found) >= 5


def test_what_is_shipped_is_put_together_already(
    shipped_plans: dict[str, Plan],
) -> None:
    surveys = [
        entry.survey
        for plan in shipped_plans.values()
        for indicator in plan.indicators
        for entry in indicator.actuals
        if entry.survey is not None
    ]
    assert len(surveys) >= 5
    for survey in surveys:
        for kind in (survey.departments, survey.positions, survey.ages):
            assert pool_small_groups(kind, own_settings().smallest_group) == kind

"""Groups of staff too small to be shown are put together, with others that hide them."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import SurveyGroup
from dxkpi.survey import pool_small_groups
from tests.support.small_groups import group, names, whole

SMALLEST = 3


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

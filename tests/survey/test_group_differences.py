"""Which groups differ from all the others for certain."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import SurveyGroup
from dxkpi.rules.survey_margin import positive_rate
from dxkpi.survey.group_differences import groups_apart
from tests.support.small_groups import group


def test_a_group_far_above_and_one_far_below_stand_apart() -> None:
    groups = (
        group("市民課", 80, 72),
        group("税務課", 60, 36),
        group("福祉課", 80, 24),
    )
    apart = groups_apart(groups)
    assert apart.above == (groups[0],)
    assert apart.below == (groups[2],)
    assert groups[1] not in apart


def test_the_same_difference_is_not_sure_among_many_groups() -> None:
    alone = group("市民課", 20, 18), group("税務課", 200, 130)
    assert alone[0] in groups_apart(alone)
    many = (
        group("市民課", 20, 18),
        *(group(f"{n}課", 10, 6 + n % 2) for n in range(20)),
    )
    assert many[0] not in groups_apart(many)


def test_a_single_group_is_compared_with_nobody() -> None:
    apart = groups_apart((group("市民課", 40, 39),))
    assert (apart.above, apart.below) == ((), ())


@st.composite
def tables(draw: st.DrawFn) -> tuple[SurveyGroup, ...]:
    sizes = draw(st.lists(st.integers(5, 60), min_size=2, max_size=8))
    return tuple(
        group(f"{n}課", answers, draw(st.integers(1, answers - 1)))
        for n, answers in enumerate(sizes)
    )


@settings(deadline=None)
@given(tables())
def test_what_stands_apart_lies_on_that_side_of_the_whole(
    groups: tuple[SurveyGroup, ...],
) -> None:
    apart = groups_apart(groups)
    answers = sum(one.answers for one in groups)
    whole = sum(one.positive for one in groups) * 100 / answers
    assert all(float(positive_rate(one)) > whole for one in apart.above)
    assert all(float(positive_rate(one)) < whole for one in apart.below)

"""Groups of staff too small to be shown are pooled before anything is stored.

A group of fewer than the smallest number of answers would tell what single people think,
and one such group alone would be told by what the others leave of the whole. So the small
groups are counted as one pool, and further groups join it, the smallest first, until the
pool hides its members: at least two groups, at least the smallest number of answers, not
as few answers as groups, not the most that so many small groups can have, and answers of
both kinds (where all answers are positive, those of each member are).

Groups with as many answers join together: were only the first of them taken, the one that
is left would tell, to whoever knows this rule, what those before it are not. So the
members can be exchanged for each other, and nobody can say of any what its answers were,
not even by trying every table there is.

A group whose answers are all alike tells what each of its members thinks, however many
they are, and is pooled like a small one. (To say 90% or more of it would tell the same to
whoever knows the number of its answers, or subtracts the other groups from the whole.)
The same is done for every kind of group; what is stored, shown and exported is the same
table.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from dxkpi.plan import Actual, Plan, Survey, SurveyGroup
from dxkpi.survey.invited_staff import total_invited


def pool_small_groups(
    groups: Sequence[SurveyGroup], smallest: int
) -> tuple[SurveyGroup, ...]:
    """Join the groups that are too small to be shown; the pool comes last.

    A group of fewer than `smallest` answers is too small, and one whose answers are all
    alike is not told apart either. The others keep their order.
    Pooling twice changes nothing. Where even all groups together do not hide a member,
    everything is one pool.
    """
    if are_safe_to_show(groups, smallest):
        return tuple(groups)

    pool = _groups_to_pool(groups, smallest)
    shown = [group for group in groups if group not in pool]
    members = [group for group in groups if group in pool]
    return (*shown, join_groups(members))


def are_safe_to_show(groups: Sequence[SurveyGroup], smallest: int) -> bool:
    """Whether no group is too small or of one mind, and every pool hides its members."""
    for group in groups:
        if not group.is_pool and must_be_pooled(group, smallest):
            return False
        if group.is_pool and not hides_its_members([group], smallest):
            return False
    return True


def must_be_pooled(group: SurveyGroup, smallest: int) -> bool:
    """Whether a group may not be shown alone; an earlier pool is never taken apart."""
    is_too_small = group.answers < smallest
    return group.is_pool or is_too_small or all_answers_are_alike(group)


def all_answers_are_alike(group: SurveyGroup) -> bool:
    """Whether a group tells what each of its members answered."""
    return group.positive in (0, group.answers)


def hides_its_members(pool: Sequence[SurveyGroup], smallest: int) -> bool:
    """Whether nobody can tell from the pool what any single group in it answered."""
    groups = sum(len(member.names) for member in pool)
    answers = sum(member.answers for member in pool)
    positive = sum(member.positive for member in pool)

    one_of_several = groups > 1
    enough_answers = answers >= max(smallest, groups + 2)
    both_kinds_of_answer = 0 < positive < answers
    # As many answers as small groups can have at most: then each has smallest − 1.
    only_one_way_to_fill = answers == groups * (smallest - 1)
    return (
        one_of_several
        and enough_answers
        and both_kinds_of_answer
        and not only_one_way_to_fill
    )


def _groups_to_pool(groups: Sequence[SurveyGroup], smallest: int) -> list[SurveyGroup]:
    """The groups that are too small, and the next larger ones until the pool hides all."""
    pool = [group for group in groups if must_be_pooled(group, smallest)]
    for equally_large in _groups_by_size(groups, without=pool):
        if hides_its_members(pool, smallest) and _hides_its_minds(pool, smallest):
            break
        pool.extend(equally_large)
    return pool


def _hides_its_minds(pool: Sequence[SurveyGroup], smallest: int) -> bool:
    """Whether not all groups of the pool are large ones, each of one mind.

    Two such groups would tell both to whoever is in one of them.
    """
    return not all(_is_of_one_mind(group, smallest) for group in pool)


def _is_of_one_mind(group: SurveyGroup, smallest: int) -> bool:
    """Whether a group of enough answers is pooled only because they are all alike."""
    return group.answers >= smallest and all_answers_are_alike(group)


def _groups_by_size(
    groups: Sequence[SurveyGroup], without: Sequence[SurveyGroup]
) -> Iterator[list[SurveyGroup]]:
    """The groups that are not in the pool, the smallest first, those of one size together."""
    outside = [group for group in groups if group not in without]
    by_answers = attrgetter("answers")
    outside.sort(key=by_answers)
    for _answers, equally_large in groupby(outside, key=by_answers):
        yield list(equally_large)


def join_groups(members: Sequence[SurveyGroup]) -> SurveyGroup:
    """The members as one group: all their names, but only the sums of their counts."""
    names: list[str] = []
    answers = 0
    positive = 0
    for member in members:
        names.extend(member.names)
        answers += member.answers
        positive += member.positive
    return SurveyGroup(
        names=tuple(names),
        answers=answers,
        positive=positive,
        invited=total_invited(members),
    )


def pool_again(survey: Survey, smallest: int) -> Survey:
    """A survey as it may be shown: groups stored under a lower threshold are pooled."""
    groups = {
        kind: pool_small_groups(groups, smallest)
        for kind, groups in survey.groups_by_kind.items()
    }
    return survey.with_groups(groups)


def plan_with_pooled_groups(plan: Plan, smallest: int) -> Plan:
    """The plan as it may be shown: groups stored under a lower threshold are pooled.

    It is the very same plan where there are none.
    """
    for indicator in plan.measured_indicators:
        for actual in indicator.actuals:
            pooled = _with_pooled_groups(actual, smallest)
            if pooled is not actual:
                plan = plan.with_actuals({indicator.code: pooled})
    return plan


def _with_pooled_groups(actual: Actual, smallest: int) -> Actual:
    """The figure as it may be shown; the very same one where nothing is to be pooled."""
    if actual.survey is None:
        return actual
    pooled = pool_again(actual.survey, smallest)
    if pooled == actual.survey:
        return actual
    return actual.model_copy(update={"survey": pooled})

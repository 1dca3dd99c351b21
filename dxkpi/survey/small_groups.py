"""Groups of staff too small to be shown: they are put together before anything is stored, so nothing can be undone.

A group of fewer than the smallest number of answers would tell what single people think, and one such group alone would
be told by what the others leave of the whole. So the small ones are counted as one, and further groups join them,
the smallest first, until the whole of them hides its members: at least two groups, at least the smallest number of
answers, not as few answers as groups, not the most that so many small groups can have, and answers of both kinds (where
all feel it, each of its groups does). Groups with as many answers join together: were the first of them taken, the one
that is left would tell, to whoever knows this rule, what those before it are not. So the members can be exchanged for
each other, and nobody can say of any what its answers were, not even by trying every table there is.
A group of enough answers is shown whatever they are, also where all feel it: the number of answers is the rule.
The same is done for every kind of group; what is stored, shown and exported is the same table.
"""

from collections.abc import Sequence

from dxkpi.plan import Plan, Survey, SurveyGroup


def pool_small_groups(
    groups: Sequence[SurveyGroup], smallest: int
) -> tuple[SurveyGroup, ...]:
    """The groups in their order, those that must not be told apart as one at the end. Pooling twice changes nothing.

    Where even all of them do not hide a member, everything is one group.
    """
    hidden = [
        group for group in groups if len(group.names) > 1 or group.answers < smallest
    ]
    if not any(group.answers < smallest for group in hidden) and all(
        _hides([group], smallest) for group in hidden
    ):
        return tuple(groups)
    left = sorted(
        (group for group in groups if group not in hidden),
        key=lambda group: group.answers,
    )
    while left and not _hides(hidden, smallest):
        next_size = left[0].answers
        hidden += (group for group in left if group.answers == next_size)
        left = [group for group in left if group.answers > next_size]
    return (
        *(group for group in groups if group not in hidden),
        _together([g for g in groups if g in hidden]),
    )


def plan_with_pooled_groups(plan: Plan, smallest: int) -> Plan:
    """The plan as it may be shown: groups stored under a lower threshold are put together now; else the very plan."""
    for indicator in plan.indicators:
        for entry in indicator.actuals:
            if (
                entry.survey is not None
                and (again := pool_again(entry.survey, smallest)) != entry.survey
            ):
                plan = plan.with_actuals(
                    {indicator.code: entry.model_copy(update={"survey": again})}
                )
    return plan


def pool_again(survey: Survey, smallest: int) -> Survey:
    """A survey as it may be shown: groups stored under a lower threshold are put together."""
    kinds = ("departments", "positions", "ages")
    return survey.model_copy(
        update={
            kind: pool_small_groups(getattr(survey, kind), smallest) for kind in kinds
        }
    )


def _hides(members: Sequence[SurveyGroup], smallest: int) -> bool:
    names = sum(len(group.names) for group in members)
    answers, felt = (
        sum(group.answers for group in members),
        sum(group.positive for group in members),
    )
    tells = answers == names * (smallest - 1)
    return (
        names > 1
        and answers >= max(smallest, names + 2)
        and not tells
        and 0 < felt < answers
    )


def _together(members: Sequence[SurveyGroup]) -> SurveyGroup:
    asked = [group.invited for group in members if group.invited is not None]
    return SurveyGroup(
        names=tuple(name for group in members for name in group.names),
        answers=sum(group.answers for group in members),
        positive=sum(group.positive for group in members),
        invited=sum(asked) if len(asked) == len(members) else None,
    )

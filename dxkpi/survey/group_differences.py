"""Which groups of the staff differ from all the others for certain."""

from collections.abc import Sequence
from dataclasses import dataclass

from dxkpi.plan import SurveyGroup
from dxkpi.rules.survey_margin import AnswerCounts, change_interval
from dxkpi.survey.invited_staff import total_invited


@dataclass(frozen=True)
class GroupsApart:
    """The groups that lie above all others together for certain, and those below."""

    above: tuple[SurveyGroup, ...]
    below: tuple[SurveyGroup, ...]

    def __contains__(self, group: SurveyGroup) -> bool:
        return group in self.above or group in self.below


def groups_apart(groups: Sequence[SurveyGroup]) -> GroupsApart:
    """Each group against all the others together; as many comparisons as groups at once.

    Groups that were counted together are compared as one.
    """
    above: list[SurveyGroup] = []
    below: list[SurveyGroup] = []
    for group in groups:
        others = [other for other in groups if other is not group]
        if not others:
            continue
        interval = change_interval(group, _together(others), comparisons=len(groups))
        if interval.sign > 0:
            above.append(group)
        elif interval.sign < 0:
            below.append(group)
    return GroupsApart(tuple(above), tuple(below))


def _together(groups: Sequence[SurveyGroup]) -> AnswerCounts:
    return AnswerCounts(
        answers=sum(group.answers for group in groups),
        positive=sum(group.positive for group in groups),
        invited=total_invited(groups),
    )

"""Groups of a survey written short, and what several of them come to."""

from collections.abc import Sequence

from dxkpi.plan import SurveyGroup


def names(groups: Sequence[SurveyGroup]) -> list[str]:
    """The names of all groups, those of a pool one by one."""
    return [name for group in groups for name in group.names]


def whole(groups: Sequence[SurveyGroup]) -> tuple[int, int]:
    """The answers of all groups, and how many of them are positive."""
    return sum(group.answers for group in groups), sum(
        group.positive for group in groups
    )


def group(name: str, answers: int, felt: int, asked: int | None = None) -> SurveyGroup:
    """A group of one name."""
    return SurveyGroup(names=(name,), answers=answers, positive=felt, invited=asked)

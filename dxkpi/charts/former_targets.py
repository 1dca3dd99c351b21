"""Former targets on a line chart: the path that was given up, in grey, with its step."""

from dxkpi.charts.plane import Label, Plane, YearPoint
from dxkpi.charts.spec import Layer
from dxkpi.rules.figure_course import FigureCourse
from dxkpi.rules.former_paths import FormerPath
from dxkpi.wording.language import Language
from dxkpi.wording.targets import bound_text

_WIDTH, _DASHES = 1.5, (2, 4)
_LABEL, _DISTANCE = 12, 15


def former_target_layers(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Layer]:
    """The paths with their targets, and where the present one left them."""
    lines: list[YearPoint] = []
    goals: list[YearPoint] = []
    for number, path in enumerate(course.former_paths):
        lines += [
            YearPoint(
                role="reference", year=y, value=float(v), segment=f"former {number}"
            )
            for y, v in path.figures.items()
            if y in course.years
        ]
        lines += _step(path, number)
        goals.append(_goal_point(course, path, language))
    return [
        *plane.line_layers(lines, _WIDTH, _DASHES),
        *plane.point_layers(goals, 70, shape="diamond", filled=False, strokeWidth=1.75),
    ]


def former_target_labels(
    course: FigureCourse, plane: Plane, language: Language
) -> list[Label]:
    """What was promised, beside its mark and away from the present target."""
    labels: list[Label] = []
    for path in course.former_paths:
        here = plane.pixel(path.goal)
        present = plane.pixel(next(iter(course.goal.values()), path.goal))
        y = here - _DISTANCE if here <= present else here + _DISTANCE
        text = _goal_text(course, path, language)
        labels.append(Label(path.deadline, y, text, "muted", _LABEL))
    return labels


def _step(path: FormerPath, number: int) -> list[YearPoint]:
    """The step from the former path to the present one, in the first year judged by it."""
    if path.step is None:
        return []
    year = path.revision.first_year
    return [
        YearPoint(
            role="reference", year=year, value=float(value), segment=f"step {number}"
        )
        for value in (path.figures[year], path.step)
    ]


def _goal_point(
    course: FigureCourse, path: FormerPath, language: Language
) -> YearPoint:
    return YearPoint(
        role="reference",
        year=path.deadline,
        value=float(path.goal),
        tip=_goal_text(course, path, language),
    )


def _goal_text(course: FigureCourse, path: FormerPath, language: Language) -> str:
    target = path.revision.before.target
    comparator = target.comparator if target else None
    goal = bound_text(course.indicator, path.goal, comparator, language)
    return language.gettext("former target {goal}", goal=goal)

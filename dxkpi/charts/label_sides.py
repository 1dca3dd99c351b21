"""On which side of a line chart's marks there is room for a label.

Heights are pixels from the top: a larger one lies lower. A side is −1 above a mark and 1 below it.
"""

from dxkpi.charts.label_spacing import freer_side
from dxkpi.charts.plane import Plane
from dxkpi.rules.figure_course import FigureCourse

ABOVE, BELOW = -1, 1

_CLOSE, _CLOSE_YEARS = 40, 3
_LEVEL = 12  # pixels of rise below which a line counts as level
_LEAN = 10.0


def free_side(course: FigureCourse, plane: Plane, year: int) -> tuple[int, float]:
    """On which side of a point its label stands, and how far it leans left or right, so
    that no line runs through it.
    """
    side = _side_without_lines(course, plane, year)
    rise = _rise_around(course, plane, year)
    if abs(rise) < _LEVEL:
        return side, 0.0
    leans_right = (rise > 0) == (side == BELOW)
    return side, _LEAN if leans_right else -_LEAN


def outer_side(course: FigureCourse) -> int:
    """The side of the target that the path does not come from."""
    return BELOW if course.falls_to_its_target else ABOVE


def goal_side(course: FigureCourse, plane: Plane, year: int) -> int:
    """On which side of the target its label stands: away from the path, else from a
    last figure that comes close.
    """
    last = max(course.known)
    distance = plane.pixel(course.known[last]) - plane.pixel(course.goal[year])
    is_soon = 0 < year - last <= _CLOSE_YEARS
    if is_soon and abs(distance) < _CLOSE:
        side, _lean = free_side(course, plane, last)
        return -side
    return outer_side(course)


def height_before(course: FigureCourse, plane: Plane, year: int) -> float | None:
    """The height of the line in the year before."""
    if year - 1 not in course.known:
        return None
    return plane.pixel(course.known[year - 1])


def height_after(course: FigureCourse, plane: Plane, year: int) -> float | None:
    """The height of the line in the year after, which the path stands in for."""
    for line in (course.known, course.path):
        if year + 1 in line:
            return plane.pixel(line[year + 1])
    return None


def _rise_around(course: FigureCourse, plane: Plane, year: int) -> float:
    """How far the line rises from the year before to the year after, in pixels."""
    here = plane.pixel(course.known[year])
    before = height_before(course, plane, year)
    after = height_after(course, plane, year)
    start = here if before is None else before
    end = here if after is None else after
    return start - end


def _side_without_lines(course: FigureCourse, plane: Plane, year: int) -> int:
    """Where no other line passes; else below a valley and above everything else."""
    here = plane.pixel(course.known[year])
    is_at_the_foot = here > plane.band[1] - 24
    if year in course.start and is_at_the_foot:
        return ABOVE  # below the baseline's point there is no room

    side = freer_side(here, _heights_of_other_lines(course, plane, year))
    if side != 0:
        return side
    return BELOW if _is_valley(course, plane, year) else ABOVE


def _heights_of_other_lines(
    course: FigureCourse, plane: Plane, year: int
) -> list[float]:
    """Where the path and the series of others pass in a year, but not on the figure itself."""
    figure = course.known[year]
    heights: list[float] = []
    for line in (course.path, *course.references.values()):
        if year in line and line[year] != figure:
            heights.append(plane.pixel(line[year]))
    return heights


def _is_valley(course: FigureCourse, plane: Plane, year: int) -> bool:
    """Whether the line lies higher in the year before and in the year after."""
    here = plane.pixel(course.known[year])
    before = height_before(course, plane, year)
    after = height_after(course, plane, year)
    if before is None or after is None:
        return False
    return before < here and after < here

"""A flag on a chart where the headquarters decided something."""

from dxkpi.charts.decision_flags import DecisionFlag, decision_layers
from dxkpi.charts.plane import Plane
from dxkpi.charts.spec import Layer
from dxkpi.wording.language import Language
from tests.support.decided import GUIDE, TRAIN

PLANE = Plane(range(2022, 2028), 200, left=20, right=20, band=(20, 160))


def marks_of(layer: Layer) -> list[DecisionFlag]:
    return [mark for mark in layer.values if isinstance(mark, DecisionFlag)]


def flags(*days: str) -> list[tuple[int, float]]:
    """The year and the part of a year behind it of each flag."""
    decisions = [GUIDE.changed(decided=day, until=None) for day in days]
    layers = decision_layers(decisions, PLANE, Language.JAPANESE)
    if not layers:
        return []
    pole, cloth = layers
    assert pole.values == cloth.values
    return [(mark.year, round(mark.part, 2)) for mark in marks_of(pole)]


def test_it_stands_as_far_behind_the_figure_as_the_month_is() -> None:
    assert flags("2026-05-27") == [(2025, 0.17)]
    assert flags("2026-03") == [(2025, 0.0)]
    assert flags("2026-02-01") == [(2024, 0.92)]


def test_a_month_has_one_flag() -> None:
    assert len(flags("2026-05-27", "2026-05-28", "2026-08")) == 2


def test_none_stands_outside_the_years() -> None:
    assert flags("2022-05", "2030-05", "2028-05") == []
    assert flags("2028-03") == [(2027, 0.0)]


def test_its_words_are_the_decision() -> None:
    [pole, _cloth] = decision_layers([GUIDE, TRAIN], PLANE, Language.JAPANESE)
    [flag] = marks_of(pole)
    assert flag.tip == (
        "R8.5.27 本部決定：窓口で電子申請を案内する（これから）、"
        "R8.5 本部決定：全課で操作研修を行う（済み）"
    )

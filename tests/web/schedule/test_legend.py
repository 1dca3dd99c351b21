"""The legend of the Gantt charts."""

from tests.support.apptest import Open, words


def test_the_legend_names_only_marks_that_occur(visit: Open) -> None:
    assert "薄れる" not in words(visit("schedule", city="472123"))
    assert "旗：目標時期" not in words(visit("schedule", city="472123"))
    hyuga = words(visit("schedule", city="452068"))
    assert "右へ薄れる棒" in hyuga
    assert "実線の棒" not in hyuga

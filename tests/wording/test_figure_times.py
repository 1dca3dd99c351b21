"""The time that figures are of, in words."""

import pytest

from dxkpi.wording.figure_times import (
    figure_time_label,
    figure_time_note,
    figure_year_text,
)
from dxkpi.wording.language import Language
from tests.support.indicators import indicator

JAPANESE = Language.JAPANESE


@pytest.mark.parametrize(
    ("fields", "year", "label"),
    [
        ({}, "令和5年度", ""),
        ({"calendar": "calendar_year"}, "令和5年（暦年）", "暦年"),
        ({"calendar": "school_year"}, "令和5年度（学校年度）", "学校年度"),
        ({"counted_on": "09-30"}, "令和5年9月30日現在", "9月30日現在"),
        ({"counted_on": "01-01"}, "令和6年1月1日現在", "1月1日現在"),
    ],
)
def test_a_year_is_named_as_the_figures_count(
    fields: dict[str, str], year: str, label: str
) -> None:
    own = indicator({2023: 5}, **fields)
    assert figure_year_text(own, 2023, JAPANESE) == year
    assert figure_time_label(own, JAPANESE) == label
    assert bool(figure_time_note(own, JAPANESE)) is bool(fields)


def test_the_first_calendar_year_of_an_era_is_its_first() -> None:
    own = indicator({2019: 5}, calendar="calendar_year")
    assert figure_year_text(own, 2019, JAPANESE) == "令和元年（暦年）"

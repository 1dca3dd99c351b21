"""The verdict on a survey in two sentences: where it stands, and what will come of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from dxkpi.plan import Survey
from dxkpi.wording.language import Language
from dxkpi.wording.survey_verdict import survey_verdict
from tests.support.surveys import OTHER_QUESTION, THREE_YEARS, course_of, survey


def verdict_of(surveys: Mapping[int, Survey], **fields: Any) -> str:
    """What is said of the last of these surveys, in Japanese."""
    course = course_of(surveys, **fields)
    return survey_verdict(course, course.outlook(2030), Language.JAPANESE)


@pytest.mark.parametrize(
    ("surveys", "words"),
    [
        (
            {2025: survey(300, 180)},
            "令和7年度は60.0%（±4.0）。目標75.0%には、これから毎年+3.0ポイントが必要です。",
        ),
        (
            {2025: survey(300, 180), 2026: survey(310, 192)},
            (
                "令和8年度は61.9%（±3.8）で、1年間ほぼ横ばいです。"
                "目標の線より1.1ポイント下ですが、その差は誤差の範囲です。"
                "目標75.0%には、これから毎年+3.3ポイントが必要です。"
            ),
        ),
        (
            {2025: survey(300, 180), 2026: survey(300, 120)},
            (
                "令和8年度は40.0%（±4.0）で、1年間で20.0ポイント、確かに下がりました。"
                "目標の線を23.0ポイント下回り、その差は誤差より大きいです。"
                "目標75.0%には、これから毎年+8.8ポイントが必要です。"
            ),
        ),
        (
            THREE_YEARS,
            (
                "令和9年度は66.3%（±3.6）で、2年間で6.3ポイント、確かに上がりました。"
                "このままなら、令和12年度の75.0%に届く可能性は五分五分（約52%）、"
                "見込みの幅は57～94%です。"
            ),
        ),
        (
            {2025: survey(300, 180), 2026: survey(310, 192, **OTHER_QUESTION)},
            (
                "令和8年度は61.9%（±3.8）。"
                "現状値は変更前の問いによるため、目標の線とは比べられません。"
                "目標75.0%には、これから毎年+3.3ポイントが必要です。"
            ),
        ),
    ],
)
def test_it_says_where_the_rate_stands_and_what_will_come(
    surveys: Mapping[int, Survey], words: str
) -> None:
    assert verdict_of(surveys) == words


def test_where_nothing_moves_the_target_will_not_be_reached() -> None:
    level = {year: survey(300, 180) for year in (2025, 2026, 2027)}
    words = verdict_of(level)
    assert "2年間ほぼ横ばいです。" in words


def test_a_trend_that_leads_there_says_so() -> None:
    rising = {
        2025: survey(600, 360),
        2026: survey(600, 385),
        2027: survey(600, 415),
        2028: survey(600, 440),
    }
    assert "このままなら、令和12年度の75.0%に届く見込みです。" in verdict_of(rising)


def test_a_trend_that_does_not_says_that() -> None:
    falling = {
        2025: survey(600, 360),
        2026: survey(600, 350),
        2027: survey(600, 345),
        2028: survey(600, 340),
    }
    assert "このままでは、令和12年度の75.0%に届かない見込みです。" in verdict_of(
        falling
    )

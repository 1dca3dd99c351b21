"""The sentences of a survey over the years."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import Baseline, Comparator, KeepTarget, Survey
from dxkpi.rules import judge
from dxkpi.survey import survey_course
from dxkpi.wording.judgement import judgement_note
from dxkpi.wording.language import Language
from dxkpi.wording.survey_course import survey_course_text
from tests.support.surveys import (
    OTHER_QUESTION,
    THREE_YEARS,
    course_of,
    survey,
    surveyed_indicator,
)

ENGLISH, JAPANESE = Language.ENGLISH, Language.JAPANESE


def words_of(
    surveys: Mapping[int, Survey], language: Language = ENGLISH, **fields: Any
) -> str:
    """What is said of the last of these surveys."""
    course = course_of(surveys, **fields)
    return survey_course_text(course, course.outlook(2030), language)


WORDS = (
    (
        "the first survey",
        {2025: survey(300, 180)},
        "FY2025: 60.0% (±4.0). The target of 75.0% asks for +3.0 points a year from now on.",
        "令和7年度は60.0%（±4.0）。目標75.0%には、これから毎年+3.0ポイントが必要です。",
    ),
    (
        "a false rise",
        {2025: survey(300, 180), 2026: survey(310, 192)},
        (
            "FY2026: 61.9% (±3.8). +1.9 points on the year before is within the margin of error. "
            "1.1 points below the target line, which is within the margin of error. The target of 75.0% asks for +3.3 points a year from now on."
        ),
        (
            "令和8年度は61.9%（±3.8）。前年度からの+1.9ポイントは誤差の範囲です。"
            "目標の線より1.1ポイント下ですが、その差は誤差の範囲です。目標75.0%には、これから毎年+3.3ポイントが必要です。"
        ),
    ),
    (
        "a real rise that reaches the target",
        {2025: survey(300, 180), 2026: survey(300, 225)},
        (
            "FY2026: 75.0% (±3.5). Up 15.0 points on the year before, more than the margin of error. "
            "The target of 75.0% is reached, within the margin of error."
        ),
        "令和8年度は75.0%（±3.5）。前年度から15.0ポイント上昇（誤差の範囲を超える変化）。目標75.0%に達していますが、その差は誤差の範囲です。",
    ),
    (
        "a fall",
        {2025: survey(300, 180), 2026: survey(300, 120)},
        (
            "FY2026: 40.0% (±4.0). Down 20.0 points on the year before, more than the margin of error. "
            "23.0 points below the target line, more than its margin. The target of 75.0% asks for +8.8 points a year from now on."
        ),
        (
            "令和8年度は40.0%（±4.0）。前年度から20.0ポイント低下（誤差の範囲を超える変化）。"
            "目標の線を23.0ポイント下回り、その差は誤差より大きいです。目標75.0%には、これから毎年+8.8ポイントが必要です。"
        ),
    ),
    (
        "three years",
        THREE_YEARS,
        (
            "FY2027: 66.3% (±3.6). Surely up 6.3 points in 2 years (95%: +0.9 to +11.6). "
            "+4.4 points on the year before is within the margin of error. "
            "0.3 points above the target line, which is within the margin of error. "
            "Outlook for FY2030: 57–94%, chance of 75.0%: as likely as not (about 52%)."
        ),
        (
            "令和9年度は66.3%（±3.6）。2年間で6.3ポイントの確かな上昇（95%で+0.9～+11.6）。"
            "前年度からの+4.4ポイントは誤差の範囲です。"
            "目標の線より0.3ポイント上ですが、その差は誤差の範囲です。"
            "令和12年度の見込みは57～94%、75.0%に届く可能性は五分五分（約52%）です。"
        ),
    ),
    (
        "another question",
        {2025: survey(300, 180), 2026: survey(310, 192, **OTHER_QUESTION)},
        (
            "FY2026: 61.9% (±3.8). It cannot be compared with the year before: the question changed. "
            "The target line ends where the question changed: the baseline is of the former one. The target of 75.0% asks for +3.3 points a year from now on."
        ),
        (
            "令和8年度は61.9%（±3.8）。問いが変わったため、前年度とは比べられません。"
            "現状値は変更前の問いによるため、目標の線とは比べられません。目標75.0%には、これから毎年+3.3ポイントが必要です。"
        ),
    ),
    (
        "on the line",
        {2025: survey(300, 180), 2026: survey(300, 189)},
        (
            "FY2026: 63.0% (±3.9). +3.0 points on the year before is within the margin of error. "
            "Exactly on the target line. The target of 75.0% asks for +3.0 points a year from now on."
        ),
        (
            "令和8年度は63.0%（±3.9）。前年度からの+3.0ポイントは誤差の範囲です。"
            "目標の線のとおりです。目標75.0%には、これから毎年+3.0ポイントが必要です。"
        ),
    ),
    (
        "a year left out, and none ahead",
        {2025: survey(300, 180), 2030: survey(300, 200)},
        (
            "FY2030: 66.7% (±3.8). Up 6.7 points on FY2025, more than the margin of error. "
            "At the deadline 8.3 points short of the target of 75.0%."
        ),
        (
            "令和12年度は66.7%（±3.8）。令和7年度から6.7ポイント上昇（誤差の範囲を超える変化）。"
            "期限を迎え、目標75.0%に8.3ポイント届きませんでした。"
        ),
    ),
)


@pytest.mark.parametrize(
    ("known", "english", "japanese"),
    [row[1:] for row in WORDS],
    ids=[row[0] for row in WORDS],
)
def test_the_last_survey_is_said_in_a_few_sentences(
    known: Mapping[int, Survey], english: str, japanese: str
) -> None:
    assert words_of(known) == english
    assert words_of(known, JAPANESE) == japanese


def test_without_a_target_only_rate_and_change_are_said() -> None:
    bare = words_of(
        {2025: survey(300, 180), 2026: survey(310, 192)}, baseline=None, target=None
    )
    assert (
        bare
        == "FY2026: 61.9% (±3.8). +1.9 points on the year before is within the margin of error."
    )


@settings(deadline=None)
@given(
    st.dictionaries(
        st.integers(2020, 2030),
        st.integers(1, 400).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
        min_size=1,
        max_size=8,
    ),
    st.booleans(),
)
def test_whatever_the_surveys_the_sentence_agrees_with_the_counts(
    counts: dict[int, tuple[int, int]], changed: bool
) -> None:
    known = {year: survey(*one) for year, one in counts.items()}
    if changed:
        known[max(known)] = known[max(known)].model_copy(update=OTHER_QUESTION)
    found, sentence = course_of(known), words_of(known)
    assert sentence.startswith(f"FY{max(known)}: ")
    assert ("cannot be compared" in sentence) is (changed and len(known) > 1)
    assert ("more than the margin" in sentence) is (
        found.change is not None and found.change.is_certain
    )
    is_told_as_chance = re.search(r" on [^.]* is within the margin", sentence)
    assert bool(is_told_as_chance) is (
        found.change is not None and not found.change.is_certain
    )
    whole = found.change_since_start
    assert ("Surely" in sentence) is (whole is not None and whole.is_certain)
    no_change_at_all = re.search(r" in \d+ years? is within the margin", sentence)
    assert bool(no_change_at_all) is (whole is not None and whole.is_within_margin)
    assert ("Outlook" in sentence) is (found.outlook(2030) is not None)


def test_a_year_that_should_have_a_figure_says_so_before_the_last_survey_is_told() -> (
    None
):
    known = {2025: survey(300, 180), 2026: survey(300, 190)}
    found = course_of(known, 2027)
    assert survey_course_text(found, found.outlook(2030), ENGLISH).startswith(
        "There is no figure for FY2027 yet. FY2026: 63.3% (±3.9). +3.3 points on FY2025 is within"
    )
    ahead = survey_course(judge(surveyed_indicator(known), 2027, due=False))
    assert ahead is not None
    assert survey_course_text(ahead, None, ENGLISH).startswith("FY2026: 63.3%")


def test_a_deadline_that_passed_without_a_figure_is_not_said_to_be_missed_by_the_last_one() -> (
    None
):
    found = course_of({2025: survey(300, 180), 2026: survey(300, 190)}, 2031)
    assert survey_course_text(found, None, ENGLISH).endswith(
        "11.7 points short of the target of 75.0%."
    )
    assert "deadline" not in survey_course_text(found, None, ENGLISH)


def test_a_certain_change_smaller_than_the_figures_show_has_the_direction_that_it_has() -> (
    None
):
    everybody = {2025: survey(9000, 6002, 9000), 2026: survey(9000, 6001, 9000)}
    assert "Down 0.01 points" in words_of(everybody)


@pytest.mark.parametrize(
    ("least", "verdict"),
    [
        ("55", "is fulfilled"),
        ("60", "is fulfilled, within the margin of error"),
        ("65", "is not fulfilled, but within the margin of error"),
        ("70", "is not fulfilled"),
    ],
)
def test_of_a_target_for_every_year_it_is_said_whether_it_is_fulfilled(
    least: str, verdict: str
) -> None:
    keep = KeepTarget(value=Decimal(least), comparator=Comparator.AT_LEAST)
    words = words_of({2025: survey(300, 180), 2026: survey(300, 190)}, target=keep)
    assert words.endswith(
        f"The year's target (every year {least}.0% or more) {verdict}."
    )


def test_it_is_told_that_a_changed_question_is_not_compared() -> None:
    surveys = {2026: survey(300, 190), 2027: survey(300, 150, **OTHER_QUESTION)}
    judgement = judge(surveyed_indicator(surveys), 2027)
    assert "not compared" in judgement_note(judgement, ENGLISH)


def rates_from_64(*positive: int) -> str:
    """What is said of a rate of 620 answers of 1000, which was 64.4 in 2025."""
    surveys = {2026 + n: survey(620, times, 1000) for n, times in enumerate(positive)}
    start = Baseline(fiscal_year=2025, value=Decimal("64.4"))
    return words_of(surveys, JAPANESE, baseline=start)


def test_three_years_of_noise_are_told_as_noise_and_what_falls_short_as_that() -> None:
    assert rates_from_64(403) == (
        "令和8年度は65.0%（±2.3）。1年間の+0.6ポイントは誤差の範囲です。"
        "目標の線より1.5ポイント下ですが、その差は誤差の範囲です。"
        "目標75.0%には、これから毎年+2.5ポイントが必要です。"
    )
    assert "2年間で+3.5ポイント（出発点の誤差は分かりません）" in rates_from_64(
        403, 421
    )
    assert rates_from_64(403, 421, 409) == (
        "令和10年度は66.0%（±2.3）。3年間の+1.6ポイントは誤差の範囲です。"
        "前年度からの−1.9ポイントは誤差の範囲です。"
        "目標の線を4.8ポイント下回り、その差は誤差より大きいです。"
        "令和12年度の見込みは63～74%、75.0%に届く可能性は1割未満（約7%）です。"
    )

"""A staff survey's facts in words."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.findings import FactList, Finding, Percentage, Phrase, make_finding
from dxkpi.plan import Direction
from dxkpi.plan.staff_survey import SurveyAspect
from dxkpi.rules import Forecast, YearForecast, chance_of_target
from dxkpi.rules.survey_margin import Interval, rate_interval
from dxkpi.survey import AnswerSheet, count_survey
from dxkpi.survey.comparability import replacement_findings
from dxkpi.wording.findings import finding_text
from dxkpi.wording.language import Language
from dxkpi.wording.survey import (
    chance_text,
    changed_aspects_text,
    rate_with_margin,
    rate_with_range,
)
from tests.support import answered
from tests.support.surveys import (
    THREE_YEARS,
    survey,
    survey_group,
    survey_of_departments,
    surveyed_indicator,
)

ENGLISH, JAPANESE = Language.ENGLISH, Language.JAPANESE


def ahead(centre: str, spread: str = "4", years: int = 3) -> Forecast:
    """A trend of level figures that leads to a figure with this scatter."""
    end = YearForecast(2030, Decimal(centre), Decimal(0), Decimal(100), Decimal(spread))
    return Forecast(
        tuple(range(2025, 2025 + years)),
        Decimal(centre),
        Decimal(0),
        Decimal(4),
        Decimal(2),
        (end,),
    )


@pytest.mark.parametrize(
    ("centre", "words"),
    [
        ("70", "as likely as not (about 50%)"),
        ("72", "likely (about 65%)"),
        ("67", "about one in three (about 30%)"),
        ("62", "one or two in ten (about 15%)"),
        ("0", "less than one in ten (about 2%)"),
        ("80", "likely (about 88%)"),
        ("100", "almost certain (about 96%)"),
    ],
)
def test_the_chance_is_said_in_words_with_its_figure_beside(
    centre: str, words: str
) -> None:
    assert (
        chance_text(
            ahead(centre), Decimal(70), surveyed_indicator(THREE_YEARS), ENGLISH
        )
        == words
    )


def test_the_chance_of_what_is_to_fall_is_that_of_falling() -> None:
    falling = surveyed_indicator(
        THREE_YEARS, direction=Direction.LOWER, baseline=None, target=None
    )
    never = chance_text(ahead("100"), Decimal(70), falling, ENGLISH)
    assert never == "less than one in ten (about 4%)"
    assert chance_text(ahead("65"), Decimal(70), falling, ENGLISH) == (
        "likely (about 79%)"
    )


def test_there_is_no_chance_where_nothing_is_known_of_the_scatter() -> None:
    assert (
        chance_text(
            ahead("70", "0"), Decimal(70), surveyed_indicator(THREE_YEARS), ENGLISH
        )
        is None
    )


@settings(deadline=None)
@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1), st.integers(3, 9))
def test_the_figure_is_the_chance_in_whole_per_cents(
    centre: Decimal, goal: Decimal, years: int
) -> None:
    found = ahead(str(centre), years=years)
    share, words = (
        chance_of_target(found, goal, higher=True),
        chance_text(found, goal, surveyed_indicator(THREE_YEARS), ENGLISH),
    )
    assert share is not None
    assert words is not None
    figure = words[words.index("(") + 1 : -1]
    if figure.startswith("about "):
        percent = Decimal(figure.removeprefix("about ").rstrip("%"))
        assert abs(percent - 100 * share) <= Decimal("0.5")
    else:
        is_little = share < Decimal("0.5")
        assert figure == ("less than 1%" if is_little else "more than 99%")


def test_a_figure_is_said_with_its_margin() -> None:
    even, felt = (
        Interval(Decimal("64.5"), Decimal("70.78")),
        surveyed_indicator(THREE_YEARS),
    )
    assert rate_with_margin(felt, Decimal("67.8"), even, ENGLISH) == "67.8% (±3.1)"
    japanese = rate_with_margin(felt, Decimal("67.8"), even, JAPANESE)
    assert japanese == "67.8%（±3.1）"


def test_a_margin_that_lies_unevenly_is_said_from_where_to_where() -> None:
    everybody, felt = survey(20, 20, None), surveyed_indicator(THREE_YEARS)
    assert (
        rate_with_margin(felt, Decimal(100), rate_interval(everybody), ENGLISH)
        == "100.0% (83.9–100.0)"
    )
    nobody = survey(50, 0, None)
    assert (
        rate_with_margin(felt, Decimal(0), rate_interval(nobody), ENGLISH)
        == "0.0% (0.0–7.1)"
    )


def test_a_group_is_said_with_its_range() -> None:
    group = survey_group("市民課", 28, 23)
    assert rate_with_range(group, ENGLISH) == "82% (64–92)"


def test_what_was_changed_is_said_in_a_row() -> None:
    assert changed_aspects_text((SurveyAspect.QUESTION,), ENGLISH) == "the question"
    assert (
        changed_aspects_text(tuple(SurveyAspect), ENGLISH)
        == "the question, the choices, what counts as felt"
    )


def test_lost_parts_are_said_in_a_row() -> None:
    names = [f"{n}課" for n in range(9)]
    before = survey_of_departments(*(survey_group(name, 5, 2) for name in names))
    groups = (survey_group("主任級", 45, 18),)
    before = before.model_copy(update={"positions": groups, "invited": 60})
    now = survey_of_departments(survey_group("8課", 45, 18))
    [_again, gone] = replacement_findings(before, now, 2026)
    assert finding_text(gone, ENGLISH).endswith(
        "By position, 0課, 1課, 2課, 3課, 4課, 5課, 6課, 7課, Staff asked in all"
    )


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (
            make_finding("survey_column_twice", value="所属"),
            (
                "The column “所属” is chosen for two things. "
                "Choose another one for one of them, or none."
            ),
        ),
        (
            make_finding("survey_blanks", n=1, rows=FactList((5,))),
            (
                "1 forms leave the question blank (rows 5); "
                "they are not counted as answers."
            ),
        ),
        (
            make_finding("survey_blanks", n=9, rows=FactList((2, 3), shortened=True)),
            (
                "9 forms leave the question blank (rows 2, 3…); "
                "they are not counted as answers."
            ),
        ),
        (
            make_finding("survey_heading_twice", value="所属", n=2, which=1, at=5),
            (
                "2 columns have the heading “所属”. "
                "Number 1 of them is read (column 5 from the left)."
            ),
        ),
        (
            make_finding("survey_changed", what=FactList((SurveyAspect.CHOICES,))),
            (
                "Changed since the last survey: the choices. The two years cannot be "
                "compared, and the line of the chart is broken there."
            ),
        ),
        (
            make_finding("survey_too_many_staff", value=Phrase.ALL_STAFF, asked=10**11),
            "all: 100000000000 staff are more than there can be. Mend the number.",
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Finding) else "",
)
def test_what_is_noticed_of_answers_is_told(finding: Finding, words: str) -> None:
    assert finding_text(finding, ENGLISH) == words


@pytest.mark.parametrize(
    ("finding", "part"),
    [
        (make_finding("survey_too_few", n=4, smallest=5), "Only 4 answers"),
        (
            make_finding("survey_unknown_choice", n=2, rows=FactList((38, 39))),
            "2 times (rows 38, 39)",
        ),
        (
            make_finding("survey_repeated_last", n=1, rows=FactList((2, 38))),
            "rows 2, 38",
        ),
        (
            make_finding(
                "survey_department",
                value="市民科",
                near="市民課",
                n=1,
                rows=FactList((2,)),
            ),
            "Is it 市民課?",
        ),
        (make_finding("survey_new_department", value="室", n=12), "“室” (12 answers)"),
        (
            make_finding("survey_too_many", value="課", answers=12, asked=11),
            "12 answers, but 11 staff asked",
        ),
        (
            make_finding("survey_too_many_in_all", answers=36, asked=35),
            "36 answers, but 35 staff asked in all",
        ),
        (
            make_finding(
                "survey_low_response", share=Percentage(Decimal(36), 1), n=36, asked=100
            ),
            "36.0% answered (36 of 100)",
        ),
        (
            make_finding("survey_staff_differ", staff=60, asked=50),
            "add up to 60, but 50 were asked",
        ),
        (
            make_finding(
                "survey_pooled", n=2, names=FactList(("会計課", "監査課")), smallest=5
            ),
            "会計課, 監査課",
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Finding) else "",
)
def test_what_is_noticed_is_told_with_its_numbers(finding: Finding, part: str) -> None:
    assert part in finding_text(finding, ENGLISH)


def test_findings_speak_japanese() -> None:
    rows = answered.but(answered.answers(), 1, section="市民科")
    rows = answered.but(answered.but(rows, 2, choice="未定"), 3, choice="")
    sheet = AnswerSheet(
        tuple(rows[0]),
        tuple(tuple(row.values()) for row in rows),
        tuple(range(2, len(rows) + 2)),
    )
    method = replace(answered.probable(sheet), invited=30, excluded=())
    findings = count_survey(sheet, method, 5, list(answered.SECTIONS)).findings
    codes = {finding.code for finding in findings}
    assert {"survey_blanks", "survey_unknown_choice", "survey_department"} <= codes
    assert not [
        text
        for text in (finding_text(finding, JAPANESE) for finding in findings)
        if text.isascii()
    ]

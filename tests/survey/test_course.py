"""The survey over the years: what may be compared, what changed for certain, and the sentence that says so."""

from collections.abc import Mapping
from decimal import Decimal
from statistics import NormalDist
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.charts.course import FigureCourse as Drawn
from dxkpi.plan import (
    Aggregation,
    Baseline,
    Comparator,
    Direction,
    Indicator,
    Plan,
    Survey,
    SurveyGroup,
    Target,
    TargetRule,
    ValueType,
)
from dxkpi.rules import (
    Forecast,
    Reason,
    Status,
    YearForecast,
    chance_of_target,
    forecast,
    judge,
)
from dxkpi.survey import (
    IndicatorTrend,
    Interval,
    SurveyCourse,
    change_interval,
    indicator_trend,
    likely,
    rate_interval,
    survey_breaks,
    survey_course,
    surveyed_actual,
    surveys_by_year,
    told,
    with_margin,
)
from dxkpi.survey.course import survey_before
from dxkpi.wording import judgement as wording
from dxkpi.wording import language
from dxkpi.wording.language import current_language

FELT, NOT = "思う", "思わない"
QUESTION = "デジタル化が進んだと感じるか"


def group(name: str, answers: int, felt: int, *others: str) -> SurveyGroup:
    return SurveyGroup(names=(name, *others), answers=answers, positive=felt)


def survey(answers: int, felt: int, asked: int | None = 620, **fields: Any) -> Survey:
    tally = {FELT: felt, NOT: answers - felt}
    return Survey(
        **{"question": QUESTION, "tally": tally, "counted": (FELT,), "asked": asked}
        | fields
    )


def realised(known: Mapping[int, Survey], **fields: Any) -> Indicator:
    """An indicator with these surveys; from 60.0 in 2025 to 75.0 in 2030."""
    facts: dict[str, Any] = {
        "code": "K01",
        "name": "実感率",
        "unit": "%",
        "value_type": ValueType.NUMBER,
        "direction": Direction.HIGHER,
        "aggregation": Aggregation.POINT,
        "decimals": 1,
        "baseline": Baseline(fiscal_year=2025, as_of="2026-03", value=Decimal("60.0")),
        "target": Target(
            rule=TargetRule.REACH, value=Decimal("75.0"), fiscal_year=2030
        ),
    }
    bare = Indicator(**facts | fields)
    return bare.model_copy(
        update={
            "actuals": tuple(
                surveyed_actual(bare, year, one, None) for year, one in known.items()
            )
        }
    )


def followed(
    known: Mapping[int, Survey], year: int | None = None, **fields: Any
) -> SurveyCourse:
    found = survey_course(
        judge(realised(known, **fields), year or max(known), due=True)
    )
    assert found is not None
    return found


def said(known: Mapping[int, Survey], **fields: Any) -> str:
    found = followed(known, **fields)
    return told(found, found.outlook(2030))


SIX = {2025: survey(300, 180), 2026: survey(310, 192), 2027: survey(320, 212)}
OTHER: dict[str, Any] = {"question": "市役所のデジタル化は進んだか"}


# Which years may be compared


def test_years_that_ask_and_count_alike_have_no_break() -> None:
    assert survey_breaks(SIX) == {}
    assert followed(SIX).first_comparable is None
    assert followed(SIX).comparable == followed(SIX).indicator


def test_each_change_breaks_the_line_in_its_year() -> None:
    known = {
        2022: survey(300, 150, **OTHER),
        **SIX,
        2028: survey(300, 200, excluded={"わからない": 3}),
    }
    assert survey_breaks(known) == {
        2025: ("the question",),
        2028: ("the choices", "what counts as felt"),
    }
    found = followed(known)
    assert found.first_comparable == 2028
    assert [one.fiscal_year for one in found.comparable.actuals] == [2028]
    assert found.comparable.baseline is None
    assert found.indicator.baseline is not None


def test_years_before_the_break_are_compared_among_themselves_when_looking_back() -> (
    None
):
    known = {**SIX, 2028: survey(300, 200, **OTHER)}
    assert followed(known).change is None
    back = followed(known, 2027)
    assert back.change is not None
    assert (back.last, back.previous) == (2027, 2026)
    assert back.comparable.baseline is not None


def test_there_is_no_course_without_a_survey() -> None:
    assert survey_course(judge(realised({}), 2026, due=True)) is None
    assert survey_course(judge(realised(SIX), 2024, due=True)) is None
    assert surveys_by_year(realised(SIX)) == SIX


def test_surveys_are_in_the_order_of_their_years() -> None:
    turned = realised(dict(reversed(SIX.items())))
    assert list(surveys_by_year(turned)) == [2025, 2026, 2027]


# What changed


def test_a_change_inside_the_margin_is_none() -> None:
    found = followed(SIX).change
    assert found is not None
    assert (found.before, found.now, found.points) == (2026, 2027, Decimal("4.4"))
    assert found.interval.low < 0 < found.interval.high
    assert not found.certain


@pytest.mark.parametrize(("felt", "sign"), [(280, 1), (90, -1)])
def test_a_change_outside_the_margin_is_one(felt: int, sign: int) -> None:
    found = followed({2025: survey(300, 180), 2026: survey(300, felt)}).change
    assert found is not None
    assert found.certain
    assert found.interval.sign == sign == (1 if found.points > 0 else -1)


def test_a_single_survey_has_no_change() -> None:
    assert followed({2026: SIX[2026]}).change is None
    assert followed({2026: SIX[2026]}).group_changes("departments") == ()


@settings(deadline=None)
@given(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))),
    st.integers(0, 300),
)
def test_the_change_is_that_of_the_counts(now: tuple[int, int], before: int) -> None:
    known = {2025: survey(300, before), 2026: survey(*now)}
    found = followed(known).change
    assert found is not None
    assert found.interval == change_interval(known[2026], known[2025])
    assert (
        found.interval.low - Decimal("0.1")
        <= found.points
        <= found.interval.high + Decimal("0.1")
    )


def of_groups(*groups: SurveyGroup) -> Survey:
    return survey(
        sum(g.answers for g in groups),
        sum(g.positive for g in groups),
        None,
        departments=groups,
    )


BEFORE = of_groups(
    group("市民課", 60, 20),
    group("福祉課", 60, 30),
    group("税務課", 40, 20),
    group("会計課", 9, 4, "監査課"),
)
NOW = of_groups(
    group("市民課", 60, 50),
    group("福祉課", 60, 34),
    group("情報課", 30, 20),
    group("会計課", 8, 5, "監査課"),
)


def test_only_groups_that_both_years_tell_apart_are_compared() -> None:
    found = followed({2025: BEFORE, 2026: NOW}).group_changes("departments")
    assert [(one.name, round(one.points, 1), one.certain) for one in found] == [
        ("市民課", Decimal("50.0"), True),
        ("福祉課", Decimal("6.7"), False),
    ]


def test_a_section_that_was_put_together_in_one_of_the_years_is_not_compared() -> None:
    alone = of_groups(
        group("市民課", 60, 50), group("会計課", 8, 5), group("監査課", 8, 5)
    )
    found = followed({2025: BEFORE, 2026: alone}).group_changes("departments")
    assert [one.name for one in found] == ["市民課"]


def test_the_more_groups_are_looked_at_the_more_each_must_have_changed() -> None:
    def year(others: int, felt: int) -> Survey:
        return of_groups(
            group("市民課", 60, felt), *(group(f"{n}課", 60, 30) for n in range(others))
        )

    certain = []
    for others in (0, 1, 30):
        [found] = [
            one
            for one in followed(
                {2025: year(others, 24), 2026: year(others, 36)}
            ).group_changes("departments")
            if one.name == "市民課"
        ]
        assert found.interval == change_interval(
            group("市民課", 60, 36), group("市民課", 60, 24), looks=others + 1
        )
        certain.append(found.certain)
    assert certain == [True, False, False]


def test_groups_of_years_that_cannot_be_compared_are_not() -> None:
    assert (
        followed({2025: BEFORE, 2026: NOW.model_copy(update=OTHER)}).group_changes(
            "departments"
        )
        == ()
    )
    assert followed({2025: BEFORE, 2026: NOW}).group_changes("ages") == ()


def test_the_groups_of_a_year_without_a_survey_are_none() -> None:
    found = followed({2025: BEFORE, 2026: NOW})
    assert found.groups("departments", 2026) == NOW.departments
    assert found.groups("departments", 2024) == found.groups("positions", 2026) == ()


# Ahead


def test_the_outlook_takes_comparable_years_only() -> None:
    assert followed(SIX).outlook(2030) is not None
    broken = {
        2024: survey(300, 270),
        2025: survey(300, 180, **OTHER),
        2026: survey(310, 192, **OTHER),
    }
    assert followed(broken).outlook(2030) is None
    more = {**broken, 2027: survey(320, 212, **OTHER)}
    found = followed(more).outlook(2030)
    assert found is not None
    assert found.years == (2025, 2026, 2027)


def test_the_outlook_scatters_at_least_as_the_surveys_may() -> None:
    straight = {2025: survey(300, 180), 2026: survey(300, 186), 2027: survey(300, 192)}
    found = followed(straight).outlook(2030)
    assert found is not None
    margins = [
        rate_interval(one).margin / Decimal(str(NormalDist().inv_cdf(0.975)))
        for one in straight.values()
    ]
    assert abs(
        found.deviation - (sum((m * m for m in margins), Decimal(0)) / 3).sqrt()
    ) < Decimal("1e-9")
    bare = forecast(realised(straight), 2027, 2030)
    assert bare is not None
    assert bare.deviation == 0


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
        ("70", "about 50%"),
        ("72", "about 65%"),
        ("55", "about 10%"),
        ("0", "less than 5%"),
        ("100", "more than 95%"),
    ],
)
def test_the_chance_is_said_in_steps_of_five_percent(centre: str, words: str) -> None:
    assert likely(ahead(centre), Decimal(70), realised(SIX)) == words


def test_the_chance_of_what_is_to_fall_is_that_of_falling() -> None:
    falling = realised(SIX, direction=Direction.LOWER, baseline=None, target=None)
    assert likely(ahead("100"), Decimal(70), falling) == "less than 5%"
    assert likely(ahead("55"), Decimal(70), falling) == "about 90%"


def test_there_is_no_chance_where_nothing_is_known_of_the_scatter() -> None:
    assert likely(ahead("70", "0"), Decimal(70), realised(SIX)) is None


@settings(deadline=None)
@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1), st.integers(3, 9))
def test_what_is_said_is_never_farther_from_the_chance_than_half_a_step(
    centre: Decimal, goal: Decimal, years: int
) -> None:
    found = ahead(str(centre), years=years)
    share, words = (
        chance_of_target(found, goal, higher=True),
        likely(found, goal, realised(SIX)),
    )
    assert share is not None
    assert words is not None
    if words.startswith("about "):
        assert abs(
            Decimal(words.removeprefix("about ").rstrip("%")) - 100 * share
        ) <= Decimal("2.5")
    else:
        assert words == ("less than 5%" if share < Decimal("0.5") else "more than 95%")


# In words

WORDS = (
    (
        "the first survey",
        {2025: survey(300, 180)},
        "令和7年度: 60.0% (±4.0). The target of 75.0% asks for +3.0 points a year from now on.",
        "令和7年度は60.0%（±4.0）。目標75.0%には、これから毎年+3.0ポイントが必要です。",
    ),
    (
        "a false rise",
        {2025: survey(300, 180), 2026: survey(310, 192)},
        (
            "令和8年度: 61.9% (±3.8). +1.9 points on the year before is within the margin of error. "
            "1.1 points below the target line. The target of 75.0% asks for +3.3 points a year from now on."
        ),
        (
            "令和8年度は61.9%（±3.8）。前年度からの+1.9ポイントは誤差の範囲です。"
            "目標の線を1.1ポイント下回っています。目標75.0%には、これから毎年+3.3ポイントが必要です。"
        ),
    ),
    (
        "a real rise that reaches the target",
        {2025: survey(300, 180), 2026: survey(300, 225)},
        (
            "令和8年度: 75.0% (±3.5). Up 15.0 points on the year before, more than the margin of error. "
            "The target of 75.0% is reached."
        ),
        "令和8年度は75.0%（±3.5）。前年度から15.0ポイント上昇（誤差の範囲を超える変化）。目標75.0%を達成しています。",
    ),
    (
        "a fall",
        {2025: survey(300, 180), 2026: survey(300, 120)},
        (
            "令和8年度: 40.0% (±4.0). Down 20.0 points on the year before, more than the margin of error. "
            "23.0 points below the target line. The target of 75.0% asks for +8.8 points a year from now on."
        ),
        (
            "令和8年度は40.0%（±4.0）。前年度から20.0ポイント低下（誤差の範囲を超える変化）。"
            "目標の線を23.0ポイント下回っています。目標75.0%には、これから毎年+8.8ポイントが必要です。"
        ),
    ),
    (
        "three years",
        SIX,
        (
            "令和9年度: 66.3% (±3.6). +4.4 points on the year before is within the margin of error. "
            "0.3 points above the target line. Outlook for 令和12年度: 57.1–93.6%."
        ),
        (
            "令和9年度は66.3%（±3.6）。前年度からの+4.4ポイントは誤差の範囲です。"
            "目標の線を0.3ポイント上回っています。令和12年度の見込みは57.1～93.6%。"
        ),
    ),
    (
        "another question",
        {2025: survey(300, 180), 2026: survey(310, 192, **OTHER)},
        (
            "令和8年度: 61.9% (±3.8). It cannot be compared with the year before: the question changed. "
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
            "令和8年度: 63.0% (±3.9). +3.0 points on the year before is within the margin of error. "
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
            "令和12年度: 66.7% (±3.8). Up 6.7 points on 令和7年度, more than the margin of error. "
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
    assert said(known) == english
    language.use("ja")
    assert said(known) == japanese


def test_without_a_target_only_rate_and_change_are_said() -> None:
    bare = said(
        {2025: survey(300, 180), 2026: survey(310, 192)}, baseline=None, target=None
    )
    assert (
        bare
        == "令和8年度: 61.9% (±3.8). +1.9 points on the year before is within the margin of error."
    )


def test_a_figure_is_said_with_its_margin() -> None:
    even, felt = Interval(Decimal("64.5"), Decimal("70.78")), realised(SIX)
    assert with_margin(felt, Decimal("67.8"), even) == "67.8% (±3.1)"
    language.use("ja")
    assert with_margin(felt, Decimal("67.8"), even) == "67.8%（±3.1）"


def test_a_margin_that_lies_unevenly_is_said_from_where_to_where() -> None:
    everybody, felt = survey(20, 20, None), realised(SIX)
    assert (
        with_margin(felt, Decimal(100), rate_interval(everybody))
        == "100.0% (83.9–100.0)"
    )
    nobody = survey(50, 0, None)
    assert with_margin(felt, Decimal(0), rate_interval(nobody)) == "0.0% (0.0–7.1)"


CHANGED = {
    2025: survey(300, 180),
    2026: survey(300, 190),
    2027: survey(300, 150, **OTHER),
}


@pytest.mark.parametrize(
    "rule", [TargetRule.REACH, TargetRule.IMPROVE, TargetRule.RISE]
)
def test_nothing_is_judged_against_a_figure_of_another_question(
    rule: TargetRule,
) -> None:
    reach = (
        Target(rule=rule, value=Decimal(75), fiscal_year=2030)
        if rule is TargetRule.REACH
        else Target(rule=rule)
    )
    indicator = realised(CHANGED, target=reach)
    before, after = judge(indicator, 2026), judge(indicator, 2027)
    assert before.status not in (Status.NOT_ASSESSABLE, Status.NOT_REPORTED)
    assert (after.status, after.reason) == (
        Status.NOT_ASSESSABLE,
        Reason.QUESTION_CHANGED,
    )
    assert (after.expected, after.pace, after.progress_rate) == (None, None, None)
    assert "not compared" in wording.judgement_note(after, current_language())


def test_a_target_reached_is_reached_whatever_was_asked_before() -> None:
    known = {**CHANGED, 2028: survey(300, 240, **OTHER)}
    assert judge(realised(known), 2028).status is Status.ACHIEVED
    assert judge(realised(known), 2027).status is Status.NOT_ASSESSABLE


def test_the_first_years_of_a_new_question_are_compared_among_themselves() -> None:
    known = {**CHANGED, 2028: survey(300, 170, **OTHER)}
    assert (
        judge(realised(known, target=Target(rule=TargetRule.IMPROVE)), 2028).reason
        is Reason.IMPROVED
    )


def test_the_path_to_the_target_ends_where_the_question_changes() -> None:
    drawn = Drawn(
        realised(CHANGED), [judge(realised(CHANGED), 2027)], range(2025, 2031)
    )
    assert list(drawn.path) == [2025, 2026]


def test_no_outlook_is_given_for_a_year_that_is_over(sample_plan: Plan) -> None:
    indicator = realised({**SIX, 2028: survey(300, 205)})
    ahead, over = (
        indicator_trend(sample_plan, judge(indicator, year), []).outlook
        for year in (2028, 2030)
    )
    assert ahead is not None
    assert over is None


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
        known[max(known)] = known[max(known)].model_copy(update=OTHER)
    found, sentence = followed(known), said(known)
    assert sentence.startswith(
        f"令和{max(known) - 2018}年度: " if max(known) > 2018 else ""
    )
    assert ("cannot be compared" in sentence) is (changed and len(known) > 1)
    assert ("more than the margin" in sentence) is (
        found.change is not None and found.change.certain
    )
    assert ("within the margin" in sentence) is (
        found.change is not None and not found.change.certain
    )
    assert ("Outlook" in sentence) is (found.outlook(2030) is not None)


def test_the_demo_city_has_every_difficulty(sample_plan: Plan) -> None:
    indicator = sample_plan.realisation
    assert indicator is not None
    found = survey_course(judge(indicator, 2025, due=True))
    assert found is not None
    assert len(found.surveys) == 5
    assert len(found.breaks) == 1
    assert any(len(one.names) > 1 for one in found.latest.departments)
    changes = found.group_changes("departments")
    assert any(one.certain for one in changes)
    assert (
        max(
            (one for one in changes if not one.certain), key=lambda one: abs(one.points)
        ).points
        > 20
    )
    assert found.change is not None
    assert not found.change.certain
    assert any(
        one.invited is not None and one.answers * 2 < one.invited
        for one in found.surveys.values()
    )


def test_a_year_that_should_have_a_figure_says_so_before_the_last_survey_is_told() -> (
    None
):
    known = {2025: survey(300, 180), 2026: survey(300, 190)}
    found = followed(known, 2027)
    assert told(found, found.outlook(2030)).startswith(
        "There is no figure for 令和9年度 yet. 令和8年度: 63.3% (±3.9). +3.3 points on 令和7年度 is within"
    )
    ahead = survey_course(judge(realised(known), 2027, due=False))
    assert ahead is not None
    assert told(ahead, None).startswith("令和8年度: 63.3%")


def test_a_deadline_that_passed_without_a_figure_is_not_said_to_be_missed_by_the_last_one() -> (
    None
):
    found = followed({2025: survey(300, 180), 2026: survey(300, 190)}, 2031)
    assert told(found, None).endswith("11.7 points short of the target of 75.0%.")
    assert "deadline" not in told(found, None)


def test_a_certain_change_smaller_than_the_figures_show_has_the_direction_that_it_has() -> (
    None
):
    everybody = {2025: survey(9000, 6002, 9000), 2026: survey(9000, 6001, 9000)}
    assert "Down 0.01 points" in said(everybody)


def test_no_pace_is_told_across_a_change_of_the_survey(sample_plan: Plan) -> None:
    def followed_in(known: Mapping[int, Survey]) -> IndicatorTrend:
        judgement = judge(realised(known), max(known), due=True)
        return indicator_trend(sample_plan, judgement, [judgement])

    assert followed_in(SIX).so_far == Decimal("3.15")
    broken = {
        2025: survey(300, 180),
        2026: survey(300, 190, **OTHER),
        2027: survey(300, 199, **OTHER),
    }
    assert followed_in(broken).so_far is None
    assert followed_in(broken).outlook is None


@pytest.mark.parametrize(
    ("least", "verdict"), [("60", "is fulfilled"), ("65", "is not fulfilled")]
)
def test_of_a_target_for_every_year_it_is_said_whether_it_is_fulfilled(
    least: str, verdict: str
) -> None:
    keep = Target(
        rule=TargetRule.KEEP, value=Decimal(least), comparator=Comparator.AT_LEAST
    )
    words = said({2025: survey(300, 180), 2026: survey(300, 190)}, target=keep)
    assert words.endswith(
        f"The year's target (every year {least}.0% or more) {verdict}."
    )


@pytest.mark.parametrize("order", [(2024, 2026, 2027), (2027, 2024, 2026)])
def test_the_survey_before_a_year_is_the_latest_however_the_figures_are_listed(
    order: tuple[int, ...],
) -> None:
    known = {year: survey(100 + n, 60) for n, year in enumerate(sorted(order))}
    indicator = realised({year: known[year] for year in order})
    assert survey_before(indicator, 2027) == known[2026]
    assert survey_before(indicator, 2028) == known[2027]
    assert survey_before(indicator, 2024) is None

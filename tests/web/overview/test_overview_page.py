"""概要: its sentence for every mixture of statuses, its charts by what they say, and the page on every plan."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dxkpi import charts, fiscal
from dxkpi.plan import (
    About,
    Actual,
    BarState,
    Baseline,
    Comparator,
    Direction,
    DoTarget,
    Indicator,
    KeepTarget,
    Missing,
    Municipality,
    Plan,
    Policy,
    Progress,
    ReachTarget,
    TargetRule,
    ValueType,
    WrittenTarget,
    target_by_rule,
)
from dxkpi.reports import make_brief
from dxkpi.rules import (
    IN_ORDER,
    JUDGED,
    NEEDS_ATTENTION,
    STANDARD,
    Judgement,
    Reason,
    Status,
    judge,
    judge_plan,
    plan_summary,
    reportable_entries,
)
from dxkpi.rules.known_figures import last_known
from dxkpi.store import City, Revision, Store, writing
from dxkpi.web.common import cached, markdown
from dxkpi.web.common.language import current_language
from dxkpi.web.common.view import View
from dxkpi.web.overview import due, files
from dxkpi.wording import glossary
from dxkpi.wording import language as i18n
from dxkpi.wording.language import Language
from dxkpi.wording.plan_sentence import plan_sentence
from dxkpi.wording.why_unjudged import why_unjudged
from tests.support import returned
from tests.support.apptest import CITIES, HOSTILE, Open, charts_of, words
from tests.support.indicator_strategies import indicators
from tests.support.returned import put_on_record
from tests.support.speaking import speak
from tests.support.specs import layers, read_back, rows, svg, text_row, texts

POLICIES = {"1": "窓口", "2": "内部", "3": "人材"}
S = Status


def plan_of(members: Sequence[Indicator], **about: Any) -> Plan:
    return Plan(
        municipality=Municipality(
            code="999997", prefecture="見本県", name="見本市", fictional=True
        ),
        about=About(
            **{
                "title": "計画",
                "first_fiscal_year": 2023,
                "last_fiscal_year": 2027,
                **about,
            }
        ),
        policies=tuple(
            Policy(number=number, name=name) for number, name in POLICIES.items()
        ),
        indicators=tuple(members),
    )


def standing(
    groups: Mapping[str | None, Sequence[Status]],
) -> tuple[Plan, list[Judgement]]:
    """A plan whose indicators have these statuses in 令和7年度, by policy."""
    found = [
        (policy, status) for policy, statuses in groups.items() for status in statuses
    ]
    members = [
        Indicator(code=f"K{n}", name=f"指標{n}", policy=policy)
        for n, (policy, _status) in enumerate(found, 1)
    ]
    judgements = [
        Judgement(indicator, 2025, status, Reason.NO_FIGURE)
        for indicator, (_policy, status) in zip(members, found, strict=True)
    ]
    return plan_of(members), judgements


def said(groups: Mapping[str | None, Sequence[Status]], closed: int = 2025) -> str:
    plan, judgements = standing(groups)
    return plan_sentence(plan, judgements, 2025, closed, current_language())


def one(plan: Plan, code: str) -> Indicator:
    found = plan.indicator(code)
    assert found is not None
    return found


def figure(year: int, value: str, **rest: Any) -> Actual:
    return Actual(fiscal_year=year, value=Decimal(value), **rest)


# --- the sentence --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        (
            {
                "1": [S.ACHIEVED] * 2 + [S.ON_TRACK] * 5,
                "2": [S.MOSTLY_ON_TRACK] * 4 + [S.BEHIND, S.MISSED] * 2,
                "3": [S.FAR_BEHIND] * 3,
            },
            "判定した18指標のうち11指標が「概ね順調」以上です。遅れ・未達成の7指標のうち4指標が「内部」に集中しています。",
        ),
        (
            {"1": [S.ON_TRACK], "2": [S.ACHIEVED, S.MOSTLY_ON_TRACK]},
            "判定した3指標すべてが「概ね順調」以上です。",
        ),
        (
            {"1": [S.ON_TRACK], "2": [S.ACHIEVED]},
            "判定した2指標すべてが「順調」以上です。",
        ),
        ({"1": [S.ACHIEVED] * 3}, "判定した3指標すべてが「達成」です。"),
        ({"1": [S.MISSED] * 2}, "判定した2指標すべてが「未達成」です。"),
        (
            {"1": [S.MISSED, S.BEHIND], None: [S.FAR_BEHIND]},
            "判定した3指標すべてが遅れ・未達成です。遅れ・未達成の3指標の内訳は、「窓口」2、「計画全体」1です。",
        ),
        (
            {"1": [S.ACHIEVED, S.MISSED], "2": [S.NOT_DUE]},
            "判定した2指標のうち1指標が「達成」です。未達成の1指標は「指標2」です。",
        ),
        (
            {"1": [S.ACHIEVED, S.MISSED, S.BEHIND]},
            "判定した3指標のうち1指標が「達成」です。やや遅れ・未達成は2指標です。",
        ),
        (
            {"1": [S.ON_TRACK] * 2, "2": [S.BEHIND] * 2},
            "判定した4指標のうち2指標が「順調」以上です。やや遅れの2指標は、すべて「内部」の指標です。",
        ),
        (
            {"1": [S.ON_TRACK] * 2 + [S.BEHIND] * 4, "2": [S.BEHIND]},
            "判定した7指標のうち2指標が「順調」以上です。やや遅れの5指標の内訳は、「窓口」4、「内部」1です。",
        ),
        (
            {
                None: [S.ON_TRACK, S.MISSED],
                "1": [S.MISSED],
                "2": [S.MISSED],
                "3": [S.MISSED],
            },
            "判定した5指標のうち1指標が「順調」以上です。未達成の4指標の内訳は、「計画全体」1、「窓口」1、「内部」1、ほか1です。",
        ),
        ({"1": [S.BEHIND]}, "判定した指標は1つで、「指標1」は「やや遅れ」です。"),
        (
            {"1": [S.ON_TRACK, S.NOT_REPORTED]},
            "判定した指標は1つで、「指標1」は「順調」です。ほかに1指標の実績がまだ報告されていません。",
        ),
        (
            {"1": [S.ON_TRACK] * 3 + [S.NOT_REPORTED]},
            "判定した3指標すべてが「順調」です。",
        ),
        (
            {"1": [S.MONITORED] * 4},
            "4指標はすべて目標値のない参考指標のため、判定しません。",
        ),
        ({"1": [S.MONITORED]}, "「指標1」は目標値のない参考指標のため、判定しません。"),
        (
            {"1": [S.NOT_REPORTED] * 2, "2": [S.MONITORED]},
            "令和7年度の実績は、2指標ともまだ報告されていません。",
        ),
        (
            {"1": [S.MONITORED, S.NOT_REPORTED]},
            "「指標2」の令和7年度の実績は、まだ報告されていません。",
        ),
        ({"1": [S.NOT_DUE] * 3}, "3指標の判定はこれからです。"),
        (
            {"1": [S.NOT_DUE, S.NOT_ASSESSABLE], "2": [S.NOT_REPORTED, S.MONITORED]},
            "判定できた指標はまだありません（判定不能 1、未報告 1、期間前 1、参考 1）。",
        ),
        ({"1": [S.NOT_ASSESSABLE]}, "判定できた指標はまだありません（判定不能 1）。"),
        ({}, "この計画は指標を定めていません。計画の内容は施策と工程表にあります。"),
    ],
)
def test_the_sentence_for_every_kind_of_mixture(
    groups: Mapping[str | None, Sequence[Status]], sentence: str
) -> None:
    speak("ja")
    assert said(groups) == sentence


def test_a_plan_with_nothing_in_it_is_not_said_to_have_measures() -> None:
    empty = plan_of([]).model_copy(update={"policies": ()})
    assert (
        plan_sentence(empty, (), 2025, 2025, current_language())
        == "Nothing of this plan is recorded yet."
    )


def test_the_sentence_says_first_when_a_year_is_not_over() -> None:
    speak("ja")
    assert said({"1": [S.ACHIEVED, S.ON_TRACK]}, closed=2024).startswith(
        "令和7年度はまだ終わっていません。"
    )
    assert said({"1": [S.NOT_DUE] * 2}, closed=2024) == (
        "2指標の判定はこれからです。令和7年度はまだ終わっていません。実績は年度が終わってから求めます。"
    )


def test_the_sentence_of_the_shipped_plans(shipped_plans: dict[str, Plan]) -> None:
    speak("ja")
    found = {
        code: plan_sentence(
            plan,
            judge_plan(plan, 2025, 2025),
            2025,
            2025,
            current_language(),
        )
        for code, plan in shipped_plans.items()
    }
    assert found == {
        "052116": "4指標はすべて目標値のない参考指標のため、判定しません。",
        "412091": "「標準準拠システムへ移行した標準化対象業務」の令和7年度の実績は、まだ報告されていません。",
        "422096": "27指標の判定はこれからです。令和8年3月に策定された計画のため、実績は翌年度の分から求めます。",
        "452068": "令和7年度の実績は、9指標ともまだ報告されていません。",
        "472123": "計画は令和8年度に始まります。「職員のDX推進実感率」は64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。",
        "999997": "判定した18指標のうち11指標が「概ね順調」以上です。遅れ・未達成の7指標のうち4指標が「紙と手作業を減らす」に集中しています。",
    }


def test_a_place_is_not_blamed_for_holding_most_of_the_indicators() -> None:
    even = said(
        {"1": [S.ON_TRACK] * 8 + [S.MISSED] * 4, "2": [S.ON_TRACK] * 4 + [S.MISSED] * 2}
    )
    assert "gather" not in even
    assert "“窓口” 4, “内部” 2" in even
    assert "gather in “内部” (4 indicators)" in said(
        {"1": [S.ON_TRACK] * 8 + [S.MISSED] * 2, "2": [S.MISSED] * 4}
    )


MIXTURES = st.lists(
    st.tuples(st.sampled_from([None, *POLICIES]), st.sampled_from(Status)), max_size=60
)


@given(MIXTURES, st.integers(2021, 2029), st.sampled_from(i18n.LANGUAGES))
@settings(max_examples=400, deadline=None)
def test_the_sentence_never_fails_and_is_never_empty(
    mixture: list[tuple[str | None, Status]], closed: int, language: str
) -> None:
    speak(language)
    groups = {
        policy: [status for where, status in mixture if where == policy]
        for policy in (None, *POLICIES)
    }
    assert said(groups, closed).rstrip("。.")


@given(MIXTURES)
@settings(max_examples=400, deadline=None)
def test_every_number_in_the_sentence_is_a_count(
    mixture: list[tuple[str | None, Status]],
) -> None:
    speak("en")
    groups = {
        policy: [status for where, status in mixture if where == policy]
        for policy in (None, *POLICIES)
    }
    text, counts = said(groups), Counter(status for _policy, status in mixture)
    judged = sum(counts[status] for status in JUDGED)
    good, bad = (
        sum(counts[status] for status in statuses)
        for statuses in (IN_ORDER, NEEDS_ATTENTION)
    )
    if found := re.match(r"Of (\d+) indicators judged, (\d+) (?:is|are)", text):
        assert (int(found[1]), int(found[2])) == (judged, good)
        assert bad
    elif found := re.match(r"All (\d+) indicators judged", text):
        assert int(found[1]) == judged
    elif found := re.match(r"No indicator could be judged yet \((.+)\)", text):
        assert sum(map(int, re.findall(r"\d+", found[1]))) == len(mixture)
        assert not judged
    if found := re.search(r"The (\d+) that are [^:“]+: (.+?)\.", text):
        assert (
            int(found[1])
            == bad
            == sum(map(int, re.findall(r" (\d+)(?:,|$)", found[2])))
        )
    if found := re.search(
        r"The (\d+) that are .+ gather in “(.+)” \((\d+) indicators\)", text
    ):
        where = next(
            (number for number, name in POLICIES.items() if name == found[2]), None
        )
        assert int(found[1]) == bad
        assert int(found[3]) == sum(
            status in NEEDS_ATTENTION for status in groups[where]
        )


@given(
    st.lists(indicators(), max_size=6), st.integers(2019, 2035), st.integers(2019, 2035)
)
@settings(max_examples=150, deadline=None)
def test_any_plan_in_any_year_gets_its_words_and_bullets(
    members: list[Indicator], year: int, closed: int
) -> None:
    numbered = [
        one.model_copy(update={"code": f"K{n}", "official": True})
        for n, one in enumerate(members)
    ]
    plan = plan_of(numbered)
    judgements = judge_plan(plan, year, closed)
    assert plan_sentence(plan, judgements, year, closed, current_language())
    given_, due = plan_summary.count_reported(judgements)
    assert 0 <= given_ <= due <= len(members)
    assert all(
        why_unjudged(judgement, current_language())
        for judgement in plan_summary.not_judged(judgements)
    )
    assert len(plan_summary.needing_attention(judgements)) + len(
        plan_summary.not_judged(judgements)
    ) <= len(judgements)
    lead = plan_summary.leading_indicator(plan, year)
    assert lead is None or last_known(lead, year) is not None
    for spec in charts.bullet_charts(
        plan_summary.needing_attention(judgements), current_language()
    ):
        if spec is not None:
            assert all(
                0 <= row[edge] <= 1
                for row in rows(spec, "rect")
                for edge in ("a", "b", "at")
                if edge in row
            )


# --- order and reasons ---------------------------------------------------------------------------------------------------


def test_the_worst_comes_first_and_among_equals_who_has_come_the_least_way(
    sample_plan: Plan,
) -> None:
    worst = plan_summary.needing_attention(judge_plan(sample_plan, 2025, 2025))
    assert [judgement.indicator.code for judgement in worst] == [
        "K11",
        "K19",
        "K13",
        "K01",
        "K16",
        "K09",
        "K08",
    ]
    assert [judgement.status for judgement in worst] == [S.MISSED] * 3 + [
        S.FAR_BEHIND
    ] + [S.BEHIND] * 3


def test_a_falling_figure_is_worse_the_further_it_lies_above_its_bound() -> None:
    target = KeepTarget(value=Decimal(10), comparator=Comparator.AT_MOST)
    kept = [
        Indicator(
            code=f"K{value}",
            name="停止",
            direction=Direction.LOWER,
            target=target,
            actuals=(figure(2025, value),),
        )
        for value in ("12", "40", "15")
    ]
    worst = plan_summary.needing_attention(
        [judge(indicator, 2025) for indicator in kept]
    )
    assert [judgement.indicator.code for judgement in worst] == ["K40", "K15", "K12"]


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("K15", "現状値がないため、進捗率と期待値は計算できません。"),
        ("K18", "令和7年度の実績はありません（未提出）。"),
        ("K20", "期限は令和8年度末です。"),
        ("R01", "目標値のない参考指標です。"),
    ],
)
def test_each_indicator_that_is_not_judged_says_why(
    sample_plan: Plan, code: str, why: str
) -> None:
    speak("ja")
    assert why_unjudged(judge(one(sample_plan, code), 2025), current_language()) == why


def test_the_start_says_from_when_on_it_is_judged(
    shipped_plans: dict[str, Plan],
) -> None:
    speak("ja")
    judgement = judge(one(shipped_plans["472123"], "K01"), 2025, due=False)
    assert (
        why_unjudged(judgement, current_language())
        == "令和7年度が出発点です。翌年度から判定します。"
    )


def test_what_should_have_been_reported_heads_the_list_of_what_was_not_judged(
    sample_plan: Plan,
) -> None:
    found = plan_summary.not_judged(judge_plan(sample_plan, 2025, 2025))
    assert [judgement.indicator.code for judgement in found] == [
        "K18",
        "K15",
        "K20",
        "R01",
    ]


def test_reported_figures_are_counted_among_those_that_are_due(
    sample_plan: Plan,
) -> None:
    assert plan_summary.count_reported(judge_plan(sample_plan, 2025, 2025)) == (19, 20)
    assert plan_summary.count_reported(judge_plan(sample_plan, 2026, 2025)) == (0, 0)


@pytest.mark.parametrize(
    ("actuals", "counts"),
    [
        ((figure(2025, "12"),), (1, 1)),
        ((Actual(fiscal_year=2025, missing=Missing.NOT_SUBMITTED),), (0, 1)),
        ((Actual(fiscal_year=2025, missing=Missing.CANNOT_BE_EVALUATED),), (0, 0)),
        ((Actual(fiscal_year=2025, missing=Missing.DISCONTINUED),), (0, 0)),
        ((Actual(fiscal_year=2025, missing=Missing.NOT_APPLICABLE),), (0, 0)),
        ((), (0, 1)),
    ],
)
def test_a_reason_is_no_recorded_figure_and_what_cannot_have_one_is_not_due(
    actuals: tuple[Actual, ...], counts: tuple[int, int]
) -> None:
    kept = Indicator(
        code="K",
        name="指標",
        target=KeepTarget(value=Decimal(10)),
        actuals=actuals,
    )
    assert plan_summary.count_reported([judge(kept, 2025)]) == counts


def test_a_baseline_that_already_meets_the_target_is_no_recorded_figure() -> None:
    upheld = Indicator(
        code="K",
        name="指標",
        baseline=Baseline(fiscal_year=2025, value=Decimal(80)),
        target=ReachTarget(value=Decimal(80), fiscal_year=2027),
    )
    assert judge(upheld, 2025).status is S.ACHIEVED
    assert plan_summary.count_reported([judge(upheld, 2025)]) == (0, 0)


def test_the_way_ahead_is_told_of_a_plan_read_anew(
    shipped_plans: dict[str, Plan],
) -> None:
    plan = shipped_plans["472123"]
    again = Plan.model_validate(plan.model_dump())
    judgements = judge_plan(plan, 2025, 2025)
    assert plan_sentence(
        again, judgements, 2025, 2025, current_language()
    ) == plan_sentence(plan, judgements, 2025, 2025, current_language())
    found = plan_summary.leading_start(again, judgements, 2025)
    assert found is not None
    assert found.indicator.code == "K01"


@pytest.mark.parametrize(
    ("code", "year", "lead"),
    [
        ("999997", 2025, "K21"),
        ("999997", 2022, "K21"),
        ("999997", 2021, None),
        ("472123", 2025, "K01"),
        ("472123", 2024, None),
        ("452068", 2025, None),
        ("422096", 2025, None),
        ("052116", 2025, None),
    ],
)
def test_the_realisation_rate_leads_else_the_first_own_kpi_with_a_known_figure(
    shipped_plans: dict[str, Plan], code: str, year: int, lead: str | None
) -> None:
    found = plan_summary.leading_indicator(shipped_plans[code], year)
    assert (found.code if found else None) == lead


# --- bullets -------------------------------------------------------------------------------------------------------------


def made(
    rule: str,
    value: str,
    *,
    start: str | None = None,
    goal: str | None = None,
    before: str | None = None,
    **rest: Any,
) -> dict[str, Any] | None:
    """The bullet of 令和7年度 for an indicator of this kind, with a deadline in 令和9年度 where it is to reach."""
    kept = rule == "keep"
    past = [figure(2024, before)] if before is not None else []
    target = WrittenTarget(
        rule=TargetRule(rule),
        value=Decimal(goal) if goal is not None else None,
        comparator=rest.pop("comparator", None),
        fiscal_year=None if kept else 2027,
    )
    indicator = Indicator(
        code="K",
        name="指標",
        unit=rest.pop("unit", "件"),
        target=target_by_rule(target),
        baseline=Baseline(fiscal_year=2022, value=Decimal(start))
        if start is not None
        else None,
        actuals=(*past, figure(2025, value)),
        **rest,
    )
    return charts.bullet_charts([judge(indicator, 2025)], current_language())[0]


def said_by(spec: dict[str, Any] | None) -> dict[str, Any]:
    """What a bullet shows: where the track and the bar run, and at which share of the frame its marks stand."""
    assert spec is not None
    boxes = rows(spec, "rect")
    track, bar = (
        next(row for row in boxes if (row["role"] == "track") is wanted and "a" in row)
        for wanted in (True, False)
    )
    marks = {row["role"]: row["at"] for row in boxes if "at" in row}
    goals = [
        row["at"]
        for row in rows(spec, "text")
        if row["text"] == "◆" and row["role"] == "target"
    ]
    marks |= dict(zip(["goal"], goals, strict=False))
    return {
        "track": (track["a"], track["b"]),
        "bar": (bar["a"], bar["b"]),
        "role": bar["role"],
        **marks,
    }


def bullet_of(plan: Plan, code: str, year: int = 2025) -> dict[str, Any]:
    spec = charts.bullet_charts([judge(one(plan, code), year)], current_language())[0]
    assert spec is not None
    return spec


def test_a_bullet_runs_from_baseline_to_target_with_a_tick_at_the_expected_value(
    sample_plan: Plan,
) -> None:
    spec = bullet_of(sample_plan, "K01")
    shown = said_by(spec)
    assert shown["track"] == (0, 1)
    assert shown["bar"] == pytest.approx((0, (29 - 18) / (60 - 18)), abs=1e-4)
    assert shown["path"] == pytest.approx((43.2 - 18) / (60 - 18), abs=1e-4)
    assert shown["role"] == "far_behind"
    assert texts(spec) == [
        "29.0%",
        "expected 43.2%",
        "18.0%",
        "end of R4",
        "60.0%",
        "end of R9",
    ]
    assert spec["height"] == 58


def test_a_falling_kpi_runs_to_the_right_as_well(sample_plan: Plan) -> None:
    shown = said_by(bullet_of(sample_plan, "K09"))
    assert shown["bar"] == pytest.approx((0, (820 - 701) / (820 - 500)), abs=1e-4)
    assert shown["path"] == pytest.approx((820 - 628) / (820 - 500), abs=1e-4)
    assert (
        text_row(bullet_of(sample_plan, "K09"), "500万枚 or less")["anchor"] == "left"
    )


def test_negative_figures_lie_where_they_belong() -> None:
    spec = made("reach", "-1", start="3", goal="-5", direction=Direction.LOWER)
    assert said_by(spec)["bar"] == (0, 0.5)
    assert said_by(spec)["path"] == 0.6
    assert spec is not None
    assert {"−1件", "−5件", "3件"} <= set(texts(spec))


def test_a_year_to_keep_runs_from_zero_to_its_target(sample_plan: Plan) -> None:
    spec = bullet_of(sample_plan, "K13")
    assert said_by(spec) == {"track": (0, 1), "bar": (0, 0.991), "role": "missed"}
    assert texts(spec) == ["99.1%", "0%", "100.0%", "each year"]


def test_a_figure_to_improve_runs_from_zero_to_the_year_before(
    sample_plan: Plan,
) -> None:
    spec = bullet_of(sample_plan, "K19")
    assert said_by(spec)["bar"] == pytest.approx((0, 17 / 19), abs=1e-4)
    assert texts(spec) == ["17件", "0件", "above 19件", "the year before"]


def test_a_figure_to_raise_is_shown_against_its_baseline() -> None:
    spec = made("rise", "5", start="8")
    assert said_by(spec)["bar"] == (0, 0.625)
    assert spec is not None
    assert texts(spec) == ["5件", "0件", "above 8件", "the baseline"]


def test_a_figure_beyond_its_bound_stays_in_the_frame_and_the_bound_is_marked() -> None:
    spec = made(
        "keep", "12", goal="3", comparator=Comparator.AT_MOST, direction=Direction.LOWER
    )
    assert said_by(spec) == {
        "track": (0, 0.25),
        "bar": (0, 1),
        "role": "missed",
        "goal": 0.25,
    }
    assert spec is not None
    assert texts(spec) == ["◆", "12件", "target 3件 or less", "0件"]


def test_a_target_of_none_at_all_is_marked_at_the_foot_of_the_bar() -> None:
    spec = made("keep", "2", goal="0", direction=Direction.LOWER)
    assert said_by(spec) == {
        "track": (0, 0),
        "bar": (0, 1),
        "role": "missed",
        "goal": 0,
    }
    assert spec is not None
    assert texts(spec) == ["◆", "2件", "target 0件"]


def test_a_figure_behind_its_start_stays_in_the_frame_and_the_start_is_marked() -> None:
    spec = made("reach", "10", start="20", goal="60")
    shown = said_by(spec)
    assert (shown["track"], shown["bar"], shown["ink"]) == ((0.2, 1), (0, 0.2), 0.2)
    assert shown["path"] == pytest.approx((44 - 10) / 50)
    assert spec is not None
    assert "baseline 20件\u3000expected 44件" in texts(spec)
    assert "60件" in texts(spec)


def test_a_figure_that_has_not_moved_still_shows_a_sliver() -> None:
    spec = made("reach", "20", start="20", goal="60")
    assert said_by(spec)["bar"] == (0, 0)
    assert "+ 2" in str(layers(spec or {}, "rect")[0]["mark"]["x2"])


def test_without_a_baseline_the_bar_begins_at_zero_which_is_not_called_a_baseline() -> (
    None
):
    indicator = Indicator(
        code="K",
        name="指標",
        unit="件",
        actuals=(figure(2025, "15"),),
        target=ReachTarget(value=Decimal(20), fiscal_year=2025),
    )
    spec = charts.bullet_charts([judge(indicator, 2025)], current_language())[0]
    assert said_by(spec) == {"track": (0, 1), "bar": (0, 0.75), "role": "missed"}
    assert spec is not None
    assert texts(spec) == ["15件", "0件", "20件", "end of R7"]
    assert "baseline" not in spec["description"]


def test_an_approximate_figure_says_so() -> None:
    indicator = Indicator(
        code="K",
        name="指標",
        unit="件",
        actuals=(figure(2025, "15", approximate=True),),
        target=ReachTarget(value=Decimal(20), fiscal_year=2025),
    )
    spec = charts.bullet_charts([judge(indicator, 2025)], current_language())[0]
    assert spec is not None
    assert "about 15件" in texts(spec)
    assert "about 15件" in spec["description"]


def test_yes_and_no_get_no_bullet_nor_does_a_figure_with_nothing_to_compare() -> None:
    do = Indicator(
        code="K",
        name="指標",
        value_type=ValueType.YES_NO,
        target=DoTarget(fiscal_year=2025),
        actuals=(figure(2025, "0"),),
    )
    kept = do.model_copy(update={"target": KeepTarget()})
    assert charts.bullet_charts(
        [judge(do, 2025), judge(kept, 2025)], current_language()
    ) == (None, None)
    assert made("improve", "0", before="0") is None
    assert made("keep", "0") is None


def test_bullets_of_a_page_have_their_bars_one_below_the_other(
    sample_plan: Plan,
) -> None:
    specs = charts.bullet_charts(
        plan_summary.needing_attention(judge_plan(sample_plan, 2025, 2025)),
        current_language(),
    )
    edges = {str(layers(spec, "rect")[0]["mark"]["x"]) for spec in specs if spec}
    assert len(specs) == 7
    assert len(edges) == 1


def test_a_number_beside_the_bar_is_shown_whole_or_not_at_all() -> None:
    spec = made("reach", "1", start="0", goal="123456789012345678", unit="円")
    assert spec is not None
    assert text_row(spec, "…")["anchor"] == "left"
    spec = made("reach", "1", start="0", goal="1234", unit="とても長い単位の名前")
    assert spec is not None
    assert "1,234とても長い単…" in texts(spec)


def test_the_figures_under_a_short_bar_give_way() -> None:
    spec = made("reach", "4480", start="1200", goal="9000", unit="時間")
    assert spec is not None
    assert "expected 5,880時間" in svg(spec, 430)
    assert "expected" not in svg(spec, 240)
    assert "5,880時間" in svg(spec, 240)


def test_a_bullet_tells_its_figures_to_who_cannot_see_it(sample_plan: Plan) -> None:
    speak("ja")
    assert bullet_of(sample_plan, "K01")["description"] == (
        "オンライン申請の利用率：遅れ、令和7年度 29.0%、期待値 43.2%、現状 18.0%、目標 60.0%（令和9年度末）。"
    )


# --- statuses by policy --------------------------------------------------------------------------------------------------


def strip_of(groups: Mapping[str | None, Sequence[Status]]) -> dict[str, Any]:
    _plan, judgements = standing(groups)
    by_policy = {
        POLICIES.get(policy or "", "全体"): [
            j for j in judgements if j.indicator.policy == policy
        ]
        for policy in groups
    }
    return charts.status_strip(by_policy, current_language())


def filled(spec: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = layers(spec, "rect")[0]["data"]["values"]
    return found


def test_the_strip_has_a_unit_for_each_indicator_best_first() -> None:
    spec = strip_of({"1": [S.MISSED, S.ACHIEVED, S.ACHIEVED], "2": [S.NOT_REPORTED]})
    assert [
        (row["role"], row["before"], row["count"], row["y"]) for row in filled(spec)
    ] == [
        ("achieved", 0, 2, 22),
        ("missed", 2, 1, 22),
        ("not_reported", 0, 1, 80),
    ]
    assert spec["height"] == 116
    assert {"窓口", "内部", "3 indicators", "1 indicator"} <= set(texts(spec))


def test_words_stand_where_they_fit_else_glyph_and_count_else_the_glyph() -> None:
    spec = strip_of({"1": [S.ACHIEVED] * 3 + [S.MISSED]})
    assert {">◎ achieved 3<", ">× missed 1<"} <= set(
        re.findall(r">[^<>]+<", svg(spec, 480))
    )
    assert {">◎ achieved 3<", ">×<"} <= set(re.findall(r">[^<>]+<", svg(spec, 200)))
    assert {">◎ 3<", ">×<"} <= set(re.findall(r">[^<>]+<", svg(spec, 100)))


def test_forty_indicators_in_one_policy_keep_a_glyph_for_each_status() -> None:
    crowd = [
        status for n, status in enumerate(Status) for _again in range(1 if n else 31)
    ]
    spec = strip_of({"1": crowd, "2": [S.BEHIND]})
    drawn = svg(spec, 324)
    assert all(
        f">{glossary.term_glyph(status)}<" in drawn for status in list(Status)[1:]
    )
    assert "31<" in drawn
    assert (
        "clip" not in drawn
        or max(float(x) for x in re.findall(r"translate\(([\d.]+),", drawn)) <= 324
    )


def test_the_strip_names_the_indicators_of_a_box() -> None:
    spec = strip_of({"1": [S.ACHIEVED] * 8})
    assert (
        filled(spec)[0]["tip"]
        == "achieved 8: 指標1, 指標2, 指標3, 指標4, 指標5, 指標6, 2 more"
    )


def test_the_strip_tells_its_counts_to_who_cannot_see_it() -> None:
    speak("ja")
    spec = strip_of({"1": [S.MISSED, S.ACHIEVED, S.ACHIEVED], "2": [S.NOT_REPORTED]})
    assert spec["description"] == "窓口：達成 2、未達成 1。 内部：未報告 1。"


def all_specs(plans: Mapping[str, Plan]) -> Iterator[dict[str, Any]]:
    for plan in plans.values():
        judgements = judge_plan(plan, 2025, 2025)
        yield charts.status_strip({"全体": judgements}, current_language())
        yield from (
            spec
            for spec in charts.bullet_charts(judgements, current_language())
            if spec is not None
        )


def test_every_strip_and_bullet_is_valid_names_roles_and_draws(
    shipped_plans: dict[str, Plan],
) -> None:
    for spec in all_specs(shipped_plans):
        alt.LayerChart.validate(spec)
        assert not re.search(r"#[0-9a-fA-F]{6}\b|rgb", str(spec))
        for layer in spec["layer"]:
            assert layer["data"]["values"]
            assert layer["mark"]["aria"] is False
            assert layer["encoding"]["color"]["scale"] == {"domain": list(charts.ROLES)}
            assert {row["role"] for row in layer["data"]["values"]} <= set(charts.ROLES)
        assert "<svg" in svg(spec, 324)
        assert "NaN" not in svg(spec, 120)


# --- the page ------------------------------------------------------------------------------------------------------------


def stored(path: Path, *plans: Plan) -> None:
    store = Store(f"sqlite:///{path}")
    writing.save_plans(store, plans, "tester", "changed")
    store.close()


def hostile(plan: Plan) -> Plan:
    """The same plan with names that read like markup, and are too long for any place."""
    policies = tuple(
        policy.model_copy(
            update={
                "name": HOSTILE,
                "measures": tuple(
                    m.model_copy(update={"name": HOSTILE}) for m in policy.measures
                ),
            }
        )
        for policy in plan.policies
    )
    renamed = tuple(
        i.model_copy(update={"name": HOSTILE, "unit": "<b>*x*", "department": HOSTILE})
        for i in plan.indicators
    )
    return plan.model_copy(update={"policies": policies, "indicators": renamed})


def without_schedule(plan: Plan) -> Plan:
    policies = tuple(
        policy.model_copy(
            update={
                "measures": tuple(
                    m.model_copy(update={"schedule": ()}) for m in policy.measures
                )
            }
        )
        for policy in plan.policies
    )
    return plan.model_copy(update={"policies": policies})


VARIANTS = {
    "full": lambda plan: plan,
    "without indicators": lambda plan: plan.model_copy(update={"indicators": ()}),
    "without schedule": without_schedule,
    "hostile names": hostile,
}


def leaves(block: Any) -> Iterator[Any]:
    """The innermost blocks of a page; one without a child is an empty card."""
    children = [
        child for child in block.children.values() if hasattr(child, "children")
    ]
    if not block.children:
        yield block
    for child in children:
        yield from leaves(child)


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("code", CITIES)
def test_the_page_of_every_plan_in_both_languages_and_several_years(
    visit: Open,
    own_store: Path,
    shipped_plans: dict[str, Plan],
    code: str,
    variant: str,
) -> None:
    plan = VARIANTS[variant](shipped_plans[code])
    if plan is not shipped_plans[code]:
        stored(own_store, plan)
    years = list(plan.fiscal_years) or [fiscal.last_closed_year(fiscal.today())]
    for locale, language in (("ja-JP", "ja"), ("en-US", "en")):
        for year in {years[0], years[len(years) // 2], years[-1]}:
            at = visit("overview", city=code, year=str(year), locale=locale)
            assert not at.exception
            assert not at.error
            speak(language)
            closed = fiscal.last_closed_year(fiscal.today())
            sentence = plan_sentence(
                plan,
                judge_plan(plan, year, closed),
                year,
                closed,
                current_language(),
            )
            assert at.header[0].value == markdown.plain(sentence)
            assert not list(leaves(at.main))
            assert all(
                "<img" not in element.value.replace("\\<", "")
                for element in (*at.markdown, *at.header)
            )
            assert bool(charts_of(at)) is bool(plan.indicators)


def links(at: AppTest) -> list[tuple[str, str]]:
    """Where the links of the page lead, below the menu, and by which words."""
    return [
        (link.proto.page, re.sub(r"]  \n:blue\[|:blue\[|]$|\\", "", link.proto.label))
        for link in at.main.get("page_link")
    ]


def test_the_sample_says_how_it_stands_and_what_needs_attention(visit: Open) -> None:
    at = visit("overview", city="999997", year="2025")
    assert at.metric[0].value == markdown.plain("64.1%")
    assert "目標 70" in at.metric[0].delta
    assert len(charts_of(at)) == 2 + 7
    found = links(at)
    assert ("realisation", "推移と見通しを見る") in found
    assert (
        next(label for page, label in found if page == "indicator")
        == "標準準拠システムへ移行した業務の数"
    )
    assert len([page for page, _label in found if page == "indicator"]) == 7
    shown = words(at)
    assert ":red-badge[× 未達成] :gray[情報システム課]" in shown
    assert "全22指標 :blue-badge[◎ 達成 4] :blue-badge[● 順調 4]" in shown


def test_what_ends_this_year_is_listed_by_initiative_and_what_was_inferred_says_so(
    visit: Open,
) -> None:
    shown = words(visit("overview", city="999997", year="2025"))
    assert "令和7年度末までに終わる工程" in shown
    assert "公衆Wi\\-Fiの整備 :gray-badge[推定]" in shown
    assert shown.count("標準準拠システムへの移行") == 1
    assert "ほか2件" in shown
    assert "期限を過ぎた工程" not in shown


def test_no_deadline_that_lies_ahead_has_passed_in_a_later_year(visit: Open) -> None:
    assert fiscal.last_closed_year(fiscal.today()) == 2025
    shown = words(visit("overview", city="999997", year="2027"))
    assert "期限を過ぎた工程" in shown
    assert "R7末" in shown
    assert "R8末" not in shown.split("期限を過ぎた工程")[1]


def test_deadlines_that_lie_behind_are_neither_late_nor_done(visit: Open) -> None:
    at = visit("overview", city="452068", year="2025")
    shown = words(at)
    assert "完了したかどうかはまだ登録されていません" in shown
    assert "R3末 テレワークの推進" in shown
    assert ("schedule", "工程表を見る") in links(at)
    assert not re.search("遅れ|遅延|完了済", shown)


def reported(path: Path, city: str, year: int, reports: Mapping[str, Progress]) -> None:
    """Registers progress by the entries' codes."""
    with returned.opened(path) as store:
        plan = store.plan(city)
        assert plan is not None
        keys = {bar.code: bar.key for bar in reportable_entries(plan)}
        progress = {keys[code]: report for code, report in reports.items()}
        put_on_record(
            store,
            returned.answer(store, city, year, None, {}, progress),
            "佐藤",
            "様式.xlsx",
            f"{city}{year}".encode(),
        )


def section(shown: str, title: str) -> list[str]:
    """The items of a list under its title, as far as they are shown, without escapes."""
    return (
        re.split(
            r"\n\n\*\*|\n(?!- |  )", shown.split(f"**{title}**")[1].split("\n\n", 1)[1]
        )[0]
        .replace("\\", "")
        .split("\n- ")
    )


def report(
    state: BarState,
    percent: int | None = None,
    comment: str | None = None,
    year: int = 2025,
) -> Progress:
    return Progress(
        fiscal_year=year,
        state=state,
        percent=None if percent is None else Decimal(percent),
        comment=comment,
    )


REPORTS = {
    "1-1/1": report(
        BarState.IN_PROGRESS,
        90,
        "窓口の改修が残った。\n=1+1 <b>調整中</b>" + "長い" * 60,
    ),
    "1-1/2": report(BarState.DONE),
    "2-1/1": report(BarState.DONE, 100),
    "2-1/2": report(BarState.DONE),
    "2-3/1": report(BarState.DONE),
    "2-3/2": report(BarState.STOPPED, comment="見送り"),
    "3-1/1": report(BarState.LATE, 20),
}


def test_what_is_late_comes_first_with_whose_it_is_and_since_when(
    visit: Open, own_store: Path
) -> None:
    reported(own_store, "999997", 2025, REPORTS)
    shown = words(visit("overview", city="999997", year="2025"))
    first, second = section(shown, "遅れている工程")
    assert first.startswith(
        "- 窓口予約システムの導入（窓口予約・書かない窓口の導入） :orange-badge[▲ 遅れ]"
    )
    assert (
        "市民課、関係各課 / R6末までの予定 / R7は実施中 90% / 「窓口の改修が残った。 =1+1 <b>調整中</b>"
        in first
    )
    assert first.endswith("…」]]")
    assert second.startswith("DX推進リーダーの育成 :orange-badge[▲ 遅れ]")
    assert "人事課 / R9末までの予定 / R7は遅れ 20%" in second
    assert shown.index("遅れている工程") < shown.index("令和7年度末までに終わる工程")


def test_what_ends_says_how_it_stands_as_far_as_it_is_known(
    visit: Open, own_store: Path
) -> None:
    reported(own_store, "999997", 2025, REPORTS)
    shown = words(visit("overview", city="999997", year="2025"))
    ends = {
        text.removeprefix("- ").split(" ")[0]: text
        for text in section(shown, "令和7年度末までに終わる工程")
    }
    assert ":gray-badge[未完了]" in ends["窓口予約システムの導入"]
    assert "窓口予約・書かない窓口の導入は実施中 90%" in ends["窓口予約システムの導入"]
    assert ":blue-badge[◎ 完了]" in ends["標準準拠システムへの移行"]
    assert "badge" not in ends["生成AI利用指針の改定"]


def test_passed_deadlines_are_open_unknown_or_met_in_this_order(
    visit: Open, own_store: Path
) -> None:
    reported(own_store, "999997", 2025, REPORTS)
    shown = words(visit("overview", city="999997", year="2027"))
    passed = section(shown, "期限を過ぎた工程")
    assert [re.findall(r"badge\[(.*?)\]", text) for text in passed] == [
        ["未完了"],
        ["完了したか不明"],
        ["◎ 完了"],
        ["中止"],
    ]
    assert "完了したかどうかはまだ登録されていません" not in shown
    assert "遅れているものを除く" in shown
    ends = section(shown, "令和9年度末までに終わる工程")
    assert not any("DX推進リーダーの育成" in text for text in ends), "it stands above"


def test_a_report_of_another_year_says_which(visit: Open, own_store: Path) -> None:
    reported(
        own_store, "999997", 2024, {"2-1/2": report(BarState.IN_PROGRESS, year=2024)}
    )
    shown = words(visit("overview", city="999997", year="2025"))
    assert ":gray-badge[R6は実施中]" in shown
    assert "遅れている工程" not in shown, "a report of the year before does not tell"


@pytest.mark.parametrize("city", CITIES)
def test_the_sheet_lists_as_many_entries_of_the_schedule_as_this_page_in_every_year(
    city: str, own_store: Path
) -> None:
    speak("ja")
    if city == "999997":
        reported(
            own_store,
            city,
            2024,
            {"2-1/1": report(BarState.IN_PROGRESS, 40, year=2024)},
        )
        reported(own_store, city, 2025, REPORTS)
    plan, today = cached.plan(cached.cities()[city]), date(2026, 11, 21)
    assert plan.fiscal_years
    for year in plan.fiscal_years:
        view = View(cached.cities()[city], plan, year, (year,), today)
        shown = due.due_lists(view)
        sheet = make_brief(
            plan, year, today, STANDARD, view.progress(), None, Language.JAPANESE
        )
        counted = [listing.title for listing in sheet.lists if "工程" in listing.title]
        for title in counted:
            name, _space, n = title.partition("\u3000")
            assert on_screen(shown, name) == int(n.removesuffix("件") or 0), (
                year,
                title,
            )


def on_screen(shown: str, title: str) -> int:
    """How many entries a list of the page has, those that are only counted among them."""
    if f"**{title}**" not in shown:
        return 0
    *items, last = section(shown, title)
    more = re.search(r"ほか(\d+)件", last)
    return len(items) + (int(more[1]) if more else 1)


def test_a_plan_without_departments_lists_what_is_late_too(
    visit: Open, own_store: Path
) -> None:
    reported(
        own_store,
        "452068",
        2025,
        {"1-6/1": report(BarState.DONE), "1-6/2": report(BarState.LATE)},
    )
    shown = words(visit("overview", city="452068", year="2025"))
    assert section(shown, "遅れている工程") == [
        "- テレワークの推進（運用） :orange-badge[▲ 遅れ] :gray-badge[推定]  \n  :small[:gray[R7は遅れ]]"
    ]


def test_a_plan_with_nothing_judged_shows_what_it_holds(visit: Open) -> None:
    at = visit("overview", city="422096", year="2025")
    shown = words(at)
    assert "基本方針 **3**" in shown
    assert "施策 **15**" in shown
    assert {"plan", "schedule"} <= {page for page, _label in links(at)}
    assert "ほか22件" in shown
    assert "期限は令和11年度末です" in shown


def test_a_plan_without_indicators_leads_to_plan_and_schedule_and_offers_no_files(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    stored(own_store, sample_plan.model_copy(update={"indicators": ()}))
    at = visit("overview", city="999997")
    assert {"plan", "schedule"} <= {page for page, _label in links(at)}
    assert not at.toggle
    assert not at.get("download_button")
    assert "施策 **12**" in words(at)


def test_tomigusuku_shows_its_starting_point_and_does_not_say_it_twice(
    visit: Open,
) -> None:
    at = visit("overview", city="472123", year="2025")
    assert at.metric[0].value == markdown.plain("64.4%")
    assert markdown.plain("令和7年度が出発点です。翌年度から判定します。") in words(at)
    assert words(at).count("道のり") == 1
    assert markdown.plain(
        "73.4%。全国より7.8ポイント低く、沖縄県より2.7ポイント高い値です。"
    ) in words(at)


def test_without_a_realisation_rate_the_first_own_kpi_leads_and_links_to_itself(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    others = tuple(i for i in sample_plan.indicators if i.code != "K21")
    stored(own_store, sample_plan.model_copy(update={"indicators": others}))
    at = visit("overview", city="999997", year="2025")
    assert at.metric[0].value == markdown.plain("29.0%")
    assert links(at)[0] == ("indicator", "オンライン申請の利用率")


def test_the_lead_card_says_the_month_of_its_figure(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    lead = one(sample_plan, "K21")
    survey = lead.model_copy(
        update={"actuals": (figure(2025, "64.1", as_of="2025-10", approximate=True),)}
    )
    stored(own_store, sample_plan.model_copy(update={"indicators": (survey,)}))
    shown = visit("overview", city="999997", year="2025").metric[0]
    assert shown.label.endswith("令和7年10月")
    assert shown.value == markdown.plain("約64.1%")


def test_the_card_says_of_the_realisation_rate_what_its_page_says_with_counts_and_without(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    lead = one(sample_plan, "K21")
    typed = lead.model_copy(
        update={
            "actuals": tuple(
                a.model_copy(update={"survey": None}) for a in lead.actuals
            )
        }
    )
    for indicator in (lead, typed):
        stored(own_store, sample_plan.model_copy(update={"indicators": (indicator,)}))
        [said] = visit("realisation", city="999997", year="2025").header
        assert said.value in words(visit("overview", city="999997", year="2025"))


def test_charts_turn_into_tables_with_the_same_figures(visit: Open) -> None:
    at = visit("overview", city="999997", year="2025")
    at.toggle(key="as_table").set_value(True).run()
    assert not at.exception
    assert not charts_of(at)
    path, statuses, worst = (table.value for table in at.table)
    assert path.iloc[4].tolist() == [
        markdown.plain(cell) for cell in ("令和7年度", "64.1", "65.3")
    ]
    assert statuses.iloc[0].tolist() == ["計画全体", ":blue-badge[○ 概ね順調 1]"]
    assert worst.iloc[3].tolist() == [
        "**▲ 遅れ** オンライン申請の利用率",
        *(markdown.plain(cell) for cell in ("18.0% → 60.0%", "43.2% / 29.0%")),
    ]
    assert all(len(table.columns) <= 3 for table in (path, statuses, worst))


def crowded(plan: Plan, number: int) -> Plan:
    """The sample with this many more indicators that are far behind, in one policy."""
    late = one(plan, "K01")
    more = tuple(
        late.model_copy(
            update={"code": f"X{n}", "name": f"遅れている指標{n}", "references": ()}
        )
        for n in range(number)
    )
    return plan.model_copy(update={"indicators": (*plan.indicators, *more)})


def test_of_many_the_worst_eight_are_shown_and_a_link_leads_to_the_rest(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    stored(own_store, crowded(sample_plan, 40))
    at = visit("overview", city="999997", year="2025")
    assert len(charts_of(at)) == 2 + 8
    assert ("kpi", "指標の一覧を見る") in links(at)
    assert markdown.plain("47指標のうち遅れの大きい8") in words(at)


def test_what_a_bar_cannot_show_is_said_in_words(
    visit: Open, own_store: Path, sample_plan: Plan
) -> None:
    missed = one(sample_plan, "K20").model_copy(
        update={
            "target": DoTarget(fiscal_year=2024),
            "actuals": (figure(2025, "0"),),
        }
    )
    stored(own_store, sample_plan.model_copy(update={"indicators": (missed,)}))
    at = visit("overview", city="999997", year="2025")
    assert len(charts_of(at)) == 1
    assert "期限までに実施できませんでした。" in words(at)


def test_the_foot_says_as_of_when_in_japan_how_complete_and_from_where(
    visit: Open,
) -> None:
    assert (
        fiscal.moment_label(datetime(2026, 5, 20, 15, 5, tzinfo=UTC))
        == "令和8年5月21日 0時05分"
    )
    foot = visit("overview", city="999997", year="2025").main.caption[-1].value
    assert (
        "現在。令和7年度の実績20件のうち19件が登録済みです。出典：見本市DX推進計画"
        in foot
    )


def test_the_elements_of_a_full_page_stay_few(visit: Open) -> None:
    def count(block: Any) -> int:
        return sum(
            count(child) if hasattr(child, "children") else 1
            for child in block.children.values()
        )

    assert count(visit("overview", city="999997", year="2025")._tree) < 64


def test_the_file_holds_every_indicator_as_it_was_judged(sample_plan: Plan) -> None:
    speak("ja")
    city = City(
        "999997",
        "見本県",
        "見本市",
        True,
        sample_plan.about.title,
        Revision(1, datetime.now(UTC)),
    )
    view = View(
        city, sample_plan, 2025, tuple(sample_plan.fiscal_years), date(2026, 11, 21)
    )
    frame = read_back(files.judgements_csv(view))
    assert list(frame["コード"]) == [
        indicator.code for indicator in sample_plan.indicators
    ]
    late = frame[frame["コード"] == "K01"].iloc[0]
    assert late[
        ["基本方針", "担当課", "現状値", "期待値", "実績値", "目標値", "判定"]
    ].tolist() == [
        "行かない・待たない市役所",
        "市民課",
        "18.0",
        "43.2",
        "29.0",
        "60.0%",
        "遅れ",
    ]
    assert late["ペース"].startswith("0.4365")
    assert (
        frame[frame["コード"] == "K18"]
        .iloc[0]["備考"]
        .startswith("令和7年度の実績はありません（未提出）。")
    )

"""The plan in one sentence, for every mixture of statuses."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxkpi.plan import Plan
from dxkpi.rules import (
    IN_ORDER,
    JUDGED,
    NEEDS_ATTENTION,
    Judgement,
    Status,
    judge_plan,
    plan_summary,
)
from dxkpi.wording.language import Language
from dxkpi.wording.plan_sentence import plan_sentence
from tests.support.standings import POLICIES, judged_mixture, plan_with_indicators
from tests.support.surveys import noisy_judgement

S = Status


def sentence_of(
    groups: Mapping[str | None, Sequence[Status]],
    closed: int = 2025,
    language: Language = Language.ENGLISH,
) -> str:
    plan, judgements = judged_mixture(groups)
    return plan_sentence(plan, judgements, 2025, closed, language)


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        (
            {
                "1": [S.ACHIEVED] * 2 + [S.ON_TRACK] * 5,
                "2": [S.MOSTLY_ON_TRACK] * 4 + [S.BEHIND, S.MISSED] * 2,
                "3": [S.FAR_BEHIND] * 3,
            },
            "判定した18指標のうち11が「概ね順調」以上です。要注意の7のうち4は「内部」です。",
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
            "判定した3指標すべてが要注意です。要注意の3指標の内訳は、「窓口」2、「計画全体」1です。",
        ),
        (
            {"1": [S.ACHIEVED, S.MISSED], "2": [S.AHEAD]},
            "判定した2指標のうち1が「達成」です。未達成の1指標は「指標2」です。",
        ),
        (
            {"1": [S.ACHIEVED, S.MISSED, S.BEHIND]},
            "判定した3指標のうち1が「達成」です。要注意は2指標です。",
        ),
        (
            {"1": [S.ON_TRACK] * 2, "2": [S.BEHIND] * 2},
            "判定した4指標のうち2が「順調」以上です。やや遅れの2指標は、すべて「内部」の指標です。",
        ),
        (
            {"1": [S.ON_TRACK] * 2 + [S.BEHIND] * 4, "2": [S.BEHIND]},
            "判定した7指標のうち2が「順調」以上です。やや遅れの5指標の内訳は、「窓口」4、「内部」1です。",
        ),
        (
            {
                None: [S.ON_TRACK, S.MISSED],
                "1": [S.MISSED],
                "2": [S.MISSED],
                "3": [S.MISSED],
            },
            "判定した5指標のうち1が「順調」以上です。未達成の4指標の内訳は、「計画全体」1、「窓口」1、「内部」1、ほか1です。",
        ),
        ({"1": [S.BEHIND]}, "判定した指標は1つで、「指標1」は「やや遅れ」です。"),
        (
            {"1": [S.ON_TRACK, S.NOT_REPORTED]},
            "判定した指標は1つで、「指標1」は「順調」です。ほかに1指標の実績がまだ報告されていません。",
        ),
        (
            {"1": [S.ON_TRACK, S.NOT_REPORTED, S.UNCONFIRMED, S.UNCONFIRMED]},
            "4指標のうち2指標の実績が確認中です。判定した指標は1つで、「指標1」は「順調」です。ほかに1指標の実績がまだ報告されていません。",
        ),
        (
            {"1": [S.ON_TRACK, S.UNCONFIRMED]},
            "判定した指標は1つで、「指標1」は「順調」です。ほかに1指標の実績が報告され、確認中です。",
        ),
        (
            {"1": [S.UNCONFIRMED] * 3 + [S.MONITORED]},
            "令和7年度の実績は、3指標とも報告されており、確認中です。",
        ),
        (
            {"1": [S.UNCONFIRMED] * 3 + [S.NOT_REPORTED]},
            "判定できた指標はまだありません（未報告 1、確認中 3）。",
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
        ({"1": [S.AHEAD] * 3}, "3指標の判定はこれからです。"),
        (
            {"1": [S.AHEAD, S.NOT_ASSESSABLE], "2": [S.NOT_REPORTED, S.MONITORED]},
            "判定できた指標はまだありません（判定不能 1、未報告 1、これから 1、参考 1）。",
        ),
        ({"1": [S.NOT_ASSESSABLE]}, "判定できた指標はまだありません（判定不能 1）。"),
        ({}, "この計画は指標を定めていません。計画の内容は施策と工程表にあります。"),
    ],
)
def test_the_sentence_for_every_kind_of_mixture(
    groups: Mapping[str | None, Sequence[Status]], sentence: str
) -> None:
    assert sentence_of(groups, language=Language.JAPANESE) == sentence


def test_a_plan_with_nothing_in_it_is_not_said_to_have_measures() -> None:
    empty = plan_with_indicators([]).model_copy(update={"policies": ()})
    assert (
        plan_sentence(empty, (), 2025, 2025, Language.ENGLISH)
        == "Nothing of this plan is recorded yet."
    )


def test_the_sentence_says_first_when_a_year_is_not_over() -> None:
    assert sentence_of(
        {"1": [S.ACHIEVED, S.ON_TRACK]}, closed=2024, language=Language.JAPANESE
    ).startswith("令和7年度はまだ終わっていません。")
    assert sentence_of(
        {"1": [S.AHEAD] * 2}, closed=2024, language=Language.JAPANESE
    ) == (
        "2指標の判定はこれからです。令和7年度はまだ終わっていません。実績は年度が終わってから求めます。"
    )


def test_the_sentence_of_the_shipped_plans(shipped_plans: dict[str, Plan]) -> None:
    found = {
        code: plan_sentence(
            plan,
            judge_plan(plan, 2025, 2025),
            2025,
            2025,
            Language.JAPANESE,
        )
        for code, plan in shipped_plans.items()
    }
    assert found == {
        "052116": "4指標はすべて目標値のない参考指標のため、判定しません。",
        "412091": "「標準準拠システムへ移行した標準化対象業務」の令和7年度の実績は、まだ報告されていません。",
        "422096": "27指標の判定はこれからです。令和8年3月に策定された計画のため、実績は翌年度の分から求めます。",
        "452068": "令和7年度の実績は、9指標ともまだ報告されていません。",
        "472123": "計画は令和8年度に始まりました。「職員のDX推進実感率」は64.4%から75.0%へ。5年間、毎年+2.1ポイントの道のりです。",
        "999997": "判定した18指標のうち11が「概ね順調」以上です。要注意の7のうち4は「紙と手作業を減らす」です。",
    }


def test_a_place_is_not_blamed_for_holding_most_of_the_indicators() -> None:
    even = sentence_of(
        {"1": [S.ON_TRACK] * 8 + [S.MISSED] * 4, "2": [S.ON_TRACK] * 4 + [S.MISSED] * 2}
    )
    assert "gather" not in even
    assert "“窓口” 4, “内部” 2" in even
    assert "gather in “内部” (4 indicators)" in sentence_of(
        {"1": [S.ON_TRACK] * 8 + [S.MISSED] * 2, "2": [S.MISSED] * 4}
    )


MIXTURES = st.lists(
    st.tuples(st.sampled_from([None, *POLICIES]), st.sampled_from(Status)), max_size=60
)


@given(MIXTURES, st.integers(2021, 2029), st.sampled_from(Language))
@settings(max_examples=400, deadline=None)
def test_the_sentence_never_fails_and_is_never_empty(
    mixture: list[tuple[str | None, Status]], closed: int, language: Language
) -> None:
    groups = {
        policy: [status for where, status in mixture if where == policy]
        for policy in (None, *POLICIES)
    }
    assert sentence_of(groups, closed, language).rstrip("。.")


@given(MIXTURES)
@settings(max_examples=400, deadline=None)
def test_every_number_in_the_sentence_is_a_count(
    mixture: list[tuple[str | None, Status]],
) -> None:
    groups = {
        policy: [status for where, status in mixture if where == policy]
        for policy in (None, *POLICIES)
    }
    text, counts = sentence_of(groups), Counter(status for _policy, status in mixture)
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


def test_the_way_ahead_is_told_of_a_plan_read_anew(
    shipped_plans: dict[str, Plan],
) -> None:
    plan = shipped_plans["472123"]
    again = Plan.model_validate(plan.model_dump())
    judgements = judge_plan(plan, 2025, 2025)
    assert plan_sentence(
        again, judgements, 2025, 2025, Language.ENGLISH
    ) == plan_sentence(plan, judgements, 2025, 2025, Language.ENGLISH)
    found = plan_summary.leading_start(again, judgements, 2025)
    assert found is not None
    assert found.indicator.code == "K01"


def sentence_of_judgements(*judgements: Judgement) -> str:
    plan = plan_with_indicators([judgements[0].indicator])
    return plan_sentence(plan, judgements, 2026, 2026, Language.JAPANESE)


def test_what_lies_within_its_margin_is_not_told_as_delay() -> None:
    noisy, behind = noisy_judgement(260), noisy_judgement(220)
    ahead = noisy_judgement(290)
    assert (noisy.status, behind.status, ahead.status) == (
        S.FAR_BEHIND,
        S.FAR_BEHIND,
        S.ON_TRACK,
    )
    assert sentence_of_judgements(noisy) == (
        "判定した指標は1つで、「実感率」は「誤差の内」です。"
        "誤差を考えると「遅れ」から「順調」までありえます。"
    )
    assert sentence_of_judgements(noisy, ahead) == (
        "判定した2指標のうち1が「順調」以上です。"
        "「実感率」は誤差の内で、遅れかどうかを言い切れません。"
    )
    assert sentence_of_judgements(noisy, behind).startswith(
        "判定した2指標に「概ね順調」以上はありません。"
    )
    assert sentence_of_judgements(noisy, noisy) == (
        "判定した2指標すべてが「誤差の内」です。"
    )
    assert sentence_of_judgements(noisy, noisy, ahead) == (
        "判定した3指標のうち1が「順調」以上です。"
        "2指標は誤差の内で、遅れかどうかを言い切れません。"
    )

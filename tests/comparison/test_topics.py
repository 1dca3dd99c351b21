"""The topics of indicators: what is offered, what a typed word finds, what a definition leaves out."""

import pytest

from dxkpi.comparison.topics import (
    TOPICS,
    TopicCode,
    indicators_on,
    shared_topics,
    topic_indicators,
    typed_topic,
)
from dxkpi.plan import Plan
from tests.support.apptest import CITIES
from tests.support.shipped_cities import (
    HYUGA,
    KATAGAMI,
    MIHON,
    TOMIGUSUKU,
    TSUSHIMA,
    URESHINO,
)

CARD = TOPICS[0]


def test_the_first_topic_is_the_card_and_each_city_counts_something_of_its_own(
    shipped_plans: dict[str, Plan],
) -> None:
    names = {
        code: [
            found.indicator.name
            for found in topic_indicators(shipped_plans[code], CARD, 10)
        ]
        for code in CITIES
    }
    assert names == {
        KATAGAMI: ["マイナンバーカードの市民取得率"],
        URESHINO: ["マイナンバーカード保有率"],
        TSUSHIMA: ["コンビニ交付利用件数", "キオスク端末による証明書交付利用率"],
        HYUGA: ["マイナンバーカードを利活用したサービス"],
        TOMIGUSUKU: ["マイナンバーカード保有枚数率"],
        MIHON: ["マイナンバーカード保有枚数率"],
    }
    tsushima = topic_indicators(shipped_plans[TSUSHIMA], CARD, 10)
    assert {found.only_by_measure for found in tsushima} == {True}
    assert len(topic_indicators(shipped_plans[TSUSHIMA], CARD, 1)) == 1


def test_what_a_definition_leaves_out_is_not_its_topic(
    shipped_plans: dict[str, Plan],
) -> None:
    shops = next(
        topic for topic in TOPICS if topic.code is TopicCode.CONVENIENCE_STORES
    )
    assert indicators_on(shipped_plans[HYUGA], shops) == ()
    assert [i.code for i in indicators_on(shipped_plans[TSUSHIMA], shops)] == ["K06"]


def test_topics_are_offered_when_two_plans_have_an_indicator_on_them(
    shipped_plans: dict[str, Plan],
) -> None:
    def offered(*codes: str) -> list[str]:
        return [
            str(topic.code)
            for topic in shared_topics([shipped_plans[code] for code in codes])
        ]

    assert offered(TOMIGUSUKU, KATAGAMI) == ["My Number Card"]
    assert offered(TOMIGUSUKU, TSUSHIMA) == []
    assert offered(TOMIGUSUKU) == []
    assert offered(TSUSHIMA, HYUGA)[:2] == ["Online procedures", "System standards"]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("ｵﾝﾗｲﾝ", ["K01", "K02"]),
        ("申請 利用率", ["K01"]),
        ("利用率 申請", ["K01"]),
        ("(", ["K05", "K06"]),
        ("存在しない", []),
    ],
)
def test_a_word_of_ones_own_is_looked_for_as_it_is(
    sample_plan: Plan, typed: str, codes: list[str]
) -> None:
    found = [i.code for i in indicators_on(sample_plan, typed_topic(typed))]
    assert found[: len(codes)] == codes
    assert bool(found) == bool(codes)

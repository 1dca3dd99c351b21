"""What is compared between cities, in words."""

import pytest

from dxkpi.comparison.indicator_differences import (
    ComparedAspect,
    NamedIndicator,
    aspect_groups,
)
from dxkpi.comparison.national_items import (
    ITEMS,
    PAST_ITEMS,
    UNREAD,
    ItemGroup,
    ItemSource,
)
from dxkpi.comparison.topics import TOPICS, typed_topic
from dxkpi.plan import Indicator, Plan
from dxkpi.wording.comparison import (
    aspect_groups_text,
    aspect_name,
    item_group_title,
    item_label,
    item_source_text,
    topic_name,
    topic_sentence,
)
from dxkpi.wording.language import Language
from tests.support.shipped_cities import (
    HYUGA,
    KATAGAMI,
    MIHON,
    TOMIGUSUKU,
    TSUSHIMA,
    URESHINO,
)
from tests.support.topic_indicators import dated_actual, indicators_of, rate_indicator

CARD = TOPICS[0]


def difference_lines(indicators: list[NamedIndicator], language: Language) -> list[str]:
    return [
        f"{aspect_name(groups.aspect, language)} {aspect_groups_text(groups, language)}"
        for groups in aspect_groups(indicators)
    ]


def test_three_cities_name_and_date_the_card_differently_and_the_sentence_says_so(
    shipped_plans: dict[str, Plan],
) -> None:
    found = indicators_of(shipped_plans, CARD, TOMIGUSUKU, KATAGAMI, URESHINO)
    assert topic_sentence(found, "マイナンバーカード", Language.JAPANESE) == (
        "「マイナンバーカード」の指標は、3団体の計画に3あります。名称、値の月が異なるため、1本の線にはしません。"
    )
    assert difference_lines(found, Language.JAPANESE) == [
        "名称 「マイナンバーカード保有枚数率」（豊見城市）、「マイナンバーカードの市民取得率」（潟上市）、「マイナンバーカード保有率」（嬉野市）",
        "定義 計画に記載なし（豊見城市、潟上市、嬉野市）",
        "値の月 最新は令和8年1月（豊見城市）、最新は令和7年7月（潟上市）、最新は令和7年3月（嬉野市）",
    ]


def test_a_share_is_not_set_against_a_number_of_services(
    shipped_plans: dict[str, Plan],
) -> None:
    found = indicators_of(shipped_plans, CARD, HYUGA, TSUSHIMA, MIHON)
    assert topic_sentence(found, "My Number Card", Language.ENGLISH) == (
        "4 indicators on “My Number Card” in 3 plans. They differ in name, definition, share or count, unit, way of "
        "counting, so they are not drawn as one line."
    )
    lines = difference_lines(found, Language.ENGLISH)
    assert "share or count count (日向市, 対馬市), share (対馬市, 見本市)" in lines
    assert "unit 事業 (日向市), 件 (対馬市), % (対馬市, 見本市)" in lines
    assert (
        "month of the figures no figure with a month (日向市, 対馬市), latest of January 2026 (見本市)"
        in lines
    )


def test_the_same_name_without_a_definition_is_not_called_comparable(
    shipped_plans: dict[str, Plan],
) -> None:
    found = indicators_of(shipped_plans, CARD, TOMIGUSUKU, MIHON)
    sentence = topic_sentence(found, "My Number Card", Language.ENGLISH)
    assert "not every plan prints a definition" in sentence
    assert "can be compared" not in sentence


def test_only_what_agrees_in_name_definition_unit_and_counting_is_called_comparable() -> (
    None
):
    def told(other: Indicator) -> str:
        one = rate_indicator(actuals=[dated_actual("2026-01")])
        indicators = [NamedIndicator("日向市", one), NamedIndicator("対馬市", other)]
        return topic_sentence(indicators, "card", Language.ENGLISH)

    assert told(
        rate_indicator(name="保有　率", unit="％", actuals=[dated_actual("2026-01")])
    ).endswith("can be compared.")
    assert told(rate_indicator(actuals=[dated_actual("2025-07")])).endswith(
        "but mind the months."
    )
    for change in (
        {"name": "取得率"},
        {"definition": "別の定義"},
        {"unit": "枚"},
        {"aggregation": "annual"},
        {"value_type": "yes_no"},
    ):
        assert told(rate_indicator(**change)).endswith(
            "they are not drawn as one line."
        ), change


@pytest.mark.parametrize("language", Language)
def test_everything_that_is_compared_has_its_words(language: Language) -> None:
    words = [
        *(item_label(item, language) for item in (*ITEMS, *PAST_ITEMS, UNREAD)),
        *(item_group_title(group, language) for group in ItemGroup),
        *(item_source_text(source, language) for source in ItemSource),
        *(topic_name(topic, language) for topic in TOPICS),
        *(aspect_name(aspect, language) for aspect in ComparedAspect),
    ]
    assert all(words)


def test_a_typed_topic_is_called_as_it_was_typed() -> None:
    assert topic_name(typed_topic("AI and RPA"), Language.JAPANESE) == "AI and RPA"

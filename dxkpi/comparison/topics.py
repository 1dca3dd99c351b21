"""Topics on which the indicators of several cities can be set side by side."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dxkpi.comparison.national_items import ITEMS
from dxkpi.comparison.subject import Subject
from dxkpi.plan.indicator import Indicator
from dxkpi.plan.tree import Plan
from dxkpi.text.folding import folded_text


class TopicCode(StrEnum):
    """The topics that are offered. The codes stand in addresses, so they do not change."""

    CARD = "My Number Card"
    ONLINE = "Online procedures"
    STANDARDS = "System standards"
    CASHLESS = "Cashless payment"
    EL_QR = "Payment by eL-QR"
    CONVENIENCE_STORES = "Certificates at convenience stores"
    AI_AND_RPA = "AI and RPA"
    TELEWORK = "Telework"
    SECURITY = "Security"
    TRAINING = "Training of staff"
    SMARTPHONES = "Smartphone classes and digital help"
    OPEN_DATA = "Open data"
    WIFI = "Public Wi-Fi"
    MEDIA = "LINE, social media and website"
    SATISFACTION = "Satisfaction"
    PAPERLESS = "Paperless work"
    REALISATION = "DX felt by staff"


@dataclass(frozen=True)
class Topic(Subject):
    """One of the offered topics, or what a reader typed, which has no code."""

    code: TopicCode | None
    typed: str = ""


@dataclass(frozen=True)
class TopicIndicator:
    """An indicator on a topic; `only_by_measure` if only its measure's name speaks of the topic."""

    indicator: Indicator
    only_by_measure: bool


_ITEM_WORDS = {item.code: item.words for item in ITEMS}

TOPICS = (
    Topic(_ITEM_WORDS["card"], TopicCode.CARD),
    Topic("オンライン(化|申請)|電子申請|デジタル完結", TopicCode.ONLINE),
    Topic("標準(準拠|化|仕様)", TopicCode.STANDARDS),
    Topic("キャッシュレス|オンライン支払|電子決済", TopicCode.CASHLESS),
    Topic(_ITEM_WORDS["el-qr"], TopicCode.EL_QR),
    Topic("コンビニ交付", TopicCode.CONVENIENCE_STORES),
    Topic("(?<![a-z])(ai|rpa)(?![a-z])", TopicCode.AI_AND_RPA),
    Topic(_ITEM_WORDS["telework"], TopicCode.TELEWORK),
    Topic("セキュリティ", TopicCode.SECURITY),
    Topic("研修", TopicCode.TRAINING),
    Topic("スマホ|スマートフォン教室|デジタル(活用支援|相談)", TopicCode.SMARTPHONES),
    Topic("オープンデータ", TopicCode.OPEN_DATA),
    Topic("wi-?fi", TopicCode.WIFI),
    Topic("(?<![a-z])(line|sns)(?![a-z])|ホームページ", TopicCode.MEDIA),
    Topic("満足度", TopicCode.SATISFACTION),
    Topic("ペーパーレス|電子決裁|電子契約|コピー用紙", TopicCode.PAPERLESS),
    Topic("実感率", TopicCode.REALISATION),
)

_LEFT_OUT = re.compile(r"[^。、（）()※]*(除く|除き|含まない|含まず)")
"""What a definition leaves out (コンビニ交付を除く) is not what it is about."""


def typed_topic(text: str) -> Topic:
    """A topic that the reader wrote: all of its words, in any order."""
    words = [f"(?=.*{re.escape(folded_text(word))})" for word in text.split()]
    return Topic("^" + "".join(words), None, text)


def topic_indicators(plan: Plan, topic: Topic, most: int) -> tuple[TopicIndicator, ...]:
    """The first few indicators on a topic; where there are none, those of the measures on it."""
    named = indicators_on(plan, topic)
    if named:
        return tuple(TopicIndicator(each, False) for each in named[:most])
    of_measures = indicators_of_measures_on(plan, topic)
    return tuple(TopicIndicator(each, True) for each in of_measures[:most])


def indicators_on(plan: Plan, topic: Topic) -> tuple[Indicator, ...]:
    """A plan's indicators whose name or definition speaks of a topic."""
    return tuple(
        indicator
        for indicator in plan.measured_indicators
        if _speaks_of(indicator, topic)
    )


def indicators_of_measures_on(plan: Plan, topic: Topic) -> tuple[Indicator, ...]:
    """The indicators of the measures whose name speaks of a topic."""
    measures = {
        measure.number for measure in plan.measures if topic.is_named_in(measure.name)
    }
    return tuple(
        indicator
        for indicator in plan.measured_indicators
        if any(indicator.belongs_to(measure) for measure in measures)
    )


def shared_topics(plans: Sequence[Plan]) -> tuple[Topic, ...]:
    """The topics on which at least two of the plans have an indicator."""
    return tuple(topic for topic in TOPICS if _plans_with(topic, plans) >= 2)


def _plans_with(topic: Topic, plans: Iterable[Plan]) -> int:
    return sum(1 for plan in plans if indicators_on(plan, topic))


def _speaks_of(indicator: Indicator, topic: Topic) -> bool:
    if topic.is_named_in(indicator.name):
        return True
    return topic.is_named_in(_LEFT_OUT.sub("", indicator.definition or ""))

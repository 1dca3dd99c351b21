"""Like with like: indicators of several cities on one topic, and in what they differ.

Cities name, define and date an indicator in their own way. Figures may be called comparable only where name, definition,
unit and the way of adding up all agree; a definition that a plan does not print cannot be known to agree.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dxkpi.comparison.national_items import ITEMS, Subject, folded
from dxkpi.plan.indicator import Indicator, ValueType
from dxkpi.plan.tree import Plan
from dxkpi.wording.language import mark

_NATIONAL = {item.code: item for item in ITEMS}

TOPICS = (
    Subject(mark("My Number Card"), _NATIONAL["card"].words),
    Subject(mark("Online procedures"), "オンライン(化|申請)|電子申請|デジタル完結"),
    Subject(mark("System standards"), "標準(準拠|化|仕様)"),
    Subject(mark("Cashless payment"), "キャッシュレス|オンライン支払|電子決済"),
    Subject(mark("Payment by eL-QR"), _NATIONAL["el-qr"].words),
    Subject(mark("Certificates at convenience stores"), "コンビニ交付"),
    Subject(mark("AI and RPA"), "(?<![a-z])(ai|rpa)(?![a-z])"),
    Subject(mark("Telework"), _NATIONAL["telework"].words),
    Subject(mark("Security"), "セキュリティ"),
    Subject(mark("Training of staff"), "研修"),
    Subject(
        mark("Smartphone classes and digital help"),
        "スマホ|スマートフォン教室|デジタル(活用支援|相談)",
    ),
    Subject(mark("Open data"), "オープンデータ"),
    Subject(mark("Public Wi-Fi"), "wi-?fi"),
    Subject(
        mark("LINE, social media and website"),
        "(?<![a-z])(line|sns)(?![a-z])|ホームページ",
    ),
    Subject(mark("Satisfaction"), "満足度"),
    Subject(mark("Paperless work"), "ペーパーレス|電子決裁|電子契約|コピー用紙"),
    Subject(mark("DX felt by staff"), "実感率"),
)

_LEFT_OUT = re.compile(r"[^。、（）()※]*(除く|除き|含まない|含まず)")


class ComparedAspect(StrEnum):
    """In what two indicators may differ."""

    NAME = "name"
    DEFINITION = "definition"
    SORT = "sort"
    UNIT = "unit"
    AGGREGATION = "aggregation"
    MONTHS = "months"


class ComparedTraits(StrEnum):
    """What a figure is, told by its unit: a share of a whole, a count or amount, or an answer."""

    SHARE = "share"
    COUNT = "count"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Comparison:
    """In which aspects indicators differ, and in which the plans do not say enough to know."""

    different: tuple[ComparedAspect, ...]
    unknown: tuple[ComparedAspect, ...]

    @property
    def comparable(self) -> bool:
        """Whether the figures mean the same thing. The months may still differ."""
        return not {*self.different, *self.unknown} - {ComparedAspect.MONTHS}


def topic_of(text: str) -> Subject:
    """A topic that the reader wrote: all of its words, in any order."""
    return Subject(
        text, "^" + "".join(f"(?=.*{re.escape(folded(word))})" for word in text.split())
    )


def on(plan: Plan, topic: Subject) -> tuple[Indicator, ...]:
    """A plan's indicators whose name or definition speaks of a topic. What a definition leaves out does not count."""
    return tuple(
        i
        for i in plan.indicators
        if topic.named_in(i.name)
        or topic.named_in(_LEFT_OUT.sub("", i.definition or ""))
    )


def beside(plan: Plan, topic: Subject) -> tuple[Indicator, ...]:
    """The indicators of the measures whose name speaks of a topic: what a plan follows instead of the topic itself."""
    measures = {
        measure.number for measure in plan.measures if topic.named_in(measure.name)
    }
    return tuple(
        indicator for indicator in plan.indicators if indicator.measure in measures
    )


def shared_topics(plans: Sequence[Plan]) -> tuple[Subject, ...]:
    """The topics on which at least two of the plans have an indicator."""
    return tuple(
        topic for topic in TOPICS if sum(bool(on(plan, topic)) for plan in plans) >= 2
    )


def sort(indicator: Indicator) -> ComparedTraits:
    if indicator.value_type is ValueType.YES_NO:
        return ComparedTraits.YES_NO
    return ComparedTraits.SHARE if indicator.is_share else ComparedTraits.COUNT


def months(indicator: Indicator) -> tuple[str, ...]:
    """The months that its figures are of, in order; empty where no figure is dated to a month."""
    dated = (*((indicator.baseline,) if indicator.baseline else ()), *indicator.actuals)
    return tuple(
        sorted(
            {
                figure.as_of[:7]
                for figure in dated
                if figure.value is not None and figure.as_of
            }
        )
    )


def compared(indicators: Iterable[Indicator]) -> Comparison:
    """Where indicators differ: each aspect as the plans print it, spelling and spaces aside."""
    facets = [_facets(indicator) for indicator in indicators]
    said = {aspect: [facet[aspect] for facet in facets] for aspect in ComparedAspect}
    return Comparison(
        different=tuple(
            aspect
            for aspect in ComparedAspect
            if len(set(filter(None, said[aspect]))) > 1
        ),
        unknown=tuple(
            aspect
            for aspect in (ComparedAspect.DEFINITION, ComparedAspect.MONTHS)
            if not all(said[aspect])
        ),
    )


def _facets(indicator: Indicator) -> dict[ComparedAspect, object]:
    return {
        ComparedAspect.NAME: folded(indicator.name),
        ComparedAspect.DEFINITION: folded(indicator.definition or ""),
        ComparedAspect.SORT: sort(indicator),
        ComparedAspect.UNIT: folded(indicator.unit) or "－",
        ComparedAspect.AGGREGATION: indicator.aggregation,
        ComparedAspect.MONTHS: frozenset(month[5:] for month in months(indicator)),
    }

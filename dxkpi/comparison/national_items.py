"""The items of the national plan, and which of a city's measures answer to them.

The eleven items are those of 総務省「自治体デジタル・トランスフォーメーション（DX）推進計画」, edition 5.0 of December 2025: eight
重点取組事項 (★) and three あわせて取り組むデジタル社会の実現に向けた取組 (◆), as the plans of 潟上市 (chapter 2) and 対馬市 (4.(1))
print the list; 豊見城市's marks the same eleven after edition 5.1 of January 2026. 行政手続のオンライン化 was an item of its own in
the first edition (25 December 2020) and is part of フロントヤード改革 now.

A plan marks a measure with ★ or ◆ but does not say for which item, and some plans mark none. So a measure is matched to an
item by the words of its name, and what was only read from words is never called stated.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dxkpi.plan.indicator import Indicator
from dxkpi.plan.tree import (
    Certainty,
    Initiative,
    Measure,
    NationalItem,
    Plan,
    ScheduleItem,
    ScheduleKind,
)
from dxkpi.wording.language import mark

EDITION = "第5.0版（令和7年12月）"

_HYPHENS = dict.fromkeys(map(ord, "‐‒–—―−"), "-")


def folded(text: str) -> str:
    """Text for looking words up in: ｅＬ‐ＱＲ, eL-QR and EL - QR are the same."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_HYPHENS)
    return unicodedata.normalize("NFKC", re.sub(r"\s+", "", plain))


@dataclass(frozen=True)
class Subject:
    """Something that names can be about: what it is called on screen, and the pattern of its words in folded text."""

    label: str
    words: str

    def named_in(self, text: str | None) -> bool:
        return bool(text) and re.search(self.words, folded(text or "")) is not None


@dataclass(frozen=True)
class NationalPlanItem(Subject):
    """An item of the national plan, by its own name; `past` if only of an earlier edition."""

    code: str
    name: str
    kind: NationalItem | None
    past: bool = False


_STAR, _DIAMOND = NationalItem.PRIORITY, NationalItem.COMPANION

ITEMS = (
    NationalPlanItem(
        mark("Front-office reform"),
        "フロントヤード|書かない|行かない|ワンストップ窓口|窓口(dx|改革)",
        "front-office",
        "自治体フロントヤード改革の推進",
        _STAR,
    ),
    NationalPlanItem(
        mark("System standards"),
        "システム.*標準化|標準化・共通化|標準準拠|標準仕様",
        "standards",
        "地方公共団体情報システムの標準化",
        _STAR,
    ),
    NationalPlanItem(
        mark("Shared platforms"),
        "デジタル共通基盤|^(?!.*標準化).*(システム.*共通化|共通化等?の推進)",
        "shared",
        "「国・地方デジタル共通基盤の整備・運用に関する基本方針」に基づく共通化等の推進",
        _STAR,
    ),
    NationalPlanItem(
        mark("Payment by eL-QR"),
        "el-?qr|eltax|エルタックス|地方税統一qr",
        "el-qr",
        "公金収納におけるeL-QRの活用",
        _STAR,
    ),
    NationalPlanItem(
        mark("My Number Card"),
        "マイナンバーカード|個人番号カード",
        "card",
        "マイナンバーカードの取得支援・利用の推進",
        _STAR,
    ),
    NationalPlanItem(
        mark("Security"),
        "セキュリティ(の?(対策|確保|強化|向上|強靱|強靭)|体制)",
        "security",
        "セキュリティ対策の徹底",
        _STAR,
    ),
    NationalPlanItem(
        mark("Use of AI"),
        "(?<![a-z])ai(?![a-z])|人工知能",
        "ai",
        "自治体のAIの利用推進",
        _STAR,
    ),
    NationalPlanItem(
        mark("Telework"),
        "テレワーク|在宅勤務",
        "telework",
        "テレワークの推進",
        _STAR,
    ),
    NationalPlanItem(
        mark("Digital communities"),
        "デジタル実装|地域(社会)?の?デジタル化|デジタル田園都市",
        "communities",
        "デジタル実装の取組の推進・地域社会のデジタル化",
        _DIAMOND,
    ),
    NationalPlanItem(
        mark("Digital divide"),
        "デジタル・?(デバイド|ディバイド)|情報格差",
        "divide",
        "デジタルデバイド対策",
        _DIAMOND,
    ),
    NationalPlanItem(
        mark("Review of rules"),
        "デジタル原則|アナログ規制|規制の(点検|見直し)",
        "rules",
        "デジタル原則を踏まえた規制の点検・見直し",
        _DIAMOND,
    ),
)

PAST_ITEMS = (
    NationalPlanItem(
        mark("Procedures online"),
        "手続.*オンライン化|オンライン(申請|手続)",
        "procedures",
        "行政手続のオンライン化",
        _STAR,
        past=True,
    ),
)

UNREAD = NationalPlanItem(
    mark("Other marked measures"), "(?!)", "unread", "", None, past=True
)
"""What a plan marks although its name has the words of no item."""


class ItemSource(StrEnum):
    """How a measure came to an item: marked by the plan itself, read from a name, or only mentioned in a description."""

    STATED = "stated"
    INFERRED = "inferred"
    MENTIONED = "mentioned"


@dataclass(frozen=True)
class ItemMatch:
    """A measure (or one initiative of it) that answers to an item."""

    reading: ItemSource
    measure: Measure
    initiative: Initiative | None = None

    @property
    def place(self) -> str:
        """Where it stands in the plan: 1-2, or 1-2(3) for an initiative."""
        return self.measure.number + (
            f"({self.initiative.number})" if self.initiative else ""
        )

    @property
    def name(self) -> str:
        return (self.initiative or self.measure).name

    @property
    def schedule(self) -> tuple[ScheduleItem, ...]:
        """The entries of the initiative; those of the measure as a whole where it has none of its own."""
        entries = self.measure.schedule
        if self.initiative is None:
            return entries
        own = tuple(
            entry for entry in entries if entry.initiative == self.initiative.number
        )
        return own or tuple(entry for entry in entries if entry.initiative is None)

    def indicators(self, plan: Plan, item: NationalPlanItem) -> tuple[Indicator, ...]:
        """The measure's indicators. An initiative has none of its own: those of its measure that name the item."""
        attached = (i for i in plan.indicators if i.measure == self.measure.number)
        return tuple(
            i for i in attached if self.initiative is None or item.named_in(i.name)
        )


@dataclass(frozen=True)
class ItemPeriod:
    """From the earliest start to the latest end. `last` is unknown as soon as one entry has no end."""

    first: int | None
    last: int | None
    inferred: bool
    deadlines: tuple[int, ...]


def period(entries: Iterable[ScheduleItem]) -> ItemPeriod:
    """The years that entries of a schedule take, and the years of their deadlines."""
    entries = tuple(entries)
    spans = [entry for entry in entries if entry.kind is not ScheduleKind.DEADLINE]
    ends = [entry.end for entry in spans]
    return ItemPeriod(
        first=min(
            (entry.start for entry in spans if entry.start is not None), default=None
        ),
        last=None
        if None in ends
        else max((end for end in ends if end is not None), default=None),
        inferred=any(entry.certainty is not Certainty.STATED for entry in spans),
        deadlines=tuple(
            sorted(
                {
                    e.end
                    for e in entries
                    if e.kind is ScheduleKind.DEADLINE and e.end is not None
                }
            )
        ),
    )


def matches(plan: Plan, item: NationalPlanItem) -> tuple[ItemMatch, ...]:
    """A plan's measures on an item: marked ones first, then others of that name.

    Where no measure is named so, initiatives are looked at; where none is either, the descriptions of those that are
    named after no other item.
    """
    if item == UNREAD:
        return tuple(
            ItemMatch(ItemSource.STATED, measure)
            for measure in plan.measures
            if _unread(measure)
        )
    named = [ItemMatch(_reading(m), m) for m in plan.measures if item.named_in(m.name)]
    if named:
        return tuple(
            sorted(named, key=lambda match: match.reading is not ItemSource.STATED)
        )
    parts = [(m, i) for m in plan.measures for i in m.initiatives]
    return (
        tuple(
            ItemMatch(ItemSource.INFERRED, m, i)
            for m, i in parts
            if item.named_in(i.name)
        )
        or tuple(
            ItemMatch(ItemSource.MENTIONED, m, i)
            for m, i in parts
            if _mentions(i, item)
        )
        or tuple(
            ItemMatch(ItemSource.MENTIONED, m)
            for m in plan.measures
            if _mentions(m, item)
        )
    )


def rows(plans: Sequence[Plan]) -> tuple[NationalPlanItem, ...]:
    """The items to compare plans by: all of the national plan, and what one of the plans marks beyond them."""
    beyond = (
        item
        for item in (*PAST_ITEMS, UNREAD)
        if any(_marked(plan, item) for plan in plans)
    )
    return (*ITEMS, *beyond)


def _marked(plan: Plan, item: NationalPlanItem) -> bool:
    return any(match.reading is ItemSource.STATED for match in matches(plan, item))


def _reading(measure: Measure) -> ItemSource:
    return ItemSource.STATED if measure.national_item else ItemSource.INFERRED


def _unread(measure: Measure) -> bool:
    return measure.national_item is not None and _named_after_none(measure)


def _mentions(part: Measure | Initiative, item: NationalPlanItem) -> bool:
    return item.named_in(part.description) and _named_after_none(part)


def _named_after_none(part: Measure | Initiative) -> bool:
    return not any(item.named_in(part.name) for item in (*ITEMS, *PAST_ITEMS))

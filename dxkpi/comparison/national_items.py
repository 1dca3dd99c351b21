"""The items of the national plan, and which of a city's measures answer to them.

The eleven items are those of
総務省「自治体デジタル・トランスフォーメーション（DX）推進計画」, edition 5.0 of
December 2025: eight 重点取組事項 (★) and three
あわせて取り組むデジタル社会の実現に向けた取組 (◆), as the plans of 潟上市 (chapter 2)
and 対馬市 (4.(1)) print the list; 豊見城市's marks the same eleven after edition 5.1 of
January 2026. 行政手続のオンライン化 was an item of its own in the first edition (25
December 2020) and is part of フロントヤード改革 now.

A plan marks a measure with ★ or ◆ but does not say for which item, and some plans mark
none. So a measure is matched to an item by the words of its name, and what was only
read from words is never called stated.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dxkpi.comparison.subject import Subject
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

EDITION = "第5.0版（令和7年12月）"


class ItemGroup(StrEnum):
    """The items that stand together, in this order."""

    PRIORITY = "priority"
    COMPANION = "companion"
    PAST = "past"
    UNREAD = "unread"


@dataclass(frozen=True)
class NationalPlanItem(Subject):
    """An item of the national plan, by its own name; `past` if only of an earlier edition."""

    code: str
    name: str
    kind: NationalItem | None
    past: bool = False

    @property
    def group(self) -> ItemGroup:
        if self.kind is None:
            return ItemGroup.UNREAD
        if self.past:
            return ItemGroup.PAST
        if self.kind is NationalItem.PRIORITY:
            return ItemGroup.PRIORITY
        return ItemGroup.COMPANION


_STAR, _DIAMOND = NationalItem.PRIORITY, NationalItem.COMPANION

ITEMS = (
    NationalPlanItem(
        "フロントヤード|書かない|行かない|ワンストップ窓口|窓口(dx|改革)",
        "front-office",
        "自治体フロントヤード改革の推進",
        _STAR,
    ),
    NationalPlanItem(
        "システム.*標準化|標準化・共通化|標準準拠|標準仕様",
        "standards",
        "地方公共団体情報システムの標準化",
        _STAR,
    ),
    NationalPlanItem(
        "デジタル共通基盤|^(?!.*標準化).*(システム.*共通化|共通化等?の推進)",
        "shared",
        "「国・地方デジタル共通基盤の整備・運用に関する基本方針」に基づく共通化等の推進",
        _STAR,
    ),
    NationalPlanItem(
        "el-?qr|eltax|エルタックス|地方税統一qr",
        "el-qr",
        "公金収納におけるeL-QRの活用",
        _STAR,
    ),
    NationalPlanItem(
        "マイナンバーカード|個人番号カード",
        "card",
        "マイナンバーカードの取得支援・利用の推進",
        _STAR,
    ),
    NationalPlanItem(
        "セキュリティ(の?(対策|確保|強化|向上|強靱|強靭)|体制)",
        "security",
        "セキュリティ対策の徹底",
        _STAR,
    ),
    NationalPlanItem(
        "(?<![a-z])ai(?![a-z])|人工知能",
        "ai",
        "自治体のAIの利用推進",
        _STAR,
    ),
    NationalPlanItem(
        "テレワーク|在宅勤務",
        "telework",
        "テレワークの推進",
        _STAR,
    ),
    NationalPlanItem(
        "デジタル実装|地域(社会)?の?デジタル化|デジタル田園都市",
        "communities",
        "デジタル実装の取組の推進・地域社会のデジタル化",
        _DIAMOND,
    ),
    NationalPlanItem(
        "デジタル・?(デバイド|ディバイド)|情報格差",
        "divide",
        "デジタルデバイド対策",
        _DIAMOND,
    ),
    NationalPlanItem(
        "デジタル原則|アナログ規制|規制の(点検|見直し)",
        "rules",
        "デジタル原則を踏まえた規制の点検・見直し",
        _DIAMOND,
    ),
)

PAST_ITEMS = (
    NationalPlanItem(
        "手続.*オンライン化|オンライン(申請|手続)",
        "procedures",
        "行政手続のオンライン化",
        _STAR,
        past=True,
    ),
)

UNREAD = NationalPlanItem("(?!)", "unread", "", None, past=True)
"""What a plan marks although its name has the words of no item."""


class ItemSource(StrEnum):
    """How a measure came to an item: marked by the plan, read from a name, or mentioned
    in a text.
    """

    STATED = "stated"
    INFERRED = "inferred"
    MENTIONED = "mentioned"


@dataclass(frozen=True)
class ItemMatch:
    """A measure (or one initiative of it) that answers to an item."""

    source: ItemSource
    measure: Measure
    initiative: Initiative | None = None

    @property
    def place(self) -> str:
        """Where it stands in the plan: 1-2, or 1-2(3) for an initiative."""
        if self.initiative is None:
            return self.measure.number
        return f"{self.measure.number}({self.initiative.number})"

    @property
    def name(self) -> str:
        return (self.initiative or self.measure).name

    @property
    def schedule(self) -> tuple[ScheduleItem, ...]:
        """The entries of the initiative, or those of the whole measure where it has none."""
        entries = self.measure.schedule
        if self.initiative is None:
            return entries
        own = _entries_of(entries, self.initiative.number)
        return own or _entries_of(entries, None)

    def indicators(self, plan: Plan, item: NationalPlanItem) -> tuple[Indicator, ...]:
        """The measure's indicators; of an initiative those of its measure that name the item."""
        attached = tuple(
            indicator
            for indicator in plan.indicators
            if indicator.belongs_to(self.measure.number)
        )
        if self.initiative is None:
            return attached
        return tuple(each for each in attached if item.is_named_in(each.name))


def _entries_of(
    entries: Iterable[ScheduleItem], initiative: str | None
) -> tuple[ScheduleItem, ...]:
    return tuple(entry for entry in entries if entry.initiative == initiative)


@dataclass(frozen=True)
class ItemPeriod:
    """From the earliest start to the latest end; `last` is None if any entry has no end."""

    first: int | None
    last: int | None
    inferred: bool
    deadlines: tuple[int, ...]


def schedule_period(entries: Iterable[ScheduleItem]) -> ItemPeriod:
    """The years that entries of a schedule take, and the years of their deadlines."""
    spans: list[ScheduleItem] = []
    deadlines: set[int] = set()
    for entry in entries:
        if entry.kind is not ScheduleKind.DEADLINE:
            spans.append(entry)
        elif entry.end is not None:
            deadlines.add(entry.end)

    starts = [entry.start for entry in spans if entry.start is not None]
    ends = [entry.end for entry in spans if entry.end is not None]
    every_end_is_known = len(ends) == len(spans)
    return ItemPeriod(
        first=min(starts, default=None),
        last=max(ends, default=None) if every_end_is_known else None,
        inferred=any(entry.certainty is not Certainty.STATED for entry in spans),
        deadlines=tuple(sorted(deadlines)),
    )


def item_matches(plan: Plan, item: NationalPlanItem) -> tuple[ItemMatch, ...]:
    """A plan's measures on an item: marked ones first, then others of that name.

    Where no measure is named so, initiatives are looked at; where none is either, the
    descriptions of those that are named after no other item.
    """
    if item == UNREAD:
        return tuple(_marked_without_item(plan))
    return (
        _measures_named(plan, item)
        or tuple(_initiatives_named(plan, item))
        or tuple(_initiatives_describing(plan, item))
        or tuple(_measures_describing(plan, item))
    )


def compared_items(plans: Sequence[Plan]) -> tuple[NationalPlanItem, ...]:
    """The items of the national plan, and what one of the plans marks beyond them."""
    beyond = [
        item
        for item in (*PAST_ITEMS, UNREAD)
        if any(_marks_item(plan, item) for plan in plans)
    ]
    return (*ITEMS, *beyond)


def _marks_item(plan: Plan, item: NationalPlanItem) -> bool:
    matches = item_matches(plan, item)
    return any(match.source is ItemSource.STATED for match in matches)


def _marked_without_item(plan: Plan) -> Iterator[ItemMatch]:
    for measure in plan.measures:
        if measure.national_item is not None and _is_named_after_no_item(measure):
            yield ItemMatch(ItemSource.STATED, measure)


def _measures_named(plan: Plan, item: NationalPlanItem) -> tuple[ItemMatch, ...]:
    stated: list[ItemMatch] = []
    inferred: list[ItemMatch] = []
    for measure in plan.measures:
        if not item.is_named_in(measure.name):
            continue
        if measure.national_item:
            stated.append(ItemMatch(ItemSource.STATED, measure))
        else:
            inferred.append(ItemMatch(ItemSource.INFERRED, measure))
    return (*stated, *inferred)


def _initiatives_named(plan: Plan, item: NationalPlanItem) -> Iterator[ItemMatch]:
    for measure in plan.measures:
        for initiative in measure.initiatives:
            if item.is_named_in(initiative.name):
                yield ItemMatch(ItemSource.INFERRED, measure, initiative)


def _initiatives_describing(plan: Plan, item: NationalPlanItem) -> Iterator[ItemMatch]:
    for measure in plan.measures:
        for initiative in measure.initiatives:
            if _describes_only(initiative, item):
                yield ItemMatch(ItemSource.MENTIONED, measure, initiative)


def _measures_describing(plan: Plan, item: NationalPlanItem) -> Iterator[ItemMatch]:
    for measure in plan.measures:
        if _describes_only(measure, item):
            yield ItemMatch(ItemSource.MENTIONED, measure)


def _describes_only(part: Measure | Initiative, item: NationalPlanItem) -> bool:
    """Whether the description speaks of the item while the name speaks of none."""
    return item.is_named_in(part.description) and _is_named_after_no_item(part)


def _is_named_after_no_item(part: Measure | Initiative) -> bool:
    return not any(item.is_named_in(part.name) for item in (*ITEMS, *PAST_ITEMS))

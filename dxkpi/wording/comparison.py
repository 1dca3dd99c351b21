"""Comparisons between cities in words: national items, topics, and in what indicators differ."""

import string
from collections.abc import Sequence

from dxkpi.comparison.indicator_differences import (
    AspectGroups,
    AspectValue,
    ComparedAspect,
    Comparison,
    NamedIndicator,
    UnitKind,
    compare_indicators,
)
from dxkpi.comparison.item_coverage import ItemRow, items_of_one_city
from dxkpi.comparison.national_items import (
    UNREAD,
    ItemGroup,
    ItemMatch,
    ItemPeriod,
    ItemSource,
    NationalPlanItem,
)
from dxkpi.comparison.topics import Topic, TopicCode
from dxkpi.plan import Aggregation
from dxkpi.wording import glossary
from dxkpi.wording.language import Language, mark

READ_GLYPH, NOTHING_GLYPH = "○", "－"

_ITEM_LABELS = {
    "front-office": mark("Front-office reform"),
    "standards": mark("System standards"),
    "shared": mark("Shared platforms"),
    "el-qr": mark("Payment by eL-QR"),
    "card": mark("My Number Card"),
    "security": mark("Security"),
    "ai": mark("Use of AI"),
    "telework": mark("Telework"),
    "communities": mark("Digital communities"),
    "divide": mark("Digital divide"),
    "rules": mark("Review of rules"),
    "procedures": mark("Procedures online"),
    "unread": mark("Other marked measures"),
}

_GROUP_TITLES = {
    ItemGroup.PRIORITY: mark("★ Priority items of the national plan"),
    ItemGroup.COMPANION: mark("◆ Companion items of the national plan"),
    ItemGroup.PAST: mark("Items of earlier editions of the national plan"),
    ItemGroup.UNREAD: mark("Marked in a plan, but its name does not tell the item"),
}

_SOURCES = {
    ItemSource.STATED: mark("marked in the plan"),
    ItemSource.INFERRED: mark("read from the name"),
    ItemSource.MENTIONED: mark("only mentioned in a description"),
}

_TOPIC_NAMES = {
    TopicCode.CARD: mark("My Number Card"),
    TopicCode.ONLINE: mark("Online procedures"),
    TopicCode.STANDARDS: mark("System standards"),
    TopicCode.CASHLESS: mark("Cashless payment"),
    TopicCode.EL_QR: mark("Payment by eL-QR"),
    TopicCode.CONVENIENCE_STORES: mark("Certificates at convenience stores"),
    TopicCode.AI_AND_RPA: mark("AI and RPA"),
    TopicCode.TELEWORK: mark("Telework"),
    TopicCode.SECURITY: mark("Security"),
    TopicCode.TRAINING: mark("Training of staff"),
    TopicCode.SMARTPHONES: mark("Smartphone classes and digital help"),
    TopicCode.OPEN_DATA: mark("Open data"),
    TopicCode.WIFI: mark("Public Wi-Fi"),
    TopicCode.MEDIA: mark("LINE, social media and website"),
    TopicCode.SATISFACTION: mark("Satisfaction"),
    TopicCode.PAPERLESS: mark("Paperless work"),
    TopicCode.REALISATION: mark("DX felt by staff"),
}

_ASPECT_NAMES = {
    ComparedAspect.NAME: mark("name"),
    ComparedAspect.DEFINITION: mark("definition"),
    ComparedAspect.UNIT_KIND: mark("share or count"),
    ComparedAspect.UNIT: mark("unit"),
    ComparedAspect.AGGREGATION: mark("way of counting"),
    ComparedAspect.MONTHS: mark("month of the figures"),
}

_UNIT_KINDS = {
    UnitKind.SHARE: mark("share"),
    UnitKind.COUNT: mark("count"),
    UnitKind.YES_NO: mark("yes or no"),
    UnitKind.STAGE: mark("one of several stages"),
}


# National items


def item_label(item: NationalPlanItem, language: Language) -> str:
    """The short name of an item, for rows and lists."""
    return language.gettext(_ITEM_LABELS[item.code])


def quoted_item(item: NationalPlanItem, language: Language) -> str:
    """An item by its own name, in quotation marks."""
    _ = language.gettext
    return _("“{name}”", name=item.name or item_label(item, language))


def item_group_title(group: ItemGroup, language: Language) -> str:
    """What the items of a group are."""
    return language.gettext(_GROUP_TITLES[group])


def item_source_text(source: ItemSource, language: Language) -> str:
    """How a measure came to an item."""
    return language.gettext(_SOURCES[source])


def match_glyph(match: ItemMatch) -> str:
    """★ or ◆ as the plan marks it, ○ read from the name, － only mentioned."""
    kind = match.measure.national_item
    if match.source is ItemSource.STATED and kind is not None:
        return glossary.term_glyph(kind)
    if match.source is ItemSource.INFERRED:
        return READ_GLYPH
    return NOTHING_GLYPH


def match_place_text(match: ItemMatch) -> str:
    """A match by its glyph and its place in the plan: ★ 1-2."""
    return f"{match_glyph(match)} {match.place}"


def items_sentence(rows: Sequence[ItemRow], city: str, language: Language) -> str:
    """How many of today's items all plans have, and which one alone has. `city` is the
    shown one.
    """
    current = [row for row in rows if not row.item.past]
    common = [row for row in current if row.in_every_plan]
    cities = len(current[0].plans)
    if cities == 1:
        _ = language.gettext
        return _(
            "The plan of {city} has measures on {n} of the {all} national items.",
            city=city,
            n=len(common),
            all=len(current),
        )
    return language.sentences(
        [
            _common_items_sentence(len(common), len(current), cities, language),
            _items_of_one_city_sentence(current, language),
        ]
    )


def _common_items_sentence(
    common: int, all_items: int, cities: int, language: Language
) -> str:
    _, ngettext = language.gettext, language.ngettext
    if common == 0:
        return _(
            "None of the {all} national items is in all {cities} plans.",
            all=all_items,
            cities=cities,
        )
    return ngettext(
        "{n} of the {all} national items is in all {cities} plans.",
        "{n} of the {all} national items are in all {cities} plans.",
        common,
        all=all_items,
        cities=cities,
    )


def _items_of_one_city_sentence(rows: Sequence[ItemRow], language: Language) -> str:
    """The items that one plan alone has; empty where there are none."""
    _ = language.gettext
    parts = []
    for city, items in items_of_one_city(rows).items():
        labels = language.listed(item_label(item, language) for item in items)
        parts.append(_("{items} ({city})", items=labels, city=city))
    if not parts:
        return ""
    return _("In one plan only: {items}.", items=language.listed(parts))


def past_item_text(item: NationalPlanItem, language: Language) -> str:
    """Why an item is none of today's national plan; empty for those that are."""
    _ = language.gettext
    if item == UNREAD:
        return _(
            "These measures are marked, but their names do not tell for which item."
        )
    if item.past:
        return _(
            "An item of the national plan's first edition (December 2020), and none of its own now."
        )
    return ""


def period_text(period: ItemPeriod, language: Language) -> str:
    """The years in words, with what is inferred or open; empty where the plan gives none."""
    _ = language.gettext
    years = language.fiscal_years(period.first, period.last)
    if years is None:
        return ""
    notes = []
    if period.last is None:
        notes.append(_("end not stated"))
    if period.inferred:
        notes.append(_("inferred"))
    if not notes:
        return years
    return years + _(" ({notes})", notes=language.listed(notes))


def short_period_text(period: ItemPeriod, language: Language) -> str:
    """R8～12, H30～R4, R3～ or ～R10 where one end is not stated, FY26–30 in English; in
    brackets where inferred.
    """
    to = "～" if language is Language.JAPANESE else "–"
    if period.first is None and period.last is None:
        return ""
    first = "" if period.first is None else language.short_year(period.first)
    last = "" if period.last is None else language.short_year(period.last)
    years = first
    if first != last:
        era = first.rstrip(string.digits)
        years = f"{first}{to}{last.removeprefix(era)}"
    return f"({years})" if period.inferred else years


def deadlines_text(period: ItemPeriod, language: Language) -> str:
    """The ends of the years in which something is due; empty where nothing is."""
    _ = language.gettext
    return language.listed(
        _("end of {year}", year=language.fiscal_year(year)) for year in period.deadlines
    )


# Indicators on a topic


def topic_name(topic: Topic, language: Language) -> str:
    """What a topic is called; what a reader typed stays as it is."""
    if topic.code is None:
        return topic.typed
    return language.gettext(_TOPIC_NAMES[topic.code])


def aspect_name(aspect: ComparedAspect, language: Language) -> str:
    """What an aspect is called in which indicators differ."""
    return language.gettext(_ASPECT_NAMES[aspect])


def topic_sentence(
    indicators: Sequence[NamedIndicator], topic: str, language: Language
) -> str:
    """Whether the figures may be set against each other, and why not."""
    _, ngettext = language.gettext, language.ngettext
    cities = {named.city for named in indicators}
    if len(cities) == 1:
        return _(
            "Of these plans only that of {city} has an indicator on “{topic}”.",
            city=indicators[0].city,
            topic=topic,
        )
    many = ngettext(
        "{n} indicator on “{topic}” in {m} plans.",
        "{n} indicators on “{topic}” in {m} plans.",
        len(indicators),
        topic=topic,
        m=len(cities),
    )
    comparison = compare_indicators(named.indicator for named in indicators)
    return language.sentences([many, _comparison_sentence(comparison, language)])


def _comparison_sentence(comparison: Comparison, language: Language) -> str:
    _ = language.gettext
    if comparison.comparable and not comparison.different:
        return _(
            "Name, definition, unit and way of counting agree, so the figures can be compared."
        )
    if comparison.comparable:
        return _(
            "Name, definition, unit and way of counting agree, so the "
            "figures can be compared, but mind the months."
        )
    only_unknown = not {*comparison.different} - {ComparedAspect.MONTHS}
    if only_unknown:
        return _(
            "Name, unit and way of counting agree, but not every "
            "plan prints a definition, so it is not known "
            "whether they count the same. They are not drawn as one line."
        )
    aspects = (aspect_name(aspect, language) for aspect in comparison.different)
    return _(
        "They differ in {aspects}, so they are not drawn as one line.",
        aspects=language.listed(aspects),
    )


def aspect_groups_text(groups: AspectGroups, language: Language) -> str:
    """Who has what in an aspect: 「保有枚数率」（豊見城市、見本市）、「取得率」（潟上市）."""
    _ = language.gettext
    parts = []
    for value, cities in groups.cities_by_value:
        words = _aspect_value_text(groups.aspect, value, language)
        parts.append(
            _("{words} ({cities})", words=words, cities=language.listed(cities))
        )
    return language.listed(parts)


def _aspect_value_text(
    aspect: ComparedAspect, value: AspectValue, language: Language
) -> str:
    _ = language.gettext
    if isinstance(value, UnitKind):
        return _(_UNIT_KINDS[value])
    if isinstance(value, Aggregation):
        return glossary.term_label(value, language)
    if aspect is ComparedAspect.DEFINITION:
        return _definition_state_text(language, is_stated=bool(value))
    if aspect is ComparedAspect.NAME:
        return _("“{name}”", name=value)
    if aspect is ComparedAspect.MONTHS:
        return _latest_month_text(str(value or ""), language)
    return str(value) if value else _("none")


def _definition_state_text(language: Language, *, is_stated: bool) -> str:
    if is_stated:
        return language.gettext("stated, see below")
    return language.gettext("not stated in the plan")


def _latest_month_text(month: str, language: Language) -> str:
    if not month:
        return language.gettext("no figure with a month")
    return language.gettext("latest of {month}", month=language.month(month))

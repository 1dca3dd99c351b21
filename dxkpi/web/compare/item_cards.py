"""One item opened: the cities' measures on it in their own words."""

from collections.abc import Iterator
from dataclasses import dataclass

import streamlit as st

from dxkpi.comparison.item_coverage import ItemCoverage, ItemRow
from dxkpi.comparison.national_items import (
    ItemMatch,
    ItemSource,
    NationalPlanItem,
    schedule_period,
)
from dxkpi.plan import Indicator
from dxkpi.store import ListedPlan
from dxkpi.text.width import cut_to_width
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.links import query_into_plan
from dxkpi.web.common.markdown import faint, link_lines, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.compare.address_choice import show_address_choice
from dxkpi.web.compare.item_file import indicator_kind
from dxkpi.web.compare.item_matrix import rows_of_items
from dxkpi.wording import glossary
from dxkpi.wording.chart_captions import target_label
from dxkpi.wording.comparison import (
    deadlines_text,
    item_label,
    item_source_text,
    match_glyph,
    past_item_text,
    period_text,
    quoted_item,
)

_MOST_MEASURES = 4
_LONGEST_DESCRIPTION = 70
_NAME_COLUMNS, _NAME_LINES = 28, 3
_NO_KIND_GLYPH = "・"


@dataclass(frozen=True)
class MeasureEntry:
    """A measure on a card: its number in the plan, its link's label and its facts as
    Markdown.
    """

    number: str
    label: str
    facts: str


@dataclass(frozen=True)
class ItemCard:
    """What a city has on the opened item, as Markdown: its head and its first measures;
    `more` says how many others there are.
    """

    listed: ListedPlan
    head: str
    measures: tuple[MeasureEntry, ...]
    more: str


@dataclass(frozen=True)
class OpenedItem:
    """An item's sentence, a card for each city that has something on it, and who has
    nothing.
    """

    sentence: str
    cards: tuple[ItemCard, ...]
    without: str


def show_opened_item(view: View, compared: tuple[ListedPlan, ...]) -> None:
    """One item: the cities' measures on it in their own words, with KPI, period and a
    link into each plan.
    """
    options = view.timeless.worded(_item_options, compared)
    code = show_address_choice("item", _("Open an item"), options, 420)
    opened = view.timeless.worded(_open_item, compared, code)
    st.subheader(opened.sentence, anchor=False)
    if opened.cards:
        grid = st.grid(3, min_column_width=290, border=True)
        for card in opened.cards:
            with grid.cell():
                _show_card(view, card)
    if opened.without:
        st.caption(opened.without)


def _show_card(view: View, card: ItemCard) -> None:
    st.markdown(card.head)
    for measure in card.measures:
        query = query_into_plan(view, card.listed, measure=measure.number)
        st.page_link(page_files.PLAN, label=measure.label, query_params=query)
        st.markdown(measure.facts)
    if card.more:
        st.caption(card.more)


def _item_options(view: View, compared: tuple[ListedPlan, ...]) -> dict[str, str]:
    """The items to choose from, by code, with how many cities have a measure on each."""
    options = {}
    for row in rows_of_items(view, compared):
        label = _(
            "{item} ({n} of {all})",
            item=item_label(row.item, current_language()),
            n=_number_with_measure(row),
            all=len(row.plans),
        )
        options[row.item.code] = f"{_kind_glyph(row.item)} {label}"
    return options


def _number_with_measure(row: ItemRow) -> int:
    return sum(coverage.has_measure for coverage in row.plans)


def _kind_glyph(item: NationalPlanItem) -> str:
    if item.kind is None or item.past:
        return _NO_KIND_GLYPH
    return glossary.term_glyph(item.kind)


def _open_item(view: View, compared: tuple[ListedPlan, ...], code: str) -> OpenedItem:
    row = next(row for row in rows_of_items(view, compared) if row.item.code == code)
    cards = []
    for listed, coverage in zip(compared, row.plans, strict=True):
        if coverage.matches:
            cards.append(_item_card(listed, coverage))
    return OpenedItem(_item_sentence(row), tuple(cards), _without_text(row))


def _item_sentence(row: ItemRow) -> str:
    """How many plans have a measure on the item, and how many set a KPI for it."""
    language = current_language()
    item = quoted_item(row.item, language)
    with_measure = _number_with_measure(row)
    with_kpi = sum(each.has_measure and each.sets_kpi for each in row.plans)

    measures = _("No plan has a measure of that name on {item}.", item=item)
    if with_measure:
        measures = _(
            "{n} of {all} plans have a measure on {item}.",
            n=with_measure,
            all=len(row.plans),
            item=item,
        )
    kpis = _("No plan sets a KPI for it.")
    if with_kpi:
        kpis = ngettext(
            "{n} plan sets a KPI for it.", "{n} plans set a KPI for it.", with_kpi
        )
    return plain(sentences([past_item_text(row.item, language), measures, kpis]))


def _without_text(row: ItemRow) -> str:
    """Whose plans have nothing on the item; empty where all have."""
    without = [coverage.city for coverage in row.plans if not coverage.matches]
    if not without:
        return ""
    names = current_language().listed(without)
    return plain(
        _("No measure of that name was found in the plan: {cities}.", cities=names)
    )


# A card


def _item_card(listed: ListedPlan, coverage: ItemCoverage) -> ItemCard:
    badge = _source_badge(coverage.matches[0])
    measures = []
    for match in coverage.matches[:_MOST_MEASURES]:
        name = f"{match.place} {match.name}"
        label = link_lines(name, _NAME_COLUMNS, _NAME_LINES)
        facts = _measure_facts(coverage, match)
        measures.append(MeasureEntry(match.measure.number, label, facts))
    more = ""
    others = len(coverage.matches) - len(measures)
    if others:
        more = plain(ngettext("and {n} more", "and {n} more", others))
    return ItemCard(listed, f"{strong(coverage.city)} {badge}", tuple(measures), more)


def _source_badge(match: ItemMatch) -> str:
    """Whether the plan marks the measure or it was read from words."""
    colour = "blue" if match.source is ItemSource.STATED else "gray"
    source = plain(item_source_text(match.source, current_language()))
    return f":{colour}-badge[{match_glyph(match)} {source}]"


def _measure_facts(coverage: ItemCoverage, match: ItemMatch) -> str:
    indicators = match.indicators(coverage.plan, coverage.item)
    lines = []
    description = _description(match, coverage.item)
    if description:
        lines.append(plain(cut_to_width(description, _LONGEST_DESCRIPTION)))
    for name, value in _named_facts(match):
        if value:
            lines.append(f"{faint(name)} {plain(value)}")
    if not indicators:
        lines.append(f"{faint(_('KPI'))} {plain(_no_indicator_text(match))}")
    lines += [_indicator_line(indicator) for indicator in indicators]
    return "  \n".join(lines)


def _named_facts(match: ItemMatch) -> Iterator[tuple[str, str]]:
    """The facts of a measure by their names; empty where the plan states none."""
    language = current_language()
    measure, period = match.measure, schedule_period(match.schedule)
    if match.initiative:
        yield _("Initiative of"), f"{measure.number} {measure.name}"
    yield _("Period"), period_text(period, language) or _("not stated")
    yield _("Deadline"), deadlines_text(period, language)
    yield _("Department"), language.listed(measure.departments)


def _description(match: ItemMatch, item: NationalPlanItem) -> str:
    """What the plan says of it: the beginning, or the sentence that made it a match."""
    text = (match.initiative or match.measure).description or ""
    if match.source is not ItemSource.MENTIONED:
        return text
    for sentence in text.split("。"):
        if item.is_named_in(sentence):
            return f"{sentence}。"
    return text


def _no_indicator_text(match: ItemMatch) -> str:
    if match.initiative:
        return _("none whose name speaks of it")
    return _("none for this measure")


def _indicator_line(indicator: Indicator) -> str:
    target = target_label(indicator, current_language(), short=False)
    target = plain(target) if target else faint(_("no target"))
    return f"{faint(indicator_kind(indicator))} {strong(indicator.name)} {target}"

"""The items of the national plan × cities: who has a measure on it, with which KPI and
over which years.

First all items in a picture, then one of them opened in the plans' own words. What a
plan marks and what was only read from names looks different everywhere, and nothing
found is never called nothing done.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.charts import matrix_chart
from dxkpi.charts.matrix import Fill, MatrixCell, MatrixRow
from dxkpi.comparison import national_items
from dxkpi.comparison.item_coverage import ItemCoverage, ItemRow, item_rows
from dxkpi.comparison.national_items import (
    ItemGroup,
    ItemMatch,
    ItemSource,
    NationalPlanItem,
    schedule_period,
)
from dxkpi.plan import Indicator
from dxkpi.store import City
from dxkpi.text.width import cut_to_width
from dxkpi.web.common import cached, page_files
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import faint, link_lines, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.compare import cities as compare
from dxkpi.wording import glossary
from dxkpi.wording.chart_captions import target_label
from dxkpi.wording.comparison import (
    NOTHING_GLYPH,
    deadlines_text,
    item_group_title,
    item_label,
    item_source_text,
    items_sentence,
    match_glyph,
    match_place_text,
    past_item_text,
    period_text,
    quoted_item,
    short_period_text,
)

_SHOWN = 4
_NONE, _DOT = NOTHING_GLYPH, "・"

# --- The matrix


def answer(view: View, cities: tuple[City, ...]) -> None:
    """The page's sentence, and how to read what follows."""
    st.header(view.timeless.worded(_answer, cities), anchor=False)
    st.caption(view.timeless.worded(_legend, cities))


def overview(view: View, cities: tuple[City, ...], *, as_table: bool) -> None:
    """Items × cities, as pictures or as one table."""
    pictures = view.timeless.worded(_pictures, cities)
    if as_table:
        st.dataframe(
            view.timeless.worded(_table, cities),
            hide_index=True,
            height="content",
            alt=_("Items of the national plan by municipality"),
        )
    else:
        for picture in pictures:
            st.markdown(strong(picture.title))
            show_chart(picture.spec)
    offer_downloads(
        view,
        "national-items",
        pictures,
        partial(_csv, cities=cities),
        several=compare.whose(cities),
    )
    st.caption(_source())


def _rows(_view: View, cities: tuple[City, ...]) -> tuple[ItemRow, ...]:
    plans = [cached.plan(city) for city in cities]
    return item_rows(list(zip(compare.names_of(cities), plans, strict=True)))


def rows(view: View, cities: tuple[City, ...]) -> tuple[ItemRow, ...]:
    """Each item with what each city has on it."""
    return view.timeless.worded(_rows, cities)


def _answer(view: View, cities: tuple[City, ...]) -> str:
    return plain(items_sentence(rows(view, cities), view.city.name, current_language()))


def _legend(view: View, cities: tuple[City, ...]) -> str:
    bare = [
        entry.city for entry in rows(view, cities)[0].plans if not entry.plan.measures
    ]
    without = (
        _("Plans without measures: {cities}.", cities=_(", ").join(bare))
        if bare
        else ""
    )
    return plain(sentences([_how_to_read(), without]))


def _how_to_read() -> str:
    return sentences(
        [
            _("★ ◆: the plan itself marks the measure."),
            _("○: read from the name of a measure or initiative (dashed)."),
            _(
                "－: no measure of that name was found, which does not mean that nothing is done."
            ),
            _("Numbers are the plan's own. Years in brackets are inferred."),
        ]
    )


def _source() -> str:
    return plain(
        _(
            "National items: {plan} {edition}, eight priority "
            "items (★) and three companion items (◆).",
            plan="総務省「自治体デジタル・トランスフォーメーション（DX）推進計画」",
            edition=national_items.EDITION,
        )
    )


def _pictures(view: View, cities: tuple[City, ...]) -> tuple[Picture, ...]:
    heads = list(
        zip(compare.names_of(cities), (city.name for city in cities), strict=True)
    )
    drawn = []
    for item_group in ItemGroup:
        group = [row for row in rows(view, cities) if row.item.group is item_group]
        if group:
            title = item_group_title(item_group, current_language())
            lines = [
                MatrixRow(
                    item_label(row.item, current_language()),
                    tuple(map(_cell, row.plans)),
                )
                for row in group
            ]
            spec = matrix_chart(heads, lines, _description(title, group))
            drawn.append(Picture(title, spec, _how_to_read()))
    return tuple(drawn)


def _cell(entry: ItemCoverage) -> MatrixCell:
    if not entry.matches:
        return MatrixCell(Fill.NONE, (_NONE, _NONE))
    tip = " / ".join(
        f"{match_place_text(match)} {match.name}" for match in entry.matches[:_SHOWN]
    )
    first, more = entry.matches[0], len(entry.matches) - 1
    if first.source is ItemSource.MENTIONED:
        return MatrixCell(
            Fill.NONE, (_NONE, _NONE), (_("in a description"), _("in text")), tip
        )
    kpi = _kpi(entry)
    return MatrixCell(
        Fill.STATED if first.source is ItemSource.STATED else Fill.READ,
        (
            _("{place} and {n} more", place=match_place_text(first), n=more),
            f"{first.measure.number}+{more}",
        )
        if more
        else (match_place_text(first), first.place),
        (f"{kpi} {short_period_text(entry.period)}".strip(), kpi),
        tip,
    )


def _kpi(entry: ItemCoverage) -> str:
    official = sum(indicator.official for indicator in entry.indicators)
    if official:
        return _("KPI {n}", n=official)
    return _("ref. {n}", n=len(entry.indicators)) if entry.indicators else _("no KPI")


def _description(title: str, group: Iterable[ItemRow]) -> str:
    said = [
        _(
            "{title}: {facts}.",
            title=item_label(row.item, current_language()),
            facts=_(", ").join(f"{e.city} {_said(e)}" for e in row.plans),
        )
        for row in group
    ]
    return sentences([f"{title}. ", *said])


def _said(entry: ItemCoverage) -> str:
    if not entry.has_measure:
        return _("in a description") if entry.matches else _("none")
    return " ".join([_(", ").join(map(match_place_text, entry.matches)), _kpi(entry)])


def _table(view: View, cities: tuple[City, ...]) -> pd.DataFrame:
    table = [
        [
            item_label(row.item, current_language()),
            *(
                " ".join(filter(None, [c.words[0], c.below[0]]))
                for c in map(_cell, row.plans)
            ),
        ]
        for row in rows(view, cities)
    ]
    return pd.DataFrame(table, columns=_unique([_("Item"), *compare.names_of(cities)]))


def _unique(names: Sequence[str]) -> list[str]:
    return [
        name if names.index(name) == n else f"{name} ({n})"
        for n, name in enumerate(names)
    ]


def _csv(view: View, cities: tuple[City, ...]) -> bytes:
    names = [
        _("kind of item"),
        _("national item"),
        _("code"),
        _("prefecture"),
        _("municipality"),
        _("how it was found"),
        _("mark"),
        _("measure"),
        _("initiative"),
        _("department"),
        _("period"),
        _("deadline"),
        _("kind of indicator"),
        _("indicator"),
        _("target"),
    ]
    lines = [
        line
        for row in rows(view, cities)
        for entry in row.plans
        for line in _csv_lines(row.item, entry)
    ]
    return charts.csv_file(pd.DataFrame(lines, columns=names, dtype=object))


def _csv_lines(item: NationalPlanItem, entry: ItemCoverage) -> Iterator[list[str]]:
    """One line for each measure and each of its indicators; one that says so where
    there is no measure.

    Numbers stand in one cell with their names: Excel would read 1-2 as the second of January.
    """
    group = item_group_title(item.group, current_language())
    head = [
        group,
        item.name or item_label(item, current_language()),
        entry.plan.municipality.code,
        entry.plan.municipality.prefecture,
        entry.city,
    ]
    if not entry.matches:
        yield [*head, _("no measure of that name was found"), *[""] * 9]
    for match in entry.matches:
        when = schedule_period(match.schedule)
        found = [
            *head,
            item_source_text(match.source, current_language()),
            match_glyph(match),
            f"{match.measure.number} {match.measure.name}",
            f"{match.initiative.number} {match.initiative.name}"
            if match.initiative
            else "",
            _(", ").join(match.measure.departments),
            period_text(when, current_language()),
            deadlines_text(when, current_language()),
        ]
        indicators = match.indicators(entry.plan, item)
        yield from (
            [*found, _kind(i), i.name, target_label(i, current_language(), short=False)]
            for i in indicators
        )
        if not indicators:
            yield [*found, "", _("no KPI"), ""]


# --- One item opened


@dataclass(frozen=True)
class ItemCard:
    """What a city has on the opened item, as Markdown: its head, and each measure with
    its link and its facts.
    """

    city: City
    head: str
    measures: tuple[tuple[str, str, str], ...]
    more: str


def opened(view: View, cities: tuple[City, ...]) -> None:
    """One item: the cities' measures on it in their own words, with KPI, period and a
    link into each plan.
    """
    options = view.timeless.worded(_options, cities)
    code = compare.pick("item", _("Open an item"), options, 420)
    sentence, cards, without = view.timeless.worded(_opened, cities, code)
    st.subheader(sentence, anchor=False)
    if cards:
        grid = st.grid(3, min_column_width=290, border=True)
        for card in cards:
            with grid.cell():
                _card(view, card)
    if without:
        st.caption(without)


def _options(view: View, cities: tuple[City, ...]) -> dict[str, str]:
    return {
        row.item.code: " ".join(
            [
                glossary.term_glyph(row.item.kind)
                if row.item.kind and not row.item.past
                else _DOT,
                _(
                    "{item} ({n} of {all})",
                    item=item_label(row.item, current_language()),
                    n=sum(e.has_measure for e in row.plans),
                    all=len(row.plans),
                ),
            ]
        )
        for row in rows(view, cities)
    }


def _opened(
    view: View, cities: tuple[City, ...], code: str
) -> tuple[str, tuple[ItemCard, ...], str]:
    row = next(row for row in rows(view, cities) if row.item.code == code)
    item, entries = row.item, row.plans
    having = [entry for entry in entries if entry.has_measure]
    setting = sum(entry.sets_kpi for entry in having)
    said = [
        past_item_text(item, current_language()),
        _(
            "{n} of {all} plans have a measure on {item}.",
            n=len(having),
            all=len(entries),
            item=quoted_item(item, current_language()),
        )
        if having
        else _(
            "No plan has a measure of that name on {item}.",
            item=quoted_item(item, current_language()),
        ),
        ngettext("{n} plan sets a KPI for it.", "{n} plans set a KPI for it.", setting)
        if setting
        else _("No plan sets a KPI for it."),
    ]
    without = [entry.city for entry in entries if not entry.matches]
    none = _(
        "No measure of that name was found in the plan: {cities}.",
        cities=_(", ").join(without),
    )
    cards = tuple(
        _card_of(city, entry)
        for city, entry in zip(cities, entries, strict=True)
        if entry.matches
    )
    return plain(sentences(said)), cards, plain(none) if without else ""


def _card_of(city: City, entry: ItemCoverage) -> ItemCard:
    reading = entry.matches[0].source
    colour = "blue" if reading is ItemSource.STATED else "gray"
    badge = (
        f":{colour}-badge[{match_glyph(entry.matches[0])} "
        f"{plain(item_source_text(reading, current_language()))}]"
    )
    more = len(entry.matches) - _SHOWN
    return ItemCard(
        city,
        f"{strong(entry.city)} {badge}",
        tuple(
            (
                match.measure.number,
                link_lines(f"{match.place} {match.name}", 28, 3),
                _facts(entry, match),
            )
            for match in entry.matches[:_SHOWN]
        ),
        plain(ngettext("and {n} more", "and {n} more", more)) if more > 0 else "",
    )


def _facts(entry: ItemCoverage, match: ItemMatch) -> str:
    when = schedule_period(match.schedule)
    indicators = match.indicators(entry.plan, entry.item)
    facts = [
        (
            _("Initiative of"),
            f"{match.measure.number} {match.measure.name}" if match.initiative else "",
        ),
        (_("Period"), period_text(when, current_language()) or _("not stated")),
        (_("Deadline"), deadlines_text(when, current_language())),
        (_("Department"), _(", ").join(match.measure.departments)),
        (_("KPI"), "" if indicators else _no_indicator(match)),
    ]
    described = _described(match, entry.item)
    said = [plain(cut_to_width(described, 70))] if described else []
    said += [f"{faint(name)} {plain(value)}" for name, value in facts if value]
    said += [_indicator(indicator) for indicator in indicators]
    return "  \n".join(said)


def _described(match: ItemMatch, item: NationalPlanItem) -> str:
    """What the plan says of it: the beginning, or the sentence that made it a match."""
    text = (match.initiative or match.measure).description or ""
    if match.source is ItemSource.MENTIONED:
        return next(
            (f"{part}。" for part in text.split("。") if item.is_named_in(part)), text
        )
    return text


def _no_indicator(match: ItemMatch) -> str:
    if match.initiative:
        return _("none whose name speaks of it")
    return _("none for this measure")


def _indicator(indicator: Indicator) -> str:
    goal = target_label(indicator, current_language(), short=False)
    return " ".join(
        [
            faint(_kind(indicator)),
            strong(indicator.name),
            plain(goal) if goal else faint(_("no target")),
        ]
    )


def _kind(indicator: Indicator) -> str:
    return _("KPI") if indicator.official else _("Reference")


def _card(view: View, card: ItemCard) -> None:
    st.markdown(card.head)
    for number, label, facts in card.measures:
        st.page_link(
            page_files.PLAN,
            label=label,
            query_params=compare.address(view, card.city, measure=number),
        )
        st.markdown(facts)
    if card.more:
        st.caption(card.more)

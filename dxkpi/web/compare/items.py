"""The items of the national plan × cities: who has a measure on it, with which KPI and over which years.

First all items in a picture, then one of them opened in the plans' own words. What a plan marks and what was only read
from names looks different everywhere, and nothing found is never called nothing done.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.charts import captions
from dxkpi.charts.matrix import Fill, MatrixCell, MatrixRow, matrix
from dxkpi.comparison import national_items
from dxkpi.comparison.national_items import (
    ItemMatch,
    ItemPeriod,
    ItemSource,
    NationalPlanItem,
)
from dxkpi.plan import Indicator, NationalItem, Plan
from dxkpi.store import City
from dxkpi.text.width import cut_to_width
from dxkpi.web.common import cached, page_files
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.language import _, ngettext, sentences
from dxkpi.web.common.markdown import faint, plain, strong, wrapped
from dxkpi.web.common.view import View
from dxkpi.web.compare import cities as compare
from dxkpi.wording import glossary
from dxkpi.wording.language import mark

_SHOWN = 4
_READ, _NONE, _DOT = "○", "－", "・"
_READINGS = {
    ItemSource.STATED: mark("marked in the plan"),
    ItemSource.INFERRED: mark("read from the name"),
    ItemSource.MENTIONED: mark("only mentioned in a description"),
}


@dataclass(frozen=True)
class MatchedMeasure:
    """What one city's plan has on one item."""

    city: City
    name: str
    plan: Plan
    item: NationalPlanItem
    matches: tuple[ItemMatch, ...]

    @property
    def has(self) -> bool:
        """Whether a measure or initiative is marked for the item or named after it."""
        return any(match.reading is not ItemSource.MENTIONED for match in self.matches)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        attached = chain.from_iterable(
            match.indicators(self.plan, self.item) for match in self.matches
        )
        return tuple({indicator.code: indicator for indicator in attached}.values())

    @property
    def sets_kpi(self) -> bool:
        return any(indicator.official for indicator in self.indicators)

    @property
    def period(self) -> ItemPeriod:
        return national_items.period(
            chain.from_iterable(match.schedule for match in self.matches)
        )


Row = tuple[NationalPlanItem, tuple[MatchedMeasure, ...]]


# --- The matrix ---------------------------------------------------------------------------------------------------------


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


def _rows(_view: View, cities: tuple[City, ...]) -> tuple[Row, ...]:
    plans = [cached.plan(city) for city in cities]
    columns = list(zip(cities, compare.names_of(cities), plans, strict=True))
    return tuple(
        (
            item,
            tuple(
                MatchedMeasure(
                    city, name, plan, item, national_items.matches(plan, item)
                )
                for city, name, plan in columns
            ),
        )
        for item in national_items.rows(plans)
    )


def rows(view: View, cities: tuple[City, ...]) -> tuple[Row, ...]:
    """Each item with what each city has on it."""
    return view.timeless.worded(_rows, cities)


def _answer(view: View, cities: tuple[City, ...]) -> str:
    here = [row for row in rows(view, cities) if not row[0].past]
    common = [item for item, entries in here if all(entry.has for entry in entries)]
    if len(cities) == 1:
        return plain(
            _(
                "The plan of {city} has measures on {n} of the {all} national items.",
                city=view.city.name,
                n=len(common),
                all=len(here),
            )
        )
    said = (
        ngettext(
            "{n} of the {all} national items is in all {cities} plans.",
            "{n} of the {all} national items are in all {cities} plans.",
            len(common),
            all=len(here),
            cities=len(cities),
        )
        if common
        else _(
            "None of the {all} national items is in all {cities} plans.",
            all=len(here),
            cities=len(cities),
        )
    )
    alone: dict[str, list[str]] = {}
    for item, entries in here:
        having = [entry.name for entry in entries if entry.has]
        if len(having) == 1:
            alone.setdefault(having[0], []).append(_(item.label))
    only = _(", ").join(
        _("{items} ({city})", items=_(", ").join(items), city=city)
        for city, items in alone.items()
    )
    return plain(
        sentences([said, _("In one plan only: {items}.", items=only) if only else ""])
    )


def _legend(view: View, cities: tuple[City, ...]) -> str:
    bare = [entry.name for entry in rows(view, cities)[0][1] if not entry.plan.measures]
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
            "National items: {plan} {edition}, eight priority items (★) and three companion items (◆).",
            plan="総務省「自治体デジタル・トランスフォーメーション（DX）推進計画」",
            edition=national_items.EDITION,
        )
    )


_GROUPS: tuple[tuple[str, Callable[[NationalPlanItem], bool]], ...] = (
    (
        mark("★ Priority items of the national plan"),
        lambda item: item.kind is NationalItem.PRIORITY and not item.past,
    ),
    (
        mark("◆ Companion items of the national plan"),
        lambda item: item.kind is NationalItem.COMPANION,
    ),
    (
        mark("Items of earlier editions of the national plan"),
        lambda item: item.past and item != national_items.UNREAD,
    ),
    (
        mark("Marked in a plan, but its name does not tell the item"),
        lambda item: item == national_items.UNREAD,
    ),
)


def _pictures(view: View, cities: tuple[City, ...]) -> tuple[Picture, ...]:
    heads = list(
        zip(compare.names_of(cities), (city.name for city in cities), strict=True)
    )
    drawn = []
    for label, belongs in _GROUPS:
        group = [row for row in rows(view, cities) if belongs(row[0])]
        if group:
            title = _(label)
            lines = [
                MatrixRow(_(item.label), tuple(map(_cell, entries)))
                for item, entries in group
            ]
            spec = matrix(heads, lines, _description(title, group))
            drawn.append(Picture(title, spec, _how_to_read()))
    return tuple(drawn)


def _cell(entry: MatchedMeasure) -> MatrixCell:
    if not entry.matches:
        return MatrixCell(Fill.NONE, (_NONE, _NONE))
    tip = " / ".join(
        f"{_place(match)} {match.name}" for match in entry.matches[:_SHOWN]
    )
    first, more = entry.matches[0], len(entry.matches) - 1
    if first.reading is ItemSource.MENTIONED:
        return MatrixCell(
            Fill.NONE, (_NONE, _NONE), (_("in a description"), _("in text")), tip
        )
    kpi = _kpi(entry)
    return MatrixCell(
        Fill.STATED if first.reading is ItemSource.STATED else Fill.READ,
        (
            _("{place} and {n} more", place=_place(first), n=more),
            f"{first.measure.number}+{more}",
        )
        if more
        else (_place(first), first.place),
        (f"{kpi} {_short_years(entry.period)}".strip(), kpi),
        tip,
    )


def _glyph(match: ItemMatch) -> str:
    if match.reading is ItemSource.STATED and match.measure.national_item:
        return glossary.term_glyph(match.measure.national_item)
    return _READ if match.reading is ItemSource.INFERRED else _NONE


def _place(match: ItemMatch) -> str:
    return f"{_glyph(match)} {match.place}"


def _kpi(entry: MatchedMeasure) -> str:
    official = sum(indicator.official for indicator in entry.indicators)
    if official:
        return _("KPI {n}", n=official)
    return _("ref. {n}", n=len(entry.indicators)) if entry.indicators else _("no KPI")


def _short_years(period: ItemPeriod) -> str:
    """R8～12, H30～R4, R3～ or ～R10 where one end is not stated; in brackets where inferred."""
    if period.first is None and period.last is None:
        return ""
    first, last = (
        fiscal.short_year(year) if year is not None else ""
        for year in (period.first, period.last)
    )
    years = first if first == last else f"{first}～{last.removeprefix(first[:1])}"
    return f"({years})" if period.inferred else years


def _description(title: str, group: Iterable[Row]) -> str:
    said = [
        _(
            "{title}: {facts}.",
            title=_(item.label),
            facts=_(", ").join(f"{e.name} {_said(e)}" for e in entries),
        )
        for item, entries in group
    ]
    return sentences([f"{title}. ", *said])


def _said(entry: MatchedMeasure) -> str:
    if not entry.has:
        return _("in a description") if entry.matches else _("none")
    return " ".join([_(", ").join(map(_place, entry.matches)), _kpi(entry)])


def _table(view: View, cities: tuple[City, ...]) -> pd.DataFrame:
    table = [
        [
            _(item.label),
            *(
                " ".join(filter(None, [c.words[0], c.below[0]]))
                for c in map(_cell, entries)
            ),
        ]
        for item, entries in rows(view, cities)
    ]
    return pd.DataFrame(table, columns=_unique([_("Item"), *compare.names_of(cities)]))


def _unique(names: Sequence[str]) -> list[str]:
    return [
        name if names.index(name) == n else f"{name} ({n})"
        for n, name in enumerate(names)
    ]


def years_of(period: ItemPeriod) -> str:
    """The years in words, with what is inferred or open; empty where the plan gives none."""
    years = fiscal.year_span(period.first, period.last)
    if years is None:
        return ""
    notes = [_("end not stated")] * (period.last is None) + [
        _("inferred")
    ] * period.inferred
    return years + (_(" ({notes})", notes=_(", ").join(notes)) if notes else "")


def deadlines_of(period: ItemPeriod) -> str:
    return _(", ").join(
        _("end of {year}", year=fiscal.wareki(year)) for year in period.deadlines
    )


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
        for item, entries in rows(view, cities)
        for entry in entries
        for line in _csv_lines(item, entry)
    ]
    return charts.csv_file(pd.DataFrame(lines, columns=names, dtype=object))


def _csv_lines(item: NationalPlanItem, entry: MatchedMeasure) -> Iterator[list[str]]:
    """One line for each measure and each of its indicators; one that says so where there is no measure.

    Numbers stand in one cell with their names: Excel would read 1-2 as the second of January.
    """
    group = next(_(label) for label, belongs in _GROUPS if belongs(item))
    head = [
        group,
        item.name or _(item.label),
        entry.city.code,
        entry.city.prefecture,
        entry.name,
    ]
    if not entry.matches:
        yield [*head, _("no measure of that name was found"), *[""] * 9]
    for match in entry.matches:
        when = national_items.period(match.schedule)
        found = [
            *head,
            _(_READINGS[match.reading]),
            _glyph(match),
            f"{match.measure.number} {match.measure.name}",
            f"{match.initiative.number} {match.initiative.name}"
            if match.initiative
            else "",
            _(", ").join(match.measure.departments),
            years_of(when),
            deadlines_of(when),
        ]
        indicators = match.indicators(entry.plan, item)
        yield from (
            [*found, _kind(i), i.name, captions.target(i, short=False)]
            for i in indicators
        )
        if not indicators:
            yield [*found, "", _("no KPI"), ""]


# --- One item opened ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ItemCard:
    """What a city has on the opened item, as Markdown: its head, and each measure with its link and its facts."""

    city: City
    head: str
    measures: tuple[tuple[str, str, str], ...]
    more: str


def opened(view: View, cities: tuple[City, ...]) -> None:
    """One item: the cities' measures on it in their own words, with KPI, period and a link into each plan."""
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
        item.code: " ".join(
            [
                glossary.term_glyph(item.kind) if item.kind and not item.past else _DOT,
                _(
                    "{item} ({n} of {all})",
                    item=_(item.label),
                    n=sum(e.has for e in entries),
                    all=len(entries),
                ),
            ]
        )
        for item, entries in rows(view, cities)
    }


def _opened(
    view: View, cities: tuple[City, ...], code: str
) -> tuple[str, tuple[ItemCard, ...], str]:
    item, entries = next(row for row in rows(view, cities) if row[0].code == code)
    having = [entry for entry in entries if entry.has]
    setting = sum(entry.sets_kpi for entry in having)
    said = [
        _past(item),
        _(
            "{n} of {all} plans have a measure on {item}.",
            n=len(having),
            all=len(entries),
            item=_quoted(item),
        )
        if having
        else _("No plan has a measure of that name on {item}.", item=_quoted(item)),
        ngettext("{n} plan sets a KPI for it.", "{n} plans set a KPI for it.", setting)
        if setting
        else _("No plan sets a KPI for it."),
    ]
    without = [entry.name for entry in entries if not entry.matches]
    none = _(
        "No measure of that name was found in the plan: {cities}.",
        cities=_(", ").join(without),
    )
    cards = tuple(_card_of(entry) for entry in entries if entry.matches)
    return plain(sentences(said)), cards, plain(none) if without else ""


def _quoted(item: NationalPlanItem) -> str:
    return _("“{name}”", name=item.name or _(item.label))


def _past(item: NationalPlanItem) -> str:
    if item == national_items.UNREAD:
        return _(
            "These measures are marked, but their names do not tell for which item."
        )
    if item.past:
        return _(
            "An item of the national plan's first edition (December 2020), and none of its own now."
        )
    return ""


def _card_of(entry: MatchedMeasure) -> ItemCard:
    reading = entry.matches[0].reading
    colour = "blue" if reading is ItemSource.STATED else "gray"
    badge = (
        f":{colour}-badge[{_glyph(entry.matches[0])} {plain(_(_READINGS[reading]))}]"
    )
    more = len(entry.matches) - _SHOWN
    return ItemCard(
        entry.city,
        f"{strong(entry.name)} {badge}",
        tuple(
            (
                match.measure.number,
                wrapped(f"{match.place} {match.name}", 28, 3),
                _facts(entry, match),
            )
            for match in entry.matches[:_SHOWN]
        ),
        plain(ngettext("and {n} more", "and {n} more", more)) if more > 0 else "",
    )


def _facts(entry: MatchedMeasure, match: ItemMatch) -> str:
    when = national_items.period(match.schedule)
    indicators = match.indicators(entry.plan, entry.item)
    facts = [
        (
            _("Initiative of"),
            f"{match.measure.number} {match.measure.name}" if match.initiative else "",
        ),
        (_("Period"), years_of(when) or _("not stated")),
        (_("Deadline"), deadlines_of(when)),
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
    if match.reading is ItemSource.MENTIONED:
        return next(
            (f"{part}。" for part in text.split("。") if item.named_in(part)), text
        )
    return text


def _no_indicator(match: ItemMatch) -> str:
    if match.initiative:
        return _("none whose name speaks of it")
    return _("none for this measure")


def _indicator(indicator: Indicator) -> str:
    goal = captions.target(indicator, short=False)
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

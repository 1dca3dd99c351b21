"""Like with like: the compared cities' indicators on one topic, each in a panel of its
own, and in what they differ.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.comparison.indicator_differences import NamedIndicator, aspect_groups
from dxkpi.comparison.topics import Topic, shared_topics, topic_indicators, typed_topic
from dxkpi.plan import Indicator
from dxkpi.store import City
from dxkpi.web.common import cached, page_files
from dxkpi.web.common.chart_block import nothing_to_draw_text, show_chart
from dxkpi.web.common.downloads import Picture, offer_downloads
from dxkpi.web.common.filters import show_search
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, link_lines, plain, strong
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.web.compare import cities as compare
from dxkpi.wording import figures, glossary
from dxkpi.wording.chart_captions import actual_label
from dxkpi.wording.comparison import (
    aspect_groups_text,
    aspect_name,
    topic_name,
    topic_sentence,
)
from dxkpi.wording.targets import goal_text

_MOST_OF_A_CITY = 3


@dataclass(frozen=True)
class Found:
    """An indicator of a city on the topic; `beside` if only its measure's name speaks
    of the topic.
    """

    city: City
    name: str
    indicator: Indicator
    beside: bool


@dataclass(frozen=True)
class Panel:
    """An indicator ready to be shown: Markdown above and below its picture, or why
    there is none.
    """

    city: City
    code: str
    head: str
    label: str
    latest: str
    picture: Picture | None
    nothing: str
    facts: str


def show(view: View, cities: tuple[City, ...], *, as_table: bool) -> None:
    """Choose a topic; read what differs; see each city's indicators."""
    st.header(_("Like with like: indicators on one topic"), anchor=False)
    if len(cities) == 1:
        st.info(_("Choose another municipality to compare indicators with."))
        return
    topic = _topic(view, cities)
    if topic is None:
        st.info(
            _(
                "These plans have no topic in common among their indicators. "
                "Type a word to search their names and definitions."
            )
        )
        return
    found = _found(view, cities, topic)
    if not found:
        st.info(
            plain(
                _(
                    "None of these plans has an indicator on “{topic}”. Type another word.",
                    topic=topic_name(topic, current_language()),
                )
            )
        )
        return
    st.subheader(view.timeless.worded(_sentence, cities, topic), anchor=False)
    st.markdown(view.timeless.worded(_differences, cities, topic))
    panels = view.timeless.worded(_panels, cities, topic)
    if as_table:
        st.dataframe(
            view.timeless.worded(_table, cities, topic),
            hide_index=True,
            height="content",
            alt=_("Figures of the indicators on this topic"),
        )
    else:
        if any(panel.picture for panel in panels):
            st.caption(view.timeless.worded(_axes, cities, topic))
        grid = st.grid(3, min_column_width=290, border=True)
        for panel in panels:
            with grid.cell():
                _show(view, panel)
    pictures = [panel.picture for panel in panels if panel.picture]
    csv = partial(_csv, cities=cities, topic=topic)
    offer_downloads(
        view, "like-with-like", pictures, csv, several=compare.whose(cities)
    )


def _topic(view: View, cities: tuple[City, ...]) -> Topic | None:
    topics = view.timeless.worded(_topics, cities)
    by_code = {str(topic.code): topic for topic in topics}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = (
            compare.pick(
                "topic",
                _("Topic"),
                {
                    code: topic_name(topic, current_language())
                    for code, topic in by_code.items()
                },
                300,
            )
            if topics
            else None
        )
        typed = show_search(WidgetKeys("compare_topic"), _("or a word of your own"))
    if typed:
        return typed_topic(typed)
    return by_code.get(chosen or "")


def _topics(_view: View, cities: tuple[City, ...]) -> tuple[Topic, ...]:
    return shared_topics([cached.plan(city) for city in cities])


def _found(view: View, cities: tuple[City, ...], topic: Topic) -> tuple[Found, ...]:
    return view.timeless.worded(_find, cities, topic)


def _find(_view: View, cities: tuple[City, ...], topic: Topic) -> tuple[Found, ...]:
    """The first few of each city: those on the topic, else those of its measures on the topic."""
    result: list[Found] = []
    for city, name in zip(cities, compare.names_of(cities), strict=True):
        plan = cached.plan(city)
        result.extend(
            Found(city, name, on_topic.indicator, on_topic.only_by_measure)
            for on_topic in topic_indicators(plan, topic, _MOST_OF_A_CITY)
        )
    return tuple(result)


# --- What differs


def _sentence(view: View, cities: tuple[City, ...], topic: Topic) -> str:
    language = current_language()
    indicators = _named_indicators(_found(view, cities, topic))
    return plain(topic_sentence(indicators, topic_name(topic, language), language))


def _named_indicators(found: Sequence[Found]) -> list[NamedIndicator]:
    return [NamedIndicator(one.name, one.indicator) for one in found]


def differences(found: Sequence[Found]) -> list[str]:
    """Each aspect that differs or is not stated, as Markdown: who says what."""
    language = current_language()
    lines = []
    for groups in aspect_groups(_named_indicators(found)):
        name = strong(aspect_name(groups.aspect, language))
        lines.append(f"{name} {plain(aspect_groups_text(groups, language))}")
    return lines


def _differences(view: View, cities: tuple[City, ...], topic: Topic) -> str:
    found = _found(view, cities, topic)
    several = len({one.city for one in found}) > 1
    silent = [
        name
        for city, name in zip(cities, compare.names_of(cities), strict=True)
        if city not in {one.city for one in found}
    ]
    lines = differences(found) if several else []
    if silent:
        lines.append(
            plain(_("No indicator on it: {cities}.", cities=_(", ").join(silent)))
        )
    return "\n".join(f"- {line}" for line in lines)


# --- The panels


def _view_of(view: View, city: City) -> View:
    """Another city's plan on the same day; of its years only the whole span matters here."""
    if city == view.city:
        return view
    plan = cached.plan(city)
    years = tuple(plan.fiscal_years) or (view.last_closed,)
    return View(city, plan, years[-1], years, view.today)


def _years(view: View, found: Sequence[Found]) -> tuple[int, int]:
    years = [
        y for one in found for y in cached.plan(one.city).fiscal_years_of(one.indicator)
    ] or [view.last_closed]
    return min(years), max(years)


def _axes(view: View, cities: tuple[City, ...], topic: Topic) -> str:
    return plain(
        _(
            "One time axis for all ({span}); each has its own "
            "vertical axis, which does not start at zero. "
            "Dashes: expected from baseline to target. ◆: target.",
            span=fiscal.year_span(*_years(view, _found(view, cities, topic))),
        )
    )


def _panels(view: View, cities: tuple[City, ...], topic: Topic) -> tuple[Panel, ...]:
    found = _found(view, cities, topic)
    years = _years(view, found)
    return tuple(_panel(_view_of(view, one.city), one, years) for one in found)


def _panel(view: View, one: Found, years: tuple[int, int]) -> Panel:
    indicator = one.indicator
    measure = view.plan.measure(indicator.measure)
    of = (
        _("an indicator of the measure “{name}”", name=measure.name)
        if one.beside and measure
        else ""
    )
    picture = (
        _picture(view, one, years)
        if charts.chart_form(indicator) != "nothing"
        else None
    )
    return Panel(
        city=one.city,
        code=indicator.code,
        head=f"{strong(one.name)} {faint(of)}".strip(),
        label=link_lines(indicator.name, 28, 3),
        latest=_latest_figure(indicator),
        picture=picture,
        nothing="" if picture else nothing_to_draw_text(indicator),
        facts=_facts(view, indicator),
    )


def _picture(view: View, one: Found, years: tuple[int, int]) -> Picture:
    spec = charts.small_multiple(
        one.indicator,
        view.course(one.indicator),
        current_language(),
        first_year=years[0],
        last_year=years[1],
    )
    note = (
        _("the vertical axis does not start at zero")
        if charts.chart_form(one.indicator) == "line"
        else ""
    )
    return Picture(
        f"{one.name} {one.indicator.name}",
        spec | {"description": f"{one.name} {spec['description']}"},
        note,
    )


def _facts(view: View, indicator: Indicator) -> str:
    said: dict[str, list[str]] = {_("Baseline"): [], _("Actual"): [], _("Target"): []}
    for figure in _figures(indicator):
        date = figure.short_date
        said[figure.kind].append(
            _("{value} ({date})", value=figure.words, date=date)
            if date
            else figure.words
        )
    if len(said[_("Actual")]) == 1:
        del said[_("Actual")]
    facts = {
        _("Definition"): indicator.definition or _("not stated in the plan"),
        _("Unit"): " ".join(
            filter(
                None,
                [
                    indicator.unit,
                    f"({glossary.term_label(indicator.aggregation, current_language())})",
                ],
            )
        ),
        _("Department"): _(", ").join(view.plan.departments_of(indicator))
        or _("not stated in the plan"),
    } | {kind: _(", ").join(texts) for kind, texts in said.items() if texts}
    return "  \n".join(f"{faint(name)} {plain(value)}" for name, value in facts.items())


def _show(view: View, panel: Panel) -> None:
    st.markdown(panel.head)
    query = compare.address(view, panel.city, kpi=panel.code)
    st.page_link(page_files.INDICATOR, label=panel.label, query_params=query)
    st.markdown(panel.latest)
    if panel.picture is None:
        st.caption(panel.nothing)
    else:
        show_chart(panel.picture.spec)
    st.markdown(panel.facts)


# --- As a table and as a file


def _frame(view: View, cities: tuple[City, ...], topic: Topic) -> pd.DataFrame:
    """Every figure on the topic, one a row; an indicator without figures has one row
    that says so.
    """
    rows = []
    for one in _found(view, cities, topic):
        said = one.indicator
        head = [
            one.city.code,
            one.name,
            said.name,
            said.definition or "",
            said.unit,
            glossary.term_label(said.aggregation, current_language()),
        ]
        rows += [[*head, f.kind, f.date, f.value, f.words] for f in _figures(said)] or [
            [*head, _("no figures"), "", "", ""]
        ]
    names = [
        _("code"),
        _("municipality"),
        _("indicator"),
        _("definition"),
        _("unit"),
        _("way of counting"),
        _("kind"),
        _("as of"),
        _("value"),
        _("in words"),
    ]
    return pd.DataFrame(rows, columns=names, dtype=object)


class Figure(NamedTuple):
    """A figure of an indicator: what it is, its date, the number, and the words for it."""

    kind: str
    as_of: str | None
    year: int | None
    value: Decimal | str
    words: str

    @property
    def date(self) -> str:
        return (
            fiscal.month_label(self.as_of)
            if self.as_of
            else fiscal.wareki(self.year)
            if self.year
            else ""
        )

    @property
    def short_date(self) -> str:
        return fiscal.short_month(self.as_of) if self.as_of else self.date


def _figures(indicator: Indicator) -> Iterator[Figure]:
    start, target = indicator.baseline, indicator.target
    if start:
        said = figures.figure_text(indicator, start.value, current_language())
        yield Figure(_("Baseline"), start.as_of, start.fiscal_year, start.value, said)
    for told in indicator.actuals:
        if told.value is not None:
            said = actual_label(indicator, told, current_language(), unit=True)
            yield Figure(_("Actual"), told.as_of, told.fiscal_year, told.value, said)
    if target:
        value = "" if target.value is None else target.value
        yield Figure(
            _("Target"),
            target.as_of,
            target.fiscal_year,
            value,
            goal_text(indicator, current_language()) or "",
        )


def _latest_figure(indicator: Indicator) -> str:
    known = [figure for figure in _figures(indicator) if figure.kind == _("Actual")]
    if not known:
        return plain(_("no actual"))
    last = max(known, key=lambda figure: (figure.year or 0, figure.as_of or ""))
    return " ".join([strong(last.words), faint(last.date)])


def _table(view: View, cities: tuple[City, ...], topic: Topic) -> pd.DataFrame:
    return _frame(view, cities, topic).drop(columns=[_("code"), _("value")])


def _csv(view: View, cities: tuple[City, ...], topic: Topic) -> bytes:
    return charts.csv_file(_frame(view, cities, topic))

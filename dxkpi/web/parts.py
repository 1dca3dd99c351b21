"""Parts that pages share: the heading with its selectors, status badges, text of others made harmless."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import streamlit as st

from dxkpi import fiscal, terms
from dxkpi.i18n import _, language
from dxkpi.plan import Indicator, Plan, figures
from dxkpi.progress import Judgement, Status, wording
from dxkpi.settings import PROJECT
from dxkpi.store import City
from dxkpi.web import state
from dxkpi.web.state import View

GALLERY = PROJECT / "pages" / "kpi.py"
INDICATOR = PROJECT / "pages" / "indicator.py"

_BADGES = {
    Status.ACHIEVED: "blue", Status.ON_TRACK: "blue", Status.MOSTLY_ON_TRACK: "blue", Status.BEHIND: "yellow",
    Status.FAR_BEHIND: "orange", Status.MISSED: "red",
}  # fmt: skip

LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}


def plain(text: str) -> str:
    """Somebody's text for a place that reads Markdown: shown letter by letter, in one line."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))


def unbroken(text: str) -> str:
    """Words that stay on one line in a narrow table: word joiners between the letters, a hard space for spaces."""
    return "\u2060".join(text.replace(" ", "\u00a0"))


def led(text: str) -> str:
    """Somebody's text for a table's first column: its first letters stay together, which keeps the column wide."""
    return plain(unbroken(text[:9])) + plain(text[9:])


def strong(text: str) -> str:
    """Somebody's text in bold."""
    return f"**{plain(text)}**"


def faint(text: str) -> str:
    """Somebody's text in grey; nothing for nothing."""
    return f":gray[{plain(text)}]" if text else ""


def badge(status: Status) -> str:
    """A status as a Markdown badge: glyph and word, the colour only in support."""
    return f":{_BADGES.get(status, 'gray')}-badge[{terms.glyph(status)} {terms.label(status)}]"


def city_name(city: City) -> str:
    """A municipality's name, marked where it is invented."""
    return city.name + (_(" (invented)") if city.fictional else "")


def invented(plan: Plan) -> str:
    """The mark that an invented municipality carries wherever it shows."""
    return ":gray-badge[" + _("Invented data") + "]" if plan.municipality.fictional else ""


def plan_line(view: View) -> str:
    """The plan and its period, with the year of the period that is looked at."""
    about = view.plan.about
    period = fiscal.span(about.first_fiscal_year, about.last_fiscal_year) or _("period not stated")
    inside = about.first_fiscal_year is not None and view.year >= about.first_fiscal_year
    if inside and (about.last_fiscal_year is None or view.year <= about.last_fiscal_year):
        assert about.first_fiscal_year is not None
        period += _(" (year {n})", n=view.year - about.first_fiscal_year + 1)
    return plain(f"{about.title}  {period}")


def indicator_link(indicator: Indicator) -> None:
    """A link that opens an indicator; its name in up to three lines, because a link does not wrap by itself."""
    lines = [f":primary[{plain(line)}]" for line in _wrapped(indicator.name, width=24, most=3)]
    st.page_link(INDICATOR, label="  \n".join(lines), query_params=address(kpi=indicator.code))


def _wrapped(text: str, width: int, most: int) -> list[str]:
    """Text in lines of at most `width` columns (a kanji takes two), cut with … after `most` lines."""
    lines, room = [""], width
    for letter in " ".join(text.split()):
        columns = 2 if unicodedata.east_asian_width(letter) in "FWA" else 1
        if columns > room:
            if len(lines) == most:
                lines[-1] += "…"
                break
            lines, room = [*lines, ""], width
        lines[-1] += letter
        room -= columns
    return lines


def chart(spec: dict[str, Any]) -> None:
    """A chart with its alternative text, in the theme's colours."""
    drawn = {name: value for name, value in spec.items() if name != "description"}
    st.vega_lite_chart(drawn, width="stretch", alt=spec["description"])


def nothing_to_draw(indicator: Indicator) -> str:
    """Why an indicator has no chart, and what will change that."""
    if indicator.target is None:
        return _("The plan gives neither figures nor a target, so there is nothing to draw.")
    return _("Target: {goal}. A chart appears with the first actual.", goal=wording.goal(indicator))


def departments(view: View, indicator: Indicator) -> tuple[str, ...]:
    """Whose an indicator is: its own department, else those of its measure."""
    if indicator.department:
        return (indicator.department,)
    measure = next((m for m in view.plan.measures if m.number == indicator.measure), None)
    return measure.departments if measure else ()


def shown_actual(judgement: Judgement) -> str:
    """The year's figure with its unit, or why there is none."""
    if judgement.value is None:
        missing = judgement.actual.missing if judgement.actual else None
        return terms.label(missing) if missing else _("no actual")
    shown = figures.figure(judgement.indicator, judgement.value)
    approximate = judgement.actual is not None and judgement.actual.approximate
    return _("about {value}", value=shown) if approximate else shown


def heading(view: View, title: str, above: str) -> None:
    """The page's name with the selectors of municipality and year beside it, and a line above it."""
    st.markdown(" ".join(part for part in (above, invented(view.plan)) if part))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(plain(title), anchor=False, width="stretch")
        with st.container(horizontal=True, width="content", gap="small"):
            selectors(view)
    if told := st.session_state.pop("told", None):
        st.warning(plain(told), icon=":material/info:")


def selectors(view: View) -> None:
    """Municipality and fiscal year; a choice goes into the address."""
    names = {code: city_name(city) for code, city in state.cities(view.revision).items()}
    st.session_state["select_city"], st.session_state["select_year"] = view.city.code, view.year
    st.selectbox(
        _("Municipality"),
        list(names),
        key="select_city",
        format_func=names.__getitem__,
        label_visibility="collapsed",
        width=160,
        on_change=_city_chosen,
    )
    st.selectbox(
        _("Fiscal year"),
        view.years,
        key="select_year",
        format_func=fiscal.label,
        label_visibility="collapsed",
        width=182,
        on_change=_year_chosen,
    )


def _city_chosen() -> None:
    state.choose("city", st.session_state["select_city"])
    for name in ("kpi", "year"):
        st.query_params.pop(name, None)
    st.session_state.pop("chosen_year", None)


def _year_chosen() -> None:
    state.choose("year", str(st.session_state["select_year"]))


def address(**more: str) -> dict[str, str]:
    """The query of a link to another page or indicator that keeps municipality and year."""
    kept = {name: st.session_state.get(f"chosen_{name}") for name in ("city", "year")}
    return {name: value for name, value in kept.items() if value} | more


def language_switch(languages: Sequence[str]) -> None:
    """日本語 / English."""
    st.session_state["select_language"] = language()
    st.segmented_control(
        "言語 / Language",
        languages,
        key="select_language",
        format_func=LANGUAGE_NAMES.__getitem__,
        required=True,
        on_change=lambda: st.query_params.update(lang=st.session_state["select_language"]),
    )

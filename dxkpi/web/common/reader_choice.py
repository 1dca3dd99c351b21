"""What the reader has chosen: language, municipality, plan, fiscal year, a day to look
back to, tables instead of charts.

A choice lives in the address
(`?city=472123&plan=dx-2026&year=2025&lang=en&known=2025-05-20`), so that bookmarks work,
and follows the reader from page to page through the links. Defaults are not written
there: going back leaves the dashboard in one step.
"""

from dataclasses import dataclass
from datetime import date

import streamlit as st

from dxkpi.settings import WrongSetting, settings
from dxkpi.web.common.language import speak
from dxkpi.web.common.page_choices import forget_choices_of_plan, lasting_choices
from dxkpi.web.common.session import forget_plan_widgets, page_state
from dxkpi.wording.language import DEFAULT_LANGUAGE, LANGUAGES, Language, language_named

_TABLES = "1"


@dataclass
class ReaderChoice:
    """What was chosen in this session, as the address writes it; None is the default."""

    city: str | None = None
    plan: str | None = None
    year: str | None = None
    lang: str | None = None
    known: str | None = None
    table: str | None = None


def reader_choice() -> ReaderChoice:
    """What this session's reader has chosen."""
    return page_state(ReaderChoice)


def link_query(**more: str) -> dict[str, str]:
    """The query of a link to another page or indicator that keeps what the reader has chosen."""
    choice = reader_choice()
    chosen = {
        "city": choice.city,
        "plan": choice.plan,
        "year": choice.year,
        "lang": choice.lang,
        "known": choice.known,
        "table": choice.table,
    }
    kept = {name: value for name, value in chosen.items() if value}
    return kept | more


def choose_city(code: str) -> None:
    """Show another municipality.

    It has its own year, no opened indicator, no policy or department of the plan before.
    """
    forget_plan()
    reader_choice().city, reader_choice().plan = code, None
    st.query_params.from_dict(link_query() | lasting_choices())


def choose_plan(city: str, plan: str) -> None:
    """Show another plan of the same municipality, or of another one.

    It has its own year, no opened indicator, no policy or department of the plan before.
    """
    forget_plan()
    reader_choice().city, reader_choice().plan = city, plan
    st.query_params.from_dict(link_query() | lasting_choices())


def choose_year(year: int) -> None:
    """Another fiscal year of the same plan."""
    reader_choice().year = str(year)
    st.query_params.update(link_query())


def choose_known_day(day: date | None) -> None:
    """Look back to what was known at the end of a day; None: at today. The year may be
    another then.
    """
    reader_choice().known = None if day is None else day.isoformat()
    reader_choice().year = None
    for name in ("known", "year"):
        if name in st.query_params:
            del st.query_params[name]
    st.query_params.update(link_query())


def choose_tables(*, wanted: bool) -> None:
    """Tables instead of charts on every page, or charts again."""
    reader_choice().table = _TABLES if wanted else None
    if wanted:
        st.query_params["table"] = _TABLES
    else:
        st.query_params.pop("table", None)


def take_choice_of_tables() -> None:
    """Show tables where the address asks for them, charts where it does not: every link
    carries the choice.
    """
    asked = st.query_params.get("table")
    reader_choice().table = _TABLES if asked == _TABLES else None


def choose_language(language: Language) -> None:
    """Another language, from the next run on."""
    reader_choice().lang = language
    st.query_params["lang"] = language


def forget_plan() -> None:
    """Drop the year and the filters that belong to the plan seen before."""
    reader_choice().year = None
    forget_plan_widgets()
    forget_choices_of_plan()


def speak_to_reader() -> None:
    """Use the reader's language in this run."""
    asked = st.query_params.get("lang") or reader_choice().lang
    if asked in LANGUAGES:
        reader_choice().lang = asked
    speak(language_of(st.context.locale, asked))


def language_of(locale: str | None, asked: str | None = None) -> Language:
    """The language asked for, else a fitting one.

    That is English for an English browser (locale or Accept-Language), else as configured.
    """
    if asked in LANGUAGES:
        return Language(asked)
    if locale and locale.lower().startswith("en"):
        return Language.ENGLISH
    try:
        return language_named(settings().language)
    except WrongSetting:
        return DEFAULT_LANGUAGE

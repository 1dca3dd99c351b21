"""Parts that pages share: the heading with its selectors, links to indicators, charts, the language switch."""

import io
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

import streamlit as st

from dxkpi import fiscal
from dxkpi.charts import image
from dxkpi.plan import Indicator
from dxkpi.settings import PROJECT
from dxkpi.store import City
from dxkpi.web.common import cached, choice
from dxkpi.web.common.language import _, current_language, ngettext, speak
from dxkpi.web.common.markdown import plain, wrapped
from dxkpi.web.common.view import View
from dxkpi.wording import judgement
from dxkpi.wording.language import LANGUAGES, Language

_PAGES = PROJECT / "pages"
OVERVIEW, GALLERY, INDICATOR, REALISATION = (
    _PAGES / "overview.py",
    _PAGES / "kpi.py",
    _PAGES / "indicator.py",
    _PAGES / "realisation.py",
)
SCHEDULE, PLAN, COMPARE, HELP = (
    _PAGES / "schedule.py",
    _PAGES / "plan.py",
    _PAGES / "compare.py",
    _PAGES / "help.py",
)
BRIEF = _PAGES / "brief.py"
UPLOAD, SURVEY, RETURNS, CHANGES = (
    _PAGES / "upload.py",
    _PAGES / "survey.py",
    _PAGES / "returns.py",
    _PAGES / "changes.py",
)
SEPARATOR = "\u3000"

_FEW_CITIES = 60

T = TypeVar("T")

_DRAW = {"png": image.png, "svg": image.svg}
_TYPES = {"csv": "text/csv", "png": "image/png", "svg": "image/svg+xml"}
_WIDE = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")
_LANGUAGE_NAMES = {"ja": "日本語", "en": "English"}


def heading(view: View, title: str, *above: str, with_year: bool = True) -> None:
    """The page's name with the selectors of municipality and year beside it, and where it belongs above it."""
    st.set_page_config(page_title=f"{title} – dxkpi")
    invented = (
        [":gray-badge[" + _("Invented data") + "]"] if view.city.fictional else []
    )
    st.markdown(SEPARATOR.join([*(plain(text) for text in above if text), *invented]))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(plain(title), anchor=False, width="stretch")
        with st.container(horizontal=True, width="content", gap="small"):
            _choose_city(view.city)
            if with_year:
                _choose_year(view)
    for sentence in choice.told():
        st.warning(plain(sentence), icon=":material/info:")


def _choose_city(chosen: City) -> None:
    """The municipality; where there are many, first the prefecture: a list of all would be sent with every run."""
    known = cached.cities()
    if len(known) > _FEW_CITIES:
        first = cached.first_by_prefecture()
        st.session_state["select_prefecture"] = chosen.prefecture
        st.selectbox(
            _("Prefecture"),
            list(first),
            key="select_prefecture",
            label_visibility="collapsed",
            width=120,
            on_change=lambda: choice.choose_city(
                first[st.session_state["select_prefecture"]]
            ),
        )
    names = {
        city.code: city_name(city) for city in cached.neighbours(chosen, _FEW_CITIES)
    }
    st.session_state["select_city"] = chosen.code
    st.selectbox(
        _("Municipality"),
        list(names),
        key="select_city",
        format_func=names.__getitem__,
        label_visibility="collapsed",
        width=160 if current_language() == "ja" else 190,
        on_change=lambda: choice.choose_city(st.session_state["select_city"]),
    )


def _choose_year(view: View) -> None:
    st.session_state["select_year"] = view.year
    st.selectbox(
        _("Fiscal year"),
        view.years,
        key="select_year",
        format_func=fiscal.both_calendars,
        label_visibility="collapsed",
        width=182,
        on_change=lambda: choice.choose_year(st.session_state["select_year"]),
    )


def language_switch() -> None:
    """日本語 / English."""
    st.session_state["select_language"] = current_language()
    st.selectbox(
        "言語 / Language",
        LANGUAGES,
        key="select_language",
        format_func=_LANGUAGE_NAMES.__getitem__,
        on_change=lambda: choice.choose_language(st.session_state["select_language"]),
    )


def city_name(city: City) -> str:
    """A municipality's name, marked where it is invented."""
    return city.name + (_(" (invented)") if city.fictional else "")


def period(view: View, *, with_year: bool = True) -> str:
    """The plan's period, with the year of it that is looked at unless the page is of no year."""
    first, last = view.plan.about.first_fiscal_year, view.plan.about.last_fiscal_year
    words = fiscal.year_span(first, last) or _("period not stated")
    if (
        not with_year
        or first is None
        or view.year < first
        or (last is not None and view.year > last)
    ):
        return words
    return words + _(" (year {n})", n=view.year - first + 1)


def indicator_link(
    indicator: Indicator, columns: int = 26, icon: str | None = None
) -> None:
    """A link that opens an indicator, in lines of this width (a kanji takes two columns)."""
    label = wrapped(indicator.name, columns, 3)
    st.page_link(
        INDICATOR,
        label=label,
        icon=icon,
        query_params=choice.address(kpi=indicator.code),
    )


def measure_link(number: str) -> None:
    """A link that opens a measure in the plan."""
    label = plain(_("Measure {number} in the plan", number=number))
    st.page_link(
        PLAN,
        label=label,
        icon=":material/account_tree:",
        query_params=choice.address(measure=number),
    )


def way_back() -> None:
    """From one measure back to all. Not a link: one to the page it stands on would look like the current one."""
    st.button(
        _("To all measures"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=choice.all_measures,
    )


def chart(spec: dict[str, Any]) -> None:
    """A chart with its alternative text, in the theme's colours."""
    drawn = {name: value for name, value in spec.items() if name != "description"}
    st.vega_lite_chart(drawn, width="stretch", alt=spec["description"])


def as_table() -> bool:
    """Whether the reader wants the page's charts as tables: the same numbers, one click away."""
    return st.toggle(_("As a table"), key="as_table", persist_state="session")


def search(name: str, placeholder: str) -> str:
    """A box to search in; what was typed stays for the session. `name` is the screen's."""
    typed = st.text_input(
        _("Search"),
        placeholder=placeholder,
        label_visibility="collapsed",
        width=230,
        icon=":material/search:",
        key=f"{name}_search",
        persist_state="session",
    )
    return (typed or "").strip()


def narrow(name: str, label: str, options: Mapping[T, str]) -> T | None:
    """A filter of a screen: one of the options, each with its words, or None for all; none is offered without options.

    `name` is the screen's and the filter's; those that end in policy or department go with the plan.
    """
    if not options:
        return None
    if st.session_state.get(name) not in options:
        st.session_state.pop(name, None)
    return st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder=_("{label} (all)", label=label),
        label_visibility="collapsed",
        width=171,
        key=name,
        persist_state="session",
    )


class Picture(NamedTuple):
    """A chart to take away: its title, and what one must know to read it."""

    title: str
    spec: dict[str, Any]
    note: str = ""


def downloads(
    view: View,
    name: str,
    pictures: Sequence[Picture],
    csv: Callable[[View], bytes],
    several: tuple[str, str] | None = None,
    *,
    with_year: bool = True,
) -> None:
    """What was just shown as files: the numbers as CSV, the charts as PNG and SVG, several of them in one zip.

    A file is made when it is asked for, outside the page's run, so in the language the page was in. `name` stands in the
    file's name between municipality and year (none on a page of no year); `several` says whose the pictures of several
    municipalities are, and where they come from.
    """
    stem = f"{view.city.code}-{file_name(name)}" + (
        f"-{view.year}" if with_year and several is None else ""
    )
    files = {"csv": (_("Figures (CSV)"), partial(csv, view))}
    if pictures:
        draw = partial(_pictures, pictures, several or _origin(view))
        files |= {
            "png": (_("Picture (PNG)"), partial(draw, "png")),
            "svg": (_("Picture (SVG)"), partial(draw, "svg")),
        }
    with st.container(horizontal=True, gap="small"):
        for kind, (label, make) in files.items():
            zipped = kind != "csv" and len(pictures) > 1
            st.download_button(
                label,
                partial(_in_language, current_language(), make),
                file_name=f"{stem}-{kind}.zip" if zipped else f"{stem}.{kind}",
                mime="application/zip" if zipped else _TYPES[kind],
                icon=":material/table:" if kind == "csv" else ":material/image:",
                type="tertiary",
                on_click="ignore",
                key=f"{name}-{kind}",
            )


def _in_language(language: Language, make: Callable[[], bytes]) -> bytes:
    speak(language)
    return make()


def _origin(view: View) -> tuple[str, str]:
    """Whose and of which year the page's charts are, and where they come from: a picture is seen without the page."""
    whose = (
        view.city.prefecture
        + city_name(view.city)
        + SEPARATOR
        + fiscal.wareki(view.year)
    )
    return whose, _(
        "Source: {source}", source=view.plan.about.source or view.plan.about.title
    )


def _pictures(pictures: Sequence[Picture], origin: tuple[str, str], kind: str) -> bytes:
    """The one picture, or a zip of several in the order of the page."""
    whose, source = origin
    colours = st.get_option("theme.light.chartCategoricalColors")
    drawn = []
    for title, spec, note in pictures:
        caption = image.Caption(
            title, SEPARATOR.join(filter(None, [whose, note])), source
        )
        drawn.append(_DRAW[kind](spec, caption, colours))
    if len(drawn) == 1:
        return drawn[0]
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for n, (picture, content) in enumerate(zip(pictures, drawn, strict=True), 1):
            archive.writestr(f"{n:02} {file_name(picture.title)}.{kind}", content)
    return packed.getvalue()


def file_name(title: str) -> str:
    """A title as every system takes it for a file's name."""
    return " ".join(title.translate(_WIDE).split())[:60].strip(" .")


def notes(view: View, *, opened: bool = False) -> None:
    """What was damaged or unclear in the plan's source and how it was read: folded away unless `opened`."""
    count = len(view.plan.about.notes)
    if not count:
        return
    label = ngettext(
        "About this plan's data: {n} note", "About this plan's data: {n} notes", count
    )
    text = view.timeless.worded(_notes)
    if opened:
        st.markdown(f"**{label}**\n{text}")
    else:
        st.expander(label, icon=":material/info:").markdown(text)


def _notes(view: View) -> str:
    return "\n".join(f"- {plain(note)}" for note in view.plan.about.notes)


def nothing_to_draw(indicator: Indicator) -> str:
    """Why an indicator has no chart, and what will change that."""
    if indicator.target is None:
        return plain(
            _(
                "The plan gives neither figures nor a target, so there is nothing to draw."
            )
        )
    return plain(
        _(
            "Target: {goal}. A chart appears with the first actual.",
            goal=judgement.goal_text(indicator, current_language()),
        )
    )

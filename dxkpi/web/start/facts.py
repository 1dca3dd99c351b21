"""① 団体と計画: whose plan it is, what it is called, which years it has, what it follows."""

from dataclasses import dataclass

import streamlit as st

from dxkpi import fiscal
from dxkpi.actions import NewPlan, Right
from dxkpi.drafting.succession import offered_indicators
from dxkpi.plan import PlanKind
from dxkpi.plan.official_places import OfficialPlace, official_places
from dxkpi.plan.tree import kind_of_title
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.start.widget_keys import KEYS
from dxkpi.wording.glossary import term_label

_YEARS_AROUND = 12
_WIDTH = 280
"""Of a field, in pixels: it fits on a telephone."""

_WIDTH_OF_KINDS = 390
"""Where all kinds stand in one line; narrower, they take two."""
_OFFERED_KINDS = (
    PlanKind.DX,
    PlanKind.COMPREHENSIVE,
    PlanKind.STRATEGY,
    PlanKind.OTHER,
)


@dataclass(frozen=True)
class PlanFacts:
    """What was said of the plan to be; no `city` or empty title while that is open."""

    city: str | None
    new: NewPlan

    @property
    def is_complete(self) -> bool:
        return self.city is not None and bool(self.new.title.strip())


def ask_facts() -> PlanFacts:
    """The fields, and what stands in them."""
    with st.container(border=True):
        st.markdown(strong(_("① Municipality and plan")))
        with st.container(horizontal=True, gap="small"):
            city = _ask_city()
            title = st.text_input(
                _("Title of the plan"),
                key=KEYS.key("title"),
                persist_state="session",
                placeholder=_("for example: ○○市DX推進計画"),
                width=_WIDTH,
            )
            with st.container(width=_WIDTH_OF_KINDS):
                kind = _ask_kind(title)
        with st.container(horizontal=True, gap="small"):
            first = _ask_year(_("Begins in"), "first")
            last = _ask_year(_("Ends in"), "last")
            follows, continuing = _ask_follows(city)
    new = NewPlan(title, kind, first, last, follows, continuing=continuing)
    return PlanFacts(city, new)


def _ask_city() -> str | None:
    places = official_places()
    labels = {place.code: _place_label(place) for place in places}
    for code, city in cached.cities().items():
        labels.setdefault(code, f"{city.name} ({code})")
    return st.selectbox(
        _("Municipality (name, kana or code)"),
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=_("type to find it"),
        key=KEYS.key("city"),
        persist_state="session",
        width=_WIDTH,
    )


def _place_label(place: OfficialPlace) -> str:
    """豊見城市（沖縄県 472123 とみぐすくし）: found by each of its words."""
    return _(
        "{name} ({prefecture} {code} {kana})",
        name=place.name,
        prefecture=place.prefecture,
        code=place.code,
        kana=place.kana,
    )


def _ask_kind(title: str) -> PlanKind:
    chosen = st.segmented_control(
        _("Kind of plan"),
        _OFFERED_KINDS,
        default=PlanKind.DX,
        format_func=lambda kind: term_label(kind, current_language()),
        key=KEYS.key("kind"),
        persist_state="session",
        required=True,
    )
    return chosen or kind_of_title(title)


def _ask_year(label: str, name: str) -> int | None:
    this_year = fiscal.year_of_day(fiscal.today())
    years = range(this_year - _YEARS_AROUND, this_year + _YEARS_AROUND)
    return st.selectbox(
        label,
        list(years),
        index=None,
        format_func=current_language().fiscal_year,
        placeholder=_("not stated"),
        key=KEYS.key(name),
        persist_state="session",
        width=160,
    )


def _ask_follows(city: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The plan that it follows, and which of its indicators go on."""
    plans = cached.plans_of_city(city) if city is not None else ()
    if not plans:
        with st.container(width=_WIDTH):
            st.markdown(plain(_("Follows another plan")))
            st.markdown(faint(_("There is no plan yet that it could follow.")))
        return None, ()
    titles = {listed.id: listed.title for listed in plans}
    follows = st.selectbox(
        _("Follows another plan"),
        list(titles),
        index=None,
        format_func=titles.__getitem__,
        placeholder=_("none"),
        key=KEYS.key("follows"),
        persist_state="session",
        width=320,
    )
    if follows is None:
        return None, ()
    listed = next(each for each in plans if each.id == follows)
    offered = offered_indicators(cached.plan(listed))
    names = {each.code: f"{each.code} {each.name}" for each in offered}
    continuing = st.multiselect(
        _("Indicators that go on"),
        list(names),
        default=[each.code for each in offered if each.is_open],
        format_func=names.__getitem__,
        key=KEYS.key("continuing", follows),
        placeholder=_("none"),
    )
    return follows, tuple(continuing)


def refusal_of(facts: PlanFacts) -> str | None:
    """Why whoever is at the screen may start no plan of the municipality."""
    if facts.city is None:
        return None
    return access.refusal_in_city(Right.EDIT_PLAN, facts.city)

"""The filters above a screen.

Words to search for, one of several options, and those of a plan's measures together.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st

from dxkpi.plan import Measure, NationalItem, Plan, Policy
from dxkpi.text.search import holds_words
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.page_choices import (
    option_in_address,
    text_in_address,
    write_choice,
)
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording import glossary
from dxkpi.wording.language import Language

Option = TypeVar("Option")

# In pixels: what stands in an empty box is not cut off
_SEARCH_WIDTH = {Language.JAPANESE: 230, Language.ENGLISH: 292}
_FILTER_WIDTH = {Language.JAPANESE: 171, Language.ENGLISH: 184}


def show_search(keys: WidgetKeys, placeholder: str) -> str:
    """A box to search in; what was typed stays in the address."""
    key = keys.key("search")
    text_in_address(key)
    typed = st.text_input(
        _("Search"),
        placeholder=placeholder,
        label_visibility="collapsed",
        width=_SEARCH_WIDTH[current_language()],
        icon=":material/search:",
        key=key,
        on_change=write_choice,
        args=(key,),
    )
    return (typed or "").strip()


def show_filter(key: str, label: str, options: Mapping[Option, str]) -> Option | None:
    """One of the options, each with its words, or None for all; no box is shown without
    options. What was chosen stays in the address.
    """
    if not options:
        return None
    option_in_address(key, options)
    return st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder=_("{label} (all)", label=label),
        label_visibility="collapsed",
        width=_FILTER_WIDTH[current_language()],
        key=key,
        on_change=write_choice,
        args=(key,),
    )


@dataclass(frozen=True)
class MeasureFilters:
    """What the reader narrows a plan's measures to; empty means everything."""

    text: str = ""
    policy: str | None = None
    department: str | None = None
    item: NationalItem | None = None

    def __bool__(self) -> bool:
        return bool(self.text or self.policy or self.department or self.item)

    def keep(self, policy: Policy, measure: Measure, searched: str) -> bool:
        """Whether a measure passes; `searched` is what a search looks into."""
        if not holds_words(searched, self.text):
            return False
        if self.policy is not None and self.policy != policy.number:
            return False
        if self.department is not None and self.department not in measure.departments:
            return False
        return self.item is None or self.item is measure.national_item


def department_options(view: View, names: Iterable[str]) -> dict[str, str]:
    """What each department of the plan is called, with its name of the view's year:
    デジタル推進課（旧 情報政策課）.
    """
    return {name: _present_name(view, name) for name in names}


def _present_name(view: View, name: str) -> str:
    """The name that the plan gives, behind the one that it has become by now."""
    present = view.register.present_names([name])
    if present == (name,) or name in view.register.later:
        return name
    names = current_language().listed(present)
    if not names:
        return name
    return _("{department} (formerly {former})", department=names, former=name)


def show_measure_filters(
    keys: WidgetKeys, placeholder: str, view: View, measures: Collection[Measure]
) -> MeasureFilters:
    """`MeasureFilters` as widgets, with what occurs in these measures."""
    departments = department_options(view, _departments_of_measures(measures))
    return MeasureFilters(
        show_search(keys, placeholder),
        show_filter(
            keys.key("policy"), _("Policy"), _policies_of_measures(view.plan, measures)
        ),
        show_filter(keys.key("department"), _("Department"), departments),
        show_filter(keys.key("item"), _("★ and ◆"), _items_of_measures(measures)),
    )


def _policies_of_measures(plan: Plan, measures: Collection[Measure]) -> dict[str, str]:
    numbers = {measure.number for measure in measures}
    policies = {}
    for policy in plan.policies:
        if any(measure.number in numbers for measure in policy.measures):
            policies[policy.number] = f"{policy.number} {policy.name}"
    return policies


def _departments_of_measures(measures: Collection[Measure]) -> list[str]:
    departments: set[str] = set()
    for measure in measures:
        departments.update(measure.departments)
    return sorted(departments)


def _items_of_measures(measures: Collection[Measure]) -> dict[NationalItem, str]:
    """The kinds of national item that occur, in their own order."""
    occurring = {measure.national_item for measure in measures}
    language = current_language()
    return {
        item: glossary.marked_label(item, language)
        for item in NationalItem
        if item in occurring
    }

"""The widget of each field: saved as soon as it is left, with what is wrong beneath it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan.document_columns import Column, ListStyle
from dxkpi.plan.document_problem import Location
from dxkpi.plan.fields import FieldKind
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.edit.field_edits import edits_of_field
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.typed_fields import held_value, typed_value
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.wording.field_help import field_heading, field_meaning
from dxkpi.wording.glossary import term_label
from dxkpi.wording.language import Language
from dxkpi.wording.plan_document import problem_text

_SENTENCES = (
    "description",
    "quote",
    "definition",
    "method",
    "worse_because",
    "break_because",
)
"""Fields that hold sentences."""

_YEARS_AROUND = 15


def show_field(
    opened: OpenedDraft,
    item: Location,
    column: Column,
    *,
    options: Sequence[str] = (),
    named: Mapping[str, str] | None = None,
    label: str = "",
) -> None:
    """The widget of a field of an item; names are chosen from `options`, or typed. A number
    or code that is one of `named` is chosen by its name, under a `label` that says so.
    """
    location = (*item, *column.path)
    key = KEYS.key("field", opened.number, *location)
    value = opened.value(location)
    st.session_state[key] = held_value(column, value)
    shared: dict[str, Any] = {
        "label": label or _label(column, current_language()),
        "key": key,
        "help": plain(field_meaning(column, current_language())) or None,
        "on_change": _save,
        "args": (opened, location, column, key),
    }
    if named is None:
        _show_widget(column, shared, options)
    else:
        held = value if value is None else str(value)
        st.session_state[key] = held
        _show_choice(list(named), held, lambda name: named.get(name, name), shared)
    for finding in opened.findings_within(location):
        sentence = problem_text(finding.problem, current_language())
        st.caption(f":material/error: {plain(sentence)}")


def _show_widget(
    column: Column, shared: dict[str, Any], options: Sequence[str]
) -> None:
    held = st.session_state[shared["key"]]
    if column.shape.is_list and isinstance(held, list):
        offered = list(dict.fromkeys([*held, *options]))
        st.multiselect(
            options=offered,
            accept_new_options=True,
            placeholder=_("choose, or type"),
            **shared,
        )
    elif column.shape.kind is FieldKind.FLAG:
        st.checkbox(**shared)
    elif column.shape.kind is FieldKind.TERM:
        _show_terms(column, held, shared)
    elif column.shape.kind is FieldKind.YEAR:
        _show_years(held, shared)
    elif column.path[-1] in _SENTENCES or column.list_style is ListStyle.LINES:
        st.text_area(height="content", **shared)
    else:
        st.text_input(placeholder=column.example, **shared)


def _show_terms(column: Column, held: Any, shared: dict[str, Any]) -> None:
    terms = {term.value: term for term in column.shape.terms or ()}
    language = current_language()

    def label(value: str) -> str:
        return term_label(terms[value], language) if value in terms else str(value)

    _show_choice(list(terms), held, label, shared)


def _show_years(held: Any, shared: dict[str, Any]) -> None:
    this_year = fiscal.year_of_day(fiscal.today())
    years = range(this_year - _YEARS_AROUND, this_year + _YEARS_AROUND)
    language = current_language()

    def label(value: Any) -> str:
        return language.fiscal_year(value) if isinstance(value, int) else str(value)

    _show_choice(list(years), held, label, shared)


def _show_choice(
    offered: list[Any], held: Any, label: Callable[[Any], str], shared: dict[str, Any]
) -> None:
    """One of several values, or none; what was written otherwise stands among them."""
    if held is not None and held not in offered:
        offered = [*offered, held]
    st.selectbox(
        options=offered,
        format_func=label,
        index=None,
        placeholder=_("not stated"),
        **shared,
    )


def _label(column: Column, language: Language) -> str:
    heading = plain(field_heading(column, language))
    return f"{heading} \\*" if column.is_needed else heading


def _save(opened: OpenedDraft, location: Location, column: Column, key: str) -> None:
    typed = typed_value(column, st.session_state[key])
    save_edits(opened, edits_of_field(opened, location, typed))

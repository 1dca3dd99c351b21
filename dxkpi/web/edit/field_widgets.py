"""The widget of each field: saved as soon as it is left, with what is wrong beneath it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
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
from dxkpi.web.edit.saving import Edits, save_edits
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


@dataclass(frozen=True)
class RowField:
    """The widget of a field that stands in a row of others, with its heading only for who
    hears the page.

    `key`: it stays the same widget while its item gets another name. `width` is in pixels.
    `edits`: what a typed value changes, where that is more than its field.
    """

    key: str
    label: str
    width: int
    edits: Callable[[Any], Edits] | None = None


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
    shared: dict[str, Any] = {
        "label": label or _label(column, current_language()),
        "key": KEYS.key("field", opened.number, *location),
        "help": plain(field_meaning(column, current_language())) or None,
    }
    edits = partial(edits_of_field, opened, location)
    _show_held(opened, location, column, shared, edits, options=options, named=named)
    show_findings(opened, location)


def show_field_in_row(
    opened: OpenedDraft,
    item: Location,
    column: Column,
    form: RowField,
    *,
    named: Mapping[str, str] | None = None,
) -> None:
    """The widget of a field alone, as wide as it is given. What is wrong in its item is told
    under the whole row.
    """
    location = (*item, *column.path)
    shared: dict[str, Any] = {
        "label": plain(form.label),
        "key": form.key,
        "width": form.width,
        "label_visibility": "collapsed",
    }
    edits = form.edits or partial(edits_of_field, opened, location)
    _show_held(opened, location, column, shared, edits, named=named)


def _show_held(
    opened: OpenedDraft,
    location: Location,
    column: Column,
    shared: dict[str, Any],
    edits: Callable[[Any], Edits],
    *,
    options: Sequence[str] = (),
    named: Mapping[str, str] | None = None,
) -> None:
    """A widget with what its field holds; what is typed becomes these edits."""
    key, value = shared["key"], opened.value(location)
    shared |= {"on_change": _save, "args": (opened, edits, column, key)}
    if named is not None:
        held = value if value is None else str(value)
        st.session_state[key] = held
        _show_choice(list(named), held, lambda name: named.get(name, name), shared)
        return
    st.session_state[key] = held_value(column, value)
    _show_widget(column, shared, options)


def show_findings(opened: OpenedDraft, location: Location) -> None:
    """What is wrong or to be told at a place, or in it."""
    for finding in opened.findings_within(location):
        sentence = problem_text(finding.problem, current_language())
        st.caption(f":material/error: {plain(sentence)}")


def holds_sentences(column: Column) -> bool:
    """Whether a field is as wide as the page, and as high as its text."""
    return column.path[-1] in _SENTENCES or column.list_style is ListStyle.LINES


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
    elif holds_sentences(column):
        st.text_area(height="content", **shared)
    else:
        st.text_input(placeholder=column.example, **shared)


def _show_terms(column: Column, held: Any, shared: dict[str, Any]) -> None:
    terms = {term.value: term for term in column.shape.terms or ()}
    language = current_language()

    def label(value: str) -> str:
        return term_label(terms[value], language) if value in terms else str(value)

    is_kept = column.is_needed and held is not None
    _show_choice(list(terms), held, label, shared, is_kept=is_kept)


def _show_years(held: Any, shared: dict[str, Any]) -> None:
    this_year = fiscal.year_of_day(fiscal.today())
    years = range(this_year - _YEARS_AROUND, this_year + _YEARS_AROUND)
    language = current_language()

    is_narrow = "width" in shared
    year_text = language.short_year if is_narrow else language.fiscal_year

    def label(value: Any) -> str:
        return year_text(value) if isinstance(value, int) else str(value)

    _show_choice(list(years), held, label, shared)


def _show_choice(
    offered: list[Any],
    held: Any,
    label: Callable[[Any], str],
    shared: dict[str, Any],
    *,
    is_kept: bool = False,
) -> None:
    """One of several values, or none unless it is kept; what was written otherwise stands
    among them.
    """
    if held is not None and held not in offered:
        offered = [*offered, held]
    st.selectbox(
        options=offered,
        format_func=label,
        index=0 if is_kept else None,
        placeholder=_("not stated"),
        **shared,
    )


def _label(column: Column, language: Language) -> str:
    heading = plain(field_heading(column, language))
    return f"{heading} *" if column.is_needed else heading


def _save(
    opened: OpenedDraft, edits: Callable[[Any], Edits], column: Column, key: str
) -> None:
    typed = typed_value(column, st.session_state[key])
    save_edits(opened, edits(typed))

"""① The form of a department to take, or those of all; a form is made when it is asked for."""

from collections.abc import Mapping
from contextlib import suppress
from functools import partial

import streamlit as st

from dxkpi import actions
from dxkpi.actions import Actor, CityScope, NoteTakenForm, NotPermitted, Right
from dxkpi.returns import places_without_answer
from dxkpi.store import Store
from dxkpi.text.file_names import file_name
from dxkpi.web.common import cached
from dxkpi.web.common.downloads import WORKBOOK_TYPE
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.page_choices import option_in_address, write_choice
from dxkpi.web.common.view import View
from dxkpi.web.common.workbook_reader import workbook_reader
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.web.upload.form_options import blank_form, form_options
from dxkpi.web.upload.widget_keys import KEYS
from dxkpi.wording import glossary
from dxkpi.wording.municipality import plain_city_name
from dxkpi.wording.returns import unanswered_text
from dxkpi.workbook import template

DEPARTMENT_KEY = KEYS.key("department")
"""The choice of a department, for taking a form and for typing."""


def show_form_downloads(view: View) -> None:
    """The choice of a department, its form, and all forms as an archive."""
    title = strong(_("① Take the form"))
    what_it_is = _(
        "An Excel workbook with the plan's figures and those of "
        "the last years. Fill in the yellow cells only."
    )
    st.markdown(title + "  \n" + what_it_is)
    options = form_options(view)
    if not options:
        st.info(plain(nothing_asked_text()))
        return
    department = choose_department(options)
    if list(options) == [actions.EVERYONE]:
        st.caption(_("The plan names no departments, so there is one form for all."))
    unanswered = view.worded(_unanswered_text)
    if unanswered is not None:
        st.caption(plain(unanswered))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _offer_form(view, department)
        departments = len(options) - 1
        if actions.EVERYONE in options and departments > 1:
            _offer_archive(view, departments)


def nothing_asked_text() -> str:
    """That the plan asks nothing of the reader's own department."""
    return _("This plan asks nothing of your department.")


def choose_department(
    options: Mapping[str, str], width: int | None = None
) -> str | None:
    """Whose form; None is the whole city. The choice stays in the address, for taking and
    for typing.

    `width` is in pixels; None takes all there is.
    """
    if option_in_address(DEPARTMENT_KEY, options) is None:  # one of another plan
        st.session_state[DEPARTMENT_KEY] = next(iter(options))
    chosen = st.selectbox(
        _("Department"),
        list(options),
        format_func=options.__getitem__,
        key=DEPARTMENT_KEY,
        width=width or "stretch",
        on_change=write_choice,
        args=(DEPARTMENT_KEY,),
    )
    return chosen or None


def _offer_form(view: View, department: str | None) -> None:
    name = glossary.department_name(department, current_language())
    st.download_button(
        _("Take the form of {name}", name=name),
        partial(department_form, cached.store(), view, department, current_actor()),
        file_name=view.worded(_form_file_name, department),
        mime=WORKBOOK_TYPE,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key=KEYS.key("form"),
    )


def _offer_archive(view: View, departments: int) -> None:
    year = current_language().fiscal_year(view.year)
    name = _("forms-{year}-{city}", year=year, city=plain_city_name(view.city))
    st.download_button(
        ngettext("All {n} departments (zip)", "All {n} departments (zip)", departments),
        partial(form_archive, cached.store(), view, current_actor()),
        file_name=file_name(name) + ".zip",
        mime="application/zip",
        type="tertiary",
        on_click="ignore",
        key=KEYS.key("forms"),
    )


def _unanswered_text(view: View) -> str | None:
    places = places_without_answer(view.plan, view.register, view.year)
    return unanswered_text(places, current_language())


def _form_file_name(view: View, department: str | None) -> str:
    return template.form_file_name(blank_form(view, department))


def department_form(
    store: Store, view: View, department: str | None, actor: Actor
) -> bytes:
    """The form of a department, marked with what was sent back to it.

    Raises `NotPermitted` as `form_archive`.
    """
    _require_sight(store, view, actor)
    _note_taken(store, view, department, actor)
    form = actions.return_form(
        store, view.listed.key, view.year, department, view.today
    )
    return actions.marked_form(store, form, workbook_reader())


def form_archive(store: Store, view: View, actor: Actor) -> bytes:
    """The forms of all departments in one file, each marked with what was sent back.

    Raises `NotPermitted` where the actor may not see by now what they are filled with.
    """
    _require_sight(store, view, actor)
    _note_taken(store, view, None, actor)
    forms = actions.return_forms(store, view.listed.key, view.year, view.today)
    return actions.marked_form_archive(store, forms, workbook_reader())


def _require_sight(store: Store, view: View, actor: Actor) -> None:
    """A form is made when it is asked for, which may be long after its page was shown."""
    scopes = [CityScope(view.city.code)]
    actions.require_right(store, actor, Right.SEE_REPORTED, scopes)


def _note_taken(store: Store, view: View, department: str | None, actor: Actor) -> None:
    """Note who took the form. Who may not be noted gets it all the same."""
    command = NoteTakenForm(view.listed.key, view.year, department)
    with suppress(NotPermitted):
        actions.note_taken_form(store, command, actor)

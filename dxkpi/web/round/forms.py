"""The forms of all departments in one file, and the list of them for mail merge."""

import io
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.actions import Actor
from dxkpi.returns import ReturnForm
from dxkpi.store import Store
from dxkpi.text.file_names import file_name
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language, ngettext, speak
from dxkpi.web.common.view import View
from dxkpi.web.round.shown_round import forms_of_departments
from dxkpi.web.round.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.web.upload.form_downloads import form_archive
from dxkpi.wording.glossary import department_name
from dxkpi.wording.language import Language
from dxkpi.wording.municipality import plain_city_name
from dxkpi.workbook import template


def offer_forms(view: View) -> None:
    """The archive, and the list alone."""
    language = current_language()
    n = len(forms_of_departments(view))
    name = _(
        "forms-{year}-{city}",
        year=current_language().fiscal_year(view.year),
        city=plain_city_name(view.city),
    )
    st.download_button(
        ngettext("All forms ({n}, zip)", "All forms ({n}, zip)", n),
        partial(packed_forms, cached.store(), view, current_actor(), language),
        file_name=file_name(name) + ".zip",
        mime="application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
        key=KEYS.key("forms"),
        help=_("With a list for mail merge: department, file, what is asked."),
    )
    st.download_button(
        _("List for mail merge (CSV)"),
        partial(_list_file, view, language),
        file_name=_list_name(view),
        mime="text/csv",
        icon=":material/table:",
        on_click="ignore",
        key=KEYS.key("list"),
    )


def packed_forms(store: Store, view: View, actor: Actor, language: Language) -> bytes:
    """All forms with their list."""
    packed = io.BytesIO(form_archive(store, view, actor))
    speak(language)
    with ZipFile(packed, "a", ZIP_DEFLATED) as archive:
        archive.writestr(_list_name(view), forms_csv(view))
    return packed.getvalue()


def _list_file(view: View, language: Language) -> bytes:
    speak(language)
    return forms_csv(view)


def _list_name(view: View) -> str:
    year = current_language().fiscal_year(view.year)
    return file_name(_("list-of-forms-{year}", year=year)) + ".csv"


def forms_csv(view: View) -> bytes:
    """A row a department: its form's file, what it asks for, and until when."""
    rows = [_row(form) for form in forms_of_departments(view)]
    return charts.csv_file(pd.DataFrame(rows))


def _row(form: ReturnForm) -> dict[str, object]:
    language = current_language()
    figures = [indicator.name for indicator in form.asked_indicators]
    entries = [entry.item.label for entry in form.schedule_entries]
    return {
        _("Department"): department_name(form.department, language),
        _("file"): template.form_file_name(form),
        _("deadline"): current_language().month(form.deadline.isoformat())
        if form.deadline
        else "",
        _("figures asked for"): len(figures),
        _("entries of the schedule"): len(entries),
        _("initiatives to report"): len(form.report_subjects),
        _("What is asked"): language.listed([*figures, *entries]),
    }

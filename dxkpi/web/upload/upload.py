"""実績の登録: the four steps, the form to take, the files to choose, and what lies on the desk.

The start costs a table of one row a department and two downloads, which are made when
they are pressed.
"""

from functools import partial

import streamlit as st

from dxkpi import actions, fiscal
from dxkpi.findings import Severity
from dxkpi.returns import ReturnForm, reportable_entries
from dxkpi.returns.status import ReturnStage
from dxkpi.store import Store
from dxkpi.text.file_names import file_name
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.returns.departments import departments_table
from dxkpi.web.returns.sentence import returns_sentence
from dxkpi.web.returns.submissions import (
    Submissions,
    read_submissions,
    statuses_of_year,
)
from dxkpi.web.upload import confirm, desk, finish
from dxkpi.web.upload.desk import ReturnOnDesk
from dxkpi.wording import glossary
from dxkpi.workbook import template

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 6


def papers() -> list[ReturnOnDesk]:
    """The files on the desk, in the order they were brought."""
    return list(desk.desk().papers.values())


def steps(view: View) -> None:
    """The four steps; what is done is ticked, where one is stands out."""
    files = papers() if desk.desk().confirming else []
    for paper in files:
        desk.examine(view, paper)
    now = 0 if not files else 2 if any(paper.open for paper in files) else 3
    names = (
        (_("① Take the form"), _("Choose department and year")),
        (_("② Choose the file"), _("The form that was filled in")),
        (_("③ Check"), _("What to mend, what changes")),
        (_("④ Register"), _("Take the receipt")),
    )
    grid = st.grid(4, min_column_width=160, border=True)
    for n, (name, words) in enumerate(names):
        done = n < now or now == 3
        tick = ":blue[:material/check_circle:] " if done else ""
        current = n == now and not done
        title = f":blue-background[**{name}**]" if current else name
        with grid.cell():
            st.markdown(tick + title + "  \n" + (_("Done") if done else words))


# --- ① and ②


def start(view: View) -> None:
    """How the year's returns stand, the form, the uploader, and what was brought before."""
    submissions = read_submissions(view)
    st.header(plain(returns_sentence(view, submissions)), anchor=False)
    if not (view.plan.indicators or reportable_entries(view.plan)):
        st.info(
            _(
                "This plan sets neither indicators nor a schedule, so there is nothing to report."
            )
        )
        return
    _brought()
    grid = st.grid(2, min_column_width=320, border=True)
    with grid.cell():
        _form(view)
    with grid.cell():
        _files()
    _open_returns(view, submissions)


def _form(view: View) -> None:
    st.markdown(
        strong(_("① Take the form"))
        + "  \n"
        + _(
            "An Excel workbook with the plan's figures and those of "
            "the last years. Fill in the yellow cells only."
        )
    )
    options = view.worded(confirm.forms_to_take)
    chosen = st.selectbox(
        _("Department"),
        list(options),
        format_func=options.__getitem__,
        key="upload_department",
        persist_state="session",
    )
    if chosen not in options:
        chosen = next(iter(options))
    if len(options) == 1:
        st.caption(_("The plan names no departments, so there is one form for all."))
    store, department = cached.store(), chosen or None
    name = glossary.department_name(department, current_language())
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.download_button(
            _("Take the form of {name}", name=name),
            partial(_workbook, store, view, department),
            file_name=view.worded(_file_name, department),
            mime=_XLSX,
            icon=":material/download:",
            type="primary",
            on_click="ignore",
            key="form",
        )
        if len(options) > 2:
            st.download_button(
                ngettext(
                    "All {n} departments (zip)",
                    "All {n} departments (zip)",
                    len(options) - 1,
                ),
                partial(_archive, store, view),
                mime="application/zip",
                type="tertiary",
                on_click="ignore",
                key="forms",
                file_name=file_name(
                    _(
                        "forms-{year}-{city}",
                        year=fiscal.wareki(view.year),
                        city=view.city.name,
                    )
                )
                + ".zip",
            )


def _file_name(view: View, department: str | None) -> str:
    return template.form_file_name(
        ReturnForm(view.plan, view.year, department, 0, view.last_closed)
    )


def _workbook(store: Store, view: View, department: str | None) -> bytes:
    return actions.form_workbook(
        actions.return_form(store, view.city.code, view.year, department, view.today)
    )


def _archive(store: Store, view: View) -> bytes:
    return actions.form_archive(
        actions.return_forms(store, view.city.code, view.year, view.today)
    )


def _files() -> None:
    st.markdown(
        strong(_("② Choose the form that was filled in"))
        + "  \n"
        + _(
            "It is checked at once, cell by cell. Nothing is stored until “Register” is pressed."
        )
    )
    if not access.may_register():
        st.info(plain(access.closed_text()), icon=":material/lock:")
        return
    brought = st.file_uploader(
        _(
            "Put Excel files (.xlsx) here, or press “Upload” and choose them, "
            "several at once. Up to 10 MB each (“10MB per file”)."
        ),
        accept_multiple_files=True,
        key=f"files-{desk.desk().batch}",
    )
    if brought:
        _read([(file.name, file.getvalue()) for file in brought])
        st.rerun()
    st.button(
        _("Type figures without a file"),
        icon=":material/keyboard:",
        type="tertiary",
        on_click=desk.type_figures,
        key="type",
    )


def _read(brought: list[tuple[str, bytes]]) -> None:
    """Open the files one by one, and say how far it is."""
    progress, readings = st.progress(0.0), []
    for n, (name, content) in enumerate(brought):
        progress.progress(
            n / len(brought),
            text=plain(
                _("Checking {n} of {all}: {name}", n=n + 1, all=len(brought), name=name)
            ),
        )
        readings.append(actions.open_workbook(desk.reader(), name, content))
    desk.put(readings)


def _brought() -> None:
    """The way back to what lies on the desk."""
    left = [paper for paper in papers() if paper.open]
    if not left:
        return
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small"
    ):
        names = _(", ").join(paper.reading.name for paper in left[:3] if paper.reading)
        count = ngettext(
            "{n} file is being checked", "{n} files are being checked", len(left)
        )
        st.markdown(
            strong(count) + " " + faint(names + ("…" if len(left) > 3 else "")),
            width="stretch",
        )
        st.button(
            _("On to ③ Check"),
            icon=":material/arrow_forward:",
            on_click=desk.look_through,
            key="on",
        )


def _open_returns(view: View, submissions: Submissions) -> None:
    """Whose returns are not in, and the way to all of them."""
    rows = statuses_of_year(view, submissions)
    open_ = sum(row.stage is not ReturnStage.REGISTERED for row in rows)
    shown = min(open_, _SHOWN) or min(len(rows), _SHOWN)
    if rows[0].stage is ReturnStage.NOT_DUE:
        return
    with st.container(border=True):
        st.markdown(strong(_("Returns")) + " " + faint(fiscal.wareki(view.year)))
        st.table(
            view.worded(departments_table, submissions).head(shown),
            border="horizontal",
            hide_index=True,
            alt=_("Returns that are not in come first"),
        )
        if len(rows) > shown:
            st.caption(ngettext("{n} more.", "{n} more.", len(rows) - shown))
        finish.to_returns(view)


# --- ③ and ④


def check(view: View) -> None:
    """Each file with its answer, one or several, and what can be done."""
    files = papers()
    if len(files) == 1:
        confirm.show(view, files[0])
    else:
        st.header(plain(_of_all(view, files)), anchor=False)
        for n, paper in enumerate(files):
            _folded(view, paper, first=n == 0)
    finish.actions(view, files)


def _of_all(view: View, files: list[ReturnOnDesk]) -> str:
    """How many of several files are done, can be registered, or need somebody."""
    ready, done = len(desk.ready(view, files)), sum(not paper.open for paper in files)
    look = len(files) - done - ready
    counted = [
        ngettext("{n} registered", "{n} registered", done) if done else "",
        ngettext("{n} can be registered", "{n} can be registered", ready)
        if ready
        else "",
        ngettext("{n} needs a look", "{n} need a look", look) if look else "",
    ]
    said = _(", ").join(filter(None, counted))
    return ngettext("{n} file: {said}.", "{n} files: {said}.", len(files), said=said)


def _folded(view: View, paper: ReturnOnDesk, *, first: bool) -> None:
    """One of several files: its name and state, and when it is unfolded its answer."""
    returned = desk.examine(view, paper).returned
    if not paper.open:
        icon = ":material/task_alt:"
    elif returned.accepted:
        icon = ":material/check:"
    elif returned.answer is None or returned.of(Severity.ERROR):
        icon = ":material/error:"
    else:
        icon = ":material/help:"
    name = paper.reading.name if paper.reading else ""
    label = strong(name) + SEPARATOR + plain(confirm.sentence(view, paper))
    box = st.expander(
        label, expanded=first, icon=icon, key=f"paper-{paper.key}", on_change="rerun"
    )
    if box.open:
        with box:
            confirm.show(view, paper, titled=False)
            finish.own_action(view, paper)

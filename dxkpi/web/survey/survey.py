"""アンケート取込: the answers in this session, the file that they come from, and the
registration of their counts.

The answers lie in this session only, from the moment the file is read until they are
registered, another file is chosen or another municipality is looked at. Of them nothing
is shown but counts, rows of the file, names of 課 and choices.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from dxkpi import actions, fiscal
from dxkpi.actions import ExaminedSurvey, NotPermitted
from dxkpi.findings import Finding, Severity
from dxkpi.plan import Indicator, Survey
from dxkpi.settings import settings
from dxkpi.store import StoreError, Submission
from dxkpi.survey import AnswerSheet
from dxkpi.web.common import access, cached, page_files
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.links import show_returns_link
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.common.reader_choice import link_query, speak_to_reader
from dxkpi.web.common.view import View
from dxkpi.web.common.workbook_reader import workbook_reader
from dxkpi.web.returns.receipt import show_receipt_slip
from dxkpi.wording.figures import recorded_figure_text
from dxkpi.wording.findings import finding_text

_KEY = "survey"

T = TypeVar("T")


@dataclass(eq=False)
class Work:
    """The answers being counted in this session: for which municipality, what was said
    so far, and what came of it.

    `asked_before` are the names of 課 (with their column) that had to be asked about,
    `renamed` what was said of them; `staff` the table of staff as it was sent, by the
    column of 課, and `typed` as it stands.
    """

    key: int
    city: str
    file: str
    sheet: AnswerSheet | None = field(default=None, repr=False)
    findings: tuple[Finding, ...] = ()
    asked_before: dict[tuple[str | None, str], Finding] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    staff: dict[str, pd.DataFrame] = field(default_factory=dict)
    staff_times: int = 0
    counted: tuple[Any, ExaminedSurvey] | None = None
    receipt: Submission | None = None
    trouble: str = ""
    typed: dict[str, pd.DataFrame] = field(default_factory=dict)
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def once(self, make: Callable[..., T], *about: Hashable) -> T:
        """What `make` makes of the sheet, made once."""
        if (make, about) not in self._kept:
            self._kept[make, about] = make(self.sheet, *about)
        return cast("T", self._kept[make, about])

    def widget(self, *name: str) -> str:
        """The key of a widget of this sheet."""
        return "-".join((_KEY, str(self.key), *name))

    def editor(self, department: str) -> str:
        """The key of the table of staff."""
        return self.widget("staff", department, str(self.staff_times))

    def forget(self) -> None:
        """Drop the answers and everything made of them."""
        self.sheet = self.counted = None
        self._kept.clear()


@dataclass(eq=False)
class _Desk:
    work: Work | None = None
    batch: int = 0


def _desk() -> _Desk:
    if _KEY not in st.session_state:
        st.session_state[_KEY] = _Desk()
    return cast("_Desk", st.session_state[_KEY])


def opened(view: View) -> Work | None:
    """The answers that lie here for the view's municipality; those of another are dropped."""
    own = _desk()
    if own.work is not None and own.work.city != view.city.code:
        _take_away()
    return own.work


def _take_away() -> None:
    own = _desk()
    if own.work is not None:
        own.work.forget()
    own.work = None


def indicator_of(view: View) -> Indicator:
    """The 実感率 of the view's plan, which must have one."""
    found = view.plan.realisation
    assert found is not None
    return found


def last_survey(view: View) -> Survey | None:
    """The survey that this one is compared with and filled in from."""
    return actions.last_survey(indicator_of(view), view.year)


def answer(view: View, work: Work | None) -> None:
    """The page's sentence: what is on record for the year, or what was just put there."""
    indicator = indicator_of(view)
    entry, year = indicator.actual(view.year), fiscal.wareki(view.year)
    facts = {
        "year": year,
        "name": indicator.name,
        "value": recorded_figure_text(indicator, entry, current_language()),
    }
    if work is not None and work.receipt is not None:
        words = _("Registered: {name} of {year} is {value}.", **facts)
    elif entry is None or entry.value is None:
        words = _("{name} of {year} is not on record yet.", **facts)
    elif entry.survey is None:
        words = _(
            "{name} of {year} is on record as {value}, without the counts of its survey.",
            **facts,
        )
    else:
        words = _("{name} of {year} is on record as {value}, with its survey.", **facts)
    st.header(plain(words), anchor=False)


# --- ① The file


def file(view: View) -> None:
    """The uploader, and what happens to the file."""
    grid = st.grid(2, min_column_width=320, border=True)
    with grid.cell():
        st.markdown(strong(_("① Choose the file with the answers")))
        st.markdown(
            _(
                "One row for each answer, the questions as headings, as "
                "LoGoフォーム, Microsoft Forms and Google フォーム "
                "export it: Excel (.xlsx) or CSV."
            )
        )
        if not access.may_register():
            st.info(plain(access.closed_text()), icon=":material/lock:")
            return
        brought = st.file_uploader(
            _(
                "Put the file here, or press “Upload” and choose it. Up to 10 MB (“10MB per file”)."
            ),
            key=f"survey-file-{_desk().batch}",
        )
        if brought is not None:
            _read(view, brought.name, brought.getvalue())
            st.rerun()
    with grid.cell():
        smallest = settings().smallest_group
        st.markdown(strong(_("What is kept, and what is not")))
        st.markdown(
            "\n".join(
                f"- {plain(line)}"
                for line in (
                    _(
                        "The file is not kept. Only counts are stored, once “Register” is pressed."
                    ),
                    _(
                        "What a single person answered, free text, addresses "
                        "and numbers of staff are never stored."
                    ),
                    _(
                        "Groups of fewer than {n} answers are put "
                        "together before anything is stored.",
                        n=smallest,
                    ),
                    _(
                        "The answers lie in this browser's session only, "
                        "and are dropped when they are registered."
                    ),
                )
            )
        )


def _read(view: View, name: str, content: bytes) -> None:
    own = _desk()
    own.batch += 1
    with st.spinner(_("Reading the answers")):
        sheet, findings = actions.read_answer_sheet(workbook_reader(), content)
    own.work = Work(own.batch, view.city.code, name, sheet, findings)


def brought(work: Work) -> None:
    """Which file it is, how many answers, and the way to another; why it cannot be
    read, where it cannot.
    """
    with st.container(
        border=True, horizontal=True, vertical_alignment="center", gap="small"
    ):
        rows = len(work.sheet.rows) if work.sheet else 0
        count = (
            ngettext("{n} row of answers", "{n} rows of answers", rows)
            if work.sheet
            else ""
        )
        st.markdown(strong(work.file) + SEPARATOR + faint(count), width="stretch")
        st.button(
            _("Choose another file"),
            icon=":material/upload_file:",
            type="tertiary",
            on_click=_take_away,
            key="again",
        )
    for found in work.findings:
        error = found.severity is Severity.ERROR
        (st.error if error else st.info)(
            plain(finding_text(found, current_language())),
            icon=":material/error:" if error else ":material/info:",
        )


# --- ④ Register


def register(view: View, work: Work) -> None:
    """Who registers, and the button."""
    if not access.may_register():
        st.info(plain(access.closed_text()), icon=":material/lock:")
        return
    ready = work.counted is not None and work.counted[1].answer is not None
    with st.container(border=True):
        st.markdown(strong(_("④ Register")))
        if ready:
            access.ask_name()
        else:
            st.markdown(plain(_left(work)))
        if work.trouble:
            st.error(plain(work.trouble), icon=":material/block:")
        st.button(
            _("Register"),
            type="primary",
            icon=":material/check_circle:",
            disabled=not ready,
            key="survey-register",
            on_click=_register,
            args=(view, work),
        )


def _left(work: Work) -> str:
    """Why there is nothing to register yet."""
    found = work.counted[1].counted.findings if work.counted else ()
    errors, holds = (
        sum(f.severity is severity for f in found)
        for severity in (Severity.ERROR, Severity.HOLD)
    )
    return sentences(
        [
            ngettext(
                "{n} place is left to mend.", "{n} places are left to mend.", errors
            )
            if errors
            else "",
            ngettext(
                "{n} place is left to confirm.",
                "{n} places are left to confirm.",
                holds,
            )
            if holds
            else "",
        ]
    )


def _register(view: View, work: Work) -> None:
    """Register what was shown; then the answers are dropped."""
    speak_to_reader()
    work.trouble = ""
    shown = work.counted[1] if work.counted else None
    if shown is None or shown.answer is None or work.city != view.city.code:
        return
    command = actions.RegisterSurvey(shown)
    try:
        work.receipt = actions.register_survey(
            cached.store(), command, access.current_actor()
        )
    except NotPermitted as error:
        work.trouble = access.not_done_text(error)
        return
    except StoreError as error:
        work.trouble, work.counted = access.not_done_text(error), None
        return
    work.forget()


def registered(view: View, work: Work) -> None:
    """The receipt, and where to go from here."""
    assert work.receipt is not None
    show_receipt_slip(work.receipt)
    st.caption(_("The answers have been dropped; only the counts are on record."))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("Take in another survey"),
            icon=":material/upload_file:",
            on_click=_take_away,
            key="again",
        )
        st.page_link(
            page_files.REALISATION,
            label=_("DX felt by staff"),
            icon=":material/groups:",
            query_params=link_query(year=str(work.receipt.fiscal_year)),
        )
        show_returns_link(view.year)

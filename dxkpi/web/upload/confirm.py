"""③ 確かめる: what was found in a return, and what would change, before anything is
stored; then its receipt.

It is answered in the order of what to do: mend in the workbook, give a word for what
was held, look at what changes. Everything made of an answer is kept with it, so a rerun
only sends it.
"""

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import actions, fiscal
from dxkpi.findings import Finding, Severity
from dxkpi.returns import CheckedReturn, ReturnForm, departments_asked
from dxkpi.text.file_names import file_name
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, plain_lines, strong
from dxkpi.web.common.reader_choice import choose_city
from dxkpi.web.common.view import View
from dxkpi.web.returns.receipt import file_size_text, show_receipt_slip
from dxkpi.web.upload import desk, preview
from dxkpi.web.upload.desk import Answered, ReturnOnDesk
from dxkpi.wording import glossary
from dxkpi.wording.findings import choice_text, finding_text, value_text
from dxkpi.wording.municipality import city_name

_ASKED = ("which_year", "which_department")
_MEND = ""
_LISTED, _DRAWN = 60, 6
_LONGEST_REASON = 200
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AGAINST_THE_ODDS = (
    "over_hundred",
    "negative",
    "cumulative_falls",
    "jump",
    "state_and_percent",
    "done_before",
)
_SHARES = ("share_as_ratio", "ratio_as_share")


def show(view: View, paper: ReturnOnDesk, *, titled: bool = True) -> None:
    """A return with its answer; `titled`: under its own sentence."""
    answered = desk.examine(view, paper)
    returned = answered.returned
    if titled:
        st.header(plain(sentence(view, paper)), anchor=False)
    _of_what(view, paper, answered)
    if paper.receipt is None:
        _asks(view, paper, returned.asks)
    _told(paper)
    if paper.receipt is not None:
        show_receipt_slip(paper.receipt)
    elif returned.registered is not None:
        st.info(
            plain_lines(
                "\n".join(
                    finding_text(f, current_language()) for f in returned.findings
                )
            ),
            icon=":material/task_alt:",
        )
        show_receipt_slip(returned.registered)
    elif returned.answer is None:
        _unmatched(view, paper)
    else:
        _errors(paper, answered)
        _holds(paper, answered)
        _warnings(answered)
        preview.show(answered)


def sentence(view: View, paper: ReturnOnDesk) -> str:
    """What is to be done with a return, in a line."""
    if paper.receipt is not None:
        return _("Registered. Receipt number {number}.", number=paper.receipt.number)
    returned = desk.examine(view, paper).returned
    if returned.registered is not None:
        return _(
            "This file is registered already (receipt number {number}).",
            number=returned.registered.number,
        )
    if returned.asks:
        return _("Say what this form is for, then it can be checked.")
    if returned.answer is None:
        return _("This file cannot be registered.")
    errors, holds = len(returned.of(Severity.ERROR)), len(returned.of(Severity.HOLD))
    if errors:
        also = (
            ngettext(
                "Another {n} place needs a look.",
                "Another {n} places need a look.",
                holds,
            )
            if holds
            else ""
        )
        mend = ngettext(
            "Mend {n} place, then it can be registered.",
            "Mend {n} places, then it can be registered.",
            errors,
        )
        return sentences([mend, also])
    if holds:
        if paper.waiting is not None:
            return _(
                "Waits to be confirmed. Receipt number {number}.",
                number=paper.waiting.number,
            )
        return ngettext(
            "Confirm {n} place, then it can be registered.",
            "Confirm {n} places, then it can be registered.",
            holds,
        )
    n = len({change.place for change in returned.answer.changes})
    if n == 0:
        return _("It can be registered. No figure changes.")
    return ngettext(
        "It can be registered. {n} figure changes.",
        "It can be registered. {n} figures change.",
        n,
    )


# --- What it is


def _of_what(view: View, paper: ReturnOnDesk, answered: Answered) -> None:
    """The file with its size, and which form it was read as."""
    answer = answered.returned.answer
    facts = []
    if paper.reading is not None:
        facts.append(":material/description: " + strong(paper.reading.name))
        facts.append(faint(file_size_text(len(paper.reading.content))))
    if answer is not None:
        form = answer.form
        other = form.fiscal_year != view.year
        year = fiscal.wareki(form.fiscal_year)
        facts.append(
            ":orange-badge[" + _("for {year}", year=year) + "]"
            if other
            else plain(year)
        )
        facts += [
            plain(glossary.department_name(form.department, current_language())),
            faint(asked(form)),
        ]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(SEPARATOR.join(facts), width="content")
        if paper.receipt is None:
            label = _("Take it away") if paper.reading else _("Drop what was typed")
            st.button(
                label,
                icon=":material/close:",
                type="tertiary",
                key=f"away-{paper.key}",
                on_click=desk.take_away,
                args=(paper,),
            )


def asked(form: ReturnForm) -> str:
    """How many figures and entries of the schedule a form asks for: 5指標・工程2件."""
    said = []
    if form.indicators:
        said.append(ngettext("{n} indicator", "{n} indicators", len(form.indicators)))
    if form.schedule_entries:
        said.append(
            ngettext(
                "{n} entry of the schedule",
                "{n} entries of the schedule",
                len(form.schedule_entries),
            )
        )
    return _(", ").join(said) or _("nothing")


def _told(paper: ReturnOnDesk) -> None:
    """Why the last attempt stored nothing, and what others changed meanwhile."""
    if paper.trouble:
        st.error(plain(paper.trouble), icon=":material/block:")
    if paper.moved and paper.receipt is None:
        said = [
            plain(_("Meanwhile others registered:")),
            *(f"- {plain(words)}" for words in paper.moved),
        ]
        st.warning("\n".join(said), icon=":material/sync_problem:")


def _unmatched(view: View, paper: ReturnOnDesk) -> None:
    """A file that cannot be read, is of another municipality, or does not say what it is for."""
    returned = desk.examine(view, paper).returned
    for found in returned.findings:
        at = f"{found.sheet or ''} {found.cell or ''}".strip()
        words = (
            strong(at) + " " + plain(finding_text(found, current_language()))
            if at
            else plain(finding_text(found, current_language()))
        )
        if found.severity is Severity.ERROR and found.code not in _ASKED:
            st.error(words, icon=":material/error:")
        else:
            st.info(
                words,
                icon=":material/help:" if found.code in _ASKED else ":material/info:",
            )
    origin = (
        paper.reading.filled.origin if paper.reading and paper.reading.filled else None
    )
    if (
        origin is not None
        and origin.city != view.city.code
        and origin.city in cached.cities()
    ):
        name = city_name(cached.cities()[origin.city], current_language())
        st.button(
            _("Go over to {name}", name=name),
            icon=":material/swap_horiz:",
            key=f"city-{paper.key}",
            on_click=choose_city,
            args=(origin.city,),
        )


def _asks(view: View, paper: ReturnOnDesk, asks: tuple[str, ...]) -> None:
    """What a file does not say of itself: its year, its department. What was chosen can
    be changed.
    """
    said = paper.asked if paper.waiting is None else actions.StatedPurpose()
    with st.container(horizontal=True, gap="small"):
        if "fiscal_year" in asks or said.fiscal_year is not None:
            _ask(
                paper,
                "fiscal_year",
                _("Fiscal year"),
                {year: fiscal.both_calendars(year) for year in view.years},
            )
        if "department" in asks or said.department is not None:
            _ask(paper, "department", _("Department"), view.worded(forms_to_take))


def forms_to_take(view: View) -> dict[str, str]:
    """Whose form can be taken, with what it asks for; all departments in one first."""
    whole = ReturnForm(view.plan, view.year, None, 0, view.last_closed)
    names = departments_asked(view.plan)
    forms = {actions.EVERYONE: whole} | {
        name: ReturnForm(view.plan, view.year, name, 0, view.last_closed)
        for name in names
    }
    together = (
        _("all departments in one")
        if names
        else glossary.department_name(None, current_language())
    )
    return {
        key: _("{name} ({what})", name=form.department or together, what=asked(form))
        for key, form in forms.items()
    }


def _ask(paper: ReturnOnDesk, name: str, label: str, options: dict[Any, str]) -> None:
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        width=240,
        key=f"{name}-{paper.key}",
        placeholder=_("Choose"),
        on_change=desk.say,
        args=(paper, name),
        persist_state="session",
    )


# --- What to do


def _errors(paper: ReturnOnDesk, answered: Answered) -> None:
    errors = answered.returned.of(Severity.ERROR)
    if not errors:
        return
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            count = ngettext("× {n} to mend", "× {n} to mend", len(errors))
            st.markdown(
                f":red-badge[{count}] "
                + strong(_("It cannot be registered like this")),
                width="stretch",
            )
            if paper.reading is not None:
                _marked(paper, answered)
        st.table(
            answered.kept(_error_table),
            border="horizontal",
            hide_index=True,
            alt=_("What to mend"),
        )
        if len(errors) > _LISTED:
            st.caption(
                ngettext(
                    "{n} more is marked in the workbook.",
                    "{n} more are marked in the workbook.",
                    len(errors) - _LISTED,
                )
            )


def _marked(paper: ReturnOnDesk, answered: Answered) -> None:
    """The same workbook with its cells marked, made when it is asked for."""
    assert paper.reading is not None
    answer = answered.returned.answer
    assert answer is not None
    make = partial(desk.reader().mark_form, paper.reading.content, answer)
    stem = paper.reading.name.rpartition(".")[0] or paper.reading.name
    st.download_button(
        _("Take the form with marks"),
        make,
        file_name=file_name(stem) + _("-marked") + ".xlsx",
        mime=_XLSX,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key=f"marked-{paper.key}",
    )


def _error_table(answer: CheckedReturn) -> pd.DataFrame:
    names = _names(answer.form)
    return pd.DataFrame(
        [
            {
                _("Cell"): strong(preview.at(found)),
                _("Indicator"): plain(names.get(found.place or "", "")),
                _("What is written"): plain(value_text(found, current_language()) or "")
                if found.value
                else faint(_("(blank)")),
                _("How to mend"): plain(finding_text(found, current_language())),
            }
            for found in answer.findings
            if found.severity is Severity.ERROR
        ][:_LISTED]
    )


def _names(form: ReturnForm) -> dict[str, str]:
    return {i.code: i.name for i in form.indicators} | {
        bar.code: bar.item.label for bar in form.schedule_entries
    }


def _holds(paper: ReturnOnDesk, answered: Answered) -> None:
    """Values that need somebody's word, those that have it too: a word can be taken back."""
    assert answered.returned.answer is not None
    held = [
        f
        for f in answered.returned.findings
        if f.severity is Severity.HOLD or f.reason is not None
    ]
    if not held:
        return
    left = len(answered.returned.of(Severity.HOLD))
    names = _names(answered.returned.answer.form)
    with st.container(border=True):
        count = (
            ngettext("△ {n} to confirm", "△ {n} to confirm", left)
            if left
            else "◎ " + _("confirmed")
        )
        colour = "yellow" if left else "blue"
        st.markdown(
            f":{colour}-badge[{count}] "
            + strong(_("Say whether these values are right"))
        )
        for found in held:
            _hold(paper, found, names.get(found.place or "", ""))


def _hold(paper: ReturnOnDesk, found: Finding, name: str) -> None:
    options = {c.key: choice_text(c, current_language()) for c in found.choices} | {
        _MEND: _("mend the form") if paper.reading else _("mend it")
    }
    key = f"{paper.key}-{found.code}-{found.where}"
    change = partial(_settle, paper, found, key)
    with st.grid(2, min_column_width=300) as grid, grid.cell():
        st.markdown(
            strong(preview.at(found))
            + SEPARATOR
            + plain(name)
            + "  \n"
            + plain(finding_text(found, current_language()))
        )
    with grid.cell():
        given = st.radio(
            preview.at(found) + " " + name,
            list(options),
            index=None,
            format_func=options.__getitem__,
            horizontal=True,
            label_visibility="collapsed",
            key=f"word-{key}",
            on_change=change,
            persist_state="session",
        )
        if given and _needs_reason(found, given):
            st.text_input(
                _("Why it is right (required)"),
                key=f"reason-{key}",
                on_change=change,
                persist_state="session",
                max_chars=_LONGEST_REASON,
                placeholder=_("for example: a special survey raised it"),
            )


def _settle(paper: ReturnOnDesk, found: Finding, key: str) -> None:
    given, reason = (
        st.session_state.get(f"word-{key}"),
        str(st.session_state.get(f"reason-{key}") or ""),
    )
    complete = given and (reason.strip() or not _needs_reason(found, given))
    desk.settle(paper, found, str(given) if complete else None, reason)


def _needs_reason(found: Finding, given: str) -> bool:
    """Whether a value stays as it is written against the odds."""
    return found.code in _AGAINST_THE_ODDS or (
        found.code in _SHARES and given != found.proposed
    )


def _warnings(answered: Answered) -> None:
    told = answered.returned.of(Severity.WARNING)
    if told:
        st.warning(
            "  \n".join(preview.line(found) for found in told[:_LISTED]),
            icon=":material/info:",
        )

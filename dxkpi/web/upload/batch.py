"""Several files: a row for each with whose return it is and what is the matter, those that
need somebody first.

A row stays where it is while the reader works on it: the list is put in order anew when
files come or go, when all are registered, and when another kind is chosen.
"""

from collections.abc import Sequence

import streamlit as st

from dxkpi.actions import ExaminedReturn
from dxkpi.findings import Finding, Severity
from dxkpi.text.lines import shortened
from dxkpi.web.common.finding_lines import finding_place, names_by_place
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.upload.answer_view import answer_of_step
from dxkpi.web.upload.batch_needs import Need, need_of
from dxkpi.web.upload.draft_card import show_draft_content
from dxkpi.web.upload.draft_return import FileReturn
from dxkpi.web.upload.draft_sentence import draft_sentence
from dxkpi.web.upload.drafts import chosen_files, upload_state
from dxkpi.web.upload.examination import examine_draft
from dxkpi.web.upload.registration import show_registration_of_one
from dxkpi.web.upload.widget_keys import KEYS
from dxkpi.wording import glossary
from dxkpi.wording.findings import finding_text

_FEW_FILES = 3
"""So many files are seen at a glance."""

_LONGEST_MATTER = 70
"""Characters of a finding's sentence that stand in a row."""

_ICONS = {
    Need.MEND: ":material/error:",
    Need.CONFIRM: ":material/help:",
    Need.WAITS: ":material/pending_actions:",
    Need.READY: ":material/check:",
    Need.DONE: ":material/task_alt:",
}


def show_batch(view: View, files: Sequence[FileReturn]) -> None:
    """The rows of the files that are to be seen."""
    chosen = None
    if len(files) > _FEW_FILES:
        chosen = _choose_need(view, files)
    for n, draft in enumerate(_listed(view, files, chosen)):
        _show_row(view, draft, is_first=n == 0)


def _choose_need(view: View, files: Sequence[FileReturn]) -> Need | None:
    """Which files are to be seen; None: all of them."""
    needs = [need_of(view, draft) for draft in files]
    key = KEYS.key("need")
    is_list_kept = upload_state().listed is not None
    labels = {"": _("all {n}", n=len(files))}
    for need in Need:
        is_worked_on = is_list_kept and st.session_state.get(key) == need.name
        if need in needs or is_worked_on:
            labels[need.name] = _need_label(need, needs.count(need))
    if st.session_state.get(key) not in labels:
        st.session_state[key] = ""  # none of that kind is left
    chosen = st.segmented_control(
        _("Files to see"),
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        label_visibility="collapsed",
        on_change=_list_anew,
        required=True,
        persist_state="session",
    )
    return Need[chosen] if chosen else None


def _need_label(need: Need, n: int) -> str:
    match need:
        case Need.MEND:
            return _("to mend {n}", n=n)
        case Need.CONFIRM:
            return _("to confirm {n}", n=n)
        case Need.WAITS:
            return _("waiting {n}", n=n)
        case Need.READY:
            return _("ready {n}", n=n)
        case Need.DONE:
            return _("registered {n}", n=n)


def _list_anew() -> None:
    upload_state().listed = None


def _listed(
    view: View, files: Sequence[FileReturn], chosen: Need | None
) -> list[FileReturn]:
    """The files to be seen, in the order in which they were put last."""
    state = upload_state()
    if state.listed is None:
        in_order = sorted(files, key=lambda draft: need_of(view, draft))
        state.listed = tuple(
            draft.key
            for draft in in_order
            if chosen is None or need_of(view, draft) is chosen
        )
    by_key = {draft.key: draft for draft in chosen_files()}
    return [by_key[key] for key in state.listed if key in by_key]


# A row


def _show_row(view: View, draft: FileReturn, *, is_first: bool) -> None:
    """Whose return it is and what is the matter; unfolded, what came of it."""
    with answer_of_step(upload_state().step_of(draft)):
        box = st.expander(
            _row_label(view, draft),
            expanded=is_first,
            icon=_ICONS[need_of(view, draft)],
            key=KEYS.key("file", draft.key),
            on_change="rerun",
        )
    if box.open:
        with box:
            show_draft_content(view, draft)
            show_registration_of_one(view, draft)


def _row_label(view: View, draft: FileReturn) -> str:
    examined = examine_draft(view, draft).examined
    whose = _whose(view, draft, examined)
    matter = _matter(view, draft, examined)
    name = draft.workbook.name
    if not whose:
        return SEPARATOR.join([strong(name), matter])
    return SEPARATOR.join([*whose, matter, faint(name)])


def _whose(view: View, draft: FileReturn, examined: ExaminedReturn) -> list[str]:
    """The department and the year of the return, as far as they are known."""
    submission = draft.receipt or examined.registered
    if submission is not None:
        return _department_and_year(view, submission.department, submission.fiscal_year)
    if examined.checked is not None:
        form = examined.checked.form
        return _department_and_year(view, form.department, form.fiscal_year)
    filled = draft.workbook.filled
    if filled is None or filled.origin is None:
        return []
    return _department_and_year(
        view, filled.origin.department, filled.origin.fiscal_year
    )


def _department_and_year(
    view: View, department: str | None, fiscal_year: int
) -> list[str]:
    """A year that is not the one looked at stands out."""
    name = strong(glossary.department_name(department, current_language()))
    year = plain(current_language().fiscal_year(fiscal_year))
    if fiscal_year != view.year:
        year = f":orange-badge[{year}]"
    return [name, year]


def _matter(view: View, draft: FileReturn, examined: ExaminedReturn) -> str:
    """What is the matter: the first place to mend or confirm, and how many more there are."""
    if draft.failure and draft.is_open:
        return plain(draft.failure)
    need = need_of(view, draft)
    if need not in (Need.MEND, Need.CONFIRM):
        return plain(draft_sentence(view, draft))
    matters = _matters(examined)
    if not matters:
        return plain(draft_sentence(view, draft))
    text = _matter_text(examined, matters[0])
    if more := len(matters) - 1:
        text += " " + faint(ngettext("and {n} more", "and {n} more", more))
    return text


def _matters(examined: ExaminedReturn) -> tuple[Finding, ...]:
    """What is to be mended, then what is to be confirmed or said."""
    return (
        *examined.findings_of(Severity.ERROR),
        *examined.findings_of(Severity.HOLD),
    )


def _matter_text(examined: ExaminedReturn, finding: Finding) -> str:
    sentence = shortened(finding_text(finding, current_language()), _LONGEST_MATTER)
    badge = ":yellow-badge[△]"
    if finding.severity is Severity.ERROR:
        badge = ":red-badge[×]"
    if not finding.cell and not finding.place:
        return f"{badge} {plain(sentence)}"
    names = names_by_place(examined.checked.form) if examined.checked else {}
    name = names.get(finding.place or "", "")
    where = f"{finding_place(finding)} {name}".strip()
    return f"{badge} {plain(where)}{SEPARATOR}{plain(sentence)}"

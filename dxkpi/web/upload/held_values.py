"""Values that look odd: somebody must confirm them, or mend them."""

from functools import partial

import streamlit as st

from dxkpi.actions import ExaminedReturn
from dxkpi.findings import Finding, Severity
from dxkpi.returns import CheckedReturn, Confirmation, FormColumn
from dxkpi.returns.own_correction import CORRECTION
from dxkpi.returns.typed_over import TYPED_OVER
from dxkpi.web.common.finding_counts import holds_badge
from dxkpi.web.common.finding_lines import finding_place, finding_words, names_by_place
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import SEPARATOR, plain, strong
from dxkpi.web.upload.corrected_values import show_corrected_values
from dxkpi.web.upload.draft_return import DraftReturn, FileReturn
from dxkpi.web.upload.widget_keys import KEYS
from dxkpi.wording.findings import choice_text

_MEND = ""
"""The choice of who does not confirm a value but mends it."""

_TYPE = "type"
"""The choice of who types the right figure here."""

_LONGEST_REASON = 200
_LONGEST_FIGURE = 60
_AGAINST_THE_ODDS = (
    "over_hundred",
    "negative",
    "cumulative_falls",
    "stage_goes_back",
    "jump",
    "state_and_percent",
    "done_before",
)
"""Holds that always need a reason."""

_SHARES = ("share_as_ratio", "ratio_as_share")
"""Holds that need a reason where another choice is taken than the proposed one."""


def show_file_questions(draft: DraftReturn, examined: ExaminedReturn) -> None:
    """What is asked of the file as a whole, before anything else of it is looked at; an
    answer can be changed.
    """
    questions = [finding for finding in examined.findings if finding.is_of_file]
    for question in questions:
        with st.container(border=True):
            st.markdown(
                f"{holds_badge(_still_held([question]))} {finding_words(question)}"
            )
            if question.code == CORRECTION and examined.checked is not None:
                show_corrected_values(examined.checked)
            _ask_confirmation(draft, question, "")
            if examined.checked is None and question.severity is Severity.HOLD:
                st.caption(plain(_what_an_answer_opens()))


def _what_an_answer_opens() -> str:
    return _(
        "Answer this first. Then values that look odd can be confirmed here, or left "
        "to the secretariat to confirm."
    )


def show_held_values(draft: DraftReturn, checked: CheckedReturn) -> None:
    """Each held value with its choices, the confirmed ones too: they can be taken back."""
    shown = [finding for finding in checked.findings if _is_of_held_value(finding)]
    if not shown:
        return
    names = names_by_place(checked.form)
    with st.container(border=True):
        title = strong(_("Say whether these values are right"))
        st.markdown(f"{holds_badge(_still_held(shown))} {title}")
        for finding in shown:
            _show_value(draft, finding, names.get(finding.place or "", ""))
        if _still_held(shown) and _was_typed_over(draft):
            st.caption(plain(_why_not_left_text()))


def _is_of_held_value(finding: Finding) -> bool:
    if finding.is_of_file:
        return False
    return finding.severity is Severity.HOLD or finding.reason is not None


def _show_value(draft: DraftReturn, finding: Finding, name: str) -> None:
    if finding.code == TYPED_OVER and isinstance(draft, FileReturn):
        _show_typed_figure(draft, finding, name)
    else:
        _show_held_value(draft, finding, name)


def _was_typed_over(draft: DraftReturn) -> bool:
    """Whether figures were typed over those of a file that does not wait already."""
    if not isinstance(draft, FileReturn) or draft.waiting is not None:
        return False
    return bool(draft.typed)


def _why_not_left_text() -> str:
    """Why the file cannot be left to the secretariat: what waits is the workbook as it
    came.
    """
    return _(
        "What was typed here is not in the file, so the file cannot be left to the "
        "secretariat as it is. Confirm the rest here, or put back the form's values "
        "first."
    )


def _still_held(findings: list[Finding]) -> int:
    return sum(finding.severity is Severity.HOLD for finding in findings)


def _show_held_value(draft: DraftReturn, finding: Finding, name: str) -> None:
    with st.grid(2, min_column_width=300) as grid, grid.cell():
        place = strong(finding_place(finding)) + SEPARATOR + plain(name)
        st.markdown(place + "  \n" + finding_words(finding))
    with grid.cell():
        _ask_confirmation(draft, finding, name)


def _show_typed_figure(draft: FileReturn, finding: Finding, name: str) -> None:
    """A figure that was typed over the form's: it can be typed anew, or taken back."""
    with st.grid(2, min_column_width=300) as grid, grid.cell():
        place = strong(finding_place(finding)) + SEPARATOR + plain(name)
        st.markdown(place + "  \n" + finding_words(finding))
    with grid.cell():
        _ask_figure(draft, finding, name)
        st.button(
            _("Back to the form's value"),
            icon=":material/undo:",
            type="tertiary",
            key=KEYS.key("form_value", draft.key, finding.place),
            on_click=_take_figure_back,
            args=(draft, finding.place),
        )


def _ask_figure(draft: FileReturn, finding: Finding, name: str) -> None:
    """The field for the right figure; it is checked like a cell of the form."""
    st.text_input(
        _("The right figure of {name}", name=plain(name)),
        key=_figure_key(draft, finding.place),
        on_change=_take_figure,
        args=(draft, finding),
        persist_state="session",
        max_chars=_LONGEST_FIGURE,
        placeholder=_("It is checked like a cell of the form."),
    )


def _figure_key(draft: FileReturn, place: str | None) -> str:
    return KEYS.key("typed", draft.key, place)


def _take_figure(draft: FileReturn, finding: Finding) -> None:
    """Put what was typed in the place of the form's figure; nothing gives that back.

    What was confirmed of the figure before does not hold for the new one.
    """
    if finding.place is None:
        return
    text = str(st.session_state.get(_figure_key(draft, finding.place)) or "").strip()
    if text:
        draft.typed[finding.place] = text
    else:
        draft.typed.pop(finding.place, None)
    draft.confirmations.pop((finding.code, finding.where), None)
    choice_key = _choice_key(draft, finding.code, finding.where)
    st.session_state.pop(choice_key, None)


def _take_figure_back(draft: FileReturn, place: str) -> None:
    draft.typed.pop(place, None)
    st.session_state[_figure_key(draft, place)] = ""


def _can_be_typed(draft: DraftReturn, finding: Finding) -> bool:
    """Whether what is held is an indicator's figure of a file, and none is typed yet."""
    if not isinstance(draft, FileReturn) or finding.place in draft.typed:
        return False
    filled = draft.workbook.filled
    if filled is None or finding.place is None:
        return False
    cells = [row.cells.get(FormColumn.VALUE) for row in filled.rows]
    places = {(cell.sheet, cell.ref) for cell in cells if cell is not None}
    return (finding.sheet, finding.cell) in places


def _ask_confirmation(draft: DraftReturn, finding: Finding, name: str) -> None:
    options = _options(draft, finding)
    take = partial(_take_confirmation, draft, finding)
    chosen = st.radio(
        finding_place(finding) + " " + name,
        list(options),
        index=None,
        format_func=options.__getitem__,
        horizontal=True,
        label_visibility="collapsed",
        key=_choice_key(draft, finding.code, finding.where),
        on_change=take,
        persist_state="session",
    )
    if chosen == _MEND:
        st.caption(plain(_how_to_mend(draft, finding)))
    elif chosen == _TYPE and isinstance(draft, FileReturn):
        _ask_figure(draft, finding, name)
    elif chosen and _needs_reason(finding, chosen):
        st.text_input(
            _("Why it is right (required)"),
            key=_reason_key(draft, finding.code, finding.where),
            on_change=take,
            persist_state="session",
            max_chars=_LONGEST_REASON,
            placeholder=_("for example: a special survey raised it"),
        )


def _how_to_mend(draft: DraftReturn, finding: Finding) -> str:
    """What to do for who does not confirm what is held."""
    if finding.is_of_file:
        return _("Press “Take it away” above, then choose the right file.")
    if not isinstance(draft, FileReturn):
        return _("Type the right value into the table.")
    return _(
        "Mend {cell} in your workbook and save it, then go “Back” and choose it again: "
        "it takes this file's place.",
        cell=finding_place(finding),
    )


def _options(draft: DraftReturn, finding: Finding) -> dict[str, str]:
    """What can be done with a held value, by the key of the choice."""
    language = current_language()
    options = {choice.key: choice_text(choice, language) for choice in finding.choices}
    if finding.is_of_file:
        options[_MEND] = _("take another file")
        return options
    if _can_be_typed(draft, finding):
        options[_TYPE] = _("type the right figure")
    options[_MEND] = _("mend it")
    if isinstance(draft, FileReturn):
        options[_MEND] = _("mend the form")
    return options


def recall_choices(draft: FileReturn) -> None:
    """Let the fields show what was confirmed and typed of a draft that is taken up again."""
    for (code, where), confirmation in draft.confirmations.items():
        st.session_state[_choice_key(draft, code, where)] = confirmation.choice
        st.session_state[_reason_key(draft, code, where)] = confirmation.reason
    for place, text in draft.typed.items():
        st.session_state[_figure_key(draft, place)] = text


def _choice_key(draft: DraftReturn, code: str, where: str) -> str:
    return KEYS.key("choice", draft.key, code, where)


def _reason_key(draft: DraftReturn, code: str, where: str) -> str:
    return KEYS.key("reason", draft.key, code, where)


def _take_confirmation(draft: DraftReturn, finding: Finding) -> None:
    """Take what was chosen for a held value; a choice without the reason that it needs
    confirms nothing.
    """
    place = (finding.code, finding.where)
    chosen = str(st.session_state.get(_choice_key(draft, *place)) or _MEND)
    written = str(st.session_state.get(_reason_key(draft, *place)) or "")
    reason = " ".join(written.split())
    is_mended = chosen in (_MEND, _TYPE)
    lacks_reason = not reason and _needs_reason(finding, chosen)
    if is_mended or lacks_reason:
        draft.confirmations.pop(place, None)
    else:
        draft.confirmations[place] = Confirmation(*place, chosen, reason)


def _needs_reason(finding: Finding, chosen: str) -> bool:
    """Whether a value stays as it is written against the odds."""
    if finding.code in _AGAINST_THE_ODDS:
        return True
    return finding.code in _SHARES and chosen != finding.proposed

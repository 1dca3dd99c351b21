"""② どれで入れますか: four ways into the same draft."""

from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from dxkpi import actions
from dxkpi.actions import NotPermitted, StartDraft, WrongDraft
from dxkpi.store import StoreError
from dxkpi.web.common import access, cached
from dxkpi.web.common.downloads import WORKBOOK_TYPE
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.page_files import EDIT, READING
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.parts import PART_CHOICE, EditPart
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.web.start.facts import PlanFacts
from dxkpi.web.start.widget_keys import KEYS
from dxkpi.wording.drafts import draft_fault_text


@dataclass
class StartState:
    """The page that the pressed button leads to with which address, or why it does not."""

    leads_to: Path | None = None
    query: dict[str, str] = field(default_factory=dict)
    refusal: str = ""


def show_ways(facts: PlanFacts) -> None:
    """The four ways, each with its button before its words."""
    question = _("② How do you put it in?")
    note = _("They can be mixed later. Everything is checked before it is registered.")
    st.markdown(f"{strong(question)} {faint(note)}")
    if not facts.is_complete:
        st.caption(plain(_("First choose the municipality and write the title.")))
    paper, book, table, hand = st.columns(4)
    with paper, st.container(border=True, height="stretch"):
        _show_paper(facts)
    with book, st.container(border=True, height="stretch"):
        _show_book(facts)
    with table, st.container(border=True, height="stretch"):
        _show_table(facts)
    with hand, st.container(border=True, height="stretch"):
        _show_hand(facts)


def follow_pressed_way() -> None:
    """Go to the page that a button of the last run leads to, or say why it does not."""
    state = page_state(StartState)
    leads_to, query, refusal = state.leads_to, state.query, state.refusal
    state.leads_to, state.query, state.refusal = None, {}, ""
    if refusal:
        st.error(plain(refusal), icon=":material/error:")
    if leads_to is not None:
        st.switch_page(leads_to, query_params=query)


def _show_paper(facts: PlanFacts) -> None:
    st.markdown(":material/description: " + strong(_("Read the plan's paper")))
    _show_button(facts, "paper", _("Choose a file"), READING, primary=True)
    st.markdown(
        _(
            "The quickest way. From Word, PDF or Excel: policies, measures, indicators and "
            "schedule are proposed beside the words of the paper."
        )
    )


def _show_book(facts: PlanFacts) -> None:
    """The empty book to take away, and the way in for a filled one."""
    st.markdown(":material/table: " + strong(_("Plan book (Excel)")))
    st.download_button(
        _("Take an empty book"),
        _empty_book,
        file_name="計画ブック.xlsx",
        mime=WORKBOOK_TYPE,
        key=KEYS.key("book"),
        on_click="ignore",
        width="stretch",
    )
    _show_button(facts, "filled", _("Put in a filled book"), EDIT, EditPart.BOOK)
    st.markdown(
        _(
            "Write into it, or let the departments write, and bring it in. For plans with many "
            "indicators."
        )
    )


def _show_table(facts: PlanFacts) -> None:
    st.markdown(":material/content_paste: " + strong(_("Paste a table")))
    _show_button(facts, "table", _("Paste"), READING)
    st.markdown(_("A list of indicators that is in use, copied as it stands."))


def _show_hand(facts: PlanFacts) -> None:
    st.markdown(":material/edit: " + strong(_("By hand")))
    _show_button(facts, "hand", _("Put in an indicator"), EDIT)
    st.markdown(_("One indicator is enough to begin with."))


def _show_button(
    facts: PlanFacts,
    name: str,
    label: str,
    leads_to: Path,
    part: EditPart | None = None,
    *,
    primary: bool = False,
) -> None:
    st.button(
        label,
        key=KEYS.key("way", name),
        type="primary" if primary else "secondary",
        width="stretch",
        disabled=not facts.is_complete,
        on_click=_start,
        args=(facts, leads_to, part),
    )


def _empty_book() -> bytes:
    from dxkpi.workbook.plan_book.book_writing import plan_book  # brings openpyxl

    return plan_book(None)


def _start(facts: PlanFacts, leads_to: Path, part: EditPart | None) -> None:
    """Begin the draft, and go on with it."""
    state = page_state(StartState)
    assert facts.city is not None
    command = StartDraft(facts.city, new=facts.new)
    try:
        draft = actions.start_draft(cached.store(), command, current_actor())
    except WrongDraft as wrong:
        state.refusal = draft_fault_text(wrong.fault, current_language())
    except (NotPermitted, StoreError) as error:
        state.refusal = access.not_done_text(error)
    else:
        state.leads_to, state.query = leads_to, {"draft": str(draft.number)}
        if part is not None:
            state.query[PART_CHOICE] = part.value

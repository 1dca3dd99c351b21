"""確かめて登録: everything that is wrong, everything that would change, and the one button."""

from dataclasses import dataclass

import streamlit as st

from dxkpi import actions
from dxkpi.actions import (
    ConflictingDraft,
    NotPermitted,
    RegisterDraft,
    UnexplainedTargets,
    UnsoundDraft,
    WrongDraft,
)
from dxkpi.store import StoreError
from dxkpi.web.common import access, cached
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.notices import show_outcome
from dxkpi.web.common.page_files import EDIT, GALLERY
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.changes_table import show_changes_table
from dxkpi.web.edit.item_choice import named_items
from dxkpi.web.edit.opened_draft import OpenedDraft, leave_draft
from dxkpi.web.edit.parts import PART_CHOICE, EditPart, part_names, part_of
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.web.sign_in.reader import current_actor
from dxkpi.wording.changed_values import changed_fact
from dxkpi.wording.drafts import conflict_text, draft_fault_text, draft_place_text
from dxkpi.wording.plan_document import problem_text

_MOST_WAYS = 20
_MAY_GO = KEYS.key("may_go")
_MAY_CUT = KEYS.key("may_cut")


@dataclass
class RegisteringState:
    """What came of the last press of the button."""

    sentence: str = ""
    succeeded: bool = False


def show_outcome_of_registering() -> None:
    """What came of the last press; told once."""
    state = page_state(RegisteringState)
    show_outcome(state.sentence, succeeded=state.succeeded)
    if state.sentence and state.succeeded:
        show_page_link(GALLERY, _("Open the list of indicators"))
    state.sentence = ""


def show_registering(opened: OpenedDraft) -> None:
    """What keeps the draft from being registered, what it changes, and the button."""
    show_outcome_of_registering()
    _show_problems(opened)
    _show_conflicts(opened)
    _show_changes(opened)
    compared = opened.compared
    if compared.lost:
        st.checkbox(
            ngettext(
                "{n} registered figure or report goes with it. It may go.",
                "{n} registered figures or reports go with it. They may go.",
                len(compared.lost),
            ),
            key=_MAY_GO,
        )
    _ask_about_cut_links(opened)
    _tell_names_elsewhere(opened)
    if opened.stored is not None:
        access.ask_correction([opened.stored])
    is_ready = not (compared.problems or compared.conflicts or compared.unexplained)
    n = len(compared.edited if compared.problems else compared.changes)
    st.button(
        ngettext("Register {n} change", "Register {n} changes", n),
        key=KEYS.key("register"),
        type="primary",
        icon=":material/check:",
        disabled=not is_ready or not compared.changes,
        on_click=_register,
        args=(opened,),
    )


def _show_problems(opened: OpenedDraft) -> None:
    language = current_language()
    problems = [
        f"- {strong(draft_place_text(finding.location, opened.stored, language))} "
        f"{plain(problem_text(finding.problem, language))}"
        for finding in opened.compared.problems
    ]
    unexplained = [
        "- "
        + plain(
            _(
                "{code} {name}: the target changes; say why beside it.",
                code=change.after.code,
                name=change.after.name,
            )
        )
        for change in opened.compared.unexplained
    ]
    if not problems and not unexplained:
        st.success(_("Nothing is wrong."), icon=":material/check_circle:")
        return
    title = ngettext(
        "{n} thing to mend before it can be registered:",
        "{n} things to mend before it can be registered:",
        len(problems) + len(unexplained),
    )
    st.error("\n".join([plain(title), *problems, *unexplained]))
    _show_ways_to_mend(opened)


def _show_ways_to_mend(opened: OpenedDraft) -> None:
    """The way to each indicator, and to each other part, in which something is to be
    mended.
    """
    codes = [change.after.code for change in opened.compared.unexplained]
    parts: dict[EditPart, None] = {}
    for finding in opened.compared.problems:
        location = finding.location
        part = part_of(location)
        if part is EditPart.INDICATORS and len(location) > 1:
            codes.append(str(location[1]))
        elif part is not None:
            parts[part] = None
    names, named = part_names(), named_items(opened, ("indicators",))
    with st.container(horizontal=True, gap="small"):
        for part in parts:
            _show_way(opened, names[part], part)
        for code in list(dict.fromkeys(codes))[:_MOST_WAYS]:
            label = plain(named.get(code, code))
            _show_way(opened, label, EditPart.INDICATORS, code)


def _show_way(
    opened: OpenedDraft, label: str, part: EditPart, indicator: str = ""
) -> None:
    query = {"draft": str(opened.number), PART_CHOICE: part.value}
    if indicator:
        query[KEYS.key("indicator")] = indicator
    st.page_link(EDIT, label=label, icon=":material/edit:", query_params=query)


def _show_conflicts(opened: OpenedDraft) -> None:
    language = current_language()
    for conflict in opened.compared.conflicts:
        st.warning(
            plain(
                conflict_text(conflict.mine, conflict.theirs, opened.stored, language)
            )
        )
        st.checkbox(_("Let the draft's stand"), key=_settled_key(conflict.location))


def _show_changes(opened: OpenedDraft) -> None:
    """What registering would change, old → new."""
    plan, changes = opened.plan, opened.compared.changes
    if plan is None or not changes:
        return
    title = ngettext("{n} change to the plan", "{n} changes to the plan", len(changes))
    st.markdown(strong(title))
    language = current_language()
    show_changes_table([changed_fact(change, plan, language) for change in changes])


def _ask_about_cut_links(opened: OpenedDraft) -> None:
    """Which indicators of other plans would lead nowhere, and whether they may."""
    placed = opened.compared.placed
    if placed is None or not placed.cut_links:
        return
    lines = [
        _(
            "- “{title}”: {code} {name} → {other}",
            title=plain(cut.plan.about.title),
            code=plain(cut.link.indicator.code),
            name=plain(cut.link.indicator.name),
            other=plain(cut.link.code),
        )
        for cut in placed.cut_links
    ]
    title = _("Indicators of other plans would lead nowhere:")
    st.warning("\n".join([plain(title), *lines]))
    st.checkbox(_("They may lead nowhere"), key=_MAY_CUT)


def _tell_names_elsewhere(opened: OpenedDraft) -> None:
    """Which other plans name a department as it was called before this draft."""
    key = opened.listed.key
    if key is None:
        return
    renamed = actions.renamed_departments(opened.steps, opened.data)
    for place in actions.named_elsewhere(cached.store(), key, renamed):
        sentence = _(
            "“{title}” still says {former} ({places}). This draft does not change that plan: "
            "open it in “Edit the plan” and write {name} there.",
            title=place.plan.about.title,
            former=place.former,
            places=current_language().listed(place.places),
            name=place.name,
        )
        st.info(plain(sentence))


def _settled_key(location: tuple[str | int, ...]) -> str:
    return KEYS.key("settled", *location)


def _register(opened: OpenedDraft) -> None:
    state = page_state(RegisteringState)
    state.sentence, state.succeeded = _outcome(opened)


def _outcome(opened: OpenedDraft) -> tuple[str, bool]:
    """Register the draft; what came of it, and whether it is registered."""
    settled = tuple(
        conflict.location
        for conflict in opened.compared.conflicts
        if st.session_state.get(_settled_key(conflict.location))
    )
    command = RegisterDraft(
        opened.number,
        opened.step,
        correction=access.typed_correction(),
        settled=settled,
        removes_actuals=bool(st.session_state.get(_MAY_GO)),
        cuts_links=bool(st.session_state.get(_MAY_CUT)),
    )
    try:
        actions.register_draft(cached.store(), command, current_actor())
    except WrongDraft as wrong:
        return draft_fault_text(wrong.fault, current_language()), False
    except (UnsoundDraft, ConflictingDraft, UnexplainedTargets):
        return _("Nothing was stored: look at what is still open."), False
    except (NotPermitted, StoreError) as error:
        return access.not_done_text(error), False
    leave_draft(None if opened.plan is None else opened.plan.key)
    return _("The draft is registered; the pages show it at once."), True

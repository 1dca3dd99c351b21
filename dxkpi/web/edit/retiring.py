"""An indicator or initiative that ends before the plan does: since when and why, and its
way back. It stays in the plan with its figures.
"""

from typing import Any

import streamlit as st

from dxkpi import fiscal
from dxkpi.plan import RetirementReason
from dxkpi.plan.document_changes import ABSENT
from dxkpi.plan.document_problem import Location
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.edit.item_choice import named_items
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.wording.glossary import term_label
from dxkpi.wording.plan_document import problem_text

RETIRED = "retired"
_YEARS_BACK, _YEARS_AHEAD = 5, 11
_YEAR, _BECAUSE, _NOTE = "fiscal_year", "because", "note"


def show_retiring(opened: OpenedDraft, item: Location) -> None:
    """The way to retire an indicator; of one that is retired, since when, and the way back."""
    if opened.value((*item, RETIRED)) is None:
        with st.popover(_("Retire …"), icon=":material/event_busy:"):
            _show_form(opened, item[:-1], {str(item[-1]): ""}, str(item[-1]))
    else:
        _show_retired(opened, item)


def show_retiring_initiatives(opened: OpenedDraft, measure: Location) -> None:
    """The same for the initiatives of a measure."""
    within = (*measure, "initiatives")
    named = named_items(opened, within)
    counting = {
        number: name
        for number, name in named.items()
        if opened.value((*within, number, RETIRED)) is None
    }
    for number in named:
        if number not in counting:
            _show_retired(opened, (*within, number), named[number])
    if counting:
        with st.popover(_("Retire an initiative …"), icon=":material/event_busy:"):
            _show_form(opened, within, counting, "_".join(map(str, measure)))


def _show_form(
    opened: OpenedDraft, within: Location, named: dict[str, str], name: str
) -> None:
    """Which of the items is retired, from which fiscal year on, and why."""
    language = current_language()
    st.caption(
        _(
            "Its figures and judgements stay. From this year on it is not asked for and "
            "not counted. What was entered by mistake is taken out instead."
        )
    )
    with st.form(_key(opened, name, "form"), border=False, enter_to_submit=False):
        if len(named) > 1 or any(named.values()):
            st.selectbox(
                _("Initiative"),
                list(named),
                format_func=named.__getitem__,
                key=_key(opened, name, "item"),
            )
        this_year = fiscal.year_of_day(fiscal.today())
        st.selectbox(
            _("First year in which it does not count"),
            range(this_year - _YEARS_BACK, this_year + _YEARS_AHEAD),
            index=_YEARS_BACK,
            format_func=language.fiscal_year,
            key=_key(opened, name, _YEAR),
        )
        st.selectbox(
            _("Why"),
            list(RetirementReason),
            format_func=lambda reason: term_label(reason, language),
            key=_key(opened, name, _BECAUSE),
        )
        st.text_input(
            _("Who decided it and why, or what it was merged into"),
            key=_key(opened, name, _NOTE),
        )
        st.form_submit_button(
            _("Retire"), on_click=_retire, args=(opened, within, list(named), name)
        )


def _show_retired(opened: OpenedDraft, item: Location, name: str = "") -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = _retired_text(opened.value((*item, RETIRED)))
        st.markdown(plain(f"{name}　{text}".strip()), width="stretch")
        st.button(
            _("Let it count again"),
            key=KEYS.key("count_again", opened.number, *item),
            icon=":material/restore:",
            on_click=_let_count,
            args=(opened, item),
        )
    for finding in opened.findings_within((*item, RETIRED)):
        sentence = problem_text(finding.problem, current_language())
        st.caption(f":material/error: {plain(sentence)}")


def _retired_text(retired: Any) -> str:
    """What the draft says of the end, whether or not it can be read."""
    language = current_language()
    if not isinstance(retired, dict):
        return str(retired)
    year, because = retired.get(_YEAR), retired.get(_BECAUSE)
    reasons = {
        reason.value: term_label(reason, language) for reason in RetirementReason
    }
    why = [reasons.get(str(because), str(because or "")), str(retired.get(_NOTE) or "")]
    return _(
        "retired from {year} ({why})",
        year=language.fiscal_year(year) if isinstance(year, int) else str(year),
        why=language.listed([text for text in why if text]),
    )


def _retire(
    opened: OpenedDraft, within: Location, numbers: list[str], name: str
) -> None:
    chosen = st.session_state.get(_key(opened, name, "item"), numbers[0])
    year = st.session_state.get(_key(opened, name, _YEAR))
    because = st.session_state.get(_key(opened, name, _BECAUSE))
    if year is None or because is None:
        return  # pressed without the form that the button belongs to
    retired = {_YEAR: year, _BECAUSE: because.value}
    note = st.session_state.get(_key(opened, name, _NOTE), "").strip()
    if note:
        retired[_NOTE] = note
    save_edits(opened, {(*within, str(chosen), RETIRED): retired})


def _let_count(opened: OpenedDraft, item: Location) -> None:
    save_edits(opened, {(*item, RETIRED): ABSENT})


def _key(opened: OpenedDraft, *names: str) -> str:
    return KEYS.key("retire", opened.number, *names)

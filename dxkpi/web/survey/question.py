"""② The question: its column, its wording as it is kept, and how each answer counts."""

from collections.abc import Sequence

import streamlit as st

from dxkpi.plan import Survey
from dxkpi.plan.staff_survey import folded_answer
from dxkpi.settings import settings
from dxkpi.survey import column_choice
from dxkpi.survey.answer_choices import OfferedChoices
from dxkpi.survey.answer_sheet import AnswerKind
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.survey.draft_survey import DraftSurvey
from dxkpi.wording.survey import own_words_text

_LONGEST_WORDING = 300
_KINDS_OF_CHOICES = (
    AnswerKind.POSITIVE,
    AnswerKind.NOT_POSITIVE,
    AnswerKind.EXCLUDED,
)


def ask_column(
    draft: DraftSurvey,
    use: str,
    label: str,
    headings: Sequence[str],
    guessed: str | None,
) -> str | None:
    """Which column is used for something; the guessed one at first, None for none."""
    return st.selectbox(
        label,
        headings,
        index=headings.index(guessed) if guessed in headings else None,
        placeholder=_("not asked"),
        key=draft.widget_key(use),
        persist_state="session",
    )


def ask_wording(draft: DraftSurvey, question: str, last: Survey | None) -> str:
    """The question as it is kept; where it only looks different from last year's, last
    year's wording stays.
    """
    wording_at_first = question
    if last is not None and column_choice.has_same_heading(question, last):
        wording_at_first = last.question
    typed = st.text_input(
        _("Wording of the question, as it is kept"),
        wording_at_first,
        key=draft.widget_key("wording", question),
        persist_state="session",
        max_chars=_LONGEST_WORDING,
    )
    wording = " ".join(typed.split()) or question
    if last is None or folded_answer(wording) == folded_answer(last.question):
        return wording
    st.caption(plain(_("The last survey asked: {question}", question=last.question)))
    is_same_question = st.checkbox(
        _(
            "It is the same question: only its number or "
            "spelling differs (the last wording is kept)"
        ),
        key=draft.widget_key("same", question),
        persist_state="session",
    )
    return last.question if is_same_question else wording


def ask_kinds(
    draft: DraftSurvey, question: str, offered: OfferedChoices, last: Survey | None
) -> dict[str, AnswerKind | None]:
    """How each answer counts, one line an answer; None while nobody has said so."""
    st.markdown(strong(_("How does each answer count?")))
    grid = st.grid(2, min_column_width=340)
    kinds = {}
    for choice, count in offered.choices.items():
        kinds_to_choose = _kinds_to_choose(choice, count, last)
        with grid.cell():
            kinds[choice] = st.radio(
                plain(_choice_label(choice, count)),
                kinds_to_choose,
                index=_position(kinds_to_choose, offered.kinds.get(choice)),
                horizontal=True,
                format_func=kind_text,
                key=draft.widget_key("kind", question, choice),
                persist_state="session",
            )
    if offered.written:
        st.caption(plain(own_words_text(offered, current_language())))
    return kinds


def kind_text(kind: AnswerKind) -> str:
    """How an answer counts, in words."""
    match kind:
        case AnswerKind.POSITIVE:
            return _("counts as felt")
        case AnswerKind.NOT_POSITIVE:
            return _("counts as not felt")
        case AnswerKind.EXCLUDED:
            return _("is not counted")
    return _("somebody's own words (not kept, not counted)")


def _kinds_to_choose(
    choice: str, count: int, last: Survey | None
) -> tuple[AnswerKind, ...]:
    """A rare answer that the last survey did not know may be somebody's own words."""
    choices_before = {*last.tally, *last.excluded} if last else set()
    is_rare = count < settings().smallest_group
    if is_rare and choice not in choices_before:
        return (*_KINDS_OF_CHOICES, AnswerKind.OWN_WORDS)
    return _KINDS_OF_CHOICES


def _choice_label(choice: str, count: int) -> str:
    return ngettext(
        "{choice} ({n} answer)", "{choice} ({n} answers)", count, choice=choice
    )


def _position(kinds: Sequence[AnswerKind], kind: AnswerKind | None) -> int | None:
    return kinds.index(kind) if kind in kinds else None

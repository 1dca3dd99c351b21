"""計画ブック: the draft as a workbook to take away, and a filled one put into the draft."""

from functools import partial

import streamlit as st

from dxkpi.findings import Finding
from dxkpi.text.file_names import file_name_of_book
from dxkpi.web.common.downloads import WORKBOOK_TYPE
from dxkpi.web.common.finding_counts import what_is_left_text
from dxkpi.web.common.finding_lines import MOST_LISTED, finding_line, finding_words
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, plain, strong
from dxkpi.web.common.session import page_state
from dxkpi.web.edit.book_in_hand import (
    BookInHand,
    BookOnDraft,
    BookState,
    answer,
    book_of,
    book_on_draft,
    edits_of_book,
    marked_copy,
    put_book_away,
    read_book_file,
)
from dxkpi.web.edit.changes_table import show_changes_table
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import save_edits
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.wording.drafts import draft_changes_told
from dxkpi.wording.findings import choice_text, finding_text
from dxkpi.wording.plan_document import problem_text
from dxkpi.workbook.reader import Unreadable


def show_book(opened: OpenedDraft) -> None:
    """The draft's book to take away, and the one that comes in."""
    with st.container(border=True):
        st.markdown(strong(_("Take the draft as a plan book")))
        st.caption(
            _(
                "An Excel workbook with everything that the draft says. A sheet of it, or "
                "some rows, are enough to come back."
            )
        )
        st.download_button(
            _("Take the plan book"),
            partial(_book_of, opened),
            file_name=_file_name(opened),
            mime=WORKBOOK_TYPE,
            key=KEYS.key("book_out"),
            icon=":material/download:",
            on_click="ignore",
        )
    with st.container(border=True):
        st.markdown(strong(_("Put a filled plan book into the draft")))
        book = book_of(opened)
        if book is None:
            _show_entered()
            _ask_file(opened)
        else:
            _show_book_in_hand(opened, book)


def _show_entered() -> None:
    """How much the last book changed; told once."""
    state = page_state(BookState)
    if state.entered is None:
        return
    text = ngettext(
        "{n} change is in the draft.", "{n} changes are in the draft.", state.entered
    )
    st.success(plain(text), icon=":material/check_circle:")
    state.entered = None


def _ask_file(opened: OpenedDraft) -> None:
    file = st.file_uploader(
        _(
            "Put the Excel file (.xlsx) here. Nothing is changed before you have seen it."
        ),
        type=["xlsx"],
        key=KEYS.key("book_in", opened.number, page_state(BookState).times_chosen),
    )
    if file is None:
        return
    with st.spinner(_("Reading …")):
        try:
            read_book_file(opened, file.name, file.getvalue())
        except Unreadable as unreadable:
            st.error(plain(finding_text(unreadable.finding, current_language())))
            return
    st.rerun()


def _show_book_in_hand(opened: OpenedDraft, book: BookInHand) -> None:
    on_draft = book_on_draft(opened, book)
    st.markdown(faint(book.name))
    _show_wrong(on_draft)
    _show_questions(book, on_draft)
    _show_problems(on_draft)
    _show_told(on_draft)
    _show_changes(opened, on_draft)
    _show_buttons(opened, book, on_draft)


def _show_wrong(on_draft: BookOnDraft) -> None:
    """What is wrong in the cells, and keeps the rows from the draft."""
    wrong, unanswered = on_draft.wrong, on_draft.unanswered
    left = what_is_left_text(len(wrong), len(unanswered))
    if left:
        st.markdown(strong(left))
    if wrong:
        st.error(_listed(wrong))


def _listed(findings: list[Finding]) -> str:
    lines = [f"- {finding_line(finding)}" for finding in findings[:MOST_LISTED]]
    more = len(findings) - MOST_LISTED
    if more > 0:
        lines.append(
            "- "
            + ngettext(
                "{n} more is marked in the book.",
                "{n} more are marked in the book.",
                more,
            )
        )
    return "\n".join(lines)


def _show_questions(book: BookInHand, on_draft: BookOnDraft) -> None:
    """Each question with its answers; an answer counts at once."""
    language = current_language()
    for finding in on_draft.questions[:MOST_LISTED]:
        options = {
            choice.key: choice_text(choice, language) for choice in finding.choices
        }
        key = KEYS.key("book_answer", finding.code, finding.sheet, finding.where)
        st.session_state[key] = None if finding.is_open else finding.proposed
        with st.container(border=True):
            st.markdown(finding_line(finding))
            st.segmented_control(
                finding_words(finding),
                list(options),
                format_func=options.__getitem__,
                key=key,
                label_visibility="collapsed",
                on_change=_answer,
                args=(book, finding, key),
                required=not finding.is_open,
            )


def _answer(book: BookInHand, finding: Finding, key: str) -> None:
    choice = st.session_state[key]
    if choice is not None:
        answer(book, finding, choice)


def _show_problems(on_draft: BookOnDraft) -> None:
    """What cannot be read in cells of the book; it may be mended in the draft as well."""
    problems = on_draft.problems_of_cells
    if not problems:
        return
    title = ngettext(
        "{n} thing is to be mended, in the book or afterwards in the draft:",
        "{n} things are to be mended, in the book or afterwards in the draft:",
        len(problems),
    )
    language = current_language()
    lines = [
        f"- {strong(place)} {plain(problem_text(problem, language))}"
        for place, problem in problems[:MOST_LISTED]
    ]
    st.warning("\n".join([plain(title), *lines]))


def _show_told(on_draft: BookOnDraft) -> None:
    """What is only told of the book."""
    told = [
        finding
        for finding in on_draft.examined.findings
        if not finding.is_open and not finding.choices
    ]
    for finding in told[:MOST_LISTED]:
        st.caption(finding_line(finding))
    if on_draft.other_id is not None:
        st.caption(
            plain(
                _(
                    "The book has the plan's id “{id}”; the draft keeps its own.",
                    id=on_draft.other_id,
                )
            )
        )


def _show_changes(opened: OpenedDraft, on_draft: BookOnDraft) -> None:
    """What the book changes of the draft, old → new."""
    if on_draft.wrong:
        return
    if not on_draft.changes:
        st.info(_("The draft says all of this already."))
        return
    told = draft_changes_told(on_draft.changes, opened.stored, current_language())
    title = ngettext(
        "{n} change to the draft", "{n} changes to the draft", len(on_draft.changes)
    )
    st.markdown(strong(title))
    show_changes_table(told)


def _show_buttons(opened: OpenedDraft, book: BookInHand, on_draft: BookOnDraft) -> None:
    is_ready = not (on_draft.wrong or on_draft.unanswered) and on_draft.changes
    has_marks = on_draft.wrong or on_draft.unanswered or on_draft.problems_of_cells
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Another book"),
            key=KEYS.key("book_away"),
            on_click=put_book_away,
            args=(opened,),
        )
        if has_marks:
            st.download_button(
                _("Take the book with marks"),
                partial(marked_copy, book, on_draft.examined),
                file_name=_("marked-{name}", name=book.name),
                mime=WORKBOOK_TYPE,
                key=KEYS.key("book_marked"),
                icon=":material/download:",
                on_click="ignore",
            )
        st.button(
            ngettext(
                "Put {n} change into the draft",
                "Put {n} changes into the draft",
                len(on_draft.changes),
            ),
            key=KEYS.key("book_take"),
            type="primary",
            icon=":material/check:",
            disabled=not is_ready,
            on_click=_take,
            args=(opened, on_draft),
        )


def _take(opened: OpenedDraft, on_draft: BookOnDraft) -> None:
    """Put what the book says into the draft, as one step."""
    if save_edits(opened, edits_of_book(on_draft)) is None:
        return
    put_book_away(opened)
    page_state(BookState).entered = len(on_draft.changes)


def _book_of(opened: OpenedDraft) -> bytes:
    from dxkpi.workbook.plan_book.book_origin import DraftAtStep
    from dxkpi.workbook.plan_book.book_writing import book_of_draft  # brings openpyxl

    seen = opened.compared.seen
    revision = None if seen is None else seen.number
    draft = DraftAtStep(opened.number, opened.step)
    return book_of_draft(
        opened.listed.title, opened.data, opened.listed.key, revision, draft
    )


def _file_name(opened: OpenedDraft) -> str:
    city = str(opened.value(("municipality", "name")) or "")
    return file_name_of_book(city, opened.listed.title)

"""変更履歴, the page: its sentence, and a page of writes, each with what it changed."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from dxkpi.text.lines import shortened
from dxkpi.web.changes.change_text import (
    ORIGIN_ICONS,
    after_text,
    before_text,
    changed_name,
    figure_kind,
    is_sentence,
    source_text,
    value_stays,
)
from dxkpi.web.changes.changed_fields import other_fields
from dxkpi.web.changes.file import changes_csv
from dxkpi.web.changes.filters import ChangeFilters
from dxkpi.web.changes.history import History
from dxkpi.web.changes.recorded_change import RecordedChange
from dxkpi.web.changes.widget_keys import KEYS
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext, sentences
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, strong
from dxkpi.web.common.page_choices import choice_in_address, choose
from dxkpi.web.common.reader_choice import link_query
from dxkpi.web.common.view import View

_WRITES_PER_PAGE, _CHANGES_PER_WRITE, _LONGEST = 20, 8, 60

_PAGE, _OPENED = KEYS.key("page"), KEYS.key("opened")
"""The page of writes, and the revision of the write that is shown whole."""

Write = Sequence[RecordedChange]
"""What one write changed, at least one thing."""


def show_sentence(history: History) -> None:
    """How many values were ever changed, when last, by whom."""
    if not history.values:
        st.header(_("No figure has been recorded yet."), anchor=False)
        return
    last = history.values[0].recorded
    count = ngettext(
        "{n} value has been recorded or changed so far.",
        "{n} values have been recorded or changed so far.",
        len(history.values),
    )
    newest = _(
        "The last time was {when}, by {who}.",
        when=current_language().moment(last.at),
        who=last.who,
    )
    st.header(plain(sentences([count, newest])), anchor=False)


def show_writes(view: View, history: History, filters: ChangeFilters) -> None:
    """The writes that the filters leave, a page of them, and all of what is left as a file."""
    if not history.changes:
        st.info(
            _("The first figures come with the plan (dxkpi load) or with a return.")
        )
        return
    changes = _filtered(history, filters)
    if not changes:
        st.info(_("No change fits these filters. Clear one of them to see more."))
        return

    writes = _by_write(changes)
    count = ngettext(
        "{n} change in {writes} writes.",
        "{n} changes in {writes} writes.",
        len(changes),
        writes=len(writes),
    )
    st.caption(plain(count))
    _show_page(writes)
    file = partial(changes_csv, changes=changes)
    offer_downloads(view, "changes", [], file, with_year=False)


def _filtered(history: History, filters: ChangeFilters) -> Sequence[RecordedChange]:
    if filters == ChangeFilters():
        return history.changes
    return [change for change in history.changes if filters.keeps(change)]


def _by_write(changes: Sequence[RecordedChange]) -> list[Write]:
    groups = groupby(changes, key=lambda change: change.recorded.revision)
    return [list(group) for _revision, group in groups]


def _show_page(writes: Sequence[Write]) -> None:
    pages = -(-len(writes) // _WRITES_PER_PAGE)
    page = _page_in_address(pages)
    first = (page - 1) * _WRITES_PER_PAGE
    for write in writes[first : first + _WRITES_PER_PAGE]:
        _show_write(write)
    if pages > 1:
        st.session_state[_PAGE] = page
        st.pagination(pages, key=_PAGE, on_change=_turn_page, args=(pages,))


def _page_in_address(pages: int) -> int:
    """The page that the address names (`?changes_page=2/5`): of another number of pages, as
    other filters leave it, the first.
    """
    page, _slash, of_pages = choice_in_address(_PAGE).partition("/")
    is_page = page in map(str, range(1, pages + 1)) and of_pages == str(pages)
    return int(page) if is_page else 1


def _turn_page(pages: int) -> None:
    page = st.session_state[_PAGE]
    choose(_PAGE, f"{page}/{pages}" if page > 1 else "")


def _show_write(write: Write) -> None:
    """One write: when, by whom, from where, and what it changed."""
    with st.container(border=True, gap="xsmall"):
        st.markdown(_write_heading(write))
        if choice_in_address(_OPENED) == str(_revision(write)):
            _show_whole_table(write)
        else:
            _show_first_rows(write)


def _show_whole_table(write: Write) -> None:
    rows = pd.DataFrame([_table_row(change) for change in write])
    st.dataframe(rows, hide_index=True, alt=_alternative(write))


def _show_first_rows(write: Write) -> None:
    rows = pd.DataFrame([_linked_row(change) for change in write[:_CHANGES_PER_WRITE]])
    st.table(
        rows,
        border="horizontal",
        hide_index=True,
        hide_header=True,
        alt=_alternative(write),
    )
    more = len(write) - _CHANGES_PER_WRITE
    if more > 0:
        revision = _revision(write)
        st.button(
            ngettext("{n} more change", "{n} more changes", more),
            icon=":material/expand_more:",
            type="tertiary",
            key=KEYS.key("more", revision),
            on_click=_open,
            args=(revision,),
        )


def _revision(write: Write) -> int:
    return write[0].recorded.revision


def _open(revision: int) -> None:
    choose(_OPENED, str(revision))


def _alternative(write: Write) -> str:
    """What a screen reader calls the table."""
    moment = current_language().moment(write[0].recorded.at)
    return _("Values changed on {when}", when=moment)


def _write_heading(write: Write) -> str:
    """When, by whom, from where with the receipt, and how many changes."""
    change = write[0]
    recorded, submission = change.recorded, change.submission
    facts = [
        strong(current_language().moment(recorded.at)),
        plain(recorded.who),
        f"{ORIGIN_ICONS[change.origin]} {plain(source_text(change))}",
    ]
    if submission is not None:
        receipt = _("Receipt number {number}", number=submission.number)
        year, number = str(submission.fiscal_year), str(submission.number)
        facts.append(_link(receipt, "returns", year=year, submission=number))
    if recorded.correction is not None and not recorded.withdrawal:
        facts.append(plain(_("correction: {why}", why=recorded.correction)))
    facts.append(faint(ngettext("{n} change", "{n} changes", len(write))))
    return SEPARATOR.join(facts)


def _link(label: str, page: str, **query: str) -> str:
    """A link in running text; it opens beside the history, which stays where it is."""
    return f"[{plain(label)}]({page}?{urlencode(link_query(**query))})"


def _linked_row(change: RecordedChange) -> dict[str, str]:
    """A change as Markdown, its indicator a link."""
    name = shortened(changed_name(change), _LONGEST)
    if change.indicator is None:
        linked = plain(name)
    else:
        linked = _link(name, "indicator", kpi=change.indicator.code)
    before_and_after = [
        faint(figure_kind(change)),
        _value_change(change),
        *(faint(text) for text in _other_changes(change)),
    ]
    return {
        _("Indicator or entry"): linked,
        _("Before → after"): " ".join(before_and_after),
    }


def _value_change(change: RecordedChange) -> str:
    """What a figure was and became, as Markdown; that it stays where only words changed.
    A remark and its answer stand there whole.
    """
    before, after = _sides(change)
    if value_stays(change):
        return plain(after) + faint(_("(stays)"))
    if change.recorded.former is not None:
        return plain(after) + faint(_("before: {text}", text=before))
    if is_sentence(change):
        parts = [strong(after)]
        if before:
            parts.append(faint(before))
        return " ".join(parts)
    return f"{plain(before)} → {strong(after)}"


def _sides(change: RecordedChange) -> tuple[str, str]:
    """What a write found and left; of the plan's text as much as fits, the file has all."""
    before, after = before_text(change), after_text(change)
    if change.recorded.wording is None:
        return before, after
    return shortened(before, _LONGEST), shortened(after, _LONGEST)


def _table_row(change: RecordedChange) -> dict[str, str]:
    before, after = _sides(change)
    values = f"{before} → {after}" if before else after
    if value_stays(change):
        values = after + _("(stays)")
    return {
        _("Indicator or entry"): changed_name(change),
        _("Fiscal year"): figure_kind(change),
        _("Before → after"): values,
        _("Besides"): current_language().listed(_other_changes(change)),
    }


def _other_changes(change: RecordedChange) -> list[str]:
    """What else was changed, in words; long ones are cut here and whole in the file."""
    nothing = _("none")
    texts = []
    for field in other_fields(change):
        before = shortened(field.before, _LONGEST) or nothing
        after = shortened(field.after, _LONGEST) or nothing
        texts.append(f"{field.label}: {before} → {after}")
    return texts

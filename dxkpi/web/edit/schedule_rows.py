"""Each entry of a schedule in a row of fields: saved as they are left, moved, taken out."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dxkpi.plan import ScheduleItem, ScheduleKind
from dxkpi.plan.document_changes import ABSENT, ORDER
from dxkpi.plan.document_columns import SCHEDULE_COLUMNS, Column
from dxkpi.plan.document_names import item_names
from dxkpi.plan.document_problem import Location
from dxkpi.plan.measure_excerpt import MeasureExcerpt
from dxkpi.rules.entry_years import years_remarks
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import plain
from dxkpi.web.edit.field_edits import edits_of_field
from dxkpi.web.edit.field_widgets import RowField, show_field_in_row, show_findings
from dxkpi.web.edit.item_choice import named_items
from dxkpi.web.edit.opened_draft import OpenedDraft
from dxkpi.web.edit.saving import Edits, save_edits
from dxkpi.web.edit.widget_keys import KEYS
from dxkpi.wording.entry_years import years_remark_text
from dxkpi.wording.field_help import field_heading

_KIND = SCHEDULE_COLUMNS.column(path=("kind",))
_LABEL = SCHEDULE_COLUMNS.column(path=("label",))
_INITIATIVE = SCHEDULE_COLUMNS.column(path=("initiative",))
_START = SCHEDULE_COLUMNS.column(path=("start",))
_END = SCHEDULE_COLUMNS.column(path=("end",))

_KIND_WIDTH, _LABEL_WIDTH, _INITIATIVE_WIDTH, _YEAR_WIDTH = 96, 214, 184, 100
"""Pixels: a row is one line on a desk, two on a narrow screen. Kind and words go beside each
other on a telephone.
"""


def show_rows(
    opened: OpenedDraft, measure: Location, drawn: MeasureExcerpt | None
) -> None:
    """The entries in their order, and the button that adds one."""
    schedule: Location = (*measure, "schedule")
    names = item_names("schedule", opened.items(schedule))
    entries: Sequence[ScheduleItem | None] = () if drawn is None else drawn.entries
    for position in range(len(names)):
        _show_row(opened, measure, names, position)
        item = entries[position] if position < len(entries) else None
        if drawn is not None and item is not None:
            _show_years_remarks(item, drawn)
    st.button(
        _("Add an entry"),
        key=KEYS.key("entry_add"),
        icon=":material/add:",
        on_click=_add,
        args=(opened, schedule),
    )


def _show_row(
    opened: OpenedDraft, measure: Location, names: Sequence[str], position: int
) -> None:
    entry: Location = (*measure, "schedule", names[position])
    with _line("small"):
        with _line("xsmall"):
            _show_what(opened, entry, position)
        with _line("xsmall"):
            _show_years(opened, entry, position)
            _show_buttons(opened, measure, names, position)
    show_findings(opened, entry)


def _line(gap: Literal["xsmall", "small"]) -> DeltaGenerator:
    """What stands side by side as far as there is room."""
    return st.container(
        horizontal=True, width="content", vertical_alignment="center", gap=gap
    )


def _show_what(opened: OpenedDraft, entry: Location, position: int) -> None:
    """Kind and words of an entry, and its initiative where the measure has some."""
    measure = entry[:-2]
    edits = partial(_edits_of_kind, opened, entry)
    kind = _field(opened, measure, position, _KIND, _KIND_WIDTH)
    show_field_in_row(opened, entry, _KIND, replace(kind, edits=edits))
    label = _field(opened, measure, position, _LABEL, _LABEL_WIDTH)
    show_field_in_row(opened, entry, _LABEL, label)
    initiatives = named_items(opened, (*measure, "initiatives"))
    if initiatives:
        initiative = _field(opened, measure, position, _INITIATIVE, _INITIATIVE_WIDTH)
        show_field_in_row(opened, entry, _INITIATIVE, initiative, named=initiatives)


def _show_years(opened: OpenedDraft, entry: Location, position: int) -> None:
    """From and to; the only year of a milestone; until when something is due."""
    kind = opened.value((*entry, "kind"))
    start = _field(opened, entry[:-2], position, _START, _YEAR_WIDTH)
    end = _field(opened, entry[:-2], position, _END, _YEAR_WIDTH)
    if kind == ScheduleKind.MILESTONE:
        edits = partial(_edits_of_only_year, entry)
        show_field_in_row(opened, entry, _END, replace(end, edits=edits))
        return
    if kind != ScheduleKind.DEADLINE:
        show_field_in_row(opened, entry, _START, start)
    st.markdown("～", width="content")
    show_field_in_row(opened, entry, _END, end)


def _field(
    opened: OpenedDraft, measure: Location, position: int, column: Column, width: int
) -> RowField:
    """A field of the entry at a position: that keeps its widgets while its words change."""
    heading = field_heading(column, current_language())
    label = _("{field} of entry {n}", field=heading, n=position + 1)
    return RowField(_key(opened, measure, position, column.path[-1]), label, width)


def _show_buttons(
    opened: OpenedDraft, measure: Location, names: Sequence[str], position: int
) -> None:
    """Up, down, out: each says of which entry."""
    schedule: Location = (*measure, "schedule")
    name, take_out = names[position], _("Take out")
    moves = (
        (-1, ":material/arrow_upward:", _("Move up"), position == 0),
        (1, ":material/arrow_downward:", _("Move down"), position == len(names) - 1),
    )
    for step, icon, help_text, is_at_end in moves:
        st.button(
            icon,
            type="tertiary",
            key=_key(opened, measure, position, f"move{step}"),
            help=plain(f"{name}: {help_text}"),
            disabled=is_at_end,
            on_click=_move,
            args=(opened, schedule, list(names), position, step),
        )
    st.button(
        ":material/remove:",
        type="tertiary",
        key=_key(opened, measure, position, "remove"),
        help=plain(f"{name}: {take_out}"),
        on_click=_remove,
        args=(opened, (*schedule, name)),
    )


def _show_years_remarks(item: ScheduleItem, drawn: MeasureExcerpt) -> None:
    about = drawn.plan.about
    for remark in years_remarks(item, about):
        sentence = years_remark_text(remark, about, current_language())
        st.caption(f":material/info: {plain(sentence)}")


def _key(opened: OpenedDraft, measure: Location, position: int, name: str) -> str:
    return KEYS.key("entry", opened.number, *measure, position, name)


def _edits_of_kind(opened: OpenedDraft, entry: Location, kind: Any) -> Edits:
    """The kind, with the years as it has them: a milestone one, a deadline only its end."""
    edits = dict(edits_of_field(opened, (*entry, "kind"), kind))
    start = opened.value((*entry, "start"))
    end = opened.value((*entry, "end"))
    last = start if end is None else end
    if last is None:
        return edits
    if kind == ScheduleKind.MILESTONE:
        edits |= _edits_of_only_year(entry, last)
    if kind == ScheduleKind.DEADLINE:
        edits |= {(*entry, "start"): ABSENT, (*entry, "end"): last}
    return edits


def _edits_of_only_year(entry: Location, year: Any) -> dict[Location, Any]:
    """Start and end of what starts and ends in one year."""
    value = ABSENT if year is None else year
    return {(*entry, "start"): value, (*entry, "end"): value}


def _add(opened: OpenedDraft, schedule: Location) -> None:
    item = {"kind": ScheduleKind.BAR.value, "label": _("(new entry)")}
    save_edits(opened, {(*schedule, "+"): item})


def _move(
    opened: OpenedDraft, schedule: Location, names: list[str], position: int, step: int
) -> None:
    names.insert(position + step, names.pop(position))
    save_edits(opened, {(*schedule, ORDER): names})


def _remove(opened: OpenedDraft, entry: Location) -> None:
    save_edits(opened, {entry: ABSENT})

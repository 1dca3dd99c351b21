"""ファイルを使わずに入力: one or a few figures typed into a table, with the checks, preview and receipt of a file.

The table starts with what is registered, so a correction touches only the cells it means. Only what was edited is read;
the rest of a row is what the store holds now.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import pandas as pd
import streamlit as st

from dxkpi import fiscal, terms
from dxkpi.i18n import LANGUAGES, _, speaking
from dxkpi.plan import Actual, Indicator, Missing, Plan, ValueType
from dxkpi.submission import Cell, Column, Form, Row
from dxkpi.web import access, confirm, desk, figure, finish
from dxkpi.web.desk import Paper
from dxkpi.web.markdown import plain
from dxkpi.web.view import View

Place = tuple[str, Column]
"""A cell: the indicator's code and the column."""

_INPUTS = (Column.VALUE, Column.AS_OF, Column.MISSING, Column.NOTE)
_NAME, _NOW = "name", "now"


@dataclass(eq=False)
class Typed(Paper):
    """Figures being typed: the table as it began, as it is sent (with what was typed before), and what was edited."""

    base: pd.DataFrame = field(default_factory=pd.DataFrame)
    sent: pd.DataFrame = field(default_factory=pd.DataFrame)
    sent_times: int = 0
    edits: dict[Place, str] = field(default_factory=dict)

    @property
    def editor(self) -> str:
        """The key of its table."""
        return f"typed-{self.key}-{self.sent_times}"


def show(view: View) -> None:
    """The table to type into, then what comes of it."""
    st.header(_("Type figures without a file"), anchor=False)
    options = view.kept(confirm.departments_asked)
    department = st.selectbox(
        _("Department"), list(options), format_func=options.__getitem__, key="upload_department", width=400,
        persist_state="session",
    )  # fmt: skip
    paper = _paper(view, (department if department in options else None) or None)
    if paper.base.empty:
        st.info(_("No figures are asked of this department."))
    elif not access.may_register():
        st.info(plain(access.closed()), icon=":material/lock:")
    elif paper.receipt is None:
        _table(view, paper)
    if paper.rows:
        confirm.show(view, paper)
        finish.actions(view, [paper])
    else:
        finish.back()


def _paper(view: View, department: str | None) -> Typed:
    place, own = (view.city.code, view.year, department), desk.desk()
    paper = own.typed.get(place)
    if not isinstance(paper, Typed):
        base = view.kept(_base, department)
        paper = Typed(own.new_key(), place=place, base=base, sent=base)
        own.typed[place] = paper
    return paper


def _base(view: View, department: str | None) -> pd.DataFrame:
    """What is registered, as text: a row for each indicator asked for, by its code."""
    asked = Form(view.plan, view.year, department, 0, view.last_closed).indicators
    now = {one.code: one.actual(view.year) for one in asked}
    cells = {
        one.code: {_NAME: f"{one.code} {one.name}", _NOW: figure.actual(one, now[one.code])}
        | _texts(one, now[one.code])
        for one in asked
    }
    return pd.DataFrame.from_dict(cells, orient="index")


def _texts(one: Indicator, entry: Actual | None) -> dict[str, str]:
    """A figure as somebody would type it."""
    texts = dict.fromkeys(_INPUTS, "")
    if entry is not None:
        texts |= {Column.AS_OF: fiscal.month_label(entry.as_of) if entry.as_of else "", Column.NOTE: entry.note or ""}
        if entry.missing is not None:
            texts[Column.MISSING] = terms.label(entry.missing)
        elif entry.value is not None:
            texts[Column.VALUE] = ("約" if entry.approximate else "") + _number(one, entry)
    return {column.value: text for column, text in texts.items()}


def _number(one: Indicator, entry: Actual) -> str:
    if one.value_type is ValueType.YES_NO:
        return "実施" if entry.value == 1 else "未実施"
    return f"{entry.value:f}"


def _table(view: View, paper: Typed) -> None:
    """The table; it is sent anew with what was typed before when somebody comes back to it."""
    st.caption(
        _("Edit the cells that change. They are checked at once; nothing is stored until “Register” is pressed.")
    )
    if paper.edits and paper.editor not in st.session_state:
        paper.sent, paper.sent_times = _edited(paper.base, paper.edits), paper.sent_times + 1
    text = st.column_config.TextColumn
    columns = {
        _NAME: text(_("Indicator"), disabled=True, pinned=True, width="medium"),
        _NOW: text(_("On record"), disabled=True, width="small"),
        Column.VALUE.value: text(_("Actual"), width="small", help=_("Also 約30 or 1,234件.")),
        Column.AS_OF.value: text(_("as of"), width="small"),
        Column.MISSING.value: st.column_config.SelectboxColumn(
            _("Why there is none"), options=[terms.label(reason) for reason in Missing], width=120
        ),
        Column.NOTE.value: text(_("Causes and what will be done"), width="large"),
    }
    table = st.data_editor(
        paper.sent, hide_index=True, column_config=columns, key=paper.editor, num_rows="fixed", placeholder="",
        alt=_("Figures of {year} to be typed", year=fiscal.wareki(view.year)),
    )  # fmt: skip
    edits = _edits(paper.base, table)
    if edits != paper.edits:
        touched = {code for (code, column), text in edits.items() ^ paper.edits.items()}
        paper.words = {place: word for place, word in paper.words.items() if word.cell not in touched}
        paper.edits = edits
    paper.rows = _rows(view.plan, view.year, edits)


def _edited(base: pd.DataFrame, edits: Mapping[Place, str]) -> pd.DataFrame:
    table = base.copy()
    for (code, column), text in edits.items():
        table.loc[code, column.value] = text
    return table


def _edits(base: pd.DataFrame, table: pd.DataFrame) -> dict[Place, str]:
    """The cells whose text is another than at the beginning."""
    return {
        (code, column): now
        for column in _INPUTS
        for code, before, now in zip(
            base.index, base[column.value], table[column.value].fillna("").map(str.strip), strict=True
        )
        if before != now
    }


def _rows(plan: Plan, year: int, edits: Mapping[Place, str]) -> tuple[Row, ...]:
    """The edited rows in full. A figure in the place of a reason does away with the reason, and the other way round."""
    rows = []
    for code in dict.fromkeys(code for code, _column in edits):
        one = plan.indicator(code)
        if one is None:
            continue
        own = {column.value: text for (its, column), text in edits.items() if its == code}
        texts = _texts(one, one.actual(year))
        for column, other in ((Column.VALUE, Column.MISSING), (Column.MISSING, Column.VALUE)):
            if own.get(column.value) and other.value not in own:
                texts[other.value] = ""
        texts |= own
        texts[Column.MISSING.value] = _reasons().get(texts[Column.MISSING.value], texts[Column.MISSING.value])
        rows.append(Row(code, {column: Cell("", "", texts[column.value] or None) for column in _INPUTS}))
    return tuple(rows)


@cache
def _reasons() -> dict[str, str]:
    """What a reason is called in the form, by what it is called on the screens."""
    with speaking("ja"):
        form = {reason: terms.label(reason) for reason in Missing}
    called: dict[str, str] = {}
    for language in LANGUAGES:
        with speaking(language):
            called |= {terms.label(reason): form[reason] for reason in Missing}
    return called

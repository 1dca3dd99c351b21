"""What registering a return changes: figures and schedule old → new, the status before
and after, the charts as they will be.
"""

from collections.abc import Iterable
from typing import Any

import pandas as pd
import streamlit as st

from dxkpi import charts, fiscal
from dxkpi.findings import Finding, Severity
from dxkpi.plan import Indicator
from dxkpi.returns import CheckedReturn, ReturnChange
from dxkpi.returns.form_columns import ACTUALS_SHEET
from dxkpi.rules import judge_years
from dxkpi.web.common.chart_block import show_chart
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import SEPARATOR, faint, plain, status_badge, strong
from dxkpi.web.upload.desk import Answered
from dxkpi.wording.figures import recorded_figure_text, recorded_progress_text
from dxkpi.wording.findings import finding_text

_LISTED, _DRAWN = 60, 6


def show(answered: Answered) -> None:
    """Old → new with the status before and after, the charts with the new points, and
    how things were read.
    """
    with st.container(border=True):
        st.markdown(
            strong(_("What changes when it is registered"))
            + " "
            + faint(_("nothing is stored yet"))
        )
        figures_, bars = answered.kept(_figure_table), answered.kept(_bar_table)
        if figures_.empty and bars.empty:
            st.markdown(_("Nothing changes: everything stands in the store already."))
        if not figures_.empty:
            st.table(
                figures_,
                border="horizontal",
                hide_index=True,
                alt=_("Figures before and after"),
            )
        if not bars.empty:
            st.table(
                bars,
                border="horizontal",
                hide_index=True,
                alt=_("Progress of the schedule before and after"),
            )
        _pictures(answered)
        _readings(answered)


def _figure_table(answer: CheckedReturn) -> pd.DataFrame:
    form, changed = answer.form, _by_place(answer.changes)
    open_: dict[str, Finding] = {}
    for found in answer.findings:
        if found.place and found.severity in (Severity.ERROR, Severity.HOLD):
            open_.setdefault(found.place, found)
    return pd.DataFrame(
        [
            {
                _("Indicator"): plain(f"{one.code} {one.name}"),
                _("Figure (now → new)"): _old_new(
                    answer, one, changed.get(one.code, {}), open_.get(one.code)
                ),
                _("Status"): _statuses(answer, one),
            }
            for one in form.indicators
            if one.code in changed or one.code in open_
        ]
    )


def _by_place(changes: Iterable[ReturnChange]) -> dict[str, dict[str, ReturnChange]]:
    found: dict[str, dict[str, ReturnChange]] = {}
    for change in changes:
        found.setdefault(change.place, {})[change.field] = change
    return found


def _old_new(
    answer: CheckedReturn,
    one: Indicator,
    fields: dict[str, ReturnChange],
    open_: Finding | None,
) -> str:
    """None → 18.2% and what else changes of it; a mark where something is to be mended
    or confirmed first.
    """
    now, new = one.actual(answer.form.fiscal_year), answer.actuals.get(one.code)
    words = [plain(recorded_figure_text(one, now, current_language()))]
    if {"value", "missing", "approximate"} & fields.keys() and new is not None:
        words.append("→ " + strong(recorded_figure_text(one, new, current_language())))
    if open_ is not None:
        mend = open_.severity is Severity.ERROR
        to_do = (
            _("× see {cell}", cell=at(open_))
            if mend
            else _("△ see {cell}", cell=at(open_))
        )
        words.append(
            ("" if len(words) > 1 else "→ ")
            + f":{'red' if mend else 'yellow'}-badge[{plain(to_do)}]"
        )
    also = []
    if "as_of" in fields and new is not None and new.as_of:
        also.append(fiscal.month_label(new.as_of))
    if "survey" in fields and new is not None and new.survey is not None:
        answers, felt = new.survey.answers, new.survey.positive
        also.append(
            _(
                "staff survey: {felt} of {answers} answers",
                felt=f"{felt:,}",
                answers=f"{answers:,}",
            )
        )
    if "note" in fields:
        also.append(
            _("causes and what will be done")
            if new is not None and new.note
            else _("without a note")
        )
    return " ".join(words) + (" " + faint(_(", ").join(also)) if also else "")


def _statuses(answer: CheckedReturn, one: Indicator) -> str:
    now = status_badge(answer.form.judged(one).status)
    return (
        f"{now} → {status_badge(answer.new_judgement(one).status)}"
        if one.code in answer.actuals
        else now
    )


def _bar_table(answer: CheckedReturn) -> pd.DataFrame:
    form = answer.form
    return pd.DataFrame(
        [
            {
                _("Entry of the schedule"): plain(
                    f"{bar.measure.number} {bar.item.label}"
                ),
                _("Progress (now → new)"): plain(
                    recorded_progress_text(
                        form.progress.get(bar.key), current_language()
                    )
                )
                + " → "
                + strong(
                    recorded_progress_text(answer.progress[bar.key], current_language())
                ),
                _("Comment"): plain(answer.progress[bar.key].comment or "－"),
            }
            for bar in form.schedule_entries
            if bar.key in answer.progress
        ]
    )


def _pictures(answered: Answered) -> None:
    drawn = answered.kept(_drawn)
    if not drawn:
        return
    st.markdown(faint(_("This is how it looks then (the ring is the new figure)")))
    grid = st.grid(3, min_column_width=260)
    for title, value, spec in drawn:
        with grid.cell():
            st.markdown(plain(title) + SEPARATOR + strong(value))
            show_chart(spec)


def _drawn(answer: CheckedReturn) -> list[tuple[str, str, dict[str, Any]]]:
    """The small chart of each figure that changes, as it will be; the first of many."""
    form = answer.form
    plan = form.plan.with_actuals(answer.actuals)
    years = plan.fiscal_years
    new = [
        i
        for i in plan.indicators
        if i.code in answer.actuals and answer.actuals[i.code].value is not None
    ]
    shown = [one for one in new if charts.chart_form(one) != "nothing"][:_DRAWN]
    return [
        (
            one.name,
            recorded_figure_text(one, answer.actuals[one.code], current_language()),
            charts.small_multiple(
                one,
                judge_years(plan, one, form.last_closed, form.profile),
                current_language(),
                first_year=years[0],
                last_year=years[-1],
                ring=form.fiscal_year,
            ),
        )
        for one in shown
    ]


def _readings(answered: Answered) -> None:
    """How things were read that were not written as the program writes them."""
    told = [f for f in answered.returned.of(Severity.INFO) if f.reason is None]
    if told:
        label = ngettext(
            "{n} reading (registered like this)",
            "{n} readings (registered like this)",
            len(told),
        )
        with st.expander(label, icon=":material/translate:"):
            st.markdown("\n".join(f"- {line(found)}" for found in told[:_LISTED]))


def at(found: Finding) -> str:
    """Where it was found: its cell, on the sheet of figures without the sheet's name,
    else its code.
    """
    if not found.cell:
        return found.place or found.sheet or "－"
    return (
        found.cell
        if found.sheet in (None, "", ACTUALS_SHEET)
        else f"{found.sheet}!{found.cell}"
    )


def line(found: Finding) -> str:
    """A finding in one line of Markdown, with where it was found."""
    return (strong(at(found)) + " " if found.cell or found.place else "") + plain(
        finding_text(found, current_language())
    )

"""The card of what is to hand in: each open thing with until when and what to do next,
then what is done.
"""

from datetime import date

import pandas as pd
import streamlit as st

from dxkpi.actions import Right
from dxkpi.plan import Missing
from dxkpi.plan.round import ReportDeadlines
from dxkpi.returns.outstanding import OpenFigure, OpenTexts, Outstanding
from dxkpi.web.common import access, page_files
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import SEPARATOR, faint, grey_badge, plain, titled
from dxkpi.web.common.view import View
from dxkpi.web.department.own_parts import department_deadline, outstanding
from dxkpi.wording.glossary import marked_label, term_label

_MOST_NAMES = 3

Row = tuple[str, str]
"""What with how it stands, and what to do next; as Markdown."""


def show_hand_in(view: View, department: str | None) -> None:
    """The card, with the ways to the form and to all returns."""
    deadline = department_deadline(view, department)
    with st.container(border=True):
        st.markdown(titled(_("To hand in"), _until(view, deadline)))
        table = view.worded(_hand_in_table, department, view.deadlines)
        if len(table):
            st.table(table, border="horizontal", hide_index=True, alt=_("To hand in"))
        else:
            st.markdown(faint(_("The plan asks for nothing here.")))
        with st.container(horizontal=True, gap="medium"):
            if access.may(Right.REPORT, view.city.code, department):
                show_page_link(
                    page_files.UPLOAD,
                    _("Take the form and register"),
                    ":material/upload_file:",
                )
            show_page_link(page_files.RETURNS, _("Returns"), ":material/fact_check:")


def _until(view: View, deadline: date | None) -> str:
    year = current_language().fiscal_year(view.year)
    if deadline is None:
        return _("report of {year}", year=year)
    day = current_language().month(deadline.isoformat())
    return _("report of {year}, until {day}", year=year, day=day)


def _hand_in_table(
    view: View, department: str | None, deadlines: ReportDeadlines
) -> pd.DataFrame:
    asked = outstanding(view, department)
    of_figures, of_entries = (
        _open_state(view, day, is_due=asked.is_due)
        for day in (deadlines.of_figures(department), deadlines.of_schedule(department))
    )
    rows = [*_open_rows(asked, of_figures, of_entries), *_done_rows(asked)]
    columns = [_("What"), _("What to do next")]
    return pd.DataFrame(rows, columns=columns)


def _open_state(view: View, deadline: date | None, *, is_due: bool) -> str:
    """How everything that is open stands: still to come, or overdue by so many days."""
    if not is_due:
        return grey_badge(_("yet to come"))
    if deadline is None or view.today <= deadline:
        return grey_badge(_("to be handed in"))
    days = (view.today - deadline).days
    late = ngettext("{n} day overdue", "{n} days overdue", days)
    return f":red-badge[! {late}]"


def _open_rows(asked: Outstanding, of_figures: str, of_entries: str) -> list[Row]:
    """What is open, with how its figures and its entries stand."""
    rows: list[Row] = []
    if asked.is_due:
        rows += [_figure_row(figure, of_figures) for figure in asked.figures]
        rows += [_texts_row(texts) for texts in asked.texts]
    elif asked.figures:
        rows.append(_coming_figures_row(asked, of_figures))
    if asked.entries:
        rows.append(_entries_row(asked, of_entries))
    if asked.reports:
        rows.append(_reports_row(asked))
    return rows


def _coming_figures_row(asked: Outstanding, state: str) -> Row:
    names = [figure.indicator.name for figure in asked.figures]
    what = ngettext("{n} figure", "{n} figures", len(names))
    act = _("Once the year is over: the figure, or the reason if there is none yet.")
    return _counted(what, state, names), plain(act)


def _entries_row(asked: Outstanding, state: str) -> Row:
    names = [entry.item.label for entry in asked.entries]
    what = ngettext(
        "Progress of {n} schedule entry",
        "Progress of {n} schedule entries",
        len(names),
    )
    act = _("Sheet 工程: the state. What was reported last stands beside it.")
    return _counted(what, state, names), plain(act)


def _reports_row(asked: Outstanding) -> Row:
    names = [subject.name for subject in asked.reports]
    what = ngettext("Report of {n} initiative", "Report of {n} initiatives", len(names))
    act = _("Sheet 取組: the state, what was done, what it brought.")
    return _counted(what, _state_of_reports(asked), names), plain(act)


def _state_of_reports(asked: Outstanding) -> str:
    """How open reports of work stand: no figure misses them, so they are never overdue."""
    return grey_badge(_("to be handed in") if asked.is_due else _("yet to come"))


def _counted(what: str, state: str, names: list[str]) -> str:
    """How many, and the first of their names beneath."""
    listed = current_language().listed(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    if more > 0:
        listed += SEPARATOR + ngettext("and {n} more", "and {n} more", more)
    return f"{plain(what)} {state}  \n:small[{faint(listed)}]"


def _figure_row(figure: OpenFigure, state: str) -> Row:
    indicator = figure.indicator
    year = current_language().fiscal_year(figure.fiscal_year)
    unit = indicator.unit or _("no unit")
    act = _(
        "Write the figure of {year} ({unit}); if there is none yet, choose the reason.",
        year=year,
        unit=unit,
    )
    reported = figure.reason
    if reported is not None and reported is not Missing.NOT_SUBMITTED:
        reason = term_label(reported, current_language())
        state = f"{state} {faint(reason)}"
    return f"{plain(indicator.name)} {state}", plain(act)


def _texts_row(texts: OpenTexts) -> Row:
    """What its department has not written of an indicator that needs attention."""
    name = texts.judgement.indicator.name
    status = marked_label(texts.judgement.status, current_language())
    lacking = []
    if texts.lacks_reason:
        lacking.append(_("reason"))
    if texts.lacks_countermeasure:
        lacking.append(_("response"))
    what = current_language().listed(lacking)
    title = _("{what} for “{name}”", what=what, name=name)
    act = _("It is “{status}”: write one sentence in the form.", status=status)
    not_written = grey_badge(_("not written"))
    return f"{plain(title)} {not_written}", plain(act)


def _done_rows(asked: Outstanding) -> list[Row]:
    """What is in, and needs nothing more."""
    done = (
        (asked.figures_done, ngettext("{n} figure", "{n} figures", asked.figures_done)),
        (
            asked.entries_done,
            ngettext(
                "Progress of {n} schedule entry",
                "Progress of {n} schedule entries",
                asked.entries_done,
            ),
        ),
        (
            asked.reports_done,
            ngettext(
                "Report of {n} initiative",
                "Report of {n} initiatives",
                asked.reports_done,
            ),
        ),
    )
    registered = _("registered, all is there")
    badge = f":blue-badge[◎ {registered}]"
    nothing_more = faint(_("nothing more"))
    return [(f"{plain(what)} {badge}", nothing_more) for number, what in done if number]

"""提出状況, the year's table: department, stage, figures, reasons for missing ones; and
all years as a file.
"""

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from dxkpi import charts
from dxkpi.returns.round_items import ItemState
from dxkpi.returns.status import ReturnStage
from dxkpi.store import Submission
from dxkpi.web.common.downloads import offer_downloads
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.markdown import faint, plain, strong, unbroken
from dxkpi.web.common.view import View
from dxkpi.web.returns.receipt import count_text, source_label, stage_badge
from dxkpi.web.returns.review_counts import (
    count_in_state,
    review_badges,
    reviewed_items,
)
from dxkpi.web.returns.submissions import (
    Submissions,
    SubmissionStatus,
    statuses_of_all_years,
    statuses_of_year,
)
from dxkpi.wording.glossary import department_name, term_label
from dxkpi.wording.municipality import city_name

_SHORT_WORD = 7


def show_departments(view: View, submissions: Submissions) -> None:
    """The year's returns as a table, and those of all years as a file."""
    year = current_language().fiscal_year(view.year)
    with st.container(key="returns"):  # screen.css knows the table by this key
        st.table(
            view.worded(departments_table, submissions),
            border="horizontal",
            hide_index=True,
            alt=_("Returns of {year} by department", year=year),
        )
    file = partial(returns_csv, submissions=submissions)
    offer_downloads(view, "returns", [], file, with_year=False)


def departments_table(view: View, submissions: Submissions) -> pd.DataFrame:
    """The year's returns by department as a table of Markdown, what needs somebody first."""
    rows = []
    items = reviewed_items(view)
    for status in statuses_of_year(view, submissions):
        reviewed = review_badges(items.get(status.department, ()))
        badge = stage_badge(
            status.stage, overdue=status.overdue, are_figures_in=bool(reviewed)
        )
        name = department_name(status.department, current_language())
        rows.append(
            {
                _("Department"): plain(name),
                _("State, when, by whom"): _in_one_cell(
                    badge, reviewed, _handed_in(status)
                ),
                _("Reported"): _reported(status),
            }
        )
    return pd.DataFrame(rows)


def _in_one_cell(*texts: str) -> str:
    return " ".join(text for text in texts if text)


def _reported(status: SubmissionStatus) -> str:
    """How many of the figures asked for are there, why others are not, and how many
    entries of the schedule are asked.
    """
    texts = []
    if status.asked:
        texts.append(strong(f"{status.reported}") + plain(f"/{status.asked}"))
    texts += [_on_one_line_if_short(gap) for gap in _gaps(status)]
    if status.entries_asked:
        entries = ngettext(
            "{n} entry of the schedule",
            "{n} entries of the schedule",
            status.entries_asked,
        )
        texts.append(f":gray[{_on_one_line_if_short(entries)}]")
    if status.reports_made or not (status.asked or status.entries_asked):
        reports = _(
            "initiatives {made}/{asked}",
            made=status.reports_made,
            asked=status.reports_asked,
        )
        texts.append(f":gray[{_on_one_line_if_short(reports)}]")
    return current_language().listed(texts)


def _on_one_line_if_short(text: str) -> str:
    if len(text) <= _SHORT_WORD:
        return unbroken(text)
    return plain(text)


def _gaps(status: SubmissionStatus) -> list[str]:
    """Why figures are missing, and how many are still open."""
    language = current_language()
    gaps = [
        count_text(term_label(reason, language), count)
        for reason, count in status.missing
    ]
    if status.open and status.stage is not ReturnStage.NOT_DUE:
        gaps.append(count_text(_("open"), status.open))
    return gaps


def _handed_in(status: SubmissionStatus) -> str:
    """When and by whom, and what it changed."""
    submission = status.decisive
    if submission is None:
        return ""
    who = submission.who
    if status.stage is ReturnStage.WITHDRAWN:
        who = submission.withdrawn_by or who
    texts = [
        current_language().short_moment(submission.withdrawn_at or submission.at),
        plain(who),
    ]
    if status.whole:
        texts.append(faint(_("with all departments")))
    elif status.stage is ReturnStage.REGISTERED:
        changed = ngettext("{n} value changed", "{n} values changed", status.changed)
        texts.append(faint(changed))
    return " ".join(texts)


def returns_csv(view: View, submissions: Submissions) -> bytes:
    """Every department in every year: the table and the picture of the page as one file."""
    statuses = statuses_of_all_years(view, submissions)
    return charts.csv_file(pd.DataFrame([_csv_row(view, s) for s in statuses]))


def _csv_row(view: View, status: SubmissionStatus) -> dict[str, object]:
    language = current_language()
    of_year = replace(view, year=status.fiscal_year)
    items = reviewed_items(of_year).get(status.department, ())
    deadline = of_year.deadlines.of_figures(status.department)
    stage = term_label(status.stage, language)
    if status.overdue:
        stage = language.listed([stage, _("overdue")])
    return {
        _("municipality"): city_name(view.city, language),
        _("Department"): department_name(status.department, language),
        _("fiscal year"): language.fiscal_year_title(status.fiscal_year),
        _("State"): stage,
        _("deadline"): deadline.isoformat() if deadline else "",
        _("figures asked for"): status.asked,
        _("figures reported"): status.reported,
        _("Without figure"): language.listed(_gaps(status)),
        _("entries of the schedule"): status.entries_asked,
        _("initiatives to report"): status.reports_asked,
        _("initiatives reported"): status.reports_made,
        **_receipt_cells(status.decisive),
        _("values changed"): status.changed,
        _("sent back"): count_in_state(items, ItemState.SENT_BACK) if items else "",
        _("final"): count_in_state(items, ItemState.CONFIRMED) if items else "",
    }


def _receipt_cells(submission: Submission | None) -> dict[str, object]:
    """The return that counts; empty cells where none came in."""
    titles = (_("receipt number"), _("registered at"), _("by whom"), _("file"))
    if submission is None:
        return dict.fromkeys(titles, "")
    cells = (
        submission.number,
        current_language().moment(submission.at),
        submission.who,
        source_label(submission),
    )
    return dict(zip(titles, cells, strict=True))

"""What the plan asks for in the year, as long as nothing of it is judged."""

from datetime import date

import pandas as pd
import streamlit as st

from dxkpi.returns.figure_counts import plan_figure_counts
from dxkpi.rules import Judgement, Status
from dxkpi.rules.year_tasks import TaskCount, YearTasks, has_figure, year_tasks
from dxkpi.text.width import cut_to_width
from dxkpi.web.common import page_files
from dxkpi.web.common.language import _, current_language, ngettext
from dxkpi.web.common.links import show_page_link
from dxkpi.web.common.markdown import grey_badge, plain, strong
from dxkpi.web.common.view import View
from dxkpi.web.overview.card_head import card_head
from dxkpi.web.overview.due import due_rows
from dxkpi.wording.agenda import schedule_headline
from dxkpi.wording.glossary import marked_label

_NAME_EMS = 16


def has_this_year(view: View) -> bool:
    """Whether there is anything to say."""
    return bool(_rows(view)) or bool(view.worded(_schedule_sentence))


def show_this_year(view: View) -> None:
    """The card: what is to be handed in and until when, and how the plan is divided."""
    with st.container(gap="xsmall"):
        _show_tasks(view)


def _show_tasks(view: View) -> None:
    title = view.worded(_title)
    with card_head(strong(title)):
        if view.worded(_schedule_sentence) and not due_rows(view):
            show_page_link(page_files.SCHEDULE, _("Open the schedule"))
    if _rows(view):
        st.table(view.worded(_table), border="horizontal", hide_index=True, alt=title)
    sentence = view.worded(_schedule_sentence)
    if sentence:
        st.markdown(f":small[{plain(sentence)}]")


def _title(view: View) -> str:
    if not _rows(view):
        return _("schedule")
    year = current_language().fiscal_year(view.year)
    if view.year <= view.last_closed:
        return _("Reports of {year}", year=year)
    if view.year == view.last_closed + 1:
        return _("To do this year")
    return _("To do in {year}", year=year)


def _schedule_sentence(view: View) -> str:
    return schedule_headline(view.plan, view.year, view.last_closed, current_language())


def _tasks(view: View) -> YearTasks:
    return view.kept(_year_tasks)


def _year_tasks(view: View) -> YearTasks:
    return year_tasks(view.plan, view.judgements(), view.year, view.progress())


def _table(view: View) -> pd.DataFrame:
    columns = (_("What"), _("Until"), _("State"))
    return pd.DataFrame(_rows(view), columns=columns)


def _rows(view: View) -> list[tuple[str, str, str]]:
    return view.worded(_worded_rows)


def _worded_rows(view: View) -> list[tuple[str, str, str]]:
    tasks, deadlines = _tasks(view), view.deadlines
    rows = []
    if tasks.survey is not None:
        name = cut_to_width(tasks.survey.indicator.name, _NAME_EMS)
        survey = _survey_count(tasks.survey)
        rows.append((plain(name), _survey_month(view, tasks), _state(view, survey)))
    figures, entries = view.kept(_other_figures), tasks.entries
    if figures.total:
        what = ngettext(
            "Figure of {n} indicator", "Figures of {n} indicators", figures.total
        )
        handing_in = _handing_in(deadlines.of_figures())
        rows.append((what, handing_in, _state(view, figures)))
    if entries.total:
        what = ngettext(
            "State of {n} schedule entry",
            "State of {n} schedule entries",
            entries.total,
        )
        handing_in = _handing_in(deadlines.of_schedule())
        rows.append((what, handing_in, _state(view, entries)))
    return rows


def _survey_count(judgement: Judgement) -> TaskCount:
    waits = judgement.status is Status.UNCONFIRMED
    return TaskCount(1, int(has_figure(judgement)), int(waits))


def _other_figures(view: View) -> TaskCount:
    """How many figures besides the survey's the year asks for once it is over."""
    day = max(view.today, date(view.year + 1, 4, 1))
    survey = _tasks(view).survey
    surveyed = survey.indicator.measured if survey is not None else ()
    codes = [indicator.code for indicator in surveyed]
    counts = plan_figure_counts(view.plan, view.year, day, without=codes)
    return TaskCount(counts.asked, counts.reported, counts.unconfirmed)


def _survey_month(view: View, tasks: YearTasks) -> str:
    if tasks.month is None:
        return _("end of {year}", year=current_language().short_year(view.year))
    return current_language().short_month(tasks.month)


def _handing_in(deadline: date | None) -> str:
    """When the reports of the year are to be in; after its end where no day is set."""
    if deadline is None:
        return _("after its end")
    return current_language().short_month(deadline.isoformat())


def _state(view: View, count: TaskCount) -> str:
    """How much is in, as a badge."""
    if count.is_done:
        label = _("all registered")
        return f":blue-badge[◎ {label}]"
    is_over = view.year <= view.last_closed
    if count.unconfirmed:
        waits = marked_label(Status.UNCONFIRMED, current_language())
        share = _("{n} of {total}", n=count.unconfirmed, total=count.total)
        return grey_badge(f"{waits} {share}")
    if count.given:
        share = _("{n} of {total}", n=count.given, total=count.total)
        return f":{'yellow' if is_over else 'gray'}-badge[{share}]"
    label = _("not reported") if is_over else _("to come")
    return grey_badge(label)

"""What was reported of a measure's initiatives in the year, and how the city marked it."""

import streamlit as st

from dxkpi.plan import Measure, OwnMark, YearlyReport
from dxkpi.plan.yearly_report import marks_of_year
from dxkpi.rules import ReportSubject, count_reports, has_reports, report_subjects
from dxkpi.web.common.language import _, current_language
from dxkpi.web.common.markdown import (
    SEPARATOR,
    faint,
    grey_badge,
    plain,
    plain_lines,
    strong,
)
from dxkpi.web.common.opened_items import show_fold
from dxkpi.web.common.own_marks import mark_line
from dxkpi.web.common.session import WidgetKeys
from dxkpi.web.common.view import View
from dxkpi.wording.glossary import field_label
from dxkpi.wording.yearly_reports import (
    TEXT_FIELDS,
    marks_text,
    report_count_parts,
    state_text,
)

_KEYS = WidgetKeys("plan")
_REPORT = "report "
"""What tells a report that is opened from the measure of the same number."""


def shows_years(view: View) -> bool:
    """Whether the page is of a year: something was reported or marked in some year."""
    return bool(view.timeless.kept(_has_reports))


def _has_reports(view: View) -> bool:
    plan = view.plan
    measures = [
        *(policy.marks for policy in plan.policies),
        *(measure.marks for measure in plan.measures),
        *(
            initiative.marks
            for measure in plan.measures
            for initiative in measure.initiatives
        ),
    ]
    return has_reports(plan) or any(measures)


def show_year_reports(view: View, measure: Measure) -> None:
    """The measure's marks of the year, and each of its initiatives to be opened."""
    if not shows_years(view):
        return
    subjects = _subjects(view, measure)
    if not any(subject.initiative is None for subject in subjects):
        _show_marks(marks_of_year(measure.marks, view.year))
    if not _is_anything_reported(view, subjects):
        return
    st.markdown(_title(view, subjects))
    for subject in subjects:
        _show_subject(view, subject)


def _subjects(view: View, measure: Measure) -> list[ReportSubject]:
    """Its initiatives; the measure as a whole first, where it has a report of its own."""
    subjects = [
        subject
        for subject in report_subjects(view.plan)
        if subject.measure.number == measure.number
    ]
    whole = ReportSubject(measure)
    if measure.initiatives and whole.report(view.year) is not None:
        subjects.insert(0, whole)
    return subjects


def _is_anything_reported(view: View, subjects: list[ReportSubject]) -> bool:
    """Whether a report is to be shown, or to be missed where others were made."""
    if has_reports(view.plan):
        return True
    return any(marks_of_year(subject.marks, view.year) for subject in subjects)


def _title(view: View, subjects: list[ReportSubject]) -> str:
    """What stands below, with how many initiatives stand how."""
    year = current_language().fiscal_year(view.year)
    title = _("What was reported for {year}", year=year)
    counts = count_reports(subjects, view.year)
    counted = report_count_parts(counts, current_language())
    return f"{strong(title)} {faint('・'.join(counted))}"


def _show_subject(view: View, subject: ReportSubject) -> None:
    """An initiative in one line; what was said of it stands in it."""
    report = subject.report(view.year)
    marks = marks_of_year(subject.marks, view.year)
    line = _subject_line(subject, subject.standing(view.year), marks)
    is_readable = report is not None and not report.is_unconfirmed
    if not is_readable and not marks:
        last = subject.last_before(view.year)
        st.markdown(line + _last_text(last))
        return
    with show_fold(_KEYS, f"{_REPORT}{subject.code}", line):
        if report is not None and is_readable:
            _show_texts(report)
        _show_marks(marks)


def _subject_line(
    subject: ReportSubject, report: YearlyReport | None, marks: tuple[OwnMark, ...]
) -> str:
    language = current_language()
    number = subject.initiative.number if subject.initiative else subject.code
    parts = [
        plain(f"{number} {subject.name}"),
        grey_badge(plain(state_text(report, language))),
    ]
    if marks:
        parts.append(faint(marks_text(marks, language)))
    return SEPARATOR.join(parts)


def _last_text(last: YearlyReport | None) -> str:
    """What was last reported before; nothing where nothing was."""
    if last is None:
        return ""
    year = current_language().fiscal_year(last.fiscal_year)
    state = state_text(last, current_language())
    return SEPARATOR + faint(
        _("last reported for {year}: {state}", year=year, state=state)
    )


def _show_texts(report: YearlyReport) -> None:
    """The four texts, each under its name, as somebody wrote them."""
    paragraphs = []
    for name, text in zip(TEXT_FIELDS, report.texts, strict=True):
        if text:
            title = strong(field_label(name, current_language()))
            paragraphs.append(f"{title}  \n{plain_lines(text)}")
    if paragraphs:
        st.markdown("\n\n".join(paragraphs))
    else:
        st.caption(_("No more than the state was reported."))


def _show_marks(marks: tuple[OwnMark, ...]) -> None:
    """Who judged how, when and why."""
    if marks:
        st.markdown("\n".join(f"- {mark_line(mark)}" for mark in marks))

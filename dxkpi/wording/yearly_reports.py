"""Yearly reports of initiatives and the city's own marks in words."""

from dxkpi.plan import OwnMark, YearlyReport
from dxkpi.rules import MarkCount, ReportCount
from dxkpi.wording.glossary import field_label, term_label
from dxkpi.wording.language import Language

TEXT_FIELDS = ("done", "results", "difficulties", "next_steps")
"""The texts of a report, in the order in which they are asked and shown."""


def report_in_short(report: YearlyReport, language: Language) -> str:
    """A report in one line: its state, then its texts with what each is."""
    parts = []
    if report.state is not None:
        parts.append(term_label(report.state, language))
    for name, text in zip(TEXT_FIELDS, report.texts, strict=True):
        if text:
            parts.append(f"{field_label(name, language)}: {text}")
    return " / ".join(parts)


def mark_in_short(mark: OwnMark) -> str:
    """A mark in one line, its text behind it."""
    return " ".join(part for part in (mark.mark, mark.text) if part)


def report_count_text(count: ReportCount, language: Language) -> str:
    """How the initiatives stand: 取組75件: 完了12・実施中50・未報告13."""
    _ = language.gettext
    parts = [f"{term_label(state, language)} {n}" for state, n in count.states]
    if count.stateless:
        parts.append(_("reported without a state {n}", n=count.stateless))
    if count.unreported:
        parts.append(_("not reported {n}", n=count.unreported))
    return _("Initiatives {n}: {states}", n=count.total, states=" · ".join(parts))


def mark_count_text(count: MarkCount, language: Language) -> str:
    """How often a judge gave each mark: 本部評価 ◎ 3 ○ 12 △ 4."""
    marks = "  ".join(f"{mark} {n}" for mark, n in count.marks)
    return f"{term_label(count.by, language)}: {marks}"

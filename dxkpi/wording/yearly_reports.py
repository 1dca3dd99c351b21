"""Yearly reports of initiatives and the city's own marks in words."""

from collections.abc import Iterable

from dxkpi.plan import OwnMark, YearlyReport
from dxkpi.rules import MarkCount, ReportCount, Status
from dxkpi.wording.glossary import field_label, marked_label, term_label
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
    parts = report_count_parts(count, language)
    return _("Initiatives {n}: {states}", n=count.total, states="・".join(parts))


def report_count_parts(count: ReportCount, language: Language) -> list[str]:
    """How many initiatives are in each state: 完了 12; those whose report waits to be
    confirmed, and those without one, last.
    """
    _ = language.gettext
    parts = [f"{term_label(state, language)} {n}" for state, n in count.states]
    if count.stateless:
        parts.append(_("reported without a state {n}", n=count.stateless))
    if count.unconfirmed:
        label = term_label(Status.UNCONFIRMED, language)
        parts.append(f"{label} {count.unconfirmed}")
    if count.unreported:
        parts.append(_("not reported {n}", n=count.unreported))
    return parts


def mark_count_text(count: MarkCount, language: Language) -> str:
    """How often a judge gave each mark: 本部評価 ◎ 3 ○ 12 △ 4."""
    marks = "  ".join(f"{mark} {n}" for mark, n in count.marks)
    return f"{term_label(count.by, language)}　{marks}"


def marks_text(marks: Iterable[OwnMark], language: Language) -> str:
    """The marks of a year with who gave each: 担当課評価 ◎、本部評価 ○."""
    texts = []
    for mark in marks:
        judgement = mark.mark or language.gettext("opinion")
        texts.append(f"{term_label(mark.by, language)} {judgement}")
    return language.listed(texts)


def mark_date_text(mark: OwnMark, language: Language) -> str:
    """When it was decided; empty where nobody says so."""
    return language.month(mark.decided) if mark.decided else ""


def mark_difference_text(mark: OwnMark, status: Status, language: Language) -> str:
    """That a mark says something else than the status, and why, as far as it is said."""
    _ = language.gettext
    differs = _(
        "{by} is {mark}, but by calculation it is “{status}”.",
        by=term_label(mark.by, language),
        mark=mark.mark,
        status=term_label(status, language),
    )
    reason = _("No reason is given.")
    if mark.text:
        reason = _("Reason: {reason}", reason=mark.text)
    return language.sentences((differs, reason))


def state_text(report: YearlyReport | None, language: Language) -> str:
    """How an initiative stands by its report, with its mark: ◎ 完了; 未報告 without one."""
    _ = language.gettext
    if report is None:
        return _("not reported")
    if report.is_unconfirmed:
        return marked_label(Status.UNCONFIRMED, language)
    if report.state is None:
        return _("reported")
    return marked_label(report.state, language)

"""What was reported of the schedule and of initiatives, in words."""

from dxkpi.plan import Progress
from dxkpi.plan.review import ItemKind
from dxkpi.returns.round_items import RoundItem
from dxkpi.rules import EntryKey, report_subjects, reportable_entries
from dxkpi.web.common.language import current_language
from dxkpi.web.common.markdown import plain, strong
from dxkpi.web.common.view import View
from dxkpi.wording.figures import recorded_progress_text
from dxkpi.wording.yearly_reports import report_in_short


def reported_lines(view: View, item: RoundItem) -> list[str]:
    """An entry or an initiative: what was reported last, what is reported, in Markdown."""
    if item.kind is ItemKind.ENTRY:
        return _entry_lines(view, item.code)
    return _initiative_lines(view, item.code)


def _entry_lines(view: View, code: str) -> list[str]:
    keys = {entry.code: entry.key for entry in reportable_entries(view.plan)}
    language = current_language()
    now = view.progress().get(keys[code])
    before = view.kept(_progress_before).get(keys[code])
    line = strong(recorded_progress_text(now, language))
    if before is not None:
        year = language.fiscal_year(before.fiscal_year)
        label = f"{year} {recorded_progress_text(before, language)}"
        line = f"{plain(label)} → {line}"
    comment = None if now is None else now.comment
    return [line, plain(comment)] if comment else [line]


def _progress_before(view: View) -> dict[EntryKey, Progress]:
    listed = view.listed
    progress = view.store.progress(listed.key, view.year - 1, listed.known_at)
    return dict(progress)


def _initiative_lines(view: View, code: str) -> list[str]:
    subjects = {subject.code: subject for subject in report_subjects(view.plan)}
    subject, language = subjects[code], current_language()
    reports = (subject.last_before(view.year), subject.report(view.year))
    return [
        f"{strong(language.fiscal_year(report.fiscal_year))} "
        f"{plain(report_in_short(report, language))}"
        for report in reports
        if report is not None
    ]

"""What was registered while a draft was being looked at, in words."""

from collections.abc import Iterator

from dxkpi import fiscal
from dxkpi.returns import CheckedReturn, ReturnForm
from dxkpi.web.common import cached
from dxkpi.web.common.language import _, current_language
from dxkpi.web.upload.draft_return import FormAddress
from dxkpi.wording.figures import recorded_figure_text, recorded_progress_text
from dxkpi.wording.yearly_reports import state_text


def changes_meanwhile(
    before: CheckedReturn | None, now: CheckedReturn | None
) -> tuple[str, ...]:
    """Which figures and entries of the same form were written between two answers, and
    by whom; what a file before it in the batch would change is none of them.
    """
    if before is None or now is None:
        return ()
    old, new = before.form, now.form
    if _address(old) != _address(new):
        return ()
    return (
        *_changed_figures(old, new),
        *_changed_entries(old, new),
        *_changed_reports(old, new),
    )


def _address(form: ReturnForm) -> FormAddress:
    return FormAddress(form.plan.key, form.fiscal_year, form.department)


def _changed_figures(old: ReturnForm, new: ReturnForm) -> Iterator[str]:
    language, year = current_language(), new.fiscal_year
    changed_since = cached.store().changed_since(new.plan.key, year, old.revision)
    for indicator in new.indicators:
        earlier = old.plan.indicator(indicator.code)
        figure_before = earlier.actual(year) if earlier else None
        figure_now = indicator.actual(year)
        change = changed_since.get(indicator.code)
        if figure_before == figure_now or change is None:
            continue
        yield _(
            "{name}: {old} → {new} ({who}, {when})",
            name=indicator.name,
            old=recorded_figure_text(indicator, figure_before, language),
            new=recorded_figure_text(indicator, figure_now, language),
            who=change.who,
            when=fiscal.moment_label(change.at),
        )


def _changed_entries(old: ReturnForm, new: ReturnForm) -> Iterator[str]:
    language = current_language()
    changed_since = cached.store().progress_changed_since(
        new.plan.key, new.fiscal_year, old.revision
    )
    for entry in new.schedule_entries:
        before, now = old.progress.get(entry.key), new.progress.get(entry.key)
        change = changed_since.get(entry.key)
        if before == now or change is None:
            continue
        yield _(
            "{name}: {old} → {new} ({who}, {when})",
            name=entry.item.label,
            old=recorded_progress_text(before, language),
            new=recorded_progress_text(now, language),
            who=change.who,
            when=fiscal.moment_label(change.at),
        )


def _changed_reports(old: ReturnForm, new: ReturnForm) -> Iterator[str]:
    language, year = current_language(), new.fiscal_year
    changed_since = cached.store().reports_changed_since(
        new.plan.key, year, old.revision
    )
    reported = {subject.key: subject.report(year) for subject in old.report_subjects}
    for subject in new.report_subjects:
        before, now = reported.get(subject.key), subject.report(year)
        change = changed_since.get(subject.key)
        if before == now or change is None:
            continue
        yield _(
            "{name}: {old} → {new} ({who}, {when})",
            name=subject.name,
            old=state_text(before, language),
            new=state_text(now, language),
            who=change.who,
            when=fiscal.moment_label(change.at),
        )

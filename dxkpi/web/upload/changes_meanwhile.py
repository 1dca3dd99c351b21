"""What was registered while a draft was being looked at, in words."""

from collections.abc import Iterator

from dxkpi.plan import Actual, Indicator
from dxkpi.returns import CheckedReturn, ReturnForm
from dxkpi.web.common import cached
from dxkpi.web.common.language import current_language
from dxkpi.web.common.seen_changes import change_line
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
    years = {indicator.code: new.figure_year(indicator) for indicator in new.indicators}
    store = cached.store()
    changed_since = {
        year: store.changed_since(new.plan.key, year, old.revision)
        for year in set(years.values())
    }
    for indicator in new.indicators:
        year = years[indicator.code]
        earlier = old.plan.indicator(indicator.code)
        figure_before = earlier.actual(year) if earlier else None
        figure_now = indicator.actual(year)
        change = changed_since[year].get(indicator.code)
        if figure_before == figure_now or change is None:
            continue
        before, now = _figure_texts(indicator, figure_before, figure_now)
        yield change_line(indicator.name, before, now, change.who, change.at)


def _figure_texts(
    indicator: Indicator, before: Actual | None, now: Actual | None
) -> tuple[str, str]:
    """Two figures as texts that differ: where the figure stays, with what was written."""
    language = current_language()
    text_before = recorded_figure_text(indicator, before, language)
    text_now = recorded_figure_text(indicator, now, language)
    if text_before != text_now:
        return text_before, text_now
    return _with_notes(text_before, before), _with_notes(text_now, now)


def _with_notes(text: str, actual: Actual | None) -> str:
    if actual is None:
        return text
    notes = [note for note in (actual.note, actual.countermeasure) if note]
    return " / ".join([text, *notes])


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
        yield change_line(
            entry.item.label,
            recorded_progress_text(before, language),
            recorded_progress_text(now, language),
            change.who,
            change.at,
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
        yield change_line(
            subject.name,
            state_text(before, language),
            state_text(now, language),
            change.who,
            change.at,
        )

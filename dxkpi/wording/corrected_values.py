"""What a return corrects of an earlier one, in words: before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dxkpi.plan import Indicator, Judge, Survey
from dxkpi.returns import CheckedReturn, ReportableEntry, ReturnChange
from dxkpi.wording.figures import (
    counts_text,
    recorded_figure_text,
    recorded_progress_text,
)
from dxkpi.wording.glossary import field_label, term_label
from dxkpi.wording.language import Language

_OF_FIGURE = frozenset(("value", "numerator", "denominator", "missing", "approximate"))
"""Fields that are told as one figure."""

_OF_PROGRESS = frozenset(("state", "percent"))
"""Fields of an entry of the schedule that are told as one."""


@dataclass(frozen=True)
class CorrectedValue:
    """A figure or text that is corrected: of what, which of it, before and after; an empty
    text where there was or is nothing.
    """

    code: str
    name: str
    label: str
    before: str
    after: str


def corrected_values(
    checked: CheckedReturn, language: Language
) -> Iterator[CorrectedValue]:
    """All that a return corrects, in the order of the form."""
    indicators = {one.code: one for one in checked.form.indicators}
    entries = {one.code: one for one in checked.form.schedule_entries}
    subjects = {one.code: one for one in checked.form.report_subjects}
    told: set[str] = set()
    for change in checked.corrected:
        code = change.place
        if code in indicators:
            if change.field not in _OF_FIGURE:
                yield _value(change, indicators[code].name, language)
            elif code not in told:
                yield _figure(checked, indicators[code], language)
                told.add(code)
        elif code in entries:
            if change.field not in _OF_PROGRESS:
                yield _value(change, entries[code].item.label, language)
            elif code not in told:
                yield _progress(checked, entries[code], language)
                told.add(code)
        elif code in subjects:
            yield _value(change, subjects[code].name, language)


def _figure(
    checked: CheckedReturn, indicator: Indicator, language: Language
) -> CorrectedValue:
    before, after = checked.registered(indicator), checked.actuals.get(indicator.code)
    return CorrectedValue(
        indicator.code,
        indicator.name,
        "",
        recorded_figure_text(indicator, before, language),
        recorded_figure_text(indicator, after, language),
    )


def _progress(
    checked: CheckedReturn, entry: ReportableEntry, language: Language
) -> CorrectedValue:
    before = checked.form.registered_progress(entry)
    after = checked.progress.get(entry.key)
    return CorrectedValue(
        entry.code,
        entry.item.label,
        "",
        recorded_progress_text(before, language),
        recorded_progress_text(after, language),
    )


def _value(change: ReturnChange, name: str, language: Language) -> CorrectedValue:
    label = field_label(change.field, language)
    if change.field == "state":
        label = ""  # the state of an initiative says what it is
    if change.field == "note":
        label = language.gettext("cause")
    if change.field == "mark":
        label = term_label(Judge.DEPARTMENT, language)
    before = _value_text(change, change.old, language)
    after = _value_text(change, change.new, language)
    return CorrectedValue(change.place, name, label, before, after)


def _value_text(change: ReturnChange, value: object, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, Survey):
        return counts_text(value)
    if isinstance(value, StrEnum):
        return term_label(value, language)
    if change.field == "as_of":
        return language.month(str(value))
    return str(value)

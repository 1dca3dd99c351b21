"""What a return corrects of an earlier one, in words: before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dxkpi.plan import Indicator, Judge, Survey
from dxkpi.returns import CheckedReturn, ReportableEntry, ReturnChange, ReturnForm
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
    names = _names_by_place(checked.form)
    listed_as_whole: set[str] = set()
    for change in checked.corrected:
        whole = _whole_value(checked, change, language)
        if whole is None and change.place in names:
            yield _value(change, names[change.place], language)
        if whole is not None and change.place not in listed_as_whole:
            yield whole
            listed_as_whole.add(change.place)


def _names_by_place(form: ReturnForm) -> dict[str, str]:
    names = {subject.code: subject.name for subject in form.report_subjects}
    names |= {entry.code: entry.item.label for entry in form.schedule_entries}
    return names | {indicator.code: indicator.name for indicator in form.indicators}


def _whole_value(
    checked: CheckedReturn, change: ReturnChange, language: Language
) -> CorrectedValue | None:
    """The figure, or the progress, that a changed field is a part of; None where the field
    is told by itself.
    """
    if change.field in _OF_FIGURE:
        indicators = {i.code: i for i in checked.form.indicators}
        indicator = indicators.get(change.place)
        return None if indicator is None else _figure(checked, indicator, language)
    if change.field in _OF_PROGRESS:
        entries = {entry.code: entry for entry in checked.form.schedule_entries}
        entry = entries.get(change.place)
        return None if entry is None else _progress(checked, entry, language)
    return None


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

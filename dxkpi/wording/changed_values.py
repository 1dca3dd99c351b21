"""A value of a plan that changes, in words."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from dxkpi.plan import (
    Decision,
    FormerTarget,
    Indicator,
    OwnMark,
    Plan,
    PlanChange,
    Survey,
    YearlyReport,
)
from dxkpi.text.lines import shortened
from dxkpi.wording import figures, glossary
from dxkpi.wording.decisions import decision_in_short
from dxkpi.wording.department_words import cause_label
from dxkpi.wording.language import Language
from dxkpi.wording.ledger import change_text
from dxkpi.wording.yearly_reports import mark_in_short, report_in_short

_LONGEST_VALUE = 40


@dataclass(frozen=True)
class ChangedFact:
    """A fact of a plan that changes: which, what it was and what it is."""

    place: str
    before: str
    after: str


def changed_fact(change: PlanChange, plan: Plan, language: Language) -> ChangedFact:
    """A change in words; texts are cut to a few of them, counts never."""
    indicator = indicator_of(change, plan)
    return ChangedFact(
        place_text(change, language),
        short_value_text(change.old, language, indicator),
        short_value_text(change.new, language, indicator),
    )


def changed_fact_by_name(
    change: PlanChange, plan: Plan, language: Language
) -> ChangedFact:
    """A change as pages tell it: the indicator by its name, a figure with its unit."""
    indicator = indicator_of(change, plan)
    return ChangedFact(
        place_text(change, language, indicator),
        _value_with_unit(change.old, change, language, indicator),
        _value_with_unit(change.new, change, language, indicator),
    )


def _value_with_unit(
    value: object, change: PlanChange, language: Language, indicator: Indicator | None
) -> str:
    if indicator is None or change.path[-1] != "value":
        return short_value_text(value, language, indicator)
    if not isinstance(value, Decimal):
        return short_value_text(value, language, indicator)
    return figures.figure_text(indicator, value, language)


def indicator_of(change: PlanChange, plan: Plan) -> Indicator | None:
    """The indicator that a change is in; None for any other change."""
    kind, name, *_inside = (*change.path, "")
    return plan.indicator(str(name)) if kind == "indicator" else None


def place_text(
    change: PlanChange, language: Language, indicator: Indicator | None = None
) -> str:
    """Which fact changes: indicator / K01 / actual / FY2025 / value; of an `indicator`
    that is given its name and 要因, as pages say it.
    """
    names = [glossary.field_label(name, language) for name in change.path]
    if indicator is not None:
        names[:2] = [f"{indicator.code} {indicator.name}"]
        if "actual" in change.path and change.path[-1] == "note":
            names[-1] = cause_label(language)
    return " / ".join(names)


def short_value_text(
    value: object, language: Language, indicator: Indicator | None = None
) -> str:
    """A value in a few words; counts are never cut."""
    text = value_text(value, language, indicator)
    if isinstance(value, Survey):
        return text
    return shortened(text, _LONGEST_VALUE)


def value_text(
    value: object, language: Language, indicator: Indicator | None = None
) -> str:
    """A value as it is printed beside what takes its place; － for none. That of an
    `indicator` may be a stage, which has a name.
    """
    if value is None:
        return "－"
    if indicator is not None and isinstance(value, Decimal):
        return str(figures.file_value(indicator, value))
    if isinstance(value, Survey):
        return figures.counts_text(value)
    if isinstance(value, YearlyReport | OwnMark | Decision | FormerTarget):
        return _told_text(value, language)
    if isinstance(value, StrEnum):
        return glossary.term_label(value, language)
    if isinstance(value, bool):
        return language.gettext("yes") if value else language.gettext("no")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def _told_text(
    value: YearlyReport | OwnMark | Decision | FormerTarget, language: Language
) -> str:
    """What somebody said, as one fact."""
    match value:
        case YearlyReport():
            return report_in_short(value, language)
        case OwnMark():
            return mark_in_short(value)
        case Decision():
            return decision_in_short(value, language)
        case FormerTarget():
            return change_text(value, language)

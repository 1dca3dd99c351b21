"""A value of a plan that changes, in words."""

from decimal import Decimal
from enum import StrEnum

from dxkpi.cli.language import _, current_language
from dxkpi.plan import Decision, FormerTarget, Indicator, OwnMark, Survey, YearlyReport
from dxkpi.wording import figures, glossary
from dxkpi.wording.decisions import decision_in_short
from dxkpi.wording.ledger import change_text
from dxkpi.wording.yearly_reports import mark_in_short, report_in_short


def value_text(value: object, indicator: Indicator | None = None) -> str:
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
        return _told_text(value)
    if isinstance(value, StrEnum):
        return glossary.term_label(value, current_language())
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


def _told_text(value: YearlyReport | OwnMark | Decision | FormerTarget) -> str:
    """What somebody said, as one fact."""
    match value:
        case YearlyReport():
            return report_in_short(value, current_language())
        case OwnMark():
            return mark_in_short(value)
        case Decision():
            return decision_in_short(value, current_language())
        case FormerTarget():
            return change_text(value, current_language())

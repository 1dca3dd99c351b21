"""昨年度からの変化: each judged indicator in the year before and in the round's year."""

from dxkpi import fiscal
from dxkpi.reports.contents.recorded_round import RecordedRound
from dxkpi.rules import Judgement, judge_plan
from dxkpi.rules.indicator_changes import IndicatorChange, indicator_changes
from dxkpi.rules.year_changes import YearChanges, changes_in_year
from dxkpi.wording.figures import signed_text
from dxkpi.wording.glossary import marked_label, term_label
from dxkpi.wording.judgement import actual_text, verdict_text
from dxkpi.workbook.typed_table import TypedCell, TypedColumn, TypedFigure, TypedTable


def changes_since_last_year(year: RecordedRound) -> YearChanges | None:
    """The counts, as 概要 says them; None where nothing can be compared."""
    last_closed = fiscal.last_closed_year(year.today)
    return changes_in_year(
        year.plan, year.fiscal_year, last_closed, year.profile, year.today
    )


def change_table(year: RecordedRound) -> TypedTable:
    """A row for each indicator that is or was judged, what became worse first."""
    _ = year.language.gettext
    columns = (
        TypedColumn(_("what became of it"), 19),
        TypedColumn(_("No."), 9, is_code=True),
        TypedColumn(_("Indicator"), 36),
        TypedColumn(_("Department"), 18),
        TypedColumn(_("status last year"), 16, 1),
        TypedColumn(_("status this year"), 22, 1, is_next=True),
        TypedColumn(_("figure last year"), 16, 2),
        TypedColumn(_("figure this year"), 16, 2, is_next=True),
        TypedColumn(_("difference"), 12, 2, is_named=True),
        TypedColumn(_("unit"), 8, 2, for_reckoning=True),
    )
    rows = tuple(_row(year, change) for change in _changes(year))
    return TypedTable(
        _("Changes since last year"),
        _("What changed since last year"),
        columns,
        rows,
        (_("Indicator"), _("Status"), _("figure")),
        note=_("Within the margin of error a status counts as the same."),
        nothing=_("No indicator was judged in either year."),
    )


def _changes(year: RecordedRound) -> tuple[IndicatorChange, ...]:
    last_closed = fiscal.last_closed_year(year.today)
    before, now = (
        judge_plan(year.plan, of_year, last_closed, year.profile, year.today)
        for of_year in (year.fiscal_year - 1, year.fiscal_year)
    )
    return indicator_changes(before, now)


def _row(year: RecordedRound, change: IndicatorChange) -> tuple[TypedCell, ...]:
    language, indicator = year.language, change.now.indicator
    departments = year.plan.departments_of(change.now.reported or indicator)
    return (
        term_label(change.move, language),
        indicator.code,
        indicator.name,
        language.listed(departments),
        marked_label(change.before.status, language),
        verdict_text(change.now, language),
        _figure(year, change.before),
        _figure(year, change.now),
        _difference(year, change),
        indicator.unit if indicator.is_number else "",
    )


def _figure(year: RecordedRound, judgement: Judgement) -> TypedCell:
    """The figure as a number; else in words: a stage, figures of parts, why there is none."""
    value = judgement.value
    indicator = judgement.indicator
    if value is None or judgement.parts or not indicator.is_number:
        return actual_text(judgement, year.language)
    text = actual_text(judgement, year.language)
    return TypedFigure(value, text, indicator.decimals)


def _difference(year: RecordedRound, change: IndicatorChange) -> TypedCell:
    if change.difference is None:
        return None
    indicator = change.now.indicator
    text = signed_text(indicator, change.difference, year.language)
    if not indicator.is_number:
        return text
    return TypedFigure(change.difference, text, indicator.decimals)

"""The judgements of a year: a table for people, data for programs."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from rich.table import Table

from dxkpi.cli.console import new_table
from dxkpi.cli.language import _, current_language
from dxkpi.plan import Indicator, Plan
from dxkpi.rules import (
    Judgement,
    count_marks,
    count_reports,
    differing_marks,
    has_reports,
    report_subjects_in,
    year_marks,
)
from dxkpi.rules.final_report import FinalReport
from dxkpi.rules.readable_rates import readable_pace
from dxkpi.wording import figures
from dxkpi.wording import final_report as wording
from dxkpi.wording.formula import formula_text
from dxkpi.wording.judgement import judgement_note, verdict_text
from dxkpi.wording.rates import rate_text
from dxkpi.wording.targets import goal_text
from dxkpi.wording.yearly_reports import mark_count_text, marks_text, report_count_text

_DECIMALS_OF_DATA = 6


def judgement_data(judgement: Judgement) -> dict[str, Any]:
    """A judgement for programs; rates and paces are ratios: 0.859 is 85.9%."""
    indicator = judgement.indicator
    parts = [judgement_data(part) for part in judgement.parts]
    return {
        "indicator": indicator.code,
        "name": indicator.name,
        "fiscal_year": judgement.fiscal_year,
        "figure_year": judgement.figure_year,
        "status": judgement.status.value,
        "status_range": _range_data(judgement),
        "grade": judgement.grade,
        "actual": _figure_data(indicator, judgement.value),
        **_counts_data(judgement),
        "expected": _figure_data(indicator, _rounded(judgement.expected)),
        "target": _figure_data(indicator, judgement.target_value),
        "achievement_rate": _rounded(judgement.achievement_rate),
        "progress_rate": _rounded(judgement.progress_rate),
        "pace": _rounded(judgement.pace),
        "formula": formula_text(judgement, current_language()),
        "note": judgement_note(judgement, current_language()),
        "cause": judgement.note or None,
        "countermeasure": judgement.countermeasure or None,
        "by_original": _original_data(judgement),
        "marks": [
            mark.model_dump(mode="json", exclude={"fiscal_year"})
            for mark in year_marks(judgement)
        ],
        **({"parts": parts} if parts else {}),
    }


def _range_data(judgement: Judgement) -> dict[str, Any] | None:
    """What the status can be within the figure's margin of error, where that is known."""
    verdict_range = judgement.verdict_range
    if verdict_range is None:
        return None
    return {
        "worst": verdict_range.worst.value,
        "best": verdict_range.best.value,
        "low": _rounded(verdict_range.interval.low),
        "high": _rounded(verdict_range.interval.high),
        "side_of_line": verdict_range.side.value,
    }


def _counts_data(judgement: Judgement) -> dict[str, Decimal]:
    """The two counts of a share, where it is kept with them."""
    counts = judgement.actual.share_counts if judgement.actual else None
    return counts._asdict() if counts else {}


def _original_data(judgement: Judgement) -> dict[str, Any] | None:
    """What the first target would say, where the year is judged by a revised one."""
    original = judgement.by_original
    if original is None:
        return None
    return {
        "status": original.status.value,
        "grade": original.grade,
        "target": _figure_data(original.indicator, original.target_value),
    }


def _figure_data(indicator: Indicator, value: Decimal | None) -> Decimal | str | None:
    """A figure as a number; a stage by its name."""
    return None if value is None else figures.file_value(indicator, value)


def _rounded(value: Decimal | None) -> Decimal | None:
    """Six digits after the point are enough for a reader of JSON; whole figures stay as
    they are.
    """
    if value is None:
        return None
    without_zeros = round(value, _DECIMALS_OF_DATA).normalize()
    return without_zeros + 0  # 1E+2 becomes 100


def judgements_table(plan: Plan, judgements: Sequence[Judgement]) -> Table:
    """A row for each indicator: status, the city's own marks where it has any, figures,
    pace. Beneath one that consists of parts stands each of them.
    """
    has_marks = any(year_marks(judgement) for judgement in judgements)
    table = new_table(
        _("Code"),
        _("Indicator"),
        _("Status"),
        _("Grade"),
        *([_("The city's own mark")] if has_marks else []),
        _("Actual"),
        _("Expected"),
        _("Target"),
        _("Pace"),
    )
    for judgement in _with_parts(judgements):
        indicator = judgement.indicator
        target = None if judgement.parts else goal_text(indicator, current_language())
        table.add_row(
            indicator.code,
            indicator.name,
            _status_text(judgement),
            judgement.grade or "－",
            *([_marks_text(plan, judgement)] if has_marks else []),
            _actual_text(judgement),
            _figure_text(indicator, judgement.expected),
            target or "－",
            _pace_text(judgement),
        )
    return table


def _with_parts(judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    """Each judgement, and behind it those of its parts."""
    for judgement in judgements:
        yield judgement
        yield from judgement.parts


def _status_text(judgement: Judgement) -> str:
    """The status, with that of the first target where it would be another."""
    status = verdict_text(judgement, current_language())
    original = judgement.by_original
    if original is None or original.status is judgement.status:
        return status
    first = verdict_text(original, current_language())
    return _("{status} (by the first target {first})", status=status, first=first)


def _marks_text(plan: Plan, judgement: Judgement) -> str:
    """The marks of the year; that one differs from the status is said with it."""
    text = marks_text(year_marks(judgement), current_language()) or "－"
    if differing_marks(plan, judgement):
        return _("{marks} (differs)", marks=text)
    return text


def report_lines(plan: Plan, fiscal_year: int) -> list[str]:
    """How the initiatives stand by their reports, and how often each mark was given;
    nothing of a plan that has neither.
    """
    language = current_language()
    lines = []
    if has_reports(plan):
        counts = count_reports(report_subjects_in(plan, fiscal_year), fiscal_year)
        lines.append(report_count_text(counts, language))
    lines += [mark_count_text(c, language) for c in count_marks(plan, fiscal_year)]
    return lines


def _actual_text(judgement: Judgement) -> str:
    """The figure, with the counts of a share, and its year where it is an earlier one."""
    language = current_language()
    indicator, actual = judgement.indicator, judgement.actual
    counts = figures.counts_of_figure(indicator, actual, language)
    figure = _figure_text(indicator, judgement.value)
    figure = figures.beside_counts(figure, counts, language)
    if not judgement.is_late_figure:
        return figure
    return f"{figure} ({language.short_year(judgement.figure_year)})"


def final_table(report: FinalReport) -> Table:
    """The final report: a row for each target."""
    table = new_table(
        _("Code"),
        _("Indicator"),
        _("Baseline"),
        _("Target"),
        _("Last figure"),
        _("Result"),
    )
    language = current_language()
    for result in report.results:
        outcome = wording.marked_outcome(result.outcome, language)
        remarks = wording.result_text(result, language)
        table.add_row(
            result.indicator.code,
            result.indicator.name,
            wording.baseline_text(result, language),
            wording.promise_text(result, language),
            wording.figure_text(result, language),
            f"{outcome}  {remarks}".strip(),
        )
    return table


def _pace_text(judgement: Judgement) -> str:
    pace = readable_pace(judgement)
    if pace is None:
        return "－"
    return rate_text(pace, current_language())


def _figure_text(indicator: Indicator, value: Decimal | None) -> str:
    if value is None:
        return "－"
    return figures.figure_text(indicator, value, current_language())

"""The staff survey of a city that has no file of answers: its totals with the return.

The rate that the totals make is taken for the figure where the sheet of figures leaves it
blank, and is read there like any other figure: with its month, its note, and the questions
that it calls for. A figure that is written there as well must be the same.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.findings import Finding, Phrase, make_finding
from dxkpi.plan import Actual, Indicator, Survey
from dxkpi.returns.checked_return import (
    ChangedMeanwhile,
    CheckedReturn,
    Confirmation,
    return_changes,
)
from dxkpi.returns.checking import (
    NOBODY,
    filled_row,
    indicator_codes,
    rows_by_code,
    tell_if_year_is_not_over,
)
from dxkpi.returns.counted_choices import rate_cell
from dxkpi.returns.counted_totals import count_totals
from dxkpi.returns.figure_row import read_figure_row
from dxkpi.returns.filled_form import FilledForm, FilledRow, SurveyTotals
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.plausibility import indicator_figure
from dxkpi.returns.return_form import ReturnForm
from dxkpi.rules.survey_margin import positive_rate
from dxkpi.survey.comparability import replacement_findings
from dxkpi.text.rounding import digits_after_point, round_half_up

_LEFT_BLANK = frozenset(("blank", "blank_registered", "blank_shared"))
_OF_THE_WORKBOOK = frozenset(("duplicate_row",))


def add_survey_totals(
    checked: CheckedReturn,
    filled: FilledForm,
    smallest: int,
    overtaken: Mapping[str, ChangedMeanwhile] = NOBODY,
    confirmations: Sequence[Confirmation] = (),
) -> CheckedReturn:
    """The checked return with the survey that the sheet of totals holds.

    The same where that sheet is left as it was given out. `overtaken` and `confirmations`
    are those of `check_return`. Groups of fewer than `smallest` answers are pooled.
    """
    totals = filled.totals
    if totals is None or not totals.is_filled_in:
        return checked
    form = checked.form
    indicator = _surveyed_indicator(form)
    if indicator is None:
        finding = _not_asked(form, totals)
        return replace(checked, findings=(*checked.findings, finding))

    findings = FindingList(confirmations)
    survey = count_totals(form, indicator, totals, smallest, findings)
    if survey is None:
        return _without_survey(checked, indicator, findings)
    row = _row_of(indicator, form, filled)
    surveyed = _FigureWithTotals(form, indicator, row, totals, survey, findings)
    actual = surveyed.new_actual(overtaken.get(indicator.code))
    return _with_actual(checked, indicator, actual, findings)


def _without_survey(
    checked: CheckedReturn, indicator: Indicator, findings: FindingList
) -> CheckedReturn:
    """What is wrong with the totals is all that is told of a figure left blank."""
    replaced = _positions(checked.findings, indicator.code, only=_LEFT_BLANK)
    return _with_findings_replaced(checked, replaced, findings)


def _with_actual(
    checked: CheckedReturn,
    indicator: Indicator,
    actual: Actual | None,
    findings: FindingList,
) -> CheckedReturn:
    """The return with another new figure of an indicator, and what was found in its row."""
    form = checked.form
    actuals = dict(checked.actuals)
    actuals.pop(indicator.code, None)
    if actual is not None and actual != indicator.actual(form.fiscal_year):
        actuals[indicator.code] = actual
        if not _has_finding(checked, "year_not_over"):
            tell_if_year_is_not_over(form, findings)
    changes = tuple(
        return_changes(form, actuals, checked.progress, checked.reported_year)
    )
    overruled = checked.overruled - {indicator.code} | findings.overruled
    changed = replace(checked, actuals=actuals, changes=changes, overruled=overruled)
    replaced = _positions(checked.findings, indicator.code, but=_OF_THE_WORKBOOK)
    return _with_findings_replaced(changed, replaced, findings)


def _surveyed_indicator(form: ReturnForm) -> Indicator | None:
    """The indicator that the staff survey measures, if the form asks for it."""
    for indicator in form.indicators:
        if indicator == form.plan.realisation:
            return indicator
    return None


def _not_asked(form: ReturnForm, totals: SurveyTotals) -> Finding:
    department = form.department or Phrase.ALL_DEPARTMENTS
    return make_finding(
        "totals_not_asked", sheet=totals.question.sheet, department=department
    )


def _row_of(indicator: Indicator, form: ReturnForm, filled: FilledForm) -> FilledRow:
    """The row of the indicator as it was checked; an empty one where there is none."""
    rows = rows_by_code(filled.rows, indicator_codes(form))
    row = filled_row(rows.get(indicator.code, ()))
    return row or FilledRow(indicator.code, {})


def _has_finding(checked: CheckedReturn, code: str) -> bool:
    return any(finding.code == code for finding in checked.findings)


# Findings in the place of others


def _positions(
    findings: Sequence[Finding],
    place: str,
    *,
    only: Collection[str] | None = None,
    but: Collection[str] = (),
) -> list[int]:
    """Where the findings of an indicator stand, those of `only` some codes, `but` others."""
    positions = []
    for position, finding in enumerate(findings):
        if finding.place != place or finding.code in but:
            continue
        if only is None or finding.code in only:
            positions.append(position)
    return positions


def _with_findings_replaced(
    checked: CheckedReturn, replaced: Sequence[int], others: FindingList
) -> CheckedReturn:
    """The return with other findings in the place of the first of those replaced."""
    findings: list[Finding] = []
    for position, finding in enumerate(checked.findings):
        if position in replaced[:1]:
            findings.extend(others.findings)
        if position not in replaced:
            findings.append(finding)
    if not replaced:
        findings.extend(others.findings)
    return replace(checked, findings=tuple(findings))


# The figure


@dataclass(frozen=True)
class _FigureWithTotals:
    form: ReturnForm
    indicator: Indicator
    row: FilledRow
    totals: SurveyTotals
    survey: Survey
    findings: FindingList

    def new_actual(self, overtaken: ChangedMeanwhile | None) -> Actual | None:
        """The year's entry with its survey; None where something keeps it from being taken."""
        findings = FindingList(self.findings.confirmations)
        read = read_figure_row(
            self.form, self.indicator, self._completed_row(), overtaken, findings
        )
        self._tell_of_row(findings)
        if read is None and findings.has_errors():
            return None
        stored = self.indicator.actual(self.form.fiscal_year)
        actual = read or stored
        if actual is None:
            return None
        if not self._is_rate(actual.value):
            self._tell_if_it_disagrees()
            return read
        self._tell_what_is_replaced(stored)
        of_survey = {"survey": self.survey, "numerator": None, "denominator": None}
        return Actual(**dict(actual) | of_survey)

    def _tell_of_row(self, findings: FindingList) -> None:
        """What was found in the row; the survey on record is replaced, not dropped."""
        for finding in findings.findings:
            if finding.code != "survey_dropped":
                self.findings.findings.append(finding)

    @property
    def _rate(self) -> Decimal:
        """The rate as the plan prints it."""
        return round_half_up(positive_rate(self.survey), self.indicator.decimals)

    def _completed_row(self) -> FilledRow:
        """The row with the rate where its figure is blank, and with the day of the survey."""
        cells = dict(self.row.cells)
        if self.row.is_blank(FormColumn.VALUE):
            cells[FormColumn.VALUE] = replace(
                rate_cell(self.totals), value=self._rate, percent=False, formula=False
            )
        if not self.totals.held.is_blank:
            cells[FormColumn.AS_OF] = self.totals.held
        return replace(self.row, cells=cells)

    def _is_rate(self, value: Decimal | None) -> bool:
        """Whether a figure is the rate, with as many digits as it is written with.

        At least with those that the plan prints.
        """
        if value is None:
            return False
        decimals = max(self.indicator.decimals, digits_after_point(value))
        return value == round_half_up(positive_rate(self.survey), decimals)

    def _tell_what_is_replaced(self, stored: Actual | None) -> None:
        before = stored.survey if stored else None
        year = self.form.fiscal_year
        for finding in replacement_findings(before, self.survey, year):
            placed = replace(finding, place=self.indicator.code)
            self.findings.findings.append(placed)

    def _tell_if_it_disagrees(self) -> None:
        """Tell that the figure that is written is another one than the totals make."""
        written = self.row.cells.get(FormColumn.VALUE)
        if written is None or written.is_blank:
            return
        cell = rate_cell(self.totals)
        self.findings.add(
            "totals_disagree",
            written,
            self.indicator.code,
            rate=indicator_figure(self.indicator, self._rate),
            at=f"{cell.sheet}!{cell.ref}",
        )

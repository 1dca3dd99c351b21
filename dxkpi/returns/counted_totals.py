"""From the cells of the sheet of totals to the counts of a staff survey.

The counts must be whole numbers and agree with each other; what does not is told at its
cell. The workbook is kept as it was handed in, so groups too small to be shown must be put
together in it already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.findings import FactList, Percentage, Quantity
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.returns.counted_choices import CountedChoices, count_choices
from dxkpi.returns.counted_departments import REST, count_departments, known_departments
from dxkpi.returns.filled_form import SurveyTotals, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.months import month_in_cell, says_no_month
from dxkpi.returns.return_form import ReturnForm
from dxkpi.returns.totals_cells import TotalsCells
from dxkpi.survey.course import survey_before
from dxkpi.survey.earlier_pools import (
    earlier_versions,
    findings_of_kept_pools,
    keep_earlier_pools,
)
from dxkpi.survey.invited_staff import total_invited
from dxkpi.survey.rate import response_rate
from dxkpi.survey.small_groups import pool_small_groups

_HALF = Decimal("0.5")


def count_totals(
    form: ReturnForm,
    indicator: Indicator,
    totals: SurveyTotals,
    smallest: int,
    findings: FindingList,
) -> Survey | None:
    """The survey that the cells hold; None where anything is wrong, which is then told.

    Groups of fewer than `smallest` answers are pooled.
    """
    cells = TotalsCells(indicator, findings)
    return _TotalsCount(form, totals, smallest, cells).survey()


@dataclass(frozen=True)
class _Rest:
    """What the departments leave of the whole; `invited` is None where not known."""

    answers: int
    positive: int
    invited: int | None

    @property
    def is_possible(self) -> bool:
        return 0 <= self.positive <= self.answers

    def group(self) -> SurveyGroup | None:
        """The answers of no department as a group; None where there are none."""
        if self.answers <= 0 or not self.is_possible:
            return None
        invited = self.invited
        if invited is not None and invited < self.answers:
            invited = None
        return SurveyGroup(
            names=(REST,), answers=self.answers, positive=self.positive, invited=invited
        )


def _difference(whole: int | None, part: int | None) -> int | None:
    if whole is None or part is None:
        return None
    return whole - part


@dataclass(frozen=True)
class _TotalsCount:
    form: ReturnForm
    totals: SurveyTotals
    smallest: int
    cells: TotalsCells

    def survey(self) -> Survey | None:
        question = self.cells.text(self.totals.question, "totals_question")
        invited = self.cells.optional_number(self.totals.staff)
        blanks = self.cells.optional_number(self.totals.blanks) or 0
        choices = count_choices(self.totals, blanks, self.smallest, self.cells)
        known = known_departments(self.form.plan, self._last_survey)
        groups = count_departments(self.totals, known, self.smallest, self.cells)
        if question is None or self.cells.findings.has_errors():
            self._check_day()
            return None

        returned = choices.answers + choices.neither_way + blanks
        self._check_against_staff(invited, returned)
        if groups:
            groups += self._rest_of_departments(groups, choices, invited)
        if self.cells.findings.has_errors():
            return None
        survey = Survey(
            question=question,
            tally=choices.tally,
            counted=tuple(choices.counted),
            excluded=choices.excluded,
            blanks=blanks,
            invited=invited,
            departments=self._pooled(groups),
        )
        if self._takes_pools_apart(survey):
            return None
        self._tell_about(survey)
        return survey

    @property
    def _last_survey(self) -> Survey | None:
        """The survey of the last year that has one before the form's."""
        return survey_before(self.cells.indicator, self.form.fiscal_year)

    def _check_day(self) -> None:
        """Tell of a day that is none.

        Once all counts are right it is read with the figure, and told there.
        """
        cell, year = self.totals.held, self.form.fiscal_year
        if cell.is_blank or says_no_month(cell):
            return
        if month_in_cell(cell, year) is None:
            example = fiscal.short_month(fiscal.last_month(year))
            self.cells.tell("as_of_unreadable", cell, example=example)

    # departments and the whole

    def _rest_of_departments(
        self,
        groups: Sequence[SurveyGroup],
        choices: CountedChoices,
        invited: int | None,
    ) -> list[SurveyGroup]:
        """What the departments leave of the whole as one more group, if anything."""
        rest = _Rest(
            answers=choices.answers - sum(group.answers for group in groups),
            positive=choices.positive - sum(group.positive for group in groups),
            invited=_difference(invited, total_invited(groups)),
        )
        self._check_rest(choices, rest)
        self._check_staff_of_rest(invited, rest)
        group = rest.group()
        return [] if group is None else [group]

    def _check_rest(self, choices: CountedChoices, rest: _Rest) -> None:
        """Tell what is odd about the answers of no department."""
        cell = self._first_answers_cell()
        if rest.answers < 0:
            self.cells.tell(
                "totals_departments",
                cell,
                sum=Quantity(choices.answers - rest.answers),
                answers=Quantity(choices.answers),
            )
        elif not rest.is_possible:
            self.cells.tell(
                "totals_departments_felt",
                cell,
                sum=Quantity(choices.positive - rest.positive),
                felt=Quantity(choices.positive),
                left=Quantity(rest.answers),
            )
        elif 0 < rest.answers < self.smallest:
            self.cells.tell(
                "totals_small_rest", cell, n=rest.answers, smallest=self.smallest
            )
        elif rest.answers > 0:
            n = Quantity(rest.answers)
            self.cells.tell("totals_rest", cell, n=n, name=REST)

    def _first_answers_cell(self) -> WrittenCell:
        for row in self.totals.departments:
            if not row.answers.is_blank:
                return row.answers
        raise LookupError("no department has answers")

    def _check_staff_of_rest(self, invited: int | None, rest: _Rest) -> None:
        """Tell where the departments have more staff than all, or less but all answers."""
        if invited is None or rest.invited is None:
            return
        is_left_without_answers = rest.invited > 0 and rest.answers == 0
        if rest.invited < 0 or is_left_without_answers:
            self.cells.tell(
                "survey_staff_differ",
                self.totals.staff,
                staff=Quantity(invited - rest.invited),
                asked=Quantity(invited),
            )

    def _check_against_staff(self, invited: int | None, returned: int) -> None:
        if invited is not None and returned > invited:
            self.cells.tell(
                "survey_too_many_in_all",
                self.totals.staff,
                answers=Quantity(returned),
                asked=Quantity(invited),
            )

    # the survey

    def _pooled(self, groups: Sequence[SurveyGroup]) -> tuple[SurveyGroup, ...]:
        pooled = pool_small_groups(groups, self.smallest)
        for group in pooled:
            if group.is_pool:
                self.cells.tell(
                    "survey_pooled",
                    None,
                    n=len(group.names),
                    names=FactList(group.names),
                    smallest=self.smallest,
                )
        return pooled

    def _takes_pools_apart(self, survey: Survey) -> bool:
        """Whether groups stand apart that are together on record, which is then told.

        The workbook is kept as it was handed in, so they must be together in it.
        """
        indicator, year = self.cells.indicator, self.form.fiscal_year
        versions = earlier_versions(indicator, year, survey, self.smallest)
        kept = keep_earlier_pools(survey, versions, self.smallest)
        for finding in findings_of_kept_pools(survey, kept, self.smallest):
            cell = self._first_answers_cell()
            self.cells.tell("totals_apart", cell, **finding.facts)
        return kept != survey

    def _tell_about(self, survey: Survey) -> None:
        """What should be known of a survey that nothing is wrong with."""
        if self.totals.blanks.is_blank:
            self.cells.tell("totals_no_blanks", self.totals.blanks)
        self._tell_about_response(survey)
        if self._last_survey is None:
            return
        aspects = self._last_survey.differing_aspects(survey)
        if aspects:
            what = FactList(aspects)
            self.cells.tell("survey_changed", self.totals.question, what=what)

    def _tell_about_response(self, survey: Survey) -> None:
        rate = response_rate(survey)
        if rate is None or survey.invited is None:
            self.cells.tell("survey_asked_unknown", self.totals.staff)
        elif rate < _HALF:
            self.cells.tell(
                "survey_low_response",
                self.totals.staff,
                share=Percentage(rate.scaleb(2), 1),
                n=survey.answered,
                asked=survey.invited,
            )

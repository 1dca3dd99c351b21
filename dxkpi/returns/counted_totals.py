"""From the cells of the sheet of totals to the counts of a staff survey.

The counts must be whole numbers and agree with each other; what does not is told at its
cell. The workbook is kept as it was handed in, so groups too small to be shown must be put
together in it already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.findings import FactList, Percentage, Quantity
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.plan.staff_survey import NOT_STATED, GroupKind
from dxkpi.returns.cell_values import shown_value
from dxkpi.returns.counted_choices import CountedChoices, count_choices
from dxkpi.returns.filled_form import SurveyTotals, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.months import month_in_cell, says_no_month
from dxkpi.returns.return_form import ReturnForm, departments_asked
from dxkpi.returns.totals_cells import SUMS, TotalsCells
from dxkpi.survey.course import survey_before
from dxkpi.survey.department_names import (
    department_choices,
    department_key,
    nearest_department,
)
from dxkpi.survey.rate import response_rate
from dxkpi.survey.small_groups import pool_small_groups

REST = "（その他）"
"""The group of the answers that stand in no section."""

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
class _TotalsCount:
    form: ReturnForm
    totals: SurveyTotals
    smallest: int
    cells: TotalsCells

    def survey(self) -> Survey | None:
        question = self.cells.text(self.totals.question, "totals_question")
        invited = self.cells.optional_number(self.totals.staff)
        blanks = 0
        if not self.totals.blanks.is_blank:
            blanks = self.cells.number(self.totals.blanks) or 0
        choices = count_choices(self.totals, blanks, self.smallest, self.cells)
        groups = self._groups()
        if question is None or self.cells.findings.has_errors():
            self._check_day()
            return None

        returned = choices.answers + choices.neither_way + blanks
        self._check_against_staff(invited, returned)
        groups = self._with_rest(groups, choices, invited)
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

    # departments

    def _groups(self) -> list[SurveyGroup]:
        """The departments with numbers, called as they are known.

        A name without numbers is one that the form came with.
        """
        known = self._known_departments()
        groups: list[SurveyGroup] = []
        sums = []
        cell_by_key: dict[str, WrittenCell] = {}
        for row in self.totals.departments:
            if all(cell.is_blank for cell in row.numbers):
                continue
            written = self.cells.text(row.name, "totals_no_name")
            if written is None:
                continue
            if written in SUMS:
                sums.append(row)
                continue
            name = self._known_name(written, row.name, row.answers, known)
            if not self.cells.is_first(name, row.name, cell_by_key):
                continue
            group = self._group(name, *row.numbers)
            if group is not None:
                groups.append(group)
        answers = sum(group.answers for group in groups)
        positive = sum(group.positive for group in groups)
        for row in sums:
            self.cells.check_sum(row.answers, (answers,))
            self.cells.check_sum(row.positive, (positive,))
        return groups

    def _known_departments(self) -> dict[str, str]:
        """The names of 課 that there are, this year and last, by the key they compare by."""
        names = list(departments_asked(self.form.plan))
        if self._last_survey is not None:
            names += self._last_survey.names_of(GroupKind.DEPARTMENT)
        return {
            department_key(name): name
            for name in names
            if name not in (REST, NOT_STATED)
        }

    def _known_name(
        self,
        name: str,
        cell: WrittenCell,
        answers: WrittenCell,
        known: Mapping[str, str],
    ) -> str:
        """What a department is called here.

        One that is not known is held with the nearest that is, or told as new.
        """
        if not known or name in (REST, NOT_STATED):
            return name
        key = department_key(name)
        if key in known:
            return known[key]
        if all(department_key(part) in known for part in name.split("・")):
            return name
        near = nearest_department(name, known)
        if near is None:
            self.cells.tell("survey_new_department", cell, n=shown_value(answers) or 0)
            return name
        chosen = self.cells.findings.hold(
            "totals_department",
            cell,
            self.cells.indicator.code,
            department_choices(name, near),
            near,
            near=near,
        )
        return chosen or name

    def _group(
        self,
        name: str,
        invited_cell: WrittenCell,
        answers_cell: WrittenCell,
        positive_cell: WrittenCell,
    ) -> SurveyGroup | None:
        invited = self.cells.optional_number(invited_cell)
        answers = self.cells.number(answers_cell)
        positive = self.cells.number(positive_cell)
        is_invited_wrong = invited is None and not invited_cell.is_blank
        if answers is None or positive is None or is_invited_wrong:
            return None
        if positive > answers:
            n = Quantity(answers)
            self.cells.tell("totals_felt", positive_cell, name=name, answers=n)
        elif 0 < answers < self.smallest:
            smallest = self.smallest
            self.cells.tell("totals_small", answers_cell, name=name, smallest=smallest)
        elif invited is not None and answers > invited:
            self.cells.tell(
                "survey_too_many",
                answers_cell,
                value=name,
                answers=Quantity(answers),
                asked=Quantity(invited),
            )
        else:
            return SurveyGroup(
                names=(name,), answers=answers, positive=positive, invited=invited
            )
        return None

    # departments and the whole

    def _with_rest(
        self, groups: list[SurveyGroup], choices: CountedChoices, invited: int | None
    ) -> list[SurveyGroup]:
        """The departments and, where they are not all, what is left as one more."""
        if not groups:
            return []
        answers = choices.answers - sum(group.answers for group in groups)
        positive = choices.positive - sum(group.positive for group in groups)
        self._check_rest(choices, answers, positive)
        invited_elsewhere = self._invited_elsewhere(groups, invited)
        self._check_invited_elsewhere(invited_elsewhere, invited, answers)
        if answers <= 0 or not 0 <= positive <= answers:
            return groups
        rest_invited = None
        if invited_elsewhere is not None and invited_elsewhere >= answers:
            rest_invited = invited_elsewhere
        rest = SurveyGroup(
            names=(REST,), answers=answers, positive=positive, invited=rest_invited
        )
        return [*groups, rest]

    def _check_rest(self, choices: CountedChoices, answers: int, positive: int) -> None:
        """Tell what is odd about the answers of no section, of which so many are positive."""
        cell = self._first_answers_cell()
        if answers < 0:
            self.cells.tell(
                "totals_departments",
                cell,
                sum=Quantity(choices.answers - answers),
                answers=Quantity(choices.answers),
            )
        elif not 0 <= positive <= answers:
            self.cells.tell(
                "totals_departments_felt",
                cell,
                sum=Quantity(choices.positive - positive),
                felt=Quantity(choices.positive),
                left=Quantity(answers),
            )
        elif 0 < answers < self.smallest:
            self.cells.tell(
                "totals_small_rest", cell, n=answers, smallest=self.smallest
            )
        elif answers:
            self.cells.tell("totals_rest", cell, n=Quantity(answers), name=REST)

    def _first_answers_cell(self) -> WrittenCell:
        for row in self.totals.departments:
            if not row.answers.is_blank:
                return row.answers
        raise LookupError("no department has answers")

    def _invited_elsewhere(
        self, groups: Sequence[SurveyGroup], invited: int | None
    ) -> int | None:
        """The staff of no section; None where it is not known of every section."""
        staff = [group.invited for group in groups if group.invited is not None]
        if invited is None or len(staff) < len(groups):
            return None
        return invited - sum(staff)

    def _check_invited_elsewhere(
        self, elsewhere: int | None, invited: int | None, answers: int
    ) -> None:
        if elsewhere is None or invited is None:
            return
        if elsewhere < 0 or (elsewhere > 0 and not answers):
            self.cells.tell(
                "survey_staff_differ",
                self.totals.staff,
                staff=Quantity(invited - elsewhere),
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

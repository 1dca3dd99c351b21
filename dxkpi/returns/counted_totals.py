"""From the cells of the sheet of totals to the counts of a staff survey.

The counts must be whole numbers and agree with each other; what does not is told at its
cell. The workbook is kept as it was handed in, so groups too small to be shown must be put
together in it already.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from dxkpi import fiscal
from dxkpi.findings import Fact, FactList, Percentage, Quantity
from dxkpi.plan import Indicator, Survey, SurveyGroup
from dxkpi.plan.fields import MOST_COUNTED
from dxkpi.plan.staff_survey import NOT_STATED, GroupKind, folded_answer
from dxkpi.returns.cell_reading import take_text
from dxkpi.returns.cell_values import number_in_cell, shown_value
from dxkpi.returns.filled_form import SurveyTotals, TotalsChoice, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.months import month_in_cell, says_no_month
from dxkpi.returns.numbers import NumberKind, ParsedNumber
from dxkpi.returns.return_form import ReturnForm, departments_asked
from dxkpi.survey.course import survey_before
from dxkpi.survey.department_names import (
    department_choices,
    department_key,
    nearest_department,
)
from dxkpi.survey.rate import response_rate
from dxkpi.survey.small_groups import pool_small_groups
from dxkpi.text.folding import folded_text

REST = "（その他）"
"""The group of the answers that stand in no section."""

MARK, WITHOUT = "○", "除く"
"""What the sheet says of a choice: it counts as positive; it counts neither way.

Where it says nothing, the choice counts as not positive.
"""

_POSITIVE = frozenset("○◯〇◎●✓✔レ")
_NEITHER_WAY = frozenset((WITHOUT, "除", "除外", "対象外"))
_NOT_POSITIVE = frozenset(("", "×", "✕", "✗", "x", "-", "ー"))
_SUMS = frozenset(("計", "合計", "総計", "小計", "全体", "総数"))
_BLANK_ANSWERS = frozenset(("無回答", "未回答", "回答なし", "無記入", "未記入"))
_HALF = Decimal("0.5")
_UNITS_OF_PEOPLE = ("人", "件", "票")


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
    return _TotalsCount(form, indicator, totals, smallest, findings).survey()


def rate_cell(totals: SurveyTotals) -> WrittenCell:
    """The cell by which the rate is pointed at: where it is shown, else its first count."""
    if totals.rate.ref or not totals.choices:
        return totals.rate
    return totals.choices[0].answers


@dataclass
class _CountedChoices:
    """The answers by choice, and which of the choices count as positive."""

    tally: dict[str, int] = field(default_factory=dict)
    counted: list[str] = field(default_factory=list)
    excluded: dict[str, int] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        return sum(self.tally.values())

    @property
    def positive(self) -> int:
        return sum(self.tally[name] for name in self.counted)

    @property
    def neither_way(self) -> int:
        return sum(self.excluded.values())


@dataclass
class _TotalsCount:
    form: ReturnForm
    indicator: Indicator
    totals: SurveyTotals
    smallest: int
    findings: FindingList

    def survey(self) -> Survey | None:
        question = self._text(self.totals.question, "totals_question")
        invited = self._optional_number(self.totals.staff)
        blanks = 0
        if not self.totals.blanks.is_blank:
            blanks = self._number(self.totals.blanks) or 0
        choices = self._choices(blanks)
        groups = self._groups()
        if question is None or self.findings.has_errors():
            self._check_day()
            return None

        returned = choices.answers + choices.neither_way + blanks
        self._check_against_staff(invited, returned)
        groups = self._with_rest(groups, choices, invited)
        if self.findings.has_errors():
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
        return survey_before(self.indicator, self.form.fiscal_year)

    def _tell(self, code: str, cell: WrittenCell | None, **facts: Fact) -> None:
        self.findings.add(code, cell, self.indicator.code, **facts)

    # cells

    def _text(self, cell: WrittenCell, missing_code: str) -> str | None:
        taken = take_text(self.findings, cell, self.indicator.code)
        if taken is None:
            return None
        if taken.text is None:
            self._tell(missing_code, cell)
            return None
        return folded_answer(taken.text)

    def _number(self, cell: WrittenCell) -> int | None:
        """The number of people in a cell; None where there is none, which is told."""
        if cell.is_blank:
            self._tell("totals_needed", cell)
            return None
        number = _parsed_people(cell)
        people = _whole_number(cell, number)
        if people is None:
            self._tell("no_result" if cell.value is None else "totals_not_whole", cell)
        elif number is not None and not number.as_written:
            self._tell("read_as", cell, read=Quantity(people))
        return people

    def _optional_number(self, cell: WrittenCell) -> int | None:
        return None if cell.is_blank else self._number(cell)

    def _check_day(self) -> None:
        """Tell of a day that is none.

        Once all counts are right it is read with the figure, and told there.
        """
        cell, year = self.totals.held, self.form.fiscal_year
        if cell.is_blank or says_no_month(cell):
            return
        if month_in_cell(cell, year) is None:
            example = fiscal.short_month(fiscal.last_month(year))
            self._tell("as_of_unreadable", cell, example=example)

    # choices

    def _choices(self, blanks: int) -> _CountedChoices:
        start = len(self.findings.findings)
        choices = _CountedChoices()
        sums: list[WrittenCell] = []
        cell_by_key: dict[str, WrittenCell] = {}
        for row in self.totals.choices:
            if all(cell.is_blank for cell in row):
                continue
            name = self._text(row.name, "totals_no_name")
            if name in _SUMS:
                sums.append(row.answers)
            elif name in _BLANK_ANSWERS:
                self._tell("totals_blank_choice", row.name)
            elif name is not None and self._is_first(name, row.name, cell_by_key):
                self._count_choice(choices, name, row)
        if not self.findings.has_errors(since=start):
            self._check_choices(choices)
            self._check_sums(sums, choices, blanks)
        return choices

    def _is_first(
        self, name: str, cell: WrittenCell, cell_by_key: dict[str, WrittenCell]
    ) -> bool:
        """Whether a name stands in no row above; a second one is told."""
        first = cell_by_key.setdefault(department_key(name), cell)
        if first is cell:
            return True
        refs = FactList((first.ref, cell.ref))
        self._tell("totals_twice", cell, value=name, cells=refs)
        return False

    def _count_choice(
        self, choices: _CountedChoices, name: str, row: TotalsChoice
    ) -> None:
        answers = self._number(row.answers) or 0
        mark = folded_text(shown_value(row.mark) or "")
        if mark in _NEITHER_WAY:
            choices.excluded[name] = answers
            return
        choices.tally[name] = answers
        if mark in _POSITIVE:
            choices.counted.append(name)
        elif mark not in _NOT_POSITIVE:
            self._tell("totals_unknown_mark", row.mark, mark=MARK, without=WITHOUT)

    def _check_choices(self, choices: _CountedChoices) -> None:
        """There must be a positive choice, and enough answers to tell nobody's."""
        mark_cell = count_cell = rate_cell(self.totals)
        if self.totals.choices:
            mark_cell = self.totals.choices[0].mark
            count_cell = self.totals.choices[0].answers
        if not choices.counted:
            self._tell("totals_no_mark", mark_cell, mark=MARK)
        elif choices.answers == 0:
            self._tell("survey_no_answers", count_cell)
        elif choices.answers < self.smallest:
            n = choices.answers
            self._tell("survey_too_few", count_cell, n=n, smallest=self.smallest)

    def _check_sums(
        self, sums: Sequence[WrittenCell], choices: _CountedChoices, blanks: int
    ) -> None:
        answers = choices.answers
        answered = answers + choices.neither_way
        for cell in sums:
            self._check_sum(cell, (answers, answered, answered + blanks))

    def _check_sum(self, cell: WrittenCell, right_sums: Sequence[int]) -> None:
        """Compare a sum that was written; a formula's last result may be an old one."""
        if cell.formula or cell.is_blank:
            return
        written = self._number(cell)
        if written is not None and written not in right_sums:
            self._tell("totals_sum", cell, sum=Quantity(right_sums[0]))

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
            written = self._text(row.name, "totals_no_name")
            if written is None:
                continue
            if written in _SUMS:
                sums.append(row)
                continue
            name = self._known_name(written, row.name, row.answers, known)
            if not self._is_first(name, row.name, cell_by_key):
                continue
            group = self._group(name, *row.numbers)
            if group is not None:
                groups.append(group)
        answers = sum(group.answers for group in groups)
        positive = sum(group.positive for group in groups)
        for row in sums:
            self._check_sum(row.answers, (answers,))
            self._check_sum(row.positive, (positive,))
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
            self._tell("survey_new_department", cell, n=shown_value(answers) or 0)
            return name
        chosen = self.findings.hold(
            "totals_department",
            cell,
            self.indicator.code,
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
        invited = self._optional_number(invited_cell)
        answers = self._number(answers_cell)
        positive = self._number(positive_cell)
        is_invited_wrong = invited is None and not invited_cell.is_blank
        if answers is None or positive is None or is_invited_wrong:
            return None
        if positive > answers:
            n = Quantity(answers)
            self._tell("totals_felt", positive_cell, name=name, answers=n)
        elif 0 < answers < self.smallest:
            smallest = self.smallest
            self._tell("totals_small", answers_cell, name=name, smallest=smallest)
        elif invited is not None and answers > invited:
            self._tell(
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
        self, groups: list[SurveyGroup], choices: _CountedChoices, invited: int | None
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

    def _check_rest(
        self, choices: _CountedChoices, answers: int, positive: int
    ) -> None:
        """Tell what is odd about the answers of no section, of which so many are positive."""
        cell = self._first_answers_cell()
        if answers < 0:
            self._tell(
                "totals_departments",
                cell,
                sum=Quantity(choices.answers - answers),
                answers=Quantity(choices.answers),
            )
        elif not 0 <= positive <= answers:
            self._tell(
                "totals_departments_felt",
                cell,
                sum=Quantity(choices.positive - positive),
                felt=Quantity(choices.positive),
                left=Quantity(answers),
            )
        elif 0 < answers < self.smallest:
            self._tell("totals_small_rest", cell, n=answers, smallest=self.smallest)
        elif answers:
            self._tell("totals_rest", cell, n=Quantity(answers), name=REST)

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
            self._tell(
                "survey_staff_differ",
                self.totals.staff,
                staff=Quantity(invited - elsewhere),
                asked=Quantity(invited),
            )

    def _check_against_staff(self, invited: int | None, returned: int) -> None:
        if invited is not None and returned > invited:
            self._tell(
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
                self._tell(
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
            self._tell("totals_no_blanks", self.totals.blanks)
        self._tell_about_response(survey)
        if self._last_survey is None:
            return
        aspects = self._last_survey.differing_aspects(survey)
        if aspects:
            what = FactList(aspects)
            self._tell("survey_changed", self.totals.question, what=what)

    def _tell_about_response(self, survey: Survey) -> None:
        rate = response_rate(survey)
        if rate is None or survey.invited is None:
            self._tell("survey_asked_unknown", self.totals.staff)
        elif rate < _HALF:
            self._tell(
                "survey_low_response",
                self.totals.staff,
                share=Percentage(rate.scaleb(2), 1),
                n=survey.answered,
                asked=survey.invited,
            )


def _parsed_people(cell: WrittenCell) -> ParsedNumber | None:
    """The number in a cell that may be followed by 人, 件 or 票; None for anything else."""
    for unit in _UNITS_OF_PEOPLE:
        number = number_in_cell(cell, unit)
        if number.kind is NumberKind.NUMBER:
            return number
    return None


def _whole_number(cell: WrittenCell, number: ParsedNumber | None) -> int | None:
    """So many people; None where it is not surely a whole number that there can be."""
    if number is None or number.approximate or cell.is_percent_number:
        return None
    value = number.values[0]
    if value != value.to_integral_value() or not 0 <= value <= MOST_COUNTED:
        return None
    return int(value)

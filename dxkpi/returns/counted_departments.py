"""The 課 of a staff survey on the sheet of totals: what they are called, and their answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dxkpi.findings import Quantity
from dxkpi.plan import Plan, Survey, SurveyGroup
from dxkpi.plan.staff_survey import NOT_STATED, GroupKind
from dxkpi.returns.cell_values import shown_value
from dxkpi.returns.filled_form import SurveyTotals, TotalsDepartment, WrittenCell
from dxkpi.returns.return_form import departments_asked
from dxkpi.returns.totals_cells import SUMS, TotalsCells
from dxkpi.survey.department_names import (
    department_choices,
    department_key,
    nearest_department,
)

REST = "（その他）"
"""The group of the answers that stand in no section."""

_NO_DEPARTMENTS = (REST, NOT_STATED)


def known_departments(plan: Plan, last: Survey | None) -> dict[str, str]:
    """The names of 課 that there are, this year and last, by the key they compare by."""
    names = list(departments_asked(plan))
    if last is not None:
        names += last.names_of(GroupKind.DEPARTMENT)
    return {department_key(name): name for name in names if name not in _NO_DEPARTMENTS}


def count_departments(
    totals: SurveyTotals, known: Mapping[str, str], smallest: int, cells: TotalsCells
) -> list[SurveyGroup]:
    """The departments with numbers, called as they are known; what is wrong is told.

    `known` are the names of 課 by their keys. A department of fewer than `smallest`
    answers must have none, or be counted with others.
    """
    return _DepartmentsCount(totals, known, smallest, cells).groups()


@dataclass
class _CountedDepartments:
    """The groups so far, the rows that sum them up, and where the name of each stands."""

    groups: list[SurveyGroup] = field(default_factory=list)
    sum_rows: list[TotalsDepartment] = field(default_factory=list)
    cell_by_key: dict[str, WrittenCell] = field(default_factory=dict)


@dataclass(frozen=True)
class _DepartmentsCount:
    totals: SurveyTotals
    known: Mapping[str, str]
    smallest: int
    cells: TotalsCells

    def groups(self) -> list[SurveyGroup]:
        counted = _CountedDepartments()
        for row in self.totals.departments:
            if not row.is_name_only:
                self._count_row(counted, row)
        self._check_sums(counted)
        return counted.groups

    def _count_row(self, counted: _CountedDepartments, row: TotalsDepartment) -> None:
        written = self.cells.text(row.name, "totals_no_name")
        if written is None:
            return
        if written in SUMS:
            counted.sum_rows.append(row)
            return
        name = self._known_name(written, row)
        if not self.cells.is_first(name, row.name, counted.cell_by_key):
            return
        group = self._group(name, row)
        if group is not None:
            counted.groups.append(group)

    def _check_sums(self, counted: _CountedDepartments) -> None:
        answers = sum(group.answers for group in counted.groups)
        positive = sum(group.positive for group in counted.groups)
        for row in counted.sum_rows:
            self.cells.check_sum(row.answers, (answers,))
            self.cells.check_sum(row.positive, (positive,))

    # the name

    def _known_name(self, written: str, row: TotalsDepartment) -> str:
        """What a department is called here, as far as that is known."""
        if not self.known or written in _NO_DEPARTMENTS:
            return written
        key = department_key(written)
        if key in self.known:
            return self.known[key]
        if self._are_several_known(written):
            return written
        return self._name_asked_about(written, row)

    def _are_several_known(self, written: str) -> bool:
        """Whether it is a pool of known departments: 会計課・監査課."""
        return all(department_key(part) in self.known for part in written.split("・"))

    def _name_asked_about(self, written: str, row: TotalsDepartment) -> str:
        """The name that somebody chose; one that is like no other is told as new."""
        nearest = nearest_department(written, self.known)
        if nearest is None:
            answers = shown_value(row.answers) or 0
            self.cells.tell("survey_new_department", row.name, n=answers)
            return written
        chosen = self.cells.findings.hold(
            "totals_department",
            row.name,
            self.cells.indicator.code,
            department_choices(written, nearest),
            nearest,
            near=nearest,
        )
        return chosen or written

    # the numbers

    def _group(self, name: str, row: TotalsDepartment) -> SurveyGroup | None:
        invited = self.cells.optional_number(row.invited)
        answers = self.cells.number(row.answers)
        positive = self.cells.number(row.positive)
        is_invited_wrong = invited is None and not row.invited.is_blank
        if answers is None or positive is None or is_invited_wrong:
            return None
        if positive > answers:
            n = Quantity(answers)
            self.cells.tell("totals_felt", row.positive, name=name, answers=n)
            return None
        if not self._may_have_answers(answers, invited, name, row):
            return None
        return SurveyGroup(
            names=(name,), answers=answers, positive=positive, invited=invited
        )

    def _may_have_answers(
        self, answers: int, invited: int | None, name: str, row: TotalsDepartment
    ) -> bool:
        """Whether they are enough to be shown, and no more than the staff invited."""
        if 0 < answers < self.smallest:
            smallest = self.smallest
            self.cells.tell("totals_small", row.answers, name=name, smallest=smallest)
            return False
        if invited is not None and answers > invited:
            self.cells.tell(
                "survey_too_many",
                row.answers,
                value=name,
                answers=Quantity(answers),
                asked=Quantity(invited),
            )
            return False
        return True

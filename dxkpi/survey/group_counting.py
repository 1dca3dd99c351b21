"""How a survey's answers fall to the groups of staff: 課, 職位, 年代."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from dxkpi.findings import FactList
from dxkpi.plan import Survey, SurveyGroup
from dxkpi.plan.fields import MOST_COUNTED
from dxkpi.plan.staff_survey import NOT_STATED, GroupKind, folded_answer
from dxkpi.survey.answer_sheet import AnswerSheet, CountingMethod, rows_by_text
from dxkpi.survey.department_names import (
    DepartmentNames,
    department_choices,
    department_key,
    nearest_department,
)
from dxkpi.survey.row_findings import RowFindings

_MOST_GROUPS = 500
_DIGITS = re.compile(r"(\d{1,9})")


class GroupCount:
    """The answers of each group, with everything noticed on the way.

    Rows are numbered from 0 as they stand in the sheet; `positive_rows` hold a positive
    answer. `known` are the names of 課 that there are, beside those of the `last` survey.
    """

    def __init__(
        self,
        sheet: AnswerSheet,
        method: CountingMethod,
        known: Collection[str],
        last: Survey | None,
        positive_rows: Collection[int],
        findings: RowFindings,
    ) -> None:
        self.sheet = sheet
        self.method = method
        self.last = last
        self.positive_rows = positive_rows
        self.findings = findings
        known_last_time = last.names_of(GroupKind.DEPARTMENT) if last else []
        self.departments = DepartmentNames((*known_last_time, *known), method.renamed)

    def groups(self, rated: Sequence[int]) -> dict[GroupKind, list[SurveyGroup]]:
        """The groups of every kind; `rated` are the rows that make up the rate."""
        self._tell_unknown_departments(rated)
        return {
            GroupKind.DEPARTMENT: self._departments(rated),
            GroupKind.POSITION: self._groups_as_written(GroupKind.POSITION, rated),
            GroupKind.AGE: self._groups_as_written(GroupKind.AGE, rated),
        }

    def _groups_as_written(
        self, kind: GroupKind, rated: Sequence[int]
    ) -> list[SurveyGroup]:
        """The groups of a kind that are called as people wrote them."""
        heading = self.method.grouping_column(kind)
        if heading is None:
            return []
        names = self.sheet.folded_column(heading)
        return self._groups_of(kind, names, rated, {})

    def _departments(self, rated: Sequence[int]) -> list[SurveyGroup]:
        invited = self._invited_by_name()
        if self.method.department is None:
            return []
        cells = self.sheet.column(self.method.department)
        names = [self.departments.name_of(cell) for cell in cells]
        return self._groups_of(GroupKind.DEPARTMENT, names, rated, invited)

    def _groups_of(
        self,
        kind: GroupKind,
        names: Sequence[str],
        rated: Sequence[int],
        invited: Mapping[str, int],
    ) -> list[SurveyGroup]:
        """The groups of a kind; `names` says of every row to which of them it belongs.

        Those whose staff was invited are among them also where nobody answered.
        """
        rows_by_name: dict[str, list[int]] = {name: [] for name in invited}
        for row in rated:
            name = names[row] or NOT_STATED
            rows_by_name.setdefault(name, []).append(row)

        if len(rows_by_name) > _MOST_GROUPS:
            heading = self.method.grouping_column(kind)
            self.findings.add("survey_no_groups", value=heading, n=len(rows_by_name))
            return []
        if self.findings.add_unstorable(rows_by_name):
            return []
        if NOT_STATED in rows_by_name:
            self._tell_not_stated(rows_by_name[NOT_STATED])
        return [
            self._group(name, rows_by_name[name], invited.get(name))
            for name in self._in_order(kind, rows_by_name)
        ]

    def _tell_not_stated(self, rows: Sequence[int]) -> None:
        self.findings.add(
            "survey_not_stated", n=len(rows), rows=self.findings.lines_of(rows)
        )

    def _in_order(self, kind: GroupKind, names: Iterable[str]) -> list[str]:
        """As in the last survey, then as the names known, then by their numbers."""
        before = self.last.names_of(kind) if self.last else []
        known = (*before, *self.departments.known.values())
        in_order = dict.fromkeys(folded_answer(name) for name in known)
        places = {name: place for place, name in enumerate(in_order)}

        def sorting_key(name: str) -> tuple[bool, int, list[tuple[bool, int, str]]]:
            place = places.get(folded_answer(name), len(places))
            return name == NOT_STATED, place, _natural(name)

        return sorted(names, key=sorting_key)

    def _group(
        self, name: str, rows: Sequence[int], invited: int | None
    ) -> SurveyGroup:
        return SurveyGroup(
            names=(name,),
            answers=len(rows),
            positive=sum(row in self.positive_rows for row in rows),
            invited=self._plausible_staff(name, len(rows), invited),
        )

    def _plausible_staff(
        self, name: str, answers: int, invited: int | None
    ) -> int | None:
        """The staff invited of a group; None where the number cannot be, which is told."""
        if invited is None:
            return None
        if invited > MOST_COUNTED:
            self.findings.add("survey_too_many_staff", value=name, asked=invited)
            return None
        if answers > invited:
            self.findings.add(
                "survey_too_many", value=name, answers=answers, asked=invited
            )
            return None
        return invited

    # departments

    def _tell_unknown_departments(self, rated: Sequence[int]) -> None:
        """Ask which 課 is meant by a name that is not known, wherever it is named."""
        if self.method.department is None:
            return
        staff = self._invited_names_by_key()
        rows_by_key: dict[str, list[int]] = {key: [] for key in staff}
        for key in self.departments.renamed.values():
            if key:
                rows_by_key[key] = []
        rows_by_key |= self._rows_by_department_key(self.method.department, rated)

        if len(rows_by_key) > _MOST_GROUPS:
            return
        for key, rows in sorted(rows_by_key.items()):
            if not self.departments.is_settled(key):
                self._tell_unknown_department(key, rows, staff)

    def _invited_names_by_key(self) -> dict[str, str]:
        """The names that numbers of staff are given by."""
        names = [name for name, _number in self.method.invited_by_department]
        return {department_key(name): name for name in names}

    def _rows_by_department_key(
        self, heading: str, rated: Sequence[int]
    ) -> dict[str, list[int]]:
        keys = [department_key(cell) for cell in self.sheet.column(heading)]
        return rows_by_text(rated, keys)

    def _tell_unknown_department(
        self, key: str, rows: Sequence[int], staff: Mapping[str, str]
    ) -> None:
        has_staff = key in staff
        known = self.departments.known
        candidates = known if has_staff else {**staff, **known}
        nearest = nearest_department(key, candidates)
        if nearest is None and not known:
            return  # then every name is as good as any other
        if nearest is None and rows:
            self.findings.add("survey_new_department", value=key, n=len(rows))
            return
        choices = department_choices(key, nearest)
        self.findings.add(
            _code_of_unknown_name(nearest, has_answers=bool(rows), has_staff=has_staff),
            value=key,
            near=nearest or "",
            n=len(rows),
            rows=self.findings.lines_of(rows),
            place=key,
            choices=choices,
            proposed=choices[0].key,
        )

    # staff invited

    def _invited_by_name(self) -> dict[str, int]:
        """The staff of each 課, as they are called here."""
        invited: dict[str, int] = {}
        for written, number in self.method.invited_by_department:
            name = self.departments.name_of(written)
            first = invited.setdefault(name, number)
            if first != number:
                numbers = FactList((first, number))
                self.findings.add("survey_staff_twice", value=name, numbers=numbers)
        return invited


def _code_of_unknown_name(
    nearest: str | None, *, has_answers: bool, has_staff: bool
) -> str:
    """The code of the question which 課 is meant, by where its name was written."""
    if nearest is None:
        return "survey_department_unknown"
    if has_answers:
        return "survey_department"
    if has_staff:
        return "survey_department_asked"
    return "survey_department_meant"


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """Numbers in the order of their values and before other letters: 9級, 10級, 主事級."""
    order = []
    for part in _DIGITS.split(folded_answer(name)):
        if part.isdecimal():
            order.append((False, int(part), ""))
        elif part:
            order.append((True, 0, part))
    return order

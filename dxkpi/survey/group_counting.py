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
        groups = {GroupKind.DEPARTMENT: self._departments(rated)}
        for kind in (GroupKind.POSITION, GroupKind.AGE):
            heading = self.method.grouping_column(kind)
            if heading is None:
                groups[kind] = []
            else:
                names = self.sheet.folded_column(heading)
                groups[kind] = self._groups_of(kind, names, rated, {})
        return groups

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
            rows_by_name.setdefault(names[row] or NOT_STATED, []).append(row)

        if len(rows_by_name) > _MOST_GROUPS:
            heading = self.method.grouping_column(kind)
            self.findings.add("survey_no_groups", value=heading, n=len(rows_by_name))
            return []
        if self.findings.add_unstorable(rows_by_name):
            return []
        if NOT_STATED in rows_by_name:
            not_stated = rows_by_name[NOT_STATED]
            self.findings.add(
                "survey_not_stated",
                n=len(not_stated),
                rows=self.findings.lines_of(not_stated),
            )
        return [
            self._group(name, rows_by_name[name], invited.get(name))
            for name in self._in_order(kind, rows_by_name)
        ]

    def _in_order(self, kind: GroupKind, names: Iterable[str]) -> list[str]:
        """As in the last survey, then as the names known, then by their numbers."""
        before = self.last.names_of(kind) if self.last else []
        known = dict.fromkeys((*before, *self.departments.known.values()))
        places = {name: place for place, name in enumerate(known)}

        def sorting_key(name: str) -> tuple[bool, int, list[tuple[bool, int, str]]]:
            return name == NOT_STATED, places.get(name, len(places)), _natural(name)

        return sorted(names, key=sorting_key)

    def _group(
        self, name: str, rows: Sequence[int], invited: int | None
    ) -> SurveyGroup:
        answers = len(rows)
        if invited is not None and invited > MOST_COUNTED:
            self.findings.add("survey_too_many_staff", value=name, asked=invited)
            invited = None
        if invited is not None and answers > invited:
            self.findings.add(
                "survey_too_many", value=name, answers=answers, asked=invited
            )
            invited = None
        return SurveyGroup(
            names=(name,),
            answers=answers,
            positive=sum(row in self.positive_rows for row in rows),
            invited=invited,
        )

    # departments

    def _tell_unknown_departments(self, rated: Sequence[int]) -> None:
        """Ask which 課 is meant by a name that is not known, wherever it is named."""
        if self.method.department is None:
            return
        cells = self.sheet.column(self.method.department)
        keys = [department_key(cell) for cell in cells]
        staff = {
            department_key(name): name
            for name, _number in self.method.invited_by_department
        }
        meant = [key for key in self.departments.renamed.values() if key]

        rows_by_key: dict[str, list[int]] = {key: [] for key in (*staff, *meant)}
        rows_by_key |= rows_by_text(rated, keys)
        if len(rows_by_key) > _MOST_GROUPS:
            return
        for key, rows in sorted(rows_by_key.items()):
            if not self.departments.is_settled(key):
                self._tell_unknown_department(key, rows, staff)

    def _tell_unknown_department(
        self, key: str, rows: Sequence[int], staff: Mapping[str, str]
    ) -> None:
        has_staff = key in staff
        known = self.departments.known
        nearest = nearest_department(key, known if has_staff else {**staff, **known})
        if nearest is None and rows:
            if known:
                self.findings.add("survey_new_department", value=key, n=len(rows))
            return
        if nearest is None and not known:
            return

        if nearest is None:
            code = "survey_department_unknown"
        elif rows:
            code = "survey_department"
        elif has_staff:
            code = "survey_department_asked"
        else:
            code = "survey_department_meant"
        choices = department_choices(key, nearest)
        self.findings.add(
            code,
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


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """Numbers in the order of their values and before other letters: 9級, 10級, 主事級."""
    order = []
    for part in _DIGITS.split(folded_answer(name)):
        if part.isdecimal():
            order.append((False, int(part), ""))
        elif part:
            order.append((True, 0, part))
    return order

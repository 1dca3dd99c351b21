"""From the answers that a survey tool exports to counts.

The rows are counted once and not kept. Everything odd is told with its rows in the file:
blank answers, choices nobody said how to count, people who answered twice, 課 that are called
otherwise, more answers than staff.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dxkpi.findings import FactList, Finding, Percentage, Phrase, Severity, make_finding
from dxkpi.plan import Actual, Indicator, Survey, SurveyGroup
from dxkpi.plan.fields import MOST_COUNTED, unstorable
from dxkpi.plan.staff_survey import NOT_STATED, GroupKind, folded_answer
from dxkpi.survey.answer_sheet import (
    AnswerKind,
    AnswerSheet,
    CountingMethod,
    RepeatedAnswers,
)
from dxkpi.survey.department_names import (
    DepartmentNames,
    department_choices,
    department_key,
    nearest_department,
)
from dxkpi.survey.rate import positive_rate, response_rate
from dxkpi.survey.small_groups import pool_small_groups
from dxkpi.text.rounding import round_half_up

_MOST_LISTED = 8
_MOST_GROUPS = 500
_LOW_RESPONSE = Decimal("0.5")
_REPEATED_HEADING = re.compile(r" \(\d+\)$")
_DIGITS = re.compile(r"(\d{1,9})")


@dataclass(frozen=True)
class CountedSurvey:
    """What a sheet comes to: the counts (None while something is wrong), and what was noticed."""

    survey: Survey | None
    findings: tuple[Finding, ...]


def count_survey(
    sheet: AnswerSheet,
    method: CountingMethod,
    smallest: int,
    known: Collection[str] = (),
    last: Survey | None = None,
) -> CountedSurvey:
    """Count the answers of a sheet. Nothing is left out untold, and nothing of a person kept.

    `known` are the names of 課 that there are, beside those of `last` year's survey, which is
    also what the question and its choices are compared with. Groups of fewer than `smallest`
    answers are pooled.
    """
    headings = list(method.headings.values())
    missing = [heading for heading in headings if heading not in sheet.headings]
    if missing:
        return _refused("survey_no_column", missing)
    used_twice = [heading for heading, n in Counter(headings).items() if n > 1]
    if used_twice:
        return _refused("survey_column_twice", used_twice)
    return _SurveyCount(sheet, method, smallest, known, last).counted()


def _refused(code: str, headings: Iterable[str]) -> CountedSurvey:
    findings = [make_finding(code, value=heading) for heading in headings]
    return CountedSurvey(None, tuple(findings))


class _SurveyCount:
    """One pass over the answers, with everything noticed on the way.

    Rows are numbered from 0 as they stand in the sheet; `answers` are those to the question.
    """

    def __init__(
        self,
        sheet: AnswerSheet,
        method: CountingMethod,
        smallest: int,
        known: Collection[str],
        last: Survey | None,
    ) -> None:
        self.sheet = sheet
        self.method = method
        self.smallest = smallest
        self.last = last
        self.findings: list[Finding] = []
        self.answers = sheet.folded_column(method.question)
        self.kinds = _kinds_of_choices(method)
        known_last_time = last.names_of(GroupKind.DEPARTMENT) if last else []
        self.departments = DepartmentNames((*known_last_time, *known), method.renamed)

    def counted(self) -> CountedSurvey:
        self._tell_repeated_headings()
        rows = self._rows_that_count()
        self._tell_blank_answers(rows)
        self._tell_unknown_choices(rows)
        rated = [row for row in rows if self._is_rated(row)]
        self._tell_too_few_answers(rows, rated)
        groups = self._groups(rated)
        self._compare_with_invited(rows, groups[GroupKind.DEPARTMENT])
        self._tell_unstorable(
            (
                self.method.question_wording,
                *self.method.headings.values(),
                *self.kinds,
            )
        )
        if self._is_refused():
            return CountedSurvey(None, tuple(self.findings))

        survey = self._survey(rows, groups)
        self._tell_low_response(survey)
        self._tell_changes(survey)
        return CountedSurvey(survey, tuple(self.findings))

    def _survey(
        self, rows: Sequence[int], groups: Mapping[GroupKind, Sequence[SurveyGroup]]
    ) -> Survey:
        times = Counter(self.answers[row] for row in rows)
        positive = self._choices(self.method.counted, AnswerKind.POSITIVE)
        others = self._choices(self.method.others, AnswerKind.NOT_POSITIVE)
        excluded = self._choices(self.method.excluded, AnswerKind.EXCLUDED)
        return Survey(
            question=self.method.question_wording,
            tally={choice: times[choice] for choice in (*positive, *others)},
            counted=positive,
            excluded={choice: times[choice] for choice in excluded},
            blanks=times[""],
            invited=self.method.invited,
            departments=self._pooled(groups[GroupKind.DEPARTMENT]),
            positions=self._pooled(groups[GroupKind.POSITION]),
            ages=self._pooled(groups[GroupKind.AGE]),
            headings=self.method.headings,
        )

    # what is noticed

    def _tell(self, code: str, **facts: Any) -> None:
        self.findings.append(make_finding(code, **facts))

    def _lines(self, rows: Sequence[int]) -> FactList:
        """The rows of the file that something is about, a few of them."""
        return FactList.first_of([self.sheet.lines[row] for row in rows], _MOST_LISTED)

    def _is_refused(self) -> bool:
        """Whether something must be mended or confirmed first."""
        return any(
            finding.severity in (Severity.ERROR, Severity.HOLD)
            for finding in self.findings
        )

    def _tell_repeated_headings(self) -> None:
        """Which column is read where several have the same heading."""
        for heading in self.method.headings.values():
            first = _REPEATED_HEADING.sub("", heading)
            same = [other for other in self.sheet.headings if _is_like(other, first)]
            if len(same) > 1 and first in same:
                self._tell(
                    "survey_heading_twice",
                    value=first,
                    n=len(same),
                    which=same.index(heading) + 1,
                    at=self.sheet.headings.index(heading) + 1,
                )

    def _tell_blank_answers(self, rows: Sequence[int]) -> None:
        blank = [row for row in rows if not self.answers[row]]
        if blank:
            self._tell("survey_blanks", n=len(blank), rows=self._lines(blank))

    def _tell_unknown_choices(self, rows: Sequence[int]) -> None:
        unknown = [
            row
            for row in rows
            if self.answers[row] and self.answers[row] not in self.kinds
        ]
        for choice, given in _rows_by_text(unknown, self.answers).items():
            self._tell(
                "survey_unknown_choice",
                value=choice,
                n=len(given),
                rows=self._lines(given),
            )

    def _tell_too_few_answers(self, rows: Sequence[int], rated: Sequence[int]) -> None:
        answered = any(self.answers[row] for row in rows)
        if not answered:
            self._tell("survey_no_answers")
        elif not self._choices(self.method.counted, AnswerKind.POSITIVE):
            self._tell("survey_no_choice")
        elif not rated:
            self._tell("survey_no_answers")
        elif len(rated) < self.smallest:
            self._tell("survey_too_few", n=len(rated), smallest=self.smallest)

    def _tell_unstorable(self, texts: Iterable[str]) -> bool:
        """Tell of letters that databases do not keep; whether there are any."""
        codes: list[str] = []
        for text in texts:
            code = unstorable(text)
            if code is not None and code not in codes:
                codes.append(code)
                self._tell("unstorable", value=code)
        return bool(codes)

    def _tell_low_response(self, survey: Survey) -> None:
        share = response_rate(survey)
        if share is not None and share < _LOW_RESPONSE:
            self._tell(
                "survey_low_response",
                share=Percentage(share.scaleb(2), 1),
                n=survey.answered,
                asked=survey.invited,
            )

    def _tell_changes(self, survey: Survey) -> None:
        changed = self.last.differing_aspects(survey) if self.last else ()
        if changed:
            self._tell("survey_changed", what=FactList(changed))

    # rows and choices

    def _rows_that_count(self) -> list[int]:
        """Of each respondent one row, unless all count."""
        every = list(range(len(self.sheet.rows)))
        if self.method.respondent is None:
            return every

        respondents = self.sheet.folded_column(self.method.respondent)
        rows_by_respondent: dict[str, list[int]] = defaultdict(list)
        for row in every:
            # Who did not say who they are is somebody else each time.
            respondent = respondents[row].casefold() or f"\0{row}"
            rows_by_respondent[respondent].append(row)
        self._tell_repeated_answers(rows_by_respondent.values())

        match self.method.repeated:
            case RepeatedAnswers.ALL:
                return every
            case RepeatedAnswers.FIRST:
                return sorted(rows[0] for rows in rows_by_respondent.values())
            case RepeatedAnswers.LAST:
                return sorted(rows[-1] for rows in rows_by_respondent.values())

    def _tell_repeated_answers(self, answers_of_each: Iterable[list[int]]) -> None:
        repeated = [rows for rows in answers_of_each if len(rows) > 1]
        if repeated:
            self._tell(
                f"survey_repeated_{self.method.repeated.value}",
                n=len(repeated),
                rows=self._lines([row for rows in repeated for row in rows]),
            )

    def _is_rated(self, row: int) -> bool:
        """Whether a row's answer makes up the rate."""
        kind = self.kinds.get(self.answers[row])
        return kind in (AnswerKind.POSITIVE, AnswerKind.NOT_POSITIVE)

    def _is_positive(self, row: int) -> bool:
        return self.kinds.get(self.answers[row]) is AnswerKind.POSITIVE

    def _choices(self, listed: Iterable[str], kind: AnswerKind) -> tuple[str, ...]:
        """The choices that count this way, each once, in the order of the method."""
        choices = dict.fromkeys(folded_answer(choice) for choice in listed)
        return tuple(choice for choice in choices if self.kinds.get(choice) is kind)

    # groups

    def _groups(self, rated: Sequence[int]) -> dict[GroupKind, list[SurveyGroup]]:
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
            self._tell("survey_no_groups", value=heading, n=len(rows_by_name))
            return []
        if self._tell_unstorable(rows_by_name):
            return []
        if NOT_STATED in rows_by_name:
            not_stated = rows_by_name[NOT_STATED]
            self._tell(
                "survey_not_stated", n=len(not_stated), rows=self._lines(not_stated)
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
            self._tell("survey_too_many_staff", value=name, asked=invited)
            invited = None
        if invited is not None and answers > invited:
            self._tell("survey_too_many", value=name, answers=answers, asked=invited)
            invited = None
        return SurveyGroup(
            names=(name,),
            answers=answers,
            positive=sum(self._is_positive(row) for row in rows),
            invited=invited,
        )

    def _pooled(self, groups: Sequence[SurveyGroup]) -> tuple[SurveyGroup, ...]:
        shown = pool_small_groups(groups, self.smallest)
        for group in shown:
            if group.is_pool:
                self._tell(
                    "survey_pooled",
                    n=len(group.names),
                    names=FactList.first_of(group.names, _MOST_LISTED),
                    smallest=self.smallest,
                )
        return shown

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
        rows_by_key |= _rows_by_text(rated, keys)
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
                self._tell("survey_new_department", value=key, n=len(rows))
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
        self._tell(
            code,
            value=key,
            near=nearest or "",
            n=len(rows),
            rows=self._lines(rows),
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
                self._tell("survey_staff_twice", value=name, numbers=numbers)
        return invited

    def _compare_with_invited(
        self, rows: Sequence[int], departments: Sequence[SurveyGroup]
    ) -> None:
        invited = self.method.invited
        if invited is None:
            self._tell("survey_asked_unknown")
            return
        if invited > MOST_COUNTED:
            self._tell("survey_too_many_staff", value=Phrase.ALL_STAFF, asked=invited)
        elif len(rows) > invited:
            self._tell("survey_too_many_in_all", answers=len(rows), asked=invited)

        staff = [group.invited for group in departments if group.invited is not None]
        is_whole_known = len(staff) == len(departments)
        if is_whole_known and sum(staff) not in (0, invited):
            self._tell("survey_staff_differ", staff=sum(staff), asked=invited)


def _kinds_of_choices(method: CountingMethod) -> dict[str, AnswerKind]:
    """How each choice counts; one that is listed twice counts as positive before all else."""
    kinds: dict[str, AnswerKind] = {}
    for listed, kind in (
        (method.others, AnswerKind.NOT_POSITIVE),
        (method.excluded, AnswerKind.EXCLUDED),
        (method.counted, AnswerKind.POSITIVE),
    ):
        for choice in listed:
            kinds[folded_answer(choice)] = kind
    kinds.pop("", None)
    return kinds


def _is_like(heading: str, first: str) -> bool:
    """Whether a heading is the first of its words, or a repetition of it."""
    return first in (heading, _REPEATED_HEADING.sub("", heading))


def _rows_by_text(rows: Iterable[int], texts: Sequence[str]) -> dict[str, list[int]]:
    """The rows by the text that they hold."""
    rows_by_text: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        rows_by_text[texts[row]].append(row)
    return rows_by_text


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """Numbers in the order of their values and before other letters: 9級, 10級, 主事級."""
    order = []
    for part in _DIGITS.split(folded_answer(name)):
        if part.isdecimal():
            order.append((False, int(part), ""))
        elif part:
            order.append((True, 0, part))
    return order


def surveyed_actual(
    indicator: Indicator,
    fiscal_year: int,
    survey: Survey,
    held: str | None,
    note: str | None = None,
) -> Actual:
    """The figure of a survey as the plan prints it, with its counts.

    `held` is the day or month of the survey (2027-02-20).
    """
    value = round_half_up(positive_rate(survey), indicator.decimals)
    return Actual(
        fiscal_year=fiscal_year, as_of=held, value=value, note=note, survey=survey
    )

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
from itertools import chain

from dxkpi.findings import FactList, Finding, Percentage, Phrase, make_finding
from dxkpi.plan import Actual, Indicator, Survey, SurveyGroup
from dxkpi.plan.fields import MOST_COUNTED
from dxkpi.plan.staff_survey import GroupKind, folded_answer
from dxkpi.rules.survey_margin import positive_rate
from dxkpi.survey.answer_sheet import (
    AnswerKind,
    AnswerSheet,
    CountingMethod,
    RepeatedAnswers,
    rows_by_text,
)
from dxkpi.survey.group_counting import GroupCount
from dxkpi.survey.invited_staff import total_invited
from dxkpi.survey.rate import response_rate
from dxkpi.survey.row_findings import MOST_LISTED, RowFindings
from dxkpi.survey.small_groups import pool_small_groups
from dxkpi.text.rounding import round_half_up

_LOW_RESPONSE = Decimal("0.5")
_REPEATED_CODES = {
    RepeatedAnswers.LAST: "survey_repeated_last",
    RepeatedAnswers.FIRST: "survey_repeated_first",
    RepeatedAnswers.ALL: "survey_repeated_all",
}
_REPEATED_HEADING = re.compile(r" \(\d+\)$")


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
        self.known = known
        self.findings = RowFindings(sheet.lines)
        self.answers = sheet.folded_column(method.question)
        self.kinds = _kinds_of_choices(method)

    def counted(self) -> CountedSurvey:
        self._tell_repeated_headings()
        rows = self._rows_that_count()
        self._tell_blank_answers(rows)
        self._tell_unknown_choices(rows)
        rated = [row for row in rows if self._is_rated(row)]
        self._tell_too_few_answers(rows, rated)
        groups = self._groups(rated)
        self._compare_with_invited(rows, groups[GroupKind.DEPARTMENT])
        self._tell_unstorable_texts()
        if self.findings.is_refused:
            return CountedSurvey(None, tuple(self.findings.findings))

        survey = self._survey(rows, groups)
        self._tell_low_response(survey)
        self._tell_changes(survey)
        return CountedSurvey(survey, tuple(self.findings.findings))

    def _groups(self, rated: Sequence[int]) -> dict[GroupKind, list[SurveyGroup]]:
        positive_rows = set()
        for row in rated:
            if self.kinds[self.answers[row]] is AnswerKind.POSITIVE:
                positive_rows.add(row)
        count = GroupCount(
            self.sheet,
            self.method,
            self.known,
            self.last,
            positive_rows,
            self.findings,
        )
        return count.groups(rated)

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

    def _tell_repeated_headings(self) -> None:
        """Which column is read where several have the same heading."""
        for heading in self.method.headings.values():
            first = _REPEATED_HEADING.sub("", heading)
            same = [other for other in self.sheet.headings if _is_like(other, first)]
            is_repeated = len(same) > 1 and first in same
            if is_repeated:
                self.findings.add(
                    "survey_heading_twice",
                    value=first,
                    n=len(same),
                    which=same.index(heading) + 1,
                    at=self.sheet.headings.index(heading) + 1,
                )

    def _tell_blank_answers(self, rows: Sequence[int]) -> None:
        blank = [row for row in rows if not self.answers[row]]
        if blank:
            self.findings.add(
                "survey_blanks", n=len(blank), rows=self.findings.lines_of(blank)
            )

    def _tell_unknown_choices(self, rows: Sequence[int]) -> None:
        for choice, given in rows_by_text(rows, self.answers).items():
            is_blank = choice == ""
            if is_blank or choice in self.kinds:
                continue
            self.findings.add(
                "survey_unknown_choice",
                value=choice,
                n=len(given),
                rows=self.findings.lines_of(given),
            )

    def _tell_too_few_answers(self, rows: Sequence[int], rated: Sequence[int]) -> None:
        answered = any(self.answers[row] for row in rows)
        if not answered:
            self.findings.add("survey_no_answers")
        elif not self._choices(self.method.counted, AnswerKind.POSITIVE):
            self.findings.add("survey_no_choice")
        elif not rated:
            self.findings.add("survey_no_answers")
        elif len(rated) < self.smallest:
            self.findings.add("survey_too_few", n=len(rated), smallest=self.smallest)

    def _tell_unstorable_texts(self) -> None:
        headings = self.method.headings.values()
        texts = (self.method.question_wording, *headings, *self.kinds)
        self.findings.add_unstorable(texts)

    def _tell_low_response(self, survey: Survey) -> None:
        share = response_rate(survey)
        if share is not None and share < _LOW_RESPONSE:
            self.findings.add(
                "survey_low_response",
                share=Percentage(share.scaleb(2), 1),
                n=survey.answered,
                asked=survey.invited,
            )

    def _tell_changes(self, survey: Survey) -> None:
        changed = self.last.differing_aspects(survey) if self.last else ()
        if changed:
            self.findings.add("survey_changed", what=FactList(changed))

    # rows and choices

    def _rows_that_count(self) -> list[int]:
        """Of each respondent one row, unless all count."""
        every = list(range(len(self.sheet.rows)))
        if self.method.respondent is None:
            return every

        rows_of_each = self._rows_of_each_respondent(self.method.respondent)
        self._tell_repeated_answers(rows_of_each)
        match self.method.repeated:
            case RepeatedAnswers.ALL:
                return every
            case RepeatedAnswers.FIRST:
                return sorted(rows[0] for rows in rows_of_each)
            case RepeatedAnswers.LAST:
                return sorted(rows[-1] for rows in rows_of_each)

    def _rows_of_each_respondent(self, column: str) -> list[list[int]]:
        by_respondent: dict[str, list[int]] = defaultdict(list)
        for row, respondent in enumerate(self.sheet.folded_column(column)):
            # Who did not say who they are is somebody else each time.
            key = respondent.casefold() or f"\0{row}"
            by_respondent[key].append(row)
        return list(by_respondent.values())

    def _tell_repeated_answers(self, rows_of_each: Iterable[Sequence[int]]) -> None:
        repeated = [rows for rows in rows_of_each if len(rows) > 1]
        if not repeated:
            return
        all_rows = list(chain.from_iterable(repeated))
        self.findings.add(
            _REPEATED_CODES[self.method.repeated],
            n=len(repeated),
            rows=self.findings.lines_of(all_rows),
        )

    def _is_rated(self, row: int) -> bool:
        """Whether a row's answer makes up the rate."""
        kind = self.kinds.get(self.answers[row])
        return kind in (AnswerKind.POSITIVE, AnswerKind.NOT_POSITIVE)

    def _choices(self, listed: Iterable[str], kind: AnswerKind) -> tuple[str, ...]:
        """The choices that count this way, each once, in the order of the method."""
        choices = dict.fromkeys(folded_answer(choice) for choice in listed)
        return tuple(choice for choice in choices if self.kinds.get(choice) is kind)

    def _compare_with_invited(
        self, rows: Sequence[int], departments: Sequence[SurveyGroup]
    ) -> None:
        invited = self.method.invited
        if invited is None:
            self.findings.add("survey_asked_unknown")
            return
        self._compare_answers_with_invited(len(rows), invited)

        of_departments = total_invited(departments)
        if of_departments and of_departments != invited:
            self.findings.add(
                "survey_staff_differ", staff=of_departments, asked=invited
            )

    def _compare_answers_with_invited(self, answers: int, invited: int) -> None:
        if invited > MOST_COUNTED:
            self.findings.add(
                "survey_too_many_staff", value=Phrase.ALL_STAFF, asked=invited
            )
        elif answers > invited:
            self.findings.add("survey_too_many_in_all", answers=answers, asked=invited)

    def _pooled(self, groups: Sequence[SurveyGroup]) -> tuple[SurveyGroup, ...]:
        shown = pool_small_groups(groups, self.smallest)
        for group in shown:
            if group.is_pool:
                self.findings.add(
                    "survey_pooled",
                    n=len(group.names),
                    names=FactList.first_of(group.names, MOST_LISTED),
                    smallest=self.smallest,
                )
        return shown


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


def surveyed_actual(
    indicator: Indicator,
    fiscal_year: int,
    survey: Survey,
    held: str | None,
) -> Actual:
    """The figure of a survey as the plan prints it, with its counts.

    `held` is the day or month of the survey (2027-02-20).
    """
    value = round_half_up(positive_rate(survey), indicator.decimals)
    return Actual(fiscal_year=fiscal_year, as_of=held, value=value, survey=survey)

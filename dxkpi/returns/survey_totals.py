"""From the sheet of a staff survey's totals to the survey behind the figure, for cities that have no file of answers.

The counts must be whole and agree with each other; what does not is told at its cell. The rate that they make is taken
for the figure where the sheet of figures leaves it blank, and is read there like any other figure: with its month, its
note, and the questions that it calls for. A figure that is written there as well must be the same. The workbook is kept
as it was handed in, so small groups must be put together in it already.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

from dxkpi import fiscal
from dxkpi.findings import (
    Fact,
    FactList,
    Finding,
    FiscalYear,
    Percentage,
    Phrase,
    Quantity,
    Severity,
    make_finding,
)
from dxkpi.plan import Actual, Indicator, Survey, SurveyGroup
from dxkpi.plan.fields import MOST_COUNTED
from dxkpi.plan.staff_survey import NOT_STATED, folded_answer
from dxkpi.returns import (
    ChangedMeanwhile,
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    FormColumn,
    SurveyTotals,
    WrittenCell,
    departments_asked,
)
from dxkpi.returns import figure_row as written_figure
from dxkpi.returns.cell_reading import (
    FindingList,
    blank,
    is_percent_number,
    month_in_cell,
    no_month,
    number_in,
    shown,
    text_in,
)
from dxkpi.returns.checking import (
    gives_totals,
    return_changes,
    rows_by_code,
    says_something,
)
from dxkpi.returns.numbers import NumberKind, ParsedNumber
from dxkpi.returns.plausibility import indicator_figure
from dxkpi.survey.comparability import replacement_findings
from dxkpi.survey.course import survey_before
from dxkpi.survey.department_names import (
    department_choices,
    department_key,
    nearest_department,
)
from dxkpi.survey.rate import positive_rate, response_rate
from dxkpi.survey.small_groups import pool_small_groups
from dxkpi.text.rounding import round_half_up
from dxkpi.wording import figures

REST = "（その他）"

MARK, WITHOUT = "○", "除く"
"""What the sheet's column says of a choice: it counts as felt, it counts neither way; nothing: it counts as not felt."""

_NOBODY: Mapping[str, ChangedMeanwhile] = MappingProxyType({})
_FELT = frozenset("○◯〇◎●✓✔レ")
_NEITHER = frozenset((WITHOUT, "除", "除外", "対象外"))
_NOT_FELT = frozenset(("", "×", "✕", "✗", "x", "-", "―", "ー"))
_SUMS = frozenset(("計", "合計", "総計", "小計", "全体", "総数"))
_BLANK_ANSWERS = frozenset(("無回答", "未回答", "回答なし", "無記入", "未記入"))
_UNITS = ("人", "件", "票")
_LEFT_BLANK = frozenset(("blank", "blank_registered", "blank_shared"))
_OF_THE_WORKBOOK = frozenset(("duplicate_row",))


def add_survey_totals(
    answer: CheckedReturn,
    filled: FilledForm,
    smallest: int,
    overtaken: Mapping[str, ChangedMeanwhile] = _NOBODY,
    confirmed: Sequence[Confirmation] = (),
) -> CheckedReturn:
    """The answer with the survey that the sheet of totals holds; the same where that sheet is left as it was given out.

    `overtaken` and `confirmed` are those of `check`, whose answer this is. Groups of fewer than `smallest` answers are
    put together.
    """
    if filled.totals is None or not gives_totals(filled.totals):
        return answer
    form = answer.form
    indicator = next(
        (one for one in form.indicators if one == form.plan.realisation), None
    )
    if indicator is None:
        department = form.department or Phrase.ALL_DEPARTMENTS
        told = make_finding(
            "totals_not_asked",
            sheet=filled.totals.question.sheet,
            department=department,
        )
        return replace(answer, findings=(*answer.findings, told))
    told_of = FindingList(confirmed)
    survey = _Reader(answer, indicator, filled.totals, smallest, told_of).survey()
    if survey is None:
        return replace(
            answer,
            findings=_instead(
                answer.findings, indicator.code, _LEFT_BLANK, told_of.findings
            ),
        )
    row = _row(filled, answer, indicator)
    entry = _entry(
        answer,
        indicator,
        row,
        survey,
        filled.totals,
        overtaken.get(indicator.code),
        told_of,
    )
    actuals = {
        code: one for code, one in answer.actuals.items() if code != indicator.code
    }
    if entry is not None and entry != indicator.actual(form.fiscal_year):
        actuals[indicator.code] = entry
    early = form.fiscal_year > form.last_closed and "year_not_over" not in {
        one.code for one in answer.findings
    }
    if early and indicator.code in actuals:
        told_of.add("year_not_over", year=FiscalYear(form.fiscal_year))
    return replace(
        answer,
        findings=_instead(answer.findings, indicator.code, None, told_of.findings),
        actuals=actuals,
        changes=tuple(return_changes(form, actuals, answer.progress)),
    )


def _instead(
    findings: Sequence[Finding],
    place: str,
    codes: frozenset[str] | None,
    told: Iterable[Finding],
) -> tuple[Finding, ...]:
    """The findings with others in the place of those of an indicator (with these codes; None: of its figure)."""
    gone = [
        n
        for n, one in enumerate(findings)
        if one.place == place
        and (one.code not in _OF_THE_WORKBOOK if codes is None else one.code in codes)
    ]
    at = gone[0] if gone else len(findings)
    return (
        *findings[:at],
        *told,
        *(one for n, one in enumerate(findings) if n >= at and n not in gone),
    )


# The figure


def _row(filled: FilledForm, answer: CheckedReturn, indicator: Indicator) -> FilledRow:
    """The row of the indicator, as `check` takes it."""
    rows = rows_by_code(
        filled.rows, [one.code for one in answer.form.plan.indicators]
    ).get(indicator.code, [])
    return next(
        (row for row in rows if says_something(row)),
        rows[0] if rows else FilledRow(indicator.code, {}),
    )


def _entry(
    answer: CheckedReturn,
    indicator: Indicator,
    row: FilledRow,
    survey: Survey,
    totals: SurveyTotals,
    overtaken: ChangedMeanwhile | None,
    told: FindingList,
) -> Actual | None:
    """The year's entry with its survey; None where something keeps it from being taken."""
    form, written = answer.form, row.cells.get(FormColumn.VALUE)
    value = round_half_up(positive_rate(survey), indicator.decimals)
    cells = dict(row.cells)
    if blank(written):
        cells[FormColumn.VALUE] = replace(
            _of_rate(totals), value=value, percent=False, formula=False
        )
    if not blank(totals.held):
        cells[FormColumn.AS_OF] = totals.held
    read = FindingList(told.confirmed)
    found = written_figure.read_figure_row(
        form, indicator, FilledRow(row.code, cells), overtaken, read
    )
    told.findings += (one for one in read.findings if one.code != "survey_dropped")
    entry = found or indicator.actual(form.fiscal_year)
    if entry is None or (
        found is None and any(one.severity is Severity.ERROR for one in read.findings)
    ):
        return None
    if entry.value is not None and _is_rate(entry.value, survey, indicator):
        stored = indicator.actual(form.fiscal_year)
        gone = replacement_findings(
            stored.survey if stored else None, survey, form.fiscal_year
        )
        told.findings += (replace(one, place=indicator.code) for one in gone)
        return Actual(**dict(entry) | {"survey": survey})
    if written is not None and not blank(written):
        at = _of_rate(totals)
        facts: dict[str, Fact] = {
            "rate": indicator_figure(indicator, value),
            "at": f"{at.sheet}!{at.ref}",
        }
        told.add("totals_disagree", written, indicator.code, **facts)
    return found


def _is_rate(value: Decimal, survey: Survey, indicator: Indicator) -> bool:
    """Whether a figure is the rate with the digits that it is written with, at least those that the plan prints."""
    digits = indicator.decimals + figures.finer_digits(indicator, value)
    return value == round_half_up(positive_rate(survey), digits)


def _of_rate(totals: SurveyTotals) -> WrittenCell:
    """The cell that a rate is pointed at by: where the sheet shows it, else its first count."""
    return (
        totals.rate
        if totals.rate.ref
        else next((count for _name, _mark, count in totals.choices), totals.rate)
    )


# The counts


@dataclass
class _Choices:
    """The answers by choice, and which of the choices count as felt."""

    tally: dict[str, int] = field(default_factory=dict)
    counted: list[str] = field(default_factory=list)
    excluded: dict[str, int] = field(default_factory=dict)


@dataclass
class _Reader:
    answer: CheckedReturn
    indicator: Indicator
    totals: SurveyTotals
    smallest: int
    told: FindingList

    def survey(self) -> Survey | None:
        """The survey that the cells hold; None where anything is wrong with them, which is then told."""
        question = self._text(self.totals.question, "totals_question")
        asked = None if blank(self.totals.staff) else self._whole(self.totals.staff)
        blanks = 0 if blank(self.totals.blanks) else self._whole(self.totals.blanks)
        choices = self._choices(blanks)
        groups = self._groups()
        if self._wrong():
            self._day()
            return None
        assert question is not None
        assert blanks is not None
        answers, felt = (
            sum(choices.tally.values()),
            sum(choices.tally[name] for name in choices.counted),
        )
        self._against_staff(asked, answers + sum(choices.excluded.values()) + blanks)
        groups = self._with_rest(groups, answers, felt, asked)
        if self._wrong():
            return None
        survey = Survey(
            question=question,
            tally=choices.tally,
            counted=tuple(choices.counted),
            excluded=choices.excluded,
            blanks=blanks,
            invited=asked,
            departments=self._pooled(groups),
        )
        self._tell_of(survey)
        return survey

    def _wrong(self, since: int = 0) -> bool:
        """Whether an error was told (after the first so many findings)."""
        return any(one.severity is Severity.ERROR for one in self.told.findings[since:])

    @property
    def _last(self) -> Survey | None:
        """The survey of the last year that has one before the form's."""
        return survey_before(self.indicator, self.answer.form.fiscal_year)

    def _tell(self, code: str, cell: WrittenCell | None, **facts: Fact) -> None:
        self.told.add(code, cell, self.indicator.code, **facts)

    # cells

    def _text(self, cell: WrittenCell, missing: str) -> str | None:
        text, kept = text_in(self.told, cell, self.indicator.code)
        if text is None and kept:
            self._tell(missing, cell)
        return folded_answer(text) if text else None

    def _whole(self, cell: WrittenCell) -> int | None:
        """The number of people in a cell, None where there is none, which is then told."""
        if blank(cell):
            self._tell("totals_needed", cell)
            return None
        read = next(
            (
                read
                for unit in _UNITS
                if (read := number_in(cell, unit)).kind is NumberKind.NUMBER
            ),
            None,
        )
        value = _people(cell, read)
        if value is None:
            self._tell("no_result" if cell.value is None else "totals_not_whole", cell)
        elif read is not None and not read.as_written:
            self._tell("read_as", cell, read=Quantity(value))
        return value

    def _day(self) -> None:
        """Tell of a day that is none; otherwise it is read with the figure, which is not before all counts are right."""
        cell, year = self.totals.held, self.answer.form.fiscal_year
        if not blank(cell) and not no_month(cell) and month_in_cell(cell, year) is None:
            self._tell(
                "as_of_unreadable",
                cell,
                example=fiscal.short_month(fiscal.last_month(year)),
            )

    # choices

    def _choices(self, blanks: int | None) -> _Choices:
        start, found, sums = len(self.told.findings), _Choices(), list[WrittenCell]()
        seen: dict[str, WrittenCell] = {}
        for named, mark, count in self.totals.choices:
            if all(map(blank, (named, mark, count))):
                continue
            name = self._text(named, "totals_no_name")
            if name in _SUMS:
                sums.append(count)
            elif name in _BLANK_ANSWERS:
                self._tell("totals_blank_choice", named)
            elif name is not None and self._once(name, named, seen):
                self._count(found, name, mark, self._whole(count))
        if self._wrong(start):
            return found
        _named, mark, count = (
            self.totals.choices[0]
            if self.totals.choices
            else (_of_rate(self.totals),) * 3
        )
        if not found.counted:
            self._tell("totals_no_mark", mark, mark=MARK)
        elif (n := sum(found.tally.values())) < self.smallest:
            self._tell(
                "survey_too_few" if n else "survey_no_answers",
                count,
                n=n,
                smallest=self.smallest,
            )
        answers, neither = sum(found.tally.values()), sum(found.excluded.values())
        for cell in sums:
            self._add_up(
                cell, (answers, answers + neither, answers + neither + (blanks or 0))
            )
        return found

    def _once(self, name: str, cell: WrittenCell, seen: dict[str, WrittenCell]) -> bool:
        first = seen.setdefault(department_key(name), cell)
        if first is not cell:
            self._tell(
                "totals_twice", cell, value=name, cells=FactList((first.ref, cell.ref))
            )
        return first is cell

    def _count(
        self, found: _Choices, name: str, mark: WrittenCell, count: int | None
    ) -> None:
        said = unicodedata.normalize("NFKC", shown(mark) or "").strip().casefold()
        if said in _NEITHER:
            found.excluded[name] = count or 0
            return
        if said not in _FELT and said not in _NOT_FELT:
            self._tell("totals_unknown_mark", mark, mark=MARK, without=WITHOUT)
        found.tally[name] = count or 0
        if said in _FELT:
            found.counted.append(name)

    def _add_up(self, cell: WrittenCell, sums: Sequence[int]) -> None:
        """Compare a sum that was written with what it should be; a formula's last result may be an old one."""
        if (
            not cell.formula
            and not blank(cell)
            and (written := self._whole(cell)) is not None
            and written not in sums
        ):
            self._tell("totals_sum", cell, sum=Quantity(sums[0]))

    # departments

    def _groups(self) -> list[SurveyGroup]:
        """The departments with numbers, as their names are known; a name alone is one the form came with."""
        before = [
            name
            for group in (self._last.departments if self._last else ())
            for name in group.names
        ]
        names = (*departments_asked(self.answer.form.plan), *before)
        known = {
            department_key(name): name
            for name in names
            if name not in (REST, NOT_STATED)
        }
        found, sums, seen = (
            list[SurveyGroup](),
            list[tuple[WrittenCell, ...]](),
            dict[str, WrittenCell](),
        )
        for named, *cells in self.totals.departments:
            if all(map(blank, cells)):
                continue
            name = self._text(named, "totals_no_name")
            if name in _SUMS:
                sums.append(tuple(cells))
            elif name is not None and self._once(
                called := self._called(name, named, cells[1], known), named, seen
            ):
                found += self._group(called, *cells)
        for _staff, answers, felt in sums:
            self._add_up(answers, (sum(group.answers for group in found),))
            self._add_up(felt, (sum(group.positive for group in found),))
        return found

    def _called(
        self,
        name: str,
        cell: WrittenCell,
        answers: WrittenCell,
        known: Mapping[str, str],
    ) -> str:
        """What a department is called here; one that is not known is held with the nearest that is, or told as new."""
        parts = [department_key(part) for part in name.split("・")]
        if (
            not known
            or department_key(name) in known
            or all(part in known for part in parts)
            or name in (REST, NOT_STATED)
        ):
            return known.get(department_key(name), name)
        near = nearest_department(name, known)
        if near is None:
            self._tell("survey_new_department", cell, n=shown(answers) or 0)
            return name
        offered, place = department_choices(name, near), self.indicator.code
        return (
            self.told.hold("totals_department", cell, place, offered, near, near=near)
            or name
        )

    def _group(
        self, name: str, staff: WrittenCell, answers: WrittenCell, felt: WrittenCell
    ) -> list[SurveyGroup]:
        asked = None if blank(staff) else self._whole(staff)
        n, own = self._whole(answers), self._whole(felt)
        if n is None or own is None or (asked is None and not blank(staff)):
            return []
        if own > n:
            self._tell("totals_felt", felt, name=name, answers=Quantity(n))
        elif 0 < n < self.smallest:
            self._tell("totals_small", answers, name=name, smallest=self.smallest)
        elif asked is not None and n > asked:
            self._tell(
                "survey_too_many",
                answers,
                value=name,
                answers=Quantity(n),
                asked=Quantity(asked),
            )
        else:
            return [SurveyGroup(names=(name,), answers=n, positive=own, invited=asked)]
        return []

    def _with_rest(
        self, groups: list[SurveyGroup], answers: int, felt: int, asked: int | None
    ) -> list[SurveyGroup]:
        """The departments and, where they are not all, what is left as one more."""
        if not groups:
            return []
        at = next(
            answers
            for _name, _staff, answers, _felt in self.totals.departments
            if not blank(answers)
        )
        left, own = (
            answers - sum(group.answers for group in groups),
            felt - sum(group.positive for group in groups),
        )
        if left < 0:
            self._tell(
                "totals_departments",
                at,
                sum=Quantity(answers - left),
                answers=Quantity(answers),
            )
        elif not 0 <= own <= left:
            self._tell(
                "totals_departments_felt",
                at,
                sum=Quantity(felt - own),
                felt=Quantity(felt),
                left=Quantity(left),
            )
        elif 0 < left < self.smallest:
            self._tell("totals_small_rest", at, n=left, smallest=self.smallest)
        elif left:
            self._tell("totals_rest", at, n=Quantity(left), name=REST)
        staff = [group.invited for group in groups if group.invited is not None]
        elsewhere = (
            asked - sum(staff)
            if asked is not None and len(staff) == len(groups)
            else None
        )
        if (
            asked is not None
            and elsewhere is not None
            and (elsewhere < 0 or (elsewhere > 0 and not left))
        ):
            self._tell(
                "survey_staff_differ",
                self.totals.staff,
                staff=Quantity(sum(staff)),
                asked=Quantity(asked),
            )
        if left <= 0 or not 0 <= own <= left:
            return groups
        known = elsewhere if elsewhere is not None and elsewhere >= left else None
        return [
            *groups,
            SurveyGroup(names=(REST,), answers=left, positive=own, invited=known),
        ]

    # the whole

    def _against_staff(self, asked: int | None, returned: int) -> None:
        if asked is not None and returned > asked:
            facts: dict[str, Fact] = {
                "answers": Quantity(returned),
                "asked": Quantity(asked),
            }
            self._tell("survey_too_many_in_all", self.totals.staff, **facts)

    def _pooled(self, groups: Sequence[SurveyGroup]) -> tuple[SurveyGroup, ...]:
        found = pool_small_groups(groups, self.smallest)
        for group in found:
            if len(group.names) > 1:
                facts: dict[str, Fact] = {
                    "n": len(group.names),
                    "names": FactList(group.names),
                    "smallest": self.smallest,
                }
                self._tell("survey_pooled", None, **facts)
        return found

    def _tell_of(self, survey: Survey) -> None:
        """What should be known of a survey that nothing is wrong with."""
        if blank(self.totals.blanks):
            self._tell("totals_no_blanks", self.totals.blanks)
        answered = response_rate(survey)
        if answered is None:
            self._tell("survey_asked_unknown", self.totals.staff)
        elif answered < Decimal("0.5"):
            facts: dict[str, Fact] = {
                "share": Percentage(answered.scaleb(2), 1),
                "n": survey.answered,
                "asked": survey.invited or 0,
            }
            self._tell("survey_low_response", self.totals.staff, **facts)
        if self._last is not None and (what := self._last.differing_aspects(survey)):
            self._tell("survey_changed", self.totals.question, what=FactList(what))


def _people(cell: WrittenCell, read: ParsedNumber | None) -> int | None:
    if read is None or read.approximate or is_percent_number(cell):
        return None
    value = read.values[0]
    return (
        int(value)
        if value == value.to_integral_value() and 0 <= value <= MOST_COUNTED
        else None
    )

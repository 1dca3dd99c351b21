"""From the answers that a survey tool exports to counts: one row an answer, the questions as headings.

The rows are counted once and not kept. Everything odd is told with its rows in the file: blank answers, choices nobody
said how to count, people who answered twice, 課 that are called otherwise, more answers than staff.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from dxkpi.findings import Choice, ChoiceKind, FactList, Finding, Severity, make_finding
from dxkpi.plan import Actual, Indicator, Survey, SurveyGroup
from dxkpi.plan.fields import MOST_COUNTED, unstorable
from dxkpi.plan.staff_survey import NOT_STATED, folded_answer
from dxkpi.survey.rate import positive_rate, response_rate
from dxkpi.survey.small_groups import pool_small_groups
from dxkpi.text.rounding import percent_text, round_half_up
from dxkpi.wording.language import _

_SHOWN = 8
_ALIKE = 0.6
_MOST_GROUPS = 500
_SECOND = re.compile(r" \(\d+\)$")
_DIGITS = re.compile(r"(\d{1,9})")


@dataclass(frozen=True)
class AnswerSheet:
    """The answers as they were exported: text only, trimmed, "" for a blank cell.

    Headings are unique (a second one of the same words gets " (2)"), every row is as long as the headings, and `lines`
    says in which row of the file each stands, from 1. `name` is that of a workbook's sheet where it shows several.
    What a person wrote is never printed.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    lines: tuple[int, ...] = field(repr=False)
    name: str | None = None

    def column(self, heading: str) -> tuple[str, ...]:
        """The cells under a heading. Raises `KeyError` for one that is not there."""
        if heading not in self.headings:
            raise KeyError(heading)
        at = self.headings.index(heading)
        return tuple(row[at] for row in self.rows)


class RepeatedAnswers(StrEnum):
    """Which form counts where somebody handed in several."""

    LAST = "last"
    FIRST = "first"
    ALL = "all"


@dataclass(frozen=True)
class CountingMethod:
    """How a sheet is to be counted. Columns are named by their headings.

    `counted` choices count as felt, `others` as not felt, `excluded` neither way. `wording` is the question as it is kept
    where that is not the heading. `renamed` says what a 課 is called that was written otherwise; `asked` is the number of
    staff, `asked_of` that of each 課 with its name, as far as known.
    """

    question: str
    counted: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    department: str | None = None
    position: str | None = None
    age: str | None = None
    respondent: str | None = None
    wording: str | None = None
    repeated: RepeatedAnswers = RepeatedAnswers.LAST
    renamed: Mapping[str, str] = field(default_factory=dict)
    asked: int | None = None
    asked_of: tuple[tuple[str, int], ...] = ()

    @property
    def headings(self) -> dict[str, str]:
        """The columns by what they are used for."""
        used = {
            name: getattr(self, name)
            for name in ("question", "department", "position", "age", "respondent")
        }
        return {name: heading for name, heading in used.items() if heading}


@dataclass(frozen=True)
class CountedSurvey:
    """What a sheet comes to: the counts (None while something is wrong), and everything that was noticed."""

    survey: Survey | None
    findings: tuple[Finding, ...]


def answers_by_choice(sheet: AnswerSheet, question: str) -> dict[str, int]:
    """The answers given to a question and how often, the most frequent first; blanks are none."""
    return dict(
        Counter(filter(None, map(folded_answer, sheet.column(question)))).most_common()
    )


def count_survey(
    sheet: AnswerSheet,
    method: CountingMethod,
    smallest: int,
    known: Collection[str] = (),
    last: Survey | None = None,
) -> CountedSurvey:
    """Count the answers of a sheet. Nothing is left out without being told, and nothing of a person is kept.

    `known` are the names of 課 that there are, beside those of `last` year's survey, which is also what the question and
    its choices are compared with. Groups of fewer than `smallest` answers are put together.
    """
    missing = [
        heading for heading in method.headings.values() if heading not in sheet.headings
    ]
    if missing:
        return CountedSurvey(
            None,
            tuple(
                make_finding("survey_no_column", value=heading) for heading in missing
            ),
        )
    twice = [
        heading for heading, n in Counter(method.headings.values()).items() if n > 1
    ]
    if twice:
        return CountedSurvey(
            None,
            tuple(
                make_finding("survey_column_twice", value=heading) for heading in twice
            ),
        )
    return _Count(sheet, method, smallest, last, known).done()


def department_key(name: str) -> str:
    """The name of a 課 as it is compared: written with spaces or without."""
    return folded_answer(name).replace(" ", "")


class _Count:
    """One pass over the answers, with everything noticed on the way."""

    def __init__(
        self,
        sheet: AnswerSheet,
        method: CountingMethod,
        smallest: int,
        last: Survey | None,
        known: Collection[str],
    ) -> None:
        self.sheet, self.method, self.smallest, self.last = (
            sheet,
            method,
            smallest,
            last,
        )
        self.findings: list[Finding] = []
        self.kinds = dict.fromkeys(map(folded_answer, method.others), "others")
        self.kinds |= dict.fromkeys(map(folded_answer, method.excluded), "excluded")
        self.kinds |= dict.fromkeys(map(folded_answer, method.counted), "counted")
        self.kinds.pop("", None)
        self.renamed = {
            department_key(name): department_key(to)
            for name, to in method.renamed.items()
        }
        before = (
            [name for group in last.departments for name in group.names] if last else []
        )
        own = [
            to
            for name, to in method.renamed.items()
            if department_key(name) == department_key(to)
        ]
        names = map(str.strip, (*own, *before, *known))
        self.known = {
            department_key(name): name
            for name in names
            if name and department_key(name) != department_key(NOT_STATED)
        }

    def done(self) -> CountedSurvey:
        self._headings()
        rows = self._without_repeated()
        said = [
            folded_answer(answer) for answer in self.sheet.column(self.method.question)
        ]
        self._blanks([n for n in rows if not said[n]])
        self._unknown([n for n in rows if said[n] and said[n] not in self.kinds], said)
        given = {
            kind: [n for n in rows if self.kinds.get(said[n]) == kind]
            for kind in ("counted", "others", "excluded")
        }
        answered = sorted(given["counted"] + given["others"])
        if not any(said[n] for n in rows):
            self._tell("survey_no_answers")
        elif not self._choices("counted"):
            self._tell("survey_no_choice")
        elif not answered:
            self._tell("survey_no_answers")
        elif len(answered) < self.smallest:
            self._tell("survey_too_few", n=len(answered), smallest=self.smallest)
        departments = self._departments(answered)
        groups = {
            "departments": self._groups(
                answered, departments, given["counted"], self._asked(), "department"
            ),
            "positions": self._groups(
                answered,
                self._cells(self.method.position),
                given["counted"],
                {},
                "position",
            ),
            "ages": self._groups(
                answered, self._cells(self.method.age), given["counted"], {}, "age"
            ),
        }
        asked, question = (
            self.method.asked,
            (self.method.wording or "").strip() or self.method.question,
        )
        self._numbers(asked, rows, groups["departments"])
        self._storable((question, *self.method.headings.values(), *self.kinds))
        if any(
            found.severity in (Severity.ERROR, Severity.HOLD) for found in self.findings
        ):
            return CountedSurvey(None, tuple(self.findings))
        times = Counter(said[n] for n in rows)
        survey = Survey(
            question=question,
            tally={
                choice: times[choice]
                for choice in (*self._choices("counted"), *self._choices("others"))
            },
            counted=self._choices("counted"),
            excluded={choice: times[choice] for choice in self._choices("excluded")},
            blanks=sum(not said[n] for n in rows),
            invited=asked,
            headings=self.method.headings,
            **{kind: self._pooled(found) for kind, found in groups.items()},
        )
        answering = response_rate(survey)
        if answering is not None and answering < Decimal("0.5"):
            self._tell(
                "survey_low_response",
                share=percent_text(answering),
                n=survey.answered,
                asked=asked,
            )
        self._compare(survey)
        return CountedSurvey(survey, tuple(self.findings))

    def _choices(self, kind: str) -> tuple[str, ...]:
        """The choices that count this way, each once, in the order of the method."""
        listed = dict.fromkeys(map(folded_answer, getattr(self.method, kind)))
        return tuple(choice for choice in listed if self.kinds.get(choice) == kind)

    def _tell(self, code: str, **facts: Any) -> None:
        self.findings.append(make_finding(code, **facts))

    def _lines(self, rows: Sequence[int]) -> str:
        """The rows of the file that something is about, a few of them."""
        shown = _(", ").join(str(self.sheet.lines[n]) for n in rows[:_SHOWN])
        return shown + ("…" if len(rows) > _SHOWN else "")

    def _headings(self) -> None:
        """Which column is read where several have the same heading."""
        for heading in self.method.headings.values():
            first = _SECOND.sub("", heading)
            alike = [
                one
                for one in self.sheet.headings
                if one == first or _SECOND.sub("", one) == first
            ]
            if len(alike) > 1 and first in alike:
                at = self.sheet.headings.index(heading) + 1
                self._tell(
                    "survey_heading_twice",
                    value=first,
                    n=len(alike),
                    which=alike.index(heading) + 1,
                    at=at,
                )

    def _cells(self, heading: str | None) -> list[str] | None:
        return (
            None
            if heading is None
            else [folded_answer(cell) for cell in self.sheet.column(heading)]
        )

    def _without_repeated(self) -> list[int]:
        """The rows that count, of each respondent one."""
        every = range(len(self.sheet.rows))
        respondents = self._cells(self.method.respondent)
        if respondents is None:
            return list(every)
        own: dict[str, list[int]] = defaultdict(list)
        for n in every:
            own[respondents[n].casefold() or f"\0{n}"].append(n)
        several = [rows for rows in own.values() if len(rows) > 1]
        if several:
            code = f"survey_repeated_{self.method.repeated.value}"
            self._tell(
                code,
                n=len(several),
                rows=self._lines([n for rows in several for n in rows]),
            )
        if self.method.repeated is RepeatedAnswers.ALL:
            return list(every)
        at = -1 if self.method.repeated is RepeatedAnswers.LAST else 0
        return sorted(rows[at] for rows in own.values())

    def _blanks(self, rows: Sequence[int]) -> None:
        if rows:
            self._tell("survey_blanks", n=len(rows), rows=self._lines(rows))

    def _unknown(self, rows: Sequence[int], said: Sequence[str]) -> None:
        for choice, own in _by(rows, said).items():
            self._tell(
                "survey_unknown_choice", value=choice, n=len(own), rows=self._lines(own)
            )

    def _departments(self, answered: Sequence[int]) -> list[str] | None:
        """The 課 of each row, as they are called; what is called otherwise is told, with the nearest that is known."""
        if self.method.department is None:
            return None
        cells = [
            department_key(cell) for cell in self.sheet.column(self.method.department)
        ]
        named = [self._called(cell) for cell in cells]
        staff = {department_key(name): name for name, _n in self.method.asked_of}
        meant = [to for to in self.renamed.values() if to]
        written = {name: list[int]() for name in (*staff, *meant)} | _by(
            answered, cells
        )
        if len(written) > _MOST_GROUPS:
            return named
        for name, own in sorted(written.items()):
            if (
                name in self.renamed
                or name in self.known
                or self._called(name) == NOT_STATED
            ):
                continue
            like = self.known if name in staff else staff | self.known
            near = nearest_department(name, like)
            if near is None and own:
                if self.known:
                    self._tell("survey_new_department", value=name, n=len(own))
                continue
            if near is None and not self.known:
                continue
            where = "asked" if name in staff else "meant"
            code = "survey_department" if own else f"survey_department_{where}"
            offered = department_choices(name, near)
            self._tell(
                code if near else "survey_department_unknown",
                value=name,
                near=near,
                n=len(own),
                rows=self._lines(own),
                place=name,
                choices=offered,
                proposed=offered[0].key,
            )
        return named

    def _called(self, name: str) -> str:
        """What the 課 of a name is called here, however the name is written."""
        said = self.renamed.get(department_key(name)) or department_key(name)
        if said not in self.known:
            said = self.renamed.get(said) or said
        return (
            NOT_STATED
            if said in ("", department_key(NOT_STATED))
            else self.known.get(said, said)
        )

    def _groups(
        self,
        answered: Sequence[int],
        cells: Sequence[str] | None,
        felt: Sequence[int],
        asked: Mapping[str, int],
        use: str,
    ) -> list[SurveyGroup]:
        """The groups of one kind in the order of the last survey, then of the names known, then of their numbers."""
        if cells is None:
            return []
        feeling = set(felt)
        rows: dict[str, list[int]] = {name: [] for name in asked}
        for n in answered:
            rows.setdefault(cells[n] or NOT_STATED, []).append(n)
        if len(rows) > _MOST_GROUPS:
            self._tell("survey_no_groups", value=self.method.headings[use], n=len(rows))
            return []
        if not self._storable(rows):
            return []
        before = [
            name for group in getattr(self.last, f"{use}s", ()) for name in group.names
        ]
        order = {
            name: n
            for n, name in enumerate(dict.fromkeys((*before, *self.known.values())))
        }
        names = sorted(
            rows,
            key=lambda name: (
                name == NOT_STATED,
                order.get(name, len(order)),
                _natural(name),
            ),
        )
        if NOT_STATED in rows:
            self._tell(
                "survey_not_stated",
                n=len(rows[NOT_STATED]),
                rows=self._lines(rows[NOT_STATED]),
            )
        found = []
        for name in names:
            answers, staff = len(rows[name]), asked.get(name)
            if staff is not None and staff > MOST_COUNTED:
                self._tell("survey_too_many_staff", value=name, asked=staff)
                staff = None
            if staff is not None and answers > staff:
                self._tell("survey_too_many", value=name, answers=answers, asked=staff)
                staff = None
            own = sum(n in feeling for n in rows[name])
            found.append(
                SurveyGroup(names=(name,), answers=answers, positive=own, invited=staff)
            )
        return found

    def _asked(self) -> dict[str, int]:
        """The staff of each 課, as they are called here."""
        found: dict[str, int] = {}
        for name, n in self.method.asked_of:
            if found.setdefault(self._called(name), n) != n:
                self._tell(
                    "survey_staff_twice",
                    value=self._called(name),
                    numbers=f"{found[self._called(name)]}、{n}",
                )
        return found

    def _numbers(
        self, asked: int | None, rows: Sequence[int], groups: Sequence[SurveyGroup]
    ) -> None:
        """How the answers compare with the staff that was asked."""
        if asked is None:
            self._tell("survey_asked_unknown")
        elif asked > MOST_COUNTED:
            self._tell("survey_too_many_staff", value=_("all"), asked=asked)
        elif len(rows) > asked:
            self._tell("survey_too_many_in_all", answers=len(rows), asked=asked)
        staff = sum(group.invited or 0 for group in groups)
        if (
            asked is not None
            and groups
            and staff
            and all(group.invited is not None for group in groups)
            and staff != asked
        ):
            self._tell("survey_staff_differ", staff=staff, asked=asked)

    def _storable(self, texts: Iterable[str]) -> bool:
        """Whether databases keep all letters of the texts; those that they do not are told."""
        codes = dict.fromkeys(filter(None, map(unstorable, texts)))
        for code in codes:
            self._tell("unstorable", value=code)
        return not codes

    def _pooled(self, groups: Sequence[SurveyGroup]) -> tuple[SurveyGroup, ...]:
        found = pool_small_groups(groups, self.smallest)
        for group in found:
            if len(group.names) > 1:
                names = _(", ").join(group.names[:_SHOWN]) + (
                    "…" if len(group.names) > _SHOWN else ""
                )
                self._tell(
                    "survey_pooled",
                    n=len(group.names),
                    names=names,
                    smallest=self.smallest,
                )
        return found

    def _compare(self, survey: Survey) -> None:
        if self.last is not None and (changed := self.last.differing_aspects(survey)):
            self._tell("survey_changed", what=FactList(changed))


def nearest_department(name: str, known: Mapping[str, str]) -> str | None:
    """The name of a 課 that is written most like this one; `known` are the names by their `letters`."""
    near = get_close_matches(department_key(name), known, 1, _ALIKE)
    return known[near[0]] if near else None


def department_choices(name: str, near: str | None) -> tuple[Choice, ...]:
    """What a 課 that is not known may be: the nearest, where there is one, or a 課 of its own."""
    return (
        *([Choice(near, ChoiceKind.KNOWN_SECTION, near)] if near else []),
        Choice(name, ChoiceKind.NEW_SECTION, name),
    )


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """Numbers in the order of their values and before other letters: 9級, 10級, 主事級."""
    parts = filter(None, _DIGITS.split(folded_answer(name)))
    return [
        (False, int(part), "") if part.isdecimal() else (True, 0, part)
        for part in parts
    ]


def _by(rows: Sequence[int], texts: Sequence[str]) -> dict[str, list[int]]:
    """The rows by the text that they hold."""
    found: dict[str, list[int]] = defaultdict(list)
    for n in rows:
        found[texts[n]].append(n)
    return found


def surveyed_actual(
    indicator: Indicator,
    fiscal_year: int,
    survey: Survey,
    held: str | None,
    note: str | None = None,
) -> Actual:
    """The figure of a survey as the plan prints it, with its counts. `held` is the day or month (2027-02-20)."""
    value = round_half_up(positive_rate(survey), indicator.decimals)
    return Actual(
        fiscal_year=fiscal_year, as_of=held, value=value, note=note, survey=survey
    )

"""The choices of a staff survey on the sheet of totals: how many gave which answer."""

from dataclasses import dataclass, field

from dxkpi.returns.cell_values import shown_value
from dxkpi.returns.filled_form import SurveyTotals, TotalsChoice, WrittenCell
from dxkpi.returns.totals_cells import SUMS, TotalsCells
from dxkpi.text.folding import folded_text

MARK, WITHOUT = "○", "除く"
"""What the sheet says of a choice: it counts as positive; it counts neither way.

Where it says nothing, the choice counts as not positive.
"""

_POSITIVE = frozenset("○◯〇◎●✓✔レ")
_NEITHER_WAY = frozenset((WITHOUT, "除", "除外", "対象外"))
_NOT_POSITIVE = frozenset(("", "×", "✕", "✗", "x", "-", "ー"))
_BLANK_ANSWERS = frozenset(("無回答", "未回答", "回答なし", "無記入", "未記入"))


@dataclass
class CountedChoices:
    """The answers by choice, and which of the choices count as positive.

    `sum_cells` are those in which somebody has summed them up, `cell_by_key` where the
    name of each stands.
    """

    tally: dict[str, int] = field(default_factory=dict)
    counted: list[str] = field(default_factory=list)
    excluded: dict[str, int] = field(default_factory=dict)
    sum_cells: list[WrittenCell] = field(default_factory=list)
    cell_by_key: dict[str, WrittenCell] = field(default_factory=dict)

    @property
    def answers(self) -> int:
        return sum(self.tally.values())

    @property
    def positive(self) -> int:
        return sum(self.tally[name] for name in self.counted)

    @property
    def neither_way(self) -> int:
        return sum(self.excluded.values())


def count_choices(
    totals: SurveyTotals, blanks: int, smallest: int, cells: TotalsCells
) -> CountedChoices:
    """The answers by choice; what is wrong with them is told.

    `blanks` are the forms without an answer, `smallest` the answers that there must be.
    """
    return _ChoicesCount(totals, blanks, smallest, cells).choices()


def rate_cell(totals: SurveyTotals) -> WrittenCell:
    """The cell by which the rate is pointed at: where it is shown, else its first count."""
    if totals.rate.ref or not totals.choices:
        return totals.rate
    return totals.choices[0].answers


@dataclass(frozen=True)
class _ChoicesCount:
    totals: SurveyTotals
    blanks: int
    smallest: int
    cells: TotalsCells

    def choices(self) -> CountedChoices:
        start = len(self.cells.findings.findings)
        choices = CountedChoices()
        for row in self.totals.choices:
            if not row.is_blank:
                self._count_row(choices, row)
        if not self.cells.findings.has_errors(since=start):
            self._check_choices(choices)
            self._check_sums(choices)
        return choices

    def _count_row(self, choices: CountedChoices, row: TotalsChoice) -> None:
        name = self.cells.text(row.name, "totals_no_name")
        if name is None:
            return
        if name in SUMS:
            choices.sum_cells.append(row.answers)
        elif name in _BLANK_ANSWERS:
            self.cells.tell("totals_blank_choice", row.name)
        elif self.cells.is_first(name, row.name, choices.cell_by_key):
            self._count_choice(choices, name, row)

    def _count_choice(
        self, choices: CountedChoices, name: str, row: TotalsChoice
    ) -> None:
        answers = self.cells.number(row.answers) or 0
        mark = folded_text(shown_value(row.mark) or "")
        if mark in _NEITHER_WAY:
            choices.excluded[name] = answers
            return
        choices.tally[name] = answers
        if mark in _POSITIVE:
            choices.counted.append(name)
        elif mark not in _NOT_POSITIVE:
            self.cells.tell("totals_unknown_mark", row.mark, mark=MARK, without=WITHOUT)

    def _check_choices(self, choices: CountedChoices) -> None:
        """There must be a positive choice, and enough answers to tell nobody's."""
        mark_cell = count_cell = rate_cell(self.totals)
        if self.totals.choices:
            mark_cell = self.totals.choices[0].mark
            count_cell = self.totals.choices[0].answers
        if not choices.counted:
            self.cells.tell("totals_no_mark", mark_cell, mark=MARK)
        elif choices.answers == 0:
            self.cells.tell("survey_no_answers", count_cell)
        elif choices.answers < self.smallest:
            n = choices.answers
            self.cells.tell("survey_too_few", count_cell, n=n, smallest=self.smallest)

    def _check_sums(self, choices: CountedChoices) -> None:
        answers = choices.answers
        answered = answers + choices.neither_way
        for cell in choices.sum_cells:
            self.cells.check_sum(cell, (answers, answered, answered + self.blanks))

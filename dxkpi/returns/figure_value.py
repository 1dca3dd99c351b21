"""What a row says of its figure: a value, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dxkpi.findings import Fact, FiscalYear, Phrase
from dxkpi.plan import Missing, ValueType
from dxkpi.returns import done_words, plausibility, vocabulary
from dxkpi.returns.cell_looks import (
    question_about_look,
    shown_figure,
    shown_text,
    tell_struck_cell,
)
from dxkpi.returns.cell_reading import (
    REASONS,
    TakenNumber,
    TakenTerm,
    take_number,
    take_term,
    trouble_code,
)
from dxkpi.returns.cell_values import is_stored_number, number_in_cell, shown_value
from dxkpi.returns.choice_against_stored import FROM_FORM, choose_against_stored
from dxkpi.returns.counted_shares import number_of_indicator, take_counted_share
from dxkpi.returns.figure_questions import ask_about_figure
from dxkpi.returns.filled_form import WrittenCell
from dxkpi.returns.form_columns import TEXTS_OF_FIGURE, FormColumn, column_heading
from dxkpi.returns.missing_reasons import (
    is_in_words,
    is_not_disclosed,
    missing_reason,
    says_as_before,
)
from dxkpi.returns.months import names_earlier_year, names_later_year
from dxkpi.returns.parsed_number import NumberKind, ParsedNumber
from dxkpi.returns.percentage_cell import take_percentage
from dxkpi.returns.reported_row import ReportedRow, YearFigure
from dxkpi.returns.several_figures import number_as_asked, year_written_instead
from dxkpi.returns.stage_words import named_stage
from dxkpi.returns.word_figures import WordFigure, figure_of_words

_HOLDS_NUMBER = (
    NumberKind.NUMBER,
    NumberKind.EXTRA,
    NumberKind.TWO_FIGURES,
    NumberKind.FROM_TO,
    NumberKind.PARTS,
    NumberKind.FRACTION,
    NumberKind.COUNTS_DISAGREE,
    NumberKind.SEVERAL,
    NumberKind.AMONG_WORDS,
    NumberKind.LETTERS,
    NumberKind.CHANGE,
    NumberKind.PER_PERIOD,
    NumberKind.OTHER_UNIT,
    NumberKind.RANGE,
    NumberKind.DATE,
    NumberKind.TOO_LONG,
)

_TROUBLES_OF_ANY_CELL = ("error_value", "no_result")
"""What keeps a cell from being read, also where no number is asked for."""


def read_year_figure(row: ReportedRow) -> YearFigure | None:
    """The figure as it would be once what is proposed is confirmed.

    None where something must be mended or chosen first.
    """
    return _FigureReading(row).figure()


@dataclass(frozen=True)
class _FigureReading:
    row: ReportedRow

    # the figure, or the reason for having none

    def figure(self) -> YearFigure | None:
        reason = self._reason()
        number = self._parsed_number()
        if reason is None:
            self._check_number_alone(number)
            return None
        if reason.term is None:
            return self._figure_in_cell(number)
        says_figure = says_as_before(self.row.value_cell.text)  # 変更なし, 同左
        if number.kind not in _HOLDS_NUMBER and not says_figure:
            return self._figure_missing(reason.term, number)
        if reason.term is not self.row.original_figure.missing:
            self.row.tell("figure_and_reason", self.row.value_cell)
            return None
        # the form came with this reason, and the figure has been found since
        return self._figure_in_cell(number)

    def _reason(self) -> TakenTerm[Missing] | None:
        """The reason that was chosen, if any; None where it is no reason, which is told."""
        cell = self.row.cell(FormColumn.MISSING)
        if cell is None:
            return TakenTerm(self._reason_of_column_left_out())
        place = self.row.indicator.code
        return take_term(self.row.findings, cell, place, REASONS)

    def _reason_of_column_left_out(self) -> Missing | None:
        """Without a column of reasons the registered one stays, if no figure is written."""
        if self.row.filled.is_blank(FormColumn.VALUE):
            return self.row.stored_figure.missing
        return None

    def _parsed_number(self) -> ParsedNumber:
        cell = self.row.value_cell
        if cell.is_blank:
            return ParsedNumber(NumberKind.BLANK)
        number = self._number_written(cell)
        if cell.look.is_struck and number.kind not in _HOLDS_NUMBER:
            tell_struck_cell(cell, self.row.indicator.code, self.row.findings)
            return ParsedNumber(NumberKind.BLANK)
        return number

    def _number_written(self, cell: WrittenCell) -> ParsedNumber:
        if self._is_number_asked:
            return number_of_indicator(self.row.indicator, cell)
        if _is_of_other_year(cell.text, self.row.form.fiscal_year):
            return ParsedNumber(NumberKind.UNREADABLE)
        if self.row.indicator.has_stages:
            return _stage_in_cell(cell, self.row.indicator.stages)
        return _yes_or_no_in_cell(cell)

    @property
    def _is_number_asked(self) -> bool:
        """Whether a number is asked for, not a stage or whether something was done."""
        return self.row.indicator.is_number

    def _figure_missing(
        self, reason: Missing, number: ParsedNumber
    ) -> YearFigure | None:
        """No figure, for the reason that was chosen; words in its cell say the same."""
        if number.kind not in (NumberKind.BLANK, NumberKind.NO_RESULT):
            label = vocabulary.FORM_LABELS[reason]
            self.row.tell("reason_read", self.row.value_cell, read=label)
        return self._against_others(YearFigure(missing=reason))

    def _check_number_alone(self, number: ParsedNumber) -> None:
        """Tell what is to be told of a number that stands beside what is no reason.

        Of a cell without a figure the reason is all that needs mending.
        """
        if number.kind is not NumberKind.BLANK and number.missing is None:
            self._figure_of_number(number)

    def _figure_in_cell(self, number: ParsedNumber) -> YearFigure | None:
        """What the cell of the figure says, where no reason stands beside it."""
        if number.kind is NumberKind.BLANK:
            return self._figure_left_blank()
        words = self._figure_of_words(number)
        if words is not None:
            return self._figure_of_word(words)
        if number.missing is not None:
            self._ask_for_reason(number.missing)
            return None
        return self._figure_of_number(number)

    def _figure_of_words(self, number: ParsedNumber) -> WordFigure | None:
        """What words stand for where no number stands; None for any other words."""
        if number.kind not in (NumberKind.UNREADABLE, NumberKind.NO_FIGURE):
            return None
        return figure_of_words(self.row, number.missing)

    def _figure_of_word(self, words: WordFigure) -> YearFigure | None:
        if words.figure is None or words.is_open:
            return words.figure
        return self._against_others(words.figure)

    def _figure_of_number(self, number: ParsedNumber) -> YearFigure | None:
        code = self._trouble_code(number)
        if code is not None:
            facts = self._facts_of_trouble(code)
            self.row.tell(code, self.row.value_cell, **facts)
            return None
        return self._figure_taken(number_as_asked(self.row, number))

    def _facts_of_trouble(self, code: str) -> dict[str, Fact]:
        if code == "stage_unknown":
            return {"stages": self.row.indicator.scale}
        if code == "wrong_unit":
            return {"unit": self.row.indicator.unit or Phrase.NO_UNIT}
        if code == "not_a_number" and is_in_words(self.row.value_cell.text):
            return {"heading": column_heading(FormColumn.MISSING)}
        return {}

    def _ask_for_reason(self, reason: Missing) -> None:
        self.row.tell(
            "needs_reason",
            self.row.value_cell,
            heading=column_heading(FormColumn.MISSING),
            reason=vocabulary.FORM_LABELS[reason],
        )

    def _trouble_code(self, number: ParsedNumber) -> str | None:
        """The code of what keeps a cell from being read as a figure."""
        if number.is_other_measure:
            return "wrong_unit"
        code = trouble_code(number)
        if code == "not_a_number" and is_not_disclosed(self.row.value_cell.text):
            return "not_disclosed"
        if self._is_number_asked or code in _TROUBLES_OF_ANY_CELL:
            return code
        if self.row.indicator.has_stages:
            return None if number.kind is NumberKind.NUMBER else "stage_unknown"
        if number.kind is NumberKind.NUMBER and number.values[0] in (0, 1):
            return None
        return "yes_or_no"

    # a figure that was left blank

    def _figure_left_blank(self) -> YearFigure | None:
        """The registered figure, where it may stay; None where a blank is to be mended."""
        stored = self.row.stored_figure
        cell = self.row.cell(FormColumn.VALUE)
        if self._was_reported_meanwhile():
            return self._keep_stored_and_tell()
        if cell is None and not stored.is_empty:
            return self._keep_stored()
        if self._is_left_to_others():
            self.row.tell("blank_shared", cell, name=self.row.indicator.name)
            return self._keep_stored()
        if stored.is_empty:
            self.row.tell("blank", cell)
        else:
            self.row.tell(
                "blank_registered", cell, stored=self.row.fact_of_figure(stored)
            )
        return None

    def _was_reported_meanwhile(self) -> bool:
        """Whether the form came without a figure, and somebody has registered one since."""
        return (
            self.row.overtaken is not None
            and self.row.original_figure.is_empty
            and not self.row.stored_figure.is_empty
        )

    def _is_left_to_others(self) -> bool:
        """Whether another department may report the figure, and this one says nothing."""
        if not self.row.form.is_shared(self.row.indicator):
            return False
        has_texts = any(
            not self.row.filled.is_blank(column) for column in TEXTS_OF_FIGURE
        )
        return self.row.stored is not None or not has_texts

    def _keep_stored(self) -> YearFigure:
        return replace(self.row.stored_figure, is_stored=True)

    def _keep_stored_and_tell(self) -> YearFigure:
        stored = self.row.stored_figure
        overtaken = self.row.overtaken
        if overtaken and not stored.equals(self.row.original_figure):
            fact = self.row.fact_of_figure(stored)
            self.row.tell(overtaken.kept, self.row.cell(FormColumn.VALUE), stored=fact)
        return self._keep_stored()

    # what somebody else registered since the form was made

    def _against_others(self, figure: YearFigure) -> YearFigure | None:
        """The figure that counts; None while somebody must choose between the two."""
        stored, original = self.row.stored_figure, self.row.original_figure
        is_undisputed = figure.equals(stored) or stored.equals(original)
        if self.row.overtaken is None or is_undisputed:
            return figure
        if figure.equals(original) and not stored.is_empty:
            return self._keep_stored_and_tell()
        key = choose_against_stored(
            self.row.findings,
            self.row.overtaken,
            self.row.value_cell,
            self.row.indicator.code,
            self.row.fact_of_figure(figure),
            self.row.fact_of_figure(stored),
        )
        if key is None:
            return None
        return figure if key == FROM_FORM else self._keep_stored()

    # a number

    def _figure_taken(self, number: ParsedNumber) -> YearFigure | None:
        taken = self._taken_number(number)
        if taken.value is None:
            return None
        figure = self._as_stored(
            YearFigure(taken.value, approximate=taken.approximate, counts=taken.counts)
        )
        if taken.is_open or self._is_look_open(taken.value):
            return figure
        counting = self._against_others(figure)
        if counting is not figure or figure.value == self.row.stored_figure.value:
            return counting
        if self.row.indicator.value_type is ValueType.YES_NO:
            return figure
        return ask_about_figure(self.row, figure, number)

    def _is_look_open(self, value: Decimal) -> bool:
        """Whether the cell looks as if its figure did not count, and nobody said it does."""
        question = question_about_look(self.row.value_cell)
        if question is None:
            return False
        code, facts = question
        fact = self.row.fact_of(value)
        key = self.row.hold_values(
            code, self.row.value_cell, (value,), read=fact, **facts
        )
        return key is None

    def _taken_number(self, number: ParsedNumber) -> TakenNumber:
        cell = self.row.value_cell
        if cell.formula:
            self.row.tell("formula_result", cell)
        if number.counts is not None:
            return take_counted_share(self.row, number)
        if self._is_number_asked and cell.is_percent_number:
            return take_percentage(self.row, number.values[0])
        shown = self._figure_shown(number)
        if shown is not None:
            return self._take_shown_or_held(shown, number.values[0])
        other_year = year_written_instead(number, self.row.form.fiscal_year)
        if other_year is not None:
            return self._take_figure_of_other_year(number, other_year)
        return take_number(
            self.row.findings,
            cell,
            self.row.indicator.code,
            number,
            self.row.indicator.unit,
            self.row.fact_of,
        )

    def _take_figure_of_other_year(
        self, number: ParsedNumber, other_year: int
    ) -> TakenNumber:
        """A figure beside which another year stands, once somebody says that it counts."""
        key = self.row.hold_once_chosen(
            "figure_of_other_year",
            self.row.value_cell,
            number.values,
            other_year=FiscalYear(other_year),
            year=FiscalYear(self.row.form.fiscal_year),
        )
        if key is None:
            return TakenNumber(None, is_open=True)
        return TakenNumber(Decimal(key), number.approximate)

    def _figure_shown(self, number: ParsedNumber) -> Decimal | None:
        """What the cell shows, where that is another figure than it holds."""
        if not self._is_number_asked or number.kind is not NumberKind.NUMBER:
            return None
        unit = self.row.indicator.unit
        return shown_figure(self.row.value_cell, number.values[0], unit)

    def _take_shown_or_held(self, shown: Decimal, held: Decimal) -> TakenNumber:
        """The figure that somebody chose; meanwhile the likelier one, which is proposed."""
        year = self.row.form.fiscal_year
        choices = (shown, held)
        if plausibility.is_nearer(self.row.indicator, year, held, shown):
            choices = (held, shown)
        key = self.row.hold_values(
            "shown_otherwise",
            self.row.value_cell,
            choices,
            shown=shown_text(self.row.value_cell, held),
            held=self.row.fact_of(held),
        )
        if key is None:
            return TakenNumber(choices[0], is_open=True)
        return TakenNumber(Decimal(key))

    def _as_stored(self, figure: YearFigure) -> YearFigure:
        """The figure with all digits and the counts of the registered one, if it is that
        one: the same number, or the same counts.

        A number cell cannot say that it is approximate; its figure stays so.
        """
        for entry in (self.row.stored_figure, self.row.original_figure):
            if figure.counts is not None and figure.counts == entry.counts:
                return replace(figure, value=entry.value)
        cell = self.row.value_cell
        for entry in (self.row.stored_figure, self.row.original_figure):
            value = figure.value
            if value is None or not is_stored_number(cell, value, entry.value):
                continue
            stays_approximate = entry.approximate and not isinstance(cell.value, str)
            figure = replace(
                figure,
                value=entry.value,
                approximate=figure.approximate or stays_approximate,
                counts=figure.counts or entry.counts,
            )
        return figure


def _yes_or_no_in_cell(cell: WrittenCell) -> ParsedNumber:
    """1 or 0 for what was done or not, as far as the cell says so."""
    text = shown_value(cell) or ""
    answer = done_words.yes_or_no(text)
    if answer is not None:
        is_label = text.strip() in (vocabulary.YES, vocabulary.NO)
        return ParsedNumber(NumberKind.NUMBER, (Decimal(answer),), as_written=is_label)
    reason = missing_reason(text)
    if reason is not None:
        return ParsedNumber(NumberKind.NO_FIGURE, missing=reason)
    number = number_in_cell(cell, "")
    if cell.text and number.kind is not NumberKind.ERROR and number.unit_written:
        return ParsedNumber(NumberKind.UNREADABLE)  # 3回, 100%
    return number


def _stage_in_cell(cell: WrittenCell, stages: Sequence[str]) -> ParsedNumber:
    """The number of the stage that a cell names, as far as it names one."""
    text = shown_value(cell) or ""
    stage = named_stage(text, stages) if cell.text else None
    if stage is not None:
        is_label = text.strip() in stages
        return ParsedNumber(NumberKind.NUMBER, (stage,), as_written=is_label)
    reason = missing_reason(text)
    if reason is not None:
        return ParsedNumber(NumberKind.NO_FIGURE, missing=reason)
    number = number_in_cell(cell, "")
    is_no_trouble = trouble_code(number) not in _TROUBLES_OF_ANY_CELL
    return ParsedNumber(NumberKind.UNREADABLE) if is_no_trouble else number


def _is_of_other_year(answer: str, fiscal_year: int) -> bool:
    """Whether an answer tells of a later year, or of what an earlier one did for itself:
    令和6年度実施, not 令和6年度導入済み.
    """
    if names_later_year(answer, fiscal_year):
        return True
    is_earlier = names_earlier_year(answer, fiscal_year)
    return is_earlier and done_words.is_done_each_year(answer)

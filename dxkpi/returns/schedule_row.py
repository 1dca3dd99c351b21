"""One row of the form's schedule: the progress that it says of an entry, and what is doubtful about it."""

from collections.abc import Iterator
from decimal import Decimal

from dxkpi.findings import Choice, ChoiceKind, EntryProgress, FiscalYear, Percentage
from dxkpi.plan import BarState, Progress
from dxkpi.returns import vocabulary
from dxkpi.returns.cell_reading import (
    FindingList,
    as_shown,
    blank,
    choice,
    is_percent_number,
    number_in,
    take,
    text_in,
    trouble,
)
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.model import FilledRow, ReturnForm, WrittenCell
from dxkpi.returns.numbers import NumberKind, ParsedNumber
from dxkpi.returns.plausibility import Question
from dxkpi.rules import ReportableEntry


def read_schedule_row(
    form: ReturnForm, bar: ReportableEntry, row: FilledRow, told: FindingList
) -> Progress | None:
    """The year's new progress of an entry, once its state is known; None where nothing changes or can be taken.

    A column that the sheet does not have stays as it is registered for the year; so does a blank percentage or comment
    where the state is blank as well. In a row that was typed on the screen a state is needed.
    """
    now = form.reported(bar)
    state_cell = row.cells.get(FormColumn.STATE)
    state, state_known = _state(state_cell, bar, told)
    percent, percent_known = _percent(row.cells.get(FormColumn.PERCENT), bar, now, told)
    comment_cell = row.cells.get(FormColumn.COMMENT)
    comment, comment_known = (
        text_in(told, comment_cell, bar.code) if comment_cell else (None, True)
    )
    if not (state_known and percent_known and comment_known):
        return None
    typed = state_cell is not None and not state_cell.sheet
    if state is None and percent is None and comment is None and not typed:
        return None
    if state is None and (now is None or typed):
        told.add("state_missing", state_cell, bar.code)
        return None
    if now is not None:
        percent = (
            now.percent
            if percent is None
            and (state is None or FormColumn.PERCENT not in row.cells)
            else percent
        )
        comment = (
            now.comment
            if comment is None and (state is None or comment_cell is None)
            else comment
        )
        state = state or now.state
    assert state is not None
    new = Progress(
        fiscal_year=form.fiscal_year, state=state, percent=percent, comment=comment
    )
    if new == now:
        return None
    if now is None or (now.state, now.percent) != (state, percent):
        choices = (
            Choice(state.value, ChoiceKind.REGISTER, EntryProgress(state, percent)),
        )
        for code, facts in _doubts(new, form.progress.get(bar.key)):
            told.hold(
                code,
                state_cell or row.cells[FormColumn.PERCENT],
                bar.code,
                choices,
                state.value,
                **facts,
            )
    return new


def _doubts(new: Progress, known: Progress | None) -> Iterator[Question]:
    """What a state contradicts: its own percentage, or what was reported before."""
    state, percent = new.state, new.percent
    odd = {
        BarState.DONE: percent != 100,
        BarState.NOT_STARTED: percent != 0,
        BarState.LATE: percent == 100,
    }
    if percent is not None and odd.get(state):
        yield "state_and_percent", {"state": state, "percent": Percentage(percent)}
    back = state in (BarState.NOT_STARTED, BarState.IN_PROGRESS, BarState.LATE)
    if known is not None and known.state is BarState.DONE and back:
        yield (
            "done_before",
            {
                "state": state,
                "done": known.state,
                "year": FiscalYear(known.fiscal_year),
            },
        )


def _state(
    cell: WrittenCell | None, bar: ReportableEntry, told: FindingList
) -> tuple[BarState | None, bool]:
    """The state that was chosen, if any; and whether it is one."""
    if (
        cell is None
        or blank(cell)
        or (isinstance(cell.value, str) and vocabulary.says_nothing(cell.value))
    ):
        return None, True
    state = vocabulary.state(cell.value) if isinstance(cell.value, str) else None
    if state is None:
        code = "no_result" if cell.value is None else "unknown_state"
        told.add(code, cell, bar.code, choices_=vocabulary.choices(BarState))
    elif not vocabulary.is_label(state, str(cell.value)):
        told.add("read_as", cell, bar.code, read=vocabulary.in_japanese(state))
    return state, state is not None


def _percent(
    cell: WrittenCell | None,
    bar: ReportableEntry,
    now: Progress | None,
    told: FindingList,
) -> tuple[Decimal | None, bool]:
    """The percentage that is written, if any; and whether it can be taken."""
    if cell is None or blank(cell):
        return None, True
    said = number_in(cell, "%")
    if said.kind is NumberKind.NO_FIGURE:
        return None, True
    if code := trouble(said):
        told.add("percent_outside" if code == "not_a_number" else code, cell, bar.code)
        return None, False
    if cell.formula:
        told.add("formula_result", cell, bar.code)
    if is_percent_number(cell):
        value: Decimal | None = as_shown(said.values[0])
    elif now is not None and said.values == (now.percent,):
        value = now.percent
    else:
        value = _taken(cell, said, bar, told)
        if value is None:
            return None, False
    if value is None or not 0 <= value <= 100:
        told.add("percent_outside", cell, bar.code)
        return None, False
    return value, True


def _taken(
    cell: WrittenCell, said: ParsedNumber, bar: ReportableEntry, told: FindingList
) -> Decimal | None:
    """A percentage; a plain 0.5, which may be meant for 50%, is asked about. None while it is."""
    if (
        said.kind is NumberKind.NUMBER
        and not said.unit_written
        and 0 < said.values[0] < 1
    ):
        values = (as_shown(said.values[0]), said.values[0])
        choices = [choice(value, Percentage) for value in values]
        key = told.hold(
            "extra_text",
            cell,
            bar.code,
            choices,
            choices[0].key,
            read=Percentage(values[0]),
        )
        return Decimal(key) if key else None
    taken = take(told, cell, bar.code, said, "%", Percentage)
    return None if taken.open else taken.value

"""What helps to fill in a sheet, as plain data: dropdowns with Japanese messages, the judging formula, what is required.

It is made here, where the plan is known, and put onto a sheet by `dress`, also in the process that opens somebody's
workbook. An aid is a dictionary: `sheet`; `headings` that the codes may stand under; `columns` by name (code and inputs);
`rows` with a code; `checks` of what cells take; `formulas` by row, with {v} for the figure's cell; `whole`, the rows whose
figures the plan prints without decimals; `late`, the marks that ask for a comment; `advice` for the line above the table;
of a survey's totals also `live`, the formulas by cell.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from dxkpi.findings import Finding, Severity
from dxkpi.plan import BarState, Indicator, Missing, ValueType
from dxkpi.plan.unit import PERCENT_WHOLE, share_whole
from dxkpi.returns import (
    CheckedReturn,
    FilledForm,
    FilledRow,
    FormColumn,
    ReturnForm,
    SurveyTotals,
)
from dxkpi.returns.cell_reading import LONGEST_TEXT
from dxkpi.returns.checking import rows_by_code
from dxkpi.returns.counted_totals import MARK, WITHOUT
from dxkpi.returns.form_columns import (
    ACTUALS_SHEET,
    CHOICE_COLUMNS,
    DEPARTMENT_COLUMNS,
    FIELDS,
    HEADINGS,
    INPUTS,
    SCHEDULE_SHEET,
    TOTALS_HEADINGS,
    TOTALS_SHEET,
    TotalsPart,
)
from dxkpi.returns.vocabulary import NO, YES
from dxkpi.rules import Status
from dxkpi.wording import glossary
from dxkpi.wording.findings import finding_text
from dxkpi.wording.language import (
    Language,
    _,
    current_language,
    ngettext,
    sentences,
    speaking,
)
from dxkpi.workbook import judging_formula

LATE = (Status.BEHIND, Status.FAR_BEHIND, Status.MISSED)

_LONGEST_UNIT = 40
_PEOPLE = (
    TotalsPart.STAFF,
    TotalsPart.BLANKS,
    TotalsPart.COUNT,
    TotalsPart.ASKED,
    TotalsPart.ANSWERS,
    TotalsPart.FELT,
)
_MARKED = (Severity.ERROR, Severity.HOLD)

Aid = dict[str, Any]


def of_figures(
    form: ReturnForm,
    sheet: str,
    columns: Mapping[str, int],
    rows: Mapping[int, Indicator],
) -> Aid:
    """The aid of a sheet with these indicators in its rows."""
    checks = []
    kinds: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for row, indicator in rows.items():
        kinds[indicator.unit, indicator.value_type is ValueType.YES_NO].append(row)
    for (unit, yes_no), own in kinds.items():
        checks.append(
            _check(FormColumn.VALUE, own, _yes_no() if yes_no else _figure(unit))
        )
    note = _words(
        _("Causes and next steps"), _("Required where the status is △, ▲ or ×.")
    )
    checks += [
        _check(FormColumn.AS_OF, rows, _words(_("When"), _month(), longest=30)),
        _check(
            FormColumn.MISSING,
            rows,
            _list(
                Missing,
                _("Why there is no figure"),
                _("Choose only where the figure is left blank."),
            ),
        ),
        _check(FormColumn.NOTE, rows, note),
    ]
    return {
        "sheet": sheet,
        "headings": HEADINGS[FormColumn.CODE],
        "columns": dict(columns),
        "rows": sorted(rows),
        "checks": checks,
        "formulas": [
            [row, judging_formula.formula(form, indicator)]
            for row, indicator in rows.items()
        ],
        "whole": [
            row
            for row, i in rows.items()
            if i.decimals == 0 and i.value_type is ValueType.NUMBER
        ],
        "late": [glossary.term_glyph(status) for status in LATE],
        "advice": advice(ACTUALS_SHEET),
    }


def of_progress(sheet: str, columns: Mapping[str, int], rows: Iterable[int]) -> Aid:
    """The aid of a sheet with entries of the schedule in these rows."""
    own = sorted(rows)
    checks = [
        _check(
            FormColumn.STATE,
            own,
            _list(BarState, _("Progress"), _("Choose from the list.")),
        ),
        _check(FormColumn.PERCENT, own, _percent()),
        _check(
            FormColumn.COMMENT,
            own,
            _words(_("Comment"), _("Where something changed or is late.")),
        ),
    ]
    return {
        "sheet": sheet,
        "headings": HEADINGS[FormColumn.CODE],
        "columns": dict(columns),
        "rows": own,
        "checks": checks,
        "formulas": [],
        "whole": [],
        "late": [],
        "advice": advice(SCHEDULE_SHEET),
    }


def of_totals(
    sheet: str,
    refs: Mapping[TotalsPart, str],
    at: Mapping[TotalsPart, tuple[int, Sequence[int]]],
    decimals: int,
) -> Aid:
    """The aid of a staff survey's totals: where the fields stand, and of each column of the tables where it runs."""
    fields = {name: coordinate_to_tuple(ref) for name, ref in refs.items()}
    places = {name: (column, [row]) for name, (row, column) in fields.items()} | dict(
        at
    )
    people = _people()
    takes: dict[TotalsPart, dict[str, Any]] = {
        TotalsPart.QUESTION: _words(
            _("The question"), _("The wording of the question, as staff read it.")
        ),
        TotalsPart.HELD: _words(
            _("Day of the survey"), _("Write the last day like R8.3.13."), longest=30
        ),
        TotalsPart.MARK: _marks(),
        **dict.fromkeys(_PEOPLE, people),
    }
    return {
        "sheet": sheet,
        "headings": [text for texts in TOTALS_HEADINGS.values() for text in texts],
        "columns": {name.value: column for name, (column, _rows) in places.items()},
        "rows": sorted({row for _column, rows in places.values() for row in rows}),
        "checks": [
            {"column": name.value, "rows": sorted(places[name][1]), "options": options}
            for name, options in takes.items()
            if name in places
        ],
        "formulas": [],
        "live": _live(refs, at, decimals),
        "whole": [],
        "late": [],
        "advice": advice(TOTALS_SHEET),
    }


def _live(
    refs: Mapping[TotalsPart, str],
    at: Mapping[TotalsPart, tuple[int, Sequence[int]]],
    decimals: int,
) -> list[list[str]]:
    """The formulas of the fields that are worked out: cell and formula."""
    area = {
        name: f"${get_column_letter(column)}${min(rows)}:${get_column_letter(column)}${max(rows)}"
        for name, (column, rows) in at.items()
        if rows
    }
    marks, counts, staff = (
        area.get(TotalsPart.MARK),
        area.get(TotalsPart.COUNT),
        refs.get(TotalsPart.STAFF),
    )
    if marks is None or counts is None:
        return []
    answers = f'(SUM({counts})-SUMIF({marks},"{WITHOUT}",{counts}))'
    felt = f'SUMIF({marks},"{MARK}",{counts})'
    formulas = {
        TotalsPart.RATE: f'=IF({answers}>0,ROUND(100*{felt}/{answers},{decimals}),"")'
    }
    if staff:
        formulas[TotalsPart.RESPONSE] = (
            f'=IF(AND({answers}>0,N({staff})>0),ROUND(100*{answers}/{staff},1),"")'
        )
    if of_groups := area.get(TotalsPart.ANSWERS):
        formulas[TotalsPart.GROUPED] = (
            f'=IF(COUNT({of_groups})>0,SUM({of_groups})&" / "&{answers},"")'
        )
    return [[refs[name], formula] for name, formula in formulas.items() if name in refs]


def advice(sheet: str) -> str:
    """What to do on a sheet, in one line above its table."""
    if sheet == TOTALS_SHEET:
        return _(
            "Only where there is no file of answers: write the totals of the staff survey. "
            "Left blank, nothing changes. The rate becomes the actual."
        )
    if sheet == ACTUALS_SHEET:
        return _(
            "Fill in the yellow cells only. Shares are written like 64.4, without a sign. "
            "Where a figure is not known yet, leave it blank and choose the reason."
        )
    return _(
        "Choose the progress at the end of the year in the yellow cells. "
        "Percent and comment where there is something to say."
    )


# A workbook that is given back


def of_return(
    answer: CheckedReturn, filled: FilledForm
) -> dict[str, list[dict[str, Any]]]:
    """The marks of a workbook and the aids of its sheets, `{"marks", "aids"}`, for `marked.mark`.

    A mark is `{"sheet", "cell", "severity", "message"}`, with sheet or cell None as in the finding. Each aid has a
    `sentence` besides: what is to be done on the sheet, None where there is nothing.
    """
    found = [finding for finding in answer.findings if finding.severity in _MARKED]
    marks = [
        {
            "sheet": f.sheet,
            "cell": f.cell,
            "severity": f.severity.value,
            "message": finding_text(f, Language.JAPANESE),
        }
        for f in found
    ]
    with speaking("ja"):
        aids = _of_filled(answer.form, filled)
        for n, aid in enumerate(aids):
            own = [
                f
                for f in found
                if f.sheet == aid["sheet"] or (f.sheet is None and n == 0)
            ]
            aid["sentence"] = _sentence(own) or None
    return {"marks": marks, "aids": aids}


def _of_filled(form: ReturnForm, filled: FilledForm) -> list[Aid]:
    """The aids of all sheets in which rows of the form were found; a sheet with both kinds has that of its figures."""
    indicators = {indicator.code: indicator for indicator in form.indicators}
    aids = []
    for sheet, rows in _by_sheet(filled.rows, indicators).items():
        own = {at: indicators[code] for at, (code, _row) in rows.items()}
        columns = _columns((row for _code, row in rows.values()), INPUTS[ACTUALS_SHEET])
        aids.append(of_figures(form, sheet, columns, own))
    known = {aid["sheet"] for aid in aids}
    for sheet, rows in _by_sheet(filled.bars, {bar.code for bar in form.bars}).items():
        if sheet not in known:
            columns = _columns(
                (row for _code, row in rows.values()), INPUTS[SCHEDULE_SHEET]
            )
            aids.append(of_progress(sheet, columns, rows))
    realisation = form.plan.realisation
    if (
        filled.totals is not None
        and realisation is not None
        and filled.totals.question.sheet not in known
    ):
        aids.append(_of_totals(filled.totals, realisation))
    return aids


def _of_totals(totals: SurveyTotals, indicator: Indicator) -> Aid:
    refs = {
        name: cell.ref for name in FIELDS if (cell := getattr(totals, name.value)).ref
    }
    at = {
        name: (min(found)[1], [row for row, _column in found])
        for kind, rows in (
            (CHOICE_COLUMNS, totals.choices),
            (DEPARTMENT_COLUMNS, totals.departments),
        )
        for n, name in enumerate(kind)
        if (found := [coordinate_to_tuple(row[n].ref) for row in rows if row[n].ref])
    }
    return of_totals(totals.question.sheet, refs, at, indicator.decimals)


def _by_sheet(
    rows: Iterable[FilledRow], codes: Collection[str]
) -> dict[str, dict[int, tuple[str, FilledRow]]]:
    """The rows with these codes by the sheet and the row they stand in, with the plan's code."""
    found: dict[str, dict[int, tuple[str, FilledRow]]] = defaultdict(dict)
    for code, copies in rows_by_code(rows, codes).items():
        for row in copies if code in codes else ():
            for cell in row.cells.values():
                found[cell.sheet][coordinate_to_tuple(cell.ref)[0]] = code, row
    return found


def _columns(rows: Iterable[FilledRow], inputs: Sequence[FormColumn]) -> dict[str, int]:
    """Where the columns stand; the first row tells, because they are the same for all."""
    first = next(iter(rows))
    known = (FormColumn.CODE, *inputs)
    return {
        name.value: coordinate_to_tuple(cell.ref)[1]
        for name, cell in first.cells.items()
        if name in known
    }


def _sentence(found: Sequence[Finding]) -> str:
    cells: dict[str, set[Severity]] = defaultdict(set)
    for one in found:
        if one.cell:
            cells[one.cell].add(one.severity)
    wrong = sum(Severity.ERROR in severities for severities in cells.values())
    held = len(cells) - wrong
    words = [
        f"{'×' if one.severity is Severity.ERROR else '△'} {finding_text(one, Language.JAPANESE)}"
        for one in found
        if not one.cell
    ]
    if wrong:
        words.append(
            ngettext(
                "× Mend the {n} red cell and register again.",
                "× Mend the {n} red cells and register again.",
                wrong,
            )
        )
    if held:
        words.append(
            ngettext(
                "△ The {n} dark yellow cell can be confirmed on the screen.",
                "△ The {n} dark yellow cells can be confirmed on the screen.",
                held,
            )
        )
    if cells:
        words.append(_("Reasons stand at the right and in the cells' comments."))
    return sentences(words)


# What a cell takes


def _check(
    column: FormColumn, rows: Iterable[int], options: dict[str, Any]
) -> dict[str, Any]:
    return {"column": column.value, "rows": sorted(rows), "options": options}


def _month() -> str:
    return _("Write the month like R8.3. Leave it blank for the whole year.")


def _figure(unit: str) -> dict[str, Any]:
    """Only a warning: 約30 is read, and whoever writes 集計中 all the same learns what to do when handing it in."""
    if share_whole(unit) == PERCENT_WHOLE:
        words = _("Write the share as a number without the sign: 64.4")
    else:
        words = (
            _("Write the number alone, in {unit}.", unit=unit[:_LONGEST_UNIT])
            if unit
            else _("Write the number alone.")
        )
    refusal = _(
        "This is not a number. It will be asked about when the form is registered."
    )
    takes = {
        "type": "decimal",
        "operator": "between",
        "formula1": "-1E+30",
        "formula2": "1E+30",
        "errorStyle": "warning",
    }
    return takes | _told(_("Actual"), words, refusal)


def _yes_no() -> dict[str, Any]:
    words = _("Choose {yes} or {no}.", yes=YES, no=NO)
    return {"type": "list", "formula1": f'"{YES},{NO}"'} | _told(
        _("Actual"), words, words
    )


def _list(kind: type[StrEnum], title: str, words: str) -> dict[str, Any]:
    labels = ",".join(glossary.term_label(term, current_language()) for term in kind)
    return {"type": "list", "formula1": f'"{labels}"'} | _told(
        title, words, _("Choose from the list.")
    )


def _percent() -> dict[str, Any]:
    words = _("A number from 0 to 100, if it is known.")
    takes = {
        "type": "decimal",
        "operator": "between",
        "formula1": "0",
        "formula2": "100",
    }
    return takes | _told(_("Progress in percent"), words, words)


def _marks() -> dict[str, Any]:
    words = _(
        "{mark}: felt. {without}: left out of the rate.", mark=MARK, without=WITHOUT
    )
    return {"type": "list", "formula1": f'"{MARK},{WITHOUT}"'} | _told(
        _("Mark"), words, _("Choose from the list.")
    )


def _people() -> dict[str, Any]:
    words = _("A whole number of people; 0 where there is nobody.")
    takes = {
        "type": "whole",
        "operator": "between",
        "formula1": "0",
        "formula2": "10000000",
        "errorStyle": "warning",
    }
    return takes | _told(_("Number of people"), words, words)


def _words(title: str, words: str, longest: int = LONGEST_TEXT) -> dict[str, Any]:
    takes = {
        "type": "textLength",
        "operator": "lessThanOrEqual",
        "formula1": str(longest),
        "errorStyle": "warning",
    }
    return takes | _told(title, words, _("At most {n} characters.", n=longest))


def _told(title: str, words: str, refusal: str) -> dict[str, Any]:
    return {
        "promptTitle": title,
        "prompt": words,
        "errorTitle": title,
        "error": refusal,
    }

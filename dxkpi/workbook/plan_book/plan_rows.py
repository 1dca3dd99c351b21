"""A plan document as the rows of the book's tables."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dxkpi.plan.document_columns import (
    ACTUAL_KIND,
    ASKED,
    BLANKS,
    CHOICE,
    CURRENT_TARGET,
    EXCLUDED,
    FORMER_TARGET,
    GROUPS_OF_SURVEY,
    HEADING_OF_FILE,
    INDICATOR_COLUMNS,
    MEASURE_KIND,
    OF_CITY,
    OF_PLAN,
    PLAN_TABLES,
    POLICY_KIND,
    QUESTION,
    REFERENCE_KIND,
    YEAR_UNKNOWN,
    YES,
    BookRole,
    BookTable,
    Column,
    ListStyle,
    Path,
    TableColumns,
)
from dxkpi.plan.document_shape import FieldShape
from dxkpi.plan.fields import FieldKind
from dxkpi.text.listed_texts import joined_texts
from dxkpi.workbook.plan_book.cell_words import (
    PLAIN_FIGURES,
    SEPARATORS,
    BookCell,
    FigureForm,
    cell_of_shape,
    cell_of_value,
    departments_text,
)

Data = Mapping[str, Any]
FIGURE = FieldShape(FieldKind.FIGURE)
_SHOWN_WITH_INDICATORS = {column.path for column in INDICATOR_COLUMNS.columns}


@dataclass
class BookRow:
    """A row of a table: what stands under each column, and under each year.

    `figures` is how its figures are written; `name` is what the row is about, for people.
    """

    table: TableColumns
    cells: dict[Column, BookCell] = field(default_factory=dict)
    years: dict[int, BookCell] = field(default_factory=dict)
    figures: FigureForm = PLAIN_FIGURES
    name: str = ""

    def put(
        self, content: BookCell, *, path: Path = (), role: BookRole | None = None
    ) -> None:
        """Let this stand in the column of a field or role."""
        self.cells[self.table.column(path=path, role=role)] = content

    def put_fields(self, data: Data, within: Path = ()) -> None:
        """Let the fields of an object stand in their columns."""
        for column in self.table.columns:
            if column.role is None and column.path[: len(within)] == within:
                value = _value_at(data, column.path)
                self.cells[column] = cell_of_value(column, value, self.figures)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it beyond what it belongs to."""
        own = [content for column, content in self.cells.items() if not column.role]
        return not self.years and all(content is None for content in own)


def plan_rows(data: Data) -> dict[BookTable, list[BookRow]]:
    """The rows of every table, in the order of the document."""
    rows: dict[BookTable, list[BookRow]] = {table: [] for table in PLAN_TABLES}
    rows[BookTable.ABOUT].append(_about_row(data))
    for policy in data.get("policies", ()):
        _add_policy(rows, policy)
    for indicator in data.get("indicators", ()):
        _add_indicator(rows, indicator, indicator)
        for part in indicator.get("parts", ()):
            _add_indicator(rows, part, indicator)
    for department in _object(data, "municipality").get("departments", ()):
        rows[BookTable.DEPARTMENTS].append(
            _plain_row(BookTable.DEPARTMENTS, department)
        )
    for kind, name in ((OF_PLAN, "plan"), (OF_CITY, "municipality")):
        grading = _object(data, name).get("grading")
        if grading is not None:
            rows[BookTable.GRADING] += _grading_rows(kind, grading)
    for decision in data.get("decisions", ()):
        rows[BookTable.DECISIONS].append(_plain_row(BookTable.DECISIONS, decision))
    return rows


def _object(data: Data, name: str) -> Data:
    """An object of the document; a draft may lack it."""
    found: Data = data.get(name) or {}
    return found


def _row(table: BookTable, figures: FigureForm = PLAIN_FIGURES) -> BookRow:
    return BookRow(PLAN_TABLES[table], figures=figures)


def _name(item: Data) -> str:
    return str(item.get("name") or "")


def _plain_row(table: BookTable, data: Data) -> BookRow:
    row = _row(table)
    row.put_fields(data)
    return row


def _value_at(data: Data, path: Path) -> Any:
    value: Any = data
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _about_row(data: Data) -> BookRow:
    row = _row(BookTable.ABOUT)
    row.put_fields(data)
    return row


# Policies, measures, initiatives


def _add_policy(rows: dict[BookTable, list[BookRow]], policy: Data) -> None:
    row = _row(BookTable.POLICIES)
    row.put(POLICY_KIND, role=BookRole.KIND)
    row.put_fields(policy)
    rows[BookTable.POLICIES].append(row)
    _add_marks(rows, policy, {BookRole.POLICY: policy.get("number")})
    for measure in policy.get("measures", ()):
        _add_measure(rows, measure, policy)


def _add_measure(
    rows: dict[BookTable, list[BookRow]], measure: Data, policy: Data
) -> None:
    row = _row(BookTable.POLICIES)
    row.put(MEASURE_KIND, role=BookRole.KIND)
    row.put(policy.get("number"), role=BookRole.POLICY)
    row.put_fields(measure)
    rows[BookTable.POLICIES].append(row)
    of_measure = {BookRole.MEASURE: measure.get("number")}
    _add_marks(rows, measure, of_measure)
    _add_reports(rows, measure, of_measure)
    for initiative in measure.get("initiatives", ()):
        row = _plain_row(BookTable.INITIATIVES, initiative)
        row.put(measure.get("number"), role=BookRole.MEASURE)
        row.name = _name(measure)
        rows[BookTable.INITIATIVES].append(row)
        of_initiative = of_measure | {BookRole.INITIATIVE: initiative.get("number")}
        _add_marks(rows, initiative, of_initiative)
        _add_reports(rows, initiative, of_initiative)
    for item in measure.get("schedule", ()):
        row = _plain_row(BookTable.SCHEDULE, item)
        row.put(measure.get("number"), role=BookRole.MEASURE)
        row.name = _name(measure)
        rows[BookTable.SCHEDULE].append(row)


def _add_marks(
    rows: dict[BookTable, list[BookRow]],
    marked: Data,
    keys: Mapping[BookRole, BookCell],
) -> None:
    for mark in marked.get("marks", ()):
        rows[BookTable.MARKS].append(_keyed_row(BookTable.MARKS, mark, keys, marked))


def _add_reports(
    rows: dict[BookTable, list[BookRow]],
    reported: Data,
    keys: Mapping[BookRole, BookCell],
) -> None:
    for report in reported.get("reports", ()):
        rows[BookTable.REPORTS].append(
            _keyed_row(BookTable.REPORTS, report, keys, reported)
        )


def _keyed_row(
    table: BookTable, data: Data, keys: Mapping[BookRole, BookCell], owner: Data
) -> BookRow:
    row = _plain_row(table, data)
    for role, key in keys.items():
        row.put(key, role=role)
    row.name = _name(owner)
    return row


# Indicators


def _add_indicator(
    rows: dict[BookTable, list[BookRow]], indicator: Data, whole: Data
) -> None:
    """The rows of an indicator, or of a part of one."""
    figures = FigureForm.of(indicator, whole)
    is_part = indicator is not whole
    known = _with_unknown_year(indicator)
    row = _row(BookTable.INDICATORS, figures)
    row.put_fields(known)
    row.put(whole.get("code") if is_part else None, role=BookRole.INDICATOR)
    row.put(_departments_of(indicator), role=BookRole.DEPARTMENTS)
    rows[BookTable.INDICATORS].append(row)
    details = _row(BookTable.DETAILS, figures)
    _put_owner(details, indicator)
    details.put_fields(known)
    if not details.is_blank:
        rows[BookTable.DETAILS].append(details)
    rows[BookTable.TARGETS] += _target_rows(indicator, figures)
    rows[BookTable.FIGURES] += _figure_rows(indicator, figures)
    for actual in indicator.get("actuals", ()):
        if actual.get("survey") is not None:
            rows[BookTable.SURVEYS] += _survey_rows(indicator, actual)
    _add_marks(rows, indicator, {BookRole.INDICATOR: indicator.get("code")})


def _put_owner(row: BookRow, indicator: Data) -> None:
    row.put(indicator.get("code"), role=BookRole.INDICATOR)
    row.name = _name(indicator)


def _departments_of(indicator: Data) -> BookCell:
    departments = indicator.get("department") or indicator.get("departments")
    return departments_text(departments) if departments else None


def _with_unknown_year(holder: Data) -> Data:
    """The same with a word for a baseline's year that the plan does not say."""
    baseline = holder.get("baseline")
    if baseline is None or baseline.get("fiscal_year") is not None:
        return holder
    return {**holder, "baseline": {**baseline, "fiscal_year": YEAR_UNKNOWN}}


def _target_rows(indicator: Data, figures: FigureForm) -> Iterator[BookRow]:
    """What the sheet of indicators has no column for, and what was promised before."""
    current = _row(BookTable.TARGETS, figures)
    target = indicator.get("target")
    if target is not None:
        for column in current.table.columns:
            is_of_target = column.path[:1] == ("target",)
            if is_of_target and column.path not in _SHOWN_WITH_INDICATORS:
                value = _value_at(indicator, column.path)
                current.cells[column] = cell_of_value(column, value, figures)
        _put_years(current, target)
    if not current.is_blank:
        current.put(CURRENT_TARGET, role=BookRole.KIND)
        _put_owner(current, indicator)
        yield current
    for former in indicator.get("former_targets", ()):
        row = _row(BookTable.TARGETS, figures)
        row.put(FORMER_TARGET, role=BookRole.KIND)
        _put_owner(row, indicator)
        row.put_fields(_with_unknown_year(former))
        _put_years(row, former.get("target") or {})
        yield row


def _put_years(row: BookRow, target: Data) -> None:
    for year, value in target.get("yearly", {}).items():
        if str(year).isdecimal():
            row.years[int(year)] = cell_of_shape(FIGURE, value, row.figures)


def _figure_rows(indicator: Data, figures: FigureForm) -> Iterator[BookRow]:
    kinds = ((ACTUAL_KIND, "actuals"), (REFERENCE_KIND, "references"))
    for kind, name in kinds:
        for figure in indicator.get(name, ()):
            row = _row(BookTable.FIGURES, figures)
            row.put(kind, role=BookRole.KIND)
            _put_owner(row, indicator)
            row.put_fields(figure)
            yield row


# A staff survey


def _survey_rows(indicator: Data, actual: Data) -> Iterator[BookRow]:
    survey = actual["survey"]
    for item, content, count, positive, invited in _survey_lines(survey):
        row = _row(BookTable.SURVEYS)
        _put_owner(row, indicator)
        year = row.table.column(path=("fiscal_year",))
        row.cells[year] = cell_of_value(year, actual["fiscal_year"])
        row.put(item, role=BookRole.KIND)
        row.put(content, role=BookRole.CONTENT)
        row.put(count, role=BookRole.COUNT)
        row.put(positive, role=BookRole.POSITIVE)
        row.put(invited, role=BookRole.INVITED)
        yield row


_SurveyLine = tuple[str, BookCell, BookCell, BookCell, BookCell]


def _survey_lines(survey: Data) -> Iterator[_SurveyLine]:
    yield QUESTION, survey["question"], None, None, None
    for choice, count in survey["tally"].items():
        yield CHOICE, choice, count, _mark_of_choice(survey, choice), None
    for choice, count in survey["excluded"].items():
        yield EXCLUDED, choice, count, None, None
    yield BLANKS, None, survey["blanks"], None, None
    if survey.get("asked") is not None:
        yield ASKED, None, survey["asked"], None, None
    for word, name in GROUPS_OF_SURVEY.items():
        for group in survey[name]:
            names = joined_texts(group["names"], SEPARATORS[ListStyle.NAMES])
            yield word, names, group["answers"], group["felt"], group.get("asked")
    for use, heading in survey["headings"].items():
        texts = [use, heading]
        yield HEADING_OF_FILE, joined_texts(texts, "："), None, None, None


def _mark_of_choice(survey: Data, choice: str) -> BookCell:
    """○ for a choice that counts as positive; its place among them where they stand in
    another order than the choices.
    """
    counted: list[str] = survey["counted"]
    if choice not in counted:
        return None
    in_order = [each for each in survey["tally"] if each in counted]
    return YES if in_order == counted else counted.index(choice) + 1


# The grading


def _grading_rows(kind: str, grading: Data) -> Iterator[BookRow]:
    """A row for each band; the first one has what else the grading says."""
    first = _row(BookTable.GRADING)
    first.put(kind, role=BookRole.KIND)
    first.put_fields(grading)
    bands = grading.get("bands", ())
    for number, band in enumerate(bands):
        row = first if number == 0 else _row(BookTable.GRADING)
        row.put(kind, role=BookRole.KIND)
        for column in row.table.columns:
            if column.path and column.path[0] in band and _is_of_band(column):
                value = band[column.path[0]]
                row.cells[column] = cell_of_value(column, value)
        yield row
    if not bands:
        yield first


def _is_of_band(column: Column) -> bool:
    return column.model is not None and column.model.__name__ == "WrittenBand"

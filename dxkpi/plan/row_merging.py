"""Rows of tables put together into the data of a plan document, over what is stored.

A row keeps its object by its code or number, else by its name; what was renamed, given
another code, moved or left out is a question, and nothing is dropped unasked.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from dxkpi.findings import Finding
from dxkpi.plan.dependent_rows import DependentRows
from dxkpi.plan.document_columns import BookRole
from dxkpi.plan.document_problem import Location, Position
from dxkpi.plan.document_rows import (
    DocumentRow,
    DocumentSection,
    copied_rows,
    plain_year,
    set_value,
    value_at,
)
from dxkpi.plan.given_codes import (
    next_indicator_code,
    next_measure_number,
    next_number,
    next_part_code,
)
from dxkpi.plan.merged_objects import (
    drop_what_is_blank,
    home_of_indicator,
    is_cut_short,
    objects_of,
    pad_numbers,
    put_into_owners,
    with_key,
    write_years_as_text,
)
from dxkpi.plan.row_matches import (
    Answers,
    Items,
    MatchedRows,
    RowsOfItem,
    StoredItem,
    row_finding,
    with_joined_questions,
)
from dxkpi.plan.row_matching import match_keyed_rows, match_named_rows
from dxkpi.plan.written_keys import WrittenKeys, written_keys

Data = dict[str, Any]


_WITH_KEYS = (BookRole.POLICY, BookRole.MEASURE, BookRole.INDICATOR)
"""The objects that rows of other tables name by their codes and numbers."""


@dataclass(frozen=True)
class DocumentOfRows:
    """The data, where each of its values stands, and what is to be asked or told."""

    data: Data
    positions: Mapping[Location, Position]
    findings: tuple[Finding, ...]


def merge_rows(
    stored: Mapping[str, Any] | None,
    rows: Sequence[DocumentRow],
    answers: Answers | None = None,
) -> DocumentOfRows:
    """The document that the rows make of what is stored; of a new plan where that is None."""
    merging = _Merging(stored, copied_rows(rows), answers or {})
    merging.merge()
    return merging.merged()


@dataclass
class _Merging:
    stored: Mapping[str, Any] | None
    rows: Sequence[DocumentRow]
    answers: Answers
    data: Data = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    _origins: dict[int, list[DocumentRow]] = field(default_factory=dict)
    _object_of_row: dict[DocumentRow, Data] = field(default_factory=dict)
    _indicators: dict[str, Data] = field(default_factory=dict)
    _written: dict[BookRole, WrittenKeys] = field(
        default_factory=lambda: {role: WrittenKeys() for role in _WITH_KEYS}
    )

    @cached_property
    def _dependent(self) -> DependentRows:
        return DependentRows.of_rows(self.rows)

    def merge(self) -> None:
        self.data = deepcopy(dict(self.stored or {}))
        for row in self._of(DocumentSection.ABOUT):
            if not self.stored or _says_anything(row):
                self._put(self.data, row)
        for name in ("municipality", "plan"):
            self.data.setdefault(name, {})
        for name in ("policies", "indicators"):
            self.data.setdefault(name, [])
        write_years_as_text(self.data["indicators"])
        self._merge_policies()
        self._merge_measures()
        self._merge_initiatives()
        self._merge_indicators()
        for row in self._of(DocumentSection.DETAIL):
            owner = self._indicator_of(row)
            if owner is not None:
                self._put(owner, row)
        self._merge_lists_of_indicators()
        self._merge_lists_of_measures()
        self._merge_rest()

    def merged(self) -> DocumentOfRows:
        positions: dict[Location, Position] = {}
        numbers: set[Location] = set()
        for place, item in objects_of(self.data, ()):
            for row in self._origins.get(id(item), ()):
                positions.setdefault(place, row.cell)
                for path, cell in row.cells_of_values():
                    positions[(*place, *path)] = cell
                numbers.update((*place, *path) for path in row.numbers_of_values())
        pad_numbers(self.data, numbers)
        findings = with_joined_questions(self.findings)
        return DocumentOfRows(self.data, positions, findings)

    def _of(self, *sections: DocumentSection) -> list[DocumentRow]:
        return [row for row in self.rows if row.section in sections]

    def _put(self, item: Data, row: DocumentRow) -> None:
        """Let the values of a row stand in an object."""
        is_new = not item
        self._tell_of_two_values(item, row)
        drop_what_is_blank(item, row)
        for path, value in row.values.items():
            if not is_cut_short(value, value_at(item, path)):
                set_value(item, path, value)
        for path, value in row.usual.items() if is_new else ():
            if value_at(item, path) is None:
                set_value(item, path, value)
        self._origins.setdefault(id(item), []).append(row)
        self._object_of_row[row] = item

    def _tell_of_two_values(self, item: Data, row: DocumentRow) -> None:
        """Tell where two sheets say different things of one field."""
        if row.section is not DocumentSection.DETAIL:
            return
        earlier = self._origins.get(id(item), ())
        for path, value in row.values.items():
            others = [each.values[path] for each in earlier if path in each.values]
            if value is None or all(other in (None, value) for other in others):
                continue
            cell = row.cells.get(path, row.cell)
            finding = row_finding("book_two_values", cell, value=str(value))
            self.findings.append(finding)

    def _put_all(self, matched: MatchedRows, role: BookRole | None = None) -> None:
        """Let the rows stand in their objects; `role` is that of which other rows are."""
        for row, item in matched.pairs:
            self._put(item, row)
        self.findings += matched.findings
        for gone in matched.gone:
            if role is not None and id(gone.data) in matched.removed:
                self._dependent.remove(role, gone.data, gone.owner)

    def _rows_of(self, role: BookRole) -> RowsOfItem:
        """Which rows of other sheets belong to an object of this kind."""

        def rows_of(item: StoredItem) -> list[DocumentRow]:
            return self._dependent.rows_of(role, item.data, item.owner)

        return rows_of

    # Policies, measures, initiatives

    def _merge_policies(self) -> None:
        rows = self._of(DocumentSection.POLICY)
        if not rows:
            return
        items = [
            StoredItem(item.get("number") or "", item) for item in self.data["policies"]
        ]
        written = written_keys(rows, "number")
        rows_of = self._rows_of(BookRole.POLICY)
        matched = match_named_rows(rows, items, self.answers, rows_of=rows_of)
        self._put_all(matched, BookRole.POLICY)
        self._written[BookRole.POLICY].note(written, matched, "number")
        self.data["policies"] = matched.in_order()
        for item in self.data["policies"]:
            if item.get("number") is None:
                item["number"] = next_number(
                    [str(each.get("number")) for each in self.data["policies"]]
                )

    def _merge_measures(self) -> None:
        rows = self._of(DocumentSection.MEASURE)
        if not rows:
            return
        items: Items = []
        for policy in self.data["policies"]:
            for measure in policy.get("measures", ()):
                items.append(StoredItem(measure.get("number") or "", measure, policy))
        owners = {row: self._policy_of(row) for row in rows}
        written = written_keys(rows, "number")
        rows_of = self._rows_of(BookRole.MEASURE)
        matched = match_named_rows(rows, items, self.answers, owners, rows_of=rows_of)
        self._put_all(matched, BookRole.MEASURE)
        self._written[BookRole.MEASURE].note(written, matched, "number")
        for row, measure in matched.pairs:
            if (
                matched.owners[id(measure)] is None
                and BookRole.POLICY not in row.owners
            ):
                self._lacks_owner(row, BookRole.POLICY, "")
        put_into_owners(matched, self.data["policies"], "measures")
        for policy in self.data["policies"]:
            for measure in policy.get("measures", ()):
                if measure.get("number") is None:
                    measure["number"] = next_measure_number(policy)

    def _policy_of(self, row: DocumentRow) -> Data | None:
        """The policy of a measure's row: that which it names, else that of the row above."""
        named = row.owners.get(BookRole.POLICY)
        if named is not None:
            policies = self._written[BookRole.POLICY]
            policy = policies.object_with(self.data["policies"], "number", named)
            if policy is None:
                self._lacks_owner(row, BookRole.POLICY, named)
            return policy
        if row.above is not None:
            return self._object_of_row.get(row.above)
        only: list[Data] = self.data["policies"]
        return only[0] if len(only) == 1 else None

    def _merge_initiatives(self) -> None:
        self._merge_children(
            DocumentSection.INITIATIVE,
            BookRole.MEASURE,
            self._measures(),
            "initiatives",
            named=True,
        )
        for measure in self._measures():
            for initiative in measure.get("initiatives", ()):
                if initiative.get("number") is None:
                    initiative["number"] = next_number(
                        [str(each.get("number")) for each in measure["initiatives"]]
                    )

    def _measures(self) -> list[Data]:
        return [
            measure
            for policy in self.data["policies"]
            for measure in policy.get("measures", ())
        ]

    # Indicators

    def _merge_indicators(self) -> None:
        rows = self._of(DocumentSection.INDICATOR)
        if not rows:
            return
        whole_rows = [row for row in rows if BookRole.INDICATOR not in row.owners]
        items = [
            StoredItem(item.get("code") or "", item) for item in self.data["indicators"]
        ]
        written = written_keys(whole_rows, "code")
        matched = match_named_rows(
            whole_rows,
            items,
            self.answers,
            key="code",
            home=home_of_indicator,
            sheet=rows[0].cell.sheet,
            rows_of=self._rows_of(BookRole.INDICATOR),
        )
        self._put_all(matched, BookRole.INDICATOR)
        self._written[BookRole.INDICATOR].note(written, matched, "code")
        self.data["indicators"] = matched.in_order()
        for item in self.data["indicators"]:
            if item.get("code") is None:
                item["code"] = next_indicator_code(self.data["indicators"])
        parts = [row for row in rows if BookRole.INDICATOR in row.owners]
        self._merge_parts(parts, rows[0].cell.sheet)

    def _merge_parts(self, rows: Sequence[DocumentRow], sheet: str) -> None:
        items: Items = []
        for whole in self.data["indicators"]:
            for part in whole.get("parts", ()):
                items.append(StoredItem(part.get("code") or "", part, whole))
        owners: dict[DocumentRow, Data | None] = {}
        for row in rows:
            code = row.owners[BookRole.INDICATOR]
            owners[row] = self._written[BookRole.INDICATOR].object_with(
                self.data["indicators"], "code", code
            )
            if owners[row] is None:
                self._lacks_owner(row, BookRole.INDICATOR, code)
        written = written_keys(rows, "code")
        matched = match_named_rows(
            rows,
            items,
            self.answers,
            owners,
            key="code",
            sheet=sheet,
            rows_of=self._rows_of(BookRole.INDICATOR),
        )
        self._put_all(matched, BookRole.INDICATOR)
        self._written[BookRole.INDICATOR].note(written, matched, "code")
        put_into_owners(matched, self.data["indicators"], "parts")
        for whole in self.data["indicators"]:
            for part in whole.get("parts", ()):
                if part.get("code") is None:
                    part["code"] = next_part_code(whole)

    def _indicator_of(self, row: DocumentRow) -> Data | None:
        """The indicator or part that a row names, by its code, else by its name."""
        code = row.owners.get(BookRole.INDICATOR, "")
        if not self._indicators:
            self._indicators = self._named_indicators()
        written = self._written[BookRole.INDICATOR]
        owner = written.objects.get(code, self._indicators.get(code))
        if owner is None or code in written.reused:
            self._lacks_owner(row, BookRole.INDICATOR, code)
            return None
        return owner

    def _named_indicators(self) -> dict[str, Data]:
        """Indicators and parts by their codes, else by their names; the first of several."""
        indicators = self.data["indicators"]
        parts = [part for whole in indicators for part in whole.get("parts", ())]
        last_first = [*reversed(parts), *reversed(indicators)]
        by_name = {str(each.get("name")): each for each in last_first}
        by_code = {str(each.get("code")): each for each in last_first}
        return by_name | by_code

    # What indicators and measures have

    def _merge_lists_of_indicators(self) -> None:
        indicators = self.data["indicators"]
        parts = [part for whole in indicators for part in whole.get("parts", ())]
        owners = [*indicators, *parts]
        for section, name in (
            (DocumentSection.ACTUAL, "actuals"),
            (DocumentSection.REFERENCE, "references"),
            (DocumentSection.FORMER_TARGET, "former_targets"),
        ):
            self._merge_children(section, BookRole.INDICATOR, owners, name)
        for row in self._of(DocumentSection.SURVEY):
            owner = self._indicator_of(row)
            year = plain_year(row.values.get(("fiscal_year",)))
            actual = None
            for each in (owner or {}).get("actuals", ()):
                if plain_year(each.get("fiscal_year")) == year:
                    actual = each
            if owner is not None and actual is None:
                self._lacks_owner(
                    row, BookRole.INDICATOR, row.owners[BookRole.INDICATOR]
                )
            if actual is not None:
                actual["survey"] = row.values[("survey",)]

    def _merge_lists_of_measures(self) -> None:
        self._merge_children(
            DocumentSection.SCHEDULE, BookRole.MEASURE, self._measures(), "schedule"
        )
        for section, name in (
            (DocumentSection.REPORT, "reports"),
            (DocumentSection.MARK, "marks"),
        ):
            self._merge_children(section, None, self._all_owners(), name)

    def _all_owners(self) -> list[Data]:
        """Everything that may have reports or marks."""
        owners: list[Data] = []
        for policy in self.data["policies"]:
            owners.append(policy)
            for measure in policy.get("measures", ()):
                owners += [measure, *measure.get("initiatives", ())]
        return owners + list(self.data["indicators"])

    def _merge_children(
        self,
        section: DocumentSection,
        role: BookRole | None,
        owners: Sequence[Data],
        name: str,
        *,
        named: bool = False,
    ) -> None:
        """Put the rows of a section into the lists of those to whom they belong."""
        rows = self._of(section)
        if not rows:
            return
        items: Items = []
        for owner in owners:
            for item in owner.get(name, ()):
                items.append(StoredItem(item.get("number", ""), item, owner))
        owner_of_row: dict[DocumentRow, Data | None] = {}
        for row in rows:
            owner_of_row[row] = self._owner(row, role)
        if named:
            rows_of = self._rows_of(BookRole.INITIATIVE)
            matched = match_named_rows(
                rows, items, self.answers, owner_of_row, rows_of=rows_of
            )
            self._put_all(matched, BookRole.INITIATIVE)
        else:
            matched = match_keyed_rows(rows, items, self.answers, owner_of_row)
            self._put_all(matched)
        put_into_owners(matched, owners, name)

    def _owner(self, row: DocumentRow, role: BookRole | None) -> Data | None:
        """The object to which a row belongs; None, and reported, where there is none."""
        if role is BookRole.INDICATOR or (
            role is None and BookRole.INDICATOR in row.owners
        ):
            return self._indicator_of(row)
        if role is None and BookRole.MEASURE not in row.owners:
            return self._policy_of(row)
        number = row.owners.get(BookRole.MEASURE, "")
        numbers = self._written[BookRole.MEASURE]
        measure = numbers.object_with(self._measures(), "number", number)
        if number not in numbers.reused:
            measure = measure or with_key(self._measures(), "name", number)
        if measure is None:
            self._lacks_owner(row, BookRole.MEASURE, number)
        initiative = row.owners.get(BookRole.INITIATIVE)
        if measure is None or initiative is None or role is not None:
            return measure
        owner = with_key(measure.get("initiatives", ()), "number", initiative)
        if owner is None:
            self._lacks_owner(row, BookRole.INITIATIVE, initiative)
        return owner

    def _merge_rest(self) -> None:
        municipality = self.data["municipality"]
        for section, holder, name in (
            (DocumentSection.DEPARTMENT, municipality, "departments"),
            (DocumentSection.DECISION, self.data, "decisions"),
        ):
            self._merge_children_of_one(section, holder, name)
        for row in self._of(DocumentSection.GRADING):
            self._put(self.data, row)

    def _merge_children_of_one(
        self, section: DocumentSection, holder: Data, name: str
    ) -> None:
        rows = self._of(section)
        if not rows:
            return
        items = [StoredItem("", item, holder) for item in holder.get(name, ())]
        owners: dict[DocumentRow, Data | None] = dict.fromkeys(rows, holder)
        matched = match_keyed_rows(rows, items, self.answers, owners)
        self._put_all(matched)
        put_into_owners(matched, [holder], name)
        for item in holder.get(name, ()):
            if section is DocumentSection.DECISION and item.get("number") is None:
                item["number"] = next_number(
                    [str(each.get("number")) for each in holder[name]]
                )

    def _lacks_owner(self, row: DocumentRow, role: BookRole, key: str) -> None:
        """Tell of a row that belongs to nothing that there is, or to one of two; not of
        what goes with that which was taken away.
        """
        is_of_two = role in self._written and key in self._written[role].reused
        if self._dependent.goes_along(row, role) and not is_of_two:
            return
        cell = row.owner_cells.get(role, row.cell)
        code = "book_key_of_two" if is_of_two else "book_no_owner"
        self.findings.append(row_finding(code, cell, value=key, key=key))


def _says_anything(row: DocumentRow) -> bool:
    """Whether a row has a value; the sheet of the plan itself may be left as it came."""
    return any(value is not None for value in row.values.values())

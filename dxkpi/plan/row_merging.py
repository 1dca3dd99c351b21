"""Rows of tables put together into the data of a plan document, over what is stored.

A row keeps its object by its code or number, else by its name; what was renamed, given
another code, moved or left out is a question, and nothing is dropped unasked.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from dxkpi.plan.document_columns import BookRole
from dxkpi.plan.document_rows import (
    DocumentRow,
    DocumentSection,
    copied_rows,
    plain_year,
)
from dxkpi.plan.given_codes import number_the_rest
from dxkpi.plan.indicator_rows import IndicatorRows
from dxkpi.plan.merged_objects import put_into_owners, write_years_as_text
from dxkpi.plan.put_rows import DocumentOfRows, PutRows
from dxkpi.plan.row_matches import Answers, StoredItem
from dxkpi.plan.row_matching import match_keyed_rows
from dxkpi.plan.structure_rows import StructureRows

Data = dict[str, Any]


def merge_rows(
    stored: Mapping[str, Any] | None,
    rows: Sequence[DocumentRow],
    answers: Answers | None = None,
) -> DocumentOfRows:
    """The document that the rows make of what is stored; of a new plan where that is None."""
    data = deepcopy(dict(stored or {}))
    merging = _Merging(PutRows(data, copied_rows(rows), answers or {}))
    merging.merge_about(is_new=not stored)
    merging.merge_objects()
    merging.merge_lists_of_indicators()
    merging.merge_lists_of_measures()
    merging.merge_rest()
    return merging.rows.document()


class _Merging:
    """The steps by which rows come into a document: what others belong to comes first."""

    def __init__(self, rows: PutRows) -> None:
        self.rows = rows
        self._data = rows.data
        self._structure = StructureRows(rows)
        self._indicators = IndicatorRows(rows)

    def merge_about(self, *, is_new: bool) -> None:
        """What the plan itself and its city are."""
        for row in self.rows.of(DocumentSection.ABOUT):
            if is_new or _says_anything(row):
                self.rows.put(self._data, row)
        for name in ("municipality", "plan"):
            self._data.setdefault(name, {})
        for name in ("policies", "indicators"):
            self._data.setdefault(name, [])

    def merge_objects(self) -> None:
        """Policies, measures, initiatives and indicators, which others name."""
        write_years_as_text(self._data["indicators"])
        self._structure.merge_policies()
        self._structure.merge_measures()
        self._structure.merge_initiatives()
        self._indicators.merge()
        for row in self.rows.of(DocumentSection.DETAIL):
            owner = self._indicators.indicator_of(row)
            if owner is not None:
                self.rows.put(owner, row)

    def merge_lists_of_indicators(self) -> None:
        """Figures, former targets and counts of surveys."""
        owners = self._indicators.indicators_and_parts()
        for section, name in (
            (DocumentSection.ACTUAL, "actuals"),
            (DocumentSection.REFERENCE, "references"),
            (DocumentSection.FORMER_TARGET, "former_targets"),
        ):
            owner_of = self._indicators.indicator_of
            self.rows.put_children(section, owners, name, owner_of)
        for row in self.rows.of(DocumentSection.SURVEY):
            self._put_survey(row)

    def _put_survey(self, row: DocumentRow) -> None:
        """Put the counts of a survey into the actual of its year."""
        owner = self._indicators.indicator_of(row)
        if owner is None:
            return
        year = plain_year(row.values.get(("fiscal_year",)))
        of_year = [
            actual
            for actual in owner.get("actuals", ())
            if plain_year(actual.get("fiscal_year")) == year
        ]
        if of_year:
            of_year[-1]["survey"] = row.values[("survey",)]
        else:
            code = row.owners[BookRole.INDICATOR]
            self.rows.tell_lacking(row, BookRole.INDICATOR, code)

    def merge_lists_of_measures(self) -> None:
        """The schedule, reports and marks."""
        measures, measure_of = self._structure.measures(), self._structure.measure_of
        self.rows.put_children(
            DocumentSection.SCHEDULE, measures, "schedule", measure_of
        )
        for section, name in (
            (DocumentSection.REPORT, "reports"),
            (DocumentSection.MARK, "marks"),
        ):
            self.rows.put_children(
                section, self._all_owners(), name, self._reported_object
            )

    def _reported_object(self, row: DocumentRow) -> Data | None:
        """What a report or a mark is of; None, and told, where there is no such thing."""
        if BookRole.INDICATOR in row.owners:
            return self._indicators.indicator_of(row)
        if BookRole.MEASURE in row.owners:
            return self._structure.measure_or_initiative_of(row)
        return self._structure.policy_of(row)

    def _all_owners(self) -> list[Data]:
        """Everything that may have reports or marks."""
        owners: list[Data] = []
        for policy in self._data["policies"]:
            owners.append(policy)
            for measure in policy.get("measures", ()):
                owners += [measure, *measure.get("initiatives", ())]
        return owners + list(self._data["indicators"])

    def merge_rest(self) -> None:
        """The register of departments, decisions, and how the plan is graded."""
        municipality = self._data["municipality"]
        for section, holder, name in (
            (DocumentSection.DEPARTMENT, municipality, "departments"),
            (DocumentSection.DECISION, self._data, "decisions"),
        ):
            self._merge_children_of_one(section, holder, name)
        for row in self.rows.of(DocumentSection.GRADING):
            self.rows.put(self._data, row)

    def _merge_children_of_one(
        self, section: DocumentSection, holder: Data, name: str
    ) -> None:
        rows = self.rows.of(section)
        if not rows:
            return
        items = [StoredItem("", item, holder) for item in holder.get(name, ())]
        owners: dict[DocumentRow, Data | None] = dict.fromkeys(rows, holder)
        matched = match_keyed_rows(rows, items, self.rows.answers, owners)
        self.rows.put_all(matched)
        put_into_owners(matched, [holder], name)
        if section is DocumentSection.DECISION:
            number_the_rest(holder.get(name, ()))


def _says_anything(row: DocumentRow) -> bool:
    """Whether a row has a value; the sheet of the plan itself may be left as it came."""
    return any(value is not None for value in row.values.values())

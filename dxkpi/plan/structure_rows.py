"""Rows of policies, measures and initiatives in a plan's document."""

from typing import Any

from dxkpi.plan.document_columns import BookRole
from dxkpi.plan.document_rows import DocumentRow, DocumentSection
from dxkpi.plan.given_codes import next_measure_number, number_the_rest
from dxkpi.plan.merged_objects import put_into_owners, with_key
from dxkpi.plan.put_rows import PutRows
from dxkpi.plan.row_matches import Items, StoredItem
from dxkpi.plan.row_matching import match_named_rows
from dxkpi.plan.written_keys import written_keys

Data = dict[str, Any]


class StructureRows:
    """The structure of a document, with the rows that are put into it."""

    def __init__(self, rows: PutRows) -> None:
        self._rows = rows
        self._data = rows.data

    def measures(self) -> list[Data]:
        """The measures of all policies."""
        return [
            measure
            for policy in self._data["policies"]
            for measure in policy.get("measures", ())
        ]

    def merge_policies(self) -> None:
        """Put the rows of policies in."""
        rows = self._rows.of(DocumentSection.POLICY)
        if not rows:
            return
        items = [
            StoredItem(item.get("number") or "", item)
            for item in self._data["policies"]
        ]
        written = written_keys(rows, "number")
        rows_of = self._rows.rows_of(BookRole.POLICY)
        matched = match_named_rows(rows, items, self._rows.answers, rows_of=rows_of)
        self._rows.put_all(matched, BookRole.POLICY)
        self._rows.written[BookRole.POLICY].note(written, matched, "number")
        self._data["policies"] = matched.in_order()
        number_the_rest(self._data["policies"])

    def merge_measures(self) -> None:
        """Put the rows of measures into their policies."""
        rows = self._rows.of(DocumentSection.MEASURE)
        if not rows:
            return
        items: Items = []
        for policy in self._data["policies"]:
            for measure in policy.get("measures", ()):
                items.append(StoredItem(measure.get("number") or "", measure, policy))
        owners = {row: self.policy_of(row) for row in rows}
        written = written_keys(rows, "number")
        rows_of = self._rows.rows_of(BookRole.MEASURE)
        matched = match_named_rows(
            rows, items, self._rows.answers, owners, rows_of=rows_of
        )
        self._rows.put_all(matched, BookRole.MEASURE)
        self._rows.written[BookRole.MEASURE].note(written, matched, "number")
        for row, measure in matched.pairs:
            if (
                matched.owners[id(measure)] is None
                and BookRole.POLICY not in row.owners
            ):
                self._rows.tell_lacking(row, BookRole.POLICY, "")
        put_into_owners(matched, self._data["policies"], "measures")
        for policy in self._data["policies"]:
            for measure in policy.get("measures", ()):
                if measure.get("number") is None:
                    measure["number"] = next_measure_number(policy)

    def merge_initiatives(self) -> None:
        """Put the rows of initiatives into their measures."""
        self._rows.put_children(
            DocumentSection.INITIATIVE,
            self.measures(),
            "initiatives",
            self.measure_of,
            role=BookRole.INITIATIVE,
        )
        for measure in self.measures():
            number_the_rest(measure.get("initiatives", ()))

    def policy_of(self, row: DocumentRow) -> Data | None:
        """The policy of a measure's row: that which it names, else that of the row above."""
        named = row.owners.get(BookRole.POLICY)
        if named is not None:
            policies = self._rows.written[BookRole.POLICY]
            policy = policies.object_with(self._data["policies"], "number", named)
            if policy is None:
                self._rows.tell_lacking(row, BookRole.POLICY, named)
            return policy
        if row.above is not None:
            return self._rows.object_of(row.above)
        only: list[Data] = self._data["policies"]
        return only[0] if len(only) == 1 else None

    def measure_of(self, row: DocumentRow) -> Data | None:
        """The measure that a row names; None, and told, where there is none."""
        number = row.owners.get(BookRole.MEASURE, "")
        numbers = self._rows.written[BookRole.MEASURE]
        measure = numbers.object_with(self.measures(), "number", number)
        if number not in numbers.reused:
            measure = measure or with_key(self.measures(), "name", number)
        if measure is None:
            self._rows.tell_lacking(row, BookRole.MEASURE, number)
        return measure

    def measure_or_initiative_of(self, row: DocumentRow) -> Data | None:
        """The initiative that a row names, else its measure; None, and told, where there is
        none.
        """
        measure = self.measure_of(row)
        initiative = row.owners.get(BookRole.INITIATIVE)
        if measure is None or initiative is None:
            return measure
        owner = with_key(measure.get("initiatives", ()), "number", initiative)
        if owner is None:
            self._rows.tell_lacking(row, BookRole.INITIATIVE, initiative)
        return owner

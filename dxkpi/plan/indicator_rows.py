"""Rows of indicators and of their parts in a plan's document."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from dxkpi.plan.document_columns import BookRole
from dxkpi.plan.document_rows import DocumentRow, DocumentSection
from dxkpi.plan.given_codes import code_the_rest, next_part_code
from dxkpi.plan.merged_objects import home_of_indicator, put_into_owners
from dxkpi.plan.put_rows import PutRows
from dxkpi.plan.row_matches import Items, StoredItem
from dxkpi.plan.row_matching import match_named_rows
from dxkpi.plan.written_keys import written_keys

Data = dict[str, Any]


class IndicatorRows:
    """The indicators of a document, with the rows that are put into them."""

    def __init__(self, rows: PutRows) -> None:
        self._rows = rows
        self._data = rows.data

    def indicators_and_parts(self) -> list[Data]:
        """The indicators, and behind them the parts of all."""
        indicators = self._data["indicators"]
        parts = [part for whole in indicators for part in whole.get("parts", ())]
        return [*indicators, *parts]

    def merge(self) -> None:
        """Put the rows of indicators and of their parts in."""
        rows = self._rows.of(DocumentSection.INDICATOR)
        if not rows:
            return
        whole_rows = [row for row in rows if BookRole.INDICATOR not in row.owners]
        items = [
            StoredItem(item.get("code") or "", item)
            for item in self._data["indicators"]
        ]
        written = written_keys(whole_rows, "code")
        matched = match_named_rows(
            whole_rows,
            items,
            self._rows.answers,
            key="code",
            home=home_of_indicator,
            sheet=rows[0].cell.sheet,
            rows_of=self._rows.rows_of(BookRole.INDICATOR),
        )
        self._rows.put_all(matched, BookRole.INDICATOR)
        self._rows.written[BookRole.INDICATOR].note(written, matched, "code")
        self._data["indicators"] = matched.in_order()
        code_the_rest(self._data["indicators"])
        parts = [row for row in rows if BookRole.INDICATOR in row.owners]
        self._merge_parts(parts, rows[0].cell.sheet)

    def indicator_of(self, row: DocumentRow) -> Data | None:
        """The indicator or part that a row names, by its code, else by its name."""
        code = row.owners.get(BookRole.INDICATOR, "")
        written = self._rows.written[BookRole.INDICATOR]
        owner = written.objects.get(code, self._named_indicators.get(code))
        if owner is None or code in written.reused:
            self._rows.tell_lacking(row, BookRole.INDICATOR, code)
            return None
        return owner

    def _merge_parts(self, rows: Sequence[DocumentRow], sheet: str) -> None:
        items: Items = []
        for whole in self._data["indicators"]:
            for part in whole.get("parts", ()):
                items.append(StoredItem(part.get("code") or "", part, whole))
        owners: dict[DocumentRow, Data | None] = {}
        for row in rows:
            code = row.owners[BookRole.INDICATOR]
            owners[row] = self._rows.written[BookRole.INDICATOR].object_with(
                self._data["indicators"], "code", code
            )
            if owners[row] is None:
                self._rows.tell_lacking(row, BookRole.INDICATOR, code)
        written = written_keys(rows, "code")
        matched = match_named_rows(
            rows,
            items,
            self._rows.answers,
            owners,
            key="code",
            sheet=sheet,
            rows_of=self._rows.rows_of(BookRole.INDICATOR),
        )
        self._rows.put_all(matched, BookRole.INDICATOR)
        self._rows.written[BookRole.INDICATOR].note(written, matched, "code")
        put_into_owners(matched, self._data["indicators"], "parts")
        for whole in self._data["indicators"]:
            for part in whole.get("parts", ()):
                if part.get("code") is None:
                    part["code"] = next_part_code(whole)

    @cached_property
    def _named_indicators(self) -> dict[str, Data]:
        """Indicators and parts by their codes, else by their names; the first of several."""
        last_first = list(reversed(self.indicators_and_parts()))
        by_name = {str(each.get("name")): each for each in last_first}
        by_code = {str(each.get("code")): each for each in last_first}
        return by_name | by_code

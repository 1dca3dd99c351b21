"""Which stored object a row of a table is: by its key, its name, or its fields."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dxkpi.findings import ChoiceKind
from dxkpi.plan.document_problem import Location
from dxkpi.plan.document_rows import DocumentRow, DocumentSection, plain_year
from dxkpi.plan.document_words import term_of_word
from dxkpi.plan.row_matches import (
    Answers,
    Data,
    Items,
    MatchedRows,
    RowsOfItem,
    StoredItem,
    answer_to,
    ask_about_gone,
    choice_of,
    row_finding,
)
from dxkpi.plan.yearly_report import Judge
from dxkpi.text.folding import folded_text

# Rows that have a name: policies, measures, initiatives, indicators


def match_named_rows(
    rows: Sequence[DocumentRow],
    items: Sequence[StoredItem],
    answers: Answers,
    owners: Mapping[DocumentRow, Data | None] | None = None,
    *,
    key: str = "number",
    home: Callable[[Data], Any] | None = None,
    sheet: str | None = None,
    rows_of: RowsOfItem | None = None,
) -> MatchedRows:
    """The object of each row: by its key, else by its name; else a new one.

    `home` says where an object stands that is not told by its owner; `sheet` where the
    rows would stand, if there may be none; `rows_of` which rows of other sheets belong to
    an object.
    """
    matching = _NamedMatching(rows, items, answers, owners or {}, key, home)
    matched = matching.matched()
    ask_about_gone(matched, sheet or rows[0].cell.sheet, answers, key, rows_of)
    return matched


class _NamedMatching:
    def __init__(
        self,
        rows: Sequence[DocumentRow],
        items: Sequence[StoredItem],
        answers: Answers,
        owners: Mapping[DocumentRow, Data | None],
        key: str,
        home: Callable[[Data], Any] | None,
    ) -> None:
        self._rows, self._items, self._answers = rows, items, answers
        self._owners, self._key, self._home = owners, key, home
        self._free = {id(item): item for item in items}
        self._by_key: dict[str, Items] = {}
        self._by_name: dict[str, Items] = {}
        for item in items:
            name = folded_text(str(item.data.get("name", "")))
            self._by_key.setdefault(item.key, []).append(item)
            self._by_name.setdefault(name, []).append(item)
        self._renumbered = dict(self._rows_under_anothers_key())
        self._meant_by_name = {id(item) for item in self._renumbered.values()}
        self._matched = MatchedRows(items)

    def matched(self) -> MatchedRows:
        items = {row: self._item_by_key(row) for row in self._rows}
        for row in self._rows:
            item = items[row]
            item = self._checked_name(row, item) if item else self._item_by_name(row)
            self._settle(row, item)
        self._matched.gone = list(self._free.values())
        return self._matched

    def _item_by_key(self, row: DocumentRow) -> StoredItem | None:
        """The stored object with the row's key, in the row's own owner first."""
        written = row.text(self._key)
        if not written or row in self._renumbered:
            return None
        owner = self._owners.get(row)
        alike = self._free_among(self._by_key.get(written, ()))
        alike = [item for item in alike if id(item) not in self._meant_by_name]
        alike.sort(key=lambda item: item.owner is not owner)
        within_owner = row.section is DocumentSection.INITIATIVE
        for item in alike:
            if not within_owner or item.owner is owner:
                return self._free.pop(id(item))
        return None

    def _rows_under_anothers_key(self) -> Iterator[tuple[DocumentRow, StoredItem]]:
        """The rows that bear a stored object's name, and no other does, but another's key:
        as when somebody put a row between and counted the codes anew.
        """
        rows_of_name = Counter(folded_text(row.text("name")) for row in self._rows)
        for row in self._rows:
            name = folded_text(row.text("name"))
            alike = self._by_name.get(name, [])
            keyed = self._by_key.get(row.text(self._key), [])
            is_only_one = bool(name) and len(alike) == 1 and rows_of_name[name] == 1
            if is_only_one and keyed and alike[0] not in keyed:
                yield row, alike[0]

    def _has_key_of_renumbered(self, row: DocumentRow) -> bool:
        """Whether a new row has the key of a stored object that another row is of."""
        keyed = self._by_key.get(row.text(self._key), [])
        return any(id(item) in self._meant_by_name for item in keyed)

    def _free_among(self, items: Sequence[StoredItem]) -> Items:
        """Those that are of no row yet."""
        return [item for item in items if id(item) in self._free]

    def _checked_name(self, row: DocumentRow, item: StoredItem) -> StoredItem | None:
        """The object, unless its name is another and somebody says that it is new."""
        name, stored_name = row.text("name"), str(item.data.get("name", ""))
        if not name or folded_text(name) == folded_text(stored_name):
            return item
        finding = row_finding(
            "book_renamed",
            row.cell_of("name"),
            value=name,
            place=item.key,
            choices=(choice_of(ChoiceKind.RENAME), choice_of(ChoiceKind.ADD_AS_NEW)),
            before=stored_name,
            key=item.key,
        )
        self._matched.findings.append(finding)
        if answer_to(finding, self._answers) == ChoiceKind.RENAME:
            return item
        self._free[id(item)] = item
        row.values[self._key,] = None
        return None

    def _item_by_name(self, row: DocumentRow) -> StoredItem | None:
        """The only free object of the row's name; asked about where the key is another."""
        name = folded_text(row.text("name"))
        owner = self._owners.get(row)
        alike = self._free_among(self._by_name.get(name, ()))
        within = [item for item in alike if item.owner is owner]
        alike = within or alike
        if not name or len(alike) != 1:
            return None
        [item] = alike
        written = row.text(self._key)
        if written and not self._keeps_key(row, item, written):
            return None
        row.values[self._key,] = item.key
        return self._free.pop(id(item))

    def _keeps_key(self, row: DocumentRow, item: StoredItem, written: str) -> bool:
        finding = row_finding(
            "book_recoded",
            row.cell_of(self._key),
            value=written,
            place=written,
            choices=(choice_of(ChoiceKind.KEEP_CODE), choice_of(ChoiceKind.ADD_AS_NEW)),
            before=item.key,
            name=row.text("name"),
        )
        self._matched.findings.append(finding)
        return answer_to(finding, self._answers) == ChoiceKind.KEEP_CODE

    def _settle(self, row: DocumentRow, item: StoredItem | None) -> None:
        owner = self._owners.get(row)
        if item is None:
            if self._has_key_of_renumbered(row):
                row.values[self._key,] = None
            data: Data = {}
            self._matched.new.append(data)
            self._matched.add(row, data, owner)
            return
        if self._is_moved(row, item):
            if self._moves(row, item):
                row.values.setdefault(("policy",), None)  # the measure says it
            else:
                owner = item.owner
                for path in _HOME_FIELDS:
                    row.values.pop(path, None)
        self._matched.add(row, item.data, owner or item.owner)

    def _is_moved(self, row: DocumentRow, item: StoredItem) -> bool:
        owner = self._owners.get(row)
        if owner is not None and item.owner is not None and owner is not item.owner:
            return True
        if self._home is None or not any(path in row.values for path in _HOME_FIELDS):
            return False
        after = {"measure": row.values.get(("measure",), item.data.get("measure"))}
        after["policy"] = row.values.get(("policy",), item.data.get("policy"))
        return bool(self._home(after) != self._home(item.data))

    def _moves(self, row: DocumentRow, item: StoredItem) -> bool:
        finding = row_finding(
            "book_moved",
            row.cell_of("measure"),
            place=item.key,
            choices=(choice_of(ChoiceKind.MOVE), choice_of(ChoiceKind.STAY)),
            name=str(item.data.get("name", "")),
            key=item.key,
        )
        self._matched.findings.append(finding)
        return answer_to(finding, self._answers) == ChoiceKind.MOVE


_HOME_FIELDS: tuple[Location, ...] = (("measure",), ("policy",))


# Rows that are known by their fields: figures, entries of the schedule, reports


def match_keyed_rows(
    rows: Sequence[DocumentRow],
    items: Sequence[StoredItem],
    answers: Answers,
    owners: Mapping[DocumentRow, Data | None],
) -> MatchedRows:
    """The object of each row: the stored one of the same owner with the same key fields,
    in their order where several have. A row of no owner has none.
    """
    matched = MatchedRows(items)
    section = rows[0].section
    free: dict[tuple[Any, ...], Items] = {}
    for item in items:
        identity = (id(item.owner), *_identity(section, item.data.get))
        free.setdefault(identity, []).append(item)
    owned = [row for row in rows if owners.get(row) is not None]
    object_of: dict[DocumentRow, Data] = {}
    for row in owned:
        fields = {
            path[0]: value for path, value in row.values.items() if len(path) == 1
        }
        identity = (id(owners[row]), *_identity(section, fields.get))
        if free.get(identity):
            object_of[row] = free[identity].pop(0).data
    matched.gone = [item for alike in free.values() for item in alike]
    if section is DocumentSection.FORMER_TARGET:
        _pair_in_order(matched, owned, owners, object_of)
    for row in owned:
        matched.add(row, object_of.get(row, {}), owners[row])
    ask_about_gone(matched, rows[0].cell.sheet, answers, "")
    return matched


def _pair_in_order(
    matched: MatchedRows,
    rows: Sequence[DocumentRow],
    owners: Mapping[DocumentRow, Data | None],
    object_of: dict[DocumentRow, Data],
) -> None:
    """Let rows be of the objects that are left, where an owner has as many of both: those
    whose key fields were corrected.
    """
    rows_left: dict[int, list[DocumentRow]] = {}
    for row in rows:
        if row not in object_of:
            rows_left.setdefault(id(owners[row]), []).append(row)
    items_left: dict[int, Items] = {}
    for item in matched.gone:
        items_left.setdefault(id(item.owner), []).append(item)
    for owner, own_rows in rows_left.items():
        own_items = items_left.get(owner, [])
        if len(own_items) == len(own_rows):
            for row, item in zip(own_rows, own_items, strict=True):
                object_of[row] = item.data
                matched.gone.remove(item)


_IDENTITIES: dict[DocumentSection, tuple[str, ...]] = {
    DocumentSection.ACTUAL: ("fiscal_year",),
    DocumentSection.REFERENCE: ("series", "fiscal_year"),
    DocumentSection.FORMER_TARGET: ("decided", "reason"),
    DocumentSection.SCHEDULE: ("label", "initiative"),
    DocumentSection.DEPARTMENT: ("name",),
    DocumentSection.REPORT: ("fiscal_year",),
    DocumentSection.MARK: ("fiscal_year", "by"),
    DocumentSection.DECISION: ("number",),
}


def _identity(
    section: DocumentSection, value_of: Callable[[Any], Any]
) -> tuple[str, ...]:
    """The key fields, as they are compared: R8 is 2026, 本部評価 is headquarters."""
    names = _IDENTITIES[section]
    return tuple(_plain_key(name, value_of(name)) for name in names)


def _plain_key(name: str, value: Any) -> str:
    if name == "fiscal_year":
        return str(plain_year(value))
    if name == "by":
        return str(term_of_word(Judge, str(value)) or value)
    return str(value)

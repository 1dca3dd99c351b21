"""Which stored object a row of a table is, and what must be asked about it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dxkpi.findings import Choice, ChoiceKind, FactList, Finding, make_finding
from dxkpi.plan.document_problem import Location, SheetCell
from dxkpi.plan.document_rows import DocumentRow, DocumentSection, plain_year
from dxkpi.plan.document_words import term_of_word
from dxkpi.plan.yearly_report import Judge
from dxkpi.text.folding import folded_text

Data = dict[str, Any]
Answers = Mapping[tuple[str, str], str]
"""The answers to questions: by code, and cell, key or sheet; the key of the choice, "" for
the proposed one.
"""

_MOST_NAMED = 5
"""Rows that a question names; of more it says how many."""


@dataclass(frozen=True, eq=False)
class StoredItem:
    """An object that is there, its key, and what it belongs to."""

    key: str
    data: Data
    owner: Data | None = None


Items = list[StoredItem]


@dataclass
class MatchedRows:
    """Each row with its object, new or stored; the stored ones that no row is of."""

    items: Sequence[StoredItem]
    pairs: list[tuple[DocumentRow, Data]] = field(default_factory=list)
    owners: dict[int, Data | None] = field(default_factory=dict)
    gone: list[StoredItem] = field(default_factory=list)
    new: list[Data] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    removed: set[int] = field(default_factory=set)

    @property
    def keys(self) -> list[str]:
        """The keys that are there."""
        return [item.key for item in self.items]

    def add(self, row: DocumentRow, data: Data, owner: Data | None) -> None:
        """Let a row be of this object."""
        self.pairs.append((row, data))
        self.owners[id(data)] = owner

    def in_order(self, owner: Data | None = None) -> list[Data]:
        """The objects of an owner in the order of the rows; a stored one without a row
        stands behind the one that it stood behind.
        """
        ordered = [data for _row, data in self.pairs if self.owners[id(data)] is owner]
        before: Data | None = None
        for item in self.items:
            is_kept = id(item.data) not in self.owners and item.owner is owner
            if is_kept and id(item.data) not in self.removed:
                ordered.insert(_place_behind(ordered, before), item.data)
            if any(item.data is each for each in ordered):
                before = item.data
        return ordered


def _place_behind(ordered: Sequence[Data], before: Data | None) -> int:
    for place, item in enumerate(ordered):
        if item is before:
            return place + 1
    return 0 if before is None else len(ordered)


def row_finding(
    code: str, cell: SheetCell, *, choices: tuple[Choice, ...] = (), **facts: Any
) -> Finding:
    """A finding about a cell of the book."""
    value = facts.pop("value", None)
    place = facts.pop("place", None)
    proposed = choices[0].key if choices else None
    return make_finding(
        code,
        sheet=cell.sheet,
        cell=cell.name,
        value=value,
        place=place,
        choices=choices,
        proposed=proposed,
        **facts,
    )


def answer_to(finding: Finding, answers: Answers) -> str | None:
    """The choice that somebody made, else the proposed one."""
    for where in (finding.cell, finding.place, finding.sheet):
        if where is not None and (finding.code, where) in answers:
            return answers[finding.code, where] or finding.proposed
    return finding.proposed


def is_answered(finding: Finding, answers: Answers) -> bool:
    """Whether somebody answered."""
    places = (finding.cell, finding.place, finding.sheet)
    return any((finding.code, where) in answers for where in places if where)


# Rows that have a name: policies, measures, initiatives, indicators


def match_named_rows(
    rows: Sequence[DocumentRow],
    items: Sequence[StoredItem],
    answers: Answers,
    owners: Mapping[DocumentRow, Data | None] | None = None,
    *,
    key: str = "number",
    home: Callable[[Data], Any] | None = None,
) -> MatchedRows:
    """The object of each row: by its key, else by its name; else a new one.

    `home` says where an object stands that is not told by its owner.
    """
    matching = _NamedMatching(rows, items, answers, owners or {}, key, home)
    return matching.matched()


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
        self._matched = MatchedRows(items)

    def matched(self) -> MatchedRows:
        items = {row: self._item_by_key(row) for row in self._rows}
        for row in self._rows:
            item = items[row]
            item = self._checked_name(row, item) if item else self._item_by_name(row)
            self._settle(row, item)
        self._matched.gone = list(self._free.values())
        _ask_about_gone(self._matched, self._rows, self._answers, self._key)
        return self._matched

    def _item_by_key(self, row: DocumentRow) -> StoredItem | None:
        """The stored object with the row's key, in the row's own owner first."""
        written = row.text(self._key)
        if not written:
            return None
        owner = self._owners.get(row)
        alike = [item for item in self._free.values() if item.key == written]
        alike.sort(key=lambda item: item.owner is not owner)
        within_owner = row.section is DocumentSection.INITIATIVE
        for item in alike:
            if not within_owner or item.owner is owner:
                return self._free.pop(id(item))
        return None

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
            choices=(_choice(ChoiceKind.RENAME), _choice(ChoiceKind.ADD_AS_NEW)),
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
        alike = [
            item
            for item in self._free.values()
            if folded_text(str(item.data.get("name", ""))) == name
        ]
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
            choices=(_choice(ChoiceKind.KEEP_CODE), _choice(ChoiceKind.ADD_AS_NEW)),
            before=item.key,
            name=row.text("name"),
        )
        self._matched.findings.append(finding)
        return answer_to(finding, self._answers) == ChoiceKind.KEEP_CODE

    def _settle(self, row: DocumentRow, item: StoredItem | None) -> None:
        owner = self._owners.get(row)
        if item is None:
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
            choices=(_choice(ChoiceKind.MOVE), _choice(ChoiceKind.STAY)),
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
    in their order where several have.
    """
    matched = MatchedRows(items)
    section = rows[0].section
    free: dict[tuple[Any, ...], Items] = {}
    for item in items:
        identity = (id(item.owner), *_identity(section, item.data.get))
        free.setdefault(identity, []).append(item)
    for row in rows:
        owner = owners.get(row)
        if owner is None:
            continue
        fields = {
            path[0]: value for path, value in row.values.items() if len(path) == 1
        }
        identity = (id(owner), *_identity(section, fields.get))
        alike = free.get(identity)
        data = alike.pop(0).data if alike else {}
        matched.add(row, data, owner)
    matched.gone = [item for alike in free.values() for item in alike]
    _ask_about_gone(matched, rows, answers, "")
    return matched


_IDENTITIES: dict[DocumentSection, tuple[str, ...]] = {
    DocumentSection.ACTUAL: ("fiscal_year",),
    DocumentSection.REFERENCE: ("series", "fiscal_year"),
    DocumentSection.FORMER_TARGET: (),
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


def _ask_about_gone(
    matched: MatchedRows, rows: Sequence[DocumentRow], answers: Answers, key: str
) -> None:
    """Ask whether what is stored and in no row is to stay."""
    if not matched.gone:
        return
    sheet = rows[0].cell.sheet
    names = [_name_of(item, key) for item in matched.gone]
    finding = make_finding(
        "book_rows_gone",
        sheet=sheet,
        place=sheet,
        choices=(_choice(ChoiceKind.KEEP_ROWS), _choice(ChoiceKind.REMOVE_ROWS)),
        proposed=str(ChoiceKind.KEEP_ROWS),
        n=len(names),
        names=FactList(tuple(names[:_MOST_NAMED]), shortened=len(names) > _MOST_NAMED),
    )
    matched.findings.append(finding)
    if answer_to(finding, answers) == ChoiceKind.REMOVE_ROWS:
        matched.removed = {id(item.data) for item in matched.gone}


def _name_of(item: StoredItem, key: str) -> str:
    """What a stored object is called in a question."""
    parts: Iterable[Any] = (
        (item.owner or {}).get("code") or (item.owner or {}).get("number"),
        item.data.get(key) if key else None,
        item.data.get("name") or item.data.get("label") or item.data.get("series"),
        item.data.get("fiscal_year"),
    )
    return " ".join(str(part) for part in parts if part is not None)


def _choice(kind: ChoiceKind) -> Choice:
    return Choice(str(kind), kind)

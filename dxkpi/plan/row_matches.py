"""Rows with their objects, the order of both, and the questions about them with answers."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from dxkpi.findings import Choice, ChoiceKind, Fact, FactList, Finding, make_finding
from dxkpi.plan.document_problem import SheetCell
from dxkpi.plan.document_rows import DocumentRow

Data = dict[str, Any]
Answers = Mapping[tuple[str, str], str]
"""The answers to questions: by code, and sheet!cell, cell, key or sheet; the key of the
choice, "" for the proposed one.
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
RowsOfItem = Callable[[StoredItem], Sequence[DocumentRow]]


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
        ordered = list(self._rows_of_owners.get(id(owner), ()))
        there = {id(data) for data in ordered}
        before: Data | None = None
        for item in self._items_of_owners.get(id(owner), ()):
            is_kept = id(item.data) not in self.owners
            if is_kept and id(item.data) not in self.removed:
                ordered.insert(_place_behind(ordered, before), item.data)
                there.add(id(item.data))
            if id(item.data) in there:
                before = item.data
        return ordered

    @cached_property
    def _rows_of_owners(self) -> Mapping[int, list[Data]]:
        """The objects of the rows, by their owners."""
        by_owner: dict[int, list[Data]] = {}
        for _row, data in self.pairs:
            by_owner.setdefault(id(self.owners[id(data)]), []).append(data)
        return by_owner

    @cached_property
    def _items_of_owners(self) -> Mapping[int, list[StoredItem]]:
        """The stored objects, by their owners."""
        by_owner: dict[int, list[StoredItem]] = {}
        for item in self.items:
            by_owner.setdefault(id(item.owner), []).append(item)
        return by_owner


def _place_behind(ordered: Sequence[Data], before: Data | None) -> int:
    if before is None:
        return 0
    for place, item in enumerate(ordered):
        if item is before:
            return place + 1
    return len(ordered)


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
    for where in _places_of(finding):
        if (finding.code, where) in answers:
            return answers[finding.code, where] or finding.proposed
    return finding.proposed


def is_answered(finding: Finding, answers: Answers) -> bool:
    """Whether somebody answered."""
    return any((finding.code, where) in answers for where in _places_of(finding))


def exact_place(finding: Finding) -> str:
    """The place that only this finding of its code has: sheet!cell, else key or sheet."""
    return _places_of(finding)[0]


def _places_of(finding: Finding) -> list[str]:
    """What an answer may name, the most exact first."""
    on_sheet = f"{finding.sheet}!{finding.cell}" if finding.cell else None
    places = (on_sheet, finding.cell, finding.place, finding.sheet)
    return [place for place in places if place]


def ask_about_gone(
    matched: MatchedRows,
    sheet: str,
    answers: Answers,
    key: str,
    rows_of: RowsOfItem | None = None,
) -> None:
    """Ask whether what is stored and in no row is to stay. `rows_of` gives the rows of
    other sheets that go with an object.
    """
    if not matched.gone:
        return
    names = [_name_of(item, key) for item in matched.gone]
    following = [row for item in matched.gone if rows_of for row in rows_of(item)]
    finding = make_finding(
        "book_rows_gone",
        sheet=sheet,
        place=sheet,
        choices=(choice_of(ChoiceKind.KEEP_ROWS), choice_of(ChoiceKind.REMOVE_ROWS)),
        proposed=str(ChoiceKind.KEEP_ROWS),
        n=len(names),
        names=FactList(tuple(names[:_MOST_NAMED]), shortened=len(names) > _MOST_NAMED),
        **_facts_of_following(following),
    )
    matched.findings.append(finding)
    if answer_to(finding, answers) == ChoiceKind.REMOVE_ROWS:
        matched.removed = {id(item.data) for item in matched.gone}


def with_joined_questions(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, in which what is gone from one sheet is one question: figures and
    references, indicators and their parts. One answer is of all of them anyway.
    """
    joined: dict[object, Finding] = {}
    for number, finding in enumerate(findings):
        is_of_sheet = finding.code == "book_rows_gone"
        key = finding.sheet if is_of_sheet else number
        joined[key] = _joined(joined[key], finding) if key in joined else finding
    return tuple(joined.values())


def _joined(first: Finding, second: Finding) -> Finding:
    names = [*_listed(first, "names"), *_listed(second, "names")]
    sheets = dict.fromkeys([*_listed(first, "sheets"), *_listed(second, "sheets")])
    n, rows = _sum(first, second, "n"), _sum(first, second, "rows")
    shown = FactList(tuple(names[:_MOST_NAMED]), shortened=n > _MOST_NAMED)
    facts: dict[str, Any] = {"n": n, "names": shown}
    if rows:
        facts |= {"rows": rows, "sheets": FactList(tuple(sheets))}
    return replace(first, facts=facts)


def _listed(finding: Finding, name: str) -> tuple[Fact, ...]:
    fact = finding.facts.get(name)
    return fact.items if isinstance(fact, FactList) else ()


def _sum(first: Finding, second: Finding, name: str) -> int:
    numbers = (first.facts.get(name), second.facts.get(name))
    return sum(number for number in numbers if isinstance(number, int))


def _facts_of_following(rows: Sequence[DocumentRow]) -> dict[str, Any]:
    """How many rows would go along, and from which sheets; nothing where there is none."""
    if not rows:
        return {}
    sheets = dict.fromkeys(row.cell.sheet for row in rows)
    return {"rows": len(rows), "sheets": FactList(tuple(sheets))}


def _name_of(item: StoredItem, key: str) -> str:
    """What a stored object is called in a question."""
    parts: Iterable[Any] = (
        (item.owner or {}).get("code") or (item.owner or {}).get("number"),
        item.data.get(key) if key else None,
        item.data.get("name") or item.data.get("label") or item.data.get("series"),
        item.data.get("fiscal_year"),
    )
    return " ".join(str(part) for part in parts if part is not None)


def choice_of(kind: ChoiceKind) -> Choice:
    return Choice(str(kind), kind)

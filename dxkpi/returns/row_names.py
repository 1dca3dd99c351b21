"""The name beside a number: whether both mean the same indicator or entry, and which one
is meant where a row has a name alone.

A column that was sorted without the others, or two names that were swapped, put every
figure into another's row; only the name beside it tells.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from dxkpi.findings import Choice, ChoiceKind, FactList
from dxkpi.returns.filled_form import FilledRow, WrittenCell
from dxkpi.returns.finding_list import FindingList
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.missing_reasons import is_dash
from dxkpi.text.brackets import without_brackets_behind
from dxkpi.text.folding import folded_code, folded_text

_LONGEST_NAME = 300
_SURELY_ALIKE = 0.85
"""A name less like its own was changed by more than a slip of the pen."""

_MEASURE = re.compile(r"(率|割合|額|時間|度|数|量)(?:\([^()]*\))?$")
_ALIKE = 0.75
_SHORTEST_PART = 4
_MOST_CHOICES = 5
_SUMS = frozenset(("計", "合計", "小計", "総計", "平均", "全体", "備考", "注"))


@dataclass(frozen=True)
class _Name:
    """A name as it is compared: all of it, or its first line, below which a form has the group."""

    whole: str
    first_line: str

    @classmethod
    def of(cls, text: str) -> "_Name":
        shortened = text[:_LONGEST_NAME]
        first_line = next(iter(shortened.strip().splitlines()), "")
        return cls(folded_text(shortened), folded_text(first_line))

    def equals(self, name: str) -> bool:
        return name in (self.whole, self.first_line)

    def likeness(self, name: str) -> float:
        """From 0 to 1; 1 also where one holds the other."""
        without_unit = without_brackets_behind(self.first_line)
        versions = (self.whole, self.first_line, without_unit)
        return max(_likeness(version, name) for version in versions)


def _measures_alike(name: _Name, own: str) -> bool:
    """Whether two names do not end in different measures, as 受講率 and 受講者数."""
    ends = [_MEASURE.search(text) for text in (name.first_line, own)]
    measures = {end[1] for end in ends if end}
    return len(measures) < 2


def _likeness(written: str, name: str) -> float:
    if not written or not name:
        return 0.0
    shorter = min(len(written), len(name))
    if shorter >= _SHORTEST_PART and (written in name or name in written):
        return 1.0
    return SequenceMatcher(None, written, name, autojunk=False).ratio()


def rows_with_codes(
    rows: Sequence[FilledRow], names: Mapping[str, str], findings: FindingList
) -> list[FilledRow]:
    """The rows, each with the code that it means; what is not sure is held.

    `names` are the plan's by code. Rows with a name alone get its code; those that name
    nothing the plan has are left out, which is told where something is written in them.
    """
    named = _NamedRows(names, findings)
    trusts_names = named.any_is_right(rows)
    resolved = []
    for row in rows:
        name = row.cells.get(FormColumn.NAME)
        if name is None or not name.text.strip() or is_dash(name.text):
            resolved.append(row)
        elif not named.has_code(row):
            resolved += named.row_of_name(row, name)
        elif trusts_names:
            resolved.append(named.row_beside_name(row, name))
        else:
            resolved.append(row)
    return resolved


class _NamedRows:
    """Rows beside the names that the plan has."""

    def __init__(self, names: Mapping[str, str], findings: FindingList) -> None:
        self._names = names
        self._findings = findings
        self._folded = {code: folded_text(name) for code, name in names.items()}
        self._code_of = {folded_code(code): code for code in names}

    def any_is_right(self, rows: Iterable[FilledRow]) -> bool:
        """Whether any name in the column is one of the plan's."""
        for row in rows:
            cell = row.cells.get(FormColumn.NAME)
            if cell is not None and self._is_name_of_plan(cell.text):
                return True
        return False

    def _is_name_of_plan(self, text: str) -> bool:
        return bool(text) and bool(self._equal_codes(_Name.of(text)))

    def has_code(self, row: FilledRow) -> bool:
        """Whether a row has a number that may be the plan's; 1, 2, 3 only counts the rows
        where the plan has no such numbers.
        """
        is_mere_number = row.code.isdecimal()
        if is_mere_number and not any(map(str.isdecimal, self._names)):
            return False
        return bool(row.code)

    # a name beside a number

    def row_beside_name(self, row: FilledRow, cell: WrittenCell) -> FilledRow:
        """The row under the code that it has, or under the one that somebody chose."""
        code = self._code_of.get(folded_code(row.code))
        name = _Name.of(cell.text)
        if code is None:
            return self._row_of_unknown_code(row, name, cell)
        if name.equals(self._folded[code]):
            return row
        others = self._codes_named_instead(name, code)
        if others is None:
            return row
        proposed = None if others else code
        key = self._hold("name_of_other", code, cell, (code, *others), proposed)
        return row if key is None else replace(row, code=key)

    def _row_of_unknown_code(
        self, row: FilledRow, name: _Name, cell: WrittenCell
    ) -> FilledRow:
        """The row under the code that its name alone means, as K1 of K01; asked about."""
        codes = self._equal_codes(name)
        if len(codes) != 1 or not row.is_filled_in:
            return row
        code = self._code_asked(codes, cell)
        return row if code is None else replace(row, code=code)

    def _codes_named_instead(self, name: _Name, code: str) -> tuple[str, ...] | None:
        """The codes that a name means rather than the one beside it; None where it may
        well be this one's, () where it is like nothing in the plan.
        """
        equal = self._equal_codes(name)
        if equal:
            return tuple(equal[:_MOST_CHOICES])
        own = self._folded[code]
        own_likeness = name.likeness(own)
        likest, likeness = self._likest(name)
        is_likest = own_likeness >= max(likeness, _SURELY_ALIKE)
        if is_likest and _measures_alike(name, own):
            return None
        is_other = likest != code and likeness >= _ALIKE
        return (likest,) if is_other else ()

    # a name alone

    def row_of_name(self, row: FilledRow, cell: WrittenCell) -> list[FilledRow]:
        """The row under the code that its name means; nothing where it means none."""
        name = _Name.of(cell.text)
        codes = self._equal_codes(name)
        if len(codes) == 1:
            return [replace(row, code=codes[0])]
        if not row.is_filled_in or name.first_line in _SUMS:
            return []
        code = self._code_asked(codes or self._likest_code(name), cell)
        return [] if code is None else [replace(row, code=code)]

    def _code_asked(self, codes: list[str], cell: WrittenCell) -> str | None:
        """The one of several codes that somebody chose for a name; None while it is open.

        A single one counts until somebody says otherwise.
        """
        if not codes:
            self._findings.add("unknown_name", cell)
            return None
        proposed = codes[0] if len(codes) == 1 else None
        choices = tuple(codes[:_MOST_CHOICES])
        return self._hold("name_read", None, cell, choices, proposed) or proposed

    def _likest_code(self, name: _Name) -> list[str]:
        likest, likeness = self._likest(name)
        return [likest] if likeness >= _ALIKE else []

    # what both have in common

    def _equal_codes(self, name: _Name) -> list[str]:
        return [code for code, own in self._folded.items() if name.equals(own)]

    def _likest(self, name: _Name) -> tuple[str, float]:
        """The code whose name is most like this one, and how much."""
        best, likeness = "", 0.0
        for code, own in self._folded.items():
            alike = name.likeness(own)
            if alike > likeness:
                best, likeness = code, alike
        return best, likeness

    def _hold(
        self,
        finding: str,
        code: str | None,
        cell: WrittenCell,
        codes: tuple[str, ...],
        proposed: str | None,
    ) -> str | None:
        named = [self._title(other) for other in codes]
        choices = [
            Choice(other, ChoiceKind.ROW, title)
            for other, title in zip(codes, named, strict=True)
        ]
        facts = {"titles": FactList(tuple(named))}
        title = {} if code is None else {"title": self._title(code)}
        return self._findings.hold(
            finding, cell, code, choices, proposed, **facts, **title
        )

    def _title(self, code: str) -> str:
        return f"{code} {self._names[code]}"

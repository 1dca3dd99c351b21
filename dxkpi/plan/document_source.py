"""Where the values of a plan document stand, and what is wrong or to be told of them.

The data may come from YAML, from the cells of a workbook or from a screen: each notes
the positions that it knows.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import simplejson

from dxkpi.plan.document_problem import (
    DocumentProblem,
    Location,
    Position,
    ProblemCode,
    ProblemFact,
    WrittenValue,
)
from dxkpi.text.lines import shortened

LONGEST_QUOTE = 60
"""Characters of a value that are quoted back."""


class DocumentSource:
    """One plan document: the positions of its values, and what is wrong in it."""

    def __init__(
        self, name: str, positions: Mapping[Location, Position] | None = None
    ) -> None:
        self.name = name
        self.positions: dict[Location, Position] = dict(positions or {})
        """The line or cell of each value; none of what is typed on a screen."""
        self.problems: list[DocumentProblem] = []
        self.unread: set[Location] = set()
        """Values that could not be read: they are reported, and None in the data."""
        self.remarks: list[DocumentProblem] = []
        """What is told of the document, but keeps it from nothing."""
        self.numerals: dict[Location, str] = {}
        """Numbers as they are written, where they print otherwise: 012025, 1e3."""
        self.comments: dict[Location, tuple[str, str]] = {}
        """Unquoted texts and the comments behind them, which may have been meant as part."""

    def report(
        self, place: Location, code: ProblemCode, /, **facts: ProblemFact
    ) -> None:
        """Note a problem at this place."""
        position = self.position_of(place)
        self.problems.append(DocumentProblem(self.name, position, code, facts, place))

    def remark(
        self, place: Location, code: ProblemCode, /, **facts: ProblemFact
    ) -> None:
        """Tell something of this place that keeps the document from nothing."""
        position = self.position_of(place)
        self.remarks.append(DocumentProblem(self.name, position, code, facts, place))

    def refuse(
        self, place: Location, code: ProblemCode, /, **facts: ProblemFact
    ) -> None:
        """Report a value that cannot be read; it is not reported again for being None."""
        self.unread.add(place)
        self.report(place, code, **facts)

    def numeral(self, place: Location, value: int | Decimal) -> str:
        """The number at this place, as it is written."""
        return self.numerals.get(place) or str(value)

    def rename(self, place: Location, renamed: Location) -> None:
        """Let another name stand for a place: 2024 for R6."""
        self.positions[renamed] = self.position_of(place)

    def position_of(self, place: Location) -> Position:
        """The line or cell of a place; if the document lacks the place, of what it belongs
        in. The place itself where nothing is known of it.
        """
        known = place
        while known and known not in self.positions:
            known = known[:-1]
        return self.positions.get(known, place)


def quoted_text(text: str) -> str:
    """A text of the document as problems quote it: its beginning."""
    return shortened(text, LONGEST_QUOTE)


def written_value(value: Any) -> ProblemFact:
    """What stands in a field, as it may be quoted."""
    if isinstance(value, dict):
        return WrittenValue.GROUP_OF_FIELDS
    if isinstance(value, list):
        return WrittenValue.LIST
    return quoted_text(simplejson.dumps(value, ensure_ascii=False, use_decimal=True))

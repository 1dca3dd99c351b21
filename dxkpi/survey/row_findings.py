"""What is noticed while the rows of a sheet are counted."""

from collections.abc import Iterable, Sequence
from typing import Any

from dxkpi.findings import FactList, Finding, make_finding
from dxkpi.plan.fields import unstorable

MOST_LISTED = 8
"""Rows and names that a finding lists before it says … ."""


class RowFindings:
    """The findings so far; `lines` says in which row of the file each row of the sheet stands."""

    def __init__(self, lines: Sequence[int]) -> None:
        self.lines = lines
        self.findings: list[Finding] = []

    def add(self, code: str, **facts: Any) -> None:
        """Add a finding, as `make_finding` makes it."""
        self.findings.append(make_finding(code, **facts))

    def lines_of(self, rows: Sequence[int]) -> FactList:
        """The rows of the file that something is about, a few of them."""
        return FactList.first_of([self.lines[row] for row in rows], MOST_LISTED)

    def add_unstorable(self, texts: Iterable[str]) -> bool:
        """Tell of letters that databases do not keep; whether there are any."""
        codes: list[str] = []
        for text in texts:
            code = unstorable(text)
            if code is not None and code not in codes:
                codes.append(code)
                self.add("unstorable", value=code)
        return bool(codes)

    @property
    def is_refused(self) -> bool:
        """Whether something must be mended or confirmed before anything is put on record."""
        return any(finding.is_open for finding in self.findings)

"""A year's return: what is asked, how what was written is understood, what is found, and what would change. Pure."""

from dxkpi.progress import Bar, bars_of
from dxkpi.submission.columns import Column
from dxkpi.submission.findings import Choice, Finding, Severity, finding, unreadable
from dxkpi.submission.values import (
    Answer,
    Cell,
    Change,
    Confirmation,
    Filled,
    Form,
    Origin,
    Overtaken,
    Row,
    Totals,
    departments,
)

__all__ = [
    "Answer", "Bar", "Cell", "Change", "Choice", "Column", "Confirmation", "Filled", "Finding", "Form", "Origin", "Overtaken", "Row",
    "Severity", "Totals", "bars_of", "departments", "finding", "unreadable",
]  # fmt: skip

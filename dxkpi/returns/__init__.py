"""A year's return: what is asked, how what was written is understood, what is found, and what would change. Pure."""

from dxkpi.returns.findings import Choice, Finding, Severity, finding, unreadable
from dxkpi.returns.form_columns import Column
from dxkpi.returns.model import (
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
from dxkpi.rules import Bar, bars_of

__all__ = [
    "Answer",
    "Bar",
    "Cell",
    "Change",
    "Choice",
    "Column",
    "Confirmation",
    "Filled",
    "Finding",
    "Form",
    "Origin",
    "Overtaken",
    "Row",
    "Severity",
    "Totals",
    "bars_of",
    "departments",
    "finding",
    "unreadable",
]

"""A year's return: what is asked, how what was written is understood, what is found, and what would change. Pure."""

from dxkpi.returns.findings import Choice, Finding, Severity, finding, unreadable
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.model import (
    ChangedMeanwhile,
    CheckedReturn,
    Confirmation,
    FilledForm,
    FilledRow,
    FormOrigin,
    ReturnChange,
    ReturnForm,
    SurveyTotals,
    WrittenCell,
    departments_asked,
)
from dxkpi.rules import ReportableEntry, reportable_entries

__all__ = [
    "ChangedMeanwhile",
    "CheckedReturn",
    "Choice",
    "Confirmation",
    "FilledForm",
    "FilledRow",
    "Finding",
    "FormColumn",
    "FormOrigin",
    "ReportableEntry",
    "ReturnChange",
    "ReturnForm",
    "Severity",
    "SurveyTotals",
    "WrittenCell",
    "departments_asked",
    "finding",
    "reportable_entries",
    "unreadable",
]

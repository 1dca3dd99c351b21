"""A year's return: what is asked, how what was written is understood, what is found, and what would change. Pure."""

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
    "Confirmation",
    "FilledForm",
    "FilledRow",
    "FormColumn",
    "FormOrigin",
    "ReportableEntry",
    "ReturnChange",
    "ReturnForm",
    "SurveyTotals",
    "WrittenCell",
    "departments_asked",
    "reportable_entries",
]

"""A year's return: asked (`ReturnForm`), filled in (`FilledForm`), understood (`CheckedReturn`).

Pure: no workbook, no store, no language.
"""

from dxkpi.returns.checked_return import (
    ChangedMeanwhile,
    CheckedReturn,
    Confirmation,
    ProgressMeanwhile,
    ReturnChange,
)
from dxkpi.returns.filled_form import (
    FilledForm,
    FilledRow,
    FormOrigin,
    SurveyTotals,
    WrittenCell,
)
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.return_form import ReturnForm, departments_asked
from dxkpi.rules import ReportableEntry, reportable_entries

__all__ = [
    "ChangedMeanwhile",
    "CheckedReturn",
    "Confirmation",
    "FilledForm",
    "FilledRow",
    "FormColumn",
    "FormOrigin",
    "ProgressMeanwhile",
    "ReportableEntry",
    "ReturnChange",
    "ReturnForm",
    "SurveyTotals",
    "WrittenCell",
    "departments_asked",
    "reportable_entries",
]

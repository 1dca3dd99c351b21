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
from dxkpi.returns.departments import (
    NO_REGISTER,
    DepartmentRegister,
    is_collective,
    register_at,
    report_day,
)
from dxkpi.returns.filled_form import (
    FilledForm,
    FilledRow,
    FormOrigin,
    SurveyTotals,
    WrittenCell,
)
from dxkpi.returns.form_columns import FormColumn
from dxkpi.returns.return_form import (
    ReturnForm,
    collective_names,
    departments_asked,
    places_without_answer,
    report_deadline,
    schedule_deadline,
)
from dxkpi.rules import ReportableEntry, reportable_entries

__all__ = [
    "NO_REGISTER",
    "ChangedMeanwhile",
    "CheckedReturn",
    "Confirmation",
    "DepartmentRegister",
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
    "collective_names",
    "departments_asked",
    "is_collective",
    "places_without_answer",
    "register_at",
    "report_day",
    "report_deadline",
    "reportable_entries",
    "schedule_deadline",
]

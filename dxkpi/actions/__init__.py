"""The intake of yearly returns and staff surveys; the command line and the pages both go through here."""

from dxkpi.actions.returns import (
    EVERYONE,
    ExaminedReturn,
    OpenedWorkbook,
    StatedPurpose,
    archive,
    department_name,
    examine_return,
    examine_typed,
    form,
    forms,
    marked,
    open_workbook,
    register_return,
    workbook,
)
from dxkpi.actions.surveys import (
    ExaminedSurvey,
    answers,
    count_answers,
    last_survey,
    register_survey,
)

__all__ = [
    "EVERYONE",
    "ExaminedReturn",
    "ExaminedSurvey",
    "OpenedWorkbook",
    "StatedPurpose",
    "answers",
    "archive",
    "count_answers",
    "department_name",
    "examine_return",
    "examine_typed",
    "form",
    "forms",
    "last_survey",
    "marked",
    "open_workbook",
    "register_return",
    "register_survey",
    "workbook",
]

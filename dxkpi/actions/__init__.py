"""The intake of yearly returns and staff surveys; the command line and the pages both go through here."""

from dxkpi.actions.returns import (
    EVERYONE,
    Asked,
    Reading,
    Return,
    archive,
    department_name,
    examine,
    examine_typed,
    form,
    forms,
    marked,
    read,
    register,
    workbook,
)
from dxkpi.actions.surveys import (
    Surveyed,
    answers,
    count_answers,
    last_survey,
    register_survey,
)

__all__ = [
    "EVERYONE",
    "Asked",
    "Reading",
    "Return",
    "Surveyed",
    "answers",
    "archive",
    "count_answers",
    "department_name",
    "examine",
    "examine_typed",
    "form",
    "forms",
    "last_survey",
    "marked",
    "read",
    "register",
    "register_survey",
    "workbook",
]

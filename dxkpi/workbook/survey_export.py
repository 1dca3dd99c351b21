"""The answers to a survey as survey tools export them, .xlsx or .csv told by content.

Bytes in, a table of text out; nothing is kept, and nothing of the content is in any
message. What would shift or lose an answer without anybody noticing is refused with its
row: a quotation mark that is never closed, a row longer than its headings.
"""

from collections.abc import Container

from dxkpi.workbook import safety
from dxkpi.workbook.file_kinds import decoded_text
from dxkpi.workbook.messages import SurveyTable
from dxkpi.workbook.refusals import Refused
from dxkpi.workbook.survey_csv import read_csv
from dxkpi.workbook.survey_sheet import read_workbook

CODES_FOR_SURVEYS = {
    "other_file": "survey_other_file",
    "other_office": "survey_other_kind",
    "too_much_inside": "survey_too_much",
}
"""What a refusal is called where a survey was expected."""

_PDF = b"%PDF"


def read_survey(content: bytes, form_sheets: Container[str]) -> SurveyTable:
    """The answers in a file. A workbook with a sheet of one of these names is the yearly form.

    Raises `Refused`.
    """
    try:
        safety.inspect_file(content)
    except Refused as refused:
        if refused.code == "text_file":
            return read_csv(decoded_text(content) or "")
        if content.startswith(_PDF):
            raise Refused("survey_other_kind", kind="PDF") from refused
        code = CODES_FOR_SURVEYS.get(refused.code, refused.code)
        raise Refused(code, **refused.facts) from refused
    return read_workbook(content, form_sheets)

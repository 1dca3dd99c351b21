"""Findings about a file that cannot be read."""

from dxkpi.wording.language import mark

FILE_SENTENCES: dict[str, str] = {
    "file_not_read": mark("The file cannot be read: {reason}"),
    "empty_file": mark(
        "The file is empty (0 bytes). Save the workbook again and choose it once more."
    ),
    "too_large": mark(
        "The file is larger than {limit} MB. Take pictures and other sheets out of it."
    ),
    "encrypted": mark(
        "The file is protected with a password. Save it without a password to open."
    ),
    "old_excel": mark(
        "This is an old Excel file (.xls). Save it in Excel as “Excel workbook "
        "(.xlsx)”."
    ),
    "macro_workbook": mark(
        "The workbook holds macros (.xlsm). Save it as “Excel workbook (.xlsx)” "
        "without."
    ),
    "binary_workbook": mark(
        "This is a binary workbook (.xlsb). Save it as “Excel workbook (.xlsx)”."
    ),
    "strict_workbook": mark(
        "This is a “Strict Open XML” workbook. Save it as “Excel workbook (.xlsx)”."
    ),
    "other_office": mark(
        "This is a {kind} file, not an Excel workbook. Choose the filled-in form "
        "(.xlsx)."
    ),
    "text_file": mark(
        "This is a text or CSV file. Choose the filled-in form itself (.xlsx)."
    ),
    "web_page": mark(
        "This is a web page saved under the name of a workbook. Save it in Excel as "
        ".xlsx."
    ),
    "other_file": mark(
        "This is not an Excel workbook (.xlsx). Choose the filled-in form."
    ),
    "damaged": mark(
        "The file is damaged and cannot be opened. Open it in Excel, save it, choose "
        "it again."
    ),
    "duplicate_parts": mark(
        "The file holds the same part twice, which no Excel does. Save it again in "
        "Excel."
    ),
    "too_much_inside": mark(
        "The file holds far more than a form ({what}). Take other data out of it."
    ),
    "entities": mark(
        "The file holds definitions that no form needs (DOCTYPE). Save it again in "
        "Excel."
    ),
    "timed_out": mark(
        "The file could not be read within {seconds} seconds. Copy the filled-in cells"
        " to a new form."
    ),
    "out_of_memory": mark(
        "The file needs too much memory to read. Copy the filled-in cells to a new "
        "form."
    ),
    "no_sheets": mark(
        "The workbook holds no sheet that can be read. Save it again in Excel as .xlsx."
    ),
    "survey_other_file": mark(
        "This is neither an Excel workbook (.xlsx) nor a CSV in UTF-8, Shift_JIS or "
        "UTF-16. Choose the file that the survey tool exported."
    ),
    "survey_other_kind": mark(
        "This is a {kind} file. Choose the file that the survey tool exported (.xlsx "
        "or .csv)."
    ),
    "survey_yearly_form": mark(
        "This is the yearly form, not the answers to a survey. Hand it in under "
        "“Register actuals”."
    ),
    "survey_no_rows": mark(
        "The file holds no answers. The first row must name the questions, and each "
        "row below hold one answer. Export it again once there are answers."
    ),
    "survey_no_headings": mark(
        "Row {row} looks like an answer, but should name the questions. Export the "
        "file again with headings, or write them into a row above the answers."
    ),
    "survey_row_longer": mark(
        "Row {row} has more cells than there are headings, so that its answers cannot "
        "be told apart. Export the file again, as a workbook (.xlsx) if possible."
    ),
    "survey_row_unreadable": mark(
        "The answer in row {row} cannot be read: a quotation mark is not closed, or a "
        "cell holds more than {limit} letters. Export the file again, as a workbook "
        "(.xlsx) if possible."
    ),
    "survey_too_much": mark(
        "The file holds far more than a survey ({what}). Take other data out of it."
    ),
    "survey_too_heavy": mark(
        "The file takes too long or too much memory to read. Save the sheet of answers"
        " alone as CSV and choose that."
    ),
    "paper_other_file": mark(
        "This is none of the kinds that are read: Word (.docx), PDF, Excel (.xlsx), text "
        "(.txt, .md)."
    ),
    "paper_other_kind": mark(
        "This is a {kind} file, which is not read. Save it as Word (.docx), PDF or Excel "
        "(.xlsx)."
    ),
    "paper_encrypted": mark(
        "The document is protected with a password. Save it without one, and choose it "
        "again."
    ),
    "paper_damaged": mark(
        "The document is damaged and cannot be opened. Open it in the program that made "
        "it, save it, choose it again."
    ),
    "paper_too_large": mark(
        "The document is larger than {limit} MB. Save it with smaller pictures, or hand it "
        "in chapter by chapter."
    ),
    "paper_too_much": mark(
        "The document holds far more than a plan ({what}). Hand in the chapters with the "
        "plan's measures and indicators alone."
    ),
    "paper_too_heavy": mark(
        "The document takes too long or too much memory to read. Hand it in chapter by "
        "chapter."
    ),
}

"""What is found in a return: a stable code for each kind, how grave it is, and its sentence with what to do.

Codes are for programs and never change; sentences are for people and may. Errors must be mended in the workbook,
holds wait for somebody's word, warnings and conversions are told. Files that cannot be read at all have codes too.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from dxkpi.text.lines import shortened
from dxkpi.wording.language import _, mark

LONGEST_QUOTE = 40


class Severity(StrEnum):
    ERROR = "error"
    HOLD = "hold"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Choice:
    """One way to settle a hold: its key (for --confirm CODE@CELL=KEY) and what is registered then, in words."""

    key: str
    label: str


@dataclass(frozen=True)
class Finding:
    """One thing found. `sheet`, `cell` and `value` (as written) are None where it concerns the whole file.

    `place` is the code of the indicator or bar it concerns. A hold lists its `choices`; `proposed` is the key of the one
    taken when none is named, None where one must be named. A hold that was confirmed is an info with its `reason`.
    """

    code: str
    severity: Severity
    message: str
    sheet: str | None = None
    cell: str | None = None
    value: str | None = None
    place: str | None = None
    choices: tuple[Choice, ...] = ()
    proposed: str | None = None
    reason: str | None = None

    @property
    def where(self) -> str:
        """What a confirmation names: the cell, or the indicator's code where a figure was typed on the screen."""
        return self.cell or self.place or ""

    def settled(self, reason: str, choice: str | None = None) -> "Finding":
        """The same once confirmed; `proposed` is then the key of the choice that was taken."""
        return replace(
            self,
            severity=Severity.INFO,
            reason=reason,
            proposed=choice or self.proposed,
        )


def finding(
    code: str,
    /,
    *,
    sheet: str | None = None,
    cell: str | None = None,
    value: object = None,
    place: str | None = None,
    choices: tuple[Choice, ...] = (),
    proposed: str | None = None,
    **facts: object,
) -> Finding:
    """A finding of one of the kinds below, with its sentence in the language in use. `facts` fill the sentence."""
    severity, sentence = KINDS[code]
    text = quoted(value)
    message = _(
        sentence,
        **({"value": text or "", "cell": cell or "", "sheet": sheet or ""} | facts),
    )
    return Finding(code, severity, message, sheet, cell, text, place, choices, proposed)


def quoted(value: object) -> str | None:
    """A value as it is quoted back: one line, not too long."""
    if value is None:
        return None
    return shortened(" ".join(str(value).split()), LONGEST_QUOTE)


_ERROR, _HOLD, _WARNING, _INFO = (
    Severity.ERROR,
    Severity.HOLD,
    Severity.WARNING,
    Severity.INFO,
)

UNREADABLE: dict[str, tuple[Severity, str]] = {
    "empty_file": (
        _ERROR,
        mark(
            "The file is empty (0 bytes). Save the workbook again and choose it once more."
        ),
    ),
    "too_large": (
        _ERROR,
        mark(
            "The file is larger than {limit} MB. Take pictures and other sheets out of it."
        ),
    ),
    "encrypted": (
        _ERROR,
        mark(
            "The file is protected with a password. Save it without a password to open."
        ),
    ),
    "old_excel": (
        _ERROR,
        mark(
            "This is an old Excel file (.xls). Save it in Excel as “Excel workbook (.xlsx)”."
        ),
    ),
    "macro_workbook": (
        _ERROR,
        mark(
            "The workbook holds macros (.xlsm). Save it as “Excel workbook (.xlsx)” without."
        ),
    ),
    "binary_workbook": (
        _ERROR,
        mark("This is a binary workbook (.xlsb). Save it as “Excel workbook (.xlsx)”."),
    ),
    "strict_workbook": (
        _ERROR,
        mark(
            "This is a “Strict Open XML” workbook. Save it as “Excel workbook (.xlsx)”."
        ),
    ),
    "other_office": (
        _ERROR,
        mark(
            "This is a {kind} file, not an Excel workbook. Choose the filled-in form (.xlsx)."
        ),
    ),
    "text_file": (
        _ERROR,
        mark("This is a text or CSV file. Choose the filled-in form itself (.xlsx)."),
    ),
    "web_page": (
        _ERROR,
        mark(
            "This is a web page saved under the name of a workbook. Save it in Excel as .xlsx."
        ),
    ),
    "other_file": (
        _ERROR,
        mark("This is not an Excel workbook (.xlsx). Choose the filled-in form."),
    ),
    "damaged": (
        _ERROR,
        mark(
            "The file is damaged and cannot be opened. Open it in Excel, save it, choose it again."
        ),
    ),
    "duplicate_parts": (
        _ERROR,
        mark(
            "The file holds the same part twice, which no Excel does. Save it again in Excel."
        ),
    ),
    "too_much_inside": (
        _ERROR,
        mark(
            "The file holds far more than a form ({what}). Take other data out of it."
        ),
    ),
    "entities": (
        _ERROR,
        mark(
            "The file holds definitions that no form needs (DOCTYPE). Save it again in Excel."
        ),
    ),
    "timed_out": (
        _ERROR,
        mark(
            "The file could not be read within {seconds} seconds. Copy the filled-in cells to a new form."
        ),
    ),
    "out_of_memory": (
        _ERROR,
        mark(
            "The file needs too much memory to read. Copy the filled-in cells to a new form."
        ),
    ),
    "no_sheets": (
        _ERROR,
        mark(
            "The workbook holds no sheet that can be read. Save it again in Excel as .xlsx."
        ),
    ),
    "survey_other_file": (
        _ERROR,
        mark(
            "This is neither an Excel workbook (.xlsx) nor a CSV in UTF-8, Shift_JIS or UTF-16. Choose the file that the survey tool exported."
        ),
    ),
    "survey_other_kind": (
        _ERROR,
        mark(
            "This is a {kind} file. Choose the file that the survey tool exported (.xlsx or .csv)."
        ),
    ),
    "survey_yearly_form": (
        _ERROR,
        mark(
            "This is the yearly form, not the answers to a survey. Hand it in under “Register actuals”."
        ),
    ),
    "survey_no_rows": (
        _ERROR,
        mark(
            "The file holds no answers. The first row must name the questions, and each row below hold one answer. Export it again once there are answers."
        ),
    ),
    "survey_no_headings": (
        _ERROR,
        mark(
            "Row {row} looks like an answer, but should name the questions. Export the file again with headings, or write them into a row above the answers."
        ),
    ),
    "survey_row_longer": (
        _ERROR,
        mark(
            "Row {row} has more cells than there are headings, so that its answers cannot be told apart. Export the file again, as a workbook (.xlsx) if possible."
        ),
    ),
    "survey_row_unreadable": (
        _ERROR,
        mark(
            "The answer in row {row} cannot be read: a quotation mark is not closed, or a cell holds more than {limit} letters. Export the file again, as a workbook (.xlsx) if possible."
        ),
    ),
    "survey_too_much": (
        _ERROR,
        mark(
            "The file holds far more than a survey ({what}). Take other data out of it."
        ),
    ),
    "survey_too_heavy": (
        _ERROR,
        mark(
            "The file takes too long or too much memory to read. Save the sheet of answers alone as CSV and choose that."
        ),
    ),
}

KINDS: dict[str, tuple[Severity, str]] = UNREADABLE | {
    # the workbook as a whole
    "not_the_form": (
        _ERROR,
        mark(
            "This is not the form: no sheet has the columns “{code}” and “{value_}”. Fill in the form that was given out."
        ),
    ),
    "which_city": (
        _ERROR,
        mark("It cannot be told whose form this is. Choose the municipality."),
    ),
    "which_year": (
        _ERROR,
        mark("It cannot be told which fiscal year this form is for. Choose the year."),
    ),
    "which_department": (
        _ERROR,
        mark("It cannot be told whose form this is. Choose the department."),
    ),
    "unknown_city": (
        _ERROR,
        mark("The form is of municipality {value}, which has no plan here."),
    ),
    "unknown_department": (
        _ERROR,
        mark("The plan knows no department “{value}”. Choose one of the list."),
    ),
    "other_city": (
        _ERROR,
        mark(
            "The form is of {value}, but {asked} was asked for. Choose the right file or municipality."
        ),
    ),
    "other_year": (
        _ERROR,
        mark(
            "The form is for {value}, but {asked} was asked for. Take the form of the right year."
        ),
    ),
    "other_department": (
        _ERROR,
        mark(
            "The form is of {value}, but {asked} was asked for. Choose the right file or department."
        ),
    ),
    "newer_form": (
        _ERROR,
        mark(
            "The form was made by a newer version of this program. Take a new form here."
        ),
    ),
    "nothing_filled": (
        _ERROR,
        mark(
            "Nothing is filled in. Fill in the yellow cells and choose the file again."
        ),
    ),
    "nothing_of_this": (
        _ERROR,
        mark(
            "None of the rows belongs to what {department} is asked for. Check municipality, year and department."
        ),
    ),
    "already_registered": (
        _INFO,
        mark(
            "This very file was registered on {when} by {who} (receipt {number}); nothing changes."
        ),
    ),
    "origin_missing": (
        _WARNING,
        mark(
            "The hidden sheet is missing, so it was read as {year}, {department}. Check that this is right."
        ),
    ),
    "origin_altered": (
        _WARNING,
        mark("The hidden sheet was altered and is not relied on."),
    ),
    "external_links": (
        _INFO,
        mark("The workbook links to other files. The links were not followed."),
    ),
    "read_from_sheet": (_INFO, mark("Read from sheet “{sheet}”.")),
    # rows and columns
    "unknown_code": (
        _ERROR,
        mark("The plan knows no “{value}”. Write the number as it is in the form."),
    ),
    "no_code": (
        _ERROR,
        mark(
            "“{value}” stands in a row without a number. Write the row's number, or delete the row."
        ),
    ),
    "other_departments_row": (
        _WARNING,
        mark("{value} belongs to another department; this row is not read."),
    ),
    "duplicate_row": (
        _ERROR,
        mark("{place_} is filled in twice ({cells}). Leave one of the rows."),
    ),
    "row_missing": (
        _WARNING,
        mark("The row of {name} is not in the workbook; nothing changes for it."),
    ),
    "column_missing": (
        _WARNING,
        mark(
            "Sheet “{sheet}” has no column “{heading}”; what was registered before stays."
        ),
    ),
    "column_twice": (
        _ERROR,
        mark(
            "Sheet “{sheet}” has the column “{heading}” twice ({cells}). Delete one of them."
        ),
    ),
    "two_years": (
        _ERROR,
        mark(
            "The heading {cell} says {value}, the form is for {year}. Check that the column of {year} is still there, and that this is the right year's form."
        ),
    ),
    # a figure
    "blank": (_ERROR, mark("Write the figure, or choose why there is none.")),
    "blank_shared": (
        _WARNING,
        mark("Blank: {name} is left to the other departments that are asked for it."),
    ),
    "blank_registered": (
        _ERROR,
        mark("{stored} is registered. Write the figure, or choose why there is none."),
    ),
    "needs_reason": (
        _ERROR,
        mark(
            "“{value}” is no figure. Choose the reason in the column “{heading}”, for example “{reason}”, and empty this cell."
        ),
    ),
    "error_in_text": (
        _ERROR,
        mark("The cell shows the error {value}. Write the text itself."),
    ),
    "not_a_number": (
        _ERROR,
        mark("“{value}” cannot be read as a figure. Write the number alone."),
    ),
    "error_value": (
        _ERROR,
        mark(
            "The cell shows the error {value}. Write the figure itself, or choose why there is none."
        ),
    ),
    "no_result": (
        _ERROR,
        mark(
            "The formula has no saved result. Open the workbook in Excel and save it, or write the figure itself."
        ),
    ),
    "date_as_number": (
        _ERROR,
        mark(
            "The cell holds a date ({value}). Set its format to a number and write the figure."
        ),
    ),
    "yes_or_no": (
        _ERROR,
        mark("“{value}” is neither yes nor no. Write 実施 or 未実施."),
    ),
    "too_long": (
        _ERROR,
        mark("The text is longer than {limit} characters. Shorten it."),
    ),
    "unstorable": (
        _ERROR,
        mark("The text holds a character that cannot be stored ({value}). Delete it."),
    ),
    "too_many_digits": (_ERROR, mark("The figure has too many digits. Check it.")),
    "figure_and_reason": (
        _ERROR,
        mark("There is a figure and a reason for having none. Delete one of the two."),
    ),
    "unknown_reason": (
        _ERROR,
        mark("“{value}” is none of the reasons. Choose one of: {choices_}."),
    ),
    "as_of_unreadable": (
        _ERROR,
        mark("“{value}” cannot be read as a month. Write it like {example}."),
    ),
    "as_of_other_year": (
        _ERROR,
        mark("{value} does not lie in {year}. Write a month of that fiscal year."),
    ),
    "comment_required": (
        _ERROR,
        mark("The status is “{status}”: write the causes and what will be done."),
    ),
    # a value that a person should look at
    "share_as_ratio": (_HOLD, mark("{value} is written. {before} Is it {percent}?")),
    "ratio_as_share": (
        _HOLD,
        mark("The cell shows {value} as a percentage of {shown}. Is it {percent}?"),
    ),
    "over_hundred": (_HOLD, mark("{value} is over 100%. {before}")),
    "negative": (_HOLD, mark("{value} is below zero. {before}")),
    "cumulative_falls": (
        _HOLD,
        mark("A running total has fallen from {last} to {value}."),
    ),
    "jump": (
        _HOLD,
        mark("{value} is far from {last} of last time (more than {bound})."),
    ),
    "range": (_HOLD, mark("“{value}” is a range. Choose one figure.")),
    "extra_text": (_HOLD, mark("“{value}” was read as {read}. Is that right?")),
    "other_unit": (
        _HOLD,
        mark("“{value}” is in another unit than {unit}. Is it {read}?"),
    ),
    "changed_meanwhile": (
        _HOLD,
        mark(
            "Since the form was made {stored} was registered ({who}, {when}). The form says {value}."
        ),
    ),
    # told, and registered as read
    "read_as": (_INFO, mark("“{value}” was read as {read}.")),
    "percent_cell": (
        _INFO,
        mark("{value} in a cell of percentages was read as {read}."),
    ),
    "approximate": (
        _INFO,
        mark("“{value}” was read as {read}, marked as approximate."),
    ),
    "formula_result": (_INFO, mark("The result of the formula, {value}, was taken.")),
    "as_of_read": (_INFO, mark("“{value}” was read as {read}.")),
    "reason_read": (_INFO, mark("“{value}” was read as the reason “{read}”.")),
    "finer_than_plan": (
        _INFO,
        mark("{value} has more digits than the plan prints; it is kept as it is."),
    ),
    "year_not_over": (
        _WARNING,
        mark("{year} is not over yet: the figure is kept, but not judged."),
    ),
    "stored_kept": (
        _INFO,
        mark("{stored} was registered since the form was made and stays."),
    ),
    # the schedule
    "unknown_state": (
        _ERROR,
        mark("“{value}” is none of the states. Choose one of: {choices_}."),
    ),
    "state_missing": (_ERROR, mark("Choose the state of progress as well.")),
    "percent_outside": (_ERROR, mark("“{value}” is no percentage between 0 and 100.")),
    "state_and_percent": (
        _HOLD,
        mark("“{state}” and {percent} contradict each other. Is that right?"),
    ),
    "done_before": (
        _HOLD,
        mark("In {year} the entry was reported as “{done}”. Is “{state}” right?"),
    ),
    "states_blank": (
        _WARNING,
        mark(
            "The progress of {n} entries of the schedule is left blank and stays as it was."
        ),
    ),
    "label_changed": (
        _WARNING,
        mark(
            "The entry {place_} is now called “{label}” in the plan. Check that the progress belongs to it."
        ),
    ),
    # a staff survey
    "survey_no_column": (
        _ERROR,
        mark("The file has no column “{value}”. Choose one that it has."),
    ),
    "survey_column_twice": (
        _ERROR,
        mark(
            "The column “{value}” is chosen for two things. Choose another one for one of them, or none."
        ),
    ),
    "survey_no_choice": (_ERROR, mark("Choose which answers count as felt.")),
    "survey_no_answers": (
        _ERROR,
        mark(
            "Nobody gave an answer that is counted. Check the question and the choices."
        ),
    ),
    "survey_too_few": (
        _ERROR,
        mark(
            "Only {n} answers are counted. Fewer than {smallest} would tell what single people think, so nothing of them is kept."
        ),
    ),
    "survey_no_groups": (
        _ERROR,
        mark(
            "The column “{value}” holds {n} different texts, so it does not name groups. Choose another one, or none."
        ),
    ),
    "survey_unknown_choice": (
        _ERROR,
        mark("“{value}” was answered {n} times (rows {rows}). Choose how it counts."),
    ),
    "survey_too_many": (
        _ERROR,
        mark(
            "{value}: {answers} answers, but {asked} staff asked. Mend the number of staff, or the section's name."
        ),
    ),
    "survey_too_many_in_all": (
        _ERROR,
        mark(
            "{answers} answers, but {asked} staff asked in all. Mend the number of staff."
        ),
    ),
    "survey_too_many_staff": (
        _ERROR,
        mark("{value}: {asked} staff are more than there can be. Mend the number."),
    ),
    "survey_staff_twice": (
        _ERROR,
        mark(
            "{value} has two different numbers of staff asked ({numbers}). Leave one of them."
        ),
    ),
    "survey_department": (
        _HOLD,
        mark("“{value}” ({n} answers, rows {rows}) is not known. Is it {near}?"),
    ),
    "survey_department_asked": (
        _HOLD,
        mark(
            "“{value}” of the staff asked in each section is not known. Is it {near}?"
        ),
    ),
    "survey_department_meant": (
        _HOLD,
        mark(
            "“{value}”, which another section is said to be, is not known. Is it {near}?"
        ),
    ),
    "survey_department_unknown": (
        _HOLD,
        mark(
            "No section “{value}” is known, and nobody answered from it. Is there one?"
        ),
    ),
    "survey_new_department": (
        _WARNING,
        mark(
            "“{value}” ({n} answers) was not known until now; it is counted as a section of its own."
        ),
    ),
    "survey_not_stated": (
        _INFO,
        mark(
            "{n} answers do not say to which group they belong (rows {rows}); they are counted as “not stated”."
        ),
    ),
    "survey_blanks": (
        _WARNING,
        mark(
            "{n} forms leave the question blank (rows {rows}); they are not counted as answers."
        ),
    ),
    "survey_repeated_last": (
        _WARNING,
        mark(
            "{n} people answered more than once (rows {rows}); the last answer of each counts."
        ),
    ),
    "survey_repeated_first": (
        _WARNING,
        mark(
            "{n} people answered more than once (rows {rows}); the first answer of each counts."
        ),
    ),
    "survey_repeated_all": (
        _WARNING,
        mark("{n} people answered more than once (rows {rows}); every answer counts."),
    ),
    "survey_asked_unknown": (
        _WARNING,
        mark(
            "How many were asked is not known: there is no response rate, and the margin of error is wider."
        ),
    ),
    "survey_low_response": (
        _WARNING,
        mark(
            "{share} answered ({n} of {asked}): fewer than half. Those who did not answer may feel otherwise."
        ),
    ),
    "survey_staff_differ": (
        _WARNING,
        mark(
            "The staff of the sections add up to {staff}, but {asked} were asked in all."
        ),
    ),
    "survey_pooled": (
        _INFO,
        mark(
            "{n} groups are put together, because fewer than {smallest} answers would tell what single people think: {names}"
        ),
    ),
    "survey_changed": (
        _WARNING,
        mark(
            "Changed since the last survey: {what}. The two years cannot be compared, and the line of the chart is broken there."
        ),
    ),
    "survey_still_to_come": (
        _ERROR,
        mark("The day of the survey ({value}) is still to come. Check the day."),
    ),
    "survey_note_dropped": (
        _INFO,
        mark(
            "The note of the figure until now is not kept with the new counts: “{value}”"
        ),
    ),
    "survey_year_to_come": (
        _ERROR,
        mark("{year} has not begun yet. Check the fiscal year."),
    ),
    "survey_year_outside": (
        _WARNING,
        mark(
            "{year} lies outside the years of the plan and of the figure ({period}). Check the fiscal year."
        ),
    ),
    "survey_heading_twice": (
        _INFO,
        mark(
            "{n} columns have the heading “{value}”. Number {which} of them is read (column {at} from the left)."
        ),
    ),
    "survey_parts_gone": (
        _WARNING,
        mark("Of the survey on record for this year, these parts are removed: {what}"),
    ),
    "survey_again": (
        _WARNING,
        mark(
            "Other counts of {year} are on record. From the difference between the two, single people's answers could be told: let nobody have both, and withdraw files that were given out."
        ),
    ),
    # the sheet of a staff survey's totals
    "totals_not_asked": (
        _WARNING,
        mark(
            "Sheet “{sheet}” is not read: the staff survey is not asked of {department}."
        ),
    ),
    "totals_sheets": (
        _ERROR,
        mark(
            "The totals of the staff survey are on several sheets ({sheets}), and differ. Leave one of them."
        ),
    ),
    "totals_question": (_ERROR, mark("Write the wording of the question.")),
    "totals_no_name": (
        _ERROR,
        mark(
            "There is a number without a name beside it. Write the name, or delete the number."
        ),
    ),
    "totals_needed": (
        _ERROR,
        mark("Write the number of people; 0 where there is nobody."),
    ),
    "totals_not_whole": (
        _ERROR,
        mark(
            "“{value}” is no number of people. Write a whole number; 0 where there is nobody."
        ),
    ),
    "totals_twice": (
        _ERROR,
        mark("“{value}” stands there twice ({cells}). Put the two rows together."),
    ),
    "totals_unknown_mark": (
        _ERROR,
        mark(
            "“{value}” is no mark. Write {mark} for a choice that counts as felt, {without} for one that counts neither way, else nothing."
        ),
    ),
    "totals_no_mark": (
        _ERROR,
        mark("No choice counts as felt. Mark those that do with {mark}."),
    ),
    "totals_blank_choice": (
        _ERROR,
        mark(
            "“{value}” is no choice. Write its number into the field 無回答 above, and delete this row."
        ),
    ),
    "totals_sum": (
        _ERROR,
        mark(
            "{value} is written as the sum, but the rows add up to {sum}. Mend either, or delete the row of the sum."
        ),
    ),
    "totals_felt": (
        _ERROR,
        mark(
            "{name}: {value} felt it, but only {answers} answered. Mend one of the two."
        ),
    ),
    "totals_departments": (
        _ERROR,
        mark(
            "The answers of the sections add up to {sum}, but the choices to {answers}. Leave out blank answers, and choices that do not count, in both."
        ),
    ),
    "totals_departments_felt": (
        _ERROR,
        mark(
            "In the sections {sum} felt it, in all {felt}. The {left} answers of no section cannot make up for that. Mend the numbers."
        ),
    ),
    "totals_small": (
        _ERROR,
        mark(
            "{name}: fewer than {smallest} answers. Put the section together with others in one row (“会計課・議会事務局”), so that nobody's answer can be told."
        ),
    ),
    "totals_small_rest": (
        _ERROR,
        mark(
            "{n} answers stand in no section, fewer than {smallest}. Put them together with a section, so that nobody's answer can be told."
        ),
    ),
    "totals_rest": (
        _INFO,
        mark("{n} answers stand in no section; they are kept as “{name}”."),
    ),
    "totals_no_blanks": (
        _INFO,
        mark("The number of blank answers is left blank and taken as 0."),
    ),
    "totals_department": (_HOLD, mark("No section “{value}” is known. Is it {near}?")),
    "totals_disagree": (
        _ERROR,
        mark(
            "{value} is written here, but the totals make {rate} ({at}). Mend one of the two; here the cell may also be left blank."
        ),
    ),
    "survey_dropped": (
        _WARNING,
        mark(
            "The counts of the staff survey belong to the figure until now ({stored}). They are removed with it."
        ),
    ),
}


def unreadable(code: str) -> bool:
    """Whether a finding says that the file is no readable workbook at all."""
    return code in UNREADABLE

"""The sentence of each finding: what is wrong with a file, and what to do about it.

Facts stand in braces. The keys are the codes of `dxkpi.findings.SEVERITIES`.
"""

from dxkpi.wording.language import mark

FINDING_SENTENCES: dict[str, str] = {
    # the file cannot be read
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
    # the workbook as a whole
    "not_the_form": mark(
        "This is not the form: no sheet has the columns “{code}” and “{value_}”. Fill "
        "in the form that was given out."
    ),
    "which_city": mark(
        "It cannot be told whose form this is. Choose the municipality."
    ),
    "which_year": mark(
        "It cannot be told which fiscal year this form is for. Choose the year."
    ),
    "which_department": mark(
        "It cannot be told whose form this is. Choose the department."
    ),
    "unknown_city": mark(
        "The form is of municipality {value}, which has no plan here."
    ),
    "unknown_department": mark(
        "The plan knows no department “{value}”. Choose one of the list."
    ),
    "other_city": mark(
        "The form is of {value}, but {asked} was asked for. Choose the right file or "
        "municipality."
    ),
    "other_year": mark(
        "The form is for {value}, but {asked} was asked for. Take the form of the "
        "right year."
    ),
    "other_department": mark(
        "The form is of {value}, but {asked} was asked for. Choose the right file or "
        "department."
    ),
    "newer_form": mark(
        "The form was made by a newer version of this program. Take a new form here."
    ),
    "nothing_filled": mark(
        "Nothing is filled in. Fill in the yellow cells and choose the file again."
    ),
    "nothing_of_this": mark(
        "None of the rows belongs to what {department} is asked for. Check "
        "municipality, year and department."
    ),
    "already_registered": mark(
        "This very file was registered on {when} by {who} (receipt {number}); nothing "
        "changes."
    ),
    "origin_missing": mark(
        "The hidden sheet is missing, so it was read as {year}, {department}. Check "
        "that this is right."
    ),
    "origin_altered": mark("The hidden sheet was altered and is not relied on."),
    "external_links": mark(
        "The workbook links to other files. The links were not followed."
    ),
    "read_from_sheet": mark("Read from sheet “{sheet}”."),
    # rows and columns
    "unknown_code": mark(
        "The plan knows no “{value}”. Write the number as it is in the form."
    ),
    "no_code": mark(
        "“{value}” stands in a row without a number. Write the row's number, or delete"
        " the row."
    ),
    "other_departments_row": mark(
        "{value} belongs to another department; this row is not read."
    ),
    "duplicate_row": mark(
        "{place_} is filled in twice ({cells}). Leave one of the rows."
    ),
    "row_missing": mark(
        "The row of {name} is not in the workbook; nothing changes for it."
    ),
    "column_missing": mark(
        "Sheet “{sheet}” has no column “{heading}”; what was registered before stays."
    ),
    "column_twice": mark(
        "Sheet “{sheet}” has the column “{heading}” twice ({cells}). Delete one of "
        "them."
    ),
    "two_years": mark(
        "The heading {cell} says {value}, the form is for {year}. Check that the "
        "column of {year} is still there, and that this is the right year's form."
    ),
    # a figure
    "blank": mark("Write the figure, or choose why there is none."),
    "blank_shared": mark(
        "Blank: {name} is left to the other departments that are asked for it."
    ),
    "blank_registered": mark(
        "{stored} is registered. Write the figure, or choose why there is none."
    ),
    "needs_reason": mark(
        "“{value}” is no figure. Choose the reason in the column “{heading}”, for "
        "example “{reason}”, and empty this cell."
    ),
    "error_in_text": mark("The cell shows the error {value}. Write the text itself."),
    "not_a_number": mark(
        "“{value}” cannot be read as a figure. Write the number alone."
    ),
    "error_value": mark(
        "The cell shows the error {value}. Write the figure itself, or choose why "
        "there is none."
    ),
    "no_result": mark(
        "The formula has no saved result. Open the workbook in Excel and save it, or "
        "write the figure itself."
    ),
    "date_as_number": mark(
        "The cell holds a date ({value}). Set its format to a number and write the "
        "figure."
    ),
    "yes_or_no": mark("“{value}” is neither yes nor no. Write 実施 or 未実施."),
    "too_long": mark("The text is longer than {limit} characters. Shorten it."),
    "unstorable": mark(
        "The text holds a character that cannot be stored ({value}). Delete it."
    ),
    "too_many_digits": mark("The figure has too many digits. Check it."),
    "figure_and_reason": mark(
        "There is a figure and a reason for having none. Delete one of the two."
    ),
    "unknown_reason": mark(
        "“{value}” is none of the reasons. Choose one of: {choices_}."
    ),
    "as_of_unreadable": mark(
        "“{value}” cannot be read as a month. Write it like {example}."
    ),
    "as_of_other_year": mark(
        "{value} does not lie in {year}. Write a month of that fiscal year."
    ),
    "comment_required": mark(
        "The status is “{status}”: write the causes and what will be done."
    ),
    # a value that a person should look at
    "share_as_ratio": mark("{value} is written. {before} Is it {percent}?"),
    "ratio_as_share": mark(
        "The cell shows {value} as a percentage of {shown}. Is it {percent}?"
    ),
    "over_hundred": mark("{value} is over 100%. {before}"),
    "negative": mark("{value} is below zero. {before}"),
    "cumulative_falls": mark("A running total has fallen from {last} to {value}."),
    "jump": mark("{value} is far from {last} of last time (more than {bound})."),
    "range": mark("“{value}” is a range. Choose one figure."),
    "extra_text": mark("“{value}” was read as {read}. Is that right?"),
    "other_unit": mark("“{value}” is in another unit than {unit}. Is it {read}?"),
    "changed_meanwhile": mark(
        "Since the form was made {stored} was registered ({who}, {when}). The form "
        "says {value}."
    ),
    # told, and registered as read
    "read_as": mark("“{value}” was read as {read}."),
    "percent_cell": mark("{value} in a cell of percentages was read as {read}."),
    "approximate": mark("“{value}” was read as {read}, marked as approximate."),
    "formula_result": mark("The result of the formula, {value}, was taken."),
    "as_of_read": mark("“{value}” was read as {read}."),
    "reason_read": mark("“{value}” was read as the reason “{read}”."),
    "finer_than_plan": mark(
        "{value} has more digits than the plan prints; it is kept as it is."
    ),
    "year_not_over": mark(
        "{year} is not over yet: the figure is kept, but not judged."
    ),
    "stored_kept": mark("{stored} was registered since the form was made and stays."),
    # the schedule
    "unknown_state": mark(
        "“{value}” is none of the states. Choose one of: {choices_}."
    ),
    "state_missing": mark("Choose the state of progress as well."),
    "percent_outside": mark("“{value}” is no percentage between 0 and 100."),
    "state_and_percent": mark(
        "“{state}” and {percent} contradict each other. Is that right?"
    ),
    "done_before": mark(
        "In {year} the entry was reported as “{done}”. Is “{state}” right?"
    ),
    "states_blank": mark(
        "The progress of {n} entries of the schedule is left blank and stays as it was."
    ),
    "label_changed": mark(
        "The entry {place_} is now called “{label}” in the plan. Check that the "
        "progress belongs to it."
    ),
    # a staff survey
    "survey_no_column": mark(
        "The file has no column “{value}”. Choose one that it has."
    ),
    "survey_column_twice": mark(
        "The column “{value}” is chosen for two things. Choose another one for one of "
        "them, or none."
    ),
    "survey_no_choice": mark("Choose which answers count as felt."),
    "survey_no_answers": mark(
        "Nobody gave an answer that is counted. Check the question and the choices."
    ),
    "survey_too_few": mark(
        "Only {n} answers are counted. Fewer than {smallest} would tell what single "
        "people think, so nothing of them is kept."
    ),
    "survey_no_groups": mark(
        "The column “{value}” holds {n} different texts, so it does not name groups. "
        "Choose another one, or none."
    ),
    "survey_unknown_choice": mark(
        "“{value}” was answered {n} times (rows {rows}). Choose how it counts."
    ),
    "survey_too_many": mark(
        "{value}: {answers} answers, but {asked} staff asked. Mend the number of "
        "staff, or the section's name."
    ),
    "survey_too_many_in_all": mark(
        "{answers} answers, but {asked} staff asked in all. Mend the number of staff."
    ),
    "survey_too_many_staff": mark(
        "{value}: {asked} staff are more than there can be. Mend the number."
    ),
    "survey_staff_twice": mark(
        "{value} has two different numbers of staff asked ({numbers}). Leave one of "
        "them."
    ),
    "survey_department": mark(
        "“{value}” ({n} answers, rows {rows}) is not known. Is it {near}?"
    ),
    "survey_department_asked": mark(
        "“{value}” of the staff asked in each section is not known. Is it {near}?"
    ),
    "survey_department_meant": mark(
        "“{value}”, which another section is said to be, is not known. Is it {near}?"
    ),
    "survey_department_unknown": mark(
        "No section “{value}” is known, and nobody answered from it. Is there one?"
    ),
    "survey_new_department": mark(
        "“{value}” ({n} answers) was not known until now; it is counted as a section "
        "of its own."
    ),
    "survey_not_stated": mark(
        "{n} answers do not say to which group they belong (rows {rows}); they are "
        "counted as “not stated”."
    ),
    "survey_blanks": mark(
        "{n} forms leave the question blank (rows {rows}); they are not counted as "
        "answers."
    ),
    "survey_repeated_last": mark(
        "{n} people answered more than once (rows {rows}); the last answer of each "
        "counts."
    ),
    "survey_repeated_first": mark(
        "{n} people answered more than once (rows {rows}); the first answer of each "
        "counts."
    ),
    "survey_repeated_all": mark(
        "{n} people answered more than once (rows {rows}); every answer counts."
    ),
    "survey_asked_unknown": mark(
        "How many were asked is not known: there is no response rate, and the margin "
        "of error is wider."
    ),
    "survey_low_response": mark(
        "{share} answered ({n} of {asked}): fewer than half. Those who did not answer "
        "may feel otherwise."
    ),
    "survey_staff_differ": mark(
        "The staff of the sections add up to {staff}, but {asked} were asked in all."
    ),
    "survey_pooled": mark(
        "{n} groups are put together, because fewer than {smallest} answers would tell"
        " what single people think: {names}"
    ),
    "survey_changed": mark(
        "Changed since the last survey: {what}. The two years cannot be compared, and "
        "the line of the chart is broken there."
    ),
    "survey_still_to_come": mark(
        "The day of the survey ({value}) is still to come. Check the day."
    ),
    "survey_note_dropped": mark(
        "The note of the figure until now is not kept with the new counts: “{value}”"
    ),
    "survey_year_to_come": mark("{year} has not begun yet. Check the fiscal year."),
    "survey_year_outside": mark(
        "{year} lies outside the years of the plan and of the figure ({period}). Check"
        " the fiscal year."
    ),
    "survey_heading_twice": mark(
        "{n} columns have the heading “{value}”. Number {which} of them is read "
        "(column {at} from the left)."
    ),
    "survey_parts_gone": mark(
        "Of the survey on record for this year, these parts are removed: {what}"
    ),
    "survey_again": mark(
        "Other counts of {year} are on record. From the difference between the two, "
        "single people's answers could be told: let nobody have both, and withdraw "
        "files that were given out."
    ),
    # the sheet of a staff survey's totals
    "totals_not_asked": mark(
        "Sheet “{sheet}” is not read: the staff survey is not asked of {department}."
    ),
    "totals_sheets": mark(
        "The totals of the staff survey are on several sheets ({sheets}), and differ. "
        "Leave one of them."
    ),
    "totals_question": mark("Write the wording of the question."),
    "totals_no_name": mark(
        "There is a number without a name beside it. Write the name, or delete the "
        "number."
    ),
    "totals_needed": mark("Write the number of people; 0 where there is nobody."),
    "totals_not_whole": mark(
        "“{value}” is no number of people. Write a whole number; 0 where there is "
        "nobody."
    ),
    "totals_twice": mark(
        "“{value}” stands there twice ({cells}). Put the two rows together."
    ),
    "totals_unknown_mark": mark(
        "“{value}” is no mark. Write {mark} for a choice that counts as felt, "
        "{without} for one that counts neither way, else nothing."
    ),
    "totals_no_mark": mark("No choice counts as felt. Mark those that do with {mark}."),
    "totals_blank_choice": mark(
        "“{value}” is no choice. Write its number into the field 無回答 above, and delete"
        " this row."
    ),
    "totals_sum": mark(
        "{value} is written as the sum, but the rows add up to {sum}. Mend either, or "
        "delete the row of the sum."
    ),
    "totals_felt": mark(
        "{name}: {value} felt it, but only {answers} answered. Mend one of the two."
    ),
    "totals_departments": mark(
        "The answers of the sections add up to {sum}, but the choices to {answers}. "
        "Leave out blank answers, and choices that do not count, in both."
    ),
    "totals_departments_felt": mark(
        "In the sections {sum} felt it, in all {felt}. The {left} answers of no "
        "section cannot make up for that. Mend the numbers."
    ),
    "totals_small": mark(
        "{name}: fewer than {smallest} answers. Put the section together with others "
        "in one row (“会計課・議会事務局”), so that nobody's answer can be told."
    ),
    "totals_small_rest": mark(
        "{n} answers stand in no section, fewer than {smallest}. Put them together "
        "with a section, so that nobody's answer can be told."
    ),
    "totals_rest": mark("{n} answers stand in no section; they are kept as “{name}”."),
    "totals_no_blanks": mark(
        "The number of blank answers is left blank and taken as 0."
    ),
    "totals_department": mark("No section “{value}” is known. Is it {near}?"),
    "totals_disagree": mark(
        "{value} is written here, but the totals make {rate} ({at}). Mend one of the "
        "two; here the cell may also be left blank."
    ),
    "survey_dropped": mark(
        "The counts of the staff survey belong to the figure until now ({stored}). "
        "They are removed with it."
    ),
}

"""Findings about a workbook as a whole, its rows and its columns."""

from dxkpi.wording.language import mark

WORKBOOK_SENTENCES: dict[str, str] = {
    # the workbook as a whole
    "not_the_form": mark(
        "This is not the form: no sheet has the columns “{code}” and “{value_}”. Fill "
        "in the form that was given out."
    ),
    "which_city": mark(
        "It cannot be told whose form this is. Choose the municipality."
    ),
    "which_plan": mark(
        "It cannot be told which plan this form is of: {plans}. Choose the plan."
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
    "unknown_plan": mark(
        "The form is of the plan “{value}”, which is not here any more."
    ),
    "no_such_plan": mark(
        "The municipality has no plan “{value}” here. There are: {plans}."
    ),
    "other_plan": mark(
        "The form is of {value}, but {asked} was asked for. Choose the right file or "
        "plan."
    ),
    "other_year": mark(
        "The form was made for {value}, and {asked} is chosen or stands in its "
        "headings. Say which year its figures are of."
    ),
    "year_reported": mark(
        "{n} figures and entries of {year} are registered already. Written into {year},"
        " the file would change them."
    ),
    "file_of_year": mark(
        "This very file was registered for {year} on {when} by {who} (receipt "
        "{number})."
    ),
    "content_of_year": mark(
        "All that it says is registered for {year} already: it seems to be last time's "
        "file."
    ),
    "months_left_out": mark(
        "The form was made for {year}: {n} months that it came with were left out."
    ),
    "other_department": mark(
        "The form is of {value}, but {asked} was said. Say whose return it is."
    ),
    "rows_of_departments": mark(
        "The form is of {department}, and it holds filled-in rows of {others} as well "
        "({codes}). Say whether it is the return of all of them."
    ),
    "corrects_own_return": mark(
        "This corrects what you returned on {day} (receipt {number}): {n} change. Say "
        "that all of it is to be so, or choose another file."
    ),
    "own_return_corrected": mark(
        "This corrects what you returned on {day} (receipt {number}): {n} change."
    ),
    "read_for_department": mark(
        "The form was made for {value}, which the plan does not know. It is read as "
        "that of {department}."
    ),
    "department_became": mark(
        "{value} was reorganised and is {department} now; the form is read as that of "
        "{department}."
    ),
    "department_before": mark(
        "{value} was still {department} when the report of this year was made; the form "
        "is read as that of {department}."
    ),
    "department_divided": mark(
        "{value} was reorganised and is {departments} now. Say whose rows these are."
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
    "form_of_unknown_state": mark(
        "The form was made from a state that this store does not know, as before a "
        "backup was restored. So what differs from what is registered is asked about."
    ),
    "external_links": mark(
        "The workbook links to other files. The links were not followed."
    ),
    "threads_become_notes": mark(
        "In a form that is given back with marks, conversations on cells are notes with "
        "the same words. The file that was handed in is kept as it is."
    ),
    "drawings_not_returned": mark(
        "In a form that is given back with marks, shapes, text boxes, charts and drawn "
        "pictures are missing. What is written in them is not read; write it into the "
        "cells. The file that was handed in is kept as it is."
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
    "shared_row": mark(
        "The figures of {value} are entered in another plan of the municipality, "
        "“{plan}”. Take them out of this form and write them into that plan's."
    ),
    "row_of_parts": mark(
        "{value} is reported in its parts: {parts}. Write the figures into their rows."
    ),
    "unknown_name": mark(
        "The plan knows no “{value}”. Write the name or the number as it is in the plan."
    ),
    "name_of_other": mark(
        "“{value}” stands beside the number of “{title}”. Perhaps rows or columns were "
        "sorted apart. Choose whose figures these are."
    ),
    "name_read": mark(
        "The row has no number, and its name “{value}” is not written as in the plan. "
        "Is it {titles}?"
    ),
    "figures_displaced": mark(
        "{n} figures look as if they stood in wrong rows: {value} is what {title} was "
        "last time. Compare the column with the names, then confirm it."
    ),
    "other_departments_row": mark(
        "{value} is asked of {departments} now; this row is not read."
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
}

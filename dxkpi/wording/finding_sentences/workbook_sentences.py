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
}

"""The plan book (計画ブック): what its rows leave open, and what to do about it."""

from dxkpi.wording.language import mark

BOOK_SENTENCES: dict[str, str] = {
    "book_no_tables": mark(
        "No sheet holds a table of a plan. Its headings are those of the plan book, such as "
        "指標名, 単位, 現状値 and 目標値."
    ),
    "book_table_twice": mark(
        "The table {table} stands on several sheets: {sheets}. Leave the one that counts."
    ),
    "book_no_owner": mark(
        "There is no “{key}” in this plan to which the row could belong. Correct the code or "
        "number, or add that row to its sheet."
    ),
    "book_key_of_two": mark(
        "“{key}” is one thing in the store and another, new one in this book. Give the new "
        "one a code or number of its own, and write here which of both is meant."
    ),
    "book_no_plan": mark(
        "The book does not say of which plan it is. Add the sheet 計画, or name the plan."
    ),
    "book_no_result": mark(
        "The formula in this cell has no result that was saved. Write the value itself."
    ),
    "book_error_value": mark(
        "{value} is an error of the spreadsheet. Write the value."
    ),
    "book_struck_out": mark(
        "What stands here is struck through. Delete it, or take the line away."
    ),
    "book_shown_scaled": mark(
        "The cell holds {value}, and its number format shows it in thousands or another "
        "power of ten. Write the figure as it counts, in a plain format."
    ),
    "book_unknown_kind": mark("“{value}” is none of {choices_text}."),
    "book_former_field": mark(
        "“{heading}” is of a target before a change: choose {kind} for the row, or leave "
        "the cell empty."
    ),
    "book_two_values": mark(
        "“{value}” stands here, and something else for the same on the sheet of the "
        "indicators. Correct one of both."
    ),
    "book_other_city": mark(
        "The book is of municipality {code}, not of {expected}. Take that municipality's "
        "book, or correct the code on the sheet 計画."
    ),
    "book_other_plan": mark(
        "The book was made of the plan {key}, not of {expected}. Take the book of the plan "
        "that is meant."
    ),
    "book_older": mark(
        "The plan was changed after this book was made. What the book says would replace "
        "those changes: see what changes, and take a new book where that is not meant."
    ),
    "book_older_merged": mark(
        "Changes to the plan after this book was made: {n}. They stay; what was changed in "
        "the book is put into it."
    ),
    "book_code_taken": mark(
        "{value} is “{name}” in the plan by now. The new row gets {code}."
    ),
    "book_conflict": mark(
        "{subject}: the book says {value}; the plan was changed to {stored} after the book "
        "was made (before: {before}). Which of both counts?"
    ),
    "book_renamed": mark(
        "{key} is called “{before}” in the store. Is it renamed, or another that has no "
        "code yet?"
    ),
    "book_recoded": mark(
        "“{name}” has the code {before} in the store, here {value}. It keeps its code and its "
        "history, unless it is another of the same name."
    ),
    "book_moved": mark("{key} “{name}” stands elsewhere in the store. Is it moved?"),
    "book_rows_gone": mark(
        "{n} that the store holds are not on this sheet: {names}. Are they to stay, or to be "
        "taken away?"
    ),
}

GONE_WITH_ROWS = mark(
    "{n} that the store holds are not on this sheet: {names}. Are they to stay, or to be "
    "taken away? {rows} rows on other sheets ({sheets}) belong to them and would go as well."
)
"""The same as `book_rows_gone`, where rows of other sheets would go along."""

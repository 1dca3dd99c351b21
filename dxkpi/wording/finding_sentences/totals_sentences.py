"""Findings about the sheet of a staff survey's totals."""

from dxkpi.wording.language import mark

TOTALS_SENTENCES: dict[str, str] = {
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
    "totals_apart": mark(
        "These sections are together on record, and too little differs: from the "
        "difference of fewer than {smallest} answers single people's could be told. "
        "Write them as one row again: {names}"
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

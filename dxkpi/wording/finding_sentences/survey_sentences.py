"""Findings about the answers of a staff survey."""

from dxkpi.wording.language import mark

SURVEY_SENTENCES: dict[str, str] = {
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
        "{n} groups are put together, because fewer than {smallest} answers, or answers "
        "that are all alike, would tell what single people think: {names}"
    ),
    "survey_pool_kept": mark(
        "They stay together as they are on record, because too little differs: from the "
        "difference of fewer than {smallest} answers single people's could be told: "
        "{names}"
    ),
    "survey_changed": mark(
        "Changed since the last survey: {what}. The two years cannot be compared, and "
        "the line of the chart is broken there."
    ),
    "survey_still_to_come": mark(
        "The day of the survey ({value}) is still to come. Check the day."
    ),
    "survey_note_dropped": mark(
        "What was written about the figure until now is not kept with the new counts: "
        "“{value}”"
    ),
    "survey_shared": mark(
        "The figures of this rate are entered in another plan of the municipality, "
        "“{plan}”. Choose that plan; the rate is shown in both."
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
}

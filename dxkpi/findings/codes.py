"""The codes of what is noticed, by where it arises, and how grave each is.

Codes are for programs and never change.
"""

from enum import StrEnum


class Severity(StrEnum):
    """Errors must be mended, holds wait until somebody confirms a value, warnings and
    infos are only told.
    """

    ERROR = "error"
    HOLD = "hold"
    WARNING = "warning"
    INFO = "info"


UNREADABLE = frozenset(
    (
        "file_not_read",
        "empty_file",
        "too_large",
        "encrypted",
        "old_excel",
        "macro_workbook",
        "binary_workbook",
        "strict_workbook",
        "other_office",
        "text_file",
        "web_page",
        "other_file",
        "damaged",
        "duplicate_parts",
        "too_much_inside",
        "entities",
        "timed_out",
        "out_of_memory",
        "no_sheets",
        "survey_other_file",
        "survey_other_kind",
        "survey_yearly_form",
        "survey_no_rows",
        "survey_no_headings",
        "survey_row_longer",
        "survey_row_unreadable",
        "survey_too_much",
        "survey_too_heavy",
    )
)
"""The codes of files that cannot be read; they are all errors."""

_OF_THE_WORKBOOK = {
    "not_the_form": Severity.ERROR,
    "which_city": Severity.ERROR,
    "which_plan": Severity.ERROR,
    "which_year": Severity.ERROR,
    "which_department": Severity.ERROR,
    "unknown_city": Severity.ERROR,
    "unknown_department": Severity.ERROR,
    "unknown_plan": Severity.ERROR,
    "no_such_plan": Severity.ERROR,
    "other_city": Severity.ERROR,
    "other_plan": Severity.ERROR,
    "other_year": Severity.HOLD,
    "year_reported": Severity.WARNING,
    "file_of_year": Severity.WARNING,
    "content_of_year": Severity.WARNING,
    "months_left_out": Severity.INFO,
    "other_department": Severity.HOLD,
    "rows_of_departments": Severity.HOLD,
    "read_for_department": Severity.WARNING,
    "department_became": Severity.INFO,
    "department_before": Severity.INFO,
    "department_divided": Severity.INFO,
    "newer_form": Severity.ERROR,
    "nothing_filled": Severity.ERROR,
    "nothing_of_this": Severity.ERROR,
    "already_registered": Severity.INFO,
    "origin_missing": Severity.WARNING,
    "origin_altered": Severity.WARNING,
    "form_of_unknown_state": Severity.WARNING,
    "external_links": Severity.INFO,
    "threads_become_notes": Severity.INFO,
    "drawings_not_returned": Severity.INFO,
    "read_from_sheet": Severity.INFO,
}

_OF_ROWS_AND_COLUMNS = {
    "unknown_code": Severity.ERROR,
    "no_code": Severity.ERROR,
    "unknown_name": Severity.ERROR,
    "other_departments_row": Severity.WARNING,
    "shared_row": Severity.ERROR,
    "row_of_parts": Severity.ERROR,
    "duplicate_row": Severity.ERROR,
    "row_missing": Severity.WARNING,
    "column_missing": Severity.WARNING,
    "column_twice": Severity.ERROR,
    "two_years": Severity.ERROR,
}

_OF_A_FIGURE = {
    "blank": Severity.ERROR,
    "blank_shared": Severity.WARNING,
    "blank_registered": Severity.ERROR,
    "needs_reason": Severity.ERROR,
    "error_in_text": Severity.ERROR,
    "not_a_number": Severity.ERROR,
    "error_value": Severity.ERROR,
    "no_result": Severity.ERROR,
    "date_as_number": Severity.ERROR,
    "yes_or_no": Severity.ERROR,
    "stage_unknown": Severity.ERROR,
    "too_long": Severity.ERROR,
    "unstorable": Severity.ERROR,
    "too_many_digits": Severity.ERROR,
    "figure_and_reason": Severity.ERROR,
    "unknown_reason": Severity.ERROR,
    "as_of_unreadable": Severity.ERROR,
    "as_of_other_year": Severity.ERROR,
    "comment_required": Severity.ERROR,
    "comment_says_nothing": Severity.ERROR,
    "not_disclosed": Severity.ERROR,
    "nothing_before": Severity.ERROR,
    "wrong_unit": Severity.ERROR,
    "share_of_nothing": Severity.ERROR,
}

_HELD_FOR_A_PERSON = {
    "share_as_ratio": Severity.HOLD,
    "ratio_as_share": Severity.HOLD,
    "over_hundred": Severity.HOLD,
    "negative": Severity.HOLD,
    "cumulative_falls": Severity.HOLD,
    "stage_goes_back": Severity.HOLD,
    "jump": Severity.HOLD,
    "range": Severity.HOLD,
    "extra_text": Severity.HOLD,
    "counts_disagree": Severity.HOLD,
    "other_unit": Severity.HOLD,
    "other_scale": Severity.HOLD,
    "from_to": Severity.HOLD,
    "several_figures": Severity.HOLD,
    "sum_of_parts": Severity.HOLD,
    "figure_among_words": Severity.HOLD,
    "letters_as_digits": Severity.HOLD,
    "figure_of_other_year": Severity.HOLD,
    "change_or_figure": Severity.HOLD,
    "per_period": Severity.HOLD,
    "as_before": Severity.HOLD,
    "zero_or_reason": Severity.HOLD,
    "yes_or_no_undecided": Severity.HOLD,
    "as_of_day_after": Severity.HOLD,
    "changed_meanwhile": Severity.HOLD,
    "differs_from_registered": Severity.HOLD,
    "name_of_other": Severity.HOLD,
    "name_read": Severity.HOLD,
    "figures_displaced": Severity.HOLD,
    "struck_figure": Severity.HOLD,
    "hidden_figure": Severity.HOLD,
    "perhaps_hidden_figure": Severity.HOLD,
    "coloured_figure": Severity.HOLD,
    "shown_otherwise": Severity.HOLD,
}

_TOLD_AND_REGISTERED = {
    "read_as": Severity.INFO,
    "percent_cell": Severity.INFO,
    "approximate": Severity.INFO,
    "formula_result": Severity.INFO,
    "as_of_read": Severity.INFO,
    "late_figure": Severity.INFO,
    "reason_read": Severity.INFO,
    "finer_than_plan": Severity.INFO,
    "counts_missing": Severity.WARNING,
    "countermeasure_missing": Severity.WARNING,
    "year_not_over": Severity.WARNING,
    "stored_kept": Severity.INFO,
    "registered_stays": Severity.INFO,
    "struck_text": Severity.WARNING,
    "typed_over": Severity.INFO,
}

_OF_THE_SCHEDULE = {
    "unknown_state": Severity.ERROR,
    "state_missing": Severity.ERROR,
    "percent_outside": Severity.ERROR,
    "state_and_percent": Severity.HOLD,
    "done_before": Severity.HOLD,
    "states_blank": Severity.WARNING,
    "report_state_missing": Severity.ERROR,
    "reports_blank": Severity.WARNING,
    "label_changed": Severity.WARNING,
    "comments_joined": Severity.INFO,
}

_OF_A_SURVEY = {
    "survey_no_column": Severity.ERROR,
    "survey_column_twice": Severity.ERROR,
    "survey_no_choice": Severity.ERROR,
    "survey_no_answers": Severity.ERROR,
    "survey_too_few": Severity.ERROR,
    "survey_no_groups": Severity.ERROR,
    "survey_unknown_choice": Severity.ERROR,
    "survey_too_many": Severity.ERROR,
    "survey_too_many_in_all": Severity.ERROR,
    "survey_too_many_staff": Severity.ERROR,
    "survey_staff_twice": Severity.ERROR,
    "survey_department": Severity.HOLD,
    "survey_department_asked": Severity.HOLD,
    "survey_department_meant": Severity.HOLD,
    "survey_department_unknown": Severity.HOLD,
    "survey_new_department": Severity.WARNING,
    "survey_not_stated": Severity.INFO,
    "survey_blanks": Severity.WARNING,
    "survey_repeated_last": Severity.WARNING,
    "survey_repeated_first": Severity.WARNING,
    "survey_repeated_all": Severity.WARNING,
    "survey_asked_unknown": Severity.WARNING,
    "survey_low_response": Severity.WARNING,
    "survey_staff_differ": Severity.WARNING,
    "survey_pooled": Severity.INFO,
    "survey_pool_kept": Severity.INFO,
    "survey_changed": Severity.WARNING,
    "survey_still_to_come": Severity.ERROR,
    "survey_note_dropped": Severity.INFO,
    "survey_year_to_come": Severity.ERROR,
    "survey_shared": Severity.ERROR,
    "survey_year_outside": Severity.WARNING,
    "survey_heading_twice": Severity.INFO,
    "survey_parts_gone": Severity.WARNING,
    "survey_again": Severity.WARNING,
}

_OF_SURVEY_TOTALS = {
    "totals_not_asked": Severity.WARNING,
    "totals_sheets": Severity.ERROR,
    "totals_question": Severity.ERROR,
    "totals_no_name": Severity.ERROR,
    "totals_needed": Severity.ERROR,
    "totals_not_whole": Severity.ERROR,
    "totals_twice": Severity.ERROR,
    "totals_unknown_mark": Severity.ERROR,
    "totals_no_mark": Severity.ERROR,
    "totals_blank_choice": Severity.ERROR,
    "totals_sum": Severity.ERROR,
    "totals_felt": Severity.ERROR,
    "totals_departments": Severity.ERROR,
    "totals_departments_felt": Severity.ERROR,
    "totals_small": Severity.ERROR,
    "totals_apart": Severity.ERROR,
    "totals_small_rest": Severity.ERROR,
    "totals_rest": Severity.INFO,
    "totals_no_blanks": Severity.INFO,
    "totals_department": Severity.HOLD,
    "totals_disagree": Severity.ERROR,
    "survey_dropped": Severity.WARNING,
}

_OF_A_PLAN = {
    "place_name": Severity.WARNING,
    "place_code": Severity.WARNING,
    "place_unknown": Severity.WARNING,
    "plan_empty": Severity.WARNING,
    "plan_long": Severity.WARNING,
    "established_late": Severity.WARNING,
    "name_twice": Severity.WARNING,
    "department_spelled": Severity.WARNING,
    "figure_to_come": Severity.WARNING,
    "figure_after_plan": Severity.WARNING,
    "figure_long_before_plan": Severity.WARNING,
    "target_after_plan": Severity.WARNING,
    "target_before_plan": Severity.WARNING,
    "target_far": Severity.WARNING,
    "target_equals_baseline": Severity.WARNING,
    "points_turn_back": Severity.WARNING,
    "yearly_after_target": Severity.WARNING,
    "baseline_differs": Severity.WARNING,
    "decimals_too_few": Severity.WARNING,
    "quote_differs": Severity.WARNING,
    "entry_outside_plan": Severity.WARNING,
}

SEVERITIES: dict[str, Severity] = {
    **dict.fromkeys(sorted(UNREADABLE), Severity.ERROR),
    **_OF_THE_WORKBOOK,
    **_OF_ROWS_AND_COLUMNS,
    **_OF_A_FIGURE,
    **_HELD_FOR_A_PERSON,
    **_TOLD_AND_REGISTERED,
    **_OF_THE_SCHEDULE,
    **_OF_A_SURVEY,
    **_OF_SURVEY_TOTALS,
    **_OF_A_PLAN,
}
"""Every code with its severity."""


def is_unreadable(code: str) -> bool:
    """Whether a finding says that the file is no readable workbook at all."""
    return code in UNREADABLE

"""Findings about the progress of the schedule."""

from dxkpi.wording.language import mark

SCHEDULE_SENTENCES: dict[str, str] = {
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
    "report_state_missing": mark("Choose the state of the initiative as well."),
    "reports_blank": mark(
        "The report of {n} initiatives is left blank. They stay “not reported” until it "
        "is written."
    ),
    "label_changed": mark(
        "The entry {place_} is now called “{label}” in the plan. Check that the "
        "progress belongs to it."
    ),
    "comments_joined": mark(
        "Another department wrote a comment on the same entry. Both comments stay."
    ),
}

"""Doubts about a plan document that is loaded: what looks odd, and what to do about it."""

from dxkpi.wording.language import mark

PLAN_SENTENCES: dict[str, str] = {
    "place_name": mark(
        "The official list of {date} calls {code} {listed}, not {name}. If it was not "
        "renamed since then, correct code or name."
    ),
    "place_code": mark(
        "In the official list of {date} the code of {name} is {listed}, and there is no "
        "{code}. If the code was not changed since then, correct it."
    ),
    "place_unknown": mark(
        "The official list of {date} has neither the code {code} nor the name {name}. "
        "Check both, unless the municipality is older or newer than the list."
    ),
    "plan_empty": mark(
        "The document has neither policies nor indicators. Write them, or load the "
        "right file."
    ),
    "plan_long": mark(
        "The plan lasts {years} years, from {first} to {last}. Check the two years."
    ),
    "established_late": mark(
        "The plan was established in {month}, but ends with {last}. Check the month."
    ),
    "name_twice": mark(
        "“{name}” stands here a second time, under another number ({other}). If both "
        "are the same, keep one; if not, say in the names what is different."
    ),
    "department_spelled": mark(
        "The department “{name}” is written “{other}” elsewhere in the plan. Write it in "
        "one way, or each gets a form of its own."
    ),
    "figure_to_come": mark(
        "It is a figure of {time}, which is still to come. Check it."
    ),
    "figure_after_plan": mark(
        "It is a figure of {year}, and the plan ends with {last}. Check the year."
    ),
    "figure_long_before_plan": mark(
        "It is a figure of {year}, long before the plan begins ({first}). Check the "
        "year."
    ),
    "target_after_plan": mark(
        "The target is to be met in {year}, after the end of the plan ({last}). Check "
        "the year of the target, and “last_fiscal_year”."
    ),
    "target_before_plan": mark(
        "The target is to be met in {year}, before the plan begins ({first}). Check the "
        "year."
    ),
    "target_far": mark(
        "The target {value} is more than {times} times as far as {last}, the last "
        "figure known. Check digits and unit of both."
    ),
    "target_equals_baseline": mark(
        "The target {value} is where the indicator starts. If it is to be held, write "
        "“rule: keep” (維持); if not, mend one of the two."
    ),
    "points_turn_back": mark(
        "The target {value} is worse than {before}, the one before it on the way. Check "
        "figures and years."
    ),
    "yearly_after_target": mark(
        "A yearly target of {year} stands after the deadline of the target ({last}). "
        "Check the year."
    ),
    "baseline_differs": mark(
        "The baseline of {year} is {baseline}, but its actual is {value}. If one of the "
        "two is wrong, mend it."
    ),
    "decimals_too_few": mark(
        "{value} has more digits after the point than are shown (“decimals” is "
        "{decimals}). Raise “decimals”."
    ),
    "quote_differs": mark(
        "The target is {value}, but the quoted sentence names {quoted}. Compare the "
        "two with the source."
    ),
    "entry_outside_plan": mark(
        "The schedule entry names {year}, far outside the plan ({period}). Check the "
        "year."
    ),
}

"""Findings about a figure, its reason, its month and its texts."""

from dxkpi.wording.language import mark

FIGURE_SENTENCES: dict[str, str] = {
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
    "stage_unknown": mark(
        "“{value}” names none of the stages, or more than one. Write one of {stages}."
    ),
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
    "comment_required": mark("The status is “{status}”: write why."),
    "comment_says_nothing": mark(
        "The status is “{status}”, and “{value}” says nothing of the causes. Write why."
    ),
    "not_disclosed": mark(
        "“{value}” is not the same as 未公表. If the figure will still be published, "
        "choose 未公表; if it is kept from the public, choose 評価困難 and say so in the "
        "note."
    ),
    "nothing_before": mark(
        "“{value}” means the figure of last time, but there is none. Write the figure."
    ),
    "wrong_unit": mark(
        "“{value}” cannot be counted in {unit}. Write the figure in {unit}."
    ),
    "share_of_nothing": mark(
        "“{value}” is no share: there were none of which it could be one. Choose why "
        "there is no figure, and empty this cell."
    ),
    "typed_over": mark("{typed} was typed on the page; the form says “{value}”."),
    # a value that a person should look at
    "share_as_ratio": mark("{value} is written. {before} Is it {percent}?"),
    "ratio_as_share": mark(
        "The cell shows {value} as a percentage of {shown}. Is it {percent}?"
    ),
    "over_hundred": mark("{value} is over 100%. {before}"),
    "negative": mark("{value} is below zero. {before}"),
    "stage_goes_back": mark("The stage has gone back from {last} to {value}."),
    "cumulative_falls": mark("A running total has fallen from {last} to {value}."),
    "jump": mark("{value} is far from {last} of last time (more than {bound})."),
    "range": mark("“{value}” is a range. Choose one figure."),
    "extra_text": mark("“{value}” was read as {read}. Is that right?"),
    "counts_disagree": mark(
        "In “{value}” the rate is not that of the counts. Choose one; with the rate "
        "alone the counts are not kept."
    ),
    "other_unit": mark("“{value}” is in another unit than {unit}. Is it {read}?"),
    "other_scale": mark("{value} is written. {before} Is it {read}?"),
    "from_to": mark("“{value}” says from what to what. Is the figure {read}?"),
    "several_figures": mark(
        "“{value}” may be read in several ways. Choose the year's figure."
    ),
    "sum_of_parts": mark(
        "“{value}” holds the figures of parts. Is the figure of all {read}?"
    ),
    "figure_among_words": mark(
        "“{value}” holds more than a figure. Choose it, if it is the year's figure."
    ),
    "letters_as_digits": mark(
        "“{value}” holds letters where digits should stand. Is it {read}?"
    ),
    "figure_of_other_year": mark(
        "“{value}” names {other_year}, but the figure of {year} is asked for. Choose "
        "it only if it is that of {year}."
    ),
    "change_or_figure": mark(
        "“{value}” may be by how much it changed, or the figure itself. Choose the "
        "year's figure."
    ),
    "per_period": mark(
        "“{value}” is the figure of a month, a week or a day, but {unit} is asked for "
        "the year. Choose, or write the year's figure."
    ),
    "as_before": mark(
        "“{value}” was read as last time's figure, {last}. Is it {last}?"
    ),
    "zero_or_reason": mark(
        "“{value}”: were there none, so that the figure is 0, or was there nothing to "
        "count?"
    ),
    "yes_or_no_undecided": mark(
        "“{value}” is neither 実施 nor 未実施. What is not carried out at the end of the "
        "year is 未実施. Choose one of the two."
    ),
    "as_of_day_after": mark(
        "{value} is just after {year}. Is the figure that of the end of {year} "
        "({read})?"
    ),
    "changed_meanwhile": mark(
        "Since the form was made {stored} was registered ({who}, {when}). The form "
        "says {value}."
    ),
    "differs_from_registered": mark(
        "{stored} is registered ({who}, {when}), and the form says {value}. Choose "
        "which one counts."
    ),
    "struck_figure": mark(
        "“{value}” is struck through. If it counts all the same, register {read}; if "
        "not, delete it and write what counts."
    ),
    "hidden_figure": mark(
        "“{value}” stands in the cell but cannot be seen (white letters, or a format "
        "that shows nothing). Is {read} to be registered?"
    ),
    "perhaps_hidden_figure": mark(
        "“{value}” stands in the cell, but a rule of conditional formatting may hide it. "
        "Is {read} to be registered?"
    ),
    "coloured_figure": mark(
        "“{value}” has a colour that the sheet explains: {legend}. Is {read} to be "
        "registered?"
    ),
    "shown_otherwise": mark(
        "The cell shows {shown} but holds {held}. Choose the figure that is meant."
    ),
    # told, and registered as read
    "read_as": mark("“{value}” was read as {read}."),
    "percent_cell": mark("{value} in a cell of percentages was read as {read}."),
    "approximate": mark("“{value}” was read as {read}, marked as approximate."),
    "formula_result": mark("The result of the formula, {value}, was taken."),
    "late_figure": mark(
        "“{value}” is registered as the figure of {year}, which has come out since."
    ),
    "as_of_read": mark("“{value}” was read as {read}."),
    "reason_read": mark("“{value}” was read as the reason “{read}”."),
    "finer_than_plan": mark(
        "{value} has more digits than the plan prints; it is kept as it is."
    ),
    "counts_missing": mark(
        "Only the rate is registered. Write both counts, {numerator}/{denominator}, like "
        "163/182: the rate is worked out from them."
    ),
    "countermeasure_missing": mark(
        "The status is “{status}”: write what is done about it as well. It can be "
        "registered without."
    ),
    "year_not_over": mark(
        "{year} is not over yet: the figure is kept, and may be judged on track or achieved; "
        "it is not judged behind before the year ends."
    ),
    "struck_text": mark("{struck} is struck through and was not read."),
    "stored_kept": mark("{stored} was registered since the form was made and stays."),
    "registered_stays": mark("{stored} is registered and stays."),
}

OF_WORDS_ALONE: dict[str, str] = {
    "not_a_number": mark(
        "“{value}” is no figure. Write the number, or empty this cell and choose in "
        "the column “{heading}” why there is none."
    ),
}
"""Sentences for a text without any number, where a reason can be chosen instead."""

"""使い方, what each mark in the charts means."""

from dxkpi.wording.language import mark

MARKS = (
    (
        mark("● joined by a thick line"),
        mark("The actual of each fiscal year. The year that is looked at is larger."),
    ),
    (mark("○ hollow"), mark("The baseline, where the indicator starts.")),
    (mark("Grey dashes"), mark("The expected value, from the baseline to the target.")),
    (
        mark("Lines in steps"),
        mark(
            "Named stages: one holds until the end of the year in which the next is due."
        ),
    ),
    (mark("◆ black"), mark("The target at its deadline.")),
    (mark("◇ hollow"), mark("The second, higher aim.")),
    (mark("Pale band"), mark("The range in which the figure is to lie.")),
    (
        mark("Dashed ring"),
        mark(
            "An approximate figure, or a year without one; the reason stands beside it."
        ),
    ),
    (
        mark("Deep band round the actuals; grey band round the way"),
        mark(
            "The margin of the survey; the margin that a survey still to come would have."
        ),
    ),
    (
        mark("Blue dashed ring"),
        mark("The survey that comes next."),
    ),
    (
        mark("Thin grey line"),
        mark("Others for comparison: the country, the prefecture."),
    ),
    (
        mark("A square for each year"),
        mark("An indicator whose years are judged each on its own."),
    ),
    (mark("Short upright line on a bar"), mark("The expected value of the year.")),
    (mark("Schedule: filled bar"), mark("A period that the plan states.")),
    (
        mark("Schedule: pale bar with a dashed edge"),
        mark("A period inferred from the layout of the plan."),
    ),
    (
        mark("Schedule: fading bar"),
        mark("The plan does not say where it ends or begins."),
    ),
    (
        mark("Schedule: ●, flag"),
        mark("A milestone; a deadline. A dashed ring is an inferred milestone."),
    ),
)

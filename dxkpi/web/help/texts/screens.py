"""使い方, which question each screen answers."""

from dxkpi.wording.language import mark

SCREENS = (
    (
        mark("Overview"),
        mark("How the plan stands this year, and what needs attention."),
    ),
    (mark("Headquarters brief"), mark("The year on one sheet, also as PDF.")),
    (
        mark("Indicators (KPI)"),
        mark(
            "All indicators, narrowed by policy, department and status. A name opens the indicator."
        ),
    ),
    (
        mark("DX felt by staff"),
        mark(
            "The way of this one figure to its target, and what is still needed a year."
        ),
    ),
    (
        mark("Schedule"),
        mark(
            "What happens when, by policy and measure; as a picture or as the plan's own table."
        ),
    ),
    (
        mark("The plan"),
        mark(
            "Measures, initiatives, effects and departments in the plan's own words, to search."
        ),
    ),
    (
        mark("My department"),
        mark(
            "What one department is still to hand in, its indicators, its reasons, its schedule."
        ),
    ),
    (
        mark("Compare cities"),
        mark(
            "Which cities have a measure on an item of the national plan, with which indicator."
        ),
    ),
    (
        mark("Register actuals"),
        mark(
            "The year's form to take, the filled-in file to hand in, and the answer to it."
        ),
    ),
    (
        mark("Take in a survey"),
        mark(
            "The answers to the staff survey, counted and checked; "
            "the counts and the realisation rate on record."
        ),
    ),
    (
        mark("Returns"),
        mark(
            "Which department has handed in, which has not, and which figures are missing and why."
        ),
    ),
    (
        mark("Changes"),
        mark("Who changed which figure when, from what to what, by which file."),
    ),
    (
        mark("Yearly round"),
        mark(
            "The secretariat's year: deadlines, forms, who is missing, late or done, what is "
            "written to them. A second tab has the record of the round: what came, what is "
            "missing and why, what was asked and answered, what changed. A third one "
            "releases the year."
        ),
    ),
    (
        mark("Review of returns"),
        mark(
            "The secretariat looks at each return: figure and verdict old and new, confirms, "
            "or sends back with a remark."
        ),
    ),
    (
        mark("Begin a plan"),
        mark(
            "A new plan: the city, its years, what it follows; then its paper (Word, PDF, Excel) "
            "is read and proposed beside its own words, or a table is pasted."
        ),
    ),
    (
        mark("Edit the plan"),
        mark(
            "Every part of a plan in forms, in a draft: what was understood is said back, "
            "with the judgements before and after; registered as one change. What ends "
            "early is retired as of a year and keeps its figures."
        ),
    ),
    (
        mark("People and roles"),
        mark(
            "For administrators: who may do what in the city, roles given and taken away, "
            "invitations on paper, whole lists by CSV. A paper counts no longer once its "
            "person gets a role in another city."
        ),
    ),
)

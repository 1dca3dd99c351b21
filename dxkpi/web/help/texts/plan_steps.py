"""使い方, how a plan is brought in, corrected, and taken back."""

from dxkpi.wording.language import mark

PLAN_STEPS = (
    (
        mark("Begin"),
        mark(
            "Under “Begin a plan”, choose the municipality, write the title and the years, and "
            "one of four ways. They can be mixed, and all lead into one draft."
        ),
    ),
    (
        mark("From the plan's own paper"),
        mark(
            "Word, PDF, Excel or text. What was read stands beside its sentence. Take what is "
            "sure at once, look at the rest; pictures without text are told with their page."
        ),
    ),
    (
        mark("With the plan book (Excel)"),
        mark(
            "Empty under “Begin a plan”, with everything in it under “Edit the plan”. One sheet "
            "or some rows are enough to come back. Renamed and missing rows are asked about, "
            "and what others changed since stays; the book comes back with marks on what is to "
            "be mended."
        ),
    ),
    (
        mark("Edit"),
        mark(
            "Each entry is saved to the draft. Others who may edit see it, and their work "
            "stays. “Undo the last step” takes back one's own last entry. A changed target asks "
            "when, who and why."
        ),
    ),
    (
        mark("Check and register"),
        mark(
            "Everything to mend with the way to it, and each change old → new. Until it is "
            "registered, the pages show the plan as it was."
        ),
    ),
    (
        mark("Take back, bring back"),
        mark(
            "Under “Edit the plan”, before a draft is opened, a registered edit is taken back "
            "with its reason; what others changed since stays. What was taken out of the plan "
            "is brought back at the foot of the indicators, or of the policies and measures."
        ),
    ),
)

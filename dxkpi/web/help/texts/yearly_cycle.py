"""使い方, what is done when in a year, and by whom."""

from dxkpi.wording.language import mark

CYCLE = (
    (
        mark("March"),
        mark("Departments"),
        mark(
            "Settle each indicator's figure with its month. Where there is none, settle why."
        ),
    ),
    (
        mark("April"),
        mark("Secretariat"),
        mark(
            "Opens the “Yearly round”: the deadlines, who answers for 全課. Sends the forms "
            "with their list; later gives more time with the reason, and pastes the "
            "reminders of what is missing."
        ),
    ),
    (
        mark("April to May"),
        mark("Departments"),
        mark(
            "Take the form under “Register actuals”, fill in the "
            "yellow cells, choose the file there, register it."
        ),
    ),
    (
        mark("May"),
        mark("Secretariat"),
        mark(
            "Looks under “Returns” at what has not come in, and confirms "
            "what waits. A wrong return is withdrawn there; "
            "“Changes” lists every figure."
        ),
    ),
    (
        mark("When everything is in"),
        mark("Secretariat"),
        mark(
            "Takes the “Record of the round” as a workbook or PDF from the “Yearly round”, "
            "files it, and releases the year there under “Release of the year”."
        ),
    ),
    (
        mark("Before the board meets"),
        mark("Secretariat"),
        mark(
            "Looks for what is not reported or behind, prints the screens or saves the pictures."
        ),
    ),
    (
        mark("Board meeting"),
        mark("Mayor, deputy mayor, department heads"),
        mark(
            "Go from the overview to what needs attention, open the indicator, decide what to "
            "do. What is decided is typed at the indicator or under the sheet for the "
            "meeting; next year's begins with it."
        ),
    ),
    (
        mark("Whenever the plan changes"),
        mark("Secretariat"),
        mark(
            "Changes the plan file, or the plan book (an Excel workbook of the whole plan: "
            "`dxkpi export CODE -o FILE.xlsx`). `dxkpi load --dry-run FILE` shows "
            "what would change and what is odd, `dxkpi load FILE` registers it; of a "
            "changed target it asks whether it was revised or a slip. "
            "`dxkpi history CODE` lists every figure ever recorded, with who and when."
        ),
    ),
    (
        mark("When a plan ends"),
        mark("Secretariat"),
        mark(
            "Writes the file of the next plan: `follows` names the former one, `continues` "
            "the former indicator, whose years are then drawn grey before the new ones. "
            "An indicator that stands in two plans is entered in one of them; the other "
            "says so with `shares`. `dxkpi load FILE --as successor` registers it. The "
            "overview has the final report of the plan that ends; a year later it takes "
            "corrections alone, each with its reason."
        ),
    ),
)

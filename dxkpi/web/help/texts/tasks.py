"""使い方, how to print, save and find again; what is for those who run it."""

from dxkpi.wording.language import mark

TASKS = (
    (
        mark("Print"),
        mark(
            "Press Ctrl+P; every screen fits on A4 landscape, “For the headquarters "
            "meeting” on one upright sheet. In “The plan”, switch on “Open all” before: "
            "what is closed is not printed."
        ),
    ),
    (
        mark("Save"),
        mark(
            "Below a chart: its figures for Excel (CSV), and the picture "
            "for Word and PowerPoint (PNG, SVG). Several charts "
            "come in one zip."
        ),
    ),
    (mark("Read the figures"), mark("“As a table” shows the same numbers as tables.")),
    (
        mark("Come back, or send to others"),
        mark(
            "Municipality and year stand in the address of the page, and so do search, "
            "filters and “As a table”. A bookmark, a copied address or Back opens the same."
        ),
    ),
    (
        mark("Deadlines in your calendar"),
        mark(
            "“Deadlines” below the schedule gives a file for Outlook and others. Take it "
            "anew when the plan has changed: what was moved moves there too. Written over "
            "the former file, `dxkpi calendar CODE -o FILE` also cancels what was dropped."
        ),
    ),
    (mark("Change the language"), mark("At the bottom of the menu on the left.")),
    (mark("Light or dark"), mark("⋮ at the top right: System, Light, Dark.")),
    (mark("On a narrow screen"), mark("» at the top left opens the menu.")),
    (
        mark("By keyboard"),
        mark(
            "Tab goes on, Shift+Tab goes back, Enter or the space bar "
            "opens. In a list: ↑ ↓ and Enter to choose, Esc to leave."
        ),
    ),
)

OPERATION = (
    (
        mark("Back up"),
        mark(
            "`dxkpi backup FILE` copies everything to one file, also while others work. "
            "`dxkpi restore FILE` checks a backup, keeps the present store aside and puts "
            "the backup in its place."
        ),
    ),
    (
        mark("Was anything changed past the program?"),
        mark(
            "`dxkpi verify` names every figure, text, file and release that is not as it "
            "was recorded. Note the hash that it gives somewhere else: `--noted HASH` tells "
            "later whether the changes up to it are still there."
        ),
    ),
    (
        mark("Who did what, for the operator"),
        mark(
            "The server writes a line for each action to standard error; with "
            "`DXKPI_LOG=json` each is a JSON object. It has the city, the outcome and a "
            "hash of the account, and nothing of what people wrote."
        ),
    ),
    (
        mark("The address printed on the form"),
        mark(
            "`DXKPI_PUBLIC_URL` says where the form is handed in, `DXKPI_CONTACT` whom to "
            "ask, `DXKPI_SUBMISSION_DEADLINE` by when where no round is open."
        ),
    ),
    (
        mark("All departments, departments concerned"),
        mark(
            "They get no form of their own. The city's register of departments (in the "
            "plan's document) or a file named by `DXKPI_DEPARTMENTS` says which "
            "departments answer for them, and what a department of former years became: "
            "its form is then taken as the new one's. The report of a year is asked of the "
            "departments that are there on 1 April after it."
        ),
    ),
    (
        mark("Only show"),
        mark(
            "With `DXKPI_REGISTRATION=false` nothing can be registered on the screens."
        ),
    ),
)

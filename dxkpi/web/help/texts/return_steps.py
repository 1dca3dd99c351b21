"""使い方, how a return is handed in, and what of a form is read."""

from dxkpi.wording.language import mark

RETURN = (
    (
        mark("① Take the form"),
        mark(
            "An Excel workbook of the department. Only the yellow cells can be filled in."
        ),
    ),
    (
        mark("② Choose the file"),
        mark(
            "Several at once are fine. Each is checked at once; "
            "nothing is stored before the last step."
        ),
    ),
    (
        mark("③ Check"),
        mark(
            "What must be mended is listed by cell, and marked in a copy to "
            "take. Where a value is doubtful, say whether it is "
            "right. What changes is shown with the new status before it is stored."
        ),
    ),
    (
        mark("A share with its two counts"),
        mark(
            "Where the form says so, write both in the cell of the figure: 163/182. Also "
            "182手続中163手続, 163件（182件中） and 89.6%（163/182） are read. The rate is worked "
            "out; where another stands beside the counts, you are asked which one counts."
        ),
    ),
    (
        mark("The year and the department"),
        mark(
            "A form of another year than the chosen one, and a file with rows of "
            "another department, wait until you say which year and whose it is. Last "
            "year's form with this year's figures can be read as this year's."
        ),
    ),
    (
        mark("A doubtful value"),
        mark(
            "Register it as it is (some need a reason), type the right figure beside it, "
            "or mend the form and choose it again: it takes the first one's place. A "
            "figure that was typed stands in the receipt and in “Changes”."
        ),
    ),
    (
        mark("Leave it to the secretariat"),
        mark(
            "Where you cannot say whether a value is right, the file can wait to be "
            "confirmed. No figure changes until the secretariat opens it under “Returns” "
            "and registers it."
        ),
    ),
    (
        mark("F5, or a restart of the server"),
        mark(
            "Files that are being checked, what was typed and what was confirmed are "
            "kept for a day. The address of the page brings them back, to you alone: do "
            "not pass it on. Nothing is on record before “Register”."
        ),
    ),
    (
        mark("A figure that comes out late, or not every year"),
        mark(
            "The form asks for the latest year whose figure is out, and says which; it is "
            "registered for that year. Write the year beside the figure (R5 28.5) where it "
            "is another. In a year without a survey the row is left out."
        ),
    ),
    (
        mark("④ Register"),
        mark(
            "All of a file or nothing. The receipt bears a number; the "
            "file is kept. The same file again changes nothing."
        ),
    ),
    (
        mark("Handing in again"),
        mark(
            "Your second form corrects your first: what changes stands in one table, "
            "with one question. What a colleague changed since is asked about each."
        ),
    ),
    (
        mark("Entries that several departments report"),
        mark(
            "Files that are registered at once follow each other. Where two say "
            "otherwise of one entry you are asked; both comments stay."
        ),
    ),
    (
        mark("A figure or two"),
        mark(
            "“Type figures without a file” checks and registers what is "
            "typed into a table, in the same way: figures, and "
            "the progress of the schedule."
        ),
    ),
)

READ = (
    (
        mark("Figures"),
        mark(
            "７５．０％, 1,234件, ▲3.2, 約30, 1.2万人 and the like are read, "
            "and it is said how. Doubtful ones are asked about."
        ),
    ),
    (
        mark("Struck, hidden and coloured figures"),
        mark(
            "What is struck through in a cell is not read, and that is told. A figure "
            "that is struck as a whole, cannot be seen, or has a colour that the sheet "
            "explains is asked about."
        ),
    ),
    (
        mark("Blank cells"),
        mark(
            "Never read as 0. Write the figure, or choose the reason why there is none."
        ),
    ),
    (
        mark("Causes and countermeasures"),
        mark(
            "Each in its own column. Where the status is slightly behind or worse, the "
            "causes are required, and what is done about it is asked for. Forms handed out "
            "before, with one column for both, are read as causes."
        ),
    ),
    (
        mark("Rows and columns"),
        mark(
            "Found by their number and heading: they may be moved, hidden, or stand among others."
        ),
    ),
    (
        mark("What is not read"),
        mark(
            "Changed names, targets and figures of other years, other "
            "sheets, comments. Macros, links and formulas are never "
            "run; of a formula the result that was saved is taken."
        ),
    ),
    (
        mark("What cannot be read"),
        mark(
            "Files with a password, .xls, .xlsm, .csv, PDF, and "
            "files over 10 MB. It is said what to do."
        ),
    ),
)

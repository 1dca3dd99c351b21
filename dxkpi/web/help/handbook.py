"""使い方, the tables of fixed text: what is done when, how a return and a survey are
handed in, marks, screens, words.
"""

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
            "Changes the plan file. `dxkpi load --dry-run FILE` shows "
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

SURVEY = (
    (
        mark("① File"),
        mark(
            "The list of answers as LoGoフォーム, Microsoft Forms or "
            "Google フォーム export it (.xlsx, .csv). By command: "
            "`dxkpi survey FILE --city CODE --fiscal-year N`."
        ),
    ),
    (
        mark("② Counting"),
        mark(
            "Choose the question, which answers count as felt, the columns "
            "of section, position and age, and how many were "
            "asked. It is filled in as last year; ask the same "
            "question, or years cannot be compared."
        ),
    ),
    (
        mark("③ Check, ④ register"),
        mark(
            "Blank and repeated answers, unknown choices and sections are "
            "listed with their rows. The rate is shown before it "
            "is registered; a wrong one is withdrawn under “Returns”."
        ),
    ),
    (
        mark("What is kept"),
        mark(
            "Counts only. The file, single answers, free text and "
            "respondents are not kept. Groups of fewer than {n} answers, and "
            "groups that all answered alike, are put together before anything is "
            "stored, and stay together while few answers differ."
        ),
    ),
    (
        mark("F5, or a restart of the server"),
        mark(
            "Choose the file again. Answers of single persons are never written to a "
            "disk, so they cannot be kept for you as a return is."
        ),
    ),
    (
        mark("What ± means"),
        mark(
            "Had others of the staff answered, the rate would be another "
            "one. Of 100 margins made like this, 95 hold the rate "
            "of the whole staff (Wilson's interval, for the number of "
            "staff), if those who did not answer feel like those who "
            "did. A change that such chance explains is no certain change."
        ),
    ),
    (
        mark("A judgement and its margin"),
        mark(
            "Every figure within the margin is judged like the rate itself. If all come "
            "to one status, that is sure; else the badge says from which to which. "
            "Where the margin lies on both sides of the target line, the badge is grey, "
            "and behind or missed is counted as within the margin: no alarm. Where all "
            "of it falls short of the line, it is one. Against another survey's figure "
            "(better than the year before) the margins of both count."
        ),
    ),
    (
        mark("Outlook and chance of the target"),
        mark(
            "The least-squares line through the comparable years, three at "
            "least (its slope is the pace a year so far), and its 80% prediction "
            "interval; the chance is the part of the same t distribution beyond the "
            "target: almost certain from 95%, likely from 60%, as likely as not from "
            "40%, one in three from 25%, one or two in ten from 10%. "
            "Both assume that things go on as before, that years "
            "differ by chance alone, and that those who did not answer feel like those who did."
        ),
    ),
)

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
        mark("People and roles"),
        mark(
            "For administrators: who may do what in the city, roles given and taken away, "
            "invitations on paper, whole lists by CSV. A paper counts no longer once its "
            "person gets a role in another city."
        ),
    ),
)

WORDS = (
    (
        "計画",
        mark("plan"),
        mark(
            "A municipality may have several. Unless chosen, the one in force is shown."
        ),
    ),
    ("基本方針", mark("policy"), mark("A pillar of the plan.")),
    ("施策", mark("measure"), mark("What is done under a policy.")),
    ("取組", mark("initiative"), mark("A concrete activity of a measure.")),
    (
        "期待される効果",
        mark("expected effects"),
        mark("What a measure should bring about."),
    ),
    ("指標", mark("indicator"), mark("A figure that is followed (KPI).")),
    (
        "計画のKPI",
        mark("official"),
        mark("An indicator that the plan itself sets. Others are followed beside it."),
    ),
    ("担当課", mark("department"), mark("Whose a measure or an indicator is.")),
    (
        "工程",
        mark("schedule"),
        mark("Periods, milestones and deadlines over the fiscal years."),
    ),
    (
        "推定",
        mark("inferred"),
        mark(
            "Read from the layout of the plan, not stated in words. The reason is given."
        ),
    ),
    (
        "実感率",
        mark("realisation rate"),
        mark("The share of staff who feel that DX has made their work better."),
    ),
    (
        "判定の区分",
        mark("grading profile"),
        mark("From which pace on a city gives which grade."),
    ),
    (
        "年度",
        mark("fiscal year"),
        mark("April to March. March 2026 lies in FY2025."),
    ),
    (
        "自治体",
        mark("municipality"),
        mark("Known by its six-digit code; so are prefectures, 区 and 広域連合."),
    ),
    (
        "確定",
        mark("final"),
        mark(
            "What the secretariat has confirmed; without a review what is registered. "
            "Viewers see this, and read on each page that newer returns wait."
        ),
    ),
    (
        "公表",
        mark("released"),
        mark(
            "A year as it was made public. Whoever has not signed in sees this and its day; "
            "where it was corrected, why (修正公表)."
        ),
    ),
    (
        "事務局",
        mark("secretariat"),
        mark("The section that runs the yearly cycle (デジタル推進課)."),
    ),
    (
        "本部会議",
        mark("board meeting"),
        mark("The DX推進本部: mayor, deputy mayor and department heads."),
    ),
)

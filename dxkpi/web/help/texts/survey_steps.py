"""使い方, how a staff survey is taken in, and what its rate and margin say."""

from dxkpi.wording.language import mark

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

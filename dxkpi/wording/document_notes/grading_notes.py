"""What the fields of the plan document mean: how a city or a plan grades its indicators."""

from dxkpi.wording.document_notes.note import FieldNote, ObjectNote
from dxkpi.wording.language import mark

GRADING_NOTES: dict[str, ObjectNote] = {
    "Grading": ObjectNote(
        mark("grading"),
        mark(
            "How a plan grades its indicators: a named profile, a named profile with "
            "single things changed, or bands of its own."
        ),
        {
            "profile": FieldNote(
                mark(
                    "A profile whose numbers the program knows. What stands beside it counts "
                    "instead of its own."
                ),
                "宮城県",
            ),
            "name": FieldNote(
                mark("What a grading of one's own is called."), "本市の判定基準"
            ),
            "source": FieldNote(
                mark("Where the grading is laid down."), "行政評価実施要領 第5条"
            ),
            "quantity": FieldNote(
                mark(
                    "What is graded: the pace since the baseline; the progress rate to the "
                    "final target; the achievement rate of the final target; that of what the "
                    "year asks for; that of the part of the target that is due by the year "
                    "(n/5 in the nth of five years)."
                ),
                "year_achievement",
            ),
            "bands": FieldNote(
                mark("The grades from the best down, each with its bound in percent."),
                "[{grade: A, status: on_track, at_least: 100}, {grade: B, status: behind}]",
            ),
            "path_start": FieldNote(
                mark("Where the path to the target begins, with the baseline's value."),
                "before_plan",
            ),
            "keep_by_bands": FieldNote(
                mark(
                    "True if a target to keep has all the grades; else it is met or missed."
                ),
                "true",
            ),
            "deadline_by_bands": FieldNote(
                mark(
                    "True if the year of the deadline has all the grades; else the target is "
                    "met or missed."
                ),
                "true",
            ),
            "latest_figure": FieldNote(
                mark(
                    "True if the latest known figure counts where a year's own is not there; "
                    "it is measured in its own year."
                ),
                "true",
            ),
            "not_assessable": FieldNote(
                mark("The grade of what cannot be assessed."), "N"
            ),
        },
    ),
    "WrittenBand": ObjectNote(
        mark("grade"),
        mark(
            "A grade and from which percentage on it is given; the last takes the rest."
        ),
        {
            "grade": FieldNote(mark("The grade, as the city writes it."), "A"),
            "status": FieldNote(
                mark("What it stands for; the screens' marks follow it."), "on_track"
            ),
            "at_least": FieldNote(mark("From this percentage on."), "80"),
            "more_than": FieldNote(mark("Above this percentage."), "110"),
            "quantity": FieldNote(
                mark(
                    "What the percentage is of, where that is not what the grading says."
                ),
                "progress_rate",
            ),
        },
    ),
}

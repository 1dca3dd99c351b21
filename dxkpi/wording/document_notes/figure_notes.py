"""What the fields of the plan document mean: baselines, actuals, surveys and references."""

from dxkpi.wording.document_notes.note import FieldNote, ObjectNote
from dxkpi.wording.document_notes.shared import (
    APPROXIMATE,
    DAY_OF_FIGURE,
    DENOMINATOR,
    NUMERATOR,
)
from dxkpi.wording.language import mark

FIGURE_NOTES: dict[str, ObjectNote] = {
    "Baseline": ObjectNote(
        mark("baseline"),
        mark("Where an indicator starts."),
        {
            "fiscal_year": FieldNote(
                mark(
                    "The fiscal year of the figure; null where the plan does not say it, and the "
                    "path then starts at the end of the year before the plan."
                ),
                "R7",
            ),
            "as_of": FieldNote(
                mark("The month or day of the figure, in that fiscal year."), "2026-03"
            ),
            "numerator": NUMERATOR,
            "denominator": DENOMINATOR,
            "value": FieldNote(
                mark(
                    "The figure, as printed; left out beside two counts, it is worked out from "
                    "them. “163/182” and “182手続中163手続” are understood."
                ),
                "64.4",
            ),
            "approximate": APPROXIMATE,
            "span": FieldNote(
                mark(
                    "What it is the average or sum of, in the plan's words, shown in place of "
                    "the year; “fiscal_year” is then the last of these years."
                ),
                "H26～28平均",
            ),
            "year_unknown": FieldNote(
                mark(
                    "True where the plan does not say the year, as null in “fiscal_year”."
                ),
                "true",
            ),
        },
    ),
    "Actual": ObjectNote(
        mark("actual"),
        mark("What was reached in a fiscal year."),
        {
            "fiscal_year": FieldNote(
                mark("The fiscal year of the figure; once for each indicator."), "R8"
            ),
            "as_of": DAY_OF_FIGURE,
            "numerator": NUMERATOR,
            "denominator": DENOMINATOR,
            "value": FieldNote(
                mark(
                    "The figure, as reported; null where there is none. 1 or 0 for yes or "
                    "no. Left out beside two counts, it is worked out from them."
                ),
                "66.0",
            ),
            "approximate": APPROXIMATE,
            "missing": FieldNote(mark("Why there is no figure."), "not_published"),
            "note": FieldNote(
                mark(
                    "Why the figure is what it is, and what else there is to say of it."
                ),
                "会場の改修で3回が中止になった。",
            ),
            "countermeasure": FieldNote(
                mark("What the department does about the figure."),
                "次の年度は4月に日程を決める。",
            ),
            "survey": FieldNote(
                mark("The counts of the staff survey behind the figure."),
                "{question: 進んだと感じるか, tally: {はい: 66, いいえ: 34}, counted: [はい]}",
            ),
        },
    ),
    "Survey": ObjectNote(
        mark("staff survey"),
        mark("The counts of a staff survey; nothing of single persons."),
        {
            "question": FieldNote(
                mark("The question, as it was asked."), "職場でDXが進んだと感じますか"
            ),
            "tally": FieldNote(
                mark("How many gave which of the answers that count."),
                "{はい: 66, いいえ: 34}",
            ),
            "counted": FieldNote(mark("The answers that count as felt."), "[はい]"),
            "excluded": FieldNote(
                mark("How many gave answers that count neither way."), "{わからない: 5}"
            ),
            "blanks": FieldNote(mark("How many left the question open."), "2"),
            "asked": FieldNote(mark("How many were asked."), "300"),
            "departments": FieldNote(
                mark("The same counts by department."),
                "[{names: [市民課], answers: 100, felt: 66}]",
            ),
            "positions": FieldNote(
                mark("The same counts by position."),
                "[{names: [係長], answers: 100, felt: 66}]",
            ),
            "ages": FieldNote(
                mark("The same counts by age."),
                "[{names: [30代], answers: 100, felt: 66}]",
            ),
            "headings": FieldNote(
                mark(
                    "How the columns of the answers' file were called, to be offered next "
                    "year."
                ),
                "{question: Q1, department: 所属}",
            ),
        },
    ),
    "SurveyGroup": ObjectNote(
        mark("survey group"),
        mark("A part of the staff with its counts; small ones are put together."),
        {
            "names": FieldNote(
                mark("The name of the group, or those that are counted together."),
                "[会計課, 監査課]",
            ),
            "answers": FieldNote(mark("Its answers that count."), "12"),
            "felt": FieldNote(mark("Those of them that count as felt."), "8"),
            "asked": FieldNote(mark("How many were asked in it."), "15"),
        },
    ),
    "Reference": ObjectNote(
        mark("reference"),
        mark("A figure to compare with."),
        {
            "fiscal_year": FieldNote(mark("The fiscal year of the figure."), "R8"),
            "as_of": DAY_OF_FIGURE,
            "numerator": NUMERATOR,
            "denominator": DENOMINATOR,
            "series": FieldNote(mark("Whose figure it is."), "全国"),
            "value": FieldNote(
                mark(
                    "The figure, as printed; left out beside two counts, it is worked out from "
                    "them. “163/182” and “182手続中163手続” are understood."
                ),
                "70.1",
            ),
        },
    ),
}

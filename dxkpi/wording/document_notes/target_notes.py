"""What the fields of the plan document mean: what is promised, and was before."""

from dxkpi.wording.document_notes.note import FieldNote, ObjectNote
from dxkpi.wording.document_notes.shared import APPROXIMATE
from dxkpi.wording.language import mark

TARGET_NOTES: dict[str, ObjectNote] = {
    "WrittenTarget": ObjectNote(
        mark("target"),
        mark("What the plan promises for an indicator."),
        {
            "rule": FieldNote(mark("What kind of promise it is."), "reach"),
            "comparator": FieldNote(
                mark(
                    "Whether the figure is to be reached or more, or less, or exactly."
                ),
                '">="',
            ),
            "value": FieldNote(mark("The figure that is promised."), "75.0"),
            "fiscal_year": FieldNote(
                mark("The fiscal year by whose end it is to be met."), "R12"
            ),
            "as_of": FieldNote(
                mark("The month or day of the deadline, in that fiscal year."),
                "2031-03",
            ),
            "yearly": FieldNote(
                mark("Targets of single years, or points on the way."),
                "{R9: 66.5, R10: 70.0}",
            ),
            "since": FieldNote(
                mark(
                    "The first fiscal year of a total (rule: total); the plan's first where "
                    "it is left out, as “fiscal_year” is the plan's last."
                ),
                "R8",
            ),
            "approximate": APPROXIMATE,
            "stretch": FieldNote(
                mark(
                    "A second, higher aim (挑戦) beside “value”: shown, and told when it is "
                    "reached, but never judged against."
                ),
                "80.0",
            ),
            "low": FieldNote(
                mark(
                    "The lower end of a range (rule: range); it belongs to the range."
                ),
                "45",
            ),
            "high": FieldNote(
                mark(
                    "The upper end of a range (rule: range); it belongs to the range."
                ),
                "55",
            ),
            "tolerance": FieldNote(
                mark(
                    "How far the figure of a range may lie from “value” (2.0±0.2), in place of "
                    "“low” and “high”."
                ),
                "0.2",
            ),
            "text": FieldNote(
                mark(
                    "What the plan says where it states no figure; shown in place of one."
                ),
                "可能な限り減少",
            ),
            "worse_because": FieldNote(
                mark(
                    "Why the target is worse than the present (a population that is to "
                    "shrink less)."
                ),
                "人口が減る中で、減り方を抑えるため。",
            ),
        },
    ),
    "FormerTarget": ObjectNote(
        mark("former target"),
        mark(
            "What was promised before a change: a revision that was decided, or a slip "
            "that was corrected."
        ),
        {
            "target": FieldNote(
                mark("The former target, where it was another."),
                "{rule: reach, value: 75.0, fiscal_year: R12}",
            ),
            "baseline": FieldNote(
                mark("The former baseline, where it was another."),
                "{fiscal_year: R7, value: 64.4}",
            ),
            "direction": FieldNote(
                mark("Which way was better, where it was the other."), "higher"
            ),
            "decided": FieldNote(
                mark(
                    "The month or day on which the revision was decided. The fiscal year in "
                    "which it lies is the first that is judged by the new target."
                ),
                "2028-03-18",
            ),
            "by": FieldNote(mark("Who decided the revision."), "本部会議"),
            "reason": FieldNote(
                mark("Why the target was revised."), "制度の改正により対象が減ったため"
            ),
            "judged_from": FieldNote(
                mark(
                    "The first fiscal year that is judged by the new target, where it is "
                    "another than that of the decision."
                ),
                "R10",
            ),
            "correction": FieldNote(
                mark(
                    "What was wrong, where a slip was corrected. The former target then "
                    "counts for nothing; “decided” and “reason” are left out."
                ),
                "目標値の転記誤り（57.0を75.0とした）",
            ),
        },
    ),
}

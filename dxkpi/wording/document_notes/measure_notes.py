"""What the fields of the plan document mean: policies, measures, initiatives and their schedule."""

from dxkpi.wording.document_notes.note import FieldNote, ObjectNote
from dxkpi.wording.document_notes.shared import OWN_MARKS, YEARLY_REPORTS
from dxkpi.wording.language import mark

MEASURE_NOTES: dict[str, ObjectNote] = {
    "Policy": ObjectNote(
        mark("policy"),
        mark("A pillar of the plan."),
        {
            "number": FieldNote(
                mark("The number by which it is named; used once in the plan."), '"1"'
            ),
            "name": FieldNote(mark("Its name in the plan."), "市民サービスの向上"),
            "description": FieldNote(
                mark("What the plan says about it."),
                "手続を来庁せずに行えるようにする。",
            ),
            "measures": FieldNote(
                mark("Its measures, in the plan's order."),
                '[{number: "1-1", name: 行政手続のオンライン化}]',
            ),
            "marks": OWN_MARKS,
        },
    ),
    "Measure": ObjectNote(
        mark("measure"),
        mark("What is done under a policy."),
        {
            "number": FieldNote(
                mark("The number by which indicators name it; used once in the plan."),
                '"1-1"',
            ),
            "name": FieldNote(mark("Its name in the plan."), "行政手続のオンライン化"),
            "description": FieldNote(
                mark("What the plan says about it."), "申請の多い手続から始める。"
            ),
            "national_item": FieldNote(
                mark("The mark of the national plan's items, ★ or ◆."), "priority"
            ),
            "departments": FieldNote(
                mark("The departments in charge, as the plan names them."),
                "[デジタル推進課, 市民課]",
            ),
            "expected_effects": FieldNote(
                mark("What the plan expects of it, one sentence each."),
                "[窓口の待ち時間が短くなる。]",
            ),
            "initiatives": FieldNote(
                mark("The concrete activities."),
                '[{number: "1", name: 電子申請の拡充}]',
            ),
            "schedule": FieldNote(
                mark("Its entries in the schedule (工程表)."),
                "[{kind: bar, label: 導入, start: R8, end: R10}]",
            ),
            "reports": YEARLY_REPORTS,
            "marks": OWN_MARKS,
        },
    ),
    "Initiative": ObjectNote(
        mark("initiative"),
        mark("A concrete activity of a measure."),
        {
            "number": FieldNote(
                mark(
                    "The number by which the schedule names it; used once in the measure."
                ),
                '"1"',
            ),
            "name": FieldNote(mark("Its name in the plan."), "電子申請の拡充"),
            "description": FieldNote(
                mark("What the plan says about it."),
                "年間100件を超える手続を対象とする。",
            ),
            "retired": FieldNote(
                mark(
                    "That it ends before the plan does: it keeps its figures and judgements, "
                    "and is not asked for afterwards. null: it counts."
                ),
                "{fiscal_year: R9, because: merged, note: 取組3に統合}",
            ),
            "reports": YEARLY_REPORTS,
            "marks": OWN_MARKS,
        },
    ),
    "ScheduleItem": ObjectNote(
        mark("schedule entry"),
        mark("A bar, milestone or deadline of the schedule."),
        {
            "kind": FieldNote(mark("A period, a milestone or a deadline."), "bar"),
            "label": FieldNote(mark("What is printed at the bar."), "導入"),
            "initiative": FieldNote(
                mark("The number of the initiative that it belongs to."), '"1"'
            ),
            "start": FieldNote(
                mark(
                    "The fiscal year in which it begins; null where the plan does not say "
                    "it."
                ),
                "R8",
            ),
            "end": FieldNote(
                mark(
                    "The fiscal year in which it ends; a deadline's year. Null where the "
                    "plan does not say it."
                ),
                "R10",
            ),
            "certainty": FieldNote(
                mark(
                    "Whether the source states the ends, or they were inferred from the "
                    "layout."
                ),
                "inferred",
            ),
            "note": FieldNote(
                mark("What there is to say about it."), "図では終わりがかすれている。"
            ),
            "before": FieldNote(
                mark("The years that it had before the plan was changed (計画変更)."),
                "{start: R8, end: R9, reason: 国の仕様の公表が遅れたため}",
            ),
        },
    ),
    "FormerYears": ObjectNote(
        mark("former years"),
        mark("The years that a schedule entry had before the plan was changed."),
        {
            "start": FieldNote(mark("The former beginning."), "R8"),
            "end": FieldNote(mark("The former end."), "R9"),
            "reason": FieldNote(
                mark("Why the plan was changed."), "国の仕様の公表が遅れたため"
            ),
        },
    ),
}

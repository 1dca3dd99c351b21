"""What the fields of the plan document mean: what is said of a year: reports, marks, decisions."""

from dxkpi.wording.document_notes.note import FieldNote, ObjectNote
from dxkpi.wording.language import mark

REPORT_NOTES: dict[str, ObjectNote] = {
    "YearlyReport": ObjectNote(
        mark("yearly report"),
        mark(
            "What an initiative, or a measure that has none, came to in a fiscal year."
        ),
        {
            "fiscal_year": FieldNote(mark("The fiscal year that is reported."), "R7"),
            "state": FieldNote(mark("How it stands at the end of the year."), "実施中"),
            "done": FieldNote(
                mark("What was done in the year."), "窓口3か所で予約を始めた。"
            ),
            "results": FieldNote(
                mark("What it brought."), "待ち時間が平均12分短くなった。"
            ),
            "difficulties": FieldNote(
                mark("What is difficult."), "支所の回線が足りない。"
            ),
            "next_steps": FieldNote(
                mark("What comes next."), "令和8年度に支所へ広げる。"
            ),
        },
    ),
    "OwnMark": ObjectNote(
        mark("the city's own mark"),
        mark("What the city itself judged of a fiscal year, each judge once."),
        {
            "fiscal_year": FieldNote(mark("The fiscal year that is judged."), "R7"),
            "by": FieldNote(
                mark(
                    "Who judged: the department, the headquarters or outside experts."
                ),
                "本部評価",
            ),
            "mark": FieldNote(
                mark("The mark as the city writes it: ◎○△×, A to D, 順調, any text."),
                "◎",
            ),
            "text": FieldNote(
                mark("Why it was judged so, or what was said."),
                "利用が順調に伸びている。",
            ),
            "decided": FieldNote(
                mark("The month or day of the judgement."), "2026-05-20"
            ),
        },
    ),
    "Decision": ObjectNote(
        mark("decision of the headquarters"),
        mark(
            "What the headquarters decided about a year, who does it, until when, and "
            "what came of it."
        ),
        {
            "number": FieldNote(
                mark("What tells it from the other decisions of the plan; used once."),
                '"1"',
            ),
            "fiscal_year": FieldNote(
                mark("The fiscal year of the plan that it was decided about."), "R7"
            ),
            "decided": FieldNote(
                mark("The month or day on which it was decided."), "2026-05-27"
            ),
            "text": FieldNote(
                mark("What was decided, in 300 characters at most."),
                "窓口で電子申請を案内する",
            ),
            "indicator": FieldNote(
                mark(
                    "The code of the indicator that it is about; without it and “measure” it "
                    "is about the whole plan."
                ),
                "K01",
            ),
            "measure": FieldNote(
                mark("The number of the measure that it is about."), '"1-1"'
            ),
            "initiative": FieldNote(
                mark("The number of the initiative in that measure that it is about."),
                '"1"',
            ),
            "department": FieldNote(mark("Who does it."), "市民課"),
            "until": FieldNote(
                mark("The month or day by which it is to be done."), "2026-12"
            ),
            "state": FieldNote(
                mark("How far it is: これから, 実施中, 済み or 取りやめ."), "実施中"
            ),
            "outcome": FieldNote(
                mark("What came of it, in 300 characters at most."),
                "7月から全ての窓口で案内している。",
            ),
        },
    ),
}

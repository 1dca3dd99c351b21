"""What the fields of the plan document mean: indicators, their parts and what they go on from."""

from dxkpi.wording.document_notes.note import FieldNote, ObjectNote
from dxkpi.wording.document_notes.shared import OWN_MARKS
from dxkpi.wording.language import mark

INDICATOR_NOTES: dict[str, ObjectNote] = {
    "Indicator": ObjectNote(
        mark("indicator"),
        mark("A figure that is followed."),
        {
            "code": FieldNote(
                mark(
                    "The code by which it is named in forms and addresses; used once in the"
                    " plan."
                ),
                "K01",
            ),
            "name": FieldNote(mark("Its name in the plan."), "オンライン申請の利用率"),
            "measure": FieldNote(
                mark("The number of the measure that it belongs to."), '"1-1"'
            ),
            "policy": FieldNote(
                mark(
                    "The number of its policy; may be left out where the measure says it."
                ),
                '"1"',
            ),
            "also_in": FieldNote(
                mark(
                    "The measures under which it stands once more (再掲): shown there too, asked "
                    "and counted once."
                ),
                '["1-2"]',
            ),
            "part_of": FieldNote(
                mark(
                    "The code of the indicator above it (KGI) that it contributes to."
                ),
                "K01",
            ),
            "role": FieldNote(
                mark(
                    "What it is to the program: the realisation rate of the staff survey. "
                    "At most one indicator has it."
                ),
                "realisation",
            ),
            "official": FieldNote(
                mark("True if the plan itself sets it as a KPI."), "true"
            ),
            "department": FieldNote(
                mark(
                    "The department that reports it; without it, those of the measure."
                ),
                "デジタル推進課",
            ),
            "departments": FieldNote(
                mark("The departments that report it, where there are several."),
                "[デジタル推進課, 市民課]",
            ),
            "definition": FieldNote(
                mark("What is counted, and how."),
                "申請総数に占めるオンライン申請の割合。",
            ),
            "quote": FieldNote(
                mark(
                    "The plan's own sentence with the target. Figures in it are compared "
                    "with the target."
                ),
                "オンライン申請の利用率を令和12年度に75.0%とする。",
            ),
            "method": FieldNote(
                mark("How the figure is worked out (算出方法)."),
                "オンライン申請の件数÷申請の総数×100",
            ),
            "source": FieldNote(
                mark("Where the figure comes from (出典)."), "電子申請システムの集計"
            ),
            "calendar": FieldNote(
                mark(
                    "The year that its figures are of, where it is not the fiscal year. "
                    "fiscal_year: R5 is then the calendar year 2023 (令和5年)."
                ),
                "calendar_year",
            ),
            "published": FieldNote(
                mark(
                    "When a year's figure comes out, where that is after the year's report, and "
                    "every how many years there is one. Until then the latest known figure "
                    "stands, and the year is not missing."
                ),
                "{month: 11, years_after: 1}",
            ),
            "retired": FieldNote(
                mark(
                    "That it ends before the plan does: it keeps its figures and judgements, "
                    "and is not asked for afterwards. null: it counts."
                ),
                "{fiscal_year: R9, because: merged, note: K05に統合}",
            ),
            "counted_on": FieldNote(
                mark("The day of every year on which it is counted, month first."),
                '"09-30"',
            ),
            "unit": FieldNote(
                mark("The unit of its figures; empty for a plain number."), '"%"'
            ),
            "counts": FieldNote(
                mark(
                    "What the two counts of a share (%) are of: the form then asks for both, and "
                    "its figures are kept with them."
                ),
                "{numerator: オンライン化した手続, denominator: 全手続, unit: 手続}",
            ),
            "value_type": FieldNote(
                mark(
                    "Whether it is a number, something that is done or not, or a stage of several."
                ),
                "number",
            ),
            "stages": FieldNote(
                mark(
                    "The names of its stages, from the first to the last. Baseline, target and "
                    "actuals are then written by these names, and “value_type” may be left out."
                ),
                "[検討, 試行, 導入, 全庁展開]",
            ),
            "direction": FieldNote(mark("Which way is better."), "higher"),
            "aggregation": FieldNote(
                mark("A state at a date, a count within the year, or a running total."),
                "annual",
            ),
            "decimals": FieldNote(
                mark("The digits after the point that the plan prints, 0 to 6."), "1"
            ),
            "continues": FieldNote(
                mark(
                    "The indicator of a former plan that it goes on from: its years before "
                    "are drawn too."
                ),
                "{plan: dx-2021, code: K01}",
            ),
            "shares": FieldNote(
                mark(
                    "The same indicator in another plan of the city. Its figures are entered "
                    "there and shown here; it has no “actuals” of its own."
                ),
                "{plan: strategy-2025, code: S03}",
            ),
            "baseline": FieldNote(
                mark("Where it starts (現状値, 基準値)."),
                "{fiscal_year: R7, as_of: 2026-03, value: 64.4}",
            ),
            "target": FieldNote(
                mark("What the plan promises."),
                "{rule: reach, value: 75.0, fiscal_year: R12}",
            ),
            "actuals": FieldNote(
                mark("What was reached, year by year."),
                "[{fiscal_year: R8, value: 66.0}]",
            ),
            "references": FieldNote(
                mark("Figures to compare with: prefecture, nation."),
                "[{series: 全国, fiscal_year: R8, value: 70.1}]",
            ),
            "marks": OWN_MARKS,
            "former_targets": FieldNote(
                mark(
                    "What it promised before each change of target, baseline or rule, the "
                    "earliest first. `dxkpi load` writes it when it is told about a change."
                ),
                "[{target: {rule: reach, value: 75.0, fiscal_year: R12}, decided: 2028-03-18,"
                " by: 本部会議, reason: 制度の改正により対象が減ったため}]",
            ),
            "parts": FieldNote(
                mark(
                    "Parts under one name and one judgement. Each has its own baseline, target "
                    "and actuals and is asked for; the indicator has none of its own, and it is "
                    "counted once, by its worst part."
                ),
                "[{code: K30a, name: 男}, {code: K30b, name: 女}]",
            ),
        },
    ),
    "IndicatorPart": ObjectNote(
        mark("part of an indicator"),
        mark(
            "One of the parts that are judged as one: 男 and 女; 小, 中 and 高. What it does "
            "not say it has from its indicator."
        ),
        {
            "code": FieldNote(
                mark(
                    "The code of the part; used once in the plan, like an indicator's."
                ),
                "K30a",
            ),
            "name": FieldNote(
                mark("The name of the part alone; shown behind the indicator's."), "男"
            ),
            "department": FieldNote(
                mark("The department that reports it, where it is another."),
                "健康づくり課",
            ),
            "departments": FieldNote(
                mark("The departments that report it, where they are others."),
                "[小学校課, 中学校課]",
            ),
            "definition": FieldNote(
                mark("What is counted of this part, and how."),
                "市立小学校の児童について。",
            ),
            "unit": FieldNote(
                mark("The unit of its figures, where it is another."), "年"
            ),
            "direction": FieldNote(
                mark("Which way is better, where it is the other."), "lower"
            ),
            "decimals": FieldNote(
                mark(
                    "The digits after the point that the plan prints, where they differ."
                ),
                "1",
            ),
            "continues": FieldNote(
                mark("The indicator, or part, of a former plan that it goes on from."),
                "{plan: dx-2021, code: K30a}",
            ),
            "baseline": FieldNote(
                mark("Where it starts (現状値, 基準値)."),
                "{fiscal_year: R7, value: 79.5}",
            ),
            "target": FieldNote(
                mark("What the plan promises."),
                "{rule: reach, value: 81.0, fiscal_year: R12}",
            ),
            "actuals": FieldNote(
                mark("What was reached, year by year."),
                "[{fiscal_year: R8, value: 79.8}]",
            ),
            "references": FieldNote(
                mark("Figures to compare with: prefecture, nation."),
                "[{series: 全国, fiscal_year: R8, value: 81.1}]",
            ),
            "former_targets": FieldNote(
                mark("What it promised before each change, as of an indicator."),
                "[{target: {rule: reach, value: 82.0, fiscal_year: R12},"
                " decided: 2028-03-18, reason: 国の目標の見直しのため}]",
            ),
        },
    ),
    "CountedThings": ObjectNote(
        mark("counts of a share"),
        mark("What the two counts of a share are of, where they are kept with it."),
        {
            "numerator": FieldNote(
                mark("What the first count is of."), "オンライン化した手続"
            ),
            "denominator": FieldNote(mark("What the second count is of."), "全手続"),
            "unit": FieldNote(mark("The unit of both counts."), "手続"),
        },
    ),
    "Retirement": ObjectNote(
        mark("early end"),
        mark("Since when an indicator or an initiative counts no more, and why."),
        {
            "fiscal_year": FieldNote(
                mark("The first fiscal year in which it counts no more."), "R9"
            ),
            "because": FieldNote(
                mark("Whether it ended, was given up or merged."), "ended"
            ),
            "note": FieldNote(
                mark("Who decided it and why, or what it was merged into."), "K05に統合"
            ),
        },
    ),
    "Publication": ObjectNote(
        mark("publication"),
        mark("When a year's figure comes out, and every how many years there is one."),
        {
            "month": FieldNote(
                mark("The month in which the figure comes out, 1 to 12."), "11"
            ),
            "years_after": FieldNote(
                mark(
                    "How many fiscal years after its own: 0 the same, 1 the next (翌年度)."
                ),
                "1",
            ),
            "every": FieldNote(
                mark(
                    "Every how many years there is a figure; left out for every year."
                ),
                "2",
            ),
            "since": FieldNote(
                mark("A fiscal year that has a figure, from which “every” counts."),
                "R5",
            ),
        },
    ),
    "FormerIndicator": ObjectNote(
        mark("former indicator"),
        mark("The indicator of a former plan that one goes on from."),
        {
            "plan": FieldNote(
                mark(
                    "The id of the former plan; where it is left out, the one that this plan "
                    "follows."
                ),
                "dx-2021",
            ),
            "code": FieldNote(mark("The code that it has there."), "K01"),
            "break_because": FieldNote(
                mark(
                    "Why the years before cannot be compared with those after; left out "
                    "where they can."
                ),
                "設問を変えたため",
            ),
        },
    ),
    "SharedIndicator": ObjectNote(
        mark("shared indicator"),
        mark("The same indicator in another plan of the city, which has its figures."),
        {
            "plan": FieldNote(mark("The id of the other plan."), "strategy-2025"),
            "code": FieldNote(mark("The code that it has there."), "S03"),
        },
    ),
}

"""What each field of the plan document means, with an example: the one place for it.

The schema for editors and the reference page are made of these; a test says which field
has no note. Examples are written as they stand in a file.
"""

from dataclasses import dataclass

from dxkpi.wording.language import mark


@dataclass(frozen=True)
class FieldNote:
    """What a field means, and what may stand in it."""

    meaning: str
    example: str


@dataclass(frozen=True)
class ObjectNote:
    """What a group of fields is called, and what it is."""

    title: str
    meaning: str


OBJECT_NOTES: dict[str, ObjectNote] = {
    "Plan": ObjectNote(mark("the document"), mark("One file for each plan.")),
    "Municipality": ObjectNote(
        mark("municipality"), mark("The municipality whose plan it is.")
    ),
    "CityDepartment": ObjectNote(
        mark("department"),
        mark(
            "A department of the municipality in its register, for reorganisations: the "
            "report of a year is asked of those that are there on 1 April after it."
        ),
    ),
    "About": ObjectNote(
        mark("plan"),
        mark("Title, period and source of the plan, and what was unclear in it."),
    ),
    "Publication": ObjectNote(
        mark("publication"),
        mark("When a year's figure comes out, and every how many years there is one."),
    ),
    "Grading": ObjectNote(
        mark("grading"),
        mark(
            "How a plan grades its indicators: a named profile, a named profile with "
            "single things changed, or bands of its own."
        ),
    ),
    "WrittenBand": ObjectNote(
        mark("grade"),
        mark(
            "A grade and from which percentage on it is given; the last takes the rest."
        ),
    ),
    "Policy": ObjectNote(mark("policy"), mark("A pillar of the plan.")),
    "Measure": ObjectNote(mark("measure"), mark("What is done under a policy.")),
    "Initiative": ObjectNote(
        mark("initiative"), mark("A concrete activity of a measure.")
    ),
    "ScheduleItem": ObjectNote(
        mark("schedule entry"), mark("A bar, milestone or deadline of the schedule.")
    ),
    "FormerYears": ObjectNote(
        mark("former years"),
        mark("The years that a schedule entry had before the plan was changed."),
    ),
    "YearlyReport": ObjectNote(
        mark("yearly report"),
        mark(
            "What an initiative, or a measure that has none, came to in a fiscal year."
        ),
    ),
    "OwnMark": ObjectNote(
        mark("the city's own mark"),
        mark("What the city itself judged of a fiscal year, each judge once."),
    ),
    "Decision": ObjectNote(
        mark("decision of the headquarters"),
        mark(
            "What the headquarters decided about a year, who does it, until when, and "
            "what came of it."
        ),
    ),
    "Indicator": ObjectNote(mark("indicator"), mark("A figure that is followed.")),
    "CountedThings": ObjectNote(
        mark("counts of a share"),
        mark("What the two counts of a share are of, where they are kept with it."),
    ),
    "IndicatorPart": ObjectNote(
        mark("part of an indicator"),
        mark(
            "One of the parts that are judged as one: 男 and 女; 小, 中 and 高. What it does "
            "not say it has from its indicator."
        ),
    ),
    "FormerIndicator": ObjectNote(
        mark("former indicator"),
        mark("The indicator of a former plan that one goes on from."),
    ),
    "SharedIndicator": ObjectNote(
        mark("shared indicator"),
        mark("The same indicator in another plan of the city, which has its figures."),
    ),
    "Baseline": ObjectNote(mark("baseline"), mark("Where an indicator starts.")),
    "WrittenTarget": ObjectNote(
        mark("target"), mark("What the plan promises for an indicator.")
    ),
    "FormerTarget": ObjectNote(
        mark("former target"),
        mark(
            "What was promised before a change: a revision that was decided, or a slip "
            "that was corrected."
        ),
    ),
    "Actual": ObjectNote(mark("actual"), mark("What was reached in a fiscal year.")),
    "Survey": ObjectNote(
        mark("staff survey"),
        mark("The counts of a staff survey; nothing of single persons."),
    ),
    "SurveyGroup": ObjectNote(
        mark("survey group"),
        mark("A part of the staff with its counts; small ones are put together."),
    ),
    "Reference": ObjectNote(mark("reference"), mark("A figure to compare with.")),
}
"""By the class that holds it in `dxkpi.plan`."""

FIELD_NOTES: dict[str, dict[str, FieldNote]] = {
    "Plan": {
        "municipality": FieldNote(
            mark("Whose plan it is."),
            '{code: "472123", prefecture: 沖縄県, name: 豊見城市}',
        ),
        "plan": FieldNote(
            mark("The plan itself: title, period, source."),
            "{title: 豊見城市DX推進計画, first_fiscal_year: R8, last_fiscal_year: R12}",
        ),
        "policies": FieldNote(
            mark("The policies with their measures, in the plan's order."),
            '[{number: "1", name: 市民サービス}]',
        ),
        "indicators": FieldNote(
            mark("What is measured: the plan's KPI, and figures for reference."),
            "[{code: K01, name: オンライン申請の利用率}]",
        ),
        "decisions": FieldNote(
            mark("What the headquarters decided, and what came of it."),
            '[{number: "1", fiscal_year: R7, decided: 2026-05-27, text: 窓口で案内する}]',
        ),
    },
    "Municipality": {
        "code": FieldNote(
            mark(
                "The municipal code of six digits (全国地方公共団体コード). Its check digit is "
                "checked, and prefecture and name must belong to it."
            ),
            '"472123"',
        ),
        "prefecture": FieldNote(mark("The name of the prefecture."), "沖縄県"),
        "name": FieldNote(mark("The name of the municipality."), "豊見城市"),
        "fictional": FieldNote(
            mark("True for an invented municipality; every screen then says so."),
            "true",
        ),
        "departments": FieldNote(
            mark(
                "The municipality's register of its departments, for all its plans. A "
                "document without it leaves the register as it is stored; [] takes it "
                "away."
            ),
            '[{name: 情報政策課, until: "2026-03", became: [デジタル推進課]}]',
        ),
        "grading": FieldNote(
            mark(
                "How all plans of the municipality grade that have no grading of their "
                "own. A document without it leaves it as it is stored; null takes it away."
            ),
            "{profile: 佐野市}",
        ),
    },
    "CityDepartment": {
        "name": FieldNote(mark("Its name."), "情報政策課"),
        "since": FieldNote(
            mark("Its first month; null where it has been there for long."), '"2026-04"'
        ),
        "until": FieldNote(
            mark("Its last month; null while it is there."), '"2026-03"'
        ),
        "became": FieldNote(
            mark(
                "The departments in its place: one after a change of name, several after "
                "a split; those that were joined name the same one."
            ),
            "[デジタル推進課]",
        ),
        "answers_for": FieldNote(
            mark(
                "The words for many departments (全課, 関係各課) under which a plan asks "
                "this one."
            ),
            "[全課]",
        ),
    },
    "About": {
        "id": FieldNote(
            mark(
                "What tells the plan from the others of its municipality, in addresses and "
                "commands: small letters, digits and hyphens. Without it the kind and the "
                "first year make it."
            ),
            "dx-2026",
        ),
        "kind": FieldNote(
            mark("What kind of plan it is. Without it the title says so."), "dx"
        ),
        "follows": FieldNote(
            mark("The id of the plan whose successor it is."), "dx-2021"
        ),
        "title": FieldNote(
            mark("The title on the plan's cover."), "豊見城市DX推進計画"
        ),
        "grading": FieldNote(
            mark(
                "How the plan grades its indicators; without it as the municipality does "
                "(municipality.grading), else as the installation says (DXKPI_PROFILE)."
            ),
            "{profile: 宮城県}",
        ),
        "edition": FieldNote(mark("The edition, if the plan names one."), "第2.0版"),
        "first_fiscal_year": FieldNote(
            mark("The first fiscal year of the plan."), "R8"
        ),
        "last_fiscal_year": FieldNote(mark("The last fiscal year of the plan."), "R12"),
        "established": FieldNote(
            mark("The month or day on which the plan was adopted."), "2026-03"
        ),
        "source": FieldNote(
            mark("Where the plan was read: publication, address."),
            "豊見城市DX推進計画（令和8年3月、市ホームページ）",
        ),
        "notes": FieldNote(
            mark(
                "What was damaged, unclear or contradictory in the source; shown at the"
                " foot of the screens."
            ),
            "[12ページの図は不鮮明で、終わりの年度は推定です。]",
        ),
    },
    "Publication": {
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
            mark("Every how many years there is a figure; left out for every year."),
            "2",
        ),
        "since": FieldNote(
            mark("A fiscal year that has a figure, from which “every” counts."), "R5"
        ),
    },
    "Grading": {
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
        "not_assessable": FieldNote(mark("The grade of what cannot be assessed."), "N"),
    },
    "WrittenBand": {
        "grade": FieldNote(mark("The grade, as the city writes it."), "A"),
        "status": FieldNote(
            mark("What it stands for; the screens' marks follow it."), "on_track"
        ),
        "at_least": FieldNote(mark("From this percentage on."), "80"),
        "more_than": FieldNote(mark("Above this percentage."), "110"),
        "quantity": FieldNote(
            mark("What the percentage is of, where that is not what the grading says."),
            "progress_rate",
        ),
    },
    "Policy": {
        "number": FieldNote(
            mark("The number by which it is named; used once in the plan."), '"1"'
        ),
        "name": FieldNote(mark("Its name in the plan."), "市民サービスの向上"),
        "description": FieldNote(
            mark("What the plan says about it."), "手続を来庁せずに行えるようにする。"
        ),
        "measures": FieldNote(
            mark("Its measures, in the plan's order."),
            '[{number: "1-1", name: 行政手続のオンライン化}]',
        ),
        "marks": FieldNote(
            mark("What the city itself judged of it, year by year."),
            "[{fiscal_year: R7, by: 本部評価, mark: ○, text: 計画どおり。}]",
        ),
    },
    "Measure": {
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
            mark("The concrete activities."), '[{number: "1", name: 電子申請の拡充}]'
        ),
        "schedule": FieldNote(
            mark("Its entries in the schedule (工程表)."),
            "[{kind: bar, label: 導入, start: R8, end: R10}]",
        ),
        "reports": FieldNote(
            mark("What was done each year, what it brought and what comes next."),
            "[{fiscal_year: R7, state: 実施中, done: 窓口3か所で始めた。}]",
        ),
        "marks": FieldNote(
            mark("What the city itself judged of it, year by year."),
            "[{fiscal_year: R7, by: 本部評価, mark: ○, text: 計画どおり。}]",
        ),
    },
    "Initiative": {
        "number": FieldNote(
            mark(
                "The number by which the schedule names it; used once in the measure."
            ),
            '"1"',
        ),
        "name": FieldNote(mark("Its name in the plan."), "電子申請の拡充"),
        "description": FieldNote(
            mark("What the plan says about it."), "年間100件を超える手続を対象とする。"
        ),
        "reports": FieldNote(
            mark("What was done each year, what it brought and what comes next."),
            "[{fiscal_year: R7, state: 実施中, done: 窓口3か所で始めた。}]",
        ),
        "marks": FieldNote(
            mark("What the city itself judged of it, year by year."),
            "[{fiscal_year: R7, by: 本部評価, mark: ○, text: 計画どおり。}]",
        ),
    },
    "YearlyReport": {
        "fiscal_year": FieldNote(mark("The fiscal year that is reported."), "R7"),
        "state": FieldNote(mark("How it stands at the end of the year."), "実施中"),
        "done": FieldNote(
            mark("What was done in the year."), "窓口3か所で予約を始めた。"
        ),
        "results": FieldNote(
            mark("What it brought."), "待ち時間が平均12分短くなった。"
        ),
        "difficulties": FieldNote(mark("What is difficult."), "支所の回線が足りない。"),
        "next_steps": FieldNote(mark("What comes next."), "令和8年度に支所へ広げる。"),
    },
    "OwnMark": {
        "fiscal_year": FieldNote(mark("The fiscal year that is judged."), "R7"),
        "by": FieldNote(
            mark("Who judged: the department, the headquarters or outside experts."),
            "本部評価",
        ),
        "mark": FieldNote(
            mark("The mark as the city writes it: ◎○△×, A to D, 順調, any text."),
            "◎",
        ),
        "text": FieldNote(
            mark("Why it was judged so, or what was said."), "利用が順調に伸びている。"
        ),
        "decided": FieldNote(mark("The month or day of the judgement."), "2026-05-20"),
    },
    "Decision": {
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
    "ScheduleItem": {
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
    "FormerYears": {
        "start": FieldNote(mark("The former beginning."), "R8"),
        "end": FieldNote(mark("The former end."), "R9"),
        "reason": FieldNote(
            mark("Why the plan was changed."), "国の仕様の公表が遅れたため"
        ),
    },
    "Indicator": {
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
            mark("The code of the indicator above it (KGI) that it contributes to."),
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
            mark("The department that reports it; without it, those of the measure."),
            "デジタル推進課",
        ),
        "departments": FieldNote(
            mark("The departments that report it, where there are several."),
            "[デジタル推進課, 市民課]",
        ),
        "definition": FieldNote(
            mark("What is counted, and how."), "申請総数に占めるオンライン申請の割合。"
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
            mark("What was reached, year by year."), "[{fiscal_year: R8, value: 66.0}]"
        ),
        "references": FieldNote(
            mark("Figures to compare with: prefecture, nation."),
            "[{series: 全国, fiscal_year: R8, value: 70.1}]",
        ),
        "marks": FieldNote(
            mark("What the city itself judged of it, year by year."),
            "[{fiscal_year: R7, by: 本部評価, mark: ○, text: 計画どおり。}]",
        ),
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
    "IndicatorPart": {
        "code": FieldNote(
            mark("The code of the part; used once in the plan, like an indicator's."),
            "K30a",
        ),
        "name": FieldNote(
            mark("The name of the part alone; shown behind the indicator's."), "男"
        ),
        "department": FieldNote(
            mark("The department that reports it, where it is another."), "健康づくり課"
        ),
        "departments": FieldNote(
            mark("The departments that report it, where they are others."),
            "[小学校課, 中学校課]",
        ),
        "definition": FieldNote(
            mark("What is counted of this part, and how."), "市立小学校の児童について。"
        ),
        "unit": FieldNote(mark("The unit of its figures, where it is another."), "年"),
        "direction": FieldNote(
            mark("Which way is better, where it is the other."), "lower"
        ),
        "decimals": FieldNote(
            mark("The digits after the point that the plan prints, where they differ."),
            "1",
        ),
        "continues": FieldNote(
            mark("The indicator, or part, of a former plan that it goes on from."),
            "{plan: dx-2021, code: K30a}",
        ),
        "baseline": FieldNote(
            mark("Where it starts (現状値, 基準値)."), "{fiscal_year: R7, value: 79.5}"
        ),
        "target": FieldNote(
            mark("What the plan promises."),
            "{rule: reach, value: 81.0, fiscal_year: R12}",
        ),
        "actuals": FieldNote(
            mark("What was reached, year by year."), "[{fiscal_year: R8, value: 79.8}]"
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
    "CountedThings": {
        "numerator": FieldNote(
            mark("What the first count is of."), "オンライン化した手続"
        ),
        "denominator": FieldNote(mark("What the second count is of."), "全手続"),
        "unit": FieldNote(mark("The unit of both counts."), "手続"),
    },
    "FormerIndicator": {
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
    "SharedIndicator": {
        "plan": FieldNote(mark("The id of the other plan."), "strategy-2025"),
        "code": FieldNote(mark("The code that it has there."), "S03"),
    },
    "FormerTarget": {
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
    "Baseline": {
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
        "numerator": FieldNote(
            mark("The first count of a share: how many of these there are."), "163"
        ),
        "denominator": FieldNote(
            mark("The second count of a share: of how many."), "182"
        ),
        "value": FieldNote(
            mark(
                "The figure, as printed; left out beside two counts, it is worked out from "
                "them. “163/182” and “182手続中163手続” are understood."
            ),
            "64.4",
        ),
        "approximate": FieldNote(
            mark("True for an approximate figure (約, 概ね)."), "true"
        ),
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
    "WrittenTarget": {
        "rule": FieldNote(mark("What kind of promise it is."), "reach"),
        "comparator": FieldNote(
            mark("Whether the figure is to be reached or more, or less, or exactly."),
            '">="',
        ),
        "value": FieldNote(mark("The figure that is promised."), "75.0"),
        "fiscal_year": FieldNote(
            mark("The fiscal year by whose end it is to be met."), "R12"
        ),
        "as_of": FieldNote(
            mark("The month or day of the deadline, in that fiscal year."), "2031-03"
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
        "approximate": FieldNote(
            mark("True for an approximate figure (約, 概ね)."), "true"
        ),
        "stretch": FieldNote(
            mark(
                "A second, higher aim (挑戦) beside “value”: shown, and told when it is "
                "reached, but never judged against."
            ),
            "80.0",
        ),
        "low": FieldNote(
            mark("The lower end of a range (rule: range); it belongs to the range."),
            "45",
        ),
        "high": FieldNote(
            mark("The upper end of a range (rule: range); it belongs to the range."),
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
    "Actual": {
        "fiscal_year": FieldNote(
            mark("The fiscal year of the figure; once for each indicator."), "R8"
        ),
        "as_of": FieldNote(
            mark("The month or day of the figure, in that fiscal year."), "2027-03"
        ),
        "numerator": FieldNote(
            mark("The first count of a share: how many of these there are."), "163"
        ),
        "denominator": FieldNote(
            mark("The second count of a share: of how many."), "182"
        ),
        "value": FieldNote(
            mark(
                "The figure, as reported; null where there is none. 1 or 0 for yes or "
                "no. Left out beside two counts, it is worked out from them."
            ),
            "66.0",
        ),
        "approximate": FieldNote(
            mark("True for an approximate figure (約, 概ね)."), "true"
        ),
        "missing": FieldNote(mark("Why there is no figure."), "not_published"),
        "note": FieldNote(
            mark("Why the figure is what it is, and what else there is to say of it."),
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
    "Survey": {
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
            mark("The same counts by age."), "[{names: [30代], answers: 100, felt: 66}]"
        ),
        "headings": FieldNote(
            mark(
                "How the columns of the answers' file were called, to be offered next "
                "year."
            ),
            "{question: Q1, department: 所属}",
        ),
    },
    "SurveyGroup": {
        "names": FieldNote(
            mark("The name of the group, or those that are counted together."),
            "[会計課, 監査課]",
        ),
        "answers": FieldNote(mark("Its answers that count."), "12"),
        "felt": FieldNote(mark("Those of them that count as felt."), "8"),
        "asked": FieldNote(mark("How many were asked in it."), "15"),
    },
    "Reference": {
        "fiscal_year": FieldNote(mark("The fiscal year of the figure."), "R8"),
        "as_of": FieldNote(
            mark("The month or day of the figure, in that fiscal year."), "2027-03"
        ),
        "numerator": FieldNote(
            mark("The first count of a share: how many of these there are."), "163"
        ),
        "denominator": FieldNote(
            mark("The second count of a share: of how many."), "182"
        ),
        "series": FieldNote(mark("Whose figure it is."), "全国"),
        "value": FieldNote(
            mark(
                "The figure, as printed; left out beside two counts, it is worked out from "
                "them. “163/182” and “182手続中163手続” are understood."
            ),
            "70.1",
        ),
    },
}
"""By class and field, as documents name it."""
